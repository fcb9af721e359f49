"""Published accounts (DOMAIN.md 12.4, 1-4), read from the reference data and judged by the rules
of the fund."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from udp_core.fund.rules.equilibrium import FundPosition
from udp_core.fund.rules.identities import (
    ToFinance,
    i6_available,
    i7_carry_over,
    i8_use_rates,
    i9_residue_consumption,
    i10_voci_and_areas,
    i17_programmed,
    i18_district_total,
)
from udp_core.fund.rules.voci import StatedAmount, assigned
from udp_core.kernel.italian import percent
from udp_core.kernel.money import ZERO, Money, total
from udp_core.kernel.vocabulary import AllocationLine, AmountStatus, FrnaArea

REFERENCE = Path(__file__).parents[2] / "data" / "reference"
REGION_2024 = Money.from_euro(481_890_000)
REGGIO = "Distretto Reggio Emilia"


def rows(table: str) -> list[dict[str, str]]:
    with (REFERENCE / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def published(year: int, measure: str, field: str = "amount_eur") -> Decimal:
    (found,) = (
        Decimal(row[field])
        for row in rows("published_district_accounts")
        if (row["area_name"], row["year"], row["measure"]) == (REGGIO, str(year), measure)
    )
    return found


def amount(year: int, measure: str) -> Money:
    return Money.from_euro(published(year, measure))


def fund(year: int, assigned_: Money, used: Money = ZERO, carried: Money = ZERO) -> FundPosition:
    return FundPosition(year, assigned_, carried, ZERO, ZERO, None, used, ZERO)


# 1. The Region in 2024

CRITERIA = {
    "popolazione_75_piu": AllocationLine.ELDERLY,
    "disabilita": AllocationLine.DISABLED,
    "gravissime_disabilita_acquisite": AllocationLine.GRAD,
    "condizioni_gestionali_particolari": AllocationLine.SPECIAL_MANAGEMENT,
}


def regional_lines() -> list[StatedAmount]:
    return [
        StatedAmount(
            CRITERIA[row["criterion"]],
            AmountStatus.OFFICIAL,
            Money.from_euro(Decimal(row["amount_eur"])),
            date(2024, 7, 1),
        )
        for row in rows("frna_allocation_by_criterion")
        if row["year"] == "2024" and row["criterion"] in CRITERIA
    ]


def test_the_lines_of_2024_add_up_to_the_regional_fund() -> None:
    assert len(regional_lines()) == 4
    assert assigned(regional_lines()) == REGION_2024


def test_the_health_authorities_of_2024_add_up_to_the_regional_fund() -> None:
    by_ausl = {
        row["area_code"]: Money.from_euro(Decimal(row["amount_eur"]))
        for row in rows("frna_allocation_by_ausl")
        if row["year"] == "2024" and row["level"] == "ausl"
    }
    assert len(by_ausl) == 8
    assert i18_district_total("Regione 2024", by_ausl, REGION_2024) == ()


def test_the_elderly_quota_per_resident_of_75_and_more() -> None:
    (elderly,) = (row.amount for row in regional_lines() if row.line is AllocationLine.ELDERLY)
    assert elderly == Money.from_euro(345_117_767)
    assert elderly.times(Fraction(1, 592_096)) == Money(582_87)


# 2. Reggio Emilia in 2014


def reggio_2014() -> FundPosition:
    consumed = Money.from_euro(600_159)
    carried = amount(2015, "carried_in_residues") + consumed
    return fund(2014, amount(2014, "assigned_total"), amount(2014, "used_total"), carried)


def test_reggio_2014_used_more_than_it_was_assigned() -> None:
    position = reggio_2014()
    assert percent(position.use_rate_assigned, 2) == "102,88 %"
    stated = Fraction(published(2014, "utilisation_rate", "quantity")) / 100
    assert i8_use_rates(f"{REGGIO} 2014", position, stated, position.use_rate_available) == ()


def test_reggio_2014_drew_on_residues_by_what_its_totals_say() -> None:
    position = reggio_2014()
    assert position.residue_consumption == Money.from_euro(600_159)
    assert position.structural_balance == Money.from_euro(-600_159)
    assert position.in_equilibrium
    assert not position.in_structural_equilibrium
    assert i7_carry_over(f"{REGGIO} 2014", position, amount(2015, "carried_in_residues")) == ()
    assert position.years_of_residues == Fraction(1_466_065, 600_159)


def test_reggio_2014_the_printed_figure_is_flagged() -> None:
    printed = amount(2014, "drawn_from_residues_printed")
    (breach,) = i9_residue_consumption(f"{REGGIO} 2014", reggio_2014(), printed)
    assert (breach.found, breach.expected) == (Money.from_euro(638_159), Money.from_euro(600_159))
    assert breach.difference == Money.from_euro(38_000)
    assert (
        breach.sentence
        == "Il prelievo dai residui dichiarato è 638.159,00 €; l’utilizzato oltre l’assegnato è"
        " 600.159,00 €: differenza +38.000,00 €."
    )


# 3. Reggio Emilia in 2015


def test_reggio_2015_available_is_what_came_in_and_the_residues() -> None:
    carried, stated = amount(2015, "carried_in_residues"), amount(2015, "resources_total")
    position = fund(2015, stated - carried, carried=carried)
    assert position.available == Money.from_euro(22_259_083)
    assert position.recurring == Money.from_euro(20_793_018)
    assert i6_available(f"{REGGIO} 2015", position, stated) == ()
    (breach,) = i6_available(f"{REGGIO} 2015", position, stated - carried)
    assert breach.difference == -carried


def test_reggio_2015_the_ordinary_part_fell() -> None:
    before, after = amount(2014, "ordinary_regional_part"), amount(2015, "ordinary_regional_part")
    assert (before, after) == (Money.from_euro(19_591_403), Money.from_euro(19_372_214))
    assert percent((after - before).share_of(before)) == "−1,1 %"


# 4. Reggio Emilia in 2010


def test_reggio_2010_per_resident_of_75_and_more() -> None:
    residents = published(2010, "residents_75_plus", "quantity")
    for measure, euro in (("frna", 881_16), ("fna", 64_19)):
        per_head = amount(2010, f"{measure}_assigned").times(Fraction(1) / Fraction(residents))
        assert (
            per_head
            == Money(euro)
            == Money.from_euro(published(2010, f"{measure}_per_resident_75_plus", "quantity"))
        )


def test_reggio_2010_the_areas_add_up_to_the_programme() -> None:
    areas = {area: amount(2010, f"programmed_{area}") for area in FrnaArea}
    whole = amount(2010, "programmed_total")
    assert whole == Money.from_euro(22_047_120)
    assert (
        i10_voci_and_areas(
            f"{REGGIO} 2010", {str(area): areas[area] for area in areas}, areas, whole
        )
        == ()
    )


def test_reggio_2010_the_programme_leaves_money_to_find() -> None:
    available = total([amount(2010, "frna_assigned"), amount(2010, "fna_assigned")])
    programmed = amount(2010, "programmed_total")
    (breach,) = i17_programmed(f"{REGGIO} 2010", programmed, available)
    assert breach.difference == Money(1_632_332_16)
    assert "Ridurre le voci di 1.632.332,16 €" in breach.remedy
    line = ToFinance(Money(1_632_332_16), "residui o altre entrate del distretto")
    assert i17_programmed(f"{REGGIO} 2010", programmed, available, [line]) == ()
