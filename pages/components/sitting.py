"""What the parts of a sitting at the desk share: how it is called, how its rows are written."""

from __future__ import annotations

from pages.components.commanding import UNCHANGED, carry_out
from pages.components.context import context, read
from pages.components.texts import Texts
from udp_core.archive.asking import Asked
from udp_core.kernel import italian
from udp_core.people.rules import Actor
from udp_core.simulation.queries.scenarios import scenarios
from udp_core.simulation.terms import ScenarioState
from udp_core.sittings.queries.sittings import ItemRow, SittingRow
from udp_core.writing.saving import Edit, Saved, SaveRows, save_rows


def sitting_name(row: SittingRow) -> str:
    """A sitting among others."""
    return f"{italian.day(row.held_on)}, {row.body}"


def item_name(item: ItemRow) -> str:
    """A point among others."""
    return f"{item.number}. {item.title}"


def save(
    edits: list[Edit], actor: Actor, reason: str, said: str, texts: Texts | None = None
) -> None:
    """Write some rows of the sitting as one command; `texts` are those of the form."""
    here = context()

    def work(asked: Asked) -> Saved:
        return save_rows(here.engine, SaveRows(asked, actor.officer_id, edits, here.today))

    carry_out(work, actor, reason, lambda saved: said if saved.touched else UNCHANGED, texts=texts)


def known_scenarios() -> dict[str, str]:
    """The scenarios that are not put away, id to name."""
    return {
        one.id: one.name
        for one in read(scenarios, context().district)
        if one.state is not ScenarioState.ARCHIVED
    }
