"""K2 over the whole database.

An earmarked source stands only on voci that the rows of the rule admit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection

from udp_core.archive.queries import names_of
from udp_core.fund.entities.frna import FrnaVoce
from udp_core.fund.entities.fund import FundingSource
from udp_core.fund.report.ledger_checks import Checked, FundFacts
from udp_core.fund.rules.identities import Breach
from udp_core.kernel import italian
from udp_core.kernel.money import ZERO, Money
from udp_core.kernel.vocabulary import Phase
from udp_core.simulation.report.facts import rules_of
from udp_core.simulation.rules.rule_rows import Misused, misused

CODE, TITLE = "K2", "Fonti vincolate sulle voci ammesse"
PHASES = (Phase.BUDGET, Phase.FINAL)
Paid = dict[str, dict[str, int]]
"""Cents by source and voce."""


def check_earmarked(connection: Connection, funds: Mapping[str, FundFacts]) -> Checked:
    """K2 of each district, year and phase where an earmarked source has money, by the rows of
    that year.
    """
    names = {**names_of(connection, FundingSource), **names_of(connection, FrnaVoce)}
    paid: defaultdict[tuple[str, int, Phase], Paid] = defaultdict(lambda: defaultdict(dict))
    for fund in funds.values():
        for entry in fund.entries:
            by_voce = paid[fund.year.district_id, fund.year.year, entry.phase][entry.source_id]
            by_voce[entry.voce_id] = by_voce.get(entry.voce_id, 0) + entry.amount_cents
    rules = {year: rules_of(connection, date(year, 12, 31)) for _, year, _ in paid}
    for (district, year, phase), found in paid.items():
        if phase in PHASES:
            for one in misused(rules[year], found):
                yield CODE, _breaches(f"{district}, {year}, {phase.label}", one, names)


def _breaches(place: str, found: Misused, names: Mapping[str, str]) -> tuple[Breach, ...]:
    """One a voce, with its amount and where the money may go."""
    source = names.get(found.source, found.source)
    admitted = (
        italian.listing([f"«{names.get(voce, voce)}»" for voce in found.admitted]) or "nessuna"
    )
    return tuple(
        Breach(
            CODE,
            place,
            ZERO,
            Money(cents),
            f"«{source}» paga {italian.euro(Money(cents))} sulla voce «{names.get(voce, voce)}»,"
            " che non è ammessa.",
            f"Spostare {italian.euro(Money(cents))} su una voce ammessa ({admitted}), o cambiare"
            " fonte.",
        )
        for voce, cents in found.voci.items()
    )
