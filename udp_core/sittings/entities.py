"""The sittings of a body, and what its walls show.

Who sits by which rules, the agenda, who was there, what was decided and what was expected. What is
on a wall is a place in a deck, with no history, where every server sees it.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy import Text
from sqlmodel import Field, SQLModel

from udp_core.archive import field
from udp_core.archive.entity import Entity
from udp_core.archive.register import Reader, Shelf
from udp_core.archive.storage import WHOLE
from udp_core.kernel.vocabulary import Origin, Trust
from udp_core.sittings.terms import (
    DecisionOutcome,
    ItemKind,
    MajorityRule,
    MemberRole,
    MomentKind,
    PlanSubject,
    Presence,
    QuorumRule,
    SittingState,
    VoteChoice,
)

LONGEST_PLAN = 200
LONGEST_PLACE = 200
LONGEST_NAME = 120
LONGEST_NOTE = 300
LONGEST_FROZEN = 2_000_000


class BodyRule(Entity, table=True):
    """By which quorum and majority a body decides, from a day on."""

    key: ClassVar = ("body_id", "valid_from")
    label: ClassVar = "regola dell’organo"
    labels: ClassVar = "regole degli organi"
    belongs_to: ClassVar = ("body_id",)
    shelf: ClassVar = Shelf.BODIES

    body_id: str = field.reference("governing_body", "Organo")
    valid_from: date = field.day("Vale dal")
    quorum: QuorumRule = field.choice(QuorumRule, "Numero legale")
    majority: MajorityRule = field.choice(MajorityRule, "Maggioranza")
    casting_vote: bool = field.flag("In parità prevale il voto del presidente")
    trust: Trust = field.choice(Trust, "Affidabilità")
    source: str = field.source()
    origin: Origin = field.origin()


class Member(Entity, table=True):
    """Somebody who sits in a body for a term; `votes` says whether they decide."""

    key: ClassVar = ("body_id", "code")
    label: ClassVar = "componente dell’organo"
    labels: ClassVar = "componenti degli organi"
    belongs_to: ClassVar = ("body_id",)
    shelf: ClassVar = Shelf.BODIES

    body_id: str = field.reference("governing_body", "Organo")
    code: str = field.code("Codice")
    name: str = field.text("Nome", longest=LONGEST_NAME)
    office: str = field.text("Carica", longest=LONGEST_NAME)
    organisation_id: str | None = field.reference("organisation", "Ente", required=False)
    role: MemberRole = field.choice(MemberRole, "Ruolo")
    votes: bool = field.flag("Vota")
    valid_from: date = field.day("In carica dal")
    valid_to: date | None = field.expires("In carica fino al", notice=60)
    origin: Origin = field.origin()


class Sitting(Entity, table=True):
    """A sitting.

    When it opens the archive is frozen as known then: `revision` is the last change that it knows.
    """

    key: ClassVar = ("code",)
    label: ClassVar = "seduta"
    labels: ClassVar = "sedute"
    belongs_to: ClassVar = ("district_id",)
    shelf: ClassVar = Shelf.SITTINGS
    typed: ClassVar = False

    code: str = field.code("Codice")
    body_id: str = field.reference("governing_body", "Organo")
    district_id: str = field.reference("district", "Distretto")
    year: int = field.whole("Anno di cui si parla", least=1990, most=2200)
    held_on: date = field.day("Data")
    starts_at: str = field.text("Ora", longest=20, help="Per esempio 17:30")
    place: str = field.text("Luogo")
    state: SittingState = field.choice(SittingState, "Stato")
    revision: int | None = field.whole("Revisione congelata", required=False, most=10**12)
    known_on: date | None = field.day("Cifre conosciute al", required=False)
    note: str | None = field.text("Nota", required=False, longest=field.LONGEST_TEXT)
    origin: Origin = field.origin()


class AgendaItem(Entity, table=True):
    """A point of the agenda.

    The screen or the scenario that it opens, and the line noted while it was discussed.
    """

    key: ClassVar = ("sitting_id", "number")
    label: ClassVar = "punto all’ordine del giorno"
    labels: ClassVar = "punti all’ordine del giorno"
    belongs_to: ClassVar = ("sitting_id",)
    shelf: ClassVar = Shelf.SITTINGS
    read_by: ClassVar = Reader.SIGNED_IN
    typed: ClassVar = False

    sitting_id: str = field.reference("sitting", "Seduta")
    number: int = field.whole("N.", least=1, most=99)
    title: str = field.text("Oggetto", longest=160)
    kind: ItemKind = field.choice(ItemKind, "Tipo")
    rapporteur: str | None = field.text("Relatore", required=False, longest=LONGEST_NAME)
    screen: str | None = field.text("Che cosa apre", required=False, longest=field.LONGEST_ID)
    scenario_id: str | None = field.reference("scenario", "Scenario", required=False)
    document: str | None = field.text("Documento", required=False)
    proposal: str | None = field.text("Proposta", required=False, longest=field.LONGEST_TEXT)
    note: str | None = field.text("Nota della discussione", required=False, longest=LONGEST_NOTE)


class DiscussionNote(Entity, table=True):
    """A line noted while a point was discussed: at what time, by whom; on the walls where asked."""

    key: ClassVar = ("item_id", "number")
    label: ClassVar = "nota della discussione"
    labels: ClassVar = "note della discussione"
    belongs_to: ClassVar = ("item_id",)
    shelf: ClassVar = Shelf.SITTINGS
    read_by: ClassVar = Reader.SIGNED_IN
    typed: ClassVar = False

    item_id: str = field.reference("agenda_item", "Punto all’ordine del giorno")
    number: int = field.whole("Numero", least=1, most=999)
    at: str = field.text("Ora", longest=60)
    author: str = field.text("Chi l’ha scritta", longest=LONGEST_NAME)
    words: str = field.text("Nota", longest=LONGEST_NOTE)
    shown: bool = field.flag("Anche in sala")


class AgendaAlternative(Entity, table=True):
    """A scenario to be looked at beside the one that a point proposes."""

    key: ClassVar = ("item_id", "scenario_id")
    label: ClassVar = "alternativa a un punto"
    labels: ClassVar = "alternative ai punti"
    belongs_to: ClassVar = ("item_id",)
    shelf: ClassVar = Shelf.SITTINGS
    typed: ClassVar = False

    item_id: str = field.reference("agenda_item", "Punto all’ordine del giorno")
    scenario_id: str = field.reference("scenario", "Scenario")


class Attendance(Entity, table=True):
    """Whether a member was at a sitting, and from which item to which."""

    key: ClassVar = ("sitting_id", "member_id")
    label: ClassVar = "presenza"
    labels: ClassVar = "presenze"
    belongs_to: ClassVar = ("sitting_id",)
    shelf: ClassVar = Shelf.SITTINGS
    typed: ClassVar = False

    sitting_id: str = field.reference("sitting", "Seduta")
    member_id: str = field.reference("member", "Componente")
    presence: Presence = field.choice(Presence, "Presenza")
    delegate: str | None = field.text("Delegato", required=False, longest=LONGEST_NAME)
    from_item: int | None = field.whole("Dal punto n.", required=False, least=1, most=99)
    to_item: int | None = field.whole("Fino al punto n.", required=False, least=1, most=99)


class SittingMoment(Entity, table=True):
    """What happened while a sitting was open, with its time: who came or left, a suspension."""

    key: ClassVar = ("sitting_id", "number")
    label: ClassVar = "momento della seduta"
    labels: ClassVar = "momenti della seduta"
    belongs_to: ClassVar = ("sitting_id",)
    shelf: ClassVar = Shelf.SITTINGS
    typed: ClassVar = False

    sitting_id: str = field.reference("sitting", "Seduta")
    number: int = field.whole("Numero", least=1, most=999)
    kind: MomentKind = field.choice(MomentKind, "Che cosa")
    at: str = field.text("Ora", longest=60)
    item: int = field.whole("Al punto n.", least=1, most=99)
    member_id: str | None = field.reference("member", "Componente", required=False)


class Decision(Entity, table=True):
    """What was decided, by how many, and what was expected of it.

    It is never changed: a later one replaces it.
    """

    key: ClassVar = ("sitting_id", "number")
    label: ClassVar = "decisione"
    labels: ClassVar = "decisioni"
    belongs_to: ClassVar = ("sitting_id",)
    shelf: ClassVar = Shelf.SITTINGS
    typed: ClassVar = False

    sitting_id: str = field.reference("sitting", "Seduta")
    number: int = field.whole("N.", least=1, most=999)
    item_id: str = field.reference("agenda_item", "Punto all’ordine del giorno")
    subject: str = field.text("Oggetto", longest=160)
    text: str = field.text("Testo della decisione", longest=field.LONGEST_TEXT)
    outcome: DecisionOutcome = field.choice(DecisionOutcome, "Esito")
    entitled: int = field.whole("Componenti con voto", most=999)
    present: int = field.whole("Presenti con voto", most=999)
    in_favour: int = field.whole("Favorevoli", most=999)
    against: int = field.whole("Contrari", most=999)
    abstained: int = field.whole("Astenuti", most=999)
    scenario_id: str | None = field.reference("scenario", "Scenario", required=False)
    expectation: str | None = field.text("Atteso (JSON)", required=False, longest=LONGEST_FROZEN)
    review_on: date | None = field.due("Da rivedere il", required=False)
    replaces_id: str | None = field.reference(
        "decision", "Sostituisce la decisione", required=False
    )
    source: str = field.source()
    origin: Origin = field.origin()


class DecisionAct(Entity, table=True):
    """The act made from a decision.

    Once: another only where that one was repealed.
    """

    key: ClassVar = ("decision_id", "act_id")
    label: ClassVar = "atto nato da una decisione"
    labels: ClassVar = "atti nati da decisioni"
    belongs_to: ClassVar = ("decision_id",)
    shelf: ClassVar = Shelf.SITTINGS
    typed: ClassVar = False

    decision_id: str = field.reference("decision", "Decisione")
    act_id: str = field.reference("act", "Atto")


class Vote(Entity, table=True):
    """How a member voted on a decision; of who does not vote, why."""

    key: ClassVar = ("decision_id", "member_id")
    label: ClassVar = "voto"
    labels: ClassVar = "voti"
    belongs_to: ClassVar = ("decision_id",)
    shelf: ClassVar = Shelf.SITTINGS
    typed: ClassVar = False

    decision_id: str = field.reference("decision", "Decisione")
    member_id: str = field.reference("member", "Componente")
    choice: VoteChoice = field.choice(VoteChoice, "Voto")
    reason: str | None = field.text("Motivo", required=False)


class RefusedOption(Entity, table=True):
    """A scenario that was on the table and was not chosen, with what was expected of it."""

    key: ClassVar = ("decision_id", "scenario_id")
    label: ClassVar = "alternativa scartata"
    labels: ClassVar = "alternative scartate"
    belongs_to: ClassVar = ("decision_id",)
    shelf: ClassVar = Shelf.SITTINGS
    typed: ClassVar = False

    decision_id: str = field.reference("decision", "Decisione")
    scenario_id: str = field.reference("scenario", "Scenario")
    expectation: str = field.text("Atteso (JSON)", longest=LONGEST_FROZEN)


class CorrectivePlan(Entity, table=True):
    """What is done about something red or amber: why it is so, what is done, by whom, by when.

    Short, or nobody reads it.
    """

    key: ClassVar = ("district_id", "year", "kind", "subject")
    label: ClassVar = "piano di rientro"
    labels: ClassVar = "piani di rientro"
    belongs_to: ClassVar = ("district_id",)
    shelf: ClassVar = Shelf.SITTINGS
    typed: ClassVar = False

    district_id: str = field.reference("district", "Distretto")
    year: int = field.whole("Anno", least=1990, most=2200)
    kind: PlanSubject = field.choice(PlanSubject, "Tipo")
    subject: str = field.text("Oggetto", longest=LONGEST_NAME)
    cause: str = field.text("Causa", longest=LONGEST_PLAN)
    action: str = field.text("Azione", longest=LONGEST_PLAN)
    owner: str = field.text("Responsabile", longest=LONGEST_NAME)
    due_on: date = field.due("Entro il")
    as_of: date = field.as_of()
    source: str = field.source()
    origin: Origin = field.origin()


class Dossier(Entity, table=True):
    """A briefing book that was made.

    Of which state of the archive, with the prints of its files.
    """

    key: ClassVar = ("code",)
    label: ClassVar = "fascicolo"
    labels: ClassVar = "fascicoli"
    belongs_to: ClassVar = ("district_id",)
    shelf: ClassVar = Shelf.SITTINGS
    typed: ClassVar = False

    code: str = field.code("Codice")
    district_id: str = field.reference("district", "Distretto")
    sitting_id: str | None = field.reference("sitting", "Seduta", required=False)
    year: int = field.whole("Anno", least=1990, most=2200)
    revision: int = field.whole("Revisione dell’archivio", most=10**12)
    known_on: date = field.day("Cifre conosciute al")
    made_at: str = field.text("Prodotto il", longest=40)
    head: str = field.text("Impronta della storia", longest=64)
    pdf: str = field.text("Impronta del PDF", longest=64)
    pptx: str = field.text("Impronta del PPTX", longest=64)
    xlsx: str = field.text("Impronta del foglio di calcolo", longest=64)


class DossierPage(Entity, table=True):
    """A page of a briefing book, with the print of its words and figures."""

    key: ClassVar = ("dossier_id", "number")
    label: ClassVar = "pagina di fascicolo"
    labels: ClassVar = "pagine di fascicoli"
    belongs_to: ClassVar = ("dossier_id",)
    shelf: ClassVar = Shelf.SITTINGS
    typed: ClassVar = False

    dossier_id: str = field.reference("dossier", "Fascicolo")
    number: int = field.whole("Pagina", least=1, most=999)
    name: str = field.text("Nome", longest=LONGEST_NAME)
    title: str = field.text("Titolo")
    digest: str = field.text("Impronta", longest=64)


class Showing(SQLModel, table=True):
    """The slide that is on every wall of a sitting, since when its point is dealt with.

    `number` grows at every gesture, `recalled` at every call back of the walls that went their way.
    """

    __tablename__ = "showing"
    __table_args__ = {"sqlite_strict": True}

    sitting_id: str = Field(primary_key=True, sa_type=Text)
    slide: str = Field(sa_type=Text)
    item: int = Field(sa_type=WHOLE)
    dark: int = Field(sa_type=WHOLE)
    number: int = Field(sa_type=WHOLE)
    recalled: int = Field(sa_type=WHOLE)
    officer_id: str = Field(sa_type=Text)
    at: str = Field(sa_type=Text)
    since: str = Field(sa_type=Text)
    question: str | None = Field(default=None, sa_type=Text)
