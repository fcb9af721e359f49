"""The «quadro allargato» in words and tables: all the funds of the year, by source and Comune."""

from __future__ import annotations

from collections.abc import Sequence

from udp_core.fund.report.all_funds import AllFunds, FundedVoce, Named, YearAmounts
from udp_core.fund.view.words import used_heading, used_word
from udp_core.kernel import italian
from udp_core.kernel.vocabulary import AccountingRegime
from udp_core.render.table import Cell, Column, ColumnKind, Table, table

MONEY = ColumnKind.MONEY
TITLE = "Quadro allargato"
TOTAL = "Totale"
HOW = (
    "Il denaro dell’intero distretto sta a sé, senza dividerlo tra i Comuni. La previsione di una"
    " voce è quella del suo fondo, divisa tra fonti e Comuni come il loro {used}."
)


def all_message(report: AllFunds) -> str:
    """What all the funds together programme and have used."""
    whole, used = report.whole, _used_plural(report.regimes)
    if not report.lines:
        return f"Nei fondi del {report.year} non c’è ancora nessun importo confermato"
    programmed = italian.euro_short(whole.programmed)
    if whole.used is None:
        return f"Tutti i fondi: programmati {programmed}, nessuna spesa confermata"
    return f"Tutti i fondi: programmati {programmed}, {used} {italian.euro_short(whole.used)}"


def _used_plural(regimes: frozenset[AccountingRegime]) -> str:
    return used_word(*regimes).replace("ato", "ati")


def all_notes(report: AllFunds) -> tuple[str, ...]:
    """How the table is read, and what is not in it."""
    day = f"Dati al {italian.day(report.day)}. " if report.day else ""
    drafts = f"Sono in bozza {italian.euro(report.drafts)}: non sono contati."
    unknown = (
        f"Fuori dalla previsione le voci senza dati: programmati {italian.euro(report.unforecast)}."
    )
    return (
        f"{day}{HOW.format(used=used_word(*report.regimes))}",
        *((drafts,) if report.drafts else ()),
        *((unknown,) if report.unforecast else ()),
    )


def lines_table(report: AllFunds) -> Table:
    """Voce by source by Comune, then their total; «n.d.» is not known, never zero."""
    heads = (Column("voce", "Voce"), Column("source", "Fonte"), Column("place", "Comune"))
    rows = [(*_names(line), *_cells(report, line.amounts)) for line in report.lines]
    last = (TOTAL, "", "", *_cells(report, report.whole))
    return table(
        "quadro_allargato", f"{TITLE} {report.year}", (*heads, *_columns(report)), [*rows, last]
    )


def _names(line: FundedVoce) -> tuple[str, str, str]:
    return f"{line.voce.code} {line.voce.name}", line.source.name, line.place.name


def sources_table(report: AllFunds) -> Table:
    """What comes of each source, and the total."""
    return _sums("quadro_allargato_fonti", f"{TITLE} per fonte", "Fonte", report, report.sources)


def places_table(report: AllFunds) -> Table:
    """What is of each Comune and of the whole district, and the total."""
    return _sums("quadro_allargato_comuni", f"{TITLE} per Comune", "Comune", report, report.places)


def _sums(
    name: str,
    title: str,
    head: str,
    report: AllFunds,
    sums: Sequence[tuple[Named, YearAmounts]],
) -> Table:
    rows = [(one.name, *_cells(report, amounts)) for one, amounts in sums]
    last = (TOTAL, *_cells(report, report.whole))
    return table(name, title, (Column("name", head), *_columns(report)), [*rows, last])


def _columns(report: AllFunds) -> tuple[Column, ...]:
    """Preconsuntivo only where one was written, beside what was programmed and what was used."""
    kept = [Column("programmed", "Programmato", MONEY)]
    if report.has_preconsuntivo:
        kept.append(Column("preconsuntivo", "Preconsuntivo", MONEY))
    used = Column("used", used_heading(*report.regimes), MONEY)
    return (*kept, used, Column("forecast", "Previsto al 31/12", MONEY))


def _cells(report: AllFunds, amounts: YearAmounts) -> tuple[Cell, ...]:
    written = (amounts.preconsuntivo,) if report.has_preconsuntivo else ()
    return (amounts.programmed, *written, amounts.used, amounts.forecast)
