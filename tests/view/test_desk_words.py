"""What the desk says of an invitation, and of money moved between voci."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from udp_core.desk.view.access import invitation_address
from udp_core.desk.view.grid import width_of
from udp_core.desk.view.transfers import transfers_table
from udp_core.kernel.vocabulary import TransferState


@pytest.mark.parametrize(
    ("page", "host", "said"),
    [
        (
            "https://udp.test/accesso?parte=Inviti",
            "altrove:8501",
            "https://udp.test/invito?codice=a%2Bb",
        ),
        (
            "https://ente.test/cruscotto/accesso",
            "",
            "https://ente.test/cruscotto/invito?codice=a%2Bb",
        ),
        ("", "udp.test:8501", "http://udp.test:8501/invito?codice=a%2Bb"),
        ("", "", "/invito?codice=a%2Bb"),
    ],
)
def test_an_invitation_has_its_whole_address(page: str, host: str, said: str) -> None:
    """Sent by mail as it is, also from a dashboard under a path or whose browser does not say
    where it is."""
    assert invitation_address(page, host, "a+b") == said


@pytest.mark.parametrize(
    ("heading", "cells", "least", "most"),
    [
        ("Fonte di finanziamento *", ["Fondo regionale per la non autosufficienza"] * 30, 202, 202),
        ("Fase *", ["consuntivo"] * 30, 70, 110),
        ("Nota", ["a" * 500, ""], 260, 260),
    ],
)
def test_a_column_of_a_grid_is_as_wide_as_its_heading_and_most_of_its_words(
    heading: str, cells: list[str], least: int, most: int
) -> None:
    assert least <= width_of(heading, cells) <= most


def test_a_transfer_says_whose_from_what_who_asked_and_who_refused_why() -> None:
    usual: dict[str, Any] = {
        "from_voce_id": "A1.1",
        "to_voce_id": "A2.3",
        "source_id": "frna",
        "amount_cents": 10_000_00,
        "reason": "Meno posti",
        "proposed_on": date(2026, 11, 3),
        "proposed_by": "carlo",
    }
    approved = SimpleNamespace(
        id="x:1",
        number=1,
        municipality_id="c",
        state=TransferState.APPROVED,
        decided_on=date(2026, 11, 5),
        act_id="atto-1",
        **usual,
    )
    refused = SimpleNamespace(
        id="x:2",
        number=2,
        municipality_id=None,
        state=TransferState.REJECTED,
        decided_on=date(2026, 11, 5),
        act_id=None,
        **usual,
    )
    names = {
        "voci": {"A1.1": "Case residenza", "A2.3": "Assistenza domiciliare"},
        "places": {"c": "Cervia"},
        "sources": {"frna": "FRNA"},
        "acts": {"atto-1": "Delibera 7"},
    }
    first, second = transfers_table(
        [approved, refused], names, {"x:2": ("Servono a gennaio", 1)}
    ).words
    asked = ("10.000,00 €", "Meno posti", "03/11/2026, carlo")
    assert first == (
        "1",
        "A1.1 Case residenza",
        "A2.3 Assistenza domiciliare",
        "Cervia, FRNA",
        *asked,
        f"{TransferState.APPROVED.label} il 05/11/2026, Delibera 7",
    )
    assert (second[3], second[7]) == (
        "intero distretto, FRNA",
        f"{TransferState.REJECTED.label} il 05/11/2026: Servono a gennaio",
    )
