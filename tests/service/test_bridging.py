"""A new cost that makes the residue grow.

The bridge says of which months the estimate went, and by how much.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import Engine

from tests.made_fund import NETWORKS, OF_2026, load_fund, spent
from tests.made_programme import image
from tests.made_rows import batches, load
from udp_core.archive.as_of import known_at, let_go
from udp_core.archive.engine import reading
from udp_core.archive.writer import head
from udp_core.fund.report.reading import fund_report
from udp_core.fund.rules.bridge import BridgePart, BridgeRow, Cause
from udp_core.fund.view.changed import forecast_words
from udp_core.kernel.money import ZERO, Money, total
from udp_core.sittings.report.bridging import ESTIMATE, residue_bridge

TODAY = date(2026, 12, 1)


def test_a_new_cost_below_its_estimate_opens_the_months_forecast_again(
    empty_engine: Engine,
) -> None:
    """Networks spend 10.000 a month, and October is a draft.

    November comes at 4.000 instead of about 10.000.
    """
    load_fund(empty_engine)
    with reading(empty_engine) as connection:
        revision = head(connection).sequence
        before = fund_report(connection, "ravenna", 2026, TODAY)
    assert before is not None
    load(empty_engine, *batches([image(spent(OF_2026, NETWORKS, None, 11, 4_000))]))
    past = known_at(empty_engine, revision)
    with reading(past) as then, reading(empty_engine) as now:
        found = residue_bridge((then, TODAY), (now, TODAY), "ravenna", 2026)
        after = fund_report(now, "ravenna", 2026, TODAY)
    let_go(past)
    assert found is not None
    assert after is not None
    part = next(one for one in found.parts if one.cause is Cause.FORECAST)
    rows = {row.what: row for row in part.rows}
    estimates = [
        next(voce for voce in one.voci if voce.code == NETWORKS).rest_by_month
        for one in (before, after)
    ]
    assert rows["Breve T1, novembre"] == BridgeRow(
        "Breve T1, novembre", estimates[0][10], None, ESTIMATE
    )
    assert rows["Breve T1, dicembre"] == BridgeRow(
        "Breve T1, dicembre", estimates[0][11], estimates[1][11], ESTIMATE
    )
    assert estimates[0][10] > Money(4_000_00)
    assert part.amount == total(
        (row.before or Money(0)) - (row.after or Money(0)) for row in part.rows
    )
    assert found.after > found.before
    assert forecast_words(part).startswith("Previsione rifatta, +")
    assert (
        "di 1 mese di una voce è arrivata la spesa, e la stima di 10.000,00 € non serve più"
        in forecast_words(part)
    )
    assert set(rows) == {f"Breve T1, {month}" for month in ("ottobre", "novembre", "dicembre")}


def _part(*rows: BridgeRow) -> BridgePart:
    return BridgePart(
        Cause.FORECAST, total((row.before or ZERO) - (row.after or ZERO) for row in rows), rows
    )


def test_what_moved_a_forecast_is_said_by_what_came_and_by_what_was_estimated_again() -> None:
    """100 € no longer needed; 50 become 30, 10 become 40: ten less is left."""
    came = BridgeRow("A, ottobre", Money(100_00), None, ESTIMATE)
    less = BridgeRow("A, novembre", Money(50_00), Money(30_00), ESTIMATE)
    more = BridgeRow("B, novembre", Money(10_00), Money(40_00), ESTIMATE)
    arrived = "di 1 mese di una voce è arrivata la spesa, e la stima di 100,00 € non serve più"
    again = "la stima di 2 mesi di voci è cambiata (−10,00 € sul residuo)"
    assert forecast_words(_part(came, less, more)) == (
        f"Previsione rifatta, +90,00 €: {arrived}; {again}."
    )
    assert forecast_words(_part(came)) == f"Previsione rifatta, +100,00 €: {arrived}."
    assert forecast_words(_part(less, more)) == f"Previsione rifatta, −10,00 €: {again}."
    assert forecast_words(_part()) == ""
