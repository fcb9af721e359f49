"""What an .xlsx shows beside its values, read as a stream where a sheet has something to tell."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from posixpath import join, normpath
from xml.parsers import expat

from udp_core.files.limits import MOST_ROWS, too_many_rows
from udp_core.files.marks import Marks
from udp_core.files.number_format import PLAINLY, ShownFormat
from udp_core.files.printed import printed_in
from udp_core.files.xlsx_notes import notes_of
from udp_core.files.xlsx_styles import struck_words, styles_of
from udp_core.files.xml_parts import YES, Attributes, local, no_doctype, parsed

_TELLING = (
    b"<f",
    b":f",
    b't="e"',
    b"t='e'",
    b"mergeCell ",
    b'hidden="1',
    b'hidden="t',
    b"hidden='",
    b' ht="0',
    b' ht="1"',
    b' ht="1.',
    b' width="0',
    b"strike",
)
"""By what a sheet has something to tell, whatever its styles."""
_LETTERS = 26
LEAST_SEEN = 2
"""The points of the lowest row, the characters of the narrowest column, that anybody reads."""
_PARTS_OF_CELL = frozenset({"f", "v", "is", "t", "r", "rPr"})


@dataclass(frozen=True, slots=True)
class _Looks:
    """What all the sheets of a workbook share: styles, texts crossed out, formulas not computed."""

    styles: Mapping[str, ShownFormat]
    struck: frozenset[str]
    recompute: bool


def of_xlsx(content: bytes) -> dict[str, Marks]:
    """The marks of each sheet, by its name."""
    with zipfile.ZipFile(BytesIO(content)) as packed:
        targets = _targets(packed)
        styles, struck = styles_of(packed), struck_words(packed)
        sheets, recompute = _sheets(packed.read("xl/workbook.xml"))
        return {
            name: _of_sheet(
                packed,
                name,
                targets.get(link, ""),
                _Looks(styles, struck, recompute),
                hidden=hidden,
            )
            for name, link, hidden in sheets
        }


def _sheets(content: bytes) -> tuple[list[tuple[str, str, bool]], bool]:
    """Name, link and whether it is hidden, of each sheet; whether nobody computed its formulas yet.

    So it is where its maker asks for everything to be computed at opening, and where it says
    nothing of computing, as every spreadsheet does: a formula's zero is then only what a program
    put there.
    """
    sheets: list[tuple[str, str, bool]] = []
    recompute = True

    def start(name: str, of: Attributes) -> None:
        nonlocal recompute
        if local(name) == "sheet":
            link = next((value for key, value in of.items() if key.endswith(":id")), "")
            sheets.append((of.get("name", ""), link, of.get("state", "visible") != "visible"))
        elif local(name) == "calcPr":
            recompute = of.get("fullCalcOnLoad", "0") in YES

    parsed(content, start)
    return sheets, recompute


def _targets(packed: zipfile.ZipFile) -> Mapping[str, str]:
    """The part that each link of the workbook leads to."""
    found: dict[str, str] = {}

    def start(name: str, of: Attributes) -> None:
        if local(name) == "Relationship":
            found[of.get("Id", "")] = normpath(join("/xl", of.get("Target", ""))).lstrip("/")

    if "xl/_rels/workbook.xml.rels" in packed.namelist():
        parsed(packed.read("xl/_rels/workbook.xml.rels"), start)
    return found


def _of_sheet(
    packed: zipfile.ZipFile,
    name: str,
    part: str,
    looks: _Looks,
    *,
    hidden: bool,
) -> Marks:
    marks = Marks(hidden=hidden)
    if part in packed.namelist():
        content = packed.read(part)
        if (last := _last_row(content)) > MOST_ROWS:
            raise too_many_rows(name, last)
        if (
            looks.styles
            or looks.struck
            or content.lstrip(b"\xef\xbb\xbf")[:1] != b"<"
            or any(sign in content for sign in _TELLING)
        ):
            _Look(marks, looks).at(content)
        for reference, text in notes_of(packed, part):
            row, column, _, _ = _area(reference)
            marks.notes.append((row, column, text))
        marks.printed.extend(printed_in(content))
    return marks


def _last_row(content: bytes) -> int:
    """The number of the last row with something written, looked for from the end; 0 if not there.

    A lone cell at the bottom of a sheet would fill the memory of whoever reads the values.
    """
    written = max(content.rfind(sign) for sign in (b"<v>", b"<is>", b":v>", b":is>", b"</f>"))
    row = max(content.rfind(sign, 0, max(written, 0)) for sign in (b"<row ", b":row "))
    found = re.match(rb"""[^>]*?\br=["'](\d+)""", content[row : row + 1000]) if row >= 0 else None
    return int(found[1]) if found else 0


class _Look:
    """One sheet looked at from its first cell to its last."""

    def __init__(self, marks: Marks, looks: _Looks) -> None:
        self._marks = marks
        self._styles = looks.styles
        self._struck = looks.struck
        self._recompute = looks.recompute
        self._row = -1
        self._cell: Attributes | None = None
        self._told = False
        """True from a formula or an error on: what the cell holds is then read."""
        self._formula: str | None = None
        self._value = ""
        self._collecting = ""
        self._parser = expat.ParserCreate()

    def at(self, content: bytes) -> None:
        """Read it all. Raises ExpatError, ValueError."""
        self._parser.StartElementHandler = self._start
        self._parser.StartDoctypeDeclHandler = no_doctype
        self._parser.Parse(content, True)
        self._settle()

    def _start(self, name: str, of: Attributes) -> None:
        if name == "c":
            if "r" not in of:
                of["r"] = f"{_name_of(self._column_of(self._cell) + 1)}1"
            if self._told:
                self._settle()
            self._cell = of
        elif name in {"v", "is"}:
            self._valued(name)
        elif name == "strike" and self._cell is not None:
            self._marks.struck.append((self._row, self._column_of(self._cell)))
        elif ":" in name:
            self._start(local(name), of)
        elif name == "f" and self._cell is not None:
            self._told, self._formula = True, ""
            self._collect("formula")
        elif name not in _PARTS_OF_CELL:
            self._settle()
            self._other(name, of)

    def _valued(self, name: str) -> None:
        """A value: its text matters after a formula, in an error, where texts are crossed out; its
        style in a number, and its look everywhere.
        """
        cell = self._cell
        if cell is None:
            return
        kind = cell.get("t", "n")
        if name == "v" and (self._told or kind == "e" or (kind == "s" and self._struck)):
            self._told = True
            self._collect("value")
        shown = self._styles.get(cell.get("s", ""), PLAINLY)
        if kind == "n" and shown:
            self._marks.show(self._row, self._column_of(cell), shown)
        elif shown:
            self._marks.look(self._row, self._column_of(cell), shown)

    def _column_of(self, cell: Attributes | None) -> int:
        """Where a cell is; one that does not say it is beside the one before."""
        return _column(cell["r"]) if cell else -1

    def _collect(self, what: str) -> None:
        self._collecting = what
        self._parser.CharacterDataHandler = self._text

    def _text(self, text: str) -> None:
        if self._collecting == "formula":
            self._formula = (self._formula or "") + text
        else:
            self._value += text

    def _settle(self) -> None:
        """What the cell that ends here has to tell."""
        cell, self._cell = self._cell, None
        if cell is None or not self._told:
            return
        kind, value, at = (
            cell.get("t", "n"),
            self._value.strip(),
            (self._row, self._column_of(cell)),
        )
        if kind == "s" and value in self._struck:
            self._marks.struck.append(at)
        if kind == "e":
            self._marks.errors[at] = value or "#ERRORE"
        elif (
            self._formula is not None
            and kind == "n"
            and (not value or (self._recompute and float(value) == 0))
        ):
            self._marks.unsolved[at] = f"={self._formula.strip()}"
        self._told, self._formula, self._value = False, None, ""
        self._parser.CharacterDataHandler = None

    def _other(self, name: str, of: Attributes) -> None:
        match name:
            case "row":
                self._row = int(of["r"]) - 1 if "r" in of else self._row + 1
                if of.get("hidden") in YES or _is_nothing(of.get("ht")):
                    self._marks.hidden_rows.add(self._row)
            case "col" if of.get("hidden") in YES or _is_nothing(of.get("width")):
                self._marks.hidden_columns.append((int(of["min"]) - 1, int(of["max"]) - 1))
            case "mergeCell":
                self._marks.merged.append(_area(of.get("ref", "")))
            case _:
                pass


def _is_nothing(size: str | None) -> bool:
    """True of a row or a column so small that nothing of it is seen."""
    return size is not None and float(size) < LEAST_SEEN


def _area(reference: str) -> tuple[int, int, int, int]:
    """«B2:D4» as first row, first column, last row, last column."""
    first, _, last = reference.partition(":")
    rows = [int("".join(filter(str.isdigit, word))) - 1 for word in (first, last or first)]
    return rows[0], _column(first), rows[1], _column(last or first)


def _column(reference: str) -> int:
    """«AB12» is 27."""
    return _letters(reference.rstrip("0123456789"))


def _name_of(column: int) -> str:
    """27 is «AB»."""
    high, low = divmod(column, _LETTERS)
    return (_name_of(high - 1) if high else "") + chr(ord("A") + low)


@lru_cache(maxsize=4096)
def _letters(letters: str) -> int:
    number = 0
    for letter in letters.replace("$", "").upper():
        number = number * 26 + ord(letter) - 64
    return number - 1
