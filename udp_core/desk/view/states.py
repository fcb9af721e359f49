"""What waits, in a table: a line a Comune and month, by state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Protocol

from udp_core.desk.report.checked import CheckedFigure, DraftBudget, amounts_of
from udp_core.kernel import italian
from udp_core.kernel.italian import WHOLE_DISTRICT
from udp_core.kernel.money import ZERO, Money
from udp_core.kernel.vocabulary import DataState
from udp_core.render.table import Cell, Column, ColumnKind, Quantity, Table, table


class WaitingFigures(Protocol):
    """Figures of a Comune in a month, by state."""

    @property
    def municipality_id(self) -> str | None: ...  # noqa: D102 - as its name says
    @property
    def month(self) -> int: ...  # noqa: D102 - as its name says
    @property
    def state(self) -> DataState: ...  # noqa: D102 - as its name says
    @property
    def figures(self) -> int: ...  # noqa: D102 - as its name says
    @property
    def cents(self) -> int: ...  # noqa: D102 - as its name says


def waiting_table(rows: Iterable[WaitingFigures], names: Mapping[str, str]) -> Table:
    """Drafts, confirmed and validated figures of each Comune and month, with the money.

    Months all validated are left out.
    """
    found: defaultdict[tuple[str, int], dict[DataState, int]] = defaultdict(dict)
    money: defaultdict[tuple[str, int], int] = defaultdict(int)
    for row in rows:
        key = (
            (
                names.get(row.municipality_id, row.municipality_id)
                if row.municipality_id
                else WHOLE_DISTRICT
            ),
            row.month,
        )
        found[key][row.state] = found[key].get(row.state, 0) + row.figures
        money[key] += row.cents
    columns = (
        Column("place", "Comune"),
        Column("month", "Mese"),
        Column("draft", "In bozza", ColumnKind.WHOLE),
        Column("confirmed", "Confermate", ColumnKind.WHOLE),
        Column("validated", "Validate", ColumnKind.WHOLE),
        Column("amount", "Importo", ColumnKind.MONEY),
    )
    cells: list[tuple[Cell, ...]] = [
        (
            place,
            italian.month(month),
            *(states.get(state, 0) for state in DataState),
            Money(money[place, month]),
        )
        for (place, month), states in sorted(found.items(), key=lambda one: (one[0][1], one[0][0]))
        if set(states) != {DataState.VALIDATED}
    ]
    return table("in_attesa", "Cifre mensili da confermare o validare", columns, cells)


def figures_table(figures: Iterable[CheckedFigure]) -> Table:
    """What is confirmed or validated, figure by figure, then the money all together."""
    found = list(figures)
    columns = (
        Column("what", "Cifra"),
        Column("place", "Comune"),
        Column("when", "Periodo"),
        Column("value", "Valore", ColumnKind.QUANTITY),
        Column("day", "Situazione al", ColumnKind.DAY),
        Column("state", "Stato"),
    )
    rows: list[tuple[Cell, ...]] = [
        (one.what, one.place, one.when, _worth(one), one.as_of, one.state.label) for one in found
    ]
    whole = amounts_of(found)
    if whole is not None and len(found) > 1:
        rows.append(("In tutto", "", "", whole, "", ""))
    return table("da_controllare", "Cifre da controllare", columns, rows)


def _worth(one: CheckedFigure) -> Cell:
    if one.amount is not None:
        return one.amount
    return (
        None if one.number is None else Quantity(one.number, one.unit, 1 if one.unit == "%" else 0)
    )


def correction_words(one: CheckedFigure, reason: str) -> str:
    """«A1.1 Case residenza, FRNA, Cervia, ottobre (158.824,26 €): manca la fattura di ottobre»."""
    worth = _worth(one)
    value = (
        italian.euro(worth)
        if isinstance(worth, Money)
        else worth.words
        if isinstance(worth, Quantity)
        else ""
    )
    return f"{one.what}, {one.place}, {one.when}{f' ({value})' if value else ''}: {reason}"


def kind_words(one: CheckedFigure, labels: str) -> str:
    """«Movimenti FRNA: consuntivo, mese»."""
    how = ", ".join(term.label for term in (one.phase, one.period) if term is not None)
    words = f"{labels[:1].upper()}{labels[1:]}"
    return f"{words}: {how}" if how else words


def budget_words(budget: DraftBudget) -> tuple[str, ...]:
    """What confirming a budget does, in euro.

    What waits, what the programme becomes, what is left of the available.
    """
    rows = italian.plural(len(budget.drafts), "riga", "righe")
    before = "nessuno" if budget.confirmed is None else italian.euro(budget.confirmed)
    lines = [
        f"In bozza: {italian.euro(budget.waiting)} ({rows}).",
        f"Programma confermato finora: {before}; dopo la conferma: {italian.euro(budget.after)}.",
    ]
    if budget.available is None or budget.left is None:
        lines.append("Disponibile: nessuna assegnazione scritta, il confronto non si può fare.")
    elif budget.left < ZERO:
        beyond = italian.euro(-budget.left)
        lines.append(
            f"Disponibile: {italian.euro(budget.available)}. Il programma lo supera di {beyond}."
        )
    else:
        left = italian.euro(budget.left)
        lines.append(f"Disponibile: {italian.euro(budget.available)}; resterebbero {left}.")
    return tuple(lines)
