"""What a point of the agenda may open: a screen, a fund, one area, one indicator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import islice

from sqlalchemy import Connection

from udp_core.agreements.slides import rules_slides
from udp_core.briefing.agenda import CorrectiveLine, red_slide, red_slides, with_plan
from udp_core.briefing.citing import citable
from udp_core.briefing.corrective import subject_code
from udp_core.briefing.minutes import decision_lines
from udp_core.briefing.reports import Moment, Reports, judged_of
from udp_core.deadlines.slides import deadlines_slide
from udp_core.fees.slides import fees_slides
from udp_core.fund.queries.all_funds import funds_in
from udp_core.fund.report.fund import short_name
from udp_core.fund.report.reading import FRNA, fund_report
from udp_core.fund.slides.all_funds import all_funds_slides
from udp_core.fund.slides.fund import fund_slides
from udp_core.fund.slides.plan import plan_slides
from udp_core.indicators.slides import indicator_slide, indicators_slide
from udp_core.municipalities.slides import municipalities_slide, municipality_slide
from udp_core.municipalities.view.boundaries import known_boundaries
from udp_core.overview.slides import area_slide, areas_slides, overview_slide, programme_slide
from udp_core.overview.view.words import nothing_critical
from udp_core.render.slide import Slide
from udp_core.sittings.slides import decisions_slide
from udp_core.sittings.terms import PlanSubject
from udp_core.years.slides import compared_slide
from udp_core.zone_plan.slides import outcomes_slide, plan_slide, priorities_slide

DECISIONS = "decisioni"
SCREENS: Mapping[str, str] = {
    "panorama": "Panorama",
    "ambiti": "Ambiti",
    "frna": "FRNA",
    "attivita": "Piano delle attività del FRNA",
    "quadro": "Quadro allargato: tutti i fondi",
    "programma": "Programma",
    "indicatori": "Indicatori",
    "comuni": "Comuni",
    "cambiato": "Perché è cambiato?",
    "criticita": "Criticità e piani",
    "simulazione": "E se…?",
    "scadenze": "Scadenze",
    "confronto": "Che cosa cambia sull’anno prima",
    "tariffe": "Stesso servizio, tre regole: tariffe a confronto",
    "piano": "Il Piano: il triennio",
    "priorita": "Il Piano: priorità e denaro",
    "esiti": "Il Piano: esiti",
    "accordi": "Accordi e regolamenti che scadono",
    DECISIONS: "Registro delle decisioni",
}
"""The screens, by their names in the address."""
FUND = "fondo"
"""Before the source of a fund that is not the FRNA."""
PLACE = "comune"
"""Before the code of a Comune."""
MOST_RED = 6
"""Slides of one red thing with its plan, the gravest first; a point opens any other."""
OPENED_BY_ITSELF = frozenset({PlanSubject.AREA.value, PlanSubject.INDICATOR.value})
"""What has a slide of its own, red or not."""


def openable(connection: Connection, district: str, year: int, today: date) -> dict[str, str]:
    """Everything that a point may open, code to words.

    The screens, then the other funds, the areas, the indicators followed, the registers and
    their rows.
    """
    found = judged_of(connection, Moment(district, year, today))
    areas = {
        subject_code(PlanSubject.AREA, one.id): f"Ambito {one.short_name}"
        for one in (found.overview.programme.areas if found.overview.programme else ())
        if one.schede
    }
    indicators = {
        subject_code(
            PlanSubject.INDICATOR, one.text.code
        ): f"Indicatore {one.text.name} ({one.text.code})"
        for one in found.indicators.followed
    }
    funds = {
        f"{FUND}:{one.code}": f"Fondo {short_name(one.code, one.name)}"
        for one in funds_in(connection, district, year)
        if one.code != FRNA
    }
    places = {
        f"{PLACE}:{one.id}": f"Comune di {one.name}"
        for one in (found.municipalities.municipalities if found.municipalities else ())
    }
    reds = {
        code: f"Criticità: {one.what}"
        for code, one in found.corrective.items()
        if code.partition(":")[0] not in OPENED_BY_ITSELF
    }
    cited = citable(connection, district)
    return {**SCREENS, **funds, **places, **areas, **indicators, **reds, **cited}


def slides_of_fund(connection: Connection, moment: Moment, code: str) -> tuple[Slide, ...]:
    """The slides of a fund that a point opens; nothing of another code, or of a fund not there."""
    kind, _, source = code.partition(":")
    if kind != FUND:
        return ()
    found = fund_report(connection, moment.district, moment.year, moment.today, source)
    return fund_slides(found, moment.year) if found else ()


def slides_of_decisions(connection: Connection, moment: Moment, code: str) -> tuple[Slide, ...]:
    """What was decided so far; nothing of another code."""
    if code != DECISIONS:
        return ()
    return (decisions_slide(decision_lines(connection, moment.district)),)


def screen_slides(found: Reports) -> dict[str, tuple[Slide, ...]]:
    """The slides of every screen that needs no sitting."""
    overview, year = found.overview, found.year
    return {
        "panorama": (overview_slide(overview),),
        "ambiti": areas_slides(overview.programme, year),
        "frna": fund_slides(found.fund, year),
        "attivita": plan_slides(found.fund, year),
        "quadro": all_funds_slides(found.all_funds, year),
        "programma": (programme_slide(overview.programme, year),),
        "indicatori": (indicators_slide(found.indicators),),
        "comuni": _municipalities(found),
        "scadenze": (deadlines_slide(found.deadlines),),
        "confronto": (compared_slide(found.compared),) if found.compared else (),
        "tariffe": fees_slides(found.fees),
        "piano": (plan_slide(found.plan, year),),
        "priorita": (priorities_slide(found.plan, year),) if found.plan else (),
        "esiti": (outcomes_slide(found.outcomes, year),) if found.outcomes else (),
        "criticita": (
            *red_slides(tuple(found.corrective.values()), nothing_critical(overview)),
            *(red_slide(code, one) for code, one in islice(_with_a_plan(found), MOST_RED)),
        ),
        "accordi": rules_slides(found.rules),
    }


def _with_a_plan(found: Reports) -> Iterator[tuple[str, CorrectiveLine]]:
    return ((code, one) for code, one in found.corrective.items() if not one.is_missing)


def _municipalities(found: Reports) -> tuple[Slide, ...]:
    """All the Comuni together, then one slide for each that has money in the year."""
    report = found.municipalities
    if report is None:
        return ()
    programme = found.overview.programme
    known = (one for one in report.municipalities if one.frna.used or one.programme.programmed)
    each = (municipality_slide(report, one, programme, known_boundaries()) for one in known)
    return (municipalities_slide(report), *each)


def subject_slide(found: Reports, code: str) -> Slide | None:
    """The slide of one area, one Comune or one indicator, with the plan of what is red or amber.

    Of anything else that is red or amber, the slide of its plan; None where there is none.
    """
    kind, _, own = code.partition(":")
    slide = _subject(found, kind, own)
    red = found.corrective.get(code)
    if red is None:
        return slide
    return with_plan(slide, red) if slide else red_slide(code, red)


def _subject(found: Reports, kind: str, code: str) -> Slide | None:
    programme = found.overview.programme
    if kind == PlanSubject.AREA.value and programme:
        return next(
            (
                area_slide(programme, area)
                for area in programme.areas
                if area.id == code and area.schede
            ),
            None,
        )
    if kind == PlanSubject.INDICATOR.value:
        return next(
            (indicator_slide(one) for one in found.indicators.followed if one.text.code == code),
            None,
        )
    if kind == PLACE and found.municipalities:
        report = found.municipalities
        return next(
            (
                municipality_slide(report, one, programme, known_boundaries())
                for one in report.municipalities
                if one.id == code
            ),
            None,
        )
    return None


def opened(
    found: Reports, screens: Mapping[str, tuple[Slide, ...]], code: str
) -> tuple[Slide, ...]:
    """What a point with that code opens.

    Nothing of a code that there is not, and of a screen without slides.
    """
    if ":" not in code:
        return screens.get(code, ())
    slide = subject_slide(found, code)
    return (slide,) if slide else ()
