"""The tree of the FRNA voci (DOMAIN.md 4.3).

Amounts of leaves rolled up by parent, never by the letters of a code.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import TypeVar

from udp_core.money import ZERO, Money
from udp_core.vocabulary import FrnaArea, MacroSection

Key = TypeVar("Key", bound=Hashable)
WHOLE = Fraction(1)


@dataclass(frozen=True, slots=True)
class VoceNode:
    """A voce: its code, the voce above it (None at the top), its area and macro-section."""

    code: str
    parent: str | None
    area: FrnaArea
    macro: MacroSection


@dataclass(frozen=True, slots=True)
class VoceTree:
    """The voci by code, in their order.

    Raises ValueError on a repeated code, an unknown parent or a circle.
    """

    nodes: tuple[VoceNode, ...]

    def __post_init__(self) -> None:
        by_code = self.by_code
        if len(by_code) != len(self.nodes):
            raise ValueError("a voce appears twice")
        if lost := [
            node.code
            for node in self.nodes
            if node.parent is not None and node.parent not in by_code
        ]:
            raise ValueError(f"voci under a voce that is not there: {', '.join(lost)}")
        for code in by_code:
            self._refuse_circle(code)

    def _refuse_circle(self, code: str) -> None:
        seen: set[str] = set()
        for step in self.line_of(code):
            if step in seen:
                raise ValueError(f"voce {code} is above itself")
            seen.add(step)

    @property
    def by_code(self) -> Mapping[str, VoceNode]:
        """The voci by code."""
        return {node.code: node for node in self.nodes}

    @property
    def leaves(self) -> tuple[VoceNode, ...]:
        """The voci that carry amounts: those with none below."""
        parents = {node.parent for node in self.nodes}
        return tuple(node for node in self.nodes if node.code not in parents)

    def line_of(self, code: str) -> Iterator[str]:
        """The voce and those above it, up to the top."""
        by_code = self.by_code
        step: str | None = code
        while step is not None:
            yield step
            step = by_code[step].parent

    def children(self, code: str | None) -> tuple[VoceNode, ...]:
        """The voci directly below; of None, those at the top."""
        return tuple(node for node in self.nodes if node.parent == code)

    def within(self, code: str) -> tuple[VoceNode, ...]:
        """The leaves of a voce (itself, where it is a leaf)."""
        return tuple(leaf for leaf in self.leaves if code in self.line_of(leaf.code))


@dataclass(frozen=True, slots=True)
class RollUp:
    """Sums of leaf amounts. A voce, macro-section or area without data is absent, never zero.

    `total` of none is zero.

    Every sum is made from the same leaf amounts, so that I10 holds by construction.
    """

    by_voce: Mapping[str, Money]
    by_macro: Mapping[MacroSection, Money]
    by_area: Mapping[FrnaArea, Money]
    by_area_and_macro: Mapping[tuple[FrnaArea, MacroSection], Money]
    total: Money


def roll_up(tree: VoceTree, amounts: Mapping[str, Money]) -> RollUp:
    """Sums of `amounts` (by leaf code) at every level.

    Raises ValueError on a code that is no leaf of the tree.
    """
    leaves = {leaf.code: leaf for leaf in tree.leaves}
    if strangers := [code for code in amounts if code not in leaves]:
        raise ValueError(f"amounts belong to leaves, not to {', '.join(strangers)}")
    found = [(leaves[code], amount) for code, amount in amounts.items()]
    return RollUp(
        by_voce=_summed(
            (step, amount) for leaf, amount in found for step in tree.line_of(leaf.code)
        ),
        by_macro=_summed((leaf.macro, amount) for leaf, amount in found),
        by_area=_summed((leaf.area, amount) for leaf, amount in found),
        by_area_and_macro=_summed(((leaf.area, leaf.macro), amount) for leaf, amount in found),
        total=Money(sum(amount.cents for _, amount in found)),
    )


def _summed(parts: Iterable[tuple[Key, Money]]) -> Mapping[Key, Money]:
    sums: dict[Key, Money] = {}
    for key, amount in parts:
        sums[key] = sums.get(key, ZERO) + amount
    return MappingProxyType(sums)


def attribute_cross_cutting(
    by_area: Mapping[FrnaArea, Money], shares: Mapping[FrnaArea, Fraction]
) -> Mapping[FrnaArea, Money]:
    """Amounts by area with the cross-cutting one shared out (I11), by largest remainders.

    The total stays the same.

    Raises ValueError where the shares do not add up to 1 (`identities.i11_cross_cutting` says it to
    a person) or give
    a part back to cross-cutting.
    """
    if sum(shares.values()) != WHOLE or FrnaArea.CROSS in shares:
        raise ValueError("cross-cutting shares go to the other areas and add up to 1")
    if FrnaArea.CROSS not in by_area:
        return by_area
    parts = by_area[FrnaArea.CROSS].split(tuple(shares.values()))
    direct = ((area, amount) for area, amount in by_area.items() if area is not FrnaArea.CROSS)
    return _summed((*direct, *zip(shares, parts, strict=True)))
