"""How much of a password has to be guessed.

Common words, sequences and repetitions count for little, whatever their length.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path

from udp_core.kernel.settings import DATA

COMMON, LOCAL = DATA / "passwords" / "common.txt", DATA / "passwords" / "local.txt"
"""The passwords most met in published leaks; what is tried first here.

The place, the office, the calendar.
"""
ENOUGH = 9
"""Things to guess.

A letter that nothing foretells is one, a common word is two, however long it is.
"""
OF_A_WORD, OF_WHAT_FOLLOWS = 2, 1
SHORTEST_WORD, SHORTEST_RUN, LONGEST_PART = 4, 3, 32
_ROWS = (
    "01234567890",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "qwertzuiop",
    "yxcvbnm",
    "azertyuiop",
    "qsdfghjklm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "1q2w3e4r5t6y7u8i9o0p",
    "qazwsxedcrfvtgbyhnujm",
    "qaswedfrtghyujkiol",
    "13579",
    "24680",
    "147258369",
    "741852963",
)
"""Along the alphabet and the keyboard, across it, and zig-zag; each is read backwards too."""
_RUNS = tuple(row + "\n" + row[::-1] for row in _ROWS)
_DISGUISED = str.maketrans("@4310$57!€", "aaeiosstie")
_YEAR = re.compile(r"(?:19|20)\d\d")
WORD, LOCAL_WORD, RUN, AGAIN, YEAR = (
    "una parola comune",
    "un nome di qui",
    "una sequenza di tasti o di lettere",
    "una ripetizione",
    "un anno",
)


def foretold(password: str, own: Collection[str]) -> tuple[str, ...] | None:
    """Of what a password that is guessed soon is made, in words.

    None where there is enough to guess.

    `own` are words that are tried first for this person. Capitals and digits in the place of
    letters hide nothing.
    """
    plain = password.casefold()
    halved = re.sub(r"(.)\1+", r"\1", plain)
    readings = [plain] if len(halved) * 2 > len(plain) + 1 else [plain, halved]
    local = _words(LOCAL) | {word.casefold() for word in own}
    for reading in readings:
        guesses, kinds = _least(reading, local)
        if guesses < ENOUGH:
            return tuple(dict.fromkeys(kinds)) or (AGAIN,)
    return None


def _least(text: str, local: frozenset[str]) -> tuple[int, tuple[str, ...]]:
    """The fewest things to guess from which the text follows, and the kinds of those that are
    foretold.
    """
    letters = text.translate(_DISGUISED)
    best: list[tuple[int, tuple[str, ...]]] = [(0, ())]
    for end in range(1, len(text) + 1):
        guesses, kinds = best[end - 1]
        found = (guesses + 1, kinds)
        for start in range(max(0, end - LONGEST_PART), end - SHORTEST_RUN + 1):
            for cost, kind in _parts(text, letters, start, end, local):
                if best[start][0] + cost < found[0]:
                    found = (best[start][0] + cost, (*best[start][1], kind))
        best.append(found)
    return best[-1]


def _parts(
    text: str, letters: str, start: int, end: int, local: frozenset[str]
) -> Iterator[tuple[int, str]]:
    """What the part of a text from `start` to `end` may be, and how much has to be guessed of
    it.
    """
    part, hidden, common = text[start:end], letters[start:end], _words(COMMON)
    if len(set(part)) == 1 or part in text[:start]:
        yield OF_WHAT_FOLLOWS, AGAIN
    if any(part in run for run in _RUNS):
        yield OF_WHAT_FOLLOWS, RUN
    if part in local or hidden in local:
        yield OF_WHAT_FOLLOWS, LOCAL_WORD
    if len(part) >= SHORTEST_WORD and (part in common or hidden in common):
        yield OF_A_WORD, WORD
    if _YEAR.fullmatch(part):
        yield OF_A_WORD, YEAR


@cache
def _words(path: Path) -> frozenset[str]:
    return frozenset(path.read_text(encoding="ascii").split())
