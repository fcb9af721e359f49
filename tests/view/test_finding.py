"""What may be looked for by its name, and where it opens."""

from __future__ import annotations

from udp_core.overview.report.finding import NamesToFind
from udp_core.overview.view.finding import Findable, findable

NAMES = NamesToFind(
    areas=(("poverta", "Povertà"),),
    schede=(("p:S1", "S1 Housing <first>"),),
    municipalities=(("039007", "Cervia"),),
    voci=(("A1.1", "A1.1 Case residenza anziani"),),
    indicators=(("SY-01", "Schede avviate (SY-01)"),),
)


def test_each_opens_where_it_is_chosen_with_the_words_of_its_screen() -> None:
    assert findable(NAMES, {"frna": "Fondi"}) == (
        Findable("Ambito Povertà", "ambiti", "ambito", "poverta", "Povertà"),
        Findable("Scheda S1 Housing <first>", "programma", "scheda", "p:S1", "S1 Housing <first>"),
        Findable("Comune di Cervia", "programma", "comune", "039007", "Cervia"),
        Findable(
            "Voce A1.1 Case residenza anziani",
            "frna",
            "voce",
            "A1.1",
            "A1.1 Case residenza anziani",
        ),
        Findable(
            "Indicatore Schede avviate (SY-01)",
            "indicatori",
            "indicatore",
            "SY-01",
            "Schede avviate (SY-01)",
        ),
        Findable("Pagina Fondi", "frna"),
    )


def test_without_data_only_the_screens_are_there() -> None:
    assert findable(NamesToFind(), {"frna": "Fondi"}) == (Findable("Pagina Fondi", "frna"),)
