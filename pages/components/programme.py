"""What the two screens on the programme share.

Loading, the stamp, cards of the areas, the sheet of a scheda.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import streamlit as st

from pages.components.cards import empty_state, key_figures
from pages.components.context import ask, context
from pages.components.download import download_button
from pages.components.filters import choose
from pages.components.first_day import not_loaded
from pages.components.tables import show_table, show_table_on_request
from udp_core.briefing.plan_documents import scheda_document
from udp_core.indicators.report.reading import indicator_levels_by_area
from udp_core.kernel.vocabulary import Phase, PlanKind
from udp_core.overview.report.first_day import Thing
from udp_core.programme.queries.programme import kinds_of_programmes
from udp_core.programme.report.programme import ProgrammeReport, SchedaValue
from udp_core.programme.report.reading import programme_report
from udp_core.programme.report.sheet import SheetReport, sheet_report
from udp_core.programme.view.sheet import sheet_fields, sheet_figures
from udp_core.programme.view.sheet_tables import actions_table, funding_rows_table, funding_table
from udp_core.programme.view.words import AreaCard, area_card_markup, scheda_name, state_of_data
from udp_core.render.documents.pdf import PDF
from udp_core.render.documents.text import text_pdf
from udp_core.render.key_figure import LabelledWords
from udp_core.render.markdown import plain
from udp_core.render.markup import lights_markup
from udp_core.render.stamp import Stamp

_SHEET = Path(__file__).with_suffix(".css")
CARDS_A_ROW = 4
AREA_KEY = "ambito"
SCHEDA_KEY = "scheda"
LEVEL_KEY = "semaforo"
KIND_KEY = "tipo-piano"


def load_programme(kind: PlanKind = PlanKind.ZONE) -> ProgrammeReport | None:
    """The programme of the district and year chosen; None where there is none."""
    here = context()
    indicators = ask(indicator_levels_by_area, here.district, here.year, here.today)
    return ask(programme_report, here.district, here.year, here.today, indicators, kind=kind)


def chosen_kind() -> PlanKind:
    """Of which plan the programme is, where the year has programmes of several: zone, FRNA,
    poverty.
    """
    here = context()
    found = ask(kinds_of_programmes, here.district, here.year)
    if found in {(), (PlanKind.ZONE,)}:
        return PlanKind.ZONE
    return PlanKind.of(choose("Piano", {one.value: one.label for one in found}, KIND_KEY))


def no_programme() -> None:
    """What to do where the year has no programme."""
    not_loaded(
        f"Per il {context().year} non c’è ancora un programma attuativo.",
        Thing.PLAN,
        Thing.PROGRAMME,
    )


def no_schede(report: ProgrammeReport | None = None) -> None:
    """What to do where filters leave nothing, or a programme has no schede."""
    if report is not None and not report.schede:
        not_loaded("Il programma non ha ancora schede.", Thing.SCHEDA)
        return
    empty_state("Nessuna scheda con questi filtri.", "Togliere un filtro.")


def programme_stamp(
    report: ProgrammeReport, schede: Sequence[SchedaValue], filters: tuple[str, ...] = ()
) -> Stamp:
    """What the figures of these schede say of themselves."""
    day = max((scheda.as_of for scheda in schede), default=None)
    return replace(context().stamp(state_of_data(schede), report.source, filters), data_day=day)


def area_cards(cards: Sequence[AreaCard]) -> None:
    """The areas, four a row; the name opens the area."""
    st.html(_SHEET)
    for start in range(0, len(cards), CARDS_A_ROW):
        for column, card in zip(
            st.columns(CARDS_A_ROW), cards[start : start + CARDS_A_ROW], strict=False
        ):
            with column:
                _area_card(card)


def _area_card(card: AreaCard) -> None:
    with st.container(border=True, key=f"area-{card.area_id}", height="stretch", gap="xxsmall"):
        st.button(
            f"**{plain(card.title)}** ›",
            key=f"open-{card.area_id}",
            type="tertiary",
            on_click=_choose,
            args=(AREA_KEY, card.area_id),
        )
        st.html(area_card_markup(card))


def _choose(key: str, value: str) -> None:
    st.session_state[key] = value


def back_button(label: str, key: str) -> None:
    """Leave what was opened: the choice in the address is cleared."""
    st.button(f"‹ {plain(label)}", key=f"back-{key}", on_click=_choose, args=(key, ""))


def opened_heading(title: str, back: str, key: str) -> None:
    """The title of what was opened, and beside it the way back to the others."""
    with st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
    ):
        st.header(plain(title), anchor=False)
        back_button(back, key)


# The sheet of a scheda


def show_sheet(report: ProgrammeReport, scheda: SchedaValue) -> None:
    """The whole sheet: lights and reasons, figures, fields, actions, money, rows and sources."""
    sheet = ask(sheet_report, context().district, scheda.id)
    if sheet is None:
        no_schede()
        return
    stamp = programme_stamp(report, (scheda,), (scheda_name(scheda),))
    opened_heading(scheda_name(scheda), "Torna al programma", SCHEDA_KEY)
    _lights_and_figures(scheda)
    download_button(
        "Scarica la scheda in una pagina (PDF)",
        lambda: text_pdf(scheda_document(report, scheda, sheet, stamp)),
        f"scheda_{scheda.code}_{report.year}.pdf",
        PDF,
        f"pagina-{scheda.code}",
    )
    st.subheader("Azioni", anchor=False)
    show_table(actions_table(scheda), f"actions-{scheda.code}", stamp=stamp)
    _money(scheda, sheet, stamp)
    st.subheader("Scheda attuativa", anchor=False)
    fields(sheet_fields(report, scheda, sheet))
    rows = funding_rows_table(scheda, sheet.funding, dict(sheet.municipalities))
    show_table_on_request(rows, f"rows-{scheda.code}", stamp, label="Da dove viene: righe e fonti")


def _lights_and_figures(scheda: SchedaValue) -> None:
    why, numbers = st.columns([2, 3])
    with why:
        st.html(lights_markup(scheda.status.now, scheda.status.at_year_end))
    with numbers:
        key_figures(sheet_figures(scheda))


def _money(scheda: SchedaValue, sheet: SheetReport, stamp: Stamp) -> None:
    st.subheader("Finanziamento per fonte e Comune", anchor=False)
    phases = [phase for phase in Phase if sheet.amount(phase) is not None]
    if not phases:
        not_loaded("La scheda non ha ancora un finanziamento.", Thing.FUNDING)
    for phase in phases:
        st.markdown(f"**{plain(phase.label.capitalize())}**")
        show_table(
            funding_table(scheda, sheet, phase), f"funding-{scheda.code}-{phase.value}", stamp=stamp
        )


def fields(shown: Sequence[LabelledWords]) -> None:
    """Labels with their words, in two columns."""
    half = (len(shown) + 1) // 2
    for column, part in zip(st.columns(2), (shown[:half], shown[half:]), strict=True):
        column.markdown(
            "\n\n".join(f"**{plain(field.label)}**  \n{plain(field.words)}" for field in part)
        )
