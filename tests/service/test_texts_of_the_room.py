"""What is typed in the room is from one letter to the longest that its field holds."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Engine

from tests.made_sitting import SITTING, TODAY, asked, move, officers
from tests.service.test_acts_made import NEW, approved, made, refused
from tests.service.test_acts_made import archive as asking
from tests.service.test_next_sitting import row_of
from tests.service.test_sitting import archive
from udp_core.archive.field import LONGEST_LINE
from udp_core.kernel.problem import RefusedError
from udp_core.sittings.commands.making_act import LONGEST_NUMBER
from udp_core.sittings.commands.postponing import When, postpone_sitting
from udp_core.sittings.entities import LONGEST_PLACE

__all__ = ["approved", "archive", "asking"]


class TestOfAnAct:
    """Its number and its title."""

    @pytest.fixture
    def archive(self, asking: Engine) -> Engine:
        return asking

    @pytest.mark.parametrize(
        ("number", "title"), [("5", "P"), ("5" * LONGEST_NUMBER, "P" * LONGEST_LINE)]
    )
    def test_they_are_taken(self, approved: Engine, number: str, title: str) -> None:
        assert made(approved, replace(NEW, number=number, title=title)) == "seduta-n1"

    @pytest.mark.parametrize(
        ("number", "title"),
        [
            (" ", "P"),
            ("5", " "),
            ("5" * (LONGEST_NUMBER + 1), "P"),
            ("5", "P" * (LONGEST_LINE + 1)),
        ],
    )
    def test_they_are_refused(self, approved: Engine, number: str, title: str) -> None:
        new = replace(NEW, number=number, title=title)
        assert {*refused(approved, lambda: made(approved, new))} == {"D77"}


@pytest.mark.parametrize(
    ("place", "code"),
    [("A", ""), ("A" * LONGEST_PLACE, ""), (" ", "D83"), ("A" * (LONGEST_PLACE + 1), "D83")],
)
def test_the_place_of_a_sitting_that_is_put_off(archive: Engine, place: str, code: str) -> None:
    officers(archive)
    move(archive)
    row = row_of(archive)
    when = When(row.held_on, row.starts_at, place)
    if code:
        with pytest.raises(RefusedError, match=code):
            postpone_sitting(archive, asked(), "anna", (SITTING, row.version), when, TODAY)
    else:
        postpone_sitting(archive, asked(), "anna", (SITTING, row.version), when, TODAY)
        assert row_of(archive).place == place
