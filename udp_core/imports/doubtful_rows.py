"""Columns that are not read, and say that a row does not count, or counts the other way.

«ANNULLATO» under «Stato», «Nota di credito» under «Tipo», «A» under «Dare/Avere», «M» under
«Sesso», «stima», «competenza 2025» or «competenza febbraio» in a note; the two digits beside an
amount that a comma cut in two, the minutes beside the hours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction

from udp_core.imports.file_kinds import OF_MONEY, SUMMED, YEAR
from udp_core.imports.layout import Layout, cell_of, plain
from udp_core.imports.other_figures import DOUBT
from udp_core.imports.other_periods import OtherPeriods, months_to_date
from udp_core.imports.plan import ReadingPlan
from udp_core.imports.questions import LEAVE_OUT, READ, Question, asked, letter, quoted
from udp_core.imports.residents import divides, is_part
from udp_core.imports.table import GivenTable
from udp_core.imports.timing import Timing
from udp_core.kernel import italian
from udp_core.kernel.problem import Place
from udp_core.kernel.vocabulary import ActivityUnit, ImportKind

ROWS, CENTS, MINUTES, ADJUSTED = "righe-dubbie", "centesimi", "minuti", "rettifiche"
_VOID = re.compile(
    r"annullat|stornat|\bstorno\b|eliminat|cancellat|duplicat|\bdoppion|\bnon valid"
    r"|\b(?:da )?non (?:cont|consider|somm|inclu|import|pagar|liquid|usare)"
    r"|non (?:conteggia|considera)|\bnot[ae] (?:di )?credito\b"
    r"|\berrat[oaie]\b|\bsbagliat|\bgia (?:conteggiat|compres|inclus)"
    r"|\b(?<!iva )(?:compres|inclus)[oaie] (?:in|nel|nella) |\bnon ancora \w"
    r"|\bin (?:lire|dollari)\b"
    r"|(?<!servizio )(?<!servizi )(?<!attivita )\bsospes[aoie]\b"
    r"|\bnon (?:ancora )?(?:realizzat|avviat|attivat|svolt|partit)"
    rf"|\bprovvisori|\bnon (?:ancora )?definitiv|{DOUBT}"
)
"""What is written beside a figure that does not count, or is not yet the true one."""
_OF_ANOTHER = frozenset(
    {
        *("dettaglio", "di dettaglio", "riga di dettaglio", "di cui", "sottovoce", "sotto voce"),
        *("parziale", "parziali", "totale", "subtotale", "totale parziale", "totale generale"),
    }
)
"""The cell of a row whose figure is part of another row's, or adds up others."""
_STILL = re.compile(
    r"\b(?:annullat|sospes|revocat|rinviat|stralciat|soppress|abbandonat|archiviat)[aoie]\b"
    r"|\bnon (?:ancora )?(?:realizzat|avviat|attivat|svolt|partit|eseguit|finanziat)"
    rf"|\bda (?:avviare|attivare|realizzare)\b|{DOUBT}"
)
"""What is written of a scheda that is not going on: its progress is then none, or an old one."""
_OF_A_YEAR = re.compile(
    r"\b(?:competenza|anno|esercizio|relativ[aoie]|riferit[aoie]|arretrat[aoie]|conguagli[oa]?|saldo)"
    r"(?: [a-z]{1,10}){0,3} (20[0-4]\d)\b"
)
"""The year that a note gives to the figure of its row («competenza 2025»)."""
_COMES_IN = frozenset(
    {"entrata", "entrate", "avere", "ricavo", "ricavi", "incasso", "incassi", "credito", "negativo"}
)
"""What is written beside money that comes in."""
_CREDIT_NOTES = frozenset(
    {"nc", "n c", "td04", "td08", "nota accredito", "nota di accredito", "accredito"}
)
_OF_PAPERS = re.compile(r"\b(?:tipo|tipologia|doc|documento|fattura|causale)\b")
"""How a credit note is written in short, under a heading of papers."""
_SAID_BESIDE = frozenset({"note", "source"})
"""Fields that keep what is said of a figure, as it is written."""
_OF_PERSONS = frozenset({ImportKind.INDICATORS, ImportKind.ACTIVITY})
_SIGNS = frozenset({"d a", "dare avere", "segno", "e u", "entrata uscita", "entrate uscite"})
_SHORT = frozenset({"a", "e", ""})
"""The same under a heading of signs, in one letter; «-» has no letter."""
_IDLE = re.compile(r"(?:not[ae]|osservazion|descrizion|causale|stato|cent|annotazion)|$")
"""Headings that no measure has."""
_FIGURE = re.compile(r"[\d.,+\-−€() ]+")
_ADJUSTS = re.compile(
    r"\brettific|\bstorn|\bnot[ae] (?:di )?credito|\bconguagli|\brecuper|\barretrat|\bdetrazion"
    r"|\briduzion|\bpenal[ie]|\bin (?:piu|meno)\b|\brimbors"
)
"""The heading of a column of what is to be taken from an amount, or added to it."""
_PART = re.compile(r"[.,](\d{1,2})$")
_TWO_DIGITS = re.compile(r"[.,]\d\d$")
_CLOCK = frozenset({"15", "30", "45"})
_MAY_BE_MINUTES = frozenset(f"{number:02}" for number in range(0, 60, 5))
_WHOLE = re.compile(r"\d{1,3}(?:\.\d{3})+|\d+")


def doubtful_rows(table: GivenTable, timing: Timing) -> Mapping[int, str]:
    """The rows that a column not read, or a note on a cell, says not to count, by number: what it
    says, and where.
    """
    layout, plan, kind = table.layout, table.plan, table.kind
    found: dict[int, str] = {}
    if kind is ImportKind.SCHEDE:
        return _still_schede(table)
    figures = {one.column for one in plan.figures}
    day = table.choices.fixed.get("as_of", "")
    written = {column for name, column in plan.columns.items() if name in _SAID_BESIDE}
    used, periods = plan.used() - written, OtherPeriods(table, timing)
    for column, heading in enumerate(layout.headings):
        if column in used:
            continue
        is_sign = plain(heading) in _SIGNS or heading.strip() in {"+/-", "±"}
        for number, text in layout.written(column):
            doubted = (
                _does_not_count(text, is_sign=is_sign)
                or (kind is ImportKind.SCHEDA_SPENDING and _to_another_day(text, day))
                or (_OF_PAPERS.search(plain(heading)) and plain(text) in _CREDIT_NOTES)
                or (kind in SUMMED and plain(text) in _OF_ANOTHER and not divides(heading))
                or _of_another_year(text, table)
                or periods.given_to_row(number, heading, text)
                or (kind in _OF_PERSONS and is_part(heading, text))
            )
            if doubted and _has_one(layout, number, figures):
                found.setdefault(number, f"{quoted(text)} sotto {quoted(heading)}")
    return found | _noted(table, figures, periods)


def _still_schede(table: GivenTable) -> dict[int, str]:
    """The rows of schede that are said to stand still, and give a progress all the same."""
    layout, columns = table.layout, table.plan.columns
    progress = columns.get("progress")
    if progress is None:
        return {}
    day = table.choices.fixed.get("as_of", "")
    goes = {number for number, text in layout.written(progress) if re.search(r"[1-9]", text)}
    used = table.plan.used() - {columns.get("state")}
    found: dict[int, str] = {}
    for column, heading in enumerate(layout.headings):
        for number, text in layout.written(column) if column not in used else ():
            if number in goes and (_STILL.search(plain(text)) or _to_another_day(text, day)):
                found.setdefault(number, f"{quoted(text)} sotto {quoted(heading)}")
    return found


def _to_another_day(text: str, day: str) -> bool:
    """True of words by which a figure counts until another month than the day that was told."""
    read = italian.read_day(day)
    months = months_to_date(text)
    return isinstance(read, date) and bool(months) and read.month not in months


def _noted(table: GivenTable, figures: set[int], periods: OtherPeriods) -> dict[int, str]:
    """The same, of the notes kept beside the cells of the rows."""
    numbers = {number for number, _ in table.layout.rows}
    return {
        row + 1: f"{quoted(text)} nella nota della cella {letter(column)}{row + 1}"
        for (row, column), text in table.layout.sheet.notes.items()
        if row + 1 in numbers
        and (
            _does_not_count(text, is_sign=False)
            or _of_another_year(text, table)
            or periods.given_to_cell(row + 1, column, text)
        )
        and _has_one(table.layout, row + 1, figures)
    }


def _of_another_year(text: str, table: GivenTable) -> bool:
    """True of a note that gives the figure to a year which is not the one where it goes.

    Of a table that says the year row by row, its column is believed.
    """
    if YEAR in table.plan.columns:
        return False
    told = table.choices.answers.get("anno", "")
    year = int(told) if told.isdigit() else table.year
    return any(int(one) != year for one in _OF_A_YEAR.findall(plain(text)))


def ask_doubtful(table: GivenTable, timing: Timing) -> Iterator[Question]:
    """Whether those rows count, and whether two digits beside an amount are its cents."""
    layout, plan, kind, told = table.layout, table.plan, table.kind, table.choices.answers
    if rows := doubtful_rows(table, timing):
        number, words = next(iter(sorted(rows.items())))
        reduced = "; una riduzione si registra come variazione"
        many = italian.plural(len(rows), "riga sembra", "righe sembrano")
        asks, leave = ("Si legge?", "lasciarla") if len(rows) == 1 else ("Si leggono?", "lasciarle")
        of_schede = kind is ImportKind.SCHEDE
        yield asked(
            ROWS,
            f"{many} {why_not(kind)}: alla riga {number} c’è {words}. {asks}",
            [
                (
                    READ,
                    "sì: sono avanzamenti veri" if of_schede else "sì: sono cifre come le altre",
                ),
                (LEAVE_OUT, f"no: {leave} fuori{reduced if kind in OF_MONEY else ''}"),
            ],
            told,
            Place(layout.where),
        )
    if kind in OF_MONEY:
        yield from _ask_cents(layout, plan, told)
        yield from _ask_adjustments(layout, plan, told)
    if kind is ImportKind.ACTIVITY:
        yield from _ask_minutes(layout, plan, told)
        yield from _ask_hours(table)


def why_not(kind: ImportKind) -> str:
    """What doubtful rows seem to be, as a sentence says it."""
    return "da non registrare" if kind is ImportKind.SCHEDE else "da non sommare"


def _does_not_count(text: str, *, is_sign: bool) -> bool:
    said = plain(text)
    return (
        _VOID.search(said) is not None
        or said in _COMES_IN
        or (is_sign and said in _SHORT and text.strip() != "+")
    )


def _has_one(layout: Layout, number: int, figures: set[int]) -> bool:
    """True of a row of the table; where figures have columns, of one with a figure."""
    row = layout.sheet.rows[number - 1]
    return not figures or any(cell_of(row, column) for column in figures)


def _ask_cents(layout: Layout, plan: ReadingPlan, told: Mapping[str, str]) -> Iterator[Question]:
    for figure in plan.figures:
        column = figure.column + 1
        heading = layout.headings[column] if column < len(layout.headings) else ""
        if column in plan.used() or not _IDLE.match(plain(heading)):
            continue
        pairs = [
            (text, cell_of(layout.sheet.rows[number - 1], column))
            for number, text in layout.written(figure.column)
        ]
        if not pairs or not all(
            _WHOLE.fullmatch(whole) and re.fullmatch(r"\d\d", cents) for whole, cents in pairs
        ):
            continue
        whole, cents = pairs[0]
        name = quoted(heading) if heading else f"La colonna {letter(column)}"
        remedy = f"scrivere {whole},{cents} in una cella (tra virgolette, nei CSV) e riprovare"
        yield asked(
            CENTS,
            f"{name}, accanto a {quoted(figure.heading)}, ha due cifre in ogni riga: sono i"
            f" centesimi ({whole},{cents})?",
            [(LEAVE_OUT, f"no: la cifra è {whole}; altrimenti {remedy}")],
            told,
            Place(layout.where),
        )
        return


def _ask_adjustments(
    layout: Layout, plan: ReadingPlan, told: Mapping[str, str]
) -> Iterator[Question]:
    """Whether amounts are net of what a column beside them takes away, or adds."""
    found = [
        heading
        for column, heading in enumerate(layout.headings)
        if column not in plan.used()
        and _ADJUSTS.search(plain(heading))
        and _has_only_figures([text for _, text in layout.written(column)])
    ]
    if plan.figures and found:
        named = italian.listing(list(map(quoted, found)))
        have = "ha" if len(found) == 1 else "hanno"
        yield asked(
            ADJUSTED,
            f"{named} {have} cifre, e non si leggono: gli importi ne tengono già conto?",
            [(READ, "sì; altrimenti scrivere gli importi definitivi e riprovare")],
            told,
            Place(layout.where),
        )


def _has_only_figures(cells: list[str]) -> bool:
    """True of cells where nothing is but figures, and some are not zero."""
    return all(map(_FIGURE.fullmatch, cells)) and any(re.search(r"[1-9]", text) for text in cells)


def _ask_minutes(layout: Layout, plan: ReadingPlan, told: Mapping[str, str]) -> Iterator[Question]:
    for column, heading in enumerate(layout.headings):
        is_one = plain(heading).split()[:1] in [["minuti"], ["min"]]
        if column in plan.used() or not is_one:
            continue
        if any(text.strip("0") for _, text in layout.written(column)):
            remedy = "scrivere le ore con la virgola (12 ore e 30 minuti: 12,5) e riprovare"
            yield asked(
                MINUTES,
                f"{quoted(heading)} non è letta: le ore sarebbero senza i loro minuti.",
                [(LEAVE_OUT, f"non importa: leggere solo le ore; altrimenti {remedy}")],
                told,
                Place(layout.where),
            )
            return


def _ask_hours(table: GivenTable) -> Iterator[Question]:
    """Whether «12,30» under hours is twelve hours and thirty minutes: where every two digits after
    the comma may be minutes, and some are of those that a clock shows.
    """
    layout, plan = table.layout, table.plan
    said = plain(table.choices.fixed.get("unit", ""))
    for figure in plan.figures:
        is_hours = figure.unit is ActivityUnit.HOURS or said == plain(ActivityUnit.HOURS.label)
        cells = [text for _, text in layout.written(figure.column) if text] if is_hours else []
        parts = [
            (text[: found.start()], found[1].ljust(2, "0"))
            for text in cells
            if (found := _PART.search(text))
        ]
        minutes = {part for _, part in parts}
        tells = any(_TWO_DIGITS.search(text) for text in cells)
        if tells and minutes <= _MAY_BE_MINUTES and minutes & _CLOCK:
            hours, rest = next(one for one in parts if one[1] in _CLOCK)
            example = f"{hours},{rest}"
            right = f"{hours}{italian.number(Fraction(int(rest), 60), 2).rstrip('0')[1:]}"
            yield asked(
                "ore",
                f"{quoted(example)} sotto {quoted(figure.heading)}: sono {hours} ore e {rest}"
                " centesimi di ora?",
                [(READ, f"sì; se sono {hours} ore e {rest} minuti, scrivere {right} e riprovare")],
                table.choices.answers,
                Place(layout.where),
            )
            return
