"""The fields of an entity: each says its type, its limits and its Italian label once.

Everything else is derived.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Text
from sqlmodel import Field

from udp_core.archive.storage import WHOLE, Choice, Day, Flag, Thousandths
from udp_core.kernel.code_words import CodeWords
from udp_core.kernel.money import LARGEST_CENTS
from udp_core.kernel.vocabulary import Origin, Term


class Kind(StrEnum):
    """What a cell of this field holds."""

    CODE = "code"
    TEXT = "text"
    WHOLE = "whole"
    CENTS = "cents"
    DECIMAL = "decimal"
    DAY = "day"
    FLAG = "flag"
    CHOICE = "choice"
    REFERENCE = "reference"
    FIGURE = "figure"
    """A published number, kept as printed: exact decimal text of any length."""


class Time(StrEnum):
    """What a day asks of somebody."""

    DUE = "due"
    """Something is to be done by that day."""
    EXPIRES = "expires"
    """Something ends that day, and is renewed before, or let go."""
    ANSWER = "answer"
    """Something came that day, and is answered within so many days."""
    VERIFIED = "verified"
    """Something was looked at that day, and is looked at again within so many days."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a day begins to ask: `days` of notice before it, or of time after it.

    `closed_by` is the field that, once written, says that it was done.
    """

    kind: Time
    days: int
    closed_by: str = ""


@dataclass(frozen=True, slots=True)
class Spec:
    """What is known of a field beside its name. Lengths in characters, limits included.

    `allowed` are the only words, and `pattern` the form, of a published column that has a list or a
    form of its own.
    `called` are the words by which people know the codes of this field.
    `deadline` is what a day asks, and of when.
    `by_step`: written by the step of a state and by nobody's hand.
    `is_share`: a part of a whole, kept from 0 to 1; whoever reads or types it does so in percent,
    from 0 to 100.
    """

    label: str
    kind: Kind
    required: bool = True
    unit: str = ""
    help: str = ""
    longest: int = 0
    least: int | None = None
    most: int | None = None
    terms: type[Term] | None = None
    refers_to: str = ""
    allowed: tuple[str, ...] = ()
    pattern: str = ""
    is_share: bool = False
    called: CodeWords | None = None
    deadline: Deadline | None = None
    by_step: bool = False

    @property
    def heading(self) -> str:
        """The label over what is typed, with its unit: «Importo (€)», «Peso (%)»."""
        unit = "%" if self.is_share else self.unit
        return f"{self.label} ({unit})" if unit else self.label


CODE_PATTERN = r"[A-Za-z0-9][A-Za-z0-9._-]*"
LONGEST_CODE = 60
LONGEST_ID = 300
LONGEST_LINE = 300
LONGEST_TEXT = 4000


def _field(spec: Spec, sa_type: Any, **kwargs: Any) -> Any:
    if not spec.required:
        kwargs.setdefault("default", None)
    return Field(
        sa_type=sa_type,
        nullable=not spec.required,
        sa_column_kwargs={"info": {"spec": spec}},
        **kwargs,
    )


# the word of the field
# the word of the field
def code(label: str, *, help: str = "", called: CodeWords | None = None) -> Any:  # noqa: A002
    """A short code of letters, digits, dots and dashes: part of the entity's key."""
    return _field(Spec(label, Kind.CODE, help=help, longest=LONGEST_CODE, called=called), Text)


def text(
    label: str,
    *,
    required: bool = True,
    longest: int = LONGEST_LINE,
    help: str = "",  # noqa: A002
    called: CodeWords | None = None,
) -> Any:
    """One line, or several where `longest` is LONGEST_TEXT."""
    return _field(Spec(label, Kind.TEXT, required, help=help, longest=longest, called=called), Text)


def whole(
    label: str,
    *,
    required: bool = True,
    least: int = 0,
    most: int = 10**9,
    unit: str = "",
    help: str = "",  # noqa: A002
) -> Any:
    """A whole number inside limits."""
    return _field(Spec(label, Kind.WHOLE, required, unit, help, least=least, most=most), WHOLE)


def cents(label: str, *, required: bool = True, negative: bool = False, help: str = "") -> Any:  # noqa: A002
    """An amount in whole cents; its column is named `..._cents`."""
    least = -LARGEST_CENTS if negative else 0
    return _field(
        Spec(label, Kind.CENTS, required, "€", help, least=least, most=LARGEST_CENTS), WHOLE
    )


def decimal(
    label: str,
    *,
    required: bool = True,
    negative: bool = False,
    most: int = 10**9,
    unit: str = "",
    help: str = "",  # noqa: A002
) -> Any:
    """An exact decimal of at most three decimals, inside limits."""
    least = -most if negative else 0
    return _field(
        Spec(label, Kind.DECIMAL, required, unit, help, least=least, most=most), Thousandths
    )


def share(label: str, *, required: bool = True, help: str = "") -> Any:  # noqa: A002
    """A part of a whole, exact to the thousandth.

    Kept from 0 to 1, shown and typed from 0 to 100 %.
    """
    spec = Spec(label, Kind.DECIMAL, required, help=help, least=0, most=1, is_share=True)
    return _field(spec, Thousandths)


def day(
    label: str,
    *,
    required: bool = True,
    help: str = "",  # noqa: A002
    by_step: bool = False,
) -> Any:
    """A date; `by_step` where a step writes it, never a hand."""
    return _field(Spec(label, Kind.DAY, required, help=help, by_step=by_step), Day)


NOTICE_TO_DO, NOTICE_TO_RENEW, DAYS_TO_ANSWER, DAYS_VERIFIED = 30, 180, 30, 180


def due(
    label: str, *, closed_by: str = "", notice: int = NOTICE_TO_DO, required: bool = True
) -> Any:
    """The day by which something is done; `closed_by` is the field that says when it was."""
    return _time(label, Deadline(Time.DUE, notice, closed_by), required=required)


def expires(label: str, *, notice: int = NOTICE_TO_RENEW, required: bool = False) -> Any:
    """The last day of something that is renewed or let go; none where it has no end."""
    return _time(label, Deadline(Time.EXPIRES, notice), required=required)


def answer_within(
    label: str, *, closed_by: str, days: int = DAYS_TO_ANSWER, required: bool = True
) -> Any:
    """The day on which something came that is answered within so many days."""
    return _time(label, Deadline(Time.ANSWER, days, closed_by), required=required)


def verified_within(label: str, *, days: int, required: bool = False) -> Any:
    """The day on which something was last looked at; it is looked at again in so many days."""
    return _time(label, Deadline(Time.VERIFIED, days), required=required)


def _time(label: str, deadline: Deadline, *, required: bool) -> Any:
    return _field(Spec(label, Kind.DAY, required, deadline=deadline), Day)


def flag(label: str, *, help: str = "") -> Any:  # noqa: A002
    """Yes or no."""
    return _field(Spec(label, Kind.FLAG, help=help), Flag)


def choice(terms: type[Term], label: str, *, required: bool = True, help: str = "") -> Any:  # noqa: A002
    """A member of a closed list."""
    return _field(Spec(label, Kind.CHOICE, required, help=help, terms=terms), Choice(terms))


def reference(
    table: str,
    label: str,
    *,
    required: bool = True,
    index: bool = True,
    help: str = "",  # noqa: A002
    by_step: bool = False,
) -> Any:
    """The id of a row of `table`; not indexed where a table is large and never searched by it.

    `by_step` where a step writes it, never a hand.
    """
    spec = Spec(
        label,
        Kind.REFERENCE,
        required,
        help=help,
        longest=LONGEST_ID,
        refers_to=table,
        by_step=by_step,
    )
    return _field(spec, Text, foreign_key=f"{table}.id", index=index)


def origin() -> Any:
    """Real or demonstration: every stored figure says it."""
    return choice(Origin, "Natura del dato")


def as_of() -> Any:
    """The day a figure speaks of."""
    return day("Situazione al", help="Giorno a cui il dato si riferisce")


def source() -> Any:
    """The act or publication a figure comes from."""
    return text("Fonte o atto")
