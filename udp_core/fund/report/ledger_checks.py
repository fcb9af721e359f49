"""Identities of the funds, over every fund year of the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from sqlalchemy import Connection

from udp_core.fund.queries.ledger import (
    EntrySum,
    LedgerYearRow,
    Only,
    allocation_facts,
    carry_over_facts,
    entry_sums,
    fund_years,
    mixed_entries,
    other_facts,
    share_facts,
)
from udp_core.fund.rules.equilibrium import FundPosition
from udp_core.fund.rules.identities import Breach
from udp_core.fund.rules.identities.fund import (
    i6_available,
    i7_carry_over,
    i14_source_ledger,
    i15_forecast,
    i17_programmed,
)
from udp_core.fund.rules.identities.ledger import (
    i10_voci_and_areas,
    i11_cross_cutting,
    i18_district_total,
)
from udp_core.fund.rules.voci import (
    StatedAmount,
    StatedResidue,
    assigned,
    attribute_cross_cutting,
    carried_in,
    current,
)
from udp_core.fund.terms import BudgetState
from udp_core.kernel.grouping import grouped
from udp_core.kernel.money import ZERO, Money, total
from udp_core.kernel.vocabulary import AmountStatus, FrnaArea, Phase

Checked = Iterator[tuple[str, tuple[Breach, ...]]]
"""Code of an identity and what it found, once for every place where it was asked."""


@dataclass(slots=True)
class FundFacts:
    """What is stored of one fund year."""

    year: LedgerYearRow
    allocations: list[StatedAmount] = field(default_factory=list)
    carry_overs: list[StatedResidue] = field(default_factory=list)
    other: dict[str, Money] = field(default_factory=dict)
    entries: list[EntrySum] = field(default_factory=list)

    def spent(self, phase: Phase, *, drafts: bool = False) -> Money | None:
        """Sum of a phase, as every screen counts it: drafts left out.

        None where nothing is confirmed.
        """
        known = self.entries if drafts else [one for one in self.entries if not one.is_draft]
        found = [entry.amount_cents for entry in known if entry.phase is phase]
        return Money(sum(found)) if found else None

    def overspent(self, place: str, programmed: Money) -> tuple[Breach, ...]:
        """I17: what is programmed, beside what is available; said if it is approved already."""
        approved = self.year.budget_state is BudgetState.APPROVED
        return i17_programmed(place, programmed, self.position.available, approved=approved)

    @property
    def forecast_is_current(self) -> bool:
        """False where spending was recorded after the forecast was made.

        It was an estimate, and stays one.
        """
        days = {
            phase: max(
                (entry.as_of for entry in self.entries if entry.phase is phase), default=date.min
            )
            for phase in (Phase.FORECAST, Phase.FINAL)
        }
        return days[Phase.FORECAST] >= days[Phase.FINAL]

    @property
    def position(self) -> FundPosition:
        """The position of the fund, on its own figures."""
        return FundPosition(
            year=self.year.year,
            assigned=assigned(self.allocations),
            carried_in=carried_in(self.carry_overs),
            variations=self.other.get("variation", ZERO),
            cofinancing=self.other.get("cofinancing", ZERO),
            programmed=self.spent(Phase.BUDGET),
            used=self.spent(Phase.FINAL) or ZERO,
            expected_rest=None,
            returned=self.other.get("returned", ZERO),
        )


def fund_facts(connection: Connection, only: Only = None) -> dict[str, FundFacts]:
    """What is stored of every fund year, or `only` of these, by its id."""
    facts = {year.id: FundFacts(year) for year in fund_years(connection, only)}
    for allocation in allocation_facts(connection, only):
        row = StatedAmount(
            allocation.line, allocation.status, Money(allocation.amount_cents), allocation.as_of
        )
        facts[allocation.fund_year_id].allocations.append(row)
    for carry in carry_over_facts(connection, only):
        facts[carry.fund_year_id].carry_overs.append(
            StatedResidue(carry.from_year, carry.status, Money(carry.amount_cents), carry.as_of)
        )
    for other in other_facts(connection, only):
        facts[other.fund_year_id].other[other.kind] = Money(other.amount_cents)
    for entry in entry_sums(connection, only):
        facts[entry.fund_year_id].entries.append(entry)
    return facts


def check_funds(connection: Connection, facts: Mapping[str, FundFacts]) -> Checked:
    """Every identity of the funds, at every place."""
    shares = _shares(connection)
    for fund_year_id, fund in facts.items():
        yield from _check_position(fund_year_id, fund, facts)
        yield from _check_entries(fund_year_id, fund)
        if fund_year_id in shares:
            yield "I11", _check_shares(fund_year_id, fund, shares[fund_year_id])
    yield from _check_sources(facts)
    for mixed in mixed_entries(connection):
        place = (
            f"{mixed.fund_year_id}, voce {mixed.voce_id}, {mixed.phase.label}, {mixed.period.label}"
            f" {mixed.period_no or ''}".strip()
        )
        yield (
            "I18",
            i18_district_total(
                place, {"Comuni": Money(mixed.by_municipality_cents)}, Money(mixed.all_cents)
            ),
        )


def check_fund(fund_year_id: str, facts: Mapping[str, FundFacts]) -> Checked:
    """The identities of one fund year alone: its position and its entries."""
    yield from _check_position(fund_year_id, facts[fund_year_id], facts)
    yield from _check_entries(fund_year_id, facts[fund_year_id])


def _check_position(place: str, fund: FundFacts, facts: Mapping[str, FundFacts]) -> Checked:
    position = fund.position
    yield (
        "I6",
        i6_available(place, position, _by_line(fund) + position.variations + position.cofinancing),
    )
    if position.programmed is not None:
        yield "I17", fund.overspent(place, position.programmed)
    before = facts.get(f"{fund.year.district_id}:{fund.year.source_id}:{fund.year.year - 1}")
    closed = [
        row
        for row in current(fund.carry_overs)
        if row.status is AmountStatus.OFFICIAL and row.from_year == fund.year.year - 1
    ]
    if before is not None and closed:
        yield "I7", i7_carry_over(place, before.position, closed[0].amount)


def _by_line(fund: FundFacts) -> Money:
    """Assigned and carried in, added up line by line."""
    return total(row.amount for row in current(fund.allocations)) + total(
        row.amount for row in current(fund.carry_overs)
    )


def _check_entries(place: str, fund: FundFacts) -> Checked:
    for phase in sorted({entry.phase for entry in fund.entries}):
        entries = [entry for entry in fund.entries if entry.phase is phase]
        leaves = [entry for entry in entries if entry.is_leaf]
        whole = Money(sum(entry.amount_cents for entry in entries))
        yield (
            "I10",
            i10_voci_and_areas(
                f"{place}, {phase.label}", _by(leaves, "voce_id"), _by_area(leaves), whole
            ),
        )
    forecast = fund.spent(Phase.FORECAST)
    if forecast is not None and fund.forecast_is_current:
        used = fund.position.used
        yield "I15", i15_forecast(place, used, forecast - used, forecast)


def _check_sources(facts: Mapping[str, FundFacts]) -> Checked:
    """I14 over a whole district and year: a source may pay voci of another fund."""
    years = grouped(facts.values(), lambda fund: (fund.year.district_id, fund.year.year))
    for (district, year), funds in years.items():
        paid = _by(
            [
                entry
                for fund in funds
                for entry in fund.entries
                if entry.phase is Phase.FINAL and not entry.is_draft
            ],
            "source_id",
        )
        available = {fund.year.source_id: fund.position.spendable for fund in funds}
        yield "I14", i14_source_ledger(f"{district}, {year}", paid, available)


def _by(entries: list[EntrySum], attribute: str) -> dict[str, Money]:
    sums: defaultdict[str, int] = defaultdict(int)
    for entry in entries:
        sums[getattr(entry, attribute)] += entry.amount_cents
    return {key: Money(cents) for key, cents in sums.items()}


def _by_area(entries: list[EntrySum]) -> dict[FrnaArea, Money]:
    return {FrnaArea.of(area): amount for area, amount in _by(entries, "area").items()}


def _shares(connection: Connection) -> dict[str, dict[FrnaArea, Fraction]]:
    shares: defaultdict[str, dict[FrnaArea, Fraction]] = defaultdict(dict)
    for fact in share_facts(connection):
        shares[fact.fund_year_id][fact.area] = Fraction(fact.share)
    return dict(shares)


def _check_shares(
    place: str, fund: FundFacts, shares: dict[FrnaArea, Fraction]
) -> tuple[Breach, ...]:
    by_area = _by_area(
        [entry for entry in fund.entries if entry.phase is Phase.FINAL and entry.is_leaf]
    )
    attributed = attribute_cross_cutting(by_area, shares) if sum(shares.values()) == 1 else by_area
    return i11_cross_cutting(place, shares, by_area, attributed)
