"""What the parts of a sitting at the desk share: how it is called, how its rows are written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

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

CHOSEN = "seduta"
"""In the address: the sitting that is shown."""


def sitting_names(rows: Sequence[SittingRow]) -> dict[str, str]:
    """Each sitting among the others: with its hour, where a body sits twice on a day."""
    names = {one.id: f"{italian.day(one.held_on)}, {one.body}" for one in rows}
    told = Counter(names.values())
    return {
        one.id: f"{name}, ore {one.starts_at}" if told[name] > 1 else name
        for one, name in zip(rows, names.values(), strict=True)
    }


def item_name(item: ItemRow) -> str:
    """A point among others."""
    return f"{item.number}. {item.title}"


def save(  # noqa: PLR0917 - rows, of whom, why, and what then
    edits: list[Edit],
    actor: Actor,
    reason: str,
    said: str,
    texts: Texts | None = None,
    then: Callable[[], None] = lambda: None,
) -> None:
    """Write some rows of the sitting as one command; `texts` are those of the form.

    `then` is done once they are written.
    """
    here = context()

    def work(asked: Asked) -> Saved:
        return save_rows(here.engine, SaveRows(asked, actor.officer_id, edits, here.today))

    def words(saved: Saved) -> str:
        return said if saved.touched else UNCHANGED

    carry_out(work, actor, reason, words, lambda _: then(), texts=texts)


def known_scenarios() -> dict[str, str]:
    """The scenarios that are not put away, id to name."""
    return {
        one.id: one.name
        for one in read(scenarios, context().district)
        if one.state is not ScenarioState.ARCHIVED
    }
