"""The unit that a file writes beside the value of an indicator, and the indicator's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from sqlalchemy import Connection

from udp_core.archive.entity import Image
from udp_core.archive.images import read_all
from udp_core.archive.storage import MILLI
from udp_core.imports.layout import Layout, cell_of, plain
from udp_core.imports.plan import ReadingPlan
from udp_core.imports.questions import READ, Question, asked, quoted
from udp_core.indicators.entities import Indicator
from udp_core.kernel import italian
from udp_core.kernel.problem import Place, Problem

_UNITS = frozenset({"unita", "unita di misura", "misura", "um", "u m", "per", "ogni"})
_PER = re.compile(r"(?:per|ogni|su|x)\s+(10{1,5}|1?0{0,2}\.000)(?![\d.])", re.IGNORECASE)


_COUNTS = frozenset(
    {
        *("numero", "n", "nr", "num", "valore assoluto", "v a", "assoluto", "unita", "persone"),
        *("utenti", "beneficiari", "posti", "giornate", "ore", "euro", "residenti", "abitanti"),
    }
)
"""Units of what is counted: no part of a whole."""
_TIMES = frozenset(["giorni", "settimane", "mesi", "anni", "ore", "giornate"])


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
    """The values that are for another number of persons than their indicator is, or in another
    unit.
    """
    used = plan.used()
    said_by = [
        column
        for column, heading in enumerate(layout.headings)
        if column not in used and plain(heading) in _UNITS
    ]
    value = plan.columns.get("value")
    heading = "" if value is None else layout.headings[value]
    shown = layout.sheet.units
    if not said_by and per_how_many(heading) is None and not shown:
        return
    known = {row_id: image for row_id, _, image in read_all(connection, Indicator)}
    for place, image in rows:
        about = known.get(str(image["indicator_id"]))
        if about is None or image["value"] is None or place.row is None:
            continue
        cells = [cell_of(layout.sheet.rows[place.row - 1], column) for column in said_by]
        told = [*cells, shown.get((place.row - 1, -1 if value is None else value), ""), heading]
        if words := next(filter(None, (_other(text, about) for text in told)), ""):
            yield Problem(
                "X57",
                f"Il valore è {words}, l’indicatore è in {quoted(str(about['unit']))}.",
                "Riportare il valore a quella misura, o correggere ciò che è scritto.",
                place,
            )


def _other(text: str, about: Image) -> str:
    """In which unit some words say that a value is, where its indicator is in another."""
    ours = Fraction(int(about["multiplier"] or 0), MILLI)
    many = per_how_many(text)
    if many is not None:
        return f"per {italian.number(many)}" if many != ours and ours > 1 else ""
    said, unit = set(plain(text).split()), set(plain(str(about["unit"])).split())
    is_count = ours > 1 and plain(text) in _COUNTS
    is_time = bool(said & _TIMES and unit & _TIMES and not said & unit)
    return f"in {quoted(text)}" if is_count or is_time else ""


def ask_on_indicators(
    layout: Layout,
    plan: ReadingPlan,
    rows: Sequence[tuple[Place, Image]],
    percents: frozenset[str],
    told: Mapping[str, str],
) -> Iterator[Question]:
    """Whether values in points are shares of one, and terms of which the first is the greater are
    in their order.
    """
    of_percents = [one for one in rows if one[1]["indicator_id"] in percents]
    values = [
        (place, int(image["value"] or 0))
        for place, image in of_percents
        if image["value"] and image["numerator"] is None and _is_bare(layout, plan, place)
    ]
    if values and all(0 < value < MILLI for _, value in values):
        place, least = values[0]
        shown = italian.number(Fraction(least, MILLI), 3)
        whole = italian.number(Fraction(least * 100, MILLI), 1)
        yield asked(
            "quota",
            f"L’indicatore è in %, alla riga {place.row} il valore è {shown}: è lo {shown} %?",
            [(READ, f"sì, lo {shown} %; se è il {whole} %, scrivere {whole} e riprovare")],
            told,
            Place(layout.where),
        )
    for at, image in of_percents:
        above, under = int(image["numerator"] or 0), int(image["denominator"] or 0)
        if image["value"] is None and 0 < under < above:
            first, second = (italian.number(Fraction(one, MILLI), 0) for one in (above, under))
            yield asked(
                "termini",
                f"L’indicatore è in %, alla riga {at.row} il numeratore {first} è maggiore del"
                f" denominatore {second}: sono al loro posto?",
                [(READ, "sì; altrimenti scambiarli e riprovare")],
                told,
                Place(layout.where),
            )
            return


def _is_bare(layout: Layout, plan: ReadingPlan, place: Place) -> bool:
    """True of a value that no sign of percentage stands beside."""
    over = {one.heading: one.column for one in plan.figures}
    column = plan.columns.get("value", over.get(place.column))
    if column is None or place.row is None:
        return False
    at = place.row - 1, column
    shown = at in layout.sheet.percents or "%" in layout.sheet.units.get(at, "")
    return not shown and "%" not in cell_of(layout.sheet.rows[at[0]], column)
