"""The rules on the money of the fund: what is available, what each source may pay (DOMAIN.md 4.7).

K1, K2, K3, K5, K13, K14, K15, and what of an earmarked quota has no voce yet.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from fractions import Fraction

from udp_core.kernel import italian
from udp_core.kernel.vocabulary import FrnaArea
from udp_core.simulation.rules.facts import RuleFacts
from udp_core.simulation.rules.model import RuleCheck
from udp_core.simulation.rules.rule_rows import (
    HUNDRED,
    NOT_CONVERTIBLE,
    QUOTA,
    Quota,
    check_of,
    each,
    euro,
    misused,
    not_convertible,
    plain,
    quotas,
)


def available(facts: RuleFacts) -> Iterator[RuleCheck]:
    """K1: the voci together are within what is available."""
    if facts.available is not None:
        parts = (*each(facts.spending(), -1), (facts.fund_account, Fraction(1)))
        words = (
            "Le voci, insieme, superano di {n} il disponibile del fondo.",
            "Ridurre le voci di {n}, o indicare chi finanzia la differenza.",
        )
        yield from check_of(
            facts,
            ("K1", "scenario"),
            "disponibile",
            words,
            constant=Fraction(facts.available),
            accounts=parts,
            excess=True,
        )


def eligible(facts: RuleFacts) -> Iterator[RuleCheck]:
    """K2 and K13 on the lines of the fund: what the other voci ask fits in what is not tied."""
    if facts.available is None:
        return
    for quota in quotas(facts):
        row = ("K13", NOT_CONVERTIBLE) if not_convertible(facts, quota) else ("K2", "eligibility")
        inside = _on(facts, quota.admitted)
        outside = [place for place in facts.spending() if place not in inside]
        parts = (*each(outside, -1), (facts.fund_account, Fraction(1)))
        left = Fraction(facts.available - quota.cents)
        yield from check_of(
            facts,
            row,
            _quota_name(facts, quota),
            _quota_words(facts, quota),
            constant=left,
            accounts=parts,
            excess=True,
        )


def _quota_name(facts: RuleFacts, quota: Quota) -> str:
    return italian.listing([facts.names.get(line, line) for line in quota.lines])


def _quota_words(facts: RuleFacts, quota: Quota) -> tuple[str, str]:
    name = _quota_name(facts, quota)
    voci = italian.listing(facts.called(quota.admitted)) or "nessuna voce"
    return (
        f"{{n}} della quota «{name}» ({euro(quota.cents)}) pagherebbero voci non ammesse.",
        f"Ridurre di {{n}} le altre voci: la quota «{name}» può pagare soltanto {voci}.",
    )


def unassigned(facts: RuleFacts) -> Iterator[RuleCheck]:
    """What of a line has no voce yet: not forbidden, and worth saying."""
    for line, cents in facts.lines.items():
        voci = facts.named("K2", f"line.{line}")
        places = _on(facts, voci)
        if not places:
            continue
        name, admitted = facts.names.get(line, line), italian.listing(facts.called(voci))
        words = (
            f"{{n}} della quota «{name}» ({euro(cents)}) non hanno ancora una voce.",
            f"Programmare {{n}} su {admitted}, o dire perché restano da parte.",
        )
        yield from check_of(
            facts,
            (QUOTA, "unassigned"),
            f"Quota {name}, da programmare",
            words,
            constant=Fraction(-cents),
            accounts=each(places, 1),
        )


def sources(facts: RuleFacts) -> Iterator[RuleCheck]:
    """K2 on the other funds: a source stands only on voci that it may pay."""
    for found in misused(facts.rules, facts.typed):
        name = facts.names.get(found.source, found.source)
        voci = zip(facts.called(tuple(found.voci)), found.voci.values(), strict=True)
        wrong = italian.listing([f"{voce} per {euro(cents)}" for voce, cents in voci])
        admitted = italian.listing(facts.called(found.admitted)) or "nessuna"
        words = (
            f"«{name}» paga {{n}} su voci non ammesse: {wrong}.",
            f"Spostare {{n}} su voci ammesse ({admitted}), o cambiare fonte.",
        )
        yield from check_of(
            facts, ("K2", "eligibility"), name, words, constant=Fraction(-found.cents), excess=True
        )


def areas(facts: RuleFacts) -> Iterator[RuleCheck]:
    """K3: an area gets no more than its quota, with a tolerance."""
    tolerance = facts.value("K3", "tolerance")
    if tolerance is None:
        return
    for area, cents in facts.areas.items():
        places = _in(facts, area)
        if places and cents:
            most = cents * (1 + tolerance / HUNDRED)
            words = (
                (
                    f"All’area {area.label.lower()} vanno {{n}} più della sua quota"
                    f" ({euro(cents)}) con la tolleranza del {plain(tolerance)} %."
                ),
                "Motivare lo scostamento, o riportare {n} nelle altre aree.",
            )
            yield from check_of(
                facts,
                ("K3", "tolerance"),
                f"area {area.label.lower()}",
                words,
                constant=Fraction(most),
                accounts=each(places, -1),
                excess=True,
            )


def national_share(facts: RuleFacts) -> Iterator[RuleCheck]:
    """K5: of the national fund, a share at least goes to the most severe disabilities."""
    least, sources = facts.value("K5", "severe_share_min"), facts.named("K5", "source")
    paid = facts.paid_by(sources)
    if least is None or not paid:
        return
    voci = facts.named("K5", "severe")
    severe, whole = sum(paid.get(voce, 0) for voce in voci), sum(paid.values())
    name = italian.listing([facts.names.get(source, source) for source in sources])
    words = (
        (
            f"Alle gravissime disabilità vanno {euro(severe)} dei {euro(whole)} programmati di"
            f" «{name}»: ne mancano {{n}} per arrivare al {plain(least)} %."
        ),
        (
            f"Spostare {{n}} di «{name}» su"
            f" {italian.listing(facts.called(voci)) or 'voci per i gravissimi'}."
        ),
    )
    yield from check_of(
        facts,
        ("K5", "severe_share_min"),
        f"{name} ai gravissimi",
        words,
        constant=severe - least / HUNDRED * whole,
    )


def one_off(facts: RuleFacts) -> Iterator[RuleCheck]:
    """K14: what comes in every year covers the spending, without what is left of past years."""
    if facts.recurring is not None:
        words = (
            (
                "La spesa supera di {n} le entrate che tornano ogni anno"
                f" ({euro(facts.recurring)}): la differenza è coperta da residui, che valgono una"
                " volta sola."
            ),
            "Trovare per {n} una copertura che duri, o indicare per quanti anni bastano i residui.",
        )
        yield from check_of(
            facts,
            ("K14", "one_off"),
            "copertura strutturale",
            words,
            constant=Fraction(facts.recurring),
            accounts=each(facts.spending(), -1),
            excess=True,
        )


def additional(facts: RuleFacts) -> Iterator[RuleCheck]:
    """K15: what the national fund puts on a voce is added, and does not take the place of ours."""
    sources = facts.named("K15", "source")
    name = italian.listing([facts.names.get(source, source) for source in sources])
    for voce, cents in facts.paid_by(sources).items():
        for place in facts.voce(voce):
            account = facts.accounts[place]
            base, least = account.base_total, min(cents, account.base_total)
            if least <= 0:
                continue
            words = (
                (
                    f"Alla voce «{account.label}» si toglie quanto vi mette «{name}»"
                    f" ({euro(cents)}), o di più: le mancano {{n}} perché non ne sia sostituita."
                ),
                (
                    f"Restituire {{n}} alla voce «{account.label}»: il fondo nazionale si aggiunge,"
                    " non sostituisce."
                ),
            )
            yield from check_of(
                facts,
                ("K15", "additional"),
                account.label,
                words,
                constant=Fraction(least - base - 1),
                accounts=each([place], 1),
            )


def _on(facts: RuleFacts, voci: Collection[str]) -> list[int]:
    """The accounts of some voci."""
    return facts.spending(lambda account: account.voce in voci)


def _in(facts: RuleFacts, area: FrnaArea) -> list[int]:
    """The accounts of an area."""
    return facts.spending(lambda account: account.area == area.value)
