"""What an .xlsx shows beside its values, read as a stream where a sheet has something to tell."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from functools import lru_cache
from io import BytesIO
from posixpath import join, normpath
from xml.parsers import expat

from udp_core.files.limits import MOST_ROWS, too_many_rows
from udp_core.files.marks import Marks
from udp_core.files.number_format import PERCENT_FORMATS, PLAINLY, ShownFormat, shown_by

Attributes = dict[str, str]
_TELLING = (
    b"<f>",
    b"<f ",
    b"<f/",
    b":f>",
    b":f ",
    b":f/",
    b't="e"',
    b"t='e'",
    b"mergeCell ",
    b'hidden="1',
    b'hidden="t',
    b"hidden='",
    b' ht="0',
    b' width="0',
)
"""By what a sheet has something to tell, whatever its styles."""
_YES = frozenset({"1", "true"})
_LETTERS = 26
_PARTS_OF_CELL = frozenset({"f", "v", "is", "t", "r", "rPr"})


def parsed(content: bytes, start: Callable[[str, Attributes], None]) -> None:
    """Call `start` at every element.

    Raises ExpatError where it is no XML, ValueError where it declares a document type.
    """
    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = no_doctype
    parser.Parse(content, True)


def no_doctype(*_: object) -> None:
    """No workbook has a document type; what has one is a trap."""
    message = "a document type"
    raise ValueError(message)


def local(name: str) -> str:
    """A name without its prefix."""
    return name.rpartition(":")[2]


def of_xlsx(content: bytes) -> dict[str, Marks]:
    """The marks of each sheet, by its name."""
    with zipfile.ZipFile(BytesIO(content)) as packed:
        targets = _targets(packed)
        styles = _styles(packed)
        sheets, recompute = _sheets(packed.read("xl/workbook.xml"))
        return {
            name: _of_sheet(
                packed, name, targets.get(link, ""), styles, recompute=recompute, hidden=hidden
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
            recompute = of.get("fullCalcOnLoad", "0") in _YES

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


def _styles(packed: zipfile.ZipFile) -> Mapping[str, ShownFormat]:
    """The styles of cells that show something else than what is stored, by their number."""
    codes: dict[str, str] = {}
    used: list[str] = []
    inside = False

    def start(name: str, of: Attributes) -> None:
        nonlocal inside
        match local(name):
            case "numFmt":
                codes.setdefault(of.get("numFmtId", ""), of.get("formatCode", ""))
            case "cellXfs":
                inside = True
            case "xf" if inside:
                used.append(of.get("numFmtId", "0"))
            case "cellStyles" | "dxfs":
                inside = False

    if "xl/styles.xml" in packed.namelist():
        parsed(packed.read("xl/styles.xml"), start)
    found = {str(number): _shown(code, codes) for number, code in enumerate(used)}
    return {number: shown for number, shown in found.items() if shown}


def _shown(number: str, codes: Mapping[str, str]) -> ShownFormat:
    if number in codes:
        return shown_by(codes[number])
    return (
        ShownFormat(percent=True)
        if number.isdigit() and int(number) in PERCENT_FORMATS
        else PLAINLY
    )


def _of_sheet(
    packed: zipfile.ZipFile,
    name: str,
    part: str,
    styles: Mapping[str, ShownFormat],
    *,
    recompute: bool,
    hidden: bool,
) -> Marks:
    marks = Marks(hidden=hidden)
    if part in packed.namelist():
        content = packed.read(part)
        if (last := _last_row(content)) > MOST_ROWS:
            raise too_many_rows(name, last)
        if (
            styles
            or content.lstrip(b"\xef\xbb\xbf")[:1] != b"<"
            or any(sign in content for sign in _TELLING)
        ):
            _Look(marks, styles, recompute=recompute).at(content)
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

    def __init__(self, marks: Marks, styles: Mapping[str, ShownFormat], *, recompute: bool) -> None:
        self._marks = marks
        self._styles = styles
        self._recompute = recompute
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
        elif name == "v":
            self._valued()
        elif ":" in name:
            self._start(local(name), of)
        elif name == "f" and self._cell is not None:
            self._told, self._formula = True, ""
            self._collect("formula")
        elif name not in _PARTS_OF_CELL:
            self._settle()
            self._other(name, of)

    def _valued(self) -> None:
        """A value: its text matters after a formula or in an error, its style in a number."""
        cell = self._cell
        if cell is None:
            return
        kind = cell.get("t", "n")
        if self._told or kind == "e":
            self._told = True
            self._collect("value")
        if kind == "n" and (shown := self._styles.get(cell.get("s", ""))):
            self._marks.show(self._row, self._column_of(cell), shown)

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
                if of.get("hidden") in _YES or of.get("ht") in {"0", "0.0"}:
                    self._marks.hidden_rows.add(self._row)
            case "col" if of.get("hidden") in _YES or of.get("width") in {"0", "0.0"}:
                self._marks.hidden_columns.append((int(of["min"]) - 1, int(of["max"]) - 1))
            case "mergeCell":
                self._marks.merged.append(_area(of.get("ref", "")))
            case _:
                pass


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
