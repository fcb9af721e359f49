"""The frame of a sitting in the room.

Cover, agenda, each point, its scenarios, what is red, what was decided.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from udp_core.kernel import italian
from udp_core.kernel.money import Money
from udp_core.kernel.vocabulary import StatusLevel
from udp_core.render.key_figure import KeyFigure
from udp_core.render.light import light
from udp_core.render.slide import Slide, listed, named, parted, some
from udp_core.render.table import Cell, Column, ColumnKind, Quantity, Table, decimals_of, table
from udp_core.simulation.rules.evaluate import Broken, SimulatedOutcome, newly_broken
from udp_core.simulation.rules.model import Model, Position
from udp_core.simulation.view.tables import ALL_RULES, compared_table, exact_table, levers_table

MISSING = "manca il piano"
NOBODY_WROTE = "Nessuno ha ancora scritto causa, azione, responsabile e data."
MOST_SCENARIOS = 4
"""Side by side: a table of more columns is not read in a room."""
MOST_NAMED = 4
"""Rules: the table of the page has them all."""
AGENDA_LINES, AGENDA_LETTERS = 12, (9, 52, 99, 24)
RED_LINES, RED_LETTERS, RED_PARTS = 12, (14, 24, 28, 28), 3
"""Lines of a table on the wall, letters a line of each column; and so many slides.

The whole list is on paper.
"""
UNVERIFIED = "* dipende da costi dimostrativi o da verificare."


@dataclass(frozen=True, slots=True)
class NoteWords:
    """What was noted of a point; without a time and an author where nobody kept them."""

    words: str
    at: str = ""
    author: str = ""
    shown: bool = False
    """On the walls too."""

    @property
    def said(self) -> str:
        """«18:42, Ufficio di Piano: il direttore illustra la previsione»."""
        return f"{self.at}, {self.author}: {self.words}" if self.at else self.words


@dataclass(frozen=True, slots=True)
class AgendaPoint:
    """A point of the agenda in words."""

    number: int
    title: str
    kind: str
    rapporteur: str
    document: str
    proposal: str
    notes: tuple[NoteWords, ...] = ()
    decision: str = ""
    """What was decided, once it was."""


@dataclass(frozen=True, slots=True)
class CorrectiveLine:
    """Something red or amber, why, what is done about it; empty words where nobody wrote it."""

    what: str
    level: StatusLevel
    why: str
    """What the light says."""
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
    return Slide(
        "copertina",
        f"{body}: seduta del {italian.day(held_on)}",
        district,
        lines=(f"Ore {starts_at}, {place}.",),
    )


def agenda_slides(points: Sequence[AgendaPoint]) -> tuple[Slide, ...]:
    """The agenda, as many points a slide as a wall has lines: a digit opens each."""
    columns = (
        Column("number", "N.", ColumnKind.WHOLE),
        Column("title", "Oggetto"),
        Column("kind", "Tipo"),
        Column("rapporteur", "Relatore"),
    )
    rows = [(one.number, one.title, one.kind, one.rapporteur) for one in points]
    whole = Table("ordine_del_giorno", "Ordine del giorno", columns, tuple(rows))
    said = italian.plural(len(points), "punto", "punti")
    parts = parted(rows, AGENDA_LETTERS, AGENDA_LINES)
    return tuple(
        Slide(
            "ordine-del-giorno" if place == 1 else f"ordine-del-giorno-{place}",
            whole.title,
            said,
            table=table(whole.name, whole.title, columns, part),
            first=first,
            of=len(rows),
            paper=whole if place == 1 else None,
            data=(whole,) if place == 1 else (),
        )
        for place, (first, part) in enumerate(parts, start=1)
    )


def point_slide(one: AgendaPoint) -> Slide:
    """A point that opens no screen, or what comes before the one it opens."""
    lines = (
        one.proposal,
        f"Documento: {one.document}" if one.document else "",
        *(f"Nota: {note.words}" for note in one.notes if note.shown),
        one.decision,
    )
    return Slide(
        "punto",
        f"{one.number}. {one.title}",
        " · ".join(part for part in (one.kind, one.rapporteur) if part),
        lines=tuple(line for line in lines if line),
        item=one.number,
    )


def with_plan(slide: Slide, red: CorrectiveLine) -> Slide:
    """Under what is red or amber, what is done about it; or that nobody wrote it."""
    said = (
        MISSING.capitalize()
        if red.is_missing
        else f"Piano: {red.action} ({red.owner}, entro il {italian.day(red.due_on)})"
    )
    return replace(slide, lines=(*slide.lines, italian.ended(said)))


def scenario_slide(name: str, model: Model, position: Position, outcome: SimulatedOutcome) -> Slide:
    """What a scenario costs, leaves and breaks; whom it serves."""
    mark = "" if outcome.verified else " *"
    left = outcome.residue
    residue = italian.NO_VALUE if left is None else italian.euro_short(Money(left))
    new = newly_broken(model, outcome)
    already = len(outcome.broken) - len(new)
    cost = Money(outcome.cost)
    figures = (
        KeyFigure(
            "cost",
            "Costo in più",
            italian.signed(italian.euro_short(cost)) + mark,
            f"esatti {italian.euro(cost)}",
        ),
        KeyFigure("residue", "Residuo al 31/12", residue + mark, ""),
        KeyFigure(
            "rules",
            "Nuove regole non rispettate",
            italian.number(len(new)),
            f"altre {already} già oggi" if already else "",
        ),
    )
    levers = replace(levers_table(model, position), title=f"Leve mosse: {name}")
    slide = Slide(
        "scenario",
        f"Scenario «{name}»",
        model.title,
        figures,
        lines=_said_of(outcome, new),
        screen="simulazione",
        data=(
            _moved(levers, model, position),
            replace(exact_table(model, outcome), title=f"Voci che cambiano: {name}"),
        ),
    )
    return listed(slide, levers if levers.rows else None)


def _moved(levers: Table, model: Model, position: Position) -> Table:
    """The same levers for who reckons with them.

    How it is, how it would be and the difference are numbers.
    """
    columns = (
        levers.columns[0],
        Column("start", "Com’è", ColumnKind.QUANTITY),
        Column("value", "Con la leva", ColumnKind.QUANTITY),
        Column("change", "Differenza", ColumnKind.QUANTITY),
        *levers.columns[3:],
    )
    moved = (
        (lever, value)
        for lever, value in zip(model.levers, position.values, strict=True)
        if value != lever.start
    )
    rows = []
    for row, (lever, value) in zip(levers.rows, moved, strict=True):
        start, then, change = (
            Quantity(each, lever.unit, decimals_of(lever.step))
            for each in (lever.start, value, value - lever.start)
        )
        rows.append((row[0], start, then, replace(change, signed=True), *row[3:]))
    return table(levers.name, levers.title, columns, rows)


def _said_of(outcome: SimulatedOutcome, new: Sequence[Broken]) -> tuple[str, ...]:
    people = f"Persone in più: {italian.number(outcome.people)}." if outcome.people else ""
    names = named([one.check.name for one in new], MOST_NAMED, "altra", "altre")
    rules = f"Nuove regole non rispettate: {names}." if new else ""
    mark = "" if outcome.verified else UNVERIFIED
    return tuple(one for one in (people, rules, mark) if one)


def compared_slide(columns: Sequence[tuple[str, Model, Position, SimulatedOutcome]]) -> Slide:
    """Scenarios side by side: the first ones, where a room cannot read them all."""
    shown = list(columns)[:MOST_SCENARIOS]
    found = compared_table(shown)
    rows = [row for row in found.rows if row[0] != ALL_RULES]
    costs = sorted(outcome.cost for _, _, _, outcome in shown)
    span = " a ".join(
        italian.signed(italian.euro_short(Money(cost))) for cost in (costs[0], costs[-1])
    )
    counted = some(len(shown), len(columns), "scenario", "scenari")
    slide = Slide(
        "scenari",
        f"{counted} a confronto: da {span}",
        shown[0][1].title,
        screen="simulazione",
        paper=found,
        data=(compared_table(columns),),
    )
    return listed(slide, table(found.name, found.title, found.columns, rows))


def red_slides(found: Sequence[CorrectiveLine], nothing: str) -> tuple[Slide, ...]:
    """What is red or amber, why, with its plan; where there is none, that it is missing.

    `nothing` is said where nothing is red or amber: that all is well, or that nothing is known.
    """
    if not found:
        return (Slide("criticita", nothing),)
    columns = (
        Column("light", "Semaforo"),
        Column("what", "Che cosa"),
        Column("why", "Perché"),
        Column("plan", "Piano di rientro"),
    )
    whole = table("criticita", "Criticità e piani", columns, [_red_row(one) for one in found])
    parts = parted(whole.rows, RED_LETTERS, RED_LINES)[:RED_PARTS]
    return tuple(
        Slide(
            f"criticita-{place}",
            _reds_title(found),
            "Ciò che è rosso o giallo chiede causa, azione, responsabile, data",
            table=table(whole.name, whole.title, columns, part),
            first=first,
            of=len(found),
            paper=whole if place == 1 else None,
            data=(_plans(found),) if place == 1 else (),
        )
        for place, (first, part) in enumerate(parts, start=1)
    )


def red_slide(code: str, one: CorrectiveLine) -> Slide:
    """One thing that is red or amber: why, its cause, what is done, who, by when."""
    said = (
        ("Causa", one.cause),
        ("Azione", one.action),
        ("Responsabile", one.owner),
        ("Entro il", italian.day(one.due_on) if one.due_on else ""),
    )
    lines = (
        (NOBODY_WROTE,) if one.is_missing else tuple(f"{name}: {words}." for name, words in said)
    )
    return Slide(
        f"critico-{code.replace(':', '-')}",
        one.what,
        MISSING.capitalize() if one.is_missing else "Piano di rientro",
        level=one.level,
        reason=one.why,
        lines=tuple(line.replace("..", ".") for line in lines),
        screen="criticita",
    )


def _reds_title(found: Sequence[CorrectiveLine]) -> str:
    missing = sum(one.is_missing for one in found)
    planned = f"{missing} senza piano" if missing else "tutte con un piano"
    return f"{italian.plural(len(found), 'criticità', 'criticità')}, {planned}"


def _red_row(one: CorrectiveLine) -> tuple[Cell, ...]:
    plan = f"{one.cause} → {one.action}, {one.owner}, {italian.day(one.due_on)}"
    return (light(one.level).words, one.what, one.why, MISSING if one.is_missing else plan)


def _plans(found: Sequence[CorrectiveLine]) -> Table:
    """Every one with its plan in columns of their own."""
    columns = (
        Column("light", "Semaforo"),
        Column("what", "Che cosa"),
        Column("why", "Perché"),
        Column("cause", "Causa"),
        Column("action", "Azione"),
        Column("owner", "Responsabile"),
        Column("due_on", "Entro il", ColumnKind.DAY),
    )
    rows = [
        (
            light(one.level).words,
            one.what,
            one.why,
            one.cause,
            one.action or MISSING,
            one.owner,
            one.due_on,
        )
        for one in found
    ]
    return table("criticita", "Criticità e piani", columns, rows)
