"""The Panorama in final Italian words: four answers, eight areas, what needs a decision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from udp_core.fund.report.fund import FundCurves
from udp_core.fund.rules.equilibrium import FundPosition
from udp_core.kernel import italian
from udp_core.kernel.money import ZERO, Money
from udp_core.kernel.status import Status
from udp_core.kernel.vocabulary import StatusLevel
from udp_core.overview.report.overview import DecisionNeeded, NeedsDecision, OverviewReport
from udp_core.programme.report.programme import AreaValue
from udp_core.programme.view.words import NOT_IN_FORCE, area_name, critical_words, gauge_of
from udp_core.render.glance import Gauge, Lights, Line, glance_markup
from udp_core.render.key_figure import KeyFigure
from udp_core.render.light import light
from udp_core.render.markup import lights_and_lines, paragraph
from udp_core.render.table import Cell, Column, ColumnKind, Table, table

NO_PROGRAMME = "programma non caricato per quest’anno"


@dataclass(frozen=True, slots=True)
class AreaTile:
    """An area at a glance.

    Its light today and at year end, one line of figures, why it is not on track.
    """

    area_id: str
    title: str
    now: StatusLevel | None
    at_year_end: StatusLevel | None
    line: str
    reason: str
    gauge: Gauge | None = None


def tile_markup(tile: AreaTile) -> str:
    """The tile under its title: both lights, the figures and their bar, why."""
    lights = lights_and_lines([("Oggi", tile.now), ("31/12", tile.at_year_end)], [tile.line])
    gauge = glance_markup(tile.gauge) if tile.gauge else ""
    return lights + gauge + (paragraph(tile.reason) if tile.reason else "")


@dataclass(frozen=True, slots=True)
class DecisionNeededLine:
    """One thing to decide: its light, what, why; `subject` and `code` say what it opens."""

    subject: NeedsDecision
    code: str
    level: StatusLevel
    what: str
    why: str


def answers(report: OverviewReport) -> tuple[KeyFigure, ...]:
    """Areas, fund, programme, indicators: the four answers."""
    return (_areas(report), _fund(report), _programme(report), _indicators(report))


def _areas(report: OverviewReport) -> KeyFigure:
    counts = report.areas_by_level
    whole = len(report.programme.areas) if report.programme else 0
    value = f"{counts[StatusLevel.ON_TRACK]} su {whole}" if whole else italian.NO_VALUE
    note = levels_words(counts, StatusLevel.ON_TRACK) or (
        "nessuna eccezione" if whole else NO_PROGRAMME
    )
    return KeyFigure("areas", "Ambiti in linea", value, note, picture=_lights(counts))


def _fund(report: OverviewReport) -> KeyFigure:
    position, status = report.fund, report.fund_status
    if position is None or status is None:
        return KeyFigure(
            "fund", "Resta del FRNA", italian.NO_VALUE, "fondo non caricato per quest’anno"
        )
    level = status.at_year_end.level
    label = "È rimasto del FRNA" if report.is_over else "Resta del FRNA"
    note = _fund_note(position, status, over=report.is_over)
    return KeyFigure(
        "fund",
        label,
        italian.euro_short(position.remaining),
        note,
        level,
        judged=True,
        picture=_left(report.fund_curves) if report.fund_curves else None,
    )


def _lights(counts: Counter[StatusLevel]) -> Lights | None:
    """A light for each of what is judged, what goes well first."""
    levels = tuple(level for level in StatusLevel for _ in range(counts[level]))
    return Lights(levels) if levels else None


def _left(curves: FundCurves) -> Line | None:
    """What is left month by month; no picture before the first month with data."""
    known, ahead = curves.left
    at = [place for place, amount in enumerate(known) if amount is not None]
    if not at or curves.spendable is None:
        return None
    last = known[at[-1]] or ZERO
    words = (
        f"Che cosa resta, mese per mese: da {italian.euro_short(curves.spendable)} a"
        f" {italian.euro_short(last)} alla fine di {italian.MONTHS[at[-1]]}"
    )
    return Line((curves.spendable.cents, *_cents(known)), (None, *_cents(ahead)), f"{words}.")


def _cents(amounts: Iterable[Money | None]) -> tuple[int | None, ...]:
    return tuple(None if amount is None else amount.cents for amount in amounts)


def _fund_note(position: FundPosition, status: Status, *, over: bool) -> str:
    """«al 31/12 resteranno 1,59 M€», or what will be missing.

    What was left, of a year that is over.

    Where the light is out, so is the figure: its reason stands in its place.
    """
    residue = position.residue
    if residue is None:
        return "previsione al 31/12 non disponibile"
    if status.at_year_end.level is StatusLevel.STALE:
        return status.at_year_end.reason
    if over and position.expected_rest == ZERO:
        left = "sono mancati" if residue < ZERO else "sono rimasti"
        return f"al 31/12/{position.year} {left} {italian.euro_short(abs(residue))}"
    if residue < ZERO:
        return f"al 31/12 mancano {italian.euro_short(-residue)}"
    return f"al 31/12 resteranno {italian.euro_short(residue)}"


def _programme(report: OverviewReport) -> KeyFigure:
    if report.programme is None:
        return KeyFigure("programme", "Programma fatto", italian.NO_VALUE, NO_PROGRAMME)
    progress = report.programme.progress
    late = sum(scheda.is_late for scheda in report.programme.schede)
    by = f"al 31/12/{report.year}" if report.is_over else "a oggi"
    note = (
        f"previsto {by} {italian.percent(progress.planned, 0)};"
        f" {italian.plural(late, 'scheda', 'schede')} in ritardo"
    )
    gauge = gauge_of(progress)
    value = italian.percent(progress.done, 0)
    return KeyFigure("programme", "Programma fatto", value, note, picture=gauge)


def _indicators(report: OverviewReport) -> KeyFigure:
    counts = report.indicators
    whole = sum(counts.values())
    value = f"{counts[StatusLevel.ON_TRACK]} su {whole}" if whole else italian.NO_VALUE
    return KeyFigure(
        "indicators",
        "Indicatori in linea",
        value,
        levels_words(counts, StatusLevel.ON_TRACK) or "nessun indicatore valutato",
        picture=_lights(counts),
    )


_MANY = {StatusLevel.CRITICAL: "critici"}


def levels_words(counts: Counter[StatusLevel], *left_out: StatusLevel) -> str:
    """«◆ 2 attenzione · ▲ 1 critico»: every light with its count, but those left out."""
    shown = [level for level in StatusLevel if counts[level] and level not in left_out]
    return " · ".join(
        f"{light(level).shape} {counts[level]}"
        f" {_MANY.get(level, light(level).word) if counts[level] > 1 else light(level).word}"
        for level in shown
    )


def tiles(report: OverviewReport) -> tuple[AreaTile, ...]:
    """The areas, in their order."""
    return tuple(_tile(area) for area in (report.programme.areas if report.programme else ()))


def _tile(area: AreaValue) -> AreaTile:
    status = area.status
    line = (
        f"{italian.percent(area.progress.done, 0)} su {italian.percent(area.progress.planned, 0)}"
        " previsto"
    )
    now, at_year_end = (status.now.level, status.at_year_end.level) if status else (None, None)
    gauge = gauge_of(area.progress)
    return AreaTile(area.id, area_name(area), now, at_year_end, line, _why(area), gauge)


def _why(area: AreaValue) -> str:
    """Why the area is not on track, where its work does not say it, in the width of a tile.

    The card says it whole.
    """
    status = area.status
    if (
        status is None
        or status.now.level is StatusLevel.ON_TRACK
        or status.now.reason.startswith("Fatto ")
    ):
        return ""
    found = [
        one for one in area.alarms if one.status.now.level is StatusLevel.CRITICAL
    ] or area.alarms
    if not found:
        return status.now.reason
    first = max(found, key=lambda one: (one.programmed or ZERO).cents)
    if first.is_over_budget:
        return f"{first.code}: oltre il programmato"
    return f"{first.code}: {italian.percent(first.done, 0)} su {italian.percent(first.planned, 0)}"


def decisions(report: OverviewReport) -> tuple[DecisionNeededLine, ...]:
    """What needs a decision, in words."""
    return tuple(_decision(one) for one in report.decisions)


def _decision(one: DecisionNeeded) -> DecisionNeededLine:
    money = "" if "programmato" in one.why else _stake(one.subject, one.amount)
    return DecisionNeededLine(
        one.subject, one.code, one.level, one.what, f"{one.why.rstrip('.')}{money}."
    )


def _stake(subject: NeedsDecision, amount: Money | None) -> str:
    if amount is None or subject is NeedsDecision.FUND:
        return ""
    return f" ({italian.euro_short(amount)} programmati)"


def nothing_critical(report: OverviewReport) -> str:
    """That nothing asks a decision; where nothing is known, that: silence is no good news."""
    if report.programme is None and report.fund is None:
        return f"I dati del {report.year} non sono ancora caricati"
    return "Nulla di critico a questa data"


def decisions_words(report: OverviewReport) -> str:
    """What the things to decide are made of, so that their count agrees with the other screens."""
    if report.is_over:
        return f"Il {report.year} è chiuso: non c’è nulla da decidere su quell’anno."
    found = report.decisions
    if not found:
        return f"{nothing_critical(report)}."
    fund = any(one.subject is NeedsDecision.FUND for one in found)
    schede = report.programme.schede if report.programme else ()
    parts = [
        *(["il fondo"] if fund else []),
        *([critical_words(schede)] if len(found) > fund else []),
    ]
    return f"Da decidere: {len(found)} ({' e '.join(parts)})."


def areas_table(report: OverviewReport) -> Table:
    """The areas with both lights, for who wants the file."""
    columns = (
        Column("area", "Ambito"),
        Column("now", "Oggi"),
        Column("at_year_end", "A fine anno"),
        Column("why", "Perché"),
        Column("done", "Fatto", ColumnKind.PERCENT, 1),
        Column("planned", "Previsto a oggi", ColumnKind.PERCENT, 1),
        Column("programmed", "Programmato", ColumnKind.MONEY),
        Column("spent", "Speso", ColumnKind.MONEY),
    )
    areas = report.programme.areas if report.programme else ()
    return table("ambiti", "Gli ambiti in uno sguardo", columns, [_row(area) for area in areas])


def _row(area: AreaValue) -> tuple[Cell, ...]:
    status = area.status
    lights = [
        light(judgement.level).words if judgement else light(None).words
        for judgement in ((status.now, status.at_year_end) if status else (None, None))
    ]
    return (
        area.name if area.in_force else f"{area.name} ({NOT_IN_FORCE})",
        *lights,
        area.reason,
        area.progress.done,
        area.progress.planned,
        area.programmed,
        area.spent,
    )
