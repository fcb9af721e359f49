"""A single fee rule as a lever: what it costs each Comune or the fund, and its users.

The amounts are those of the comparison of fees: one code reckons both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from udp_core.fees.report import FeesReport, ServiceFees
from udp_core.fees.rules.single import PlaceChange
from udp_core.fees.view.words import choice_words
from udp_core.kernel.vocabulary import Payer
from udp_core.simulation.rules.model import (
    MONTHS,
    ZERO,
    Account,
    Model,
    ModelLever,
    ModelTerm,
)
from udp_core.simulation.terms import LeverOwner, TermCalendar

LEVER = "tariffa-unica"
APART = "~"
"""Between the service and the rule chosen for it."""


def fee_options(report: FeesReport) -> dict[str, str]:
    """The single rules that can be simulated, code to words: those of which a cost is known."""
    return {
        f"{fees.service.code}{APART}{choice}": f"{fees.service.name}: {choice_words(fees, choice)}"
        for fees in report.ruled
        for choice in fees.choices
        if any(one.cost is not None for one in fees.changes(choice))
    }


def with_fee(model: Model, report: FeesReport, fee: str) -> Model:
    """The model with the lever of a rule: at 0 everything is as now, at 1 the rule holds.

    As it is where there is no such rule.
    """
    code, _, choice = fee.partition(APART)
    fees = report.of(code)
    if fees is None or choice not in fees.choices:
        return model
    payer, model = _account(model, fees, fees.service.payer)
    user, model = _account(model, fees, Payer.USER)
    place = len(model.levers)
    own = Fraction(1)
    lever = ModelLever(
        LEVER,
        f"Tariffa unica: {fees.service.name}",
        "1 sì, 0 no",
        "Tariffe",
        ZERO,
        ZERO,
        own,
        own,
        True,
        LeverOwner.DISTRICT,
        note=f"{choice_words(fees, choice)}; utenza del {fees.users_year}",
    )
    sure = not fees.is_demo
    terms = _terms(fees.changes(choice), (payer, user), place, sure=sure)
    return replace(model, levers=(*model.levers, lever), terms=(*model.terms, *terms))


def _account(model: Model, fees: ServiceFees, payer: Payer) -> tuple[int, Model]:
    """Where somebody pays for the service: the account of its voce, else one of its own."""
    voce = fees.service.voce_id or ""
    known = (
        place
        for place, one in enumerate(model.accounts)
        if voce and (one.voce, one.payer) == (voce, payer)
    )
    found = next(known, None)
    if found is not None:
        return found, model
    own = Account(f"Tariffe: {fees.service.name}", voce, payer, own=False)
    return len(model.accounts), replace(model, accounts=(*model.accounts, own))


def _terms(
    found: Sequence[PlaceChange], accounts: tuple[int, int], lever: int, *, sure: bool
) -> Iterator[ModelTerm]:
    """A twelfth each month: more for who pays the rest, as much less for the users."""
    calendar = [*TermCalendar].index(TermCalendar.MONTHS)
    payer, user = accounts
    for place, one in enumerate(found):
        if one.cost:
            month = Fraction(one.cost.cents, MONTHS)
            yield ModelTerm(payer, place, calendar, month, (lever,), sure)
            yield ModelTerm(user, place, calendar, -month, (lever,), sure)
