"""A variation in words: who asked for it, what became of it, its lines and their sum."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pytest

from udp_core.kernel.vocabulary import ActivityUnit, TransferState
from udp_core.simulation.view.variations import activity_table, lines_table, outcome_words

PLACES = {"039014": "Ravenna"}


@dataclass(frozen=True)
class Variation:
    proposed_on: date = date(2026, 10, 31)
    proposed_by: str = "Proposta di Ufficio di Piano"
    state: TransferState = TransferState.PROPOSED
    decided_on: date | None = None


@dataclass(frozen=True)
class Change:
    voce: str
    unit: ActivityUnit
    municipality: str | None
    change: int


ASKED = "Proposta di Ufficio di Piano il 31/10/2026."
APPROVED = Variation(state=TransferState.APPROVED, decided_on=date(2026, 11, 3))
REJECTED = replace(APPROVED, state=TransferState.REJECTED)


@pytest.mark.parametrize(
    ("variation", "act", "refused", "said"),
    [
        (Variation(), "Delibera 12", "no", ASKED),
        (APPROVED, "Delibera 12", "", f"{ASKED} Approvata il 03/11/2026, Delibera 12."),
        (APPROVED, "", "", f"{ASKED} Approvata il 03/11/2026."),
        (REJECTED, "", "Servono a gennaio", f"{ASKED} Respinta il 03/11/2026: Servono a gennaio."),
        (REJECTED, "Delibera 12", "no", f"{ASKED} Respinta il 03/11/2026, Delibera 12."),
    ],
)
def test_who_asked_and_what_became_of_it(
    variation: Variation, act: str, refused: str, said: str
) -> None:
    assert outcome_words(variation, act, refused) == said


def test_the_lines_add_up() -> None:
    lines = [("A1.1", "frna", "039014", 100_00), ("T1", "fna", None, -50_00), ("T1", "fna", "x", 1)]
    assert lines_table(lines, {"A1.1": "CRA"}, PLACES).words == (
        ("A1.1 CRA", "FRNA", "Ravenna", "100,00 €"),
        ("T1", "FNA", "intero distretto", "−50,00 €"),
        ("T1", "FNA", "x", "0,01 €"),
        ("In tutto", "", "", "50,01 €"),
    )


def test_the_activity_that_moves_with_the_money() -> None:
    lines = [
        Change("A1.1", ActivityUnit.DAYS, "039014", 365),
        Change("T1", ActivityUnit.HOURS, None, -20),
        Change("T1", ActivityUnit.HOURS, "x", 1_000),
    ]
    assert activity_table(lines, {"A1.1": "CRA"}, PLACES).words == (
        ("CRA", "giornate", "Ravenna", "365"),
        ("T1", "ore", "intero distretto", "−20"),
        ("T1", "ore", "x", "1.000"),
    )
