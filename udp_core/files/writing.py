"""Cells on their way out: the text that reading gives the same stored value back from."""

from __future__ import annotations

from decimal import Decimal

from udp_core.archive.field import Kind, Spec
from udp_core.archive.storage import MILLI
from udp_core.files.cell import Stored
from udp_core.kernel.formulas import guarded
from udp_core.kernel.money import CENTS_PER_EURO


def cell_text(spec: Spec, value: Stored) -> str:
    """A stored value in plain writing.

    Amounts in euro, decimals with a dot, flags in words, a missing value empty.
    """
    if value is None:
        return ""
    match spec.kind:
        case Kind.CENTS:
            return f"{Decimal(value) / CENTS_PER_EURO:.2f}"
        case Kind.DECIMAL:
            return f"{(Decimal(value) / MILLI).normalize():f}"
        case Kind.FLAG:
            return "true" if value else "false"
        case Kind.TEXT:
            return guarded(str(value))
        case _:
            return str(value)
