"""Counts of people that hold each other: quarters and their year, what grows, below the line.

Ravenna and Cervia are the Comuni of the district; a count under five is hidden.
"""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from sqlalchemy import Engine

from tests.made_indicators import TODAY, YEAR_2025, indicator, load_indicators, measured, target
from tests.made_programme import CERVIA, RAVENNA, Made, image
from tests.made_rows import batches, load
from udp_core.archive.engine import reading
from udp_core.indicators.report.indicators import IndicatorValue, PointValue
from udp_core.indicators.report.reading import indicators_report
from udp_core.kernel.small_numbers import Cell, Hidden
from udp_core.kernel.vocabulary import StatusLevel

ENDS = ("03-31", "06-30", "09-30", "12-31")
Counts = tuple[int, int]
"""Of Ravenna and of Cervia."""


def quarter(number: int, counts: Counts, note: str | None = None) -> list[Made]:
    return _rows(counts, _when("quarter", number, ENDS[number - 1]), note)


def whole_year(counts: Counts) -> list[Made]:
    return _rows(counts, YEAR_2025)


def month(number: int, counts: Counts) -> list[Made]:
    return _rows(counts, _when("month", number, {1: "01-31", 2: "02-28", 3: "03-31"}[number]))


When = dict[str, int | str | None]


def _when(kind: str, number: int, day: str) -> When:
    return {"year": 2025, "period": kind, "period_no": number, "as_of": f"2025-{day}"}


def _rows(counts: Counts, when: When, note: str | None = None) -> list[Made]:
    return [
        measured("SERVED", place, count, None, **(when | {"value": count * 1000, "note": note}))
        for place, count in zip((RAVENNA, CERVIA), counts, strict=True)
    ]


def served(engine: Engine, rows: Iterable[list[Made]], **values: int | str) -> IndicatorValue:
    of_people = indicator("SERVED", denominator=None, multiplier=1000, counts_people=1)
    made: list[Made] = [
        (of_people[0], {**of_people[1], **values}),
        *(row for some in rows for row in some),
    ]
    return _loaded(engine, made, "SERVED")


def _loaded(engine: Engine, made: list[Made], code: str) -> IndicatorValue:
    load_indicators(engine)
    load(engine, *batches([image(one) for one in made]))
    with reading(engine) as connection:
        found = indicators_report(connection, "ravenna", 2025, TODAY)
    return next(one for one in found.indicators if one.text.code == code)


def said(cell: Cell | None) -> int | str | None:
    if cell is None:
        return None
    return cell.label if isinstance(cell, Hidden) else int(cell.value)


def shown(point: PointValue) -> list[int | str | None]:
    """Ravenna, Cervia, the district."""
    return [*(said(row.numerator) for row in point.rows), said(point.numerator)]


def test_a_year_does_not_tell_what_its_quarters_hide(empty_engine: Engine) -> None:
    """Cervia: 19 in the year less 5, 6 and 5 are the 3 that the last quarter hides."""
    quarters = [quarter(n, (20, count)) for n, count in enumerate((5, 6, 5, 3), 1)]
    found = served(empty_engine, [*quarters, whole_year((80, 19))])
    *three, last, year = found.points
    assert [shown(one) for one in three] == [[20, 5, 25], [20, 6, 26], [20, 5, 25]]
    assert shown(last) == ["n.p.", "<5", 23]
    assert shown(year) == ["n.p.", "n.p.", 99]


def test_a_year_does_not_tell_a_quarter_that_nobody_sent(empty_engine: Engine) -> None:
    """17 less 5, 5 and 5: two people in the quarter that is missing."""
    quarters = [quarter(n, (20, 5)) for n in (1, 2, 3)]
    found = served(empty_engine, [*quarters, whole_year((85, 17))])
    assert shown(found.points[-1]) == ["n.p.", "n.p.", 102]


def test_a_quarter_does_not_tell_what_its_months_hide(empty_engine: Engine) -> None:
    """And the months of another quarter are not asked."""
    months = [month(n, (20, count)) for n, count in enumerate((5, 6, 1), 1)]
    found = served(empty_engine, [*months, quarter(1, (60, 12)), quarter(2, (60, 12))])
    assert shown(found.points[-2]) == ["n.p.", "n.p.", 72]
    assert shown(found.points[-1]) == [60, 12, 72]


def test_the_whole_is_hidden_where_it_tells_a_whole(empty_engine: Engine) -> None:
    """In the last quarter one and two people, three of the district: hidden, and by the year."""
    quarters = [quarter(n, counts) for n, counts in enumerate(((9, 9), (9, 9), (9, 9), (1, 2)), 1)]
    found = served(empty_engine, [*quarters, whole_year((28, 29))])
    assert shown(found.points[-2]) == ["<5", "<5", "n.p."]
    assert shown(found.points[-1]) == ["n.p.", "n.p.", "n.p."]
    assert said(found.points[-1].value) == "n.p."


def test_periods_that_hide_nothing_are_shown_with_their_year(empty_engine: Engine) -> None:
    quarters = [quarter(n, (20, 6)) for n in (1, 2, 3, 4)]
    found = served(empty_engine, [*quarters, whole_year((80, 24))])
    assert shown(found.points[-1]) == [80, 24, 104]


def test_what_is_not_people_is_shown_whole(empty_engine: Engine) -> None:
    quarters = [quarter(n, (20, count)) for n, count in enumerate((5, 6, 5, 3), 1)]
    found = served(empty_engine, [*quarters, whole_year((80, 19))], counts_people=0)
    assert shown(found.points[-1]) == [80, 19, 99]


def test_a_figure_that_grows_does_not_tell_what_was_added(empty_engine: Engine) -> None:
    """Cervia 6, then 8 since January: two people came. The later stays, the earlier is hidden.

    From 8 to 8 nobody came, and from 8 to 13 five did: both may be seen.
    """
    counts = ((20, 6), (40, 8), (60, 8), (80, 13))
    found = served(empty_engine, [quarter(n, one, "cumulato") for n, one in enumerate(counts, 1)])
    assert [shown(one) for one in found.points] == [
        ["n.p.", "n.p.", 26],
        [40, 8, 48],
        [60, 8, 68],
        [80, 13, 93],
    ]


def test_a_figure_that_grew_is_held_by_the_one_shown_after_it(empty_engine: Engine) -> None:
    """6, 8, 11: the 8 is hidden by the 11, and then the 6, five before it, may be seen."""
    counts = ((20, 6), (40, 8), (60, 11))
    found = served(empty_engine, [quarter(n, one, "cumulato") for n, one in enumerate(counts, 1)])
    assert [shown(one) for one in found.points] == [
        [20, 6, 26],
        ["n.p.", "n.p.", 48],
        [60, 11, 71],
    ]


# Below the line


def test_few_people_below_the_line_are_hidden_too(empty_engine: Engine) -> None:
    """None of three in Cervia: three people are there, and Ravenna's 40 would tell them of 43."""
    rows = [
        measured("RATE_OF", RAVENNA, 20, 40, **YEAR_2025),
        measured("RATE_OF", CERVIA, 0, 3, **YEAR_2025),
    ]
    found = _loaded(empty_engine, [indicator("RATE_OF", counts_people=1), *rows], "RATE_OF")
    [point] = found.points
    assert [said(row.denominator) for row in point.rows] == ["n.p.", "<5"]
    assert [said(row.value) for row in point.rows] == ["n.p.", 0]
    assert (said(point.denominator), said(point.value)) == (43, 46)


# The light


@pytest.mark.parametrize(
    ("wanted", "level", "reasons"),
    [
        (90_000, StatusLevel.CRITICAL, 1),
        (2_000, StatusLevel.STALE, 2),
        (1_000, StatusLevel.ON_TRACK, 1),
    ],
    ids=["far from every small count", "between them", "reached by each of them"],
)
def test_a_light_that_would_tell_a_small_count_stays_grey(
    empty_engine: Engine, wanted: int, level: StatusLevel, reasons: int
) -> None:
    """Three of the district: to a target of two, green would say that they are at least two."""
    made = [
        indicator("SERVED", denominator=None, multiplier=1000, counts_people=1, unit="persone"),
        target("SERVED", value=wanted, year=2025),
        measured("SERVED", None, 3, None, **(YEAR_2025 | {"value": 3000})),
    ]
    found = _loaded(empty_engine, made, "SERVED")
    assert found.judgement is not None
    assert (found.level, len(found.judgement.reasons)) == (level, reasons)
    assert "3" not in found.reason
