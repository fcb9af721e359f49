"""«Stesso servizio, tre regole» in the room: the widest distance, every service, one rule."""

from __future__ import annotations

from fractions import Fraction
from urllib.parse import urlencode

from udp_core.fees.report import FeesReport, ServiceFees
from udp_core.fees.rules.paying import REFERENCE, Distance
from udp_core.fees.rules.single import LOWEST, PROPOSED, PlaceChange
from udp_core.fees.view.tables import (
    families_table,
    grid_table,
    rules_table,
    services_table,
    single_table,
)
from udp_core.fees.view.words import (
    TITLE,
    choice_words,
    fees_message,
    homogeneity_words,
    isee_words,
    payer_words,
    single_words,
    use_words,
    users_note,
    whole_euro,
)
from udp_core.kernel import italian
from udp_core.kernel.money import Money, total
from udp_core.kernel.small_numbers import is_small
from udp_core.render.slide import Look, Series, Slide, SlideChart, listed, narrow

SCREEN = "tariffe"
MIDDLE = REFERENCE[1]
"""The family of which the wall lists every service."""


def fees_slides(report: FeesReport) -> tuple[Slide, ...]:
    """The widest distance, every service for one family, what one rule would cost."""
    if not report.ruled:
        line = "Scrivere i servizi e le loro regole in Registri."
        return (Slide("tariffe", fees_message(report), TITLE, lines=(line,), screen=SCREEN),)
    widest = report.farthest
    first = (_widest(report, *widest),) if widest else ()
    one = widest[0] if widest else None
    counted = (each for each in report.ruled if each.proposed and each.groups)
    proposed = next(counted, one)
    last = (_single(proposed),) if proposed and proposed.groups else ()
    return (*first, _services(report), *last)


def _widest(report: FeesReport, fees: ServiceFees, isee: Money, apart: Distance) -> Slide:
    """Each Comune beside the mean of them all."""
    paid = {name: amount for name, amount in fees.paid(isee).items() if amount is not None}
    mean = total(paid.values()).times(Fraction(1, len(paid)))
    chart = SlideChart(
        Look.BARS,
        "euro l’anno: la media dei Comuni (contorno) e ciò che si paga",
        tuple(paid),
        (
            Series("media dei Comuni", tuple(float(mean.euro) for _ in paid)),
            Series("si paga", tuple(float(amount.euro) for amount in paid.values())),
        ),
        tuple(whole_euro(amount) for amount in paid.values()),
    )
    title = (
        f"{fees.service.name}: a {apart.dearest} {whole_euro(apart.euro)} l’anno più che a"
        f" {apart.cheapest}"
    )
    found = families_table(fees, REFERENCE, fees.usual)
    return Slide(
        "tariffe",
        title,
        f"{TITLE}: una famiglia con ISEE {isee_words(isee)}, {use_words(fees.usual)}",
        chart=chart,
        lines=(f"{homogeneity_words(report.homogeneity)}.",),
        screen=SCREEN,
        asks=f"&{urlencode({'servizio': fees.service.name})}",
        paper=found,
        data=(found, grid_table(report), rules_table(report)),
    )


def _services(report: FeesReport) -> Slide:
    """Every service for the same family, on the wall without the words of the rules."""
    whole = services_table(report, MIDDLE)
    index = homogeneity_words(report.homogeneity)
    slide = Slide(
        "tariffe-servizi",
        f"{index[:1].upper()}{index[1:]}",
        f"Quanto paga l’anno una famiglia con ISEE {isee_words(MIDDLE)}, per l’uso tipico",
        screen=SCREEN,
        asks=f"&{urlencode({'parte': 'Tutti i servizi'})}",
        data=(whole, grid_table(report)),
    )
    places = tuple(column.name for column in whole.columns if column.name.startswith("comune_"))
    shown = ("service", *places[:3], "distance")
    return listed(slide, narrow(whole, shown))


def _single(fees: ServiceFees) -> Slide:
    """What the rule proposed (or the lowest) would cost Comune by Comune."""
    choice = PROPOSED if fees.proposed else LOWEST
    found = fees.changes(choice)
    names = {one.place: one.name for one in fees.places}
    shown = [one for one in found if one.cost is not None and not is_small(one.users)]
    table = single_table(fees, found, choice)
    return Slide(
        "tariffa-unica",
        f"{fees.service.name}, una sola regola: {_short(shown, fees)}",
        choice_words(fees, choice),
        chart=_costs(names, shown) if len(shown) == len(found) else None,
        lines=(f"{single_words(fees, found)}. {users_note(fees)}",),
        screen=SCREEN,
        asks=f"&{urlencode({'parte': 'Una sola regola', 'servizio': fees.service.name})}",
        paper=table,
        data=(table,),
    )


def _short(shown: list[PlaceChange], fees: ServiceFees) -> str:
    cost = total(one.cost for one in shown if one.cost)
    if not shown:
        return "non si può dire quanto costa"
    said = italian.signed(italian.euro_short(cost))
    return f"{said} l’anno per {payer_words(fees.service.payer)}"


def _costs(names: dict[str, str], shown: list[PlaceChange]) -> SlideChart:
    return SlideChart(
        Look.BARS,
        "euro l’anno degli utenti: oggi (contorno) e con una sola regola",
        tuple(names[one.place] for one in shown),
        (
            Series("oggi", tuple(float(one.now.euro) for one in shown if one.now is not None)),
            Series("una regola", tuple(float(one.then.euro) for one in shown if one.then)),
        ),
        tuple(_change(one.cost) for one in shown),
    )


def _change(cost: Money | None) -> str:
    if not cost:
        return "nessuna differenza"
    return f"{italian.euro_short(abs(cost))} in {'più' if cost.cents > 0 else 'meno'} da coprire"
