"""One figure large enough for the room.

Its name, its words, its qualification and, where it is judged, its light.
"""

from __future__ import annotations

from dataclasses import dataclass

from udp_core.kernel.vocabulary import StatusLevel
from udp_core.render.glance import Glance
from udp_core.render.stems import refuse_label


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A card with one figure.

    `key` is unique in its screen; with `judged` the light of `level` is shown; `picture` stands
    beside the figure.
    """

    key: str
    label: str
    value: str
    note: str
    level: StatusLevel | None = None
    judged: bool = False
    picture: Glance | None = None

    def __post_init__(self) -> None:
        """Raise ValueError where the key is a label."""
        refuse_label(self.key)


@dataclass(frozen=True, slots=True)
class LabelledWords:
    """A label and what stands beside it, in a sheet."""

    label: str
    words: str
