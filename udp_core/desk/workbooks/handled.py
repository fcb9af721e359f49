"""A workbook of ours after somebody's hands.

What its locked cells and its looks no longer say as they were made: of which figure a row is, of
which month the file, whether a figure counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from udp_core.desk.report.desk import DeskReport, DueFigure
from udp_core.desk.workbooks.making import (
    DETAIL,
    FIRST_CELL,
    INSTRUCTIONS,
    NAME,
    detail_of,
    title_of,
)
from udp_core.files.as_typed import cell_at
from udp_core.files.cell import QUOTED
from udp_core.files.unpacked import Sheet
from udp_core.kernel.formulas import unguarded
from udp_core.kernel.problem import Place, Problem


def retitled(
    sheets: Sequence[Sheet], ours: Sequence[Sheet], report: DeskReport
) -> Iterator[Problem]:
    """Sheets over which somebody wrote another month, or another title: what they are of, the file
    no longer says.
    """
    titles = {_bare(group.title) for group in report.groups}
    instructions = [one for one in sheets if one.name == INSTRUCTIONS]
    for sheet, column, right in (
        *((one, 0, {_bare(title_of(report))}) for one in instructions),
        *((one, NAME, titles) for one in ours),
    ):
        said = cell_at(sheet.rows[0], column) if sheet.rows else ""
        if said and _bare(said) not in right:
            yield Problem(
                "X59",
                f"Il foglio «{sheet.name}» porta scritto «{said[:QUOTED]}», che qui non c’era.",
                f"Il file è di «{title_of(report)}»: rimettere il titolo, o scaricare il file"
                " giusto.",
                Place(sheet=sheet.name, row=1),
                said,
            )


def misplaced(cells: Sequence[str], figure: DueFigure) -> Iterator[Problem]:
    """A row whose words are not those of its figure: they were moved, or written over."""
    for column, right in ((NAME, figure.label), (DETAIL, detail_of(figure))):
        said = unguarded(cell_at(cells, column))
        if said and _bare(said.split("\n")[0]) != _bare(right.split("\n")[0]):
            yield Problem(
                "X60",
                f"La riga dice «{said[:QUOTED]}», ma la sua figura è «{right[:QUOTED]}».",
                "Scaricare di nuovo il file, senza ordinare le righe né riscrivere i nomi.",
                value=said,
            )
            return


def looks(sheet: Sheet, number: int, figure: DueFigure) -> Iterator[Problem]:
    """Cells crossed out, shown with words beside the figure, as «12,0 k€», or with a note.

    A note may say that the figure is of another month, or not the true one: no one reads it later.
    """
    for place, field in enumerate(figure.fields):
        at = number, FIRST_CELL + place
        words = sheet.units.get(at, "")
        if at in sheet.struck:
            sentence = "La cifra è barrata."
            remedy = "Togliere la riga che la barra, o svuotare la cella."
        elif words and _bare(words) not in _bare(detail_of(figure)):
            sentence = f"La cella mostra «{words[:QUOTED]}» accanto alla cifra."
            remedy = "Rimettere il formato della cella, e scrivere la cifra intera."
        elif note := sheet.notes.get(at, ""):
            sentence = f"Accanto alla cifra c’è una nota: «{note[:QUOTED]}»."
            remedy = (
                "Controllare la cifra e togliere la nota; ciò che va detto si scrive in «Motivo»."
            )
        else:
            continue
        cell = cell_at(sheet.rows[number], at[1])
        yield Problem("X61", sentence, remedy, Place(column=field.label), cell)


def _bare(text: str) -> str:
    """Words to compare, whatever the blanks between them."""
    return " ".join(text.split()).casefold()
