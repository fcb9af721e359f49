"""The programme in final Italian words: cards of the areas, key figures, reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from udp_core.kernel import italian
from udp_core.kernel.money import Money
from udp_core.kernel.status import Judgement, Status
from udp_core.kernel.vocabulary import DataState, InterventionState, StatusLevel, Territory
from udp_core.programme.report.programme import (
    AreaValue,
    ProgrammeReport,
    Progress,
    SchedaValue,
    is_critical,
    levels_now,
    progress_of,
    reasons_of,
)
from udp_core.render.glance import Gauge, glance_markup
from udp_core.render.key_figure import KeyFigure
from udp_core.render.light import light
from udp_core.render.markup import lights_and_lines

NOT_IN_FORCE = "ambito non più in vigore"
NO_SCHEDE = "Nessuna scheda nel programma"
MANY = {
    StatusLevel.ON_TRACK: ("in linea", "in linea"),
    StatusLevel.ATTENTION: ("con attenzione", "con attenzione"),
    StatusLevel.CRITICAL: ("critiche", "critici"),
    StatusLevel.STALE: ("con dati da aggiornare", "con dati da aggiornare"),
}
"""Several of each light: of schede, of indicators."""
_MANY_CRITICAL = {StatusLevel.CRITICAL: ("critico", "critici")}


@dataclass(frozen=True, slots=True)
class AreaCard:
    """A card of an area: two lights and the lines that make them up."""

    area_id: str
    title: str
    now: StatusLevel | None
    at_year_end: StatusLevel | None
    lines: tuple[str, ...]
    gauge: Gauge | None


def area_card_markup(card: AreaCard) -> str:
    """The card under its title: both lights, the bar of its work, its lines."""
    lights = lights_and_lines([("Oggi", card.now), ("A fine anno", card.at_year_end)], ())
    gauge = glance_markup(card.gauge) if card.gauge else ""
    return lights + gauge + lights_and_lines((), card.lines)


# Areas


def area_card(area: AreaValue) -> AreaCard:
    """Schede by state, progress, money, indicators, alarms.

    The parts beside the light, never a score in their place.
    """
    lines = (
        *(
            (f"Perché: {area.reason}",)
            if area.reason and area.status and area.status.now.level is not StatusLevel.ON_TRACK
            else ()
        ),
        schede_words(area.by_state),
        progress_words(area.progress),
        money_words(area.programmed, area.spent),
        indicators_words(area.indicators_by_level),
        alarms_words(area),
    )
    now, at_year_end = (
        (area.status.now.level, area.status.at_year_end.level) if area.status else (None, None)
    )
    gauge = gauge_of(area.progress)
    return AreaCard(area.id, area_name(area), now, at_year_end, lines, gauge)


def area_name(area: AreaValue) -> str:
    """Its short name; of an area closed before the year, that it is."""
    return area.short_name if area.in_force else f"{area.short_name} ({NOT_IN_FORCE})"


def critical_words(schede: Sequence[SchedaValue]) -> str:
    """«12 schede critiche: 9 in ritardo, 3 oltre il programmato».

    What a count of alarms is made of.
    """
    critical = [one for one in schede if is_critical(one.status)]
    over = [one for one in critical if one.is_over_budget]
    late = [one for one in critical if one.is_late and not one.is_over_budget]
    rest = len(critical) - len(over) - len(late)
    parts = [
        words
        for words in (
            f"{len(late)} in ritardo sul previsto" if late else "",
            f"{len(over)} oltre il programmato" if over else "",
            f"{rest} per altre ragioni" if rest else "",
        )
        if words
    ]
    told = italian.plural(len(critical), "scheda critica", "schede critiche")
    return f"{told}: {', '.join(parts)}" if critical else "Nessuna scheda critica"


def schede_words(by_state: Counter[InterventionState]) -> str:
    """«7 schede: 6 in corso, 1 conclusa»; in the order of a scheda's life."""
    count = sum(by_state.values())
    if not count:
        return NO_SCHEDE
    parts = [state_words(state, by_state[state]) for state in InterventionState if by_state[state]]
    return f"{italian.plural(count, 'scheda', 'schede')}: {', '.join(parts)}"


def state_words(state: InterventionState, count: int) -> str:
    """«2 sospese»: a state's label is feminine singular, and agrees with its number."""
    label = state.label
    return (
        f"{count} {label.removesuffix('a') + 'e' if count != 1 and label.endswith('a') else label}"
    )


def progress_words(progress: Progress) -> str:
    """«Fatto 62 % · previsto a oggi 81 %»."""
    return (
        f"Fatto {italian.percent(progress.done, 0)} · previsto a oggi"
        f" {italian.percent(progress.planned, 0)}"
    )


def gauge_of(progress: Progress) -> Gauge | None:
    """What is done beside what is planned to date; none where one of them is not known."""
    if progress.done is None or progress.planned is None:
        return None
    return Gauge(progress.done, progress.planned)


def money_words(programmed: Money | None, spent: Money | None) -> str:
    """«Speso 7,43 M€ su 9,00 M€ (82 %)»."""
    if programmed is None:
        return f"Speso {italian.euro_short(spent)}, programmato {italian.NO_VALUE}"
    share = spent.share_of(programmed) if spent is not None else None
    percent = f" ({italian.percent(share, 0)})" if share is not None else ""
    return f"Speso {italian.euro_short(spent)} su {italian.euro_short(programmed)}{percent}"


def indicators_words(by_level: Counter[StatusLevel]) -> str:
    """«Indicatori: ● 3 in linea, ▲ 1 critico»."""
    parts = [
        f"{light(level).shape} {count} {level_words(level, count)}"
        for level in StatusLevel
        if (count := by_level[level])
    ]
    return f"Indicatori: {', '.join(parts)}" if parts else f"Indicatori: {italian.NO_VALUE}"


def level_words(level: StatusLevel, count: int) -> str:
    """The word of a light for so many indicators."""
    return (
        light(level).word if count == 1 else _MANY_CRITICAL.get(level, ("", light(level).word))[1]
    )


def alarms_words(area: AreaValue) -> str:
    """How many schede call for attention by themselves, and which."""
    codes = italian.listing([scheda.code for scheda in area.alarms])
    count = italian.plural(len(area.alarms), "scheda", "schede")
    return f"Allarmi: {count} ({codes})" if codes else "Nessun allarme"


def alarm_lines(area: AreaValue) -> tuple[str, ...]:
    """One line for each scheda that calls for attention, with its first reason."""
    return tuple(f"{scheda_name(scheda)}: {alarm_reason(scheda)}" for scheda in area.alarms)


def alarm_reason(scheda: SchedaValue) -> str:
    """Why it calls.

    Its first reason at the more severe of its two lights, or the money over its budget.
    """
    chosen = (
        scheda.status.now
        if scheda.status.now.level is StatusLevel.CRITICAL
        else scheda.status.at_year_end
    )
    if chosen.level is not StatusLevel.CRITICAL and scheda.over_budget:
        return f"spesi {italian.euro_short(scheda.over_budget)} oltre il programmato."
    return chosen.reasons[0]


def areas_message(report: ProgrammeReport) -> str:
    """«5 ambiti su 8 sono in linea oggi, 2 chiedono attenzione, 1 è critico.»."""
    counts = Counter(area.status.now.level for area in report.areas if area.status)
    whole, good = len(report.areas), counts[StatusLevel.ON_TRACK]
    rest = [
        (counts[StatusLevel.ATTENTION], "chiede attenzione", "chiedono attenzione"),
        (counts[StatusLevel.CRITICAL], "è critico", "sono critici"),
        (counts[StatusLevel.STALE], "ha dati da aggiornare", "hanno dati da aggiornare"),
    ]
    parts = [f"{count} {one if count == 1 else many}" for count, one, many in rest if count]
    verb = "è" if good == 1 else "sono"
    first = f"{good} ambiti su {whole}" if good != 1 else f"1 ambito su {whole}"
    return (
        f"{first if good else f'Nessun ambito su {whole}'} {verb if good else 'è'} in linea"
        f" oggi{''.join(f', {part}' for part in parts)}."
    )


def area_now(area: AreaValue) -> Judgement:
    """The light of today; grey, with its reason, where there is nothing to judge."""
    return area.status.now if area.status else _NOT_JUDGED


def area_year_end(area: AreaValue) -> Judgement:
    """The light at year end; grey, with its reason, where there is nothing to judge."""
    return area.status.at_year_end if area.status else _NOT_JUDGED


_NOT_JUDGED = Judgement(StatusLevel.STALE, (f"{NO_SCHEDE}: non c’è nulla da valutare.",))


def area_figures(area: AreaValue) -> tuple[KeyFigure, ...]:
    """Progress, money and indicators of an area."""
    late = sum(scheda.is_late for scheda in area.schede)
    share = (
        area.spent.share_of(area.programmed)
        if area.spent is not None and area.programmed is not None
        else None
    )
    on_track = area.indicators_by_level[StatusLevel.ON_TRACK]
    shown = f"{on_track} su {len(area.indicators)}" if area.indicators else italian.NO_VALUE
    return (
        KeyFigure(
            "done",
            "Fatto",
            italian.percent(area.progress.done, 0),
            f"previsto finora {italian.percent(area.progress.planned, 0)}; in ritardo"
            f" {italian.plural(late, 'scheda', 'schede')} su {len(area.schede)}",
        ),
        KeyFigure(
            "spent",
            "Speso",
            italian.euro_short(area.spent),
            f"su {italian.euro_short(area.programmed)} ({italian.percent(share, 0)})",
        ),
        KeyFigure(
            "indicators",
            "Indicatori in linea",
            shown,
            (
                indicators_words(area.indicators_by_level).removeprefix("Indicatori: ")
                if area.indicators
                else "nessun indicatore valutato"
            ),
        ),
    )


# Schede


def scheda_name(scheda: SchedaValue) -> str:
    """«S26-05 Sistema integrato 0-3»."""
    return f"{scheda.code} {scheda.title}"


def short_reasons_words(status: Status) -> str:
    """The reasons of today on one line, and those of year end where its light is another."""
    same = status.now.level is status.at_year_end.level
    return reasons_words(Status(status.now, status.now) if same else status)


def reasons_words(status: Status) -> str:
    """All reasons on one line."""
    return " ".join(map(italian.ended, reasons_of(status)))


def territory_words(scheda: SchedaValue, municipalities: dict[str, str]) -> str:
    """The Comune where it acts, or the label of the wider territory."""
    if scheda.territory is Territory.MUNICIPALITY and scheda.municipality_id:
        return municipalities.get(scheda.municipality_id, scheda.municipality_id)
    return scheda.territory.label


def points(share: Fraction) -> str:
    """A difference of shares in percentage points: «−21 punti»; a single one in the singular."""
    return italian.points(share, 0)


def state_of_data(schede: Sequence[SchedaValue]) -> str:
    """«dati validati, in bozza»: every state among the schede, the least checked first."""
    labels = [
        label
        for state, label in _DATA_STATES
        if any(scheda.data_state is state for scheda in schede)
    ]
    return f"dati {italian.listing(labels)}" if labels else ""


_DATA_STATES = (
    (DataState.DRAFT, "in bozza"),
    (DataState.CONFIRMED, "confermati"),
    (DataState.VALIDATED, "validati"),
)


def _note_of(level: StatusLevel, schede: Sequence[SchedaValue]) -> str:
    """What the critical ones are made of; nothing of the others."""
    if level is not StatusLevel.CRITICAL or not any(is_critical(one.status) for one in schede):
        return ""
    return critical_words(schede).partition(": ")[2]


def programme_figures(schede: Sequence[SchedaValue]) -> tuple[KeyFigure, ...]:
    """How many of the schede chosen are under each light, and their progress."""
    counts, progress = levels_now(schede), progress_of(schede)
    whole = len(schede)
    lights = tuple(
        KeyFigure(
            level.value,
            f"Schede su {italian.number(whole)}",
            italian.number(counts[level]),
            _note_of(level, schede),
            level,
            judged=True,
        )
        for level in (
            StatusLevel.CRITICAL,
            StatusLevel.ATTENTION,
            StatusLevel.ON_TRACK,
            StatusLevel.STALE,
        )
    )
    late = italian.plural(sum(one.is_late for one in schede), "scheda", "schede")
    note = f"previsto a oggi {italian.percent(progress.planned, 0)}; in ritardo {late}"
    done = italian.percent(progress.done, 0)
    picture = gauge_of(progress)
    return (*lights, KeyFigure("progress", "Avanzamento", done, note, picture=picture))


def programme_sentence(report: ProgrammeReport) -> str:
    """Which programme it is, how far it has come, by which act."""
    edition = "" if report.edition == 1 else f", edizione {report.edition}"
    day = f" il {italian.day(report.approved_on)}" if report.approved_on else ""
    act = f", approvato{day} con «{report.act_title}»" if report.act_title else ""
    return f"{report.title}{edition}: {report.state.label}{act}."
