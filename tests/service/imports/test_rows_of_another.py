"""Rows whose figure is part of another row's, papers that take away, notes of another month."""

from __future__ import annotations

import pytest

from tests.made_office import CERVIA, Office

OF_CERVIA = ("--set", "comune=Cervia")
OUT = ("--set", "righe-dubbie=lascia-fuori")
BOTH = [("A1.1", CERVIA, "month", 3, 100050), ("A2.2", CERVIA, "month", 3, 50025)]


@pytest.mark.parametrize(
    "words", ["Dettaglio", "di dettaglio", "Sottovoce", "Parziale", "Subtotale"]
)
def test_a_row_of_detail_is_asked(office: Office, words: str) -> None:
    text = (
        f"Voce;Mese;Importo;Riga\nA1.1;3;1.000,50;Voce\nA2.1;3;600,25;{words}\nA2.2;3;500,25;Voce\n"
    )
    asked = office.imports(text, *OF_CERVIA)
    assert (asked.code, office.entries()) == (1, [])
    assert f"alla riga 3 c’è «{words}» sotto «Riga»" in asked.said
    assert office.imports(text, *OF_CERVIA, *OUT).code == 0
    assert office.entries() == BOTH


def test_rows_of_detail_of_the_same_voce_are_left_out_and_its_own_read(office: Office) -> None:
    text = (
        "Riga;Voce;Mese;Importo\nVoce;A1.1;3;1.000,50\nDettaglio;A1.1;3;600,25\n"
        "Dettaglio;A1.1;3;400,25\nVoce;A2.2;3;500,25\n"
    )
    assert office.imports(text, *OF_CERVIA, *OUT).code == 0
    assert office.entries() == BOTH


@pytest.mark.parametrize("mark", ["", "- ", "– ", "• ", "   * "])
def test_what_is_of_which_is_left_out_whatever_stands_before_it(office: Office, mark: str) -> None:
    text = (
        f"Voce;Mese;Importo\nA1.1;3;1.000,50\n{mark}di cui personale;3;600,25\n"
        f"{mark}di cui beni;3;400,25\nA2.2;3;500,25\n"
    )
    done = office.imports(text, *OF_CERVIA)
    assert done.code == 0
    assert "2 totali (righe 3, 4)" in done.said
    assert office.entries() == BOTH


def test_the_same_figure_twice_is_refused_with_both_ways_out(office: Office) -> None:
    text = "Voce;Fornitore;Mese;Importo\nA1.1;Uno;3;600,25\nA1.1;Due;3;400,25\n"
    done = office.imports(text, *OF_CERVIA)
    assert (done.code, office.entries()) == (2, [])
    assert "se sono parti della stessa cifra, sommarle in una riga" in done.said


@pytest.mark.parametrize("words", ["NC", "N.C.", "TD04", "Nota di accredito"])
def test_a_credit_note_in_short_is_asked(office: Office, words: str) -> None:
    text = f"Voce;Mese;Importo;Tipo documento\nA1.1;3;1.000,50;TD01\nA2.2;3;100,50;{words}\n"
    asked = office.imports(text, *OF_CERVIA)
    assert (asked.code, office.entries()) == (1, [])
    assert f"alla riga 3 c’è «{words}» sotto «Tipo documento»" in asked.said


ROW = "Voce;Mese;Importo\nA1.1;3;1.000,50\nA2.2;3;500,25\n"
WIDE = "Voce;gen;feb;mar\nA1.1;1,50;2,50;3,50\n"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"Spese di competenza febbraio 2026;;\n{ROW}", "Spese di competenza febbraio 2026"),
        (f"Mese di febbraio;;\n{ROW}", "Mese di febbraio"),
        (f"{ROW};;\n(a) competenza febbraio;;\n", "(a) competenza febbraio"),
        (f"{WIDE}* comprende arretrati di gennaio;;;\n", "* comprende arretrati di gennaio"),
    ],
)
def test_a_title_or_a_note_of_another_month_is_asked(office: Office, text: str, words: str) -> None:
    asked = office.imports(text, *OF_CERVIA)
    assert (asked.code, office.entries()) == (1, [])
    assert f"Nel file è scritto «{words}»: le cifre sono la spesa di ogni voce" in asked.said


@pytest.mark.parametrize(
    "text",
    [
        f"Spese di competenza marzo 2026;;\n{ROW}",
        f"Competenza gennaio-marzo;;\n{ROW}(a) competenza marzo;;\n",
    ],
)
def test_those_of_its_own_months_ask_nothing(office: Office, text: str) -> None:
    assert office.imports(text, *OF_CERVIA).code == 0
    assert office.entries() == BOTH


def test_a_name_of_another_month_is_asked_once(office: Office) -> None:
    asked = office.imports(ROW, *OF_CERVIA, name="spesa_competenza_febbraio.csv")
    assert asked.code == 1
    assert "Nel file è scritto «spesa competenza febbraio»: le cifre" in asked.said


def test_users_are_a_measure_of_ours_in_a_column_too(office: Office) -> None:
    text = "Voce;Mese;Unità;Quantità\nA1.1;3;giornate;310\nA2.2;3;utenti;12\n"
    assert office.imports(text, *OF_CERVIA, kind="activity").code == 0
    found = office.rows("activity_measure", "voce_id", "unit", "value")
    assert found == [("A1.1", "days", 310_000), ("A2.2", "beneficiaries", 12_000)]


@pytest.mark.parametrize(
    "words", ["Stampato il 03/02/2027", "Data di stampa 3/2/27", "Estrazione del 03.02.2027"]
)
def test_the_day_on_which_a_page_was_printed_is_no_year_of_figures(
    office: Office, words: str
) -> None:
    assert office.imports(f"{words};;\n{ROW}", *OF_CERVIA).code == 0
    asked = office.imports(f"Dati al 31/12/2025;;\n{ROW}", *OF_CERVIA)
    assert asked.code == 1


@pytest.mark.parametrize("words", ["stima", "dato riferito al 2024"])
@pytest.mark.parametrize("heading", ["Note", "Nota"])
def test_a_note_that_is_kept_is_looked_at_too(office: Office, heading: str, words: str) -> None:
    text = f"Indicatore;Valore;{heading}\nAN-01;5,2;{words}\n"
    asked = office.imports(text, "--set", "comune=distretto", kind="indicators")
    assert asked.code == 1
    assert f"alla riga 2 c’è «{words}» sotto «{heading}»" in asked.said


@pytest.mark.parametrize(
    ("heading", "figure", "code"),
    [
        ("Utenti", "12,5", 1),
        ("Utenti medi", "12", 1),
        ("Utenti", "12", 0),
        ("Utenti", "12,0", 0),
        ("Giornate", "12,5", 0),
    ],
)
def test_half_a_person_may_be_a_mean(office: Office, heading: str, figure: str, code: int) -> None:
    text = f"Voce;Mese;{heading}\nA1.1;3;{figure}\n"
    done = office.imports(text, *OF_CERVIA, kind="activity")
    assert done.code == code
    assert ("le cifre sono l’attività svolta nel periodo?" in done.said) is bool(code)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("pagamento sospeso", 1),
        ("attività non realizzata", 1),
        ("servizio sospeso dal 1 aprile", 0),
        ("2 utenti dimessi a febbraio", 0),
        ("liquidato con det. 123 del 4 aprile 2026", 0),
        ("rif. fattura marzo", 0),
    ],
)
def test_what_does_not_count_and_what_only_tells_more(
    office: Office, words: str, code: int
) -> None:
    text = f"Voce;Mese;Importo;Note\nA1.1;3;1.000,50;{words}\n"
    assert office.imports(text, *OF_CERVIA).code == code
