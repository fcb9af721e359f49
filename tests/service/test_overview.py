"""The Panorama and `udp status`: the same figures, from the same reports."""

from __future__ import annotations

import json
from datetime import date

import pytest
from sqlalchemy import Engine
from typer.testing import CliRunner

from udp_core.__main__ import app
from udp_core.archive.engine import open_engine, reading
from udp_core.kernel.problem import RefusedError
from udp_core.kernel.settings import Settings, settings
from udp_core.kernel.vocabulary import StatusLevel
from udp_core.overview.report.overview import (
    NeedsDecision,
    OverviewReport,
    overview_report,
    overview_words,
)
from udp_core.overview.view.words import answers, areas_table, decisions, tiles
from udp_core.territory.queries import district_name

TODAY = date(2026, 10, 31)


@pytest.fixture(scope="module")
def demo(demo_address: str) -> Engine:
    return open_engine(demo_address)


def _report(engine: Engine, year: int = 2026, district: str = "ravenna") -> OverviewReport:
    with reading(engine) as connection:
        return overview_report(connection, district, year, TODAY)


def _settings(district: str = "ravenna", today: date | None = None) -> Settings:
    chosen = settings({})
    return Settings(chosen.database, today, district, chosen.demo)


def test_the_four_answers(demo: Engine) -> None:
    areas, fund, programme, indicators = answers(_report(demo))
    assert (areas.label, areas.value.split()[-1]) == ("Ambiti in linea", "8")
    assert (fund.value, fund.note, fund.level) == (
        "6,55 M€",
        "al 31/12 resteranno 1,59 M€",
        StatusLevel.ATTENTION,
    )
    assert programme.value == "72 %"
    assert indicators.value == "14 su 30"


def test_eight_areas_with_two_lights(demo: Engine) -> None:
    report = _report(demo)
    assert [tile.title for tile in tiles(report)] == [
        "Famiglie e minori",
        "Giovani",
        "Immigrazione",
        "Povertà",
        "Reinserimento sociale",
        "Anziani",
        "Disabili",
        "Azioni di sistema",
    ]
    assert all(tile.now and tile.at_year_end for tile in tiles(report))
    assert len(areas_table(report).rows) == 8


def test_what_needs_a_decision_comes_fund_first_then_by_money(demo: Engine) -> None:
    report = _report(demo)
    first, *schede = report.decisions
    assert (first.subject, first.level) == (NeedsDecision.FUND, StatusLevel.ATTENTION)
    amounts = [one.amount.cents for one in schede if one.amount]
    assert amounts == sorted(amounts, reverse=True)
    assert all(one.level is StatusLevel.CRITICAL for one in schede)
    assert [line.what for line in decisions(report)] == [one.what for one in report.decisions]


def test_a_year_with_nothing_says_so(demo: Engine) -> None:
    report = _report(demo, 2030)
    assert (report.fund, report.programme, report.decisions) == (None, None, ())
    assert [one.value for one in answers(report)] == ["n.d."] * 4
    assert tiles(report) == ()
    assert areas_table(report).rows == ()


def test_the_status_in_words_is_the_panorama(demo: Engine) -> None:
    found = overview_words(demo, _settings(today=TODAY))
    report = _report(demo)
    assert report.fund is not None
    assert found["fund"]["available_cents"] == report.fund.available.cents == 2_875_195_167
    assert found["fund"]["used_cents"] == report.fund.used.cents
    assert (found["year"], found["day"], found["demonstration"]) == (2026, "2026-10-31", True)
    assert len(found["areas"]) == 8
    assert len(found["decisions"]) == len(report.decisions)


def test_the_demonstration_gives_the_day(demo: Engine) -> None:
    assert overview_words(demo, _settings())["day"] == "2026-10-31"


def test_an_empty_year_has_no_fund_and_no_programme(demo: Engine) -> None:
    found = overview_words(demo, _settings(district="rubicone", today=TODAY))
    assert (found["fund"], found["programme"], found["areas"]) == (None, None, [])


def test_an_unknown_district_is_refused(demo: Engine) -> None:
    with pytest.raises(RefusedError) as refused:
        overview_words(demo, _settings(district="altrove"))
    (problem,) = refused.value.problems
    assert (problem.code, problem.sentence) == (
        "S01",
        "Nell’archivio non c’è il distretto «altrove».",
    )


def test_a_district_has_its_name_and_until_it_is_registered_its_code(demo: Engine) -> None:
    with reading(demo) as connection:
        names = [district_name(connection, code) for code in ("ravenna", "altrove")]
    assert names == ["Ravenna", "altrove"]


def test_the_command_prints_json_and_words(
    demo_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UDP_DATABASE_URL", demo_address)
    found = json.loads(CliRunner().invoke(app, ["status", "--json"]).output)
    assert found["district"] == "Ravenna"
    words = CliRunner().invoke(app, ["status"]).output
    assert words.startswith("Ravenna, 2026, al 31/10/2026 (dati dimostrativi)\n")
    assert "Disponibile: 28.751.95" in words
