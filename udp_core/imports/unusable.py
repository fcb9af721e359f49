"""Figures of a file that cannot be stored as they are: no result, an error, a month to come.

The file is mended, or they are left out by who says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from udp_core.imports.applying import Completed, figure_words
from udp_core.imports.found import ReadTally
from udp_core.imports.questions import LEAVE_OUT, Question, asked
from udp_core.imports.work import Work
from udp_core.kernel import italian
from udp_core.kernel.problem import Place


def ask_unusable(work: Work, tally: ReadTally, done: Completed) -> Iterator[Question]:
    """A question for each sort of them."""
    if tally.unsolved:
        yield _on_cells(
            work,
            "formule",
            ("formula è senza risultato", "formule sono senza risultato"),
            tally.unsolved,
            "aprire il file con Excel, salvarlo e riprovare",
        )
    if tally.errors:
        yield _on_cells(
            work,
            "errori",
            ("cella contiene un errore", "celle contengono un errore"),
            tally.errors,
            "correggere il file e riprovare",
        )
    if done.early:
        yield _on_months_to_come(work, done)


def _on_cells(
    work: Work, key: str, words: tuple[str, str], places: Sequence[Place], remedy: str
) -> Question:
    return asked(
        key,
        f"{italian.plural(len(places), *words)} (la prima alla riga {places[0].row}).",
        [(LEAVE_OUT, f"salvare senza quelle cifre; altrimenti {remedy}")],
        work.choices.answers,
    )


def _on_months_to_come(work: Work, done: Completed) -> Question:
    place, image = done.early[0]
    words = italian.plural(
        len(done.early),
        "cifra è data come definitiva per un periodo non ancora finito",
        "cifre sono date come definitive per periodi non ancora finiti",
    )
    return asked(
        "mesi-a-venire",
        f"{words}: {figure_words(work.kind, image)} alla riga {place.row}.",
        [(LEAVE_OUT, "salvare senza quelle cifre, fino alla fine del periodo")],
        work.choices.answers,
    )
