"""Residents by single age become our bands; ages that are not there must be proved to be empty."""

from __future__ import annotations

from udp_core.imports.found import Found
from udp_core.imports.residents import OLDEST, TOTAL_AGE, added_up
from udp_core.kernel.problem import Place

Ages = dict[int, int | None]


def rows(ages: Ages, place: str = "c", year: int = 2026) -> list[tuple[int, Found]]:
    return [
        (
            age,
            Found(
                Place("x.csv", number),
                {"municipality_id": place, "residents": residents},
                year=year,
            ),
        )
        for number, (age, residents) in enumerate(ages.items(), start=2)
    ]


def bands(found: list[tuple[int, Found]]) -> dict[object, object]:
    made, problems = added_up(found)
    assert problems == []
    return {one.values["age_band"]: one.values["residents"] for one in made}


def said(found: list[tuple[int, Found]]) -> list[tuple[str, str, int | None]]:
    made, problems = added_up(found)
    assert made == []
    return [(one.code, one.sentence, one.place.row) for one in problems]


def test_of_every_age_one_each_band_counts_its_ages_both_ends_included() -> None:
    """From 0 to 100 and more: 101 ages, of which 36 from 65 on."""
    assert bands(rows(dict.fromkeys(range(OLDEST + 1), 1))) == {
        "0_2": 3,
        "0_17": 18,
        "14_29": 16,
        "18_34": 17,
        "18_64": 47,
        "65_plus": 36,
        "75_plus": 26,
        "total": 101,
    }


def test_ages_that_are_not_there_are_empty_where_the_total_proves_it() -> None:
    found = bands(rows({0: 2, 17: 3, 75: None, 100: 5, TOTAL_AGE: 10}))
    assert (found["0_17"], found["75_plus"], found["total"]) == (5, 5, 10)


def test_a_total_that_does_not_hold_is_told_with_both_sums() -> None:
    assert said(rows({0: 2, 17: 3, TOTAL_AGE: 1_006})) == [
        (
            "X50",
            "Le età sommano 5 residenti, la riga del totale (età 999) ne dice 1.006.",
            2,
        )
    ]


def test_without_a_total_every_age_must_be_there() -> None:
    whole: Ages = dict.fromkeys(range(OLDEST + 1), 1)
    words = "Mancano {} (la prima è {}) e la riga del totale (età 999)."
    last = {age: count for age, count in whole.items() if age != OLDEST}
    assert said(rows(last)) == [("X50", words.format("1 età", 100), 2)]
    two = {age: count for age, count in whole.items() if age not in {3, 40}}
    assert said(rows(two)) == [("X50", words.format("2 età", 3), 2)]


def test_an_age_that_is_there_twice_is_told_where_it_repeats() -> None:
    second = Found(Place("x.csv", 9), {"municipality_id": "c", "residents": 2}, year=2026)
    again = [*rows({0: 2, TOTAL_AGE: 4}), (0, second)]
    assert said(again) == [("W01", "L’età compare due volte per lo stesso Comune.", 9)]


def test_each_comune_and_year_is_by_itself() -> None:
    """One that is wrong takes nothing away from the others."""
    good = rows({0: 2, TOTAL_AGE: 2}) + rows({0: 3, TOTAL_AGE: 3}, year=2025)
    wrong = rows({0: 2, TOTAL_AGE: 3}, place="r")
    made, problems = added_up([*good, *wrong])
    totals = [
        (one.values["municipality_id"], one.year, one.values["residents"])
        for one in made
        if one.values["age_band"] == "total"
    ]
    assert totals == [("c", 2026, 2), ("c", 2025, 3)]
    assert [one.code for one in problems] == ["X50"]
