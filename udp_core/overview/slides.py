"""The overview, the areas and the schede in the room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from urllib.parse import quote

from udp_core.kernel import italian
from udp_core.kernel.vocabulary import StatusLevel
from udp_core.overview.report.overview import OverviewReport
from udp_core.overview.view.words import answers, decisions, nothing_critical
from udp_core.programme.report.programme import AreaValue, ProgrammeReport, SchedaValue
from udp_core.programme.view.tables import areas_table, schede_table
from udp_core.programme.view.words import area_now, area_year_end, areas_message, scheda_name
from udp_core.render.key_figure import KeyFigure
from udp_core.render.light import light
from udp_core.render.slide import Slide, listed, parted
from udp_core.render.table import Cell, Column, Table, table

MOST_REASONS = 2
AREA_LETTERS, AREA_LINES = (15, 13, 13, 13, 31), 12
"""Letters a line of each column on the wall, and lines a slide."""
NO_BREAK = "\u00a0"
_SCHEDA, _AREA, _NOW = Column("scheda", "Scheda"), Column("area", "Ambito"), Column("now", "Oggi")
_DONE, _WHY = Column("done", "Fatto su previsto"), Column("why", "Perché")
WORST = (StatusLevel.CRITICAL, StatusLevel.ATTENTION, StatusLevel.STALE, StatusLevel.ON_TRACK)


def overview_slide(report: OverviewReport) -> Slide:
    """Where we are, and what asks for a decision."""
    found = decisions(report)
    title = f"Da decidere: {italian.number(len(found))}" if found else nothing_critical(report)
    columns = (Column("light", "Semaforo"), Column("what", "Che cosa"), Column("why", "Perché"))
    rows = [(light(one.level).words, one.what, one.why) for one in found]
    shown = _table_or_none("decisioni_da_prendere", "Che cosa chiede una decisione", columns, rows)
    areas, fund, programme, _ = answers(report)
    figures = (areas, fund, programme)
    slide = Slide("panorama", title, f"Situazione {report.year}", figures, screen="panorama")
    return listed(slide, shown)


def _table_or_none(
    name: str, title: str, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]
) -> Table | None:
    return table(name, title, columns, rows) if rows else None


def areas_slides(report: ProgrammeReport | None, year: int) -> tuple[Slide, ...]:
    """All the areas together, then one slide each."""
    if report is None:
        title = f"Per il {year} non c’è un programma attuativo"
        return (Slide("ambiti", title, screen="ambiti"),)
    ordered = sorted(report.areas, key=_severity)
    columns = (_AREA, _NOW, Column("end", "A fine anno"), _DONE, _WHY)
    whole = table("ambiti_in_sala", "Gli ambiti", columns, [_area_row(area) for area in ordered])
    parts = parted(whole.rows, AREA_LETTERS, AREA_LINES)
    together = [
        Slide(
            f"ambiti-{place}",
            areas_message(report).rstrip("."),
            f"Programma attuativo {year}",
            table=table(whole.name, whole.title, columns, part),
            screen="ambiti",
            first=first,
            of=len(whole.rows),
            paper=whole if place == 1 else None,
            data=(areas_table(report),) if place == 1 else (),
        )
        for place, (first, part) in enumerate(parts, start=1)
    ]
    return (*together, *(area_slide(report, area) for area in report.areas if area.schede))


def _severity(area: AreaValue) -> int:
    return WORST.index(area.status.now.level) if area.status else len(WORST)


def _area_row(area: AreaValue) -> tuple[Cell, ...]:
    now, end = area_now(area), area_year_end(area)
    level = now.level if area.status else None
    done = done_words(area.progress.done, area.progress.planned)
    lights = (light(level).words, light(end.level if area.status else None).words)
    return (area.short_name, *lights, done, now.reason)


def done_words(done: Fraction | None, planned: Fraction | None) -> str:
    """«62 % su 85 %»: what is done, of what was planned to date."""
    words = f"{italian.percent(done, 0)} su {italian.percent(planned, 0)}"
    return words.replace(" ", NO_BREAK)


def area_slide(report: ProgrammeReport, area: AreaValue) -> Slide:
    """One area: its light and why, its money, its schede, those furthest behind first."""
    now = area_now(area)
    level = now.level if area.status else None
    figures = (
        KeyFigure(
            "done",
            "Fatto",
            italian.percent(area.progress.done, 0),
            f"previsto finora {italian.percent(area.progress.planned, 0)}",
        ),
        KeyFigure("programmed", "Programmato", italian.euro_short(area.programmed), ""),
        KeyFigure("spent", "Speso", italian.euro_short(area.spent), ""),
    )
    alarms = italian.plural(len(area.alarms), "scheda in allarme", "schede in allarme")
    columns = (_SCHEDA, _NOW, _DONE, _WHY)
    rows = [_scheda_row(one) for one in _worst(area.schede)]
    slide = Slide(
        f"ambito-{area.id}",
        f"{area.short_name}: {light(level).word}, {alarms}",
        f"{italian.plural(len(area.schede), 'scheda', 'schede')}, le più indietro per prime",
        figures,
        level=level,
        reason=" ".join(now.reasons[:MOST_REASONS]),
        screen="ambiti",
        asks=f"&ambito={quote(area.short_name)}",
        data=(replace(schede_table(report, area.schede), title=f"Schede: {area.short_name}"),),
    )
    return listed(slide, table(f"schede_{area.id}", area.name, columns, rows))


def _worst(schede: Sequence[SchedaValue]) -> list[SchedaValue]:
    return sorted(schede, key=lambda one: (WORST.index(one.status.now.level), one.gap))


def _scheda_row(one: SchedaValue) -> tuple[Cell, ...]:
    done = done_words(one.done, one.planned)
    return (scheda_name(one), light(one.status.now.level).words, done, one.status.now.reason)


def programme_slide(report: ProgrammeReport | None, year: int) -> Slide:
    """The schede that need a decision, the furthest behind first."""
    if report is None:
        title = f"Per il {year} non c’è un programma attuativo"
        return Slide("programma", title, screen="programma")
    late = report.needs_decision
    critical = italian.plural(len(late), "scheda critica", "schede critiche")
    title = f"{critical if late else 'Nessuna scheda critica'} su {len(report.schede)}"
    figure = KeyFigure(
        "done",
        "Programma fatto",
        italian.percent(report.progress.done, 0),
        f"previsto finora {italian.percent(report.progress.planned, 0)}",
    )
    rows = []
    for one in late:
        name, now, done, why = _scheda_row(one)
        rows.append((name, one.area, now, done, why))
    columns = (_SCHEDA, _AREA, _NOW, _DONE, _WHY)
    slide = Slide(
        "programma",
        title,
        f"Programma attuativo {year}",
        (figure,),
        screen="programma",
        data=(replace(schede_table(report, late), title="Le schede critiche"),) if late else (),
    )
    return listed(slide, _table_or_none("schede_critiche", "Le schede critiche", columns, rows))
