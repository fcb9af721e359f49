"""The figures of the Panorama as a text, for who asks them at a console."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from udp_core.kernel import italian
from udp_core.kernel.money import of_cents
from udp_core.kernel.vocabulary import StatusLevel

Figures = Mapping[str, Any]
_FUND = (
    ("available_cents", "Disponibile"),
    ("programmed_cents", "Programmato"),
    ("used_cents", "Speso"),
    ("remaining_cents", "Da spendere"),
    ("forecast_cents", "Previsione al 31/12"),
    ("residue_cents", "Residuo previsto"),
    ("structural_balance_cents", "Saldo strutturale"),
)


def status_text(figures: Figures) -> str:
    """Every figure with its name, amounts in euro to the cent, lights in words."""
    return "\n".join(_lines(figures))


def _lines(figures: Figures) -> Iterator[str]:
    made_up = " (dati dimostrativi)" if figures["demonstration"] else ""
    day = italian.day(date.fromisoformat(figures["day"]))
    yield f"{figures['district']}, {figures['year']}, al {day}{made_up}"
    yield from _fund(figures["fund"])
    yield from _programme(figures["programme"])
    yield from _areas(figures["areas"])
    yield f"Indicatori: {_counts(figures['indicators'])}"
    yield from _decisions(figures["decisions"])


def _fund(fund: Figures | None) -> Iterator[str]:
    if fund is None:
        yield "Fondo: programma non caricato"
        return
    yield f"Fondo: oggi {_level(fund['now'])}, al 31/12 {_level(fund['at_year_end'])}"
    yield from (f"  {words}: {_euro(fund[name])}" for name, words in _FUND)
    yield from (f"  {reason}" for reason in fund["reasons"])


def _programme(programme: Figures | None) -> Iterator[str]:
    if programme is None:
        yield "Programma: non caricato"
        return
    yield f"Programma: {programme['title']}"
    yield (
        f"  Fatto: {_percent(programme['done'])}, previsto a oggi"
        f" {_percent(programme['planned_to_date'])}"
    )
    yield f"  Programmato: {_euro(programme['programmed_cents'])}"
    yield f"  Speso: {_euro(programme['spent_cents'])}"
    yield f"  Schede: {_counts(programme['schede'])}"


def _areas(areas: list[Figures]) -> Iterator[str]:
    yield "Ambiti:" if areas else "Ambiti: nessuno"
    for one in areas:
        light = (
            f"oggi {_level(one['now'])}, al 31/12 {_level(one['at_year_end'])}"
            if "now" in one
            else "senza schede"
        )
        yield f"  {one['name']}: {light}"


def _decisions(decisions: list[Figures]) -> Iterator[str]:
    yield "Da decidere:" if decisions else "Da decidere: nulla"
    for one in decisions:
        cents = one["amount_cents"]
        amount = "" if cents is None else f" ({_euro(cents)})"
        yield f"  {one['what']}, {_level(one['level'])}{amount}: {one['why']}"


def _level(word: str) -> str:
    return StatusLevel.of(word).label


def _counts(counts: Mapping[str, int]) -> str:
    found = [f"{_level(word)} {count}" for word, count in counts.items() if count]
    return ", ".join(found) or "nessuno"


def _euro(cents: int | None) -> str:
    return italian.euro(of_cents(cents))


def _percent(share: float | None) -> str:
    return italian.percent(None if share is None else Decimal(str(share)))
