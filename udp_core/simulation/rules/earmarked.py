"""K2 and K13: what is earmarked pays only the voci that the rows of the rule admit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from udp_core.simulation.rules.facts import Facts, Rules, named

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


def quotas(facts: Facts) -> Iterator[Quota]:
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


def _is_tied(facts: Facts, line: str) -> bool:
    return any(row[0] == "K2" and row[1].startswith(f"{LINE}.{line}.") for row in facts.rules)


def not_convertible(facts: Facts, quota: Quota) -> bool:
    """Whether it is K13 that speaks: every line of the choice is one that K13 names."""
    return set(quota.lines) <= set(facts.named("K13", LINE))
