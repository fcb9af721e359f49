"""How the styles of an .xlsx show their cells: number formats, crossed out letters, white on white
(ECMA-376 Part 1, 18.8).
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import replace

from udp_core.files.number_format import PERCENT_FORMATS, PLAINLY, ShownFormat, shown_by
from udp_core.files.xml_parts import YES, Attributes, local, parsed

_WHITE = frozenset({"1", "9"})
"""The numbers of white in the palette that every workbook has."""


def styles_of(packed: zipfile.ZipFile) -> Mapping[str, ShownFormat]:
    """The styles of cells that show something else than what is stored, by their number."""
    look = _Look()
    if "xl/styles.xml" in packed.namelist():
        parsed(packed.read("xl/styles.xml"), look.start)
    found = {str(number): look.shown(style) for number, style in enumerate(look.used)}
    return {number: shown for number, shown in found.items() if shown}


def struck_words(packed: zipfile.ZipFile) -> frozenset[str]:
    """The shared texts of which some letters are crossed out, by their number."""
    if "xl/sharedStrings.xml" not in packed.namelist():
        return frozenset()
    content = packed.read("xl/sharedStrings.xml")
    number, found = -1, set[str]()

    def start(name: str, of: Attributes) -> None:
        nonlocal number
        match local(name):
            case "si":
                number += 1
            case "strike" if of.get("val", "1") in YES:
                found.add(str(number))

    if b"strike" in content:
        parsed(content, start)
    return frozenset(found)


class _Look:
    """The styles of a workbook, from their first element to their last."""

    def __init__(self) -> None:
        self.used: list[Attributes] = []
        self._codes: dict[str, str] = {}
        self._part = ""
        self._struck: list[bool] = []
        self._white: list[bool] = []
        self._blank: list[bool] = []
        """Of each fill, whether it leaves the paper white."""

    def start(self, name: str, of: Attributes) -> None:
        match local(name), self._part:
            case "fonts" | "fills" | "cellXfs" as part, _:
                self._part = part
            case "borders" | "cellStyleXfs" | "cellStyles" | "dxfs", _:
                self._part = ""
            case "numFmt", _:
                self._codes.setdefault(of.get("numFmtId", ""), of.get("formatCode", ""))
            case "xf", "cellXfs":
                self.used.append(of)
            case "font", "fonts":
                self._struck.append(False)
                self._white.append(False)
            case "strike", "fonts":
                self._struck[-1] = of.get("val", "1") in YES
            case "color", "fonts":
                self._white[-1] = _is_white(of)
            case "patternFill", "fills":
                self._blank.append(of.get("patternType", "none") == "none")
            case "fgColor", "fills":
                self._blank[-1] = self._blank[-1] or _is_white(of)
            case _:
                pass

    def shown(self, style: Attributes) -> ShownFormat:
        """What a style shows."""
        shown = self._format(style.get("numFmtId", "0"))
        font, fill = int(style.get("fontId", "0")), int(style.get("fillId", "0"))
        is_white = _at(self._white, font) and _at(self._blank, fill)
        return replace(shown, struck=_at(self._struck, font), unseen=shown.unseen or is_white)

    def _format(self, number: str) -> ShownFormat:
        if number in self._codes:
            return shown_by(self._codes[number])
        return (
            ShownFormat(percent=True)
            if number.isdigit() and int(number) in PERCENT_FORMATS
            else PLAINLY
        )


def _at(found: list[bool], number: int) -> bool:
    return found[number] if number < len(found) else False


def _is_white(color: Attributes) -> bool:
    """True of white by its three parts, by its place in the palette, or as the paper's colour."""
    return (
        color.get("rgb", "").upper().endswith("FFFFFF")
        or color.get("indexed") in _WHITE
        or (color.get("theme") == "0" and not float(color.get("tint", "0")))
    )
