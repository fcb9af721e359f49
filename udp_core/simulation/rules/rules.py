"""K1-K15 as sums that must not go below zero (DOMAIN.md 4.7).

Thresholds, sources and voci are those of the rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from udp_core.kernel.vocabulary import RuleLevel
from udp_core.simulation.rules import rules_on_care as care
from udp_core.simulation.rules import rules_on_money as money
from udp_core.simulation.rules.facts import RuleFacts
from udp_core.simulation.rules.model import RuleCheck
from udp_core.simulation.rules.rule_rows import is_constraint

_RULES: tuple[Callable[[RuleFacts], Iterator[RuleCheck]], ...] = (
    money.available,
    money.eligible,
    money.unassigned,
    money.sources,
    money.areas,
    care.severe,
    money.national_share,
    care.home,
    care.fee,
    care.tariffs,
    care.cheques,
    care.occupied,
    care.cross,
    money.one_off,
    money.additional,
)


def checks(facts: RuleFacts) -> tuple[RuleCheck, ...]:
    """Every rule that the data allow to judge; those that block first."""
    found = [check for rule in _RULES for check in rule(facts)]
    order = list(RuleLevel)
    return tuple(sorted(found, key=lambda check: order.index(check.level)))


def unjudged(facts: RuleFacts) -> tuple[str, ...]:
    """The rules in force that nothing here can judge, with what they ask."""
    judged = {check.code for check in checks(facts)}
    known: dict[str, str] = {}
    for (code, _), value in facts.rules.items():
        if is_constraint(code):
            known.setdefault(code, value.sentence)
    missing = sorted(known.keys() - judged, key=lambda code: int(code[1:]))
    return tuple(f"{code}: {known[code]}" for code in missing)
