"""Loading: everything or nothing, once, and every problem with its place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.faults.failing import Stopped, stop_at
from tests.made_rows import asked, family, fingerprint, load, load_family, sound, sound_history
from tests.service.files import codes, written
from udp_core.archive.engine import reading
from udp_core.archive.entity import Entity, Image
from udp_core.archive.images import CHUNK, read_all, read_by_id
from udp_core.archive.registry import BY_NAME, ENTITIES
from udp_core.kernel.problem import MOST_LISTED, Problem, RefusedError
from udp_core.packages.packages import single_file
from udp_core.writing.loading import Batch, LoadRows, load_rows

DISTRICT, MUNICIPALITY, VOCE, POPULATION = (
    BY_NAME[name] for name in ("district", "municipality", "frna_voce", "population")
)


def batch(entity: type[Entity], *images: Image, whole: bool = False) -> Batch:
    return Batch(
        entity,
        [(number, image) for number, image in enumerate(images, start=2)],
        "prova.csv",
        whole=whole,
    )


def refused(engine: Engine, *batches: Batch) -> list[Problem]:
    """The problems, after a look that nothing was changed."""
    before = fingerprint(engine)
    with pytest.raises(RefusedError) as caught:
        load(engine, *batches)
    assert fingerprint(engine) == before
    assert len(caught.value.problems) <= MOST_LISTED
    return list(caught.value.problems)


def test_rows_of_every_entity_are_loaded(engine: Engine) -> None:
    for entity in ENTITIES:
        # set by SQLAlchemy
        load_family(engine, entity.__table__.name)  # type: ignore[attr-defined]
    with reading(engine) as connection:
        for entity in ENTITIES:
            [(_, version, image)] = list(read_all(connection, entity))
            assert (version, image) == (1, dict(sorted(sound(entity).items())))
    assert sound_history(engine) == []


def test_added_changed_unchanged_and_removed_are_counted(engine: Engine) -> None:
    first = load(
        engine,
        batch(DISTRICT, sound(DISTRICT), sound(DISTRICT, code="b"), sound(DISTRICT, code="c")),
    )
    assert (first.tallies["district"].added, first.revision) == (3, 3)
    second = load(
        engine,
        batch(
            DISTRICT,
            sound(DISTRICT),
            sound(DISTRICT, code="b", name="B"),
            sound(DISTRICT, code="d"),
            whole=True,
        ),
    )
    tally = second.tallies["district"]
    assert (
        tally.added,
        tally.changed,
        tally.unchanged,
        tally.removed,
        tally.touched,
        second.revision,
    ) == (1, 1, 1, 1, 3, 6)
    with reading(engine) as connection:
        versions = {row_id: version for row_id, version, _ in read_all(connection, DISTRICT)}
        assert versions == {"a": 1, "b": 2, "d": 1}
        assert read_by_id(connection, DISTRICT, ["b", "nessuno"])["b"][1]["name"] == "B"


def test_loading_twice_changes_nothing(engine: Engine) -> None:
    load_family(engine, "frna_entry")
    before = fingerprint(engine)
    assert all(tally.touched == 0 for tally in load_family(engine, "frna_entry").tallies.values())
    assert fingerprint(engine) == before


def test_asking_twice_does_it_once(engine: Engine) -> None:
    load(engine, batch(DISTRICT, sound(DISTRICT)), request_id="una volta")
    before = fingerprint(engine)
    again = load(engine, batch(DISTRICT, sound(DISTRICT, name="Altro")), request_id="una volta")
    assert again.repeated
    assert again.tallies == {}
    assert fingerprint(engine) == before


def test_a_dry_run_says_what_it_would_do_and_writes_nothing(engine: Engine) -> None:
    load(engine, batch(DISTRICT, sound(DISTRICT)))
    before = fingerprint(engine)
    outcome = load(
        engine, batch(DISTRICT, sound(DISTRICT, name="B"), sound(DISTRICT, code="c")), dry_run=True
    )
    assert (outcome.tallies["district"].added, outcome.tallies["district"].changed) == (1, 1)
    assert fingerprint(engine) == before


def test_one_wrong_row_refuses_all_batches(engine: Engine) -> None:
    problems = refused(
        engine,
        batch(DISTRICT, sound(DISTRICT)),
        batch(
            MUNICIPALITY,
            sound(MUNICIPALITY),
            sound(MUNICIPALITY, istat_code="b", district_id="nessuno"),
        ),
    )
    assert codes(problems) == ["W02"]
    assert str(problems[0].place) == "file prova.csv, riga 3"


def test_a_problem_is_not_repeated_by_all_that_refers_to_it(engine: Engine) -> None:
    wrong = sound(DISTRICT, code="b"), sound(DISTRICT, code="b")
    assert codes(
        refused(
            engine,
            batch(DISTRICT, sound(DISTRICT), *wrong),
            batch(MUNICIPALITY, sound(MUNICIPALITY, district_id="b")),
        )
    ) == ["W01"]


def test_a_circle_is_said_even_where_the_database_would_take_it(engine: Engine) -> None:
    load(engine, batch(VOCE, sound(VOCE, code="a"), sound(VOCE, code="b")))
    assert set(
        codes(
            refused(
                engine,
                batch(
                    VOCE, sound(VOCE, code="a", parent_id="b"), sound(VOCE, code="b", parent_id="a")
                ),
            )
        )
    ) == {"W04"}


def test_a_row_twice_in_one_part_of_a_file_is_refused(engine: Engine) -> None:
    problems = refused(engine, batch(DISTRICT, sound(DISTRICT), sound(DISTRICT)))
    assert codes(problems) == ["W01"]
    assert problems[0].place.row == 3


@pytest.mark.parametrize("stored", [False, True])
@pytest.mark.parametrize("same", [False, True])
def test_a_row_twice_far_apart_is_refused(engine: Engine, same: bool, stored: bool) -> None:
    """Also where the first of the two is equal to what is stored, so that nothing was written
    for it."""
    if stored:
        load(engine, batch(DISTRICT, sound(DISTRICT)))
    far = [sound(DISTRICT, code=f"d{number}") for number in range(CHUNK)]
    again = sound(DISTRICT) if same else sound(DISTRICT, name="Altro")
    problems = refused(engine, batch(DISTRICT, sound(DISTRICT), *far, again))
    assert codes(problems) == ["W01"]
    assert problems[0].place.row == CHUNK + 3
    assert "riga 2" in problems[0].sentence


def test_a_row_already_stored_is_a_change_not_a_repetition(engine: Engine) -> None:
    load(engine, batch(DISTRICT, sound(DISTRICT)))
    assert load(engine, batch(DISTRICT, sound(DISTRICT, name="B"))).tallies["district"].changed == 1


def test_a_child_may_come_before_its_parent(engine: Engine) -> None:
    rows = [
        sound(VOCE, code="a.1.1", parent_id="a.1"),
        sound(VOCE, code="a.1", parent_id="a"),
        sound(VOCE, code="a"),
    ]
    assert load(engine, batch(VOCE, *rows)).tallies["frna_voce"].added == 3
    assert sound_history(engine) == []


@pytest.mark.parametrize("circle", [["a"], ["a", "b"], ["a", "b", "c"]])
def test_rows_that_refer_to_each_other_in_a_circle_are_refused(
    engine: Engine, circle: list[str]
) -> None:
    rows = [
        sound(VOCE, code=code, parent_id=circle[(index + 1) % len(circle)])
        for index, code in enumerate(circle)
    ]
    assert set(codes(refused(engine, batch(VOCE, *rows)))) == {"W04"}


def test_a_validated_row_is_locked(engine: Engine) -> None:
    load_family(engine, "frna_entry", state="validated")
    entry = BY_NAME["frna_entry"]
    assert codes(
        refused(engine, batch(entry, sound(entry, state="validated", amount_cents=1)))
    ) == ["W03"]
    assert codes(refused(engine, batch(entry, sound(entry, state="draft")))) == ["W03"]
    assert (
        load(engine, batch(entry, sound(entry, state="validated"))).tallies["frna_entry"].unchanged
        == 1
    )


def test_a_validated_scheda_is_locked_by_its_data_state(engine: Engine) -> None:
    load_family(engine, "intervention", data_state="validated")
    scheda = BY_NAME["intervention"]
    assert codes(
        refused(engine, batch(scheda, sound(scheda, data_state="validated", title="Altro")))
    ) == ["W03"]


def test_a_draft_becomes_validated(engine: Engine) -> None:
    load_family(engine, "frna_entry")
    entry = BY_NAME["frna_entry"]
    assert (
        load(engine, batch(entry, sound(entry, state="validated"))).tallies["frna_entry"].changed
        == 1
    )


def test_problems_stop_at_the_limit(empty_engine: Engine) -> None:
    rows = [sound(MUNICIPALITY, istat_code=f"m{number}") for number in range(200)]
    with pytest.raises(RefusedError) as caught:
        load(empty_engine, batch(MUNICIPALITY, *rows))
    assert len(caught.value.problems) == MOST_LISTED
    assert caught.value.not_listed == 1


def test_what_the_file_could_not_give_refuses_the_rest(engine: Engine, tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "code;name;province_code;region;source\na;Ravenna;ra;ER;Istat\nb b;Faenza;ra;ER;\n",
        "district.csv",
    )
    before = fingerprint(engine)
    with pytest.raises(RefusedError) as caught:
        load_rows(engine, LoadRows(asked(), single_file(path)[0]))
    assert codes(caught.value.problems) == ["C04", "C01"]
    assert fingerprint(engine) == before


def test_a_file_without_its_optional_columns_is_loaded(engine: Engine, tmp_path: Path) -> None:
    path = written(
        tmp_path, "code;name;kind;origin\na;Comune;municipality;real\n", "organisation.csv"
    )
    assert (
        load_rows(engine, LoadRows(asked(), single_file(path)[0])).tallies["organisation"].added
        == 1
    )


@pytest.mark.parametrize("reason", ["", "   ", "x" * 1001])
def test_a_change_needs_a_reason(engine: Engine, reason: str) -> None:
    with pytest.raises(RefusedError) as caught:
        load_rows(engine, LoadRows(asked(reason=reason), [batch(DISTRICT, sound(DISTRICT))]))
    assert [problem.code for problem in caught.value.problems] == ["A01"]


def test_a_moment_without_its_zone_is_a_bug(empty_engine: Engine) -> None:
    from dataclasses import replace

    naive = replace(asked(), at=asked().at.replace(tzinfo=None))
    with pytest.raises(ValueError, match="zone"):
        load_rows(empty_engine, LoadRows(naive, [batch(DISTRICT, sound(DISTRICT))]))


def test_history_says_who_when_and_why(engine: Engine) -> None:
    load_rows(engine, LoadRows(asked("r1", "Delibera 12"), [batch(DISTRICT, sound(DISTRICT))]))
    with reading(engine) as connection:
        row = connection.exec_driver_sql(
            "SELECT id, at, author, role, command, reason FROM request"
        ).one()
    assert tuple(row) == (
        "r1",
        "2026-11-10T09:30:00.000+00:00",
        "Ada Rossi",
        "Ufficio di Piano",
        "load_rows",
        "Delibera 12",
    )


@pytest.mark.parametrize("table", ["frna_entry", "intervention"])
def test_a_stop_at_any_statement_changes_nothing(engine: Engine, table: str) -> None:
    """Additions, changes and removals in one command.

    The program is stopped at the first statement, the second, and so on.
    """
    load(engine, batch(DISTRICT, sound(DISTRICT), sound(DISTRICT, code="old")))
    before = fingerprint(engine)
    for number in range(1, 500):
        entity = BY_NAME[table]
        rows = [
            Batch(parent, [(None, image)])
            for parent, image in family(entity)[:-1]
            if parent is not DISTRICT
        ]
        found = [
            batch(DISTRICT, sound(DISTRICT, name="Nuovo"), whole=True),
            *rows,
            batch(entity, sound(entity)),
        ]
        try:
            with stop_at(engine, number) as met:
                load(engine, *found)
        except Stopped:
            assert fingerprint(engine) == before, met[-1]
        else:
            break
    assert number > 20
    assert fingerprint(engine) != before
    assert sound_history(engine) == []


def test_a_stop_at_the_commit_changes_nothing(engine: Engine) -> None:
    from sqlalchemy import event

    before = fingerprint(engine)

    def _stop(_connection: object) -> None:
        raise Stopped

    event.listen(engine, "commit", _stop)
    with pytest.raises(Stopped):
        load(engine, batch(DISTRICT, sound(DISTRICT)))
    event.remove(engine, "commit", _stop)
    assert fingerprint(engine) == before


def test_a_problem_that_the_rows_discover_while_read_refuses_all(engine: Engine) -> None:
    problems: list[Problem] = []

    def rows() -> Iterator[tuple[int, Image]]:
        yield 2, sound(DISTRICT)
        problems.append(Problem("X01", "Non va.", "Correggere."))

    found = Batch(DISTRICT, rows(), "prova.csv", problems)
    before = fingerprint(engine)
    with pytest.raises(RefusedError):
        load(engine, found)
    assert fingerprint(engine) == before


def test_computed_rows_are_judged_by_their_fields(engine: Engine) -> None:
    load_family(engine, "municipality")
    wrong: list[dict[str, int | str | None]] = [
        {"residents": -1},
        {"residents": 10**10},
        {"year": 1},
        {"residents": None},
        {"residents": "molti"},
        {"source": "x" * 301},
        {"source": 5},
    ]
    for values in wrong:
        found = Batch(POPULATION, [(None, sound(POPULATION, **values))], computed=True)
        assert codes(refused(engine, found)) == ["W05"], values
    decimals = BY_NAME["rule"]
    load_family(engine, "rule_set")
    assert codes(
        refused(engine, Batch(decimals, [(None, sound(decimals, value=10**12 + 1))], computed=True))
    ) == ["W05"]
    assert (
        load(engine, Batch(decimals, [(None, sound(decimals, value=10**12))], computed=True))
        .tallies["rule"]
        .added
        == 1
    )
