"""Scenarios: a position kept with its base frozen.

Shared, duplicated, archived; never a change of the programme.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Connection, Engine

from udp_core.archive.asking import Asked, AskedRow, answered_before, stored_before
from udp_core.archive.engine import writing
from udp_core.archive.entity import Image
from udp_core.archive.images import read_by_id
from udp_core.archive.writer import Change, StoredRow, Writer
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.kernel.vocabulary import Origin, Right
from udp_core.people.rights import refuse_unless, require
from udp_core.people.rules import Actor, RowSubject
from udp_core.simulation.entities import Scenario
from udp_core.simulation.rules.limits import position_of
from udp_core.simulation.rules.model import Model, Position
from udp_core.simulation.terms import ScenarioKind, ScenarioState

Handed = dict[str, list[Any]]
VALUE_AND_MONTH = 2


@dataclass(frozen=True, slots=True)
class ScenarioDraft:
    """What is kept.

    A name, why, of which district, the model as it is now, where its levers stand.
    """

    name: str
    note: str
    kind: ScenarioKind
    district: str
    model: Model
    position: Handed


@dataclass(frozen=True, slots=True)
class Kept:
    """A scenario as it was kept, read back."""

    id: str
    version: int
    name: str
    note: str
    state: ScenarioState
    officer: str
    revision: int
    as_of: date
    model: Model
    position: Position
    handed: Handed
    district: str = ""


@cache
def _models() -> TypeAdapter[Model]:
    return TypeAdapter(Model)


def model_text(model: Model) -> str:
    """A model, exact, as JSON: fractions stay fractions."""
    return _models().dump_json(model).decode()


def model_read(text: str) -> Model:
    """The model that a text was made from.

    Raises RefusedError where this release cannot read it.
    """
    try:
        return _models().validate_json(text)
    except ValidationError as error:
        raise RefusedError(
            [
                Problem(
                    "L20",
                    "Lo scenario è scritto in un modo che questa versione non legge.",
                    "Rifarlo dalle leve di oggi; la sua storia resta nell’archivio.",
                    value=str(error)[:60],
                )
            ]
        ) from error


def save_scenario(
    engine: Engine, asked: Asked, officer_id: str, draft: ScenarioDraft, today: date
) -> str:
    """Keep a scenario; its id. Raises RefusedError."""
    if not draft.name.strip():
        raise RefusedError(
            [Problem("L21", "Uno scenario ha un nome.", "Scrivere come si chiamerà in seduta.")]
        )
    if any(len(found) < VALUE_AND_MONTH for found in draft.position.values()):
        sentence = "Una leva dello scenario non ha il suo valore e il suo mese."
        raise RefusedError([Problem("L24", sentence, "Ricaricare la pagina e ripetere.")])
    position_of(draft.model, {code: (found[0], found[1]) for code, found in draft.position.items()})
    with writing(engine) as connection:
        actor, writer = _begin(connection, asked, officer_id, draft.district, today)
        code = f"{draft.kind.value}-{draft.model.year}-{writer.revision + 1}"
        image = _image(code, draft, actor, writer.revision, today)
        same = {
            name: image[name]
            for name in ("name", "kind", "district_id", "year", "officer_id", "position")
        }
        if already := stored_before(connection, asked.request_id, Scenario, same):
            return already
        writer.apply([Change(Scenario, code, 1, None, image)])
        return code


def _begin(
    connection: Connection, asked: Asked, officer_id: str, district: str, today: date
) -> tuple[Actor, Writer]:
    actor = require(connection, officer_id, today)
    if refused := refuse_unless(actor, Right.PROPOSE, RowSubject(district), "uno scenario"):
        raise RefusedError([refused])
    return actor, Writer(
        connection,
        replace(asked, author=actor.officer_id, role=actor.role_words).header("keep_scenario"),
    )


def _image(code: str, draft: ScenarioDraft, actor: Actor, revision: int, today: date) -> Image:
    return {
        "code": code,
        "name": draft.name.strip(),
        "kind": draft.kind.value,
        "district_id": draft.district,
        "year": draft.model.year,
        "officer_id": actor.officer_id,
        "note": draft.note.strip() or None,
        "state": ScenarioState.DRAFT.value,
        "revision": revision,
        "base": model_text(draft.model),
        "position": json.dumps(draft.position, ensure_ascii=False, sort_keys=True),
        "as_of": today.isoformat(),
        "source": f"Scenario di {actor.name}",
        "origin": Origin.REAL.value,
    }


def scenario(connection: Connection, scenario_id: str) -> Kept | None:
    """A scenario as it was kept; None where there is none."""
    found = read_by_id(connection, Scenario, [scenario_id]).get(scenario_id)
    return None if found is None else _kept(scenario_id, StoredRow(*found))


def _kept(scenario_id: str, stored: StoredRow) -> Kept:
    image = stored.image
    model = model_read(str(image["base"]))
    handed: Handed = json.loads(str(image["position"]))
    position = position_of(model, {code: (found[0], found[1]) for code, found in handed.items()})
    return Kept(
        scenario_id,
        stored.version,
        str(image["name"]),
        str(image["note"] or ""),
        ScenarioState.of(str(image["state"])),
        str(image["officer_id"]),
        int(str(image["revision"])),
        date.fromisoformat(str(image["as_of"])),
        model,
        position,
        handed,
        str(image["district_id"]),
    )


def move_scenario(  # noqa: PLR0917 - a command, of whom, on what
    engine: Engine,
    asked: Asked,
    officer_id: str,
    seen: tuple[str, int],
    state: ScenarioState,
    today: date,
) -> None:
    """Share a scenario or put it away; `seen` is its id and the version looked at.

    Raises RefusedError.
    """
    scenario_id, version = seen
    with writing(engine) as connection:
        found = read_by_id(connection, Scenario, [scenario_id]).get(scenario_id)
        if found is None:
            raise RefusedError([_changed(scenario_id)])
        image = found[1]
        actor, writer = _begin(connection, asked, officer_id, str(image["district_id"]), today)
        same = AskedRow(Scenario, scenario_id, {"state": state.value})
        if answered_before(connection, asked.request_id, [same]):
            return
        if found[0] != version:
            raise RefusedError([_changed(scenario_id)])
        if actor.officer_id != image["officer_id"] and not actor.may(
            Right.ARRANGE, RowSubject(str(image["district_id"]))
        ):
            raise RefusedError(
                [
                    Problem(
                        "L23",
                        "Lo scenario è di un altro utente.",
                        "Duplicarlo, o chiedere a chi l’ha salvato.",
                        value=str(image["officer_id"]),
                    )
                ]
            )
        if image["state"] != state.value:
            writer.apply(
                [Change(Scenario, scenario_id, version + 1, image, {**image, "state": state.value})]
            )


def _changed(scenario_id: str) -> Problem:
    return Problem(
        "L22", "Lo scenario è cambiato nel frattempo.", "Ricaricare la pagina.", value=scenario_id
    )
