"""The workbook that comes back.

Each row by its id and the version it was made from, each cell as it was typed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from udp_core.archive.entity import specs
from udp_core.archive.field import Kind
from udp_core.archive.registry import BY_NAME
from udp_core.desk.commands.entering import Typed, Unread, Untouched, cell_words, edit_of, read_cell
from udp_core.desk.report.desk import OWN, DeskReport, DueField, DueFigure
from udp_core.desk.workbooks.handled import looks, misplaced, retitled
from udp_core.desk.workbooks.making import (
    FIRST_CELL,
    FIRST_ROW,
    HEADS,
    ID,
    MARK,
    VERSION,
    sheet_name,
)
from udp_core.files.as_typed import as_typed, cell_at, unknown_value, version_at
from udp_core.files.unpacked import Cell, Sheet
from udp_core.kernel.calendar import month_end
from udp_core.kernel.formulas import unguarded
from udp_core.kernel.problem import Place, Problem, RefusedError
from udp_core.people.rules import Actor
from udp_core.writing.saving import Edit

_YEAR, _MONTH = re.compile(r"20[0-9]{2}"), re.compile(r"[1-9]|1[0-2]")
_LEAST_MARKS, _PLACE = 4, 6


@dataclass(frozen=True, slots=True)
class MadeWorkbook:
    """What a workbook of ours says of itself."""

    district: str
    year: int
    month: int
    officer_id: str
    place: str


@dataclass(frozen=True, slots=True)
class Brought:
    """What a workbook asks for: the edits in order, rows left as they were, what does not read."""

    edits: tuple[Edit, ...]
    untouched: int
    problems: tuple[Problem, ...]


def made_by_us(sheets: Sequence[Sheet]) -> MadeWorkbook | None:
    """What the hidden sheet says; None where the workbook is not ours."""
    marks = next((sheet for sheet in sheets if sheet.name == MARK), None)
    words = [row[0] if row else "" for row in marks.rows] if marks else []
    if len(words) < _LEAST_MARKS or not (_YEAR.fullmatch(words[1]) and _MONTH.fullmatch(words[2])):
        return None
    place = words[_PLACE] if len(words) > _PLACE else OWN  # one made before there was a choice
    return MadeWorkbook(words[0], int(words[1]), int(words[2]), words[3], place)


def brought_back(sheets: Sequence[Sheet], report: DeskReport, actor: Actor, today: date) -> Brought:
    """The edits of a workbook made for this officer and month."""
    known = {figure.entity_id: figure for figure in report.figures}
    last_day = min(month_end(report.year, report.month), today)
    edits: list[Edit] = []
    problems = [*_moved(sheets, report), *retitled(sheets, _ours(sheets), report)]
    untouched = 0
    rows = list(_rows(sheets))
    times = Counter((sheet.name, cell_at(cells, ID)) for sheet, _, cells in rows)
    for sheet, number, cells in rows:
        place = Place(sheet=sheet.name, row=number + 1)
        figure = known.get(cell_at(cells, ID))
        if figure is None:
            problems.append(
                Problem(
                    "X20",
                    "La riga non è tra quelle da dare.",
                    "Scaricare di nuovo il file: forse il programma è cambiato.",
                    place,
                    cell_at(cells, ID),
                )
            )
            continue
        if unknown := list(_unknown(sheet, number, figure)):
            problems.extend(_at_heading(sheet, place, figure, problem) for problem in unknown)
            continue
        typed = _typed(sheet, number, cells, figure)
        same = _as_stored(figure, typed) and not _given_again(figure, typed)
        again = times[sheet.name, figure.entity_id] > 1  # told as such, whatever its words
        misnamed = [] if again else misplaced(cells, figure)
        if wrong := [] if same else [*misnamed, *looks(sheet, number, figure)]:
            problems.extend(_at_heading(sheet, place, figure, problem) for problem in wrong)
            continue
        edit = (
            Untouched()
            if same
            else edit_of(figure, typed, actor, last_day, version_at(cells, VERSION))
        )
        if isinstance(edit, Unread):
            problems.extend(_at_heading(sheet, place, figure, problem) for problem in edit.problems)
        elif isinstance(edit, Untouched):
            untouched += 1
        else:
            edits.append(replace(edit, place=place))
    return Brought(tuple(edits), untouched, tuple(problems))


def _at_heading(sheet: Sheet, place: Place, figure: DueFigure, problem: Problem) -> Problem:
    """A problem with a cell, at the heading that its sheet has.

    «Valore», where the screen says «€».
    """
    labels = [one.label for one in figure.fields]
    column = problem.place.column
    if column in labels:
        column = _heads(sheet)[FIRST_CELL + labels.index(column)]
    return problem.at(replace(place, column=column))


def _heads(sheet: Sheet) -> tuple[str, ...]:
    return (
        tuple(cell.strip() for cell in sheet.rows[FIRST_ROW - 1])
        if len(sheet.rows) >= FIRST_ROW
        else ()
    )


def _moved(sheets: Sequence[Sheet], report: DeskReport) -> Iterator[Problem]:
    """Sheets of ours whose columns are no longer where they were.

    What is in them cannot be told, so it is not skipped.
    """
    ours = {sheet_name(group) for group in report.groups}
    for sheet in sheets:
        heads = _heads(sheet)
        if heads not in HEADS.values() and (sheet.name in ours or "id" in heads):
            yield Problem(
                "X23",
                f"Il foglio «{sheet.name}» non ha più le sue colonne.",
                "Scaricare di nuovo il file e scrivere solo nelle celle gialle, senza spostare"
                " righe e colonne.",
                Place(sheet=sheet.name),
            )


def _rows(sheets: Sequence[Sheet]) -> Iterator[tuple[Sheet, int, tuple[str, ...]]]:
    """The rows of our sheets, those without their id too, where something is written in them."""
    for sheet in _ours(sheets):
        yield from (
            (sheet, number, cells)
            for number, cells in enumerate(sheet.rows)
            if number >= FIRST_ROW
            and (cell_at(cells, ID) or any(cell.strip() for cell in cells[FIRST_CELL:]))
        )


def _ours(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The sheets with the columns of ours."""
    return [sheet for sheet in sheets if _heads(sheet) in HEADS.values()]


def _typed(sheet: Sheet, number: int, cells: Sequence[str], figure: DueFigure) -> Typed:
    """The cells of a row as a hand would have typed them."""
    found = {
        field.name: _words(sheet, (number, FIRST_CELL + place), figure, field)
        for place, field in enumerate(figure.fields)
    }
    return Typed(found, unguarded(cell_at(cells, len(_heads(sheet)) - 1)))


def _unknown(sheet: Sheet, number: int, figure: DueFigure) -> Iterator[Problem]:
    """Cells that hold no value anybody can know."""
    for place, field in enumerate(figure.fields):
        if problem := unknown_value(sheet, (number, FIRST_CELL + place)):
            yield problem.at(Place(column=field.label))


def _words(sheet: Sheet, at: Cell, figure: DueFigure, field: DueField) -> str:
    kind = specs(BY_NAME[figure.entity])[field.name].kind
    return as_typed(sheet, at, is_day=kind is Kind.DAY, is_part=figure.percent)


def _as_stored(figure: DueFigure, typed: Typed) -> bool:
    """True where every cell says what is stored."""
    return all(_same(figure, one, typed.cells[one.name]) for one in figure.fields)


def _given_again(figure: DueFigure, typed: Typed) -> bool:
    """Something is written beside a figure that is due and did not change.

    It is said to be the same.
    """
    return bool(typed.reason) and figure.may_be_same


def _same(figure: DueFigure, one: DueField, text: str) -> bool:
    if text == cell_words(figure.entity, one, one.stored, percent=figure.percent):
        return True
    return (
        bool(text)
        and read_cell(BY_NAME[figure.entity], one, text, percent=figure.percent) == one.stored
    )


def refuse_other(made: MadeWorkbook, actor: Actor, district: str) -> None:
    """Raise RefusedError where the workbook was made for somebody else, or another district."""
    if made.officer_id != actor.officer_id or made.district != district:
        raise RefusedError(
            [
                Problem(
                    "X21",
                    f"Il file è stato preparato per «{made.officer_id}».",
                    "Caricarlo con il suo utente, o scaricare il proprio.",
                    value=made.officer_id,
                )
            ]
        )
