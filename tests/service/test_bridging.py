"""A new cost that makes the residue grow.

The bridge says of which months the estimate went, and by how much.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import Engine

from tests.made_fund import NETWORKS, OF_2026, assigned, budget, carried, load_fund, spent
from tests.made_programme import DEMO, Made, image
from tests.made_rows import batches, load
from udp_core.archive.as_of import known_at, let_go
from udp_core.archive.engine import reading
from udp_core.archive.writer import head
from udp_core.fund.report.reading import fund_report
from udp_core.fund.rules.bridge import BridgePart, BridgeRow, Cause
from udp_core.fund.view.changed import forecast_words
from udp_core.kernel.italian import euro
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


def test_what_changed_between_two_moments_is_said_row_by_row(empty_engine: Engine) -> None:
    """An assignment restated at 1.350.000 €, a residue at 170.000 €, three movements of which two
    of one name, 12.000 € programmed that nobody had, 4.000 € spent in November.
    """
    load_fund(empty_engine)
    with reading(empty_engine) as connection:
        revision = head(connection).sequence
    again: dict[str, int | str | None] = {
        "fund_year_id": OF_2026,
        "line": "elderly",
        "variation_date": "2026-09-01",
        **DEMO,
    }
    helped: dict[str, int | str | None] = {
        "fund_year_id": OF_2026,
        "organisation_id": "coop",
        "as_of": "2026-03-01",
        **DEMO,
    }
    news: list[Made] = [
        ("organisation", {"code": "coop", "name": "Cooperativa"}),
        assigned(OF_2026, "elderly", "official", 1_350_000, "2026-10-01"),
        carried(OF_2026, 2025, "official", 170_000, "2026-10-01"),
        *(("variation", {**again, "number": number, "amount_cents": cents, "reason": "Taglio"})
          for number, cents in ((2, -5_000_00), (3, -1_000_00))),
        ("cofinancing", {**helped, "amount_cents": 10_000_00}),
        budget(OF_2026, "T2", None, 12_000),
        spent(OF_2026, NETWORKS, None, 11, 4_000),
    ]  # fmt: skip
    load(empty_engine, *batches([image(one) for one in news]))
    past = known_at(empty_engine, revision)
    with reading(past) as then, reading(empty_engine) as now:
        found = residue_bridge((then, TODAY), (now, TODAY), "ravenna", 2026)
        assert residue_bridge((then, TODAY), (now, TODAY), "ravenna", 2031) is None
    let_go(past)
    assert found is not None
    assert found.before + total(part.amount for part in found.parts) == found.after
    said = {
        part.cause: (euro(part.amount), [_said(row) for row in part.rows])
        for part in found.parts
        if part.cause is not Cause.FORECAST
    }
    assert said == {
        Cause.ALLOCATION: (
            "50.000,00 €",
            ["quota anziani: da 1.300.000,00 € a 1.350.000,00 € (Prova)"],
        ),
        Cause.CARRY_OVER: ("−10.000,00 €", ["Dal 2025: da 180.000,00 € a 170.000,00 € (Prova)"]),
        Cause.MOVEMENT: (
            "4.000,00 €",
            [
                "Taglio 01/09/2026 (2): da n.d. a −5.000,00 € (Prova)",
                "Taglio 01/09/2026 (3): da n.d. a −1.000,00 € (Prova)",
                "Cooperativa 01/03/2026: da n.d. a 10.000,00 € (Prova)",
            ],
        ),
        Cause.TRANSFER: ("0,00 €", ["Breve T2: da n.d. a 12.000,00 € (programma del fondo)"]),
        Cause.NEW_SPENDING: ("−4.000,00 €", ["T1, novembre: da n.d. a 4.000,00 € (Prova)"]),
        Cause.CORRECTION: ("0,00 €", []),
    }


def _said(row: BridgeRow) -> str:
    return f"{row.what}: da {euro(row.before)} a {euro(row.after)} ({row.source})"


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
