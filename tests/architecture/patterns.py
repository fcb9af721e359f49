"""How long a pattern may take on a hostile text.

It is read as the engine does, and two repeats that can share a run are found.

Of `\\s*x?\\s*` a run of n blanks may be cut between the two in n ways, and each is tried: n times n
steps. The same
happens where a search begins anew at every sign of a run that its own repeat goes over. A
possessive repeat («*+»)
gives nothing back, so it is tried once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from re import _constants as sre  # type: ignore[attr-defined]  # as the engine reads a pattern
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

MANY = 20
"""From how many times on a repeat is of any length."""
ALPHABET = frozenset(
    chr(code) for code in (*range(0x180), 0x2013, 0x2019, 0x202F, 0x2212, 0x20AC, 0xFF1D, 0x1F44D)
)
SEARCHES = frozenset({"search", "sub", "subn", "split", "findall", "finditer"})
Signs = frozenset[str]


class Part(NamedTuple):
    """A piece of a pattern.

    Which signs it takes, whether it may take none, whether it takes any number and gives back.
    """

    signs: Signs
    may_be_none: bool
    repeats: bool


def quadratic(pattern: re.Pattern[Any], *, searched: bool) -> bool:
    """True where a text of n signs may take n times n steps.

    By a match alone, or where it is searched for.
    """
    words = (
        pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    )
    flags = pattern.flags & ~(0 if isinstance(pattern.pattern, str) else re.UNICODE)
    return any(
        _overlap(way) or (searched and _begins_anew(way))
        for way in _ways(parser.parse(words, flags), flags)
    )


def _overlap(parts: Sequence[Part]) -> bool:
    """Two repeats that can share a run, with nothing between them that would cut it, and
    something after the first."""
    for place, part in enumerate(parts):
        if not part.repeats:
            continue
        for later in parts[place + 1 :]:
            shared = bool(later.signs & part.signs)
            if later.repeats and shared:
                return True
            if not later.may_be_none and not shared:
                break
    return False


def _begins_anew(parts: Sequence[Part]) -> bool:
    """A repeat that goes over places where the search would begin again, and something after it
    that may be missing."""
    for place, part in enumerate(parts):
        needed = any(not later.may_be_none for later in parts[place + 1 :])
        if (
            part.repeats
            and needed
            and all(one.signs & part.signs for one in parts[:place] if not one.may_be_none)
        ):
            return True
        if not part.may_be_none and not part.signs:
            return False
    return False


def _ways(parsed: Any, flags: int) -> Iterator[list[Part]]:
    """Every way through a pattern, one for each alternative, as a row of parts."""
    found: list[list[Part]] = [[]]
    for operator, argument in parsed:
        found = [[*way, *more] for way in found for more in _parts(operator, argument, flags)]
    yield from found


def _parts(operator: Any, argument: Any, flags: int) -> list[list[Part]]:
    if operator in {sre.AT, sre.ASSERT, sre.ASSERT_NOT}:
        return [[]]
    if operator is sre.BRANCH:
        return [way for branch in argument[1] for way in _ways(branch, flags)]
    if operator is sre.SUBPATTERN:
        return list(_ways(argument[3], flags | argument[1]))
    if operator is sre.ATOMIC_GROUP:
        return [[part._replace(repeats=False) for part in way] for way in _ways(argument, flags)]
    if operator in {sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT}:
        return _repeated(argument, flags, gives_back=operator is not sre.POSSESSIVE_REPEAT)
    if operator is sre.GROUPREF:
        return [[Part(ALPHABET, may_be_none=True, repeats=True)]]
    return [[Part(_signs(operator, argument, flags), may_be_none=False, repeats=False)]]


def _repeated(argument: Any, flags: int, *, gives_back: bool) -> list[list[Part]]:
    least, most, body = argument
    ways = list(_ways(body, flags))
    none: list[list[Part]] = [] if least else [[]]
    if most < MANY:
        return [*none, *([part for _ in range(min(most, 2)) for part in way] for way in ways)]
    if all(len(way) == 1 for way in ways):
        signs = frozenset().union(*(way[0].signs for way in ways))
        return [[Part(signs, may_be_none=not least, repeats=gives_back)]]
    return [
        *none,
        *([*one, *next_one] for one in ways for next_one in ways),
    ]  # each turn, and what may come after it


def _signs(operator: Any, argument: Any, flags: int) -> Signs:
    """The signs of the alphabet that one piece takes."""
    if operator is sre.ANY:
        return ALPHABET
    if operator is sre.LITERAL:
        one = chr(argument)
        return frozenset({one.lower(), one.upper()} if flags & re.IGNORECASE else {one})
    if operator is sre.NOT_LITERAL:
        return ALPHABET - {chr(argument)}
    if operator is sre.CATEGORY:
        return frozenset(
            sign for sign in ALPHABET if re.match(_CATEGORIES[argument], sign, flags & re.ASCII)
        )
    negated = bool(argument) and argument[0][0] is sre.NEGATE
    found = frozenset().union(
        *(_in_class(one[0], one[1], flags) for one in argument if one[0] is not sre.NEGATE)
    )
    return ALPHABET - found if negated else found


def _in_class(operator: Any, argument: Any, flags: int) -> Signs:
    if operator is sre.RANGE:
        low, high = argument
        found = frozenset(sign for sign in ALPHABET if low <= ord(sign) <= high)
        return found | {sign.swapcase() for sign in found} if flags & re.IGNORECASE else found
    return _signs(operator, argument, flags)


_CATEGORIES = {
    sre.CATEGORY_DIGIT: r"\d",
    sre.CATEGORY_NOT_DIGIT: r"\D",
    sre.CATEGORY_SPACE: r"\s",
    sre.CATEGORY_NOT_SPACE: r"\S",
    sre.CATEGORY_WORD: r"\w",
    sre.CATEGORY_NOT_WORD: r"\W",
}
