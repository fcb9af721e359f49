"""Transfers between voci, in a table, and what each voce can give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Protocol

from udp_core.kernel import italian
from udp_core.kernel.italian import OF_WHOLE_DISTRICT
from udp_core.kernel.money import Money
from udp_core.kernel.vocabulary import TransferState
from udp_core.render.table import Column, ColumnKind, Table, table

_COLUMNS = (
    Column("number", "N.", ColumnKind.WHOLE),
    Column("from", "Dalla voce"),
    Column("to", "Alla voce"),
    Column("where", "Comune e fonte"),
    Column("amount", "Importo", ColumnKind.MONEY),
    Column("reason", "Motivo"),
    Column("asked", "Proposta"),
    Column("state", "Stato"),
)


class Transfer(Protocol):
    """What is said of a transfer."""

    @property
    def id(self) -> str: ...  # noqa: D102 - as its name says
    @property
    def number(self) -> int: ...  # noqa: D102 - as its name says
    @property
    def from_voce_id(self) -> str: ...  # noqa: D102 - as its name says
    @property
    def to_voce_id(self) -> str: ...  # noqa: D102 - as its name says
    @property
    def source_id(self) -> str: ...  # noqa: D102 - as its name says
    @property
    def municipality_id(self) -> str | None: ...  # noqa: D102 - as its name says
    @property
    def amount_cents(self) -> int: ...  # noqa: D102 - as its name says
    @property
    def reason(self) -> str: ...  # noqa: D102 - as its name says
    @property
    def state(self) -> TransferState: ...  # noqa: D102 - as its name says
    @property
    def proposed_on(self) -> date: ...  # noqa: D102 - as its name says
    @property
    def proposed_by(self) -> str: ...  # noqa: D102 - as its name says
    @property
    def decided_on(self) -> date | None: ...  # noqa: D102 - as its name says
    @property
    def act_id(self) -> str | None: ...  # noqa: D102 - as its name says


Names = Mapping[str, str]


def transfers_table(
    rows: Iterable[Transfer],
    names: Mapping[str, Names],
    decided: Mapping[str, tuple[str, int]],
) -> Table:
    """The transfers in the order given.

    `names` of «voci», «places», «sources», «acts»; `decided` the reason of each decision.
    """
    cells = [
        (
            one.number,
            voce_words(one.from_voce_id, names["voci"]),
            voce_words(one.to_voce_id, names["voci"]),
            (
                f"{place_words(one.municipality_id, names['places'])},"
                f" {names['sources'].get(one.source_id, one.source_id)}"
            ),
            Money(one.amount_cents),
            one.reason,
            f"{italian.day(one.proposed_on)}, {one.proposed_by}",
            _outcome(one, names["acts"], decided),
        )
        for one in rows
    ]
    return table("spostamenti", "Spostamenti tra voci", _COLUMNS, cells)


def voce_words(code: str, names: Names) -> str:
    """«A1.1 Case residenza»."""
    return f"{code} {names.get(code, '')}".strip()


def place_words(municipality: str | None, names: Names) -> str:
    """The Comune, or the whole district."""
    return OF_WHOLE_DISTRICT if municipality is None else names.get(municipality, municipality)


def _outcome(one: Transfer, acts: Names, decided: Mapping[str, tuple[str, int]]) -> str:
    words = one.state.label
    if one.decided_on:
        words += f" il {italian.day(one.decided_on)}"
    if one.act_id:
        words += f", {acts.get(one.act_id, one.act_id)}"
    if one.state is TransferState.REJECTED and one.id in decided:
        words += f": {decided[one.id][0]}"
    return words


def free_words(code: str, names: Names, free: int, programmed: int, used: int) -> str:
    """«A1.1 Case residenza: liberi 10.000,00 € (12.000,00 € programmati, 2.000,00 € usati)»."""
    return (
        f"{voce_words(code, names)}: liberi {italian.euro(Money(free))} "
        f"({italian.euro(Money(programmed))} programmati, {italian.euro(Money(used))} usati)"
    )
