"""The cases of real life that came through `udp import`.

Each file as it arrived, and the figures that are right by hand.
"""

from __future__ import annotations

from tests.made_office import CASES, CERVIA, RUSSI, Office

OF_CERVIA = ("--set", "municipality_id=039007")
OF_RUSSI = ("--set", "municipality_id=039016")


def month(
    voce: str, number: int, cents: int, comune: str | None = CERVIA
) -> tuple[str, str | None, str, int, int]:
    """A month's entry as it is stored."""
    return voce, comune, "month", number, cents


def quarter(number: int, cents: int, voce: str = "A1.1") -> tuple[str, str, str, int, int]:
    return voce, CERVIA, "quarter", number, cents


def test_03_same_file_two_comuni(office: Office) -> None:
    for options, year in ((OF_CERVIA, 2026), (OF_RUSSI, 2026), (OF_CERVIA, 2025)):
        assert office.brings("03/stesso.csv", *options, year=year).said.endswith(
            "Importato, in bozza. 2 aggiunte.\n"
        )
    rows = office.rows("frna_entry", "fund_year_id", "municipality_id", "voce_id", "amount_cents")
    assert rows == [
        (f"ravenna:frna:{year}", comune, voce, cents)
        for year, comune in ((2025, CERVIA), (2026, CERVIA), (2026, RUSSI))
        for voce, cents in (("A1.1", 123450), ("A2.2", 223450))
    ]
    assert "Niente è cambiato" in office.brings("03/stesso.csv", *OF_RUSSI).said


def test_05_quarter_column(office: Office) -> None:
    assert office.brings("05/trimestri.csv", *OF_CERVIA).code == 0
    assert office.entries() == [quarter(1, 300000), quarter(2, 310000), quarter(3, 290050)]


def test_06_cumulated_headings(office: Office) -> None:
    asked = office.brings("06/progressivo.csv", *OF_CERVIA)
    assert (asked.code, office.entries()) == (1, [])
    assert "--set cifre=progressivo" in asked.said
    assert office.brings("06/progressivo.csv", *OF_CERVIA, "--set", "cifre=progressivo").code == 0
    elderly = [quarter(1, 300050), quarter(2, 310000), quarter(3, 290000)]
    assert office.entries() == [
        *elderly,
        quarter(1, 30050, "A2.2"),
        quarter(2, 31000, "A2.2"),
        quarter(3, 29000, "A2.2"),
    ]


def test_07_budget_beside_final(office: Office) -> None:
    asked = office.brings("07/due_blocchi.xlsx", *OF_CERVIA)
    assert (asked.code, office.entries()) == (1, [])
    assert office.brings("07/due_blocchi.xlsx", *OF_CERVIA, "--set", "colonna=consuntivo").code == 0
    assert office.entries() == [
        month("A1.1", 1, 10050),
        month("A1.1", 2, 20050),
        month("A1.1", 3, 30050),
        month("A2.2", 1, 1050),
        month("A2.2", 2, 2050),
        month("A2.2", 3, 3050),
    ]
    assert office.rows("frna_entry", "phase") == [("final",)] * 6


def test_08_year_in_the_file(office: Office) -> None:
    asked = office.brings("08/anno.csv", *OF_CERVIA)
    assert (asked.code, office.entries()) == (1, [])
    assert "2025" in asked.said
    assert office.brings("08/anno.csv", *OF_CERVIA, "--set", "anno=2025").code == 0
    assert office.rows("frna_entry", "fund_year_id", "period_no", "amount_cents") == [
        ("ravenna:frna:2025", 1, 300000),
        ("ravenna:frna:2025", 2, 310000),
    ]


def test_09_two_amount_columns(office: Office) -> None:
    asked = office.brings("09/doppio.csv", *OF_CERVIA)
    assert (asked.code, office.entries()) == (1, [])
    assert "colonna C" in asked.said
    assert office.brings("09/doppio.csv", *OF_CERVIA, "--set", "colonna=c").code == 0
    assert office.entries() == [month("A1.1", 1, 100050), month("A2.2", 1, 200050)]


def test_10_blank_comune(office: Office) -> None:
    assert (office.brings("10/vuoto.csv").code, office.entries()) == (1, [])
    assert office.brings("10/vuoto.csv", "--set", "comune-vuoto=distretto").code == 0
    assert office.entries() == [
        month("A1.1", 1, 10010),
        month("A1.1", 1, 20010, RUSSI),
        month("A2.2", 1, 99999, None),
    ]


def test_11_continuation_row(office: Office) -> None:
    asked = office.brings("11/continua.csv", *OF_CERVIA, "--set", "period_no=1")
    assert (asked.code, office.entries()) == (1, [])
    assert "1 riga con una cifra non dice «Voce» (riga 3)" in asked.said


def test_12_codice_istat_column(office: Office) -> None:
    assert office.brings("12/istat.xlsx").code == 0
    assert office.entries() == [month("A1.1", 1, 10050), month("A2.2", 1, 5050, RUSSI)]


def test_13_files_without_comune(office: Office) -> None:
    asked = [
        office.brings("13/cervia.csv"),
        office.brings("13/russi.csv"),
        office.brings("13/cervia.csv", officer="carlo"),
    ]
    assert [one.code for one in asked] == [1, 1, 1]
    assert office.entries() == []
    assert office.brings("13/cervia.csv", "--set", "comune=Cervia", officer="carlo").code == 0
    assert office.brings("13/russi.csv", "--set", "comune=Russi").code == 0
    assert office.entries() == [
        month("A1.1", 1, 123450),
        month("A1.1", 1, 50050, RUSSI),
        month("A2.2", 1, 223450),
        month("A2.2", 1, 60050, RUSSI),
    ]


def test_13_the_comune_of_a_file_is_answered_in_any_writing(office: Office) -> None:
    done = office.brings("13/cervia.csv", "--set", "comune=COMUNE DI CERVIA", officer="carlo")
    assert done.code == 0
    assert office.entries()[0] == month("A1.1", 1, 123450)


def test_14_open_quote_in_note(office: Office) -> None:
    done = office.brings("14/note.csv", *OF_CERVIA, "--dry-run")
    assert done.code == 2
    assert "[F10] file note.csv, riga 46" in done.said


def test_15_hidden_larger_sheet(office: Office) -> None:
    done = office.brings("15/cartella.xlsx", *OF_CERVIA)
    assert "«2025 (vecchio)» (nascosto)" in done.said
    assert office.entries() == [month("A1.1", 1, 10050), month("A2.2", 1, 5050)]


def test_16_filtered_rows(office: Office) -> None:
    done = office.brings("16/filtro.xlsx", *OF_CERVIA, "--dry-run")
    assert "1 riga nascosta letta (riga 4)" in done.said


def test_17_formula_without_result(office: Office) -> None:
    done = office.brings("17/formule.xlsx", *OF_CERVIA)
    assert (done.code, office.entries()) == (1, [])
    assert "2 formule senza risultato (riga 2 «Importo», riga 4 «Importo»)" in done.said


def test_18_group_voce(office: Office) -> None:
    done = office.brings("18/voce.csv")
    assert (done.code, office.entries()) == (1, [])
    assert done.said.index("'voce:Residenze anziani=A1.1'") < done.said.index(
        "'voce:Residenze anziani=A2.2'"
    )
    assert office.brings("18/voce.csv", "--set", "voce:Residenze anziani=A1").code == 1
    assert office.entries() == []


def test_19_look_alike_comune(office: Office) -> None:
    before = office.rows("population", "id", "residents")
    done = office.brings("19/residenti.csv", kind="population")
    assert (done.code, office.rows("population", "id", "residents")) == (1, before)
    assert "comune:Cerva=Cervia" in done.said


def test_20_thousands_of_euro(office: Office) -> None:
    assert (office.brings("20/migliaia.csv", *OF_CERVIA).code, office.entries()) == (1, [])
    assert office.brings("20/migliaia.csv", *OF_CERVIA, "--set", "misura=migliaia").code == 0
    assert office.entries() == [month("A1.1", 1, 15230000), month("A2.2", 1, 2170000)]


def test_21_months_to_come(office: Office) -> None:
    assert office.brings("21/anno.csv", *OF_CERVIA).code == 0
    assert office.entries() == [month("A1.1", number, 10010) for number in range(1, 11)]


def test_22_old_figure_made_fresh(office: Office) -> None:
    assert office.brings("22/vecchio.csv", kind="indicators").code == 0
    assert office.rows("measurement", "year", "value", "as_of") == [(2023, 21500, "2023-12-31")]


def test_23_column_201(office: Office) -> None:
    done = office.brings("23/largo.xlsx", *OF_CERVIA)
    assert office.entries() == [
        month("A1.1", number, 99950 if number == 10 else 10050) for number in range(1, 11)
    ]
    assert "195: «Dettaglio 1»" in done.said
    assert "e altre 189" in done.said


def test_24_retracted_figure(office: Office) -> None:
    assert office.brings("24/prima.csv", *OF_CERVIA).code == 0
    done = office.brings("24/dopo.csv", *OF_CERVIA)
    assert "1 cifra ritirata: resta 200,50 €" in done.said
    assert "Importato, in bozza" not in done.said


def test_25_istat_posas(office: Office) -> None:
    assert office.brings("25/posas.csv", kind="population").code == 0
    rows = office.rows("population", "year", "age_band", "municipality_id", "residents")
    found = {(band, comune): residents for year, band, comune, residents in rows if year == 2026}
    assert [
        found[band, comune]
        for comune in (CERVIA, RUSSI)
        for band in ("total", "0_2", "0_17", "75_plus")
    ] == [227, 227, 227, 0, 80, 80, 80, 0]


def test_26_mixed_encoding(office: Office) -> None:
    before = office.rows("organisation", "name")
    done = office.loads(CASES / "26" / "organisation.csv")
    assert (done.code, office.rows("organisation", "name")) == (2, before)
    assert "riga 3" in done.said


def test_27_value_against_its_terms(office: Office) -> None:
    done = office.brings("27/valori.csv", kind="indicators")
    assert (done.code, office.rows("measurement", "id")) == (2, [])
    assert "50 su 1.000 fa 5,00" in done.said


def test_30_float_tail(office: Office) -> None:
    assert office.brings("30/coda.xlsx", *OF_CERVIA).code == 0
    assert office.entries() == [month("A1.1", 1, 30), month("A2.2", 1, 1532430)]


def test_31_dotted_residents(office: Office) -> None:
    assert office.brings("31/residenti.csv", kind="population").code == 0
    rows = office.rows("population", "municipality_id", "year", "age_band", "residents")
    assert {(CERVIA, 2026, "75_plus", 4012), (RUSSI, 2026, "75_plus", 1870)} <= set(rows)


def test_32_comune_di(office: Office) -> None:
    assert office.brings("32/comuni.csv").code == 0
    assert office.entries() == [month("A1.1", 1, 10050), month("A1.1", 2, 10050)]


def test_33_date_headings(office: Office) -> None:
    assert office.brings("33/date.xlsx", *OF_CERVIA).code == 0
    assert office.entries() == [
        month("A1.1", 1, 10050),
        month("A1.1", 2, 20050),
        month("A1.1", 3, 30050),
    ]


def test_34_wordy_table(office: Office) -> None:
    asked = office.brings("34/schede.csv", kind="schede")
    assert asked.code == 1
    assert "6 in attesa di una risposta (righe 2, 3, 4, 5, 6, 7)" in asked.said
    answers = ("--set", "situazione=31/10/2026", "--set", "capofila:Comune di Ravenna=ausl")
    told = office.brings("34/schede.csv", *answers, kind="schede")
    assert "X30" not in told.said
    assert (
        "Per aggiungere 6 righe nuove manca «Programma attuativo», «Modalità di erogazione» e «Tipo"
        " di destinatari»" in told.said
    )


def test_35_ragged_rows(office: Office) -> None:
    assert office.brings("35/righe.csv", *OF_CERVIA).code == 0
    assert office.entries() == [
        month(voce, 1, cents)
        for voce, cents in (
            ("A1.1", 10050),
            ("A2.1", 20050),
            ("A2.2", 30050),
            ("A2.3", 40050),
            ("A2.4", 50050),
        )
    ]


def test_36_words_offered_in_english(office: Office) -> None:
    assert office.brings("36/residenti.csv", kind="population").code == 0
    assert (CERVIA, 2026, "75_plus", 4012) in office.rows(
        "population", "municipality_id", "year", "age_band", "residents"
    )
