"""The briefing book: made in one go, on record, every page found again by its code.

Convocation and minutes.
"""

from __future__ import annotations

import io
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from threading import Event, current_thread
from zipfile import ZipFile

import pytest
from docx import Document
from docx.text.paragraph import Paragraph
from sqlalchemy import Engine
from typer.testing import CliRunner

from tests.made_copy import copied
from tests.made_sitting import (
    MEMBERS,
    SITTING,
    TODAY,
    asked,
    attend,
    edit,
    move,
    note,
    officers,
    opened,
    resolution,
    ten_posts,
)
from udp_core.__main__ import app
from udp_core.archive.engine import reading, writing
from udp_core.archive.writer import hash_at, head
from udp_core.briefing.docx import DocumentSheet, convocation_bytes, minutes_bytes
from udp_core.briefing.dossier import MadeDossier, make_dossier
from udp_core.briefing.jobs import MOST_KEPT, Jobs, Progress
from udp_core.briefing.minutes import sheet_of
from udp_core.briefing.reports import Moment
from udp_core.briefing.verify import page_words, verify_file, verify_page
from udp_core.cli.verifying import NOT_CONFIRMED
from udp_core.fund.entities.fund import Allocation
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.sittings.commands.deciding import decide
from udp_core.sittings.queries.dossiers import dossiers, pages
from udp_core.sittings.terms import VoteChoice
from udp_core.writing.saving import Edit

MOMENT = Moment("ravenna", 2026, TODAY)


def made(engine: Engine, officer: str = "anna", sitting: str = SITTING) -> MadeDossier:
    """Who makes it looks at another district: the book of a sitting is of the sitting's own."""
    moment = replace(MOMENT, district="faenza") if sitting else MOMENT
    return make_dossier(engine, asked(), officer, moment, sitting, lambda _share, _at: None)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory, demo_address: str) -> Iterator[Engine]:
    with copied(demo_address, tmp_path_factory.mktemp("dossier")) as engine:
        opened(engine)
        yield engine


@pytest.fixture(scope="module")
def book(archive: Engine) -> MadeDossier:
    return made(archive)


def test_three_files_with_every_table(book: MadeDossier) -> None:
    from openpyxl import load_workbook
    from pptx import Presentation

    assert book.files["pdf"].startswith(b"%PDF-1.7")
    deck = Presentation(io.BytesIO(book.files["pptx"]))
    assert (deck.slide_width, deck.slide_height) == (12191695, 6858000)
    assert sum(shape.has_chart for slide in deck.slides for shape in slide.shapes) >= 4
    assert all(
        any(
            re.search(rf"codice {book.code}-\d\d", shape.text_frame.text)
            for shape in slide.shapes
            if shape.has_text_frame
        )
        for slide in deck.slides
    )
    sheets = load_workbook(io.BytesIO(book.files["xlsx"]), read_only=True).sheetnames
    assert "Le voci del FRNA" in sheets
    assert sheets[-1] == "Informazioni"


def test_it_is_on_record_and_every_page_is_found_again(archive: Engine, book: MadeDossier) -> None:
    with reading(archive) as connection:
        (row,) = [one for one in dossiers(connection, "ravenna") if one.id == book.code]
        known = pages(connection, book.code)
    assert row.sitting_id == SITTING
    assert [one.number for one in known] == list(range(1, len(known) + 1))
    curve = next(one for one in known if one.name == "frna-curva")
    found = verify_page(archive, f"{book.code.lower()}-{curve.number:02d}")
    assert found.unaltered
    assert found.slide is not None
    assert "Residuo al 31/12: 1,59 M€" in " ".join(page_words(found.slide))
    assert {verify_file(row, content) for content in book.files.values()} == {"pdf", "pptx", "xlsx"}
    assert verify_file(row, book.files["pdf"] + b" ") == ""


def test_its_pages_follow_the_agenda(archive: Engine, book: MadeDossier) -> None:
    """ROOM B10: what a point opens comes after it; each screen once; what nobody opened, last."""
    with reading(archive) as connection:
        names = [one.name for one in pages(connection, book.code)]
    wanted = (
        "ordine-del-giorno",
        "panorama",
        "2-punto",
        "frna-curva",
        "indicatori",
        "comuni",
        "6-punto",
        "scadenze",
    )
    places = [names.index(one) for one in wanted]
    assert places == sorted(places)
    assert len(names) == len(set(names))


def test_what_changes_after_the_sitting_changes_no_page(archive: Engine, book: MadeDossier) -> None:
    with reading(archive) as connection:
        came_in = connection.exec_driver_sql(
            "SELECT id, version, amount_cents FROM allocation WHERE fund_year_id ="
            " 'ravenna:frna:2026' AND status = 'official' AND line = 'elderly' ORDER BY as_of DESC"
            " LIMIT 1"
        ).one()
        numbers = [one.number for one in pages(connection, book.code)]
    edit(
        archive,
        Edit(
            Allocation,
            {"amount_cents": came_in[2] + 100_000_00},
            came_in[0],
            came_in[1],
            reason="Integrazione",
        ),
    )
    assert all(verify_page(archive, f"{book.code}-{number}").unaltered for number in numbers[::5])


def test_a_book_made_before_the_evening_is_confirmed_after_it(demo_copy: Engine) -> None:
    """The notes and the decision are of after.

    The page with the point stays as it was handed out.
    """
    officers(demo_copy)
    before = made(demo_copy)
    with reading(demo_copy) as connection:
        number = next(one.number for one in pages(connection, before.code) if one.name == "2-punto")
    move(demo_copy)
    attend(demo_copy)
    move(demo_copy)
    note(demo_copy, 2, "Il direttore illustra la previsione.")
    decide(demo_copy, asked(), "anna", SITTING, resolution(), TODAY)
    assert verify_page(demo_copy, f"{before.code}-{number}").unaltered
    after = verify_page(demo_copy, f"{made(demo_copy).code}-{number}")
    assert after.unaltered
    assert after.slide is not None
    assert (
        after.slide.lines[-1]
        == "Decisione n. 1: approvata, 4 favorevoli, nessun contrario, nessun astenuto."
    )


def test_a_book_of_a_history_that_is_no_longer_there_is_not_confirmed(demo_copy: Engine) -> None:
    officers(demo_copy)
    before = made(demo_copy)
    with writing(demo_copy) as connection:
        connection.exec_driver_sql("DROP TRIGGER history_no_update")
        connection.exec_driver_sql(
            "UPDATE history SET hash = 'altro' WHERE sequence = (SELECT max(sequence) FROM history"
            " WHERE entity NOT LIKE 'dossier%')"
        )
    found = verify_page(demo_copy, f"{before.code}-01")
    assert (found.unaltered, found.slide) == (False, None)


def test_a_page_whose_data_were_tampered_with_is_told(
    archive: Engine, book: MadeDossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UDP_DATABASE_URL", str(archive.url))
    with reading(archive) as connection:
        made = pages(connection, book.code)
    number = next(one.number for one in made if one.name == "ordine-del-giorno")
    with writing(archive) as connection:
        connection.exec_driver_sql("UPDATE agenda_item SET title = 'Altro' WHERE number = 5")
    assert not verify_page(archive, f"{book.code}-{number:02d}").unaltered
    said = CliRunner().invoke(app, ["verify", f"{book.code}-{number:02d}"])
    assert (said.exit_code, said.output.splitlines()[-1]) == (1, NOT_CONFIRMED)
    whole = CliRunner().invoke(app, ["verify", book.code])
    assert whole.exit_code == 1
    assert f"1 di {len(made)} non confermate. {NOT_CONFIRMED}" in whole.output
    with writing(archive) as connection:
        connection.exec_driver_sql(
            "UPDATE agenda_item SET title = 'Risorse e bisogni dei tre Comuni' WHERE number = 5"
        )


@pytest.mark.parametrize("code", ["", "ZZZZZZ-01", "ZZZZZZ", "{code}-99", "{code}-xx"])
def test_a_code_that_is_no_page_is_said(archive: Engine, book: MadeDossier, code: str) -> None:
    with pytest.raises(RefusedError) as refused:
        verify_page(archive, code.format(code=book.code))
    assert refused.value.problems[0].code == "V01"


def test_the_command_says_it(
    archive: Engine, book: MadeDossier, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pathlib import Path

    monkeypatch.setenv("UDP_DATABASE_URL", str(archive.url))
    file = Path(str(tmp_path)) / "fascicolo.pdf"
    file.write_bytes(book.files["pdf"])
    said = CliRunner().invoke(app, ["verify", f"{book.code}-02", "--file", str(file)])
    assert said.exit_code == 0, said.output
    assert "Inalterata" in said.output
    assert "Il file è il PDF consegnato" in said.output
    file.write_bytes(b"altro")
    other = CliRunner().invoke(app, ["verify", f"{book.code}-02", "--file", str(file)])
    assert other.exit_code == 1
    assert CliRunner().invoke(app, ["verify", "ZZZZZZ-01"]).exit_code == 2


def test_a_book_of_today_without_a_sitting_and_who_may_not(demo_copy: Engine) -> None:
    officers(demo_copy)
    with pytest.raises(RefusedError) as refused:
        made(demo_copy, "ugo", "")
    assert refused.value.problems[0].code == "A11"
    found = made(demo_copy, sitting="")
    assert found.name.startswith("fascicolo_2026-11-10_")
    assert verify_page(demo_copy, f"{found.code}-01").unaltered


# Minutes


def test_the_minutes_tell_everything_on_record(demo_copy: Engine) -> None:
    opened(demo_copy)
    note(demo_copy, 1, "Il responsabile illustra le criticità.")
    named = dict(
        zip(
            MEMBERS,
            (VoteChoice.FOR, VoteChoice.FOR, VoteChoice.ABSTAINED, VoteChoice.CONFLICT),
            strict=True,
        )
    )
    chosen, other = ten_posts(demo_copy), ten_posts(demo_copy, "Venti posti", 793)
    kept = resolution(
        text="Si programmano dieci posti.",
        by_name=named,
        reasons={MEMBERS[3]: "Amministra un gestore"},
        scenario_id=chosen,
        refused=(other,),
        review_on=date(2027, 6, 1),
    )
    decide(demo_copy, asked(), "anna", SITTING, kept, TODAY)
    with reading(demo_copy) as connection:
        sheet = sheet_of(connection, SITTING)
        assert sheet_of(connection, "altra") is None
        query = "SELECT revision FROM sitting WHERE id = '" + SITTING + "'"
        frozen = hash_at(connection, connection.exec_driver_sql(query).scalar_one())
        printed = head(connection).hash
    assert sheet is not None
    words = _words(minutes_bytes(sheet))
    assert frozen in words
    assert f"quando il documento fu prodotto: {printed}" in words
    for said in (
        "Verbale (bozza) della seduta del 18/11/2026",
        "Presiede: Sindaco di Ravenna. Verbalizza: ",
        "La seduta è aperta: ",
        "Dati dimostrativi",
        "Sindaco di Cervia",
        "Numero legale: sì, 4 presenti su 4, ne servono 3.",
        "revisione",
        "Il responsabile illustra le criticità.",
        "Decisione n. 1: approvata",
        "Si programmano dieci posti.",
        "2 favorevoli, nessun contrario, 1 astenuto, 1 in conflitto di interessi",
        "Sindaco di Russi: non vota per conflitto di interessi (Amministra un gestore)",
        "costo +87.183,60 €",
        "Alternative scartate: scenario «Venti posti»",
        "Si riesamina il 01/06/2027.",
    ):
        assert said in words, said


@pytest.mark.parametrize("made", [minutes_bytes, convocation_bytes])
def test_the_print_is_never_alone_on_a_page(
    demo_copy: Engine, made: Callable[[DocumentSheet], bytes]
) -> None:
    """It goes with the names that sign, and those with the last words."""
    with reading(demo_copy) as connection:
        sheet = sheet_of(connection, SITTING)
    assert sheet is not None
    *closing, printed = list(Document(BytesIO(made(sheet))).iter_inner_content())[-4:]
    assert isinstance(printed, Paragraph)
    assert printed.text.startswith("Impronta della storia")
    for block in closing:
        lines = (
            [block]
            if isinstance(block, Paragraph)
            else [line for row in block.rows for cell in row.cells for line in cell.paragraphs]
        )
        assert all(line.paragraph_format.keep_with_next for line in lines)


def test_the_convocation_has_the_agenda(demo_copy: Engine) -> None:
    with reading(demo_copy) as connection:
        sheet, printed = sheet_of(connection, SITTING), head(connection).hash
    assert sheet is not None
    words = _words(convocation_bytes(sheet))
    assert f"quando il documento fu prodotto: {printed}" in words
    assert "il giorno 18/11/2026 alle ore 17:30, presso Sala del Consiglio" in words
    for said in (
        "Prot. n. ",
        "OGGETTO: convocazione della seduta del 18/11/2026.",
        "Ai componenti:",
        "Sindaco di Cervia",
        "La seduta è valida con più della metà dei componenti.",
        "Il PresidenteSindaco di Ravenna",
    ):
        assert said in words, said
    assert "Preconsuntivo del FRNA 2026 (decisione, Direttore del distretto sanitario)" in words


def _words(content: bytes) -> str:
    with ZipFile(io.BytesIO(content)) as book:
        return re.sub(r"<[^>]+>", "", book.read("word/document.xml").decode())


# Long work


def test_long_work_goes_on_and_is_begun_once() -> None:
    jobs: Jobs[str] = Jobs()
    go = Event()

    def work(progress: Progress) -> str:
        progress(0.5, "A metà")
        go.wait(10)
        assert current_thread().daemon  # a server that is stopped does not wait for it
        return "fatto"

    job = jobs.begin("uno", work)
    assert jobs.begin("uno", work) is job
    assert jobs.get("altro") is None
    go.set()
    _wait(job)
    assert (job.result, job.share, job.at) == ("fatto", 0.5, "A metà")
    assert jobs.begin("uno", work) is not job


def test_a_work_that_breaks_says_so() -> None:
    jobs: Jobs[str] = Jobs()

    def refused(_progress: Progress) -> str:
        raise RefusedError([Problem("X01", "No.", "Sì.")])

    def broken(_progress: Progress) -> str:
        raise ZeroDivisionError

    for name, work, code in (("no", refused, "X01"), ("rotto", broken, "B01")):
        job = jobs.begin(name, work)
        _wait(job)
        assert [one.code for one in job.problems] == [code]
    for number in range(MOST_KEPT + 1):
        jobs.begin(str(number), refused)
    assert jobs.get("no") is None


def _wait(job: object) -> None:
    end = time.monotonic() + 10
    while not getattr(job, "ended", False) and time.monotonic() < end:
        time.sleep(0.01)
