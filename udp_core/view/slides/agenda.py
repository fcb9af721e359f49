"""The frame of a sitting in the room: cover, agenda, each point, its scenarios, what is red, what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from udp_core import italian
from udp_core.domain.simulation.evaluate import Broken, Outcome, newly_broken
from udp_core.domain.simulation.model import Model, Position
from udp_core.money import Money
from udp_core.view.key_figure import KeyFigure
from udp_core.view.light import light
from udp_core.view.simulation.tables import ALL_RULES, compared_table, levers_table
from udp_core.view.slides.slide import MOST_ROWS, Slide
from udp_core.view.table import Column, ColumnKind, table
from udp_core.vocabulary import StatusLevel

MISSING = "manca il piano"
MOST_SCENARIOS = 4
MOST_NAMED = 4
"""Rules: the table of the page has them all."""
AGENDA_LINES, TITLE_LETTERS, RAPPORTEUR_LETTERS = 12, 52, 24
RED_ROWS, MOST_REDS = 4, 12
"""A slide, and on the wall: the whole list is on paper."""


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the agenda in words."""

    number: int
    title: str
    kind: str
    rapporteur: str
    document: str
    proposal: str
    note: str
    decision: str = ""
    """What was decided, once it was."""


@dataclass(frozen=True, slots=True)
class RedLine:
    """Something red or amber: what is done about it; empty words where nobody wrote it."""

    what: str
    level: StatusLevel
    cause: str
    action: str
    owner: str
    due_on: date | None

    @property
    def is_missing(self) -> bool:
        """Nobody wrote a plan."""
        return not self.action


def cover_slide(body: str, district: str, held_on: date, starts_at: str, place: str) -> Slide:
    """Whose sitting it is."""
    return Slide("copertina", f"{body}: seduta del {italian.day(held_on)}", district, lines=(f"Ore {starts_at}, {place}.",))


def agenda_slides(points: Sequence[Point]) -> tuple[Slide, ...]:
    """The agenda, as many points a slide as a wall has lines: a digit opens each."""
    columns = (Column("number", "N.", ColumnKind.WHOLE), Column("title", "Oggetto"), Column("kind", "Tipo"), Column("rapporteur", "Relatore"))
    parts: list[list[Point]] = [[]]
    for one in points:
        if sum(map(_lines, parts[-1])) + _lines(one) > AGENDA_LINES:
            parts.append([])
        parts[-1].append(one)
    shown = [table("ordine_del_giorno", "Ordine del giorno", columns, [(one.number, one.title, one.kind, one.rapporteur) for one in part]) for part in parts]
    said = italian.plural(len(points), "punto", "punti")
    return tuple(Slide("ordine-del-giorno" if place == 1 else f"ordine-del-giorno-{place}", "Ordine del giorno", said, table=one) for place, one in enumerate(shown, start=1))


def _lines(point: Point) -> int:
    """How many lines a point takes in the table on the wall."""
    return max(-(-len(point.title) // TITLE_LETTERS), -(-len(point.rapporteur) // RAPPORTEUR_LETTERS), 1)


def point_slide(one: Point) -> Slide:
    """A point that opens no screen, or what comes before the one it opens."""
    lines = (one.proposal, f"Documento: {one.document}" if one.document else "", f"Nota: {one.note}" if one.note else "", one.decision)
    return Slide("punto", f"{one.number}. {one.title}", " · ".join(part for part in (one.kind, one.rapporteur) if part), lines=tuple(line for line in lines if line), item=one.number)


def with_plan(slide: Slide, red: RedLine) -> Slide:
    """Under what is red or amber, what is done about it; or that nobody wrote it."""
    said = MISSING.capitalize() if red.is_missing else f"Piano: {red.action} ({red.owner}, entro il {italian.day(red.due_on)})"
    return replace(slide, lines=(*slide.lines, f"{said.rstrip('.')}."))


def scenario_slide(name: str, model: Model, position: Position, outcome: Outcome) -> Slide:
    """What a scenario costs, leaves and breaks; whom it serves."""
    mark = "" if outcome.verified else " *"
    residue = italian.NO_VALUE if outcome.residue is None else italian.euro_short(Money(outcome.residue))
    new = newly_broken(model, outcome)
    figures = (
        KeyFigure("cost", "Costo in più", italian.signed(italian.euro_short(Money(outcome.cost))) + mark, f"esatti {italian.euro(Money(outcome.cost))}"),
        KeyFigure("residue", "Residuo al 31/12", residue + mark, ""),
        KeyFigure("rules", "Regole che rompe", italian.number(len(new)), f"altre {len(outcome.broken) - len(new)} anche senza" if len(outcome.broken) > len(new) else ""),
    )
    shown = levers_table(model, position)
    small = table(shown.name, shown.title, shown.columns[:5], [row[:5] for row in shown.rows[: MOST_ROWS - 2]])
    return Slide("scenario", f"Scenario «{name}»", model.title, figures, table=small if small.rows else None, lines=_said_of(outcome, new), screen="simulazione", data=(shown,))


def _said_of(outcome: Outcome, new: Sequence[Broken]) -> tuple[str, ...]:
    people = f"Persone in più: {italian.number(outcome.people)}." if outcome.people else ""
    rules = f"Regole che rompe: {italian.listing([one.check.name for one in new[:MOST_NAMED]])}." if new else ""
    mark = "" if outcome.verified else "* dipende da costi dimostrativi o da verificare."
    return tuple(one for one in (people, rules, mark) if one)


def compared_slide(columns: Sequence[tuple[str, Model, Position, Outcome]]) -> Slide:
    """Scenarios side by side."""
    found = compared_table(list(columns)[:MOST_SCENARIOS])
    rows = [row for row in found.rows if row[0] != ALL_RULES]
    small = table(found.name, found.title, found.columns, rows[:MOST_ROWS])
    costs = sorted(outcome.cost for _, _, _, outcome in columns)
    span = " a ".join(italian.signed(italian.euro_short(Money(cost))) for cost in (costs[0], costs[-1]))
    return Slide("scenari", f"{len(columns)} scenari a confronto: da {span}", columns[0][1].title, table=small, screen="simulazione", data=(found,))


def red_slides(found: Sequence[RedLine]) -> tuple[Slide, ...]:
    """What is red or amber with its plan; where there is none, that it is missing."""
    if not found:
        return (Slide("criticita", "Nulla di critico a questa data"),)
    missing = sum(one.is_missing for one in found)
    title = f"{italian.plural(len(found), 'criticità', 'criticità')}, {'tutte con un piano' if not missing else f'{missing} senza piano'}"
    columns = (Column("light", "Semaforo"), Column("what", "Che cosa"), Column("plan", "Causa e azione"), Column("owner", "Chi, entro"))
    rows = [(light(one.level).words, one.what, MISSING if one.is_missing else f"{one.cause} → {one.action}", "–" if one.is_missing else f"{one.owner}, {italian.day(one.due_on)}") for one in found]
    parts = [rows[start : start + RED_ROWS] for start in range(0, min(len(rows), MOST_REDS), RED_ROWS)]
    subtitle = "Ciò che è rosso o giallo chiede causa, azione, responsabile, data"
    whole = table("criticita", "Criticità e piani", columns, rows)
    return tuple(Slide(f"criticita-{place}", title, subtitle, table=table("criticita", "Criticità e piani", columns, part), paper=whole if place == 1 else None) for place, part in enumerate(parts, start=1))
