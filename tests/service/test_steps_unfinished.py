"""What stands in the way of a step, word for word: money, what is unfinished, what is late."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Engine

from tests.made_desk import FUND, TODAY, E, entry
from tests.made_districts import rows
from tests.made_rows import asked, fingerprint, sound
from tests.service.test_steps_refused import world
from udp_core.archive.engine import reading
from udp_core.archive.entity import Image, id_of
from udp_core.kernel.problem import Place, Problem, RefusedError
from udp_core.kernel.vocabulary import DataState, InterventionState, PlanState
from udp_core.writing.budgets import uncovered, unwritten
from udp_core.writing.moving import Move, MoveState, move_states

__all__ = ["world"]
BUDGET: Image = {"phase": "budget", "period": "year", "period_no": None, "as_of": "2026-02-18"}
SCHEDA, PROGRAMME = E["intervention"], E["annual_programme"]


# Money that covers


def test_a_preventivo_is_written_whole_and_covered_to_the_cent(world: Engine) -> None:
    """«a» has 20.000 and 12.000 + 6.000 programmed; «b» has a preventivo of its own and nothing."""
    rows("fund_year", {"district_id": "b", "year": 2026}, engine=world)
    more = {"fund_year_id": FUND, "municipality_id": "r", **BUDGET}
    amount = dict(entry(1, 0, **more).values)
    empty = Problem(
        "M20",
        "Il preventivo non ha nessun importo.",
        "Scriverlo voce per voce nei Registri, tra i movimenti FRNA, o con «Nuovo anno».",
    )
    with reading(world) as connection:
        assert [*unwritten(connection, FUND)] == [*uncovered(connection, FUND)] == []
        assert [*unwritten(connection, "b:a:2026")] == [empty]
    rows("frna_entry", {**amount, "amount_cents": 2_000_00, "state": "confirmed"}, engine=world)
    with reading(world) as connection:
        assert [*uncovered(connection, FUND)] == []
    rows("frna_entry", {**amount, "amount_cents": 2_000_01, "state": "draft"}, engine=world)
    with reading(world) as connection:
        assert [*uncovered(connection, FUND)] == [
            Problem(
                "M21",
                "Del preventivo sono ancora in bozza 2.000,01 €.",
                "Riportarlo in bozza e concordarlo di nuovo, con tutti i suoi importi.",
            ),
            Problem(
                "K1",
                "Il programmato 20.000,01 € supera di 0,01 € il disponibile 20.000,00 €: così non"
                " si approva.",
                "Ridurre le voci di 0,01 €, o scrivere l’assegnazione che le copre.",
            ),
        ]


# A scheda, its programme


def refused(engine: Engine, move: Move, officer: str = "anna") -> list[Problem]:
    before = fingerprint(engine)
    with pytest.raises(RefusedError) as caught:
        move_states(engine, MoveState(asked(), officer, [move], TODAY))
    assert fingerprint(engine) == before
    return [*caught.value.problems]


def scheda_of(engine: Engine, code: str, **values: Any) -> str:
    own = sound(PROGRAMME, year=2026)
    image = sound(SCHEDA, programme_id=id_of(PROGRAMME, own), code=code, **values)
    rows("intervention", image, engine=engine)
    return id_of(SCHEDA, image)


def test_a_scheda_begins_funded_and_led_and_ends_told(world: Engine) -> None:
    begins = scheda_of(world, "inizia", state="approved")
    place = Place(entity="scheda", entity_id=begins)
    assert refused(world, Move(SCHEDA, begins, 1, InterventionState.ACTIVE)) == [
        Problem(
            "M05",
            "La scheda non ha un finanziamento preventivo.",
            "Scrivere il piano finanziario prima di avviarla.",
            place,
        ),
        Problem(
            "M06",
            "La scheda non ha un soggetto capofila.",
            "Indicarlo prima di avviarla.",
            place,
        ),
    ]
    ends = scheda_of(world, "finisce", state="active", progress=999, evaluation=" ")
    place = Place(entity="scheda", entity_id=ends)
    assert refused(world, Move(SCHEDA, ends, 1, InterventionState.COMPLETED)) == [
        Problem(
            "M07",
            "Della scheda non è scritto quanto è stato speso.",
            "Scrivere il consuntivo prima di concluderla.",
            place,
        ),
        Problem(
            "M08", "La scheda non ha una valutazione.", "Scriverla prima di concluderla.", place
        ),
        Problem(
            "M09",
            "L’avanzamento dichiarato non è il 100 %.",
            "Portarlo al 100 %, o dire perché non è stata realizzata.",
            place,
        ),
    ]


@pytest.mark.parametrize(("count", "beyond"), [(7, ""), (8, "…")])
def test_a_programme_closes_once_its_schede_have_ended(
    world: Engine, count: int, beyond: str
) -> None:
    """Scheda «a» and 7 more are named, each; of one more it is said that it is there."""
    names = [f"s{number}" for number in range(1, count + 1)]
    for name in names:
        scheda_of(world, name, state="active")
    scheda_of(world, "fatta", state="completed", progress=1000)
    scheda_of(world, "lasciata", state="not_realised")
    closed = id_of(PROGRAMME, sound(PROGRAMME, year=2026))
    rows("annual_programme", sound(PROGRAMME, year=2026, state="in_force"), engine=world)
    named = ["a", *names][:8]
    said = f"{', '.join(named[:-1])} e {named[-1]}{beyond}"
    [found] = refused(world, Move(PROGRAMME, closed, 2, PlanState.CLOSED))
    assert found == Problem(
        "M10",
        f"Non sono ancora concluse: {said}.",
        "Concluderle, o dire perché non sono state realizzate.",
        Place(entity="programma attuativo", entity_id=closed),
    )


def test_the_steps_that_are_refused_to_anybody(world: Engine) -> None:
    """One that skips, one that is late, one without why, one of a row that is gone."""
    scheda = scheda_of(world, "una", state="active")
    place = Place(entity="scheda", entity_id=scheda)
    assert refused(world, Move(SCHEDA, scheda, 1, InterventionState.PROPOSED)) == [
        Problem(
            "M01",
            "Da «in corso» non si passa a «proposta».",
            "Fare un passaggio alla volta, nell’ordine previsto.",
            place,
        )
    ]
    assert refused(world, Move(SCHEDA, scheda, 2, InterventionState.SUSPENDED)) == [
        Problem(
            "M02",
            "Qualcuno ha cambiato la riga dopo che era stata guardata.",
            "Ricaricare, guardare il valore nuovo, poi ripetere.",
            place,
        ),
        Problem("M03", "Per passare a «sospesa» serve un motivo.", "Scrivere perché.", place),
    ]
    assert refused(world, Move(SCHEDA, "tolta", 1, DataState.CONFIRMED)) == [
        Problem(
            "W07",
            "La riga non c’è più: qualcuno l’ha tolta.",
            "Ricaricare la pagina.",
            Place(entity="scheda", entity_id="tolta"),
            value="tolta",
        )
    ]
    of_b = Move(SCHEDA, scheda, 1, DataState.CONFIRMED)
    assert [one.code for one in refused(world, of_b, "bice")] == ["A11"]
