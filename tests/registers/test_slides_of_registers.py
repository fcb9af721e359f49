"""A register on the wall, and one row of it."""

from __future__ import annotations

import pytest

from udp_core.registers.report import RegisterRowValue, RegisterValue
from udp_core.registers.slides import first_words, register_slide


@pytest.mark.parametrize(("count", "title"), [(0, "0 accordi"), (1, "1 accordo"), (2, "2 accordi")])
def test_a_register_says_how_many_rows_it_has(count: int, title: str) -> None:
    rows = tuple(RegisterRowValue(str(number), f"A{number}", ()) for number in range(count))
    register = RegisterValue("accord", "accordi", "Accordi", "accordo", "accordi", (), rows, 0)
    slide = register_slide(register)
    assert (slide.name, slide.title, slide.subtitle) == ("elenco-accord", title, "Accordi")
    assert (slide.screen, slide.asks) == ("elenchi", "&registro=accordi")
    assert slide.rows_in_all == count


def test_a_title_of_the_wall_says_that_it_is_cut() -> None:
    fourteen = " ".join(f"p{number}" for number in range(14))
    assert first_words(fourteen) == fourteen
    assert first_words(f"{fourteen} p14") == f"{' '.join(fourteen.split()[:13])} …"
