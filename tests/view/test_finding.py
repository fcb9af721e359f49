"""What may be looked for by its name, and where it opens."""

from __future__ import annotations

from datetime import date

from tests.view.made_reports import PICTURE
from udp_core.indicators.report.indicators import IndicatorsReport
from udp_core.overview.view.finding import Findable, findable

NOTHING = IndicatorsReport(2026, date(2026, 10, 31), (), (), ())


def test_schede_and_ambiti_open_where_they_are_chosen() -> None:
    found = findable(PICTURE, None, NOTHING, {"frna": "Fondi"})
    by_words = {one.words: one for one in found}
    assert by_words["Scheda S1 Housing <first>"] == Findable(
        "Scheda S1 Housing <first>", "programma", "scheda", "p:S1", "S1 Housing <first>"
    )
    assert by_words["Ambito Povertà"].screen == "ambiti"
    assert (by_words["Ambito Povertà"].code, by_words["Ambito Povertà"].said) == (
        "poverta",
        "Povertà",
    )
    assert by_words["Pagina Fondi"] == Findable("Pagina Fondi", "frna")
    assert by_words["Comune di Cervia"].code == "039007"
    assert len(by_words) == len(found)


def test_without_data_only_the_screens_are_there() -> None:
    assert findable(None, None, NOTHING, {"frna": "Fondi"}) == (Findable("Pagina Fondi", "frna"),)
