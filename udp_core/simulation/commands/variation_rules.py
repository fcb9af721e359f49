"""What a variation of the programme may not leave behind, judged inside its transaction, once
its rows are written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from sqlalchemy import Connection

from udp_core.archive.queries import names_of
from udp_core.fund.entities.frna import FrnaVoce
from udp_core.fund.queries.ledger import mixed_voci
from udp_core.fund.report.ledger_checks import FundFacts, check_fund, fund_facts
from udp_core.fund.report.programme_checks import check_ceilings
from udp_core.fund.rules.identities import Breach
from udp_core.kernel import italian
from udp_core.kernel.money import ZERO, Money
from udp_core.kernel.problem import Place, Problem
from udp_core.kernel.vocabulary import Phase

Standing = dict[tuple[str, str], Money]
"""Code and place of what does not hold, and by how much at most."""


def standing(connection: Connection, fund_year: str) -> Standing:
    """The identities of a fund year that do not hold now, each with its largest difference."""
    found: Standing = {}
    for one in _breaches(connection, fund_year):
        key = (one.code, one.place)
        found[key] = max(found.get(key, ZERO), _size(one))
    return found


def left_broken(
    connection: Connection, fund_year: str, voci: Sequence[str], before: Standing
) -> Iterator[Problem]:
    """The identities (I10, I13 of the source, I17, I18…) that a variation breaks or makes worse.

    Amount and remedy.
    """
    place = Place(entity="anno del fondo", entity_id=fund_year)
    for one in _breaches(connection, fund_year):
        key = (one.code, one.place)
        if key not in before or _size(one) > before[key]:
            yield Problem(
                one.code, one.sentence, f"{one.remedy} Poi approvare la variazione.", place
            )
    names = names_of(connection, FrnaVoce)
    for voce, phase in sorted(
        {(one.voce_id, one.phase) for one in mixed_voci(connection, {fund_year}, set(voci))}
    ):
        sentence = (
            f"La voce «{names.get(voce, voce)}» avrebbe nel {phase.label} importi di singoli Comuni"
            " e dell’intero distretto."
        )
        yield Problem(
            "I18", sentence, "Scrivere la voce in un modo solo, poi approvare la variazione.", place
        )


def _breaches(connection: Connection, fund_year: str) -> list[Breach]:
    facts = fund_facts(connection, {fund_year})
    checked = chain(check_fund(fund_year, facts), check_ceilings(connection, facts))
    return [one for _, several in checked for one in several]


def _size(one: Breach) -> Money:
    return abs(one.difference) if isinstance(one.difference, Money) else ZERO


def below_the_spent(
    connection: Connection, fund_year: str, voci: Sequence[str]
) -> Iterator[Problem]:
    """The voci, of those that a variation lowers, that would have less programmed than is
    already spent.
    """
    facts, names = fund_facts(connection, {fund_year})[fund_year], names_of(connection, FrnaVoce)
    for voce in dict.fromkeys(voci):
        programmed, spent = (_sum(facts, voce, phase) for phase in (Phase.BUDGET, Phase.FINAL))
        if programmed < spent:
            name = names.get(voce, voce)
            sentence = (
                f"La voce «{name}» scenderebbe a {italian.euro(programmed)}, ma ne sono già spesi"
                f" {italian.euro(spent)}."
            )
            remedy = (
                f"Ridurre il taglio di {italian.euro(spent - programmed)}, o rifare lo scenario."
            )
            yield Problem("L35", sentence, remedy, Place(entity="voce FRNA", entity_id=voce))


def _sum(facts: FundFacts, voce: str, phase: Phase) -> Money:
    """What a voce has in a phase, whoever pays it in this fund.

    A draft of spending counts, as for a transfer: what somebody wrote as spent is not free.
    """
    own = (one for one in facts.entries if one.voce_id == voce)
    return Money(sum(one.amount_cents for one in own if one.phase is phase))
