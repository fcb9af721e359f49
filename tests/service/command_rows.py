"""Every command of the archive, each with a deed that it carries out and with what it answers to
who may not.

A cell is the code of the refusal, or, as a `Never`, why it does not apply.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Engine

from tests.made_desk import FUND, TODAY, E, entry, save
from tests.made_districts import ACT, AFTER, AT, FRNA, ITEM, SITTING, asks, rows
from tests.made_simulation import care
from udp_core.briefing.dossier import make_dossier
from udp_core.briefing.pictures import Moment
from udp_core.domain.pictures.closing import MissingMonth
from udp_core.domain.sitting import Tally
from udp_core.model.entity import Image
from udp_core.money import Money
from udp_core.service.asking import Asked
from udp_core.service.closing import close_year, declare_nothing_spent, reopen_year
from udp_core.service.files.unpacked import Sheet
from udp_core.service.loading import Batch, LoadRows, load_rows
from udp_core.service.mapping.choices import Choices
from udp_core.service.mapping.layout import Layout
from udp_core.service.mapping.remembered import remember
from udp_core.service.moving import Move, MoveState, move_states
from udp_core.service.saving import Edit, SaveRows, save_rows
from udp_core.service.shipped import take_news
from udp_core.service.sign_in.accounts import identify_by, invite_by
from udp_core.service.simulation import scenarios, variations
from udp_core.service.sitting import deciding
from udp_core.service.sitting.holding import move_sitting
from udp_core.service.transfers import Decision, Proposal, decide, propose
from udp_core.service.undoing import Undo, undo
from udp_core.simulation_vocabulary import ScenarioKind, ScenarioState
from udp_core.store.engine import reading
from udp_core.vocabulary import DataState, ImportKind

ENTRY = E["frna_entry"]
JANUARY = f"{FUND}:A1:a:c:final:month:1"


class Never(str):
    """Why a cell does not apply."""

    __slots__ = ()


Deed = Callable[[Engine, Asked, bool], Any]
"""Carried out by the author of the request; True for other content under the same id."""
NOTHING: Callable[[Engine], None] = lambda _: None  # noqa: E731 - nothing to do before
NO_FUND = Never("non tocca nessun anno di fondo")
NEW = Never("aggiunge: di ciò che non c’era non c’è una versione già vista")
CONSOLE = Never(
    "lo chiede chi ha in mano la macchina, dalla riga di comando: senza sessione e senza incarico"
)


@dataclass(frozen=True)
class Row:
    """A command (its module and function), the deed done, by whom, and what is answered in each
    cell."""

    command: str
    deed: str
    does: Deed
    by: str = "carlo"
    begin: Callable[[Engine], None] = NOTHING
    roles: Sequence[str] = ("dina", "adele")
    """Who has a mandate in the same district, and not for this."""
    right: str = "A11"
    role: str = ""
    """What `roles` are told, where it is not the same."""
    elsewhere: str = ""
    """What who works in another district is told, where it is not the same."""
    closed: str = "W10"
    meanwhile: Callable[[Engine], None] = NOTHING
    """What somebody else does after the page was drawn."""
    stale: str = NEW
    other: str = "A20"
    session: str = "A30"
    again: Callable[[Any], Any] = lambda answer: answer
    """The answer when it is asked again, from the first one."""

    @property
    def name(self) -> str:
        return f"{self.command}, {self.deed}"


def saved(engine: Engine) -> None:
    """January of Cervia, 1.000 €, by «carlo», with the id of its request."""
    save(engine, "carlo", entry(1, 1000), request_id="gennaio")


def changed(euro: int) -> Callable[[Engine], None]:
    return lambda engine: void(
        save(engine, "alba", Edit(ENTRY, {"amount_cents": euro * 100}, JANUARY, 1))
    )


def void(_: object) -> None:
    return None


def edits(*made: Callable[[bool], Edit]) -> Deed:
    """A save of edits that depend on whether it is the other content."""

    def does(engine: Engine, asked: Asked, other: bool) -> Any:
        found = save_rows(
            engine, SaveRows(asked, asked.author, [one(other) for one in made], TODAY)
        )
        return found.rows, found.revision

    return does


def moved(state: Callable[[bool], DataState]) -> Deed:
    return lambda engine, asked, other: move_states(
        engine,
        MoveState(
            asked, asked.author, [Move(ENTRY, JANUARY, 1, state(other))], TODAY, explained=True
        ),
    )


# The year's end


def whole_year(engine: Engine) -> None:
    """2026 has every month of both voci, validated: 20.000 € less 12 x 2 x 100."""
    given = [
        {
            "fund_year_id": FUND,
            "voce_id": voce,
            "source_id": "a",
            "municipality_id": "c",
            "phase": "final",
            "period": "month",
            "period_no": month,
            "amount_cents": 100_00,
            "state": "validated",
            "as_of": "2026-11-09",
        }
        for voce in ("A1", "A2")
        for month in range(1, 13)
    ]
    rows("frna_entry", *given, engine=engine)


def one_more(engine: Engine) -> None:
    rows(
        "carry_over", {"fund_year_id": FUND, "from_year": 2025, "amount_cents": 5_00}, engine=engine
    )


def closed_year(engine: Engine) -> None:
    whole_year(engine)
    close_year(engine, asks("anna", "chiusura"), "anna", FUND, AFTER)


def following_closed(engine: Engine) -> None:
    rows("fund_closure", {"fund_year_id": "a:a:2027", "closed_on": "2027-12-31"}, engine=engine)


def closes(engine: Engine, asked: Asked, other: bool) -> Any:
    fund, seen = (FRNA, None) if other else (FUND, Money(17_600_00))
    return close_year(engine, asked, asked.author, fund, AFTER, seen)


NOT_SPENT = tuple(
    MissingMonth("c", "Cervia", voce, "Attività", "a", month)
    for voce in ("A1", "A2")
    for month in range(1, 13)
)


def declares(engine: Engine, asked: Asked, other: bool) -> Any:
    return declare_nothing_spent(
        engine, asked, asked.author, FUND, NOT_SPENT[: 1 if other else None], AFTER
    )


# Money that moves


def transfer(euro: int = 100) -> Proposal:
    return Proposal(FUND, "A1", "A2", "a", "c", Money(euro * 100), "Servono altrove")


def transfer_asked(engine: Engine) -> None:
    for number in ("primo", "secondo"):
        propose(engine, asks("carlo", number), "carlo", transfer(), TODAY)


def transfer_refused(engine: Engine) -> None:
    decide(
        engine,
        asks("alba", "rifiuto"),
        "alba",
        Decision(f"{FUND}:1", 1, approved=False, reason="No"),
        TODAY,
    )


def kept(
    engine: Engine, request: str = "scenario", name: str = "Due posti in più", author: str = "carlo"
) -> str:
    draft = scenarios.Draft(name, "", ScenarioKind.FRNA, "a", care(), {"posti": [102, 1]})
    return scenarios.save_scenario(engine, asks(author, request), author, draft, TODAY)


def keeps(engine: Engine, asked: Asked, other: bool) -> Any:
    draft = scenarios.Draft(
        "Tre" if other else "Due", "", ScenarioKind.FRNA, "a", care(), {"posti": [102, 1]}
    )
    return scenarios.save_scenario(engine, asked, asked.author, draft, TODAY)


def of_2026(engine: Engine, title: str = "Due posti in più") -> str:
    with reading(engine) as connection:
        return str(
            connection.exec_driver_sql(
                "SELECT id FROM scenario WHERE name = ?", (title,)
            ).scalar_one()
        )


def shares(engine: Engine, asked: Asked, other: bool) -> None:
    state = ScenarioState.ARCHIVED if other else ScenarioState.SHARED
    scenarios.move_scenario(engine, asked, asked.author, (of_2026(engine), 1), state, TODAY)


def shared_meanwhile(engine: Engine) -> None:
    scenarios.move_scenario(
        engine, asks("anna", "intanto"), "anna", (of_2026(engine), 1), ScenarioState.ARCHIVED, TODAY
    )


WHERE = variations.Where("a", 2026, TODAY)


def two_kept(engine: Engine) -> None:
    kept(engine)
    kept(engine, "altro scenario", "Altri due")


def asks_variation(engine: Engine, asked: Asked, other: bool) -> Any:
    found = of_2026(engine, "Altri due" if other else "Due posti in più")
    return variations.propose(engine, asked, asked.author, found, WHERE)


def variation_asked(engine: Engine) -> None:
    two_kept(engine)
    for number, title in enumerate(("Due posti in più", "Altri due")):
        variations.propose(
            engine, asks("carlo", f"variazione {number}"), "carlo", of_2026(engine, title), WHERE
        )


def variation_refused(engine: Engine) -> None:
    chosen = variations.Decision(f"{FRNA}:1", 1, approved=False, reason="No")
    variations.decide(engine, asks("alba", "rifiuto"), "alba", chosen, WHERE)


def decides_variation(engine: Engine, asked: Asked, other: bool) -> Any:
    chosen = variations.Decision(f"{FRNA}:{2 if other else 1}", 1, approved=True, act_id=ACT)
    return variations.decide(engine, asked, asked.author, chosen, WHERE)


# The room


def opened(engine: Engine) -> None:
    move_sitting(engine, asks("alba", "apertura"), "alba", (SITTING, 1), TODAY)


def decides(engine: Engine, asked: Asked, other: bool) -> Any:
    found = deciding.Resolution(ITEM, "Si approva.", Tally(3, 1, 0) if other else Tally(4, 0, 0))
    return deciding.decide(engine, asked, asked.author, SITTING, found, TODAY)


def second_sitting(engine: Engine) -> None:
    rows(
        "sitting",
        {"code": "altra", "body_id": "comitato", "district_id": "a", "state": "planned"},
        engine=engine,
    )


def makes(engine: Engine, asked: Asked, other: bool) -> Any:
    made = make_dossier(
        engine,
        asked,
        asked.author,
        Moment("a", 2026, TODAY),
        "altra" if other else SITTING,
        lambda *_: None,
    )
    return made.code, {kind: sha256(content).hexdigest() for kind, content in made.files.items()}


# What holds for all, and who comes in

LAYOUT = Layout(Sheet("Foglio", ()), ("Voce", "Importo"), ())


def remembers(engine: Engine, asked: Asked, other: bool) -> None:
    remember(
        engine,
        asked,
        asked.author,
        LAYOUT,
        ImportKind.FRNA_MONITORING,
        "ausl",
        Choices({"voce": 1 if other else 0}),
        TODAY,
    )


def of_both(engine: Engine) -> None:
    """«alba» coordinates both districts: what holds for all is hers to change."""
    values: Image = {
        "officer_id": "alba",
        "role": "coordinator",
        "district_id": "b",
        "area_id": None,
        "municipality_id": None,
        "valid_from": "2020-01-01",
        "valid_to": None,
    }
    load_rows(engine, LoadRows(asks("udp", "anche in b"), [Batch(E["mandate"], [(None, values)])]))


def without_figures(engine: Engine) -> None:
    """The same, and nothing stands on the two voci, which the tree that is shipped divides."""
    of_both(engine)
    with reading(engine) as connection:
        ids = connection.exec_driver_sql("SELECT id, version FROM frna_entry").all()
    save(
        engine,
        "anna",
        *(Edit(ENTRY, {}, row_id, version, "Prova", remove=True) for row_id, version in ids),
    )


def invites(engine: Engine, asked: Asked, other: bool) -> str:
    whom = "dina" if other else "carlo"
    return invite_by(
        engine, asked.author, whom, AT, session=asked.session, request_id=asked.request_id
    )


def identifies(engine: Engine, asked: Asked, other: bool) -> None:
    address = f"{'altro' if other else 'carlo'}@comune.test"
    identify_by(
        engine,
        asked.author,
        "carlo",
        address,
        AT,
        session=asked.session,
        request_id=asked.request_id,
    )


def loads(engine: Engine, asked: Asked, other: bool) -> Any:
    image = {**entry(2, 5 if other else 1000).values}
    outcome = load_rows(engine, LoadRows(asked, [Batch(ENTRY, [(None, image)])], today=TODAY))
    return outcome.revision


COORDINATED = ("carlo", "dina", "adele")
ROWS: tuple[Row, ...] = (
    Row(
        "service.saving:save_rows",
        "una cifra cambia",
        edits(lambda other: Edit(ENTRY, {"amount_cents": 7_00 if other else 5_00}, JANUARY, 1)),
        begin=saved,
        meanwhile=changed(9),
        stale="W06",
    ),
    Row(
        "service.saving:save_rows",
        "una cifra si aggiunge",
        edits(lambda other: entry(2, 7 if other else 5)),
        meanwhile=lambda engine: void(save(engine, "alba", entry(2, 9))),
        stale="W06",
    ),
    Row(
        "service.saving:save_rows",
        "una cifra si toglie",
        edits(
            lambda other: Edit(
                ENTRY, {"amount_cents": 7_00} if other else {}, JANUARY, 1, remove=not other
            )
        ),
        begin=saved,
        meanwhile=changed(9),
        stale="W18",
    ),
    Row(
        "service.moving:move_states",
        "una cifra si conferma",
        moved(lambda other: DataState.DRAFT if other else DataState.CONFIRMED),
        begin=saved,
        meanwhile=changed(9),
        stale="M02",
    ),
    Row(
        "service.undoing:undo",
        "si annulla la propria modifica",
        lambda engine, asked, _: undo(engine, Undo(asked, asked.author, "gennaio", TODAY)),
        begin=saved,
        right="U11",
        meanwhile=changed(9),
        stale="U12",
        other=Never("l’id è fatto di ciò che si annulla: un’altra cosa ha un altro id"),
        again=lambda _: 0,
    ),
    Row(
        "service.closing:close_year",
        "un anno si chiude",
        closes,
        "anna",
        whole_year,
        COORDINATED,
        closed="K02",
        meanwhile=one_more,
        stale="K06",
    ),
    Row(
        "service.closing:declare_nothing_spent",
        "mesi senza spesa",
        declares,
        "anna",
        NOTHING,
        COORDINATED,
        meanwhile=lambda engine: void(save(engine, "carlo", entry(1, 9))),
        stale="K10",
    ),
    Row(
        "service.closing:reopen_year",
        "un anno si riapre",
        lambda engine, asked, other: reopen_year(
            engine, asked, asked.author, FRNA if other else FUND, AFTER
        ),
        "anna",
        closed_year,
        COORDINATED,
        closed=Never(
            "è dell’anno chiuso che si tratta; se è chiuso anche il seguente, la risposta è in"
            " «stale»"
        ),
        meanwhile=following_closed,
        stale="K07",
    ),
    Row(
        "service.transfers:propose",
        "uno spostamento si propone",
        lambda engine, asked, other: propose(
            engine, asked, asked.author, transfer(200 if other else 100), TODAY
        ),
        roles=("adele",),
    ),
    Row(
        "service.transfers:decide",
        "uno spostamento si approva",
        lambda engine, asked, other: decide(
            engine,
            asked,
            asked.author,
            Decision(f"{FUND}:{2 if other else 1}", 1, approved=True, act_id=ACT),
            TODAY,
        ),
        "anna",
        transfer_asked,
        COORDINATED,
        meanwhile=transfer_refused,
        stale="T03",
    ),
    Row(
        "service.simulation.scenarios:save_scenario",
        "uno scenario si salva",
        keeps,
        roles=("adele",),
        closed=NO_FUND,
    ),
    Row(
        "service.simulation.scenarios:move_scenario",
        "uno scenario si condivide",
        shares,
        begin=kept,  # type: ignore[arg-type]  # what it answers is of no use
        roles=("dina",),
        role="L23",
        closed=NO_FUND,
        meanwhile=shared_meanwhile,
        stale="L22",
    ),
    Row(
        "service.simulation.variations:propose",
        "una variazione si propone",
        asks_variation,
        begin=two_kept,
        roles=("adele",),
    ),
    Row(
        "service.simulation.variations:decide",
        "una variazione si approva",
        decides_variation,
        "anna",
        variation_asked,
        COORDINATED,
        meanwhile=variation_refused,
        stale="L32",
    ),
    Row(
        "service.sitting.holding:move_sitting",
        "una seduta si apre",
        lambda engine, asked, other: move_sitting(
            engine, asked, asked.author, ("altra" if other else SITTING, 1), TODAY
        ),
        "anna",
        second_sitting,
        COORDINATED,
        closed=NO_FUND,
        meanwhile=opened,
        stale="D41",
    ),
    Row(
        "service.sitting.deciding:decide",
        "un punto si decide",
        decides,
        "anna",
        opened,
        COORDINATED,
        closed=NO_FUND,
        meanwhile=lambda engine: void(
            move_sitting(engine, asks("alba", "chiusa"), "alba", (SITTING, 2), TODAY)
        ),
        stale="D50",
    ),
    Row(
        "briefing.dossier:make_dossier",
        "un fascicolo si prepara",
        makes,
        "anna",
        second_sitting,
        COORDINATED,
        closed=NO_FUND,
    ),
    Row(
        "service.mapping.remembered:remember",
        "si ricorda come si legge un file",
        remembers,
        roles=("adele",),
        elsewhere=Never("come si legge un file è di tutti: ogni file lo mostra prima di salvare"),
        closed=NO_FUND,
        stale=Never("vale l’ultima scelta: ogni file la mostra prima di salvare"),
    ),
    Row(
        "service.shipped:take_news",
        "si prende ciò che la versione porta",
        lambda engine, asked, _: take_news(engine, asked, TODAY),
        "alba",
        without_figures,
        ("anna", *COORDINATED),
        closed=NO_FUND,
        other=Never("ciò che si prende è della versione: non c’è altro da chiedere"),
        again=lambda _: 0,
    ),
    Row(
        "service.sign_in.accounts:invite_by",
        "un utente si invita",
        invites,
        "adele",
        NOTHING,
        ("anna", "carlo"),
        closed=NO_FUND,
        stale=Never("un invito nuovo vale al posto di quello di prima"),
        other="A39",
        again=lambda _: "A39",
    ),
    Row(
        "service.sign_in.accounts:identify_by",
        "un’identità si collega",
        identifies,
        "adele",
        NOTHING,
        ("anna", "carlo"),
        closed=NO_FUND,
        stale=Never("vale l’ultima identità scritta"),
    ),
    Row(
        "service.loading:load_rows",
        "una tabella si carica",
        loads,
        right=CONSOLE,
        session=CONSOLE,
        stale=Never(
            "un file dice come devono essere le righe, chiunque le abbia cambiate: lo chiede chi ha"
            " la macchina"
        ),
        other=Never("ogni caricamento ha il suo id, fatto del file e del momento"),
    ),
)
