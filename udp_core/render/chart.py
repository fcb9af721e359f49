"""A chart with everything it must carry.

The message, the unit, a description for who cannot see it, its table.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from udp_core.render.stamp import Stamp
from udp_core.render.table import Table

if TYPE_CHECKING:
    from plotly.graph_objects import Figure


@dataclass(frozen=True, slots=True)
class Chart:
    """`title` says the message; `subtitle` unit, period, state.

    `description` is read aloud in place of the picture.
    """

    title: str
    subtitle: str
    description: str
    figure: Figure
    table: Table
    stamp: Stamp

    def __post_init__(self) -> None:
        if not (self.title and self.description):
            raise ValueError("a chart has a message and a description")
