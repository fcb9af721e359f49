"""What is to be looked at in a file, before anything is saved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from udp_core.archive.entity import specs
from udp_core.archive.fitting import stored_words
from udp_core.imports.file_kinds import ENTITY, MAIN_VALUE, SUMMED
from udp_core.imports.questions import letter, quoted
from udp_core.imports.sheet_facts import (
    EXAMPLES,
    SheetFacts,
    heading_words,
    numbered,
    periods_in_order,
    row_words,
)
from udp_core.imports.totals import wrong_totals
from udp_core.kernel import italian
from udp_core.kernel.problem import Place

_PLACES = 3
"""The cells that a warning names: enough to find them."""


def warnings_of(facts: SheetFacts) -> Iterator[str]:
    """The sentences, from the cells to the totals."""
    yield from _on_cells(facts)
    yield from _on_idle_months(facts)
    yield from _on_what_is_hidden(facts)
    yield from _on_notes(facts)
    yield from _on_the_archive(facts)
    yield from _on_totals(facts)
    yield from _on_totals_across(facts)
    yield from facts.notes


def _on_cells(facts: SheetFacts) -> Iterator[str]:
    """Cells with no figure, formulas with no result, errors."""
    tally = facts.tally
    if tally.missing:
        many = italian.plural(len(tally.missing), "cella senza cifra", "celle senza cifra")
        yield (
            f"{many} (vuote, «n.d.», «-»): restano mancanti, non zero"
            f" ({_places([one.place for one in tally.missing])})."
        )
    if tally.unsolved:
        many = italian.plural(
            len(tally.unsolved), "formula senza risultato", "formule senza risultato"
        )
        yield f"{many} ({_places(tally.unsolved)}): aprire il file con Excel e salvarlo."
    if tally.errors:
        many = italian.plural(len(tally.errors), "cella con un errore", "celle con un errore")
        yield f"{many} ({_places(tally.errors)})."


def _on_idle_months(facts: SheetFacts) -> Iterator[str]:
    """Zeros of months that are not over."""
    idle = [image for _, image in facts.done.idle]
    if not idle:
        return
    periods = periods_in_order(idle)
    are = "è ancora finito" if len(periods) == 1 else "sono ancora finiti"
    many = italian.plural(len(idle), "cifra a zero lasciata", "cifre a zero lasciate")
    yield f"{italian.listing(periods)} non {are}: {many} fuori."


def _on_what_is_hidden(facts: SheetFacts) -> Iterator[str]:
    """Rows and columns that a reader of the file does not see, and that were read."""
    sheet = facts.layout.sheet
    rows = sorted(number for number in facts.tally.read if number - 1 in sheet.hidden_rows)
    if rows:
        many = italian.plural(len(rows), "riga nascosta letta", "righe nascoste lette")
        yield f"{many} ({numbered(rows)})."
    columns = sorted(facts.plan.used() & sheet.hidden_columns)
    if columns:
        many = italian.plural(len(columns), "colonna nascosta letta", "colonne nascoste lette")
        yield f"{many} ({', '.join(heading_words(facts, one) for one in columns)})."


def _on_notes(facts: SheetFacts) -> Iterator[str]:
    """What is kept beside the cells, which no figure says."""
    notes = sorted(facts.layout.sheet.notes.items())
    shown = [
        f"{quoted(text)} ({letter(column)}{row + 1})" for (row, column), text in notes[:_PLACES]
    ]
    if shown:
        are = italian.plural(len(notes), "nota", "note")
        more = "…" if len(notes) > _PLACES else ""
        yield f"{are} accanto alle celle: {italian.listing(shown)}{more}."


def _on_the_archive(facts: SheetFacts) -> Iterator[str]:
    """Figures already given that the file takes back, or has no more."""
    for image, given in facts.withdrawn:
        now = {"togliere": "sarà tolta", "lasciare": "resta com’è"}.get(given, "resta")
        yield f"1 cifra ritirata: {now} {row_words(facts, image)}."
    if facts.absent:
        many = italian.plural(
            len(facts.absent),
            "cifra già data da questo mittente non è",
            "cifre già date da questo mittente non sono",
        )
        stay = "resta" if len(facts.absent) == 1 else "restano"
        examples = [row_words(facts, image) for image in facts.absent[:EXAMPLES]]
        more = "…" if len(facts.absent) > EXAMPLES else ""
        yield f"{many} più nel file e {stay}: {italian.listing(examples)}{more}."


def _places(places: Sequence[Place]) -> str:
    shown = ", ".join(
        f"riga {place.row}{f' {quoted(place.column)}' if place.column else ''}"
        for place in places[:_PLACES]
    )
    return f"{shown}{'…' if len(places) > _PLACES else ''}"


def _on_totals(facts: SheetFacts) -> Iterator[str]:
    """The totals that the file itself writes, where they are not those of the rows read."""
    for one in wrong_totals(facts.layout, facts.plan, facts.tally, facts.kind):
        yield (
            f"Il totale scritto alla riga {one.number} ({quoted(one.heading)}) è"
            f" {_amount(facts, one.said)}, le righe lette sommano {_amount(facts, one.added)}."
        )


def _on_totals_across(facts: SheetFacts) -> Iterator[str]:
    """The totals at the end of a row."""
    if not _may_be_added_up(facts):
        return
    for number, said, added in facts.tally.across:
        if said != added:
            yield (
                f"Il totale scritto in fondo alla riga {number} è {_amount(facts, said)}, le sue"
                f" cifre sommano {_amount(facts, added)}."
            )


def _may_be_added_up(facts: SheetFacts) -> bool:
    """True of amounts, all of them read."""
    tally = facts.tally
    return facts.kind in SUMMED and not tally.waiting and bool(tally.read)


def _amount(facts: SheetFacts, stored: int) -> str:
    return stored_words(specs(ENTITY[facts.kind])[MAIN_VALUE[facts.kind]], stored)
