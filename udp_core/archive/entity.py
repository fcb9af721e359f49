"""What every entity has: an id made from its key, and a version that grows at every change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import ClassVar

from sqlalchemy import Column, MetaData, Text
from sqlalchemy.orm import declared_attr
from sqlmodel import Field, SQLModel

from udp_core.archive.field import Spec
from udp_core.archive.life import Steps
from udp_core.archive.register import Reader, Shelf
from udp_core.archive.storage import WHOLE
from udp_core.kernel.vocabulary import Term

Image = dict[str, int | str | None]
"""A row as stored, without its version: column name to whole number, text or None."""

OF_ALL = ("*",)
"""Belonging of what holds in every district at work: rules, voci, levers.

Only who may in all of them changes it.
"""
SHIPPED = ("pubblicato",)
"""Belonging of published figures: they come with their package, and nobody changes them."""
USERS = "chi se ne serve"
"""In a path of belonging.

Where nothing before it leads to a district, those whose rows refer to the row; anybody's until
then.
"""

SQLModel.metadata.naming_convention = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
    }
).naming_convention


class Entity(SQLModel):
    """Base of every entity.

    `key` names the columns that identify a row; the id is their stored values joined by colons (an
    absent part is
    a dash), so that the same row has the same id in every database and in every exported file.
    `label` is the Italian name of one row, `labels` of many.
    `belongs_to` says of which district a row is: the fields that lead there, in order
    (`district_id`, or a reference to a
    row that has a district), or one of the words above. What says nothing is nobody's, and is
    written by nobody.
    `shelf` and `read_by` say where the register is read and by whom beside its writers, `typed`
    whether the desk writes its rows in a grid (or only a command of its own), `summary` the fields
    shown in a list (by default the first ones), `life` the steps between its states,
    `later` the fields that its first rows had not: where they are empty history leaves them out,
    `of_people` the fields that count people, or tell of the few that are counted.
    """

    key: ClassVar[tuple[str, ...]]
    label: ClassVar[str]
    labels: ClassVar[str]
    belongs_to: ClassVar[tuple[str, ...]] = ()
    shelf: ClassVar[Shelf] = Shelf.OTHER
    read_by: ClassVar[Reader] = Reader.ALL
    typed: ClassVar[bool] = True
    summary: ClassVar[tuple[str, ...]] = ()
    life: ClassVar[Steps] = {}
    later: ClassVar[tuple[str, ...]] = ()
    of_people: ClassVar[tuple[str, ...]] = ()

    id: str = Field(primary_key=True, sa_type=Text)
    version: int = Field(default=1, sa_type=WHOLE)

    @declared_attr.directive
    def __tablename__(cls) -> str:  # noqa: N805 - a class attribute
        """`FrnaEntry` is stored in `frna_entry`."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()


def table_name(entity: type[Entity]) -> str:
    """The name of the entity's table, used as its name everywhere outside Python."""
    return str(entity.__table__.name)  # type: ignore[attr-defined]  # set by SQLAlchemy


def columns(entity: type[Entity]) -> Iterator[tuple[Column[object], Spec]]:
    """The fields of an entity with their specs, in the order written.

    Id and version are not among them.
    """
    for column in entity.__table__.columns:  # type: ignore[attr-defined]  # set by SQLAlchemy
        spec = column.info.get("spec")
        if spec is not None:
            yield column, spec


@cache
def specs(entity: type[Entity]) -> Mapping[str, Spec]:
    """Field name to its spec, in the order written."""
    return {column.name: spec for column, spec in columns(entity)}


@cache
def life_field(entity: type[Entity]) -> str:
    """The field that the steps of an entity move; empty where it has no life."""
    terms = next((type(before) for before, _ in entity.life), None)
    found = (name for name, spec in specs(entity).items() if terms and spec.terms is terms)
    return next(found, "")


def first_state(entity: type[Entity]) -> Term:
    """Where a row of what has a life begins."""
    return next(before for before, _ in entity.life)


def life_state(entity: type[Entity], image: Mapping[str, int | str | None]) -> Term:
    """Where a row of what has a life is: where nobody wrote it, at the beginning."""
    first = first_state(entity)
    written = image[life_field(entity)]
    return first if written is None else type(first).of(str(written))


def id_of(entity: type[Entity], image: Mapping[str, int | str | None]) -> str:
    """The id of a row from its stored key values."""
    parts = [image[name] for name in entity.key]
    return ":".join(["-" if part is None else str(part) for part in parts])
