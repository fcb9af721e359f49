"""S1-19, S2-13, S1-14, S3-48, S0-04, N9: objectives in their tree, what they add up to."""

from __future__ import annotations

from fractions import Fraction

import pytest
from sqlalchemy import Engine

from tests.made_once import made_once
from tests.made_programme import scheda
from tests.pages.reading import headings, tables, words
from tests.view.made_reports import STAMP
from tests.zone_plan.made_plan import (
    NEXT,
    OTHER,
    PLAN,
    load_plan,
    objective,
    opened,
    plan,
    report,
    tie,
)
from udp_core.kernel.money import Money
from udp_core.kernel.vocabulary import StatusLevel
from udp_core.render.export import csv_bytes
from udp_core.zone_plan.report.plan import narrowed
from udp_core.zone_plan.view.tables import coverage_table, objectives_table, ranking_table

made = made_once(load_plan)


@pytest.fixture
def filled(empty_engine: Engine) -> Engine:
    made(empty_engine)
    return empty_engine


def test_each_objective_adds_up_its_schede_and_those_under_it(filled: Engine) -> None:
    """S2-13: 1.1 has S1 (100.000 €, 50 % done), 1.10 has S1 and S2 (300.000 €, 25 % done)."""
    shown = {one.row.code: one for one in report(filled).objectives}
    assert [*shown] == ["1", "1.1", "1.10", "2", "2.1"]
    assert [one.depth for one in shown.values()] == [0, 1, 1, 0, 1]
    money = {code: one.programmed for code, one in shown.items()}
    assert money == {
        "1": Money(400_000_00),
        "1.1": Money(100_000_00),
        "1.10": Money(400_000_00),
        "2": None,
        "2.1": None,
    }
    assert shown["1.1"].standing.progress.done == Fraction(1, 2)
    # (0,50 × 100.000 + 0,25 × 300.000) / 400.000
    assert shown["1.10"].standing.progress.done == Fraction(5, 16)
    assert shown["2.1"].standing.light is None


def test_a_scheda_of_two_objectives_counts_once_in_the_total(filled: Engine) -> None:
    """S0-04: 400.000 € of S1 and S2, 10.000 € of S3 that no objective has."""
    found = report(filled)
    assert found.programmed == Money(410_000_00)
    assert found.spent == Money(212_000_00)
    assert [one.row.code for one in found.without_objective] == ["S3"]


def test_the_light_of_an_objective_is_given_by_the_rule_of_the_ambiti(filled: Engine) -> None:
    """S3-48: S1 is late by half, and its spending is still a draft.

    Alone in 1.1 it leaves it without a judgement, critical beneath; in 1.10 it weighs a quarter of
    the money, less than the third that makes it critical.
    """
    shown = {one.row.code: one.standing.light for one in report(filled).objectives}
    first, second = shown["1.1"], shown["1.10"]
    assert first is not None
    assert second is not None
    assert (first.level, first.beneath) == (StatusLevel.STALE, StatusLevel.CRITICAL)
    assert second.level is StatusLevel.ATTENTION
    assert second.reason == "Fatto il 31 % contro il 44 % previsto a questa data."


def test_what_the_plan_does_not_cover(filled: Engine) -> None:
    """S1-14: of the Region's two objectives of these years one is taken up."""
    found = report(filled)
    assert [one.code for one in found.regional] == ["R1", "R2"]
    assert [one.code for one in found.uncovered] == ["R2"]
    assert [one.row.code for one in found.without_scheda] == ["2.1"]
    rows = coverage_table(found).words
    assert rows[0] == ("R1", "Regionale R1", "obiettivo 1.10", "2", "400.000,00 €", "sì")
    assert rows[1][2:] == ("nessun obiettivo", "0", "n.d.", "▲ scoperto")


def test_an_objective_taken_up_without_schede_is_covered_on_paper_only(
    empty_engine: Engine,
) -> None:
    """S1-14."""
    load_plan(empty_engine, objective(PLAN, "3", regional_objective_id="ER:R2"))
    assert coverage_table(report(empty_engine)).words[1][-1] == "solo sulla carta"


def test_a_new_edition_of_the_programme_inherits_the_ties(empty_engine: Engine) -> None:
    """S0-01: the tie is to a scheda of edition 1; once edition 2 is decided its own scheda counts.

    The scheda S2 is no longer in it.
    """
    second = "ravenna:pdz:2026:3"
    decided: dict[str, int | str | None] = {
        "plan_id": PLAN,
        "year": 2026,
        "edition": 3,
        "state": "in_force",
    }
    load_plan(
        empty_engine,
        ("annual_programme", decided),
        scheda("S1", "anziani", programme_id=second, title="S1 rivista"),
    )
    found = report(empty_engine)
    assert [one.row.title for one in found.of_year] == ["S1 rivista"]
    tied = {one.row.code: [each.id for each in one.schede] for one in found.objectives}
    assert tied["1.10"] == [f"{second}:S1"]
    assert found.programmed is None


def test_the_plan_shown_is_that_of_the_district_and_year(filled: Engine) -> None:
    """S0-01: the one in force, not the draft, nor the one that is over, nor another district's."""
    assert report(filled).plan.id == PLAN
    assert [one.row.title for one in report(filled, OTHER, "faenza").objectives] == [
        "Obiettivo di Faenza"
    ]
    with pytest.raises(AssertionError):
        report(filled, OTHER)


def test_a_draft_beside_the_plan_in_force_is_not_the_one_shown(empty_engine: Engine) -> None:
    """S0-01."""
    load_plan(empty_engine, plan("ravenna:altro", 2025, 2027, "draft"))
    assert report(empty_engine).plan.id == PLAN


def test_filters_keep_what_holds_an_objective(filled: Engine) -> None:
    """S1-19, N9: priority 1 keeps 1.10 and the one above it; «both» keeps 1.1."""
    found = report(filled)

    def codes(scope: str, priority: int | None) -> list[str]:
        return [one.row.code for one in narrowed(found, (), scope, priority)]

    assert codes("", 1) == ["1", "1.10"]
    assert codes("both", None) == ["1", "1.1"]
    assert codes("health_social", None) == []


def test_objectives_are_ranked_by_priority(filled: Engine) -> None:
    """S1-19: 1.10 (1), 1.1 (2), 2.1 (4); their part of 410.000 €."""
    rows = ranking_table(report(filled)).words
    assert [row[:2] for row in rows] == [
        ("1", "1.10 Obiettivo 1.10"),
        ("2", "1.1 Obiettivo 1.1"),
        ("4", "2.1 Obiettivo 2.1"),
    ]
    assert [row[-1] for row in rows] == ["98 %", "24 %", "n.d."]


# On the screen


def test_the_tree_is_read_on_the_screen(filled: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """S0-04, S1-01, S2-13: guideline, objectives, light, money, and the rule in words."""
    screen = opened(filled, monkeypatch)
    text = words(screen)
    assert screen.title[0].value == "Che cosa ci siamo impegnati a fare, e a che punto siamo?"
    for said in (
        "Indirizzo: Restare a casa",
        "3 obiettivi da realizzare: 1 con attenzione, 1 con dati da aggiornare e 1 senza schede",
        "su 410 mila € programmati",
        "una volta sola nel totale",
        "1 su 2",
    ):
        assert said in text, said
    named = [text.index(f"Obiettivo {code} ") for code in ("1", "1.1", "1.10", "2", "2.1")]
    assert named == sorted(named)
    assert headings(screen)[0][:7] == [
        "Obiettivo",
        "Priorità",
        "Schede 2026",
        "Oggi",
        "Fatto",
        "Programmato 2024-2026",
        "Speso",
    ]
    rows = [row for row in tables(screen)[0] if row]
    assert rows[2][-3:] == ["31 %", "400 mila €", "200 mila €"]


def test_an_objective_in_the_address_opens_with_its_owner_schede_and_actions(
    filled: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S3-48, S1-19, N9: owner, result, priority, scope, guideline handed down, schede."""
    screen = opened(filled, monkeypatch, obiettivo="1.10 Obiettivo 1.10")
    text = words(screen)
    assert screen.header[0].value.replace("\\", "") == "1.10 Obiettivo 1.10"
    for said in ("Responsabile anziani", "Dieci posti in più", "Restare a casa", "Regionale R1"):
        assert said in text, said
    assert [row[1] for row in tables(screen)[0]] == ["S1 Scheda S1", "S2 Scheda S2"]


def test_what_is_uncovered_is_read_on_the_screen(
    filled: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S1-14: one regional objective, one objective without scheda, one scheda without objective."""
    screen = opened(filled, monkeypatch, parte="Coperture")
    assert (
        "1 obiettivo regionale scoperto, 1 obiettivo senza scheda e 1 scheda senza obiettivo"
        in words(screen)
    )


def test_another_plan_is_chosen_and_its_years_are_shown(
    filled: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S0-01: the draft of the next triennium has one objective and no scheda."""
    screen = opened(filled, monkeypatch, piano="Piano di zona 2027-2029 (bozza)")
    assert screen.selectbox(key="piano").value == NEXT
    assert "1 obiettivo da realizzare: 1 senza schede nel 2027" in words(screen)


def test_a_district_without_a_plan_is_told_so(
    empty_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.made_programme import TERRITORY, image
    from tests.made_rows import batches, load

    load(empty_engine, *batches([image(one) for one in TERRITORY]))
    assert "Il distretto non ha ancora un piano." in words(opened(empty_engine, monkeypatch))


def test_the_tree_leaves_whole_in_a_file(filled: Engine) -> None:
    """S1-19: what is on the screen is in the CSV, owner and reason beside it."""
    found = report(filled)
    file = csv_bytes(objectives_table(found, found.objectives), STAMP).decode("utf-8-sig")
    line = next(one for one in file.splitlines() if one.startswith("1.10 "))
    assert "Responsabile anziani" in line
    assert "400000,00" in line


def test_a_scheda_of_another_plan_is_counted_where_an_objective_leans_on_it(
    empty_engine: Engine,
) -> None:
    """S3-26 beside S0-01: the poverty plan has no programme of its own and leans on S2."""
    poverty = plan("ravenna:pov", 2024, 2026, "in_force", kind="poverty")
    load_plan(
        empty_engine,
        poverty,
        objective("ravenna:pov", "1"),
        tie("ravenna:pov", "1", "ravenna:pdz:2026:1:S2"),
    )
    found = report(empty_engine, "ravenna:pov")
    assert [one.row.code for one in found.schede] == ["S2"]
    assert found.programmed == Money(300_000_00)
    assert found.without_objective == ()
