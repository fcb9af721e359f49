"""Elenchi: le righe di ogni registro, da leggere, cercare, stampare e portare via."""

from __future__ import annotations

import streamlit as st

from pages.components.cards import empty_state
from pages.components.context import ask, context
from pages.components.filters import ALL, choose
from pages.components.moving import steps_of_sheet
from pages.components.register_sheet import chosen_row, leave_row, show_sheet
from pages.components.tables import page_of, show_downloads
from pages.components.who import who
from udp_core.archive.entity import specs
from udp_core.archive.register import Shelf
from udp_core.archive.registry import BY_NAME, register_name
from udp_core.kernel import italian
from udp_core.people.rules import Actor
from udp_core.registers.report import (
    RegisterValue,
    filters_of,
    register_value,
    registers_read,
    row_sheet,
)
from udp_core.registers.view.markup import list_markup
from udp_core.registers.view.tables import found_in, whole_table
from udp_core.render.stamp import Stamp

USUAL = "plan"
ANY = "Qualunque"


def choose_register(shelves: dict[Shelf, dict[str, int]]) -> str:
    """A register, said with its shelf and how many rows it has."""
    counted = {
        table: (shelf, count)
        for shelf, tables in shelves.items()
        for table, count in tables.items()
    }
    table = choose(
        "Registro", {one: register_name(one) for one in counted}, "registro", default=USUAL
    )
    shelf, count = counted[table]
    st.caption(f"{shelf.label} · {italian.plural(count, 'riga', 'righe')}")
    return table


def choose_rows(table: str, actor: Actor | None) -> RegisterValue:
    """The rows with the words chosen, and those that were typed."""
    here, entity = context(), BY_NAME[table]
    filters = {}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for name, words in ask(filters_of, entity, here.district).items():
            if chosen := choose(
                specs(entity)[name].label, {ALL: ANY, **words}, f"e-{table}-{name}"
            ):
                filters[name] = chosen
        typed = st.text_input("Cerca", key=f"cerca-{table}")
    found = ask(register_value, entity, here.district, filters, actor)
    return found_in(found, typed) if typed.strip() else found


def show_list(found: RegisterValue, stamp: Stamp) -> None:
    """A page of the list, and its files with every row and every field."""
    if found.drafts:
        words = italian.plural(found.drafts, "riga è in bozza", "righe sono in bozza")
        st.caption(f"{words}: si leggono dopo essere entrati.")
    if not found.rows:
        empty_state("Nessuna riga.", "Togliere un filtro, o cambiare registro.")
        return
    st.html(list_markup(found, found.rows[page_of(len(found.rows), found.table)]))
    show_downloads(whole_table(found), f"elenco-{found.table}", stamp)


def registers(actor: Actor | None) -> None:
    here = context()
    table = choose_register(ask(registers_read, here.district, actor))
    row_id = chosen_row(table)
    sheet = ask(row_sheet, table, row_id, here.district, actor) if row_id else None
    stamp = here.stamp("tutti gli stati", "registro del distretto")
    if row_id and sheet is None:
        empty_state("Questa riga non c’è, o non si legge da qui.", "Sceglierla dall’elenco.")
        leave_row()
    if sheet:
        show_sheet(sheet, stamp)
        if actor and not here.known:
            steps_of_sheet(BY_NAME[table], sheet.id, actor)
        return
    show_list(choose_rows(table, actor), stamp)


st.title("Che cosa è scritto nei registri?", anchor=False)
registers(who())
