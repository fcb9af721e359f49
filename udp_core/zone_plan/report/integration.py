"""The schede of a plan's year by policy, delivery, recipient and actor; who works with whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from udp_core.kernel.grouping import grouped
from udp_core.kernel.money import Money
from udp_core.kernel.vocabulary import OrganisationKind, PartnerRole, Term
from udp_core.programme.report.programme import known_total
from udp_core.programme.terms import PolicySector
from udp_core.zone_plan.queries.integration import (
    HealthRow,
    PayerRow,
    TakingPartRow,
    health_items,
    payers_of,
    sectors_of,
    taking_part,
)
from udp_core.zone_plan.report.plan import PlanReport, PlanScheda
from udp_core.zone_plan.report.reading import plan_report


class ActorKind(Term):
    """Whose hands a scheda is in."""

    PUBLIC = "public", "enti pubblici"
    COOPERATION = "cooperation", "cooperazione sociale"
    VOLUNTARY = "voluntary", "associazioni e volontariato"
    SCHOOLS = "schools", "scuole ed enti di formazione"
    OTHERS = "others", "altri soggetti"
    MIXED = "mixed", "più tipi insieme"
    UNKNOWN = "unknown", "nessuno indicato"


_KINDS = {
    OrganisationKind.COOPERATIVE: ActorKind.COOPERATION,
    OrganisationKind.ASSOCIATION: ActorKind.VOLUNTARY,
    OrganisationKind.SCHOOL: ActorKind.SCHOOLS,
    OrganisationKind.UNION: ActorKind.OTHERS,
    OrganisationKind.OTHER: ActorKind.OTHERS,
}


def actor_kind(kind: OrganisationKind) -> ActorKind:
    """The kind of actor that an organisation is; public where it is none of the others."""
    return _KINDS.get(kind, ActorKind.PUBLIC)


@dataclass(frozen=True, slots=True)
class SchedaFacets:
    """A scheda of the year with all that it can be counted by.

    `manager` is the kind of who manages it: of who leads it where nobody is named, «più tipi
    insieme» where they are of more than one kind, so that its money is never split by guess.
    """

    scheda: PlanScheda
    sectors: tuple[PolicySector, ...]
    who: tuple[TakingPartRow, ...]
    payers: tuple[PayerRow, ...]
    manager: ActorKind

    @property
    def paying(self) -> tuple[PayerRow, ...]:
        """The sources that programme some money, or spent it."""
        return tuple(one for one in self.payers if one.programmed_cents or one.spent_cents)


class Facet(Term):
    """By what the schede are counted."""

    SECTOR = "sector", "politica integrata"
    DELIVERY = "delivery", "modalità di erogazione"
    RECIPIENT = "recipient", "tipo di destinatari"
    MANAGER = "manager", "tipo di soggetto gestore"
    AREA = "area", "ambito"


NO_SECTOR = "nessun’altra politica"
_SAID: Mapping[Facet, Callable[[SchedaFacets], tuple[str, ...]]] = {
    Facet.SECTOR: lambda one: tuple(each.label for each in one.sectors) or (NO_SECTOR,),
    Facet.DELIVERY: lambda one: (one.scheda.row.delivery.label,),
    Facet.RECIPIENT: lambda one: (one.scheda.row.recipient.label,),
    Facet.MANAGER: lambda one: (one.manager.label,),
    Facet.AREA: lambda one: (one.scheda.row.area,),
}


@dataclass(frozen=True, slots=True)
class Crossing:
    """Schede by two facets: a scheda stands in every row and column that it has.

    `cells` by row and column; the sums of rows, columns and whole have each scheda once.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], tuple[SchedaFacets, ...]]

    def row(self, name: str) -> tuple[SchedaFacets, ...]:
        """The schede of a row, each once."""
        return _once(one for key, found in self.cells.items() if key[0] == name for one in found)

    def column(self, name: str) -> tuple[SchedaFacets, ...]:
        """The schede of a column, each once."""
        return _once(one for key, found in self.cells.items() if key[1] == name for one in found)

    @property
    def whole(self) -> tuple[SchedaFacets, ...]:
        """Every scheda, once."""
        return _once(one for found in self.cells.values() for one in found)


def _once(found: Iterable[SchedaFacets]) -> tuple[SchedaFacets, ...]:
    return tuple({one.scheda.id: one for one in found}.values())


@dataclass(frozen=True, slots=True)
class Partner:
    """An organisation in the year's schede: which it leads, manages, takes part in, pays for."""

    name: str
    kind: OrganisationKind
    roles: Mapping[PartnerRole | None, int]
    schede: tuple[SchedaFacets, ...]

    @property
    def areas(self) -> tuple[str, ...]:
        """The ambiti that its schede are of."""
        return tuple(dict.fromkeys(one.scheda.row.area for one in self.schede))


@dataclass(frozen=True)
class IntegrationReport:
    """The schede of the year with what they are counted by, and the health programme beside."""

    plan: PlanReport
    schede: tuple[SchedaFacets, ...]
    health: tuple[HealthRow, ...]

    def crossed(self, first: Facet, second: Facet) -> Crossing:
        """The schede by two facets, the fullest rows and columns first."""
        cells: defaultdict[tuple[str, str], list[SchedaFacets]] = defaultdict(list)
        for one in self.schede:
            for row in _SAID[first](one):
                for column in _SAID[second](one):
                    cells[row, column].append(one)
        fixed = {key: tuple(found) for key, found in cells.items()}
        made = Crossing((), (), fixed)
        rows = sorted({key[0] for key in fixed}, key=lambda name: (-len(made.row(name)), name))
        columns = sorted(
            {key[1] for key in fixed}, key=lambda name: (-len(made.column(name)), name)
        )
        return Crossing(tuple(rows), tuple(columns), fixed)

    @property
    def partners(self) -> tuple[Partner, ...]:
        """Who takes part, the ones in most schede first."""
        pairs = ((who, one) for one in self.schede for who in one.who)
        found = grouped(pairs, lambda pair: pair[0].organisation)
        made = [_partner(each) for each in found.values()]
        return tuple(sorted(made, key=lambda one: (-len(one.schede), one.name)))

    @property
    def by_manager(self) -> tuple[tuple[ActorKind, tuple[SchedaFacets, ...]], ...]:
        """The schede by the kind of who manages them."""
        return tuple(
            (kind, found)
            for kind in ActorKind
            if (found := tuple(one for one in self.schede if one.manager is kind))
        )

    @property
    def shared(self) -> tuple[SchedaFacets, ...]:
        """The services that several sources pay, those with most of them first."""
        several = [one for one in self.schede if len(one.paying) > 1]
        return tuple(sorted(several, key=lambda one: (-len(one.paying), one.scheda.row.code)))

    @property
    def alike(self) -> tuple[tuple[SchedaFacets, ...], ...]:
        """Schede of one ambito, delivery and recipient that different bodies lead."""
        found = grouped(self.schede, _kind_of_service)
        return tuple(
            tuple(each)
            for _, each in sorted(found.items(), key=lambda pair: pair[0][0])
            if len({one.scheda.row.lead for one in each}) > 1
        )


def _kind_of_service(one: SchedaFacets) -> tuple[str, Term, Term]:
    row = one.scheda.row
    return row.area, row.delivery, row.recipient


def _partner(found: Sequence[tuple[TakingPartRow, SchedaFacets]]) -> Partner:
    roles: defaultdict[PartnerRole | None, int] = defaultdict(int)
    for who, _ in found:
        roles[who.role] += 1
    first = found[0][0]
    return Partner(first.name, first.kind, dict(roles), _once(one for _, one in found))


def money_of(schede: Iterable[SchedaFacets]) -> tuple[Money | None, Money | None]:
    """What some schede programme and have spent."""
    every = tuple(schede)
    return (
        known_total(one.scheda.programmed for one in every),
        known_total(one.scheda.spent for one in every),
    )


def integration_report(
    connection: Connection, district: str, plan_id: str, year: int, today: date
) -> IntegrationReport | None:
    """The schede of the plan's year with all that they can be counted by; None without a plan."""
    plan = plan_report(connection, district, plan_id, year, today)
    if plan is None:
        return None
    programmes = tuple({one.row.programme_id for one in plan.of_year})
    sectors = grouped(sectors_of(connection, programmes), lambda row: row.scheda)
    who = grouped(taking_part(connection, programmes), lambda row: row.scheda)
    payers = grouped(payers_of(connection, programmes), lambda row: row.scheda)
    schede = tuple(
        SchedaFacets(
            one,
            tuple(row.sector for row in sectors[one.id]),
            tuple(who[one.id]),
            tuple(payers[one.id]),
            _manager(who[one.id]),
        )
        for one in plan.of_year
    )
    return IntegrationReport(plan, schede, health_items(connection, district, plan.year))


def _manager(who: Iterable[TakingPartRow]) -> ActorKind:
    managers = {actor_kind(one.kind) for one in who if one.role is PartnerRole.MANAGER}
    leads = {actor_kind(one.kind) for one in who if one.role is None}
    found = managers or leads
    if len(found) > 1:
        return ActorKind.MIXED
    return next(iter(found), ActorKind.UNKNOWN)
