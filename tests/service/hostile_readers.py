"""Every reader of what others wrote, given long texts that a slow pattern would chew for hours.

`python -m tests.service.hostile_readers`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product

from udp_core.files import cell, delimited, number_format, style, text
from udp_core.files.unpacked import Sheet
from udp_core.imports import (
    heading_rows,
    known,
    layout,
    meaning,
    numbers,
    periods,
    words,
    year_words,
)
from udp_core.kernel import formulas, italian
from udp_core.kernel.problem import RefusedError
from udp_core.render import markdown, printable

SIGNS = 50_000
PUMPS = (
    " ",
    "\u00a0",
    "1",
    "a",
    ".",
    ",",
    "-",
    "–",
    "€",
    "(",
    "[",
    "<",
    "'",
    "/",
    ": ",
    "1.",
    "a.",
    "( ",
    "1 ",
    "\n",
    "-v1",
    "=",
)
AROUND = (("€", "x"), ("1", "\x01"), ("a (", "!"))
NAMES = known.KnownNames({"A1": "Voce"}, {"a1": ("A1",)})
COMUNI = known.KnownNames({"A1": "Ravenna"}, {"ravenna": ("A1",)}, is_comune=True)
READERS: tuple[Callable[[str], object], ...] = (
    italian.read_number,
    italian.read_plain_number,
    italian.read_percent,
    italian.read_euro,
    italian.read_day,
    italian.without_currency,
    lambda said: cell.without_tail(said, ","),
    lambda said: style.Evidence().add(said),
    number_format.shown_by,
    text.is_garbled,
    words.plain,
    heading_rows.is_usual,
    lambda said: heading_rows.is_figure(Sheet("x", ()), 0, 0, said),
    NAMES.code_of,
    NAMES.meant,
    NAMES.offered,
    NAMES.resembles,
    COMUNI.code_of,
    periods.span_of,
    periods.length_said,
    lambda said: year_words.years_in((said,)),
    lambda said: meaning.day_in((said,)),
    numbers.is_missing,
    delimited.said_sign,
    lambda said: delimited.holds_a_record([said, "b"], ";", 3),
    lambda said: layout.tables([Sheet("x", (("Voce", "Importo"), (said, "1"), ("A1", said)))]),
    formulas.guarded,
    printable.clean,
    markdown.plain,
    markdown.plotly_text,
)


def hostile() -> Iterator[str]:
    """Texts of `SIGNS` signs.

    A run of one thing between two that keep it from being what it seems.
    """
    for pump, (before, after) in product(PUMPS, AROUND):
        yield before + pump * (SIGNS // len(pump)) + after


def main() -> None:
    """Give every text to every reader: each may refuse it, and ends."""
    for said in hostile():
        for read in READERS:
            try:
                read(said)
            except RefusedError:
                continue
    print("read")


if __name__ == "__main__":
    main()
