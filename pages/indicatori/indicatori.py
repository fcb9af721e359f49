"""Indicatori: definizione, andamento, obiettivo, Comuni."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from pages.components.cards import empty_state, key_figures
from pages.components.context import Context, ask, ask_of_now, context
from pages.components.filters import choose
from pages.components.first_day import not_loaded
from pages.components.indicators import INDICATOR_KEY, indicators_stamp, show_indicator
from pages.components.leading import addresses_here, addresses_of_levels
from pages.components.published import published
from pages.components.tables import show_downloads, show_index, show_table_on_request
from udp_core.indicators.report.indicators import IndicatorsReport, IndicatorValue, beside_now
from udp_core.indicators.report.reading import indicators_report
from udp_core.indicators.view.filters import (
    ChosenIndicators,
    area_options,
    filter_words,
    filtered,
    indicator_name,
    indicator_options,
    level_options,
)
from udp_core.indicators.view.tables import indicators_table, rows_table, short_table
from udp_core.indicators.view.words import by_severity, indicators_figures, message
from udp_core.overview.report.first_day import Thing
from udp_core.render.markdown import plain
from udp_core.render.markup import Openings
from udp_core.render.stamp import Stamp

LEVEL_KEY = "semaforo"


def choose_filters(report: IndicatorsReport) -> tuple[ChosenIndicators, str]:
    """Two filters and an indicator, all kept in the address."""
    columns = st.columns([2, 2, 4])
    with columns[0]:
        area = choose("Ambito", area_options(report), "ambito")
    with columns[1]:
        level = choose("Semaforo di oggi", level_options(), LEVEL_KEY)
    with columns[2]:
        opened = choose("Apri un indicatore", indicator_options(report), INDICATOR_KEY)
    return ChosenIndicators(area, level), opened


def overview(shown: Sequence[IndicatorValue], stamp: Stamp) -> None:
    """Which are not where they should be, the most severe first."""
    st.header(plain(message(shown)), anchor=False)
    listed = by_severity(shown)
    sheets = addresses_here(INDICATOR_KEY, [indicator_name(one) for one in listed])
    show_index(short_table(listed), "indicators", Openings("indicator", sheets))
    show_downloads(indicators_table(shown), "indicators", stamp)
    show_table_on_request(
        rows_table(shown, latest_only=True),
        "rows",
        stamp,
        label="Da dove viene: rilevazioni e fonti",
    )


def indicators_shown(here: Context) -> IndicatorsReport:
    """The indicators.

    Of the state known at a sitting, beside those of now, which everybody reads as well.
    """
    report = ask(indicators_report, here.district, here.year, here.today)
    if not here.known:
        return report
    return beside_now(
        report, ask_of_now(indicators_report, here.district, here.year, date(here.year, 12, 31))
    )


def nothing_shown(report: IndicatorsReport) -> None:
    """Filters that leave nothing, or no figure of any indicator yet."""
    if report.followed:
        empty_state("Nessun indicatore con questi filtri.", "Togliere un filtro.")
    else:
        not_loaded(
            "Nessun indicatore ha ancora una rilevazione.", Thing.MEASUREMENT, Thing.INDICATOR
        )


st.title("Gli indicatori vanno nella direzione voluta?", anchor=False)
report = indicators_shown(context())
chosen, opened = choose_filters(report)
found = next((one for one in report.followed if one.text.code == opened), None)
shown = filtered(report.followed, chosen)
if found is not None:
    show_indicator(found)
else:
    figures = indicators_figures(report)
    key_figures(figures, addresses_of_levels(LEVEL_KEY, level_options(), figures))
    if shown:
        overview(shown, indicators_stamp(shown, filter_words(report, chosen)))
    else:
        nothing_shown(report)
    published(report)
