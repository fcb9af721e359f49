"""The totals that a file writes, beside the sums of the rows read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from udp_core.archive.entity import specs
from udp_core.archive.fitting import stored_words
from udp_core.imports.choices import Choices
from udp_core.imports.file_kinds import ENTITY, MAIN_VALUE, SUMMED
from udp_core.imports.found import ReadTally
from udp_core.imports.layout import Layout, Reason
from udp_core.imports.plan import ReadingPlan
from udp_core.imports.questions import LEAVE_OUT, READ, Question, asked, quoted
from udp_core.imports.words import begins_as_total
from udp_core.imports.work import Work
from udp_core.kernel import italian
from udp_core.kernel.problem import Place
from udp_core.kernel.vocabulary import ImportKind

KEY, FIGURES, ACROSS = "totali", "cifre", "somme"
_MOST_ROWS = 5


@dataclass(frozen=True, slots=True)
class WrongTotal:
    """A total that is not the sum of the rows read.

    Its row, the heading of its column, what it says, the nearest of the sums that it may be.
    """

    number: int
    heading: str
    said: int
    added: int


def wrong_totals(
    layout: Layout, plan: ReadingPlan, tally: ReadTally, kind: ImportKind
) -> Iterator[WrongTotal]:
    """The totals under the figures that no rows add up to, where all the rows are read."""
    if kind not in SUMMED or tally.waiting or not tally.read:
        return
    amounts = tally.amounts
    totals = [
        number
        for number in layout.totals
        if any((number, one.column) in amounts for one in plan.figures)
    ]
    for figure in plan.figures:
        own = {
            row: amount
            for (row, column), amount in amounts.items()
            if column == figure.column and row not in totals
        }
        for before, number in zip([0, *totals], totals, strict=False):
            if (number, figure.column) not in amounts:
                continue
            said = amounts[number, figure.column]
            closest = _closest(said, own, before, number)
            if closest != said:
                yield WrongTotal(number, figure.heading, said, closest)


def _closest(said: int, own: Mapping[int, int], before: int, number: int) -> int:
    """Of the sums that a total may be, the nearest to what it says."""
    sums = {
        sum(amount for row, amount in own.items() if keep(row))
        for keep in _spans_of_sum(before, number)
    }
    return min(sums, key=lambda one: abs(one - said))


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


def ask_totals(work: Work, plan: ReadingPlan, tally: ReadTally) -> list[Question]:
    """Whether rows that only speak of a total, and add up nothing, are figures.

    A row that begins with «Totale» is one, and a wrong one is only told.
    """
    layout = work.layout
    cells = {one.number: one.cells for one in layout.left_out if one.reason is Reason.TOTAL}
    wrong = wrong_totals(layout, plan, tally, work.kind)
    rows = [
        number
        for number in dict.fromkeys(one.number for one in wrong)
        if not begins_as_total(cells[number])
    ]
    if not rows and work.choices.answers.get(KEY) != FIGURES:
        return []
    named = italian.listing([str(number) for number in rows[:_MOST_ROWS]])
    words = quoted(" ".join(filter(None, cells[rows[0]]))) if rows else ""
    sentence = (
        f"{italian.plural(len(rows), 'riga parla', 'righe parlano')} di un totale e non"
        f" {'somma' if len(rows) == 1 else 'sommano'} le altre: {named}, {words}. Che cosa è?"
        if rows
        else "Le righe che parlano di un totale si leggono come cifre?"
    )
    answers = [
        (FIGURES, "è una cifra come le altre"),
        (LEAVE_OUT, "è un totale: lasciarla fuori"),
    ]
    return [asked(KEY, sentence, answers, work.choices.answers, Place(layout.where))]


def ask_across(work: Work, tally: ReadTally) -> list[Question]:
    """Whether figures are right that do not add up to the total at the end of their row."""
    if work.kind not in SUMMED or tally.waiting or not tally.read:
        return []
    wrong = [one for one in tally.across if one[1] != one[2]]
    if not wrong:
        return []
    number, said, added = wrong[0]
    spec = specs(ENTITY[work.kind])[MAIN_VALUE[work.kind]]
    rows = italian.plural(len(wrong), "riga non dà", "righe non danno")
    return [
        asked(
            ACROSS,
            f"{rows} la somma scritta in fondo: alla riga {number} è {stored_words(spec, said)}, le"
            f" cifre sommano {stored_words(spec, added)}. Le cifre sono giuste?",
            [(READ, "sì, è sbagliata la somma; altrimenti correggere il file")],
            work.choices.answers,
            Place(work.layout.where),
        )
    ]


def with_totals_read(layout: Layout, told: Choices) -> Layout:
    """The table, with the rows answered to be figures among the data."""
    if told.answers.get(KEY) != FIGURES:
        return layout
    read: Sequence[tuple[int, tuple[str, ...]]] = [
        (one.number, one.cells)
        for one in layout.left_out
        if one.reason is Reason.TOTAL and not begins_as_total(one.cells)
    ]
    numbers = {number for number, _ in read}
    left_out = tuple(one for one in layout.left_out if one.number not in numbers)
    return replace(layout, rows=tuple(sorted([*layout.rows, *read])), left_out=left_out)
