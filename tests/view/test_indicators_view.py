"""The indicators in words, tables and charts.

What is hidden stays hidden, figure and table agree.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from tests.view.made_indicators import (
    BAND,
    BEFORE,
    EMPTY,
    INFO,
    LATEST,
    ONE,
    PICTURE,
    RATE,
    ROWS,
    STAMP,
    indicator,
    point,
    shown,
    text,
    wanted,
)
from udp_core.indicators.report.indicators import PublishedValue
from udp_core.indicators.slides import indicators_slide
from udp_core.indicators.view import bars, filters, tables, trend, words
from udp_core.kernel.calendar import Period
from udp_core.kernel.small_numbers import Hidden
from udp_core.kernel.vocabulary import PeriodKind
from udp_core.render.export import csv_bytes

# Words


def test_the_slide_of_indicators_counts_those_that_are_judged() -> None:
    """One critical of the three with a light; of none judged it says so, and draws no row."""
    assert indicators_slide(PICTURE).title == "1 indicatore critico su 3"
    unjudged = tuple(replace(one, judgement=None) for one in PICTURE.indicators)
    nothing = indicators_slide(replace(PICTURE, indicators=unjudged))
    assert (nothing.title, nothing.table, nothing.paper, nothing.data) == (
        "Nessun indicatore è valutato",
        None,
        None,
        (),
    )


def test_how_many_under_each_light() -> None:
    assert [(one.key, one.value) for one in words.indicators_figures(PICTURE)] == [
        ("critical", "1"),
        ("attention", "1"),
        ("on_track", "0"),
        ("stale", "1"),
        ("not_judged", "1"),
    ]
    assert (
        words.message(PICTURE.indicators)
        == "Su 3 indicatori valutati: 1 è critico, 1 chiede attenzione e 1 ha dati da aggiornare"
    )
    assert words.message((ONE, ONE)) == "Su 2 indicatori valutati: 2 sono critici"
    assert words.message((INFO,)) == "Nessuno degli indicatori scelti è valutato"


def test_the_critical_come_first_and_the_not_judged_last() -> None:
    assert [one.text.code for one in words.by_severity(PICTURE.indicators)] == [
        "RATE",
        "BAND",
        "EMPTY",
        "INFO",
    ]


def test_data_states_and_sources() -> None:
    assert words.state_of_data(PICTURE.indicators) == "dati confermati"
    assert words.state_of_data((EMPTY,)) == ""
    assert words.sources_of(PICTURE.indicators) == "Registro"


def test_values_with_their_unit() -> None:
    assert [words.value_words(one) for one in (ONE, INFO, EMPTY)] == [
        "30,0 %",
        "30 persone",
        "n.d.",
    ]
    assert [words.cell_words(cell, RATE) for cell in (shown(5), Hidden("<5"), None)] == [
        "5,0 %",
        "<5",
        "n.d.",
    ]
    assert [words.short_words(cell, INFO.rule) for cell in (shown(5), Hidden("<5"), None)] == [
        "5",
        "<5",
        "n.d.",
    ]


def test_what_is_expected() -> None:
    assert [words.target_words(one) for one in (ONE, BAND, INFO)] == [
        "40,0 %",
        "95,0–102,0 %",
        "nessuno",
    ]
    assert words.expected_words(wanted(low=95), BAND.rule) == "almeno 95,0 %"
    assert (
        words.target_field(ONE)
        == "2026: 40,0 %; partenza 20,0 %; valore dimostrativo, non ufficiale; fonte: Prova (dato"
        " dimostrativo)"
    )
    assert words.target_field(INFO) == "nessuno"


@pytest.mark.parametrize(
    ("period", "name", "tick"),
    [
        (Period(2025), "2025", "2025"),
        (Period(2026, PeriodKind.QUARTER, 3), "3º trimestre 2026", "3º tr. 26"),
        (Period(2026, PeriodKind.MONTH, 10), "ottobre 2026", "ott 26"),
    ],
)
def test_periods(period: Period, name: str, tick: str) -> None:
    assert (words.period_words(period), words.period_tick(period)) == (name, tick)


def test_the_figures_of_a_sheet() -> None:
    assert [(one.label, one.value) for one in words.sheet_figures(ONE)] == [
        ("Valore", "30,0 %"),
        ("Atteso al 30/09/2026", "35,0 %"),
        ("Andamento", "migliora"),
    ]
    assert [one.value for one in words.sheet_figures(BAND)] == ["30,0 %", "95,0–102,0 %", "cresce"]
    assert [one.value for one in words.sheet_figures(INFO)] == ["30", "nessuno", "–"]
    assert next(one.note for one in words.sheet_figures(EMPTY)) == "nessuna rilevazione"


def test_why_there_is_no_trend() -> None:
    grows = indicator(points=(BEFORE, replace(LATEST, note="Cumulato dal 1º gennaio")), trend=None)
    assert [words.trend_note(one) for one in (ONE, INFO, grows)] == [
        "rispetto alla rilevazione precedente",
        "nulla da confrontare",
        "cumulato nell’anno: non si confronta",
    ]


def test_why_there_is_no_light() -> None:
    undefined = indicator(
        target=wanted(),
        points=(replace(LATEST, value=None, note="Non definito: nessuno"),),
        level=None,
    )
    bare = indicator(target=wanted(), points=(), level=None)
    assert words.not_judged_words(INFO) == "Indicatore solo conoscitivo: non ha un valore atteso."
    assert (
        words.not_judged_words(indicator(level=None))
        == "Nessun valore atteso: non c’è nulla con cui confrontare."
    )
    assert words.not_judged_words(undefined) == "Non definito: nessuno."
    one_value = indicator("BAND", BAND.rule, target=wanted(baseline=None, value=13), level=None)
    assert (
        words.not_judged_words(one_value)
        == "L’obiettivo del 2026 non è una fascia: non c’è nulla con cui confrontare."
    )
    assert words.not_judged_words(bare) == "Valore non definito: il denominatore è zero."


def test_a_sheet_has_definition_formula_source_and_trust() -> None:
    found = {field.label: field.words for field in words.sheet_fields(ONE)}
    assert (found["Definizione"], found["Formula"], found["Affidabilità"]) == (
        "Che cosa misura",
        "Parte ÷ tutto × 100",
        "da verificare",
    )
    assert (found["Frequenza"], found["Ambito"]) == ("trimestrale", "Anziani")
    whole = replace(ONE, text=replace(ONE.text, area=None))
    assert {one.label: one.words for one in words.sheet_fields(whole)}["Ambito"] == "trasversale"


# Tables


def test_the_table_on_screen() -> None:
    found = tables.short_table(words.by_severity(PICTURE.indicators))
    assert found.words[0] == (
        "Anziani",
        "Indicatore RATE, 3º trimestre 2026",
        "30,0 %",
        "35,0 %",
        "40,0 %",
        "▲ critico",
        "Perché.",
        "30/09/2026",
    )
    assert found.words[-1] == (
        "Trasversale",
        "Indicatore INFO, 3º trimestre 2026",
        "30 persone",
        "nessuno",
        "nessuno",
        "– non valutato",
        "Indicatore solo conoscitivo: non ha un valore atteso.",
        "30/09/2026",
    )


def test_the_whole_table_leaves_as_numbers() -> None:
    found = tables.indicators_table(PICTURE.indicators)
    columns = [column.name for column in found.columns]
    cells = dict(zip(columns, found.rows[1], strict=True))
    assert (cells["value"], cells["baseline"], cells["target"], cells["reasons"]) == (
        Fraction(30),
        Fraction(20),
        Fraction(40),
        "Perché.",
    )
    assert "30,000" in csv_bytes(found, STAMP).decode()
    band = dict(zip(columns, tables.indicators_table((BAND,)).rows[0], strict=True))
    assert [band[name] for name in ("baseline", "target", "band_low", "band_high")] == [
        BAND.targets[0].expected.baseline,
        None,
        Fraction(95),
        Fraction(102),
    ]


def test_hidden_counts_are_hidden_in_every_table() -> None:
    for found in (
        tables.municipalities_table(ONE, LATEST),
        tables.rows_table((ONE,), latest_only=True),
        tables.rows_table((ONE,), latest_only=False),
    ):
        russi = next(cells for cells in found.words if any("Russi" in cell for cell in cells))
        assert {"<5", "n.p."} <= set(russi)
        assert "<5" in csv_bytes(found, STAMP).decode()


def test_a_count_has_no_denominator() -> None:
    count = replace(ONE, text=text(denominator=None))
    assert [column.name for column in tables.municipalities_table(count, LATEST).columns] == [
        "municipality",
        "numerator",
        "value",
    ]


def test_published_figures_in_italian() -> None:
    rows = [
        PublishedValue("Residenti", "Piacenza", "n.d. (early 2000s)", Fraction(24), "%", 1, "SIPS"),
        PublishedValue("Nidi", "Ravenna", "2023 edition", None, "%", 1, "Sole"),
    ]
    assert tables.published_table(rows).words == (
        ("Residenti", "Piacenza", "n.d. (primi anni Duemila)", "24,0 %", "SIPS"),
        ("Nidi", "Ravenna", "edizione 2023", "n.d.", "Sole"),
    )


# Charts


def test_trend_against_what_was_expected() -> None:
    found = trend.trend_chart(ONE, STAMP)
    assert found is not None
    assert found.title == "30,0 % al 30/09/2026, atteso 35,0 %"
    assert found.subtitle == "Percentuale; tratteggio = atteso alla data"
    assert "3º trimestre 2026: 30,0 %, atteso 35,0 %." in found.description
    expected, values = found.figure.data
    assert (list(values.x), list(values.y)) == (["2025", "3º tr. 26"], [10.0, 30.0])
    assert [
        float(cells[2]) for cells in found.table.rows if isinstance(cells[2], Fraction)
    ] == list(values.y)
    assert expected.y[0] is None
    assert expected.y[1] == pytest.approx(34.9589, abs=0.001)
    assert expected.text[1] == "atteso 35,0 %"


def test_a_quarter_of_the_drawn_height_is_left_above_and_below() -> None:
    """From 10 to 30, with nothing expected: five above, five below."""
    found = trend.trend_chart(indicator(points=(BEFORE, LATEST)), STAMP)
    assert found is not None
    assert list(found.figure.layout.yaxis.range) == [5.0, 35.0]
    alone = trend.trend_chart(indicator(points=(LATEST,)), STAMP)
    assert alone is not None
    assert list(alone.figure.layout.yaxis.range) == [22.5, 37.5]
    zero = trend.trend_chart(indicator(points=(replace(LATEST, value=shown(0)),)), STAMP)
    assert zero is not None
    assert list(zero.figure.layout.yaxis.range) == [-0.25, 0.25]


def test_a_band_is_drawn_as_an_area() -> None:
    found = trend.trend_chart(BAND, STAMP)
    assert found is not None
    assert found.title == "30,0 % al 30/09/2026, fuori dalla fascia attesa"
    assert [trace.fill for trace in found.figure.data] == [None, "tonexty", None]
    inside = replace(BAND, points=(replace(LATEST, value=shown(97)),))
    assert "dentro la fascia" in trend.trend_message(inside)
    half = trend.trend_chart(replace(BAND, targets=(wanted(low=95),)), STAMP)
    assert half is not None
    assert len(half.figure.data) == 1


def test_knowledge_only_has_no_expectation() -> None:
    found = trend.trend_chart(INFO, STAMP)
    assert found is not None
    assert (found.title, found.subtitle, len(found.figure.data)) == (
        "30 persone al 30/09/2026",
        "Persone",
        1,
    )


def test_nothing_expected_draws_nothing() -> None:
    found = trend.trend_chart(indicator(), STAMP)
    assert found is not None
    assert len(found.figure.data) == 1


def test_what_starts_again_is_not_joined_to_the_year_before() -> None:
    found = trend.trend_chart(
        replace(ONE, points=(BEFORE, replace(LATEST, note="Cumulato dal 1º gennaio"))), STAMP
    )
    assert found is not None
    assert list(found.figure.data[1].y) == [10.0, None, 30.0]
    assert "cumulati dal 1º gennaio" in found.subtitle


def test_many_points_are_named_at_the_ends_only() -> None:
    months = tuple(
        point(shown(number), Period(2026, PeriodKind.MONTH, number), date(2026, number, 28))
        for number in range(1, 12)
    )
    found = trend.trend_chart(indicator(points=months), STAMP)
    assert found is not None
    assert [word for word in found.figure.data[0].text if word] == ["1,0 %", "11,0 %"]


def test_no_chart_of_hidden_values() -> None:
    assert (
        trend.trend_chart(replace(ONE, points=(replace(LATEST, value=Hidden("n.p.")),)), STAMP)
        is None
    )
    assert trend.trend_chart(EMPTY, STAMP) is None


def test_bars_by_comune_hide_what_is_small() -> None:
    found = bars.municipalities_chart(ONE, STAMP)
    assert found is not None
    drawn = found.figure.data[0]
    assert found.title == "Il più alto a Cervia (50,0 %), il più basso a Ravenna (20,0 %)"
    assert list(drawn.x) == [20.0, 50.0, 0.0, 30.0]
    assert [word.strip() for word in drawn.text] == [
        "20,0 % (20 su 100)",
        "50,0 % (25 su 100)",
        "&lt;5",
        "30,0 %",
    ]
    assert [bars.bars_height(one) for one in (ONE, EMPTY)] == [40 * (3 + 1) + 24, 40 + 24]


def test_what_the_comuni_say_together() -> None:
    assert bars.municipalities_message(ONE, ROWS[1:]) == "Per 1 Comune su 2 il valore non si mostra"
    assert (
        bars.municipalities_message(ONE, (ROWS[0], ROWS[0])) == "Il valore è lo stesso nei Comuni"
    )
    assert bars.municipalities_chart(EMPTY, STAMP) is None
    assert (
        bars.municipalities_chart(replace(ONE, points=(replace(LATEST, rows=ROWS[:1]),)), STAMP)
        is None
    )


def test_bars_of_a_count() -> None:
    count = replace(INFO, text=text(denominator=None))
    found = bars.municipalities_chart(count, STAMP)
    assert found is not None
    assert found.subtitle == "Persone, 3º trimestre 2026"
    assert [word.strip() for word in found.figure.data[0].text] == ["20", "50", "&lt;5"]


# Filters


def test_filters() -> None:
    assert dict(filters.area_options(PICTURE)) == {"": "Tutti gli ambiti", "anziani": "Anziani"}
    assert filters.indicator_options(PICTURE)["RATE"] == "Indicatore RATE (RATE)"
    chosen = filters.ChosenIndicators("anziani", "critical")
    assert filters.filtered(PICTURE.indicators, chosen) == (ONE,)
    assert filters.filtered(
        PICTURE.indicators, filters.ChosenIndicators(level=filters.NOT_JUDGED)
    ) == (INFO,)
    assert filters.filter_words(PICTURE, chosen) == ("ambito Anziani", "semaforo critico")
    assert filters.filter_words(PICTURE, filters.ChosenIndicators()) == ()
