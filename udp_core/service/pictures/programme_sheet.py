"""The picture of one scheda's sheet."""

from __future__ import annotations

from sqlalchemy import Connection

from udp_core.domain.pictures.programme_sheet import (
    ActValue,
    FundingValue,
    PartnerValue,
    SheetPicture,
    TextsValue,
)
from udp_core.money import Money
from udp_core.store.queries.programme_sheet import (
    FundingRow,
    acts,
    funding,
    linked_areas,
    linked_indicators,
    partners,
    sectors,
    texts,
)
from udp_core.store.queries.territory import municipalities


def sheet_picture(connection: Connection, district: str, scheda_id: str) -> SheetPicture | None:
    """The sheet of a scheda of the district; None where there is no such scheda there."""
    words = texts(connection, district, scheda_id)
    if words is None:
        return None
    return SheetPicture(
        texts=TextsValue(**words._asdict()),
        linked_areas=linked_areas(connection, scheda_id),
        partners=tuple(PartnerValue(*row) for row in partners(connection, scheda_id)),
        sectors=sectors(connection, scheda_id),
        acts=tuple(ActValue(*row) for row in acts(connection, scheda_id)),
        indicators=linked_indicators(connection, scheda_id),
        funding=tuple(_funding(row) for row in funding(connection, scheda_id)),
        municipalities=tuple((row.id, row.name) for row in municipalities(connection, district)),
    )


def _funding(row: FundingRow) -> FundingValue:
    return FundingValue(
        row.id,
        row.source_id,
        row.source_name,
        row.municipality_id or "",
        row.phase,
        Money(row.amount_cents),
        row.state,
        row.as_of,
        row.source,
        row.origin,
    )
