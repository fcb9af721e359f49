"""Perché è cambiato.

Dal residuo noto a una seduta a quello di oggi, in parti che tornano al centesimo.
"""

from __future__ import annotations

import streamlit as st

from pages.components.as_of import as_known, frozen_sittings
from pages.components.cards import empty_state, key_figures
from pages.components.context import context, reading_as_shown
from pages.components.filters import choose
from pages.components.tables import show_table, show_table_on_request
from udp_core.archive.changes import changed_since
from udp_core.archive.engine import reading
from udp_core.fund.rules.bridge import Bridge, Cause
from udp_core.fund.slides.changed import CAUSES, bridge_slide, bridge_table, part_table
from udp_core.fund.view.changed import forecast_words
from udp_core.history.tables import since_table
from udp_core.kernel import italian
from udp_core.render.markdown import plain
from udp_core.sittings.queries.sittings import SittingRow
from udp_core.sittings.report.bridging import residue_bridge


def bridge_of(row: SittingRow) -> Bridge | None:
    here = context()
    then = as_known(here, row.id)
    with reading_as_shown(then) as past, reading(here.engine) as now:
        return residue_bridge((past, then.today), (now, here.today), here.district, here.year)


def parts(found: Bridge) -> None:
    """The bridge to the cent, and the rows under each part."""
    stamp = context().stamp("differenza tra due stati dell’archivio", "storia dell’archivio")
    show_table(bridge_table(found), "ponte", stamp=stamp)
    for part in found.parts:
        if part.cause is Cause.FORECAST and part.rows:
            st.markdown(plain(forecast_words(part)))
        if part.rows:
            show_table_on_request(
                part_table(part),
                f"parte-{part.cause.value}",
                stamp,
                label=(
                    f"{CAUSES[part.cause]}: {italian.signed(italian.euro(part.amount))},"
                    f" {italian.plural(len(part.rows), 'riga', 'righe')}"
                ),
            )
        elif part.amount:
            st.markdown(
                f"{CAUSES[part.cause]}: {italian.signed(italian.euro(part.amount))}. È il conto"
                " rifatto sui mesi che mancano: non ha righe proprie."
            )


st.title("Perché è cambiato?", anchor=False)
here = context()
frozen = frozen_sittings(here)
if not frozen:
    empty_state(
        "Nessuna seduta ha ancora congelato le cifre.",
        "Aprire una seduta: da lì in poi qui si vede che cosa è cambiato, e perché.",
    )
else:
    rows = {one.id: one for one in frozen}
    chosen = rows[
        choose(
            "Dalla seduta",
            {one.id: f"del {italian.day(one.held_on)}" for one in frozen},
            "dalla-seduta",
        )
    ]
    found = bridge_of(chosen)
    slide = bridge_slide(found, chosen.known_on or chosen.held_on)
    st.header(slide.title, anchor=False)
    if found:
        key_figures(slide.figures)
        parts(found)
    stamp = here.stamp("modifiche dopo la seduta", "storia dell’archivio")
    with reading(here.engine) as connection:
        changes = since_table(changed_since(connection, chosen.revision or 0))
    show_table_on_request(
        changes,
        "da-allora",
        stamp,
        label=(
            "Tutte le modifiche da allora:"
            f" {italian.plural(len(changes.rows), 'richiesta', 'richieste')}"
        ),
    )
