"""Residents in columns, one a band of age; months as programs and hands write them."""

from __future__ import annotations

import pytest

from tests.made_office import CERVIA, RUSSI, Office

OF_CERVIA = ("--set", "comune=Cervia")


def residents(office: Office) -> list[tuple[str, str, int]]:
    rows = office.rows("population", "year", "municipality_id", "age_band", "residents")
    return [(comune, band, many) for year, comune, band, many in rows if year == 2026]


def test_each_column_is_of_its_band(office: Office) -> None:
    text = (
        "Comune;0-17;Adulti 18-64;65 anni e oltre;75+;Totale\n"
        "Cervia;4.000;17.000;7.500;4.000;28.500\nRussi;1.800;7.200;3.200;1.700;12.200\n"
        "Totale distretto;5.800;24.200;10.700;5.700;40.700\n"
    )
    assert office.imports(text, kind="population").code == 0
    assert residents(office) == [
        (CERVIA, "0_17", 4000),
        (CERVIA, "18_64", 17000),
        (CERVIA, "65_plus", 7500),
        (CERVIA, "75_plus", 4000),
        (CERVIA, "total", 28500),
        (RUSSI, "0_17", 1800),
        (RUSSI, "18_64", 7200),
        (RUSSI, "65_plus", 3200),
        (RUSSI, "75_plus", 1700),
        (RUSSI, "total", 12200),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Comune;Residenti;di cui 65+\nCervia;28500;7500\n",
        "Comune;Popolazione residente;65+;% 65+\nCervia;28500;7500;26,3\n",
        "Comune;65+;;;Totale\n;M;F;T;\nCervia;3000;4500;7500;28500\n",
        "Comune;0-14;15-64;65 e più;Totale\nCervia;3300;17700;7500;28500\n",
    ],
)
def test_parts_percentages_and_bands_of_others_are_no_band_of_ours(
    office: Office, text: str
) -> None:
    assert office.imports(text, kind="population").code == 0
    assert residents(office) == [(CERVIA, "65_plus", 7500), (CERVIA, "total", 28500)]


def test_a_row_that_says_its_band_has_one_figure(office: Office) -> None:
    text = "Comune;Fascia di età;Totale\nCervia;65+;7500\n"
    assert office.imports(text, kind="population").code == 0
    assert residents(office) == [(CERVIA, "65_plus", 7500)]


def test_a_total_alone_is_of_no_band(office: Office) -> None:
    done = office.imports("Comune;Totale\nCervia;28500\n", kind="population")
    assert (done.code, residents(office)) == (2, [])
    assert "Non si trova la colonna di «Fascia di età»" in done.said


@pytest.mark.parametrize(
    ("written", "period", "number"),
    [
        ("01/26", "month", 1),
        ("1/26", "month", 1),
        ("01-26", "month", 1),
        ("gen-26", "month", 1),
        ("2026-01", "month", 1),
        ("I trim. 26", "quarter", 1),
        ("T1 26", "quarter", 1),
        ("Q2-26", "quarter", 2),
        ("trim II 26", "quarter", 2),
    ],
)
def test_a_month_and_a_quarter_in_their_short_writings(
    office: Office, written: str, period: str, number: int
) -> None:
    assert office.imports(f"Voce;Mese;Importo\nA1.1;{written};10,50\n", *OF_CERVIA).code == 0
    assert office.entries() == [("A1.1", CERVIA, period, number, 1050)]


@pytest.mark.parametrize("written", ["26-01", "13/26", "10-20"])
def test_what_may_be_a_day_or_a_stretch_is_no_month(office: Office, written: str) -> None:
    done = office.imports(f"Voce;Mese;Importo\nA1.1;{written};10,50\n", *OF_CERVIA)
    assert (done.code, office.entries()) == (2, [])
    assert f"«{written}» non si legge come un periodo" in done.said


def test_a_band_larger_than_the_whole_is_refused(office: Office) -> None:
    done = office.imports("Comune;65+;Totale\nCervia;7400;750\n", kind="population")
    assert (done.code, residents(office)) == (2, [])
    assert "[X50] file file.csv, riga 2, colonna «65+»" in done.said
    assert "7.400, più del totale, che è 750" in done.said


def test_thousands_over_a_band_are_asked(office: Office) -> None:
    text = "Comune;65+ (migliaia)\nCervia;7,5\n"
    assert "In che misura sono le cifre?" in office.imports(text, kind="population").said
    assert office.imports(text, "--set", "misura=migliaia", kind="population").code == 0
    assert residents(office) == [(CERVIA, "65_plus", 7500)]
