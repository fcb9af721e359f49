"""All the funds of a district in a year: voce by source by Comune, and what they add up to.

Money of the whole district is a place of its own, beside the Comuni: it is never spread over them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import Connection

from udp_core.fund.queries import all_funds as queries
from udp_core.fund.queries.all_funds import PlacedAmountRow, YearOfFund
from udp_core.fund.queries.fund import entry_sums, voci
from udp_core.fund.report.fund import short_name
from udp_core.fund.report.voci import ledger_of
from udp_core.fund.rules.budgets import FundBudget
from udp_core.fund.rules.forecast import whole_year
from udp_core.kernel.grouping import grouped
from udp_core.kernel.italian import WHOLE_DISTRICT
from udp_core.kernel.money import ZERO, Money, total
from udp_core.kernel.vocabulary import AccountingRegime, Phase
from udp_core.programme.report.programme import known_total
from udp_core.territory.queries import municipalities

DISTRICT = ""
"""The place of the money that no Comune has."""


@dataclass(frozen=True, slots=True)
class Named:
    """A code and its words: a voce, a source, a Comune."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class YearAmounts:
    """Money of a year, None where it is not known: missing is never zero.

    Programmed, what the district wrote as preconsuntivo, used so far, and the whole year as it is
    reckoned.
    """

    programmed: Money | None = None
    preconsuntivo: Money | None = None
    used: Money | None = None
    forecast: Money | None = None


@dataclass(frozen=True, slots=True)
class FundedVoce:
    """A voce paid by a source in a Comune (or in the whole district)."""

    voce: Named
    source: Named
    place: Named
    amounts: YearAmounts


@dataclass(frozen=True, slots=True)
class AllFunds:
    """The year of all funds: `lines` in the order of voci, sources and Comuni; the sums of them.

    `places` has every Comune of the district, also one without money, then the whole district.
    `drafts` is money confirmed by nobody, in no sum; `day` the latest day of what was used;
    `unforecast` what is programmed of voci whose year cannot be forecast; `budgets` the preventivi,
    fund by fund.
    """

    year: int
    regimes: frozenset[AccountingRegime]
    lines: tuple[FundedVoce, ...]
    sources: tuple[tuple[Named, YearAmounts], ...]
    places: tuple[tuple[Named, YearAmounts], ...]
    drafts: Money
    unforecast: Money
    day: date | None
    budgets: tuple[FundBudget, ...]

    @property
    def whole(self) -> YearAmounts:
        """What everything adds up to."""
        return added([line.amounts for line in self.lines])

    @property
    def has_preconsuntivo(self) -> bool:
        """Whether the district wrote one of any voce."""
        sums = (amounts for _, amounts in self.sources)
        return any(amounts.preconsuntivo is not None for amounts in sums)

    def narrowed(self, place: str | None, source: str | None) -> AllFunds:
        """Only the lines of a Comune (`DISTRICT`: of the whole district) or of a source.

        The sums by Comune and by source stay those of the year.
        """
        kept = (
            line
            for line in self.lines
            if place in {None, line.place.code} and source in {None, line.source.code}
        )
        return replace(self, lines=tuple(kept))


def added(amounts: Sequence[YearAmounts]) -> YearAmounts:
    """The sums of what is known of each."""
    return YearAmounts(
        known_total(one.programmed for one in amounts),
        known_total(one.preconsuntivo for one in amounts),
        known_total(one.used for one in amounts),
        known_total(one.forecast for one in amounts),
    )


def all_funds(connection: Connection, district: str, year: int) -> AllFunds | None:
    """Every fund of a district in a year; None where it has none."""
    years = queries.years_until(connection, district, year)
    own = {one.id: one for one in years if one.year == year}
    if not own:
        return None
    written = _Written(own)
    for row in queries.placed_amounts(connection, tuple(own)):
        written.add(row)
    written.complete(_rests(connection, years, year))
    known = [Named(one.id, one.name) for one in municipalities(connection, district)]
    places = [*known, *_strangers(written, {one.code for one in known})]
    places.append(Named(DISTRICT, WHOLE_DISTRICT))
    named = [Named(one.code, short_name(one.code, one.name)) for one in queries.sources(connection)]
    tree = [Named(one.code, one.short_name) for one in voci(connection)]
    lines = tuple(_lines(written, tree, named, places))
    return AllFunds(
        year,
        frozenset(one.regime for one in own.values()),
        lines,
        tuple(
            (one, sums)
            for one, sums in _sums(named, [(line.source, line.amounts) for line in lines])
            if sums is not None
        ),
        tuple(
            (one, sums or YearAmounts())
            for one, sums in _sums(places, [(line.place, line.amounts) for line in lines])
        ),
        written.drafts,
        written.unforecast,
        written.day,
        tuple(_budgets(own, named, written)),
    )


def _budgets(
    own: Mapping[str, YearOfFund], named: Sequence[Named], written: _Written
) -> Iterator[FundBudget]:
    """The preventivo of each fund, in the order of the sources."""
    by_source = {one.source: one for one in own.values()}
    for source in named:
        if (year := by_source.get(source.code)) is not None:
            drafts = written.drafts_of.get(year.id, ZERO)
            yield FundBudget(
                year.id, source.name, year.budget, written.programmed_of(year.id), drafts
            )


Where = tuple[str, str]
"""A source and a place."""


@dataclass(slots=True)
class _Written:
    """What is written of a year, fund by fund and voce by voce, then by source and place."""

    funds: Mapping[str, YearOfFund]
    found: dict[tuple[str, str], dict[Where, YearAmounts]] = field(default_factory=dict)
    strangers: dict[str, str] = field(default_factory=dict)
    drafts_of: dict[str, Money] = field(default_factory=dict)
    drafts: Money = ZERO
    unforecast: Money = ZERO
    day: date | None = None

    def add(self, row: PlacedAmountRow) -> None:
        """Take in a sum; of what is only a draft, nothing but how much it is."""
        self.drafts += Money(row.draft_cents)
        if row.phase is Phase.BUDGET:
            before = self.drafts_of.get(row.fund_year_id, ZERO)
            self.drafts_of[row.fund_year_id] = before + Money(row.draft_cents)
        if row.cents is None:
            return
        if row.municipality_id:
            self.strangers[row.municipality_id] = row.municipality or row.municipality_id
        at = self.found.setdefault((row.fund_year_id, row.voce), {})
        where = (row.source, row.municipality_id or DISTRICT)
        at[where] = _with(at.get(where, YearAmounts()), row.phase, Money(row.cents))
        if row.phase is Phase.FINAL:
            self.day = max((one for one in (self.day, row.as_of) if one), default=None)

    def programmed_of(self, fund_year: str) -> Money | None:
        """What is confirmed of the preventivo of a fund; None where nothing is."""
        own = (at for (fund, _), at in self.found.items() if fund == fund_year)
        return known_total(one.programmed for at in own for one in at.values())

    def complete(self, rests: Mapping[tuple[str, str], Money]) -> None:
        """Give each its part of what its voce will still spend."""
        for key, rest in rests.items():
            _give(self.found.setdefault(key, {}), rest, (self.funds[key[0]].source, DISTRICT))
        lost = (at for key, at in self.found.items() if key not in rests)
        self.unforecast = total(one.programmed or ZERO for at in lost for one in at.values())


def _with(amounts: YearAmounts, phase: Phase, more: Money) -> YearAmounts:
    if phase is Phase.BUDGET:
        return replace(amounts, programmed=(amounts.programmed or ZERO) + more)
    if phase is Phase.FORECAST:
        return replace(amounts, preconsuntivo=(amounts.preconsuntivo or ZERO) + more)
    return replace(amounts, used=(amounts.used or ZERO) + more)


def _give(at: dict[Where, YearAmounts], rest: Money, otherwise: Where) -> None:
    """What a voce will still spend, in proportion to what each source and Comune used.

    That is the rule of the forecast itself: at the rhythm of the same months, a part of the rest is
    to the whole rest as what was used is to the whole used. Where nothing was used, in proportion
    to the programme; where there is none, it is of the fund and of the whole district.
    """
    weights = {where: one.used.cents for where, one in at.items() if one.used}
    if not weights:
        weights = {where: one.programmed.cents for where, one in at.items() if one.programmed}
    weights = weights or {otherwise: 1}
    parts = dict(zip(weights, rest.split(list(weights.values())), strict=True))
    for where in {**at, **parts}:
        known = at.get(where, YearAmounts())
        if where in parts or known.used is not None:
            whole = (known.used or ZERO) + parts.get(where, ZERO)
            at[where] = replace(known, forecast=whole)


def _rests(
    connection: Connection, years: Sequence[YearOfFund], year: int
) -> dict[tuple[str, str], Money]:
    """What each voce of each fund will still spend in the year; absent where nobody can say."""
    sums = entry_sums(connection, tuple(one.id for one in years))
    rows = grouped(sums, lambda row: row.fund_year_id)
    found = {}
    for fund in (one for one in years if one.year == year):
        ids = {one.id: one.year for one in years if one.source == fund.source}
        ledger = ledger_of((row for each in ids for row in rows[each]), ids)
        for voce, own in ledger.of(year).items():
            months = whole_year(own.series(year), ledger.past(voce, year))
            if months:
                found[fund.id, voce] = total(own.at_least(months)) - (own.used or ZERO)
    return found


def _strangers(written: _Written, known: Collection[str]) -> list[Named]:
    """Comuni that have money here and are not (or no longer) of the district."""
    return [Named(*one) for one in sorted(written.strangers.items()) if one[0] not in known]


def _lines(
    written: _Written, tree: Sequence[Named], sources: Sequence[Named], places: Sequence[Named]
) -> Iterator[FundedVoce]:
    """One for each voce, source and Comune with a figure, whatever the fund it is written in."""
    joined: defaultdict[tuple[str, str, str], list[YearAmounts]] = defaultdict(list)
    for (_, code), at in written.found.items():
        for where, amounts in at.items():
            joined[code, *where].append(amounts)
    for voce in tree:
        for source in sources:
            for place in places:
                if found := joined.get((voce.code, source.code, place.code)):
                    yield FundedVoce(voce, source, place, added(found))


def _sums(
    wanted: Sequence[Named], amounts: Sequence[tuple[Named, YearAmounts]]
) -> Iterator[tuple[Named, YearAmounts | None]]:
    """What is of each; None where nothing is."""
    found: defaultdict[str, list[YearAmounts]] = defaultdict(list)
    for one, each in amounts:
        found[one.code].append(each)
    for one in wanted:
        yield one, added(found[one.code]) if one.code in found else None
