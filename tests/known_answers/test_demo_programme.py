"""The programme and the indicators of the demonstration ledger."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import timedelta
from decimal import Decimal

from tests.known_answers.demo_ledger import (
    AREAS,
    FUND_YEAR,
    PROGRAMME,
    TODAY,
    YEARS,
    Row,
    cents,
    id_of,
    ids,
    rows,
    total,
)


def schede(year: str) -> list[Row]:
    return [row for row in rows("intervention") if row["programme_id"] == PROGRAMME.format(year)]


def money(phase: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for row in rows("intervention_funding"):
        if row["phase"] == phase:
            found[row["intervention_id"]] += cents(row["amount_eur"])
    return found


def late_actions(scheda: str) -> list[Row]:
    mine = [row for row in rows("action") if row["intervention_id"] == scheda]
    return [row for row in mine if not row["done_date"] and row["due_date"] < TODAY.isoformat()]


def test_schede_of_three_years_over_eight_areas() -> None:
    assert [len(schede(year)) for year in YEARS] == [13, 13, 45]
    for year in YEARS:
        assert {row["area_id"] for row in schede(year)} == AREAS
    states = Counter(row["state"] for row in schede("2026"))
    assert states == {
        "active": 40,
        "completed": 1,
        "suspended": 1,
        "not_realised": 1,
        "proposed": 1,
        "approved": 1,
    }


def test_closed_years_have_only_finished_schede_with_their_final_money() -> None:
    final = {
        row["intervention_id"] for row in rows("intervention_funding") if row["phase"] == "final"
    }
    for row in [*schede("2024"), *schede("2025")]:
        assert row["state"] in {"completed", "not_realised"}
        assert id_of("intervention")(row) in final
        assert row["evaluation"]


def test_states_keep_their_guards() -> None:
    budget = money("budget")
    for row in rows("intervention"):
        scheda = id_of("intervention")(row)
        assert row["lead_organisation_id"]
        assert budget[scheda] > 0
        assert row["progress"] == {"completed": "1", "proposed": "0"}.get(
            row["state"], row["progress"]
        )
        assert row["critical_points"] or row["state"] != "not_realised"


def test_weights_of_a_scheda_add_up_to_one() -> None:
    weights: dict[str, list[Decimal]] = defaultdict(list)
    for row in rows("action"):
        weights[row["intervention_id"]].append(Decimal(row["weight"]))
    assert set(weights) == ids("intervention")
    assert {sum(found) for found in weights.values()} == {1}
    assert {len(found) for found in weights.values()} <= {3, 4, 5}


def test_actions_fall_in_the_year_and_are_done_by_today() -> None:
    for row in rows("action"):
        year = row["intervention_id"].split(":")[2]
        assert row["due_date"].startswith(year)
        assert row["done_date"] == "" or year <= row["done_date"] <= TODAY.isoformat()


def test_i13_comuni_are_named_and_a_source_is_by_comune_or_for_the_district() -> None:
    places: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows("intervention_funding"):
        places[row["intervention_id"], row["source_id"]].add(row["municipality_id"])
    assert [key for key, found in places.items() if "" in found and len(found) > 1] == []
    assert [key for key, found in places.items() if key[1] == "comuni" and "" in found] == []


@FUND_YEAR
def test_i13_schede_stay_inside_what_a_source_has_programmed(fund_year: str) -> None:
    _, source, year = fund_year.split(":")
    mine = [
        row
        for row in rows("intervention_funding")
        if row["source_id"] == source and f":{year}:" in row["intervention_id"]
    ]
    budget = sum(cents(row["amount_eur"]) for row in mine if row["phase"] == "budget")
    assert budget <= total("frna_entry", fund_year_id=fund_year, phase="budget")
    assert sum(cents(row["amount_eur"]) for row in mine if row["phase"] == "final") <= total(
        "frna_entry", fund_year_id=fund_year, phase="final"
    )


def test_the_scheda_of_the_cra_has_the_money_of_its_voce() -> None:
    scheda = PROGRAMME.format(2026) + ":S26-29"
    for phase in ("budget", "final"):
        voce = total("frna_entry", fund_year_id="ravenna:frna:2026", voce_id="A1.1", phase=phase)
        assert total("intervention_funding", intervention_id=scheda, phase=phase) == voce


def test_some_schede_are_late_some_over_budget_some_stale() -> None:
    budget, final = money("budget"), money("final")
    running = [id_of("intervention")(row) for row in schede("2026") if row["state"] == "active"]
    stale = [row for row in schede("2026") if row["as_of"] < "2026-07-01"]
    assert len([scheda for scheda in running if late_actions(scheda)]) >= 8
    assert {scheda[-2:] for scheda in running if final[scheda] > budget[scheda]} == {
        "04",
        "15",
        "21",
    }
    assert {row["code"] for row in stale} == {"S26-07", "S26-16", "S26-28", "S26-35"}


# Indicators


def test_values_are_numerator_over_denominator() -> None:
    multipliers = {row["code"]: Decimal(row["multiplier"]) for row in rows("indicator")}
    for row in rows("measurement"):
        if not row["denominator"]:
            assert row["value"]
        elif Decimal(row["denominator"]) == 0:
            assert row["value"] == ""
        else:
            exact = (
                Decimal(row["numerator"])
                / Decimal(row["denominator"])
                * multipliers[row["indicator_id"]]
            )
            assert abs(Decimal(row["value"]) - exact) <= Decimal("0.0005")


def test_a_denominator_is_there_exactly_where_the_indicator_has_one() -> None:
    with_denominator = {row["code"] for row in rows("indicator") if row["denominator"]}
    assert [
        row
        for row in rows("measurement")
        if bool(row["denominator"]) != (row["indicator_id"] in with_denominator)
    ] == []


def test_every_proposed_indicator_is_measured_in_two_years_and_judged_ones_have_targets() -> None:
    measured = Counter(
        code for code, _ in {(row["indicator_id"], row["year"]) for row in rows("measurement")}
    )
    proposed = {
        row["code"]
        for row in rows("indicator")
        if re.match(r"(LEPS|FRNA|AN|DI|MI|GI|IM|PO|RE|SY)-", row["code"])
    }
    judged = {
        row["code"]
        for row in rows("indicator")
        if row["code"] in proposed and row["direction"] != "info"
    }
    assert {code for code in proposed if measured[code] >= 2} == proposed
    assert {(row["indicator_id"], row["year"]) for row in rows("target")} == {
        (code, year) for code in judged for year in YEARS
    }


def test_comuni_and_district_agree_and_a_small_count_is_there() -> None:
    by_place: dict[tuple[str, str], dict[str, Decimal]] = defaultdict(dict)
    for row in rows("measurement"):
        if row["indicator_id"] == "DI-03":
            by_place[row["year"], row["period_no"]][row["municipality_id"]] = Decimal(row["value"])
    for found in by_place.values():
        assert found.pop("") == sum(found.values())
        assert found["039016"] == 2


def test_some_indicators_are_stale() -> None:
    last: dict[str, str] = {}
    for row in rows("measurement"):
        last[row["indicator_id"]] = max(last.get(row["indicator_id"], ""), row["as_of"])
    oldest = (TODAY - timedelta(days=120)).isoformat()
    assert len([code for code, day in last.items() if day < oldest]) >= 5
