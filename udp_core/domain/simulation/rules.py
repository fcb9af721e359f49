"""K1-K15 as sums that must not go below zero (DOMAIN.md 4.7).

Thresholds, sources and voci are those of the rows.

Each check says in `told` what is broken, with {n} where the amount goes; `remedy` likewise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import Any

from udp_core import italian
from udp_core.domain.simulation.earmarked import (
    NOT_CONVERTIBLE,
    Quota,
    misused,
    not_convertible,
    quotas,
)
from udp_core.domain.simulation.facts import Facts
from udp_core.domain.simulation.model import ZERO, Check
from udp_core.money import Money
from udp_core.simulation_vocabulary import LeverOwner
from udp_core.vocabulary import MacroSection, RuleLevel

HUNDRED = Fraction(100)
EURO = "euro"
QUOTA = "QUOTA"
"""The rows on what of an earmarked quota has no voce yet."""


def checks(facts: Facts) -> tuple[Check, ...]:
    """Every rule that the data allow to judge; those that block first."""
    found = [check for rule in _RULES for check in rule(facts)]
    order = list(RuleLevel)
    return tuple(sorted(found, key=lambda check: order.index(check.level)))


def unjudged(facts: Facts) -> tuple[str, ...]:
    """The rules in force that nothing here can judge, with what they ask."""
    judged = {check.code for check in checks(facts)}
    known: dict[str, str] = {}
    for (code, _), value in facts.rules.items():
        if is_constraint(code):
            known.setdefault(code, value.sentence)
    missing = sorted(known.keys() - judged, key=lambda code: int(code[1:]))
    return tuple(f"{code}: {known[code]}" for code in missing)


def is_constraint(code: str) -> bool:
    """Whether a row is of K1-K15, and not a threshold of something else."""
    return code.startswith("K") and code[1:].isdigit()


def is_judged(code: str) -> bool:
    """Whether a row is of the rules that a simulation speaks of."""
    return is_constraint(code) or code == QUOTA


_USED = {
    "K1": ("scenario",),
    "K2": ("eligibility", "line.", "source."),
    "K3": ("tolerance",),
    "K4": ("full_coverage", "cost."),
    "K5": ("severe_share_min", "severe.", "source."),
    "K6": ("fall_max",),
    "K7": ("cra_fee_max", "lever.", "cost."),
    "K8": ("regional_tariff",),
    "K9": (
        "isee_max",
        "added_isee_max",
        "added_hours_min",
        "disabled_isee_max",
        "voce.",
        "disabled_voce.",
        "added_lever.",
    ),
    "K11": ("occupancy",),
    "K12": ("share_max",),
    "K13": (NOT_CONVERTIBLE, "line."),
    "K14": ("one_off",),
    "K15": ("additional", "source."),
    QUOTA: ("unassigned",),
}
"""The parameters that a judgement reads; those that end with a dot are the beginning of many."""
_WHY_NOT = {
    (
        "K1",
        "approved_plan",
    ): "non usata qui: vale quando una variazione si approva, insieme all’identità I17",
    ("K10", "posts_order"): "non usata: mancano i dati su posti autorizzati e accreditati",
}
NOT_USED = "non usata: è un’informazione, nessun giudizio la legge"
USED = "usata nel giudizio"


def use_of(code: str, parameter: str) -> str:
    """Whether a row of K1-K15 enters a judgement, in words."""
    if any(
        parameter.startswith(one) if one.endswith(".") else parameter == one
        for one in _USED.get(code, ())
    ):
        return USED
    return _WHY_NOT.get((code, parameter), NOT_USED)


def _check(
    facts: Facts, row: tuple[str, str], name: str, words: tuple[str, str], **parts: Any
) -> Iterator[Check]:
    """A check as its row says: `words` are what is told when it breaks, and the remedy."""
    rule = facts.rules.get(row)
    if rule is not None:
        told, remedy = words
        yield Check(
            row[0],
            f"{row[0]} {name}" if is_constraint(row[0]) else name,
            rule.level,
            rule.sentence,
            remedy,
            rule.source,
            rule.verified,
            told=told,
            **parts,
        )


def _each(places: Sequence[int], weight: Fraction | int) -> tuple[tuple[int, Fraction], ...]:
    return tuple((place, Fraction(weight)) for place in places)


def _euro(cents: Fraction | int) -> str:
    return italian.euro(Money.rounded(Fraction(cents) / 100))


def _plain(value: Fraction) -> str:
    """A threshold with the decimals that it has."""
    decimals = next((number for number in range(3) if (value * 10**number).denominator == 1), 3)
    return italian.number(value, decimals)


def _available(facts: Facts) -> Iterator[Check]:
    if facts.available is not None:
        parts = (*_each(facts.spending(), -1), (facts.fund_account, Fraction(1)))
        words = (
            "Le voci, insieme, superano di {n} il disponibile del fondo.",
            "Ridurre le voci di {n}, o indicare chi finanzia la differenza.",
        )
        yield from _check(
            facts,
            ("K1", "scenario"),
            "disponibile",
            words,
            constant=Fraction(facts.available),
            accounts=parts,
            excess=True,
        )


def _eligible(facts: Facts) -> Iterator[Check]:
    """K2 and K13 on the lines of the fund: what the other voci ask fits in what is not tied."""
    if facts.available is None:
        return
    for quota in quotas(facts):
        row = ("K13", NOT_CONVERTIBLE) if not_convertible(facts, quota) else ("K2", "eligibility")
        # the voci of this choice
        outside = facts.spending(lambda account, quota=quota: account.voce not in quota.admitted)  # type: ignore[misc]
        parts = (*_each(outside, -1), (facts.fund_account, Fraction(1)))
        left = Fraction(facts.available - quota.cents)
        yield from _check(
            facts,
            row,
            _quota_name(facts, quota),
            _quota_words(facts, quota),
            constant=left,
            accounts=parts,
            excess=True,
        )


def _quota_name(facts: Facts, quota: Quota) -> str:
    return italian.listing([facts.names.get(line, line) for line in quota.lines])


def _quota_words(facts: Facts, quota: Quota) -> tuple[str, str]:
    name, voci = (
        _quota_name(facts, quota),
        italian.listing(facts.called(quota.admitted)) or "nessuna voce",
    )
    return (
        f"{{n}} della quota «{name}» ({_euro(quota.cents)}) pagherebbero voci non ammesse.",
        f"Ridurre di {{n}} le altre voci: la quota «{name}» può pagare soltanto {voci}.",
    )


def _unassigned(facts: Facts) -> Iterator[Check]:
    """What of a line has no voce yet: not forbidden, and worth saying."""
    for line, cents in facts.lines.items():
        voci = facts.named("K2", f"line.{line}")
        # the voci of this line
        places = facts.spending(lambda account, voci=voci: account.voce in voci)  # type: ignore[misc]
        if not places:
            continue
        name, admitted = facts.names.get(line, line), italian.listing(facts.called(voci))
        words = (
            f"{{n}} della quota «{name}» ({_euro(cents)}) non hanno ancora una voce.",
            f"Programmare {{n}} su {admitted}, o dire perché restano da parte.",
        )
        yield from _check(
            facts,
            (QUOTA, "unassigned"),
            f"Quota {name}, da programmare",
            words,
            constant=Fraction(-cents),
            accounts=_each(places, 1),
        )


def _sources(facts: Facts) -> Iterator[Check]:
    """K2 on the other funds: a source stands only on voci that it may pay."""
    for found in misused(facts.rules, facts.typed):
        name = facts.names.get(found.source, found.source)
        wrong = italian.listing(
            [
                f"{called} per {_euro(cents)}"
                for called, cents in zip(
                    facts.called(tuple(found.voci)), found.voci.values(), strict=True
                )
            ]
        )
        words = (
            f"«{name}» paga {{n}} su voci non ammesse: {wrong}.",
            (
                "Spostare {n} su voci ammesse"
                f" ({italian.listing(facts.called(found.admitted)) or 'nessuna'}), o cambiare"
                " fonte."
            ),
        )
        yield from _check(
            facts, ("K2", "eligibility"), name, words, constant=Fraction(-found.cents), excess=True
        )


def _areas(facts: Facts) -> Iterator[Check]:
    tolerance = facts.value("K3", "tolerance")
    if tolerance is None:
        return
    for area, cents in facts.areas.items():
        # the accounts of this area
        places = facts.spending(lambda account, area=area: account.area == area.value)  # type: ignore[misc]
        if places and cents:
            most = cents * (1 + tolerance / HUNDRED)
            words = (
                (
                    f"All’area {area.label.lower()} vanno {{n}} più della sua quota"
                    f" ({_euro(cents)}) con la tolleranza del {_plain(tolerance)} %."
                ),
                "Motivare lo scostamento, o riportare {n} nelle altre aree.",
            )
            yield from _check(
                facts,
                ("K3", "tolerance"),
                f"area {area.label.lower()}",
                words,
                constant=Fraction(most),
                accounts=_each(places, -1),
                excess=True,
            )


def _severe(facts: Facts) -> Iterator[Check]:
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
                f"A «{label}» mancano {{n}}: {_plain(persons)} persone a {_euro(cents)} al giorno"
                f" per {facts.days} giorni sono {_euro(due)}, di cui {_euro(paid)} da altre fonti."
            ),
            (
                f"Portare la voce «{label}» ad almeno {_euro(due - paid)}: chi ne ha diritto va"
                " coperto per intero."
            ),
        )
        yield from _check(
            facts,
            ("K4", "full_coverage"),
            label,
            words,
            constant=Fraction(paid) - due,
            accounts=_each(places, 1),
        )


def _national_share(facts: Facts) -> Iterator[Check]:
    least, sources = facts.value("K5", "severe_share_min"), facts.named("K5", "source")
    paid = facts.paid_by(sources)
    if least is None or not paid:
        return
    voci = facts.named("K5", "severe")
    severe, whole = sum(paid.get(voce, 0) for voce in voci), sum(paid.values())
    name = italian.listing([facts.names.get(source, source) for source in sources])
    words = (
        (
            f"Alle gravissime disabilità vanno {_euro(severe)} dei {_euro(whole)} programmati di"
            f" «{name}»: ne mancano {{n}} per arrivare al {_plain(least)} %."
        ),
        (
            f"Spostare {{n}} di «{name}» su"
            f" {italian.listing(facts.called(voci)) or 'voci per i gravissimi'}."
        ),
    )
    yield from _check(
        facts,
        ("K5", "severe_share_min"),
        f"{name} ai gravissimi",
        words,
        constant=severe - least / HUNDRED * whole,
    )


def share_of(facts: Facts, macro: MacroSection, share: Fraction, *, most: bool) -> dict[str, Any]:
    """A part of the spending that is at least, or at most, a share of the whole.

    The parts of its check.
    """
    part = frozenset(facts.spending(lambda account: account.macro is macro))
    sign = -1 if most else 1
    accounts = tuple(
        (place, sign * ((1 if place in part else 0) - share)) for place in facts.spending()
    )
    return {"accounts": accounts, "share": share, "part": tuple(sorted(part))}


def _home(facts: Facts) -> Iterator[Check]:
    rule = facts.rule("K6", "fall_max")
    if rule is not None and facts.home_share_before is not None:
        share = facts.home_share_before - (rule.value or ZERO) / HUNDRED
        before = italian.percent(facts.home_share_before, 2)
        least = before if not rule.value else f"{before} meno {_plain(rule.value)} punti"
        words = (
            (
                f"Alla domiciliarità mancano {{n}} per restare al {least} della spesa, la parte che"
                " aveva l’anno prima."
            ),
            "Spostare {n} da altre voci alla domiciliarità, o motivarne il calo.",
        )
        yield from _check(
            facts,
            ("K6", "fall_max"),
            "domiciliarità",
            words,
            **share_of(facts, MacroSection.DOMICILIARY, share, most=False),
        )


def _fee(facts: Facts) -> Iterator[Check]:
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
            f" {_plain(most)} €."
        ),
        f"Riportare la quota a non più di {_plain(most)} € al giorno.",
    )
    yield from _check(
        facts,
        ("K7", "cra_fee_max"),
        "retta massima",
        words,
        constant=most - Fraction(fees[0], 100),
        levers=_each(levers, -1),
        unit=EURO,
        excess=True,
    )


def _tariffs(facts: Facts) -> Iterator[Check]:
    for place, lever in enumerate(facts.levers):
        if lever.decided_by is LeverOwner.REGION:
            words = (
                f"Lo scenario muove «{lever.name}», che decide la Regione.",
                "Chiederlo alla Regione: il distretto decide volumi, composizione e agevolazioni.",
            )
            yield from _check(
                facts,
                ("K8", "regional_tariff"),
                lever.name,
                words,
                levers=_each([place], 1),
                still=True,
                unit="moved",
            )


def _cheques(facts: Facts) -> Iterator[Check]:
    """K9: a reminder of who may have the allowances that are added; fewer of them ask nothing."""
    for place, lever in enumerate(facts.levers):
        parameter = _threshold_of(facts, place)
        most = facts.value("K9", parameter)
        if not parameter or most is None:
            continue
        hours = facts.value("K9", "added_hours_min") if parameter == "added_isee_max" else None
        contract = (
            "" if hours is None else f" e un contratto di almeno {_plain(hours)} ore la settimana"
        )
        words = (
            (
                f"{{n}} con «{lever.name}»: spettano solo con un ISEE fino a {_plain(most)}"
                f" €{contract}."
            ),
            "Tenerne conto nell’assegnarli; l’assegno è alternativo al posto in struttura.",
        )
        yield from _check(
            facts,
            ("K9", parameter),
            lever.name,
            words,
            constant=lever.start,
            levers=_each([place], -1),
            unit=lever.unit,
            excess=True,
        )


def _threshold_of(facts: Facts, place: int) -> str:
    """The row of K9 that speaks of a lever; empty where none does."""
    if facts.levers[place].code in facts.named("K9", "added_lever"):
        return "added_isee_max"
    if facts.voce_of.get(place) in facts.named("K9", "voce"):
        return "isee_max"
    return (
        "disabled_isee_max"
        if facts.voce_of.get(place) in facts.named("K9", "disabled_voce")
        else ""
    )


def _occupied(facts: Facts) -> Iterator[Check]:
    for place, voce in facts.posts_of.items():
        if voce in facts.occupied:
            lever, held = facts.levers[place], facts.occupied[voce]
            words = (
                f"«{lever.name}»: {{n}} meno dei {_plain(held)} occupati oggi.",
                "Ridurre i posti solo quando si liberano.",
            )
            yield from _check(
                facts,
                ("K11", "occupancy"),
                lever.name,
                words,
                constant=-held,
                levers=_each([place], 1),
                unit=lever.unit,
            )


def _cross(facts: Facts) -> Iterator[Check]:
    most = facts.value("K12", "share_max")
    if most is not None:
        words = (
            (
                f"Alle attività trasversali vanno {{n}} in più del {_plain(most)} % della spesa,"
                " che è la parte proposta."
            ),
            "Spostare {n} su voci di servizio, o dire che cosa giustifica la parte più alta.",
        )
        yield from _check(
            facts,
            ("K12", "share_max"),
            "attività trasversali",
            words,
            **share_of(facts, MacroSection.CROSS_CUTTING, most / HUNDRED, most=True),
            excess=True,
        )


def _one_off(facts: Facts) -> Iterator[Check]:
    if facts.recurring is not None:
        words = (
            (
                "La spesa supera di {n} le entrate che tornano ogni anno"
                f" ({_euro(facts.recurring)}): la differenza è coperta da residui, che valgono una"
                " volta sola."
            ),
            "Trovare per {n} una copertura che duri, o indicare per quanti anni bastano i residui.",
        )
        yield from _check(
            facts,
            ("K14", "one_off"),
            "copertura strutturale",
            words,
            constant=Fraction(facts.recurring),
            accounts=_each(facts.spending(), -1),
            excess=True,
        )


def _additional(facts: Facts) -> Iterator[Check]:
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
                    f" ({_euro(cents)}), o di più: le mancano {{n}} perché non ne sia sostituita."
                ),
                (
                    f"Restituire {{n}} alla voce «{account.label}»: il fondo nazionale si aggiunge,"
                    " non sostituisce."
                ),
            )
            yield from _check(
                facts,
                ("K15", "additional"),
                account.label,
                words,
                constant=Fraction(least - base - 1),
                accounts=_each([place], 1),
            )


_RULES: tuple[Callable[[Facts], Iterator[Check]], ...] = (
    _available,
    _eligible,
    _unassigned,
    _sources,
    _areas,
    _severe,
    _national_share,
    _home,
    _fee,
    _tariffs,
    _cheques,
    _occupied,
    _cross,
    _one_off,
    _additional,
)
