"""How much a slide of the editable deck holds.

Lines, heights, where a table or a text goes on to the next slide.

A deck does not know how it will be drawn: PowerPoint and LibreOffice wrap lines themselves, with
our font or, where it
is not installed, with a wider one. So room is reckoned for the widest, and lines are as high as
told (exact spacing):
what is placed here stays above the footer wherever it is opened.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import sqrt

from udp_core.render.key_figure import KeyFigure
from udp_core.render.legible import text_width
from udp_core.render.light import light
from udp_core.render.slide import Slide
from udp_core.render.table import Table

WIDE, HIGH = 13.333, 7.5
"""Inches: 16:9."""
MARGIN, TOP, FOOT, GAP = 0.45, 0.3, 0.42, 0.12
WIDTH = WIDE - 2 * MARGIN
BOTTOM = HIGH - FOOT - 0.1
POINTS = 72
LEADING = 1.2
"""Of the font size: the exact height of a line."""
WIDEST, WIDEST_BOLD = 1.18, 1.3
"""Of `text_width`: measured on DejaVu Sans, what stands in where our font is missing."""
TITLE_SIZES = (30, 28, 26, 24, 22)
TITLE_LINES = 2
TEXT, CELL, LABEL, SMALL = 18, 14, 16, 12
FIGURES = (34, 28, 24, 20, 16)
CELL_SIDE, CELL_TOP = 0.08, 0.04
"""Inches of blank in a cell, on each side."""
LEAST_CHART = 2.1
SHORT = 1.7
"""Inches: a column that needs no more keeps it, and never breaks."""
Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeckLeaf:
    """A slide of the deck: a part of a slide of the book, `number` of `count`."""

    title: str
    size: int
    head: tuple[str, ...]
    """Subtitle, then the light and its reason."""
    figures: tuple[KeyFigure, ...] = ()
    chart: bool = False
    rows: tuple[Row, ...] = ()
    lines: tuple[str, ...] = ()


def wrapped(words: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """The lines of a text in a box so many inches wide, with the widest font; at least one."""
    room = width * POINTS / size / (WIDEST_BOLD if bold else WIDEST)
    return [line for part in words.split("\n") for line in _wrap(part, room)]


def _wrap(words: str, room: float) -> Iterator[str]:
    line = ""
    for word in words.split(" "):
        longer = f"{line} {word}" if line else word
        if not line or text_width(longer) <= room:
            line = longer
        else:
            yield line
            line = word
        while text_width(line) > room and len(line) > 1:
            cut = _letters(line, room)
            yield line[:cut]
            line = line[cut:]
    yield line


def _letters(word: str, room: float) -> int:
    """How many letters of a word that is wider than the box stay in it."""
    used = 0.0
    for place, sign in enumerate(word):
        used += text_width(sign)
        if used > room:
            return max(1, place)
    return len(word)


def height(lines: int, size: float) -> float:
    """Inches of so many lines."""
    return lines * size * LEADING / POINTS


def text_height(words: str, size: float, width: float = WIDTH, *, bold: bool = False) -> float:
    """Inches that a text takes."""
    return height(len(wrapped(words, size, width, bold=bold)), size)


def title_size(title: str) -> int:
    """The largest size at which a title takes two lines; the smallest where none does."""
    fits = (s for s in TITLE_SIZES if len(wrapped(title, s, WIDTH, bold=True)) <= TITLE_LINES)
    return next(fits, TITLE_SIZES[-1])


def foot_size(words: str) -> float:
    """The foot is one line."""
    sizes = (float(SMALL), 11.0, 10.0, 9.0, 8.0)
    return next((size for size in sizes if len(wrapped(words, size, WIDTH)) == 1), sizes[-1])


# What a slide holds


def head_height(leaf: DeckLeaf) -> float:
    """From the top edge to where the content begins."""
    title = text_height(leaf.title, leaf.size, bold=True)
    return TOP + title + sum(text_height(each, TEXT) for each in leaf.head) + GAP


def figure_heights(figures: Sequence[KeyFigure]) -> tuple[float, ...]:
    """Inches of label, value and note, the highest of each."""
    if not figures:
        return ()
    wide = figure_width(figures)
    return tuple(
        max(text_height(text, size, wide, bold=bold) for text in texts)
        for texts, size, bold in (
            ([one.label for one in figures], LABEL, False),
            ([one.value for one in figures], figure_size(figures), True),
            ([figure_note(one) for one in figures], LABEL, False),
        )
    )


def figure_size(figures: Sequence[KeyFigure]) -> int:
    """The largest at which every figure is one line; the smallest where one never is."""
    wide = figure_width(figures)
    values = [one.value for one in figures]
    fits = (
        s for s in FIGURES if all(len(wrapped(each, s, wide, bold=True)) == 1 for each in values)
    )
    return next(fits, FIGURES[-1])


def figure_width(figures: Sequence[KeyFigure]) -> float:
    """Inches of a figure, of as many as there are."""
    return WIDTH / len(figures) - GAP


def figure_note(one: KeyFigure) -> str:
    """The light of a figure that is judged, and its note."""
    judged = light(one.level).words if one.judged else ""
    return " · ".join(part for part in (judged, one.note) if part)


def content_top(leaf: DeckLeaf) -> float:
    """Where chart, rows or text begin."""
    figures = figure_heights(leaf.figures)
    return head_height(leaf) + (sum(figures) + GAP if figures else 0.0)


def lines_height(lines: Sequence[str]) -> float:
    """Inches of the text under the content."""
    return sum(text_height(line, TEXT) for line in lines)


# Tables


@lru_cache(maxsize=64)
def column_widths(found: Table) -> tuple[float, ...]:
    """Inches of each column.

    What is short keeps its room, the rest is shared by how long the words are.
    """
    columns = list(zip(*([column.heading for column in found.columns], *found.words), strict=True))
    natural = [max(map(_cell_width, column)) for column in columns]
    if sum(natural) <= WIDTH:
        return tuple(each * WIDTH / sum(natural) for each in natural)
    bodies = [max(map(_cell_width, column[1:]), default=0.0) for column in columns]
    least = [
        max(_cell_width(word) for cell in column for word in cell.split(" ")) for column in columns
    ]
    short = [
        max(body, need) if column.is_number or body <= SHORT else 0.0
        for column, body, need in zip(found.columns, bodies, least, strict=True)
    ]
    shares = [0.0 if own else sqrt(each) for own, each in zip(short, natural, strict=True)]
    left, whole = WIDTH - sum(short), sum(shares) or 1.0
    pairs = zip(short, shares, least, strict=True)
    wide = [own or max(left * part / whole, min(need, 2 * SHORT)) for own, part, need in pairs]
    return tuple(each * WIDTH / sum(wide) for each in wide)


def _cell_width(words: str) -> float:
    return text_width(words) * WIDEST_BOLD * CELL / POINTS + 2 * CELL_SIDE + 0.02


def row_height(cells: Sequence[str], widths: Sequence[float], *, bold: bool = False) -> float:
    """Inches of a row."""
    lines = max(len(each) for each in _cell_lines(cells, widths, bold=bold))
    return height(lines, CELL) + 2 * CELL_TOP


def _cell_lines(
    cells: Sequence[str], widths: Sequence[float], *, bold: bool = False
) -> list[list[str]]:
    pairs = zip(cells, widths, strict=True)
    return [wrapped(cell, CELL, width - 2 * CELL_SIDE, bold=bold) for cell, width in pairs]


def _short_rows(rows: Sequence[Row], widths: Sequence[float], room: float) -> Iterator[Row]:
    """The same rows; one that is higher than a slide goes on in the next ones."""
    most = max(1, int((room - 2 * CELL_TOP) / height(1, CELL)))
    for row in rows:
        lines = _cell_lines(row, widths)
        longest = max(map(len, lines))
        if longest <= most:
            yield row
        else:
            for start in range(0, longest, most):
                yield tuple(" ".join(each[start : start + most]) for each in lines)


# Slides


def leaves(slide: Slide) -> tuple[DeckLeaf, ...]:
    """The slides of the deck that a slide of the book takes: nothing of it is left out."""
    slide = _in_lines(slide)
    found = [*_first(slide), *_tabled(slide)]
    parts = _with_lines(found, slide)
    count = len(parts)
    return tuple(_numbered(one, number, count) for number, one in enumerate(parts, start=1))


def _in_lines(slide: Slide) -> Slide:
    """The same, where a title, a reason or a figure is one paragraph.

    Only texts and cells keep their breaks.
    """
    return replace(
        slide,
        title=_flat(slide.title),
        subtitle=_flat(slide.subtitle),
        reason=_flat(slide.reason),
        figures=tuple(
            replace(one, label=_flat(one.label), value=_flat(one.value), note=_flat(one.note))
            for one in slide.figures
        ),
    )


def _flat(words: str) -> str:
    return " ".join(words.split("\n"))


def _numbered(leaf: DeckLeaf, number: int, count: int) -> DeckLeaf:
    if number == 1:
        return leaf
    return replace(leaf, head=(f"continua, {number} di {count}",))


def _bare(slide: Slide) -> DeckLeaf:
    """A title alone, as high as it may become with the words that number it."""
    return DeckLeaf(slide.title, title_size(slide.title), ("continua, 99 di 99",))


def _first(slide: Slide) -> list[DeckLeaf]:
    judged = light(slide.level).words if slide.level else ""
    reason = ": ".join(part for part in (judged, slide.reason) if part)
    head = tuple(part for part in (slide.subtitle, reason) if part)
    leaf = DeckLeaf(slide.title, title_size(slide.title), head, slide.figures)
    if slide.chart is None:
        return [leaf]
    if BOTTOM - content_top(leaf) >= LEAST_CHART:
        return [replace(leaf, chart=True)]
    return [leaf, replace(_bare(slide), chart=True)]


def _tabled(slide: Slide) -> Iterator[DeckLeaf]:
    """Slides for the rows.

    The first takes the place of the last of `_first` where there is room (see `_with_lines`).
    """
    found = slide.printed
    if found is None:
        return
    widths = column_widths(found)
    head = row_height([column.heading for column in found.columns], widths, bold=True)
    bare = _bare(slide)
    whole = BOTTOM - content_top(bare) - head
    rows = list(_short_rows(found.words, widths, whole))
    start = _first(slide)[-1]
    room = 0.0 if start.chart else BOTTOM - content_top(start) - head
    part: list[Row] = []
    for row in rows:
        high = row_height(row, widths)
        if high > room:
            yield replace(bare, rows=tuple(part))
            part, room = [], whole
        part.append(row)
        room -= high
    yield replace(bare, rows=tuple(part))


def _with_lines(found: list[DeckLeaf], slide: Slide) -> list[DeckLeaf]:
    """The first rows under the figures; the text under the chart, or after everything else."""
    first = 2 if found[0].chart is False and len(found) > 1 and found[1].chart else 1
    tabled = found[first:]
    if tabled:
        found = [*found[: first - 1], replace(found[first - 1], rows=tabled[0].rows), *tabled[1:]]
    if not slide.lines:
        return found
    drawn = next((place for place, one in enumerate(found) if one.chart), None)
    if drawn is not None and lines_height(slide.lines) <= _room_left(found[drawn], slide):
        found[drawn] = replace(found[drawn], lines=slide.lines)
        return found
    left = _room_left(found[-1], slide)
    if lines_height(slide.lines) <= left:
        return [*found[:-1], replace(found[-1], lines=slide.lines)]
    bare = _bare(slide)
    whole = BOTTOM - content_top(bare)
    parts = _parted(slide.lines, left if not found[-1].chart else 0.0, whole)
    head = [replace(found[-1], lines=tuple(parts[0]))] if parts[0] else [found[-1]]
    return [*found[:-1], *head, *(replace(bare, lines=tuple(part)) for part in parts[1:])]


def _room_left(leaf: DeckLeaf, slide: Slide) -> float:
    """Inches under the content of a leaf; a chart gives way down to the least it can be read at."""
    top = content_top(leaf)
    if leaf.chart:
        return BOTTOM - top - LEAST_CHART
    if leaf.rows and slide.printed:
        return BOTTOM - top - table_height(slide.printed, leaf.rows) - GAP
    return BOTTOM - top


def table_height(found: Table, rows: Sequence[Row]) -> float:
    """Inches of a table with these rows."""
    widths = column_widths(found)
    head = row_height([column.heading for column in found.columns], widths, bold=True)
    return head + sum(row_height(row, widths) for row in rows)


def _parted(lines: Sequence[str], left: float, whole: float) -> list[list[str]]:
    """The text in parts: the first for the room that is left, the others for a slide each."""
    single = height(1, TEXT)
    parts: list[list[str]] = [[]]
    room = left
    for line in lines:
        words = wrapped(line, TEXT, WIDTH)
        while words:
            fits = int(room / single)
            if fits:
                parts[-1].append(" ".join(words[:fits]))
                room -= min(fits, len(words)) * single
                words = words[fits:]
            if words:
                parts.append([])
                room = whole
    return parts
