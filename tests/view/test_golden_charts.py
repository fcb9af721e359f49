"""The numbers of every chart of the screens, as they were when somebody looked at them.

What is compared are the figures that a chart draws and the words beside them, not the drawing.
Where a number changes
because it is to change, look at the difference, then write it down with
`UDP_GOLDEN=1 python -m pytest tests/view/test_golden_charts.py`; a golden file that is missing
fails.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from itertools import zip_longest
from typing import Any

import pytest
from sqlalchemy import Connection

from tests.goldens import compare
from udp_core.archive.engine import open_engine, reading
from udp_core.fund.report.fund import FundCurves
from udp_core.fund.report.reading import fund_report
from udp_core.fund.report.region import regional_rows
from udp_core.fund.view import charts as fund_charts
from udp_core.fund.view.curve import curve_chart
from udp_core.fund.view.region import region_chart
from udp_core.indicators.report.reading import indicators_report
from udp_core.indicators.view.bars import municipalities_chart as indicator_municipalities_chart
from udp_core.indicators.view.trend import trend_chart as indicator_trend_chart
from udp_core.kernel.money import Money
from udp_core.municipalities.report import municipalities_report
from udp_core.municipalities.view.charts import sharing_chart
from udp_core.municipalities.view.measures import MEASURES, municipality_figures
from udp_core.overview.report.overview import overview_report
from udp_core.overview.view.words import answers, areas_table, decisions, decisions_words
from udp_core.programme.view import charts as programme_charts
from udp_core.programme.view.tables import area_parts_table
from udp_core.programme.view.timeline import timeline_chart
from udp_core.render.chart import Chart
from udp_core.render.stamp import Stamp
from udp_core.render.table import Table

DAY = date(2026, 10, 31)
STAMP = Stamp(DAY, datetime(2026, 10, 31, tzinfo=UTC), 1, "", "")
YEARS = (2025, 2026)
MOST_ROWS = 6
"""Of the table under a chart."""


def told(chart: Chart | None) -> Any:
    """The series of a chart by name (or place), its axes, its table, what it says in words."""
    if chart is None:
        return None
    drawn = {
        f"{place} {trace.name or trace.type}": _series(trace)
        for place, trace in enumerate(chart.figure.data)
    }
    layout = chart.figure.layout
    return {
        "title": chart.title,
        "subtitle": chart.subtitle,
        "says": chart.description,
        "series": drawn,
        "axes": [_axis(axis) for axis in (layout.xaxis, layout.yaxis)],
        "notes": [one.text for one in layout.annotations],
        "table": [[one.heading for one in chart.table.columns], *rows(chart.table)[:MOST_ROWS]],
    }


def _series(trace: Any) -> list[list[Any]]:
    """Where each mark stands, and the words beside it."""
    texts = _values(trace.text) if isinstance(trace.text, (list, tuple)) else []
    marks = zip_longest(_values(trace.x), _values(trace.y), texts)
    return [[_short(one) for one in mark if one is not None] for mark in marks]


def _axis(axis: Any) -> list[Any]:
    """From where to where, its labels, whether it is seen."""
    return [
        [_short(one) for one in _values(axis.range)],
        [str(one) for one in _values(axis.ticktext)],
        axis.visible is not False and axis.showticklabels is not False,
    ]


def _values(found: Any) -> list[Any]:
    return [] if found is None else list(found)


def _short(value: Any) -> Any:
    return round(value, 6) if isinstance(value, float) else value


def rows(table: Table) -> list[list[str]]:
    return [list(row) for row in table.words]


def cents(amounts: Iterable[Money | None]) -> list[int | None]:
    return [None if amount is None else amount.cents for amount in amounts]


def curves(found: FundCurves) -> dict[str, Any]:
    names = ("spent", "expected", "forecast", "ahead", "band_low", "band_high")
    spendable = found.spendable.cents if found.spendable else None
    return {"spendable": spendable, **{name: cents(getattr(found, name)) for name in names}}


def fund(connection: Connection, year: int) -> dict[str, Any]:
    report = fund_report(connection, "ravenna", year, DAY)
    assert report is not None
    return {
        "curves": curves(report.curves),
        "curve": told(curve_chart(report, STAMP)),
        "voci": told(fund_charts.voci_chart(report, STAMP)),
        "areas": told(fund_charts.groups_chart(report, report.by_area, "area", STAMP)),
        "macros": told(fund_charts.groups_chart(report, report.by_macro, "macrosezione", STAMP)),
        "available": told(fund_charts.available_chart(report, STAMP)),
        "structure": told(fund_charts.structure_chart(report, STAMP)),
        "region": told(region_chart(regional_rows(connection), STAMP)),
        "light": [
            report.status.now.level,
            *report.status.now.reasons,
            report.status.at_year_end.level,
            *report.status.at_year_end.reasons,
        ],
    }


def programme(connection: Connection, year: int) -> dict[str, Any]:
    overview = overview_report(connection, "ravenna", year, DAY)
    report = overview.programme
    assert report is not None
    return {
        "answers": [[one.label, one.value, one.note] for one in answers(overview)],
        "decide": [
            decisions_words(overview),
            *([one.what, one.why] for one in decisions(overview)),
        ],
        "tiles": rows(areas_table(overview)),
        "parts": rows(area_parts_table(report)),
        "areas": told(programme_charts.areas_chart(report, STAMP)),
        "late": told(programme_charts.late_chart(report, report.schede, STAMP)),
        "timeline": told(timeline_chart(report, report.schede, STAMP)),
        "schede": [
            [
                one.code,
                str(one.status.now.level),
                str(one.status.at_year_end.level),
                str(one.done),
                str(one.planned),
                one.reason,
            ]
            for one in report.schede
        ],
        "comuni": {
            area.id: told(programme_charts.municipalities_chart(area, STAMP))
            for area in report.areas
        },
    }


def indicators(connection: Connection, year: int) -> dict[str, Any]:
    report = indicators_report(connection, "ravenna", year, DAY)
    return {
        one.text.code: {
            "light": str(one.level),
            "reasons": list(one.judgement.reasons) if one.judgement else [],
            "trend": told(indicator_trend_chart(one, STAMP)),
            "comuni": told(indicator_municipalities_chart(one, STAMP)),
        }
        for one in report.followed
    }


def comuni(connection: Connection, year: int) -> dict[str, Any]:
    report = municipalities_report(connection, "ravenna", year)
    assert report is not None
    return {
        "figures": [[one.label, one.value, one.note] for one in municipality_figures(report)],
        "sharing": told(sharing_chart(report, STAMP)),
        "map": {
            code: [one.words(report, place) for place in report.municipalities]
            for code, one in MEASURES.items()
        },
    }


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize(
    "screen", [fund, programme, indicators, comuni], ids=lambda one: one.__name__
)
def test_the_numbers_of_the_screens(demo_address: str, screen: Any, year: int) -> None:
    engine = open_engine(demo_address)
    with reading(engine) as connection:
        found = screen(connection, year)
    engine.dispose()
    compare(f"screen-{screen.__name__}-{year}", found)
