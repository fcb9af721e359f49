"""The fund of the demonstration ledger: its identities recomputed with plain csv and integers."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

import pytest

from tests.known_answers.demo_ledger import (
    COMUNI,
    FUND_YEAR,
    FUNDS,
    STOCKS,
    TODAY,
    YEARS,
    Row,
    cents,
    rows,
    total,
)


def used(fund_year: str) -> int:
    return total("frna_entry", fund_year_id=fund_year, phase="final")


def current_by_line(fund_year: str) -> dict[str, Row]:
    """The latest official row of a line, else the latest estimated."""
    found: dict[str, Row] = {}
    for row in rows("allocation"):
        if row["fund_year_id"] == fund_year:
            found[row["line"]] = max(
                found.get(row["line"], row),
                row,
                key=lambda one: (one["status"] == "official", one["as_of"]),
            )
    return found


def carried_in(fund_year: str) -> int:
    mine = [row for row in rows("carry_over") if row["fund_year_id"] == fund_year]
    return cents(
        max(mine, key=lambda row: (row["status"] == "official", row["as_of"]))["amount_eur"]
    )


def available(fund_year: str) -> int:
    """I6."""
    assigned = sum(cents(row["amount_eur"]) for row in current_by_line(fund_year).values())
    changes = total("variation", fund_year_id=fund_year) + total(
        "cofinancing", fund_year_id=fund_year
    )
    return assigned + carried_in(fund_year) + changes


def test_the_elderly_share_of_2024_is_the_published_quota_times_the_residents_of_75_and_more() -> (
    None
):
    assert cents(current_by_line("ravenna:frna:2024")["elderly"]["amount_eur"]) == 27_805 * 582_87


def test_what_is_available_for_frna_in_2024() -> None:
    """16 206 700,35 + 4 985 551,14 + 494 001,17 + 943 311,45 + carry 641 273,35 + variation 180
    000 + co-financing 180 000."""
    assert available("ravenna:frna:2024") == 23_630_837_46


@pytest.mark.parametrize(
    ("fund", "year"), [(fund, year) for fund in FUNDS for year in pairwise(YEARS)]
)
def test_i7_the_residue_of_a_year_is_what_the_next_brings_in(
    fund: str, year: tuple[str, str]
) -> None:
    before, after = (f"ravenna:{fund}:{one}" for one in year)
    assert carried_in(after) == available(before) - used(before) - total(
        "returned_fund", fund_year_id=before
    )
    statuses = {row["status"] for row in rows("carry_over") if row["fund_year_id"] == after}
    assert statuses == {"estimated", "official"}


@pytest.mark.parametrize("phase", ["budget", "forecast", "final"])
@FUND_YEAR
def test_i10_voci_add_up_to_areas_and_areas_to_the_total(fund_year: str, phase: str) -> None:
    area_of = {row["code"]: row["area"] for row in rows("frna_voce")}
    parents = {row["parent_id"] for row in rows("frna_voce")}
    by_area: Counter[str] = Counter()
    for row in rows("frna_entry"):
        if (row["fund_year_id"], row["phase"]) == (fund_year, phase):
            assert row["voce_id"] not in parents
            by_area[area_of[row["voce_id"]]] += cents(row["amount_eur"])
    assert sum(by_area.values()) == total("frna_entry", fund_year_id=fund_year, phase=phase) > 0


@FUND_YEAR
def test_i14_and_i17_nothing_is_used_or_programmed_beyond_what_is_available(fund_year: str) -> None:
    assert used(fund_year) <= available(fund_year)
    assert total("frna_entry", fund_year_id=fund_year, phase="budget") <= available(fund_year)


@pytest.mark.parametrize("fund_year", [f"ravenna:{fund}:2026" for fund in FUNDS])
def test_i15_no_forecast_is_below_what_is_already_used(fund_year: str) -> None:
    forecast: Counter[tuple[str, str]] = Counter()
    spent: Counter[tuple[str, str]] = Counter()
    for row in rows("frna_entry"):
        if row["fund_year_id"] == fund_year and row["phase"] != "budget":
            (forecast if row["phase"] == "forecast" else spent)[
                row["voce_id"], row["municipality_id"]
            ] += cents(row["amount_eur"])
    assert [key for key in spent if forecast[key] < spent[key]] == []


def test_a_source_pays_only_from_its_own_fund_year() -> None:
    assert [
        row for row in rows("frna_entry") if row["fund_year_id"].split(":")[1] != row["source_id"]
    ] == []


def test_i18_a_voce_is_written_by_comune_or_for_the_whole_district_never_both() -> None:
    places: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows("frna_entry") + rows("activity_measure"):
        places[row["fund_year_id"], row["voce_id"]].add(row["municipality_id"])
    assert [key for key, found in places.items() if found not in (COMUNI, {""})] == []


def test_frna_ends_2026_above_the_assigned_and_inside_the_available() -> None:
    fund_year = "ravenna:frna:2026"
    assigned = sum(cents(row["amount_eur"]) for row in current_by_line(fund_year).values())
    forecast = total("frna_entry", fund_year_id=fund_year, phase="forecast")
    assert assigned < forecast < available(fund_year)
    assert forecast - assigned < assigned // 20


def test_the_shares_of_cross_cutting_spending_add_up_to_one() -> None:
    shares: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows("cross_cutting_share"):
        shares[row["fund_year_id"]] += Decimal(row["share"])
    assert shares == {f"ravenna:frna:{year}": 1 for year in YEARS}


def test_months_and_states() -> None:
    final = [row for row in rows("frna_entry") if row["phase"] == "final"]
    assert {row["period"] for row in final} == {"month"}
    for year, last in (("2024", 12), ("2025", 12), ("2026", 10)):
        mine = [row for row in final if row["fund_year_id"].endswith(year)]
        assert {int(row["period_no"]) for row in mine} == set(range(1, last + 1))
        assert {row["state"] for row in mine if year < "2026" or int(row["period_no"]) <= 6} == {
            "validated"
        }


def test_two_voci_have_stale_data() -> None:
    last: dict[str, str] = {}
    for row in rows("frna_entry"):
        if row["phase"] == "final":
            last[row["voce_id"]] = max(last.get(row["voce_id"], ""), row["as_of"])
    oldest = (TODAY - timedelta(days=120)).isoformat()
    assert {voce for voce, day in last.items() if day < oldest} == {"D2.4", "T2"}


# Activity


def test_cra_places_are_those_published() -> None:
    def places(year: str, month: str) -> int:
        wanted = (f"ravenna:frna:{year}", "A1.1", "posts", "final", month)
        return sum(
            int(row["value"])
            for row in rows("activity_measure")
            if (row["fund_year_id"], row["voce_id"], row["unit"], row["phase"], row["period_no"])
            == wanted
        )

    assert [
        places("2024", "9"),
        places("2024", "10"),
        places("2025", "12"),
        places("2026", "5"),
        places("2026", "10"),
    ] == [
        720,
        750,
        750,
        762,
        773,
    ]


@pytest.mark.parametrize("voce", ["A1.1", "A2.1", "A2.2"])
def test_cost_is_days_times_the_rate_of_the_year(voce: str) -> None:
    rates = {"A1.1": (4350, 4875, 5100), "A2.1": (5500, 5650, 5700), "A2.2": (2800, 2950, 3000)}[
        voce
    ]
    for year, rate in zip(YEARS, rates, strict=True):
        wanted = {"fund_year_id": f"ravenna:frna:{year}", "voce_id": voce, "phase": "final"}
        assert total("frna_entry", **wanted) == days_of(wanted) * rate


def days_of(wanted: Row) -> int:
    mine = {**wanted, "unit": "days"}
    return sum(int(row["value"]) for row in rows("activity_measure") if mine.items() <= row.items())


def test_the_plan_of_a_stock_is_near_its_average_and_of_a_flow_near_its_sum() -> None:
    plan: Counter[tuple[str, str]] = Counter()
    done: Counter[tuple[str, str]] = Counter()
    for row in rows("activity_measure"):
        if row["fund_year_id"] == "ravenna:frna:2025":
            (plan if row["phase"] == "budget" else done)[row["voce_id"], row["unit"]] += int(
                row["value"]
            )
    for key, planned in plan.items():
        reached = done[key] / (12 if key[1] in STOCKS else 1)
        assert 0.7 < reached / planned < 1.3, key
