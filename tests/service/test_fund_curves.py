"""The running totals of a fund: a month without data is a gap in its own place."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from tests.made_fund import BASE, HOMES, OF_2026, TODAY, assigned, spent
from tests.made_programme import DEMO, Made, image
from tests.made_rows import batches, load
from udp_core.archive.engine import reading
from udp_core.fund.report.fund import NOTHING, FundReport, fund_curves, running_total
from udp_core.fund.report.reading import fund_report
from udp_core.fund.rules.forecast import Band
from udp_core.fund.view.curve import curve_chart
from udp_core.fund.view.tables import months_table
from udp_core.fund.view.words import fund_figures
from udp_core.kernel.money import Money, total
from udp_core.render.stamp import Stamp

STAMP = Stamp(date(2026, 10, 31), datetime(2026, 11, 10, tzinfo=UTC), 1, "", "")
amounts = st.one_of(st.none(), st.integers(-500, 500).map(Money))


def euro(*values: int | None) -> tuple[Money | None, ...]:
    return tuple(None if value is None else Money(value * 100) for value in values)


def test_a_missing_march_does_not_move_the_months_after_it() -> None:
    months = (*euro(10, 10, None, 10, 10), *NOTHING[5:])
    curves = fund_curves(months, (), [Money(1000)] * 12, Money(200_00), None)
    assert curves.spent[:5] == euro(10, 20, None, 30, 40)
    assert curves.spent[5:] == NOTHING[5:]
    assert curves.ahead[:4] == (None, *euro(20, 30, 40))
    assert curves.ahead[11] == Money(12_000)
    assert curves.expected == NOTHING


def test_the_dashed_line_starts_where_the_solid_one_ends() -> None:
    curves = fund_curves((*euro(10, 10), *NOTHING[2:]), (), euro(*[12] * 12), None, None)  # type: ignore[arg-type]
    assert curves.ahead[:3] == (None, *euro(20, 36))
    whole = fund_curves(euro(*[10] * 12), (), euro(*[10] * 12), None, None)  # type: ignore[arg-type]
    assert whole.ahead == NOTHING
    untold = fund_curves(NOTHING, (), (), None, None)
    assert untold.ahead == NOTHING


def test_the_band_opens_from_the_last_month_with_data() -> None:
    band = Band(Money(10_00), Money(70_00), 3)
    curves = fund_curves((*NOTHING[:8], *euro(10), *NOTHING[9:]), (), (), None, band)
    assert curves.band_low == (*NOTHING[:8], *euro(10, 10, 10, 10))
    assert curves.band_high == (*NOTHING[:8], *euro(10, 30, 50, 70))
    assert fund_curves(euro(*[1] * 12), (), (), None, band).band_high == NOTHING


@given(st.lists(amounts, max_size=12))
def test_a_running_total_keeps_places_and_ends_at_the_sum(found: list[Money | None]) -> None:
    sums = running_total(found)
    assert [one is None for one in sums] == [one is None for one in found]
    known = [one for one in found if one is not None]
    assert next((one for one in reversed(sums) if one is not None), None) == (
        total(known) if known else None
    )


@pytest.fixture
def holed(empty_engine: Engine) -> FundReport:
    """March never came, and 200.000 € were given back."""
    rows: list[Made] = [
        *BASE,
        assigned(OF_2026, "elderly", "official", 1_600_000, "2026-07-20"),
        *(spent(OF_2026, HOMES, None, month, 100_000) for month in range(1, 11) if month != 3),
        (
            "returned_fund",
            {
                "fund_year_id": OF_2026,
                "amount_cents": 200_000_00,
                "return_date": "2026-05-01",
                **DEMO,
            },
        ),
    ]
    load(empty_engine, *batches([image(made) for made in rows]))
    with reading(empty_engine) as connection:
        found = fund_report(connection, "ravenna", 2026, TODAY)
    assert found
    return found


def test_the_screen_draws_the_curve_of_the_picture(holed: FundReport) -> None:
    chart = curve_chart(holed, STAMP)
    drawn = {trace.name: dict(zip(trace.x, trace.y, strict=True)) for trace in chart.figure.data}
    assert drawn["utilizzato"] == {
        "gen": 0.1,
        "feb": 0.2,
        "mar": None,
        "apr": 0.3,
        "mag": 0.4,
        "giu": 0.5,
        "lug": 0.6,
        "ago": 0.7,
        "set": 0.8,
        "ott": 0.9,
    }
    assert list(drawn["previsto"].items())[:3] == [("feb", 0.2), ("mar", 0.3), ("apr", 0.4)]
    running = [row[4] for row in months_table(holed).rows]
    assert running == list(holed.curves.spent)


def test_available_is_never_the_name_of_what_can_still_be_spent(holed: FundReport) -> None:
    position = holed.position
    assert (position.available, position.spendable) == (Money(1_600_000_00), Money(1_400_000_00))
    assert holed.curves.spendable == Money(1_400_000_00)
    card = fund_figures(holed)[0]
    assert (card.value, card.note.split("; ")[1]) == (
        "1,60 M€",
        "restituiti 200 mila €, spendibili 1,40 M€",
    )
    said = [curve_chart(holed, STAMP).description, *holed.status.at_year_end.reasons]
    assert all("disponibile" not in words.casefold() for words in said)
    assert "contro lo spendibile. Spendibile 1,40 M€" in said[0]
    assert "dello spendibile (1,40 M€)" in " ".join(said)
