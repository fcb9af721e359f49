"""A row before and after the edit that is judged."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from udp_core.archive.entity import Entity, Image, specs, table_name
from udp_core.archive.writer import FIRST_VERSION, Stored
from udp_core.kernel.problem import NOWHERE, Place


@dataclass(frozen=True)
class Proposed:
    """A row as it stands (None: new) and as it would be (None: removed)."""

    entity: type[Entity]
    entity_id: str
    present: Stored | None
    after: Image | None
    reason: str = ""
    place: Place = NOWHERE

    @cached_property
    def changes(self) -> tuple[str, ...]:
        """Names of the fields that change; every field of a new or removed row."""
        names = tuple(specs(self.entity))
        if self.present is None or self.after is None:
            return names
        return tuple(name for name in names if self.present.image[name] != self.after[name])

    @property
    def image(self) -> Image:
        """As it would be; as it stands, where it is removed."""
        return self.after or (self.present.image if self.present else {})

    @property
    def version(self) -> int:
        """The version it would have."""
        return self.present.version + 1 if self.present else FIRST_VERSION

    @property
    def about(self) -> str:
        """What a problem of this row is about: its table and its id."""
        return f"{table_name(self.entity)}:{self.entity_id}"

    @property
    def where(self) -> Place:
        """Its place in a file, else itself."""
        return (
            self.place
            if str(self.place)
            else Place(entity=self.entity.label, entity_id=self.entity_id)
        )
