"""The residue that a closing carried on is written by no hand: I7 would no longer hold."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from tests.made_desk import FUND, E
from tests.made_rows import fingerprint, load, sound
from tests.service.test_closing import AFTER, LATER, NEXT, carried, desk, new, ready
from udp_core.archive.entity import Image
from udp_core.fund.commands.closing import close_year, reopen_year
from udp_core.kernel.problem import RefusedError
from udp_core.writing.loading import Batch
from udp_core.writing.saving import Edit, SaveRows, save_rows

__all__ = ["desk"]
CARRIED = f"{NEXT}:2026:official:{AFTER.isoformat()}"


def row(day: str, euro: int, **values: int | str) -> Image:
    own = {"fund_year_id": NEXT, "from_year": 2026, "status": "official", **values}
    return sound(E["carry_over"], amount_cents=euro * 100, as_of=day, **own)


BY_HAND = {
    "changed": Edit(E["carry_over"], {"amount_cents": 17_000_00}, CARRIED, 1, "Prova"),
    "removed": Edit(E["carry_over"], {}, CARRIED, 1, "Prova", remove=True),
    "another": Edit(E["carry_over"], row("2027-02-01", 9_000)),
}


@pytest.mark.parametrize("edit", BY_HAND.values(), ids=BY_HAND)
def test_what_a_closing_carried_is_changed_by_opening_the_year_again(
    desk: Engine, edit: Edit
) -> None:
    ready(desk)
    close_year(desk, new(), "anna", FUND, AFTER)
    before = fingerprint(desk)
    with pytest.raises(RefusedError) as caught:
        save_rows(desk, SaveRows(new(), "anna", [edit], LATER))
    assert "W24" in {one.code for one in caught.value.problems}
    assert fingerprint(desk) == before


def test_nor_by_file_and_a_forecast_may_be_written(desk: Engine) -> None:
    ready(desk)
    close_year(desk, new(), "anna", FUND, AFTER)
    with pytest.raises(RefusedError) as caught:
        load(desk, Batch(E["carry_over"], [(None, row("2027-02-01", 9_000))]))
    assert [one.code for one in caught.value.problems] == ["W24"]
    load(desk, Batch(E["carry_over"], [(None, row("2027-02-01", 9_000, status="estimated"))]))
    reopen_year(desk, new(), "anna", FUND, LATER)
    save_rows(desk, SaveRows(new(), "anna", [BY_HAND["another"]], LATER))
    assert ("2027-02-01", 9_000_00) in carried(desk)
