"""What every figure that leaves says of itself.

Date of the data, filters, state, source, revision, demonstration.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from udp_core.kernel import italian

DEMO_WORDS = "Dati dimostrativi"
PUBLISHED = "cifre pubblicate, con la precisione della fonte"
SHORT_HEAD = 16


@dataclass(frozen=True, slots=True)
class Stamp:
    """The origin of what is shown."""

    data_day: date | None
    made_at: datetime
    revision: int
    state: str
    source: str
    filters: tuple[str, ...] = ()
    demo: bool = False
    head: str = ""
    """The end of the chain of history when this was made, where it leaves on paper.

    By it the paper proves the archive.
    """

    @property
    def short_head(self) -> str:
        """As much of it as a foot has room for: enough to find it again («udp check --head»)."""
        return self.head[:SHORT_HEAD]

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """Label and words, for the head of an exported file."""
        return (
            (
                "Natura dei dati",
                f"{DEMO_WORDS}: non sono cifre reali" if self.demo else "Dati reali",
            ),
            ("Situazione al", italian.day(self.data_day)),
            ("Stato dei dati", self.state or italian.NO_VALUE),
            ("Fonte", self.source or italian.NO_VALUE),
            ("Filtri", "; ".join(self.filters) or "nessuno"),
            ("Revisione dell’archivio", str(self.revision)),
            ("Prodotto il", f"{self.made_at:%d/%m/%Y %H:%M}"),
            *([("Impronta della storia", self.head)] if self.head else []),
        )

    @property
    def line(self) -> str:
        """One line for under a chart."""
        day = f"situazione al {italian.day(self.data_day)}" if self.data_day else ""
        parts = [
            DEMO_WORDS.lower() if self.demo else "",
            day,
            self.state,
            self.source and f"fonte: {self.source}",
        ]
        words = " · ".join(part for part in parts if part) or f"situazione al {italian.NO_VALUE}"
        return words[:1].upper() + words[1:]
