"""Whether what the schede spent counts from the first of January, where a file names a period.

The archive keeps of a scheda what it spent from the first day of its year to a day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from udp_core.imports.heading_words import WHEN
from udp_core.imports.layout import plain
from udp_core.imports.periods import RUNNING_WORDS, span_of
from udp_core.imports.plan import ReadingPlan
from udp_core.imports.questions import Question, asked, quoted
from udp_core.imports.work import Work
from udp_core.kernel.vocabulary import ImportKind

KEY, RUNNING = "cifre", "progressivo"
_OF_A_PERIOD = re.compile(r"\b(?:nel|del) (?:solo )?(?:mese|periodo|trimestre|semestre)\b")
_DAY = re.compile(r"\b\d{1,2}(?:°|º)? [A-Za-z]{3,9}\b(?: 20\d\d)?")
"""«30 novembre 2026»: a day closes what is counted from January."""
_EACH = re.compile(r"\b(?:mensil|bimestral|trimestral|quadrimestral|semestral)[ei]\b")
"""Over a column, that each figure is of a month: in a title, how often the file is sent."""


def ask_from_january(work: Work, plan: ReadingPlan) -> Iterator[Question]:
    """Asked where a column, its heading, a title or the sheet names a period after January."""
    if work.kind is not ImportKind.SCHEDA_SPENDING:
        return
    layout = work.layout
    over = [one.heading for one in plan.figures]
    titles = [*over, *layout.above, layout.sheet.name, work.name.rpartition(".")[0]]
    if any(RUNNING_WORDS.search(plain(text)) for text in titles):
        return
    said = [
        *(text for text in over if _EACH.search(plain(text))),
        *(text for text in titles if _names_period(text)),
        *_of_a_column(work, plan),
    ]
    if said:
        yield asked(
            KEY,
            f"Nel file è scritto {quoted(said[0])}: le cifre sono la spesa dal 1° gennaio?",
            [(RUNNING, "sì; se sono del solo periodo, mandare quelle dal 1° gennaio")],
            work.choices.answers,
        )


def _names_period(text: str) -> bool:
    """True of a month, or of a longer stretch, that begins after January."""
    if _OF_A_PERIOD.search(plain(text)):
        return True
    words = _DAY.sub(" ", text.replace("_", " ")).split()
    pieces = [*words, *map(" ".join, pairwise(words))]
    spans = [span_of(one) for one in pieces if not one[0].isdigit()]
    found = [one for one in spans if one and not one.bare]
    return bool(found) and all(one.first > 1 for one in found)


def _of_a_column(work: Work, plan: ReadingPlan) -> Iterator[str]:
    """A column of months, which the kind does not read."""
    layout = work.layout
    for column, heading in enumerate(layout.headings):
        if column not in plan.used() and plain(heading) in WHEN["period_no"]:
            yield from [f"{heading} {text}" for _, text in layout.written(column)][:1]
