"""What a moved simulation says, table by table, as somebody read it.

The figures of a person at the levers.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Connection

from tests.goldens import compare
from tests.view.test_golden_charts import DAY, STAMP, rows, told
from udp_core.archive.engine import open_engine, reading
from udp_core.fund.report.reading import fund_report
from udp_core.simulation.report.compiling import compile_fund
from udp_core.simulation.rules.evaluate import evaluate
from udp_core.simulation.rules.limits import position_of
from udp_core.simulation.rules.sensitivity import slopes, tornado
from udp_core.simulation.view.charts import tornado_chart
from udp_core.simulation.view.levers import costs_words, listed_words
from udp_core.simulation.view.payload import payload, placed
from udp_core.simulation.view.tables import (
    compared_table,
    exact_table,
    levers_table,
    municipalities_table,
    rules_table,
    slopes_table,
)
from udp_core.simulation.view.words import exact_sentence, rules_sentence, uncertainty_words

ASKED: dict[str, tuple[object, object]] = {"cra-posti": (800, 11), "cra-tariffa": (1, 11)}


def simulated(connection: Connection, day: date) -> dict[str, Any]:
    model = compile_fund(connection, "ravenna", 2026, day)
    fund = fund_report(connection, "ravenna", 2026, day)
    assert fund is not None
    there = position_of(model, ASKED)
    before, after = evaluate(model, model.present), evaluate(model, there)
    return {
        "sentences": [
            exact_sentence(model, after),
            rules_sentence(after, before),
            *costs_words(model, there),
            *listed_words(model),
            *(
                uncertainty_words(model, there, after, band, "nessuna stima")
                for band in (fund.band, None)
            ),
        ],
        "exact": rows(exact_table(model, after)),
        "levers": rows(levers_table(model, there)),
        "rules": rows(rules_table(after, before)),
        "comuni": rows(municipalities_table(model, after)),
        "slopes": rows(slopes_table(slopes(model, there))),
        "compared": rows(
            compared_table(
                [("com’è", model, model.present, before), ("mossa", model, there, after)]
            )
        ),
        "tornado": told(tornado_chart(tornado(model, there), STAMP)),
        "months": list(after.months),
        "drawn": {
            name: payload(model)["model"][name]
            for name in ("levers", "accounts", "checks", "residue", "available", "first")
        },
        "placed": placed(there, 3),
    }


def test_what_a_moved_simulation_says(demo_address: str) -> None:
    engine = open_engine(demo_address)
    with reading(engine) as connection:
        found = simulated(connection, DAY)
    engine.dispose()
    compare("simulation-2026", found)
