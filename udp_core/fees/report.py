"""The fees of a district on a day: each service, the rule of every Comune, its users."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from sqlalchemy import Connection

from udp_core.agreements.entities.rules import BINDING
from udp_core.agreements.terms import RegulationState
from udp_core.fees import queries
from udp_core.fees.queries import FeeRuleRow, FeeUsersRow, ServiceRow
from udp_core.fees.rules.bands import FeeBand, Gap, gaps, is_one_rule
from udp_core.fees.rules.paying import REFERENCE, Distance, Use, distance, yearly
from udp_core.fees.rules.single import (
    HIGHEST,
    LOWEST,
    MEAN,
    PROPOSED,
    PlaceChange,
    UserGroup,
    changes,
    single,
)
from udp_core.kernel.grouping import grouped
from udp_core.kernel.money import Money, of_cents
from udp_core.kernel.vocabulary import Origin
from udp_core.territory.queries import municipalities

_WERE_IN_FORCE = frozenset({None, *BINDING, RegulationState.REPEALED})
"""The states of the regulation of a rule that held on the day asked for."""


@dataclass(frozen=True, slots=True)
class PlaceRule:
    """The rule of a service in a Comune: its bands, since when, by which regulation.

    `whole` where it is that of the whole district; no bands where nobody wrote one.
    """

    place: str
    name: str
    bands: tuple[FeeBand, ...]
    rows: tuple[FeeRuleRow, ...]
    whole: bool = False

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Where the rule says nothing, or two things."""
        return tuple(gaps(self.bands))


@dataclass(frozen=True)
class ServiceFees:
    """A service in every Comune of the district; `groups` are its users by Comune and ISEE.

    `proposed` are the bands of a regulation for the whole district that is not in force yet.
    """

    service: ServiceRow
    places: tuple[PlaceRule, ...]
    groups: tuple[UserGroup, ...]
    users_year: int | None
    proposed: PlaceRule | None
    crossed: tuple[str, ...]
    """Bands of users that a threshold of a rule cuts: what they pay is reckoned at their mean."""

    @property
    def usual(self) -> Use:
        """The use that families are compared on."""
        one = self.service
        return Use(one.unit, one.usual_units, one.usual_months)

    @property
    def is_one_rule(self) -> bool:
        """Whether every family pays the same in every Comune."""
        return is_one_rule([one.bands for one in self.places])

    @property
    def has_rules(self) -> bool:
        """Whether somebody wrote a rule of it."""
        return any(one.bands for one in self.places)

    @property
    def is_demo(self) -> bool:
        """Whether a figure of it is a demonstration."""
        return any(row.origin is Origin.DEMO for one in self.places for row in one.rows)

    def paid(self, isee: Money, use: Use | None = None) -> dict[str, Money | None]:
        """By the name of each Comune, what a family pays there in a year."""
        return {one.name: yearly(one.bands, isee, use or self.usual) for one in self.places}

    def apart(self, isee: Money, use: Use | None = None) -> Distance | None:
        """How far apart the Comuni are for a family."""
        return distance(self.paid(isee, use))

    def single(self, choice: str, isee: Money, use: Use | None = None) -> Money | None:
        """What a family would pay by one rule."""
        return single(self._rules, choice, isee, use or self.usual, self._proposed)

    def changes(self, choice: str) -> tuple[PlaceChange, ...]:
        """Comune by Comune, what one rule would change."""
        return changes(self._rules, choice, self.groups, self._proposed)

    @cached_property
    def choices(self) -> tuple[str, ...]:
        """The single rules that can be tried."""
        proposed = (PROPOSED,) if self.proposed else ()
        own = (one.place for one in self.places if one.bands)
        return (*proposed, LOWEST, MEAN, HIGHEST, *own)

    @cached_property
    def _rules(self) -> dict[str, tuple[FeeBand, ...]]:
        return {one.place: one.bands for one in self.places}

    @property
    def _proposed(self) -> tuple[FeeBand, ...]:
        return self.proposed.bands if self.proposed else ()


@dataclass(frozen=True, slots=True)
class Homogeneity:
    """How many services have one rule in the whole district, of those that have rules."""

    one_rule: int
    services: int

    @property
    def share(self) -> Fraction | None:
        """Their part; None where no service has a rule."""
        return Fraction(self.one_rule, self.services) if self.services else None


@dataclass(frozen=True, slots=True)
class FeesReport:
    """Every service with fees, on a day."""

    day: date
    services: tuple[ServiceFees, ...]

    @property
    def ruled(self) -> tuple[ServiceFees, ...]:
        """Those of which somebody wrote a rule."""
        return tuple(one for one in self.services if one.has_rules)

    @property
    def homogeneity(self) -> Homogeneity:
        """The index of homogeneity."""
        return Homogeneity(sum(one.is_one_rule for one in self.ruled), len(self.ruled))

    @property
    def farthest(self) -> tuple[ServiceFees, Money, Distance] | None:
        """The service and the family, among those of reference, with the widest distance."""
        found = [
            (one, isee, apart)
            for one in self.ruled
            for isee in REFERENCE
            if (apart := one.apart(isee)) and apart.euro
        ]
        return max(found, key=lambda each: each[2].euro, default=None)

    @property
    def known_everywhere(self) -> bool:
        """Whether of every family of reference it is known what it pays in every Comune."""
        paid = (one.paid(isee) for one in self.ruled for isee in REFERENCE)
        return all(None not in places.values() for places in paid)

    def of(self, code: str) -> ServiceFees | None:
        """A service by its code."""
        return next((one for one in self.services if one.service.code == code), None)


def day_of(year: int, today: date) -> date:
    """The day on which the rules of a year are looked at: its last, or today while it runs."""
    return min(today, date(year, 12, 31))


def fees_report(connection: Connection, district: str, year: int, today: date) -> FeesReport:
    """The fees in force at the end of a year, or today; the users of that year or the last
    known.
    """
    day = day_of(year, today)
    return _report(connection, district, day, queries.fee_users(connection, district, year))


def homogeneity(connection: Connection, district: str, day: date) -> Homogeneity:
    """The index on a day: its rules alone are read."""
    return _report(connection, district, day, ()).homogeneity


def _report(
    connection: Connection, district: str, day: date, counted: Sequence[FeeUsersRow]
) -> FeesReport:
    """The fees on a day, with the users that were counted."""
    places = {one.id: one.name for one in municipalities(connection, district)}
    rules = grouped(queries.fee_rules(connection, district, day), lambda row: row.service_id)
    users = grouped(counted, lambda row: row.service_id)
    found = queries.fee_services(connection, district)
    return FeesReport(
        day, tuple(_service(one, places, rules[one.id], users[one.id]) for one in found)
    )


def _service(
    service: ServiceRow,
    places: Mapping[str, str],
    rules: Sequence[FeeRuleRow],
    users: Sequence[FeeUsersRow],
) -> ServiceFees:
    binding = [one for one in rules if one.regulation_state in _WERE_IN_FORCE]
    coming = [one for one in rules if one not in binding and one.municipality_id is None]
    whole = _latest(one for one in binding if one.municipality_id is None)
    found = []
    for place, name in places.items():
        own = _latest(one for one in binding if one.municipality_id == place)
        rows = own or whole
        found.append(PlaceRule(place, name, _bands(rows), rows, whole=not own and bool(whole)))
    groups = tuple(_group(service, one) for one in users if one.municipality_id in places)
    latest = _latest(coming)
    return ServiceFees(
        service,
        tuple(found),
        groups,
        users[0].year if users else None,
        PlaceRule("", latest[0].regulation or "", _bands(latest), latest) if latest else None,
        tuple(_crossed(users, found, places)),
    )


def _latest(rows: Iterable[FeeRuleRow]) -> tuple[FeeRuleRow, ...]:
    """The bands of the rule that began last: a rule that changes is written whole, anew."""
    found = list(rows)
    last = max((one.valid_from for one in found), default=None)
    return tuple(one for one in found if one.valid_from == last)


def _bands(rows: Iterable[FeeRuleRow]) -> tuple[FeeBand, ...]:
    return tuple(
        FeeBand(
            Money(one.isee_from_cents),
            of_cents(one.isee_to_cents),
            one.unit,
            of_cents(one.fee_cents),
            of_cents(one.fee_to_cents),
            one.share,
            of_cents(one.unit_cost_cents),
            of_cents(one.month_cap_cents),
            of_cents(one.year_cap_cents),
        )
        for one in rows
    )


def _group(service: ServiceRow, one: FeeUsersRow) -> UserGroup:
    use = Use(service.unit, one.units, one.months)
    return UserGroup(one.municipality_id, Money(one.isee_mean_cents), one.users, use)


def _crossed(
    users: Sequence[FeeUsersRow], rules: Sequence[PlaceRule], names: Mapping[str, str]
) -> Iterable[str]:
    """The Comuni where a threshold of some rule falls inside a band of users."""
    edges = {band.isee_from.cents for one in rules for band in one.bands}
    for place, name in names.items():
        own = (one for one in users if one.municipality_id == place)
        inside = (
            one.isee_from_cents < edge and (one.isee_to_cents is None or edge <= one.isee_to_cents)
            for one in own
            for edge in edges
        )
        if any(inside):
            yield name
