"""Every command of the archive, each with a deed that it carries out and with what it answers to
who may not.

A cell is the code of the refusal, or, as a `Never`, why it does not apply.
"""

from __future__ import annotations

from tests.made_desk import FUND, TODAY, entry, save
from tests.made_districts import ACT, AFTER, FRNA, asks
from tests.service.command_calls import (
    CONSOLE,
    COORDINATED,
    ENTRY,
    JANUARY,
    NO_FUND,
    NOTHING,
    Never,
    changed,
    closed_year,
    closes,
    declares,
    edits,
    following_closed,
    identifies,
    invites,
    loads,
    moved,
    one_more,
    remembers,
    saved,
    void,
    whole_year,
    without_figures,
)
from tests.service.command_calls_decided import (
    asks_body,
    asks_variation,
    body_asked,
    decides_variation,
    keeps,
    kept,
    links_again,
    shared_meanwhile,
    shares,
    transfer,
    transfer_asked,
    transfer_refused,
    two_kept,
    variation_asked,
    variation_refused,
    with_a_body,
)
from tests.service.command_row import Row
from tests.service.command_rows_room import ROOM
from udp_core.fund.commands.closing import reopen_year
from udp_core.fund.commands.transfers import DecideTransfer, decide, propose
from udp_core.kernel.vocabulary import DataState
from udp_core.packages.shipped import take_news
from udp_core.writing.saving import Edit
from udp_core.writing.undoing import Undo, undo

__all__ = ["ROWS", "Row"]
ROWS: tuple[Row, ...] = (
    Row(
        "writing.saving:save_rows",
        "una cifra cambia",
        edits(lambda other: Edit(ENTRY, {"amount_cents": 7_00 if other else 5_00}, JANUARY, 1)),
        begin=saved,
        meanwhile=changed(9),
        stale="W06",
    ),
    Row(
        "writing.saving:save_rows",
        "una cifra si aggiunge",
        edits(lambda other: entry(2, 7 if other else 5)),
        meanwhile=lambda engine: void(save(engine, "alba", entry(2, 9))),
        stale="W06",
    ),
    Row(
        "writing.saving:save_rows",
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
        "writing.moving:move_states",
        "una cifra si conferma",
        moved(lambda other: DataState.DRAFT if other else DataState.CONFIRMED),
        begin=saved,
        meanwhile=changed(9),
        stale="M02",
    ),
    Row(
        "writing.undoing:undo",
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
        "fund.commands.closing:close_year",
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
        "fund.commands.closing:declare_nothing_spent",
        "mesi senza spesa",
        declares,
        "anna",
        NOTHING,
        COORDINATED,
        meanwhile=lambda engine: void(save(engine, "carlo", entry(1, 9))),
        stale="K10",
    ),
    Row(
        "fund.commands.closing:reopen_year",
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
        "fund.commands.transfers:propose",
        "uno spostamento si propone",
        lambda engine, asked, other: propose(
            engine, asked, asked.author, transfer(200 if other else 100), TODAY
        ),
        roles=("adele",),
    ),
    Row(
        "fund.commands.transfers:decide",
        "uno spostamento si approva",
        lambda engine, asked, other: decide(
            engine,
            asked,
            asked.author,
            DecideTransfer(f"{FUND}:{2 if other else 1}", 1, approved=True, act_id=ACT),
            TODAY,
        ),
        "anna",
        transfer_asked,
        COORDINATED,
        meanwhile=transfer_refused,
        stale="T03",
    ),
    Row(
        "simulation.commands.scenarios:save_scenario",
        "uno scenario si salva",
        keeps,
        roles=("adele",),
        closed=NO_FUND,
    ),
    Row(
        "simulation.commands.scenarios:move_scenario",
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
        "simulation.commands.proposing_variations:propose",
        "una variazione si propone",
        asks_variation,
        begin=two_kept,
        roles=("adele",),
    ),
    Row(
        "simulation.commands.deciding_variations:decide",
        "una variazione si approva",
        decides_variation,
        "anna",
        variation_asked,
        COORDINATED,
        meanwhile=variation_refused,
        stale="L32",
    ),
    *ROOM,
    Row(
        "imports.remembered:remember",
        "si ricorda come si legge un file",
        remembers,
        roles=("adele",),
        elsewhere=Never("come si legge un file è di tutti: ogni file lo mostra prima di salvare"),
        closed=NO_FUND,
        stale=Never("vale l’ultima scelta: ogni file la mostra prima di salvare"),
    ),
    Row(
        "packages.shipped:take_news",
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
        "data_requests.commands.asking:ask_figures",
        "cifre si chiedono a un ente",
        asks_body,
        "anna",
        with_a_body,
        COORDINATED,
        closed=NO_FUND,
        other="Y13",
        again=lambda _: "Y13",
    ),
    Row(
        "data_requests.commands.asking:link_again",
        "un altro collegamento si prepara",
        links_again,
        "anna",
        body_asked,
        COORDINATED,
        closed=NO_FUND,
        meanwhile=lambda engine: void(links_again(engine, asks("alba", "intanto"), other=False)),
        stale="Y12",
        other="Y13",
        again=lambda _: "Y13",
    ),
    Row(
        "sign_in.accounts:invite_by",
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
        "sign_in.accounts:identify_by",
        "un’identità si collega",
        identifies,
        "adele",
        NOTHING,
        ("anna", "carlo"),
        closed=NO_FUND,
        stale=Never("vale l’ultima identità scritta"),
    ),
    Row(
        "writing.loading:load_rows",
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
