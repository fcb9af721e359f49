"""One scheda with all that was ever written of it, and its money row by row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from udp_core.kernel.money import Money
from udp_core.kernel.vocabulary import (
    Phase,
)
from udp_core.programme.queries.programme_sheet import (
    ActValue,
    FundingValue,
    PartnerValue,
    TextsValue,
    acts,
    funding,
    linked_areas,
    linked_indicators,
    partners,
    sectors,
    texts,
)
from udp_core.programme.report.programme import known_total
from udp_core.programme.terms import PolicySector
from udp_core.territory.queries import municipalities


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
        texts=words,
        linked_areas=linked_areas(connection, scheda_id),
        partners=partners(connection, scheda_id),
        sectors=sectors(connection, scheda_id),
        acts=acts(connection, scheda_id),
        indicators=linked_indicators(connection, scheda_id),
        funding=funding(connection, scheda_id),
        municipalities=tuple((row.id, row.name) for row in municipalities(connection, district)),
    )
