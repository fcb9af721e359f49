"""Every chart of the screens as it is drawn: colours, sizes, axes, words beside the marks.

`test_golden_charts` has the figures; here is the rest of what the eye meets. Where a drawing is to
change, look at it, then write the difference down with
`UDP_GOLDEN=1 python -m pytest tests/view/test_golden_drawings.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Connection

from tests.goldens import compare
from tests.view.test_golden_charts import DAY, STAMP
from udp_core.archive.engine import open_engine, reading
from udp_core.fees.report import fees_report
from udp_core.fees.rules.paying import REFERENCE
from udp_core.fees.view.charts import isee_chart
from udp_core.fund.report.reading import fund_report
from udp_core.fund.report.region import regional_rows
from udp_core.fund.view import charts as fund_charts
from udp_core.fund.view.curve import curve_chart
from udp_core.fund.view.region import region_chart
from udp_core.indicators.report.reading import indicators_report
from udp_core.indicators.view.bars import municipalities_chart as indicator_bars
from udp_core.indicators.view.trend import trend_chart
from udp_core.kernel.settings import DATA
from udp_core.municipalities.report import municipalities_report
from udp_core.municipalities.view.boundaries import boundaries
from udp_core.municipalities.view.charts import map_chart, sharing_chart
from udp_core.municipalities.view.measures import MEASURES
from udp_core.programme.report.reading import programme_report
from udp_core.programme.view import charts as programme_charts
from udp_core.programme.view.timeline import timeline_chart
from udp_core.render.chart import Chart
from udp_core.simulation.report.compiling import compile_fund
from udp_core.simulation.rules.limits import position_of
from udp_core.simulation.rules.sensitivity import tornado
from udp_core.simulation.view.charts import tornado_chart
from udp_core.zone_plan.report.integration import integration_report
from udp_core.zone_plan.view.integration import network_chart

BOUNDARIES = DATA / "reference" / "comuni_provincia_ravenna.geojson"
Drawn = Iterator[tuple[str, Chart | None]]


def fund(connection: Connection) -> Drawn:
    report = fund_report(connection, "ravenna", 2026, DAY)
    assert report is not None
    yield "curve", curve_chart(report, STAMP)
    yield "voci", fund_charts.voci_chart(report, STAMP)
    yield "ambiti", fund_charts.groups_chart(report, report.by_area, "area", STAMP)
    yield "disponibile", fund_charts.available_chart(report, STAMP)
    yield "struttura", fund_charts.structure_chart(report, STAMP)
    yield "regione", region_chart(regional_rows(connection), STAMP)


def programme(connection: Connection) -> Drawn:
    report = programme_report(connection, "ravenna", 2026, DAY)
    assert report is not None
    yield "ambiti", programme_charts.areas_chart(report, STAMP)
    yield "ritardi", programme_charts.late_chart(report, report.schede, STAMP)
    yield "calendario", timeline_chart(report, report.schede, STAMP)
    yield "comuni", programme_charts.municipalities_chart(report.areas[0], STAMP)
    network = integration_report(connection, "ravenna", "ravenna:pdz-2024-2026", 2026, DAY)
    assert network is not None
    yield "rete", network_chart(network, STAMP)


def indicators(connection: Connection) -> Drawn:
    """Of all those followed, the first of each unit."""
    report = indicators_report(connection, "ravenna", 2026, DAY)
    met: set[str] = set()
    for one in report.followed:
        if one.rule.unit not in met:
            met.add(one.rule.unit)
            yield f"{one.text.code} nel tempo", trend_chart(one, STAMP)
            yield f"{one.text.code} per Comune", indicator_bars(one, STAMP)


def others(connection: Connection) -> Drawn:
    report = municipalities_report(connection, "ravenna", 2026)
    assert report is not None
    yield "ripartizione", sharing_chart(report, STAMP)
    lines = boundaries(BOUNDARIES.read_text(encoding="utf-8"))
    few = [replace(one, rings=tuple(ring[:4] for ring in one.rings[:2])) for one in lines]
    yield "mappa", map_chart(report, MEASURES["frna_per_75"], few, STAMP)
    fees = fees_report(connection, "ravenna", 2026, DAY).ruled[0]
    yield "tariffe", isee_chart(fees, REFERENCE[0], fees.usual, STAMP)
    model = compile_fund(connection, "ravenna", 2026, DAY)
    moved = position_of(model, {"cra-posti": (800, 11)})
    yield "tornado", tornado_chart(tornado(model, moved), STAMP)


def as_drawn(chart: Chart | None) -> Any:
    """The whole drawing, with numbers short enough to be read; what is the same everywhere is
    said once, by `base_layout`, and is here too."""
    return None if chart is None else _short(chart.figure.to_plotly_json())


def _short(value: Any) -> Any:
    match value:
        case dict():
            return {name: _short(one) for name, one in value.items() if name != "template"}
        case str() | None | bool() | int():
            return value
        case float():
            return float(f"{value:.4g}")
    return [_short(one) for one in value] if hasattr(value, "__iter__") else str(value)


@pytest.mark.parametrize(
    "room", [fund, programme, indicators, others], ids=lambda one: one.__name__
)
def test_every_drawing(demo_address: str, room: Callable[[Connection], Drawn]) -> None:
    engine = open_engine(demo_address)
    with reading(engine) as connection:
        found = {name: as_drawn(chart) for name, chart in room(connection)}
    engine.dispose()
    compare(f"drawn-{room.__name__}", found)
