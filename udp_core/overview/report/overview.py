"""The Panorama of a district's year: the four answers, the areas, what needs a decision."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Engine

from udp_core.archive.engine import reading
from udp_core.fund.report.fund import FundCurves, FundReport
from udp_core.fund.report.reading import fund_report
from udp_core.fund.rules.equilibrium import FundPosition
from udp_core.indicators.report.reading import indicator_levels_by_area
from udp_core.kernel.money import ZERO, Money
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.kernel.settings import Settings
from udp_core.kernel.status import Status
from udp_core.kernel.vocabulary import StatusLevel
from udp_core.programme.report.programme import ProgrammeReport, SchedaValue, is_critical
from udp_core.programme.report.reading import programme_report
from udp_core.territory.day import clock_of
from udp_core.territory.queries import district_codes, district_name, is_demonstration, years


class NeedsDecision(StrEnum):
    """What a decision is about: it says which screen opens."""

    FUND = "fund"
    SCHEDA = "scheda"


@dataclass(frozen=True, slots=True)
class DecisionNeeded:
    """Something to decide: how severe, what, why, how much money is at stake (None: not known),
    where to look.

    `code` is the scheda's id; empty for the fund.
    """

    subject: NeedsDecision
    code: str
    level: StatusLevel
    what: str
    why: str
    amount: Money | None


@dataclass(frozen=True, slots=True)
class OverviewReport:
    """Fund, programme and indicators of a year, as they stand.

    None where there is nothing of the kind.

    `is_over` is a year gone by: it speaks in the past, and nothing of it asks a decision.
    `fund_used` is None where no spending was reported (the position then counts zero);
    `fund_curves` are its running totals.
    """

    year: int
    fund: FundPosition | None
    fund_used: Money | None
    fund_status: Status | None
    programme: ProgrammeReport | None
    indicators: Counter[StatusLevel]
    is_over: bool = False
    fund_curves: FundCurves | None = None

    @property
    def areas_by_level(self) -> Counter[StatusLevel]:
        """How many areas under each light, today."""
        areas = self.programme.areas if self.programme else ()
        return Counter(area.status.now.level for area in areas if area.status)

    @property
    def decisions(self) -> tuple[DecisionNeeded, ...]:
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


def _fund_decision(position: FundPosition | None, status: Status) -> tuple[DecisionNeeded, ...]:
    judgement = status.at_year_end
    if judgement.level not in {StatusLevel.ATTENTION, StatusLevel.CRITICAL}:
        return ()
    amount = position.residue if position else None
    return (
        DecisionNeeded(
            NeedsDecision.FUND,
            "",
            judgement.level,
            "Equilibrio del FRNA al 31 dicembre",
            judgement.reasons[min(1, len(judgement.reasons) - 1)],
            amount,
        ),
    )


def _scheda_decision(scheda: SchedaValue) -> DecisionNeeded:
    judgement = (
        scheda.status.now
        if scheda.status.now.level is StatusLevel.CRITICAL or not is_critical(scheda.status)
        else scheda.status.at_year_end
    )
    return DecisionNeeded(
        NeedsDecision.SCHEDA,
        scheda.id,
        judgement.level,
        f"{scheda.code} {scheda.title}",
        judgement.reasons[0],
        scheda.programmed,
    )


def overview_report(
    connection: Connection, district: str, year: int, today: date
) -> OverviewReport:
    """Everything the Panorama shows, judged."""
    fund = fund_report(connection, district, year, today)
    return overview_with(connection, district, year, today, fund)


def overview_with(
    connection: Connection, district: str, year: int, today: date, fund: FundReport | None
) -> OverviewReport:
    """The same, for who has read the FRNA of the year already."""
    indicators = indicator_levels_by_area(connection, district, year, today)
    return OverviewReport(
        year=year,
        fund=fund.position if fund else None,
        fund_used=fund.used if fund else None,
        fund_status=fund.status if fund else None,
        programme=programme_report(connection, district, year, today, indicators),
        indicators=Counter(level for levels in indicators.values() for level in levels),
        is_over=year < today.year,
        fund_curves=fund.curves if fund else None,
    )


def day_of(connection: Connection, settings: Settings) -> date:
    """The day at which everything is judged.

    The one set, else that of the demonstration, else today.
    """
    return clock_of(connection, settings).today


def overview_words(engine: Engine, settings: Settings) -> dict[str, Any]:
    """The figures of the Panorama for scripts.

    Amounts in cents, shares from 0 to 1, lights as their stored words.
    """
    with reading(engine) as connection:
        if settings.district not in district_codes(connection):
            raise RefusedError(
                [
                    Problem(
                        "S01",
                        f"Nell’archivio non c’è il distretto «{settings.district}».",
                        "Indicare in UDP_DISTRICT un distretto caricato.",
                    )
                ]
            )
        today = day_of(connection, settings)
        year = next(
            (one for one in years(connection, settings.district) if one <= today.year), today.year
        )
        report = overview_report(connection, settings.district, year, today)
        demo = is_demonstration(connection)
        name = district_name(connection, settings.district)
    return {
        "district": name,
        "year": year,
        "day": today.isoformat(),
        "demonstration": demo,
        "fund": _fund(report),
        "programme": _programme(report),
        **_lights(report),
    }


def _fund(report: OverviewReport) -> dict[str, Any] | None:
    position, status = report.fund, report.fund_status
    if position is None or status is None:
        return None
    return {
        "available_cents": position.available.cents,
        "programmed_cents": _cents(position.programmed),
        "used_cents": _cents(report.fund_used),
        "remaining_cents": position.remaining.cents,
        "forecast_cents": _cents(position.forecast),
        "residue_cents": _cents(position.residue),
        "structural_balance_cents": _cents(position.structural_balance),
        **_status(status),
    }


def _cents(amount: Money | None) -> int | None:
    return None if amount is None else amount.cents


def _status(status: Status) -> dict[str, Any]:
    return {
        "now": status.now.level.value,
        "at_year_end": status.at_year_end.level.value,
        "reasons": [*status.now.reasons, *status.at_year_end.reasons],
    }


def _programme(report: OverviewReport) -> dict[str, Any] | None:
    programme = report.programme
    if programme is None:
        return None
    progress = programme.progress
    return {
        "title": programme.title,
        "done": None if progress.done is None else round(float(progress.done), 4),
        "planned_to_date": None if progress.planned is None else round(float(progress.planned), 4),
        "programmed_cents": _cents(programme.programmed),
        "spent_cents": _cents(programme.spent),
        "schede": {level.value: count for level, count in programme.by_level.items()},
    }


def _lights(report: OverviewReport) -> dict[str, Any]:
    areas = report.programme.areas if report.programme else ()
    return {
        "areas": [
            {"code": area.id, "name": area.name, **(_status(area.status) if area.status else {})}
            for area in areas
        ],
        "indicators": {level.value: count for level, count in report.indicators.items()},
        "decisions": [
            {
                "subject": one.subject.value,
                "code": one.code,
                "level": one.level.value,
                "what": one.what,
                "why": one.why,
                "amount_cents": _cents(one.amount),
            }
            for one in report.decisions
        ],
    }
