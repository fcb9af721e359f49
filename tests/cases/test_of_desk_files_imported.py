"""The files that an office has at its desk, through `udp import`.

Schede, budgets, what is paid and committed, invoices: the figures that are right by hand.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.cases.test_of_files_imported import month
from tests.made_desk import mandate
from tests.made_office import CERVIA, RUSSI, Office
from tests.made_rows import load
from udp_core.archive.entity import Image
from udp_core.archive.registry import BY_NAME
from udp_core.writing.loading import Batch

PROGRAMME = "ravenna:pdz-2024-2026:2026:1"


@pytest.fixture
def year_of_schede(demo_copy: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """The demonstration, with its schede, on the day on which Cervia sent what it had spent."""
    monkeypatch.setenv("UDP_DATABASE_URL", f"sqlite:///{demo_copy.url.database}")
    monkeypatch.setenv("UDP_TODAY", "2026-12-05")
    officer: Image = {"code": "coord2", "name": "coord2", "active": 1}
    coordinator: Image = {**mandate("coord2", "coordinator"), "district_id": "ravenna"}
    load(
        demo_copy,
        Batch(BY_NAME["officer"], [(None, officer)]),
        Batch(BY_NAME["mandate"], [(None, coordinator)]),
    )
    return Office(f"sqlite:///{demo_copy.url.database}", tmp_path)


def of_cervia(office: Office) -> dict[tuple[str, str], int]:
    """What each scheda spent in Cervia, by source, in cents."""
    rows = office.rows(
        "intervention_funding",
        "intervention_id",
        "source_id",
        "municipality_id",
        "phase",
        "as_of",
        "amount_cents",
    )
    return {
        (scheda.rpartition(":")[2], source): cents
        for scheda, source, comune, phase, day, cents in rows
        if (comune, phase, day) == (CERVIA, "final", "2026-11-30")
    }


def test_the_progress_of_schede_that_are_there_is_known_by_their_code(
    year_of_schede: Office,
) -> None:
    """Two schede of the programme, one in small letters; no third comes of it."""
    before = dict(year_of_schede.rows("intervention", "id", "progress"))
    file = b"Codice;Avanzamento\nS26-01;85%\ns26-02;90%\n"
    done = year_of_schede.imports(
        file, "--set", "situazione=30/11/2026", name="avanzamento.csv", kind="schede"
    )
    assert done.code == 0, done.said
    after = dict(year_of_schede.rows("intervention", "id", "progress"))
    changed = {row: after[row] for row in after if before.get(row) != after[row]}
    assert changed == {f"{PROGRAMME}:S26-01": 850, f"{PROGRAMME}:S26-02": 900}


def test_desk_5_what_the_schede_spent_is_read_source_by_source(year_of_schede: Office) -> None:
    name, kind = "desk/5_cervia_schede.xlsx", "scheda_spending"
    asked = year_of_schede.brings(name, "--set", "comune=Cervia", kind=kind)
    assert (asked.code, of_cervia(year_of_schede)) == (1, {})
    assert "«S 26-07» non è tra le voci di «Scheda»" in asked.said
    known = f"intervento:S 26-07={PROGRAMME}:S26-07"
    done = year_of_schede.brings(name, "--set", "comune=Cervia", "--set", known, kind=kind)
    assert "Totale            106.400,00 €" in done.said
    assert "1 cella senza cifra" in done.said
    assert of_cervia(year_of_schede) == {
        ("S26-01", "fsl"): 1520000,
        ("S26-01", "comuni"): 1710000,
        ("S26-02", "comuni"): 490000,
        ("S26-03", "fsl"): 470000,
        ("S26-03", "comuni"): 4750000,
        ("S26-07", "fsl"): 320000,
        ("S26-07", "comuni"): 440000,
        ("S26-16", "fsl"): 430000,
        ("S26-16", "comuni"): 510000,
    }
    again = year_of_schede.brings(name, "--set", "comune=Cervia", "--set", known, kind=kind)
    assert "Niente è cambiato" in again.said


def test_money_of_a_scheda_without_a_source_is_asked_and_a_word_of_nobody_too(
    year_of_schede: Office,
) -> None:
    kind = "scheda_spending"
    file = "Scheda;Comune;Speso\nS26-01;Cervia;16.600,00\n"
    asked = year_of_schede.imports(file, "--set", "situazione=30/11/2026", kind=kind)
    assert asked.code == 1
    assert "Nel file non è scritto di quale fonte è il denaro" in asked.said
    assert (
        year_of_schede.imports(
            file, "--set", "situazione=30/11/2026", "--set", "fonte=comuni", kind=kind
        ).code
        == 0
    )
    assert of_cervia(year_of_schede) == {("S26-01", "comuni"): 1660000}
    odd = "Scheda;Comune;Speso FSL;Speso lotteria\nS26-01;Cervia;15.200,00;10,00\n"
    asked = year_of_schede.imports(odd, "--set", "situazione=30/11/2026", kind=kind)
    assert (
        asked.code,
        "«lotteria» non è tra le voci di «Fonte di finanziamento»" in asked.said,
    ) == (1, True)


def test_desk_faenza_budget_is_read_with_the_names_of_our_own_files(office: Office) -> None:
    """What is exported from one archive is imported in another from its screen, but in its own
    district only."""
    refused = office.brings(
        "desk/faenza_budget_draft.csv", "--set", "comune=distretto", "--set", "periodo=anno"
    )
    assert refused.code == 2
    assert "La riga è del distretto «faenza»; qui si lavora sul distretto «ravenna»" in refused.said
    assert office.entries() == []


@pytest.fixture
def december(office: Office, monkeypatch: pytest.MonkeyPatch) -> Office:
    """The day on which the files of November came."""
    monkeypatch.setenv("UDP_TODAY", "2026-12-05")
    return office


def test_desk_1_of_what_is_paid_and_what_is_committed_which_is_asked(december: Office) -> None:
    name = "desk/1_russi_frna_novembre.xlsx"
    assert (december.brings(name).code, december.entries()) == (1, [])
    answers = ("--set", "colonna=liquidato", "--set", "comune=Russi", "--set", "periodo=novembre")
    done = december.brings(name, *answers)
    paid = {
        "A1.1": 8125000,
        "A2.1": 131240,
        "A2.2": 841050,
        "A2.5": 1450025,
        "D1.1": 1602000,
        "D2.2": 1730000,
    }
    assert december.entries() == [month(voce, 11, cents, RUSSI) for voce, cents in paid.items()]
    assert "2 celle senza cifra" in done.said
    assert december.rows("frna_entry", "as_of") == [("2026-11-30",)] * 6


def test_desk_2_a_wide_file_is_read_and_its_totals_are_its_own(december: Office) -> None:
    name = "desk/2_ravenna_frna_mesi.csv"
    asked = december.brings(name)
    assert (asked.code, december.entries()) == (1, [])
    assert "0,00 €" not in asked.said
    done = december.brings(name, "--set", "comune=Ravenna")
    assert "Il totale scritto" not in done.said
    by_month = dict(
        december.rows("frna_entry", "period_no", "sum(amount_cents) over (partition by period_no)")
    )
    assert by_month[1] == 164034617
    assert by_month[11] == 165284617
    assert len(december.entries()) == 44


def test_desk_3_of_three_measures_each_has_its_unit(december: Office) -> None:
    name = "desk/3_ausl_attivita_novembre.xlsx"
    assert december.brings(name, kind="activity").code == 1
    assert (
        december.brings(
            name, "--set", "colonna=tutte", "--set", "periodo=novembre", kind="activity"
        ).code
        == 0
    )
    rows = december.rows(
        "activity_measure", "municipality_id", "voce_id", "unit", "value", "period_no", "as_of"
    )
    assert len(rows) == 14
    assert (CERVIA, "A2.3", "hours", 1580500, 11, "2026-11-30") in rows
    assert ("039014", "A1.1", "days", 22800000, 11, "2026-11-30") in rows


def test_desk_4_invoices_are_of_their_comune_and_month(december: Office) -> None:
    assert december.brings("desk/4_coop_fatture.csv").code == 0
    assert december.entries() == [
        month("A2.3", 11, 2245075),
        month("A2.3", 11, 15980010, "039014"),
        month("A2.3", 11, 1180000, RUSSI),
        month("A2.4", 11, 90520),
    ]


OF_THAT_DAY = ("--set", "situazione=30/11/2026")
OF_SCHEDE, OF_SPENDING = "schede", "scheda_spending"
TITLE = "Centro per le famiglie del distretto"


def test_a_progress_that_no_column_is_read_as_is_no_success(year_of_schede: Office) -> None:
    """It said «Niente è cambiato: le cifre del file erano già nell’archivio» of 95 %."""
    for headings in (
        "Codice;Avanzamento previsto",
        "Codice;Avanzamento al 30/06/2026",
        "Codice;30/11/2026",
        "Codice;Titolo;Avanzamento finanziario",
    ):
        row = f"S26-01;{TITLE};95%" if "Titolo" in headings else "S26-01;95%"
        done = year_of_schede.imports(f"{headings}\n{row}\n", *OF_THAT_DAY, kind=OF_SCHEDE)
        assert done.code == 2, headings
        assert "[X42]" in done.said
        assert "«Avanzamento dichiarato»" in done.said


@pytest.mark.parametrize(
    ("heading", "cell", "said"),
    [
        ("Titolo", "Centro famiglie", "S26-01 Titolo «Centro famiglie»"),
        ("Comune", "Cervia", "S26-01 Comune «Cervia»"),
        ("Ambito", "Anziani", "S26-01 Ambito «Anziani»"),
        ("Destinatari", "120", "S26-01 Destinatari «120»"),
    ],
)
def test_a_scheda_does_not_become_another_by_its_progress(
    year_of_schede: Office, heading: str, cell: str, said: str
) -> None:
    columns = ("title", "municipality_id", "area_id", "recipients", "progress")
    file = f"Codice;{heading};Avanzamento\nS26-01;{cell};95%\n"
    before = year_of_schede.rows("intervention", "id", *columns)
    asked = year_of_schede.imports(file, *OF_THAT_DAY, kind=OF_SCHEDE)
    assert (asked.code, year_of_schede.rows("intervention", "id", *columns)) == (1, before)
    assert said in asked.said
    kept = ("--set", "schede-diverse=lasciare")
    assert year_of_schede.imports(file, *OF_THAT_DAY, *kept, kind=OF_SCHEDE).code == 0
    changed = set(year_of_schede.rows("intervention", "id", *columns)) - set(before)
    [was] = [row for row in before if row[0] == f"{PROGRAMME}:S26-01"]
    assert changed == {(*was[:-1], 950)}


def test_a_title_as_in_the_archive_asks_nothing_and_that_of_another_is_refused(
    year_of_schede: Office,
) -> None:
    file = "Codice;Titolo;Avanzamento\nS26-01;{};95%\n"
    other = file.format("Affido familiare e famiglie affiancanti")
    refused = year_of_schede.imports(other, *OF_THAT_DAY, kind=OF_SCHEDE)
    assert refused.code == 2
    assert "è il titolo di S26-03, il codice è S26-01" in refused.said
    assert year_of_schede.imports(file.format(TITLE), *OF_THAT_DAY, kind=OF_SCHEDE).code == 0


def test_a_progress_that_is_missing_is_told(year_of_schede: Office) -> None:
    file = "Codice;Avanzamento\nS26-01;n.d.\nS26-02;90%\n"
    done = year_of_schede.imports(file, *OF_THAT_DAY, kind=OF_SCHEDE)
    assert done.code == 0
    assert "1 riga senza avanzamento (riga 2): resta quello dell’archivio." in done.said


def test_what_a_scheda_spent_in_a_period_is_not_what_it_spent_from_january(
    year_of_schede: Office,
) -> None:
    """The archive keeps the spending from 1 January: 15.000 € of November alone are not it."""
    told = (*OF_THAT_DAY, "--set", "comune=Cervia")
    usual = "Scheda;Fonte;Speso\nS26-01;FSL;15.000,00\n"
    file = ""
    for file in (
        "Scheda;Fonte;Mese;Speso\nS26-01;FSL;novembre;15.000,00\n",
        "Scheda;Fonte;Speso nel mese\nS26-01;FSL;15.000,00\n",
        "Scheda;Fonte;Spesa mensile\nS26-01;FSL;15.000,00\n",
        f"Spesa di novembre 2026;;\n{usual}",
        f"Spesa del III trimestre 2026;;\n{usual}",
        f"Secondo semestre 2026;;\n{usual}",
    ):
        asked = year_of_schede.imports(file, *told, kind=OF_SPENDING)
        assert (asked.code, of_cervia(year_of_schede)) == (1, {}), file
        assert "le cifre sono la spesa dal 1° gennaio?" in asked.said
    sure = ("--set", "cifre=progressivo")
    assert year_of_schede.imports(file, *told, *sure, kind=OF_SPENDING).code == 0
    assert of_cervia(year_of_schede) == {("S26-01", "fsl"): 1500000}


def test_titles_that_close_what_was_spent_from_january_ask_nothing(
    year_of_schede: Office,
) -> None:
    told = (*OF_THAT_DAY, "--set", "comune=Cervia")
    for title in (
        "Spesa gennaio-novembre 2026",
        "Spesa da gennaio a novembre 2026",
        "Spesa al 30 novembre 2026",
        "Spesa al 30/11/2026",
        "Spesa progressiva a novembre 2026",
        "Programma attuativo 2026",
        "Monitoraggio trimestrale",
    ):
        file = f"{title};;\nScheda;Fonte;Speso\nS26-01;FSL;15.000,00\n"
        done = year_of_schede.imports(file, *told, kind=OF_SPENDING)
        assert done.code == 0, done.said


def test_another_year_is_never_that_of_the_schede_at_work(year_of_schede: Office) -> None:
    """It is asked, and no answer takes figures of 2025 to the schede of 2026 as of 2025."""
    for kind, file in (
        (OF_SCHEDE, "Anno;Codice;Avanzamento\n2025;S26-01;95%\n"),
        (OF_SPENDING, "Anno;Scheda;Comune;Fonte;Speso\n2025;S26-01;Cervia;FSL;15.000,00\n"),
        (OF_SPENDING, "Scheda;Comune;Fonte;Speso 2025\nS26-01;Cervia;FSL;15.000,00\n"),
    ):
        asked = year_of_schede.imports(file, *OF_THAT_DAY, kind=kind)
        assert asked.code == 1
        assert "l’anno scelto è il 2026" in asked.said
        done = year_of_schede.imports(file, *OF_THAT_DAY, "--set", "anno=2025", kind=kind)
        assert (done.code, of_cervia(year_of_schede)) == (2, {})


def test_the_plan_of_what_the_schede_will_cost_is_asked_its_phase(year_of_schede: Office) -> None:
    """A piano finanziario was stored as what was spent."""
    told = (*OF_THAT_DAY, "--set", "comune=Cervia")
    for file in (
        "Piano finanziario 2026;;\nScheda;Fonte;Importo\nS26-01;FSL;15.000,00\n",
        "Scheda;Fonte;Impegnato\nS26-01;FSL;15.000,00\n",
    ):
        asked = year_of_schede.imports(file, *told, kind=OF_SPENDING)
        assert (asked.code, of_cervia(year_of_schede)) == (1, {})
        assert "In quale fase vanno le cifre?" in asked.said
