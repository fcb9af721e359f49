"""What a row of a district may refer to: rows of its own, of nobody, or of all."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache

from sqlalchemy import Connection

from udp_core.archive.entity import OF_ALL, SHIPPED, USERS, Entity, Image, specs
from udp_core.archive.images import read_all
from udp_core.archive.registry import BY_NAME, ENTITIES
from udp_core.kernel.problem import Place, Problem
from udp_core.people.rights import Subjects
from udp_core.territory.entities import District


@cache
def _owned(entity: type[Entity]) -> tuple[tuple[str, type[Entity]], ...]:
    """The references that do not say of whom the row is, to rows that are always of somebody.

    Bodies, organisations and acts are of whoever uses them, and more districts may.
    """
    named = (
        (name, BY_NAME[spec.refers_to]) for name, spec in specs(entity).items() if spec.refers_to
    )
    return tuple(
        (name, other)
        for name, other in named
        if name not in entity.belongs_to
        and other is not District
        and other.belongs_to not in {OF_ALL, SHIPPED}
        and USERS not in other.belongs_to
    )


def every_foreign_reference(connection: Connection) -> Iterator[Problem]:
    """The same of the whole archive: rows that came before this rule, or by another way."""
    subjects = Subjects(connection)
    for entity in ENTITIES:
        if not _owned(entity):
            continue
        for row_id, _, image in read_all(connection, entity):
            place = Place(entity=entity.label, entity_id=row_id)
            for problem in of_another_district(subjects, entity, image, image):
                yield problem.at(place)


def of_another_district(
    subjects: Subjects, entity: type[Entity], image: Image, changed: Collection[str]
) -> Iterator[Problem]:
    """The references, among those that change, to what another district has: money of one would
    be told in a Comune of the other.
    """
    own = subjects.of(entity, image).district_id
    for name, other in _owned(entity):
        if own is None or image[name] is None or name not in changed:
            continue
        theirs = subjects.of_stored((other, str(image[name]))).district_id
        if theirs is not None and theirs != own:
            label = specs(entity)[name].label
            yield Problem(
                "W23",
                f"«{label}»: «{image[name]}» è di un altro distretto.",
                "Sceglierne uno di questo distretto.",
                Place(column=label),
                str(image[name]),
            )
