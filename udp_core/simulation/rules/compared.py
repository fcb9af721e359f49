"""What has changed under a scenario since it was kept: starts, costs, money, rules.

Each with both figures.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from udp_core.kernel.italian import euro, number
from udp_core.kernel.money import Money
from udp_core.simulation.rules.model import Model


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed, as it was and as it is, in final words.

    «–» where it was not there or is no more.
    """

    what: str
    before: str
    now: str


NOTHING = "–"


def differences(before: Model, now: Model) -> tuple[Difference, ...]:
    """Nothing where a scenario still speaks of the same base."""
    return (
        *_levers(before, now),
        *_accounts(before, now),
        *_costs(before, now),
        *_money(before, now),
        *_rules(before, now),
    )


def _pairs(before: dict[str, str], now: dict[str, str], of: str) -> Iterator[Difference]:
    for name in {**before, **now}:
        if before.get(name) != now.get(name):
            yield Difference(f"{of}{name}", before.get(name, NOTHING), now.get(name, NOTHING))


def _levers(before: Model, now: Model) -> Iterator[Difference]:
    def starts(model: Model) -> dict[str, str]:
        return {lever.name: f"{number(lever.start)} {lever.unit}" for lever in model.levers}

    yield from _pairs(starts(before), starts(now), "Partenza: ")


def _accounts(before: Model, now: Model) -> Iterator[Difference]:
    def programmed(model: Model) -> dict[str, str]:
        return {
            account.label: euro(Money(account.base_total))
            for account in model.accounts
            if account.base is not None
        }

    yield from _pairs(programmed(before), programmed(now), "Programmato: ")


def _costs(before: Model, now: Model) -> Iterator[Difference]:
    """The cost of one more unit for a whole year, by lever and payer."""

    def by_lever(model: Model) -> dict[str, str]:
        cents: defaultdict[str, Fraction] = defaultdict(Fraction)
        for term in model.terms:
            if len(term.levers) == 1:
                name = (
                    f"{model.levers[term.levers[0]].name},"
                    f" {model.accounts[term.account].payer.label}"
                )
                cents[name] += term.cents * sum(model.calendars[term.calendar], Fraction(0))
        return {name: euro(Money.rounded(value / 100)) for name, value in cents.items()}

    yield from _pairs(by_lever(before), by_lever(now), "Costo di un’unità in un anno: ")


def _money(before: Model, now: Model) -> Iterator[Difference]:
    for what, was, has in (
        ("Disponibile del fondo", before.available, now.available),
        ("Residuo previsto", before.residue, now.residue),
    ):
        if was != has:
            yield Difference(what, _cents(was), _cents(has))


def _cents(value: int | None) -> str:
    return NOTHING if value is None else euro(Money(value))


def _rules(before: Model, now: Model) -> Iterator[Difference]:
    def thresholds(model: Model) -> dict[str, str]:
        return {
            check.name: (
                f"{number(check.constant / 100)} €"
                if check.unit == "cents"
                else number(check.constant, 2)
            )
            for check in model.checks
        }

    yield from _pairs(thresholds(before), thresholds(now), "Regola: ")
