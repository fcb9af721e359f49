"""The unit that a file writes beside the value of an indicator, and the indicator's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction

from sqlalchemy import Connection

from udp_core.archive.entity import Image
from udp_core.archive.images import read_all
from udp_core.archive.storage import MILLI
from udp_core.imports.layout import Layout, cell_of, plain
from udp_core.imports.plan import ReadingPlan
from udp_core.imports.questions import quoted
from udp_core.indicators.entities import Indicator
from udp_core.kernel import italian
from udp_core.kernel.problem import Place, Problem

_UNITS = frozenset({"unita", "unita di misura", "misura", "um", "u m", "per", "ogni"})
_PER = re.compile(r"(?:per|ogni|su|x)\s+(10{1,5}|1?0{0,2}\.000)(?![\d.])", re.IGNORECASE)


def per_how_many(text: str) -> int | None:
    """For how many persons or things a value is: «per 10.000», «‰», «%».

    None where it does not say.
    """
    if "‰" in text or "per mille" in plain(text):
        return 1000
    if "%" in text:
        return 100
    found = _PER.search(text)
    return int(found[1].replace(".", "")) if found else None


def in_other_units(
    connection: Connection,
    layout: Layout,
    plan: ReadingPlan,
    rows: Iterable[tuple[Place, Image]],
) -> Iterator[Problem]:
    """The values that are for another number of persons than their indicator is."""
    used = plan.used()
    said_by = [
        column
        for column, heading in enumerate(layout.headings)
        if column not in used and plain(heading) in _UNITS
    ]
    value = plan.columns.get("value")
    heading = per_how_many(layout.headings[value]) if value is not None else None
    if not said_by and heading is None:
        return
    known = {row_id: image for row_id, _, image in read_all(connection, Indicator)}
    for place, image in rows:
        about = known.get(str(image["indicator_id"]))
        if about is None or image["value"] is None or place.row is None:
            continue
        cells = [cell_of(layout.sheet.rows[place.row - 1], column) for column in said_by]
        told = [many for text in cells if (many := per_how_many(text))]
        ours = Fraction(int(about["multiplier"] or 0), MILLI)
        for many in [*told, *([heading] if heading else [])]:
            if many != ours and ours > 1:
                yield Problem(
                    "X57",
                    f"Il valore è per {italian.number(many)}, l’indicatore è in"
                    f" {quoted(str(about['unit']))}.",
                    "Riportare il valore a quella misura, o correggere ciò che è scritto.",
                    place,
                )
                break
