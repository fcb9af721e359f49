"""What was changed, in words: field by field, a request in a sentence, and how it comes back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from udp_core.fund.view.programme_changes import ProgrammeChange, changes_table, variation_words
from udp_core.history.report import ChangeReport, FieldChange
from udp_core.history.tables import changes_table as history_table
from udp_core.history.tables import said_together
from udp_core.kernel.clock import ROME
from udp_core.kernel.money import Money

AMOUNT, NOTE = FieldChange("Importo", "10,00 €", "12,00 €"), FieldChange("Nota", "", "vista")
CHANGED = ChangeReport(
    7,
    "r",
    datetime(2026, 11, 10, 9, 5, tzinfo=UTC).astimezone(ROME),
    "Anna",
    "coordinatore",
    "Rettifica",
    "frna_entry",
    "x",
    2,
    "cambiata",
    (AMOUNT, NOTE),
    "spesa A1",
)
ADDED = replace(CHANGED, what="aggiunta", title="spesa A2")
REMOVED = replace(CHANGED, what="tolta", title="spesa A3")


def test_of_a_row_changed_each_field_from_what_to_what() -> None:
    """Of one that was not there what it says, of one that is no more what it said."""
    assert history_table([CHANGED, ADDED, REMOVED]).words == (
        (
            "10/11/2026 10:05",
            "Anna",
            "coordinatore",
            "Rettifica",
            "spesa A1, riga cambiata",
            "Importo: 10,00 € → 12,00 €; Nota: vuoto → vista",
            "7",
        ),
        (
            "10/11/2026 10:05",
            "Anna",
            "coordinatore",
            "Rettifica",
            "spesa A2, riga aggiunta",
            "Importo: 12,00 €; Nota: vista",
            "7",
        ),
        (
            "10/11/2026 10:05",
            "Anna",
            "coordinatore",
            "Rettifica",
            "spesa A3, riga tolta",
            "Importo: 10,00 €; Nota: vuoto",
            "7",
        ),
    )


@pytest.mark.parametrize(
    ("change", "there", "back"),
    [
        (
            CHANGED,
            "spesa A1, Importo: 10,00 € → 12,00 €; Nota: vuoto → vista",
            "spesa A1, Importo: 12,00 € → 10,00 €; Nota: vista → vuoto",
        ),
        (ADDED, "spesa A2, riga aggiunta", "spesa A2, riga tolta di nuovo"),
        (REMOVED, "spesa A3, riga tolta", "spesa A3, riga rimessa"),
    ],
)
def test_a_change_and_the_way_back(change: ChangeReport, there: str, back: str) -> None:
    assert said_together([change]) == there
    assert said_together([change], back=True) == back


@pytest.mark.parametrize(("changes", "more"), [(3, ""), (4, "; e un’altra"), (9, "; e altre 6")])
def test_a_request_names_three_rows_and_how_many_more(changes: int, more: str) -> None:
    first = "; ".join(["spesa A2, riga aggiunta"] * 3)
    assert said_together([ADDED] * changes) == first + more


def test_how_a_programme_changed_the_latest_first() -> None:
    one = ProgrammeChange(date(2026, 5, 1), "A1 → A2", "Cervia", Money(10_00), "Meno posti", "atto")
    other = replace(one, day=date(2026, 9, 1), where="", moved=Money(-5_00), act_id=None)
    without = replace(one, day=None, act_id="ignoto")
    found = changes_table(2026, [without, one, other], {"atto": "Delibera 7"})
    assert found.title == "Come è cambiato il programma del 2026"
    assert found.words == (
        (
            "01/09/2026",
            "A1 → A2",
            "intero distretto",
            "−5,00 €",
            "Meno posti",
            "nessun atto indicato",
        ),
        ("01/05/2026", "A1 → A2", "Cervia", "10,00 €", "Meno posti", "Delibera 7"),
        ("n.d.", "A1 → A2", "Cervia", "10,00 €", "Meno posti", "ignoto"),
    )
    assert variation_words(3, 4) == "variazione n. 3, 4 righe"
    assert variation_words(3, 1) == "variazione n. 3, 1 riga"
