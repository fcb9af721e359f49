"""One definition of an entity.

Ids from keys, labels everywhere, and nothing left out of the list.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel

from udp_core.archive.entity import Entity, columns, id_of, specs, table_name
from udp_core.archive.field import LONGEST_CODE, Kind
from udp_core.archive.registry import BY_NAME, ENTITIES
from udp_core.archive.storage import Choice, Day, Flag, Thousandths
from udp_core.kernel.vocabulary import Origin
from udp_core.plan.entities.governance import Organisation
from udp_core.programme.entities.intervention import Action

EVERY = pytest.mark.parametrize("entity", ENTITIES, ids=table_name)


def test_the_list_has_every_entity() -> None:
    stored = set(SQLModel.metadata.tables) - {"history", "request"}
    assert {table_name(entity) for entity in ENTITIES} <= stored
    assert {table_name(found) for found in Entity.__subclasses__()} == set(BY_NAME)
    assert len(BY_NAME) == len(ENTITIES)


def test_what_is_referred_to_comes_first() -> None:
    place = {table_name(entity): index for index, entity in enumerate(ENTITIES)}
    for entity in ENTITIES:
        for name, spec in specs(entity).items():
            if spec.refers_to:
                assert place[spec.refers_to] <= place[table_name(entity)], (
                    f"{table_name(entity)}.{name}"
                )


@EVERY
def test_an_entity_has_its_words(entity: type[Entity]) -> None:
    assert entity.label.strip()
    assert entity.labels.strip()
    assert (entity.__doc__ or "").strip()
    assert not re.search(r"[aeiou]'(\s|$)", f"{entity.label} {entity.labels}")


@EVERY
def test_every_field_has_a_label_of_its_own(entity: type[Entity]) -> None:
    fields = specs(entity)
    # set by SQLAlchemy
    stored = {column.name for column in entity.__table__.columns}  # type: ignore[attr-defined]
    assert stored - set(fields) == {"id", "version"}
    labels = Counter(spec.label.lower() for spec in fields.values())
    assert all(label.strip() for label in labels)
    assert [label for label, count in labels.items() if count > 1] == []
    assert not set(labels) & (
        set(fields) - {name for name in fields if fields[name].label.lower() == name}
    )


@EVERY
def test_the_key_names_fields_and_texts_only_end_it(entity: type[Entity]) -> None:
    """A text may hold the colon that joins the parts.

    Two of them side by side could make one id of two keys.
    """
    fields = specs(entity)
    assert entity.key
    assert set(entity.key) <= set(fields)
    texts = [name for name in entity.key if fields[name].kind is Kind.TEXT]
    assert not texts or entity.key[-1] in texts


@EVERY
def test_amounts_are_named_by_their_unit(entity: type[Entity]) -> None:
    for name, spec in specs(entity).items():
        assert name.endswith("_cents") == (spec.kind is Kind.CENTS)


@EVERY
def test_only_whole_numbers_and_text_are_stored(entity: type[Entity]) -> None:
    for column, _ in columns(entity):
        assert str(column.type.compile(sqlite.dialect())) in {"INTEGER", "TEXT"}
        assert str(column.type.compile(postgresql.dialect())) in {"INTEGER", "BIGINT", "TEXT"}  # type: ignore[no-untyped-call]


@EVERY
def test_every_amount_says_where_it_comes_from(entity: type[Entity]) -> None:
    """On the row itself, or on the row of which it is a part."""
    fields = specs(entity)
    wholes = [
        specs(BY_NAME[fields[name].refers_to]) for name in entity.key if fields[name].refers_to
    ]
    if any(spec.kind is Kind.CENTS for spec in fields.values()):
        assert any("source" in known for known in (fields, *wholes))
        assert any({"origin", "trust"} & set(known) for known in (fields, *wholes))


@pytest.mark.parametrize(
    ("table", "image", "row_id"),
    [
        ("district", {"code": "ravenna"}, "ravenna"),
        (
            "fund_year",
            {"district_id": "ravenna", "source_id": "frna", "year": 2026},
            "ravenna:frna:2026",
        ),
        (
            "frna_entry",
            {
                "fund_year_id": "ravenna:frna:2026",
                "voce_id": "A.1",
                "source_id": "frna",
                "municipality_id": None,
                "phase": "budget",
                "period": "year",
                "period_no": None,
            },
            "ravenna:frna:2026:A.1:frna:-:budget:year:-",
        ),
    ],
)
def test_an_id_is_made_of_the_key(table: str, image: dict[str, Any], row_id: str) -> None:
    assert id_of(BY_NAME[table], image) == row_id


def test_the_dash_of_a_missing_part_is_no_code() -> None:
    from udp_core.archive.field import CODE_PATTERN

    assert not re.fullmatch(CODE_PATTERN, "-")
    assert not re.fullmatch(CODE_PATTERN, "a:b")
    assert LONGEST_CODE == 60


@pytest.mark.parametrize(
    ("kind", "value", "stored"),
    [
        (Day(), date(2026, 11, 7), "2026-11-07"),
        (Thousandths(), Decimal("1.005"), 1005),
        (Thousandths(), Decimal("-0.001"), -1),
        (Flag(), True, 1),
        (Flag(), False, 0),
        (Choice(Origin), Origin.DEMO, "demo"),
    ],
)
def test_a_value_comes_back_as_it_was(kind: Any, value: object, stored: object) -> None:
    dialect = sqlite.dialect()
    assert kind.process_bind_param(value, dialect) == stored
    assert kind.process_result_value(stored, dialect) == value
    assert kind.process_bind_param(None, dialect) is None
    assert kind.process_result_value(None, dialect) is None


def test_more_than_three_decimals_are_not_dropped() -> None:
    with pytest.raises(ValueError, match="three decimals"):
        Thousandths().process_bind_param(Decimal("0.0005"), sqlite.dialect())


def test_a_word_outside_the_list_is_refused() -> None:
    with pytest.raises(ValueError, match="invented"):
        Choice(Origin).process_bind_param("invented", sqlite.dialect())


def test_a_day_to_do_something_by_is_asked_for_and_an_expiry_is_not() -> None:
    """Unless the field says otherwise: what must be done has a day, what ends may have none."""
    assert specs(Action)["due_date"].required
    assert not specs(Organisation)["valid_to"].required
