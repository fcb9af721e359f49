"""The reading sheet: what was read of a file and how, before anything is saved.

One value, which screen and command line only draw.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from udp_core import italian
from udp_core.model.entity import Image, specs
from udp_core.money import Money
from udp_core.problem import Place
from udp_core.service.mapping.applying import Completed, figure_words, period_of
from udp_core.service.mapping.found import Tally
from udp_core.service.mapping.headings import AGE, ENTITY, MAIN_VALUE, YEAR
from udp_core.service.mapping.known import Known
from udp_core.service.mapping.layout import Layout, Reason
from udp_core.service.mapping.planning import Plan
from udp_core.service.mapping.questions import letter, quoted
from udp_core.service.usual_words import stored_words
from udp_core.vocabulary import ActivityUnit, ImportKind, Phase

MOST_FIRST_ROWS = 5
EXAMPLES = 3
MOST_NUMBERS = 6
MOST_UNUSED = 10
_SAID_OF_REASONS = (
    Reason.TOTAL,
    Reason.CONTINUED,
    Reason.LONE,
    Reason.NOTE,
    Reason.AGAIN,
    Reason.UNITS,
    Reason.TITLE,
)
"""Reasons told with their rows; blank rows and the heading itself say nothing."""
_SUMMED = frozenset({ImportKind.FRNA_MONITORING, ImportKind.ACTIVITY, ImportKind.SCHEDA_SPENDING})
"""Kinds whose figures may be added up: indicators are no amounts, and bands of age overlap."""


_CONSTANTS = frozenset({"municipality_id", "source_id", "phase", "unit"})
"""Fields that are said once, of the whole file, where all its rows have the same."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A small table of the sheet, in words."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """`lines`: what was read and left out, by name; `goes`: where it goes.

    `warnings`: what is to be looked at. Then figures.
    """

    lines: tuple[tuple[str, str], ...]
    goes: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]
    totals: Grid
    first: Grid


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the sheet is made from.

    The file, how its table was read, what came out of it, what the archive has more.
    """

    file: str
    kind: ImportKind
    layout: Layout
    others: Sequence[Layout]
    plan: Plan
    tally: Tally
    done: Completed
    known: Mapping[str, Known]
    running: bool
    withdrawn: Sequence[tuple[Image, str]]
    absent: Sequence[Image]
    notes: Sequence[str]


def reading_of(facts: Facts) -> Reading:
    """The sheet."""
    lines = tuple((label, words) for label, words in _lines(facts) if words)
    goes = tuple((label, words) for label, words in _destination(facts) if words)
    return Reading(lines, goes, tuple(_warnings(facts)), _totals(facts), _first(facts))


def _lines(facts: Facts) -> Iterator[tuple[str, str]]:
    sheet = facts.layout.sheet
    yield (
        "File",
        (
            facts.file
            if sheet.name == facts.file
            else f"{facts.file}, foglio {quoted(sheet.name)}{' (nascosto)' if sheet.hidden else ''}"
        ),
    )
    yield (
        "Fogli non letti",
        italian.listing(
            [
                f"{quoted(one.sheet.name)}{' (nascosto)' if one.sheet.hidden else ''}"
                for one in facts.others
            ]
        ),
    )
    yield "Righe lette", italian.number(len(facts.tally.read))
    yield "Righe lasciate fuori", "; ".join(_left_out(facts))
    yield "Colonne lette", "; ".join(_used(facts))
    yield "Colonne non usate", _few(list(_unused(facts)))


def _left_out(facts: Facts) -> Iterator[str]:
    by_reason: dict[Reason, list[int]] = {}
    for one in facts.layout.left_out:
        by_reason.setdefault(one.reason, []).append(one.number)
    for reason in _SAID_OF_REASONS:
        numbers = [number for number in by_reason.get(reason, ()) if number not in facts.tally.read]
        if numbers:
            yield f"{len(numbers)} {reason.label} ({_rows(numbers)})"
    for why, left in facts.tally.left_out.items():
        yield f"{len(left)} {why} ({_rows(sorted(left))})"
    waiting = sorted(facts.tally.waiting - facts.tally.read)
    if waiting:
        yield f"{len(waiting)} in attesa di una risposta ({_rows(waiting)})"


def _rows(numbers: Sequence[int]) -> str:
    shown = ", ".join(str(number) for number in numbers[:MOST_NUMBERS])
    return (
        f"{'riga' if len(numbers) == 1 else 'righe'}"
        f" {shown}{'…' if len(numbers) > MOST_NUMBERS else ''}"
    )


def _label(kind: ImportKind, name: str) -> str:
    spec = specs(ENTITY[kind]).get(name)
    if name == "period_no":
        return "Periodo"
    return spec.label if spec else {AGE: "Età", YEAR: "Anno"}[name]


def _used(facts: Facts) -> Iterator[str]:
    for name, column in facts.plan.columns.items():
        yield f"{_heading(facts, column)} è {_label(facts.kind, name)}"
    for name, column in facts.plan.again:
        yield f"{_heading(facts, column)} conferma {_label(facts.kind, name)}"
    if facts.plan.figures:
        label = _label(facts.kind, facts.plan.figures[0].name)
        yield (
            f"{', '.join(_heading(facts, one.column) for one in facts.plan.figures)}"
            f" {'è' if len(facts.plan.figures) == 1 else 'sono'}"
            f" {label}{' (totale progressivo)' if facts.running else ''}"
        )


def _heading(facts: Facts, column: int) -> str:
    return (
        quoted(facts.layout.headings[column])
        if facts.layout.headings[column]
        else f"colonna {letter(column)}"
    )


def _unused(facts: Facts) -> Iterator[str]:
    used = facts.plan.used()
    for column, heading in enumerate(facts.layout.headings):
        if column in used:
            continue
        filled = any(column < len(row) and row[column].strip() for _, row in facts.layout.rows)
        if heading or filled:
            yield f"{_heading(facts, column)}{'' if filled else ' (vuota)'}"


def _few(headings: Sequence[str]) -> str:
    """The columns; of many, their number and the first of them."""
    if len(headings) <= MOST_UNUSED:
        return ", ".join(headings)
    return (
        f"{len(headings)}: {', '.join(headings[:MOST_NUMBERS])} e altre"
        f" {len(headings) - MOST_NUMBERS}"
    )


def _destination(facts: Facts) -> Iterator[tuple[str, str]]:
    rows = [image for _, image in facts.done.rows]
    funds = sorted({str(image["fund_year_id"]) for image in rows if image.get("fund_year_id")})
    years = sorted(
        {str(image["year"]) for image in rows if image.get("year")}
        or {fund.rpartition(":")[2] for fund in funds}
    )
    yield "Anno", italian.listing(years)
    yield (
        "Fondo",
        italian.listing(
            [
                f"{fund.split(':')[-2].upper()} {fund.rpartition(':')[2]}"
                for fund in funds
                if fund.count(":") > 1
            ]
        ),
    )
    yield "Fonte", _names(facts, rows, "source_id")
    yield (
        "Fase",
        italian.listing(
            [
                Phase.of(word).label
                for word in sorted({str(image["phase"]) for image in rows if image.get("phase")})
            ]
        ),
    )
    yield "Periodo", italian.listing(list(_in_order(rows)))
    if any("municipality_id" in image for image in rows) and facts.kind is not ImportKind.SCHEDE:
        yield "Comune", _names(facts, rows, "municipality_id", "tutto il distretto")


def _names(facts: Facts, rows: Iterable[Image], name: str, absent: str = "") -> str:
    known = facts.known.get(name)
    codes = sorted({str(image[name] or "") for image in rows if name in image})
    words = [(known.names.get(code, code) if known and code else absent) for code in codes]
    return italian.listing([word for word in words if word])


def _in_order(rows: Iterable[Image]) -> dict[str, None]:
    """The periods, from the first to the last."""
    met: dict[tuple[str, int], Image] = {}
    for image in rows:
        if "period" in image:
            met.setdefault((str(image["period"]), int(image["period_no"] or 0)), image)
    return {period_of(met[key]): None for key in sorted(met)}


def _warnings(facts: Facts) -> Iterator[str]:
    sheet, tally = facts.layout.sheet, facts.tally
    if tally.missing:
        yield (
            f"{italian.plural(len(tally.missing), 'cella senza cifra', 'celle senza cifra')}"
            " (vuote, «n.d.», «-»): restano mancanti, non zero"
            f" ({_places([one.place for one in tally.missing])})."
        )
    if tally.unsolved:
        many = italian.plural(
            len(tally.unsolved), "formula senza risultato", "formule senza risultato"
        )
        yield (f"{many} ({_places(tally.unsolved)}): aprire il file con Excel e salvarlo.")
    if tally.errors:
        yield (
            f"{italian.plural(len(tally.errors), 'cella con un errore', 'celle con un errore')}"
            f" ({_places(tally.errors)})."
        )
    if facts.done.idle:
        periods = list(_in_order([image for _, image in facts.done.idle]))
        many = italian.plural(
            len(facts.done.idle), "cifra a zero lasciata", "cifre a zero lasciate"
        )
        yield (
            f"{italian.listing(periods)} non"
            f" {'è ancora finito' if len(periods) == 1 else 'sono ancora finiti'}: {many} fuori."
        )
    hidden = sorted(number for number in tally.read if number - 1 in sheet.hidden_rows)
    if hidden:
        yield (
            f"{italian.plural(len(hidden), 'riga nascosta letta', 'righe nascoste lette')}"
            f" ({_rows(hidden)})."
        )
    columns = sorted(facts.plan.used() & sheet.hidden_columns)
    if columns:
        yield (
            f"{italian.plural(len(columns), 'colonna nascosta letta', 'colonne nascoste lette')}"
            f" ({', '.join(_heading(facts, one) for one in columns)})."
        )
    for image, given in facts.withdrawn:
        now = {"togliere": "sarà tolta", "lasciare": "resta com’è"}.get(given, "resta")
        yield (
            f"1 cifra ritirata: {now} {figure_words(facts.kind, image)} ({_name_of(facts, image)})."
        )
    if facts.absent:
        examples = italian.listing(
            [
                f"{figure_words(facts.kind, image)} ({_name_of(facts, image)})"
                for image in facts.absent[:EXAMPLES]
            ]
        )
        many = italian.plural(
            len(facts.absent),
            "cifra già data da questo mittente non è",
            "cifre già date da questo mittente non sono",
        )
        yield (
            f"{many} più nel file e {'resta' if len(facts.absent) == 1 else 'restano'}:"
            f" {examples}{'…' if len(facts.absent) > EXAMPLES else ''}."
        )
    yield from _stated(facts)
    yield from facts.notes


def _places(places: Sequence[Place]) -> str:
    shown = ", ".join(
        f"riga {place.row}{f' {quoted(place.column)}' if place.column else ''}"
        for place in places[:3]
    )
    return f"{shown}{'…' if len(places) > 3 else ''}"  # noqa: PLR2004 - enough to find them


def _name_of(facts: Facts, image: Image) -> str:
    return ", ".join(
        filter(
            None,
            (
                _names(facts, [image], _subject(facts.kind)),
                _names(facts, [image], "municipality_id", "distretto"),
                period_of(image),
            ),
        )
    )


def _subject(kind: ImportKind) -> str:
    subjects = {
        ImportKind.INDICATORS: "indicator_id",
        ImportKind.SCHEDA_SPENDING: "intervention_id",
    }
    return subjects.get(kind, "voce_id")


def _stated(facts: Facts) -> Iterator[str]:
    """The totals that the file itself writes, where they are not those of the rows read."""
    spec = specs(ENTITY[facts.kind]).get(MAIN_VALUE.get(facts.kind, ""))
    if spec is None or facts.kind not in _SUMMED or facts.tally.waiting or not facts.tally.read:
        return
    totals = [
        number
        for number in facts.layout.totals
        if any((number, one.column) in facts.tally.amounts for one in facts.plan.figures)
    ]
    for figure in facts.plan.figures:
        own = {
            number: amount
            for (number, column), amount in facts.tally.amounts.items()
            if column == figure.column and number not in totals
        }
        before = 0
        for number in totals:
            said = facts.tally.amounts.get((number, figure.column), 0)
            sums = {
                sum(amount for row, amount in own.items() if keep(row))
                for keep in _spans_of_sum(before, number)
            }
            before = number
            if (number, figure.column) in facts.tally.amounts and said not in sums:
                closest = min(sums, key=lambda one: abs(one - said))
                yield (
                    f"Il totale scritto alla riga {number} ({quoted(figure.heading)}) è"
                    f" {stored_words(spec, said)}, le righe lette sommano"
                    f" {stored_words(spec, closest)}."
                )
    for number, said, added in facts.tally.across:
        if said != added:
            yield (
                f"Il totale scritto in fondo alla riga {number} è {stored_words(spec, said)}, le"
                f" sue cifre sommano {stored_words(spec, added)}."
            )


def _spans_of_sum(before: int, number: int) -> tuple[Callable[[int], bool], ...]:
    """What a total may add up.

    All the rows, those above it, those since the total before, those below it.
    """
    return (
        lambda _: True,
        lambda row: row < number,
        lambda row: before < row < number,
        lambda row: row > number,
    )


def _totals(facts: Facts) -> Grid:
    """A control total for each period and for each Comune."""
    if facts.kind not in _SUMMED:
        return Grid("", (), ())
    rows = [image for _, image in facts.done.rows]
    name = MAIN_VALUE[facts.kind]
    by_unit = facts.kind is ImportKind.ACTIVITY
    sums: Counter[tuple[str, str]] = Counter()
    for image in rows:
        unit = ActivityUnit.of(str(image["unit"])).label if by_unit and image.get("unit") else ""
        if when := period_of(image):
            sums[when, unit] += int(image[name] or 0)
        sums[_names(facts, [image], "municipality_id", "Tutto il distretto"), unit] += int(
            image[name] or 0
        )
    spec = specs(ENTITY[facts.kind])[name]
    shown = [
        (label, stored_words(spec, total) + (f" {unit}" if unit else ""))
        for (label, unit), total in sums.items()
    ]
    whole = (
        []
        if by_unit or not rows
        else [("Totale", italian.euro(Money(sum(int(image[name] or 0) for image in rows))))]
    )
    periods = list(_in_order(rows))
    shown.sort(key=lambda one: periods.index(one[0]) if one[0] in periods else len(periods))
    return Grid("Somma di controllo", ("Periodo o Comune", "Somma"), (*shown, *whole))


def _first(facts: Facts) -> Grid:
    """The first rows as they would be stored, in words."""
    kind, names = facts.kind, specs(ENTITY[facts.kind])
    fields = [
        name
        for name in (
            "voce_id",
            "indicator_id",
            "intervention_id",
            "code",
            "title",
            "municipality_id",
            "age_band",
            "source_id",
            "unit",
            "phase",
        )
        if name in names
    ]
    if kind is ImportKind.SCHEDE:
        fields = ["code", "title", "progress"]
    fields = [
        name
        for name in fields
        if name not in _CONSTANTS or len({image[name] for _, image in facts.done.rows}) > 1
    ]
    when = "period" in names
    values = [
        name
        for name in ("amount_cents", "numerator", "denominator", "value", "residents")
        if name in names
    ]
    headings = (
        *(names[name].label for name in fields),
        *(("Periodo",) if when else ()),
        *(names[name].label for name in values),
        "Situazione al",
    )
    rows = tuple(
        (
            *(_shown(facts, image, name) for name in fields),
            *((_when(image),) if when else ()),
            *(_shown(facts, image, name) for name in values),
            _day_words(image),
        )
        for _, image in facts.done.rows[:MOST_FIRST_ROWS]
    )
    return Grid("Le prime righe come saranno registrate", headings, rows)


def _when(image: Image) -> str:
    year = str(image.get("year") or str(image.get("fund_year_id") or "").rpartition(":")[2])
    return f"{period_of(image)} {year}"


def _day_words(image: Image) -> str:
    year, month, day = str(image["as_of"]).split("-")
    return f"{day}/{month}/{year}"


def _shown(facts: Facts, image: Image, name: str) -> str:
    spec, value = specs(ENTITY[facts.kind])[name], image[name]
    if value is None:
        return (
            "tutto il distretto"
            if name == "municipality_id"
            else italian.NO_VALUE
            if isinstance(value, int)
            else ""
        )
    if name in facts.known and name != "code":
        return facts.known[name].names.get(str(value), str(value))
    if spec.terms is not None:
        return spec.terms.of(str(value)).label
    return stored_words(spec, value) if isinstance(value, int) else str(value)
