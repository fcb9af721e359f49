"""What can be looked for is what the screens let one choose, read without judging it."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine

from udp_core.archive.engine import reading
from udp_core.fund.report.reading import fund_report
from udp_core.indicators.report.reading import indicators_report
from udp_core.indicators.view.filters import indicator_name
from udp_core.overview.report.finding import NamesToFind, names_to_find
from udp_core.programme.report.reading import programme_report
from udp_core.programme.view.words import scheda_name

TODAY = date(2026, 10, 31)


@pytest.mark.parametrize("year", [2025, 2026])
def test_they_are_the_choices_of_the_screens(demo_copy: Engine, year: int) -> None:
    with reading(demo_copy) as connection:
        names = names_to_find(connection, "ravenna", year, TODAY)
        programme = programme_report(connection, "ravenna", year, TODAY)
        fund = fund_report(connection, "ravenna", year, TODAY)
        followed = indicators_report(connection, "ravenna", year, TODAY).followed
    assert programme
    assert fund
    assert names == NamesToFind(
        tuple((one.id, one.short_name) for one in programme.areas),
        tuple((one.id, scheda_name(one)) for one in programme.schede),
        programme.municipalities,
        tuple((one.code, f"{one.code} {one.name}") for one in fund.voci),
        tuple((one.text.code, indicator_name(one)) for one in followed),
    )
    assert all(len(one) > 2 for one in (names.areas, names.schede, names.voci, names.indicators))


def test_another_district_finds_nothing_of_this_one(demo_copy: Engine) -> None:
    with reading(demo_copy) as connection:
        found = names_to_find(connection, "altro", 2026, TODAY)
    assert found == NamesToFind()


def test_an_archive_with_nothing_counts_nothing(empty_engine: Engine) -> None:
    with reading(empty_engine) as connection:
        assert names_to_find(connection, "ravenna", 2026, TODAY) == NamesToFind()
