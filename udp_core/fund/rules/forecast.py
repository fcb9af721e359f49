"""The forecast at 31 December by voce: run-rate with the seasonality of past years (I15).

Months without data are missing, never zero: only reported months set the rhythm, and every other
month of the year,
also one inside the series, is estimated. Shares are exact fractions; cents appear once, by largest
remainders.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm
from typing import TypeAlias

from udp_core.kernel.calendar import MONTHS_PER_YEAR
from udp_core.kernel.italian import listing, month, plural
from udp_core.kernel.money import ZERO, Money, round_half_up, total
from udp_core.kernel.vocabulary import ForecastMethod

ERRORS_FOR_A_BAND = 3
"""A band is drawn from at least so many past errors at the same point of the year.

From fewer it would be a guess.
"""
MONTHS = tuple(range(1, MONTHS_PER_YEAR + 1))
NOTHING = Fraction(0)
WHOLE = Fraction(1)

Shares: TypeAlias = tuple[Fraction, ...]
"""Twelve shares of a year's total, adding up to 1."""
Monthly: TypeAlias = tuple[Money | None, ...]
"""Twelve amounts, January first; None is missing."""


@dataclass(frozen=True, slots=True)
class MonthlySeries:
    """What was spent in each month of a year.

    Raises ValueError unless there are twelve, none below zero.

    `reported` are the months (1-12) with data, `used` is their sum: worked out once, as they are
    asked for all the time.
    """

    year: int
    amounts_by_month: Monthly
    reported: tuple[int, ...] = field(init=False, compare=False, repr=False)
    used: Money = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        known = [amount.cents for amount in self.amounts_by_month if amount is not None]
        if len(self.amounts_by_month) != MONTHS_PER_YEAR:
            raise ValueError(f"{self.year} has {len(self.amounts_by_month)} months")
        if min(known, default=0) < 0:
            raise ValueError(f"{self.year} has a month below zero")
        reported = tuple(
            number for number in MONTHS if self.amounts_by_month[number - 1] is not None
        )
        object.__setattr__(self, "reported", reported)
        object.__setattr__(self, "used", Money(sum(known)))

    @property
    def missing_inside(self) -> tuple[int, ...]:
        """The months without data before the last one with data."""
        last = max(self.reported, default=0)
        return tuple(number for number in MONTHS[:last] if number not in self.reported)

    @property
    def is_complete(self) -> bool:
        """Whether all twelve months have data."""
        return len(self.reported) == MONTHS_PER_YEAR

    def as_of(self, months: Collection[int]) -> MonthlySeries:
        """The series as it was when only these months had data."""
        kept = (
            amount if number in months else None
            for number, amount in zip(MONTHS, self.amounts_by_month, strict=True)
        )
        return MonthlySeries(self.year, tuple(kept))


@dataclass(frozen=True, slots=True)
class Band:
    """How far the year's total may lie from the forecast, from the errors made in past years.

    Holds the forecast.
    """

    low: Money
    high: Money
    errors: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """A voce's year: what is reported and what is estimated, how, and how sure.

    `rest_by_month` has an amount in each month without data and None in the others; it adds up to
    `expected_rest`.
    `band` is None where past errors are too few; `band_reason` then says so in Italian (else it
    says where it is from).
    """

    series: MonthlySeries
    expected_rest: Money
    rest_by_month: Monthly
    method: ForecastMethod
    explanation: str
    band: Band | None
    band_reason: str

    @property
    def used(self) -> Money:
        """What is reported so far."""
        return self.series.used

    @property
    def total(self) -> Money:
        """The spending of the whole year (I15)."""
        return self.used + self.expected_rest

    @property
    def by_month(self) -> tuple[Money, ...]:
        """Twelve amounts: reported, else estimated."""
        return _together(self.series, self.rest_by_month)


@dataclass(frozen=True, slots=True)
class FundForecast:
    """The forecasts of the voci and, as their sums, the fund's.

    `without` are the voci that cannot be forecast.
    """

    by_voce: Mapping[str, Forecast]
    without: tuple[str, ...]
    band: Band | None
    band_reason: str

    @property
    def used(self) -> Money:
        """What is reported so far."""
        return total(each.used for each in self.by_voce.values())

    @property
    def expected_rest(self) -> Money | None:
        """What is still expected; None where no voce can be forecast."""
        return total(each.expected_rest for each in self.by_voce.values()) if self.by_voce else None

    @property
    def total(self) -> Money | None:
        """The spending of the whole year."""
        return total(each.total for each in self.by_voce.values()) if self.by_voce else None

    @property
    def by_month(self) -> tuple[Money, ...]:
        """Twelve amounts, reported or estimated; empty where no voce can be forecast."""
        return tuple(
            total(month_of)
            for month_of in zip(*(each.by_month for each in self.by_voce.values()), strict=True)
        )


# Seasonality


def seasonality(past: Iterable[MonthlySeries]) -> Shares | None:
    """The share of a year's total spent in each month, averaged over the complete past years that
    spent anything.

    None where there is no such year.
    """
    years = _usable(past)
    if not years:
        return None
    common = lcm(*(each.used.cents for each in years))
    by_year = [_shares(series, common) for series in years]
    return tuple(
        Fraction(sum(shares), common * len(years)) for shares in zip(*by_year, strict=True)
    )


def _usable(past: Iterable[MonthlySeries]) -> list[MonthlySeries]:
    return sorted(
        (each for each in past if each.is_complete and each.used), key=lambda each: each.year
    )


def _shares(series: MonthlySeries, common: int) -> tuple[int, ...]:
    """The months' shares over a common denominator.

    Adding fractions one by one is many times slower.
    """
    factor = common // series.used.cents
    return tuple(amount.cents * factor for amount in series.amounts_by_month if amount is not None)


def expected_by_month(programmed: Money, past: Iterable[MonthlySeries]) -> tuple[Money, ...]:
    """The programme cumulated at the end of each month with the seasonality of past years (even,
    without any).
    """
    parts = programmed.split(_shares_or_even(past))
    return tuple(total(parts[:count]) for count in MONTHS)


def expected_to_date(
    programmed: Money, reported: Iterable[int], past: Iterable[MonthlySeries]
) -> Money:
    """What the programme expects of the reported months (1-12).

    The fair measure of what they say was used.
    """
    parts = programmed.split(_shares_or_even(past))
    return total(parts[number - 1] for number in reported)


def _shares_or_even(past: Iterable[MonthlySeries]) -> Shares:
    return seasonality(past) or (Fraction(1, MONTHS_PER_YEAR),) * MONTHS_PER_YEAR


# Forecast of a voce


def forecast(series: MonthlySeries, past: Sequence[MonthlySeries] = ()) -> Forecast | None:
    """The forecast of a voce.

    None where neither this year nor a past one has data to make it from.
    """
    guess = _estimate(series, past)
    if guess is None:
        return None
    method, expected_rest, weights = guess
    errors = past_errors(past, series.reported) if expected_rest else ()
    band, reason = band_around(series.used + expected_rest, series.used, errors)
    return Forecast(
        series=series,
        expected_rest=expected_rest,
        rest_by_month=_spread(expected_rest, weights, series.reported),
        method=method,
        explanation=_explained(method, series, past),
        band=band,
        band_reason=reason,
    )


def whole_year(series: MonthlySeries, past: Iterable[MonthlySeries] = ()) -> tuple[Money, ...]:
    """Twelve amounts, reported or estimated, as `forecast` has them; empty where it has none."""
    guess = _estimate(series, past)
    if guess is None:
        return ()
    return _together(series, _spread(guess[1], guess[2], series.reported))


def _together(series: MonthlySeries, rest: Monthly) -> tuple[Money, ...]:
    pairs = zip(series.amounts_by_month, rest, strict=True)
    return tuple(reported or estimated or ZERO for reported, estimated in pairs)


def _estimate(
    series: MonthlySeries, past: Iterable[MonthlySeries]
) -> tuple[ForecastMethod, Money, Shares] | None:
    """Method, expected rest, and the weights of the months for spreading it."""
    years = _usable(past)
    shares = _shares_or_even(years)
    gone = sum((shares[number - 1] for number in series.reported), NOTHING)
    if series.is_complete:
        return ForecastMethod.ACTUAL, ZERO, shares
    if gone:
        method = ForecastMethod.SEASONAL if years else ForecastMethod.RUN_RATE
        return method, series.used.times((WHOLE - gone) / gone), shares
    if years:
        average = Fraction(total(each.used for each in years).cents, len(years))
        return ForecastMethod.PAST_AVERAGE, Money(round_half_up(average)), shares
    return None


def _spread(rest: Money, weights: Shares, reported: Collection[int]) -> Monthly:
    """The rest over the months without data, in proportion to their weights."""
    open_weights = [NOTHING if number in reported else weights[number - 1] for number in MONTHS]
    parts = rest.split(open_weights) if rest else (ZERO,) * MONTHS_PER_YEAR
    return tuple(
        None if number in reported else part for number, part in zip(MONTHS, parts, strict=True)
    )


def _explained(method: ForecastMethod, series: MonthlySeries, past: Iterable[MonthlySeries]) -> str:
    months = plural(len(series.reported), "mese comunicato", "mesi comunicati")
    years = listing([str(each.year) for each in _usable(past)])
    told = {
        ForecastMethod.ACTUAL: "Tutti i dodici mesi sono comunicati: nulla è stimato.",
        ForecastMethod.SEASONAL: f"Ritmo di {months}, con la stagionalità del {years}.",
        ForecastMethod.RUN_RATE: (
            f"Ritmo medio di {months}, senza stagionalità: manca un anno passato completo."
        ),
        ForecastMethod.PAST_AVERAGE: (
            f"Media del {years}: i mesi comunicati non bastano a dare un ritmo."
        ),
    }[method]
    holes = listing([month(number) for number in series.missing_inside])
    return (
        f"{told} Mancano i dati di {holes}: sono stimati, non contati come zero." if holes else told
    )


# Band


def past_errors(past: Iterable[MonthlySeries], months: Collection[int]) -> tuple[Fraction, ...]:
    """The errors that this forecast would have made in past years, knowing only these months and
    the years before.

    One for each complete past year with an earlier one: (actual - forecast) / forecast.
    """
    years = _usable(past)
    guesses = (
        (each, _total_of(each.as_of(months), years[:place]))
        for place, each in enumerate(years)
        if place
    )
    return tuple(
        Fraction((each.used - guess).cents, guess.cents) for each, guess in guesses if guess
    )


def _total_of(series: MonthlySeries, past: Iterable[MonthlySeries]) -> Money:
    guess = _estimate(series, past)
    return series.used + (guess[1] if guess else ZERO)


def band_around(point: Money, used: Money, errors: Sequence[Fraction]) -> tuple[Band | None, str]:
    """The band from the largest past errors either way, never below what is used; or none.

    And why, in Italian.
    """
    if point == used:
        return None, "Nessuna fascia: non resta spesa da stimare."
    if len(errors) < ERRORS_FOR_A_BAND:
        had = (
            plural(len(errors), "errore verificabile", "errori verificabili")
            if errors
            else "nessun errore verificabile"
        )
        return (
            None,
            (
                f"Nessuna fascia di incertezza: {had} nelle previsioni degli anni passati per gli"
                f" stessi mesi, ne servono almeno {ERRORS_FOR_A_BAND}."
            ),
        )
    low = max(used, point.times(WHOLE + min(NOTHING, *errors)))
    high = point.times(WHOLE + max(NOTHING, *errors))
    return (
        Band(low, high, len(errors)),
        f"Fascia data dai maggiori scostamenti in {len(errors)} anni passati.",
    )


# Forecast of the fund


def fund_forecast(
    series: Mapping[str, MonthlySeries], past: Mapping[str, Sequence[MonthlySeries]]
) -> FundForecast:
    """The forecasts of all voci (leaf code to its year, and to its past years) and the fund's as
    their sums.
    """
    made = {voce: forecast(each, past.get(voce, ())) for voce, each in series.items()}
    by_voce = {voce: each for voce, each in made.items() if each is not None}
    used = total(each.used for each in by_voce.values())
    point = total(each.total for each in by_voce.values())
    band, reason = band_around(point, used, _fund_errors(series, past) if point != used else ())
    return FundForecast(by_voce, tuple(voce for voce in made if made[voce] is None), band, reason)


def _fund_errors(
    series: Mapping[str, MonthlySeries], past: Mapping[str, Sequence[MonthlySeries]]
) -> tuple[Fraction, ...]:
    """The errors of the sum of this year's voci, each known then by the months in which it is
    known now.
    """
    known = {voce: past.get(voce, ()) for voce in series}
    years = sorted({each.year for voci in known.values() for each in voci})
    errors: list[Fraction] = []
    for year in years[1:]:
        then = [(voce, each) for voce, voci in known.items() for each in voci if each.year == year]
        if all(each.is_complete for _, each in then):
            guess = total(
                _back_test(each, series[voce].reported, known[voce]) for voce, each in then
            )
            actual = total(each.used for _, each in then)
            errors += [Fraction((actual - guess).cents, guess.cents)] if guess else []
    return tuple(errors)


def _back_test(
    then: MonthlySeries, months: Collection[int], years: Iterable[MonthlySeries]
) -> Money:
    return _total_of(then.as_of(months), [each for each in years if each.year < then.year])
