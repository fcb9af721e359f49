"""The tables of the programme: the same cells on screen and in files."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from udp_core.kernel import italian
from udp_core.kernel.money import Money
from udp_core.kernel.vocabulary import StatusLevel
from udp_core.programme.report.programme import (
    AmountValue,
    AreaValue,
    ProgrammeReport,
    SchedaValue,
    known_total,
)
from udp_core.programme.rules.area_status import LightPart
from udp_core.programme.view.words import (
    MANY,
    NOT_IN_FORCE,
    area_name,
    reasons_words,
    scheda_name,
    short_reasons_words,
)
from udp_core.render.light import light
from udp_core.render.table import Cell, Column, ColumnKind, Table, table

NONE_DUE = "nessuna"
_CODE = Column("code", "Codice")
_TITLE = Column("title", "Scheda")
_NOW = Column("status_now", "Oggi")
_YEAR_END = Column("status_at_year_end", "A fine anno")
_DONE = Column("done_share", "Fatto", ColumnKind.PERCENT)
_PLANNED = Column("planned_to_date_share", "Previsto a oggi", ColumnKind.PERCENT)
_PROGRAMMED = Column("programmed_eur", "Programmato", ColumnKind.MONEY)
_SPENT = Column("spent_eur", "Speso", ColumnKind.MONEY)
_SPENT_SHARE = Column("spent_share", "Speso sul programmato", ColumnKind.PERCENT)
_REASONS = Column("reasons", "Perché")


def lights_cells(scheda: SchedaValue) -> tuple[Cell, Cell]:
    """The two lights in words: «▲ critico»."""
    return light(scheda.status.now.level).words, light(scheda.status.at_year_end.level).words


def spent_share(programmed: Money | None, spent: Money | None) -> Fraction | None:
    """Spent as a share of programmed; None where either is missing or nothing is programmed."""
    return None if programmed is None or spent is None else spent.share_of(programmed)


def areas_table(report: ProgrammeReport) -> Table:
    """Every area with all the parts of its light."""
    columns = (
        Column("area", "Ambito"),
        _NOW,
        _YEAR_END,
        Column("schede", "Schede", ColumnKind.WHOLE),
        *(
            Column(f"schede_{level.value}", f"Schede {schede}", ColumnKind.WHOLE)
            for level, (schede, _) in MANY.items()
        ),
        _DONE,
        _PLANNED,
        _PROGRAMMED,
        _SPENT,
        _SPENT_SHARE,
        *(
            Column(f"indicators_{level.value}", f"Indicatori {indicators}", ColumnKind.WHOLE)
            for level, (_, indicators) in MANY.items()
        ),
        Column("alarms", "Allarmi", ColumnKind.WHOLE),
        _REASONS,
    )
    return table(
        "ambiti",
        f"Ambiti di intervento, programma {report.year}",
        columns,
        [_area_row(area) for area in report.areas],
    )


def _area_row(area: AreaValue) -> tuple[Cell, ...]:
    levels = (area.status.now.level, area.status.at_year_end.level) if area.status else (None, None)
    indicators = [
        area.indicators_by_level[level] if area.indicators else None for level in StatusLevel
    ]
    return (
        area.name if area.in_force else f"{area.name} ({NOT_IN_FORCE})",
        *(light(level).words for level in levels),
        len(area.schede),
        *(area.by_level[level] for level in StatusLevel),
        area.progress.done,
        area.progress.planned,
        area.programmed,
        area.spent,
        spent_share(area.programmed, area.spent),
        *indicators,
        len(area.alarms),
        area.reason,
    )


def area_parts_table(report: ProgrammeReport) -> Table:
    """What every light of an area is made of.

    Each rule, how the area stands, where the light changes, what follows.
    """
    columns = (
        Column("area", "Ambito"),
        Column("light", "Semaforo"),
        Column("what", "Che cosa si guarda"),
        Column("value", "Quanto"),
        Column("limits", "Quando cambia"),
        Column("level", "Ne viene"),
    )
    rows = [
        (
            area_name(area),
            when,
            part.what.value,
            _part_words(part),
            part.limits,
            light(part.level).words,
        )
        for area in report.areas
        for when, parts in (("oggi", area.parts), ("a fine anno", area.parts_at_year_end))
        for part in parts
    ]
    return table(
        "parti_dei_semafori", "Le parti dei semafori degli ambiti: vale la peggiore", columns, rows
    )


def _part_words(part: LightPart) -> str:
    return italian.percent(part.value, 0) if part.is_share else italian.number(part.value)


def area_schede_table(area: AreaValue) -> Table:
    """The schede of an area with their lights and the reasons: what fits a screen.

    Files take `schede_table`.
    """
    columns = (
        _TITLE,
        Column("state", "Stato"),
        _NOW,
        _YEAR_END,
        _DONE,
        _PLANNED,
        _PROGRAMMED,
        _REASONS,
    )
    rows = [
        (
            scheda_name(one),
            one.state,
            *lights_cells(one),
            one.done,
            one.planned,
            one.programmed,
            short_reasons_words(one.status),
        )
        for one in area.schede
    ]
    return table(f"schede_{area.id}", f"Schede dell’ambito {area.short_name}", columns, rows)


def amounts_table(name: str, title: str, what: Column, amounts: Sequence[AmountValue]) -> Table:
    """Programmed and spent by Comune or by source, with their computed total."""
    programmed, spent = (
        known_total(one.programmed for one in amounts),
        known_total(one.spent for one in amounts),
    )
    rows = [
        (one.name, one.programmed, one.spent, spent_share(one.programmed, one.spent))
        for one in amounts
    ]
    return table(
        name,
        title,
        (what, _PROGRAMMED, _SPENT, _SPENT_SHARE),
        [*rows, ("Totale", programmed, spent, spent_share(programmed, spent))],
    )


def municipalities_table(area: AreaValue) -> Table:
    """Money of an area by Comune."""
    return amounts_table(
        f"comuni_{area.id}",
        f"Risorse per Comune, ambito {area.short_name}",
        Column("municipality", "Comune"),
        area.by_municipality,
    )


def schede_table(report: ProgrammeReport, schede: Sequence[SchedaValue]) -> Table:
    """The schede chosen.

    State, dates, done against planned, money by source, lights and reasons.
    """
    columns = (
        _CODE,
        _TITLE,
        Column("area", "Ambito"),
        Column("state", "Stato"),
        _NOW,
        _YEAR_END,
        _DONE,
        _PLANNED,
        Column("next_due", "Prossima scadenza", ColumnKind.DAY),
        Column("end_date", "Fine", ColumnKind.DAY),
        _PROGRAMMED,
        _SPENT,
        Column("sources", "Fonti (programmato)"),
        _REASONS,
    )
    return table(
        "schede",
        f"Schede del programma {report.year}",
        columns,
        [_scheda_row(scheda) for scheda in schede],
    )


def _scheda_row(one: SchedaValue) -> tuple[Cell, ...]:
    return (
        one.code,
        one.title,
        one.area,
        one.state,
        *lights_cells(one),
        one.done,
        one.planned,
        one.next_due or NONE_DUE,
        one.end_date,
        one.programmed,
        one.spent,
        sources_words(one),
        reasons_words(one.status),
    )


def sources_words(scheda: SchedaValue) -> str:
    """Every source with its programmed amount, in full."""
    return "; ".join(
        f"{amount.name} {_PROGRAMMED.words(amount.programmed)}"
        for amount in scheda.by_source
        if amount.programmed is not None
    )


def sources_in_short(scheda: SchedaValue) -> str:
    """Every source with its programmed amount, as a room reads it."""
    return "; ".join(
        f"{amount.name} {italian.euro_short(amount.programmed)}"
        for amount in scheda.by_source
        if amount.programmed is not None
    )


def short_schede_table(schede: Sequence[SchedaValue]) -> Table:
    """The table on screen: what fits the width of a projector; files take `schede_table`."""
    columns = (
        _TITLE,
        Column("state", "Stato"),
        _NOW,
        _YEAR_END,
        _DONE,
        _PLANNED,
        Column("next_due", "Prossima scadenza", ColumnKind.DAY),
        _REASONS,
    )
    rows = [
        (
            scheda_name(one),
            one.state,
            *lights_cells(one),
            one.done,
            one.planned,
            one.next_due or NONE_DUE,
            one.reason,
        )
        for one in schede
    ]
    return table("schede_in_breve", "Schede del programma", columns, rows)


def rows_table(schede: Sequence[SchedaValue]) -> Table:
    """Where the figures of the schede come from: state of the data, day, source of each."""
    columns = (
        _CODE,
        Column("id", "Identificativo"),
        Column("data_state", "Stato del dato"),
        Column("as_of", "Situazione al", ColumnKind.DAY),
        Column("money_as_of", "Spesa al", ColumnKind.DAY),
        Column("declared_share", "Avanzamento dichiarato", ColumnKind.PERCENT),
        _DONE,
        _PLANNED,
        _PROGRAMMED,
        _SPENT,
        Column("source", "Fonte"),
        Column("origin", "Natura"),
    )
    rows = [
        (
            one.code,
            one.id,
            one.data_state,
            one.as_of,
            one.money_as_of,
            one.declared,
            one.done,
            one.planned,
            one.programmed,
            one.spent,
            one.source,
            one.origin,
        )
        for one in schede
    ]
    return table("provenienza_schede", "Da dove vengono le cifre delle schede", columns, rows)
