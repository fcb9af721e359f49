"""Whether a column's numbers are written the Italian way or the plain one.

Judged on the whole column, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from udp_core.files.cell import Style
from udp_core.kernel.italian import compact_number, without_currency
from udp_core.kernel.problem import Problem

_WRITING = re.compile(
    r"(?P<italian>[+-]?(?:(?:\d{1,3}(?:\.\d{3})*|\d+),\d+|\d{1,3}(?:\.\d{3}){2,}))"
    r"|(?P<plain>[+-]?(?:\d*\.\d{1,2}|\d*\.\d{4,}|0+\.\d{3}|\d{4,}\.\d{3}))"
    r"|(?P<either>[+-]?\d{1,3}\.\d{3})"
)


@dataclass(slots=True)
class Evidence:
    """What the cells of one column say of its style.

    One example of each kind is kept for the message.
    """

    examples: dict[str, str] = field(default_factory=dict)

    def add(self, text: str) -> None:
        """Weigh one cell; whole numbers without separators say nothing."""
        if text.isdigit():
            return
        found = _WRITING.fullmatch(text) or _WRITING.fullmatch(
            compact_number(without_currency(text))
        )
        if found:
            self.examples.setdefault(str(found.lastgroup), text.strip())

    def verdict(self, column: str, *, thousands: bool = False) -> Style | Problem:
        """The style; a problem where the column mixes both or could be read either way.

        With `thousands` a dot before three digits parts them, as in a number of persons.
        """
        italian, plain, either = (
            self.examples.get(kind) for kind in ("italian", "plain", "either")
        )
        if italian and plain:
            return Problem(
                "F08",
                f"La colonna «{column}» mescola due scritture dei numeri: «{italian}» e «{plain}».",
                "Scrivere tutti i numeri allo stesso modo.",
            )
        if either and not italian and not plain:
            if thousands:
                return Style.ITALIAN
            return Problem(
                "F09",
                f"Nella colonna «{column}» «{either}» si può leggere in due modi.",
                "Scrivere i decimali con la virgola (1.234,00) o togliere il punto delle migliaia.",
                value=either,
            )
        return Style.ITALIAN if italian else Style.PLAIN


def in_one_hand(evidence: Iterable[Evidence]) -> bool:
    """True where some columns of a file are written the Italian way and none the plain one.

    One file has one writer: what could be read either way in another column is then Italian too. It
    does not hold the other way round: who writes «0.5» may still write «1.000» for a thousand.
    """
    found = {kind for one in evidence for kind in one.examples}
    return "italian" in found and "plain" not in found
