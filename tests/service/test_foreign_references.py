"""What a district names is its own: by file as by hand, and in what was written before."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from tests.made_desk import FUND, E, entry, save
from tests.made_districts import made_districts, rows
from tests.made_rows import load, sound
from udp_core.archive.engine import writing
from udp_core.kernel.problem import RefusedError
from udp_core.writing.foreign import every_foreign_reference
from udp_core.writing.loading import Batch


@pytest.fixture
def districts(empty_engine: Engine) -> Engine:
    made_districts(empty_engine)
    save(empty_engine, "carlo", entry(1, 100))
    return empty_engine


def test_what_came_by_file_is_of_one_district_too_and_what_was_there_is_told(
    districts: Engine,
) -> None:
    rows("municipality", {"istat_code": "m", "district_id": "b"}, engine=districts)
    with pytest.raises(RefusedError) as caught:
        rows(
            "frna_entry",
            {"municipality_id": "m", "fund_year_id": FUND, "voce_id": "A1"},
            engine=districts,
        )
    assert [one.code for one in caught.value.problems] == ["W23"]
    with writing(districts) as connection:
        assert list(every_foreign_reference(connection)) == []
        connection.exec_driver_sql(
            "UPDATE frna_entry SET municipality_id = 'm' WHERE municipality_id = 'c'"
        )
        told = {one.sentence for one in every_foreign_reference(connection)}
    assert told == {"«Comune»: «m» è di un altro distretto."}


def test_a_comune_that_comes_with_its_figures_is_known(districts: Engine) -> None:
    """Both are new, and of one district."""
    new = {"istat_code": "n", "district_id": "a"}
    load(
        districts,
        Batch(E["municipality"], [(None, sound(E["municipality"], **new))]),
        Batch(
            E["frna_entry"],
            [(None, sound(E["frna_entry"], municipality_id="n", fund_year_id=FUND, voce_id="A1"))],
        ),
    )
