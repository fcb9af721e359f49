"""Questions on the briefing books."""

from __future__ import annotations

from sqlalchemy import Engine

from tests.made_rows import load, load_family, sound
from udp_core.archive.engine import reading
from udp_core.sittings.entities import Dossier
from udp_core.sittings.queries.dossiers import dossier, dossiers
from udp_core.writing.loading import Batch


def test_the_latest_book_comes_first_whatever_its_code(empty_engine: Engine) -> None:
    load_family(empty_engine, "dossier", code="b", made_at="2026-11-10T09:00")
    more = [
        sound(Dossier, code=code, made_at=made_at)
        for code, made_at in (("a", "2026-11-09T09:00"), ("c", "2026-11-11T09:00"))
    ]
    load(empty_engine, Batch(Dossier, [(None, image) for image in more]))
    with reading(empty_engine) as connection:
        found = dossiers(connection, "a")
        assert [one.id for one in found] == ["c", "b", "a"]
        assert dossier(connection, "b") == found[1]
        assert dossier(connection, "z") is None
        assert dossiers(connection, "altro") == ()
