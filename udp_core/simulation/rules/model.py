"""A simulation compiled once.

Cost = sum of coefficient x product of levers, month by month (DOMAIN.md 8).

This one form is evaluated exactly here, drawn live by the browser, given to the solver and
differentiated.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import accumulate

from udp_core.kernel.vocabulary import MacroSection, Payer, RuleLevel
from udp_core.simulation.terms import LeverOwner

MONTHS = 12
ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Price:
    """What one unit costs the fund, in cents.

    By the approved programme (its euro over its activity) and by the list.

    `programmed` cents buy `activity` units; both None where the programme has no activity to reckon
    from.
    `listed` is None where no cost is recorded, `listed_sure` says whether it is confirmed and in
    force.
    """

    unit: str
    programmed: int | None
    activity: Fraction | None
    listed: int | None
    listed_sure: bool
    by_list: bool

    @property
    def implied(self) -> Fraction | None:
        """Cents a unit by the programme."""
        if self.programmed is None or not self.activity:
            return None
        return self.programmed / self.activity

    @property
    def from_list(self) -> bool:
        """Whether the listed cost is the one in use."""
        return self.implied is None or (self.by_list and self.listed is not None)

    @property
    def cents(self) -> Fraction:
        """The cost in use."""
        implied = self.implied
        return Fraction(self.listed or 0) if self.from_list or implied is None else implied

    @property
    def sure(self) -> bool:
        """A cost of the approved programme is; a listed one where it is confirmed and in force."""
        return self.listed_sure if self.from_list else True

    @property
    def difference(self) -> Fraction | None:
        """The listed cost against that of the programme: -0.18 where it is 18 % lower.

        None without both.
        """
        implied = self.implied
        return None if implied is None or self.listed is None else self.listed / implied - 1


@dataclass(frozen=True, slots=True)
class ModelLever:
    """Something that can be moved.

    Where it stands now, how far it goes, in which steps, and who decides it.

    `monthly` levers begin in a month; the others hold for the whole year. `people` are the persons
    served by one unit.
    A `change` is added to what there is: it starts from nothing, on a `level` (in its unit; None
    where not known).
    """

    code: str
    name: str
    unit: str
    group: str
    start: Fraction
    least: Fraction
    most: Fraction
    step: Fraction
    monthly: bool
    decided_by: LeverOwner
    people: Fraction = ZERO
    note: str = ""
    change: bool = False
    level: Fraction | None = None
    price: Price | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """Where money goes: a voce and who pays it.

    Or, without a voce, the money available in the fund.

    `base` is what is programmed, in cents, by municipality as in the model; None where only the
    difference is known.
    """

    label: str
    voce: str
    payer: Payer
    base: tuple[int, ...] | None = None
    area: str = ""
    macro: MacroSection | None = None
    own: bool = True
    """Spending of what is simulated; False where somebody else pays."""
    spent: int | None = None
    """Cents spent to date: no lever brings the account below them.

    None where that is not judged.
    """

    @property
    def base_total(self) -> int:
        """Cents; 0 where only the difference is known."""
        return sum(self.base or ())

    @property
    def floor(self) -> int | None:
        """The least that the account can be brought to.

        What is spent, or where it stands if that is less.
        """
        return None if self.spent is None or self.base is None else min(self.spent, self.base_total)


@dataclass(frozen=True, slots=True)
class ModelTerm:
    """Cents that a unit costs an account, each time of a calendar: coefficient x product of levers.

    `levers` are places in the model, once each; `municipality` is a place in the model; `verified`
    says whether the
    unit cost is known or only a demonstration.
    """

    account: int
    municipality: int
    calendar: int
    cents: Fraction
    levers: tuple[int, ...]
    verified: bool = True


@dataclass(frozen=True, slots=True)
class RuleCheck:
    """A rule as a sum that must not go below zero: constant + accounts (in cents) + levers.

    With `still` it is broken, instead, when one of its levers leaves its start. `told` says what is
    broken, with {n} where
    the amount goes, as may `remedy`; `excess` whether the amount is too much rather than too
    little. Where the rule is about a part of the spending, `share` is its threshold and `part`
    the accounts of the part: what is short of it is then said in percentage points.
    """

    code: str
    name: str
    level: RuleLevel
    sentence: str
    remedy: str
    source: str
    verified: bool
    constant: Fraction = ZERO
    accounts: tuple[tuple[int, Fraction], ...] = ()
    levers: tuple[tuple[int, Fraction], ...] = ()
    still: bool = False
    unit: str = "cents"
    told: str = ""
    excess: bool = False
    share: Fraction | None = None
    part: tuple[int, ...] = ()


@dataclass(frozen=True)
class Model:
    """A year of a district, ready to be moved.

    `months` are the cents expected to be spent in each month as things stand; `residue` and
    `available` are cents, None
    where not known. `need` is each municipality's part of the need; the last municipality is the
    whole district.
    """

    year: int
    title: str
    levers: tuple[ModelLever, ...]
    calendars: tuple[tuple[Fraction, ...], ...]
    municipalities: tuple[str, ...]
    accounts: tuple[Account, ...]
    terms: tuple[ModelTerm, ...]
    checks: tuple[RuleCheck, ...]
    months: tuple[int, ...] = ()
    available: int | None = None
    residue: int | None = None
    need: tuple[Fraction, ...] = ()
    fund_account: int | None = None
    unjudged: tuple[str, ...] = ()
    """Rules in force that nothing here can judge."""
    first_month: int = 1
    """The first month (1-12) that is open: a lever with a month begins there or later."""
    prepared_from: int | None = None
    """The year whose programme was copied to begin from; None where the year has its own."""
    notes: tuple[str, ...] = ()
    """What has to be said of where the figures begin from."""

    @cached_property
    def present(self) -> Position:
        """Everything where it stands now."""
        return Position(
            tuple(lever.start for lever in self.levers), tuple(map(self.usual_month, self.levers))
        )

    def usual_month(self, lever: ModelLever) -> int:
        """Where a lever begins unless told: in the first open month, or with the year."""
        return self.first_month if lever.monthly else 1

    @cached_property
    def floors(self) -> tuple[RuleCheck, ...]:
        """That nothing goes below what is spent, as sums.

        Always to be kept, by a hand and by the solver.
        """
        moved = {term.account for term in self.terms}
        return tuple(
            _floor(place, account.label, -account.floor)
            for place, account in enumerate(self.accounts)
            if account.floor is not None and place in moved
        )

    @cached_property
    def costs(self) -> frozenset[int]:
        """Places of the accounts that are spending of the fund."""
        return frozenset(
            place
            for place, account in enumerate(self.accounts)
            if account.own and place != self.fund_account
        )

    @cached_property
    def rest(self) -> tuple[tuple[Fraction, ...], ...]:
        """How often each calendar still counts from a month (0-11) to the end of the year."""
        return tuple(
            tuple(reversed(tuple(accumulate(reversed(weights))))) for weights in self.calendars
        )

    def place_of(self, code: str) -> int:
        """The place of a lever. Raises KeyError."""
        return self._places[code]

    @cached_property
    def _places(self) -> dict[str, int]:
        return {lever.code: place for place, lever in enumerate(self.levers)}


def _floor(place: int, label: str, constant: int) -> RuleCheck:
    return RuleCheck(
        "SPESO",
        f"Già speso: {label}",
        RuleLevel.BLOCK,
        "Nessuna voce scende sotto ciò che è già speso.",
        "Ridurre il taglio, o cominciarlo più tardi.",
        "Consuntivo dei mesi chiusi",
        True,
        Fraction(constant),
        ((place, Fraction(1)),),
    )


@dataclass(frozen=True, slots=True)
class Position:
    """Where each lever stands, and from which month (1-12)."""

    values: tuple[Fraction, ...]
    months: tuple[int, ...]
