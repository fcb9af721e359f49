"""The reading sheet: what was read of a file and how, before anything is saved.

One value, which screen and command line only draw.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from udp_core.archive.entity import Image
from udp_core.files.unpacked import Sheet
from udp_core.imports.file_kinds import label_of
from udp_core.imports.known import EVERYONE
from udp_core.imports.layout import Reason
from udp_core.imports.questions import quoted
from udp_core.imports.sheet_facts import (
    MOST_NUMBERS,
    SheetFacts,
    heading_words,
    names_of,
    numbered,
    periods_in_order,
)
from udp_core.imports.sheet_grids import SheetGrid, control_totals, first_rows
from udp_core.imports.sheet_warnings import warnings_of
from udp_core.kernel import italian
from udp_core.kernel.vocabulary import ImportKind, Phase

MOST_UNUSED = 10
_SAID_OF_REASONS = (
    Reason.OTHER,
    Reason.TOTAL,
    Reason.CONTINUED,
    Reason.LONE,
    Reason.SECTION,
    Reason.NOTE,
    Reason.AGAIN,
    Reason.UNITS,
    Reason.TITLE,
)
"""Reasons told with their rows; blank rows and the heading itself say nothing."""
_MANY = {
    Reason.TOTAL: "totali",
    Reason.CONTINUED: "con una sola cella, seguito della riga sopra",
    Reason.LONE: "con una sola cella",
    Reason.SECTION: "titoli che valgono per le righe sotto",
    Reason.NOTE: "note sotto la tabella",
    Reason.AGAIN: "intestazioni ripetute",
}
"""The same reason of several rows, where its words change."""


@dataclass(frozen=True, slots=True)
class ReadingSheet:
    """`lines`: what was read and left out, by name; `goes`: where it goes.

    `warnings`: what is to be looked at. Then figures.
    """

    lines: tuple[tuple[str, str], ...]
    goes: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]
    totals: SheetGrid
    first: SheetGrid


def reading_of(facts: SheetFacts) -> ReadingSheet:
    """The sheet."""
    return ReadingSheet(
        _filled(_lines(facts)),
        _filled(_destination(facts)),
        tuple(warnings_of(facts)),
        control_totals(facts),
        first_rows(facts),
    )


def _filled(lines: Iterator[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The lines that say something."""
    return tuple((label, words) for label, words in lines if words)


def _lines(facts: SheetFacts) -> Iterator[tuple[str, str]]:
    sheet = facts.layout.sheet
    is_the_file = sheet.name == facts.file
    yield "File", facts.file if is_the_file else f"{facts.file}, foglio {_sheet_name(sheet)}"
    yield "Fogli non letti", italian.listing([_sheet_name(one.sheet) for one in facts.others])
    yield (
        "Righe lette",
        italian.number(len(facts.tally.read)) if facts.tally.read else "nessuna finora",
    )
    yield "Righe lasciate fuori", "; ".join(_left_out(facts))
    yield "Colonne lette", "; ".join(_used(facts))
    yield "Colonne non usate", _few(list(_unused(facts)))


def _sheet_name(sheet: Sheet) -> str:
    return f"{quoted(sheet.name)}{' (nascosto)' if sheet.hidden else ''}"


def _left_out(facts: SheetFacts) -> Iterator[str]:
    by_reason: dict[Reason, list[int]] = {}
    for one in facts.layout.left_out:
        by_reason.setdefault(one.reason, []).append(one.number)
    tally = facts.tally
    placed = tally.read.union(tally.waiting, *tally.left_out.values())
    for reason in _SAID_OF_REASONS:
        numbers = [number for number in by_reason.get(reason, ()) if number not in placed]
        if numbers:
            yield f"{_counted(reason, len(numbers))} ({numbered(numbers)})"
    for why, left in tally.left_out.items():
        yield f"{len(left)} {why} ({numbered(sorted(left))})"
    waiting = sorted(tally.waiting - tally.read)
    if waiting:
        yield f"{len(waiting)} in attesa di una risposta ({numbered(waiting)})"


def _counted(reason: Reason, rows: int) -> str:
    return italian.plural(rows, reason.label, _MANY.get(reason, reason.label))


def _used(facts: SheetFacts) -> Iterator[str]:
    for name, column in facts.plan.columns.items():
        yield f"{heading_words(facts, column)} è {label_of(facts.kind, name)}"
    for name, column in facts.plan.again:
        yield f"{heading_words(facts, column)} conferma {label_of(facts.kind, name)}"
    figures = facts.plan.figures
    if figures:
        headings = ", ".join(heading_words(facts, one.column) for one in figures)
        are = "è" if len(figures) == 1 else "sono"
        running = " (totale progressivo)" if facts.running else ""
        yield f"{headings} {are} {label_of(facts.kind, figures[0].name)}{running}"


def _unused(facts: SheetFacts) -> Iterator[str]:
    used = facts.plan.used()
    for column, heading in enumerate(facts.layout.headings):
        if column in used:
            continue
        filled = any(facts.layout.written(column))
        if heading or filled:
            yield f"{heading_words(facts, column)}{'' if filled else ' (vuota)'}"


def _few(headings: Sequence[str]) -> str:
    """The columns; of many, their number and the first of them."""
    if len(headings) <= MOST_UNUSED:
        return ", ".join(headings)
    return (
        f"{len(headings)}: {', '.join(headings[:MOST_NUMBERS])} e altre"
        f" {len(headings) - MOST_NUMBERS}"
    )


def _destination(facts: SheetFacts) -> Iterator[tuple[str, str]]:
    rows = [image for _, image in facts.done.rows]
    funds = sorted({str(image["fund_year_id"]) for image in rows if image.get("fund_year_id")})
    yield "Anno", italian.listing(_years(rows, funds))
    yield "Fondo", italian.listing([_fund_name(fund) for fund in funds if fund.count(":") > 1])
    yield "Fonte", names_of(facts, rows, "source_id")
    phases = sorted({str(image["phase"]) for image in rows if image.get("phase")})
    yield "Fase", italian.listing([Phase.of(word).label for word in phases])
    yield "Periodo", italian.listing(periods_in_order(rows))
    if any("municipality_id" in image for image in rows) and facts.kind is not ImportKind.SCHEDE:
        yield "Comune", names_of(facts, rows, "municipality_id", EVERYONE)


def _years(rows: Sequence[Image], funds: Sequence[str]) -> list[str]:
    """The years that the rows say, else those of their funds."""
    own = {str(image["year"]) for image in rows if image.get("year")}
    return sorted(own or {fund.rpartition(":")[2] for fund in funds})


def _fund_name(fund: str) -> str:
    """«FRNA 2026»."""
    before, _, year = fund.rpartition(":")
    return f"{before.rpartition(':')[2].upper()} {year}"
