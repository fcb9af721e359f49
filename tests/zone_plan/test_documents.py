"""S0-01, S0-04, S2-04: the plan, the annual programme and a scheda as documents."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from docx import Document
from sqlalchemy import Engine

from tests.made_once import made_once
from tests.made_programme import DEMO, FIRST, Made
from tests.made_rows import load, sound
from tests.pages.reading import words
from tests.zone_plan.made_plan import OTHER, OVER, PLAN, load_plan, opened
from udp_core.archive.engine import reading
from udp_core.archive.registry import BY_NAME
from udp_core.archive.writer import head
from udp_core.briefing.plan_documents import Wanted, plan_document, scheda_document, verified
from udp_core.kernel.problem import RefusedError
from udp_core.programme.report.reading import programme_report
from udp_core.programme.report.sheet import sheet_report
from udp_core.render.documents.text import TextDocument, text_docx, text_pdf
from udp_core.writing.loading import Batch

TODAY = date(2026, 7, 1)
MADE = datetime(2026, 7, 1, 9, tzinfo=UTC)
PROGRAMME = "ravenna:pdz:2026:1"


def chapter(plan_id: str, words_: str, programme: str | None = None) -> Made:
    return "plan_chapter", {
        "plan_id": plan_id,
        "programme_id": programme,
        "code": "bisogni",
        "draft": 1,
        "number": 1,
        "title": "I bisogni",
        "text": words_,
        "owner": "Statistica",
        "due_date": "2026-01-31",
        "delivered_on": "2026-01-30",
        **DEMO,
    }


MORE: list[Made] = [
    chapter(PLAN, "Il testo del piano"),
    chapter(OVER, "Il testo di prima"),
    chapter(PLAN, "Il testo del programma", PROGRAMME),
]


@made_once
def fill(engine: Engine) -> None:
    load_plan(engine, *MORE)


@pytest.fixture
def filled(empty_engine: Engine) -> Engine:
    fill(empty_engine)
    return empty_engine


def made(engine: Engine, wanted: Wanted) -> tuple[TextDocument, int]:
    with reading(engine) as connection:
        found = head(connection)
        return plan_document(connection, wanted, found.sequence, MADE, found.hash), found.sequence


WANTED = Wanted("ravenna", PLAN, TODAY)


def docx_words(document: TextDocument) -> str:
    book = Document(BytesIO(text_docx(document)))
    cells = (cell.text for table in book.tables for row in table.rows for cell in row.cells)
    feet = (line.text for section in book.sections for line in section.footer.paragraphs)
    return " ".join((*(line.text for line in book.paragraphs), *cells, *feet))


def test_the_plan_has_its_chapters_then_its_tables(filled: Engine) -> None:
    """S0-04, S2-04: chapter with its owner and day; then objectives, money, coverage."""
    document, revision = made(filled, WANTED)
    said = docx_words(document)
    for one in (
        "Piano di zona",
        "Il testo del piano",
        "Responsabile: Statistica. Consegnato il 30/01/2026. Stesura 1.",
        "1.10 Obiettivo 1.10",
        "410.000,00 €",
        "obiettivo 1.10",
        f"revisione {revision}",
        f"codice {document.code}",
    ):
        assert one in said, one
    assert "Il testo del programma" not in said
    assert "Il testo di prima" not in said
    assert "Dati dimostrativi" not in said


def test_each_chapter_says_whose_it_is_by_when_and_what_it_said_before(
    empty_engine: Engine,
) -> None:
    """Given in, to be given in, without a day, of nobody; a first draft, a second, none written."""
    named: dict[str, int | str | None] = {"plan_id": PLAN, "number": 2, **DEMO}
    awaited: dict[str, int | str | None] = {
        **named,
        "code": "attesi",
        "title": "Attesi",
        "owner": "Anna",
        "text": None,
    }
    alone: dict[str, int | str | None] = {**named, "code": "soli", "title": "Soli", "number": 3}
    again: dict[str, int | str | None] = {
        **alone,
        "owner": None,
        "due_date": None,
        "delivered_on": None,
    }
    more: list[Made] = [
        ("plan_chapter", {**awaited, "draft": 1, "due_date": "2026-09-30", "delivered_on": None}),
        ("plan_chapter", {**again, "draft": 1, "text": None}),
        ("plan_chapter", {**again, "draft": 2, "text": "Adesso"}),
    ]
    load_plan(empty_engine, *MORE, *more)
    for beside, before in (
        (False, ((), (), ())),
        (
            True,
            (
                (("Nel piano di prima", "Il testo di prima"),),
                (),
                (("Stesura 1", "Il testo non è ancora scritto."),),
            ),
        ),
    ):
        document, _ = made(empty_engine, replace(WANTED, beside=beside))
        chapters = document.sections[:3]
        assert [(one.title, one.notes, one.paragraphs) for one in chapters] == [
            (
                "I bisogni",
                ("Responsabile: Statistica. Consegnato il 30/01/2026. Stesura 1.",),
                ("Il testo del piano",),
            ),
            (
                "Attesi",
                ("Responsabile: Anna. Da consegnare entro il 30/09/2026. Stesura 1.",),
                ("Il testo non è ancora scritto.",),
            ),
            ("Soli", ("Stesura 2.",), ("Adesso",)),
        ]
        assert tuple(one.before for one in chapters) == before


def test_the_text_of_the_plan_before_stands_beside(filled: Engine) -> None:
    """S2-04."""
    document, _ = made(filled, replace(WANTED, beside=True))
    section = document.sections[0]
    assert section.before == (("Nel piano di prima", "Il testo di prima"),)
    assert "Il testo di prima" in docx_words(document)


def test_the_programme_of_a_year_has_its_own_chapters_and_schede(filled: Engine) -> None:
    """S0-01: the schede by ambito, the objectives that the year serves."""
    document, _ = made(filled, replace(WANTED, year=2026))
    said = docx_words(document)
    assert document.title == "Programma 2026"
    for one in ("Il testo del programma", "Ambito: Anziani", "S1 Scheda S1", "Ambito: Giovani"):
        assert one in said, one
    assert "Il testo del piano" not in said
    assert "2.1 Obiettivo 2.1" not in said


def test_a_demonstration_says_so_on_the_cover(filled: Engine) -> None:
    """S0-04."""
    document, _ = made(filled, WANTED)
    shown = replace(document, stamp=replace(document.stamp, demo=True))
    assert "Dati dimostrativi: non sono cifre reali." in docx_words(shown)


def test_both_documents_are_printed(filled: Engine) -> None:
    """S0-01, S0-04: a PDF made again is the same, byte for byte."""
    for year in (0, 2026):
        document, _ = made(filled, replace(WANTED, year=year))
        printed = text_pdf(document)
        assert printed.startswith(b"%PDF")
        assert text_pdf(document) == printed


@pytest.fixture
def changed(filled: Engine) -> tuple[Engine, TextDocument, int]:
    """A document, and an archive that went on after it."""
    document, revision = made(filled, WANTED)
    new = sound(BY_NAME["objective"], plan_id=PLAN, code="9", title="Un obiettivo dopo")
    load(filled, Batch(BY_NAME["objective"], [(None, new)]))
    return filled, document, revision


def test_a_document_is_found_again_by_code_and_revision(
    changed: tuple[Engine, TextDocument, int],
) -> None:
    """S0-04: of its own revision it has its code; the archive of now gives another."""
    engine, document, revision = changed
    assert verified(engine, WANTED, revision, document.code.lower()) == "Piano di zona"
    now, latest = made(engine, WANTED)
    assert now.code != document.code
    assert verified(engine, WANTED, latest, document.code) == ""
    assert verified(engine, WANTED, revision, "AAAAAAAA") == ""
    with pytest.raises(RefusedError, match="non ha la revisione"):
        verified(engine, WANTED, 10**6, document.code)


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (replace(WANTED, year=2025), "il programma del 2025"),
        (replace(WANTED, plan_id=OTHER), "questo piano"),
        (replace(WANTED, plan_id="ravenna:non-c-e"), "questo piano"),
    ],
)
def test_what_is_not_there_is_said(filled: Engine, wanted: Wanted, said: str) -> None:
    """S0-01: another district's plan is not there either."""
    with pytest.raises(RefusedError, match=f"Nel distretto non c’è {said}"):
        made(filled, wanted)


def test_a_scheda_fits_one_page(filled: Engine) -> None:
    """S0-01: its fields, actions and money; the same code on its foot."""
    with reading(filled) as connection:
        report = programme_report(connection, "ravenna", 2026, TODAY)
        sheet = sheet_report(connection, "ravenna", FIRST)
    assert report is not None
    assert sheet is not None
    scheda = next(one for one in report.schede if one.id == FIRST)
    document = scheda_document(report, scheda, sheet, made(filled, WANTED)[0].stamp)
    said = docx_words(document)
    for one in ("S1 Scheda S1", "Azione 1", "60.000,00 €", "Un *bisogno* <b>scritto</b>"):
        assert one in said, one
    assert text_pdf(document).count(b"/Type /Page\n") <= 1


def test_the_documents_are_taken_from_the_screen(
    filled: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S0-01, S0-04, S2-04: two files of the plan or of a year; a reader is told how to verify."""
    screen = opened(filled, monkeypatch, parte="Documenti")
    labels = [one.proto.label for one in screen.get("download_button")]
    assert labels == ["Scarica PDF", "Scarica DOCX"]
    assert screen.selectbox(key="documento").options == ["Il piano", "Programma attuativo 2026"]
    assert "Si chiede all’Ufficio di Piano, con il codice al piede della pagina." in words(screen)
