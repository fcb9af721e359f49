"""Identities of the schede and of the unit costs, over the whole database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection

from udp_core.archive.images import read_all
from udp_core.fund.queries.ledger import FundingFact, cost_facts, funding_facts
from udp_core.fund.report.ledger_checks import Checked, FundFacts
from udp_core.fund.rules.identities.programme import (
    FundingPart,
    SchedaFunding,
    ServiceCost,
    i12_unit_cost,
    i13_scheda_funding,
    i13_source_ceilings,
)
from udp_core.kernel.grouping import grouped
from udp_core.kernel.money import ZERO, Money
from udp_core.kernel.problem import Problem
from udp_core.kernel.vocabulary import Payer, Phase
from udp_core.plan.entities.plan import AnnualProgramme
from udp_core.programme.report.reading import judged_schede
from udp_core.programme.rules.scheda_rules import intervention_problems

CHECKED_PHASES = (Phase.BUDGET, Phase.FINAL)


def check_programmes(connection: Connection, funds: Mapping[str, FundFacts]) -> Checked:
    """I12 of every service whose whole cost and fee are known, I13 of every scheda and of every
    source.
    """
    yield from _check_costs(connection)
    facts = funding_facts(connection)
    for phase in CHECKED_PHASES:
        yield from _check_schede([fact for fact in facts if fact.phase is phase], phase)
    yield from _check_ceilings([fact for fact in facts if fact.phase is Phase.BUDGET], funds)


def check_ceilings(connection: Connection, funds: Mapping[str, FundFacts]) -> Checked:
    """I13 of the sources: what the schede of the same district and year ask of each fund given."""
    asked = {(fund.year.district_id, fund.year.year) for fund in funds.values()}
    facts = [
        one
        for one in funding_facts(connection)
        if one.phase is Phase.BUDGET and (one.district_id, one.year) in asked
    ]
    yield from _check_ceilings(facts, funds)


def scheda_problems(connection: Connection) -> tuple[Problem, ...]:
    """What does not hold in the schede of every programme."""
    ids = [row_id for row_id, _, _ in read_all(connection, AnnualProgramme)]
    return tuple(
        problem
        for programme_id in ids
        for scheda in judged_schede(connection, programme_id)
        for problem in intervention_problems(scheda)
    )


def _check_costs(connection: Connection) -> Checked:
    costs: defaultdict[tuple[str, str, date], dict[Payer, Money]] = defaultdict(dict)
    for fact in cost_facts(connection):
        costs[fact.voce_id, fact.item, fact.valid_from][fact.payer] = Money(fact.value_cents)
    for (voce, item, valid_from), parts in costs.items():
        if Payer.WHOLE in parts and parts.keys() & {Payer.USER, Payer.MUNICIPALITY}:
            user, municipality, frna = (
                parts.get(payer, ZERO) for payer in (Payer.USER, Payer.MUNICIPALITY, Payer.FRNA)
            )
            fee = parts[Payer.WHOLE] - frna
            yield (
                "I12",
                i12_unit_cost(
                    f"{voce} {item} dal {valid_from:%d/%m/%Y}",
                    ServiceCost(parts[Payer.WHOLE], frna, fee, user, municipality),
                ),
            )


def _funding(facts: list[FundingFact], phase: Phase) -> dict[str, SchedaFunding]:
    parts: defaultdict[str, list[FundingPart]] = defaultdict(list)
    for fact in facts:
        parts[fact.intervention_id].append(
            FundingPart(fact.source_id, fact.kind, Money(fact.amount_cents), fact.municipality_id)
        )
    return {
        scheda: SchedaFunding(f"{scheda}, {phase.label}", tuple(found))
        for scheda, found in parts.items()
    }


def _check_schede(facts: list[FundingFact], phase: Phase) -> Checked:
    for scheda in _funding(facts, phase).values():
        yield "I13", i13_scheda_funding(scheda)


def _check_ceilings(facts: list[FundingFact], funds: Mapping[str, FundFacts]) -> Checked:
    years = grouped(facts, lambda fact: (fact.district_id, fact.year))
    for (district, year), found in years.items():
        ceilings = {
            fund.year.source_id: programmed
            for fund in funds.values()
            if (fund.year.district_id, fund.year.year) == (district, year)
            and (programmed := fund.spent(Phase.BUDGET)) is not None
        }
        yield (
            "I13",
            i13_source_ceilings(
                f"{district}, {year}", _funding(found, Phase.BUDGET).values(), ceilings
            ),
        )
