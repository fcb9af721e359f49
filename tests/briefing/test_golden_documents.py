"""Documents as they were when somebody read them: words, looks, room of columns.

Minutes, convocation and texts for a word processor; Plan, programme and book as their templates
are told them. Where something is to change, look at the difference, then write it down with
`UDP_GOLDEN=1 python -m pytest tests/briefing/test_golden_documents.py`.
"""

from __future__ import annotations

import io
import json
import re
from base64 import b32encode
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from sqlalchemy import Engine

from tests.briefing.conftest import MOMENT
from tests.goldens import compare
from tests.made_sitting import MEMBERS, SITTING, TODAY, asked, note, opened, resolution, ten_posts
from udp_core.archive.engine import reading
from udp_core.briefing.docx import convocation_bytes, minutes_bytes
from udp_core.briefing.dossier import book
from udp_core.briefing.minutes import sheet_of
from udp_core.briefing.plan_documents import Wanted, plan_document
from udp_core.kernel.money import Money
from udp_core.render.documents import pdf, text
from udp_core.render.documents.docx import document_bytes
from udp_core.render.documents.paper import Paper
from udp_core.render.documents.text import Section, TextDocument, text_docx, text_pdf
from udp_core.render.stamp import Stamp
from udp_core.render.table import Column, ColumnKind, table
from udp_core.sittings.commands.deciding import decide
from udp_core.sittings.terms import VoteChoice

PLAN = "ravenna:pdz-2024-2026"
MADE = datetime(2026, 11, 10, 9, tzinfo=UTC)
_PRINT = re.compile(
    r"\b[0-9a-f]{16,64}\b|\b[A-Z2-7]{8}\b|(?<=evisione )[\d.]+"
    r"|(?<=aperta: )[\d/]+, ore [\d:]+"
)
"""Prints and revisions of history, codes of pages, the moment of a test: each has its own."""
EMU_OF_MILLIMETRE = 36_000


def as_read(content: bytes) -> dict[str, Any]:
    """Of a file for a word processor: what stands in it, one under the other, and how."""
    file = Document(io.BytesIO(content))
    own = file.core_properties
    (page,) = file.sections
    sides = (page.page_width, page.page_height, page.left_margin, page.top_margin)
    return {
        "about": [own.title, own.author, own.language, str(own.created)],
        "page": [*map(_millimetres, sides), *(_paragraph(one) for one in page.footer.paragraphs)],
        "body": [
            _grid(one) if hasattr(one, "columns") else _paragraph(one)
            for one in file.iter_inner_content()
        ],
    }


def _millimetres(length: Any) -> int:
    return round((length or 0) / EMU_OF_MILLIMETRE)


def _paragraph(one: Any) -> str:
    looks = [
        "".join(sign for sign, is_so in (("*", run.bold), ("/", run.italic)) if is_so)
        + (f"{run.font.size.pt:g}" if run.font.size else "")
        for run in one.runs
    ]
    side = {0: "sinistra", 1: "centro", 2: "destra"}.get(one.alignment, "")
    return " | ".join(filter(None, (one.style.name, side, " ".join(looks), masked(one.text))))


def _grid(one: Any) -> dict[str, Any]:
    return {
        "room": [_millimetres(column.width) for column in one.columns],
        "rows": [[_cell(cell) for cell in row.cells] for row in one.rows],
    }


def _cell(cell: Any) -> str:
    return "\n".join(_paragraph(line) for line in cell.paragraphs).replace("Normal | ", "")


def masked(words: str) -> str:
    return _PRINT.sub("…", words)


def test_the_minutes_and_the_convocation(demo_copy: Engine) -> None:
    """Three names for, against and kept out of it; the scenario that was refused; a review."""
    opened(demo_copy)
    note(demo_copy, 1, "Il responsabile illustra le criticità.")
    votes = (VoteChoice.FOR, VoteChoice.FOR, VoteChoice.ABSTAINED, VoteChoice.CONFLICT)
    chosen, other = ten_posts(demo_copy), ten_posts(demo_copy, "Venti posti", 793)
    kept = resolution(
        text="Si programmano dieci posti.",
        by_name=dict(zip(MEMBERS, votes, strict=True)),
        reasons={MEMBERS[3]: "Amministra un gestore"},
        scenario_id=chosen,
        refused=(other,),
        review_on=date(2027, 6, 1),
    )
    decide(demo_copy, asked(), "anna", SITTING, kept, TODAY)
    with reading(demo_copy) as connection:
        sheet = sheet_of(connection, SITTING)
    assert sheet is not None
    compare("minutes", as_read(minutes_bytes(sheet)))
    compare("convocation", as_read(convocation_bytes(sheet)))


LIGHTS = table(
    "luci",
    "Due righe e la somma",
    (Column("what", "Che cosa"), Column("eur", "Euro", ColumnKind.MONEY)),
    (("Una riga che ha molte parole da dire", Money(150_00)), ("Totale", Money(1_150_00))),
)
STAMP = Stamp(date(2026, 10, 31), MADE, 7, "confermati", "archivio", demo=True, head="0" * 64)
WRITTEN = TextDocument(
    "Titolo",
    "Sottotitolo",
    "Ufficio di Piano",
    STAMP,
    (
        Section("Con note", 1, notes=("Di chi è.",), paragraphs=("Una riga\nun’altra", "Poi.")),
        Section("Con il testo di prima", 2, paragraphs=("Ora.",), before=(("Prima", "Allora."),)),
        Section("Con una tabella", 2, fields=(("Chi", "Il Comune"),), tables=(LIGHTS,)),
    ),
)


def test_the_code_of_a_document_is_that_of_its_words_in_order() -> None:
    """A code handed out today is found again by who reckons it from the same words."""
    said = (
        *("Titolo", "Sottotitolo"),
        *("1", "Con note", "Di chi è.", "Una riga\nun’altra", "Poi."),
        *("2", "Con il testo di prima", "Ora.", "Prima|Allora."),
        *("2", "Con una tabella", "Chi|Il Comune", "Due righe e la somma", "Che cosa|Euro"),
        *("Una riga che ha molte parole da dire|150,00 €", "Totale|1.150,00 €"),
    )
    assert WRITTEN.code == b32encode(sha256("\n".join(said).encode()).digest()).decode()[:8]


@pytest.mark.parametrize("one_page", [False, True])
def test_a_text_for_a_word_processor(one_page: bool) -> None:
    """Cover, code and foot; of one page, no cover."""
    compare(f"text-{one_page}".lower(), as_read(text_docx(replace(WRITTEN, one_page=one_page))))


def test_a_table_for_a_word_processor() -> None:
    """Landscape, with the origin of the figures under it."""
    compare("text-table", as_read(document_bytes("Titolo", ["Una riga."], [LIGHTS], STAMP)))


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> dict[str, Mapping[str, Any]]:
    """What a template is told, by the name under which it reads it; no page is drawn."""
    said: dict[str, Mapping[str, Any]] = {}

    def kept(
        _folder: Path, _template: Path, name: str, words: Mapping[str, Any], _at: datetime
    ) -> bytes:
        said[name] = json.loads(masked(json.dumps(words, ensure_ascii=False)))
        return b""

    for module in (pdf, text):
        monkeypatch.setattr(module, "compiled", kept)
    return said


@pytest.mark.parametrize(("name", "year"), [("plan", 0), ("programme", 2026)])
def test_the_plan_as_its_template_is_told_it(
    shown_archive: Engine, told: dict[str, Mapping[str, Any]], name: str, year: int
) -> None:
    wanted = Wanted("ravenna", PLAN, TODAY, year, beside=True)
    with reading(shown_archive) as connection:
        text_pdf(plan_document(connection, wanted, 7, MADE))
    compare(f"told-{name}", told["text.json"])


def test_the_book_as_its_template_is_told_it(
    shown_archive: Engine, told: dict[str, Mapping[str, Any]]
) -> None:
    with reading(shown_archive) as connection:
        pages = book(shown_archive, connection, MOMENT, SITTING, "ABCDEF")
    pdf.pdf_bytes(Paper("Fascicolo", "Comitato", STAMP, pages))
    compare("told-book", told["paper.json"])
