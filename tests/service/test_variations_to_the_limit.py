"""A variation exactly at what it may do, and one cent or one day beyond, in the small fund.

On 10 November 2026: 1,600,000 available, 1,380,000 programmed; of the homes 1,260,000 programmed
and 1,050,000 spent, 9,000 days done in Ravenna and 4,500 in Cervia; of the networks 120,000 and
100,000 (10,000 of them are a draft, which is not free either), and no activity.
"""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import Engine

from tests.made_fund import HOMES, NETWORKS, OF_2026, TODAY, load_fund, spent
from tests.made_programme import CERVIA, RAVENNA, Made
from tests.service.test_variations import asked, refused
from udp_core.archive.engine import reading, writing
from udp_core.archive.entity import Image
from udp_core.archive.writer import Change, StoredRow, Writer
from udp_core.fund.entities.frna import ActivityMeasure
from udp_core.kernel.problem import Place, Problem
from udp_core.simulation.commands.activity import activity_problems
from udp_core.simulation.commands.approving_variations import approve
from udp_core.simulation.commands.variations import DecideVariation, Where

VARIATION = f"{OF_2026}:1"
WHERE = Where("ravenna", 2026, TODAY)


def proposed(*lines: tuple[str, str | None, int]) -> list[Made]:
    """A variation of so many cents by voce and Comune."""
    own: dict[str, int | str | None] = {
        "fund_year_id": OF_2026,
        "number": 1,
        "scenario_id": None,
        "reason": "Prova",
        "state": "proposed",
        "proposed_on": "2026-11-01",
        "source": "Prova",
        "origin": "demo",
    }
    return [
        ("programme_variation", own),
        *(
            (
                "variation_line",
                {
                    "variation_id": VARIATION,
                    "voce_id": voce,
                    "source_id": "frna",
                    "municipality_id": place,
                    "amount_cents": cents,
                },
            )
            for voce, place, cents in lines
        ),
    ]


def approved(engine: Engine, act: str = "atto-1") -> None:
    with writing(engine) as connection:
        writer = Writer(connection, asked().header("prova"))
        decision = DecideVariation(VARIATION, 1, approved=True, act_id=act)
        approve(writer, StoredRow(1, {"scenario_id": None}), decision, WHERE)


def programmed(engine: Engine) -> dict[tuple[str, str | None], tuple[int, str, str, str]]:
    """Of each voce and Comune: cents, state, day and source."""
    with reading(engine) as connection:
        rows = connection.exec_driver_sql(
            "SELECT voce_id, municipality_id, amount_cents, state, as_of, source FROM frna_entry"
            " WHERE fund_year_id = ? AND phase = 'budget'",
            (OF_2026,),
        )
        return {(voce, place): (cents, *more) for voce, place, cents, *more in rows}


def test_all_that_is_available_is_programmed_and_not_a_cent_more(empty_engine: Engine) -> None:
    """220,000.00 are left."""
    load_fund(empty_engine, *proposed(("T2", None, 220_000_01)))
    assert refused(lambda: approved(empty_engine)) == {
        "K1": Problem(
            "K1",
            "Il programmato diventerebbe 1.600.000,01 €, il disponibile è 1.600.000,00 €.",
            "Ridurre le voci di 0,01 €, o indicare chi finanzia la differenza.",
        )
    }
    assert len(programmed(empty_engine)) == 3
    with writing(empty_engine) as connection:
        connection.exec_driver_sql("UPDATE variation_line SET amount_cents = amount_cents - 1")
    approved(empty_engine)
    assert programmed(empty_engine) == {
        (HOMES, RAVENNA): (900_000_00, "validated", "2026-02-18", "Prova"),
        (HOMES, CERVIA): (360_000_00, "validated", "2026-02-18", "Prova"),
        (NETWORKS, None): (120_000_00, "validated", "2026-02-18", "Prova"),
        ("T2", None): (220_000_00, "confirmed", "2026-11-10", "Variazione del programma"),
    }


def test_without_an_act_nothing_is_approved(empty_engine: Engine) -> None:
    load_fund(empty_engine, *proposed((NETWORKS, None, -1)))
    assert refused(lambda: approved(empty_engine, act="")) == {
        "L33": Problem(
            "L33",
            "Una variazione si approva con un atto.",
            "Scegliere l’atto con cui il Comitato ha deciso, o registrarlo prima.",
        )
    }


def test_a_voce_is_cut_down_to_what_is_spent_and_not_a_cent_more(empty_engine: Engine) -> None:
    """Of the homes 210,000.00 can go, wherever they are taken; of the networks 20,000.00."""
    below = (
        (HOMES, RAVENNA, -150_000_00),
        (HOMES, CERVIA, -60_000_01),
        (NETWORKS, None, -20_000_01),
    )
    load_fund(empty_engine, *proposed(*below))
    found = refused(lambda: approved(empty_engine))
    assert set(found) == {"L35"}
    assert found["L35"] == Problem(
        "L35",
        "La voce «Breve T1» scenderebbe a 99.999,99 €, ma ne sono già spesi 100.000,00 €.",
        "Ridurre il taglio di 0,01 €, o rifare lo scenario.",
        Place(entity="voce FRNA", entity_id=NETWORKS),
    )
    with writing(empty_engine) as connection:
        connection.exec_driver_sql(
            "UPDATE variation_line SET amount_cents = amount_cents + 1 WHERE amount_cents % 100"
        )
    approved(empty_engine)
    assert {key: row[:2] for key, row in programmed(empty_engine).items()} == {
        (HOMES, RAVENNA): (750_000_00, "confirmed"),
        (HOMES, CERVIA): (300_000_00, "confirmed"),
        (NETWORKS, None): (100_000_00, "confirmed"),
    }


def test_what_is_spent_above_the_programme_stops_a_cut_and_not_what_it_does_not_touch(
    empty_engine: Engine,
) -> None:
    """45,000 more of the networks in September: 135,000 spent of 120,000. Raised, or left, it
    stops nothing; lowered by a cent, it is told."""
    over = spent(OF_2026, NETWORKS, None, 9, 45_000)
    load_fund(empty_engine, over, *proposed((HOMES, CERVIA, -1), (NETWORKS, None, 1)))
    approved(empty_engine)
    with writing(empty_engine) as connection:
        connection.exec_driver_sql("UPDATE variation_line SET amount_cents = -2")
    assert set(refused(lambda: approved(empty_engine))) == {"L35"}


def test_activity_is_cut_down_to_what_is_done_and_no_further(empty_engine: Engine) -> None:
    """Of what nothing is done yet, and of what stands in place, down to nothing."""
    load_fund(empty_engine)
    allowed = [
        _activity(HOMES, "days", RAVENNA, 9_000),
        _activity(HOMES, "days", CERVIA, 4_500),
        _activity(HOMES, "days", None, 0),
        _activity(HOMES, "hours", RAVENNA, 0),
        _activity(NETWORKS, "days", RAVENNA, 0),
        _activity(HOMES, "posts", RAVENNA, 0),
    ]
    with reading(empty_engine) as connection:
        assert [*activity_problems(connection, OF_2026, allowed)] == []
        found = [*activity_problems(connection, OF_2026, [_lower(one) for one in allowed])]
    assert {one.code for one in found} == {"L36"}
    assert [one.place for one in found] == [
        Place(entity="dato di attività", entity_id=one.entity_id) for one in allowed
    ]
    assert [(one.sentence, one.remedy) for one in found] == [
        _told("8.999 giornate", "9.000", "1 giornate"),
        _told("4.499 giornate", "4.500", "1 giornate"),
        _told("−1 giornate", "0", "1 giornate"),
        _told("−1 ore", "0", "1 ore"),
        _told("−1 giornate", "0", "1 giornate"),
        _told("−1 posti", "0", "1 posti"),
    ]


def _told(left: str, done: str, cut: str) -> tuple[str, str]:
    sentence = f"L’attività programmata scenderebbe a {left}, ma ne risultano già fatte {done}."
    return sentence, f"Ridurre il taglio di {cut}, o rifare lo scenario."


def _activity(voce: str, unit: str, place: str | None, value: int) -> Change:
    image: Image = {
        "voce_id": voce,
        "unit": unit,
        "municipality_id": place,
        "value": value * 1000,
    }
    return Change(ActivityMeasure, f"{voce}:{unit}:{place}", 1, None, image)


def _lower(one: Change) -> Change:
    assert one.after is not None
    image = {**one.after, "value": int(Decimal(str(one.after["value"]))) - 1000}
    return Change(one.entity, one.entity_id, one.version, one.before, image)
