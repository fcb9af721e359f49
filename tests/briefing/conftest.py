"""One briefing book for the tests that only look at it.

Two scenarios on the second point, made before the evening.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from tests.made_copy import copied
from tests.made_sitting import SITTING, TODAY, asked, edit, officers, ten_posts
from udp_core.briefing.dossier import MadeDossier, make_dossier
from udp_core.briefing.reports import Moment
from udp_core.sittings.entities import AgendaAlternative, AgendaItem
from udp_core.writing.saving import Edit

MOMENT = Moment("ravenna", 2026, TODAY)


@pytest.fixture(scope="session")
def shown_archive(tmp_path_factory: pytest.TempPathFactory, demo_address: str) -> Iterator[Engine]:
    """The demonstration, with two scenarios to be compared; for reading: it is shared."""
    with copied(demo_address, tmp_path_factory.mktemp("shown")) as engine:
        officers(engine)
        chosen, other = ten_posts(engine), ten_posts(engine, "Venti posti", 793)
        edit(engine, Edit(AgendaItem, {"scenario_id": chosen, "screen": None}, f"{SITTING}:2", 1))
        beside = {"item_id": f"{SITTING}:2", "scenario_id": other}
        edit(engine, Edit(AgendaAlternative, beside))
        yield engine


@pytest.fixture(scope="session")
def shown_book(shown_archive: Engine) -> MadeDossier:
    """Its briefing book."""
    return make_dossier(shown_archive, asked(), "anna", MOMENT, SITTING, lambda _share, _at: None)
