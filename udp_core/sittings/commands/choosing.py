"""What a decision chooses: scenarios of its own district, a day to look at it again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import Connection

from udp_core.archive.images import read_by_id
from udp_core.kernel import italian
from udp_core.kernel.problem import Problem
from udp_core.simulation.entities import Scenario
from udp_core.sittings.queries.sittings import SittingRow


def wrong_scenarios(
    connection: Connection, row: SittingRow, chosen: Sequence[str | None]
) -> Iterator[Problem]:
    """The scenario that is decided and those that are not: each once, of the district that
    decides.
    """
    named = [one for one in chosen if one]
    found = read_by_id(connection, Scenario, named)
    ours = {one for one, (_, image) in found.items() if image["district_id"] == row.district}
    for one in named:
        if one not in ours:
            yield Problem("D49", "Lo scenario non c’è.", "Sceglierne uno dell’elenco.", value=one)
    if len(set(named)) < len(named):
        sentence = "Uno scenario è scelto e scartato insieme, o scartato due volte."
        yield Problem("D59", sentence, "Togliere ciò che si ripete.")


def wrong_review(row: SittingRow, again: date | None) -> Iterator[Problem]:
    """What is decided is looked at again on a day that is still to come."""
    if again is not None and again <= row.held_on:
        said = italian.day(again)
        sentence = f"Si rivedrebbe il {said}, e la seduta è del {italian.day(row.held_on)}."
        yield Problem("D61", sentence, "Scrivere un giorno dopo la seduta.", value=said)
