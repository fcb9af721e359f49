"""What a traffic light is made of: a level now, a level at year end, and the reasons in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from udp_core.kernel.vocabulary import StatusLevel

SEVERITY = (StatusLevel.ON_TRACK, StatusLevel.ATTENTION, StatusLevel.CRITICAL)
"""From good to bad. «Dati da aggiornare» is outside the scale: it is not a judgement."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One level with the reasons for it, in Italian, most important first (never empty).

    `beneath` is what a light put out by its data would be today: what it is part of still reckons
    with it, so
    that an alarm is not forgotten because nobody writes any more.
    """

    level: StatusLevel
    reasons: tuple[str, ...]
    beneath: StatusLevel | None = None

    def __post_init__(self) -> None:
        if not self.reasons:
            raise ValueError("a judgement says why")

    @property
    def reason(self) -> str:
        """The first of its reasons: what stands beside the light wherever it is shown."""
        return self.reasons[0]

    @property
    def known(self) -> StatusLevel:
        """The level, or what it would be if its data had not put it out."""
        return self.beneath or self.level


@dataclass(frozen=True, slots=True)
class Status:
    """How something stands today, against what was expected by today, and how it will stand on
    31 December.
    """

    now: Judgement
    at_year_end: Judgement


def worst(judgements: Iterable[Judgement]) -> StatusLevel | None:
    """The most severe level among those that judge; grey only where nothing else is known.

    None of nothing.
    """
    levels = [judgement.level for judgement in judgements]
    judged = [level for level in levels if level in SEVERITY]
    if judged:
        return max(judged, key=SEVERITY.index)
    return StatusLevel.STALE if levels else None


def capped_by_data(judgement: Judgement, *, stale_reasons: tuple[str, ...]) -> Judgement:
    """The judgement, or grey «dati da aggiornare» where the data under it are stale or not
    validated.

    The reasons of the judgement are kept behind the reasons of the cap, and its level beneath: what
    it is part of
    never stands better for the day on which the data grew old.
    """
    if not stale_reasons:
        return judgement
    return Judgement(StatusLevel.STALE, stale_reasons + judgement.reasons, beneath=judgement.known)
