"""Every command x {no right, other district, other role, closed year, stale, asked again, signed
out, expired}.

The commands are read from the code: a new one without its row, or without the reason why it has
none, fails here.
"""

from __future__ import annotations

import ast
import shutil
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.made_desk import FUND
from tests.made_districts import (
    EXPIRED,
    FRNA,
    SIGNED_OUT,
    asks,
    ended,
    made_districts,
    rows,
    session_of,
    signed_in,
)
from tests.made_rows import fingerprint, sound_history
from tests.service.command_calls import Never
from tests.service.command_rows import ROWS, Row
from udp_core.archive.engine import open_engine
from udp_core.kernel.problem import RefusedError

ROOT = Path(__file__).resolve().parents[2] / "udp_core"
ABOVE_OR_BELOW = {"archive", "cli", "http", "kernel", "render", "__pycache__"}
ROOMS = sorted(
    one.name for one in ROOT.iterdir() if one.is_dir() and one.name not in ABOVE_OR_BELOW
)
IN_ANOTHER_TABLE = {
    "sign_in.sessions:": ("entrare e uscire non chiede un incarico: `test_sign_in`, `test_people`"),
    "sign_in.tries:": ("chi bussa alla porta non è ancora nessuno: `test_sign_in`, `test_people`"),
    "sign_in.accounts:first_invitation": ("il primo avvio, del programma stesso: `test_sign_in`"),
    "sign_in.accounts:invite_from_console": ("lo chiede chi ha in mano la macchina: `test_people`"),
    "sittings.commands.showing:show": (
        "che cosa mostrano i muri non è storia né ha versioni: `tests/http/test_walls`"
    ),
    "writing.saving:tried_rows": (
        "la prova di `save_rows`, che non tiene nulla: `test_ownership`, `test_surprises`"
    ),
    "drafts.commands.unsaved:": (
        "ciò che non è salvato è di chi lo scrive e non lascia storia: `tests/http/test_unsaved`"
    ),
    "drafts.commands.unsaved_files:": "come sopra: `test_unsaved_files`",
    "running.start:": "il primo avvio, del programma stesso: `test_start`",
    "writing.grid.drafts:": "come sopra: `test_grid_sheet`",
}
"""Why a command, or a module of them, has no row here, and where it is proved."""


# The list of commands, read from the code


def module_of(path: Path) -> str:
    return (
        path.relative_to(ROOT)
        .with_suffix("")
        .as_posix()
        .replace("/", ".")
        .removesuffix(".__init__")
    )


def functions() -> Iterator[tuple[str, str, set[str]]]:
    """Of each function of the services.

    Its module, its name, and the whole names of what it calls.
    """
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            module, tree = module_of(path), ast.parse(path.read_text(encoding="utf-8"))
            known = {
                alias.asname
                or alias.name: f"{(node.module or '').removeprefix('udp_core.')}:{alias.name}"
                for node in ast.walk(tree)
                if isinstance(node, ast.ImportFrom)
                for alias in node.names
            }
            known |= {
                node.name: f"{module}:{node.name}"
                for node in tree.body
                if isinstance(node, ast.FunctionDef)
            }
            for node in tree.body:
                if isinstance(node, ast.FunctionDef):
                    called = {
                        ast.unparse(part.func)
                        for part in ast.walk(node)
                        if isinstance(part, ast.Call)
                    }
                    yield module, node.name, {known[one] for one in called if one in known}


@cache
def commands() -> set[str]:
    """What a screen or the command line may call, and that writes.

    Itself, or by a function of its own module.
    """
    found = {f"{module}:{name}": called for module, name, called in functions()}
    writing = {name for name, called in found.items() if "archive.engine:writing" in called}
    while (
        more := {name for name, called in found.items() if _private(called, name) & writing}
        - writing
    ):
        writing |= more
    return {name for name in writing if not name.partition(":")[2].startswith("_")}


def _private(called: set[str], name: str) -> set[str]:
    module = name.partition(":")[0]
    return {
        one
        for one in called
        if one.startswith((f"{module}:_", "writing.loading:load_rows", "sign_in.sessions:invite"))
    }


def is_elsewhere(command: str) -> bool:
    return command.startswith(tuple(IN_ANOTHER_TABLE))


def test_every_command_has_its_row() -> None:
    known = {row.command for row in ROWS}
    assert {one for one in commands() if not is_elsewhere(one)} - known == set()
    assert known - commands() == set()
    assert len(known) > 15


def test_a_command_without_a_row_is_noticed() -> None:
    assert "fund.commands.transfers:propose" in commands()
    assert "briefing.dossier:make_dossier" in commands()  # which writes by a function of its own
    assert "packages.shipped:take_news" in commands()  # which writes by another command


# The cells

EVERY = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
World = Callable[[Row], Engine]


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory, _migrated_file: Path) -> Callable[[Row], Path]:
    """The archive in which a command can be done, its author signed in, made once for each."""
    folder = tmp_path_factory.mktemp("worlds")
    made: dict[str, Path] = {}

    def begun(row: Row) -> Path:
        if row.name not in made:
            first = made.get("") or shutil.copy(_migrated_file, folder / "first.sqlite")
            engine = open_engine(f"sqlite:///{first}")
            if "" not in made:
                made_districts(engine)
                made[""] = Path(first)
            engine.dispose()
            made[row.name] = Path(shutil.copy(first, folder / f"{len(made)}.sqlite"))
            engine = open_engine(f"sqlite:///{made[row.name]}")
            row.begin(engine)
            if not isinstance(row.session, Never):
                signed_in(engine, row.by)
            engine.dispose()
        return made[row.name]

    return begun


@pytest.fixture
def world(begun: Callable[[Row], Path], tmp_path: Path) -> Iterator[World]:
    opened: list[Engine] = []

    def world(row: Row) -> Engine:
        engine = open_engine(
            f"sqlite:///{shutil.copy(begun(row), tmp_path / f'{len(opened)}.sqlite')}"
        )
        opened.append(engine)
        return engine

    yield world
    for engine in opened:
        assert sound_history(engine) == []
        engine.dispose()


def refused(engine: Engine, work: Callable[[], object]) -> set[str]:
    """The codes of a refusal, that has changed nothing."""
    before = fingerprint(engine)
    with pytest.raises(RefusedError) as caught:
        work()
    assert fingerprint(engine) == before
    assert all(
        problem.sentence.strip() and problem.remedy.strip() for problem in caught.value.problems
    )
    return {problem.code for problem in caught.value.problems}


def does(
    row: Row, engine: Engine, officer: str = "", *, other: bool = False, session: str = ""
) -> object:
    return row.does(engine, asks(officer or row.by, "la richiesta", session), other)


@EVERY
def test_who_may_does_it_and_it_stays(row: Row, world: World) -> None:
    """The canary of every other cell: the same message does arrive."""
    engine = world(row)
    before = fingerprint(engine)
    does(row, engine)
    assert fingerprint(engine) != before


@EVERY
def test_who_has_no_right_to_it_does_not(row: Row, world: World) -> None:
    """Who only reads, who has no mandate, who works in another district, who has another role in
    this one.

    A refusal changes nothing, so that they may come one after the other; where a cell does not
    apply, the row says why.
    """
    engine = world(row)
    elsewhere, role = row.elsewhere or row.right, row.role or row.right
    cells = {
        "ugo": row.right,
        "gino": row.right,
        "bice": elsewhere,
        "bruno": elsewhere,
    } | dict.fromkeys(row.roles, role)
    told = {
        who: refused(engine, partial(does, row, engine, who))
        for who, code in cells.items()
        if not isinstance(code, Never)
    }
    assert told == {who: {code} for who, code in cells.items() if who in told}


@EVERY
def test_in_a_closed_year_nobody_does_it(row: Row, world: World) -> None:
    if not isinstance(row.closed, Never):
        engine = world(row)
        rows("fund_closure", {"fund_year_id": FUND}, {"fund_year_id": FRNA}, engine=engine)
        assert row.closed in refused(engine, lambda: does(row, engine))


@EVERY
def test_what_somebody_changed_meanwhile_is_not_overwritten(row: Row, world: World) -> None:
    if not isinstance(row.stale, Never):
        engine = world(row)
        row.meanwhile(engine)
        assert row.stale in refused(engine, lambda: does(row, engine))


@EVERY
def test_asked_again_it_is_done_once_and_answers_as_then(row: Row, world: World) -> None:
    engine = world(row)
    expected = row.again(does(row, engine))
    before = fingerprint(engine)
    try:
        answer = does(row, engine)
    except RefusedError as caught:
        answer = caught.problems[0].code
    assert answer == expected
    assert fingerprint(engine) == before


@EVERY
def test_the_same_request_for_something_else_is_refused(row: Row, world: World) -> None:
    if not isinstance(row.other, Never):
        engine = world(row)
        does(row, engine)
        assert refused(engine, lambda: does(row, engine, other=True)) == {row.other}


@EVERY
@pytest.mark.parametrize("how", [SIGNED_OUT, EXPIRED], ids=["signed out", "expired"])
def test_a_session_that_ended_does_nothing(row: Row, how: str, world: World) -> None:
    if isinstance(row.session, Never):
        return
    engine = world(row)
    session = session_of(engine, row.by)
    ended(engine, session, how)
    assert refused(engine, lambda: does(row, engine, session=session)) == {row.session}


@EVERY
def test_a_session_that_holds_does_it(row: Row, world: World) -> None:
    """The canary of the cell above."""
    engine = world(row)
    before = fingerprint(engine)
    does(row, engine, session="" if isinstance(row.session, Never) else session_of(engine, row.by))
    assert fingerprint(engine) != before


def test_every_cell_says_something() -> None:
    for row in ROWS:
        for cell in (row.right, row.closed, row.stale, row.other, row.session):
            assert len(cell) > (20 if isinstance(cell, Never) else 2), row.name
