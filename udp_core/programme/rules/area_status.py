"""The light of an area and the progress of a programme.

Made of parts that are always shown beside it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from udp_core.kernel.italian import percent, plural, the_percent
from udp_core.kernel.money import Money
from udp_core.kernel.status import SEVERITY, Judgement, Status
from udp_core.kernel.vocabulary import StatusLevel
from udp_core.thresholds.rules import AreaThresholds

DEFAULT_THRESHOLDS = AreaThresholds()


@dataclass(frozen=True, slots=True)
class SchedaInArea:
    """A scheda inside an area: its name, its light, the money that weighs it (None: not known).

    `alarm` is an alarm that its light may not show: more spent than is programmed.
    """

    name: str
    status: Status
    weight: Money | None
    alarm: bool = False


@dataclass(frozen=True, slots=True)
class WeightedProgress:
    """Done and planned to date, averaged by budget."""

    done: Fraction
    planned: Fraction


def weighted_progress(
    parts: Sequence[tuple[Fraction, Fraction, Money | None]],
) -> WeightedProgress | None:
    """Done and planned of schede averaged by their budget; None where no scheda has one."""
    weighed = [
        (done, planned, budget.cents)
        for done, planned, budget in parts
        if budget is not None and budget.cents > 0
    ]
    whole = sum(cents for _, _, cents in weighed)
    if not whole:
        return None
    done = sum((done * cents for done, _, cents in weighed), Fraction(0)) / whole
    planned = sum((planned * cents for _, planned, cents in weighed), Fraction(0)) / whole
    return WeightedProgress(done, planned)


class What(Enum):
    """What the light of an area is made of."""

    WORK = "Lavoro fatto sul previsto a oggi"
    ALARMS = "Schede in allarme o con dati da aggiornare"
    CRITICAL_MONEY = "Risorse delle schede critiche, anche con dati da aggiornare"
    WORRYING_MONEY = "Risorse delle schede critiche o con attenzione, anche con dati da aggiornare"
    INDICATORS = "Indicatori critici o con dati da aggiornare"


@dataclass(frozen=True, slots=True)
class LightPart:
    """One of the rules that make the light.

    What is looked at, how it stands, where the light changes, what follows.

    `value` is a share (of work, of money) or, for schede and indicators, how many; `limits` is the
    rule in words.
    """

    what: What
    value: Fraction
    limits: str
    level: StatusLevel

    @property
    def is_share(self) -> bool:
        """The value is a share of a whole, not a count."""
        return self.what not in {What.ALARMS, What.INDICATORS}


@dataclass(frozen=True, slots=True)
class AreaLight:
    """The two lights of an area with the parts of each.

    The light is the worst of its parts, and nothing else.
    """

    status: Status
    parts_now: tuple[LightPart, ...]
    parts_at_year_end: tuple[LightPart, ...]


def area_status(
    parts: Sequence[SchedaInArea],
    indicators: Sequence[StatusLevel],
    progress: WeightedProgress | None = None,
    thresholds: AreaThresholds = DEFAULT_THRESHOLDS,
) -> Status | None:
    """The two lights of `area_light`, without their parts."""
    found = area_light(parts, indicators, progress, thresholds)
    return found.status if found else None


def area_light(
    parts: Sequence[SchedaInArea],
    indicators: Sequence[StatusLevel],
    progress: WeightedProgress | None,
    thresholds: AreaThresholds = DEFAULT_THRESHOLDS,
) -> AreaLight | None:
    """The light of an area, from its schede, its indicators and its progress to date.

    None of an area without schede.

    One rule for every area: a scheda in alarm (or a critical indicator), or data to be updated,
    call for
    attention; critical schede that weigh a third of the money, or work far behind the plan, make
    the area critical.
    So silence never makes an area green, and an alarm known before it weighs on.
    """
    if not parts:
        return None
    now = [(part.name, part.status.now, part.weight) for part in parts]
    at_end = [(part.name, part.status.at_year_end, part.weight) for part in parts]
    alarms = sum(part.alarm and part.status.now.level not in _CALLS for part in parts)
    found_now = _light_parts(now, indicators, progress, thresholds, alarms)
    found_end = _light_parts(at_end, (), None, thresholds)
    status = Status(
        now=_judged(now, indicators, progress, found_now),
        at_year_end=_judged(at_end, (), None, found_end),
    )
    return AreaLight(status, found_now, found_end)


Weighed = Sequence[tuple[str, Judgement, Money | None]]
_BAD = frozenset({StatusLevel.CRITICAL})
_CALLS = frozenset({StatusLevel.CRITICAL, StatusLevel.STALE})
_WORRYING = frozenset({StatusLevel.CRITICAL, StatusLevel.ATTENTION})


def _light_parts(
    parts: Weighed,
    indicators: Sequence[StatusLevel],
    progress: WeightedProgress | None,
    thresholds: AreaThresholds,
    more_alarms: int = 0,
) -> tuple[LightPart, ...]:
    alarms = Fraction(more_alarms + sum(judgement.level in _CALLS for _, judgement, _ in parts))
    critical, worrying = _share(parts, _BAD), _share(parts, _WORRYING)
    bad = Fraction(sum(level in _CALLS for level in indicators))
    calls = "attenzione da 1"
    return (
        *_work(progress, thresholds),
        LightPart(What.ALARMS, alarms, calls, _from(alarms, Fraction(1), StatusLevel.ATTENTION)),
        LightPart(
            What.CRITICAL_MONEY,
            critical,
            f"critico da {percent(thresholds.critical_money, 0)}",
            _from(critical, thresholds.critical_money, StatusLevel.CRITICAL),
        ),
        LightPart(
            What.WORRYING_MONEY,
            worrying,
            f"attenzione da {percent(thresholds.worrying_money, 0)}",
            _from(worrying, thresholds.worrying_money, StatusLevel.ATTENTION),
        ),
        LightPart(What.INDICATORS, bad, calls, _from(bad, Fraction(1), StatusLevel.ATTENTION)),
    )


def _from(value: Fraction, limit: Fraction, level: StatusLevel) -> StatusLevel:
    return level if value >= limit else StatusLevel.ON_TRACK


def _work(progress: WeightedProgress | None, thresholds: AreaThresholds) -> tuple[LightPart, ...]:
    if progress is None or not progress.planned:
        return ()
    reached = progress.done / progress.planned
    limits = (
        f"in linea da {percent(thresholds.on_track, 0)}, critico sotto"
        f" {percent(thresholds.attention, 0)}"
    )
    level = StatusLevel.CRITICAL
    if reached >= thresholds.on_track:
        level = StatusLevel.ON_TRACK
    elif reached >= thresholds.attention:
        level = StatusLevel.ATTENTION
    return (LightPart(What.WORK, reached, limits, level),)


def _judged(
    parts: Weighed,
    indicators: Sequence[StatusLevel],
    progress: WeightedProgress | None,
    found: Sequence[LightPart],
) -> Judgement:
    level = max((part.level for part in found), key=SEVERITY.index)
    reasons = _reasons(
        parts, indicators, progress, [part.what for part in found if part.level is level]
    )
    if all(judgement.level is StatusLevel.STALE for _, judgement, _ in parts):
        return Judgement(StatusLevel.STALE, reasons, beneath=level)
    return Judgement(level, reasons)


def _reasons(
    parts: Weighed,
    indicators: Sequence[StatusLevel],
    progress: WeightedProgress | None,
    decisive: Sequence[What],
) -> tuple[str, ...]:
    """What decides the light first: the scheda in alarm by name, or the work behind.

    Then all the counts.
    """
    behind = (
        ()
        if progress is None
        else (
            (
                f"Fatto {the_percent(progress.done, 0)} contro {the_percent(progress.planned, 0)}"
                " previsto a questa data."
            ),
        )
    )
    alarm = _alarm(parts)
    first = (*behind, *alarm) if What.WORK in decisive else (*alarm, *behind)
    levels = [judgement.level for _, judgement, _ in parts]
    counts = (
        *_counts(levels, "scheda", "schede"),
        *_counts(indicators, "indicatore", "indicatori"),
    )
    return (*first, *counts) or (f"{plural(len(parts), 'scheda', 'schede')} in linea.",)


def _alarm(parts: Weighed) -> tuple[str, ...]:
    """The critical scheda with most money, by name and reason, and how much of the area's money
    is in alarm.
    """
    bad = [one for one in parts if one[1].known in _BAD]
    if not bad:
        return ()
    fresh = [one for one in bad if one[1].level in _BAD]
    named = fresh or bad
    name, judgement, weight = max(named, key=lambda one: one[2].cents if one[2] else 0)
    others = (
        f"; altre {len(named) - 1} schede critiche"
        if len(named) > 2  # noqa: PLR2004 - one other
        else "; un’altra scheda critica"
        if len(named) == 2  # noqa: PLR2004
        else ""
    )
    first = f"{said_of(name, judgement).rstrip('.')}{others}."
    old = ", anche con dati da aggiornare," if len(fresh) < len(bad) else ""
    weigh = f"Le schede critiche{old} pesano {the_percent(_share(parts, _BAD), 0)} delle risorse."
    return (first, weigh) if weight else (first,)


def said_of(name: str, judgement: Judgement) -> str:
    """The reason of a light with whose it is.

    «S26-15 ha speso 123.117,72 € oltre il programmato …».
    """
    told = f"{judgement.reason[:1].lower()}{judgement.reason[1:]}"
    return f"{name} {told}" if told.startswith("ha ") else f"{name}: {told}"


_WORDS = {
    StatusLevel.CRITICAL: ("critica", "critiche"),
    StatusLevel.ATTENTION: ("con attenzione", "con attenzione"),
    StatusLevel.STALE: ("con dati da aggiornare", "con dati da aggiornare"),
}
_MASCULINE = {"critica": "critico", "critiche": "critici"}


def _counts(levels: Sequence[StatusLevel], one: str, many: str) -> tuple[str, ...]:
    """«2 schede critiche su 7.», for every level that is not on track, the most severe first."""
    found = []
    for level, words in _WORDS.items():
        count = sum(other is level for other in levels)
        word = words[0 if count == 1 else 1]
        if count:
            found.append(
                f"{plural(count, one, many)}"
                f" {_MASCULINE.get(word, word) if one == 'indicatore' else word} su {len(levels)}."
            )
    return tuple(found)


def _share(parts: Weighed, levels: Collection[StatusLevel]) -> Fraction:
    """Share of the money under these lights; of the number of schede, where no money is known."""
    whole = sum(weight.cents for *_, weight in parts if weight)
    if not whole:
        return Fraction(sum(judgement.known in levels for _, judgement, _ in parts), len(parts))
    return Fraction(
        sum(weight.cents for _, judgement, weight in parts if weight and judgement.known in levels),
        whole,
    )
