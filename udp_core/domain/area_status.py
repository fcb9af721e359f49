"""The light of an area and the progress of a programme: made of parts that are always shown beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from udp_core.domain.status import Judgement, Status
from udp_core.italian import plural
from udp_core.money import Money
from udp_core.vocabulary import StatusLevel

MOST_CRITICAL_SHARE = Fraction(1, 4)
"""An area is critical where at least a quarter of its money, or of its schede, is; below, it calls for attention."""


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


def area_status(parts: Sequence[Part], indicators: Sequence[StatusLevel]) -> Status | None:
    """The light of an area, from its schede and its indicators; None of an area without schede."""
    if not parts:
        return None
    now = [(part.status.now, part.weight) for part in parts]
    at_end = [(part.status.at_year_end, part.weight) for part in parts]
    return Status(now=_judged(now, indicators), at_year_end=_judged(at_end, ()))


def _judged(parts: Sequence[tuple[Judgement, Money | None]], indicators: Sequence[StatusLevel]) -> Judgement:
    levels = [judgement.level for judgement, _ in parts]
    reasons = (*_counts(levels, "scheda", "schede"), *_counts(indicators, "indicatore", "indicatori"))
    if all(level is StatusLevel.STALE for level in levels):
        return Judgement(StatusLevel.STALE, reasons or ("Nessuna scheda ha dati aggiornati.",))
    return Judgement(_level(parts, indicators), reasons or (f"{plural(len(parts), 'scheda', 'schede')} in linea.",))


_WORDS = {StatusLevel.CRITICAL: ("critica", "critiche"), StatusLevel.ATTENTION: ("con attenzione", "con attenzione"), StatusLevel.STALE: ("con dati da aggiornare", "con dati da aggiornare")}


def _counts(levels: Sequence[StatusLevel], one: str, many: str) -> tuple[str, ...]:
    """«2 schede critiche.», for every level that is not on track, the most severe first."""
    masculine = {"critica": "critico", "critiche": "critici"} if one == "indicatore" else {}
    found = []
    for level, words in _WORDS.items():
        count = sum(other is level for other in levels)
        if count:
            word = words[0 if count == 1 else 1]
            found.append(f"{plural(count, one, many)} {masculine.get(word, word)} su {len(levels)}.")
    return tuple(found)


def _level(parts: Sequence[tuple[Judgement, Money | None]], indicators: Sequence[StatusLevel]) -> StatusLevel:
    critical = [weight for judgement, weight in parts if judgement.level is StatusLevel.CRITICAL]
    if critical and _is_large([weight for _, weight in parts], critical):
        return StatusLevel.CRITICAL
    worrying = {StatusLevel.CRITICAL, StatusLevel.ATTENTION}
    if any(judgement.level in worrying for judgement, _ in parts) or StatusLevel.CRITICAL in indicators:
        return StatusLevel.ATTENTION
    return StatusLevel.ON_TRACK


def _is_large(weights: Sequence[Money | None], critical: Sequence[Money | None]) -> bool:
    whole = sum(weight.cents for weight in weights if weight)
    part = sum(weight.cents for weight in critical if weight)
    by_number = Fraction(len(critical), len(weights)) >= MOST_CRITICAL_SHARE
    return by_number or (whole > 0 and Fraction(part, whole) >= MOST_CRITICAL_SHARE)
