"""Stated totals: each kind of check on small tables that a person can check."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from udp_core.sources.rules import Discrepancy, Tables, compared, evaluate, parse_checks
from udp_core.sources.rules.figures import EXACT, Precision, figure_of, precision_of

RESOURCES = [
    {
        "name": "parts",
        "schema": {
            "fields": [
                {"name": name}
                for name in (
                    "year",
                    "area",
                    "amount",
                    "males",
                    "females",
                    "precision",
                    "age",
                    "source_title",
                )
            ]
        },
    },
    {
        "name": "totals",
        "schema": {"fields": [{"name": name} for name in ("year", "amount", "precision", "band")]},
    },
    {"name": "map"},
]
PARTS: dict[str, Any] = {"resource": "parts", "field": "amount"}
TOTALS: dict[str, Any] = {"resource": "totals", "field": "amount"}
SUM = {
    "code": "X1",
    "title": "Somma",
    "unit": "EUR",
    "kind": "sum_of_rows",
    "groupBy": ["year"],
    "place": "Qui",
}


def found(tables: Tables, *specs: dict[str, Any]) -> list[Discrepancy]:
    return list(evaluate(parse_checks(package(*specs)), tables))


def package(*specs: dict[str, Any]) -> dict[str, Any]:
    return {"resources": RESOURCES, "udp": {"statedTotals": list(specs)}}


def outcome(discrepancy: Discrepancy) -> tuple[object, ...]:
    return (
        discrepancy.code,
        discrepancy.place,
        str(discrepancy.stated),
        str(discrepancy.computed),
        discrepancy.explained_by_rounding,
    )


# Sum over rows


def part(amount: int | Decimal | None, **others: object) -> dict[str, object]:
    return {"year": 2024, "area": "A", "amount": amount, **others}


def total(amount: int | Decimal | None, **others: object) -> dict[str, object]:
    return {"year": 2024, "amount": amount, **others}


def test_parts_that_add_up_are_no_discrepancy() -> None:
    tables = {"parts": [part(30), part(70)], "totals": [total(100)]}
    spec = {**SUM, "parts": [PARTS], "stated": TOTALS}
    assert found(tables, spec) == []
    assert compared(parse_checks(package(spec)), tables) == {"X1": 1}


def test_parts_that_do_not_add_up_come_out_with_both_figures() -> None:
    tables = {
        "parts": [part(30, source_title="Fonte uno"), part(60, source_title="Fonte due")],
        "totals": [total(100)],
    }
    spec: dict[str, Any] = {
        **SUM,
        "parts": [PARTS],
        "stated": TOTALS,
        "note": "Così stampato.",
        "notes": {"2024": "Anno di prova."},
    }
    assert found(tables, spec) == [
        Discrepancy(
            code="X1",
            title="Somma",
            dataset="totals",
            place="Qui, 2024",
            stated=Decimal(100),
            computed=Decimal(90),
            difference=Decimal(-10),
            unit="EUR",
            explained_by_rounding=False,
            note="Così stampato. Anno di prova.",
            sources=("Fonte uno", "Fonte due"),
        )
    ]


def test_the_note_of_a_group_is_found_by_its_words_as_they_are_shown() -> None:
    spec = {
        **SUM,
        "groupBy": ["year", "area"],
        "parts": [PARTS],
        "stated": {"value": 100},
        "notes": {"2024, A": "Solo l’area A."},
    }
    tables = {"parts": [part(30), part(40, area="B")]}
    assert [(each.place, each.note) for each in found(tables, spec)] == [
        ("Qui, 2024, A", "Solo l’area A."),
        ("Qui, 2024, B", ""),
    ]


def test_groups_are_compared_each_with_its_own_total() -> None:
    tables = {
        "parts": [part(30), part(70), part(5, year=2025)],
        "totals": [total(100), total(6, year=2025), total(9, year=2026)],
    }
    (only,) = found(tables, {**SUM, "parts": [PARTS], "stated": TOTALS})
    assert outcome(only) == ("X1", "Qui, 2025", "6", "5", False)


def test_every_statement_of_a_total_is_compared() -> None:
    tables = {"parts": [part(100)], "totals": [total(100), total(101), total(99), total(None)]}
    assert [each.stated for each in found(tables, {**SUM, "parts": [PARTS], "stated": TOTALS})] == [
        101,
        99,
    ]


def test_a_group_without_all_its_part_sets_is_not_compared() -> None:
    own = {**PARTS, "where": {"area": "A"}}
    other = {**PARTS, "where": {"area": ["B", "C"]}}
    spec = {**SUM, "parts": [own, other], "stated": TOTALS}
    tables = {"parts": [part(30)], "totals": [total(100)]}
    assert compared(parse_checks(package(spec)), tables) == {"X1": 0}
    assert found({**tables, "parts": [part(30), part(60, area="C")]}, spec)[0].computed == 90


def test_rows_can_be_left_out_and_subtracted() -> None:
    spec: dict[str, Any] = {
        **SUM,
        "parts": [
            {**PARTS, "except": {"area": ["B", "C"]}},
            {**PARTS, "where": {"area": "B"}, "sign": -1},
        ],
        "stated": TOTALS,
    }
    tables = {"parts": [part(100), part(40, area="B"), part(7, area="C")], "totals": [total(61)]}
    assert [outcome(each) for each in found(tables, spec)] == [
        ("X1", "Qui, 2024", "61", "60", False)
    ]


def test_a_part_without_data_is_named_and_never_taken_for_rounding() -> None:
    spec: dict[str, Any] = {
        **SUM,
        "parts": [{**PARTS, "nameField": "area"}],
        "stated": {**TOTALS, "precision": "1M"},
    }
    tables = {"parts": [part(100), part(None, area="Bologna")], "totals": [total(100)]}
    (only,) = found(tables, spec)
    assert only.missing_parts == ("Bologna",)
    assert only.note == "Senza dato: Bologna."
    assert only.difference == 0
    assert not only.explained_by_rounding


def test_shares_are_compared_with_a_hundred() -> None:
    spec = {
        **SUM,
        "unit": "%",
        "parts": [PARTS],
        "stated": {"value": "100", "source": "Fonte del cento"},
    }
    tables = {"parts": [part(Decimal("64.7")), part(34), part(Decimal("1.2"))]}
    (only,) = found(tables, spec)
    assert (only.computed, only.dataset, only.sources) == (
        Decimal("99.9"),
        "parts",
        ("Fonte del cento",),
    )


def test_ages_are_put_into_their_classes() -> None:
    bands = {"field": "age", "as": "band", "ranges": {"0-2": [0, 2], "1+": [1, None]}}
    spec = {
        **SUM,
        "groupBy": ["band"],
        "place": "",
        "parts": [{**PARTS, "bands": bands}],
        "stated": TOTALS,
    }
    ages: list[dict[str, object]] = [{"age": age, "amount": 10} for age in (0, 1, 2, 3)]
    tables: Tables = {
        "parts": [*ages, {"age": None, "amount": 10}],
        "totals": [total(30, band="0-2"), total(31, band="1+")],
    }
    assert [outcome(each) for each in found(tables, spec)] == [("X1", "1+", "31", "30", False)]


# Rounding


@pytest.mark.parametrize(
    ("parts", "stated", "explained"),
    [
        (
            (("0.1M", 29_600_000), ("0.1M", 43_300_000)),
            ("0.1M", 73_050_000),
            True,
        ),  # 2 x 50.000 + 50.000
        ((("0.1M", 29_600_000), ("0.1M", 43_300_000)), ("0.1M", 73_050_001), False),
        ((("0.1M", 29_600_000), ("0.1M", 43_300_000)), ("exact", 73_000_000), True),
        ((("0.1M", 29_600_000), ("0.1M", 43_300_000)), ("exact", 73_000_001), False),
        ((("exact", 100), ("exact", 200)), ("exact", 301), False),
        ((("exact", 100), ("exact", 200)), ("exact (with a remark)", 301), False),
        ((("0.1M_truncated", 100_000),), ("exact", 200_000), True),
        ((("0.1M_truncated", 100_000),), ("exact", 99_999), False),
        ((("exact", 471_232_000),), ("lower_bound", 471_000_000), True),
        ((("exact", 470_000_000),), ("lower_bound", 471_000_000), False),
        ((("exact", 54_913_000),), ("upper_bound", 55_000_000), True),
        ((("exact", 55_913_000),), ("upper_bound", 55_000_000), False),
        ((("who knows", 100),), ("exact", 101), False),
    ],
)
def test_rounding_explains_what_it_can_and_no_more(
    parts: tuple[tuple[str, int], ...], stated: tuple[str, int], explained: bool
) -> None:
    spec: dict[str, Any] = {
        **SUM,
        "parts": [{**PARTS, "precisionField": "precision"}],
        "stated": {**TOTALS, "precisionField": "precision"},
    }
    tables = {
        "parts": [part(amount, precision=precision) for precision, amount in parts],
        "totals": [total(stated[1], precision=stated[0])],
    }
    assert [each.explained_by_rounding for each in found(tables, spec)] == [explained]


@pytest.mark.parametrize(
    ("code", "precision"),
    [
        ("exact", EXACT),
        ("0.01M", Precision(Decimal(5_000), Decimal(5_000))),
        ("1000", Precision(Decimal(500), Decimal(500))),
        ("0.1", Precision(Decimal("0.05"), Decimal("0.05"))),
        ("0.1M_truncated", Precision(Decimal(0), Decimal(100_000))),
        ("lower_bound", Precision(Decimal(0), None)),
        ("upper_bound", Precision(None, Decimal(0))),
        ("circa", None),
    ],
)
def test_precision_codes(code: str, precision: Precision | None) -> None:
    assert precision_of(code) == precision


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=12))
def test_honest_rounding_is_always_explained(cents: list[int]) -> None:
    unit = 100_000
    half = Precision(Decimal(unit // 2), Decimal(unit // 2))
    rounded = [figure_of(Decimal(unit * round(cent / unit)), half) for cent in cents]
    computed = sum(rounded[1:], rounded[0])
    assert computed.may_equal(figure_of(Decimal(unit * round(sum(cents) / unit)), half))
    assert figure_of(Decimal(sum(cents)), EXACT).may_equal(computed)


def test_a_figure_subtracted_twice_is_itself() -> None:
    for precision in (EXACT, Precision(Decimal(1), None), Precision(None, Decimal(2))):
        figure = figure_of(Decimal(5), precision)
        opposite = -figure
        assert -opposite == figure
        assert (-figure).value == -5


# The other kinds


def test_fields_of_a_row_add_up_or_come_out() -> None:
    spec = {
        "code": "X2",
        "title": "Sessi",
        "unit": "persone",
        "kind": "sum_of_fields",
        "groupBy": ["area"],
        "rows": PARTS,
        "parts": ["males", "females"],
    }
    tables = {
        "parts": [
            part(10, males=4, females=6),
            part(10, area="B", males=4, females=5),
            part(None, males=1, females=1),
        ]
    }
    assert [outcome(each) for each in found(tables, spec)] == [("X2", "B", "10", "9", False)]
    missing = {"parts": [part(10, area="C", males=10, females=None)]}
    assert [each.missing_parts for each in found(missing, spec)] == [("females",)]
    shares = {**spec, "constant": {"value": 100}}
    assert [
        each.computed for each in found({"parts": [part(0, males=40, females=59)]}, shares)
    ] == [99]
    assert found({"parts": [part(90, males=40, females=60)]}, shares) == []


def test_two_statements_of_one_measure_are_compared_with_the_first() -> None:
    spec = {
        "code": "X3",
        "title": "Due fonti",
        "unit": "EUR",
        "kind": "same_measure",
        "groupBy": ["year"],
        "statements": [PARTS, TOTALS],
    }
    tables = {
        "parts": [part(564_090_000), part(565_000_000), part(None)],
        "totals": [total(564_090_000), total(7, year=2025)],
    }
    assert [outcome(each) for each in found(tables, spec)] == [
        ("X3", "2024", "564090000", "565000000", False)
    ]
    sources = {"parts": [part(7, source_title="Bilancio"), part(9, source_title="Atto")]}
    assert [(each.stated, each.computed) for each in found(sources, spec)] == [(9, 7)]


def test_only_an_excess_breaks_a_bound() -> None:
    spec = {
        "code": "X4",
        "title": "Limite",
        "unit": "persone",
        "kind": "not_more_than",
        "groupBy": ["area"],
        "values": PARTS,
        "bound": TOTALS,
    }
    tables = {
        "parts": [part(9), part(10), part(11, area="B"), part(None, area="C")],
        "totals": [total(8), total(10), total(None)],
    }
    assert [outcome(each) for each in found(tables, spec)] == [("X4", "B", "10", "11", False)]
    assert compared(parse_checks(package(spec)), tables) == {"X4": 3}
    assert found({"parts": [part(11)]}, spec) == []


@pytest.mark.parametrize("amount", [1.5, "100", True])
def test_an_amount_that_is_not_exact_is_a_bug(amount: object) -> None:
    tables: Tables = {"parts": [{"year": 2024, "amount": amount}], "totals": [total(1)]}
    with pytest.raises(TypeError, match=r"parts\.amount"):
        found(tables, {**SUM, "parts": [PARTS], "stated": TOTALS})
