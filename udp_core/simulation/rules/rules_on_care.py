"""The rules on the care itself: who is covered, at which fee, with how many posts (DOMAIN.md 4.7).

K4, K6, K7, K8, K9, K11, K12.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from udp_core.kernel import italian
from udp_core.kernel.vocabulary import MacroSection
from udp_core.simulation.rules.facts import RuleFacts
from udp_core.simulation.rules.model import ZERO, RuleCheck
from udp_core.simulation.rules.rule_rows import HUNDRED, check_of, each, euro, plain, share_of
from udp_core.simulation.terms import LeverOwner

EURO = "euro"


def severe(facts: RuleFacts) -> Iterator[RuleCheck]:
    """K4: persons entitled x cents a day x the days of the year, less what other sources pay."""
    for voce, _, item in (one.rpartition(".") for one in facts.named("K4", "cost")):
        persons, cents = facts.served.get(voce), facts.costs.get((voce, item))
        places = facts.voce(voce)
        if not persons or cents is None or not places:
            continue
        paid = facts.paid_by(tuple(facts.sources)).get(voce, 0)
        due, label = persons * cents * facts.days, facts.accounts[places[0]].label
        words = (
            (
                f"A «{label}» mancano {{n}}: {plain(persons)} persone a {euro(cents)} al giorno"
                f" per {facts.days} giorni sono {euro(due)}, di cui {euro(paid)} da altre fonti."
            ),
            (
                f"Portare la voce «{label}» ad almeno {euro(due - paid)}: chi ne ha diritto va"
                " coperto per intero."
            ),
        )
        yield from check_of(
            facts,
            ("K4", "full_coverage"),
            label,
            words,
            constant=Fraction(paid) - due,
            accounts=each(places, 1),
        )


def home(facts: RuleFacts) -> Iterator[RuleCheck]:
    """K6: home care keeps the part of the spending of the year before, less a tolerance."""
    rule = facts.rule("K6", "fall_max")
    if rule is not None and facts.home_share_before is not None:
        share = facts.home_share_before - (rule.value or ZERO) / HUNDRED
        before = italian.percent(facts.home_share_before, 2)
        least = before if not rule.value else f"{before} meno {plain(rule.value)} punti"
        words = (
            (
                f"Alla domiciliarità mancano {{n}} per restare al {least} della spesa, la parte che"
                " aveva l’anno prima."
            ),
            "Spostare {n} da altre voci alla domiciliarità, o motivarne il calo.",
        )
        yield from check_of(
            facts,
            ("K6", "fall_max"),
            "domiciliarità",
            words,
            **share_of(facts, MacroSection.DOMICILIARY, share, most=False),
        )


def fee(facts: RuleFacts) -> Iterator[RuleCheck]:
    """K7: what a user of a CRA pays in a day is no more than the region allows."""
    most = facts.value("K7", "cra_fee_max")
    levers = [
        place
        for place, lever in enumerate(facts.levers)
        if lever.code in facts.named("K7", "lever")
    ]
    fees = [
        facts.fees[voce, item]
        for voce, _, item in (one.rpartition(".") for one in facts.named("K7", "cost"))
        if (voce, item) in facts.fees
    ]
    if most is None or not levers or not fees:
        return
    words = (
        (
            "La quota dell’utente in CRA supera di {n} al giorno il massimo regionale di"
            f" {plain(most)} €."
        ),
        f"Riportare la quota a non più di {plain(most)} € al giorno.",
    )
    yield from check_of(
        facts,
        ("K7", "cra_fee_max"),
        "retta massima",
        words,
        constant=most - Fraction(fees[0], 100),
        levers=each(levers, -1),
        unit=EURO,
        excess=True,
    )


def tariffs(facts: RuleFacts) -> Iterator[RuleCheck]:
    """K8: a scenario does not move what the region decides."""
    for place, lever in enumerate(facts.levers):
        if lever.decided_by is LeverOwner.REGION:
            words = (
                f"Lo scenario muove «{lever.name}», che decide la Regione.",
                "Chiederlo alla Regione: il distretto decide volumi, composizione e agevolazioni.",
            )
            yield from check_of(
                facts,
                ("K8", "regional_tariff"),
                lever.name,
                words,
                levers=each([place], 1),
                still=True,
                unit="moved",
            )


def cheques(facts: RuleFacts) -> Iterator[RuleCheck]:
    """K9: a reminder of who may have the allowances that are added; fewer of them ask nothing."""
    for place, lever in enumerate(facts.levers):
        parameter = _threshold_of(facts, place)
        most = facts.value("K9", parameter)
        if not parameter or most is None:
            continue
        hours = facts.value("K9", "added_hours_min") if parameter == "added_isee_max" else None
        contract = (
            "" if hours is None else f" e un contratto di almeno {plain(hours)} ore la settimana"
        )
        words = (
            (
                f"{{n}} con «{lever.name}»: spettano solo con un ISEE fino a {plain(most)}"
                f" €{contract}."
            ),
            "Tenerne conto nell’assegnarli; l’assegno è alternativo al posto in struttura.",
        )
        yield from check_of(
            facts,
            ("K9", parameter),
            lever.name,
            words,
            constant=lever.start,
            levers=each([place], -1),
            unit=lever.unit,
            excess=True,
        )


def _threshold_of(facts: RuleFacts, place: int) -> str:
    """The row of K9 that speaks of a lever; empty where none does."""
    if facts.levers[place].code in facts.named("K9", "added_lever"):
        return "added_isee_max"
    if facts.voce_of.get(place) in facts.named("K9", "voce"):
        return "isee_max"
    if facts.voce_of.get(place) in facts.named("K9", "disabled_voce"):
        return "disabled_isee_max"
    return ""


def occupied(facts: RuleFacts) -> Iterator[RuleCheck]:
    """K11: posts are no fewer than those occupied today."""
    for place, voce in facts.posts_of.items():
        if voce in facts.occupied:
            lever, held = facts.levers[place], facts.occupied[voce]
            words = (
                f"«{lever.name}»: {{n}} meno dei {plain(held)} occupati oggi.",
                "Ridurre i posti solo quando si liberano.",
            )
            yield from check_of(
                facts,
                ("K11", "occupancy"),
                lever.name,
                words,
                constant=-held,
                levers=each([place], 1),
                unit=lever.unit,
            )


def cross(facts: RuleFacts) -> Iterator[RuleCheck]:
    """K12: what serves all the voci is no more than a share of the spending."""
    most = facts.value("K12", "share_max")
    if most is not None:
        words = (
            (
                f"Alle attività trasversali vanno {{n}} in più del {plain(most)} % della spesa,"
                " che è la parte proposta."
            ),
            "Spostare {n} su voci di servizio, o dire che cosa giustifica la parte più alta.",
        )
        yield from check_of(
            facts,
            ("K12", "share_max"),
            "attività trasversali",
            words,
            **share_of(facts, MacroSection.CROSS_CUTTING, most / HUNDRED, most=True),
            excess=True,
        )
