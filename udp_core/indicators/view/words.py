"""The indicators in final Italian words: key figures, values, periods, the fields of a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from udp_core.indicators.report.indicators import (
    IndicatorsReport,
    IndicatorValue,
    PointValue,
    PublishedValue,
    TargetValue,
)
from udp_core.indicators.rules.indicators import (
    IndicatorRule,
    asks_something,
    band_words,
    expected_at,
    so_far,
)
from udp_core.indicators.view.filters import NOT_JUDGED as NOT_JUDGED_CODE
from udp_core.kernel import italian
from udp_core.kernel.calendar import Period
from udp_core.kernel.small_numbers import Cell, Hidden
from udp_core.kernel.vocabulary import DataState, Direction, Origin, PeriodKind, StatusLevel
from udp_core.render.key_figure import KeyFigure, LabelledWords
from udp_core.render.light import light
from udp_core.render.markup import framed, labelled_light, reasons_markup

NOT_JUDGED = "Non valutati"
NO_TARGET = "nessuno"
NEVER_MEASURED = "nessuna rilevazione"
SEVERITY = (StatusLevel.CRITICAL, StatusLevel.ATTENTION, StatusLevel.STALE, StatusLevel.ON_TRACK)
_DATA_STATES = (
    (DataState.DRAFT, "in bozza"),
    (DataState.CONFIRMED, "confermati"),
    (DataState.VALIDATED, "validati"),
)
_PERIODS = {"n.d. (early 2000s)": "n.d. (primi anni Duemila)", "2023 edition": "edizione 2023"}


# All together


def indicators_figures(report: IndicatorsReport) -> tuple[KeyFigure, ...]:
    """How many indicators under each light, and how many are not judged."""
    counts, whole = report.by_level, len(report.followed)
    judged = sum(counts.values())
    lights = tuple(
        KeyFigure(
            level.value,
            f"Indicatori su {italian.number(judged)}",
            italian.number(counts[level]),
            "",
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
    return (
        *lights,
        KeyFigure(
            NOT_JUDGED_CODE,
            NOT_JUDGED,
            italian.number(whole - judged),
            "conoscitivi, senza obiettivo o non definiti",
        ),
    )


def message(indicators: Sequence[IndicatorValue]) -> str:
    """«13 indicatori su 30 sono in linea, 6 chiedono attenzione, 10 sono critici, 1 ha dati da
    aggiornare».
    """
    levels = [one.level for one in indicators if one.level is not None]
    if not levels:
        return "Nessuno degli indicatori scelti è valutato"
    parts = [
        f"{count} {one if count == 1 else many}"
        for level, one, many in _VERBS
        if (count := sum(other is level for other in levels))
    ]
    return (
        f"Su {italian.plural(len(levels), 'indicatore valutato', 'indicatori valutati')}:"
        f" {italian.listing(parts)}"
    )


_VERBS = (
    (StatusLevel.CRITICAL, "è critico", "sono critici"),
    (StatusLevel.ATTENTION, "chiede attenzione", "chiedono attenzione"),
    (StatusLevel.STALE, "ha dati da aggiornare", "hanno dati da aggiornare"),
    (StatusLevel.ON_TRACK, "è in linea", "sono in linea"),
)


def by_severity(indicators: Sequence[IndicatorValue]) -> tuple[IndicatorValue, ...]:
    """The critical ones first, the ones not judged last; equals in the order of the catalogue."""
    order = {level: index for index, level in enumerate(SEVERITY)}
    return tuple(
        sorted(
            indicators,
            key=lambda one: order.get(one.level, len(order)) if one.level else len(order),
        )
    )


def state_of_data(indicators: Sequence[IndicatorValue]) -> str:
    """«dati confermati e validati».

    Every state among the latest measures, the least checked first.
    """
    there = {one.latest.state for one in indicators if one.latest}
    labels = [label for state, label in _DATA_STATES if state in there]
    return f"dati {italian.listing(labels)}" if labels else ""


def sources_of(indicators: Sequence[IndicatorValue]) -> str:
    """Every source of the latest measures, each once."""
    return "; ".join(
        dict.fromkeys(row.source for one in indicators if one.latest for row in one.latest.rows)
    )


# One figure


def cell_words(cell: Cell | None, rule: IndicatorRule) -> str:
    """«32,2 per 1.000 residenti», «<5», «n.p.», «n.d.»."""
    if isinstance(cell, Hidden):
        return cell.label
    return italian.NO_VALUE if cell is None else rule.words(cell.value)


def short_words(cell: Cell | None, rule: IndicatorRule) -> str:
    """As `cell_words`, where the unit is said elsewhere."""
    if isinstance(cell, Hidden):
        return cell.label
    return italian.NO_VALUE if cell is None else rule.short(cell.value)


def value_words(one: IndicatorValue) -> str:
    """The latest value with its unit."""
    return cell_words(one.latest.value, one.rule) if one.latest else italian.NO_VALUE


def target_words(one: IndicatorValue) -> str:
    """What is expected in the year of the latest measure."""
    return expected_words(one.target, one.rule) if one.target else NO_TARGET


def expected_by_words(one: IndicatorValue) -> str:
    """What was expected by the day of the latest measure: what its light is judged by."""
    if one.target is None or one.latest is None:
        return NO_TARGET
    if one.rule.direction is Direction.BAND:
        expected = one.target.expected
        if one.latest.is_cumulated:
            expected = so_far(one.rule.direction, expected, one.latest.as_of)
        return expected_words(replace(one.target, expected=expected), one.rule)
    return one.rule.short(expected_at(one.target.expected, one.latest.as_of))


def why_words(one: IndicatorValue) -> str:
    """Why the light is so, in the space of a list: value and expectation stand beside it."""
    if one.judgement is None:
        return not_judged_words(one)
    return one.judgement.reasons[-1] if one.level is not StatusLevel.STALE else one.reason


def name_words(one: IndicatorValue) -> str:
    """Its name and, of a figure that is not of a whole year, up to when.

    «Avanzamento del programma, al 31/10/2026».
    """
    latest = one.latest
    if latest is None or (latest.period.kind is PeriodKind.YEAR and not latest.is_partial):
        return one.text.name
    if latest.is_partial or latest.is_cumulated:
        return f"{one.text.name}, al {italian.day(latest.as_of)}"
    return f"{one.text.name}, {period_words(latest.period)}"


def expected_words(target: TargetValue, rule: IndicatorRule) -> str:
    """«37,5», «95,0–102,0 %»."""
    expected = target.expected
    if rule.direction is not Direction.BAND:
        return rule.short(expected.value)
    if expected.low is None or expected.high is None:
        return band_words(rule, expected)
    return f"{italian.number(expected.low, rule.decimals)}–{rule.short(expected.high)}"


def light_words(one: IndicatorValue) -> str:
    """«▲ critico», «– non valutato»."""
    return light(one.level).words


def trend_words(one: IndicatorValue) -> str:
    """«migliora», «stabile»; «–» where there is nothing to compare."""
    return one.trend.label if one.trend else "–"


def period_words(period: Period) -> str:
    """«2025», «3º trimestre 2026», «ottobre 2026»."""
    if period.number is None:
        return str(period.year)
    if period.kind is PeriodKind.MONTH:
        return f"{italian.month(period.number)} {period.year}"
    return f"{period.number}º trimestre {period.year}"


def period_tick(period: Period) -> str:
    """For an axis: «2025», «3º tr. 26», «ott 26»."""
    if period.number is None:
        return str(period.year)
    name = (
        italian.month_short(period.number)
        if period.kind is PeriodKind.MONTH
        else f"{period.number}º tr."
    )
    return f"{name} {period.year % 100:02d}"


def point_words(point: PointValue) -> str:
    """The period of a measure; of a year not yet over, up to when: «2026 fino al 31/10»."""
    words = period_words(point.period)
    return f"{words} fino al {point.as_of:%d/%m}" if point.is_partial else words


def point_tick(point: PointValue) -> str:
    """The same for an axis: «al 31/10/26»."""
    return f"al {point.as_of:%d/%m/%y}" if point.is_partial else period_tick(point.period)


def published_period(one: PublishedValue) -> str:
    """The period as the source gives it, in Italian."""
    return _PERIODS.get(one.period, one.period)


# The sheet


def not_judged_words(one: IndicatorValue) -> str:
    """Why there is no light."""
    if one.rule.direction is Direction.INFO:
        return "Indicatore solo conoscitivo: non ha un valore atteso."
    if one.target is None:
        return "Nessun valore atteso: non c’è nulla con cui confrontare."
    if not asks_something(one.rule, one.target.expected):
        wanted = "una fascia" if one.rule.direction is Direction.BAND else "un valore"
        return (
            f"L’obiettivo del {one.target.expected.year} non è {wanted}: non c’è nulla con cui"
            " confrontare."
        )
    note = one.latest.note if one.latest else None
    return italian.ended(note) if note else "Valore non definito: il denominatore è zero."


def indicator_light(one: IndicatorValue) -> str:
    """The light of an indicator in its frame, with the reasons, or why there is none."""
    reasons = one.judgement.reasons if one.judgement else (not_judged_words(one),)
    return framed(labelled_light("Oggi", one.level) + reasons_markup(reasons))


def sheet_figures(one: IndicatorValue) -> tuple[KeyFigure, ...]:
    """Value, what was expected by its day, trend."""
    latest = one.latest
    when = f"{point_words(latest)}, al {italian.day(latest.as_of)}" if latest else NEVER_MEASURED
    value = short_words(latest.value, one.rule) if latest else italian.NO_VALUE
    return (
        KeyFigure(
            "value", "Valore", value, f"{one.rule.unit}; {when}" if one.rule.unit != "%" else when
        ),
        _target_figure(one, latest),
        KeyFigure("trend", "Andamento", trend_words(one), trend_note(one)),
    )


def _target_figure(one: IndicatorValue, latest: PointValue | None) -> KeyFigure:
    if one.target is None:
        return KeyFigure("target", "Obiettivo", NO_TARGET, one.rule.direction.label)
    year, words = one.target.expected.year, expected_words(one.target, one.rule)
    if one.rule.direction is Direction.BAND or latest is None:
        return KeyFigure("target", f"Atteso nel {year}", words, one.target.trust.label)
    by_then = one.rule.short(expected_at(one.target.expected, latest.as_of))
    return KeyFigure(
        "target",
        f"Atteso al {italian.day(latest.as_of)}",
        by_then,
        f"obiettivo del {year}: {words}",
    )


def trend_note(one: IndicatorValue) -> str:
    """Why there is a trend, or none."""
    if one.trend is not None:
        return "rispetto alla rilevazione precedente"
    return (
        "cumulato nell’anno: non si confronta"
        if one.latest and one.latest.is_cumulated
        else "nulla da confrontare"
    )


def sheet_fields(one: IndicatorValue) -> tuple[LabelledWords, ...]:
    """Definition, formula, source, frequency, unit, trust, what is expected and who says so."""
    text, rule = one.text, one.rule
    return (
        LabelledWords("Definizione", text.definition),
        LabelledWords("Formula", formula_words(one)),
        LabelledWords("Ambito", text.area or "trasversale"),
        LabelledWords("Unità di misura", rule.unit),
        LabelledWords("Verso", rule.direction.label),
        LabelledWords("Frequenza", rule.frequency.label),
        LabelledWords("Rilevato per", text.level.label),
        LabelledWords(
            "Affidabilità", f"{text.trust.label}{', indicatore ufficiale' if text.official else ''}"
        ),
        LabelledWords("Fonte della definizione", text.source),
        LabelledWords("Obiettivo", target_field(one)),
        LabelledWords(
            "Nota della rilevazione", (one.latest.note if one.latest else None) or "nessuna"
        ),
        LabelledWords(
            "Conteggi di persone",
            (
                "sotto 5 non si pubblicano («<5»); altri si tolgono («n.p.») perché non si ricavino"
                if text.counts_people
                else "l’indicatore non conta persone"
            ),
        ),
    )


def formula_words(one: IndicatorValue) -> str:
    """«Numeratore ÷ denominatore × 1.000»."""
    text = one.text
    by = f" × {italian.number(text.multiplier)}" if text.multiplier != 1 else ""
    divided = f" ÷ {_small(text.denominator)}" if text.denominator else ""
    return f"{text.numerator}{divided}{by}"


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]


def target_field(one: IndicatorValue) -> str:
    """The expected value with baseline, tolerance, trust and source."""
    if one.target is None:
        return NO_TARGET
    expected = one.target.expected
    parts = [
        f"{expected.year}: {expected_words(one.target, one.rule)}",
        f"partenza {one.rule.short(expected.baseline)}" if expected.baseline is not None else "",
        f"tolleranza {one.rule.difference(expected.tolerance)}" if expected.tolerance else "",
        one.target.trust.label,
        f"fonte: {one.target.source}" if one.target.source else "",
    ]
    words = "; ".join(part for part in parts if part)
    return f"{words} ({Origin.DEMO.label})" if one.target.origin is Origin.DEMO else words
