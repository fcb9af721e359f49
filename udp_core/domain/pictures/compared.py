"""Two years of the programme: schede added, dropped, changed; money by area and by source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from udp_core.money import ZERO, Money, total
from udp_core.vocabulary import Term


class Change(Term):
    """What became of a scheda from a year to the next."""

    ADDED = "added", "aggiunta"
    DROPPED = "dropped", "non continua"
    CHANGED = "changed", "cambiata"
    SAME = "same", "come prima"


@dataclass(frozen=True, slots=True)
class ComparedScheda:
    """A scheda in two years: programmed money of each (None: it was not there), what changed."""

    code: str
    title: str
    area: str
    before: Money | None
    after: Money | None
    fields: tuple[str, ...] = ()

    @property
    def change(self) -> Change:
        """Added, dropped, changed in money or in a field, or the same."""
        if self.before is None:
            return Change.ADDED
        if self.after is None:
            return Change.DROPPED
        moved = self.before != self.after or self.fields
        return Change.CHANGED if moved else Change.SAME

    @property
    def difference(self) -> Money:
        """What it has more than the year before."""
        return (self.after or ZERO) - (self.before or ZERO)


@dataclass(frozen=True, slots=True)
class ComparedSum:
    """The programmed money of an area or of a source in two years."""

    name: str
    before: Money
    after: Money

    @property
    def difference(self) -> Money:
        """What it has more than the year before."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class ComparedYears:
    """A year of the programme against the one before."""

    year: int
    schede: tuple[ComparedScheda, ...]
    areas: tuple[ComparedSum, ...]
    sources: tuple[ComparedSum, ...]

    def of(self, change: Change) -> tuple[ComparedScheda, ...]:
        """The schede of which that became."""
        return tuple(one for one in self.schede if one.change is change)

    @property
    def before(self) -> Money:
        """All that was programmed the year before."""
        return total(one.before or ZERO for one in self.schede)

    @property
    def after(self) -> Money:
        """All that is programmed now."""
        return total(one.after or ZERO for one in self.schede)


def summed(rows: Iterable[tuple[str, Money, Money]]) -> tuple[ComparedSum, ...]:
    """Name, money of before and of after, added up by name; the largest change first."""
    found: dict[str, tuple[Money, Money]] = {}
    for name, before, after in rows:
        was, now = found.get(name, (ZERO, ZERO))
        found[name] = (was + before, now + after)
    sums = [ComparedSum(name, *pair) for name, pair in found.items()]
    return tuple(sorted(sums, key=lambda one: (-abs(one.difference.cents), one.name)))
