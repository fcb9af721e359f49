"""The filters of the programme: their options in words, and what each leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from udp_core.kernel.vocabulary import InterventionState, StatusLevel
from udp_core.programme.report.programme import ProgrammeReport, SchedaValue
from udp_core.render.light import light


@dataclass(frozen=True, slots=True)
class ChosenSchede:
    """The codes chosen; an empty one leaves everything."""

    area: str = ""
    state: str = ""
    level: str = ""
    municipality: str = ""


def state_options(report: ProgrammeReport) -> Mapping[str, str]:
    """The states that some scheda has, in the order of its life."""
    present = {scheda.state for scheda in report.schede}
    return {
        "": "Tutti gli stati",
        **{state.value: state.label for state in InterventionState if state in present},
    }


def level_options() -> Mapping[str, str]:
    """Every light, in words."""
    return {"": "Tutti i semafori", **{level.value: light(level).word for level in StatusLevel}}


def filtered(schede: Sequence[SchedaValue], chosen: ChosenSchede) -> tuple[SchedaValue, ...]:
    """The schede that pass every filter; a Comune keeps the schede that act or spend there."""
    return tuple(scheda for scheda in schede if _passes(scheda, chosen))


def _passes(scheda: SchedaValue, chosen: ChosenSchede) -> bool:
    return (
        chosen.area in {"", scheda.area_id}
        and chosen.state in {"", scheda.state.value}
        and chosen.level in {"", scheda.status.now.level.value}
        and (not chosen.municipality or scheda.concerns(chosen.municipality))
    )


def filter_words(report: ProgrammeReport, chosen: ChosenSchede) -> tuple[str, ...]:
    """The filters as an exported file states them."""
    areas = {area.id: area.short_name for area in report.areas}
    words = (
        ("ambito", areas.get(chosen.area, "")),
        ("stato", state_options(report).get(chosen.state, "") if chosen.state else ""),
        ("semaforo", level_options().get(chosen.level, "") if chosen.level else ""),
        ("Comune", dict(report.municipalities).get(chosen.municipality, "")),
    )
    return tuple(f"{label} {word}" for label, word in words if word)
