"""What who conducts sees of the walls: the slide there now, the one that follows, the time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from udp_core.kernel import italian

SECONDS = 60


@dataclass(frozen=True, slots=True)
class WallLeaf:
    """A slide of the deck, by its name, its title and its point (0: of none)."""

    name: str
    title: str
    item: int


@dataclass(frozen=True, slots=True)
class Guide:
    """Where the walls are in the deck, and the places to which they may go (None: nowhere)."""

    slides: tuple[WallLeaf, ...]
    at: int | None
    own: int | None

    @property
    def before(self) -> int | None:
        """The slide before."""
        return self.at - 1 if self.at else None

    @property
    def after(self) -> int | None:
        """The slide that follows; the first where nothing is shown yet."""
        if self.at is None:
            return 0 if self.slides else None
        return self.at + 1 if self.at + 1 < len(self.slides) else None

    def words(self, *, dark: bool) -> str:
        """«Sui muri: «…» (3 di 20). Poi: «…».»."""
        if self.at is None:
            return "Sui muri non si mostra ancora nulla da qui."
        place = f"{self.at + 1} di {len(self.slides)}"
        shown = f"Sui muri: «{self.slides[self.at].title}» ({place})"
        now = f"{shown}, schermo nero" if dark else shown
        then = f" Poi: «{self.slides[self.after].title}»." if self.after is not None else ""
        return f"{now}.{then}"


def guide_of(slides: Sequence[Mapping[str, Any]], shown: str, item: int) -> Guide:
    """From the deck as the browser has it, the name of the slide shown, the point dealt with."""
    leaves = tuple(WallLeaf(one["name"], one["title"], one["item"] or 0) for one in slides)
    places = {leaf.name: place for place, leaf in enumerate(leaves)}
    own = next((place for place, leaf in enumerate(leaves) if leaf.item == item), None)
    return Guide(leaves, places.get(shown), own)


def time_words(now: datetime, since: datetime | None, item: int) -> str:
    """«Sono le 21:14. Punto 3 da 12 minuti.»."""
    clock = f"Sono le {now:%H:%M}."
    if since is None or not item:
        return clock
    minutes = int((now - since).total_seconds()) // SECONDS
    return f"{clock} Punto {item} da {italian.plural(minutes, 'minuto', 'minuti')}."
