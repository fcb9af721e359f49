"""What an .ods shows beside its values (OpenDocument 1.3, part 3)."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from xml.parsers import expat

from udp_core.files.marks import Cell, Marks
from udp_core.files.number_format import ShownFormat
from udp_core.files.ods_printed import printed_of
from udp_core.files.xlsx_marks import LEAST_SEEN
from udp_core.files.xml_parts import Attributes, no_doctype

_UNSEEN = frozenset({"collapse", "filter"})
_VALUES = (
    "office:value",
    "office:date-value",
    "office:time-value",
    "office:boolean-value",
    "office:string-value",
)
_AMOUNTS = frozenset({"float", "currency"})
_WHITE = "#ffffff"
_POINTS = {"pt": 1, "in": 72, "cm": 72 / 2.54, "mm": 72 / 25.4}
_ERROR = re.compile(r"#[^\s#]+[!?]|#[A-Z/]+|Err:[0-9]+")


def of_ods(workbook: bytes) -> dict[str, Marks]:
    """The marks of each sheet, by its name."""
    with zipfile.ZipFile(BytesIO(workbook)) as packed:
        look = _Look()
        styles = packed.read("styles.xml") if "styles.xml" in packed.namelist() else b""
        content = packed.read("content.xml")
        for part in filter(None, (styles, content)):
            look.at(part)
        for sheet, words in printed_of(styles, content).items():
            look.sheets[sheet].printed.extend(words)
        return look.sheets


class _Look:
    """A document looked at from its first element to its last."""

    def __init__(self) -> None:
        self.sheets: dict[str, Marks] = {}
        self._unseen_tables: set[str] = set()
        self._shown: dict[str, ShownFormat] = {}
        """By the name of a number's style."""
        self._formats: dict[str, str] = {}
        """The number's style of each style of cells."""
        self._parents: dict[str, str] = {}
        self._struck: dict[str, bool] = {}
        self._inks: dict[str, str] = {}
        self._papers: dict[str, str] = {}
        """Of each style of cells: crossed out, its colour, the colour behind it, where it says."""
        self._low: set[str] = set()
        """The styles of rows too low to be read."""
        self._style = ""
        self._marks = Marks()
        self._row = self._column = 0
        self._next_row = self._next_column = 0
        self._header = 0
        self._cell: tuple[Cell, Attributes] | None = None
        self._text = ""
        self._note = ""
        self._is_written = self._in_note = False
        """Whether the cell tells what it shows; whether a note beside it is being read."""

    def at(self, content: bytes) -> None:
        """Read a part. Raises ExpatError, ValueError."""
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._words
        self._parser.StartDoctypeDeclHandler = no_doctype
        self._parser.buffer_text = True
        self._parser.Parse(content, True)

    def _start(self, name: str, of: Attributes) -> None:
        match name:
            case "table:table-cell" | "table:covered-table-cell":
                self._open_cell(of)
            case "office:annotation":
                self._in_note, self._note = True, ""
            case "text:p" if not self._in_note:
                self._is_written = True
            case "table:table-row":
                self._open_row(of)
            case "table:table-column":
                self._open_column(of)
            case "table:table":
                self._marks = self.sheets.setdefault(of.get("table:name", ""), Marks())
                self._marks.hidden = of.get("table:style-name", "") in self._unseen_tables
                self._next_row = self._header = 0
            case _ if name.startswith(("style:", "number:")):
                self._open_style(name, of)

    def _open_style(self, name: str, of: Attributes) -> None:
        """How numbers are shown, which cells show them so, which tables are not shown."""
        if name == "style:style" or (name.startswith("number:") and name.endswith("-style")):
            self._style = of.get("style:name", "")
            if "style:data-style-name" in of:
                self._formats[self._style] = of["style:data-style-name"]
            self._shown.setdefault(self._style, ShownFormat())
            self._parents[self._style] = of.get("style:parent-style-name", "")
        elif name == "style:text-properties" and self._style:
            self._open_letters(of)
        elif name == "style:table-cell-properties" and "fo:background-color" in of:
            self._papers[self._style] = of["fo:background-color"]
        elif name == "style:table-row-properties" and _is_low(of.get("style:row-height", "")):
            self._low.add(self._style)
        elif name == "style:table-properties" and of.get("table:display") == "false":
            self._unseen_tables.add(self._style)
        elif name == "number:number" and (factor := of.get("number:display-factor", "1")).isdigit():
            self._shown[self._style] = ShownFormat(
                scale=int(factor), words=self._shown.get(self._style, ShownFormat()).words
            )

    def _open_letters(self, of: Attributes) -> None:
        if "style:text-line-through-style" in of:
            self._struck[self._style] = of["style:text-line-through-style"] != "none"
        if "fo:color" in of:
            self._inks[self._style] = of["fo:color"]

    def _open_column(self, of: Attributes) -> None:
        count = int(of.get("table:number-columns-repeated", "1"))
        if of.get("table:visibility") in _UNSEEN:
            self._marks.hidden_columns.append((self._header, self._header + count - 1))
        self._header += count

    def _open_row(self, of: Attributes) -> None:
        count = int(of.get("table:number-rows-repeated", "1"))
        self._row, self._next_row, self._next_column = self._next_row, self._next_row + count, 0
        if of.get("table:visibility") in _UNSEEN or of.get("table:style-name") in self._low:
            self._marks.hidden_rows.update(range(self._row, min(self._next_row, 1 << 20)))

    def _open_cell(self, of: Attributes) -> None:
        self._column = self._next_column
        self._next_column += int(of.get("table:number-columns-repeated", "1"))
        self._cell, self._text = ((self._row, self._column), of), ""
        self._is_written = False
        down, across = (
            int(of.get(f"table:number-{what}-spanned", "1")) for what in ("rows", "columns")
        )
        if down > 1 or across > 1:
            self._marks.merged.append(
                (self._row, self._column, self._row + down - 1, self._column + across - 1)
            )

    def _words(self, text: str) -> None:
        if self._cell:
            self._text += "" if self._in_note else text
            self._note += text if self._in_note else ""
        elif self._style and any(map(str.isalpha, text)):
            shown = self._shown.get(self._style, ShownFormat())
            self._shown[self._style] = ShownFormat(
                scale=shown.scale, words=f"{shown.words} {text.strip()}".strip()
            )

    def _end(self, name: str) -> None:
        if name == "table:table-cell" and self._cell:
            self._settle(*self._cell)
            self._cell = None
        elif name.startswith("dc:"):
            self._note = ""
        elif name == "office:annotation":
            self._in_note = False
            if self._cell and self._note.strip():
                self._marks.notes.append((*self._cell[0], self._note.strip()))
        elif name.startswith(("number:", "style:")) and name.endswith(("-style", ":style")):
            self._style = ""

    def _settle(self, at: Cell, of: Attributes) -> None:
        """What a cell that ends has to tell; a value repeated stands in every cell it covers."""
        kind = of.get("office:value-type", "")
        cells = (
            [
                (row, column)
                for row in range(at[0], self._next_row)
                for column in range(at[1], self._next_column)
            ]
            if kind or "table:formula" in of
            else []
        )
        self._look(cells, of)
        if of.get("calcext:value-type") == "error" or (
            kind == "string" and "table:formula" in of and _ERROR.fullmatch(self._text.strip())
        ):
            self._marks.errors.update(dict.fromkeys(cells, self._text.strip() or "#ERRORE"))
        elif "table:formula" in of and not self._text and not any(name in of for name in _VALUES):
            self._marks.unsolved.update(
                dict.fromkeys(cells, "=" + of["table:formula"].partition("=")[2])
            )
        elif kind == "percentage":
            self._marks.percents.extend(cells)
        elif kind == "float" and (
            shown := self._shown.get(self._formats.get(of.get("table:style-name", ""), ""))
        ):
            for cell in cells:
                self._marks.show(*cell, shown)

    def _look(self, cells: Sequence[Cell], of: Attributes) -> None:
        """Note a cell crossed out; a number that shows no digit, or is white on white."""
        style = of.get("table:style-name", "")
        is_number = of.get("office:value-type") in _AMOUNTS and float(of.get("office:value", "0"))
        blank = self._is_written and not any(map(str.isdigit, self._text))
        ink, paper = self._inherited(self._inks, style), self._inherited(self._papers, style)
        is_white = ink == _WHITE and paper in {"", "transparent", _WHITE}
        shown = ShownFormat(
            struck=self._struck.get(style, False),
            unseen=bool(is_number) and (blank or is_white),
        )
        money = of.get("office:currency", "EUR")
        for cell in cells if shown or money != "EUR" else ():
            self._marks.look(*cell, shown)
            if money != "EUR":
                self._marks.units.append((*cell, money))

    def _inherited(self, said: Mapping[str, str], style: str) -> str:
        """What a style says, or its parent."""
        return said.get(style, "") or said.get(self._parents.get(style, ""), "")


def _is_low(height: str) -> bool:
    """True of a row so low that nothing of it is seen («0.35mm», «0.01in»)."""
    found = re.fullmatch(r"([0-9.]+)(pt|in|cm|mm)", height)
    return found is not None and float(found[1]) * _POINTS[found[2]] < LEAST_SEEN
