"""What stands on a closed year, and is written no more by any hand."""

from __future__ import annotations

from collections.abc import Collection

from udp_core.archive.entity import Entity, Image
from udp_core.fund.entities.decided import FundClosure, VoceTransfer
from udp_core.fund.entities.fund import CarryOver, FundYear
from udp_core.kernel.problem import Problem
from udp_core.kernel.vocabulary import AmountStatus
from udp_core.simulation.entities import ProgrammeVariation

OF_NO_FIGURE: frozenset[type[Entity]] = frozenset({FundClosure, VoceTransfer, ProgrammeVariation})
"""Of a fund year, and no figure of it.

The closure itself, and what was asked and decided before it.
"""


def in_closed_year(
    entity: type[Entity], row_id: str, image: Image, closed: Collection[str]
) -> Problem | None:
    """Why a row is of a closed year, or is the residue that its closing carried on; else None."""
    if (row_id if entity is FundYear else image.get("fund_year_id")) in closed:
        remedy = "Riaprirlo con un motivo, o scrivere nell’anno nuovo."
        return Problem("W10", "L’anno del fondo è chiuso.", remedy)
    if entity is CarryOver and image["status"] == AmountStatus.OFFICIAL.value:
        year = str(image["from_year"])
        if f"{str(image['fund_year_id']).rpartition(':')[0]}:{year}" in closed:
            sentence = f"Il {year} è chiuso, e il suo residuo lo porta la chiusura."
            remedy = f"Riaprire il {year} con un motivo, e chiuderlo di nuovo."
            return Problem("W24", sentence, remedy, value=year)
    return None
