"""The figures that a workbook would change, one by one.

What stands, what it would be, who touched it meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from sqlalchemy import Connection

from udp_core.archive.entity import specs, table_name
from udp_core.archive.field import Kind
from udp_core.archive.images import read_by_id
from udp_core.archive.registry import BY_NAME
from udp_core.archive.storage import MILLI
from udp_core.archive.writer import StoredRow
from udp_core.desk.commands.entering import understood
from udp_core.desk.report.brought import Becomes, BroughtFigure, Worth
from udp_core.desk.report.desk import DeskReport, DueField, DueFigure
from udp_core.desk.workbooks.preview import Preview, row_of
from udp_core.kernel.money import CENTS_PER_EURO
from udp_core.writing.conflicts import last_author, still_asked
from udp_core.writing.saving import Edit
from udp_core.writing.typed import WHOLE


def brought_figures(
    connection: Connection, report: DeskReport, judged: Preview
) -> tuple[BroughtFigure, ...]:
    """Every cell that differs, in the order of the file.

    A cell that was not touched is none of them.
    """
    known = {figure.entity_id: figure for figure in report.figures}
    states = _States(judged)
    found: list[BroughtFigure] = []
    for edit in judged.edits:
        figure = known.get(row_of(edit))
        if figure is not None:
            found.extend(_figures(connection, figure, edit, states.of(edit)))
    return tuple(found)


class _States:
    """Which rows are in conflict and which are refused."""

    def __init__(self, judged: Preview) -> None:
        self._undecided = {one.entity_id for one in judged.conflicts}
        self._wrong = {one.about for one in judged.refused}

    def of(self, edit: Edit) -> Becomes | None:
        """None of a row that may be written as it is."""
        row_id = row_of(edit)
        if row_id in self._undecided:
            return Becomes.TO_DECIDE
        return Becomes.WRONG if f"{table_name(edit.entity)}:{row_id}" in self._wrong else None


def _figures(
    connection: Connection, figure: DueFigure, edit: Edit, held: Becomes | None
) -> Iterator[BroughtFigure]:
    values = _asked(connection, figure, edit)
    again = bool(values) and all(
        values.get(one.name, one.stored) == one.stored for one in figure.fields
    )
    for one in figure.fields:
        after = None if edit.remove else values.get(one.name, one.stored)
        if after == one.stored and not again:
            continue
        becomes = Becomes.SAME if again else _becomes(one.stored, after)
        yield BroughtFigure(
            figure.label,
            _detail(figure, one),
            _worth(figure, one, one.stored),
            _worth(figure, one, after),
            held or becomes,
            edit.place.sheet,
            edit.place.row,
            _meanwhile(connection, figure, edit),
        )


def _worth(figure: DueFigure, one: DueField, value: int | str | None) -> Worth | None:
    if value is None:
        return None
    words = understood(figure.entity, replace(one, stored=value), percent=figure.percent)
    if isinstance(value, str):
        return Worth(words)
    kind = specs(BY_NAME[figure.entity])[one.name].kind
    scale = CENTS_PER_EURO if kind is Kind.CENTS else MILLI if kind is Kind.DECIMAL else 1
    number = Decimal(value) * (WHOLE if figure.percent else 1) / scale
    return Worth(words, number, words.partition(" ")[2])


def _becomes(before: int | str | None, after: int | str | None) -> Becomes:
    if after is None:
        return Becomes.REMOVED
    return Becomes.ADDED if before is None else Becomes.CHANGED


def _asked(connection: Connection, figure: DueFigure, edit: Edit) -> Mapping[str, int | str | None]:
    """What is truly asked of a row that is there.

    What was left as it was when the file was made is not.
    """
    found = read_by_id(connection, edit.entity, [figure.entity_id]).get(figure.entity_id)
    if found is None or not edit.entity_id:
        return edit.values
    return still_asked(
        connection, (edit.entity, figure.entity_id), edit.values, edit.seen, StoredRow(*found)
    )


def _detail(figure: DueFigure, one: DueField) -> str:
    return figure.detail if len(figure.fields) == 1 else f"{figure.detail} · {one.label}"


def _meanwhile(
    connection: Connection, figure: DueFigure, edit: Edit
) -> tuple[str, datetime] | None:
    if not figure.seen or figure.seen == edit.seen:
        return None
    author, at = last_author(connection, edit.entity, figure.entity_id)
    return (author, datetime.fromisoformat(at)) if at else None
