"""K1-K15 as sums that must not go below zero (DOMAIN.md 4.7): the same thresholds that judge the programme."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from udp_core.domain.simulation.model import ZERO, Account, Check, Lever
from udp_core.simulation_vocabulary import LeverOwner
from udp_core.vocabulary import FrnaArea, MacroSection, Payer, RuleLevel

HUNDRED = Fraction(100)
USER_FEE = "cra-retta"
CARE_CHEQUES = "A2.5"
SEVERE_VOCI = ("D2.7", "D1.2")
SEVERE_CHEQUE = "D2.7"
DAYS = 365
TO_INCOME = "Ridurre le voci, o indicare chi finanzia la differenza."


@dataclass(frozen=True, slots=True)
class RuleValue:
    """A parameter of a rule in force."""

    sentence: str
    level: RuleLevel
    value: Fraction | None
    verified: bool
    source: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules speak of, in cents unless said.

    `areas` and `lines` are what was assigned; `national` what the national fund has programmed by voce; `occupied` the
    posts occupied by voce; `severe` the persons entitled to the severe disability cheque and its cents a day;
    `home_share_before` the part that home care had the year before; `fee` and its cap are cents a day.
    """

    rules: Mapping[tuple[str, str], RuleValue]
    accounts: Sequence[Account]
    levers: Sequence[Lever]
    fund_account: int
    available: int | None
    recurring: int | None
    areas: Mapping[FrnaArea, int]
    lines: Mapping[str, int]
    national: Mapping[str, int]
    occupied: Mapping[str, Fraction]
    posts_of: Mapping[int, str]
    severe: tuple[Fraction, int] | None
    home_share_before: Fraction | None
    fee: int | None

    def spending(self, wanted: Callable[[Account], bool] = lambda _: True) -> list[int]:
        """Places of the accounts that are spending of the fund and are wanted."""
        return [place for place, account in enumerate(self.accounts) if account.payer is Payer.FRNA and place != self.fund_account and wanted(account)]

    def voce(self, code: str) -> list[int]:
        """The account of a voce, where there is one."""
        return self.spending(lambda account: account.voce == code)


def checks(facts: Facts) -> tuple[Check, ...]:
    """Every rule that the data allow to judge; those that block first."""
    found = [check for rule in _RULES for check in rule(facts)]
    order = list(RuleLevel)
    return tuple(sorted(found, key=lambda check: order.index(check.level)))


def unjudged(facts: Facts) -> tuple[str, ...]:
    """The rules in force that nothing here can judge, with what is missing."""
    judged = {check.code for check in checks(facts)}
    known = {code: value for (code, _), value in facts.rules.items() if code.startswith("K")}
    return tuple(f"{code}: {known[code].sentence}" for code in sorted(known, key=lambda code: int(code[1:])) if code not in judged)


def _check(facts: Facts, code: str, parameter: str, name: str, remedy: str, **parts: object) -> Iterator[Check]:
    rule = facts.rules.get((code, parameter))
    if rule is not None:
        yield Check(code, f"{code} {name}", rule.level, rule.sentence, remedy, rule.source, rule.verified, **parts)  # type: ignore[arg-type]  # the parts of a check


def _each(places: Sequence[int], weight: Fraction | int) -> tuple[tuple[int, Fraction], ...]:
    return tuple((place, Fraction(weight)) for place in places)


def _available(facts: Facts) -> Iterator[Check]:
    if facts.available is not None:
        parts = (*_each(facts.spending(), -1), (facts.fund_account, Fraction(1)))
        yield from _check(facts, "K1", "scenario", "Disponibile", TO_INCOME, constant=Fraction(facts.available), accounts=parts)


def _eligible(facts: Facts) -> Iterator[Check]:
    """K2 and K13: what is earmarked must find voci that may be paid with it."""
    for line, cents in facts.lines.items():
        allowed = {parameter.rpartition(f"line.{line}.")[2] for code, parameter in facts.rules if code == "K2" and parameter.startswith(f"line.{line}.")}
        places = facts.spending(lambda account, allowed=allowed: account.voce in allowed)  # type: ignore[misc]  # the voci of this line
        if not places:
            continue
        code, parameter = ("K13", "not_convertible") if line == "special_management" else ("K2", "eligibility")
        yield from _check(facts, code, parameter, "Quote vincolate", "Lasciare alle voci ammesse almeno la quota vincolata.", constant=Fraction(-cents), accounts=_each(places, 1))


def _areas(facts: Facts) -> Iterator[Check]:
    tolerance = facts.rules.get(("K3", "tolerance"))
    if tolerance is None or tolerance.value is None:
        return
    for area, cents in facts.areas.items():
        places = facts.spending(lambda account, area=area: account.area == area.value)  # type: ignore[misc]  # the accounts of this area
        if places and cents:
            most = cents * (1 + tolerance.value / HUNDRED)
            yield from _check(facts, "K3", "tolerance", area.label, "Motivare lo scostamento, o riequilibrare le aree.", constant=most, accounts=_each(places, -1))


def _severe(facts: Facts) -> Iterator[Check]:
    if facts.severe is not None and (places := facts.voce(SEVERE_CHEQUE)):
        persons, cents = facts.severe
        due = persons * cents * DAYS - facts.national.get(SEVERE_CHEQUE, 0)
        yield from _check(facts, "K4", "full_coverage", "Gravissimi", "Portare lo stanziamento almeno a casi per importo.", constant=-due, accounts=_each(places, 1))


def _national_share(facts: Facts) -> Iterator[Check]:
    rule = facts.rules.get(("K5", "severe_share_min"))
    if rule is not None and rule.value is not None and facts.national:
        severe = sum(facts.national.get(voce, 0) for voce in SEVERE_VOCI)
        yield from _check(facts, "K5", "severe_share_min", "Fondo nazionale", "Destinare ai gravissimi almeno metà del fondo nazionale.", constant=severe - rule.value / HUNDRED * sum(facts.national.values()))


def home_care(facts: Facts, share: Fraction) -> tuple[tuple[int, Fraction], ...]:
    """Home care less its share of the whole: not below zero where the share is reached."""
    home = set(facts.spending(lambda account: account.macro is MacroSection.DOMICILIARY))
    return tuple((place, (1 if place in home else 0) - share) for place in facts.spending())


def _home(facts: Facts) -> Iterator[Check]:
    rule = facts.rules.get(("K6", "fall_max"))
    if rule is not None and facts.home_share_before is not None:
        share = facts.home_share_before - (rule.value or ZERO) / HUNDRED
        yield from _check(facts, "K6", "fall_max", "Domiciliarità", "Spostare spesa verso la domiciliarità, o motivarne il calo.", accounts=home_care(facts, share))


def _fee(facts: Facts) -> Iterator[Check]:
    rule = facts.rules.get(("K7", "cra_fee_max"))
    place = next((place for place, lever in enumerate(facts.levers) if lever.code == USER_FEE), None)
    if rule is not None and rule.value is not None and place is not None and facts.fee is not None:
        yield from _check(facts, "K7", "cra_fee_max", "Retta massima", "Riportare la quota entro il massimo regionale.", constant=rule.value - Fraction(facts.fee, 100), levers=((place, Fraction(-1)),), unit="euro")


def _tariffs(facts: Facts) -> Iterator[Check]:
    for place, lever in enumerate(facts.levers):
        if lever.decided_by is LeverOwner.REGION:
            yield from _check(facts, "K8", "regional_tariff", lever.name, "Chiederlo alla Regione: il distretto decide volumi, composizione e agevolazioni.", levers=((place, Fraction(1)),), still=True, unit="moved")


def _cheques(facts: Facts) -> Iterator[Check]:
    for place, lever in enumerate(facts.levers):
        if facts.posts_of.get(place) == CARE_CHEQUES:
            yield from _check(facts, "K9", "isee_max", lever.name, "Tenerne conto nell'assegnare i nuovi assegni.", levers=((place, Fraction(1)),), still=True, unit="moved")


def _occupied(facts: Facts) -> Iterator[Check]:
    for place, voce in facts.posts_of.items():
        if voce in facts.occupied:
            lever = facts.levers[place]
            yield from _check(facts, "K11", "occupancy", lever.name, "Ridurre i posti solo quando si liberano.", constant=-facts.occupied[voce], levers=((place, Fraction(1)),), unit=lever.unit)


def _cross(facts: Facts) -> Iterator[Check]:
    rule = facts.rules.get(("K12", "share_max"))
    if rule is not None and rule.value is not None:
        share = rule.value / HUNDRED
        cross = set(facts.spending(lambda account: account.macro is MacroSection.CROSS_CUTTING))
        yield from _check(facts, "K12", "share_max", "Trasversali", "Tenere piccole le attività trasversali.", accounts=tuple((place, share - (1 if place in cross else 0)) for place in facts.spending()))


def _one_off(facts: Facts) -> Iterator[Check]:
    if facts.recurring is not None:
        yield from _check(facts, "K14", "one_off", "Copertura strutturale", "Trovare una copertura che duri, o indicare per quanti anni bastano i residui.", constant=Fraction(facts.recurring), accounts=_each(facts.spending(), -1))


def _additional(facts: Facts) -> Iterator[Check]:
    for voce, cents in facts.national.items():
        for place in facts.voce(voce):
            base = facts.accounts[place].base_total
            yield from _check(facts, "K15", "additional", facts.accounts[place].label, "Non togliere al fondo regionale ciò che paga quello nazionale.", constant=Fraction(min(cents, base) - base - 1), accounts=_each([place], 1))


_RULES: tuple[Callable[[Facts], Iterator[Check]], ...] = (
    _available, _eligible, _areas, _severe, _national_share, _home, _fee, _tariffs, _cheques, _occupied, _cross, _one_off, _additional,
)  # fmt: skip
