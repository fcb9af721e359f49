"""Each role is offered what it can use, and told where a page is not for it.

The commands refuse all the same.
"""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

import pages.components.who
from pages.components.screens import DESK, is_of_use, refused_to
from tests.made_rows import asked, load
from tests.pages.conftest import SHELL
from tests.pages.reading import words
from tests.pages.test_desk import ANNA, CARLO, desk, opened
from udp_core.archive.engine import reading
from udp_core.archive.entity import specs
from udp_core.archive.images import read_all
from udp_core.archive.registry import BY_NAME
from udp_core.kernel.problem import RefusedError
from udp_core.kernel.vocabulary import Role
from udp_core.people.rights import is_written_by
from udp_core.people.rules import Actor, Grant
from udp_core.writing.loading import Batch
from udp_core.writing.saving import Edit, SaveRows, save_rows

__all__ = ["desk"]
_TODAY = date(2026, 12, 5)
MAYOR = Actor("ugo", "Sindaco di Russi", (Grant(Role.COMMITTEE, "ravenna"),))
DINA = Actor("dina", "Ambito anziani", (Grant(Role.AREA_EDITOR, "ravenna", "anziani"),))
KEEPER = Actor("ada", "Sistemi informativi", (Grant(Role.ADMINISTRATOR, "ravenna"),))
NOBODY = Actor("gino", "Senza incarichi", ())
ARRANGED = {"ufficio/nuovo_anno.py"}
"""What only who coordinates uses."""
READ = {"ufficio/ritardi.py", "ufficio/storia.py", "ufficio/accesso.py"}
OFFERED = [
    (ANNA, set(DESK)),
    (CARLO, set(DESK) - ARRANGED),
    (DINA, set(DESK) - ARRANGED),
    (MAYOR, READ),
    (KEEPER, READ | {"ufficio/registri.py"}),
    (NOBODY, {"ufficio/accesso.py"}),
]


@pytest.mark.parametrize(("actor", "offered"), OFFERED, ids=[one.officer_id for one, _ in OFFERED])
def test_the_menu_of_each_role(actor: Actor, offered: set[str]) -> None:
    assert {path for path in DESK if is_of_use(path, actor)} == offered
    assert {title for title in DESK.values() if refused_to(title, actor)} == {
        DESK[path] for path in DESK if path not in offered
    }


def test_who_has_not_signed_in_is_offered_nothing_and_told_how_to_come_in() -> None:
    assert not any(is_of_use(path, None) or refused_to(title, None) for path, title in DESK.items())


@pytest.mark.parametrize("path", [path for path in DESK if path not in READ])
def test_a_mayor_who_opens_a_page_of_the_desk_by_its_address_finds_no_button(
    desk: Engine, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk
    monkeypatch.setattr(pages.components.who, "who", lambda: MAYOR)
    screen = AppTest.from_file(str(SHELL), default_timeout=60).switch_page(path).run()
    assert not screen.exception
    assert "Questa pagina serve a chi scrive le cifre." in words(screen)
    assert [one.label for one in screen.button] == []
    assert len(screen.get("dataframe")) == 0


def test_what_an_editor_does_not_write_is_read_with_names_and_no_codes(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk
    screen = opened("ufficio/registri.py", CARLO, monkeypatch)
    screen.selectbox(key="registro").set_value("carry_over").run()
    assert "Si leggono soltanto" in words(screen)
    assert not [one for one in screen.button if one.label.startswith("Salva")]
    [table] = screen.dataframe
    assert "FRNA 2026" in set(table.value["Anno del fondo"])


def test_an_editor_is_not_offered_to_validate_or_close(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk
    for path in ("ufficio/stati.py", "ufficio/spostamenti.py"):
        labels = [one.label for one in opened(path, CARLO, monkeypatch).button]
        assert not [
            one for one in labels if one.startswith(("Valida", "Riapri", "Chiudi", "Approva"))
        ]


@pytest.mark.parametrize(
    "actor", [MAYOR, NOBODY, KEEPER, CARLO, DINA], ids=lambda one: one.officer_id
)
def test_the_command_refuses_every_register_to_who_has_no_right_to_it(
    desk: Engine, actor: Actor
) -> None:
    """Real rows, real columns.

    Of each register one row, the same row again with one text changed.
    """
    load(
        desk,
        Batch(
            BY_NAME["officer"],
            [(None, {"code": actor.officer_id, "name": actor.name, "active": 1})],
        ),
    )
    load(
        desk, Batch(BY_NAME["mandate"], [(None, _mandate(actor, grant)) for grant in actor.grants])
    )
    tried = 0
    for name in (
        "allocation",
        "carry_over",
        "frna_voce",
        "unit_cost",
        "indicator",
        "municipality",
        "organisation",
        "act",
        "plan",
        "population",
    ):
        entity = BY_NAME[name]
        with reading(desk) as connection:
            row_id, version, image = next(iter(read_all(connection, entity)))
        column = next(
            one
            for one, spec in specs(entity).items()
            if one not in entity.key
            and isinstance(image[one], str)
            and not spec.terms
            and not spec.refers_to
        )
        edit = Edit(
            entity,
            {column: f"{image[column]} bis" if specs(entity)[column].longest else "2026-11-30"},
            row_id,
            version,
        )
        shown = is_written_by(actor, entity)
        with pytest.raises(RefusedError) as caught:
            save_rows(desk, SaveRows(asked(), actor.officer_id, [edit], _TODAY))
        assert "A11" in {one.code for one in caught.value.problems}
        assert not shown
        tried += 1
    assert tried == 10


def _mandate(actor: Actor, grant: Grant) -> dict[str, int | str | None]:
    return {
        "officer_id": actor.officer_id,
        "role": grant.role.value,
        "district_id": grant.district_id,
        "area_id": grant.area_id,
        "municipality_id": grant.municipality_id,
        "valid_from": "2020-01-01",
        "valid_to": None,
    }
