"""The Panorama: the four answers, the areas, and what needs a decision."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from udp_core.domain.equilibrium import FundPosition
from udp_core.domain.pictures.programme import ProgrammePicture, SchedaValue, is_critical
from udp_core.domain.status import Status
from udp_core.money import ZERO, Money
from udp_core.vocabulary import StatusLevel


class Subject(StrEnum):
    """What a decision is about: it says which screen opens."""

    FUND = "fund"
    SCHEDA = "scheda"


@dataclass(frozen=True, slots=True)
class Decision:
    """Something to decide: how severe, what, why, how much money is at stake (None: not known),
    where to look.

    `code` is the scheda's id; empty for the fund.
    """

    subject: Subject
    code: str
    level: StatusLevel
    what: str
    why: str
    amount: Money | None


@dataclass(frozen=True, slots=True)
class OverviewPicture:
    """Fund, programme and indicators of a year, as they stand.

    None where there is nothing of the kind.

    `is_over` is a year gone by: it speaks in the past, and nothing of it asks a decision.
    `fund_used` is None where no spending was reported (the position then counts zero).
    """

    year: int
    fund: FundPosition | None
    fund_used: Money | None
    fund_status: Status | None
    programme: ProgrammePicture | None
    indicators: Counter[StatusLevel]
    is_over: bool = False

    @property
    def areas_by_level(self) -> Counter[StatusLevel]:
        """How many areas under each light, today."""
        areas = self.programme.areas if self.programme else ()
        return Counter(area.status.now.level for area in areas if area.status)

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The fund where it is not on track, then the critical schede, those with most money
        first.
        """
        if self.is_over:
            return ()
        fund = () if self.fund_status is None else _fund_decision(self.fund, self.fund_status)
        schede = sorted(
            self.programme.needs_decision if self.programme else (),
            key=lambda one: -(one.programmed or ZERO).cents,
        )
        return (*fund, *(_scheda_decision(scheda) for scheda in schede))


def _fund_decision(position: FundPosition | None, status: Status) -> tuple[Decision, ...]:
    judgement = status.at_year_end
    if judgement.level not in {StatusLevel.ATTENTION, StatusLevel.CRITICAL}:
        return ()
    amount = position.residue if position else None
    return (
        Decision(
            Subject.FUND,
            "",
            judgement.level,
            "Equilibrio del FRNA al 31 dicembre",
            judgement.reasons[min(1, len(judgement.reasons) - 1)],
            amount,
        ),
    )


def _scheda_decision(scheda: SchedaValue) -> Decision:
    judgement = (
        scheda.status.now
        if scheda.status.now.level is StatusLevel.CRITICAL or not is_critical(scheda.status)
        else scheda.status.at_year_end
    )
    return Decision(
        Subject.SCHEDA,
        scheda.id,
        judgement.level,
        f"{scheda.code} {scheda.title}",
        judgement.reasons[0],
        scheda.programmed,
    )
