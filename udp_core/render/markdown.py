"""Text that somebody wrote, shown as it was written.

Nothing in it becomes Markdown, an image, a link or a tag.
"""

from __future__ import annotations

import html
import re

_MARKS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&=\"'@/^])")
_ACTIVE = re.compile(r"([\\`*_\[~$<&|]|:(?=\S))")
_BREAKS = re.compile(r"\s+")


def plain(text: str) -> str:
    """The text for Streamlit's Markdown: every mark escaped, on one line.

    Colons too (`:red[…]`, `:material/…:`, emoji codes) and dollars (formulas). A bare web address
    is still shown as
    a link to itself: nothing is fetched, and the words are the address.
    """
    one_line = _BREAKS.sub(" ", text)
    return _MARKS.sub(_escaped, one_line)


def _escaped(match: re.Match[str]) -> str:
    return f"&#{ord(match[1])};" if match[1] in "<>&" else f"\\{match[1]}"


def label(text: str) -> str:
    """The text for the label of a field, which is Markdown to the eye and plain words to who
    listens.

    Only what begins a link, an image, a colour, a formula or a style is escaped: names keep their
    dots and apostrophes.
    """
    return _ACTIVE.sub(r"\\\1", _BREAKS.sub(" ", text))


def plotly_text(text: str) -> str:
    """The text for a Plotly label or hover, where `<b>`, `<a>` and entities would be drawn, and
    `%{…}` replaced.
    """
    return html.escape(_BREAKS.sub(" ", text), quote=False).replace("%{", "%&#123;")
