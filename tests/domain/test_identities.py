"""Every identity as a property.

Consistent data never breach, and a seeded alteration always does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from udp_core.fund.rules import identities
from udp_core.fund.rules.equilibrium import FundPosition
from udp_core.fund.rules.identities import (
    Breach,
    Commitment,
    FundingPart,
    Reservation,
    Saving,
    SchedaFunding,
    ServiceCost,
    ToFinance,
)
from udp_core.fund.rules.voci import attribute_cross_cutting
from udp_core.kernel.money import ZERO, Money, total
from udp_core.kernel.vocabulary import AccountingRegime, FrnaArea, SourceKind

HERE = "FRNA 2024"
AREAS = (FrnaArea.ELDERLY, FrnaArea.DISABLED)
amounts = st.integers(0, 10**12).map(Money)
above_zero = st.integers(1, 10**12).map(Money)
errors = st.integers(-(10**12), 10**12).filter(bool).map(Money)
lists = st.lists(amounts, max_size=6)
by_name = st.dictionaries(
    st.sampled_from(["A1.1", "A2.2", "D1.1", "D2.7", "T1"]), amounts, min_size=1
)
by_area = st.dictionaries(st.sampled_from(list(FrnaArea)), amounts, min_size=1)


@st.composite
def positions(draw: st.DrawFn, *, within: bool = False) -> FundPosition:
    """A fund; `within`: nothing is used beyond the available."""
    assigned, carried, variations, added, used = (draw(amounts) for _ in range(5))
    available = assigned + carried + variations + added
    spent = min(used, available) if within else used
    return FundPosition(2024, assigned, carried, variations, added, None, spent, None)


def one(breaches: tuple[Breach, ...], code: str, gap: Money | None = None) -> Breach:
    """The only breach; of this code; as large as expected; said in full."""
    (breach,) = breaches
    assert breach.code == code
    assert gap is None or breach.difference == gap
    assert breach.sentence.endswith(".")
    assert breach.remedy.endswith(".")
    return breach


def codes(breaches: Iterable[Breach]) -> set[str]:
    return {breach.code for breach in breaches}


# Accounting


@given(amounts, st.lists(errors, max_size=6), errors)
def test_i1(initial: Money, variations: list[Money], error: Money) -> None:
    current = initial + total(variations)
    assert identities.i1_appropriation(HERE, initial, variations, current) == ()
    one(identities.i1_appropriation(HERE, initial, variations, current + error), "I1", error)


@given(lists, lists, lists, amounts, above_zero)
def test_i2(
    open_ones: list[Money],
    lapsed: list[Money],
    commitments: list[Money],
    slack: Money,
    excess: Money,
) -> None:
    reservations = [
        *map(Reservation, open_ones),
        *(Reservation(each, lapsed=True) for each in lapsed),
    ]
    taken = total([*open_ones, *commitments])
    assert (
        identities.i2_commitments_within_appropriation(
            HERE, taken + slack, reservations, commitments
        )
        == ()
    )
    over = identities.i2_commitments_within_appropriation(
        HERE, taken - excess, reservations, commitments
    )
    one(over, "I2", excess)


@given(lists, st.tuples(amounts, amounts, amounts), above_zero)
def test_i3(paid: list[Money], slack: tuple[Money, Money, Money], excess: Money) -> None:
    ordered = total(paid) + slack[0]
    liquidated = ordered + slack[1]
    chain = Commitment(HERE, liquidated + slack[2], (liquidated,), (ordered,), tuple(paid))
    assert identities.i3_phases_in_order(chain) == ()
    for broken in (
        replace(chain, amount=liquidated - excess),
        replace(chain, liquidated=(ordered - excess,), amount=ordered),
        replace(chain, paid=(ordered, excess)),
    ):
        one(identities.i3_phases_in_order(broken), "I3", excess)


@given(amounts, amounts, amounts, errors)
def test_i4(paid: Money, written_off: Money, residual: Money, error: Money) -> None:
    committed = paid + written_off + residual
    assert identities.i4_payable_residual(HERE, committed, paid, written_off, residual) == ()
    one(
        identities.i4_payable_residual(HERE, committed, paid, written_off, residual + error),
        "I4",
        error,
    )


@given(amounts, above_zero)
def test_i4_a_residual_is_not_negative(committed: Money, beyond: Money) -> None:
    one(
        identities.i4_payable_residual(HERE, committed, committed + beyond, ZERO, -beyond),
        "I4",
        -beyond,
    )


@given(amounts, amounts, st.booleans(), errors)
def test_i5(committed: Money, saved: Money, earmarked: bool, error: Money) -> None:
    right = Saving(
        committed + saved, committed, earmarked, *((ZERO, saved) if earmarked else (saved, ZERO))
    )
    assert identities.i5_saving(HERE, right) == ()
    one(
        identities.i5_saving(HERE, replace(right, free_surplus=right.free_surplus + error)),
        "I5",
        error,
    )
    assume(saved)
    assert len(identities.i5_saving(HERE, replace(right, earmarked=not earmarked))) == 2


@given(st.sampled_from(AccountingRegime), amounts, amounts, amounts, above_zero)
def test_i16(
    regime: AccountingRegime, paid: Money, used: Money, less: Money, excess: Money
) -> None:
    limit = paid if regime is AccountingRegime.FINANCIAL else used
    assert identities.i16_reported(HERE, regime, limit - less, paid, used) == ()
    one(identities.i16_reported(HERE, regime, limit + excess, paid, used), "I16", excess)


# Fund


@given(positions(), errors)
def test_i6(position: FundPosition, error: Money) -> None:
    parts = (position.assigned, position.carried_in, position.variations, position.cofinancing)
    assert identities.i6_available(HERE, position, total(parts)) == ()
    one(identities.i6_available(HERE, position, total(parts) + error), "I6", error)


@given(positions(within=True), amounts, errors)
def test_i7(position: FundPosition, returned: Money, error: Money) -> None:
    closed = replace(position, returned=min(returned, position.available - position.used))
    left = closed.available - closed.used - closed.returned
    assert identities.i7_carry_over(HERE, closed, left) == ()
    one(identities.i7_carry_over(HERE, closed, left + error), "I7", error)


@given(positions(), above_zero)
def test_i7_a_deficit_is_declared_and_never_carried(position: FundPosition, deficit: Money) -> None:
    closed = replace(position, used=position.available + deficit)
    assert identities.i7_carry_over(HERE, closed, ZERO, deficit) == ()
    assert (
        "disavanzo da coprire"
        in one(identities.i7_carry_over(HERE, closed, ZERO), "I7", -deficit).sentence
    )
    one(identities.i7_carry_over(HERE, closed, -deficit, deficit), "I7", -deficit)


@given(positions(within=True), st.integers(0, 4), st.integers(1, 10**6))
def test_i8(position: FundPosition, decimals: int, steps: int) -> None:
    rates = (position.use_rate_assigned, position.use_rate_available)
    assert identities.i8_use_rates(HERE, position, *rates, decimals) == ()
    assume(rates[0] is not None and rates[1] is not None)
    shift = Fraction(steps, 100 * 10**decimals)
    one(identities.i8_use_rates(HERE, position, (rates[0] or 0) + shift, rates[1], decimals), "I8")
    one(identities.i8_use_rates(HERE, position, rates[0], (rates[1] or 0) - shift, decimals), "I8")


@given(positions(), above_zero)
def test_i8_no_more_than_the_available_is_used(position: FundPosition, excess: Money) -> None:
    over = replace(position, used=position.available + excess)
    one(
        identities.i8_use_rates(HERE, over, over.use_rate_assigned, over.use_rate_available),
        "I8",
        excess,
    )


def test_i8_a_rate_on_nothing_is_undefined_and_never_zero() -> None:
    empty = FundPosition(2024, ZERO, ZERO, ZERO, ZERO, None, ZERO, None)
    assert identities.i8_use_rates(HERE, empty, None, None) == ()
    breach = one(identities.i8_use_rates(HERE, empty, Fraction(0), None), "I8")
    assert (breach.expected, breach.difference) == (None, None)
    assert (
        breach.sentence
        == "Il tasso dichiarato sull’assegnato è 0,00 %; l’utilizzato diviso per l’assegnato è n.d."
    )


@given(positions(), errors)
def test_i9(position: FundPosition, error: Money) -> None:
    drawn = Money(max(0, position.used.cents - position.assigned.cents))
    assert identities.i9_residue_consumption(HERE, position, drawn) == ()
    one(identities.i9_residue_consumption(HERE, position, drawn + error), "I9", error)


@given(by_name, amounts, st.data(), above_zero)
def test_i14(paid: dict[str, Money], slack: Money, data: st.DataObject, excess: Money) -> None:
    available = {source: amount + slack for source, amount in paid.items()}
    assert identities.i14_source_ledger(HERE, paid, available) == ()
    source = data.draw(st.sampled_from(sorted(paid)))
    over = {**paid, source: available[source] + excess}
    assert (
        source in one(identities.i14_source_ledger(HERE, over, available), "I14", excess).sentence
    )
    del available[source]
    assert one(identities.i14_source_ledger(HERE, paid, available), "I14").expected is None


@given(amounts, amounts, errors, above_zero)
def test_i15(used: Money, rest: Money, error: Money, below: Money) -> None:
    assert identities.i15_forecast(HERE, used, rest, used + rest) == ()
    one(identities.i15_forecast(HERE, used, rest, used + rest + error), "I15", error)
    one(identities.i15_forecast(HERE, used, -below, used - below), "I15", -below)


@given(amounts, amounts, above_zero)
def test_i17(available: Money, slack: Money, excess: Money) -> None:
    over = available + excess
    assert identities.i17_programmed(HERE, available - slack, available) == ()
    assert (
        identities.i17_programmed(HERE, over, available, [ToFinance(excess, "Comune di Ravenna")])
        == ()
    )
    one(identities.i17_programmed(HERE, over, available), "I17", excess)
    one(identities.i17_programmed(HERE, over, available, [ToFinance(excess, " ")]), "I17", excess)
    short = [ToFinance(excess - Money(1), "Comune di Ravenna")]
    one(identities.i17_programmed(HERE, over, available, short), "I17", Money(1))


# Ledger


@given(by_name, st.data(), errors)
def test_i10(by_voce: dict[str, Money], data: st.DataObject, error: Money) -> None:
    whole = total(by_voce.values())
    areas = dict(zip(FrnaArea, whole.split([1, 2, 3]), strict=True))
    assert identities.i10_voci_and_areas(HERE, by_voce, areas, whole) == ()
    voce = data.draw(st.sampled_from(sorted(by_voce)))
    one(
        identities.i10_voci_and_areas(HERE, {**by_voce, voce: by_voce[voce] + error}, areas, whole),
        "I10",
        error,
    )
    area = data.draw(st.sampled_from(list(FrnaArea)))
    one(
        identities.i10_voci_and_areas(HERE, by_voce, {**areas, area: areas[area] + error}, whole),
        "I10",
        error,
    )
    assert len(identities.i10_voci_and_areas(HERE, by_voce, areas, whole + error)) == 2


@given(by_area, st.integers(0, 100), errors, st.integers(1, 100))
def test_i11(spent: dict[FrnaArea, Money], elderly: int, error: Money, more: int) -> None:
    shares = dict(zip(AREAS, (Fraction(elderly, 100), Fraction(100 - elderly, 100)), strict=True))
    attributed = dict(attribute_cross_cutting(spent, shares))
    assert identities.i11_cross_cutting(HERE, shares, spent, attributed) == ()
    wrong = {**shares, FrnaArea.ELDERLY: shares[FrnaArea.ELDERLY] + Fraction(more, 100)}
    breach = one(identities.i11_cross_cutting(HERE, wrong, spent, attributed), "I11")
    assert breach.difference == Fraction(more, 100)
    altered = {**attributed, FrnaArea.ELDERLY: attributed.get(FrnaArea.ELDERLY, ZERO) + error}
    one(identities.i11_cross_cutting(HERE, shares, spent, altered), "I11", error)
    left = {**spent, FrnaArea.CROSS: Money(abs(error.cents))}
    assert codes(identities.i11_cross_cutting(HERE, shares, left, left)) == {"I11"}


@given(by_name, st.data(), errors)
def test_i18(by_municipality: dict[str, Money], data: st.DataObject, error: Money) -> None:
    district = total(by_municipality.values())
    assert identities.i18_district_total(HERE, by_municipality, district) == ()
    assert identities.i18_district_total(HERE, {}, district) == ()
    place = data.draw(st.sampled_from(sorted(by_municipality)))
    altered = {**by_municipality, place: by_municipality[place] + error}
    one(identities.i18_district_total(HERE, altered, district), "I18", error)


# Services and schede


@given(amounts, amounts, amounts, errors)
def test_i12(frna: Money, user: Money, comune: Money, error: Money) -> None:
    cost = ServiceCost(frna + user + comune, frna, user + comune, user, comune)
    assert identities.i12_unit_cost(HERE, cost) == ()
    one(
        identities.i12_unit_cost(HERE, replace(cost, reference_cost=cost.reference_cost + error)),
        "I12",
        error,
    )
    one(identities.i12_unit_cost(HERE, replace(cost, user_part=user + error)), "I12", -error)


@st.composite
def schede(draw: st.DrawFn) -> SchedaFunding:
    comuni = [
        FundingPart("comuni", SourceKind.MUNICIPALITY, draw(above_zero), each)
        for each in ("039014", "039007")
    ]
    others = [FundingPart(each, SourceKind.FRNA, draw(amounts)) for each in ("frna", "fna")]
    column, cost = (total(part.amount for part in parts) for parts in (comuni, comuni + others))
    return SchedaFunding("scheda S24-01", (*comuni, *others), cost, column)


@given(schede(), errors)
def test_i13_within_a_scheda(scheda: SchedaFunding, error: Money) -> None:
    cost, column = scheda.stated_cost or ZERO, scheda.stated_municipalities or ZERO
    assert identities.i13_scheda_funding(scheda) == ()
    assert identities.i13_scheda_funding(SchedaFunding(scheda.place, scheda.parts)) == ()
    one(identities.i13_scheda_funding(replace(scheda, stated_cost=cost + error)), "I13", -error)
    one(
        identities.i13_scheda_funding(replace(scheda, stated_municipalities=column + error)),
        "I13",
        -error,
    )
    nameless = replace(scheda.parts[0], municipality=None)
    loose = SchedaFunding(scheda.place, (nameless, *scheda.parts[1:]))
    one(identities.i13_scheda_funding(loose), "I13", -nameless.amount)


@given(st.lists(schede(), min_size=1, max_size=3), amounts, above_zero)
def test_i13_over_all_schede(some: list[SchedaFunding], slack: Money, excess: Money) -> None:
    asked = total(part.amount for scheda in some for part in scheda.parts if part.source == "frna")
    assert identities.i13_source_ceilings(HERE, some, {"frna": asked + slack, "fsl": ZERO}) == ()
    one(identities.i13_source_ceilings(HERE, some, {"frna": asked - excess}), "I13", excess)
