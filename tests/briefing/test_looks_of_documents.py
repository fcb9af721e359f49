"""The look of small documents, part by part, as it was when somebody read it.

Place, size, font, colour, dash, side, widths. Where a look is to change, read the difference, then
write it down with `UDP_GOLDEN=1 python -m pytest tests/briefing/test_looks_of_documents.py`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction

import pytest

from tests.goldens import compare_lines
from tests.made_looks import deck_looks, text_looks
from udp_core.briefing.agenda import AgendaPoint, NoteWords
from udp_core.briefing.docx import (
    DecisionWords,
    DocumentSheet,
    convocation_bytes,
    minutes_bytes,
)
from udp_core.kernel.clock import ROME
from udp_core.kernel.money import Money
from udp_core.kernel.vocabulary import StatusLevel
from udp_core.render.documents.docx import document_bytes
from udp_core.render.documents.paper import Page, Paper
from udp_core.render.documents.pptx import pptx_bytes
from udp_core.render.documents.text import Section, TextDocument, text_docx
from udp_core.render.key_figure import KeyFigure
from udp_core.render.slide import Look, PlaceMap, PlaceShape, Series, Slide, SlideChart
from udp_core.render.stamp import Stamp
from udp_core.render.table import Column, ColumnKind, table
from udp_core.sittings.rules import Seat
from udp_core.sittings.terms import MemberRole, Presence, SittingState

MADE = datetime(2026, 11, 10, 9, 30, tzinfo=ROME)
STAMP = Stamp(date(2026, 10, 31), MADE, 7, "confermati", "archivio", demo=True, head="0" * 64)
MONTHS = ("gen", "feb", "mar")
BARS = SlideChart(
    Look.BARS,
    "milioni di euro",
    ("Anziani", "Disabili"),
    (Series("Programmato", (2.5, 1.25)), Series("Usato", (2.0, None))),
    ("2,0 di 2,5 M€", "n.d. di 1,25 M€"),
    decimals=2,
)
BELOW_ZERO = SlideChart(Look.BARS, "persone", ("Cervia", "Russi"), (Series("Saldo", (-3.0, 4.0)),))
LINES = SlideChart(
    Look.LINES,
    "milioni di euro",
    MONTHS,
    (
        Series("Usato", (1.0, 2.0, None)),
        Series("Previsto", (None, 2.0, 3.25), dashed=True),
        Series("Disponibile", (4.0, 4.0, 4.0)),
        Series("Assente", (None, None, None)),
    ),
    decimals=1,
)
UNITLESS = SlideChart(Look.LINES, "", MONTHS, (Series("Indice", (-1.0, 0.0, 1.0)),))
STEPS = SlideChart(
    Look.STEPS,
    "milioni di euro",
    ("Prima", "Meno", "Pari", "Più", "Dopo"),
    (Series("Fondo", (5.0, -1.0, 0.0, 3.0, 7.0)),),
    ("5 M€", "-1 M€", "0 M€", "+3 M€"),
)
SQUARE = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0))
ISLE = ((12.0, 0.0), (20.0, 0.0), (20.0, 5.0))
WHERE = PlaceMap(
    "Cervia, nel distretto",
    20.0,
    10.0,
    (PlaceShape((SQUARE,), chosen=True), PlaceShape((ISLE, SQUARE), chosen=False)),
)
LIGHTS = table(
    "luci",
    "Semafori",
    (Column("light", "Semaforo"), Column("what", "Che cosa"), Column("eur", "€", ColumnKind.MONEY)),
    (
        ("▲ critico", "Nido <0-3> & attese", Money(150_00)),
        ("● in linea", "Affido", Money(1_000_00)),
        ("", "Totale", Money(1_150_00)),
    ),
)
FIGURES = (
    KeyFigure("rest", "Resta", "1,5 M€", "di 3 M€", StatusLevel.ATTENTION, judged=True),
    KeyFigure("share", "Quota", "72 %", "", StatusLevel.CRITICAL),
)


def _paper(*slides: Slide) -> Paper:
    pages = [Page(number, f"CODICE-{number}", one) for number, one in enumerate(slides, start=1)]
    return Paper("Fascicolo", "Comitato di Distretto", STAMP, pages)


def test_the_foot_says_the_print_of_history_where_there_is_one() -> None:
    page = Page(1, "CODICE-1", Slide("s", "Un titolo"))
    said = "Dati dimostrativi · situazione al 31/10/2026 · confermati · fonte: archivio"
    assert _paper().foot(page) == f"{said} · revisione 7 · impronta {'0' * 16} · codice CODICE-1"
    without = replace(_paper(), stamp=replace(STAMP, head=""))
    assert without.foot(page) == f"{said} · revisione 7 · codice CODICE-1"
    text = replace(WRITTEN, stamp=without.stamp)
    assert text.foot == f"{said} · revisione 7 · codice {text.code}"


def _sheets(*slides: Slide) -> list[str]:
    return deck_looks(pptx_bytes(_paper(*slides)))


def test_the_look_of_figures_and_of_rows() -> None:
    """Light and reason under the title; a white head, a band every other row, lights in colour."""
    judged = Slide(
        "luci",
        "Una riga di tre è critica",
        "Al 31 ottobre",
        FIGURES,
        table=LIGHTS,
        lines=("Una nota con\nun’altra riga.", "La seconda nota con 🙂."),
        level=StatusLevel.CRITICAL,
        reason="una attesa è oltre il termine",
    )
    alone = Slide("righe", "Solo righe", table=LIGHTS)
    words = Slide("vuota", "Solo parole", reason="Perché sì", lines=("Una riga.",))
    compare_lines("look-rows", _sheets(judged, alone, words))


def test_the_look_of_charts() -> None:
    """The forecast is dashed, its last number under its end; a bar begins at zero, if it can."""
    charts = (BARS, BELOW_ZERO, LINES, UNITLESS)
    compare_lines("look-charts", _sheets(*(Slide("g", "Un grafico", chart=one) for one in charts)))


def test_the_look_of_a_bridge_beside_its_map() -> None:
    """Wholes dark, gains blue, losses orange; the place that is spoken of is drawn last."""
    bridge = Slide("ponte", "Il fondo passa da 5 a 7", chart=STEPS, place=WHERE)
    tall = replace(WHERE, width=10.0, height=40.0, shapes=(PlaceShape((SQUARE,), chosen=True),))
    below = Slide("sotto", "Il disegno, poi le righe", chart=STEPS, place=tall, table=LIGHTS)
    compare_lines("look-bridge", _sheets(bridge, below))


LONG = "Una parola che non si spezza: " + "precipitevolissimevolmente " * 3
WIDE = table(
    "larga",
    "Molte colonne",
    (
        Column("what", "Che cosa"),
        Column("why", "Perché"),
        Column("day", "Entro", ColumnKind.DAY),
        Column("share", "Quota complessiva", ColumnKind.PERCENT),
        Column("eur", "Importo", ColumnKind.MONEY),
    ),
    (
        ("Affido", LONG, date(2026, 12, 31), Fraction(1, 4), Money(250_00)),
        ("Totale dei due", "", None, Fraction(1), Money(1_000_00)),
    ),
)
TOO_WIDE = table(
    "troppo",
    "Parole che nessuna pagina tiene",
    [Column(f"column_{number}", "Parola") for number in range(6)],
    [("precipitevolissimevolmente" * 2,) * 6],
)
WRITTEN = TextDocument(
    "Titolo",
    "Sottotitolo",
    "Ufficio di Piano",
    STAMP,
    (
        Section("Con note", 1, notes=("Di chi è.",), paragraphs=("Una riga\nun’altra", "Poi.")),
        Section("Col testo di prima", 2, paragraphs=("Ora.", "E poi."), before=(("Prima", "No."),)),
        Section("Con una tabella", 2, fields=(("Chi", "Il Comune 🙂"),), tables=(LIGHTS, WIDE)),
    ),
)


def test_the_look_of_a_text() -> None:
    compare_lines("look-text", text_looks(text_docx(WRITTEN)))


def test_the_look_of_rows_for_a_word_processor() -> None:
    """Across the page, fixed columns that nobody's program moves; the sum is bold.

    What no page holds is as small as may be, and no wider than the page.
    """
    shown = document_bytes("Titolo", ["Una riga 🙂."], [LIGHTS, WIDE, TOO_WIDE], STAMP)
    compare_lines("look-table", text_looks(shown))


SEATS = tuple(
    Seat(code, f"Sindaco di {code}", "Sindaco", role, votes, presence, None, None, None)
    for code, role, votes, presence in (
        ("Ravenna", MemberRole.CHAIR, True, Presence.PRESENT),
        ("Cervia", MemberRole.MEMBER, True, Presence.ABSENT),
        ("Russi", MemberRole.SECRETARY, False, None),
    )
)
SAID = DocumentSheet(
    "Comitato",
    "Distretto della Costa",
    date(2026, 11, 18),
    "17:30",
    "Sala 🙂",
    (
        AgendaPoint(1, "Fondo", "decisione", "Anna", "Bozza", "Si approva.",
                    (NoteWords("Si illustra."), NoteWords("Si chiede.", "18:42", "Ufficio"))),
        AgendaPoint(2, "Varie", "informativa", "", "", ""),
    ),
    SEATS,
    "metà dei componenti",
    {1: "Numero legale: sì."},
    (
        DecisionWords(1, 1, "Si approva.", "approvata", "1 favorevole", ("Ravenna: sì",),
                      "scenario «A».", ("scenario «B»", "scenario «C»"), date(2027, 6, 1), "n. 5"),
        DecisionWords(2, 1, "Si prende atto.", "approvata", "nessun voto", (), "", (), None),
    ),
    "Cifre note al 10/11/2026.",
    True,
    ((1, "Alle 18:00 entra il Sindaco di Cervia."), (2, "Alle 19:00 esce.")),
    "0" * 64,
    SittingState.APPROVED,
    "18/11/2026, ore 17:42",
    "18/11/2026, ore 19:00",
    {1: ("Restano 2 M€ (Resta 2 M€)", "Un disegno")},
)  # fmt: skip
BARE = replace(
    SAID, place="Sala", seats=(), rule="", attendance={}, decisions=(), known="", demo=False,
    moments=(), head="", state=SittingState.PLANNED, opened_at="", closed_at="", figures={},
)  # fmt: skip


@pytest.mark.parametrize(("name", "sheet"), [("full", SAID), ("bare", BARE)])
def test_the_look_of_minutes_and_of_a_convocation(name: str, sheet: DocumentSheet) -> None:
    """With everything on record, and before anything is: blanks to be filled by hand."""
    compare_lines(f"look-minutes-{name}", text_looks(minutes_bytes(sheet)))
    compare_lines(f"look-notice-{name}", text_looks(convocation_bytes(sheet)))
