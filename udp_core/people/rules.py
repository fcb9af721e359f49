"""Who may do what: roles, each inside the scope of a mandate; and positions needed and filled.

Nothing here knows how somebody proved who they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from udp_core.kernel.vocabulary import Right, Role, StaffCategory


@dataclass(frozen=True, slots=True)
class RowSubject:
    """What a deed is about; None where it belongs to the whole district, or to no ambito."""

    district_id: str | None = None
    area_id: str | None = None
    municipality_id: str | None = None


@dataclass(frozen=True, slots=True)
class Grant:
    """A mandate in force: a role in a district, where given only in an ambito or in a Comune."""

    role: Role
    district_id: str
    area_id: str | None = None
    municipality_id: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody known, active, with the mandates in force today."""

    officer_id: str
    name: str
    grants: tuple[Grant, ...]

    def may(self, right: Right, subject: RowSubject) -> bool:
        """True where one of the mandates allows it."""
        return any(allows(grant, right, subject) for grant in self.grants)

    def ever_may(self, right: Right) -> bool:
        """True where one of the mandates allows it on something: what is worth showing."""
        return any(right in _RIGHTS[grant.role] for grant in self.grants)

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles held, each once."""
        return tuple(dict.fromkeys(grant.role for grant in self.grants))

    @property
    def role_words(self) -> str:
        """The roles in Italian: what history writes beside who."""
        return ", ".join(role.label for role in self.roles)

    def scopes(self, role: Role) -> Iterable[Grant]:
        """The mandates of a role."""
        return (grant for grant in self.grants if grant.role is role)

    def reaches(self, table: str, row_id: str) -> bool:
        """True of a row that who may something of its subject may touch: for a mandate, of any."""
        return bool(table and row_id)


@dataclass(frozen=True, slots=True)
class OutsideActor(Actor):
    """Somebody of another body, let in by the link of a request: an operator outside.

    They give the figures that were asked of them, `rows` by register and id, in one district. They
    read nothing, confirm nothing, validate nothing.
    """

    district_id: str
    rows: frozenset[tuple[str, str]]

    def may(self, right: Right, subject: RowSubject) -> bool:
        """True of giving a figure of the district that asks."""
        return right is Right.ENTER and subject.district_id == self.district_id

    def ever_may(self, right: Right) -> bool:
        """True of giving figures."""
        return right is Right.ENTER

    def reaches(self, table: str, row_id: str) -> bool:
        """True of the rows that were asked, and of no other."""
        return (table, row_id) in self.rows

    @property
    def role_words(self) -> str:
        """What history writes beside who: the body, by its name."""
        return f"operatore esterno: {self.name}"


_RIGHTS: dict[Role, frozenset[Right]] = {
    Role.COMMITTEE: frozenset({Right.READ}),
    Role.AREA_EDITOR: frozenset({Right.READ, Right.ENTER, Right.CONFIRM, Right.PROPOSE}),
    Role.MUNICIPALITY_EDITOR: frozenset({Right.READ, Right.ENTER, Right.CONFIRM, Right.PROPOSE}),
    Role.COORDINATOR: frozenset(
        {Right.READ, Right.ENTER, Right.CONFIRM, Right.VALIDATE, Right.ARRANGE, Right.PROPOSE}
    ),
    Role.ADMINISTRATOR: frozenset({Right.READ, Right.ADMINISTER}),
}
_ANYWHERE = frozenset({Right.READ, Right.PROPOSE})
"""Deeds that a mandate in an ambito or a Comune allows in the whole district."""


def allows(grant: Grant, right: Right, subject: RowSubject) -> bool:
    """True where a mandate allows a deed on a subject.

    A mandate in a Comune reaches only what belongs to that Comune, one in an ambito only what
    belongs to that ambito;
    an editor without a scope reaches nothing.
    """
    if right not in _RIGHTS[grant.role] or subject.district_id not in {None, grant.district_id}:
        return False
    if right in _ANYWHERE or grant.role in {Role.COORDINATOR, Role.ADMINISTRATOR}:
        return True
    if grant.role is Role.MUNICIPALITY_EDITOR:
        return (
            grant.municipality_id is not None and grant.municipality_id == subject.municipality_id
        )
    return grant.area_id is not None and grant.area_id == subject.area_id


@dataclass(frozen=True, slots=True)
class OfficePosition:
    """A position: full-time equivalents needed and filled."""

    profile: str
    category: StaffCategory
    required: Decimal
    filled: Decimal

    @property
    def vacant(self) -> Decimal:
        """What is missing; never negative."""
        return max(Decimal(0), self.required - self.filled)


def required_by_category(positions: Sequence[OfficePosition]) -> dict[StaffCategory, Decimal]:
    """Full-time equivalents needed, by category."""
    found: dict[StaffCategory, Decimal] = {}
    for position in positions:
        found[position.category] = found.get(position.category, Decimal(0)) + position.required
    return found


def coverage(positions: Sequence[OfficePosition]) -> Fraction | None:
    """Filled over required (indicator SY-11); None where nothing is required."""
    required = sum(position.required for position in positions)
    filled = sum(min(position.filled, position.required) for position in positions)
    return Fraction(filled) / Fraction(required) if required else None
