"""Rows altered so that nothing reads them any more: the check names them, and does not fall."""

from __future__ import annotations

from contextlib import closing
from sqlite3 import connect

import pytest
from sqlalchemy import Engine

from tests.made_desk import FUND, E, made_desk, save
from tests.made_rows import sound
from udp_core.checking.database import check_database
from udp_core.writing.saving import Edit

ALTERED = {
    "un giorno che non c’è": "UPDATE allocation SET as_of = '2026-02-30'",
    "un anno tolto di sotto alle sue cifre": f"DELETE FROM fund_year WHERE id = '{FUND}'",
    "una scheda di nessun giorno": "UPDATE intervention SET as_of = '2026-2-30'",
}


@pytest.fixture
def desk(empty_engine: Engine) -> Engine:
    made_desk(empty_engine)
    save(empty_engine, "anna", Edit(E["allocation"], sound(E["allocation"], fund_year_id=FUND)))
    return empty_engine


@pytest.mark.parametrize("alteration", ALTERED.values(), ids=ALTERED)
def test_what_cannot_be_read_is_named_and_the_rest_is_checked(
    desk: Engine, alteration: str
) -> None:
    assert check_database(desk).alterations == ()
    with closing(connect(str(desk.url.database))) as file:
        file.execute(alteration)
        file.commit()
    report = check_database(desk)
    assert len(report.alterations) == 1
    said = [one for one in report.outside if one.startswith("Non si controllano: ")]
    assert said
    assert all("non si legge più. Ripristinare una copia verificata." in one for one in said)


def test_what_the_program_gets_wrong_is_not_taken_for_an_alteration(
    desk: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(_connection: object) -> None:
        raise ValueError

    monkeypatch.setattr("udp_core.checking.database.scheda_problems", wrong)
    with pytest.raises(ValueError):  # noqa: PT011 - the very error, and no words of ours
        check_database(desk)
