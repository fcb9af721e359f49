"""A sitting on the wall, from its cover to its last point.

And the bridge from the sitting before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection, Engine

from udp_core.archive.as_of import known_at, let_go
from udp_core.archive.engine import reading
from udp_core.briefing.agenda import (
    AgendaPoint,
    agenda_slides,
    compared_slide,
    cover_slide,
    point_slide,
    scenario_slide,
)
from udp_core.briefing.agenda_screens import (
    opened,
    screen_slides,
    slides_of_decisions,
    slides_of_fund,
)
from udp_core.briefing.citing import cited
from udp_core.briefing.minutes import act_words, outcome_words, point_of
from udp_core.briefing.reports import Moment, Reports
from udp_core.briefing.since_last import since_last, since_slide
from udp_core.fund.slides.changed import bridge_slide
from udp_core.kernel import italian
from udp_core.kernel.grouping import grouped
from udp_core.render.slide import Slide
from udp_core.simulation.commands.scenarios import Kept, scenario
from udp_core.simulation.rules.evaluate import evaluate
from udp_core.sittings.queries.decisions import (
    DecisionRow,
    MadeAct,
    acts_made,
    decisions,
    votes_of_sitting,
)
from udp_core.sittings.queries.notes import notes_of_sitting
from udp_core.sittings.queries.sittings import (
    ItemRow,
    SittingRow,
    agenda,
    alternatives,
    sitting,
    sittings,
)
from udp_core.sittings.report.bridging import residue_bridge
from udp_core.sittings.slides import Declared, vote_slide
from udp_core.territory.queries import district_name

SIMULATION = "simulazione"
"""The screen that a scenario opens."""
MOST_MESSAGES, FEWEST_OTHERS = 5, 2
"""Of what a point brings, on the slide that opens it."""


@dataclass(frozen=True, slots=True)
class OnTheAgenda:
    """A point with all that it brings.

    The scenario it proposes first, then those to be looked at beside it.
    """

    row: ItemRow
    point: AgendaPoint
    scenarios: tuple[Kept, ...]
    declared: Declared | None
    """What stands of what was decided."""


def points_of(connection: Connection, code: str, district: str) -> tuple[OnTheAgenda, ...]:
    """The agenda of a sitting, with what was decided so far."""
    kept, notes = scenarios_of(connection, code), notes_of_sitting(connection, code)
    acts = acts_made(connection, district)
    named = votes_of_sitting(connection, code)
    decided = {one.item_id: one for one in reversed(decisions(connection, district, code))}
    found = []
    for row in agenda(connection, code):
        made = decided.get(row.id)
        said = _decided(made, acts.get(made.id)) if made else ""
        declared = Declared(made, named.get(made.id, ())) if made else None
        point = replace(point_of(row, notes.get(row.id, ())), decision=said)
        found.append(OnTheAgenda(row, point, kept[row.id], declared))
    return tuple(found)


def scenarios_of(connection: Connection, code: str) -> dict[str, tuple[Kept, ...]]:
    """The scenarios of an agenda, by point.

    The one it proposes first, then those to be looked at beside it.
    """
    beside = alternatives(connection, code)
    found = {}
    for row in agenda(connection, code):
        own = (row.scenario_id,) if row.scenario_id else ()
        wanted = dict.fromkeys((*own, *beside.get(row.id, ())))
        found[row.id] = tuple(one for one in (scenario(connection, each) for each in wanted) if one)
    return found


def _decided(one: DecisionRow, act: MadeAct | None) -> str:
    return f"{outcome_words(one)} Atto: {act_words(act)}." if act else outcome_words(one)


def sitting_slides(
    engine: Engine, known: Connection, moment: Moment, code: str, found: Reports
) -> tuple[Slide, ...]:
    """The whole sitting: cover, agenda, each point with what it opens.

    `known` is the archive as known at the sitting (of today, until it opens), `found` its reports;
    the agenda and what was
    decided are read from `engine`.
    """
    with reading(engine) as live:
        row = sitting(live, code)
        if row is None:
            return ()
        points = points_of(live, code, moment.district)
        name = district_name(live, moment.district)
    with last_state(engine, moment, row) as then:
        changed, *since = changed_slides(then, known, moment)
    screens = {**screen_slides(found), "cambiato": (changed,)}
    frame = (
        cover_slide(row.body, italian.district(name), row.held_on, row.starts_at, row.place),
        *since,
        *agenda_slides([one.point for one in points]),
    )
    return (
        *frame,
        *(
            slide.of_item(one.row.number)
            for one in points
            for slide in (
                *(_asking(each, one) for each in _own_slides(one)),
                *opened(found, screens, one.row.screen or ""),
                *slides_of_fund(known, moment, one.row.screen or ""),
                *slides_of_decisions(known, moment, one.row.screen or ""),
                *cited(known, moment.district, one.row.screen or ""),
            )
        ),
    )


def announced(slides: Sequence[Slide]) -> tuple[Slide, ...]:
    """As the wall shows them: a point that has nothing of its own says what it is about to show."""
    brought = grouped((one for one in slides if not is_point(one)), lambda one: one.item)
    return tuple(
        replace(one, lines=_messages(brought[one.item])) if is_point(one) and not one.lines else one
        for one in slides
    )


def is_point(slide: Slide) -> bool:
    """Whether it is the slide that opens a point."""
    return slide.item is not None and slide.name == f"{slide.item}-punto"


def _messages(brought: Sequence[Slide]) -> tuple[str, ...]:
    """What a point with nothing to say of itself is about to show, in a line each."""
    said = [f"· {title}" for title in dict.fromkeys(slide.title for slide in brought)]
    rest = len(said) - MOST_MESSAGES
    if rest < FEWEST_OTHERS:
        return tuple(said)
    return (*said[:MOST_MESSAGES], f"… e altre {rest} diapositive")


def _own_slides(one: OnTheAgenda) -> Iterator[Slide]:
    """What a point has of its own: how it opens, its vote, its scenarios."""
    yield replace(point_slide(one.point), screen=one.row.screen or "")
    yield from _vote(one)
    yield from scenario_slides(one.scenarios)


def _asking(slide: Slide, one: OnTheAgenda) -> Slide:
    """What is asked on the wall at a point is asked of the scenario that it proposes."""
    if slide.asks or not one.scenarios or slide.screen not in {"", SIMULATION}:
        return slide
    return replace(slide, asks=f"&scenario={one.scenarios[0].id}")


def _vote(one: OnTheAgenda) -> list[Slide]:
    slide = vote_slide(one.point.title, one.declared) if one.declared else None
    return [slide] if slide else []


def scenario_slides(found: Sequence[Kept]) -> Iterator[Slide]:
    """Scenarios side by side, where there is more than one, then each as it was kept."""
    columns = [
        (one.name, one.model, one.position, evaluate(one.model, one.position)) for one in found
    ]
    if len(columns) > 1:
        yield compared_slide(columns)
    for place, (kept, column) in enumerate(zip(found, columns, strict=True), start=1):
        slide = scenario_slide(*column)
        name = slide.name if place == 1 else f"{slide.name}-{place}"
        yield replace(slide, asks=f"&scenario={kept.id}", name=name)


def previous_sitting(
    connection: Connection, district: str, before: date, body: str = ""
) -> SittingRow | None:
    """The last sitting that froze the archive before a day."""
    return next(
        (
            one
            for one in sittings(connection, district)
            if one.revision is not None and one.held_on < before and body in {"", one.body_id}
        ),
        None,
    )


def changed_slide(
    engine: Engine, known: Connection, moment: Moment, row: SittingRow | None
) -> Slide:
    """The bridge of the residue from the sitting before to now."""
    with last_state(engine, moment, row) as then:
        return changed_slides(then, known, moment)[0]


@contextmanager
def last_state(
    engine: Engine, moment: Moment, row: SittingRow | None
) -> Iterator[tuple[Connection, date] | None]:
    """The archive as known at the sitting before, and its day; None where there is none."""
    with reading(engine) as live:
        before, body = (row.held_on, row.body_id) if row else (date.max, "")
        last = previous_sitting(live, moment.district, before, body)
    if last is None or last.revision is None or last.known_on is None:
        yield None
        return
    with past(engine, last.revision) as then, reading(then) as connection:
        yield connection, last.known_on


def changed_slides(
    then: tuple[Connection, date] | None, known: Connection, moment: Moment
) -> tuple[Slide, ...]:
    """The bridge of the residue; then, where there is a programme, what became of its areas."""
    if then is None:
        return (
            Slide(
                "perche-e-cambiato",
                "È la prima seduta con cifre congelate",
                "Non c’è una seduta precedente con cui confrontare",
                screen="cambiato",
            ),
        )
    now = (known, moment.today)
    bridge = residue_bridge(then, now, moment.district, moment.year)
    since = since_last(then, now, moment.district, moment.year, bridge)
    return bridge_slide(bridge, then[1]), *([since_slide(since)] if since else [])


@contextmanager
def past(engine: Engine, revision: int) -> Iterator[Engine]:
    """The archive as known then, rebuilt and let go at the end."""
    rebuilt = known_at(engine, revision)
    try:
        yield rebuilt
    finally:
        let_go(rebuilt)
