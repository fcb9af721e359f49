"""What may be looked for by its name from any screen, and where it opens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from udp_core.fund.report.fund import FundReport
from udp_core.indicators.report.indicators import IndicatorsReport
from udp_core.indicators.view.filters import indicator_name
from udp_core.programme.report.programme import ProgrammeReport
from udp_core.programme.view.words import scheda_name


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


def findable(
    programme: ProgrammeReport | None,
    fund: FundReport | None,
    indicators: IndicatorsReport,
    screens: Mapping[str, str],
) -> tuple[Findable, ...]:
    """The ambiti, the schede, the Comuni, the voci, the indicators; then the screens, by stem."""
    return (
        *(_of_programme(programme) if programme else ()),
        *(_of_fund(fund) if fund else ()),
        *_of_indicators(indicators),
        *(Findable(f"Pagina {title}", stem) for stem, title in screens.items()),
    )


def _of_programme(found: ProgrammeReport) -> Iterator[Findable]:
    for area in found.areas:
        name = area.short_name
        yield Findable(f"Ambito {name}", "ambiti", "ambito", area.id, name)
    for one in found.schede:
        name = scheda_name(one)
        yield Findable(f"Scheda {name}", "programma", "scheda", one.id, name)
    for code, name in found.municipalities:
        yield Findable(f"Comune di {name}", "programma", "comune", code, name)


def _of_indicators(found: IndicatorsReport) -> Iterator[Findable]:
    for one in found.followed:
        name = indicator_name(one)
        yield Findable(f"Indicatore {name}", "indicatori", "indicatore", one.text.code, name)


def _of_fund(found: FundReport) -> Iterator[Findable]:
    for voce in found.voci:
        name = f"{voce.code} {voce.name}"
        yield Findable(f"Voce {name}", "frna", "voce", voce.code, name)
