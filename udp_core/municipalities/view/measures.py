"""What can be shown of each Comune, on the map and in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from udp_core.kernel import italian
from udp_core.kernel.vocabulary import AgeBand
from udp_core.municipalities.report import MunicipalitiesReport, MunicipalityValue
from udp_core.municipalities.rules import MunicipalityShare, Sharing
from udp_core.render.key_figure import KeyFigure


@dataclass(frozen=True, slots=True)
class MapMeasure:
    """A measure: its code in the address, its Italian name, its value for drawing (None: missing)
    and its words.
    """

    code: str
    name: str
    value: Callable[[MunicipalitiesReport, MunicipalityValue], float | None]
    words: Callable[[MunicipalitiesReport, MunicipalityValue], str]


def share_of(sharing: Sharing, one: MunicipalityValue) -> MunicipalityShare:
    """The Comune inside a sharing."""
    return next(share for share in sharing.municipalities if share.code == one.id)


def _per_resident(
    sharing: Callable[[MunicipalitiesReport], Sharing],
) -> tuple[
    Callable[[MunicipalitiesReport, MunicipalityValue], float | None],
    Callable[[MunicipalitiesReport, MunicipalityValue], str],
]:
    def value(report: MunicipalitiesReport, one: MunicipalityValue) -> float | None:
        amount = share_of(sharing(report), one).per_resident
        return None if amount is None else float(amount.euro)

    def words(report: MunicipalitiesReport, one: MunicipalityValue) -> str:
        return italian.euro(share_of(sharing(report), one).per_resident)

    return value, words


def _gap_value(report: MunicipalitiesReport, one: MunicipalityValue) -> float | None:
    gap = report.used.gap(share_of(report.used, one))
    return None if gap is None else float(gap * 100)


def gap_words(report: MunicipalitiesReport, one: MunicipalityValue) -> str:
    """«+1,2 punti»: spending share minus need share."""
    gap = report.used.gap(share_of(report.used, one))
    return italian.points(gap)


def _residents(
    band: AgeBand,
) -> tuple[
    Callable[[MunicipalitiesReport, MunicipalityValue], float | None],
    Callable[[MunicipalitiesReport, MunicipalityValue], str],
]:
    return lambda _, one: one.residents_in(band), lambda _, one: italian.number(
        one.residents_in(band)
    )


MEASURES = {
    measure.code: measure
    for measure in (
        MapMeasure(
            "frna_per_75",
            "FRNA usato per residente di 75 anni e più",
            *_per_resident(lambda report: report.used),
        ),
        MapMeasure(
            "frna_programmed_per_75",
            "FRNA programmato per residente di 75 anni e più",
            *_per_resident(lambda report: report.programmed),
        ),
        MapMeasure("gap", "Quota di spesa meno quota di bisogno", _gap_value, gap_words),
        MapMeasure(
            "programme_per_resident",
            "Programma attuativo per residente",
            *_per_resident(lambda report: report.schede),
        ),
        MapMeasure("residents_75", "Residenti di 75 anni e più", *_residents(AgeBand.AGE_75_PLUS)),
        MapMeasure("residents", "Residenti", *_residents(AgeBand.TOTAL)),
    )
}


def message(report: MunicipalitiesReport) -> str:
    """Who receives most beyond its part of the need."""
    gaps = [
        (gap, one.name)
        for one in report.municipalities
        if (gap := report.used.gap(share_of(report.used, one))) is not None
    ]
    if not gaps:
        return "Mancano i dati per confrontare spesa e bisogno"
    gap, name = max(gaps, key=lambda pair: abs(pair[0]))
    if abs(gap * 100) < 1:
        return "La spesa segue il bisogno: nessun Comune si scosta di un punto"
    side = "sopra" if gap > 0 else "sotto"
    return f"{name} è {italian.number(abs(gap) * 100, 1)} punti {side} la sua quota di bisogno"


def municipality_figures(report: MunicipalitiesReport) -> tuple[KeyFigure, ...]:
    """FRNA per target resident of each Comune, with need and spending shares."""
    return tuple(_figure(report, one) for one in report.municipalities)


def _figure(report: MunicipalitiesReport, one: MunicipalityValue) -> KeyFigure:
    share = share_of(report.used, one)
    note = (
        f"bisogno {italian.percent(report.used.need_share(share))} · spesa"
        f" {italian.percent(report.used.spending_share(share))} ({gap_words(report, one)})"
    )
    return KeyFigure(
        one.id,
        f"{one.name}: FRNA per residente di 75 anni e più",
        italian.euro(share.per_resident),
        note,
    )
