"""What waits to be confirmed or validated, by Comune, and the transfers proposed."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import Connection, func, select

from udp_core.model.desk import VoceTransfer
from udp_core.model.frna import FrnaEntry
from udp_core.model.fund import FundYear
from udp_core.vocabulary import DataState, PeriodKind, Phase, TransferState

_ENTRY: Any = FrnaEntry
_FUND: Any = FundYear
_TRANSFER: Any = VoceTransfer


class WaitingRow(NamedTuple):
    """Final monthly figures of a Comune in a month, by state."""

    fund_year_id: str
    municipality_id: str | None
    month: int
    state: DataState
    figures: int
    cents: int


class EntryRef(NamedTuple):
    """A figure to move: its id and version."""

    id: str
    version: int


class TransferRow(NamedTuple):
    """A transfer between voci."""

    id: str
    version: int
    number: int
    from_voce_id: str
    to_voce_id: str
    amount_cents: int
    reason: str
    state: TransferState


def waiting(connection: Connection, district: str, year: int) -> tuple[WaitingRow, ...]:
    """How many final figures of each Comune and month are drafts, confirmed, validated."""
    keys = (_ENTRY.fund_year_id, _ENTRY.municipality_id, _ENTRY.period_no, _ENTRY.state)
    found = select(*keys, func.count(), func.sum(_ENTRY.amount_cents)).join(FundYear, _FUND.id == _ENTRY.fund_year_id)
    own = (_FUND.district_id == district, _FUND.year == year, _ENTRY.phase == Phase.FINAL, _ENTRY.period == PeriodKind.MONTH)
    rows = connection.execute(found.where(*own).group_by(*keys).order_by(*keys))
    return tuple(WaitingRow._make([*row[:4], int(row[4]), int(row[5])]) for row in rows)


def entries_in(connection: Connection, district: str, year: int, place: tuple[str | None, int], state: DataState) -> tuple[EntryRef, ...]:
    """The final figures of a Comune (None: the whole district) in a month that are in a state."""
    municipality, month = place
    owner = _ENTRY.municipality_id.is_(None) if municipality is None else _ENTRY.municipality_id == municipality
    own = (_FUND.district_id == district, _FUND.year == year, _ENTRY.phase == Phase.FINAL, _ENTRY.period == PeriodKind.MONTH, _ENTRY.period_no == month, _ENTRY.state == state, owner)
    found = select(_ENTRY.id, _ENTRY.version).join(FundYear, _FUND.id == _ENTRY.fund_year_id).where(*own).order_by(_ENTRY.id)
    return tuple(EntryRef(*row) for row in connection.execute(found))


def transfers(connection: Connection, fund_year: str) -> tuple[TransferRow, ...]:
    """The transfers of a fund year, the latest first."""
    own = (_TRANSFER.id, _TRANSFER.version, _TRANSFER.number, _TRANSFER.from_voce_id, _TRANSFER.to_voce_id, _TRANSFER.amount_cents, _TRANSFER.reason, _TRANSFER.state)
    return tuple(TransferRow(*row) for row in connection.execute(select(*own).where(_TRANSFER.fund_year_id == fund_year).order_by(_TRANSFER.number.desc())))


def used_of(connection: Connection, fund_year: str, voce: str, source: str, municipality: str | None) -> int:
    """What a voce has spent so far, in cents."""
    owner = _ENTRY.municipality_id.is_(None) if municipality is None else _ENTRY.municipality_id == municipality
    found = select(func.coalesce(func.sum(_ENTRY.amount_cents), 0)).where(_ENTRY.fund_year_id == fund_year, _ENTRY.voce_id == voce, _ENTRY.source_id == source, _ENTRY.phase == Phase.FINAL, owner)
    return int(connection.execute(found).scalar_one())


def unvalidated(connection: Connection, fund_year: str) -> int:
    """How many final figures of a fund year are not validated."""
    found = select(func.count()).select_from(FrnaEntry).where(_ENTRY.fund_year_id == fund_year, _ENTRY.phase == Phase.FINAL, _ENTRY.state != DataState.VALIDATED)
    return int(connection.execute(found).scalar_one())
