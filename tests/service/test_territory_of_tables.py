"""Districts, Comuni and residents from tables as they are published, on rows made by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from udp_core.archive.entity import Entity
from udp_core.packages.projection import place_name, slug, territory
from udp_core.territory.entities import District, Municipality, Population

SOURCE = {"source_title": "Tavola", "source_body": "Istat", "source_year": 2025}


def by_class(istat: str, year: int, comune: str, age: str, total: int | None) -> dict[str, Any]:
    return {
        "istat_code": istat,
        "year": year,
        "comune": comune,
        "district": "RAVENNA",
        "age_class": age,
        "total": total,
        **SOURCE,
    }


def single(year: int, age: str, total: int | None) -> dict[str, Any]:
    return {"istat_code": "039007", "year": year, "age": age, "total": total, **SOURCE}


def made(**tables: list[dict[str, Any]]) -> dict[type[Entity], list[Mapping[str, Any]]]:
    found: dict[type[Entity], list[Mapping[str, Any]]] = {}
    for batch in territory(tables):
        assert batch.computed
        found.setdefault(batch.entity, []).extend(image for _, image in batch.rows)
    return found


def test_a_comune_is_as_its_latest_year_says() -> None:
    """Whatever order the years come in; in order of code."""
    rows = [
        by_class("039014", 2024, "Ravenna", "total", 10),
        by_class("039007", 2024, "Cervia", "total", 30),
        by_class("039007", 2022, "Cervia (di allora)", "total", 20),
        by_class("039007", 2023, "Cervia (di prima)", "total", 25),
    ]
    found = made(population_by_comune_age_class=rows)[Municipality]
    assert [(one["istat_code"], one["name"], one["is_lead"]) for one in found] == [
        ("039007", "Cervia", 0),
        ("039014", "Ravenna", 1),
    ]
    assert {one["district_id"] for one in found} == {"ravenna"}
    assert {one["source"] for one in found} == {"Tavola (Istat, 2025)"}


def test_residents_are_of_the_bands_that_we_know_and_of_no_blank() -> None:
    rows = [
        by_class("039007", 2024, "Cervia", age, total)
        for age, total in (
            ("0-2", 0),
            ("0-17", 1),
            ("18-34", 2),
            ("65+", 3),
            ("75+", 4),
            ("total", 9),
            ("80+", 5),
            ("total", None),
        )
    ]
    found = made(population_by_comune_age_class=rows)[Population]
    assert [(one["age_band"], one["residents"]) for one in found] == [
        ("0_2", 0),
        ("0_17", 1),
        ("18_34", 2),
        ("65_plus", 3),
        ("75_plus", 4),
        ("total", 9),
    ]
    assert {
        (one["municipality_id"], one["year"], one["as_of"], one["origin"]) for one in found
    } == {("039007", 2024, "2024-01-01", "real")}


def test_bands_are_added_from_single_ages_their_ends_included() -> None:
    """13 and 65 are in neither; 14 to 29, and 18 to 64; «Y18» and a blank are read too."""
    ages = {"13": 1, "14": 2, "Y18": 4, "29": 8, "30": 16, "64": 32, "65": 64, "20": None}
    rows = [single(2024, age, total) for age, total in ages.items()] + [single(2023, "18", 100)]
    found = made(population_single_age_ravenna_district=rows)[Population]
    assert [(one["year"], one["age_band"], one["residents"]) for one in found] == [
        (2023, "14_29", 100),
        (2023, "18_64", 100),
        (2024, "14_29", 2 + 4 + 8),
        (2024, "18_64", 4 + 8 + 16 + 32),
    ]


def test_districts_of_the_same_name_are_told_apart_by_their_province() -> None:
    names = [("RAVENNA", "RA"), ("SUD EST", "PR"), ("SUD EST", "MO")]
    rows = [{"district_name": name, "province_code": code, **SOURCE} for name, code in names]
    found = made(districts_emilia_romagna=rows)[District]
    assert [(one["code"], one["name"], one["province_code"]) for one in found] == [
        ("ravenna", "Ravenna", "RA"),
        ("sud-est-pr", "Sud Est", "PR"),
        ("sud-est-mo", "Sud Est", "MO"),
    ]


@pytest.mark.parametrize(
    ("printed", "name", "code"),
    [
        ("CITTA' DI BOLOGNA", "Città di Bologna", "citta-di-bologna"),
        ("FORLI'", "Forlì", "forli"),
        ("RENO, LAVINO E SAMOGGIA", "Reno, Lavino e Samoggia", "reno-lavino-e-samoggia"),
        ("DI PROVA", "Di Prova", "di-prova"),
        ("PIANURA NORD-OVEST", "Pianura Nord-Ovest", "pianura-nord-ovest"),
    ],
)
def test_a_name_in_capitals_becomes_a_name_and_a_code(printed: str, name: str, code: str) -> None:
    assert (place_name(printed), slug(printed)) == (name, code)
