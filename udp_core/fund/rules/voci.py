"""The voci: their tree, the light of each, and which of several statements of an amount holds.

Amounts of leaves are rolled up by parent, never by the letters of a code (DOMAIN.md 4.3).
Allotments steer, they are not airtight (K3): a voce within five per cent of what was expected is on
track. Of several statements the latest official holds, else the latest estimated, never their sum.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Generic, Protocol, TypeVar

from udp_core.kernel.italian import euro_short, percent, signed
from udp_core.kernel.money import ZERO, Money, total
from udp_core.kernel.status import Judgement, Status, capped_by_data
from udp_core.kernel.vocabulary import (
    AllocationLine,
    AmountStatus,
    FrnaArea,
    MacroSection,
    StatusLevel,
)
from udp_core.thresholds.rules import VoceThresholds

Key = TypeVar("Key", bound=Hashable)
WHOLE = Fraction(1)


@dataclass(frozen=True, slots=True)
class VoceNode:
    """A voce: its code, the voce above it (None at the top), its area and macro-section."""

    code: str
    parent: str | None
    area: FrnaArea
    macro: MacroSection


@dataclass(frozen=True, slots=True)
class VoceTree:
    """The voci by code, in their order.

    Raises ValueError on a repeated code, an unknown parent or a circle.
    """

    nodes: tuple[VoceNode, ...]

    def __post_init__(self) -> None:
        by_code = self.by_code
        if len(by_code) != len(self.nodes):
            raise ValueError("a voce appears twice")
        if lost := [
            node.code
            for node in self.nodes
            if node.parent is not None and node.parent not in by_code
        ]:
            raise ValueError(f"voci under a voce that is not there: {', '.join(lost)}")
        for code in by_code:
            self._refuse_circle(code)

    def _refuse_circle(self, code: str) -> None:
        seen: set[str] = set()
        for step in self.line_of(code):
            if step in seen:
                raise ValueError(f"voce {code} is above itself")
            seen.add(step)

    @property
    def by_code(self) -> Mapping[str, VoceNode]:
        """The voci by code."""
        return {node.code: node for node in self.nodes}

    @property
    def leaves(self) -> tuple[VoceNode, ...]:
        """The voci that carry amounts: those with none below."""
        parents = {node.parent for node in self.nodes}
        return tuple(node for node in self.nodes if node.code not in parents)

    def line_of(self, code: str) -> Iterator[str]:
        """The voce and those above it, up to the top."""
        by_code = self.by_code
        step: str | None = code
        while step is not None:
            yield step
            step = by_code[step].parent

    def children(self, code: str | None) -> tuple[VoceNode, ...]:
        """The voci directly below; of None, those at the top."""
        return tuple(node for node in self.nodes if node.parent == code)

    def within(self, code: str) -> tuple[VoceNode, ...]:
        """The leaves of a voce (itself, where it is a leaf)."""
        return tuple(leaf for leaf in self.leaves if code in self.line_of(leaf.code))


@dataclass(frozen=True, slots=True)
class RollUp:
    """Sums of leaf amounts. A voce, macro-section or area without data is absent, never zero.

    `total` of none is zero.

    Every sum is made from the same leaf amounts, so that I10 holds by construction.
    """

    by_voce: Mapping[str, Money]
    by_macro: Mapping[MacroSection, Money]
    by_area: Mapping[FrnaArea, Money]
    by_area_and_macro: Mapping[tuple[FrnaArea, MacroSection], Money]
    total: Money


def roll_up(tree: VoceTree, amounts: Mapping[str, Money]) -> RollUp:
    """Sums of `amounts` (by leaf code) at every level.

    Raises ValueError on a code that is no leaf of the tree.
    """
    leaves = {leaf.code: leaf for leaf in tree.leaves}
    if strangers := [code for code in amounts if code not in leaves]:
        raise ValueError(f"amounts belong to leaves, not to {', '.join(strangers)}")
    found = [(leaves[code], amount) for code, amount in amounts.items()]
    return RollUp(
        by_voce=_summed(
            (step, amount) for leaf, amount in found for step in tree.line_of(leaf.code)
        ),
        by_macro=_summed((leaf.macro, amount) for leaf, amount in found),
        by_area=_summed((leaf.area, amount) for leaf, amount in found),
        by_area_and_macro=_summed(((leaf.area, leaf.macro), amount) for leaf, amount in found),
        total=Money(sum(amount.cents for _, amount in found)),
    )


def _summed(parts: Iterable[tuple[Key, Money]]) -> Mapping[Key, Money]:
    sums: dict[Key, Money] = {}
    for key, amount in parts:
        sums[key] = sums.get(key, ZERO) + amount
    return MappingProxyType(sums)


def attribute_cross_cutting(
    by_area: Mapping[FrnaArea, Money], shares: Mapping[FrnaArea, Fraction]
) -> Mapping[FrnaArea, Money]:
    """Amounts by area with the cross-cutting one shared out (I11), by largest remainders.

    The total stays the same.

    Raises ValueError where the shares do not add up to 1 (`identities.i11_cross_cutting` says it to
    a person) or give
    a part back to cross-cutting.
    """
    if sum(shares.values()) != WHOLE or FrnaArea.CROSS in shares:
        raise ValueError("cross-cutting shares go to the other areas and add up to 1")
    if FrnaArea.CROSS not in by_area:
        return by_area
    parts = by_area[FrnaArea.CROSS].split(tuple(shares.values()))
    direct = ((area, amount) for area, amount in by_area.items() if area is not FrnaArea.CROSS)
    return _summed((*direct, *zip(shares, parts, strict=True)))


DEFAULT_THRESHOLDS = VoceThresholds()


@dataclass(frozen=True, slots=True)
class VoceAmounts:
    """What a voce is judged on; None is missing."""

    used: Money | None
    expected: Money | None
    forecast: Money | None
    programmed: Money | None


def voce_status(
    amounts: VoceAmounts,
    stale_reasons: tuple[str, ...] = (),
    thresholds: VoceThresholds = DEFAULT_THRESHOLDS,
) -> Status:
    """The light of a voce now (used against expected to date) and at year end (forecast against
    programmed).
    """
    now = _judged("Speso", amounts.used, amounts.expected, "atteso a questa data", thresholds)
    at_year_end = _judged(
        "Previsione al 31/12", amounts.forecast, amounts.programmed, "programmato", thresholds
    )
    return Status(
        capped_by_data(now, stale_reasons=stale_reasons),
        capped_by_data(at_year_end, stale_reasons=stale_reasons),
    )


def _judged(
    what: str, found: Money | None, base: Money | None, base_name: str, thresholds: VoceThresholds
) -> Judgement:
    if found is None or base is None:
        return Judgement(StatusLevel.STALE, (f"{what}: mancano i dati per il confronto.",))
    share = found.share_of(base)
    if share is None:
        level = StatusLevel.CRITICAL if found else StatusLevel.ON_TRACK
        return Judgement(level, (f"{what} {euro_short(found)}, nulla era {base_name}.",))
    gap = share - 1
    reason = (
        f"{what} {euro_short(found)}, {signed(percent(gap))} su quanto {base_name}"
        f" ({euro_short(base)})."
    )
    return Judgement(_level(gap, thresholds), (reason,))


def _level(gap: Fraction, thresholds: VoceThresholds) -> StatusLevel:
    if abs(gap) <= thresholds.on_track:
        return StatusLevel.ON_TRACK
    critical = gap > thresholds.over or -gap > thresholds.under
    return StatusLevel.CRITICAL if critical else StatusLevel.ATTENTION


class Statement(Protocol):
    """One statement of an amount: what it speaks of, how sure it is, the day it holds for."""

    @property
    def subject(self) -> Hashable:
        """What the amount is of; statements with the same subject replace each other."""

    @property
    def status(self) -> AmountStatus:
        """Estimated or official."""

    @property
    def as_of(self) -> date:
        """The day it holds for."""

    @property
    def amount(self) -> Money:
        """The whole amount of the subject, not a change to it."""


@dataclass(frozen=True, slots=True)
class StatedAmount:
    """The whole value of a line under an act (DOMAIN.md 12.2).

    `act` is None where the act is not known.
    """

    line: AllocationLine
    status: AmountStatus
    amount: Money
    as_of: date
    act: str | None = None

    @property
    def subject(self) -> AllocationLine:
        """A line is stated again by every later act."""
        return self.line


@dataclass(frozen=True, slots=True)
class StatedResidue:
    """The residue of `from_year` brought in, as stated on a day."""

    from_year: int
    status: AmountStatus
    amount: Money
    as_of: date

    @property
    def subject(self) -> int:
        """The residue of a year is stated again when its accounts become final."""
        return self.from_year


Stated = TypeVar("Stated", bound=Statement)


@dataclass(frozen=True, slots=True)
class HistoryStep(Generic[Stated]):
    """A statement and whether a later or more certain one has taken its place."""

    row: Stated
    superseded: bool


def current(rows: Iterable[Stated]) -> tuple[Stated, ...]:
    """The statement that holds for each subject, in the order in which the subjects first appear.

    A table's key keeps statements of one subject, status and day unique; among equals the first one
    given holds.
    """
    holding: dict[Hashable, Stated] = {}
    for row in rows:
        known = holding.setdefault(row.subject, row)
        if _strength(row) > _strength(known):
            holding[row.subject] = row
    return tuple(holding.values())


def _strength(row: Statement) -> tuple[bool, date]:
    return row.status is AmountStatus.OFFICIAL, row.as_of


def assigned(rows: Iterable[StatedAmount]) -> Money:
    """What is assigned: the current value of every line.

    Zero of no rows: whoever shows it says «n.d.» then.
    """
    return total(row.amount for row in current(rows))


def carried_in(rows: Iterable[StatedResidue]) -> Money:
    """What comes from earlier years: the current value of each year's residue. Zero of no rows."""
    return total(row.amount for row in current(rows))


def history(rows: Iterable[Stated]) -> tuple[HistoryStep[Stated], ...]:
    """Every statement by subject and day, the older of a subject marked as superseded."""
    given = tuple(rows)
    holding = {row.subject: row for row in current(given)}
    order = {subject: place for place, subject in enumerate(holding)}
    ordered = sorted(given, key=lambda row: (order[row.subject], row.as_of))
    return tuple(HistoryStep(row, superseded=holding[row.subject] is not row) for row in ordered)
