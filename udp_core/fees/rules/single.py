"""What one rule for the whole district would cost, or bring, each Comune."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from udp_core.fees.rules.bands import FeeBand
from udp_core.fees.rules.paying import Use, yearly
from udp_core.kernel.money import ZERO, Money, total

LOWEST, HIGHEST, MEAN, PROPOSED = "minima", "massima", "media", "proposta"
"""For every family what is least, most, or in the middle of what the Comuni ask; as proposed."""
Rules = Mapping[str, Sequence[FeeBand]]
"""The bands in force in each place."""


@dataclass(frozen=True, slots=True)
class UserGroup:
    """Users of a place with about the same ISEE, who use the service about as much."""

    place: str
    isee: Money
    users: int
    use: Use


@dataclass(frozen=True, slots=True)
class PlaceChange:
    """What the users of a place pay in a year now and by the single rule; None where not known.

    `users` are all of them, known or not.
    """

    place: str
    users: int
    now: Money | None
    then: Money | None

    @property
    def cost(self) -> Money | None:
        """What who pays the rest pays more; below zero, what it saves."""
        if self.now is None or self.then is None:
            return None
        return self.now - self.then


def single(
    rules: Rules, choice: str, isee: Money, use: Use, proposed: Sequence[FeeBand]
) -> Money | None:
    """What a family would pay by one rule: of a place, of the proposal, or made of them all.

    None where a rule that it is made of does not say; a place without a rule is left out.
    """
    if choice == PROPOSED:
        return yearly(proposed, isee, use)
    if choice in rules:
        return yearly(rules[choice], isee, use)
    paid = [yearly(bands, isee, use) for bands in rules.values() if bands]
    known = [one for one in paid if one is not None]
    if not known or len(known) < len(paid):
        return None
    if choice == LOWEST:
        return min(known)
    if choice == HIGHEST:
        return max(known)
    return total(known).times(Fraction(1, len(known))) if choice == MEAN else None


def changes(
    rules: Rules, choice: str, groups: Sequence[UserGroup], proposed: Sequence[FeeBand] = ()
) -> tuple[PlaceChange, ...]:
    """Place by place, in the order of the rules; a place without users has none to change."""
    return tuple(
        _change(rules, choice, place, [one for one in groups if one.place == place], proposed)
        for place in rules
    )


def _change(
    rules: Rules,
    choice: str,
    place: str,
    groups: Sequence[UserGroup],
    proposed: Sequence[FeeBand],
) -> PlaceChange:
    now = _summed([(one, yearly(rules[place], one.isee, one.use)) for one in groups])
    then = _summed([(one, single(rules, choice, one.isee, one.use, proposed)) for one in groups])
    return PlaceChange(place, sum(one.users for one in groups), now, then)


def _summed(paid: Sequence[tuple[UserGroup, Money | None]]) -> Money | None:
    """What all of them pay; None where of some it is not known, or nobody counted them."""
    if not paid or any(amount is None for _, amount in paid):
        return None
    return total((amount or ZERO).times(group.users) for group, amount in paid)
