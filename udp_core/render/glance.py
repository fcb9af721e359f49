"""Pictures small enough to stand in a card: a bar with its mark, a light for each, a line.

They repeat what the words beside them say; who listens to the page hears the words alone, or, of a
line, its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from html import escape
from urllib.parse import quote

from udp_core.kernel.vocabulary import StatusLevel
from udp_core.render.light import light
from udp_core.render.palette import INK, PALE, SERIES

WIDE, HIGH = 1000, 100
"""Of every picture, in units of its own: the style sheet says how large it is."""
MARK = 12
GAP = 8
DONE, DUE = SERIES[1], SERIES[2]


@dataclass(frozen=True, slots=True)
class Gauge:
    """How much is done, and how much should be by now: parts of the whole, which is 1."""

    done: Fraction
    due: Fraction


@dataclass(frozen=True, slots=True)
class Lights:
    """A light for each of what is judged, side by side in this order."""

    levels: tuple[StatusLevel, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """An amount at even steps: `known` as it went, `ahead` as it is expected to go.

    None where it is not known; `ahead` begins at the last that is. `words` say it to who listens.
    """

    known: tuple[int | None, ...]
    ahead: tuple[int | None, ...]
    words: str


Glance = Gauge | Lights | Line


def glance_markup(picture: Glance) -> str:
    """The picture as an image of vectors, as wide as what it stands in.

    An image: drawings written among the words of a screen are taken out by Streamlit.
    """
    match picture:
        case Gauge():
            return _drawing("gauge", _gauge(picture))
        case Lights():
            return _drawing("lights", _lights(picture.levels))
        case Line():
            return _drawing("line", _line(picture), picture.words)


def _drawing(kind: str, marks: str, words: str = "") -> str:
    drawn = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}"'
        f' preserveAspectRatio="none">{marks}</svg>'
    )
    return (
        f'<img class="udp-glance udp-{kind}" alt="{escape(words)}"'
        f' src="data:image/svg+xml,{quote(drawn)}">'
    )


def _bar(left: int, width: int, colour: str) -> str:
    return f'<rect x="{left}" y="0" width="{width}" height="{HIGH}" fill="{colour}"/>'


def _gauge(gauge: Gauge) -> str:
    due = min(_across(gauge.due), WIDE - MARK)
    return _bar(0, WIDE, PALE) + _bar(0, _across(gauge.done), DONE) + _bar(due, MARK, DUE)


def _across(part: Fraction) -> int:
    return round(min(max(part, Fraction(0)), Fraction(1)) * WIDE)


def _lights(levels: Sequence[StatusLevel]) -> str:
    step = WIDE // max(len(levels), 1)
    return "".join(
        _bar(place * step, step - GAP, light(level).colour) for place, level in enumerate(levels)
    )


def _line(line: Line) -> str:
    amounts = [amount for amount in (*line.known, *line.ahead) if amount is not None]
    if not amounts:
        return ""
    top, bottom = max(*amounts, 0), min(*amounts, 0)
    ground = _points([0] * len(line.known), top, bottom)
    return (
        _stroke(ground, PALE)
        + _stroke(_points(line.known, top, bottom), INK)
        + _stroke(_points(line.ahead, top, bottom), INK, ' stroke-dasharray="3 3"')
    )


def _points(amounts: Iterable[int | None], top: int, bottom: int) -> list[tuple[int, int]]:
    places = list(amounts)
    step = Fraction(WIDE, max(len(places) - 1, 1))
    height = Fraction(HIGH, max(top - bottom, 1))
    return [
        (round(place * step), round((top - amount) * height))
        for place, amount in enumerate(places)
        if amount is not None
    ]


def _stroke(points: Sequence[tuple[int, int]], colour: str, dashes: str = "") -> str:
    if not points:
        return ""
    path = " ".join(f"{across},{down}" for across, down in points)
    return (
        f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"'
        f' vector-effect="non-scaling-stroke"{dashes}/>'
    )
