"""What is red or amber, each beside the plan that somebody wrote for it.

Where nobody did, it is missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from udp_core.briefing.agenda import CorrectiveLine
from udp_core.fund.report.fund import FundReport
from udp_core.fund.report.reading import fund_report
from udp_core.indicators.report.indicators import IndicatorsReport
from udp_core.indicators.report.reading import indicators_report
from udp_core.kernel.status import Judgement, Status
from udp_core.kernel.vocabulary import StatusLevel
from udp_core.overview.report.overview import OverviewReport, overview_with
from udp_core.programme.report.programme import is_critical
from udp_core.sittings.queries.plans import PlanRow
from udp_core.sittings.terms import PlanSubject

RED = (StatusLevel.CRITICAL, StatusLevel.ATTENTION)
FUND = "frna"
ORDER = (
    PlanSubject.FUND,
    PlanSubject.AREA,
    PlanSubject.VOCE,
    PlanSubject.SCHEDA,
    PlanSubject.INDICATOR,
)


@dataclass(frozen=True, slots=True)
class Red:
    """Something that asks for a plan.

    Of which kind, its code, its name, its light, and why it is so.
    """

    kind: PlanSubject
    code: str
    name: str
    level: StatusLevel
    why: str

    @property
    def subject(self) -> str:
        """«area:anziani»: kind and code in one word."""
        return subject_code(self.kind, self.code)


def subject_code(kind: PlanSubject, code: str) -> str:
    """Kind and code in one word.

    `PlanSubject.of(…)` and the code stand on either side of the colon.
    """
    return f"{kind.value}:{code}"


def corrective_lines(
    connection: Connection, district: str, year: int, today: date
) -> tuple[Red, ...]:
    """What is red or amber on a day, read from the archive."""
    fund = fund_report(connection, district, year, today)
    return reds_of(
        overview_with(connection, district, year, today, fund),
        fund,
        indicators_report(connection, district, year, today),
    )


def reds_of(
    overview: OverviewReport, fund: FundReport | None, indicators: IndicatorsReport
) -> tuple[Red, ...]:
    """The fund, areas and voci red or amber, the critical schede and indicators.

    The gravest first, the largest subjects first.
    """
    found = [*_of_overview(overview), *_of_fund(fund), *_of_indicators(indicators)]
    return tuple(sorted(found, key=lambda one: (RED.index(one.level), ORDER.index(one.kind))))


def _of_overview(report: OverviewReport) -> Iterator[Red]:
    fund = report.fund_status
    if fund and fund.at_year_end.level in RED:
        yield _red(PlanSubject.FUND, FUND, "Equilibrio del FRNA al 31/12", fund.at_year_end)
    for area in report.programme.areas if report.programme else ():
        if area.status and area.status.now.level in RED:
            yield _red(PlanSubject.AREA, area.id, f"Ambito {area.short_name}", area.status.now)
    for scheda in report.programme.schede if report.programme else ():
        if is_critical(scheda.status):
            name = f"{scheda.code} {scheda.title}"
            yield _red(PlanSubject.SCHEDA, scheda.code, name, _critical(scheda.status))


def _critical(status: Status) -> Judgement:
    """Of the two lights, the one that makes a scheda critical: today's where both do."""
    return status.now if status.now.level is StatusLevel.CRITICAL else status.at_year_end


def _of_fund(report: FundReport | None) -> Iterator[Red]:
    for voce in report.voci if report else ():
        judged = voce.status.at_year_end
        if judged.level in RED:
            yield _red(PlanSubject.VOCE, voce.code, f"Voce {voce.code} {voce.short_name}", judged)


def _of_indicators(report: IndicatorsReport) -> Iterator[Red]:
    for one in report.followed:
        if one.judgement and one.level is StatusLevel.CRITICAL:
            yield _red(
                PlanSubject.INDICATOR, one.text.code, f"Indicatore: {one.text.name}", one.judgement
            )


def _red(kind: PlanSubject, code: str, name: str, judged: Judgement) -> Red:
    level = StatusLevel.CRITICAL if kind is PlanSubject.SCHEDA else judged.level
    return Red(kind, code, name, level, judged.reason)


def red_lines(found: tuple[Red, ...], written: tuple[PlanRow, ...]) -> dict[str, CorrectiveLine]:
    """Each with its plan, by its subject."""
    plans = {subject_code(one.kind, one.subject): one for one in written}
    lines = {}
    for red in found:
        plan = plans.get(red.subject)
        lines[red.subject] = CorrectiveLine(
            red.name,
            red.level,
            red.why,
            plan.cause if plan else "",
            plan.action if plan else "",
            plan.owner if plan else "",
            plan.due_on if plan else None,
        )
    return lines
