"""A stored value as people read it and type it: «12.000,00», «10/11/2026», «in corso»."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from udp_core.archive.field import Kind, Spec
from udp_core.archive.storage import MILLI
from udp_core.files.cell import Stored
from udp_core.kernel import italian
from udp_core.kernel.money import Money

YES, NO = "sì", "no"
LAST_YEAR = 2200
"""A whole number that may be larger counts something: it is shown with its dots.

Years and places of a list are not.
"""


def words_of(spec: Spec, value: Stored) -> str:
    """A stored value as it is shown and typed."""
    if value is None:
        return ""
    match spec.kind:
        case Kind.CENTS:
            return italian.euro(Money(int(value))).removesuffix("€").strip()
        case Kind.WHOLE if (spec.most or 0) > LAST_YEAR:
            return italian.number(int(value))
        case Kind.DECIMAL if spec.is_share:
            return italian.share(int(value))
        case Kind.DECIMAL:
            exact = Decimal(int(value)) / MILLI
            return italian.number(exact, max(0, -int(exact.normalize().as_tuple().exponent)))
        case Kind.DAY:
            return italian.day(date.fromisoformat(str(value)))
        case Kind.FLAG:
            return YES if value else NO
        case Kind.CHOICE:
            return spec.terms.of(str(value)).label if spec.terms else str(value)
    return spec.called.of(str(value)) if spec.called else str(value)
