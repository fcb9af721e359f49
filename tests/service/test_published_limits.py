"""A published table is held in memory whole by its checks.

A longer one is refused before it fills it.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.made_rows import asked, fingerprint
from tests.service.files import codes, written
from udp_core.kernel.problem import RefusedError
from udp_core.packages import published
from udp_core.packages.packages import single_file
from udp_core.writing.loading import LoadRows, load_rows

CONTENT = (
    "indicator_code,indicator_name,definition,area_name,period,value,unit,source_title,source_body,source_year,note\n"
    "A,Uno,Prova,Ravenna,2024,1.5,percent,Fonte,Istat,2025,\n"
    "B,Due,Prova,Ravenna,2024,2.5,percent,Fonte,Istat,2025,\n"
)


def _load(engine: Engine, folder: Path) -> int:
    batches, derived = single_file(written(folder, CONTENT, "wellbeing_indicators.csv"))
    return (
        load_rows(engine, LoadRows(asked(), batches, derived=derived))
        .tallies["published_row"]
        .added
    )


def test_as_many_rows_as_the_limit_are_loaded(
    empty_engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(published, "MOST_ROWS", 2)
    assert _load(empty_engine, tmp_path) == 2


@pytest.mark.parametrize(("limit", "most"), [("MOST_ROWS", 1), ("MOST_CHARACTERS", 60)])
def test_a_longer_table_is_refused_at_the_row_that_goes_beyond(
    empty_engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, most: int
) -> None:
    monkeypatch.setattr(published, limit, most)
    before = fingerprint(empty_engine)
    with pytest.raises(RefusedError) as refused:
        _load(empty_engine, tmp_path)
    [problem] = refused.value.problems
    assert codes([problem]) == ["F16"]
    assert str(problem.place) == "file wellbeing_indicators.csv, riga 3"
    assert fingerprint(empty_engine) == before
