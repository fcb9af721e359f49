"""Colours and type of every chart (UX.md).

Distinguishable by who does not see colours, readable in a lit room.
"""

from __future__ import annotations

INK = "#17324D"
"""Text, and the first series: 13:1 on white."""
SERIES = ("#17324D", "#3D8FD1", "#C2410C", "#F0B429")
OUTLINE = "#17324D"
GREY = "#5C6F82"
PALE = "#D9E2EC"
BAD = "#8B1A1A"
FONT = "Titillium Web, sans-serif"
FONT_SIZE = 16
