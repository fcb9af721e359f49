"""The workbook that goes out.

Instructions, a sheet a kind of figure, cells to fill unlocked, everything else locked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from udp_core.archive.entity import specs
from udp_core.archive.field import Kind, Spec
from udp_core.archive.registry import BY_NAME
from udp_core.archive.storage import MILLI
from udp_core.desk.commands.entering import cell_words
from udp_core.desk.report.desk import OWN, DeskReport, DueField, DueFigure, DueGroup
from udp_core.files.as_typed import PERCENT
from udp_core.kernel import italian
from udp_core.kernel.clock import ROME
from udp_core.kernel.formulas import guarded
from udp_core.people.rules import Actor
from udp_core.render.export import OPTIONS

INSTRUCTIONS = "Istruzioni"
MARK = "udp"
"""Name of the hidden sheet by which a workbook of ours is known."""
FIRST_ROW = 3
ID, VERSION, NAME, DETAIL, BEFORE, FIRST_CELL = range(6)
HEADS = {
    1: ("id", "versione", "Figura", "Dettaglio", "Prima", "Valore", "Motivo"),
    2: (
        "id",
        "versione",
        "Figura",
        "Dettaglio",
        "Prima",
        "Primo termine",
        "Secondo termine",
        "Motivo",
    ),
}
"""The headings of a sheet, by how many cells a figure has."""
MONEY, PERCENTAGE, WHOLE, BROKEN = "#,##0.00", "0.0##%", "#,##0", "#,##0.0##"
"""Formats of numbers.

One format for whole numbers and broken ones would end whole ones with a comma: «3.100,».
"""
WIDE, WIDEST_LINE = 50, 100
"""Characters that a column of names, and one of instructions, holds in a line."""
_SEPARATE = re.compile(r"\W+")
A4 = 9
"""Its number among the papers of a spreadsheet."""
LINE = 15
"""Points of a line."""
_STEPS = (
    "Scrivere solo nelle celle gialle; le altre sono bloccate.",
    (
        "Importi in euro, con al massimo due decimali. Una cella vuota resta «non data»: non vale"
        " zero."
    ),
    "Le percentuali si scrivono come tali: 90%. Svuotare una cella che aveva una cifra la toglie.",
    "Se un valore è insolito, scrivere perché nella colonna «Motivo».",
    (
        "Una cifra già scritta che non è cambiata si ridà com’è scrivendo «uguale» nella colonna"
        " «Motivo»."
    ),
    (
        "Salvare come .xlsx e caricare il file dalla pagina «Carica un file»: prima di salvare si"
        " vede che cosa cambia."
    ),
)


@dataclass(frozen=True, slots=True)
class Whose:
    """Of which place the figures of a workbook are, by its code and its name.

    None where they are one's own.
    """

    place: str = OWN
    name: str = ""


MINE = Whose()


def workbook_for(  # noqa: PLR0917 - what it is made of
    report: DeskReport,
    actor: Actor,
    district: str,
    made_at: datetime,
    revision: int,
    whose: Whose = MINE,
) -> bytes:
    """The bytes of the workbook (.xlsx)."""
    import xlsxwriter

    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, OPTIONS)
    looks = _Looks(book)
    _instructions(book, looks, report, actor, made_at, whose)
    for group in report.groups:
        _sheet(book, looks, group)
    _mark(
        book,
        [
            district,
            str(report.year),
            str(report.month),
            actor.officer_id,
            made_at.isoformat(),
            str(revision),
            whose.place,
        ],
    )
    book.close()
    return stream.getvalue()


def file_name(report: DeskReport, actor: Actor, whose: Whose = MINE) -> str:
    """«aggiornamenti-carlo-2026-11.xlsx», «aggiornamenti-anna-cervia-2026-11.xlsx»."""
    of = "".join(
        f"-{word}" for word in (actor.officer_id, *_SEPARATE.split(whose.name.casefold())) if word
    )
    return f"aggiornamenti{of}-{report.year}-{report.month:02}.xlsx"


class _Looks:
    """The formats of the workbook."""

    def __init__(self, book: Any) -> None:
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        given = {
            "locked": False,
            "bg_color": "#FFF7D6",
            "border": 1,
            "border_color": "#C2CCD6",
            "valign": "top",
        }
        self.cells = {
            Kind.CENTS: book.add_format({**given, "num_format": MONEY}),
            Kind.DAY: book.add_format({**given, "num_format": "dd/mm/yyyy"}),
        }
        self.percent = book.add_format({**given, "num_format": PERCENTAGE})
        self.number = book.add_format(given)
        self.free = book.add_format({**given, "text_wrap": True, "num_format": "@"})
        self.whole, self.broken = (
            book.add_format({"num_format": shown}) for shown in (WHOLE, BROKEN)
        )
        self._past: dict[str, Any] = {}
        self._book = book

    def past(self, shown: str) -> Any:
        """The look of a figure that is only read."""
        if shown not in self._past:
            self._past[shown] = self._book.add_format({"num_format": shown, "valign": "top"})
        return self._past[shown]


def title_of(report: DeskReport) -> str:
    """«Aggiornamenti di gennaio 2026»."""
    return f"Aggiornamenti di {italian.month(report.month)} {report.year}"


def _instructions(  # noqa: PLR0917 - what it says
    book: Any, looks: _Looks, report: DeskReport, actor: Actor, made_at: datetime, whose: Whose
) -> None:
    sheet = book.add_worksheet(INSTRUCTIONS)
    sheet.set_column(0, 0, WIDEST_LINE)
    lines = (
        title_of(report),
        f"Per: {guarded(actor.name)} ({actor.officer_id})",
        *([f"Cifre di: {guarded(whose.name)}"] if whose.name else []),
        f"Preparato il {made_at.astimezone(ROME):%d/%m/%Y alle %H:%M}",
        *_STEPS,
    )
    for row, line in enumerate(lines):
        sheet.set_row(row, LINE * _lines(line, WIDEST_LINE))
        sheet.write_string(row, 0, line, looks.title if row == 0 else looks.text)
    sheet.protect()


def _sheet(book: Any, looks: _Looks, group: DueGroup) -> None:
    sheet = book.add_worksheet(sheet_name(group))
    cells = max(len(figure.fields) for figure in group.figures)
    sheet.write_string(0, NAME, group.title, looks.title)
    for column, head in enumerate(HEADS[cells]):
        sheet.write_string(FIRST_ROW - 1, column, head, looks.head)
    for row, figure in enumerate(group.figures, start=FIRST_ROW):
        _row(sheet, looks, row, figure, FIRST_CELL + cells)
    sheet.set_column(ID, VERSION, None, None, {"hidden": True})
    sheet.set_column(NAME, DETAIL, WIDE)
    sheet.set_column(BEFORE, FIRST_CELL + cells, 20)
    sheet.freeze_panes(FIRST_ROW, BEFORE)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.protect("", {"select_locked_cells": True, "format_columns": True})


def sheet_name(group: DueGroup) -> str:
    """The name of the sheet of a kind of figure, within the 31 characters that spreadsheets
    admit.
    """
    return group.title.replace(":", " -")[:31]


def _row(sheet: Any, looks: _Looks, row: int, figure: DueFigure, reason: int) -> None:
    one, detail = figure.fields[0], detail_of(figure)
    sheet.set_row(row, LINE * max(_lines(figure.label, WIDE), _lines(detail, WIDE)))
    sheet.write_string(row, ID, figure.entity_id)
    sheet.write_number(row, VERSION, figure.seen)
    sheet.write_string(row, NAME, guarded(figure.label), looks.text)
    sheet.write_string(row, DETAIL, guarded(detail), looks.text)
    _before(sheet, looks, row, figure, one)
    for place, field in enumerate(figure.fields):
        _cell(sheet, looks, (row, FIRST_CELL + place), figure, field)
    sheet.write_blank(row, reason, None, looks.free)


def detail_of(figure: DueFigure) -> str:
    """With the unit of measure, by which namesakes are told apart.

    With the names of the two terms, where there are two.
    """
    if len(figure.fields) == 1:
        return f"{figure.detail} · {figure.fields[0].label}"
    terms = zip(HEADS[len(figure.fields)][FIRST_CELL:], figure.fields, strict=False)
    return "\n".join(
        [figure.detail, *(f"{head}: {field.label}{_was(figure, field)}" for head, field in terms)]
    )


def _was(figure: DueFigure, field: DueField) -> str:
    """What the second term was before: of the first there is a column."""
    if field is figure.fields[0] or field.last is None:
        return ""
    return f" (prima {cell_words(figure.entity, field, field.last, percent=figure.percent)})"


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a cell that is so many characters wide."""
    return sum(-(-max(len(line), 1) // width) for line in text.split("\n"))


def _before(sheet: Any, looks: _Looks, row: int, figure: DueFigure, field: DueField) -> None:
    """The value before, a true number: it can be compared with the new one, and copied."""
    spec = specs(BY_NAME[figure.entity])[field.name]
    is_percent = figure.percent or field.label == PERCENT
    value = _number(spec, field.last, points=is_percent and not figure.percent)
    if value is None:
        sheet.write_blank(row, BEFORE, None, looks.text)
        return
    whole = WHOLE if value == int(value) else BROKEN
    shown = PERCENTAGE if is_percent else MONEY if spec.kind is Kind.CENTS else whole
    sheet.write_number(row, BEFORE, value, looks.past(shown))


def _cell(
    sheet: Any, looks: _Looks, at: tuple[int, int], figure: DueFigure, field: DueField
) -> None:
    spec = specs(BY_NAME[figure.entity])[field.name]
    is_percent = figure.percent or field.label == PERCENT
    look = looks.percent if is_percent else looks.cells.get(spec.kind, looks.number)
    if look is looks.number:
        _as_they_are(sheet, looks, at)
    value = _number(spec, field.stored, points=is_percent and not figure.percent)
    if value is None:
        sheet.write_blank(*at, None, look)
    elif spec.kind is Kind.DAY:
        sheet.write_datetime(*at, datetime.fromisoformat(str(field.stored)), look)
    else:
        sheet.write_number(*at, value, look)
    if spec.kind is not Kind.DAY:
        sheet.data_validation(
            *at,
            *at,
            {
                "validate": "decimal",
                "criteria": ">=",
                "value": -(10**12),
                "error_title": "Serve un numero",
                "error_message": "Scrivere un numero, senza lettere.",
                "input_title": field.label[:32],
            },
        )


def _as_they_are(sheet: Any, looks: _Looks, at: tuple[int, int]) -> None:
    """A whole number without decimals, a broken one with its own, whatever is typed."""
    name = f"{chr(ord('A') + at[1])}{at[0] + 1}"
    for sign, shown in (("=", looks.whole), ("<>", looks.broken)):
        criteria = f"=AND(ISNUMBER({name}),{name}{sign}INT({name}))"
        sheet.conditional_format(
            *at, *at, {"type": "formula", "criteria": criteria, "format": shown}
        )


def _number(spec: Spec, value: int | str | None, *, points: bool) -> float | None:
    """For a spreadsheet only: what comes back is read as exact decimal text.

    A percentage is a share there, shown by the format of its cell; `points`: it is stored as 62 and
    not as 0,62.
    """
    if value is None:
        return None
    if isinstance(value, str):
        return 0.0
    scale = 100 if spec.kind is Kind.CENTS else MILLI if spec.kind is Kind.DECIMAL else 1
    return float(Decimal(value) / scale / (100 if points else 1))


def _mark(book: Any, words: list[str]) -> None:
    sheet = book.add_worksheet(MARK)
    for row, word in enumerate(words):
        sheet.write_string(row, 0, word)
    sheet.very_hidden()
