"""The briefing book as slides that others may edit.

Native charts and tables, the code of each page at its foot.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from udp_core.render.documents.deck_chart import FONT, INK, SOFT, describe, draw_chart
from udp_core.render.documents.deck_place import draw_place
from udp_core.render.documents.deck_room import (
    BOTTOM,
    CELL,
    CELL_SIDE,
    CELL_TOP,
    FOOT,
    GAP,
    HIGH,
    LABEL,
    LEADING,
    MARGIN,
    TEXT,
    TOP,
    WIDE,
    WIDTH,
    DeckLeaf,
    Row,
    column_widths,
    content_top,
    figure_heights,
    figure_note,
    figure_size,
    figure_width,
    foot_size,
    head_height,
    leaves,
    lines_height,
    row_height,
    text_height,
)
from udp_core.render.documents.paper import Page, Paper
from udp_core.render.light import look_of
from udp_core.render.printable import printable
from udp_core.render.table import Table

TITLE_ONLY = 5
"""The layout of the plain template that has a title and nothing else."""
THEME = {
    "dk2": INK,
    "accent1": INK,
    "accent2": "3D8FD1",
    "accent3": "C2410C",
    "accent4": "F0B429",
    "accent5": "5C6F82",
    "accent6": "0066CC",
}
"""Our palette in the place of the program's own."""
WHITE, BAND = "FFFFFF", "EEF2F6"
NAMES = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_MADE = re.compile(rb'(<dcterms:(?:created|modified) xsi:type="dcterms:W3CDTF">)[^<]*')
Box = tuple[float, float, float, float]


def pptx_bytes(paper: Paper) -> bytes:
    """The whole book."""
    from pptx import Presentation
    from pptx.util import Inches

    paper, note = printable(paper)
    book = Presentation()
    book.slide_width, book.slide_height = Inches(WIDE), Inches(HIGH)
    _properties(book, paper)
    _dress(book)
    for number, page in enumerate(paper.pages, start=1):
        said = note if number == len(paper.pages) else ""
        for leaf in leaves(page.slide):
            _draw(book, paper, page, leaf, said)
    target = io.BytesIO()
    book.save(target)
    return _of_no_moment(target)


def _of_no_moment(package: io.BytesIO, *, inside: bool = False) -> bytes:
    """The package without the moment at which it was written.

    The same book is the same, byte for byte.

    `inside` is the workbook behind a chart, which says of itself when it was made.
    """
    target = io.BytesIO()
    with ZipFile(package) as written, ZipFile(target, "w", ZIP_DEFLATED) as kept:
        for part in written.infolist():
            name, content = part.filename, written.read(part)
            if name.endswith(".xlsx"):
                content = _of_no_moment(io.BytesIO(content), inside=True)
            elif inside and name == "docProps/core.xml":
                content = _MADE.sub(rb"\g<1>2000-01-01T00:00:00Z", content)
            kept.writestr(ZipInfo(name), content, ZIP_DEFLATED)
    return target.getvalue()


def _properties(book: Any, paper: Paper) -> None:
    about, made = book.core_properties, paper.stamp.made_at
    about.title, about.language = paper.title, "it-IT"
    about.author = about.last_modified_by = paper.author
    about.subject, about.comments, about.keywords = paper.subtitle, "", ""
    day = datetime(made.year, made.month, made.day)  # noqa: DTZ001 - a property without zone
    about.created = about.modified = day


def _dress(book: Any) -> None:
    """Our colours and font in the theme, and the title of the layout where our titles are."""
    from pptx.opc.constants import RELATIONSHIP_TYPE

    theme = book.slide_masters[0].part.part_related_by(RELATIONSHIP_TYPE.THEME)
    words = theme.blob.decode()
    for name, colour in THEME.items():
        words = re.sub(
            rf"<a:{name}>.*?</a:{name}>",
            f'<a:{name}><a:srgbClr val="{colour}"/></a:{name}>',
            words,
            flags=re.DOTALL,
        )
    words = re.sub(r'(<a:(?:major|minor)Font>\s*<a:latin typeface=")[^"]*', rf"\g<1>{FONT}", words)
    theme._blob = words.encode()  # noqa: SLF001 - python-pptx has no words for a theme
    _place(book.slide_layouts[TITLE_ONLY].placeholders[0], (MARGIN, TOP, WIDTH, 1.0))


def _place(shape: Any, box: Box) -> None:
    from pptx.util import Inches

    shape.left, shape.top, shape.width, shape.height = (Inches(each) for each in box)


def _draw(book: Any, paper: Paper, page: Page, leaf: DeckLeaf, note: str) -> None:
    """A slide from top to bottom: title, subtitle and light, figures, chart, rows, text.

    At the foot, the code.
    """
    sheet = book.slides.add_slide(book.slide_layouts[TITLE_ONLY])
    high = text_height(leaf.title, leaf.size, bold=True)
    title = sheet.shapes.title
    _place(title, (MARGIN, TOP, WIDTH, high))
    _write(title.text_frame, [(leaf.title, leaf.size, INK, True)])
    below = head_height(leaf) - TOP - high
    if leaf.head:
        words = [(line, TEXT, SOFT, False) for line in leaf.head]
        _box(sheet, (MARGIN, TOP + high, WIDTH, below), words)
    _figures(sheet, leaf)
    top = content_top(leaf)
    after = lines_height(leaf.lines)
    if leaf.chart and page.slide.chart:
        bottom = BOTTOM - after
        left, where = MARGIN, page.slide.place
        if where:
            beside = WIDTH / 3 - GAP
            legend = text_height(where.words, TEXT, beside)
            _box(sheet, (MARGIN, top, beside, legend), [(where.words, TEXT, SOFT, False)])
            draw_place(sheet, where, (MARGIN, top + legend, beside, bottom - top - legend))
            left += WIDTH / 3
        draw_chart(sheet, page.slide.chart, (left, top, MARGIN + WIDTH - left, bottom - top))
        top = bottom
    if leaf.rows and page.slide.printed:
        top += _table(sheet, page.slide.printed, leaf.rows, top) + GAP
    if leaf.lines:
        words = [(line, TEXT, INK, False) for line in leaf.lines]
        _box(sheet, (MARGIN, top, WIDTH, after), words)
    foot = paper.foot(page)
    _box(sheet, (MARGIN, HIGH - FOOT, WIDTH, FOOT), [(foot, foot_size(foot), SOFT, False)])
    if note:
        sheet.notes_slide.notes_text_frame.text = note


Words = tuple[str, float, str, bool]
"""A paragraph: its text, its size in points, its colour, whether it is bold."""


def _box(sheet: Any, box: Box, words: Sequence[Words]) -> None:
    from pptx.util import Inches

    _write(sheet.shapes.add_textbox(*(Inches(each) for each in box)).text_frame, words)


def _write(frame: Any, words: Sequence[Words]) -> None:
    """Paragraphs at the top left of a frame, with lines of exactly the height that was reckoned."""
    from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE

    frame.word_wrap, frame.auto_size, frame.vertical_anchor = (
        True,
        MSO_AUTO_SIZE.NONE,
        MSO_ANCHOR.TOP,
    )
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    # a paragraph at a time costs python-pptx 7 ms: 1.300 are written here
    body = frame._txBody  # noqa: SLF001 - python-pptx has no words for a theme
    for old in body.p_lst:
        body.remove(old)
    for each in words:
        body.extend(_element(f"<a:x {NAMES}>{paragraphs(*each)}</a:x>"))


def paragraphs(text: str, size: float, colour: str, bold: bool, side: str = "l") -> str:
    """The lines of a text as DrawingML: its own line height, our font and colour, in Italian."""
    look = (
        f'<a:pPr algn="{side}"><a:lnSpc><a:spcPts val="{round(size * LEADING * 100)}"/></a:lnSpc>'
        '<a:spcBef><a:spcPts val="0"/></a:spcBef><a:spcAft><a:spcPts val="0"/></a:spcAft></a:pPr>'
        f'<a:r><a:rPr lang="it-IT" sz="{round(size * 100)}" b="{int(bold)}"><a:solidFill>'
        f'<a:srgbClr val="{colour}"/></a:solidFill><a:latin typeface="{FONT}"/></a:rPr>'
    )
    return "".join(f"<a:p>{look}<a:t>{escape(line)}</a:t></a:r></a:p>" for line in text.split("\n"))


def _element(words: str) -> Any:
    from pptx.oxml import parse_xml

    return parse_xml(words)


def _figures(sheet: Any, leaf: DeckLeaf) -> None:
    """The key figures beside one another: label, figure, note."""
    if not leaf.figures:
        return
    top, wide = head_height(leaf), figure_width(leaf.figures)
    size = figure_size(leaf.figures)
    high = sum(figure_heights(leaf.figures))
    for number, one in enumerate(leaf.figures):
        left = MARGIN + number * (wide + GAP)
        words = [
            (one.label, LABEL, INK, False),
            (one.value, size, INK, True),
            (figure_note(one), LABEL, SOFT, False),
        ]
        _box(sheet, (left, top, wide, high), words)


def _table(sheet: Any, found: Table, rows: Sequence[Row], top: float) -> float:
    """The rows of a table from `top`; how high it is."""
    from pptx.util import Inches

    widths = column_widths(found)
    heads = [column.heading for column in found.columns]
    heights = [row_height(heads, widths, bold=True), *(row_height(row, widths) for row in rows)]
    box = [Inches(each) for each in (MARGIN, top, WIDTH, sum(heights))]
    frame = sheet.shapes.add_table(1, len(heads), *box)
    describe(frame, "Tabella", f"{found.title}: {', '.join(heads)}; {len(rows)} righe.")
    drawn = frame.table
    for column, wide in zip(drawn.columns, widths, strict=True):
        column.width = Inches(wide)
    numbers = [column.is_number for column in found.columns]
    own = drawn._tbl  # noqa: SLF001 - see `_write`
    for old in own.tr_lst:
        own.remove(old)
    for number, (cells, high) in enumerate(zip([heads, *rows], heights, strict=True)):
        own.append(_element(_row(cells, numbers, number, Inches(high))))
    return sum(heights)


def _row(cells: Sequence[str], numbers: Sequence[bool], row: int, high: int) -> str:
    """A row as DrawingML: the first is the head."""
    pairs = zip(cells, numbers, strict=True)
    inside = "".join(_cell(words, row, "r" if number else "l") for words, number in pairs)
    return f'<a:tr {NAMES} h="{high}">{inside}</a:tr>'


def _cell(words: str, row: int, side: str) -> str:
    from pptx.util import Inches

    look = look_of(words) if row else None
    ground = INK if row == 0 else BAND if row % 2 == 0 else WHITE
    ink = WHITE if row == 0 else INK
    if look:
        ground, ink = (look[name].removeprefix("#") for name in ("background", "ink"))
    text = paragraphs(words, CELL, ink, row == 0, side)
    wide, high = Inches(CELL_SIDE), Inches(CELL_TOP)
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{text}</a:txBody>"
        f'<a:tcPr marL="{wide}" marR="{wide}" marT="{high}" marB="{high}">'
        f'<a:solidFill><a:srgbClr val="{ground}"/></a:solidFill></a:tcPr></a:tc>'
    )
