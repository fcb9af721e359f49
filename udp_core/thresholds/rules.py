"""Every threshold of the lights in one value, made from the rows of a rule set (rules STATUS, FUND,
SMALL-NUMBERS).

What a rule set does not say keeps the value written here, which is the one shipped in
`data/rules/rule.csv`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from udp_core.kernel.calendar import STALE_AFTER_DAYS
from udp_core.kernel.small_numbers import SMALLEST_THRESHOLD, THRESHOLD

FRESH_DAYS = 90
PERCENT = "%"
MOST_PARTS = 1000
RuleValue = tuple[str, str, Decimal, str | None]
"""Code and parameter of a rule, its value and its unit («%» is a hundredth: anything else is taken
as it is)."""


@dataclass(frozen=True, slots=True)
class ProgressThresholds:
    """Where the light changes.

    Done over planned to date, spending ahead of the time gone, spending over the budget.

    `stale_days` is the age at which data put the light out.
    """

    on_track: Fraction = Fraction(90, 100)
    attention: Fraction = Fraction(70, 100)
    spending_ahead: Fraction = Fraction(10, 100)
    over_budget: Fraction = Fraction(2, 100)
    stale_days: int = STALE_AFTER_DAYS


@dataclass(frozen=True, slots=True)
class AreaThresholds:
    """Where the light of an area changes.

    Done over planned to date, and the share of its money under worse lights.
    """

    on_track: Fraction = Fraction(90, 100)
    attention: Fraction = Fraction(70, 100)
    critical_money: Fraction = Fraction(1, 3)
    worrying_money: Fraction = Fraction(1, 4)


@dataclass(frozen=True, slots=True)
class FundThresholds:
    """Where the light of the fund changes, as shares (DOMAIN.md 6.3; rule FUND of a rule set).

    Unspent money is a political problem too: below `attention_low` is as critical as above
    `attention_high`.
    No light is given where the voci with spending hold less than `reported_min` of the programme.
    """

    on_track_low: Fraction = Fraction(95, 100)
    on_track_high: Fraction = Fraction(100, 100)
    attention_low: Fraction = Fraction(90, 100)
    attention_high: Fraction = Fraction(103, 100)
    reported_min: Fraction = Fraction(75, 100)


@dataclass(frozen=True, slots=True)
class VoceThresholds:
    """How far a voce may stray, as shares.

    Over its programme, and under it (money that does not reach people).
    """

    on_track: Fraction = Fraction(5, 100)
    over: Fraction = Fraction(10, 100)
    under: Fraction = Fraction(15, 100)


@dataclass(frozen=True, slots=True)
class IndicatorThresholds:
    """Where the light changes: the share gone of the way expected by the day of the data.

    When data are old.
    """

    on_track: Fraction = Fraction(90, 100)
    attention: Fraction = Fraction(70, 100)
    stale_days: int = STALE_AFTER_DAYS


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where each light changes, and what makes a figure old or too small to be shown.

    `stale_days` puts a light out; `fresh_days` is the age of a scheda that counts as up to date
    (SY-03);
    `people_min` is the smallest count of people that is shown.
    """

    progress: ProgressThresholds = field(default_factory=ProgressThresholds)
    area: AreaThresholds = field(default_factory=AreaThresholds)
    indicator: IndicatorThresholds = field(default_factory=IndicatorThresholds)
    voce: VoceThresholds = field(default_factory=VoceThresholds)
    fund: FundThresholds = field(default_factory=FundThresholds)
    stale_days: int = STALE_AFTER_DAYS
    fresh_days: int = FRESH_DAYS
    people_min: int = THRESHOLD


DEFAULT_THRESHOLDS = Thresholds()
_LIGHTS = ("progress", "area", "indicator")
_PLACES: Mapping[tuple[str, str], tuple[tuple[str, str], ...]] = {
    ("STATUS", "on_track_min"): tuple((light, "on_track") for light in _LIGHTS),
    ("STATUS", "attention_min"): tuple((light, "attention") for light in _LIGHTS),
    ("STATUS", "spending_ahead"): (("progress", "spending_ahead"),),
    ("STATUS", "over_budget"): (("progress", "over_budget"),),
    ("STATUS", "area_critical_money"): (("area", "critical_money"),),
    ("STATUS", "area_worrying_money"): (("area", "worrying_money"),),
    ("STATUS", "voce_on_track"): (("voce", "on_track"),),
    ("STATUS", "voce_over"): (("voce", "over"),),
    ("STATUS", "voce_under"): (("voce", "under"),),
    ("FUND", "on_track_low"): (("fund", "on_track_low"),),
    ("FUND", "on_track_high"): (("fund", "on_track_high"),),
    ("FUND", "attention_low"): (("fund", "attention_low"),),
    ("FUND", "attention_high"): (("fund", "attention_high"),),
    ("FUND", "reported_min"): (("fund", "reported_min"),),
}
"""Which thresholds a rule sets, as (light, field)."""
_DAYS = {("STATUS", "stale_days"): True, ("STATUS", "intervention_fresh_days"): False}
"""Rules in days: whether they say when data are old, or else up to when a scheda is fresh."""
_SMALLEST = (("SMALL-NUMBERS", "people_min"), ("SMALL-NUMBERS", "other_min"))
CODES = ("STATUS", "FUND", "SMALL-NUMBERS")
READ = frozenset({*_PLACES, *_DAYS, *_SMALLEST})
"""Every rule that is read here."""


def thresholds_of(rules: Iterable[RuleValue]) -> Thresholds:
    """The thresholds with the values that these rules give.

    Of a rule given twice the last counts.
    """
    given = {(code, parameter): _value(value, unit) for code, parameter, value, unit in rules}
    found = DEFAULT_THRESHOLDS
    for rule, value in given.items():
        for light, name in _PLACES.get(rule, ()):
            found = replace(found, **{light: replace(getattr(found, light), **{name: value})})
        if rule in _DAYS:
            days = int(value)
            found = (
                replace(found, stale_days=days) if _DAYS[rule] else replace(found, fresh_days=days)
            )
    found = replace(
        found,
        progress=replace(found.progress, stale_days=found.stale_days),
        indicator=replace(found.indicator, stale_days=found.stale_days),
    )
    smallest = [int(given[rule]) for rule in _SMALLEST if rule in given]
    return replace(found, people_min=max(SMALLEST_THRESHOLD, *smallest)) if smallest else found


def _value(value: Decimal, unit: str | None) -> Fraction:
    """A share in thousandths of a point (33,333 %) is the simple fraction that it writes down."""
    found = Fraction(value)
    return (found / 100).limit_denominator(MOST_PARTS) if unit == PERCENT else found
