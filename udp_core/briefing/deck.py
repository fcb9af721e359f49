"""The slides of the room: of each screen, and of a sitting from its cover to its last point."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection, Engine

from udp_core.briefing.minutes import point_of
from udp_core.briefing.reds import red_lines
from udp_core.domain.simulation.evaluate import evaluate
from udp_core.service.overview import overview_picture
from udp_core.service.pictures.fund import fund_picture
from udp_core.service.pictures.indicators import indicators_picture
from udp_core.service.pictures.municipalities import municipalities_picture
from udp_core.service.simulation.scenarios import Kept, scenario
from udp_core.service.sitting.bridging import residue_bridge
from udp_core.store.as_of import known_at, let_go
from udp_core.store.engine import reading
from udp_core.store.queries.sittings import ItemRow, SittingRow, agenda, sitting, sittings
from udp_core.store.queries.territory import district_name
from udp_core.view.slides.agenda import (
    MOST_SCENARIOS,
    agenda_slides,
    compared_slide,
    cover_slide,
    point_slide,
    red_slides,
    scenario_slide,
)
from udp_core.view.slides.changed import bridge_slide
from udp_core.view.slides.fund import fund_slides
from udp_core.view.slides.others import indicators_slide, municipalities_slide
from udp_core.view.slides.programme import areas_slides, overview_slide, programme_slide
from udp_core.view.slides.slide import Slide

SCREENS: Mapping[str, str] = {
    "panorama": "Panorama", "ambiti": "Ambiti", "frna": "FRNA", "programma": "Programma", "indicatori": "Indicatori", "comuni": "Comuni",
    "cambiato": "Perché è cambiato?", "criticita": "Criticità e piani", "simulazione": "E se…?",
}  # fmt: skip
"""What a point of the agenda may open."""
ScenarioColumn = tuple[str, Kept]


@dataclass(frozen=True, slots=True)
class Moment:
    """Of which district and year, and the day at which everything is judged."""

    district: str
    year: int
    today: date


def screen_slides(connection: Connection, moment: Moment) -> dict[str, tuple[Slide, ...]]:
    """The slides of every screen that needs no sitting."""
    district, year, today = moment.district, moment.year, moment.today
    overview = overview_picture(connection, district, year, today)
    comuni = municipalities_picture(connection, district, year)
    return {
        "panorama": (overview_slide(overview),),
        "ambiti": areas_slides(overview.programme, year),
        "frna": fund_slides(fund_picture(connection, district, year, today), year),
        "programma": (programme_slide(overview.programme, year),),
        "indicatori": (indicators_slide(indicators_picture(connection, district, year, today)),),
        "comuni": (municipalities_slide(comuni),) if comuni else (),
        "criticita": red_slides(red_lines(connection, district, year, today)),
    }


def sitting_slides(engine: Engine, known: Connection, moment: Moment, code: str) -> tuple[Slide, ...]:
    """The whole sitting: cover, agenda, each point with what it opens.

    `known` is the archive as known at the sitting (of today, until it opens); the agenda is read from the archive of now.
    """
    with reading(engine) as live:
        row = sitting(live, code)
        if row is None:
            return ()
        points = agenda(live, code)
        name = district_name(live, moment.district) or moment.district
        scenarios = {one.id: scenario(live, one.scenario_id) for one in points if one.scenario_id}
    opened = {**screen_slides(known, moment), "cambiato": (changed_slide(engine, known, moment, row),)}
    frame = (cover_slide(row.body, f"Distretto di {name}", row.held_on, row.starts_at, row.place), *agenda_slides([point_of(one) for one in points]))
    return (*frame, *(slide for one in points for slide in _of_point(one, opened, scenarios.get(one.id))))


def _of_point(one: ItemRow, opened: Mapping[str, tuple[Slide, ...]], kept: Kept | None) -> Iterator[Slide]:
    yield replace(point_slide(point_of(one)), screen=one.screen or "").of_item(one.number)
    if kept:
        yield replace(kept_slide(kept), asks=f"&scenario={kept.id}").of_item(one.number)
    for slide in opened.get(one.screen or "", ()):
        yield slide.of_item(one.number)


def kept_slide(kept: Kept) -> Slide:
    """A scenario as it was kept."""
    return scenario_slide(kept.name, kept.model, kept.position, evaluate(kept.model, kept.position))


def compared(found: list[Kept]) -> tuple[Slide, ...]:
    """Scenarios side by side, where there is more than one."""
    columns = [(one.name, one.model, one.position, evaluate(one.model, one.position)) for one in found[:MOST_SCENARIOS]]
    return (compared_slide(columns),) if len(columns) > 1 else ()


def previous_sitting(connection: Connection, district: str, before: date, body: str = "") -> SittingRow | None:
    """The last sitting that froze the archive before a day."""
    return next((one for one in sittings(connection, district) if one.revision is not None and one.held_on < before and body in {"", one.body_id}), None)


def changed_slide(engine: Engine, known: Connection, moment: Moment, row: SittingRow | None) -> Slide:
    """The bridge of the residue from the sitting before to now."""
    with reading(engine) as live:
        last = previous_sitting(live, moment.district, row.held_on if row else date.max, row.body_id if row else "")
    if last is None or last.revision is None or last.known_on is None:
        return Slide("perche-e-cambiato", "È la prima seduta con cifre congelate", "Non c’è una seduta precedente con cui confrontare", screen="cambiato")
    with past(engine, last.revision) as then:
        return bridge_slide(residue_bridge((then, last.known_on), (known, moment.today), moment.district, moment.year), last.known_on)


@contextmanager
def past(engine: Engine, revision: int) -> Iterator[Connection]:
    """The archive as known then, rebuilt and let go at the end."""
    rebuilt = known_at(engine, revision)
    try:
        with reading(rebuilt) as connection:
            yield connection
    finally:
        let_go(rebuilt)
