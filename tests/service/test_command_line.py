"""`udp`: what it prints, with which code it ends, and never a traceback for a person's mistake."""

from __future__ import annotations

import json
import shutil
from importlib import import_module
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.service.files import written
from udp_core.__main__ import app, main
from udp_core.kernel.settings import Settings, settings
from udp_core.running.start import start

GOOD = "code;name;kind;origin\nasp;ASP Ravenna;asp;demo\n"
BAD = "code;name;kind;origin\nasp uno;ASP Ravenna;asp;demo\nx;;asp;demo\n"


def _importable(name: str) -> bool:
    try:
        import_module(name)
    except ImportError:
        return False
    return True


STATUS = pytest.param(
    ["status"],
    marks=pytest.mark.skipif(
        not _importable("udp_core.overview.report.overview"),
        reason="le cifre del Panorama non ci sono ancora",
    ),
)


def udp(*words: str | Path) -> Result:
    result = CliRunner().invoke(app, [str(word) for word in words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result


@pytest.fixture(scope="session")
def _shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("shipped") / "shipped.sqlite"
    engine = start(Settings(f"sqlite:///{path}", None, "ravenna", demo=False))
    engine.dispose()
    return path


@pytest.fixture
def ready(_shipped: Path, tmp_path: Path) -> None:
    shutil.copy(_shipped, tmp_path / "configured.sqlite")


def test_init_twice_is_init_once() -> None:
    first, second = udp("init", "--no-demo"), udp("init", "--no-demo")
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "district: 38 aggiunte" in first.output
    assert "district: 0 aggiunte, 0 cambiate, 0 tolte, 38 uguali" in second.output


@pytest.mark.usefixtures("ready")
def test_a_file_with_problems_ends_with_2_and_says_where_and_what_to_do(tmp_path: Path) -> None:
    result = udp("load", written(tmp_path, BAD, "organisation.csv"))
    assert result.exit_code == 2
    assert "[C04] file organisation.csv, riga 2, colonna «code»" in result.output
    assert "[C01] file organisation.csv, riga 3, colonna «name»" in result.output
    assert "Completare la cella." in result.output
    assert "Niente è stato cambiato." in result.output


@pytest.mark.usefixtures("ready")
def test_a_file_with_too_many_problems_says_that_there_are_more(tmp_path: Path) -> None:
    content = "code;name;kind;origin\n" + "a b;x;asp;demo\n" * 80
    assert "… e altri" in udp("load", written(tmp_path, content, "organisation.csv")).output


@pytest.mark.usefixtures("ready")
def test_a_file_is_tried_and_then_loaded(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD, "enti.csv")
    tried = udp("load", path, "--as", "organisation", "--dry-run")
    assert (tried.exit_code, "Prova: niente è stato scritto." in tried.output) == (0, True)
    for added in (1, 0):
        done = udp("load", path, "--as", "organisation", "--reason", "Delibera 1")
        assert done.exit_code == 0
        assert f"organisation: {added} aggiunte" in done.output
        assert "Revisione dell’archivio" in done.output


@pytest.mark.usefixtures("ready")
def test_a_load_without_a_reason_is_refused(tmp_path: Path) -> None:
    result = udp("load", written(tmp_path, GOOD, "organisation.csv"), "--reason", " ")
    assert (result.exit_code, "[A01]" in result.output) == (2, True)


@pytest.mark.usefixtures("ready")
def test_an_export_goes_into_a_new_folder(tmp_path: Path) -> None:
    result = udp("export", tmp_path / "out")
    assert (result.exit_code, "tabelle scritte" in result.output) == (0, True)
    assert (tmp_path / "out" / "datapackage.json").exists()
    assert udp("export", tmp_path / "out").exit_code == 2


@pytest.mark.usefixtures("ready")
def test_a_check_proves_what_was_shipped() -> None:
    pytest.importorskip("udp_core.checking", reason="il controllo non c’è ancora")
    words, data = udp("check"), udp("check", "--json")
    assert (words.exit_code, data.exit_code) == (0, 0)
    assert isinstance(json.loads(data.stdout), dict)


@pytest.mark.usefixtures("ready")
def test_a_check_finds_an_edited_figure() -> None:
    pytest.importorskip("udp_core.checking", reason="il controllo non c’è ancora")
    from sqlalchemy import text

    from udp_core.archive.engine import open_engine, writing

    with writing(open_engine(settings().database)) as connection:
        connection.execute(text("UPDATE population SET residents = residents + 1"))
    result = udp("check")
    assert result.exit_code == 1
    assert "violazion" in result.output


@pytest.mark.parametrize("words", [["load", "x.csv"], ["export", "x"], ["check"], STATUS])
def test_a_database_never_made_is_said(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path, GOOD, "x.csv")
    result = udp(*words, *(["--as", "organisation"] if words[0] == "load" else []))
    assert result.exit_code == 2
    assert "[D08]" in result.output
    assert "udp init" in result.output


@pytest.mark.parametrize(
    "words", [["init"], ["load", "organisation.csv"], ["export", "out"], ["check"], STATUS]
)
def test_a_damaged_database_is_said_without_a_traceback(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path, GOOD, "organisation.csv")
    written(tmp_path, b"this is not a database" * 500, "configured.sqlite")
    result = udp(*words)
    assert result.exit_code == 2
    assert "[D03]" in result.output
    assert "UDP_DATABASE_URL" in result.output


def test_a_wrong_day_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UDP_TODAY", "domani")
    result = udp("init", "--no-demo")
    assert (result.exit_code, "[S01]" in result.output) == (2, True)


def test_without_a_command_the_help_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["udp", "--help"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0


YEAR = "district_id;source_id;year;manager_id;accounting_regime;origin\nravenna;frna;2026;;accrual;real\n"  # noqa: E501
ENTRIES = "fund_year_id;voce_id;source_id;municipality_id;phase;period;period_no;amount_eur;state;as_of;source;origin\n"  # noqa: E501


@pytest.mark.usefixtures("ready")
@pytest.mark.parametrize(
    ("voce", "month", "state", "as_of", "code"),
    [
        ("A1.1", 12, "draft", "2026-11-10", "R20"),
        ("A1.1", 10, "draft", "2026-11-10", "R23"),
        ("A1.1", 11, "validated", "2026-11-10", "R21"),
        ("A1.1", 11, "draft", "2026-11-11", "R22"),
        ("A1", 10, "draft", "2026-10-31", "W13"),
        ("A1.1", 10, "validated", "2026-10-31", ""),
    ],
)
def test_a_load_obeys_the_rules_of_every_other_way_in(  # noqa: PLR0917 - a case
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    voce: str,
    month: int,
    state: str,
    as_of: str,
    code: str,
) -> None:
    """On 10/11/2026.

    A month to come, a day outside the month, a month not ended, a day to come, a group of voci.
    """
    monkeypatch.setenv("UDP_TODAY", "2026-11-10")
    assert udp("load", written(tmp_path, YEAR, "fund_year.csv")).exit_code == 0
    row = f"ravenna:frna:2026;{voce};frna;039007;final;month;{month};100,50;{state};{as_of};Prova;real\n"  # noqa: E501
    done = udp("load", written(tmp_path, ENTRIES + row, "frna_entry.csv"))
    if not code:
        assert (done.exit_code, "frna_entry: 1 aggiunte" in done.output) == (0, True)
        return
    assert done.exit_code == 2
    assert f"[{code}] file frna_entry.csv, riga 2" in done.output


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["chek"], "«chek» non è un comando. Forse: check."),
        (["check", "--jsn"], "«--jsn» non è un’opzione. Forse: --json."),
        (["load"], "Manca «file»."),
        (["import", "x.csv"], "Manca l’opzione «--as»."),
        (["import", "x.csv", "--as"], "L’opzione «--as» vuole un valore."),
        (
            ["import", "x.csv", "--as", "schede", "--year", "poi"],
            "Il valore di «--year» non è un numero intero.",
        ),
        (["load", "a.csv", "b.csv"], "C’è qualcosa di troppo: b.csv."),
    ],
)
def test_a_command_written_wrong_is_told_in_italian(words: list[str], told: str) -> None:
    result = udp(*words)
    assert (result.exit_code, told in result.output) == (2, True)
    named = [] if words[0] == "chek" or words[-1] == "--as" else words[:1]
    assert result.output.rstrip().endswith(f"Come si usa: {' '.join(['udp', *named])} --help")
    assert not any(
        english in result.output for english in ("Usage", "Error", "Missing", "No such", "Try ")
    )


@pytest.mark.parametrize(
    "words",
    [
        ["check"],
        ["status"],
        ["export", "out"],
        ["backup", "copia.sqlite"],
        ["verify", "K7M2QX"],
        ["invite", "anna"],
        ["password", "anna"],
        ["load", "organisation.csv"],
        ["import", "organisation.csv", "--as", "schede"],
    ],
)
def test_a_mistyped_path_is_said_and_makes_nothing(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path, GOOD, "organisation.csv")
    monkeypatch.setenv("UDP_DATABASE_URL", f"sqlite:///{tmp_path}/cartela/udp.sqlite")
    result = udp(*words)
    assert (
        result.exit_code,
        "[D08]" in result.output,
        "cartela/udp.sqlite non c’è" in result.output,
    ) == (2, True, True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["organisation.csv"]


def test_the_status_is_in_words_and_in_euro_and_its_json_in_cents(
    demo_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UDP_DATABASE_URL", demo_address)
    told, figures = udp("status").output, json.loads(udp("status", "--json").stdout)
    assert figures["fund"]["available_cents"] == 28_751_951_67
    assert "Ravenna, 2026, al 31/10/2026 (dati dimostrativi)" in told
    assert "Disponibile: 28.751.951,67 €" in told
    assert "Saldo strutturale: −43.027,12 €" in told
    assert "Fatto: 71,9 %, previsto a oggi 80,4 %" in told
    assert not any(code in told for code in ("{", "on_track", "critical", "_cents"))
