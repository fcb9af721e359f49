"""Whose the figures are and of what: words of theirs are ours by code, name or alias, else asked.

Likeness decides nothing.
"""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.made_office import CERVIA, RUSSI, Office, workbook

OF_CERVIA = ("--set", "comune=Cervia")
RESIDENTS = "Comune;Anno;Fascia di età;Residenti\n{};2026;residenti di 75 anni e più;{}\n"


def one(comune: str = "Cervia", voce: str = "A1.1") -> str:
    return f"Voce;Comune;Mese;Importo\n{voce};{comune};1;100,50\n"


@pytest.mark.parametrize(
    "comune",
    [
        "Cervia",
        "CERVIA",
        "Comune di Cervia",
        "Cervia (RA)",
        "Comune di CERVIA (Ra)",
        "39007",
        "039007",
        "039007.0",
    ],
)
def test_a_comune_is_known_however_it_is_written(office: Office, comune: str) -> None:
    assert office.imports(one(comune)).code == 0
    assert office.entries() == [("A1.1", CERVIA, "month", 1, 10050)]


@pytest.mark.parametrize(
    "heading",
    [
        "Codice Istat",
        "PRO_COM",
        "PRO_COM_T",
        "Cod. Comune",
        "Territorio",
        "Codice comune",
        "Cod. ISTAT",
    ],
)
def test_a_column_of_codes_is_of_comuni(office: Office, heading: str) -> None:
    content = workbook(
        ["Voce", heading, "Mese", "Importo"], ["A1.1", 39007, 1, 100.5], ["A2.2", 39016, 1, 50.5]
    )
    assert office.imports(content, name="istat.xlsx").code == 0
    assert office.entries() == [
        ("A1.1", CERVIA, "month", 1, 10050),
        ("A2.2", RUSSI, "month", 1, 5050),
    ]


@pytest.mark.parametrize(
    "comune", ["Cerva", "Solaro", "Conselve", "Cervia Totale", "Ravenna e Cervia"]
)
def test_a_comune_that_only_resembles_one_is_asked(office: Office, comune: str) -> None:
    before = office.rows("population", "municipality_id", "residents")
    asked = office.imports(RESIDENTS.format(comune, 311), kind="population")
    assert (asked.code, office.rows("population", "municipality_id", "residents")) == (1, before)
    assert f"comune:{comune}=" in asked.said


def test_a_row_waits_for_an_answer_or_was_answered_to_stay_out(office: Office) -> None:
    text = one("Cerva") + "A1.1;Russi;1;2,50\n"
    waits = office.imports(text).said
    assert "1 in attesa di una risposta (riga 2)" in waits
    assert "lasciato fuori" not in waits
    out = office.imports(text, "--set", "comune:Cerva=lascia-fuori")
    assert "1 «Cerva» lasciato fuori (riga 2)" in out.said
    assert "in attesa" not in out.said
    assert (out.code, office.entries()) == (0, [("A1.1", RUSSI, "month", 1, 250)])


def test_the_nearest_name_is_only_the_first_answer(office: Office) -> None:
    asked = office.imports(one("Cerva"))
    assert asked.said.index("comune:Cerva=Cervia") < asked.said.index("comune:Cerva=Russi")
    assert office.imports(one("Cerva"), "--set", "comune:Cerva=Russi").code == 0
    assert office.entries() == [("A1.1", RUSSI, "month", 1, 10050)]


@pytest.mark.parametrize(
    "voce",
    [
        "Residenze anziani",
        "A",
        "A1",
        "A domicilio: pasti",
        "Domiciliarità anziani",
        "A2 Domiciliarità",
        "Assistenza residenziale",
        "Attività trasversali",
        "A1.1 Pasti a domicilio",
        "Centro diurno",
    ],
)
def test_what_is_no_leaf_by_name_is_asked_and_never_a_group(office: Office, voce: str) -> None:
    asked = office.imports(one(voce=voce))
    assert (asked.code, office.entries()) == (1, [])
    assert office.imports(one(voce=voce), "--set", f"voce:{voce}=A2.3").code == 0
    assert office.entries() == [("A2.3", CERVIA, "month", 1, 10050)]


@pytest.mark.parametrize("voce", ["A1", "A", "Domiciliarità anziani"])
def test_a_word_told_to_be_a_group_is_asked_again_and_why(office: Office, voce: str) -> None:
    done = office.imports(one(voce="Nonni"), "--set", f"voce:Nonni={voce}")
    assert (done.code, office.entries()) == (1, [])
    assert f"Domanda: «{voce}» non è una risposta: «Nonni» non è tra le voci" in done.said


@pytest.mark.parametrize(
    ("voce", "code"),
    [
        ("A1.1 Case residenza anziani", "A1.1"),
        ("a2.2", "A2.2"),
        ("A2.3 - Assistenza domiciliare anziani", "A2.3"),
        ("CRA", "A1.1"),
        ("Pause di sollievo", "A2.4"),
        ("CSRD", "D2.2"),
        ("Case Residenza Anziani", "A1.1"),
    ],
)
def test_leaves_are_known_by_code_name_and_usual_name(office: Office, voce: str, code: str) -> None:
    assert office.imports(one(voce=voce)).code == 0
    assert office.entries() == [(code, CERVIA, "month", 1, 10050)]


def test_a_group_offers_its_leaves_first(office: Office) -> None:
    said = office.imports(one(voce="Domiciliarità disabili")).said
    assert "è un gruppo di voci" in said
    assert said.index("=D2.1'") < said.index("=D2.8'")


def test_who_is_of_a_comune_is_offered_that_one_and_no_other(office: Office) -> None:
    asked = office.imports("Voce;Mese;Importo\nA1.1;1;10,50\n", officer="carlo")
    assert asked.code == 1
    assert "--set comune=Cervia" in asked.said
    assert "Russi" not in asked.said
    assert "comune=distretto" not in asked.said
    assert (
        office.imports("Voce;Mese;Importo\nA1.1;1;10,50\n", *OF_CERVIA, officer="carlo").code == 0
    )
    assert (
        office.imports(
            "Voce;Mese;Importo\nA1.1;2;10,50\n", "--set", "comune=Russi", officer="carlo"
        ).code
        == 2
    )


def test_the_comune_of_the_title_is_the_first_answer(office: Office) -> None:
    said = office.imports(
        "Comune di Russi, servizi sociali;;\nVoce;Mese;Importo\nA1.1;1;10,50\n"
    ).said
    assert said.index("comune=Russi") < said.index(
        "comune=Alfonsine" if "comune=Alfonsine" in said else "comune=Cervia"
    )


def test_a_correction_and_back_is_written_and_the_same_again_changes_nothing(
    office: Office,
) -> None:
    first, second = "Voce;Mese;Importo\nA1.1;1;100,50\n", "Voce;Mese;Importo\nA1.1;1;200,50\n"
    said = [
        office.imports(text, *OF_CERVIA).said.strip().splitlines()[-1]
        for text in (first, second, first, first)
    ]
    assert said == [
        "Importato, in bozza. 1 aggiunta.",
        "Importato, in bozza. 1 cambiata.",
        "Importato, in bozza. 1 cambiata.",
        "Niente è cambiato: le cifre del file erano già nell’archivio.",
    ]
    assert office.entries() == [("A1.1", CERVIA, "month", 1, 10050)]


def test_a_blank_source_is_asked(office: Office) -> None:
    text = "Voce;Fonte;Mese;Importo\nA1.1;fna;1;100,10\nA2.2;;1;999,99\n"
    assert (office.imports(text, *OF_CERVIA).code, office.entries()) == (1, [])
    assert office.imports(text, *OF_CERVIA, "--set", "fonte-vuota=frna").code == 0
    assert office.rows("frna_entry", "source_id", "amount_cents") == [
        ("fna", 10010),
        ("frna", 99999),
    ]


def test_merged_cells_are_read_down(office: Office) -> None:
    rows: list[list[Any]] = [
        ["Voce", "Comune", "Mese", "Importo"],
        ["A1.1", "Cervia", 1, 10.5],
        ["A2.2", None, 1, 20.5],
        ["A2.3", "Russi", 1, 30.5],
    ]
    content = workbook(*rows, more=lambda book: book.active.merge_cells("B2:B3"))
    assert office.imports(content, name="unite.xlsx").code == 0
    assert office.entries() == [
        ("A1.1", CERVIA, "month", 1, 1050),
        ("A2.2", CERVIA, "month", 1, 2050),
        ("A2.3", RUSSI, "month", 1, 3050),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Voce;Importo\nA1.1;1.000,50\n;2.000,50\nA2.2;10,50\n",
        "Voce;Mese;Importo\nA1.1;1;1.000,50\n;1;2.000,50\nA2.2;1;10,50\n",
    ],
)
def test_an_amount_alone_on_its_row_is_asked(office: Office, text: str) -> None:
    words = (*OF_CERVIA, *(() if "Mese" in text else ("--set", "period_no=1")))
    asked = office.imports(text, *words)
    assert (asked.code, office.entries()) == (1, [])
    assert "riga 3" in asked.said
    done = office.imports(text, *words, "--set", "voce-vuota=lascia-fuori")
    assert (done.code, [row[4] for row in office.entries()]) == (0, [100050, 1050])
    assert "1 senza «Voce» (riga 3)" in done.said


@pytest.mark.parametrize(
    "band",
    ["75+", "75 anni e più", "75 e oltre", "over 75", "residenti di 75 anni e più", "75_plus"],
)
def test_bands_are_known_however_they_are_written(office: Office, band: str) -> None:
    assert (
        office.imports(
            f"Comune;Anno;Fascia di età;Residenti\nCervia;2026;{band};4012\n", kind="population"
        ).code
        == 0
    )
    assert (CERVIA, 2026, "75_plus", 4012, "2026-01-01") in office.rows(
        "population", "municipality_id", "year", "age_band", "residents", "as_of"
    )


def test_words_offered_are_italian(office: Office) -> None:
    said = office.imports(
        "Comune;Anno;Fascia di età;Residenti\nCervia;2026;nonni;4012\n", kind="population"
    ).said
    assert "residenti di 75 anni e più" in said
    assert "75_plus" not in said
    assert "total" not in said.replace("totale", "")


def test_a_word_of_a_list_may_be_told_or_left_out(office: Office) -> None:
    """Of two bands one is none of ours: its rows are given a meaning, or stay out.

    The other is stored either way.
    """
    text = "Comune;Anno;Fascia di età;Residenti\nCervia;2026;nonni;4012\nCervia;2026;75+;3999\n"
    stored = ("municipality_id", "year", "age_band", "residents")
    before = set(office.rows("population", *stored))
    assert office.imports(text, "--set", "fascia:nonni=lascia-fuori", kind="population").code == 0
    assert set(office.rows("population", *stored)) - before == {(CERVIA, 2026, "75_plus", 3999)}
    told = "fascia:nonni=residenti di 65 anni e più"
    assert office.imports(text, "--set", told, kind="population").code == 0
    assert set(office.rows("population", *stored)) - before == {
        (CERVIA, 2026, "75_plus", 3999),
        (CERVIA, 2026, "65_plus", 4012),
    }


def test_two_columns_that_disagree_on_the_comune_are_refused(office: Office) -> None:
    """The row is left out and told with its place; the others are read."""
    rows = "A1.1;39007;Russi;1;10,50\nA1.1;39007;Cervia;2;10,50\n"
    done = office.imports(f"Voce;Codice Istat;Comune;Mese;Importo\n{rows}")
    assert (done.code, office.entries()) == (2, [])
    assert re.search(r"Righe lette +1\n", done.said)
    assert (
        "riga 2, colonna «Comune»: La riga dice due cose diverse per «Comune»: «Russi» e «39007»."
        in done.said
    )


def test_a_row_that_contradicts_what_was_said_of_the_file_is_refused(office: Office) -> None:
    done = office.imports(one("Russi"), *OF_CERVIA)
    assert (done.code, office.entries()) == (2, [])
    assert "«Russi»" in done.said


def test_a_period_told_against_the_file_is_refused(office: Office) -> None:
    done = office.imports("Voce;Mese;Importo\nA1.1;1;10,50\n", *OF_CERVIA, "--set", "mese=3")
    assert (done.code, office.entries()) == (2, [])
    assert "X35" in done.said


def test_comuni_side_by_side_are_each_its_own(office: Office) -> None:
    assert (
        office.imports("Voce;Cervia;Russi\nA1.1;10,50;20,50\n", "--set", "mese=gennaio").code == 0
    )
    assert office.entries() == [
        ("A1.1", CERVIA, "month", 1, 1050),
        ("A1.1", RUSSI, "month", 1, 2050),
    ]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("Monitoraggio FNA 2026;;\nVoce;Mese;Importo\nA1.1;1;100,50\n", "file.csv"),
        ("Voce;Mese;Spesa FNA\nA1.1;1;100,50\n", "file.csv"),
        ("Voce;Mese;Importo\nA1.1;1;100,50\n", "spesa_FNA_gennaio.csv"),
        ("FRNA e FNA;;\nVoce;Mese;Importo\nA1.1;1;100,50\n", "file.csv"),
    ],
)
def test_a_file_that_names_another_fund_is_asked_of_which_the_money_is(
    office: Office, content: str, name: str
) -> None:
    asked = office.imports(content, *OF_CERVIA, name=name)
    assert (asked.code, office.entries()) == (1, [])
    assert asked.said.index("--set fonte=fna") < asked.said.index("--set fonte=frna")
    assert office.imports(content, *OF_CERVIA, "--set", "fonte=fna", name=name).code == 0
    assert office.rows("frna_entry", "source_id", "amount_cents") == [("fna", 10050)]


def test_the_usual_fund_and_a_sender_in_the_title_ask_nothing(office: Office) -> None:
    titled = "Spesa FRNA 2026 trasmessa da Ausl e Comuni;;\nVoce;Mese;Importo\nA1.1;1;100,50\n"
    assert office.imports(titled, *OF_CERVIA).code == 0
    assert office.rows("frna_entry", "source_id", "amount_cents") == [("frna", 10050)]


@pytest.mark.parametrize(
    ("headings", "named"),
    [
        ("Ravenna;Cervia;Faenza", "«Faenza» ha cifre, e non si capisce di quale Comune sono."),
        ("Ravenna;Cerva;Cervia", "«Cerva» ha cifre, e non si capisce di quale Comune sono."),
        ("gen;fbr;mar", "«fbr» ha cifre, e non si capisce di quale periodo sono."),
        ("gennaio;febbraio;Mrzo", "«Mrzo» ha cifre, e non si capisce di quale periodo sono."),
    ],
)
def test_a_column_of_figures_among_others_is_not_left_out_in_silence(
    office: Office, headings: str, named: str
) -> None:
    content = f"Voce;Mese;{headings}\nA1.1;1;100,00;50,00;20,00\n"
    told = () if "Cervia" in headings else OF_CERVIA
    if told:
        content = content.replace("Mese;", "").replace("1;100", "100")
    asked = office.imports(content, *told)
    assert (asked.code, office.entries()) == (1, [])
    assert named in asked.said
    assert office.imports(content, *told, "--set", "altre-colonne=lascia-fuori").code == 0
    assert len(office.entries()) == 2


def test_other_columns_of_figures_among_the_months_are_told_and_ask_nothing(office: Office) -> None:
    done = office.imports("Voce;gen;Dettaglio;mar\nA1.1;100,00;50,00;20,00\n", *OF_CERVIA)
    assert done.code == 0
    assert "«Dettaglio»" in done.said
    assert [one[3:] for one in office.entries()] == [(1, 10000), (3, 2000)]


def test_a_note_and_a_total_beside_the_comuni_ask_nothing(office: Office) -> None:
    content = "Voce;Mese;Ravenna;Cervia;Totale;Note\nA1.1;1;100,00;50,00;150,00;3 utenti\n"
    assert office.imports(content).code == 0
    assert len(office.entries()) == 2
