"""The commands of a sitting, in the table of commands."""

from __future__ import annotations

from tests.made_desk import TODAY
from tests.made_districts import SITTING, asks
from tests.service.command_calls import (
    COORDINATED,
    NO_FUND,
    NOTHING,
    void,
)
from tests.service.command_calls_decided import (
    adds_note,
    decided_and_closed,
    decides,
    makes,
    makes_act,
    noted,
    notes,
    opened,
    postpones,
    second_sitting,
    shows_note,
)
from tests.service.command_row import Row
from udp_core.sittings.commands.conducting import move_sitting

ROOM: tuple[Row, ...] = (
    Row(
        "sittings.commands.conducting:move_sitting",
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
        "sittings.commands.postponing:postpone_sitting",
        "una seduta convocata si rinvia",
        postpones,
        "anna",
        NOTHING,
        COORDINATED,
        closed=NO_FUND,
        meanwhile=opened,
        stale="D82",
    ),
    Row(
        "sittings.commands.deciding:decide",
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
        "sittings.commands.moments:note_moment",
        "si scrive chi esce, o una sospensione",
        notes,
        "anna",
        opened,
        COORDINATED,
        closed=NO_FUND,
        meanwhile=lambda engine: void(notes(engine, asks("alba", "intanto"), other=False)),
        stale="D68",
    ),
    Row(
        "sittings.commands.noting:add_note",
        "di un punto si annota che cosa è stato detto",
        adds_note,
        "anna",
        opened,
        COORDINATED,
        closed=NO_FUND,
        meanwhile=lambda engine: void(
            move_sitting(engine, asks("alba", "chiusa"), "alba", (SITTING, 2), TODAY)
        ),
        stale="D85",
    ),
    Row(
        "sittings.commands.noting:show_note",
        "una nota si mostra in sala",
        shows_note,
        "anna",
        noted,
        COORDINATED,
        closed=NO_FUND,
        meanwhile=lambda engine: void(shows_note(engine, asks("alba", "intanto"), other=False)),
        stale="D87",
    ),
    Row(
        "sittings.commands.making_act:make_act",
        "da una decisione nasce il suo atto",
        makes_act,
        "anna",
        decided_and_closed,
        COORDINATED,
        closed=NO_FUND,
        meanwhile=lambda engine: void(makes_act(engine, asks("alba", "intanto"), other=True)),
        stale="D74",
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
)
