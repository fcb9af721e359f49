"""What somebody reads on a screen run without a browser.

Its words and its tables, whatever element carries them.
"""

from __future__ import annotations

from html.parser import HTMLParser

from streamlit.testing.v1 import AppTest

_KINDS = (
    "title",
    "header",
    "subheader",
    "markdown",
    "caption",
    "info",
    "success",
    "warning",
    "error",
)


def words(screen: AppTest) -> str:
    """Every text, Markdown's escapes taken off."""
    return " ".join(lines(screen))


def lines(screen: AppTest) -> list[str]:
    """The same, element by element."""
    texts = [part.value.replace("\\", "") for kind in _KINDS for part in getattr(screen, kind)]
    return [*texts, *(_read(body).words for body in _bodies(screen))]


def grids(screen: AppTest) -> list[list[str]]:
    """Rows of the tables that scroll, each row on one line under the headings."""
    found = [part.value for part in screen.dataframe]
    return [
        [" | ".join(map(str, row)) for row in ([*one.columns], *one.values.tolist())]
        for one in found
    ]


def tables(screen: AppTest) -> list[list[list[str]]]:
    """Tables of rows of cells, headings left out."""
    return [rows for body in _bodies(screen) for rows in _read(body).tables]


def headings(screen: AppTest) -> list[list[str]]:
    """The headings of each table."""
    return [found for body in _bodies(screen) for found in _read(body).headings]


def links(screen: AppTest) -> list[tuple[str, str]]:
    """The words that are links, each with where it leads."""
    return [link for body in _bodies(screen) for link in _read(body).links]


def _bodies(screen: AppTest) -> list[str]:
    bodies = [str(part.proto.body) for part in screen.get("html")]
    return [body for body in bodies if not body.startswith("<style")]


def _read(body: str) -> _Reader:
    reader = _Reader()
    reader.feed(body)
    reader.close()
    return reader


class _Reader(HTMLParser):
    """Gathers texts and the cells of tables."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.tables: list[list[list[str]]] = []
        self.headings: list[list[str]] = []
        self.links: list[tuple[str, str]] = []
        self._inside = self._opens = ""

    @property
    def words(self) -> str:
        """Every text on one line."""
        return " ".join(" ".join(self.texts).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a link, a table, a row or a cell."""
        if tag == "a":
            self._opens = dict(attrs)["href"] or ""
            return
        self._inside = tag
        if tag == "table":
            self.tables.append([])
            self.headings.append([])
        elif tag == "tr" and self.headings[-1]:
            self.tables[-1].append([])
        elif tag == "td":
            self.tables[-1][-1].append("")

    def handle_endtag(self, tag: str) -> None:
        """End a link."""
        if tag == "a":
            self._opens = ""

    def handle_data(self, data: str) -> None:
        """A text, and where it stands in a table."""
        self.texts.append(data)
        if self._opens:
            self.links.append((data, self._opens))
        if self._inside == "td":
            self.tables[-1][-1][-1] += data
        elif self._inside == "th":
            self.headings[-1].append(data)
