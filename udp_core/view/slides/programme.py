"""The overview, the areas and the schede in the room."""

from __future__ import annotations

from urllib.parse import quote

from udp_core import italian
from udp_core.domain.pictures.overview import OverviewPicture
from udp_core.domain.pictures.programme import AreaValue, ProgrammePicture, SchedaValue
from udp_core.view.key_figure import KeyFigure
from udp_core.view.light import light
from udp_core.view.overview.words import answers, decisions
from udp_core.view.programme.tables import areas_table, schede_table
from udp_core.view.programme.words import areas_message, short_reasons_words
from udp_core.view.slides.slide import MOST_ROWS, Slide
from udp_core.view.table import Cell, Column, ColumnKind, Table, table
from udp_core.vocabulary import StatusLevel

PERCENT = ColumnKind.PERCENT
MOST_AREAS = 10
"""One line each: they are read together, or not at all."""
WORST = (StatusLevel.CRITICAL, StatusLevel.ATTENTION, StatusLevel.STALE, StatusLevel.ON_TRACK)


def overview_slide(picture: OverviewPicture) -> Slide:
    """Where we are, and what asks for a decision."""
    found = decisions(picture)
    title = f"{italian.plural(len(found), 'cosa chiede', 'cose chiedono')} una decisione" if found else "Nulla di critico a questa data"
    columns = (Column("light", "Semaforo"), Column("what", "Che cosa"), Column("why", "Perché"))
    rows = [(light(one.level).words, one.what, one.why) for one in found[:4]]
    shown = table("decisioni_da_prendere", "Che cosa chiede una decisione", columns, rows) if rows else None
    areas, fund, programme, _ = answers(picture)
    paper = table("decisioni_da_prendere", "Che cosa chiede una decisione", columns, [(light(one.level).words, one.what, one.why) for one in found]) if found else None
    return Slide("panorama", title, f"Situazione {picture.year}", (areas, fund, programme), table=shown, screen="panorama", paper=paper)


def areas_slides(picture: ProgrammePicture | None, year: int) -> tuple[Slide, ...]:
    """All the areas, so many a slide, then one slide each."""
    if picture is None:
        return (Slide("ambiti", f"Per il {year} non c’è un programma attuativo", screen="ambiti"),)
    ordered = sorted(picture.areas, key=lambda area: WORST.index(area.status.now.level) if area.status else len(WORST))
    columns = (Column("area", "Ambito"), Column("now", "Oggi"), Column("end", "A fine anno"), Column("done", "Fatto", PERCENT), Column("planned", "Previsto finora", PERCENT))
    rows = [_area_row(area) for area in ordered]
    parts = [rows[start : start + MOST_AREAS] for start in range(0, len(rows), MOST_AREAS)]
    shown = [table("ambiti_in_sala", "Gli ambiti", columns, part) for part in parts]
    whole = tuple(Slide(f"ambiti-{place}", areas_message(picture).rstrip("."), f"Programma attuativo {year}" + (f" ({place} di {len(shown)})" if len(shown) > 1 else ""), table=one, screen="ambiti", data=(areas_table(picture),) if place == 1 else ()) for place, one in enumerate(shown, start=1))
    return (*whole, *(area_slide(picture, area) for area in picture.areas if area.schede))


def _area_row(area: AreaValue) -> tuple[Cell, ...]:
    levels = (area.status.now.level, area.status.at_year_end.level) if area.status else (None, None)
    return (area.short_name, *(light(level).words for level in levels), area.progress.done, area.progress.planned)


def area_slide(picture: ProgrammePicture, area: AreaValue) -> Slide:
    """One area: its light, its money, the schede that are furthest behind."""
    worst = _worst(area)[: MOST_ROWS - 3]
    columns = (Column("scheda", "Scheda"), Column("now", "Oggi"), Column("done", "Fatto", PERCENT), Column("planned", "Previsto finora", PERCENT))
    rows = [(f"{one.code} {one.title}", light(one.status.now.level).words, one.done, one.planned) for one in worst]
    level = area.status.now.level if area.status else None
    figures = (
        KeyFigure("done", "Fatto", italian.percent(area.progress.done, 0), f"previsto finora {italian.percent(area.progress.planned, 0)}"),
        KeyFigure("programmed", "Programmato", italian.euro_short(area.programmed), ""),
        KeyFigure("spent", "Speso", italian.euro_short(area.spent), ""),
    )
    title = f"{area.short_name}: {light(level).word}, {italian.plural(len(area.alarms), 'scheda in allarme', 'schede in allarme')}"
    return Slide(f"ambito-{area.id}", title, f"{italian.plural(len(area.schede), 'scheda', 'schede')}, le più indietro per prime", figures, table=table(f"schede_{area.id}", area.name, columns, rows), level=level, screen="ambiti", asks=f"&ambito={quote(area.short_name)}", paper=_whole_area(area), data=(schede_table(picture, area.schede),))


def _worst(area: AreaValue) -> list[SchedaValue]:
    return sorted(area.schede, key=lambda one: (WORST.index(one.status.now.level), one.gap))


def _whole_area(area: AreaValue) -> Table:
    """Every scheda with its reasons: what a page has room for."""
    columns = (Column("scheda", "Scheda"), Column("now", "Oggi"), Column("done", "Fatto", PERCENT), Column("planned", "Previsto finora", PERCENT), Column("why", "Perché"))
    rows = [(f"{one.code} {one.title}", light(one.status.now.level).words, one.done, one.planned, short_reasons_words(one.status)) for one in _worst(area)]
    return table(f"schede_{area.id}", area.name, columns, rows)


def programme_slide(picture: ProgrammePicture | None, year: int) -> Slide:
    """The schede that need a decision, the furthest behind first."""
    if picture is None:
        return Slide("programma", f"Per il {year} non c’è un programma attuativo", screen="programma")
    late = picture.needs_decision
    columns = (Column("scheda", "Scheda"), Column("area", "Ambito"), Column("now", "Oggi"), Column("done", "Fatto", PERCENT), Column("planned", "Previsto finora", PERCENT))
    title = f"{italian.plural(len(late), 'scheda critica', 'schede critiche')} su {len(picture.schede)}" if late else f"Nessuna scheda critica su {len(picture.schede)}"
    figure = KeyFigure("done", "Programma fatto", italian.percent(picture.progress.done, 0), f"previsto finora {italian.percent(picture.progress.planned, 0)}")
    whole = [(f"{one.code} {one.title}", one.area, light(one.status.now.level).words, one.done, one.planned) for one in late]
    shown, paper = (table("schede_critiche", "Le schede critiche", columns, each) if each else None for each in (whole[: MOST_ROWS - 2], whole))
    return Slide("programma", title, f"Programma attuativo {year}", (figure,), table=shown, screen="programma", paper=paper)
