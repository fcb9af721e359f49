"""What a register is that says nothing of it: of the desk's grids, read by all, nobody's."""

from __future__ import annotations

from typing import ClassVar

from udp_core.archive.entity import Entity
from udp_core.archive.register import Reader, Shelf
from udp_core.archive.registry import BY_NAME, REGISTERS


def test_what_an_entity_does_not_say_of_itself() -> None:
    class Silent(Entity):
        key: ClassVar = ("code",)
        label: ClassVar = "riga"
        labels: ClassVar = "righe"

    assert (Silent.typed, Silent.belongs_to, Silent.summary, Silent.later) == (True, (), (), ())
    assert (Silent.shelf, Silent.read_by, Silent.life) == (Shelf.OTHER, Reader.ALL, {})
    assert not hasattr(Silent, "__table__")


def test_the_desk_writes_every_register_but_those_of_a_command() -> None:
    by_command = {name for name, entity in BY_NAME.items() if "typed" in vars(entity)}
    assert {"decision", "organisation"} & by_command == {"decision"}
    assert set(REGISTERS) == set(BY_NAME) - by_command
