"""The words by which the rows of a table are known in a grid's cells: name, code, identifier.

One meaning or none.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from sqlalchemy import Connection

from udp_core.archive.entity import Entity, Image, specs
from udp_core.archive.images import read_all
from udp_core.kernel import italian
from udp_core.kernel.problem import Problem
from udp_core.people.rights import Subjects
from udp_core.writing.naming import Names

MOST_NAMED = 6
"""Candidates of an ambiguous word, or words offered, in one sentence."""
_NAMES = ("name", "short_name", "title")
_CODES = ("code", "istat_code")
LONGEST_QUOTED = 60


def normal(words: str) -> str:
    """Words as they are compared.

    Capitals, blanks, kinds of apostrophe and of accented letter make no difference.
    """
    same = unicodedata.normalize("NFC", words.replace("\u00a0", " ")).replace("’", "'")
    return " ".join(same.split()).casefold()


@dataclass(frozen=True, slots=True)
class NamesInGrid:
    """The rows that a column may name: `shown` is what its cells say of each.

    `by_word` whom a word may mean.

    `near` are the rows of one's own district, or of none: where a word means several rows, it means
    the near one.
    `told` says of each row its name, its code and until when it stands.
    """

    labels: str
    shown: Mapping[str, str]
    by_word: Mapping[str, frozenset[str]]
    near: frozenset[str]
    told: Mapping[str, str]

    def find(self, words: str) -> str | Problem:
        """The one row that the words mean, by its identifier; or why there is none."""
        if words in self.shown:
            return words
        found = self.by_word.get(normal(words), frozenset())
        close = found & self.near
        chosen = close if len(close) == 1 else found
        if len(chosen) == 1:
            return next(iter(chosen))
        return (
            _ambiguous(words, [self.told[one] for one in sorted(chosen)])
            if chosen
            else self._unknown(words)
        )

    def _unknown(self, words: str) -> Problem:
        by_normal = {normal(self.shown[one]): self.shown[one] for one in sorted(self.near)}
        alike = [
            by_normal[one] for one in get_close_matches(normal(words), by_normal, n=2, cutoff=0.75)
        ]
        few = sorted(self.shown[one] for one in self.near) if len(self.near) <= MOST_NAMED else []
        remedy = (
            f"Forse {_or(alike)}?"
            if alike
            else (
                f"Scrivere {_or(few)}."
                if few
                else "Scrivere il nome o il codice di una riga registrata, o registrarla prima."
            )
        )
        return Problem(
            "G01",
            f"«{words[:LONGEST_QUOTED]}» non è tra le righe di «{self.labels}».",
            remedy,
            value=words,
        )


def _or(words: list[str]) -> str:
    quoted = [f"«{one}»" for one in words]
    return " o ".join(part for part in (", ".join(quoted[:-1]), quoted[-1]) if part)


def _ambiguous(words: str, told: list[str]) -> Problem:
    beyond = len(told) - MOST_NAMED
    more = f" e {italian.others(beyond)}" if beyond > 0 else ""
    sentence = (
        f"«{words[:LONGEST_QUOTED]}» può essere più di una riga:"
        f" {'; '.join(told[:MOST_NAMED])}{more}."
    )
    return Problem("G02", sentence, "Scrivere il codice di quella giusta.", value=words)


def known_rows(connection: Connection, entity: type[Entity], district: str) -> NamesInGrid:
    """Everything that may be written for the rows of a table, by who works in a district."""
    names, subjects = Names(connection), Subjects(connection)
    images = {row_id: image for row_id, _, image in read_all(connection, entity)}
    plain = {row_id: names.of(entity, row_id, image) for row_id, image in images.items()}
    near = frozenset(
        row_id
        for row_id, image in images.items()
        if subjects.of(entity, image).district_id in {None, district}
    )
    shown = _shown(plain, near)
    by_word: defaultdict[str, set[str]] = defaultdict(set)
    for row_id, image in images.items():
        for word in _forms(entity, row_id, image, (plain[row_id], shown[row_id])):
            by_word[normal(word)].add(row_id)
    told = {
        row_id: f"{plain[row_id]} (codice {row_id}{_until(image)})"
        for row_id, image in images.items()
    }
    whole = {word: frozenset(ids) for word, ids in by_word.items()}
    labels = f"{entity.labels[:1].upper()}{entity.labels[1:]}"
    return NamesInGrid(labels, shown, whole, near, told)


def chosen_words(label: str, choices: Mapping[str, str]) -> NamesInGrid:
    """The same, of a column whose codes and words are given."""
    by_word: defaultdict[str, set[str]] = defaultdict(set)
    for code, words in choices.items():
        by_word[normal(code)].add(code)
        by_word[normal(words)].add(code)
    whole = {word: frozenset(codes) for word, codes in by_word.items()}
    told = {code: f"{words} (codice {code})" for code, words in choices.items()}
    return NamesInGrid(label, choices, whole, frozenset(choices), told)


def _shown(plain: Mapping[str, str], near: frozenset[str]) -> dict[str, str]:
    """No two alike: the name alone where it is the only one, of all rows or of those that are near.

    Else its code too.
    """
    among_all = Counter(plain.values())
    among_near = Counter(name for row_id, name in plain.items() if row_id in near)
    return {
        row_id: (
            name
            if among_all[name] == 1 or (row_id in near and among_near[name] == 1)
            else f"{name} [{row_id}]"
        )
        for row_id, name in plain.items()
    }


def _forms(
    entity: type[Entity], row_id: str, image: Image, names: tuple[str, str]
) -> Iterator[str]:
    yield row_id
    yield from names
    for field in (*_NAMES, *_CODES):
        if field in specs(entity) and image[field]:
            word = str(image[field])
            yield word
            if word.isascii() and word.isdigit():
                yield (
                    word.lstrip("0") or "0"
                )  # a spreadsheet takes a code for a number, and eats its zeros


def _until(image: Image) -> str:
    ends = image.get("valid_to")
    return f", fino al {italian.day(date.fromisoformat(str(ends)))}" if ends else ""
