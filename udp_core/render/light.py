"""How a traffic light looks: shape, word and colour, always the three together (UX.md)."""

from __future__ import annotations

from dataclasses import dataclass

from udp_core.kernel.vocabulary import StatusLevel
from udp_core.render.palette import INK

WHITE = "#FFFFFF"
NO_GROUND = "transparent"
UNJUDGED = "#5C6F82"


@dataclass(frozen=True, slots=True)
class Light:
    """The look of one level: `colour` of the mark in a chart.

    As words, `ink` on `background` (at least 4.5:1).
    """

    shape: str
    word: str
    colour: str
    ink: str
    background: str

    @property
    def words(self) -> str:
        """«● in linea»."""
        return f"{self.shape} {self.word}"


_LOOKS = {
    StatusLevel.ON_TRACK: ("●", "#0066CC", WHITE),
    StatusLevel.ATTENTION: ("◆", "#E69F00", INK),
    StatusLevel.CRITICAL: ("▲", "#8B1A1A", WHITE),
    StatusLevel.STALE: ("○", UNJUDGED, WHITE),
}


def light(level: StatusLevel | None) -> Light:
    """The light of a level; where nothing is judged, a dash and «non valutato»."""
    if level is None:
        return Light("–", "non valutato", UNJUDGED, UNJUDGED, NO_GROUND)
    shape, colour, ink = _LOOKS[level]
    return Light(shape, level.label, colour, ink, colour)


LOOKS = {
    one.shape: {"ink": one.ink, "background": one.background} for one in map(light, StatusLevel)
}
"""Of a light in the cell of a table, by the shape that its words begin with: «▲ critico»."""


def look_of(words: str) -> dict[str, str] | None:
    """The look of a cell that says a light and nothing else; None of any other."""
    return LOOKS.get(words[:1]) if words[1:2] == " " else None
