"""Whose money a file speaks of, and in which measure: what it says itself is never passed over."""

from __future__ import annotations

import pytest

from tests.made_office import CERVIA, Office, office

__all__ = ["office"]
OF_CERVIA = ("--set", "comune=Cervia")
JANUARY = ("A1.1", CERVIA, "month", 1, 1000_50)


@pytest.mark.parametrize("heading", ["Distretto", "Distretto sanitario", "Ambito distrettuale"])
def test_a_row_of_another_district_is_refused_by_name(office: Office, heading: str) -> None:
    done = office.imports(
        f"{heading};Voce;Mese;Importo\nRavenna;A1.1;1;1.000,50\nFaenza;A1.1;2;900,50\n", *OF_CERVIA
    )
    assert (done.code, office.entries()) == (2, [])
    assert "La riga è del distretto «Faenza»; qui si lavora sul distretto" in done.said
    assert "riga 3" in done.said


@pytest.mark.parametrize(
    "said", ["Ravenna", "ravenna", "Distretto di Ravenna", "Ravenna-Cervia-Russi"]
)
def test_rows_of_this_district_are_stored_however_it_is_called(office: Office, said: str) -> None:
    office.imports(f"Distretto;Voce;Mese;Importo\n{said};A1.1;1;1.000,50\n", *OF_CERVIA)
    assert office.entries() == [JANUARY]


@pytest.mark.parametrize(
    "title",
    [
        "Distretto di Faenza",
        "DISTRETTO SANITARIO DI Lugo",
        "Spesa FRNA - distretto socio-sanitario di Forlì",
    ],
)
def test_a_title_of_another_district_is_asked(office: Office, title: str) -> None:
    text = f"{title};;\nVoce;Mese;Importo\nA1.1;1;1.000,50\n"
    done = office.imports(text, *OF_CERVIA)
    assert (done.code, office.entries()) == (1, [])
    assert "Di chi sono le cifre?" in done.said
    assert "--set distretto=questo" in done.said
    office.imports(text, *OF_CERVIA, "--set", "distretto=questo")
    assert office.entries() == [JANUARY]


@pytest.mark.parametrize(
    "title",
    [
        "Distretto di Ravenna",
        "Comitato di Distretto",
        "Distretto di Ravenna, non di Faenza",
        "Distretto 2026",
    ],
)
def test_a_title_of_this_district_asks_nothing(office: Office, title: str) -> None:
    office.imports(f"{title};;\nVoce;Mese;Importo\nA1.1;1;1.000,50\n", *OF_CERVIA)
    assert office.entries() == [JANUARY]


@pytest.mark.parametrize(
    "heading", ["E.F.", "Eserc.", "Es. fin.", "Esercizio finanziario", "Anno finanziario"]
)
def test_a_column_of_years_is_one_however_it_is_cut_short(office: Office, heading: str) -> None:
    """The page is on 2026, the row says 2025: asked, then of the fund of 2025."""
    text = f"Voce;{heading};Mese;Importo\nA1.1;2025;1;1.000,50\n"
    assert (office.imports(text, *OF_CERVIA).code, office.entries()) == (1, [])
    office.imports(text, *OF_CERVIA, "--set", "anno=2025")
    assert office.rows("frna_entry", "fund_year_id", "amount_cents") == [
        ("ravenna:frna:2025", 1000_50)
    ]


def test_an_amount_in_cents_is_asked(office: Office) -> None:
    text = "Importi in centesimi;;\nVoce;Mese;Importo\nA1.1;1;100050\n"
    done = office.imports(text, *OF_CERVIA)
    assert (done.code, office.entries()) == (1, [])
    assert "--set misura=centesimi" in done.said
    office.imports(text, *OF_CERVIA, "--set", "misura=centesimi")
    assert office.entries() == [JANUARY]


@pytest.mark.parametrize("headings", ["Imponibile;IVA;Totale", "Lordo;Netto;Totale"])
def test_amounts_with_and_without_the_tax_are_asked(office: Office, headings: str) -> None:
    done = office.imports(f"Voce;Mese;{headings}\nA1.1;1;1.000,00;0,50;1.000,50\n", *OF_CERVIA)
    assert (done.code, office.entries()) == (1, [])
    assert "--set colonna=totale" in done.said
    office.imports(
        f"Voce;Mese;{headings}\nA1.1;1;1.000,00;0,50;1.000,50\n",
        *OF_CERVIA,
        "--set",
        "colonna=totale",
    )
    assert office.entries() == [JANUARY]


@pytest.mark.parametrize("said", ["2024-2025", "2025/26", "duemilaventicinque"])
@pytest.mark.parametrize("kind", ["indicators", "frna_monitoring"])
def test_a_year_that_does_not_read_is_refused_and_never_the_one_chosen(
    office: Office, said: str, kind: str
) -> None:
    text = {
        "indicators": f"Indicatore;Comune;Anno;Valore\nAN-01;Cervia;{said};5,2\n",
        "frna_monitoring": f"Comune;Voce;Anno;Mese;Importo\nCervia;A1.1;{said};1;1.000,50\n",
    }
    done = office.imports(text[kind], kind=kind)
    assert (done.code, office.entries(), office.rows("measurement", "id")) == (2, [], [])
    assert f"«{said}» non si legge come un anno." in done.said


def test_a_school_year_that_is_not_used_is_told(office: Office) -> None:
    done = office.imports(
        "Indicatore;Comune;Anno scolastico;Valore\nAN-01;Cervia;2025/2026;5,2\n",
        "--dry-run",
        kind="indicators",
    )
    assert (
        "La colonna «Anno scolastico» non è usata e parla del 2025: le cifre vanno nel 2026."
        in done.said
    )


def test_the_band_of_all_ages_is_no_sum_of_rows(office: Office) -> None:
    office.imports(
        "Comune;Fascia;Residenti\nCervia;totale;28.500\nCervia;65 e più;7.800\n", kind="population"
    )
    stored = [
        row
        for row in office.rows("population", "municipality_id", "year", "age_band", "residents")
        if row[:2] == (CERVIA, 2026)
    ]
    assert stored == [(CERVIA, 2026, "65_plus", 7800), (CERVIA, 2026, "total", 28500)]
