"""The look of a document as text: a line for each part of its XML, with every property it has.

Of a deck, lengths are told in centimetres and sizes of text in points.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

EMU_OF_CENTIMETRE = 360_000
LENGTHS = frozenset(
    (
        *("x", "y", "cx", "cy", "marL", "marR", "marT", "marB", "lIns", "rIns", "tIns", "bIns"),
        *("ln.w", "gridCol.w", "tr.h", "path.w", "path.h"),
    )
)
"""Names of lengths in a deck: alone, or of the part that they are of."""
UNTOLD = frozenset(
    (
        *("id", "idx", "axId", "crossAx", "embed", "uri", "externalData"),
        *("creationId", "rsidR", "rsidRPr", "rsidSect", "Ignorable"),
    )
)
"""Numbers by which a file keeps account of its own parts."""


def deck_looks(content: bytes) -> list[str]:
    """Of a deck: its sheets, with their charts and notes, and what they have of the theme."""
    from pptx import Presentation

    deck = Presentation(io.BytesIO(content))
    own = deck.core_properties
    said = [f"{own.title} | {own.author} | {own.last_modified_by} | {own.subject} | {own.language}"]
    said += [f"{own.created} | {own.modified} | {own.comments} | {own.keywords}"]
    said += [f"{_length(deck.slide_width)} x {_length(deck.slide_height)}"]
    layout = deck.slides[0].slide_layout
    said += looks(layout.placeholders[0]._element.spPr)
    for number, sheet in enumerate(deck.slides, start=1):
        said += [f"FOGLIO {number}", *looks(sheet._element.cSld)]
        for shape in sheet.shapes:
            if shape.has_chart:
                said += ["GRAFICO", *looks(shape.chart._chartSpace)]
        if sheet.has_notes_slide:
            said += [f"NOTE {sheet.notes_slide.notes_text_frame.text}"]
    return said


def text_looks(content: bytes) -> list[str]:
    """Of a file for a word processor: its body, its foot, the style of its words."""
    from docx import Document

    file = Document(io.BytesIO(content))
    own, usual = file.core_properties, file.styles["Normal"].font
    said = [f"{own.title} | {own.author} | {own.last_modified_by} | {own.language}"]
    said += [f"{own.created} | {own.comments} | {usual.name} {usual.size.pt:g}"]
    for page in file.sections:
        said += looks(page.footer._element)
    return [*said, *looks(file.element.body)]


def looks(element: Any, deep: int = 0) -> Iterator[str]:
    """An element and what stands in it, in its order: small parts share a line, paragraphs do
    not.
    """
    line, inside = [" " * deep + _told(element)], " " * (deep + 1)
    for child in _children(element):
        short = _short(child)
        if short and _name(child) != "p":
            line.append(short if line else inside + short)
            continue
        if line:
            yield "  ".join(line)
        line = []
        yield from [inside + short] if short else looks(child, deep + 1)
    if line:
        yield "  ".join(line)


def _children(element: Any) -> list[Any]:
    return [one for one in element if _name(one) not in UNTOLD]


def _short(element: Any) -> str:
    """A part that holds no other, or one that is short: «solidFill(srgbClr val=17324D)»."""
    match _children(element):
        case []:
            return _told(element)
        case [one] if _short(one):
            return f"{_told(element)}({_short(one)})"
    return ""


def _told(element: Any) -> str:
    said = [
        f"{name}={_in_words(element, name, value)}"
        for name, value in ((each.rpartition("}")[2], own) for each, own in element.attrib.items())
        if name not in UNTOLD
    ]
    words = [] if len(element) or not element.text else [f"«{element.text}»"]
    return " ".join([_name(element), *said, *words])


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _in_words(element: Any, name: str, value: str) -> str:
    if "wordprocessingml" in element.tag:
        return value
    if name == "sz" and value.isdigit():
        return f"{int(value) / 100:g}pt"
    is_length = name in LENGTHS or f"{_name(element)}.{name}" in LENGTHS
    return _length(int(value)) if is_length and "chart" not in element.tag else value


def _length(emu: int | None) -> str:
    return f"{(emu or 0) / EMU_OF_CENTIMETRE:.2f}cm"
