"""One scheda with all that was ever written of it, and its money row by row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from udp_core.kernel.money import Money
from udp_core.kernel.vocabulary import (
    ActKind,
    DataState,
    DeliveryType,
    Origin,
    PartnerRole,
    Phase,
    PolicySector,
    RecipientType,
)
from udp_core.programme.queries.programme_sheet import (
    FundingRow,
    acts,
    funding,
    linked_areas,
    linked_indicators,
    partners,
    sectors,
    texts,
)
from udp_core.programme.report.programme import known_total
from udp_core.territory.queries import municipalities


@dataclass(frozen=True, slots=True)
class TextsValue:
    """The fields in words (DOMAIN.md 5.1); None where nobody wrote them."""

    contact_role: str | None
    delivery_type: DeliveryType
    recipient_type: RecipientType
    regional_sheet: str | None
    regional_objective: str | None
    strategic_objective: str | None
    need: str | None
    general_objective: str | None
    specific_objectives: str | None
    recipients: str | None
    expected_users: int | None
    human_resources: str | None
    expected_results: str | None
    critical_points: str | None
    evaluation: str | None


@dataclass(frozen=True, slots=True)
class PartnerValue:
    """An organisation that takes part, and how."""

    name: str
    role: PartnerRole


@dataclass(frozen=True, slots=True)
class ActValue:
    """An act that the scheda rests on."""

    kind: ActKind
    number: str | None
    act_date: date | None
    title: str
    source: str


@dataclass(frozen=True, slots=True)
class FundingValue:
    """One stored row of money; an empty `municipality_id` is the whole district."""

    id: str
    source_id: str
    source_name: str
    municipality_id: str
    phase: Phase
    amount: Money
    state: DataState
    as_of: date
    source: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class SheetReport:
    """What the sheet of a scheda says beside its `SchedaValue`.

    `indicators` are the names of those by which it is followed; `municipalities` is id to name, the
    lead first.
    """

    texts: TextsValue
    linked_areas: tuple[str, ...]
    partners: tuple[PartnerValue, ...]
    sectors: tuple[PolicySector, ...]
    acts: tuple[ActValue, ...]
    indicators: tuple[str, ...]
    funding: tuple[FundingValue, ...]
    municipalities: tuple[tuple[str, str], ...]

    @property
    def sources(self) -> tuple[tuple[str, str], ...]:
        """Id and name of the sources with a row, in their order."""
        return tuple(dict.fromkeys((row.source_id, row.source_name) for row in self.funding))

    def amount(
        self, phase: Phase, source_id: str | None = None, municipality_id: str | None = None
    ) -> Money | None:
        """The sum over the rows of a phase, of one source and one Comune where they are given
        (I13); None of nothing.
        """
        return known_total(row.amount for row in self._of(phase, source_id, municipality_id))

    def _of(
        self, phase: Phase, source_id: str | None, municipality_id: str | None
    ) -> Iterable[FundingValue]:
        for row in self.funding:
            if (
                row.phase is phase
                and source_id in {None, row.source_id}
                and municipality_id in {None, row.municipality_id}
            ):
                yield row


def sheet_report(connection: Connection, district: str, scheda_id: str) -> SheetReport | None:
    """The sheet of a scheda of the district; None where there is no such scheda there."""
    words = texts(connection, district, scheda_id)
    if words is None:
        return None
    return SheetReport(
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
