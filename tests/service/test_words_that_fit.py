"""Words that no field holds, by every command that writes rows of its own: refused in words.

Nobody meets the refusal of the database itself, and nothing typed is cut without a word.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from typing import Any

import pytest
from sqlalchemy import Engine, text

from tests.made_desk import FUND, TODAY, E, entry, save
from tests.made_districts import AT, BODY, FRNA, ITEM, SITTING, asks, made_districts
from tests.made_rows import asked, fingerprint, sound
from tests.made_simulation import care
from tests.service.command_calls_decided import opened, transfer, with_a_body
from udp_core.archive.asking import LONGEST_REASON, Asked
from udp_core.archive.engine import reading
from udp_core.archive.entity import Image, specs
from udp_core.archive.fitting import is_blank, misfit
from udp_core.archive.images import read_by_id
from udp_core.archive.writer import Change, Writer
from udp_core.data_requests.commands.asking import NewRequest, ask_figures
from udp_core.fund.commands.transfers import propose
from udp_core.fund.terms import BudgetState
from udp_core.kernel.problem import RefusedError
from udp_core.simulation.commands.scenarios import ScenarioDraft, save_scenario
from udp_core.simulation.terms import ScenarioKind
from udp_core.sittings.commands.deciding import Resolution, decide
from udp_core.sittings.commands.noting import NewNote, add_note
from udp_core.sittings.rules import VoteTally
from udp_core.sittings.terms import VoteChoice
from udp_core.writing.moving import Move, MoveState, move_states
from udp_core.writing.saving import Edit

_turn = count(1)
Deed = Callable[[Engine, str], Any]


def new(officer: str = "alba") -> Asked:
    return asks(officer, f"parole {next(_turn)}")


@pytest.fixture
def room(empty_engine: Engine) -> Engine:
    made_districts(empty_engine)
    with_a_body(empty_engine)
    opened(empty_engine)
    return empty_engine


def _transfer(engine: Engine, words: str) -> None:
    propose(engine, new("carlo"), "carlo", replace(transfer(), reason=words), TODAY)


def _scenario(engine: Engine, name: str, note: str) -> None:
    draft = ScenarioDraft(name, note, ScenarioKind.FRNA, "a", care(), {"posti": [102, 1]})
    save_scenario(engine, new("carlo"), "carlo", draft, TODAY)


def _request(engine: Engine, words: str) -> None:
    figure = ("frna_entry", f"{FUND}:A1:a:c:final:month:10")
    order = NewRequest("a", "coop", words, 2026, 10, TODAY, (figure,))
    ask_figures(engine, new(), "alba", order, TODAY)


def _decision(engine: Engine, words: str) -> None:
    found = Resolution(ITEM, words, VoteTally(4, 0, 0))
    decide(engine, new(), "alba", SITTING, found, TODAY)


def _vote(engine: Engine, words: str) -> None:
    named = {f"{BODY}:{code}": VoteChoice.FOR for code in "123"}
    aside = f"{BODY}:4"
    by_name = {**named, aside: VoteChoice.CONFLICT}
    found = Resolution(ITEM, "Si approva.", by_name=by_name, reasons={aside: words})
    decide(engine, new(), "alba", SITTING, found, TODAY)


def _note(engine: Engine, words: str) -> None:
    add_note(engine, new(), "alba", NewNote(ITEM, words, "18:42", 0), TODAY)


DEEDS: dict[str, Deed] = {
    "uno spostamento": _transfer,
    "il nome di uno scenario": lambda engine, words: _scenario(engine, words, ""),
    "la nota di uno scenario": lambda engine, words: _scenario(engine, "Due posti", words),
    "una richiesta": _request,
    "una decisione": _decision,
    "chi non vota": _vote,
    "una nota": _note,
    "un motivo": lambda engine, words: propose(
        engine, replace(new("carlo"), reason=words), "carlo", transfer(), TODAY
    ),
}
WORDS = {
    "troppo lunghe": "x" * 4001,
    "un carattere di controllo": "prima\x0bdopo",
    "un carattere nullo": "prima\x00dopo",
    "mezzo carattere": "prima\ud83ddopo",
}


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)
def test_what_no_field_holds_is_refused_in_words(room: Engine, deed: Deed, words: str) -> None:
    before = fingerprint(room)
    with pytest.raises(RefusedError) as refused:
        deed(room, words)
    assert {one.code for one in refused.value.problems} <= {"A01", "C03", "D86", "W05"}
    assert fingerprint(room) == before
    deed(room, "Due righe\ndi testo, con 😀")


def test_a_reason_that_nobody_sees_is_none(room: Engine) -> None:
    assert [is_blank(one) for one in ("", " \n", "\u200b", "\u2060\u00a0")] == [True] * 4
    assert not any(map(is_blank, ("a", "\u200ba", "中", "😀")))
    with pytest.raises(RefusedError, match="A01"):
        propose(room, replace(new("carlo"), reason="\u200b"), "carlo", transfer(), TODAY)


def test_the_reasons_of_many_rows_are_all_kept(room: Engine) -> None:
    """Twenty of 90 letters are more than one reason may have, and none of them is cut."""
    said = [f"Riga {number}: {'perché ' * 12}".strip() for number in range(20)]
    table = E["organisation"]
    rows = [sound(table, code=f"o{number}") for number in range(20)]
    edits = [Edit(table, row, reason=why) for row, why in zip(rows, said, strict=True)]
    save(room, "anna", *edits, request_id="tante righe")
    with reading(room) as connection:
        kept = connection.execute(
            text("SELECT reason FROM request WHERE id = 'tante righe'")
        ).scalar_one()
    assert kept == "; ".join(["Prova", *said])
    long = Edit(table, sound(table, code="o"), reason="x" * (LONGEST_REASON + 1))
    with pytest.raises(RefusedError, match="A01"):
        save(room, "anna", long)


def test_a_step_of_which_much_is_said_is_taken(room: Engine) -> None:
    """The register of the steps has a line of 300 letters; the request keeps all 400."""
    why = "x" * 400
    order = Asked("passo", "anna", "", why, AT)
    move = Move(E["fund_year"], FRNA, 1, BudgetState.AGREED)
    move_states(room, MoveState(order, "anna", [move], TODAY, explained=True))
    with reading(room) as connection:
        steps = connection.execute(text("SELECT reason FROM state_step")).scalars().all()
        kept = connection.execute(text("SELECT reason FROM request WHERE id = 'passo'")).scalar()
    assert (steps, kept) == ([f"{'x' * 299}…"], why)


WRONG: dict[str, tuple[str, Image]] = {
    "un giorno che non c’è": ("frna_entry", {"as_of": "2026-02-29"}),
    "un giorno in un’altra forma": ("frna_entry", {"as_of": "20260228"}),
    "una parola fuori dall’elenco": ("frna_entry", {"phase": "forse"}),
    "una cifra troppo grande": ("frna_entry", {"amount_cents": 10**18}),
    "una cifra al posto di una parola": ("frna_entry", {"source": 7}),
    "una parola al posto di una cifra": ("frna_entry", {"amount_cents": "7"}),
    "niente dove serve": ("frna_entry", {"source": None}),
    "niente da vedere": ("frna_entry", {"source": "\u200b"}),
}


@pytest.mark.parametrize(("table", "values"), WRONG.values(), ids=WRONG)
def test_the_writer_keeps_no_row_that_does_not_fit(room: Engine, table: str, values: Image) -> None:
    entity, image = E[table], {**entry(1, 100).values, **values}
    assert image.keys() == specs(entity).keys()
    with reading(room) as connection:
        assert not read_by_id(connection, entity, ["prova"])
        writer = Writer(connection, asked().header("prova"))
        with pytest.raises(RefusedError, match="W05"):
            writer.apply([Change(entity, "prova", 1, None, image)])
    assert misfit(entity, entry(1, 100).values) is None
