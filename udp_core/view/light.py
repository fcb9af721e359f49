"""How a traffic light looks: shape, word and colour, always the three together (UX.md)."""

from __future__ import annotations

from dataclasses import dataclass

from udp_core.vocabulary import StatusLevel


@dataclass(frozen=True, slots=True)
class Light:
    """The look of one level."""

    shape: str
    word: str
    colour: str

    @property
    def words(self) -> str:
        """«● in linea»."""
        return f"{self.shape} {self.word}"


_LOOKS = {
    StatusLevel.ON_TRACK: ("●", "#0066CC"),
    StatusLevel.ATTENTION: ("◆", "#E69F00"),
    StatusLevel.CRITICAL: ("▲", "#8B1A1A"),
    StatusLevel.STALE: ("○", "#5C6F82"),
}


def light(level: StatusLevel | None) -> Light:
    """The light of a level; where nothing is judged, a dash and «non valutato»."""
    if level is None:
        return Light("–", "non valutato", "#5C6F82")
    shape, colour = _LOOKS[level]
    return Light(shape, level.label, colour)
