"""What a file writes beside its figures of persons and hours: a rate, a sex, the minutes."""

from __future__ import annotations

import pytest

from tests.made_office import CERVIA, Office
from udp_core.imports.indicator_units import per_how_many

OF_CERVIA = ("--set", "comune=Cervia")
RATE = "AN-02"
"""«Per 1.000 residenti 75+»."""


@pytest.mark.parametrize(
    ("text", "many"),
    [
        ("per 10.000", 10_000),
        ("per 1000 residenti", 1000),
        ("ogni 100.000 abitanti", 100_000),
        ("per 100", 100),
        ("x 1.000", 1000),
        ("‰", 1000),
        ("per mille", 1000),
        ("%", 100),
        ("giorni", None),
        ("per 75 anni", None),
        ("per residente", None),
        ("", None),
    ],
)
def test_for_how_many_a_value_is(text: str, many: int | None) -> None:
    assert per_how_many(text) == many


@pytest.mark.parametrize(
    ("text", "many"),
    [
        (f"Indicatore;Comune;Anno;Unità;Valore\n{RATE};Cervia;2025;per 10.000;21,5\n", "10.000"),
        (f"Indicatore;Comune;Anno;Misura;Valore\n{RATE};Cervia;2025;%;21,5\n", "100"),
        (f"Indicatore;Comune;Anno;Valore (%)\n{RATE};Cervia;2025;21,5\n", "100"),
        ("Indicatore;Comune;Anno;Misura;Valore\nAN-01;Cervia;2025;‰;21,5\n", "1.000"),
    ],
)
def test_a_rate_for_other_numbers_of_persons_is_refused(
    office: Office, text: str, many: str
) -> None:
    done = office.imports(text, kind="indicators")
    assert (done.code, office.rows("measurement", "id")) == (2, [])
    assert "[X57] file file.csv, riga 2" in done.said
    assert f"Il valore è per {many}, l’indicatore è in «" in done.said


@pytest.mark.parametrize("unit", ["per 1.000 residenti", "‰", "tasso"])
def test_a_rate_for_the_same_number_is_stored(office: Office, unit: str) -> None:
    text = f"Indicatore;Comune;Anno;Unità;Valore\n{RATE};Cervia;2025;{unit};21,5\n"
    assert office.imports(text, kind="indicators").code == 0
    assert office.rows("measurement", "indicator_id", "value") == [(RATE, 21500)]


def test_a_value_of_one_sex_is_asked(office: Office) -> None:
    text = (
        "Indicatore;Comune;Anno;Sesso;Valore\n"
        f"{RATE};Cervia;2025;M;21,5\n{RATE};Cervia;2025;Totale;30,5\n"
    )
    asked = office.imports(text, "--set", "righe-dubbie=leggi", kind="indicators")
    assert (asked.code, "La riga dà di nuovo la cifra della riga 2" in asked.said) == (2, True)
    assert office.imports(text, "--set", "righe-dubbie=lascia-fuori", kind="indicators").code == 0
    assert office.rows("measurement", "indicator_id", "municipality_id", "value") == [
        (RATE, CERVIA, 30500)
    ]
    alone = f"Indicatore;Comune;Anno;Sesso;Valore\n{RATE};Russi;2025;F;21,5\n"
    assert office.imports(alone, kind="indicators").code == 1


@pytest.mark.parametrize("heading", ["N. giornate", "Num. giornate erogate"])
def test_a_number_of_something_is_activity_and_no_number_of_a_paper(
    office: Office, heading: str
) -> None:
    text = f"Comune;Voce;Mese;{heading}\nCervia;A1.1;1;120\n"
    assert office.imports(text, kind="activity").code == 0
    assert office.rows("activity_measure", "unit", "value") == [("days", 120000)]


@pytest.mark.parametrize("heading", ["Minuti", "Minuti erogati", "Min."])
def test_hours_without_their_minutes_are_asked(office: Office, heading: str) -> None:
    text = f"Comune;Voce;Mese;Ore;{heading}\nCervia;A2.3;1;12;30\n"
    asked = office.imports(text, kind="activity")
    assert (asked.code, office.rows("activity_measure", "id")) == (1, [])
    assert f"«{heading}» non è letta" in asked.said
    assert office.imports(text, "--set", "minuti=lascia-fuori", kind="activity").code == 0
    assert office.rows("activity_measure", "unit", "value") == [("hours", 12000)]
    none = text.replace(";12;30", ";13;0")
    assert office.imports(none, kind="activity").code == 0


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("AN-01;52;posti", "Il valore è in «posti», l’indicatore è in «%»"),
        ("AN-05;52;mesi", "Il valore è in «mesi», l’indicatore è in «giorni»"),
    ],
)
def test_a_value_in_another_unit_is_refused(office: Office, row: str, words: str) -> None:
    done = office.imports(f"Indicatore;Valore;Unità\n{row}\n", *OF_CERVIA, kind="indicators")
    assert (done.code, office.rows("measurement", "value")) == (2, [])
    assert words in done.said


def test_the_name_beside_the_code_of_an_indicator_must_be_its_own(office: Office) -> None:
    text = "Indicatore;Descrizione;Valore\nAN-01;Copertura dei centri diurni;5,2\n"
    done = office.imports(text, *OF_CERVIA, kind="indicators")
    assert (done.code, office.rows("measurement", "value")) == (2, [])
    assert "[X34]" in done.said


def test_a_share_of_one_for_an_indicator_in_points_is_asked(office: Office) -> None:
    text = "Indicatore;Valore\nAN-01;0,052\nAN-06;0,9\n"
    asked = office.imports(text, *OF_CERVIA, kind="indicators")
    assert (asked.code, office.rows("measurement", "value")) == (1, [])
    assert "se è il 5,2 %, scrivere 5,2 e riprovare" in asked.said
    assert office.imports(text, *OF_CERVIA, "--set", "quota=leggi", kind="indicators").code == 0
    assert office.rows("measurement", "value") == [(52,), (900,)]


@pytest.mark.parametrize("values", ["0,8%", "0,8\nAN-06;91"])
def test_small_points_among_others_or_with_their_sign_ask_nothing(
    office: Office, values: str
) -> None:
    text = f"Indicatore;Valore\nAN-01;{values}\n"
    assert office.imports(text, *OF_CERVIA, kind="indicators").code == 0


def test_a_numerator_greater_than_its_denominator_is_asked(office: Office) -> None:
    text = "Indicatore;Numeratore;Denominatore\nAN-01;5000;260\n"
    asked = office.imports(text, *OF_CERVIA, kind="indicators")
    assert (asked.code, office.rows("measurement", "numerator")) == (1, [])
    assert "il numeratore 5.000 è maggiore del denominatore 260" in asked.said
    assert office.imports(text, *OF_CERVIA, "--set", "termini=leggi", kind="indicators").code == 0
    assert office.rows("measurement", "numerator", "denominator") == [(5000000, 260000)]
