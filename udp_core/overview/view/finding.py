"""What may be looked for by its name from any screen, and where it opens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from udp_core.overview.report.finding import Names, NamesToFind


@dataclass(frozen=True, slots=True)
class Findable:
    """Words to type, the screen that opens (the stem of its address), what is chosen there.

    `choice` is the name of the choice as in the address, `code` the answer and `said` its words.
    """

    words: str
    screen: str
    choice: str = ""
    code: str = ""
    said: str = ""


def findable(names: NamesToFind, screens: Mapping[str, str]) -> tuple[Findable, ...]:
    """The ambiti, the schede, the Comuni, the voci, the indicators; then the screens, by stem."""
    return (
        *_chosen("Ambito", "ambiti", "ambito", names.areas),
        *_chosen("Scheda", "programma", "scheda", names.schede),
        *_chosen("Comune di", "programma", "comune", names.municipalities),
        *_chosen("Voce", "frna", "voce", names.voci),
        *_chosen("Indicatore", "indicatori", "indicatore", names.indicators),
        *(Findable(f"Pagina {title}", stem) for stem, title in screens.items()),
    )


def _chosen(what: str, screen: str, choice: str, names: Names) -> Iterator[Findable]:
    for code, name in names:
        yield Findable(f"{what} {name}", screen, choice, code, name)
