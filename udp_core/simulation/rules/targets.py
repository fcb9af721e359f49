"""What somebody wants to reach (a residue, a part of the spending), as a rule that a solver
understands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from udp_core.kernel.vocabulary import MacroSection, RuleLevel
from udp_core.simulation.rules.evaluate import evaluate, value_of
from udp_core.simulation.rules.model import ZERO, Model, Position, RuleCheck

TARGET = "T"
"""The code of a target among the rules."""


@dataclass(frozen=True, slots=True)
class WantedTarget:
    """A rule and what was asked of it, in its own unit: cents, or a share (1 is 100 %)."""

    check: RuleCheck
    asked: Fraction


def residue_target(model: Model, cents: int) -> WantedTarget:
    """At least so much left on 31 December. Raises ValueError where the model knows no residue."""
    if model.residue is None or model.fund_account is None:
        message = "no residue is known"
        raise ValueError(message)
    spending = sorted(model.costs)
    base = sum(model.accounts[place].base_total for place in spending)
    accounts = (*((place, Fraction(-1)) for place in spending), (model.fund_account, Fraction(1)))
    told = "Al 31/12 mancano {n} al residuo chiesto."
    check = _check(
        "Residuo al 31/12", told, constant=Fraction(model.residue + base - cents), accounts=accounts
    )
    return WantedTarget(check, Fraction(cents))


def home_target(model: Model, share: Fraction) -> WantedTarget:
    """Home care at least a share of the spending."""
    part = home_places(model)
    accounts = tuple((place, (1 if place in part else 0) - share) for place in sorted(model.costs))
    told = "Alla domiciliarità mancano {n} per arrivare alla parte chiesta."
    return WantedTarget(
        _check("Domiciliarità", told, accounts=accounts, share=share, part=part), share
    )


def home_places(model: Model) -> tuple[int, ...]:
    """The accounts of home care."""
    return tuple(
        place
        for place in sorted(model.costs)
        if model.accounts[place].macro is MacroSection.DOMICILIARY
    )


def _check(  # noqa: PLR0917 - the parts of a check
    name: str,
    told: str,
    constant: Fraction = ZERO,
    accounts: tuple[tuple[int, Fraction], ...] = (),
    share: Fraction | None = None,
    part: tuple[int, ...] = (),
) -> RuleCheck:
    sentence, remedy, source = (
        f"{name} almeno quanto chiesto.",
        "Abbassare l’obiettivo.",
        "chi usa la simulazione",
    )
    return RuleCheck(
        TARGET,
        f"Obiettivo: {name}",
        RuleLevel.BLOCK,
        sentence,
        remedy,
        source,
        True,
        constant,
        accounts,
        told=told,
        share=share,
        part=part,
    )


def part_of(model: Model, part: Sequence[int], accounts: Sequence[Sequence[int]]) -> Fraction:
    """What some accounts are of all the spending, as programmed and with the differences of a
    position.
    """
    after = {
        place: model.accounts[place].base_total + sum(accounts[place]) for place in model.costs
    }
    whole = sum(after.values())
    return Fraction(sum(after[place] for place in part), whole) if whole else ZERO


def home_share(model: Model) -> Fraction:
    """What home care is of the spending as programmed."""
    return part_of(model, home_places(model), evaluate(model, model.present).accounts)


def short_of(
    model: Model, check: RuleCheck, position: Position, accounts: Sequence[Sequence[int]]
) -> Fraction:
    """By how much a rule is short, in its own unit.

    A share in points of a hundredth of the whole (0,01 is one point).
    """
    if check.share is None:
        return -value_of(model, check, position, accounts)
    reached = part_of(model, check.part, accounts)
    return reached - check.share if check.excess else check.share - reached


def percent_share(percent: Decimal | Fraction) -> Fraction:
    """A share as it is typed: 40 is 40 %."""
    return Fraction(percent) / 100
