"""The filters of the indicators: their options in words, and what each leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from udp_core.indicators.report.indicators import IndicatorsReport, IndicatorValue
from udp_core.kernel.vocabulary import StatusLevel
from udp_core.render.light import light

NOT_JUDGED = "not_judged"


@dataclass(frozen=True, slots=True)
class ChosenIndicators:
    """The codes chosen; an empty one leaves everything."""

    area: str = ""
    level: str = ""


def area_options(report: IndicatorsReport) -> Mapping[str, str]:
    """The areas that some indicator speaks of."""
    return {
        "": "Tutti gli ambiti",
        **{
            one.text.area_id: one.text.area
            for one in report.followed
            if one.text.area_id and one.text.area
        },
    }


def level_options() -> Mapping[str, str]:
    """Every light, in words."""
    return {
        "": "Tutti i semafori",
        **{level.value: light(level).word for level in StatusLevel},
        NOT_JUDGED: light(None).word,
    }


def indicator_options(report: IndicatorsReport) -> Mapping[str, str]:
    """Every indicator by name, with its code: names of two indicators may be the same."""
    return {"": "Nessuno", **{one.text.code: indicator_name(one) for one in report.followed}}


def indicator_name(one: IndicatorValue) -> str:
    """An indicator among others: by its code two of the same name are told apart."""
    return f"{one.text.name} ({one.text.code})"


def filtered(
    indicators: Sequence[IndicatorValue], chosen: ChosenIndicators
) -> tuple[IndicatorValue, ...]:
    """The indicators that pass both filters."""
    return tuple(
        one
        for one in indicators
        if chosen.area in {"", one.text.area_id} and chosen.level in {"", _level(one)}
    )


def _level(one: IndicatorValue) -> str:
    return one.level.value if one.level else NOT_JUDGED


def filter_words(report: IndicatorsReport, chosen: ChosenIndicators) -> tuple[str, ...]:
    """The filters as an exported file states them."""
    words = (
        ("ambito", chosen.area and area_options(report).get(chosen.area, "")),
        ("semaforo", chosen.level and level_options().get(chosen.level, "")),
    )
    return tuple(f"{label} {word}" for label, word in words if word)
