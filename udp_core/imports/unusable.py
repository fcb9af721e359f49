"""Figures of a file that cannot be stored as they are: no result, an error, a month to come.

The file is mended, or they are left out by who says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from udp_core.imports.applying import Completed, figure_words
from udp_core.imports.found import STRUCK, UNSEEN, ReadTally
from udp_core.imports.layout import LeftOut, Reason
from udp_core.imports.questions import LEAVE_OUT, READ, Question, asked, quoted
from udp_core.imports.work import Work
from udp_core.kernel import italian
from udp_core.kernel.problem import Place


def ask_unusable(work: Work, tally: ReadTally, done: Completed) -> Iterator[Question]:
    """A question for each sort of them."""
    if others := [one for one in work.layout.left_out if one.reason is Reason.OTHER]:
        yield _on_another_table(work, others)
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
    if tally.struck:
        words = ("cifra è barrata", "cifre sono barrate")
        yield _on_looks(work, STRUCK, words, tally.struck)
    if tally.unseen:
        words = ("cifra non si vede nel file", "cifre non si vedono nel file")
        yield _on_looks(work, UNSEEN, words, tally.unseen)
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


def _on_looks(work: Work, key: str, words: tuple[str, str], places: Sequence[Place]) -> Question:
    """What who wrote the file crossed out or made invisible, and is there all the same."""
    first = places[0]
    return asked(
        key,
        f"{italian.plural(len(places), *words)}: la prima alla riga {first.row}, sotto"
        f" {quoted(first.column)}. Vale?",
        [(READ, "sì: leggerla come le altre"), (LEAVE_OUT, "no: salvare senza")],
        work.choices.answers,
        Place(first.file),
    )


def _on_another_table(work: Work, rows: Sequence[LeftOut]) -> Question:
    """Its first row has headings, which are not ours."""
    named = italian.listing([quoted(cell) for cell in rows[0].cells if cell.strip()])
    remedy = "metterla in un foglio o in un file suo e riprovare"
    are = "riga non è letta" if len(rows) == 1 else "righe non sono lette"
    return asked(
        "altra-tabella",
        f"Alla riga {rows[0].number} comincia un’altra tabella, con altre intestazioni ({named}):"
        f" {italian.number(len(rows))} {are}.",
        [(LEAVE_OUT, f"non serve; altrimenti {remedy}")],
        work.choices.answers,
        Place(work.layout.where),
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
