"""A few indicators, every word, table and slide of them as somebody read it.

On 10 November 2026: better and worse than before, exactly as expected and just below, a band above
and below, nothing expected, never measured, a denominator of zero, counts of fewer than five.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine

from tests.goldens import compare_lines, field_lines, figure_lines, slide_lines, table_lines
from tests.made_indicators import TODAY, YEAR_2025, indicator, load_indicators, measured, target
from tests.made_programme import CERVIA, RAVENNA, Made
from udp_core.archive.engine import reading
from udp_core.indicators.report.indicators import IndicatorsReport
from udp_core.indicators.report.reading import indicators_report
from udp_core.indicators.slides import indicator_slide, indicators_slide
from udp_core.indicators.view import bars, filters, tables, trend, words
from udp_core.render.stamp import Stamp

STAMP = Stamp(TODAY, datetime(2026, 11, 10, 9, tzinfo=UTC), 1, "", "")
SUMMER: dict[str, int | str | None] = {"period": "month", "period_no": 8, "as_of": "2026-08-31"}
MORE: list[Made] = [
    indicator("EXACT", sort=10),
    target("EXACT", value=40_000),
    measured("EXACT", None, 40, 100, note="Rilevato a mano."),
    indicator("BELOW", sort=11, direction="down", unit="giorni", decimals=0, denominator=None,
              multiplier=1000),
    target("BELOW", baseline=100_000, value=60_000, tolerance=5_000),
    measured("BELOW", None, 70, None, value=70_000),
    measured("BELOW", None, 90, None, value=90_000, **YEAR_2025),
    indicator("LOW", sort=12, direction="band", frequency="monthly"),
    target("LOW", low=50_000, high=60_000, tolerance=1_000),
    measured("LOW", None, 40, 100, **SUMMER),
    indicator("ABOVE", sort=13, direction="band"),
    target("ABOVE", low=None, high=60_000),
    measured("ABOVE", None, 61, 100),
    indicator("HOPED", sort=14),
    target("HOPED", value=10_000),
    indicator("ZERO", sort=15),
    target("ZERO", value=10_000),
    measured("ZERO", None, 1, 0),
    indicator("SMALL", sort=16, counts_people=1, multiplier=1_000_000, unit="per 1.000"),
    measured("SMALL", RAVENNA, 30, 100),
    measured("SMALL", CERVIA, 4, 50),
    indicator("ALONE", sort=17, official=1, trust="official"),
    measured("ALONE", RAVENNA, 1, 3, state="draft"),
    measured("ALONE", CERVIA, 1, 4),
]  # fmt: skip


@pytest.fixture
def found(empty_engine: Engine) -> IndicatorsReport:
    load_indicators(empty_engine, *MORE)
    with reading(empty_engine) as connection:
        return indicators_report(connection, "ravenna", 2026, TODAY)


def test_all_of_them_together(found: IndicatorsReport) -> None:
    every = words.by_severity(found.followed)
    said = [words.message(every), words.state_of_data(every), words.sources_of(every)]
    said += figure_lines(words.indicators_figures(found))
    said += [f"{code}: {name}" for code, name in filters.area_options(found).items()]
    said += [f"{code}: {name}" for code, name in filters.level_options().items()]
    said += [f"{code}: {name}" for code, name in filters.indicator_options(found).items()]
    said += table_lines(
        tables.short_table(every),
        tables.indicators_table(every),
        tables.worst_table(every),
        tables.rows_table(every, latest_only=True),
        tables.rows_table(every, latest_only=False),
        tables.published_table(found.published),
    )
    said += slide_lines(indicators_slide(found))
    compare_lines("world-indicators", said)


def test_each_of_them_alone(found: IndicatorsReport) -> None:
    said = []
    for one in found.followed:
        said += [f"-- {filters.indicator_name(one)} | {words.name_words(one)}"]
        said += [words.value_words(one), words.expected_by_words(one), words.why_words(one)]
        said += [*figure_lines(words.sheet_figures(one)), *field_lines(words.sheet_fields(one))]
        said += [words.indicator_light(one), trend.trend_subtitle(one)]
        said += table_lines(tables.trend_table(one))
        if one.latest:
            said += table_lines(tables.municipalities_table(one, one.latest))
            said += [bars.bar_words(one, row) for row in one.latest.rows]
        for chart in (trend.trend_chart(one, STAMP), bars.municipalities_chart(one, STAMP)):
            said += [f"{chart.title} | {chart.subtitle} | {chart.description}"] if chart else ["-"]
        said += slide_lines(indicator_slide(one))
    compare_lines("world-indicators-alone", said)
