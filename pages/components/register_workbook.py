"""A register taken away as a workbook, and brought back into its grid."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from pages.components.context import context, read
from pages.components.download import XLSX, download_button
from pages.components.grid_state import Work
from pages.components.kept_upload import Brought, kept_upload, used
from pages.components.problems import list_problems
from udp_core.archive.entity import table_name
from udp_core.archive.queries import rows_at, rows_by_id
from udp_core.files.unpacked import read_workbook
from udp_core.kernel import italian
from udp_core.kernel.problem import RefusedError
from udp_core.writing.grid.cells import GridColumns
from udp_core.writing.grid.sheet import EMPTY, merged
from udp_core.writing.grid.workbook import (
    BroughtRows,
    Taken,
    brought_rows,
    register_workbook,
    seen_in,
    taken_of,
    workbook_name,
)

SCREEN = "registri"
LABEL = "Registro riempito (.xlsx, .ods o .xls, al massimo 10 MB)"
HOW = (
    "Si scaricano le righe che si stanno guardando, si correggono o se ne aggiungono in Excel, e si"
    " riporta il file: le modifiche compaiono nella griglia, e si salvano da lì."
)


def workbook_part(work: Work, columns: GridColumns) -> None:
    """Below a grid: take its rows away, bring them back filled."""
    with st.expander("Con Excel"):
        st.markdown(HOW)
        _take_away(work, columns)
        found = kept_upload(LABEL, ("xlsx", "ods", "xls"), SCREEN, f"{work.key}-file")
        if found is not None and st.button("Porta nella griglia", key=f"{work.key}-porta-file"):
            _bring(work, columns, found)


def _take_away(work: Work, columns: GridColumns) -> None:
    here = context()
    name = table_name(columns.entity)
    taken = Taken(name, here.district, datetime.now(UTC), here.revision)

    def made() -> bytes:
        rows = read(rows_by_id, columns.entity, list(work.ids))
        return register_workbook(columns, rows, taken)

    label = f"Scarica {italian.plural(len(work.ids), 'riga', 'righe')} per Excel"
    key = f"{work.key}-scarica"
    download_button(label, made, workbook_name(columns, taken), XLSX, key)


def _bring(work: Work, columns: GridColumns, found: Brought) -> None:
    try:
        brought = _read(columns, found)
    except RefusedError as refused:
        list_problems(refused.problems, refused.not_listed)
        return
    if brought.problems:
        st.error("Non è stato portato nulla nella griglia: il file è da correggere.")
        list_problems(brought.problems)
        return
    work.put(merged(work.sheet, EMPTY, brought.sheet))
    st.session_state[f"{work.key}-detto"] = _said(brought)
    used(SCREEN)
    work.restart()
    st.rerun()


def _read(columns: GridColumns, found: Brought) -> BroughtRows:
    sheet = taken_of(read_workbook(found.content, found.name), columns, context().district)
    return brought_rows(sheet, columns, read(rows_at, columns.entity, seen_in(sheet)))


def _said(brought: BroughtRows) -> str:
    changed = italian.plural(len(brought.sheet.changed), "riga corretta", "righe corrette")
    added = italian.plural(len(brought.sheet.added), "riga nuova", "righe nuove")
    same = italian.plural(brought.untouched, "riga uguale", "righe uguali")
    return f"Dal file: {changed}, {added}, {same}. Nulla è salvato finché non si preme «Salva»."
