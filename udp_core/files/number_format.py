"""What a number format shows beside what is stored (ECMA-376 Part 1, 18.8.31)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

PERCENT_FORMATS = frozenset({9, 10})
"""The two percentages among the formats that every workbook has without saying them."""
_PARTS = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\[\]]*)\]|(?P<code>[^"\\_*\[]+)',
    re.DOTALL,
)
_SCALED = re.compile(r"[0#?](,+)(?![0#?,])")
_OF_DAYS = re.compile(r"[dgymhasADGYMHS]")
_DIGITS = re.compile(r"[0#?@]|general|standard", re.IGNORECASE)
_CONDITION = re.compile(r"\[[<>=]")
_TELLS = re.compile(r"[^\W\d]|[%‰$£₤]")
_LESS = re.compile(r"[-−(][^-−(]*[0#?]")
LESS = "segno meno"
"""What is said of a format by which a number greater than zero looks less than it."""
_MONEY = re.compile(r"€|euro|eur", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ShownFormat:
    """How a stored number is shown: as a percentage, divided by `scale`, with words beside it.

    Also how any cell is: `struck` through, or `unseen` (no figure of it, or white on white).
    """

    percent: bool = False
    scale: int = 1
    words: str = ""
    struck: bool = False
    unseen: bool = False

    def __bool__(self) -> bool:
        """True where what is shown is not just what is stored."""
        is_marked = self.struck or self.unseen
        return self.percent or self.scale > 1 or bool(self.words) or is_marked


PLAINLY = ShownFormat()


def _money_in(bracket: str) -> str:
    """The sign of the money in brackets («$€-410»); colours and conditions have none."""
    return bracket[1:].partition("-")[0] if bracket.startswith("$") else ""


@lru_cache(maxsize=1024)
def shown_by(code: str) -> ShownFormat:
    """What a format's code shows of a positive number; formats of days show none of this."""
    bare, words, shown = "", "", ""
    for part in _PARTS.finditer(code):
        text = part["code"] or ""
        if ";" in text:
            bare += text.partition(";")[0]
            shown += text.partition(";")[0]
            break
        bare += text
        shown += text + (part["quoted"] or part["escaped"] or "")
        words += part["quoted"] or part["escaped"] or _money_in(part["bracket"] or "")
    if _OF_DAYS.search(re.sub("general|standard", "", bare, flags=re.IGNORECASE)):
        return PLAINLY
    commas = _SCALED.search(bare)
    said = " ".join(_MONEY.sub("", words).split()) if _TELLS.search(words) else ""
    said = said if _TELLS.search(said) else ""
    is_less = bool(_LESS.match(shown.strip())) and not _CONDITION.search(code)
    return ShownFormat(
        "%" in bare,
        1000 ** len(commas[1]) if commas else 1,
        " ".join(filter(None, (LESS if is_less else "", said))),
        unseen=bool(code) and not _DIGITS.search(bare) and not _CONDITION.search(code),
    )
