"""Traffic lights inside Markdown: shape, word and colour, always the three together (UX.md)."""

from __future__ import annotations

from udp_core.kernel.vocabulary import StatusLevel
from udp_core.render.light import light


def status_words(level: StatusLevel | None) -> str:
    """The light as Markdown, to stand inside a label: coloured, with shape and word."""
    look = light(level)
    if level is None:
        return f':color[{look.words}]{{foreground="{look.ink}"}}'
    return (
        f':color[\u00a0{look.words}\u00a0]{{foreground="{look.ink}"'
        f' background="{look.background}"}}'
    )
