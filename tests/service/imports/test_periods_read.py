"""Which months a heading or a cell names, and which it only seems to name."""

from __future__ import annotations

import pytest

from udp_core.imports.periods import (
    WHOLE_YEAR,
    Span,
    length_said,
    resembles_month,
    span_of,
    span_under,
    stretch,
)
from udp_core.imports.year_words import years_in
from udp_core.kernel.vocabulary import PeriodKind


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("marzo", Span(3, 3)),
        ("Marzo 2025", Span(3, 3, 2025)),
        ("mar 25", Span(3, 3, 2025)),
        ("Importo sett.", Span(9, 9)),
        ("31 marzo", Span(3, 3, dated=True)),
        ("28 febbraio", Span(2, 2, dated=True)),
        ("27 febbraio", None),
        ("al 31 marzo", Span(1, 3, running=True)),
        ("al 10 marzo", Span(1, 3, running=True)),
        ("Progressivo marzo", Span(1, 3, running=True)),
        ("al 30/06", Span(1, 6, running=True)),
        ("al 30.06.2025", Span(1, 6, 2025, running=True)),
        ("al 30/6/25", Span(1, 6, 2025, running=True)),
        ("al 30/06 2025", Span(1, 6, 2025, running=True)),
        ("al 30/12", Span(1, 12, running=True)),
        ("al 30/13", None),
        ("30/06 circa", None),
        ("Gen-Mar", Span(1, 3)),
        ("da aprile a giugno 2026", Span(4, 6, 2026)),
        ("Mar-Gen", None),
        ("gennaio febbraio marzo", None),
        ("T3", Span(7, 9)),
        ("Q1 2026", Span(1, 3, 2026)),
        ("T1 mancante", None),
        ("T5", None),
        ("IV trim. 2025", Span(10, 12, 2025)),
        ("2° semestre", Span(7, 12)),
        ("3^ bimestre", Span(5, 6)),
        ("II quadrimestre", Span(5, 8)),
        ("V trimestre", None),
        ("trimestre", None),
        ("I e II trimestre", None),
        ("7", Span(7, 7, bare=True)),
        ("12.0", Span(12, 12, bare=True)),
        ("13", None),
        ("2026-03", Span(3, 3, 2026)),
        ("2026-03-01", Span(3, 3, 2026)),
        ("2026-03-31 00:00", Span(3, 3, 2026, dated=True)),
        ("31/03/2026", Span(3, 3, 2026, dated=True)),
        ("01/03/26", Span(3, 3, 2026)),
        ("02/03/26", Span(3, 3, 2026, dated=True)),
        ("3/2026", Span(3, 3, 2026)),
        ("31/02/2026", None),
        ("note di marzo del servizio", None),
        ("", None),
    ],
)
def test_a_text_names_its_months(text: str, span: Span | None) -> None:
    assert span_of(text) == span


@pytest.mark.parametrize(
    ("span", "kind", "number", "words"),
    [
        (Span(3, 3), PeriodKind.MONTH, 3, "marzo"),
        (Span(4, 6), PeriodKind.QUARTER, 2, "2º trimestre"),
        (Span(2, 4), None, None, "da febbraio ad aprile"),
        (Span(1, 6), None, None, "da gennaio a giugno"),
        (Span(7, 8), None, None, "da luglio ad agosto"),
        (WHOLE_YEAR, PeriodKind.YEAR, None, "tutto l’anno"),
    ],
)
def test_months_are_a_period_of_ours_or_none(
    span: Span, kind: PeriodKind | None, number: int | None, words: str
) -> None:
    assert (span.kind, span.number, span.words) == (kind, number, words)


def test_a_number_is_counted_in_periods_of_so_many_months() -> None:
    assert [stretch(3, number) for number in (0, 1, 4, 5)] == [None, Span(1, 3), Span(10, 12), None]
    assert stretch(6, 2, 2025) == Span(7, 12, 2025)
    assert stretch(1, 12) == Span(12, 12)


@pytest.mark.parametrize(
    ("heading", "months"),
    [("Mese", 1), ("N. mesi", 1), ("Trim.", 3), ("Semestre", 6), ("Periodo", None), ("", None)],
)
def test_a_heading_says_how_long_its_periods_are(heading: str, months: int | None) -> None:
    assert length_said(heading.lower().replace(".", "")) == months


def test_a_cell_is_read_with_the_heading_over_it() -> None:
    assert span_under("Trim.", "I") == Span(1, 3)
    assert span_under("Trim.", "marzo") == Span(3, 3)
    assert span_under("Periodo", "I") is None
    assert span_under("Trim.", "") is None


def test_what_is_near_the_name_of_a_month_is_not_one() -> None:
    found = [word for word in ("Febraio", "Mrz", "Marzo", "Voce") if resembles_month(word)]
    assert found == ["Febraio", "Mrz"]


def test_the_years_of_titles_are_told_once_in_order() -> None:
    assert years_in(("Anni 2026 e 2025", "frna-2026.xlsx", "cod. 20261", "1999", "2050")) == (
        2025,
        2026,
    )


@pytest.mark.parametrize(
    ("text", "first", "last"), [("I° trim 2026", 1, 3), ("IV° Trim.", 10, 12), ("202603", 3, 3)]
)
def test_quarters_and_months_as_they_are_written(text: str, first: int, last: int) -> None:
    span = span_of(text)
    assert span is not None
    assert (span.first, span.last) == (first, last)


def test_the_mark_of_a_note_after_a_month_is_no_day() -> None:
    spans = [span_of(text) for text in ("Febbraio (2)", "marzo [12]")]
    assert [(one.first, one.last) for one in spans if one] == [(2, 2), (3, 3)]
    assert span_of("(2)") is None
