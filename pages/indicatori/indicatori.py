"""Indicatori: definizione, andamento, obiettivo, Comuni."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from pages.components.cards import empty_state
from pages.components.context import ask, context
from pages.components.figure import figure
from pages.components.filters import choose
from pages.components.programme import back_button, figures
from pages.components.status import show_reasons, status_words
from pages.components.tables import show_downloads, show_table, show_table_on_request
from udp_core.domain.pictures.indicators import IndicatorsPicture, IndicatorValue
from udp_core.service.pictures.indicators import indicators_picture
from udp_core.view.indicators.charts import bars_height, municipalities_chart, trend_chart
from udp_core.view.indicators.filters import (
    Chosen,
    area_options,
    filter_words,
    filtered,
    indicator_options,
    level_options,
)
from udp_core.view.indicators.tables import indicators_table, published_table, rows_table, short_table
from udp_core.view.indicators.words import (
    by_severity,
    key_figures,
    message,
    sheet_fields,
    sheet_figures,
    sources_of,
    state_of_data,
)
from udp_core.view.markdown import plain
from udp_core.view.stamp import Stamp

INDICATOR_KEY = "indicatore"
TREND_HEIGHT = 260


def choose_filters(picture: IndicatorsPicture) -> tuple[Chosen, str]:
    """Two filters and an indicator, all kept in the address."""
    columns = st.columns([2, 2, 4])
    with columns[0]:
        area = choose("Ambito", area_options(picture), "ambito")
    with columns[1]:
        level = choose("Semaforo di oggi", level_options(), "semaforo")
    with columns[2]:
        opened = choose("Apri un indicatore", indicator_options(picture), INDICATOR_KEY)
    return Chosen(area, level), opened


def stamp_of(shown: Sequence[IndicatorValue], filters: tuple[str, ...] = ()) -> Stamp:
    """What the figures of these indicators say of themselves."""
    day = max((one.latest.as_of for one in shown if one.latest), default=None)
    return replace(context().stamp(state_of_data(shown), sources_of(shown), filters), data_day=day)


def overview(shown: Sequence[IndicatorValue], stamp: Stamp) -> None:
    """Which are not where they should be, the most severe first."""
    st.header(plain(message(shown)), anchor=False)
    show_table(short_table(by_severity(shown)), "indicators", downloads=False)
    show_downloads(indicators_table(shown), "indicators", stamp)
    show_table_on_request(rows_table(shown, latest_only=True), "rows", stamp, label="Da dove viene: rilevazioni e fonti")


def published(picture: IndicatorsPicture) -> None:
    """What others published on the territory: shown, never judged."""
    st.header("Dati pubblicati", anchor=False)
    st.caption("Dati reali pubblicati sul territorio, anche provinciale o regionale: fanno da contesto e non hanno semaforo.")
    if picture.published:
        origin = replace(context().stamp("", "fonte indicata riga per riga"), demo=False, data_day=None)
        show_table_on_request(published_table(picture.published), "published", origin, label="Indicatori pubblicati e fonti")
    else:
        empty_state("Nessun indicatore pubblicato nell’archivio.", "Caricare i dati pubblicati con il comando «udp load».")


def sheet(one: IndicatorValue) -> None:
    """The whole indicator: light and reasons, figures, trend, Comuni, definition, rows and sources."""
    stamp = stamp_of((one,), (one.text.name,))
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.header(plain(one.text.name), anchor=False)
        back_button("Torna agli indicatori", INDICATOR_KEY)
    light_and_figures(one)
    charts(one, stamp)
    st.subheader("Definizione e fonte", anchor=False)
    show_fields(one)
    show_table_on_request(rows_table((one,), latest_only=False), f"rows-{one.text.code}", stamp, label="Da dove viene: rilevazioni e fonti")


def light_and_figures(one: IndicatorValue) -> None:
    why, numbers = st.columns([2, 3])
    with why, st.container(border=True, height="stretch", key="indicator-status"):
        st.markdown(f"Oggi {status_words(one.level)}")
        show_reasons(one.judgement.reasons if one.judgement else (), "Nessun giudizio: indicatore conoscitivo, senza obiettivo o con valore non definito.")
    with numbers:
        figures(sheet_figures(one))


def charts(one: IndicatorValue, stamp: Stamp) -> None:
    trend, by_municipality = trend_chart(one, stamp), municipalities_chart(one, stamp)
    if trend is None:
        empty_state("Nessun valore da disegnare.", "Caricare le rilevazioni con il comando «udp load measurement.csv».")
    left, right = st.columns([3, 2]) if trend and by_municipality else (st.container(), st.container())
    if trend:
        with left:
            figure(trend, "trend", TREND_HEIGHT)
    if by_municipality:
        with right:
            figure(by_municipality, "municipalities", max(bars_height(one), TREND_HEIGHT if trend else 0))


def show_fields(one: IndicatorValue) -> None:
    fields = sheet_fields(one)
    half = (len(fields) + 1) // 2
    for column, part in zip(st.columns(2), (fields[:half], fields[half:]), strict=True):
        column.markdown("\n\n".join(f"**{plain(field.label)}**  \n{plain(field.words)}" for field in part))


st.title("Gli indicatori vanno nella direzione voluta?", anchor=False)
here = context()
picture = ask(indicators_picture, here.district, here.year, here.today)
chosen, opened = choose_filters(picture)
found = next((one for one in picture.followed if one.text.code == opened), None)
shown = filtered(picture.followed, chosen)
if found is not None:
    sheet(found)
else:
    figures(key_figures(picture))
    if shown:
        overview(shown, stamp_of(shown, filter_words(picture, chosen)))
    else:
        empty_state("Nessun indicatore con questi filtri.", "Togliere un filtro, oppure caricare indicatori e rilevazioni con il comando «udp load».")
    published(picture)
