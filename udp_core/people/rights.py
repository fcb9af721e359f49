"""Who somebody is, what a row is about, and so what they may do to it.

Read from the database at every command and every run: nothing is believed of the browser. Somebody
must always be able to administer: the last one is not taken away, by whatever way a change comes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import Connection

from udp_core.archive.entities import StateStep
from udp_core.archive.entity import (
    OF_ALL,
    SHIPPED,
    USERS,
    Entity,
    Image,
    id_of,
    specs,
    table_name,
)
from udp_core.archive.images import read_by_id, read_where
from udp_core.archive.registry import BY_NAME, referring
from udp_core.archive.sessions import forget
from udp_core.data_requests.entities import DataRequest, RequestedFigure
from udp_core.fund.entities.decided import FundClosure
from udp_core.fund.entities.frna import ActivityMeasure, FrnaEntry
from udp_core.indicators.entities import Measurement
from udp_core.kernel import italian
from udp_core.kernel.italian import day
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.kernel.vocabulary import Phase, Right
from udp_core.people.entities import Mandate, Officer
from udp_core.people.queries import (
    administrators,
    districts_at_work,
    grants,
    officer_named,
    officers,
)
from udp_core.people.rules import Actor, RowSubject
from udp_core.programme.entities.intervention import Action, Intervention, InterventionFunding
from udp_core.sittings.entities import (
    Decision,
    DecisionAct,
    Dossier,
    DossierPage,
    RefusedOption,
    Vote,
)
from udp_core.territory.entities import District, Municipality
from udp_core.territory.queries import district_name


def actor_of(connection: Connection, officer_id: str, today: date) -> Actor | None:
    """The officer with the mandates in force today, whatever the capitals.

    None where unknown or no longer active.
    """
    found = officer_named(connection, officer_id)
    if found is None or not found.active:
        return None
    return Actor(found.id, found.name, grants(connection, found.id, today))


def require(connection: Connection, officer_id: str, today: date) -> Actor:
    """The same; RefusedError where there is none."""
    found = actor_of(connection, officer_id, today)
    if found is None:
        raise RefusedError(
            [
                Problem(
                    "A10",
                    "L’utente non è attivo.",
                    "Accedere di nuovo, o rivolgersi a chi amministra il cruscotto.",
                    value=officer_id,
                )
            ]
        )
    return found


def who_may(
    connection: Connection, right: Right, subject: RowSubject, today: date
) -> tuple[Actor, ...]:
    """Everybody active whose mandates in force allow a deed on a subject."""
    found = (actor_of(connection, row.id, today) for row in officers(connection) if row.active)
    return tuple(actor for actor in found if actor is not None and actor.may(right, subject))


def others_who_may(
    connection: Connection, actor: Actor, right: Right, subject: RowSubject, today: date
) -> list[str]:
    """Everybody else who could do that in somebody's place; none where the office is small."""
    found = who_may(connection, right, subject, today)
    return [one.name for one in found if one.officer_id != actor.officer_id]


def refuse_unless(actor: Actor, right: Right, subject: RowSubject, what: str) -> Problem | None:
    """The problem of who asks for a deed without the right to it.

    `what` names it («la scheda S26-04»).
    """
    if actor.may(right, subject):
        return None
    return Problem(
        "A11",
        f"L’utente {actor.officer_id} non ha un incarico che permetta di scrivere {what}.",
        "Chiederlo a chi ne ha l’incarico, o al coordinatore.",
        value=right.value,
    )


Span = tuple[date, date]


@contextmanager
def administered(connection: Connection, today: date | None) -> Iterator[None]:
    """Inside, officers and mandates are written.

    RefusedError where a district is left without who administers it.

    It is left so where those active, by mandates that follow one another from today, reach less far
    than before.
    Without a day nothing is asked: so loads what the product itself ships. Who is removed can no
    longer come in, nor
    can another with the same name by that password.
    """
    before = _until(connection, today) if today else {}
    known = {one.id for one in officers(connection)}
    yield
    for gone in known - {one.id for one in officers(connection)}:
        forget(connection, gone)
    if today is None or not before:
        return
    after = _until(connection, today)
    left = {one: after.get(one) for one, last in before.items() if after.get(one, date.min) < last}
    if left:
        raise RefusedError([_nobody(connection, one, last) for one, last in left.items()])


def _until(connection: Connection, today: date) -> dict[str, date]:
    """To which day each district surely has an administrator; none without one today."""
    spans: defaultdict[str, list[Span]] = defaultdict(list)
    for row in administrators(connection):
        spans[row.district_id].append((row.valid_from, row.valid_to or date.max))
    reached = {district: _reached(found, today) for district, found in spans.items()}
    return {district: last for district, last in reached.items() if last is not None}


def _reached(spans: Iterable[Span], today: date) -> date | None:
    """The last day of those that follow one another without a gap from today."""
    last = today - timedelta(days=1)
    for start, end in sorted(spans):
        if last < date.max and start <= last + timedelta(days=1):
            last = max(last, end)
    return last if last >= today else None


def _nobody(connection: Connection, district: str, last: date | None) -> Problem:
    name = district_name(connection, district)
    since = f" dopo il {day(last)}" if last else ""
    return Problem(
        "A36",
        f"Il distretto {name} resterebbe senza un amministratore attivo{since}.",
        "Dare prima l’incarico di amministratore a un altro utente attivo.",
        value=district,
    )


_DECIDED = (Decision, DecisionAct, Vote, RefusedOption)
_ASKED = (DataRequest, RequestedFigure)
_RECORDED = (*_DECIDED, *_ASKED, Dossier, DossierPage, FundClosure, StateStep)
"""What was decided, asked, handed out, closed: recorded by its own command, never by hand."""
_PHASED = (FrnaEntry, ActivityMeasure, InterventionFunding)
_FOLLOWED: dict[type[Entity], frozenset[str]] = {
    Intervention: frozenset(
        {"progress", "critical_points", "evaluation", "as_of", "source", "data_state", "origin"}
    ),
    Action: frozenset({"done_date"}),
}
"""Fields of what exists that are followed every month; every other field is structure."""
Key = tuple[type[Entity], str]


def subject_of(connection: Connection, entity: type[Entity], image: Image) -> RowSubject:
    """District, ambito and Comune of a row: its own, else those of what it belongs to."""
    return Subjects(connection).of(entity, image)


class Subjects:
    """The subjects of many rows: what they belong to is looked up once.

    `today` tells which districts are at work, of which what is common to all of them is.
    """

    def __init__(self, connection: Connection, today: date = date.min) -> None:
        self._connection = connection
        self._today = today
        self._known: dict[Key, RowSubject] = {}
        self._images: dict[Key, Image | None] = {}
        self._administered: frozenset[str] | None = None
        self._at_work: frozenset[str] | None = None

    def aware_of(self, rows: Iterable[tuple[type[Entity], str, Image]]) -> None:
        """Rows that come in together with those that are judged, and that these may belong to.

        A new district is nobody's.
        """
        self._images.update(
            {(entity, row_id): image for entity, row_id, image in rows if entity is not District}
        )

    def of(self, entity: type[Entity], image: Image) -> RowSubject:
        """The one subject of a row; without a district where none is its own."""
        found = self._own(entity, image)
        for parent in self._parents(entity, image):
            above = self.of_stored(parent)
            found = RowSubject(
                found.district_id or above.district_id,
                found.area_id or above.area_id,
                found.municipality_id or above.municipality_id,
            )
        return found

    def all_of(self, entity: type[Entity], *images: Image | None) -> frozenset[RowSubject]:
        """Everything that a row is about, as it was and as it would be: one may do so on each.

        What has no owner is about nothing, and nobody may change it.
        """
        return frozenset(
            one for image in images if image is not None for one in self._all(entity, image)
        )

    def refused(
        self,
        actor: Actor,
        right: Right,
        entity: type[Entity],
        images: Collection[Image | None],
        what: str = "",
    ) -> Problem | None:
        """The problem of who may not do that to a row, as it was or as it would be."""
        subjects = sorted(self.all_of(entity, *images), key=str)
        named = what or f"«{entity.label}»"
        problems = [refuse_unless(actor, right, one, named) for one in subjects]
        problem = next(filter(None, problems), None)
        if not subjects:
            return Problem("A13", f"{named} non è di nessun distretto.", "Non si scrive da qui.")
        rows = (id_of(entity, image) for image in images if image)
        if not all(actor.reaches(table_name(entity), row_id) for row_id in rows):
            return Problem("A14", f"{named} non è tra le cifre chieste.", "Scrivere solo quelle.")
        if problem and len(subjects) > 1:
            return _shared(problem, subjects, named)
        return problem

    def _all(self, entity: type[Entity], image: Image) -> Iterator[RowSubject]:
        if not entity.belongs_to:
            return
        own = self.of(entity, image)
        if own.district_id:
            yield own
            return
        of_all = entity.belongs_to == OF_ALL
        found = (
            self._all_at_work()
            if of_all
            else self._districts((entity, id_of(entity, image)), image)
        )
        for district in found:
            yield replace(own, district_id=district)

    def _districts(self, key: Key, image: Image) -> frozenset[str | None]:
        """The districts of a row that has none of its own; None: anybody's, nobody uses it yet."""
        entity = key[0]
        if entity.belongs_to == OF_ALL:
            return self._all_at_work()
        for parent in self._parents(entity, image):
            above = self._image(parent)
            if above and (found := self._districts(parent, above)):
                return found
        return (
            frozenset(self._using(key)) or frozenset([None])
            if USERS in entity.belongs_to
            else frozenset()
        )

    def _using(self, key: Key) -> Iterator[str]:
        """The districts of the rows that refer to a row."""
        for other, field in referring(key[0]):
            for image in read_where(self._connection, other, field, key[1]):
                if district := self.of(other, image).district_id:
                    yield district

    def _own(self, entity: type[Entity], image: Image) -> RowSubject:
        district, area, municipality = (
            _text(image.get(name)) for name in ("district_id", "area_id", "municipality_id")
        )
        if entity is Municipality:
            municipality = _text(image.get("istat_code"))
        if entity is District:
            district = self._known_district(_text(image.get("code")))
        if entity is Mandate and not self._is_administered(district):
            district = None
        return RowSubject(district, area, municipality)

    def _parents(self, entity: type[Entity], image: Image) -> Iterator[Key]:
        """The rows that the owner path leads to."""
        if entity.belongs_to in {OF_ALL, SHIPPED}:
            return
        for field in entity.belongs_to:
            parent = specs(entity)[field].refers_to if field != USERS else ""
            if parent and parent != "district" and (parent_id := _text(image.get(field))):
                yield BY_NAME[parent], parent_id

    def of_stored(self, key: Key) -> RowSubject:
        """The subject of a row that is there; of no district where it is not."""
        if key not in self._known:
            image = self._image(key)
            self._known[key] = self.of(key[0], image) if image else RowSubject()
        return self._known[key]

    def _image(self, key: Key) -> Image | None:
        if key not in self._images:
            found = read_by_id(self._connection, key[0], [key[1]]).get(key[1])
            self._images[key] = found[1] if found else None
        return self._images[key]

    def _known_district(self, code: str | None) -> str | None:
        """A district is of who works in it.

        One that is not there yet is of nobody, and anybody who administers adds it.
        """
        return code if code and self._image((District, code)) else None

    def _is_administered(self, district: str | None) -> bool:
        """Whether somebody active administers a district.

        The first mandates of the others are given by who does elsewhere.
        """
        if self._administered is None:
            self._administered = frozenset(
                one.district_id for one in administrators(self._connection)
            )
        return district in self._administered

    def _all_at_work(self) -> frozenset[str]:
        if self._at_work is None:
            self._at_work = districts_at_work(self._connection, self._today)
        return self._at_work


def _shared(problem: Problem, subjects: Collection[RowSubject], what: str) -> Problem:
    """The refusal of who may in one district, and not in each of those that a row is of."""
    names = italian.listing(sorted({str(one.district_id) for one in subjects}))
    sentence = f"{what} è di più distretti ({names}): la cambia chi ne ha l’incarico in ciascuno."
    return replace(
        problem, sentence=sentence, remedy="Chiederlo a chi amministra, che dà gli incarichi."
    )


def _text(value: int | str | None) -> str | None:
    return None if value is None else str(value)


def is_written_by(actor: Actor, entity: type[Entity]) -> bool:
    """Whether somebody may change a row of an entity, somewhere: what is offered to be written."""
    if entity.belongs_to == SHIPPED or entity in _RECORDED:
        return False
    if entity in {Officer, Mandate}:
        return actor.ever_may(Right.ADMINISTER)
    if entity is District:
        return actor.ever_may(Right.ADMINISTER) or actor.ever_may(Right.ARRANGE)
    entered = entity in _PHASED or entity is Measurement or entity in _FOLLOWED
    return actor.ever_may(Right.ENTER if entered else Right.ARRANGE)


def right_of(
    entity: type[Entity], image: Image, changed: Collection[str], *, exists: bool
) -> Right | None:
    """What changing these fields is: entering, arranging, administering; None, never here."""
    if entity.belongs_to == SHIPPED or entity in _RECORDED:
        return None
    if entity in {Officer, Mandate} or (entity is District and not exists):
        return Right.ADMINISTER
    if entity in _PHASED:
        return Right.ARRANGE if image["phase"] == Phase.BUDGET.value else Right.ENTER
    if entity is Measurement or (
        exists and entity in _FOLLOWED and set(changed) <= _FOLLOWED[entity]
    ):
        return Right.ENTER
    return Right.ARRANGE
