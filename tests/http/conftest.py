"""A small desk behind its door."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from tests.http.served import client
from tests.made_desk import made_desk


@pytest.fixture
def desk(empty_engine: Engine) -> Engine:
    """Two Comuni, a fund, and those who write there."""
    made_desk(empty_engine)
    return empty_engine


@pytest.fixture
def door(desk: Engine) -> Iterator[TestClient]:
    """A client that is told where it is sent, and does not go."""
    with client(lambda: desk) as opened:
        opened.follow_redirects = False
        yield opened
