"""An archive made by an earlier release opens with this one.

Same digest, same history, codes that still prove.
"""

from __future__ import annotations

import lzma
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from udp_core.archive.engine import reading
from udp_core.archive.writer import head
from udp_core.briefing.verify import verify_book, verify_file
from udp_core.checking.database import check_database
from udp_core.kernel.settings import Settings
from udp_core.kernel.vocabulary import StatusLevel
from udp_core.overview.report.overview import overview_words
from udp_core.packages.shipped import news
from udp_core.running.start import start

RELEASE = Path(__file__).resolve().parents[1] / "golden" / "release-0.1"
DIGEST = "245dca84d46364f872d742dfa3cadc24536af822d0675f1ef3134e9ac1a61150"
HEAD = "8868aead194970f878fc326ff623640270060ff96b9bd87eb8dfe3ba7a3b8309"
BOOK = "JWYAM5"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The archive of then, brought to this release as the dashboard does when it starts."""
    file = tmp_path_factory.mktemp("release") / "archivio.sqlite"
    file.write_bytes(lzma.decompress((RELEASE / "archivio.sqlite.xz").read_bytes()))
    engine = start(Settings(f"sqlite:///{file}", None, "ravenna", demo=True))
    yield engine
    engine.dispose()


def test_it_has_the_same_digest_and_the_same_sound_history(opened: Engine) -> None:
    report = check_database(opened)
    assert report.digest == DIGEST
    assert report.alterations == ()
    with reading(opened) as connection:
        assert head(connection).sequence == 12_362
        assert head(connection).hash == HEAD


def test_the_briefing_book_that_was_handed_out_is_still_proven(opened: Engine) -> None:
    pages = verify_book(opened, BOOK)
    assert pages
    assert verify_file(pages[0].dossier, (RELEASE / "fascicolo.xlsx").read_bytes()) == "xlsx"
    assert verify_file(pages[0].dossier, b"another file") == ""


def test_its_figures_are_the_same_and_its_lights_are_true(opened: Engine) -> None:
    words = overview_words(opened, Settings("", None, "ravenna", demo=True))
    assert words["fund"]["used_cents"] == 2_220_657_466
    lights = {area["code"]: area["now"] for area in words["areas"]}
    assert (
        lights["reinserimento"] == StatusLevel.CRITICAL.value
    )  # 57 % of its money is behind, most of it with data of months ago


def test_what_this_release_ships_beside_is_offered_and_not_taken(opened: Engine) -> None:
    with reading(opened) as connection:
        found = news(connection)
    assert found.added > 0
    assert found.kept == 0
