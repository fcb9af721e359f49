"""What a document of a sitting is made of: its cover, its pages, what every page carries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from udp_core.render.slide import Slide
from udp_core.render.stamp import Stamp

GLOSSARY = (
    (
        "FRNA",
        (
            "Fondo regionale per la non autosufficienza: paga ogni anno i servizi per anziani e"
            " persone con disabilità."
        ),
    ),
    ("Residuo", "Ciò che del fondo non si spende entro il 31 dicembre e passa all’anno dopo."),
    (
        "Previsto al 31/12",
        (
            "Ciò che è già speso più ciò che i mesi che mancano dovrebbero costare, al ritmo dei"
            " mesi comunicati."
        ),
    ),
    (
        "Voce",
        (
            "Un servizio o contributo pagato dal fondo: per esempio le case residenza per anziani"
            " (CRA)."
        ),
    ),
    ("Ambito", "Un settore del Piano di zona: famiglie, giovani, anziani, disabili e così via."),
    ("Scheda", "Un intervento del programma annuale, con azioni, scadenze, denaro e responsabile."),
    (
        "Semaforo",
        (
            "● in linea, ◆ attenzione, ▲ critico, ○ dati da aggiornare: confronta il fatto con ciò"
            " che era previsto a questa data."
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a briefing book.

    What it says, and the short code by which its data are found again.
    """

    number: int
    code: str
    slide: Slide


@dataclass(frozen=True, slots=True)
class Paper:
    """A briefing book: title, what every page carries, its pages."""

    title: str
    subtitle: str
    stamp: Stamp
    pages: Sequence[Page]
    author: str = "Ufficio di Piano"
    """Whose document it is: the office, in the properties of its files."""

    def foot(self, page: Page) -> str:
        """Data date, state, code and the print of history, on every page."""
        printed = f" · impronta {self.stamp.short_head}" if self.stamp.head else ""
        return f"{self.stamp.line} · revisione {self.stamp.revision}{printed} · codice {page.code}"
