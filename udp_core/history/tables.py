"""History as a table: one line a row changed, its fields «da → a»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from udp_core.history.report import ChangeReport, FieldChange
from udp_core.kernel import italian
from udp_core.kernel.clock import ROME
from udp_core.render.table import Column, ColumnKind, Table, table

NOTHING = "vuoto"
_COLUMNS = (
    Column("at", "Quando"),
    Column("author", "Chi"),
    Column("role", "In quale ruolo"),
    Column("reason", "Perché"),
    Column("what", "Che cosa"),
    Column("fields", "Da → a"),
    Column("sequence", "N.", ColumnKind.WHOLE),
)


def changes_table(changes: Sequence[ChangeReport]) -> Table:
    """The changes, the latest first."""
    rows = [
        (
            f"{one.at:%d/%m/%Y %H:%M}",
            one.author,
            one.role,
            one.reason,
            f"{one.title}, riga {one.what}",
            "; ".join(_values(one)),
            one.sequence,
        )
        for one in changes
    ]
    return table("storia", "Chi ha cambiato che cosa", _COLUMNS, rows)


MOST_SAID = 3


def said_together(changes: Sequence[ChangeReport], *, back: bool = False) -> str:
    """What one request changed, in a sentence, or how it comes `back`.

    The first rows with their fields, then how many more.
    """
    lines = [f"{one.title}, {_said(one, back=back)}" for one in changes[:MOST_SAID]]
    more = len(changes) - MOST_SAID
    return "; ".join([*lines, *([f"e {italian.others(more)}"] if more > 0 else [])])


def _said(one: ChangeReport, *, back: bool) -> str:
    if not back or one.what == "cambiata":
        fields = (
            [replace(field, before=field.after, after=field.before) for field in one.fields]
            if back
            else one.fields
        )
        return "; ".join(map(_words, fields)) if one.what == "cambiata" else f"riga {one.what}"
    return "riga tolta di nuovo" if one.what == "aggiunta" else "riga rimessa"


def _values(one: ChangeReport) -> Iterator[str]:
    """Each field from what to what; of a row that was not there, or is no more, what it says."""
    for field in one.fields:
        said = field.after if one.what == "aggiunta" else field.before
        yield _words(field) if one.what == "cambiata" else f"{field.label}: {said or NOTHING}"


def _words(one: FieldChange) -> str:
    return f"{one.label}: {one.before or NOTHING} → {one.after or NOTHING}"


def since_table(requests: Sequence[tuple[str, str, str, int]]) -> Table:
    """What was asked after a moment: when (ISO, UTC), who, why, how many rows."""
    columns = (
        Column("at", "Quando"),
        Column("author", "Chi"),
        Column("reason", "Perché"),
        Column("rows", "Righe", ColumnKind.WHOLE),
    )
    rows = [
        (f"{datetime.fromisoformat(at).astimezone(ROME):%d/%m/%Y %H:%M}", author, reason, count)
        for at, author, reason, count in requests
    ]
    return table("modifiche_da_allora", "Modifiche da allora", columns, rows)
