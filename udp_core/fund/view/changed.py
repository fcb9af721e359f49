"""Why a residue changed, in words that hold even where a new cost makes it grow."""

from __future__ import annotations

from udp_core.fund.rules.bridge import BridgePart
from udp_core.kernel import italian
from udp_core.kernel.money import ZERO, total


def forecast_words(part: BridgePart) -> str:
    """Which months were forecast again and what that moved.

    The months themselves are the rows of the part.

    A month whose spending has come leaves the forecast: where it had been estimated at more, the
    residue grows.
    """
    told = [row for row in part.rows if row.after is None]
    again = [row for row in part.rows if row.after is not None]
    freed = total(row.before or ZERO for row in told)
    moved = total((row.before or ZERO) - (row.after or ZERO) for row in again)
    said = []
    if told:
        said.append(
            f"di {_months(len(told))} è arrivata la spesa, e la stima di {italian.euro(freed)}"
            " non serve più"
        )
    if again:
        said.append(
            f"la stima di {_months(len(again))} è cambiata"
            f" ({italian.signed(italian.euro(moved))} sul residuo)"
        )
    return (
        f"Previsione rifatta, {italian.signed(italian.euro(part.amount))}: {'; '.join(said)}."
        if said
        else ""
    )


def _months(count: int) -> str:
    return italian.plural(count, "mese di una voce", "mesi di voci")
