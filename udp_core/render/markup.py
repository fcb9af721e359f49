"""Parts of a screen as HTML: tables, rows of figures, lights with their reasons.

All text is escaped here, and only here.

One part is one message to the browser and one element in it, whatever the number of its cells: as
Streamlit elements
the same cells cost a millisecond each (`tests.bench pages`). Classes are styled by the style sheet
of the screens.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from udp_core.kernel.status import Judgement
from udp_core.kernel.vocabulary import StatusLevel
from udp_core.render.glance import glance_markup
from udp_core.render.key_figure import KeyFigure
from udp_core.render.light import light
from udp_core.render.table import Table

_BREAKS = re.compile(r"[^\S\u00a0]+")
"""What a browser breaks a line at; a space that is not to be broken stays one."""
SAME_REASONS = "Per le stesse ragioni."


def text(words: str) -> str:
    """Words that somebody wrote, as they were written, on one line: no tag, no entity."""
    return escape(_BREAKS.sub(" ", words))


def paragraph(words: str, style: str = "") -> str:
    """A line of text; `style` is the name of a class of ours, without its prefix."""
    return f'<p class="udp-{style}">{text(words)}</p>' if style else f"<p>{text(words)}</p>"


def light_markup(level: StatusLevel | None) -> str:
    """Shape and word on their colour; where nothing is judged, the words alone."""
    look = light(level)
    return (
        '<span class="udp-light"'
        f' style="color:{look.ink};background:{look.background}">{text(look.words)}</span>'
    )


MOST_COLUMNS_IN_NARROW = 3
"""Beyond it a table does not fit a phone.

There each row becomes a card, whose lines bear the headings.
"""


@dataclass(frozen=True, slots=True)
class Openings:
    """Where the rows of a table lead.

    `column` is the name of the one whose words are the link; an address a row, empty for a row
    that opens nothing.
    """

    column: str
    addresses: tuple[str, ...]


def linked(words: str, address: str, told: str = "") -> str:
    """Words that open an address; the words alone where there is none.

    `told` is what who listens hears, where the same words open several things.
    """
    heard = f' aria-label="{text(told)}"' if told else ""
    return f'<a href="{text(address)}"{heard}>{text(words)}</a>' if address else text(words)


def table_markup(table: Table, openings: Openings | None = None) -> str:
    """The table with its name for who listens, numbers to the right and never broken."""
    kinds = [' class="udp-number"' if column.is_number else "" for column in table.columns]
    headings = [text(column.heading) for column in table.columns]
    heads = "".join(
        f'<th scope="col"{kind}>{words}</th>' for kind, words in zip(kinds, headings, strict=True)
    )
    wide = len(table.columns) > MOST_COLUMNS_IN_NARROW
    cells = [
        f'<td{kind} data-th="{words}">' if wide else f"<td{kind}>"
        for kind, words in zip(kinds, headings, strict=True)
    ]
    lead = _leading(table, openings)
    rows = "".join(
        f"<tr>{_cells(cells, row, addresses)}</tr>"
        for row, addresses in zip(table.words, lead, strict=True)
    )
    style = "udp-table udp-wide" if wide else "udp-table"
    return (
        f'<table class="{style}" aria-label="{text(table.title)}">'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _leading(table: Table, openings: Openings | None) -> list[list[str]]:
    """Of every row, where each of its cells leads."""
    if openings is None:
        return [[""] * len(table.columns)] * len(table.rows)
    return [
        [address if column.name == openings.column else "" for column in table.columns]
        for address in openings.addresses
    ]


def _cells(opened: Sequence[str], row: Sequence[str], addresses: Sequence[str]) -> str:
    cells = zip(opened, row, addresses, strict=True)
    return "".join(f"{cell}{linked(words, address)}</td>" for cell, words, address in cells)


def figures_markup(figures: Sequence[KeyFigure], opens: Mapping[str, str]) -> str:
    """Key figures side by side, each in its frame; `opens` says where each leads, by its key."""
    frames = "".join(_figure(one, opens.get(one.key, "")) for one in figures)
    return f'<div class="udp-figures">{frames}</div>'


def _figure(one: KeyFigure, address: str) -> str:
    judged = f"<p>{light_markup(one.level)}</p>" if one.judged else ""
    note = paragraph(one.note, "note") if one.note else ""
    value = paragraph(one.value, "value")
    if one.picture:
        value = f'<div class="udp-pictured">{value}{glance_markup(one.picture)}</div>'
    told = f"{one.label}: {one.value} {light(one.level).word if one.judged else ''}".strip()
    return (
        f'<div class="udp-figure" id="cifra-{text(one.key)}">'
        f"<p>{linked(one.label, address, told)}</p>{value}{judged}{note}</div>"
    )


def reasons_markup(reasons: Iterable[str]) -> str:
    """Why a light is what it is, one reason a line; nothing where there is none."""
    lines = "".join(f"<li>{text(reason)}</li>" for reason in reasons)
    return f"<ul>{lines}</ul>" if lines else ""


def labelled_light(label: str, level: StatusLevel | None) -> str:
    """A light on a line of its own, after its label («Oggi»)."""
    return f"<p>{text(label)} {light_markup(level)}</p>"


def lights_and_lines(lights: Iterable[tuple[str, StatusLevel | None]], lines: Iterable[str]) -> str:
    """Labelled lights, then lines of text: what a card says under its title."""
    return "".join([*(labelled_light(*one) for one in lights), *map(paragraph, lines)])


def lights_markup(now: Judgement, at_year_end: Judgement, notes: Iterable[str] = ()) -> str:
    """Today and at year end in one frame, each with its reasons (the same reasons are not said
    twice), then notes.
    """
    reasons = (
        paragraph(SAME_REASONS)
        if at_year_end.reasons == now.reasons
        else reasons_markup(at_year_end.reasons)
    )
    closing = "".join(paragraph(note, "note") for note in notes if note)
    today = labelled_light("Oggi", now.level) + reasons_markup(now.reasons)
    return framed(today + labelled_light("A fine anno", at_year_end.level) + reasons + closing)


def framed(markup: str) -> str:
    """Markup already made, in a frame."""
    return f'<div class="udp-frame">{markup}</div>'
