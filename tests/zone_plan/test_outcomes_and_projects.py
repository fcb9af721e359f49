"""N1, S4-22, S4-01, S4-02, S4-27, S4-28: what became of objectives; projects of several years."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine

from tests.made_once import made_once
from tests.made_programme import DEMO, Made
from tests.pages.reading import tables, words
from tests.view.made_reports import STAMP
from tests.zone_plan.made_plan import OVER, PLAN, load_plan, objective, opened
from udp_core.archive.engine import reading
from udp_core.kernel.money import Money
from udp_core.plan.terms import OutcomeResult
from udp_core.render.export import csv_bytes
from udp_core.zone_plan.report.outcomes import OutcomesReport, outcomes_report
from udp_core.zone_plan.report.projects import ProjectValue, projects_report
from udp_core.zone_plan.view.outcomes import outcomes_message, outcomes_table, past_table
from udp_core.zone_plan.view.projects import annualities_table, annuality_name, funders_table

TODAY = date(2026, 7, 1)


def outcome(plan_id: str, code: str, result: str, follow_up: str | None) -> Made:
    return "objective_outcome", {
        "objective_id": f"{plan_id}:{code}",
        "result": result,
        "reason": f"Perché {code}",
        "follow_up": follow_up,
        **DEMO,
    }


def project(**more: str) -> Made:
    return "project", {
        "district_id": "ravenna",
        "code": "casa",
        "title": "Abitare insieme",
        "area_id": "anziani",
        "context": "Anziani soli",
        "general_objective": "Meno solitudine",
        "specific_objectives": "Dieci coabitazioni",
        "actions": "Portineria",
        "plan_id": PLAN,
        "start_date": "2024-03-01",
        "end_date": "2028-02-29",
        **more,
        **DEMO,
    }


def years(first: int, last: int) -> Made:
    return "project_phase", {
        "project_id": "ravenna:casa",
        "year_from": first,
        "year_to": last,
        "context": f"Contesto {first}",
        "general_objectives": f"Generali {first}",
        "specific_objectives": f"Specifici {first}",
        "actions": f"Azioni {first}",
    }


def funder(who: str, cents: int | None) -> Made:
    return "project_funding", {
        "project_id": "ravenna:casa",
        "organisation_id": who,
        "amount_cents": cents,
    }


MORE: list[Made] = [
    objective(OVER, "1"),
    objective(OVER, "2"),
    objective(OVER, "3"),
    objective(PLAN, "3", previous_objective_id=f"{OVER}:1"),
    outcome(OVER, "1", "partly", "develop"),
    outcome(OVER, "2", "not_achieved", "keep"),
    outcome(OVER, "3", "achieved", "close"),
    outcome(PLAN, "1.10", "achieved", "keep"),
    outcome(PLAN, "2.1", "not_achieved", "close"),
    project(),
    years(1, 1),
    years(2, 3),
    years(4, 4),
    ("organisation", {"code": "provincia", "name": "Provincia", "kind": "province"}),
    funder("provincia", 60_000_00),
    funder("ausl", 90_000_00),
    funder("coop", 30_000_00),
]


@made_once
def fill(engine: Engine) -> None:
    """The plan that follows the one that is over."""
    load_plan(engine, *MORE)


def outcomes(engine: Engine) -> OutcomesReport:
    with reading(engine) as connection:
        found = outcomes_report(connection, "ravenna", PLAN, 2026, TODAY)
    assert found is not None
    return found


def only(engine: Engine, today: date = TODAY, district: str = "ravenna") -> ProjectValue:
    with reading(engine) as connection:
        [found] = projects_report(connection, district, today)
    return found


def test_each_objective_has_its_outcome_or_waits_for_it(filled: Engine) -> None:
    """N1: of four to be carried out one is achieved, one is not, two wait."""
    found = outcomes(filled)
    assert found.counts == {
        OutcomeResult.ACHIEVED: 1,
        OutcomeResult.NOT_ACHIEVED: 1,
        None: 2,
    }
    assert outcomes_message(found) == (
        "4 obiettivi: 1 realizzato, 1 non realizzato e 2 da valutare"
    )
    rows = {row[0]: row[3:6] for row in outcomes_table(found).words}
    assert rows["1.10 Obiettivo 1.10"] == ("realizzato", "Perché 1.10", "mantenere")
    assert rows["1.1 Obiettivo 1.1"] == ("da valutare", "—", "—")


def test_the_plan_before_hands_on_and_what_nobody_takes_up_is_marked(filled: Engine) -> None:
    """S4-22, N1: 1 is taken up by 3; 2 was to be kept and is not; 3 was to be closed."""
    assert [row[-1] for row in past_table(outcomes(filled)).words] == [
        "3 Obiettivo 3",
        "▲ nessuno",
        "—",
    ]


def test_outcomes_are_read_on_the_screen(filled: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """N1, S4-22."""
    text = words(opened(filled, monkeypatch, parte="Esiti"))
    for said in (
        "1 realizzato, 1 non realizzato e 2 da valutare",
        "Esiti del piano di prima: Piano vecchio",
        "Perché 2.1",
        "▲ nessuno",
    ):
        assert said in text, said


def test_a_project_has_its_time_its_years_and_its_funders(filled: Engine) -> None:
    """S4-02, S4-27, S4-28: 853 of 1461 days; one annualità of two years; 180.000 € of three."""
    one = only(filled)
    assert (one.elapsed.numerator, one.elapsed.denominator) == (853, 1461)
    assert [annuality_name(each) for each in one.annualities] == [
        "1ª annualità, dal 01/03/2024 al 28/02/2025",
        "2ª e 3ª annualità, dal 01/03/2025 al 28/02/2027",
        "4ª annualità, dal 01/03/2027 al 29/02/2028",
    ]
    assert one.total == Money(180_000_00)
    assert one.outlasts
    assert one.problems == ()
    assert [row[2:] for row in funders_table(one).words] == [
        ("90.000,00 €", "50 %"),
        ("60.000,00 €", "33 %"),
        ("30.000,00 €", "17 %"),
        ("180.000,00 €", "100 %"),
    ]


@pytest.mark.parametrize(
    ("today", "percent"), [("2024-02-29", 0), ("2028-02-29", 1), ("2030-01-01", 1)]
)
def test_time_goes_from_nothing_to_all(filled: Engine, today: str, percent: int) -> None:
    """S4-28."""
    assert only(filled, date.fromisoformat(today)).elapsed == percent


def test_a_funder_that_has_not_said_how_much_leaves_no_total(empty_engine: Engine) -> None:
    """S4-27: 60.000 € are stated, the total is not known."""
    load_plan(
        empty_engine,
        project(),
        years(1, 1),
        years(4, 5),
        funder("ausl", 60_000_00),
        funder("coop", None),
    )
    one = only(empty_engine)
    assert (one.total, one.stated) == (None, Money(60_000_00))
    assert funders_table(one).words[-1][2] == "n.d."
    assert [problem.code for problem in one.problems] == ["P01"]


def test_the_whole_sheet_of_a_project_is_read_on_the_screen(
    filled: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S4-01, S4-02, S4-27, S4-28: title, area, need, objectives, actions, funders, duration."""
    screen = opened(filled, monkeypatch, parte="Progetti", progetto="Abitare insieme")
    text = words(screen)
    for said in (
        "Anziani soli",
        "Meno solitudine",
        "Dieci coabitazioni",
        "Portineria",
        "58 %",
        "180 mila €",
        "2ª e 3ª annualità, dal 01/03/2025 al 28/02/2027",
        "Specifici 2",
        "Azioni 4",
        "il piano va dal 2024 al 2026",
    ):
        assert said in text, said
    assert ["Provincia", "Provincia", "60.000,00 €", "33 %"] in tables(screen)[-1]


def test_projects_leave_in_a_file(filled: Engine) -> None:
    """S4-01, S4-02."""
    file = csv_bytes(annualities_table(only(filled)), STAMP).decode("utf-8-sig")
    assert "2ª e 3ª;2025-03-01;2027-02-28;Contesto 2" in file.replace(
        "01/03/2025", "2025-03-01"
    ).replace("28/02/2027", "2027-02-28")
