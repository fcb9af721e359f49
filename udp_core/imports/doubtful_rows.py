"""Columns that are not read, and say that a row does not count, or counts the other way.

«ANNULLATO» under «Stato», «Nota di credito» under «Tipo», «A» under «Dare/Avere», «M» under
«Sesso»; the two digits beside an amount that a comma cut in two, the minutes beside the hours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from udp_core.imports.file_kinds import OF_MONEY
from udp_core.imports.layout import Layout, cell_of, plain
from udp_core.imports.plan import ReadingPlan
from udp_core.imports.questions import LEAVE_OUT, READ, Question, asked, letter, quoted
from udp_core.imports.residents import is_part
from udp_core.kernel import italian
from udp_core.kernel.problem import Place
from udp_core.kernel.vocabulary import ImportKind

ROWS, CENTS, MINUTES = "righe-dubbie", "centesimi", "minuti"
_VOID = re.compile(
    r"annullat|stornat|\bstorno\b|eliminat|cancellat|duplicat|\bdoppion|\bnon valid"
    r"|\bda non (?:cont|consider|somm|inclu|import|pagar|liquid|usare)|non (?:conteggia|considera)"
    r"|\bnot[ae] (?:di )?credito\b"
)
"""What is written beside a figure that does not count."""
_COMES_IN = frozenset(
    {"entrata", "entrate", "avere", "ricavo", "ricavi", "incasso", "incassi", "credito", "negativo"}
)
"""What is written beside money that comes in."""
_OF_PERSONS = frozenset({ImportKind.INDICATORS, ImportKind.ACTIVITY})
_SIGNS = frozenset({"d a", "dare avere", "segno", "e u", "entrata uscita", "entrate uscite"})
_SHORT = frozenset({"a", "e", ""})
"""The same under a heading of signs, in one letter; «-» has no letter."""
_IDLE = re.compile(r"(?:not[ae]|osservazion|descrizion|causale|stato|cent|annotazion)|$")
"""Headings that no measure has."""
_WHOLE = re.compile(r"\d{1,3}(?:\.\d{3})+|\d+")


def doubtful_rows(layout: Layout, plan: ReadingPlan, kind: ImportKind) -> Mapping[int, str]:
    """The rows that a column not read says not to count, by number: what it says, and where."""
    found: dict[int, str] = {}
    if kind is ImportKind.SCHEDE:
        return found
    figures = {one.column for one in plan.figures}
    used = plan.used()
    for column, heading in enumerate(layout.headings):
        if column in used:
            continue
        is_sign = plain(heading) in _SIGNS
        for number, text in layout.written(column):
            doubted = _does_not_count(text, is_sign=is_sign) or (
                kind in _OF_PERSONS and is_part(heading, text)
            )
            if doubted and _has_one(layout, number, figures):
                found.setdefault(number, f"{quoted(text)} sotto {quoted(heading)}")
    return found


def ask_doubtful(
    layout: Layout, plan: ReadingPlan, kind: ImportKind, told: Mapping[str, str]
) -> Iterator[Question]:
    """Whether those rows count, and whether two digits beside an amount are its cents."""
    if rows := doubtful_rows(layout, plan, kind):
        number, words = next(iter(sorted(rows.items())))
        reduced = "; una riduzione si registra come variazione"
        many = italian.plural(len(rows), "riga sembra", "righe sembrano")
        yield asked(
            ROWS,
            f"{many} da non sommare: alla riga {number} c’è {words}. Si leggono?",
            [
                (READ, "sì: sono cifre come le altre"),
                (LEAVE_OUT, f"no: lasciarle fuori{reduced if kind in OF_MONEY else ''}"),
            ],
            told,
            Place(layout.where),
        )
    if kind in OF_MONEY:
        yield from _ask_cents(layout, plan, told)
    if kind is ImportKind.ACTIVITY:
        yield from _ask_minutes(layout, plan, told)


def _does_not_count(text: str, *, is_sign: bool) -> bool:
    said = plain(text)
    return _VOID.search(said) is not None or said in _COMES_IN or (is_sign and said in _SHORT)


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
