"""Text that a spreadsheet would run or compute instead of showing, on its way out and back in."""

from __future__ import annotations

import re

_UNSEEN = (
    r"\s\x00-\x1f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f"
    r"\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff"
)
"""Blanks, and signs without a width, that a spreadsheet may pass over."""
_FORMULA = re.compile(rf"'*(?:[\t\r\n\0]|[{_UNSEEN}]*[=+\-@|＝＋－＠｜﹢﹣﹦﹫])")
"""How a formula begins; a text that begins so travels behind an apostrophe."""


def guarded(text: str) -> str:
    """A text on its way out, that no spreadsheet takes for a formula; `unguarded` gives it back."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """A text on its way in, without the apostrophe that guarded it."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text, 1) else text
