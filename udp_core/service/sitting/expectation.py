"""What was expected of a scenario when it was decided: frozen with the decision, read back a year later."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from fractions import Fraction

from sqlalchemy import Connection

from udp_core.domain.simulation.evaluate import evaluate, newly_broken
from udp_core.problem import Problem, RefusedError
from udp_core.service.simulation.scenarios import scenario


@dataclass(frozen=True, slots=True)
class ExpectedVoce:
    """A voce of the fund: what was programmed, and what the scenario adds, in cents."""

    voce: str
    label: str
    base_cents: int
    change_cents: int

    @property
    def expected_cents(self) -> int:
        """What the year was to cost."""
        return self.base_cents + self.change_cents


@dataclass(frozen=True, slots=True)
class Expectation:
    """A scenario as it was decided: its cost, the residue it left, the persons served, the rules it broke."""

    scenario: str
    name: str
    year: int
    cost_cents: int
    residue_cents: int | None
    people: str
    rules: tuple[str, ...]
    verified: bool
    voci: tuple[ExpectedVoce, ...]

    @property
    def people_served(self) -> Fraction:
        """Persons more (or fewer) than as it was."""
        return Fraction(self.people)


def expected_of(connection: Connection, scenario_id: str) -> Expectation:
    """What is expected of a scenario, as it was kept. Raises RefusedError where there is none."""
    kept = scenario(connection, scenario_id)
    if kept is None:
        raise RefusedError([Problem("D49", "Lo scenario non c'è.", "Sceglierne uno dell'elenco.", value=scenario_id)])
    model, outcome = kept.model, evaluate(kept.model, kept.position)
    moved = [place for place in sorted(model.costs) if outcome.total(place)]
    voci = tuple(ExpectedVoce(model.accounts[place].voce, model.accounts[place].label, model.accounts[place].base_total, outcome.total(place)) for place in moved)
    rules = tuple(one.check.name for one in newly_broken(model, outcome))
    return Expectation(kept.id, kept.name, model.year, outcome.cost, outcome.residue, str(outcome.people), rules, outcome.verified, voci)


def expectation_text(found: Expectation) -> str:
    """As it is kept."""
    return json.dumps(asdict(found), ensure_ascii=False, sort_keys=True)


def expectation_read(text: str) -> Expectation:
    """As it was kept."""
    found = json.loads(text)
    return Expectation(**{**found, "rules": tuple(found["rules"]), "voci": tuple(ExpectedVoce(**one) for one in found["voci"])})
