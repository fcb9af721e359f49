"""What the screen of the fund says, on the small fund.

Words, charts and tables say the same figures.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from sqlalchemy import Engine

from tests.made_fund import HOMES, OF_2026, budget, load_fund, report, spent
from udp_core.fund.report.fund import FundReport
from udp_core.fund.rules.forecast import Band
from udp_core.fund.view import charts, tables
from udp_core.fund.view.curve import curve_chart
from udp_core.fund.view.region import region_chart
from udp_core.fund.view.words import (
    band_words,
    curve_message,
    data_notes,
    fund_figures,
    gap_words,
    is_closed,
    state_of_data,
    structural_message,
    voci_message,
)
from udp_core.kernel.money import Money
from udp_core.render.bullets import base_layout
from udp_core.render.chart import Chart
from udp_core.render.stamp import Stamp
from udp_core.render.table import Cell

STAMP = Stamp(
    date(2026, 10, 28),
    datetime(2026, 11, 10, 9, tzinfo=UTC),
    7,
    "dati confermati",
    "Prova",
    ("anno 2026",),
    demo=True,
)
REGION: list[dict[str, Cell]] = [
    {
        "year": 2022,
        "area_name": "Emilia-Romagna",
        "amount_eur": 457_100_000,
        "precision": "0.1M",
        "source_title": "Titolo",
        "source_body": "Giornale",
    },
    {
        "year": 2024,
        "area_name": "Emilia-Romagna",
        "amount_eur": 481_890_000,
        "precision": "exact",
        "source_title": "Titolo",
        "source_body": "Regione",
    },
    {
        "year": 2024,
        "area_name": "Romagna",
        "amount_eur": 123_266_264,
        "precision": "lower_bound",
        "source_title": "Titolo",
        "source_body": "Regione",
    },
]


@pytest.fixture
def fund(empty_engine: Engine) -> FundReport:
    load_fund(empty_engine)
    return report(empty_engine)


def deficit(fund: FundReport) -> FundReport:
    """The same fund with 300,000 less assigned: 80,000 are missing."""
    return replace(fund, position=replace(fund.position, assigned=Money(1_100_000_00)))


def told(chart: Chart) -> dict[str, str]:
    return {note.text: note.yanchor for note in chart.figure.layout.annotations}


# Words


def test_four_fund_figures_answer_the_question(fund: FundReport) -> None:
    assert [(one.label, one.value, one.note) for one in fund_figures(fund)] == [
        ("Disponibile", "1,60 M€", "programmati 1,38 M€"),
        ("Utilizzato ad oggi", "1,14 M€", "71,3 % del disponibile, al 28/10/2026"),
        ("Previsto al 31/12", "1,38 M€", "86,3 % del disponibile"),
        ("Residuo al 31/12", "220 mila €", "senza residui: avanzo di 40 mila €"),
    ]


def test_the_message_says_whether_the_money_lasts(fund: FundReport) -> None:
    assert curve_message(fund) == "Il fondo basta fino al 31 dicembre: resteranno 220 mila €"
    assert (
        curve_message(deficit(fund)) == "Il fondo non basta fino al 31 dicembre: mancano 80 mila €"
    )
    assert (
        structural_message(fund)
        == "L’anno vive delle proprie risorse: avanzo di 40 mila € senza i residui"
    )


def test_a_gap_in_words() -> None:
    assert gap_words(Money(103_00), Money(100_00)) == "+3 € (+3,0 %)"
    assert gap_words(Money(100_00), Money(100_00)) == "in pari"
    assert gap_words(None, Money(100_00)) == "n.d."
    assert gap_words(Money(5_00), Money(0)).startswith("+5 €")


def test_for_how_many_years_the_residues_last(fund: FundReport) -> None:
    """1,370,000 brought and 1,380,000 spent: 10,000 a year, out of 170,000 left."""
    thin = replace(fund, position=replace(fund.position, assigned=Money(1_350_000_00)))
    assert (
        structural_message(thin)
        == "L’anno consuma residui per 10 mila €; il residuo copre molti anni a questo ritmo"
    )
    short = replace(thin, position=replace(thin.position, returned=Money(150_000_00)))
    assert structural_message(short).endswith(
        "; a questo ritmo il residuo basta per altri 2,0 anni"
    )


def test_notes_name_drafts_months_and_voci(empty_engine: Engine) -> None:
    load_fund(empty_engine, budget(OF_2026, "T2", None, 50_000))
    found = report(empty_engine)
    text = " ".join(data_notes(found))
    assert "Sono in bozza 10.000,00 €" in text
    assert "Fuori dalla previsione, perché senza dati: Breve T2 (programmati 50 mila €)." in text
    assert "non ancora validati dal distretto: luglio, agosto, settembre e ottobre." in text
    assert state_of_data(found) == "dati confermati, in parte non ancora validati"
    assert band_words(found).startswith("Nessuna fascia di incertezza")


def test_a_closed_year_says_nothing_of_forecasts(empty_engine: Engine) -> None:
    load_fund(empty_engine)
    found = report(empty_engine, 2025)
    assert is_closed(found)
    assert (band_words(found), state_of_data(found)) == ("", "dati validati")
    assert curve_message(found) == "Nel 2025 sono stati spesi 1,32 M€ su 1,50 M€ disponibili"
    assert [one.label for one in fund_figures(found)] == [
        "Disponibile",
        "Utilizzato nell’anno",
        "Spesa dell’anno",
        "Residuo dell’anno",
    ]


def test_missing_is_said_never_zero(empty_engine: Engine) -> None:
    load_fund(empty_engine)
    estimates, empty = report(empty_engine, 2027), report(empty_engine, 2024)
    assert [one.value for one in fund_figures(estimates)] == ["1,00 M€", "n.d.", "n.d.", "n.d."]
    assert [one.value for one in fund_figures(empty)] == ["n.d."] * 4
    assert curve_message(estimates).startswith("La previsione al 31 dicembre non si può fare")
    assert curve_message(empty) == "Non si può dire se il fondo basta: non ci sono assegnazioni"
    assert state_of_data(estimates) == "nessuna spesa confermata"
    assert voci_message(empty) == "Non ci sono voci da confrontare con il programma"


# Charts


def test_of_nothing_assigned_the_waterfall_has_a_height_all_the_same(empty_engine: Engine) -> None:
    load_fund(empty_engine)
    lowest, highest = charts.available_chart(
        report(empty_engine, 2024), STAMP
    ).figure.layout.yaxis.range
    assert lowest < highest


@pytest.mark.parametrize("year", [2024, 2025, 2026, 2027])
def test_every_chart_can_be_drawn_in_every_year(empty_engine: Engine, year: int) -> None:
    load_fund(empty_engine)
    found = report(empty_engine, year)
    drawn = [
        curve_chart(found, STAMP),
        charts.available_chart(found, STAMP),
        charts.structure_chart(found, STAMP),
    ]
    if found.voci:
        drawn += [
            charts.voci_chart(found, STAMP),
            charts.groups_chart(found, found.by_area, "area", STAMP),
        ]
    for chart in drawn:
        assert chart.figure.to_plotly_json()["data"]
        assert len(chart.title.split()) <= 16
        assert "None" not in chart.title + chart.subtitle + chart.description


def test_the_curve_draws_what_its_table_says(fund: FundReport) -> None:
    chart = curve_chart(fund, STAMP)
    expected, spent_line, ahead = chart.figure.data
    assert expected.line.dash == "dot"
    assert list(spent_line.y)[-1] == pytest.approx(1.14)
    assert (ahead.line.dash, list(ahead.x)) == ("dash", ["ott", "nov", "dic"])
    assert list(ahead.y) == pytest.approx([1.14, 1.265, 1.38])
    assert chart.table.rows[-1][-1] == Money(1_380_000_00)
    assert told(chart) == {"disponibile 1,60 M€": "bottom", "previsto 1,38 M€": "top"}
    assert "Nessuna fascia" in chart.description


def test_in_deficit_the_two_ends_change_places(fund: FundReport) -> None:
    assert told(curve_chart(deficit(fund), STAMP)) == {
        "disponibile 1,30 M€": "top",
        "previsto 1,38 M€": "bottom",
    }


def test_a_band_only_where_the_rule_gives_one(fund: FundReport) -> None:
    banded = replace(
        fund,
        band=Band(Money(1_300_000_00), Money(1_500_000_00), 3),
        band_reason="Fascia data dai maggiori scostamenti in 3 anni passati.",
    )
    low, high = (trace for trace in curve_chart(banded, STAMP).figure.data if trace.line.width == 0)
    assert (low.y[-1], high.y[-1], high.fill) == (pytest.approx(1.3), pytest.approx(1.5), "tonexty")
    assert all(trace.line.width for trace in curve_chart(fund, STAMP).figure.data)


def test_the_waterfall_adds_up(fund: FundReport) -> None:
    bars = charts.available_chart(fund, STAMP).figure.data[0]
    steps = dict(zip(bars.x, bars.y, strict=True))
    income = sum(
        steps[name] for name in ("Assegnato", "Residui portati", "Variazioni", "Cofinanziamenti")
    )
    assert income == pytest.approx(steps["Disponibile"])
    assert (
        income + steps["Utilizzato"] + steps["Ancora previsto"]
        == pytest.approx(steps["Residuo"])
        == pytest.approx(0.22)
    )
    rows = {row[0]: row[1] for row in tables.available_table(fund).rows}
    assert (
        sum(
            amount.cents
            for name, amount in rows.items()
            if isinstance(amount, Money)
            and name
            not in {
                "Disponibile",
                "Residuo al 31/12",
                "Utilizzato ad oggi",
                "Ancora previsto entro il 31/12",
            }
        )
        == 1_600_000_00
    )


def test_bullets_outline_the_programme_and_tick_the_expected(fund: FundReport) -> None:
    outline, done, tick, words = charts.voci_chart(fund, STAMP).figure.data
    assert (list(outline.x), list(done.x), list(tick.x)) == (
        [1.26, 0.12],
        [1.05, 0.09],
        [1.05, 0.09],
    )
    assert words.text[0].strip() == "1,05 M€ su 1,26 M€; a fine anno in pari"


def test_a_voce_off_track_wears_its_light(empty_engine: Engine) -> None:
    load_fund(empty_engine, *(spent(OF_2026, "T1", None, month, 14_000) for month in range(1, 10)))
    words = charts.voci_chart(report(empty_engine), STAMP).figure.data[3].text[1]
    assert words.strip() == "126 mila € su 120 mila €; a fine anno +48 mila € (+40,0 %) ▲ critico"


def test_groups_share_the_programme(fund: FundReport) -> None:
    chart = charts.groups_chart(fund, fund.by_area, "area", STAMP)
    assert chart.title == "Anziani: il 91 % del programmato"
    assert chart.table.words[-1][:3] == ("Totale", "1.380.000,00 €", "100,0 %")
    assert [column.name for column in chart.table.columns][-1] == "variance"


def test_each_year_says_its_balance_with_and_without_residues(fund: FundReport) -> None:
    chart = charts.structure_chart(fund, STAMP)
    labels = chart.figure.layout.xaxis.ticktext
    assert (
        labels[-1] == "<b>2026</b><br>saldo senza residui +40 mila €<br>con i residui +220 mila €"
    )
    assert labels[0] == "<b>2024</b><br>saldo senza residui n.d.<br>con i residui n.d."
    assert [row[0] for row in chart.table.rows] == ["2024", "2025", "2026"]


def test_years_without_a_published_total_stay_on_the_axis() -> None:
    chart = region_chart(REGION, STAMP)
    assert chart is not None
    assert (list(chart.figure.data[0].x), list(chart.figure.data[0].text)) == (
        ["2022", "2023", "2024"],
        ["457", "n.d.", "482"],
    )
    assert chart.title == "In Emilia-Romagna il FRNA passa da 457 a 482 milioni (+25)"
    assert [row[3] for row in chart.table.words] == [
        "arrotondata",
        "esatta",
        "«oltre»: limite inferiore",
    ]
    assert region_chart([], STAMP) is None


def test_every_chart_has_the_ground_and_the_type_of_ours(fund: FundReport) -> None:
    """White ground, Italian separators, our type: what each chart adds is its own."""
    found = [
        curve_chart(fund, STAMP),
        charts.voci_chart(fund, STAMP),
        charts.groups_chart(fund, fund.by_area, "area", STAMP),
        charts.available_chart(fund, STAMP),
        charts.structure_chart(fund, STAMP),
        region_chart(REGION, STAMP),
    ]
    ours = base_layout()
    for chart in found:
        assert chart is not None
        look = chart.figure.layout
        assert (look.plot_bgcolor, look.separators) == ("white", ",.")
        assert look.font.to_plotly_json() == ours["font"]


# Tables


def test_superseded_statements_are_shown_as_such(fund: FundReport) -> None:
    rows = [(row[0], row[1], row[3], row[4]) for row in tables.allocations_table(fund).words]
    assert rows == [
        ("quota anziani", "presunta", "1.200.000,00 €", "superata"),
        ("quota anziani", "definitiva", "1.300.000,00 €", "corrente"),
        ("quota disabili", "presunta", "100.000,00 €", "corrente"),
        ("residui del 2025", "presunto", "150.000,00 €", "superato"),
        ("residui del 2025", "definitivo", "180.000,00 €", "corrente"),
    ]


def test_one_voce_is_told_whole(fund: FundReport) -> None:
    voce = next(one for one in fund.voci if one.code == HOMES)
    shown = tables.voce_table(fund, voce)
    assert len(shown.columns) == 8
    assert shown.words[0] == (
        "1.260.000,00 €",
        "1.050.000,00 €",
        "1.050.000,00 €",
        "1.260.000,00 €",
        "0,00 €",
        "13.500 giornate su 18.000; 50 posti su n.d.",
        "70,00 € per giornata",
        "28/10/2026",
    )


def test_the_rows_behind_a_voce_are_named_by_its_code(fund: FundReport) -> None:
    voce = next(one for one in fund.voci if one.code == HOMES)
    shown = tables.entries_table(fund, voce, ())
    assert (shown.name, shown.title) == (
        f"frna_righe_{HOMES}",
        f"Da dove viene: {HOMES} {voce.name}",
    )


def test_shares_of_the_groups_are_exact(fund: FundReport) -> None:
    shares = [row[2] for row in tables.groups_table(fund, "area", fund.by_area).rows]
    assert shares[:2] == [Fraction(126, 138), Fraction(12, 138)]
