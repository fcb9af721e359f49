"""Which rows of the register of rules enter a judgement, and a check as its row says it.

K2 and K13: what is earmarked pays only the voci that the rows of the rule admit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Any

from udp_core.kernel import italian
from udp_core.kernel.money import Money
from udp_core.kernel.vocabulary import MacroSection
from udp_core.simulation.rules.facts import RuleFacts, Rules, named
from udp_core.simulation.rules.model import RuleCheck

LINE, SOURCE = "line", "source"
NOT_CONVERTIBLE = "not_convertible"


@dataclass(frozen=True, slots=True)
class Misused:
    """What an earmarked source has on voci that it may not pay, in cents by voce.

    And those that it may.
    """

    source: str
    voci: Mapping[str, int]
    admitted: tuple[str, ...]

    @property
    def cents(self) -> int:
        """In all."""
        return sum(self.voci.values())


def earmarked_sources(rules: Rules) -> tuple[str, ...]:
    """The sources that K2 ties to some voci; one whose rows are all worth 0 may pay none."""
    rows = (
        row[1].split(".", 2) for row in rules if row[0] == "K2" and row[1].startswith(f"{SOURCE}.")
    )
    return tuple(sorted({parts[1] for parts in rows}))


def misused(rules: Rules, paid: Mapping[str, Mapping[str, int]]) -> tuple[Misused, ...]:
    """Each earmarked source that has money, with what stands on voci that are not admitted
    (often nothing).
    """
    found = []
    for source in earmarked_sources(rules):
        if source in paid:
            admitted = named(rules, "K2", f"{SOURCE}.{source}")
            outside = {
                voce: cents
                for voce, cents in paid[source].items()
                if cents > 0 and voce not in admitted
            }
            found.append(Misused(source, outside, admitted))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Quota:
    """Some earmarked lines together: their cents, the voci that at least one of them may pay."""

    lines: tuple[str, ...]
    cents: int
    admitted: tuple[str, ...]


def quotas(facts: RuleFacts) -> Iterator[Quota]:
    """Every choice of the earmarked lines.

    The money on the lines finds its voci exactly when, for each choice of them, what the other voci
    ask fits in what is
    left of the available (the cut of a flow from lines to voci).
    """
    admitted = {line: facts.named("K2", f"{LINE}.{line}") for line in facts.lines}
    tied = [line for line in facts.lines if _is_tied(facts, line)]
    for size in range(1, len(tied) + 1):
        for lines in combinations(tied, size):
            voci = tuple(sorted({voce for line in lines for voce in admitted[line]}))
            yield Quota(lines, sum(facts.lines[line] for line in lines), voci)


def _is_tied(facts: RuleFacts, line: str) -> bool:
    return any(row[0] == "K2" and row[1].startswith(f"{LINE}.{line}.") for row in facts.rules)


def not_convertible(facts: RuleFacts, quota: Quota) -> bool:
    """Whether it is K13 that speaks: every line of the choice is one that K13 names."""
    return set(quota.lines) <= set(facts.named("K13", LINE))


QUOTA = "QUOTA"
"""The rows on what of an earmarked quota has no voce yet."""
_USED = {
    "K1": ("scenario",),
    "K2": ("eligibility", "line.", "source."),
    "K3": ("tolerance",),
    "K4": ("full_coverage", "cost."),
    "K5": ("severe_share_min", "severe.", "source."),
    "K6": ("fall_max",),
    "K7": ("cra_fee_max", "lever.", "cost."),
    "K8": ("regional_tariff",),
    "K9": (
        "isee_max",
        "added_isee_max",
        "added_hours_min",
        "disabled_isee_max",
        "voce.",
        "disabled_voce.",
        "added_lever.",
    ),
    "K11": ("occupancy",),
    "K12": ("share_max",),
    "K13": (NOT_CONVERTIBLE, "line."),
    "K14": ("one_off",),
    "K15": ("additional", "source."),
    QUOTA: ("unassigned",),
}
"""The parameters that a judgement reads; those that end with a dot are the beginning of many."""
_PLAN, _POSTS = ("K1", "approved_plan"), ("K10", "posts_order")
_WHY_NOT = {
    _PLAN: "non usata qui: vale quando una variazione si approva, insieme all’identità I17",
    _POSTS: "non usata: mancano i dati su posti autorizzati e accreditati",
}
NOT_USED = "non usata: è un’informazione, nessun giudizio la legge"
USED = "usata nel giudizio"


def is_constraint(code: str) -> bool:
    """Whether a row is of K1-K15, and not a threshold of something else."""
    return code.startswith("K") and code[1:].isdigit()


def is_judged(code: str) -> bool:
    """Whether a row is of the rules that a simulation speaks of."""
    return is_constraint(code) or code == QUOTA


def use_of(code: str, parameter: str) -> str:
    """Whether a row of K1-K15 enters a judgement, in words."""
    if any(_names(one, parameter) for one in _USED.get(code, ())):
        return USED
    return _WHY_NOT.get((code, parameter), NOT_USED)


def _names(one: str, parameter: str) -> bool:
    return parameter.startswith(one) if one.endswith(".") else parameter == one


HUNDRED = Fraction(100)


def check_of(
    facts: RuleFacts, row: tuple[str, str], name: str, words: tuple[str, str], **parts: Any
) -> Iterator[RuleCheck]:
    """A check as its row says: `words` are what is told when it breaks, and the remedy."""
    rule = facts.rules.get(row)
    if rule is not None:
        told, remedy = words
        yield RuleCheck(
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


def share_of(
    facts: RuleFacts, macro: MacroSection, share: Fraction, *, most: bool
) -> dict[str, Any]:
    """A part of the spending that is at least, or at most, a share of the whole.

    The parts of its check.
    """
    part = frozenset(facts.spending(lambda account: account.macro is macro))
    sign = -1 if most else 1
    accounts = tuple(
        (place, sign * ((1 if place in part else 0) - share)) for place in facts.spending()
    )
    return {"accounts": accounts, "share": share, "part": tuple(sorted(part))}
