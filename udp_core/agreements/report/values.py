"""Laws, acts, regulations, agreements, appointments, processes: as they are shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from udp_core.agreements.entities.rules import BINDING
from udp_core.agreements.rules import (
    CostPart,
    ending_level,
    is_near,
    responsibility_problems,
)
from udp_core.agreements.terms import (
    AgreementKind,
    AgreementState,
    NormKind,
    ProcessState,
    RegulationKind,
    RegulationState,
    Renewal,
    Responsibility,
    ToolKind,
)
from udp_core.kernel.money import Money
from udp_core.kernel.vocabulary import ActKind, OrganisationKind, StatusLevel


@dataclass(frozen=True, slots=True)
class NamedRow:
    """An id and its words."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Expiry:
    """Something that ends: what it is, when, and how near that is."""

    what: str
    title: str
    day: date
    left: int
    level: StatusLevel
    note: str


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs, in which office, by when, and when they did."""

    who: str
    office: str
    sign_by: date | None
    signed_on: date | None


@dataclass(frozen=True, slots=True)
class AgreementValue:
    """An agreement with its parties."""

    id: str
    title: str
    kind: AgreementKind
    state: AgreementState
    process: str
    social_owner: str
    health_owner: str
    act: str
    starts_on: date | None
    ends_on: date | None
    renewal: Renewal | None
    clauses: str
    signatures: tuple[Signature, ...]

    @property
    def missing(self) -> tuple[Signature, ...]:
        """The signatures that are not there, of what is given to be signed or in force."""
        if self.state not in {AgreementState.SIGNING, AgreementState.IN_FORCE}:
            return ()
        return tuple(one for one in self.signatures if one.signed_on is None)


@dataclass(frozen=True, slots=True)
class RegulationValue:
    """A regulation; no place where it is of the whole district, no service where of all."""

    id: str
    title: str
    kind: RegulationKind
    place: NamedRow | None
    service: NamedRow | None
    state: RegulationState
    act: str
    published_on: date | None
    starts_on: date | None
    ends_on: date | None
    criteria: str
    template: str
    problem: str

    @property
    def binds(self) -> bool:
        """Whether it is in force."""
        return self.state in BINDING


@dataclass(frozen=True, slots=True)
class NormValue:
    """A law or a regional resolution, the process that it touches and what it changes."""

    id: str
    title: str
    kind: NormKind
    process: str
    starts_on: date | None
    ends_on: date | None
    replaced_by: str
    changes: str
    impact: str


@dataclass(frozen=True, slots=True)
class ChainedAct:
    """An act with what it rests on and what is wrong in that."""

    id: str
    title: str
    kind: ActKind
    number: str
    day: date | None
    state: str
    body: str
    parent: str
    depth: int
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AppointmentValue:
    """Who was appointed, by which body and act, until when."""

    id: str
    title: str
    holder: str
    body: str
    act: str
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class ToolValue:
    """A tool that the social and the health side use together."""

    name: str
    kind: ToolKind
    used_by: str
    used_from: date | None


@dataclass(frozen=True, slots=True)
class ProcessValue:
    """A process: its owners, its protocol, its tools, what each body is in it."""

    id: str
    name: str
    state: ProcessState
    social_owner: str
    health_owner: str
    protocols: tuple[str, ...]
    reviewed_on: date | None
    note: str
    tools: tuple[ToolValue, ...]
    roles: tuple[tuple[str, Responsibility], ...]

    @property
    def problems(self) -> tuple[str, ...]:
        """What the matrix lacks, and the owners and the protocol that are not there."""
        said = list(responsibility_problems([one for _, one in self.roles]))
        owners = (("sociale", self.social_owner), ("sanitario", self.health_owner))
        said += [f"manca il titolare {side}" for side, owner in owners if not owner]
        return (*said, *(() if self.protocols else ("manca il protocollo",)))


@dataclass(frozen=True, slots=True)
class BodyValue:
    """A body, and whether it still is."""

    id: str
    name: str
    kind: OrganisationKind
    place: str
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class SubAreaValue:
    """A part of the district with its Comuni."""

    name: str
    purpose: str
    places: tuple[str, ...]
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class SplitValue:
    """What an associated service costs in a year, and each Comune's part."""

    service: str
    manager: str
    criterion: str
    agreement: str
    regulation: str
    year: int
    cost: Money
    parts: tuple[CostPart, ...]


@dataclass(frozen=True, slots=True)
class AccessValue:
    """How one gets into the services of a Comune, and how many do for each thousand residents."""

    place: str
    criteria: str
    regulation: str
    contacts: str


@dataclass(frozen=True, slots=True)
class RulesReport:
    """Everything on which the work of a district rests, on a day."""

    today: date
    places: tuple[NamedRow, ...]
    services: tuple[NamedRow, ...]
    agreements: tuple[AgreementValue, ...]
    regulations: tuple[RegulationValue, ...]
    norms: tuple[NormValue, ...]
    acts: tuple[ChainedAct, ...]
    appointments: tuple[AppointmentValue, ...]
    processes: tuple[ProcessValue, ...]
    bodies: tuple[BodyValue, ...]
    sub_areas: tuple[SubAreaValue, ...]
    splits: tuple[SplitValue, ...]
    access: tuple[AccessValue, ...]
    same_fees: frozenset[str]
    """The services whose fees are the same in every Comune."""

    @property
    def is_empty(self) -> bool:
        """Whether nobody wrote anything of it yet."""
        return not (self.agreements or self.regulations or self.norms or self.processes)

    @property
    def unsigned(self) -> tuple[tuple[AgreementValue, Signature], ...]:
        """Every signature that is not there."""
        return tuple((one, each) for one in self.agreements for each in one.missing)

    @property
    def endings(self) -> tuple[Expiry, ...]:
        """What ends within half a year or ended less than that ago, the first first."""
        found = sorted(self._ending(), key=lambda one: (one.day, one.title))
        return tuple(found)

    def _ending(self) -> Iterator[Expiry]:
        for one in self.agreements:
            if one.state is not AgreementState.ENDED:
                note = one.renewal.label if one.renewal else ""
                yield from self._near(one.kind.label, one.title, one.ends_on, note)
        for each in self.regulations:
            if each.binds:
                yield from self._near("regolamento", each.title, each.ends_on)
        for post in self.appointments:
            yield from self._near("nomina", post.title, post.ends_on, post.holder)
        for norm in self.norms:
            note = f"sostituita da {norm.replaced_by}" if norm.replaced_by else ""
            yield from self._near("norma", norm.title, norm.ends_on, note)

    def _near(self, what: str, title: str, day: date | None, note: str = "") -> Iterator[Expiry]:
        if day is not None and is_near(day, self.today):
            left = (day - self.today).days
            yield Expiry(what, title, day, left, ending_level(day, self.today), note)

    @property
    def to_mend(self) -> tuple[tuple[str, str, str], ...]:
        """What is wrong: of what, which, why."""
        return tuple(self._wrong())

    def _wrong(self) -> Iterator[tuple[str, str, str]]:
        for act in self.acts:
            yield from (("atto", act.title, why) for why in act.problems)
        for one in self.regulations:
            if one.problem:
                yield ("regolamento", one.title, one.problem)
        for post in self.appointments:
            if not post.act:
                yield ("nomina", post.title, "manca l’atto di nomina")
        for process in self.processes:
            yield from (("processo", process.name, why) for why in process.problems)
