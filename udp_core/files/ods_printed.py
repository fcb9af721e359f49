"""What the sheets of an .ods print over and under every page (OpenDocument 1.3, part 3)."""

from __future__ import annotations

from collections.abc import Mapping

from udp_core.files.xml_parts import Attributes, parsed

_MARGINS = frozenset(
    f"style:{name}{kind}" for name in ("header", "footer") for kind in ("", "-left", "-first")
)
_FIELDS = frozenset(
    f"text:{name}"
    for name in ("page-number", "page-count", "date", "time", "sheet-name", "file-name", "title")
)
"""What is worked out at printing: no words of the file."""


def printed_of(styles: bytes, content: bytes) -> Mapping[str, tuple[str, ...]]:
    """The words of headers and footers, by the name of the sheet.

    Raises ExpatError, ValueError.
    """
    look = _Pages()
    for part in filter(None, (styles, content)):
        look.at(part)
    pages = {name: tuple(dict.fromkeys(words)) for name, words in look.pages.items()}
    return {
        sheet: words
        for sheet, style in look.sheets.items()
        if (words := pages.get(look.page_of.get(style, "Default"), ()))
    }


class _Pages:
    """The kinds of page of a document, which its tables are printed on."""

    def __init__(self) -> None:
        self.pages: dict[str, list[str]] = {}
        self.page_of: dict[str, str] = {}
        """The kind of page of each style of tables."""
        self.sheets: dict[str, str] = {}
        """The style of each sheet."""
        self._page = self._text = ""
        self._reads = self._in_field = False

    def at(self, part: bytes) -> None:
        parsed(part, self._start, self._end, self._words)

    def _start(self, name: str, of: Attributes) -> None:
        if name == "style:master-page":
            self._page = of.get("style:name", "")
        elif name in _MARGINS:
            self._reads = of.get("style:display") != "false"
        elif name in _FIELDS:
            self._in_field = True
        elif name == "text:p":
            self._text = ""
        elif name == "style:style" and "style:master-page-name" in of:
            self.page_of[of.get("style:name", "")] = of["style:master-page-name"]
        elif name == "table:table":
            self.sheets[of.get("table:name", "")] = of.get("table:style-name", "")

    def _words(self, text: str) -> None:
        self._text += text if self._reads and not self._in_field else ""

    def _end(self, name: str) -> None:
        if name in _MARGINS:
            self._reads = False
        elif name in _FIELDS:
            self._in_field = False
        elif name == "text:p" and self._reads and any(map(str.isalnum, self._text)):
            self.pages.setdefault(self._page, []).append(" ".join(self._text.split()))
