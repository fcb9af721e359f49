"""How much of a file of others is read. Nothing is cut: what is beyond is refused whole."""

from __future__ import annotations

from udp_core.kernel.italian import number, plural

MOST_ROWS, MOST_COLUMNS, MOST_SHEETS, MOST_CELLS, LONGEST_CELL = (
    100_000,
    1_000,
    100,
    1_500_000,
    32_767,
)
"""The last is what a cell of Excel can hold."""


class UnreadError(Exception):
    """Why a file is not read: what is wrong, what to do, the sheet and the row (from 1)."""

    def __init__(
        self, code: str, sentence: str, remedy: str, sheet: str = "", row: int | None = None
    ) -> None:
        super().__init__(sentence)
        self.code, self.sentence, self.remedy, self.sheet, self.row = (
            code,
            sentence,
            remedy,
            sheet,
            row,
        )


class LockedError(UnreadError):
    """A workbook with a password."""

    def __init__(self) -> None:
        super().__init__(
            "X03",
            "Il file è protetto da password.",
            "Aprirlo con la sua password, salvarlo come .xlsx senza password e riprovare.",
        )


class GarbledError(UnreadError):
    """A row with letters spoilt by somebody before us («CittÃ », «Forlï¿½»)."""

    def __init__(self, sheet: str, row: int | None) -> None:
        sentence = "In questa riga ci sono lettere rovinate da un altro salvataggio («CittÃ »)."
        remedy = "Correggere gli accenti, o ripartire dal file originale, e salvarlo di nuovo."
        super().__init__("F17", sentence, remedy, sheet, row)


class TooLargeError(UnreadError):
    """What is beyond a limit."""

    def __init__(self, sentence: str, remedy: str, sheet: str = "", row: int | None = None) -> None:
        super().__init__("X09", sentence, remedy, sheet, row)


_STRAY = "; se in fondo c’è solo una cella scritta per sbaglio, toglierla."


def too_many_rows(sheet: str, last: int) -> TooLargeError:
    """A sheet whose last written row, counted from 1, is beyond the limit."""
    parts = -(-last // MOST_ROWS)
    remedy = f"Dividerlo in {plural(parts, 'file', 'file')}, per Comune o per mese{_STRAY}"
    return TooLargeError(
        f"Ci sono {number(last)} righe, oltre le {number(MOST_ROWS)} che si leggono.",
        remedy,
        sheet,
        last,
    )


def too_many_columns(sheet: str, row: int, columns: int) -> TooLargeError:
    """A row, counted from 1, that goes on beyond the last column that is read."""
    parts = -(-columns // MOST_COLUMNS)
    remedy = f"Dividerlo in {plural(parts, 'file', 'file')}, ripetendo le prime colonne{_STRAY}"
    return TooLargeError(
        f"Ci sono {number(columns)} colonne, oltre le {number(MOST_COLUMNS)} che si leggono.",
        remedy,
        sheet,
        row,
    )


def too_many_sheets(sheets: int) -> TooLargeError:
    """A workbook of too many sheets."""
    parts = -(-sheets // MOST_SHEETS)
    return TooLargeError(
        f"Ci sono {number(sheets)} fogli, oltre i {number(MOST_SHEETS)} che si leggono.",
        f"Dividere la cartella di lavoro in {plural(parts, 'file', 'file')}.",
    )


def too_many_cells(sheet: str, row: int) -> TooLargeError:
    """A file whose written cells, up to a row counted from 1, are more than are read."""
    return TooLargeError(
        f"Ci sono più di {number(MOST_CELLS)} celle scritte.",
        "Dividerlo in più file, o togliere le colonne che non servono.",
        sheet,
        row,
    )


def too_long_cell(sheet: str, row: int, length: int) -> TooLargeError:
    """A cell, in a row counted from 1, of more characters than a cell can hold."""
    return TooLargeError(
        f"Una cella ha {number(length)} caratteri, oltre i {number(LONGEST_CELL)} che si leggono.",
        "Accorciarla, o spostare il testo in un altro documento.",
        sheet,
        row,
    )
