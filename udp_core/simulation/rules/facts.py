"""What the rules K1-K15 speak of: the rows of the rules, and the figures that they judge."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from udp_core.kernel.vocabulary import FrnaArea, Payer, RuleLevel
from udp_core.simulation.rules.model import Account, ModelLever

Rules = Mapping[tuple[str, str], "RuleValue"]
"""The rows in force, by code and parameter."""


@dataclass(frozen=True, slots=True)
class RuleValue:
    """A parameter of a rule in force; `unit` is in the words of the register."""

    sentence: str
    level: RuleLevel
    value: Fraction | None
    verified: bool
    source: str
    unit: str


def named(rules: Rules, code: str, prefix: str) -> tuple[str, ...]:
    """What the rows «prefix.X» of a rule name, in order: those worth 1.

    Worth 0, a row names nothing.
    """
    start = f"{prefix}."
    found = ((row, value) for row, value in rules.items() if row[0] == code)
    return tuple(
        sorted(
            row[1].removeprefix(start)
            for row, value in found
            if row[1].startswith(start) and value.value is not None and value.value > 0
        )
    )


@dataclass(frozen=True, slots=True)
class RuleFacts:
    """What the rules speak of, in cents unless said.

    `areas` and `lines` are what was assigned; `sources` what each other source has programmed by
    voce, and
    `typed` the same with the drafts; `occupied` the posts occupied by voce; `voce_of` and
    `posts_of` the voce of a lever, and of a lever of posts; `served` the persons of a
    voce in the last month; `costs` and `fees` the unit costs of the fund and of the user by voce
    and item, in cents;
    `home_share_before` the part that home care had the year before; `days` those of the year.
    `names` are the Italian
    names of voci, sources and lines by code.
    """

    rules: Rules
    accounts: Sequence[Account]
    levers: Sequence[ModelLever]
    fund_account: int
    available: int | None
    recurring: int | None
    days: int
    areas: Mapping[FrnaArea, int] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    sources: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    typed: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    occupied: Mapping[str, Fraction] = field(default_factory=dict)
    voce_of: Mapping[int, str] = field(default_factory=dict)
    posts_of: Mapping[int, str] = field(default_factory=dict)
    served: Mapping[str, Fraction] = field(default_factory=dict)
    costs: Mapping[tuple[str, str], int] = field(default_factory=dict)
    fees: Mapping[tuple[str, str], int] = field(default_factory=dict)
    home_share_before: Fraction | None = None
    names: Mapping[str, str] = field(default_factory=dict)

    def rule(self, code: str, parameter: str) -> RuleValue | None:
        """A row in force; None where there is none."""
        return self.rules.get((code, parameter))

    def value(self, code: str, parameter: str) -> Fraction | None:
        """The value of a row in force; None without the row or without its value."""
        found = self.rule(code, parameter)
        return None if found is None else found.value

    def named(self, code: str, prefix: str) -> tuple[str, ...]:
        """What the rows «prefix.X» of a rule name, in order."""
        return named(self.rules, code, prefix)

    def called(self, codes: Sequence[str]) -> list[str]:
        """Voci, sources or lines by their name; by their code where they have none."""
        return [f"«{self.names.get(code, code)}»" for code in codes]

    def spending(self, wanted: Callable[[Account], bool] = lambda _: True) -> list[int]:
        """Places of the accounts that are spending of the fund and are wanted."""
        return [
            place
            for place, account in enumerate(self.accounts)
            if account.payer is Payer.FRNA and place != self.fund_account and wanted(account)
        ]

    def voce(self, code: str) -> list[int]:
        """The account of a voce, where there is one."""
        return self.spending(lambda account: account.voce == code)

    def paid_by(self, sources: Sequence[str]) -> dict[str, int]:
        """What some sources have programmed, by voce."""
        found: dict[str, int] = {}
        for source in sources:
            for voce, cents in self.sources.get(source, {}).items():
                found[voce] = found.get(voce, 0) + cents
        return found
