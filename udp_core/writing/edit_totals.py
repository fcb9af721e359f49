"""Identities over many rows that a change at the desk would break.

Judged after writing, before keeping.

Only what the change touched is looked at: the whole archive is `udp check`'s.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, func, select

from udp_core.archive.entity import Entity
from udp_core.fund.entities.frna import FrnaEntry
from udp_core.fund.entities.fund import Allocation, CarryOver, Cofinancing, ReturnedFund, Variation
from udp_core.fund.queries.ledger import mixed_voci
from udp_core.fund.report.ledger_checks import fund_facts
from udp_core.fund.rules.identities.fund import i17_programmed
from udp_core.kernel import italian
from udp_core.kernel.calendar import Period
from udp_core.kernel.problem import Place, Problem
from udp_core.kernel.vocabulary import Phase
from udp_core.programme.entities.intervention import Action
from udp_core.writing.whole_rules import Touched

_INCOME: frozenset[type[Entity]] = frozenset(
    {Allocation, CarryOver, Cofinancing, ReturnedFund, Variation}
)
_ACTION: Any = Action


def broken_totals(connection: Connection, touched: Touched) -> Iterator[Problem]:
    """I17 of the funds touched, I18 of the voci touched, the weights of the schede touched."""
    yield from _programmed(
        connection,
        {
            str(image["fund_year_id"])
            for entity, image in touched
            if _moves_the_balance(entity, image)
        },
    )
    spent = [image for entity, image in touched if entity is FrnaEntry]
    yield from _mixed(
        connection,
        {str(image["fund_year_id"]) for image in spent},
        {str(image["voce_id"]) for image in spent},
    )
    yield from _weights(
        connection, {str(image["intervention_id"]) for entity, image in touched if entity is Action}
    )


def _moves_the_balance(entity: type[Entity], image: dict[str, Any]) -> bool:
    return entity in _INCOME or (entity is FrnaEntry and image["phase"] == Phase.BUDGET.value)


def _programmed(connection: Connection, fund_years: set[str]) -> Iterator[Problem]:
    facts = fund_facts(connection, fund_years) if fund_years else {}
    for fund_year in sorted(fund_years & facts.keys()):
        programmed = facts[fund_year].spent(Phase.BUDGET, drafts=True)
        if programmed is None:
            continue
        for breach in i17_programmed(fund_year, programmed, facts[fund_year].position.available):
            yield Problem(
                breach.code,
                breach.sentence,
                f"{breach.remedy} Altrimenti, scrivere perché è giusto così.",
                Place(entity="anno del fondo", entity_id=fund_year),
                about=fund_year,
            )


def _mixed(connection: Connection, fund_years: set[str], voci: set[str]) -> Iterator[Problem]:
    for one in mixed_voci(connection, fund_years, voci) if voci else ():
        when = _period(one.district)
        if one.municipal != (one.district,):
            when += (
                f" il distretto, {italian.listing([_period(each) for each in one.municipal])} i"
                " Comuni"
            )
        sentence = (
            f"La voce {one.voce_id} ha, per gli stessi mesi ({one.phase.label}, {when}), importi di"
            " singoli Comuni e dell’intero distretto."
        )
        remedy = "Scriverla in un modo solo, o spiegare perché i due importi non si sovrappongono."
        yield Problem(
            "I18",
            sentence,
            remedy,
            Place(entity="anno del fondo", entity_id=one.fund_year_id),
            about=one.fund_year_id,
        )


def _period(one: Period) -> str:
    return italian.period(one.kind, one.number, "tutto l’anno")


def _weights(connection: Connection, schede: set[str]) -> Iterator[Problem]:
    if not schede:
        return
    sums = (
        select(_ACTION.intervention_id, func.sum(_ACTION.weight))
        .where(_ACTION.intervention_id.in_(schede))
        .group_by(_ACTION.intervention_id)
    )
    for scheda, weight in connection.execute(sums):
        if weight != 1:
            sentence = f"I pesi delle azioni danno {italian.percent(weight, 1)} e non 100 %."
            yield Problem(
                "R08",
                sentence,
                "Correggere i pesi perché diano 100 % in tutto.",
                Place(entity="scheda", entity_id=scheda),
                about=scheda,
            )
