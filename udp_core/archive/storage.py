"""How a value lies in the database.

Whole numbers and text only, the same on SQLite (STRICT) and PostgreSQL.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sqlalchemy import BigInteger, Dialect, Integer, Text, types

from udp_core.kernel.vocabulary import Term

WHOLE = BigInteger().with_variant(Integer(), "sqlite")
"""64-bit whole number."""
MILLI = 1000


class Day(types.TypeDecorator[date]):
    """A date as ISO text `2026-11-07`."""

    impl = Text
    cache_ok = True

    # SQLAlchemy's signature
    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """To ISO text."""
        return None if value is None else value.isoformat()

    # SQLAlchemy's signature
    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:  # noqa: ARG002
        """From ISO text."""
        return None if value is None else date.fromisoformat(value)


class Thousandths(types.TypeDecorator[Decimal]):
    """An exact decimal with at most three decimals, as whole thousandths."""

    impl = BigInteger().with_variant(Integer(), "sqlite")
    cache_ok = True

    # SQLAlchemy's signature
    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """To thousandths. Raises ValueError where there are more than three decimals."""
        if value is None:
            return None
        thousandths = Fraction(value) * MILLI
        if thousandths.denominator != 1:
            message = f"{value} has more than three decimals"
            raise ValueError(message)
        return thousandths.numerator

    # SQLAlchemy's signature
    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:  # noqa: ARG002
        """From thousandths."""
        return None if value is None else Decimal(value) / MILLI


class Flag(types.TypeDecorator[bool]):
    """Yes or no, as 1 or 0."""

    impl = Integer
    cache_ok = True

    # SQLAlchemy's signature
    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """To 1 or 0."""
        return None if value is None else int(value)

    # SQLAlchemy's signature
    def process_result_value(self, value: int | None, dialect: Dialect) -> bool | None:  # noqa: ARG002
        """From 1 or 0."""
        return None if value is None else bool(value)


class Choice(types.TypeDecorator[Term]):
    """A member of a closed list, as its stored word."""

    impl = Text
    cache_ok = True

    def __init__(self, terms: type[Term], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.terms = terms
        self._members = {term.value: term for term in terms}

    # SQLAlchemy's signature
    def process_bind_param(self, value: Term | str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """To the stored word."""
        return None if value is None else str(self.terms.of(value))

    # SQLAlchemy's signature
    def process_result_value(self, value: str | None, dialect: Dialect) -> Term | None:  # noqa: ARG002
        """From the stored word; looked up here, as screens read thousands.

        ValueError where it is none of the list.
        """
        return None if value is None else self._members.get(value) or self.terms.of(value)
