"""All that the reading sheet is made from, and the words that its parts share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from udp_core.archive.entity import Image
from udp_core.imports.applying import Completed, figure_words, period_of
from udp_core.imports.found import ReadTally
from udp_core.imports.known import KnownNames
from udp_core.imports.layout import Layout
from udp_core.imports.plan import ReadingPlan
from udp_core.imports.questions import letter, quoted
from udp_core.kernel import italian
from udp_core.kernel.vocabulary import ImportKind

EXAMPLES = 3
MOST_NUMBERS = 6


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """All that the sheet is made from.

    The file, how its table was read, what came out of it, what the archive has more.
    """

    file: str
    kind: ImportKind
    layout: Layout
    others: Sequence[Layout]
    plan: ReadingPlan
    tally: ReadTally
    done: Completed
    known: Mapping[str, KnownNames]
    running: bool
    withdrawn: Sequence[tuple[Image, str]]
    absent: Sequence[Image]
    notes: Sequence[str]


def numbered(numbers: Sequence[int]) -> str:
    """«riga 4», «righe 4, 7…»: rows by their number in the file."""
    rows = "riga" if len(numbers) == 1 else "righe"
    shown = ", ".join(str(number) for number in numbers[:MOST_NUMBERS])
    return f"{rows} {shown}{'…' if len(numbers) > MOST_NUMBERS else ''}"


def heading_words(facts: SheetFacts, column: int) -> str:
    """What is written over a column, or its letter."""
    heading = facts.layout.headings[column]
    return quoted(heading) if heading else f"colonna {letter(column)}"


def names_of(facts: SheetFacts, rows: Iterable[Image], name: str, absent: str = "") -> str:
    """What the rows say of a field, by name; `absent` where they leave it blank."""
    known = facts.known.get(name)
    codes = sorted({str(image[name] or "") for image in rows if name in image})
    words = [(known.names.get(code, code) if known and code else absent) for code in codes]
    return italian.listing([word for word in words if word])


def periods_in_order(rows: Iterable[Image]) -> list[str]:
    """The periods, from the first to the last."""
    met: dict[tuple[str, int], Image] = {}
    for image in rows:
        if "period" in image:
            met.setdefault((str(image["period"]), int(image["period_no"] or 0)), image)
    return list(dict.fromkeys(period_of(met[key]) for key in sorted(met)))


def row_words(facts: SheetFacts, image: Image) -> str:
    """A figure of the archive: how much, of what, whose, when."""
    of = (
        names_of(facts, [image], _SUBJECTS.get(facts.kind, "voce_id")),
        names_of(facts, [image], "municipality_id", "distretto"),
        period_of(image),
    )
    return f"{figure_words(facts.kind, image)} ({', '.join(filter(None, of))})"


_SUBJECTS = {
    ImportKind.INDICATORS: "indicator_id",
    ImportKind.SCHEDA_SPENDING: "intervention_id",
}
