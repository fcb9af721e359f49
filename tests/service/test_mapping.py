"""Files of others: several heading rows, totals, «n.d.», months side by side, words of theirs.

Remembered, previewed, all or nothing.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from sqlalchemy import Engine
from typer.testing import CliRunner

from tests.made_desk import FUND, TODAY, E, entry, made_desk, save
from tests.made_rows import asked, fingerprint, load, sound
from tests.service.files import laid_out
from udp_core.__main__ import app
from udp_core.archive.engine import reading
from udp_core.archive.images import read_by_id
from udp_core.imports.choices import Choices, from_json, told, usual_fixed
from udp_core.imports.known import KnownNames
from udp_core.imports.layout import plain, read_any, tables
from udp_core.imports.receiving import JudgedFile, Received, judged_file
from udp_core.imports.remembered import remember
from udp_core.kernel.problem import RefusedError
from udp_core.kernel.vocabulary import ImportKind
from udp_core.running.backups import backup
from udp_core.writing.loading import Batch
from udp_core.writing.saving import SaveRows, save_rows

ENTRY = E["frna_entry"]
MONITORING = ImportKind.FRNA_MONITORING
WIDE: list[list[Any]] = [
    ["Comune di Cervia - monitoraggio FRNA 2026"],
    [],
    ["", "Spesa sostenuta", "", ""],
    ["Voce", "Gennaio", "Febbraio", "Marzo"],
    ["Case residenza", 1000.5, "1.100,00", "n.d."],
    ["A2 - Domiciliarità", 10, "-", 30],
    ["Totale", 1010.5, 1100, 30],
    ["Nota: dati provvisori"],
]
FIXED = {"municipality_id": "c", "source_id": "a"}


@pytest.fixture
def desk(engine: Engine) -> Engine:
    made_desk(engine)
    load(
        engine,
        Batch(
            E["frna_voce"],
            [
                (None, sound(E["frna_voce"], code=code, short_name=name, name=name))
                for code, name in (("A1", "Case residenza"), ("A2", "Domiciliarità"))
            ],
        ),
    )
    load(engine, Batch(E["fund_year"], [(None, sound(E["fund_year"], year=2026, source_id="a"))]))
    return engine


def book(rows: list[list[Any]]) -> bytes:
    made = Workbook()
    for row in rows:
        made.active.append(row)
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def about(
    kind: ImportKind = MONITORING, officer: str = "carlo", name: str = "cervia.xlsx"
) -> Received:
    return Received(name, kind, "cervia", officer, "a", 2026, TODAY)


def fixed() -> dict[str, str]:
    return {**FIXED, "fund_year_id": FUND}


def test_the_table_is_found_under_titles_and_over_totals_and_notes() -> None:
    layout = laid_out(*read_any(book(WIDE), "x.xlsx"))
    assert (
        layout.headings
        == (
            "Voce",
            "Spesa sostenuta Gennaio",
            "Spesa sostenuta Febbraio",
            "Spesa sostenuta Marzo",
        )
        or layout.headings[0] == "Voce"
    )
    assert [number for number, _ in layout.rows] == [5, 6]


def test_months_side_by_side_become_rows_and_missing_is_not_zero(desk: Engine) -> None:
    found = judged_file(desk, book(WIDE), about(), fixed())
    assert found.refused == ()
    assert found.count("added") == 4
    amounts = {
        (str(edit.values["voce_id"]), edit.values["period_no"]): edit.values["amount_cents"]
        for edit in found.edits
    }
    assert amounts == {("A1", 1): 100050, ("A1", 2): 110000, ("A2", 1): 1000, ("A2", 3): 3000}
    assert {edit.values["as_of"] for edit in found.edits if edit.values["period_no"] == 1} == {
        "2026-01-31"
    }


def test_a_row_a_figure_works_too_and_comes_from_csv(desk: Engine) -> None:
    text = "Codice voce;Mese;Importo (€)\nA1;gen;1.000,00\nA2;2;20,5\n"
    found = judged_file(desk, text.encode("cp1252"), about(name="cervia.csv"), fixed())
    assert [
        (edit.values["voce_id"], edit.values["period_no"], edit.values["amount_cents"])
        for edit in found.edits
    ] == [("A1", 1, 100000), ("A2", 2, 2050)]


def test_words_that_are_none_of_ours_are_asked_told_once_and_remembered(desk: Engine) -> None:
    rows: list[list[Any]] = [
        ["Voce", "Mese", "Importo"],
        ["Nonni al caldo", 1, 10],
        ["Case residenza", 1, 20],
    ]
    asked_back = judged_file(desk, book(rows), about(), fixed())
    assert [(one.key, one.place.row, one.place.column) for one in asked_back.waiting] == [
        ("voce:Nonni al caldo", 2, "Voce")
    ]
    assert not asked_back.can_be_saved
    told = Choices(fixed=fixed(), words={"voce_id": {"Nonni al caldo": "A2"}})
    judged = judged_file(desk, book(rows), about(), told)
    assert judged.can_be_saved
    remember(desk, asked(), "carlo", judged.layout, MONITORING, "cervia", judged.choices, TODAY)
    assert judged_file(desk, book(rows), about(), fixed()).can_be_saved


def test_of_two_columns_of_months_one_is_asked_and_the_question_stays_answered(
    desk: Engine,
) -> None:
    """The third has nothing under its heading, and is no answer; columns that agree ask nothing."""
    rows: list[list[Any]] = [
        ["Voce", "Mese", "Periodo", "Month", "Importo"],
        ["Case residenza", "gennaio", "febbraio", None, 10],
        ["Case residenza", "febbraio", "marzo", None, 20],
    ]
    words = "Più colonne possono dare il periodo: «Mese», «Periodo». Quale si legge?"
    before = judged_file(desk, book(rows), about(), fixed())
    assert [(one.key, one.sentence) for one in before.waiting] == [("colonna.mese", words)]
    told = Choices(fixed=fixed(), answers={"colonna.mese": "C"})
    after = judged_file(desk, book(rows), about(), told)
    assert [edit.values["period_no"] for edit in after.edits] == [2, 3]
    assert [(one.key, one.sentence, one.given) for one in after.questions] == [
        ("colonna.mese", words, "C")
    ]
    same = [[*row[:2], row[1], *row[3:]] for row in rows[1:]]
    assert judged_file(desk, book([rows[0], *same]), about(), fixed()).can_be_saved


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (MONITORING, {"municipality_id": 3, "period_no": 16, "source_id": 1}),
        (ImportKind.ACTIVITY, {"municipality_id": 3, "period_no": 16}),
        (ImportKind.SCHEDE, {}),
        (ImportKind.SCHEDA_SPENDING, {"municipality_id": 3, "source_id": 1}),
        (ImportKind.INDICATORS, {"municipality_id": 3}),
        (ImportKind.POPULATION, {"municipality_id": 2}),
    ],
)
def test_what_no_column_says_may_be_said_once_of_the_file(
    desk: Engine, kind: ImportKind, fields: dict[str, int]
) -> None:
    """Two Comuni and the district, but where rows are always of a Comune; months and quarters."""
    rows: list[list[Any]] = [["Codice", "Titolo", "Importo"], ["S1", "x", 10]]
    found = judged_file(desk, book(rows), about(kind, "anna"), {}).constants
    assert {name: len(answers) for name, answers in found.items()} == fields


def test_who_is_of_a_comune_says_only_that_one_and_a_column_is_not_said_again(desk: Engine) -> None:
    rows: list[list[Any]] = [["Voce", "Mese", "Importo"], ["A1", 1, 10]]
    found = judged_file(desk, book(rows), about(), {}).constants
    assert {name: [one.words for one in answers] for name, answers in found.items()} == {
        "municipality_id": ["Cervia"],
        "source_id": ["Attività"],
    }


def test_importing_twice_changes_nothing_and_a_new_figure_changes_one(desk: Engine) -> None:
    first = judged_file(desk, book(WIDE), about(), fixed())
    save_rows(desk, SaveRows(asked(), "carlo", first.edits, TODAY))
    before = fingerprint(desk)
    again = judged_file(desk, book(WIDE), about(), fixed())
    assert (again.count("added"), again.count("changed"), again.count("unchanged")) == (0, 0, 4)
    assert fingerprint(desk) == before
    other = [list(row) for row in WIDE]
    other[4][1] = 1001
    assert judged_file(desk, book(other), about(), fixed()).count("changed") == 1
    with reading(desk) as connection:
        assert read_by_id(connection, ENTRY, [f"{FUND}:A1:a:c:final:month:1"])


@pytest.mark.parametrize(
    ("answer", "cents"), [("migliaia", [100_000, 250_000]), ("decimali", [100, 250])]
)
def test_a_column_that_reads_two_ways_is_asked_back(
    desk: Engine, answer: str, cents: list[int]
) -> None:
    text = b"Voce;Mese;Importo\nA1;1;1.000\nA2;1;2.500\n"
    assert [one.key for one in judged_file(desk, text, about(name="x.csv"), fixed()).waiting] == [
        "decimali"
    ]
    told = judged_file(
        desk, text, about(name="x.csv"), Choices(fixed=fixed(), answers={"decimali": answer})
    )
    assert (told.can_be_saved, [edit.values["amount_cents"] for edit in told.edits]) == (
        True,
        cents,
    )


def test_rights_are_those_of_who_imports(desk: Engine) -> None:
    """Carlo is of Cervia, as the title is: of Russi it is asked first, then refused."""
    of_russi = {**fixed(), "municipality_id": "r"}
    elsewhere = judged_file(desk, book(WIDE), about(), of_russi)
    assert ([one.key for one in elsewhere.waiting], elsewhere.can_be_saved) == (
        ["comune-del-titolo"],
        False,
    )
    told = Choices(fixed=of_russi, answers={"comune-del-titolo": "leggi"})
    refused = judged_file(desk, book(WIDE), about(), told)
    assert ({one.code for one in refused.refused}, refused.can_be_saved) == ({"A11"}, False)


def test_population_and_indicators_come_in_too(desk: Engine) -> None:
    population: list[list[Any]] = [
        ["Comune", "Anno", "Fascia di età", "Residenti"],
        ["Cervia", 2026, "residenti di 75 anni e più", 4000],
    ]
    found = judged_file(desk, book(population), about(ImportKind.POPULATION, "anna"), {})
    assert [(edit.values["municipality_id"], edit.values["residents"]) for edit in found.edits] == [
        ("c", 4000)
    ]
    measures: list[list[Any]] = [
        ["Indicatore", "Comune", "Numeratore", "Denominatore"],
        ["a", "Cervia", 12, 1000],
    ]
    found = judged_file(desk, book(measures), about(ImportKind.INDICATORS, "anna"), {})
    assert found.refused == ()
    assert [
        (edit.values["numerator"], edit.values["year"], edit.values["period"])
        for edit in found.edits
    ] == [(12_000, 2026, "year")]


def test_a_word_with_the_sign_of_an_answer_is_told_up_to_the_last_one() -> None:
    found = told(["voce:Rette = integrazioni=A1.1", "anno=2025"], MONITORING)
    assert found.words == {"voce_id": {"Rette = integrazioni": "A1.1"}}
    assert found.answers == {"anno": "2025"}


def test_what_is_no_table_is_told() -> None:
    assert tables(read_any(b"solo testo senza tabella", "x.csv")) == ()
    assert tables(read_any(book([["a"], ["b"]]), "x.xlsx")) == ()
    with pytest.raises(RefusedError) as caught:
        read_any(b"", "x.csv")
    assert [one.code for one in caught.value.problems] == ["X01"]


def test_words_are_matched_by_code_name_and_beginning_never_by_likeness() -> None:
    names = {"A1": "Case residenza anziani", "A2": "Centri diurni", "A3": "Centri diurni disabili"}
    known = KnownNames(
        names, {plain(word): (code,) for code, name in names.items() for word in (code, name)}
    )
    assert known.code_of("case RESIDENZA anziani") == "A1"
    assert known.code_of("a2") == "A2"
    assert known.code_of("A3. Centri diurni disabili") == "A3"
    assert known.code_of("A3 disabili") == "A3"
    assert known.code_of("A3. Qualsiasi cosa") is None
    assert known.code_of("Case residenza anzian") is None
    assert known.offered("Case residenza anzian")[0] == "A1"
    assert known.code_of("Assegni di cura") is None
    assert plain("Città – d’Età (€)") == "citta deta eur" or plain("Città").startswith("citta")


def test_choices_are_remembered_without_what_is_of_one_file() -> None:
    made = Choices(
        {"voce_id": 0},
        {"phase": "final", "year": "2025"},
        {"voce_id": {"x": "A1"}},
        {"anno": "2025", "colonna": "consuntivo", "periodo": "trimestre", "misura": "migliaia"},
    )
    assert from_json(made.as_json()) == Choices(
        {"voce_id": 0},
        {},
        {"voce_id": {"x": "A1"}},
        {"colonna": "consuntivo", "periodo": "trimestre"},
    )
    assert (
        from_json(
            Choices(answers={"colonna": "spesa-2025", "periodo": "novembre"}).as_json()
        ).answers
        == {}
    )
    assert usual_fixed(MONITORING, "a", 2026)["fund_year_id"] == "a:frna:2026"


def test_the_command_previews_and_imports(
    desk: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    present = tmp_path / "archivio.sqlite"
    backup(desk, present)
    monkeypatch.setenv("UDP_DATABASE_URL", f"sqlite:///{present}")
    monkeypatch.setenv("UDP_DISTRICT", "a")
    monkeypatch.setenv("UDP_TODAY", TODAY.isoformat())
    file = tmp_path / "cervia.xlsx"
    file.write_bytes(book(WIDE))
    words = [
        "import",
        str(file),
        "--as",
        "frna_monitoring",
        "--officer",
        "carlo",
        "--year",
        "2026",
        *(part for name, value in fixed().items() for part in ("--set", f"{name}={value}")),
    ]
    tried = CliRunner().invoke(app, [*words, "--dry-run"])
    assert (
        tried.exit_code,
        "4 da aggiungere" in tried.output,
        "niente è stato scritto" in tried.output,
    ) == (0, True, True)
    assert "Importato, in bozza." in CliRunner().invoke(app, words).output
    assert "0 da aggiungere" in CliRunner().invoke(app, words).output
    assert CliRunner().invoke(app, ["import", str(file), "--as", "altro"]).exit_code == 2
    assert (
        CliRunner()
        .invoke(app, ["import", str(tmp_path / "manca.xlsx"), "--as", "activity"])
        .exit_code
        == 2
    )


def test_a_reason_given_before_anybody_was_shown_excuses_values_of_rows_and_no_sum(
    empty_engine: Engine,
) -> None:
    """January by Comune is there; the file gives January of the whole district.

    The sum is accepted by its code alone.
    """
    made_desk(empty_engine)
    save(empty_engine, "anna", *(entry(month, 1000) for month in (1, 2, 3)))
    text = b"Voce;Mese;Importo\nA1;1;9.000,00\n"
    whole = {"source_id": "a", "fund_year_id": FUND, "municipality_id": ""}

    def judged(reason: str, *named: str) -> JudgedFile:
        fixed_for_all = Choices(
            fixed={name: word for name, word in whole.items() if word},
            answers={"comune": "distretto"},
        )
        return judged_file(
            empty_engine,
            text,
            about(officer="anna", name="x.csv"),
            fixed_for_all,
            reason,
            frozenset(named),
        )

    assert [one.code for one in judged("").refused] == ["I18"]
    assert [one.code for one in judged("È il totale").refused] == ["I18"]
    assert [one.code for one in judged("È il totale", "I17").refused] == ["I18"]
    assert [one.code for one in judged("", "I18").refused] == ["I18"]
    agreed = judged("È il totale", "I18")
    assert (agreed.refused, [one.code for one in agreed.excused], len(agreed.preview.excused)) == (
        (),
        ["I18"],
        1,
    )
    unusual = b"Voce;Mese;Importo\nA1;4;900.000,00\n"
    of_cervia = judged_file(
        empty_engine, unusual, about(officer="anna", name="x.csv"), fixed(), "Saldo"
    )
    assert (of_cervia.refused, [one.code for one in of_cervia.excused]) == ((), ["U01"])
    assert [
        one.code
        for one in judged_file(
            empty_engine, unusual, about(officer="anna", name="x.csv"), fixed()
        ).refused
    ] == ["U01"]
