"""The whole words of the comparison of fees, in the small world and at its edges."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import Engine

from tests.fees.test_fees_report import TODAY, report
from tests.goldens import compare_lines
from tests.made_fees import CARE, MEALS, TEN, bands, load_fees, regulation, service, users
from tests.made_funds import RUSSI
from tests.made_programme import CERVIA, RAVENNA, Made
from tests.said import said
from udp_core.fees.report import FeesReport, Homogeneity, ServiceFees
from udp_core.fees.rules.paying import REFERENCE, Use
from udp_core.fees.rules.single import LOWEST, MEAN, PROPOSED, PlaceChange
from udp_core.fees.slides import fees_slides
from udp_core.fees.terms import FeeUnit
from udp_core.fees.view.tables import (
    families_table,
    grid_table,
    rules_table,
    services_table,
    single_table,
)
from udp_core.fees.view.words import (
    apart_words,
    choice_words,
    day_note,
    fees_figures,
    fees_message,
    homogeneity_words,
    isee_words,
    single_words,
    use_words,
    users_note,
    whole_euro,
    wrong_words,
)
from udp_core.kernel.money import Money
from udp_core.kernel.vocabulary import Payer

RIDES, DAYS, MONTHS = "ravenna:corse", "ravenna:giorni", "ravenna:mensile"
MORE: list[Made] = [
    service("corse", unit="ride", payer="frna", usual_units=2_500),
    service("giorni", unit="day"),
    service("mensile", unit="month", usual_units=1_000, usual_months=10),
    service("senza", unit="day"),
    *bands(RIDES, RAVENNA, (0, None, 1_00), unit="ride", year_cap_cents=25_00, origin="demo"),
    *bands(RIDES, CERVIA, (0, None, 1_20), unit="ride", month_cap_cents=2_50, year_cap_cents=20_00),
    *bands(DAYS, RAVENNA, (0, 5_000_00, 2_00), (4_000_00, TEN, 3_00), unit="day"),
    *bands(DAYS, CERVIA, (1_00, None, 2_50), unit="day"),
    *bands(DAYS, RUSSI, (0, 50, 2_50), (51, None, 2_50), unit="day"),
    *bands(MONTHS, None, (0, None, 30_00), unit="month"),
    *bands(
        MEALS,
        None,
        (0, None, 4_00),
        start="2028-01-01",
        unit="meal",
        regulation_id="ravenna:unico",
    ),
]


def whole(found: FeesReport) -> list[str]:
    lines = said(
        fees_message(found),
        day_note(found),
        fees_figures(found),
        services_table(found, REFERENCE[0]),
        grid_table(found),
        rules_table(found),
        *map(wrong_words, found.services),
        *fees_slides(found),
    )
    for fees in found.services:
        lines += said(
            f"# {fees.service.name}: {use_words(fees.usual)}",
            users_note(fees) if fees.groups else "Senza utenza.",
            *(apart_words(fees, isee) for isee in REFERENCE[:2]),
            families_table(fees, REFERENCE[:2], replace(fees.usual, months=1)),
        )
        for choice in fees.choices if fees.groups else fees.choices[:1]:
            changed = fees.changes(choice)
            lines += said(single_words(fees, changed), single_table(fees, changed, choice))
    return lines


def test_the_comparison_of_the_small_world_is_said_as_it_was_read(empty_engine: Engine) -> None:
    """With a fee by the day whose bands overlap, one by the month, caps of the year."""
    load_fees(empty_engine, *MORE)
    compare_lines("said-fees", whole(report(empty_engine)))


def test_the_years_before_and_another_district(empty_engine: Engine) -> None:
    load_fees(empty_engine)
    found = [
        line
        for district, year in (("ravenna", 2023), ("ravenna", 2019), ("lontano", 2026))
        for line in (f"## {district} {year}", *whole(report(empty_engine, district, year)))
    ]
    compare_lines("said-fees-elsewhere", found)


def care(engine: Engine) -> ServiceFees:
    found = report(engine).of("sad")
    assert found is not None
    return found


def change(now: int | None, then: int | None, users: int = 10, place: str = RAVENNA) -> PlaceChange:
    """In cents."""
    return PlaceChange(
        place,
        users,
        None if now is None else Money(now),
        None if then is None else Money(then),
    )


def test_what_one_rule_costs_in_all(empty_engine: Engine) -> None:
    """Of the places of which it is known: more, less, nothing, not known."""
    load_fees(empty_engine)
    fees = care(empty_engine)
    ours = replace(fees, service=fees.service._replace(payer=Payer.FRNA))
    lost, won = change(10_00, 9_99), change(9_99, 10_00, place=CERVIA)
    unknown = change(None, 5_00, place=RUSSI)
    assert single_words(fees, (lost, unknown)) == "0,01 € l’anno in più per i Comuni"
    assert single_words(ours, (won, unknown)) == "0,01 € l’anno in meno per il fondo (FRNA)"
    assert single_words(ours, (lost, won)) == "Nessuna differenza in tutto per il fondo (FRNA)"
    assert single_words(fees, (lost, won)) == "Nessuna differenza in tutto per i Comuni"
    assert single_words(fees, (unknown, change(5_00, None))) == (
        "Non si può dire: manca l’utenza per ISEE di questo servizio, o una regola"
    )
    assert said(single_table(fees, (lost, change(7_00, 0, 5, CERVIA), unknown), LOWEST))[2:] == [
        "  Ravenna | 10 | 10,00 € | 9,99 € | 0,01 €",
        "  Cervia | 5 | 7,00 € | 0,00 € | 7,00 €",
        "  Russi | 10 | n.d. | 5,00 € | n.d.",
        "  Totale | 15 | 17,00 € | 9,99 € | 7,01 €",
    ]
    assert said(single_table(fees, (unknown,), LOWEST))[2:] == [
        "  Russi | 10 | n.d. | 5,00 € | n.d.",
        "  Totale | n.d. | n.d. | n.d. | n.d.",
    ]


def test_of_few_users_the_wall_does_not_draw_what_one_rule_costs(empty_engine: Engine) -> None:
    """Four users in Cervia: no bar is drawn, and neither the number nor the euro are written."""
    load_fees(empty_engine, users(CERVIA, 0, None, 12_000_00, 4))
    [*_, slide] = fees_slides(report(empty_engine))
    assert slide.chart is None
    assert slide.paper is not None
    assert [row[1:] for row in slide.paper.words if row[0] == "Cervia"] == [
        ("<5", "n.p.", "n.p.", "n.p.")
    ]


@pytest.mark.parametrize(
    ("one_rule", "services", "told"),
    [
        (1, 1, "1 servizio su 1 ha una sola regola nel distretto (100,0 %)"),
        (1, 3, "1 servizio su 3 ha una sola regola nel distretto (33,3 %)"),
        (2, 2, "2 servizi su 2 hanno una sola regola nel distretto (100,0 %)"),
        (0, 4, "0 servizi su 4 hanno una sola regola nel distretto (0,0 %)"),
        (0, 0, "L’indice di omogeneità non si può dire: nessun servizio ha una regola"),
    ],
)
def test_the_index_in_words(one_rule: int, services: int, told: str) -> None:
    assert homogeneity_words(Homogeneity(one_rule, services)) == told


@pytest.mark.parametrize(
    ("unit", "units", "months", "told"),
    [
        (FeeUnit.HOUR, "20", 12, "20 ore al mese per 12 mesi"),
        (FeeUnit.HOUR, "2.500", 1, "2,5 ore al mese per 1 mese"),
        (FeeUnit.DAY, "0.25", 2, "0,25 giorni al mese per 2 mesi"),
        (FeeUnit.MEAL, "100", 2, "100 pasti al mese per 2 mesi"),
        (FeeUnit.RIDE, "0", 2, "0 corse al mese per 2 mesi"),
        (FeeUnit.MONTH, "1", 10, "per 10 mesi"),
        (FeeUnit.MONTH, "2", 10, "2 volte al mese per 10 mesi"),
        (FeeUnit.DAY, "1", 10, "1 giorni al mese per 10 mesi"),
    ],
)
def test_a_use_in_words(unit: FeeUnit, units: str, months: int, told: str) -> None:
    assert use_words(Use(unit, Decimal(units), months)) == told


def test_an_isee_and_an_amount_of_a_family_in_words() -> None:
    assert [isee_words(Money(one)) for one in (6_000_00, 6_000_01, 0)] == [
        "6.000\u00a0€",
        "6.000,01 €",
        "0\u00a0€",
    ]
    assert [whole_euro(Money(one)) for one in (1_920_49, 1_920_51, 0)] == [
        "1.920\u00a0€",
        "1.921\u00a0€",
        "0\u00a0€",
    ]


def test_what_a_single_rule_is_called(empty_engine: Engine) -> None:
    load_fees(empty_engine)
    fees = care(empty_engine)
    assert [choice_words(fees, one) for one in (*fees.choices, "099999")] == [
        "Come proposto: Regolamento unico",
        "La più bassa dei Comuni",
        "La media dei Comuni",
        "La più alta dei Comuni",
        "Quella di Ravenna per tutti",
        "Quella di Cervia per tutti",
        "Quella di Russi per tutti",
        "Quella di 099999 per tutti",
    ]
    assert choice_words(replace(fees, proposed=None), PROPOSED) == "Come proposto: "
    assert fees.single(MEAN, Money(12_000_00)) == Money(1_200_00)
    assert fees.single(PROPOSED, Money(0)) == Money(720_00)
    assert fees.single(CERVIA, Money(0), Use(FeeUnit.HOUR, Decimal(1), 1)) == Money(5_00)


def test_the_same_fee_everywhere_is_said_with_the_fee(empty_engine: Engine) -> None:
    load_fees(empty_engine)
    meals = report(empty_engine).of("pasti")
    assert meals is not None
    assert apart_words(meals, Money(6_000_00)) == (
        "Servizio pasti, con ISEE 6.000\u00a0€: si paga lo stesso, 600,00 € l’anno"
    )
    only = replace(meals, places=meals.places[:1])
    assert apart_words(only, Money(6_000_00)) == (
        "Servizio pasti, con ISEE 6.000\u00a0€: mancano le regole da confrontare"
    )
    same = FeesReport(TODAY, (meals,))
    assert fees_message(same) == ("Per le famiglie di riferimento si paga lo stesso in ogni Comune")
    assert [one.value for one in fees_figures(same)] == ["100,0 %", "0\u00a0€", "0"]
    assert [slide.name for slide in fees_slides(same)] == ["tariffe-servizi"]


def test_of_two_proposals_the_later_is_simulated_and_users_of_the_last_year_known_count(
    empty_engine: Engine,
) -> None:
    """The second asks 7.00 from 2029: 840 a year. Of 2025 and 2026 the users of 2026."""
    again = ("fee_users", {**users(RUSSI, 0, None, 9_000_00, 7)[1], "year": 2026})
    to_come = ("fee_users", {**users(RUSSI, 0, None, 9_000_00, 9)[1], "year": 2027})
    load_fees(
        empty_engine,
        regulation("secondo", "proposed"),
        *bands(CARE, None, (0, None, 7_00), start="2029-01-01", regulation_id="ravenna:secondo"),
        *bands(MEALS, CERVIA, (0, None, 9_00), unit="meal", regulation_id="ravenna:secondo"),
        again,
        to_come,
    )
    fees = care(empty_engine)
    assert fees.single(PROPOSED, Money(0)) == Money(840_00)
    assert (fees.users_year, [one.users for one in fees.groups]) == (2026, [7])
    assert [one.users for one in fees.changes(LOWEST)] == [0, 0, 7]
    assert fees.crossed == ("Russi",)
    meals = report(empty_engine).of("pasti")
    assert meals is not None
    assert meals.proposed is None
    assert meals.paid(Money(0))["Cervia"] == Money(600_00)
    assert date(2026, 11, 10) == report(empty_engine).day == TODAY
    assert report(empty_engine, year=2025).day == date(2025, 12, 31)
