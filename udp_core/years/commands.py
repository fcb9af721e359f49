"""The command that prepares a year: the same as the desk's, so what is refused there is here.

What is there already is left alone: done again, it adds only what is missing; and, one request,
it is undone whole from Storia.
"""

from __future__ import annotations

from sqlalchemy import Engine

from udp_core.archive.asking import Asked
from udp_core.archive.engine import reading
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.writing.saving import Edit, Saved, SaveRows, save_rows
from udp_core.years.report.lines import prepared
from udp_core.years.report.wanted import NewYearLine, WantedYear


def prepare_year(
    engine: Engine, asked: Asked, wanted: WantedYear, excused: frozenset[str] = frozenset()
) -> Saved:
    """Make what is missing of the new year, or nothing. Raises RefusedError with every problem."""
    order = _order(engine, asked, wanted, excused)
    if not order.edits:
        sentence = f"Del {wanted.next} non manca nulla di ciò che è stato scelto."
        raise RefusedError([Problem("N01", sentence, "Scegliere altro, o usare i Registri.")])
    return save_rows(engine, order)


def _order(
    engine: Engine, asked: Asked, wanted: WantedYear, excused: frozenset[str] = frozenset()
) -> SaveRows:
    with reading(engine) as connection:
        lines = prepared(connection, wanted).lines
    edits = [_edit(line) for line in lines]
    return SaveRows(asked, asked.author, edits, wanted.today, excused)


def _edit(line: NewYearLine) -> Edit:
    """A row that is added, or one that changes as it was seen."""
    if line.row_id:
        return Edit(line.entity, line.changed, line.row_id, line.seen)
    return Edit(line.entity, line.image)
