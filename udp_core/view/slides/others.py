"""Indicators and Comuni in the room."""

from __future__ import annotations

from udp_core import italian
from udp_core.domain.pictures.indicators import IndicatorsPicture
from udp_core.domain.pictures.municipalities import MunicipalitiesPicture
from udp_core.view.indicators.words import by_severity, expected_words, message, short_words
from udp_core.view.light import light
from udp_core.view.municipalities.tables import money_table, sharing_table
from udp_core.view.slides.slide import MOST_ROWS, Look, Series, Slide, SlideChart
from udp_core.view.table import Column, table
from udp_core.vocabulary import StatusLevel


def indicators_slide(picture: IndicatorsPicture) -> Slide:
    """The indicators that are worst, with what was expected of them."""
    judged = [one for one in by_severity(picture.followed) if one.level is not None]
    columns = (Column("light", "Semaforo"), Column("name", "Indicatore"), Column("value", "Valore"), Column("target", "Obiettivo"), Column("as_of", "Al"))
    rows = [
        (light(one.level).words, one.text.name, short_words(one.latest.value, one.rule) if one.latest else italian.NO_VALUE, expected_words(one.target, one.rule) if one.target else italian.NO_VALUE, italian.day(one.latest.as_of if one.latest else None))
        for one in judged
    ]
    shown, paper = (table("indicatori_in_sala", "Gli indicatori più lontani dall’obiettivo", columns, each) if each else None for each in (rows[:MOST_ROWS], rows))
    critical = sum(one.level is StatusLevel.CRITICAL for one in judged)
    title = f"{italian.plural(critical, 'indicatore critico', 'indicatori critici')} su {italian.number(len(judged))}" if judged else "Nessun indicatore è valutato"
    return Slide("indicatori", title, message(judged), table=shown, screen="indicatori", paper=paper)


def municipalities_slide(picture: MunicipalitiesPicture) -> Slide:
    """Need beside spending, Comune by Comune."""
    sharing = picture.used
    known = [(one, sharing.need_share(one), sharing.spending_share(one)) for one in sharing.municipalities]
    apart = [(gap, one) for one in sharing.municipalities if (gap := sharing.gap(one)) is not None]
    widest = max(apart, key=lambda pair: abs(pair[0]), default=None)
    if widest is None:
        return Slide("comuni", "Non si può dire se le risorse seguono i bisogni", "Mancano la popolazione o la spesa per Comune", screen="comuni")
    gap, one = widest
    said = "più" if gap > 0 else "meno"
    title = f"{one.name} riceve {said} della sua quota di bisogno: {italian.signed(italian.percent(gap))}"
    series = (Series("quota di bisogno", tuple(None if need is None else float(need * 100) for _, need, _ in known)), Series("quota di spesa", tuple(None if spent is None else float(spent * 100) for _, _, spent in known)))
    labels = tuple(f"{italian.percent(spent)} della spesa, {italian.percent(need)} del bisogno" for _, need, spent in known)
    chart = SlideChart(Look.BARS, "quota di residenti di 75 anni e più (contorno) e quota della spesa FRNA, %", tuple(each.name for each, _, _ in known), series, labels)
    data = (sharing_table("frna_per_comune", "FRNA usato per Comune", sharing, "Residenti 75+"), money_table(picture))
    lines = (f"Di tutto il distretto, non attribuiti: {italian.euro_short(sharing.whole_district)}.",) if sharing.whole_district else ()
    return Slide("comuni", title, f"FRNA usato nel {picture.year}", chart=chart, lines=lines, screen="comuni", data=data)
