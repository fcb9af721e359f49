"""How long a text may be, said in numbers: whoever pasted too much knows how much has to go."""

from __future__ import annotations

from udp_core.archive.fitting import characters
from udp_core.kernel.italian import number
from udp_core.kernel.problem import Problem

TOO_LONG = "C02"


def too_long(text: str, longest: int, label: str = "") -> Problem | None:
    """None where it fits, or where `longest` is zero: what is judged by how it reads."""
    beyond = len(text) - longest
    if not longest or beyond <= 0:
        return None
    what = f"«{label}» ha" if label else "Il testo ha"
    remedy = (
        f"Accorciarlo di {number(beyond)}: finché è più lungo non si salva, e non si taglia nulla."
    )
    return Problem(TOO_LONG, f"{what} {characters(len(text), longest)}.", remedy, value=text[:60])
