"""What was expected of a scenario when it was decided.

Frozen with the decision, read back a year later.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

from sqlalchemy import Connection

from udp_core.fund.report.fund import VoceValue
from udp_core.fund.report.reading import fund_report
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.simulation.commands.scenarios import Kept, scenario
from udp_core.simulation.rules.decided import still_to_come
from udp_core.simulation.rules.evaluate import evaluate, months_of, newly_broken


@dataclass(frozen=True, slots=True)
class ExpectedVoce:
    """A voce of the fund, in cents: what was programmed, what the scenario adds.

    And how it stood at the decision.

    `forecast_cents` is the forecast of the year then, `spent_cents` what was spent, `reported` the
    months with data;
    `by_month` what the decision adds in each month that was still to come. Decisions recorded
    before these were kept
    have none of them: their expectation is the programme's.
    """

    voce: str
    label: str
    base_cents: int
    change_cents: int
    forecast_cents: int | None = None
    spent_cents: int | None = None
    reported: tuple[int, ...] = ()
    by_month: tuple[int, ...] = ()

    @property
    def expected_cents(self) -> int:
        """What the year was to cost: the forecast at the decision and what was decided."""
        return (
            self.base_cents if self.forecast_cents is None else self.forecast_cents
        ) + self.change_cents


@dataclass(frozen=True, slots=True)
class Expectation:
    """A scenario as it was decided.

    Its cost, the residue it left, the persons served, the rules it broke.
    """

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


def expected_of(connection: Connection, scenario_id: str, today: date | None = None) -> Expectation:
    """What is expected of a scenario, as it was kept, over the forecast of today (without a day,
    over the programme).

    Raises RefusedError where there is none.
    """
    kept = scenario(connection, scenario_id)
    if kept is None:
        raise RefusedError(
            [
                Problem(
                    "D49", "Lo scenario non c’è.", "Sceglierne uno dell’elenco.", value=scenario_id
                )
            ]
        )
    model, outcome = kept.model, evaluate(kept.model, kept.position)
    now = _standing(connection, kept, today) if today else {}
    voci = tuple(
        _voce(kept, place, outcome.total(place), now)
        for place in sorted(model.costs)
        if outcome.total(place)
    )
    rules = tuple(one.check.name for one in newly_broken(model, outcome))
    return Expectation(
        kept.id,
        kept.name,
        model.year,
        outcome.cost,
        outcome.residue,
        str(outcome.people),
        rules,
        outcome.verified,
        voci,
    )


def _standing(connection: Connection, kept: Kept, today: date) -> dict[str, VoceValue]:
    """The voci of the fund as they stand; of a scenario of the programme, none."""
    report = (
        fund_report(connection, kept.district, kept.model.year, today)
        if kept.model.fund_account is not None
        else None
    )
    return {voce.code: voce for voce in report.voci} if report else {}


def _voce(kept: Kept, place: int, change: int, now: Mapping[str, VoceValue]) -> ExpectedVoce:
    account = kept.model.accounts[place]
    standing = now.get(account.voce)
    found = ExpectedVoce(account.voce, account.label, account.base_total, change)
    if standing is None or standing.forecast is None or standing.year_total is None:
        return found
    reported = standing.forecast.series.reported
    by_month = still_to_come(change, months_of(kept.model, kept.position, place), reported)
    spent = standing.used.cents if standing.used is not None else 0
    return replace(
        found,
        forecast_cents=standing.year_total.cents,
        spent_cents=spent,
        reported=reported,
        by_month=by_month,
    )


def expectation_text(found: Expectation) -> str:
    """As it is kept."""
    return json.dumps(asdict(found), ensure_ascii=False, sort_keys=True)


def expectation_read(text: str) -> Expectation:
    """As it was kept."""
    found = json.loads(text)
    return Expectation(
        **{**found, "rules": tuple(found["rules"]), "voci": tuple(map(_voce_read, found["voci"]))}
    )


def _voce_read(found: dict[str, Any]) -> ExpectedVoce:
    lists: dict[str, Any] = {
        name: tuple(found[name]) for name in ("reported", "by_month") if name in found
    }
    return ExpectedVoce(**(found | lists))
