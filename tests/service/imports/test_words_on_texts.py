"""All that is said of texts made by hand, each with what files may have of odd.

The stories in `tests/golden/imports/testo-….txt`: their files and their commands are run again, and
every count, place and word is compared. A new one begins with its «|» and «$» lines.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.goldens import GOLDEN, compare_lines
from tests.made_imports import lines_of, retold
from tests.made_office import Office

STORIES = sorted((GOLDEN / "imports").glob("testo-*.txt"))


@pytest.mark.parametrize("story", STORIES, ids=lambda one: one.stem)
def test_all_that_is_said_of_a_text(office: Office, story: Path) -> None:
    compare_lines(f"imports/{story.stem}", [*retold(office, lines_of(story))])


def test_of_many_unknown_words_thirty_are_asked_and_the_others_counted(office: Office) -> None:
    rows = [f"Servizio numero {one};Cervia;1;{one},50" for one in range(1, 34)]
    asked = office.imports("\n".join(["Voce;Comune;Mese;Importo", *rows]))
    lines = asked.said.splitlines()
    assert sum(line.startswith("Domanda: ") for line in lines) == 30
    assert lines[2] == (
        "Righe lasciate fuori  33 in attesa di una risposta (righe 2, 3, 4, 5, 6, 7…)"
    )
    assert lines[4] == "Attenzione: Altre 3 parole non si conoscono: si chiedono dopo queste."
