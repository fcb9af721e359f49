"""Comuni: bisogno e risorse di ciascuno, su mappa e in tabella."""

from __future__ import annotations

import json
from typing import Any

import streamlit as st

from pages.components.cards import empty_state, key_figure
from pages.components.context import ask, context
from pages.components.figure import figure
from pages.components.filters import choose
from pages.components.tables import show_table
from udp_core import italian
from udp_core.domain.pictures.municipalities import MunicipalitiesPicture
from udp_core.service.pictures.municipalities import municipalities_picture
from udp_core.service.settings import DATA
from udp_core.view.markdown import plain
from udp_core.view.municipalities.charts import map_chart, sharing_chart
from udp_core.view.municipalities.measures import MEASURES, gap_words, share_of
from udp_core.view.municipalities.tables import money_table, residents_table, sharing_table
from udp_core.view.stamp import Stamp


@st.cache_data(max_entries=1, show_spinner=False)
def boundaries() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((DATA / "reference" / "comuni_provincia_ravenna.geojson").read_text(encoding="utf-8"))
    return found


def stamp_of(picture: MunicipalitiesPicture) -> Stamp:
    residents = f"residenti al {italian.day(picture.residents_day)}: {picture.residents_source}"
    return context().stamp("FRNA senza bozze, schede anche in bozza", f"registro del distretto; {residents}")


def key_figures(picture: MunicipalitiesPicture) -> None:
    for column, one in zip(st.columns(len(picture.municipalities)), picture.municipalities, strict=True):
        share = share_of(picture.used, one)
        note = f"bisogno {italian.percent(picture.used.need_share(share))} · spesa {italian.percent(picture.used.spending_share(share))} ({gap_words(picture, one)})"
        with column:
            key_figure(f"{one.name}: FRNA per residente di 75 anni e più", italian.euro(share.per_resident), note, key=one.id)


def top(picture: MunicipalitiesPicture) -> None:
    bars, places = st.columns([1, 1])
    with bars:
        figure(sharing_chart(picture, stamp_of(picture)), "sharing", 250, heading=2)
    with places:
        measure = MEASURES[choose("Che cosa mostra la mappa", {code: one.name for code, one in MEASURES.items()}, "misura")]
        figure(map_chart(picture, measure, boundaries(), stamp_of(picture)), "map", 380, heading=2)


def details(picture: MunicipalitiesPicture) -> None:
    stamp = stamp_of(picture)
    st.header("Le parti e il totale", anchor=False)
    st.markdown("Le risorse dell’intero distretto restano una riga a parte: non si distribuiscono tra i Comuni senza dirlo. La somma delle righe è il totale del distretto.")
    show_table(money_table(picture), "money", stamp=stamp)
    st.subheader("Programma attuativo per Comune", anchor=False)
    show_table(sharing_table("programma_per_comune", "Programma attuativo per Comune", picture.schede, "Residenti"), "schede", stamp=stamp)
    st.subheader("Residenti", anchor=False)
    st.markdown(plain(f"Ultimi dati pubblicati, al {italian.day(picture.residents_day)}. Le fasce si sovrappongono e non si sommano. Fonte: {picture.residents_source}."))
    show_table(residents_table(picture), "residents", stamp=stamp)


here = context()
picture = ask(municipalities_picture, here.district, here.year)
st.title("Le risorse seguono i bisogni dei Comuni?", anchor=False)
if picture is None:
    empty_state("Nessun Comune è registrato per questo distretto.", "Caricare i Comuni con «udp load municipality.csv».")
else:
    key_figures(picture)
    top(picture)
    details(picture)
