"""Of which fund the money of a file is, where its words name another than the usual one."""

from __future__ import annotations

import pytest

from tests.made_office import Office

OF_CERVIA = ("--set", "comune=Cervia")
ROWS = "Voce;Mese;Importo\nA1.1;1;100,00\n"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Fondo sociale locale;;\n" + ROWS, "fsl"),
        ("Fondo Dopo di noi;;\n" + ROWS, "dopo-di-noi"),
        ("Fondo caregiver;;\n" + ROWS, "caregiver"),
        ("Risorse proprie dei Comuni;;\n" + ROWS, "comuni"),
        ("Fondo sanitario regionale;;\n" + ROWS, "ausl"),
        ("Fondo nazionale per le non autosufficienze;;\n" + ROWS, "fna"),
        (ROWS.replace("Importo", "Importo a carico del Comune"), "comuni"),
        (ROWS.replace("Importo", "Importo AUSL"), "ausl"),
        ("Voce;Mese;Importo;di cui FNA\nA1.1;1;100,00;40,00\n", "fna"),
    ],
)
def test_another_fund_named_in_words_is_asked(office: Office, text: str, source: str) -> None:
    asked = office.imports(text, *OF_CERVIA)
    assert (asked.code, office.entries()) == (1, [])
    assert f"--set fonte={source}" in asked.said
    assert office.imports(text, *OF_CERVIA, "--set", f"fonte={source}").code == 0
    assert office.rows("frna_entry", "source_id", "amount_cents") == [(source, 10000)]


@pytest.mark.parametrize(
    "title",
    [
        "Fondo regionale per la non autosufficienza",
        "Azienda USL della Romagna",
        "Spesa socio-sanitaria del Comune",
        "Dopo di noi e vita indipendente",
    ],
)
def test_the_usual_fund_and_who_writes_ask_nothing(office: Office, title: str) -> None:
    assert office.imports(f"{title};;\n{ROWS}", *OF_CERVIA).code == 0
    assert office.rows("frna_entry", "source_id", "amount_cents") == [("frna", 10000)]
