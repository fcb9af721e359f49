"""How much a row looks like headings: each reason by hand."""

from __future__ import annotations

import pytest

from udp_core.imports.heading_rows import HeadingRows
from udp_core.imports.layout import read_any


@pytest.mark.parametrize(
    ("rows", "weight"),
    [
        # three words that headings use, 3 each; one of them over figures, 2
        (["Voce;Mese;Importo", "A1;gen;10,50"], 9 + 2),
        # a word that no heading uses counts where it stands over figures
        (["Cosa;Quando;Quanto", "Nido;ieri;10,50"], 2),
        (["Cosa;Quando;Quanto", "Nido;ieri;poco"], 0),
        # over two columns of figures
        (["Cosa;Quanti;Quanto", "Nido;3;10,50"], 4),
        # a day heads figures, and is set apart: 2
        (["Cosa;Qui;01/02/2026", "Nido;Cervia;10,50"], 2),
        # a figure among four words, 3 less
        (["Cosa;Qui;Chi;7,5", "Nido;Cervia;Rossi;10,50"], -3),
        # a word that comes again below is no heading, 4 less each
        (["Nido;Qui;Quanto", "Nido;Cervia;10,50"], 2 - 4),
        # a column of data without a heading, 2 less
        (["Cosa;Quanto;", "Nido;10,50;nota", "Asilo;11,50;altra"], 2 - 2),
    ],
)
def test_the_weight_of_a_row_of_headings(rows: list[str], weight: int) -> None:
    (sheet,) = read_any("\n".join(rows).encode(), "x.csv")
    found = {one.row: one.weight for one in HeadingRows(sheet).candidates()}
    assert found[0] == weight


def test_of_two_rows_that_may_head_a_table_the_heavier_comes_first_and_of_two_alike_the_upper() -> (
    None
):
    (sheet,) = read_any(b"Prova;di;riga\nVoce;Mese;Importo\nA1;gen;10,50", "x.csv")
    assert [one.row for one in HeadingRows(sheet).candidates()] == [1, 0]
    (sheet,) = read_any(b"Uno;Due;Tre\nQuattro;Cinque;Sei\nSette;Otto;Nove", "x.csv")
    assert [one.row for one in HeadingRows(sheet).candidates()] == [0, 1]
