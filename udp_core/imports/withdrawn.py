"""Figures of the archive that a file takes back: it says they are missing, or has them no more."""

from __future__ import annotations

from collections.abc import Sequence

from udp_core.archive.entity import Image, id_of, specs
from udp_core.archive.images import read_by_id
from udp_core.imports.applying import Completed, Sent, figure_words, imaged
from udp_core.imports.file_kinds import ENTITY
from udp_core.imports.found import Found
from udp_core.imports.queries import rows_from
from udp_core.imports.questions import Question, asked
from udp_core.imports.sheet_facts import EXAMPLES
from udp_core.imports.work import Work
from udp_core.kernel import italian
from udp_core.kernel.problem import Problem
from udp_core.kernel.vocabulary import ImportKind
from udp_core.writing.saving import Edit

REMOVE, KEEP = "togliere", "lasciare"
Withdrawn = Sequence[tuple[str, int, Image]]
"""Rows of the archive: identifier, version, values."""
_SENT_AGAIN = frozenset({ImportKind.FRNA_MONITORING, ImportKind.ACTIVITY, ImportKind.INDICATORS})
"""Kinds of which a sender gives all the figures of a period each time."""
_SCOPE = (
    "fund_year_id",
    "district_id",
    "year",
    "municipality_id",
    "phase",
    "period",
    "period_no",
)


def withdrawn_by(work: Work, missing: Sequence[Found], sent: Sent) -> Withdrawn:
    """Figures of the archive that the file now says are missing."""
    entity = ENTITY[work.kind]
    images = [image for one in missing if not isinstance(image := imaged(one, sent), Problem)]
    ids = [id_of(entity, image) for image in images]
    stored = read_by_id(work.connection, entity, ids) if ids else {}
    return [(row_id, *found) for row_id, found in stored.items()]


def absent_from(work: Work, done: Completed, withdrawn: Withdrawn, sent: Sent) -> list[Image]:
    """Figures that the same sender gave, of the same periods and Comuni, and that are no
    longer in the file.
    """
    entity, rows = ENTITY[work.kind], [image for _, image in done.rows]
    if not rows or work.kind not in _SENT_AGAIN:
        return []
    scope = [name for name in _SCOPE if name in specs(entity)]
    here = {id_of(entity, image) for image in rows} | {row_id for row_id, _, _ in withdrawn}
    where = {name: list({image[name]: None for image in rows}) for name in scope}
    given = rows_from(work.connection, entity, sent.source, where)
    return [image for row_id, image in given if row_id not in here]


def ask_withdrawn(work: Work, withdrawn: Withdrawn) -> list[Question]:
    """Whether figures that the file says are missing go, or stay."""
    if not withdrawn:
        return []
    shown = [figure_words(work.kind, image) for _, _, image in withdrawn[:EXAMPLES]]
    more = "…" if len(withdrawn) > EXAMPLES else ""
    stay, gone = ("resta", "mancante") if len(withdrawn) == 1 else ("restano", "mancanti")
    words = italian.plural(len(withdrawn), "cifra ritirata", "cifre ritirate")
    return [
        asked(
            "ritirate",
            f"{words}: {stay} {italian.listing(shown)}{more}, che il file ora dice {gone}.",
            [(REMOVE, "togliere la cifra dall’archivio"), (KEEP, "lasciare quella che c’è")],
            work.choices.answers,
        )
    ]


def removals(work: Work, withdrawn: Withdrawn) -> list[Edit]:
    """The edits that take them out of the archive."""
    reason = f"Cifra ritirata nel file di {work.sender}"
    return [
        Edit(ENTITY[work.kind], {}, row_id, version, reason, remove=True)
        for row_id, version, _ in withdrawn
    ]
