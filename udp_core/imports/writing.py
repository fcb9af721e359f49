"""Writing what a file of others asks for, and saying what was written.

The words come from the rows, never from what was meant.
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Engine

from udp_core.archive.asking import Asked
from udp_core.imports.receiving import JudgedFile, Received
from udp_core.imports.remembered import remember
from udp_core.kernel import italian
from udp_core.kernel.problem import RefusedError
from udp_core.writing.saving import Saved, SaveRows, save_rows

NOTHING = "Niente è cambiato: le cifre del file erano già nell’archivio."
ALREADY = "Questa richiesta era già stata eseguita: niente è cambiato."


def written(
    engine: Engine, judged: JudgedFile, about: Received, asked: Asked, *, remembering: bool = False
) -> str:
    """Save the edits and say what became of them.

    Raises RefusedError where something waits or is wrong.

    The request names this attempt: the same press twice is one request, the same bytes another day
    are another.
    """
    if not judged.can_be_saved:
        raise RefusedError(judged.refused)
    saved = save_rows(
        engine,
        SaveRows(asked, about.officer_id, judged.edits, about.today, excused=judged.preview.agreed),
    )
    if remembering:
        again = replace(
            asked,
            request_id=f"{asked.request_id}-scelte",
            reason=f"Come si leggono i file di {about.sender}",
        )
        remember(
            engine,
            again,
            about.officer_id,
            judged.layout,
            about.kind,
            about.sender,
            judged.choices,
            about.today,
        )
    return words_of(saved)


def words_of(saved: Saved) -> str:
    """What was written, in words: «Importato, in bozza. 2 aggiunte, 1 cambiata.» and the like."""
    if saved.repeated:
        return ALREADY
    counts = {
        change: sum(row.change == change for row in saved.rows)
        for change in ("added", "changed", "removed", "unchanged")
    }
    if not counts["added"] + counts["changed"] + counts["removed"]:
        return NOTHING
    parts = [
        italian.plural(counts[change], one, many)
        for change, one, many in (
            ("added", "aggiunta", "aggiunte"),
            ("changed", "cambiata", "cambiate"),
            ("removed", "tolta", "tolte"),
            ("unchanged", "uguale", "uguali"),
        )
        if counts[change]
    ]
    return f"Importato, in bozza. {', '.join(parts)}."
