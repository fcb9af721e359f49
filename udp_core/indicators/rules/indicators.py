"""How an indicator stands against what was expected of it by the day of its data (DOMAIN.md
6.1-6.3).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from udp_core.kernel import italian
from udp_core.kernel.calendar import STALE_AFTER_DAYS, elapsed_year
from udp_core.kernel.status import Judgement, capped_by_data
from udp_core.kernel.vocabulary import DataState, Direction, Frequency, StatusLevel, Term
from udp_core.thresholds.rules import IndicatorThresholds

DAYS_TO_THE_NEXT = {
    Frequency.MONTHLY: 0,
    Frequency.QUARTERLY: 0,
    Frequency.HALF_YEARLY: 184,
    Frequency.YEARLY: 365,
}
"""Added to the usual 120 days.

The measure of the last whole half-year or year is the latest there can be until the next.
"""


PERCENT = "%"
SCORE = "punteggio da 1 a "
"""How the unit of a score begins; then the most it can be."""


class Trend(Term):
    """Where the value went since the measure before."""

    BETTER = "better", "migliora"
    WORSE = "worse", "peggiora"
    STEADY = "steady", "stabile"
    RISING = "rising", "cresce"
    FALLING = "falling", "cala"


@dataclass(frozen=True, slots=True)
class IndicatorRule:
    """What is needed of an indicator to judge it and to say its values."""

    direction: Direction
    frequency: Frequency
    unit: str
    decimals: int

    def words(self, value: Fraction | None) -> str:
        """«82,4 %», «99 giorni», «4,12 su 5», «n.d.»."""
        if value is None:
            return italian.NO_VALUE
        most = self.unit.removeprefix(SCORE)
        unit = self.unit if most == self.unit else f"su {most}"
        return f"{italian.number(value, self.decimals)} {unit}"

    def short(self, value: Fraction | None) -> str:
        """As `words`, where the unit was said just before: only «%» is repeated."""
        return self.words(value) if self.unit == PERCENT else italian.number(value, self.decimals)

    def difference(self, value: Fraction) -> str:
        """A difference of percentages, or of scores, is in points: «0,4 punti».

        Of anything else in its own unit.
        """
        in_points = self.unit == PERCENT or self.unit.startswith(SCORE)
        return f"{italian.number(value, self.decimals)} {'punti' if in_points else self.unit}"


@dataclass(frozen=True, slots=True)
class ExpectedValue:
    """What is expected in a year: a value to reach from a baseline, or a band.

    Same unit as the indicator.
    """

    year: int
    baseline: Fraction | None
    value: Fraction | None
    low: Fraction | None
    high: Fraction | None
    tolerance: Fraction


@dataclass(frozen=True, slots=True)
class MeasuredQuantity:
    """Numerator and denominator as they were measured, or a value measured as it is."""

    numerator: Fraction | None
    denominator: Fraction | None
    value: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A value of a whole district. `missing` names the Comuni without which it cannot be computed.

    `undefined` is a denominator of zero: there is no value, and none will come.
    """

    value: Fraction | None
    as_of: date
    state: DataState
    missing: tuple[str, ...] = ()
    undefined: bool = False


DEFAULT_THRESHOLDS = IndicatorThresholds()


# Values


def value_of(
    quantity: MeasuredQuantity, multiplier: Fraction, *, is_ratio: bool
) -> Fraction | None:
    """Numerator / denominator x multiplier, exact.

    Numerator x multiplier where there is nothing to divide by.

    Without a numerator, the value as measured. A denominator of zero or missing gives no value,
    never zero.
    """
    if quantity.numerator is None:
        return quantity.value
    if not is_ratio:
        return quantity.numerator * multiplier
    if not quantity.denominator:
        return None
    return quantity.numerator / quantity.denominator * multiplier


def added(parts: Sequence[MeasuredQuantity], *, is_ratio: bool) -> MeasuredQuantity:
    """The whole of a district from its Comuni.

    The sums, whose ratio is the value (never a mean of ratios).

    Where a part has no numerator (or no denominator, of a ratio), nothing can be said of the whole.
    """
    numerators = [part.numerator for part in parts if part.numerator is not None]
    denominators = [part.denominator for part in parts if part.denominator is not None]
    if not parts or len(numerators) < len(parts) or (is_ratio and len(denominators) < len(parts)):
        return MeasuredQuantity(None, None)
    return MeasuredQuantity(
        sum(numerators, Fraction(0)), sum(denominators, Fraction(0)) if is_ratio else None
    )


def trend(
    direction: Direction, before: Fraction | None, now: Fraction | None, decimals: int
) -> Trend | None:
    """Where the value went, as far as the shown decimals tell; None where either is missing.

    It gets better or worse only where a direction is wanted; in a band, or for knowledge only, it
    rises or falls.
    """
    if before is None or now is None:
        return None
    if italian.number(before, decimals) == italian.number(now, decimals):
        return Trend.STEADY
    if direction in {Direction.BAND, Direction.INFO}:
        return Trend.RISING if now > before else Trend.FALLING
    return Trend.BETTER if (now > before) is (direction is Direction.UP) else Trend.WORSE


# The light


def expected_at(expected: ExpectedValue, day: date) -> Fraction | None:
    """What is expected by a day.

    On the line from the baseline (1 January) to the value (31 December) of the year.

    Without a baseline, the value of the year; None of a band.
    """
    if expected.value is None or expected.baseline is None:
        return expected.value
    return expected.baseline + (expected.value - expected.baseline) * elapsed_year(
        expected.year, day
    )


def so_far(direction: Direction, expected: ExpectedValue, day: date) -> ExpectedValue:
    """What is expected by a day of a figure that grows from 1 January.

    The same part of its band as of the year gone.

    Only a band needs it: a value to reach is read on its line by `expected_at`.
    """
    if direction is not Direction.BAND:
        return expected
    gone = elapsed_year(expected.year, day)
    low, high = (None if side is None else side * gone for side in (expected.low, expected.high))
    return replace(expected, low=low, high=high)


def attainment(
    direction: Direction, expected: ExpectedValue, value: Fraction, day: date
) -> Fraction | None:
    """Share gone of the way expected by a day, from the baseline.

    1 is all of it, negative is backwards.

    None where there is no way to go: no baseline, or an expected value that is no better than the
    baseline.
    """
    goal = expected_at(expected, day)
    if goal is None or expected.baseline is None:
        return None
    way = goal - expected.baseline
    if way == 0 or (way > 0) is not (direction is Direction.UP):
        return None
    return (value - expected.baseline) / way


def is_old(
    frequency: Frequency, as_of: date, today: date, after_days: int = STALE_AFTER_DAYS
) -> bool:
    """More than so many days after the day of the data.

    Of a half-yearly or yearly one, after the next was due.
    """
    return (today - as_of).days > after_days + DAYS_TO_THE_NEXT[frequency]


def indicator_status(
    rule: IndicatorRule,
    expected: ExpectedValue | None,
    measure: Measure | None,
    today: date,
    thresholds: IndicatorThresholds = DEFAULT_THRESHOLDS,
) -> Judgement | None:
    """The light of an indicator, with its reasons.

    None where nothing is judged: for knowledge only, nothing expected, or a value that is not
    defined. Grey where the
    measure is missing, partial, too old or a draft.
    """
    if rule.direction is Direction.INFO or expected is None or not asks_something(rule, expected):
        return None
    if measure is None:
        return Judgement(StatusLevel.STALE, ("Nessuna rilevazione comunicata.",))
    if measure.undefined:
        return None
    if measure.value is None:
        return Judgement(StatusLevel.STALE, (_why_no_value(measure),))
    found = _judged(rule, expected, measure.value, measure.as_of, thresholds)
    return capped_by_data(found, stale_reasons=_data_reasons(rule, measure, today, thresholds))


def asks_something(rule: IndicatorRule, expected: ExpectedValue) -> bool:
    """True where what is expected is what the indicator is judged by: a band, or a value."""
    if rule.direction is Direction.BAND:
        return expected.low is not None or expected.high is not None
    return expected.value is not None


def _why_no_value(measure: Measure) -> str:
    if measure.missing:
        return (
            "Il valore del distretto non si calcola: mancano i dati di"
            f" {italian.listing(list(measure.missing))}."
        )
    return "La rilevazione non ha un valore."


def _data_reasons(
    rule: IndicatorRule, measure: Measure, today: date, thresholds: IndicatorThresholds
) -> tuple[str, ...]:
    age = (
        f"Dati fermi al {italian.day(measure.as_of)}: la rilevazione {rule.frequency.label} è da"
        " aggiornare."
    )
    old = is_old(rule.frequency, measure.as_of, today, thresholds.stale_days)
    draft = measure.state is DataState.DRAFT
    return (
        *((age,) if old else ()),
        *(("I dati sono in bozza: nessuno li ha ancora confermati.",) if draft else ()),
    )


def _judged(
    rule: IndicatorRule,
    expected: ExpectedValue,
    value: Fraction,
    day: date,
    thresholds: IndicatorThresholds,
) -> Judgement:
    if rule.direction is Direction.BAND:
        return _in_band(rule, expected, value)
    share = attainment(rule.direction, expected, value, day)
    if share is None:
        return _reached(rule, expected, value, day)
    return Judgement(
        _level(share, thresholds), (_against(rule, expected, value, day), _way_words(share))
    )


def _level(share: Fraction, thresholds: IndicatorThresholds) -> StatusLevel:
    if share >= thresholds.on_track:
        return StatusLevel.ON_TRACK
    return StatusLevel.ATTENTION if share >= thresholds.attention else StatusLevel.CRITICAL


def _in_band(rule: IndicatorRule, expected: ExpectedValue, value: Fraction) -> Judgement:
    """Inside the band (its ends included), within the tolerance around it, or outside."""
    outside = band_distance(expected, value)
    words = f"Valore {rule.words(value)}; fascia attesa: {band_words(rule, expected)}."
    if outside == 0:
        return Judgement(StatusLevel.ON_TRACK, (words,))
    level = StatusLevel.ATTENTION if outside <= expected.tolerance else StatusLevel.CRITICAL
    return Judgement(
        level,
        (
            words,
            (
                f"Fuori dalla fascia di {rule.difference(outside)}; tolleranza:"
                f" {rule.difference(expected.tolerance)}."
            ),
        ),
    )


def band_distance(expected: ExpectedValue, value: Fraction) -> Fraction:
    """How far a value is outside the band; zero inside."""
    below = expected.low - value if expected.low is not None else Fraction(0)
    above = value - expected.high if expected.high is not None else Fraction(0)
    return max(below, above, Fraction(0))


def band_words(rule: IndicatorRule, expected: ExpectedValue) -> str:
    """«da 95,0 a 102,0 %», «almeno 95,0 %», «non oltre 102,0 %», «n.d.»."""
    if expected.low is not None and expected.high is not None:
        return f"da {italian.number(expected.low, rule.decimals)} a {rule.words(expected.high)}"
    if expected.low is not None:
        return f"almeno {rule.words(expected.low)}"
    return (
        f"non oltre {rule.words(expected.high)}" if expected.high is not None else italian.NO_VALUE
    )


def _reached(rule: IndicatorRule, expected: ExpectedValue, value: Fraction, day: date) -> Judgement:
    """A value to keep rather than a way to go: reached, missed within the tolerance, or missed."""
    goal = expected_at(expected, day) or Fraction(0)
    missed = goal - value if rule.direction is Direction.UP else value - goal
    words = _against(rule, expected, value, day)
    if missed <= 0:
        return Judgement(StatusLevel.ON_TRACK, (words,))
    level = StatusLevel.ATTENTION if missed <= expected.tolerance else StatusLevel.CRITICAL
    return Judgement(
        level,
        (
            words,
            (
                f"Differenza da ciò che era atteso: {rule.difference(missed)}; tolleranza:"
                f" {rule.difference(expected.tolerance)}."
            ),
        ),
    )


def _against(rule: IndicatorRule, expected: ExpectedValue, value: Fraction, day: date) -> str:
    by_then = rule.short(expected_at(expected, day))
    at_end = rule.short(expected.value)
    more = f"; obiettivo del {expected.year}: {at_end}" if at_end != by_then else ""
    return f"Valore {rule.words(value)}; atteso al {italian.day(day)}: {by_then}{more}."


def _way_words(share: Fraction) -> str:
    if share < 0:
        return "Si è allontanato dall’obiettivo, oltre il valore di partenza."
    return f"Percorso {italian.the_percent(share)} del cammino atteso a questa data."
