"""All that `udp import` says of the files of the cases of real life, compared whole.

Sheet, questions, problems and ending, in `tests/golden/imports`: a count, a place or a word that
changes is seen there.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cases.test_of_desk_files_imported import december, year_of_schede
from tests.goldens import GOLDEN, compare_lines
from tests.made_imports import FRNA, lines_of, retold, told
from tests.made_office import CASES, Office

__all__ = ["december", "year_of_schede"]
CERVIA = "comune=Cervia"
Asked = tuple[str, str, tuple[str, ...]]


def asked(path: str, *steps: str, kind: str = FRNA) -> Asked:
    return path, kind, steps


OF_THE_YEAR = (
    asked("03/stesso.csv", CERVIA, CERVIA),
    asked("04/ind25.csv", "", kind="indicators"),
    asked("04/ind26.csv", "", kind="indicators"),
    asked("05/trimestri.csv", CERVIA),
    asked("06/progressivo.csv", CERVIA, f"{CERVIA} + cifre=progressivo"),
    asked("07/due_blocchi.xlsx", CERVIA, f"{CERVIA} + colonna=consuntivo"),
    asked("08/anno.csv", CERVIA, f"{CERVIA} + anno=2025"),
    asked("09/doppio.csv", CERVIA, f"{CERVIA} + colonna=c"),
    asked("10/vuoto.csv", "", "comune-vuoto=distretto"),
    asked("11/continua.csv", f"{CERVIA} + period_no=1"),
    asked("12/istat.xlsx"),
    asked("13/cervia.csv", "", "comune=COMUNE DI CERVIA"),
    asked("14/note.csv", CERVIA),
    asked("15/cartella.xlsx", CERVIA),
    asked("16/filtro.xlsx", CERVIA),
    asked("17/formule.xlsx", CERVIA),
    asked("18/voce.csv", "", "voce:Residenze anziani=A1", "voce:Residenze anziani=A1.1"),
    asked("19/residenti.csv", "", "comune:Cerva=Cervia", kind="population"),
    asked("20/migliaia.csv", CERVIA, f"{CERVIA} + misura=migliaia"),
    asked("21/anno.csv", CERVIA),
    asked("22/vecchio.csv", kind="indicators"),
    asked("23/largo.xlsx", CERVIA),
    asked("25/posas.csv", kind="population"),
    asked("27/valori.csv", kind="indicators"),
    asked("30/coda.xlsx", CERVIA),
    asked("31/residenti.csv", kind="population"),
    asked("32/comuni.csv"),
    asked("33/date.xlsx", CERVIA),
    asked(
        "34/schede.csv",
        "",
        "situazione=31/10/2026 + capofila:Comune di Ravenna=ausl",
        kind="schede",
    ),
    asked("35/righe.csv", CERVIA),
    asked("36/residenti.csv", kind="population"),
    asked("desk/faenza_budget_draft.csv", "comune=distretto + periodo=anno"),
)
OF_DECEMBER = (
    asked(
        "desk/1_russi_frna_novembre.xlsx",
        "",
        "colonna=liquidato + comune=Russi + periodo=novembre",
    ),
    asked("desk/2_ravenna_frna_mesi.csv", "", "comune=Ravenna"),
    asked(
        "desk/3_ausl_attivita_novembre.xlsx",
        "",
        "colonna=tutte + periodo=novembre",
        kind="activity",
    ),
    asked("desk/4_coop_fatture.csv"),
)
OF_SCHEDE = asked(
    "desk/5_cervia_schede.xlsx",
    CERVIA,
    f"{CERVIA} + intervento:S 26-07=ravenna:pdz-2024-2026:2026:1:S26-07",
    kind="scheda_spending",
)


STORIES = sorted((GOLDEN / "imports").glob("scheda-*.txt"))
"""Of the demonstration, with its schede, on 5 December 2026."""


def compare(office: Office, one: Asked) -> None:
    path, kind, steps = one
    file = CASES / path
    name = f"imports/{path.rpartition('.')[0].replace('/', '-')}"
    compare_lines(name, told(office, file.read_bytes(), file.name, kind, *steps))


@pytest.mark.parametrize("one", OF_THE_YEAR, ids=lambda one: one[0])
def test_what_is_said_of_a_file_is_as_it_was_read(office: Office, one: Asked) -> None:
    compare(office, one)


@pytest.mark.parametrize("one", OF_DECEMBER, ids=lambda one: one[0])
def test_what_is_said_of_a_file_of_november(december: Office, one: Asked) -> None:
    compare(december, one)


def test_what_is_said_of_the_spending_of_schede(year_of_schede: Office) -> None:
    compare(year_of_schede, OF_SCHEDE)


def test_what_is_said_of_a_figure_that_is_taken_back(office: Office) -> None:
    lines = [
        line
        for path, step in (
            ("24/prima.csv", CERVIA),
            ("24/dopo.csv", CERVIA),
            ("24/dopo.csv", f"{CERVIA} + ritirate=togliere"),
        )
        for line in told(office, (CASES / path).read_bytes(), path[3:], FRNA, step)
    ]
    compare_lines("imports/24-dopo", lines)


@pytest.mark.parametrize("story", STORIES, ids=lambda one: one.stem)
def test_all_that_is_said_of_a_text_of_schede(year_of_schede: Office, story: Path) -> None:
    compare_lines(f"imports/{story.stem}", [*retold(year_of_schede, lines_of(story))])
