"""The tables of the indicators: the same cells on screen and in files.

Small counts are already hidden.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from udp_core.indicators.report.indicators import (
    IndicatorValue,
    MeasurementValue,
    PointValue,
    PublishedValue,
)
from udp_core.indicators.rules.indicators import expected_at
from udp_core.indicators.view.words import (
    expected_by_words,
    light_words,
    name_words,
    point_words,
    published_period,
    target_words,
    trend_words,
    value_words,
    why_words,
)
from udp_core.kernel.italian import WHOLE_DISTRICT
from udp_core.kernel.small_numbers import Cell as SafeCell
from udp_core.kernel.small_numbers import Hidden
from udp_core.render.table import Cell, Column, ColumnKind, Quantity, Table, table

_AREA = Column("area", "Ambito")
_NAME = Column("indicator", "Indicatore")
_LIGHT = Column("status_now", "Oggi")
_TREND = Column("trend", "Andamento")
_AS_OF = Column("as_of", "Situazione al", ColumnKind.DAY)
_PERIOD = Column("period", "Periodo")
_STATE = Column("state", "Stato del dato")
NO_AREA = "Trasversale"


def short_table(indicators: Sequence[IndicatorValue]) -> Table:
    """The table on screen: what fits the width of a projector; files take `indicators_table`."""
    columns = (
        _AREA,
        _NAME,
        Column("value", "Valore"),
        Column("expected_at_date", "Atteso alla data"),
        Column("target", "Obiettivo"),
        _LIGHT,
        Column("reasons", "Perché"),
        _AS_OF,
    )
    rows = [
        (
            one.text.area or NO_AREA,
            name_words(one),
            value_words(one),
            expected_by_words(one),
            target_words(one),
            light_words(one),
            why_words(one),
            _day(one),
        )
        for one in indicators
    ]
    return table("indicatori_in_breve", "Indicatori", columns, rows)


def _day(one: IndicatorValue) -> Cell:
    return one.latest.as_of if one.latest else None


def indicators_table(indicators: Sequence[IndicatorValue]) -> Table:
    """Every field of the indicators with value, expectations, light and reasons."""
    columns = (
        Column("code", "Codice"),
        _AREA,
        _NAME,
        _number("value", "Valore"),
        Column("unit", "Unità"),
        _PERIOD,
        _AS_OF,
        _STATE,
        _number("baseline", "Valore di partenza"),
        _number("expected_at_date", "Atteso alla data"),
        _number("target", "Obiettivo dell’anno"),
        _number("band_low", "Fascia: minimo"),
        _number("band_high", "Fascia: massimo"),
        _LIGHT,
        Column("reasons", "Perché"),
        _TREND,
        Column("direction", "Verso"),
        Column("frequency", "Frequenza"),
        Column("trust", "Affidabilità"),
        Column("source", "Fonte della definizione"),
    )
    return table(
        "indicatori",
        "Indicatori: valori, obiettivi e semafori",
        columns,
        [_indicator(one) for one in indicators],
    )


def _number(name: str, label: str) -> Column:
    return Column(name, label, ColumnKind.DECIMAL, 3)


def _indicator(one: IndicatorValue) -> tuple[Cell, ...]:
    latest, text = one.latest, one.text
    measured: tuple[Cell, ...] = (None, one.rule.unit, None, None, None)
    if latest:
        measured = (
            safe(latest.value),
            one.rule.unit,
            point_words(latest),
            latest.as_of,
            latest.state,
        )
    return (
        text.code,
        text.area or NO_AREA,
        text.name,
        *measured,
        *_expected(one),
        light_words(one),
        " ".join(one.judgement.reasons) if one.judgement else None,
        trend_words(one),
        one.rule.direction,
        one.rule.frequency,
        text.trust,
        text.source,
    )


def _expected(one: IndicatorValue) -> tuple[Cell, ...]:
    if one.target is None:
        return (None,) * 5
    expected = one.target.expected
    by_then = expected_at(expected, one.latest.as_of) if one.latest else None
    return expected.baseline, by_then, expected.value, expected.low, expected.high


def safe(cell: SafeCell | None) -> Cell:
    """A figure that may be shown, or the mark in its place; None where there is none."""
    return cell.label if isinstance(cell, Hidden) else cell.value if cell else None


# One indicator


def trend_table(one: IndicatorValue) -> Table:
    """Every measure of the whole district, the oldest first, beside what was expected by its
    day.
    """
    columns = (
        _PERIOD,
        _AS_OF,
        _value(one),
        Column("expected", "Atteso alla data", ColumnKind.DECIMAL, one.rule.decimals),
        _STATE,
        Column("note", "Nota"),
    )
    rows = [
        (
            point_words(point),
            point.as_of,
            safe(point.value),
            expected_then(one, point),
            point.state,
            point.note or "",
        )
        for point in one.points
    ]
    return table(f"andamento_{one.text.code}", f"Andamento: {one.text.name}", columns, rows)


def expected_then(one: IndicatorValue, point: PointValue) -> Fraction | None:
    """What was expected by the day of a measure; None of a band or where nothing was."""
    target = next(
        (target for target in one.targets if target.expected.year == point.period.year), None
    )
    return expected_at(target.expected, point.as_of) if target else None


def _value(one: IndicatorValue) -> Column:
    return Column("value", "Valore", ColumnKind.DECIMAL, one.rule.decimals, one.rule.unit)


def municipalities_table(one: IndicatorValue, point: PointValue) -> Table:
    """The measure of each Comune and, last, of the whole district."""
    columns = (
        Column("municipality", "Comune"),
        _count("numerator", one.text.numerator),
        *_denominator(one),
        _value(one),
    )
    rows = [
        (row.place, safe(row.numerator), *_with_denominator(one, row.denominator), safe(row.value))
        for row in point.rows
        if row.municipality_id
    ]
    whole = (
        WHOLE_DISTRICT,
        safe(point.numerator),
        *_with_denominator(one, point.denominator),
        safe(point.value),
    )
    return table(
        f"comuni_{one.text.code}",
        f"{one.text.name} per Comune, {point_words(point)}",
        columns,
        [*rows, whole],
    )


def _count(name: str, label: str) -> Column:
    return Column(name, label, ColumnKind.DECIMAL, 0)


def _denominator(one: IndicatorValue) -> tuple[Column, ...]:
    return (_count("denominator", one.text.denominator),) if one.text.denominator else ()


def _with_denominator(one: IndicatorValue, denominator: SafeCell | None) -> tuple[Cell, ...]:
    return (safe(denominator),) if one.text.denominator else ()


def rows_table(indicators: Sequence[IndicatorValue], *, latest_only: bool) -> Table:
    """The stored rows under the figures: id, Comune, amounts, state, day, source."""
    columns = (
        Column("id", "Identificativo"),
        _NAME,
        _PERIOD,
        Column("municipality", "Comune"),
        _number("numerator", "Numeratore"),
        _number("denominator", "Denominatore"),
        _number("value", "Valore"),
        _STATE,
        _AS_OF,
        Column("note", "Nota"),
        Column("source", "Fonte"),
        Column("origin", "Natura"),
    )
    rows = [
        _row(one, point, row)
        for one in indicators
        for point in (one.points[-1:] if latest_only else one.points)
        for row in point.rows
    ]
    return table(
        "provenienza_indicatori", "Da dove vengono i valori degli indicatori", columns, rows
    )


def _row(one: IndicatorValue, point: PointValue, row: MeasurementValue) -> tuple[Cell, ...]:
    return (
        row.id,
        one.text.name,
        point_words(point),
        row.place or WHOLE_DISTRICT,
        safe(row.numerator),
        safe(row.denominator),
        safe(row.value),
        row.state,
        row.as_of,
        row.note or "",
        row.source,
        row.origin,
    )


# What others published


def published_table(published: Sequence[PublishedValue]) -> Table:
    """Published figures with their place, period and source: no light."""
    value = Column("value", "Valore", ColumnKind.QUANTITY)
    columns = (_NAME, Column("place", "Territorio"), _PERIOD, value, Column("source", "Fonte"))
    rows = [
        (one.name, one.place, published_period(one), published_quantity(one), one.source)
        for one in published
    ]
    return table("indicatori_pubblicati", "Indicatori pubblicati", columns, rows)


# As the slides and their workbook hold them


def worst_table(indicators: Sequence[IndicatorValue]) -> Table:
    """Those that are judged, the worst first.

    Value and expectation as numbers, each in its unit, and why.
    """
    columns = (
        _LIGHT,
        _NAME,
        Column("value", "Valore", ColumnKind.QUANTITY),
        Column("expected_at_date", "Atteso alla data", ColumnKind.QUANTITY),
        Column("target", "Obiettivo", ColumnKind.QUANTITY),
        Column("band_low", "Fascia: minimo", ColumnKind.QUANTITY),
        Column("band_high", "Fascia: massimo", ColumnKind.QUANTITY),
        _AS_OF,
        Column("reasons", "Perché"),
    )
    title = "Gli indicatori più lontani dall’obiettivo"
    return table("indicatori_in_sala", title, columns, [_worst(one) for one in indicators])


def _worst(one: IndicatorValue) -> tuple[Cell, ...]:
    _, *expected = _expected(one)
    return (
        light_words(one),
        one.text.name,
        value_quantity(one),
        *(quantity(found, one) for found in expected),
        _day(one),
        " ".join(one.judgement.reasons) if one.judgement else None,
    )


def value_quantity(one: IndicatorValue) -> Cell:
    """The latest value as a number in its unit; the mark in the place of a small count."""
    found = one.latest.value if one.latest else None
    return (
        found.label if isinstance(found, Hidden) else quantity(found.value if found else None, one)
    )


def quantity(value: Cell, one: IndicatorValue) -> Cell:
    """A figure of an indicator as a number in its unit."""
    if not isinstance(value, Fraction):
        return value
    return Quantity(value, one.rule.unit, one.rule.decimals)


def published_quantity(one: PublishedValue) -> Quantity | None:
    """A published figure as a number in its unit."""
    return None if one.value is None else Quantity(one.value, one.unit, one.decimals)
