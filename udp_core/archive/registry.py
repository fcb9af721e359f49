"""Every entity: found where it is written, so that a new class is all that a register needs."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

from sqlalchemy import CheckConstraint, Column

from udp_core.archive.entity import Entity, columns, specs, table_name
from udp_core.archive.field import Kind, Spec
from udp_core.archive.register import Shelf
from udp_core.archive.storage import MILLI, Thousandths
from udp_core.kernel import italian

LIBRARY = Path(__file__).resolve().parents[1]
_FIRST = (
    "data_set",
    "published_row",
    "published_discrepancy",
    "rule_set",
    "rule",
    "district",
    "municipality",
    "population",
    "organisation",
    "governing_body",
    "act",
    "plan",
    "annual_programme",
    "intervention_area",
    "staff_position",
    "project",
    "project_phase",
    "project_funding",
    "funding_source",
    "fund_year",
    "allocation",
    "variation",
    "carry_over",
    "cofinancing",
    "returned_fund",
    "cross_cutting_share",
    "frna_voce",
    "unit_cost",
    "frna_entry",
    "activity_measure",
    "intervention",
    "intervention_area_link",
    "intervention_partner",
    "intervention_sector",
    "intervention_act",
    "action",
    "intervention_funding",
    "indicator",
    "target",
    "measurement",
    "indicator_link",
    "officer",
    "mandate",
    "voce_transfer",
    "fund_closure",
    "sender_mapping",
    "lever",
    "lever_term",
    "scenario",
    "programme_variation",
    "variation_line",
    "body_rule",
    "member",
    "sitting",
    "agenda_item",
    "agenda_alternative",
    "attendance",
    "decision",
    "vote",
    "refused_option",
    "corrective_plan",
    "dossier",
    "dossier_page",
)
"""The registers of the first release, in the order that the digest of an archive was reckoned in.

Those written since come after, by name, so that a digest of before is the same today.
"""


def _modules() -> Iterator[str]:
    """Where classes are written: what each room calls its entities, one file or several."""
    for pattern in ("*/entities.py", "*/entities/[a-z]*.py"):
        for path in sorted(LIBRARY.glob(pattern)):
            place = path.relative_to(LIBRARY.parent).with_suffix("")
            yield ".".join(place.parts)


def _declared() -> list[type[Entity]]:
    """Every class with a table: those of the first release in their order, then by name."""
    return sorted((one for name in _modules() for one in _of(import_module(name))), key=_place)


def _place(entity: type[Entity]) -> tuple[int, str]:
    name = table_name(entity)
    return (_FIRST.index(name) if name in _FIRST else len(_FIRST), name)


def _of(module: ModuleType) -> Iterator[type[Entity]]:
    for value in vars(module).values():
        is_entity = isinstance(value, type) and issubclass(value, Entity) and value is not Entity
        if is_entity and value.__module__ == module.__name__:
            yield value


def _loadable(declared: list[type[Entity]]) -> tuple[type[Entity], ...]:
    """The same, each after those that it refers to."""
    left = {table_name(one): one for one in declared}
    done: dict[str, type[Entity]] = {}
    while left:
        ready = next(name for name, one in left.items() if not _waits(one, left))
        done[ready] = left.pop(ready)
    return tuple(done.values())


def _waits(entity: type[Entity], left: Collection[str]) -> bool:
    others = {spec.refers_to for spec in specs(entity).values()} - {table_name(entity)}
    return not others.isdisjoint(left)


ENTITIES: tuple[type[Entity], ...] = _loadable(_declared())
"""Every entity, in the order in which rows can be loaded (what is referred to comes first)."""

BY_NAME: dict[str, type[Entity]] = {table_name(entity): entity for entity in ENTITIES}
"""Table name to entity: the only names accepted from outside."""

REGISTERS: tuple[str, ...] = tuple(
    table_name(one)
    for one in sorted(ENTITIES, key=lambda one: [*Shelf].index(one.shelf))
    if one.typed
)
"""What the desk writes in a grid, shelf by shelf."""


def register_name(table: str) -> str:
    """A register as the list of registers calls it: «Anni dei fondi»."""
    return italian.sentence_case(BY_NAME[table].labels)


@cache
def referring(entity: type[Entity]) -> tuple[tuple[type[Entity], str], ...]:
    """The entities, and their fields, that refer to rows of this one."""
    name = table_name(entity)
    return tuple(
        (one, field)
        for one in ENTITIES
        for field, spec in specs(one).items()
        if spec.refers_to == name
    )


def _limits(column: Column[object], spec: Spec) -> dict[str, str]:
    """The checks of a column in SQL, by a short name.

    The third net, under the forms and the commands.
    """
    scale = MILLI if isinstance(column.type, Thousandths) else 1
    checks = {}
    if spec.least is not None:
        checks["least"] = f"{column.name} >= {spec.least * scale}"
    if spec.most is not None:
        checks["most"] = f"{column.name} <= {spec.most * scale}"
    if spec.longest:
        checks["length"] = f"length({column.name}) <= {spec.longest}"
    if spec.kind is Kind.FLAG:
        checks["flag"] = f"{column.name} IN (0, 1)"
    if spec.terms is not None:
        checks["list"] = f"{column.name} IN ({', '.join(repr(term.value) for term in spec.terms)})"
    return checks


def _add_checks() -> None:
    for entity in ENTITIES:
        table = entity.__table__  # type: ignore[attr-defined]  # set by SQLAlchemy
        table.dialect_options["sqlite"]["strict"] = True
        for column, spec in columns(entity):
            for name, check in _limits(column, spec).items():
                table.append_constraint(CheckConstraint(check, name=f"{column.name}_{name}"))


_add_checks()
