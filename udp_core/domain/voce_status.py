"""The light of a voce.

What it uses against what was expected by now, what it will use against its programme.

Allotments steer, they are not airtight (K3): a voce within five per cent of what was expected is on
track.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from udp_core.domain.status import Judgement, Status, capped_by_data
from udp_core.domain.thresholds import VoceThresholds
from udp_core.italian import euro_short, percent, signed
from udp_core.money import Money
from udp_core.vocabulary import StatusLevel

DEFAULT_THRESHOLDS = VoceThresholds()


@dataclass(frozen=True, slots=True)
class VoceAmounts:
    """What a voce is judged on; None is missing."""

    used: Money | None
    expected: Money | None
    forecast: Money | None
    programmed: Money | None


def voce_status(
    amounts: VoceAmounts,
    stale_reasons: tuple[str, ...] = (),
    thresholds: VoceThresholds = DEFAULT_THRESHOLDS,
) -> Status:
    """The light of a voce now (used against expected to date) and at year end (forecast against
    programmed).
    """
    now = _judged("Speso", amounts.used, amounts.expected, "atteso a questa data", thresholds)
    at_year_end = _judged(
        "Previsione al 31/12", amounts.forecast, amounts.programmed, "programmato", thresholds
    )
    return Status(
        capped_by_data(now, stale_reasons=stale_reasons),
        capped_by_data(at_year_end, stale_reasons=stale_reasons),
    )


def _judged(
    what: str, found: Money | None, base: Money | None, base_name: str, thresholds: VoceThresholds
) -> Judgement:
    if found is None or base is None:
        return Judgement(StatusLevel.STALE, (f"{what}: mancano i dati per il confronto.",))
    share = found.share_of(base)
    if share is None:
        level = StatusLevel.CRITICAL if found else StatusLevel.ON_TRACK
        return Judgement(level, (f"{what} {euro_short(found)}, nulla era {base_name}.",))
    gap = share - 1
    reason = (
        f"{what} {euro_short(found)}, {signed(percent(gap))} su quanto {base_name}"
        f" ({euro_short(base)})."
    )
    return Judgement(_level(gap, thresholds), (reason,))


def _level(gap: Fraction, thresholds: VoceThresholds) -> StatusLevel:
    if abs(gap) <= thresholds.on_track:
        return StatusLevel.ON_TRACK
    critical = gap > thresholds.over or -gap > thresholds.under
    return StatusLevel.CRITICAL if critical else StatusLevel.ATTENTION
