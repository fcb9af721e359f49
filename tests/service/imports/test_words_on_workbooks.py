"""All that is said of workbooks made by hand: what a sheet has and a text has not.

Compared whole with `tests/golden/imports/foglio-….txt`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font

from tests.goldens import compare_lines
from tests.made_imports import FRNA, told
from tests.made_office import Office, workbook

CERVIA = "comune=Cervia"
HEADINGS = ["Voce", "Mese", "Importo"]
VOCI = ("A1.1", "A2.1", "A2.2", "A2.3", "A2.4", "A2.5", "A3.1", "A3.2", "D1.1", "D1.2")
MADE: dict[str, tuple[Callable[[], bytes], str, tuple[str, ...]]] = {}


def made(kind: str, *steps: str) -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    """A workbook to be told, under the name of its function."""

    def keep(content: Callable[[], bytes]) -> Callable[[], bytes]:
        MADE[content.__name__.replace("_", "-")] = content, kind, steps
        return content

    return keep


def rows(*amounts: Any) -> Iterator[list[Any]]:
    """A voce for each amount, in January."""
    yield HEADINGS
    yield from ([voce, 1, amount] for voce, amount in zip(VOCI, amounts, strict=False))


@made(
    FRNA,
    CERVIA,
    f"{CERVIA} + formule=lascia-fuori + errori=lascia-fuori",
)
def formule_ed_errori() -> bytes:
    """Two formulas with no result, four errors, four blanks."""
    found = [100.5, "=C2*2", "=C2+1", "#REF!", "#DIV/0!", "#N/D", "#VALUE!", "n.d.", "-", "…"]
    return workbook(*rows(*found))


@made(FRNA, CERVIA, f"{CERVIA} + errori=lascia-fuori + formule=lascia-fuori")
def una_formula_e_un_errore() -> bytes:
    return workbook(*rows("=1+1", 2.5, "#REF!", "n.d."))


@made(FRNA, CERVIA)
def righe_e_colonne_nascoste() -> bytes:
    """Rows 3 and 5, and the columns of the voce and of the amount; a note hidden is nothing."""

    def hide(book: Workbook) -> None:
        sheet = book.active
        for number in (3, 5, 7):
            sheet.row_dimensions[number].hidden = True
        for letter in "ACD":
            sheet.column_dimensions[letter].hidden = True

    return workbook(*rows(1.5, 2.5, 3.5, 4.5, 5.5), more=hide)


@made(FRNA, CERVIA)
def note_accanto_alle_celle() -> bytes:
    """Four notes: three are told."""

    def note(book: Workbook) -> None:
        for cell, words in (("C2", "ok"), ("A3", "vista"), ("C4", "da Ausl"), ("B5", "x" * 80)):
            book.active[cell].comment = Comment(words, "ufficio")

    return workbook(*rows(1.5, 2.5, 3.5, 4.5), more=note)


@made(FRNA, CERVIA)
def una_nota() -> bytes:
    def note(book: Workbook) -> None:
        book.active["C3"].comment = Comment("seconda rata", "ufficio")

    return workbook(*rows(1.5, 2.5), more=note)


@made(FRNA, CERVIA)
def celle_unite() -> bytes:
    """The voce of rows 2 and 3 is one cell; so is the amount of rows 4 and 5."""

    def merge(book: Workbook) -> None:
        book.active.merge_cells("A2:A3")
        book.active.merge_cells("C4:C5")

    found: list[list[Any]] = [
        HEADINGS,
        ["A1.1", 1, 1.5],
        ["", 2, 2.5],
        ["A2.1", 1, 3.5],
        ["A2.2", 1, ""],
    ]
    return workbook(*found, more=merge)


@made(
    FRNA,
    CERVIA,
    f"{CERVIA} + barrate=leggi + invisibili=lascia-fuori",
    f"{CERVIA} + barrate=lascia-fuori + invisibili=leggi",
)
def barrate_e_invisibili() -> bytes:
    def cross(book: Workbook) -> None:
        sheet = book.active
        sheet["C2"].font = sheet["A3"].font = Font(strike=True)
        sheet["C4"].number_format = ";;;"

    return workbook(*rows(1.5, 2.5, 3.5, 4.5), more=cross)


@made(
    FRNA,
    CERVIA,
    f"{CERVIA} + foglio=Russi",
    f"{CERVIA} + foglio=Vecchio",
    f"{CERVIA} + foglio=Altro",
)
def piu_fogli() -> bytes:
    """Two tables in sight, one hidden, and a cover with words of 60 and of 61 letters."""

    def more(book: Workbook) -> None:
        for name, amounts in (("Russi", (1.5,)), ("Vecchio", (1.5, 2.5))):
            sheet = book.create_sheet(name)
            for row in rows(*amounts):
                sheet.append(row)
        book["Vecchio"].sheet_state = "hidden"
        cover = book.create_sheet("Copertina", 0)
        cover.append(["Rendiconto in migliaia di euro"])
        cover.append(["Bozza del rendiconto di tutta la spesa FRNA dei tre Comuni 1"])
        cover.append(["Dati di prova del rendiconto di tutta la spesa dei tre Comuni"])

    return workbook(*rows(1.5, 2.5, 3.5), sheet="Cervia", more=more)


@made(FRNA, CERVIA, f"{CERVIA} + foglio=FRNA")
def un_foglio_nascosto() -> bytes:
    def hide(book: Workbook) -> None:
        book.create_sheet("Vuoto")
        book.active.sheet_state = "hidden"

    return workbook(*rows(1.5), more=hide)


@made(FRNA, CERVIA, f"{CERVIA} + foglio=FRNA (colonne da E a G)")
def due_tabelle_affiancate() -> bytes:
    return workbook(
        ["CERVIA", "", "", "", "RUSSI"],
        [*HEADINGS, "", *HEADINGS],
        ["A1.1", 1, 1.5, "", "A1.1", 1, 3.5],
        ["A2.1", 1, 2.5, "", "A2.2", 1, 4.5],
    )


@made("indicators", "")
def percentuali_di_indicatori() -> bytes:
    def percent(book: Workbook) -> None:
        for cell in ("D2", "D3"):
            book.active[cell].number_format = "0.0%"

    return workbook(
        ["Indicatore", "Comune", "Anno", "Valore"],
        ["AN-01", "Cervia", 2026, 0.055],
        ["SY-06", "Cervia", 2026, 0.25],
        ["AN-01", "Russi", 2026, "6,5%"],
        ["AN-01", "Ravenna", 2026, 7.25],
        more=percent,
    )


@made(FRNA, CERVIA, f"{CERVIA} + misura=migliaia + valuta=euro")
def formati_delle_cifre() -> bytes:
    def shown(book: Workbook) -> None:
        book.active["C2"].number_format = '#,##0.00" k€"'
        book.active["C3"].number_format = '"L. "#,##0'
        book.active["C4"].number_format = "0%"

    return workbook(*rows(1.5, 2.5, 0.5), more=shown)


@made(FRNA, CERVIA)
def colonne_senza_intestazione() -> bytes:
    """A word under no heading, a heading over nothing, and one of a column hidden."""
    found: list[list[Any]] = [[*HEADINGS, "", "Vuota", "Note"], ["A1.1", 1, 1.5, "vista", "", "ok"]]
    return workbook(*found, ["A2.1", 1, 2.5, "", "", ""])


@pytest.mark.parametrize("name", MADE)
def test_all_that_is_said_of_a_workbook(office: Office, name: str) -> None:
    content, kind, steps = MADE[name]
    compare_lines(f"imports/foglio-{name}", told(office, content(), "file.xlsx", kind, *steps))
