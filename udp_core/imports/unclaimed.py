"""Columns whose heading says nothing of ours, and whose cells all do.

Comuni under «Residenza», funds under «Finanziato da», months under «Mensilità»: whether they say
what the figures are of is asked, before it is asked of the whole file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from udp_core.archive.entity import specs
from udp_core.imports.choices import COLUMN, WORD_OF, Choices
from udp_core.imports.columns import Columns
from udp_core.imports.file_kinds import ENTITY
from udp_core.imports.known import KnownNames, term_of
from udp_core.imports.layout import plain
from udp_core.imports.numbers import is_missing
from udp_core.imports.periods import span_of
from udp_core.imports.questions import Question, asked, letter, quoted
from udp_core.imports.whose import names_district
from udp_core.kernel.italian import listing
from udp_core.kernel.vocabulary import ImportKind, Phase

NONE = "nessuna"
"""The answer by which no column says a field."""
_HOLDS = {
    "municipality_id": ("Comuni", "di quale Comune"),
    "source_id": ("fonti di finanziamento", "di quale fonte"),
    "phase": ("fasi", "di quale fase"),
    "period_no": ("periodi", "di quale periodo"),
}
"""By field, what its cells are called, and what they may say of the figures."""
_KIND_OF = {"period_no": "period"}
"""A column of years, written by us, leaves the month blank: nothing else says it."""
_EXAMPLES = 3
_Reads = Callable[[str], object]


def ask_unclaimed(
    columns: Columns,
    choices: Choices,
    known: Mapping[str, KnownNames],
    claims: Mapping[str, Sequence[int]],
) -> Iterator[Question]:
    """A question for each field that no heading claims and that some column's cells say.

    `claims` are the columns that headings claim, by field; the day of a figure may say its period.
    """
    if columns.kind is ImportKind.SCHEDE:
        return
    wide = any(map(span_of, columns.layout.headings))
    taken = {column for claimed in claims.values() for column in claimed}
    dated = claims.get("as_of", ())
    for name, reads in _readers(known).items():
        if name not in specs(ENTITY[columns.kind]) or _is_headed(columns, name):
            continue
        if wide and name == "period_no":
            continue
        told = _told(choices, name)
        found = {
            column: cells
            for column in columns.all
            if not names_district(columns.heading(column))
            and (column not in taken or (name == "period_no" and column in dated))
            and (cells := _all_said(columns.distinct(column), reads))
        }
        found = {column: cells for column, cells in found.items() if not _is(told, cells, reads)}
        if found:
            yield _question(columns, choices, name, found)


def _is_headed(columns: Columns, name: str) -> bool:
    """True where some heading says the field, or our own says what kind of it, whatever was told
    of it.
    """
    kind = _KIND_OF.get(name, name)
    return any(
        (name in columns.fields(one) or plain(columns.heading(one)) == kind)
        and not columns.is_empty(one)
        for one in columns.all
    )


def _readers(known: Mapping[str, KnownNames]) -> dict[str, _Reads]:
    """By field, how a cell is read as it; None or nothing where it is not."""
    named = ("municipality_id", "source_id")
    return {
        **{name: known[name].code_of for name in named if name in known},
        "phase": lambda text: term_of(Phase, text),
        "period_no": _period,
    }


def _period(text: str) -> object:
    span = span_of(text)
    return (span.first, span.last) if span and not span.bare else None


def _told(choices: Choices, name: str) -> str:
    """What was told of the whole file."""
    word = "periodo" if name == "period_no" else WORD_OF[name]
    return choices.answers.get(word, "") or choices.fixed.get(name, "")


def _all_said(cells: list[str], reads: _Reads) -> list[str]:
    """The cells of a column, where each of them reads."""
    written = [text for text in cells if not is_missing(text)]
    return written if all(reads(text) for text in written) else []


def _is(told: str, cells: list[str], reads: _Reads) -> bool:
    """True where the cells say only what was told already, or are mere days of something."""
    same = {reads(text) for text in cells} == {reads(told)}
    return bool(told) and (same or not any(map(str.isalpha, "".join(cells))))


def _question(
    columns: Columns, choices: Choices, name: str, found: Mapping[int, list[str]]
) -> Question:
    what, of = _HOLDS[name]
    column, cells = next(iter(found.items()))
    key = f"{COLUMN}{WORD_OF[name]}"
    heading = quoted(columns.heading(column) or f"colonna {letter(column)}")
    sentence = f"{heading} contiene {what} ({listing(cells[:_EXAMPLES])}): dice {of} sono le cifre?"
    answers = [
        (letter(one), f"sì, la colonna {letter(one)} {quoted(columns.heading(one))}")
        for one in found
    ]
    said = choices.answers.get(key, "")
    given = next((letter(one) for one in found if plain(said) == plain(columns.heading(one))), said)
    return asked(key, sentence, [*answers, (NONE, "no, parla d’altro")], {key: given})
