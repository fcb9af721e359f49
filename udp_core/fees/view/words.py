"""What the comparison of fees says in words."""

from __future__ import annotations

from decimal import Decimal

from udp_core.fees.report import FeesReport, Homogeneity, PlaceRule, ServiceFees
from udp_core.fees.rules.bands import FeeBand
from udp_core.fees.rules.paying import Use
from udp_core.fees.rules.single import HIGHEST, LOWEST, MEAN, PROPOSED, PlaceChange
from udp_core.fees.terms import FeeUnit
from udp_core.kernel import italian
from udp_core.kernel.money import ZERO, Money, total
from udp_core.kernel.vocabulary import Payer
from udp_core.render.key_figure import KeyFigure

TITLE = "Stesso servizio, tre regole"
_MANY = {
    FeeUnit.DAY: "giorni",
    FeeUnit.MONTH: "volte",
    FeeUnit.HOUR: "ore",
    FeeUnit.MEAL: "pasti",
    FeeUnit.RIDE: "corse",
}
_EACH = {
    FeeUnit.DAY: "al giorno",
    FeeUnit.MONTH: "al mese",
    FeeUnit.HOUR: "all’ora",
    FeeUnit.MEAL: "a pasto",
    FeeUnit.RIDE: "a corsa",
}
FORMULA = (
    "Indice di omogeneità = servizi in cui una famiglia, con qualunque ISEE, paga lo stesso in ogni"
    " Comune, diviso i servizi per cui almeno un Comune ha una regola. Un servizio a cui manca la"
    " regola di un Comune conta tra i secondi e non tra i primi."
)
HOW_PAID = (
    "Tariffa dell’unità al centesimo, per le unità del mese, fino al tetto del mese; per i mesi,"
    " fino al tetto dell’anno."
)


def isee_words(isee: Money) -> str:
    """«6.000 €», with its cents only where it has some."""
    whole = isee.cents % 100 == 0
    return f"{italian.number(isee.euro)}\u00a0€" if whole else italian.euro(isee)


def whole_euro(amount: Money) -> str:
    """«1.920 €»: an amount of a family, to the nearest euro."""
    return f"{italian.number(round(amount.euro))}\u00a0€"


def unit_words(unit: FeeUnit) -> str:
    """«ore», «giorni»: what the use of a month is counted in."""
    return _MANY[unit]


def use_words(use: Use) -> str:
    """«20 ore al mese per 12 mesi», «per 10 mesi»."""
    months = f"per {italian.plural(use.months, 'mese', 'mesi')}"
    if use.unit is FeeUnit.MONTH and use.units == 1:
        return months
    decimals = max(0, -int(Decimal(use.units).normalize().as_tuple().exponent))
    return f"{italian.number(use.units, decimals)} {_MANY[use.unit]} al mese {months}"


def apart_words(fees: ServiceFees, isee: Money, use: Use | None = None) -> str:
    """Where a family pays most, and how much more a year than where it pays least."""
    found = fees.apart(isee, use)
    family = f"con ISEE {isee_words(isee)}"
    if found is None:
        return f"{fees.service.name}, {family}: mancano le regole da confrontare"
    if not found.euro:
        where = "" if found.whole else " dove si sa"
        paid = f"si paga lo stesso{where}, {italian.euro(found.most)} l’anno"
        return f"{fees.service.name}, {family}: {paid}"
    more = f"{italian.euro(found.euro)} l’anno più che a {found.cheapest}"
    return f"{fees.service.name}, {family}: a {found.dearest} {more}"


def fees_message(report: FeesReport) -> str:
    """The widest distance among the families of reference; that there is none; that nothing is
    written.
    """
    if not report.ruled:
        return "Nessuna regola tariffaria è in vigore"
    widest = report.farthest
    if widest is None:
        where = "in ogni Comune" if report.known_everywhere else "dove si sa"
        return f"Per le famiglie di riferimento si paga lo stesso {where}"
    return apart_words(widest[0], widest[1])


def homogeneity_words(found: Homogeneity) -> str:
    """«3 servizi su 8 hanno una sola regola nel distretto (37,5 %)»."""
    if found.share is None:
        return "L’indice di omogeneità non si può dire: nessun servizio ha una regola"
    have = "ha" if found.one_rule == 1 else "hanno"
    counted = italian.plural(found.one_rule, "servizio", "servizi")
    return (
        f"{counted} su {found.services} {have} una sola regola nel distretto"
        f" ({italian.percent(found.share)})"
    )


def each_words(unit: FeeUnit) -> str:
    """«all’ora», «al giorno»."""
    return _EACH[unit]


def how_words(band: FeeBand) -> str:
    """«30 % di 27,00 €», «cresce fino a 20,00 €»; empty where the fee is one."""
    if band.share is not None and band.unit_cost is not None:
        return f"{italian.percent(band.share, 0)} di {italian.euro(band.unit_cost)}"
    return f"cresce fino a {italian.euro(band.fee_to)}" if band.fee_to is not None else ""


def fee_words(band: FeeBand) -> str:
    """«8,10 € all’ora (30 % di 27,00 €)», «2,00 € all’ora (cresce fino a 20,00 €)»."""
    fee = f"{italian.euro(band.unit_fee(band.isee_from))} {_EACH[band.unit]}"
    how = how_words(band)
    return f"{fee} ({how})" if how else fee


def cap_words(band: FeeBand) -> str:
    """«al più 300,00 € al mese»; empty without a cap."""
    caps = ((band.month_cap, "al mese"), (band.year_cap, "l’anno"))
    said = [f"{italian.euro(cap)} {when}" for cap, when in caps if cap is not None]
    return f"al più {italian.listing(said)}" if said else ""


def band_words(band: FeeBand) -> str:
    """«fino a 8.000 €», «oltre 8.000 € fino a 15.000 €», «oltre 25.000 €», «ogni ISEE»."""
    start = band.isee_from - Money(1) if band.isee_from.cents % 100 else band.isee_from
    said = []
    if band.isee_from:
        said.append(f"oltre {isee_words(start)}")
    if band.isee_to is not None:
        said.append(f"fino a {isee_words(band.isee_to)}")
    return " ".join(said) or "ogni ISEE"


def rule_words(rule: PlaceRule) -> str:
    """A whole rule in a cell of the grid."""
    if not rule.bands:
        return "manca la regola"
    said = [f"{band_words(one)}: {fee_words(one)}" for one in rule.bands]
    caps = list(dict.fromkeys(words for one in rule.bands if (words := cap_words(one))))
    return "; ".join([*said, *caps])


def wrong_words(fees: ServiceFees) -> tuple[str, ...]:
    """Where a rule of a service says nothing, or two things: what is paid there is not shown."""
    said = []
    for one in fees.places:
        for gap in one.gaps:
            what = "dice due cose" if gap.twice else "non dice nulla"
            said.append(
                f"{fees.service.name}, regola di {one.name}: {what} per un ISEE {gap.words}."
                " Correggere le fasce in Registri, regole tariffarie."
            )
    return tuple(said)


def choice_words(fees: ServiceFees, choice: str) -> str:
    """What a single rule is called."""
    known = {
        LOWEST: "La più bassa dei Comuni",
        HIGHEST: "La più alta dei Comuni",
        MEAN: "La media dei Comuni",
        PROPOSED: f"Come proposto: {fees.proposed.name if fees.proposed else ''}",
    }
    names = {one.place: one.name for one in fees.places}
    return known.get(choice) or f"Quella di {names.get(choice, choice)} per tutti"


def payer_words(payer: Payer) -> str:
    """Who bears what the users do not pay."""
    return "il fondo (FRNA)" if payer is Payer.FRNA else "i Comuni"


def single_words(fees: ServiceFees, found: tuple[PlaceChange, ...]) -> str:
    """What one rule costs or brings in all, of the places of which it is known."""
    known = [one.cost for one in found if one.cost is not None]
    if not known:
        return "Non si può dire: manca l’utenza per ISEE di questo servizio, o una regola"
    cost, who = total(known), payer_words(fees.service.payer)
    if not cost:
        return f"Nessuna differenza in tutto per {who}"
    verb = "più" if cost.cents > 0 else "meno"
    return f"{italian.euro(abs(cost))} l’anno in {verb} per {who}"


def day_note(report: FeesReport) -> str:
    """The day of the rules, and that figures are a demonstration."""
    said = f"Regole in vigore al {italian.day(report.day)}."
    if not any(one.is_demo for one in report.services):
        return said
    return (
        f"{said} Le regole dei Comuni e l’utenza sono dimostrative, inventate; le cifre vere, con"
        " la loro fonte, sono in «Cifre pubblicate»."
    )


def fees_figures(report: FeesReport) -> tuple[KeyFigure, ...]:
    """The index of homogeneity, the widest distance, the rules that nobody wrote."""
    index, widest = report.homogeneity, report.farthest
    counted = f"{index.one_rule} su {index.services} con una sola regola nel distretto"
    missing = [
        f"{one.service.name} a {place.name}"
        for one in report.ruled
        for place in one.places
        if not place.bands
    ]
    gap = whole_euro(widest[2].euro if widest else ZERO)
    return (
        KeyFigure("index", "Indice di omogeneità", italian.percent(index.share), counted),
        KeyFigure("widest", "Distanza più grande, l’anno", gap, fees_message(report)),
        KeyFigure("missing", "Regole che mancano", str(len(missing)), "; ".join(missing)),
    )


def users_note(fees: ServiceFees) -> str:
    """Of which year the users are, and how they are reckoned."""
    crossed = italian.listing(list(fees.crossed))
    cut = f" Le fasce di {crossed} sono a cavallo di una soglia: conta la media." if crossed else ""
    return f"Utenza del {fees.users_year}, all’ISEE medio di ogni fascia.{cut}"
