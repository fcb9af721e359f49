"""A register on the wall: its list, or one row with what it says."""

from __future__ import annotations

from udp_core.kernel import italian
from udp_core.registers.report import RegisterValue, RowSheet
from udp_core.registers.view.tables import sheet_table, wall_table, whole_table
from udp_core.render.slide import MOST_WORDS, Slide, listed

LONGEST_SAID = 160


def register_slide(register: RegisterValue) -> Slide:
    """How many rows there are, and the first of them; all of them on paper."""
    counted = italian.plural(len(register.rows), register.label, register.labels)
    slide = Slide(
        f"elenco-{register.table}",
        italian.sentence_case(counted),
        register.shelf,
        screen="elenchi",
        asks=f"&registro={register.name}",
        data=(whole_table(register),),
    )
    return listed(slide, wall_table(register))


def first_words(title: str) -> str:
    """As many words as a title of the wall has; a longer one is cut, and says so with «…»."""
    said = title.split()
    return title if len(said) <= MOST_WORDS else f"{' '.join(said[: MOST_WORDS - 1])} …"


def row_slide(sheet: RowSheet, register: str) -> Slide:
    """One row: what it is called, and what it says, shortened where it is long."""
    whole = sheet_table(sheet)
    slide = Slide(
        f"riga-{sheet.table}-{sheet.id}".replace(":", "-"),
        first_words(sheet.title),
        italian.sentence_case(sheet.label),
        screen="elenchi",
        asks=f"&registro={register}&riga={sheet.table}:{sheet.id}",
        data=(whole,),
    )
    return listed(slide, sheet_table(sheet, longest=LONGEST_SAID))
