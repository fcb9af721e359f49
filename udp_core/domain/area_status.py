"""The light of an area and the progress of a programme: made of parts that are always shown beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from udp_core.domain.status import SEVERITY, Judgement, Status
from udp_core.italian import plural, the_percent
from udp_core.money import Money
from udp_core.vocabulary import StatusLevel


@dataclass(frozen=True, slots=True)
class AreaThresholds:
    """Where the light of an area changes: done over planned to date, and the share of its money under worse lights.

    A single late scheda of little weight does not change the light of its area: it stands among its alarms.
    """

    on_track: Fraction = Fraction(90, 100)
    attention: Fraction = Fraction(70, 100)
    critical_money: Fraction = Fraction(1, 3)
    worrying_money: Fraction = Fraction(1, 4)


DEFAULT_THRESHOLDS = AreaThresholds()


@dataclass(frozen=True, slots=True)
class Part:
    """A scheda inside an area: its name, its light, the money that weighs it (None: not known)."""

    name: str
    status: Status
    weight: Money | None


@dataclass(frozen=True, slots=True)
class WeightedProgress:
    """Done and planned to date, averaged by budget."""

    done: Fraction
    planned: Fraction


def weighted_progress(parts: Sequence[tuple[Fraction, Fraction, Money | None]]) -> WeightedProgress | None:
    """Done and planned of schede averaged by their budget; None where no scheda has one."""
    weighed = [(done, planned, budget.cents) for done, planned, budget in parts if budget is not None and budget.cents > 0]
    whole = sum(cents for _, _, cents in weighed)
    if not whole:
        return None
    done = sum((done * cents for done, _, cents in weighed), Fraction(0)) / whole
    planned = sum((planned * cents for _, planned, cents in weighed), Fraction(0)) / whole
    return WeightedProgress(done, planned)


def area_status(
    parts: Sequence[Part], indicators: Sequence[StatusLevel], progress: WeightedProgress | None = None, thresholds: AreaThresholds = DEFAULT_THRESHOLDS
) -> Status | None:
    """The light of an area, from its schede, its indicators and its progress to date; None of an area without schede."""
    if not parts:
        return None
    now = [(part.status.now, part.weight) for part in parts]
    at_end = [(part.status.at_year_end, part.weight) for part in parts]
    return Status(now=_judged(now, indicators, progress, thresholds), at_year_end=_judged(at_end, (), None, thresholds))


Weighed = Sequence[tuple[Judgement, Money | None]]


def _judged(parts: Weighed, indicators: Sequence[StatusLevel], progress: WeightedProgress | None, thresholds: AreaThresholds) -> Judgement:
    levels = [judgement.level for judgement, _ in parts]
    behind = () if progress is None else (f"Fatto {the_percent(progress.done, 0)} contro {the_percent(progress.planned, 0)} previsto a questa data.",)
    reasons = (*behind, *_counts(levels, "scheda", "schede"), *_counts(indicators, "indicatore", "indicatori"))
    if all(level is StatusLevel.STALE for level in levels):
        return Judgement(StatusLevel.STALE, reasons)
    level = max((_by_money(parts, thresholds), _by_progress(progress, thresholds), _by_indicators(indicators)), key=SEVERITY.index)
    return Judgement(level, reasons or (f"{plural(len(parts), 'scheda', 'schede')} in linea.",))


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
            found.append(f"{plural(count, one, many)} {_MASCULINE.get(word, word) if one == 'indicatore' else word} su {len(levels)}.")
    return tuple(found)


def _by_money(parts: Weighed, thresholds: AreaThresholds) -> StatusLevel:
    critical = _share(parts, {StatusLevel.CRITICAL})
    if critical >= thresholds.critical_money:
        return StatusLevel.CRITICAL
    worrying = _share(parts, {StatusLevel.CRITICAL, StatusLevel.ATTENTION})
    return StatusLevel.ATTENTION if worrying >= thresholds.worrying_money else StatusLevel.ON_TRACK


def _share(parts: Weighed, levels: set[StatusLevel]) -> Fraction:
    """Share of the money under these lights; of the number of schede, where no money is known."""
    whole = sum(weight.cents for _, weight in parts if weight)
    if not whole:
        return Fraction(sum(judgement.level in levels for judgement, _ in parts), len(parts))
    return Fraction(sum(weight.cents for judgement, weight in parts if weight and judgement.level in levels), whole)


def _by_progress(progress: WeightedProgress | None, thresholds: AreaThresholds) -> StatusLevel:
    if progress is None or progress.done >= progress.planned * thresholds.on_track:
        return StatusLevel.ON_TRACK
    return StatusLevel.ATTENTION if progress.done >= progress.planned * thresholds.attention else StatusLevel.CRITICAL


def _by_indicators(indicators: Sequence[StatusLevel]) -> StatusLevel:
    """Indicators speak of effects, not of work done: a critical one calls for attention and no more."""
    return StatusLevel.ATTENTION if StatusLevel.CRITICAL in indicators else StatusLevel.ON_TRACK
