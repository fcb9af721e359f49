"""The archive that each module of the plan fills with its own rows."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine


@pytest.fixture
def filled(empty_engine: Engine, request: pytest.FixtureRequest) -> Engine:
    """A new archive with the rows of the module's own `fill`."""
    request.module.fill(empty_engine)
    return empty_engine
