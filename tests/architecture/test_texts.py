"""Whatever somebody types is kept while it is typed.

There is one way to draw a text, and it keeps it.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from pages.components.texts import KEPT, Texts
from udp_core.drafts.commands.unsaved import LONGEST_WORDS

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "udp_core/http/assets/unsaved.js"
FIELDS = {"text_input", "text_area", "number_input", "chat_input", "date_input", "time_input"}
ELSEWHERE = {
    "pages/components/texts.py": "è il modo",
    "pages/components/desk.py": (
        "una cella del mese si salva quando la si lascia, e riprende da sé la sua bozza"
    ),
    "pages/components/fees.py": "è la famiglia di cui si guarda la tariffa: non si salva",
    "pages/components/grid_view.py": "è una ricerca, e il numero di una pagina: non si salvano",
    "pages/components/plan_documents.py": "è ciò che sta su un foglio stampato: non si salva",
    "pages/components/tables.py": "è il numero di una pagina: non si salva",
    "pages/ufficio/elenchi.py": "è una ricerca: non si salva",
    "pages/ufficio/storia.py": "è una ricerca: non si salva",
}
"""Where a field is drawn otherwise, and why.

Passwords are typed on pages of their own, which keep nothing.
"""


def drawn(path: Path) -> set[str]:
    found = (
        node
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
    )
    return {node.attr for node in found if node.attr in FIELDS}


def test_every_text_of_the_screens_is_kept_while_it_is_typed() -> None:
    screens = {path.relative_to(ROOT).as_posix(): path for path in ROOT.glob("pages/**/*.py")}
    assert {name for name, path in screens.items() if drawn(path)} == set(ELSEWHERE)


def test_no_text_is_cut_by_the_browser() -> None:
    """A paste longer than `max_chars` is dropped without a word.

    How long a text may be is said by whoever saves it.
    """
    holding = [
        path.name
        for path in ROOT.glob("pages/**/*.py")
        if "max_chars" in path.read_text(encoding="utf-8")
    ]
    assert [name for name in holding if name not in {"storia.py", "grid_view.py"}] == []


def test_the_browser_keeps_what_the_screens_offer_again() -> None:
    script = SCRIPT.read_text(encoding="utf-8")
    (kept,) = re.findall(r"KEPT = /\^\(\?:([a-z|]+)\)-/;", script)
    (longest,) = re.findall(r"LONGEST = ([\d_]+),", script)
    assert tuple(kept.split("|")) == KEPT
    assert int(longest) == LONGEST_WORDS


@pytest.mark.parametrize("stem", ["nota-1", "scritto-", "scrittonota"])
def test_a_form_that_the_browser_does_not_know_is_not_drawn(stem: str) -> None:
    with pytest.raises(ValueError, match="does not keep"):
        Texts(stem)
