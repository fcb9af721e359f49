"""Figures that nobody expected are asked about.

Of schede, activity, indicators, budgets, by whatever door.
"""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Engine

from tests.made_desk import TODAY, E, made_desk, save, tried
from tests.made_rows import load, sound
from udp_core.archive.engine import reading
from udp_core.archive.queries import RegisterRow, register_rows
from udp_core.desk.report.desk import desk_report
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.people.rights import require
from udp_core.writing.edit_rules import excusable
from udp_core.writing.loading import Batch
from udp_core.writing.registers import RegisterGrid, edits_of
from udp_core.writing.saving import Edit

FUNDING, SCHEDA, ACTIVITY, MEASURE = (
    E[name] for name in ("intervention_funding", "intervention", "activity_measure", "measurement")
)
SLIP = "Controllare la virgola e l’unità di misura, o scrivere perché è giusto così."


@pytest.fixture
def desk(empty_engine: Engine) -> Engine:
    """A scheda in course, at 85 % on 31/10, with 16.514,19 € spent of 20.000,00 € by Comune c.

    Two more lines without budget.
    """
    made_desk(empty_engine)
    programme = scheda_id(empty_engine).rpartition(":")[0]
    load(
        empty_engine,
        Batch(
            SCHEDA,
            [
                (
                    None,
                    sound(
                        SCHEDA,
                        programme_id=programme,
                        state="active",
                        progress=850,
                        data_state="confirmed",
                        as_of="2026-10-31",
                    ),
                )
            ],
        ),
        Batch(
            FUNDING,
            [
                (None, money(empty_engine, phase="budget", amount_cents=20_000_00)),
                (None, money(empty_engine, amount_cents=16_514_19)),
            ],
        ),
    )
    return empty_engine


def scheda_id(engine: Engine) -> str:
    with reading(engine) as connection:
        return str(connection.exec_driver_sql("SELECT id FROM intervention").scalar_one())


def money(engine: Engine, **values: Any) -> dict[str, Any]:
    return sound(
        FUNDING,
        **{
            "intervention_id": scheda_id(engine),
            "municipality_id": "c",
            "phase": "final",
            "state": "confirmed",
            "as_of": "2026-10-31",
            **values,
        },
    )


def row(engine: Engine, entity: Any, **keys: Any) -> RegisterRow:
    with reading(engine) as connection:
        [found] = [
            one
            for one in register_rows(connection, entity, {})
            if all(one.image[name] == value for name, value in keys.items())
        ]
    return found


def spent(engine: Engine, cents: int, reason: str = "", day: str = TODAY.isoformat()) -> Edit:
    """The spending of the scheda as of a day, today unless another is told."""
    found = row(engine, FUNDING, phase="final", municipality_id="c")
    return Edit(FUNDING, {"amount_cents": cents, "as_of": day}, found.id, found.version, reason)


def done(engine: Engine, thousandths: int) -> Edit:
    found = row(engine, SCHEDA)
    return Edit(
        SCHEDA, {"progress": thousandths, "as_of": TODAY.isoformat()}, found.id, found.version
    )


def asked_about(engine: Engine, *edits: Edit) -> list[Problem]:
    """What is asked before the edits are kept; every one of them a reason may excuse."""
    with pytest.raises(RefusedError) as caught:
        save(engine, "anna", *edits)
    problems = list(caught.value.problems)
    assert excusable(problems) == {one.key for one in problems}
    return problems


BEYOND = "Lo speso ({}) supera di {} il finanziamento della scheda da questa fonte (20.000,00 €)."


@pytest.mark.parametrize(
    ("cents", "said"),
    [
        (
            1_651_419_00,
            [
                "1.651.419,00 € è 100 volte l’ultimo valore (16.514,19 €).",
                BEYOND.format("1.651.419,00 €", "1.631.419,00 €"),
            ],
        ),
        (
            16_514_190_00,
            [
                "16.514.190,00 € è 1.000 volte l’ultimo valore (16.514,19 €).",
                BEYOND.format("16.514.190,00 €", "16.494.190,00 €"),
            ],
        ),
        (
            5_000_00,
            ["La spesa da inizio anno scende da 16.514,19 € a 5.000,00 €: di solito cresce."],
        ),
        (165_14, ["La spesa da inizio anno scende da 16.514,19 € a 165,14 €: di solito cresce."]),
        (20_000_01, [BEYOND.format("20.000,01 €", "0,01 €")]),
    ],
)
def test_spending_of_a_scheda_that_cannot_be_is_asked_about(
    desk: Engine, cents: int, said: list[str]
) -> None:
    assert [one.sentence for one in asked_about(desk, spent(desk, cents))] == said
    save(desk, "anna", spent(desk, cents, "Liquidato il saldo"))
    assert row(desk, FUNDING, phase="final").image["amount_cents"] == cents


def test_money_taken_away_in_the_same_save_funds_nothing(desk: Engine) -> None:
    """18.000 are within 20.000; without those, 10.000 of Russi are all that the scheda has."""
    load(
        desk,
        Batch(
            FUNDING,
            [(None, money(desk, phase="budget", municipality_id="r", amount_cents=10_000_00))],
        ),
    )
    budget = row(desk, FUNDING, phase="budget", municipality_id="c")
    gone = Edit(FUNDING, {}, budget.id, budget.version, "Tolto", remove=True)
    assert tried(desk, "anna", spent(desk, 18_000_00)).problems == ()
    [problem] = tried(desk, "anna", gone, spent(desk, 18_000_00)).problems
    assert problem.sentence == (
        "Lo speso (18.000,00 €) supera di 8.000,00 € il finanziamento di tutta la scheda"
        " (10.000,00 €)."
    )


def test_what_a_month_adds_passes(desk: Engine) -> None:
    """Nothing more, a month's worth more, all that was programmed: none is a surprise."""
    for cents in (16_514_19, 18_000_00, 20_000_00):
        save(desk, "anna", spent(desk, cents))
        assert row(desk, FUNDING, phase="final").image["amount_cents"] == cents


def test_a_month_in_which_nothing_was_spent_and_nothing_done_is_no_surprise(desk: Engine) -> None:
    """16.514,19 € and 85 %, as they were on 31 October, still so today."""
    save(desk, "anna", spent(desk, 16_514_19), done(desk, 850))
    days = {
        row(desk, FUNDING, phase="final", municipality_id="c").image["as_of"],
        row(desk, SCHEDA).image["as_of"],
    }
    assert days == {TODAY.isoformat()}


def test_a_draft_is_not_the_measure_of_its_own_correction(desk: Engine) -> None:
    """19.000 typed for 17.000, or for the same as in October, is corrected without a word.

    Below it is asked about, twice over too.
    """
    save(desk, "anna", spent(desk, 19_000_00))
    save(desk, "anna", spent(desk, 16_514_19))
    save(desk, "anna", spent(desk, 17_000_00))
    save(desk, "anna", spent(desk, 1_651_419_00, "Prova"))
    save(desk, "anna", spent(desk, 17_000_00))
    assert [one.code for one in asked_about(desk, spent(desk, 5_000_00))] == ["U04"]
    save(desk, "anna", spent(desk, 5_000_00, "Recupero"))
    assert [one.sentence[:60] for one in asked_about(desk, spent(desk, 4_000_00))] == [
        "La spesa da inizio anno scende da 16.514,19 € a 4.000,00 €: "
    ]


def test_a_forecast_is_neither_money_programmed_nor_money_spent(desk: Engine) -> None:
    """20.000 € programmed, 99.000 € forecast, 21.000 € spent: 1.000 € more than programmed."""
    forecast = money(desk, phase="forecast", amount_cents=99_000_00)
    load(desk, Batch(FUNDING, [(None, forecast)]))
    line = row(desk, FUNDING, phase="final", municipality_id="c")
    edit = Edit(FUNDING, {"amount_cents": 21_000_00}, line.id, line.version)
    [found] = asked_about(desk, edit)
    assert "(21.000,00 €) supera di 1.000,00 €" in found.sentence


def test_a_pace_half_beyond_until_then_is_asked_about(desk: Engine) -> None:
    """Without a budget of its own.

    304 days to 31/10 and 314 to 10/11 make 10.000,00 at most 15.493,43.
    """
    load(
        desk,
        Batch(
            FUNDING,
            [(None, money(desk, municipality_id="r", amount_cents=10_000_00, phase="final"))],
        ),
    )
    line = row(desk, FUNDING, municipality_id="r")
    [far, whole] = asked_about(
        desk,
        Edit(FUNDING, {"amount_cents": 15_493_44, "as_of": "2026-11-10"}, line.id, line.version),
    )
    assert (
        far.sentence
        == "15.493,44 € è fuori dal consueto (da 10.000,00 € a 15.493,43 €; l’ultimo valore è"
        " 10.000,00 €)."
    )
    assert (
        whole.sentence
        == "Lo speso (32.007,63 €) supera di 12.007,63 € il finanziamento di tutta la scheda"
        " (20.000,00 €)."
    )


def test_a_budget_cut_below_what_was_spent_or_ten_times_what_it_was_is_asked_about(
    desk: Engine,
) -> None:
    budget = row(desk, FUNDING, phase="budget")

    def change(cents: int) -> Edit:
        return Edit(FUNDING, {"amount_cents": cents}, budget.id, budget.version)

    assert [one.sentence for one in asked_about(desk, change(16_000_00))] == [
        (
            "Lo speso (16.514,19 €) supera di 514,19 € il finanziamento della scheda da questa fonte"  # noqa: E501
            " (16.000,00 €)."
        )
    ]
    assert [(one.sentence, one.remedy) for one in asked_about(desk, change(2_000_000_00))] == [
        ("2.000.000,00 € è 100 volte l’ultimo valore (20.000,00 €).", SLIP)
    ]
    save(desk, "anna", change(25_000_00), spent(desk, 21_000_00))
    assert row(desk, FUNDING, phase="final").image["amount_cents"] == 21_000_00


@pytest.mark.parametrize(
    ("thousandths", "sentence"),
    [
        (12, "L’avanzamento scende da 85 % a 1,2 %."),
        (849, "L’avanzamento scende da 85 % a 84,9 %."),
    ],
)
def test_work_that_is_less_done_is_asked_about(
    desk: Engine, thousandths: int, sentence: str
) -> None:
    assert [(one.code, one.sentence) for one in asked_about(desk, done(desk, thousandths))] == [
        ("U04", sentence)
    ]


def test_much_of_the_work_at_once_is_asked_about(desk: Engine) -> None:
    load(
        desk,
        Batch(
            SCHEDA, [(None, {**row(desk, SCHEDA).image, "progress": 100, "as_of": "2026-09-30"})]
        ),
    )
    assert [one.sentence for one in asked_about(desk, done(desk, 401))] == [
        "L’avanzamento sale in una volta da 10 % a 40,1 %."
    ]
    assert save(desk, "anna", done(desk, 400)).touched == 1


def test_a_form_and_a_grid_are_asked_as_the_month_is(desk: Engine) -> None:
    """The words of the cell, through the reader of grids: 1,2 % typed over 85 %."""
    [edit], [] = edits_of(SCHEDA, [row(desk, SCHEDA)], RegisterGrid({0: {"progress": "1,2"}}), {})
    [asked] = asked_about(desk, edit)
    assert (asked.sentence, asked.place.row, asked.place.column) == (
        "L’avanzamento scende da 85 % a 1,2 %.",
        1,
        "Avanzamento dichiarato",
    )
    [edit], [] = edits_of(
        FUNDING,
        [row(desk, FUNDING, phase="final")],
        RegisterGrid({0: {"amount_cents": "1.651.419"}}),
        {},
    )
    assert [one.code for one in asked_about(desk, edit)] == ["U05", "U06"]


def test_consent_is_to_the_figure_that_was_shown(desk: Engine) -> None:
    shown = frozenset(one.key for one in asked_about(desk, spent(desk, 5_000_00)))
    with pytest.raises(RefusedError):
        save(desk, "anna", spent(desk, 4_000_00), excused=shown)
    assert save(desk, "anna", spent(desk, 5_000_00), excused=shown).touched == 1


def test_the_month_shows_what_was_and_what_is_usual_of_schede(desk: Engine) -> None:
    """Of October 16.514,19; 304 days then and 314 today make at most 25.586,13.

    Progress at most 30 points more: 100 %.
    """
    save(desk, "anna", spent(desk, 17_000_00), done(desk, 900))
    with reading(desk) as connection:
        actor = require(connection, "anna", TODAY)
        report = desk_report(connection, actor, "a", 2026, 11, TODAY, ("c", None))
    fields = {group.code: group.figures[0].fields[0] for group in report.groups}
    money_now, work = fields["schede"], fields["avanzamento"]
    assert (money_now.stored, money_now.last, work.stored, work.last) == (
        17_000_00,
        16_514_19,
        900,
        850,
    )
    assert money_now.usual is not None
    assert work.usual is not None
    assert (money_now.usual.low, money_now.usual.high) == (16_514_19, 25_586_13)
    assert (work.usual.low, work.usual.high) == (850, 1000)
