"""A quarter beside the month of a figure: not read, and not to be contradicted either."""

from __future__ import annotations

from udp_core.imports.cells import Row
from udp_core.imports.headings import fields_named
from udp_core.imports.layout import cell_of
from udp_core.imports.periods import Span, length_said, span_under
from udp_core.imports.questions import quoted
from udp_core.imports.table import GivenTable
from udp_core.kernel.problem import Place, Problem


class LongerPeriods:
    """The columns of one table that say a longer period than the one that is read."""

    def __init__(self, table: GivenTable) -> None:
        self._layout = table.layout
        used = table.plan.used()
        self._columns = {
            column: heading
            for column, heading in enumerate(table.layout.headings)
            if column not in used
            and (length_said(heading) or 1) > 1
            and "period_no" in fields_named(table.kind, (heading,))
        }

    def contradicting(self, number: int, row: Row, span: Span | None) -> Problem | None:
        """A problem where the month of a row is not in its quarter."""
        for column, heading in self._columns.items():
            text = cell_of(row, column)
            longer = span_under(heading, text)
            if span is None or longer is None:
                continue
            if not longer.first <= span.first <= span.last <= longer.last:
                return Problem(
                    "X34",
                    f"La riga dice due periodi diversi: {span.words}, e {quoted(text)} sotto"
                    f" {quoted(heading)}.",
                    "Correggere la riga.",
                    Place(self._layout.where, number, heading),
                    text,
                )
        return None
