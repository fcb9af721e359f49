"""A check as the row of its rule says it.

Each check says in `told` what is broken, with {n} where the amount goes; `remedy` likewise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from udp_core.kernel import italian
from udp_core.kernel.money import Money
from udp_core.kernel.vocabulary import MacroSection
from udp_core.simulation.rules.facts import Facts
from udp_core.simulation.rules.model import Check
from udp_core.simulation.rules.rule_rows import is_constraint

HUNDRED = Fraction(100)


def check_of(
    facts: Facts, row: tuple[str, str], name: str, words: tuple[str, str], **parts: Any
) -> Iterator[Check]:
    """A check as its row says: `words` are what is told when it breaks, and the remedy."""
    rule = facts.rules.get(row)
    if rule is not None:
        told, remedy = words
        yield Check(
            row[0],
            f"{row[0]} {name}" if is_constraint(row[0]) else name,
            rule.level,
            rule.sentence,
            remedy,
            rule.source,
            rule.verified,
            told=told,
            **parts,
        )


def each(places: Sequence[int], weight: Fraction | int) -> tuple[tuple[int, Fraction], ...]:
    """The same weight on every place."""
    return tuple((place, Fraction(weight)) for place in places)


def euro(cents: Fraction | int) -> str:
    """Cents, as they are read."""
    return italian.euro(Money.rounded(Fraction(cents) / 100))


def plain(value: Fraction) -> str:
    """A threshold with the decimals that it has."""
    decimals = next((number for number in range(3) if (value * 10**number).denominator == 1), 3)
    return italian.number(value, decimals)


def share_of(facts: Facts, macro: MacroSection, share: Fraction, *, most: bool) -> dict[str, Any]:
    """A part of the spending that is at least, or at most, a share of the whole.

    The parts of its check.
    """
    part = frozenset(facts.spending(lambda account: account.macro is macro))
    sign = -1 if most else 1
    accounts = tuple(
        (place, sign * ((1 if place in part else 0) - share)) for place in facts.spending()
    )
    return {"accounts": accounts, "share": share, "part": tuple(sorted(part))}
