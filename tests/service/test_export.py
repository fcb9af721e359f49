"""What is exported and loaded into an empty database gives the same digest.

Nothing is lost, rounded or run.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from tests.made_rows import asked, family, load, load_family, sound, sound_history
from udp_core.archive.engine import open_engine, reading
from udp_core.archive.entity import id_of
from udp_core.archive.images import digest
from udp_core.archive.registry import BY_NAME, ENTITIES
from udp_core.kernel.formulas import guarded, unguarded
from udp_core.kernel.problem import RefusedError
from udp_core.packages.exporting import content_rows, export_package
from udp_core.packages.packages import anything
from udp_core.running.start import fill
from udp_core.writing.loading import Batch, LoadRows, load_rows

TEXTS = [
    "Città «di là» – perché",
    "=1+1",
    "'=1+1",
    "''=1",
    "-5 gradi",
    "+39 0544",
    "@nome",
    "|cmd",
    "'virgolette'",
    'dice "sì", poi; basta',
    "una\nriga\ne un'altra",
    "una\r\nriga",
    "solo\rritorno",
    "tab\tin mezzo",
    "  = spazi",
    "€ 5",
    "N/A",
    "nan",
    "null",
    "0",
    "n.d.",
    "'",
]


def _digest(engine: Engine) -> str:
    with reading(engine) as connection:
        return digest(content_rows(connection))


def _load_package(engine: Engine, folder: Path) -> None:
    batches, derived = anything(folder)
    load_rows(engine, LoadRows(asked(), batches, derived=derived))


@pytest.fixture
def second(engine: Engine, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """Another empty database, of the same kind as the first."""
    from udp_core.archive.migrate import migrate

    if engine.dialect.name == "sqlite":
        opened = open_engine(f"sqlite:///{tmp_path / 'second.sqlite'}")
    else:
        opened = open_engine(request.getfixturevalue("bare_postgresql_address"))
    migrate(opened)
    yield opened
    opened.dispose()


def _hand_made(engine: Engine) -> None:
    """Rows with every hard thing in them.

    Texts, negative amounts, decimals, missing parts of keys.
    """
    organisation, variation, entry, measurement, act, target = (
        BY_NAME[name]
        for name in ("organisation", "variation", "frna_entry", "measurement", "act", "target")
    )
    for entity in ENTITIES:
        # set by SQLAlchemy
        if entity.__table__.name not in {"data_set", "published_row", "published_discrepancy"}:  # type: ignore[attr-defined]
            load(engine, *(Batch(parent, [(None, image)]) for parent, image in family(entity)))
    texts = [
        sound(organisation, code=f"t{number}", name=text.strip())
        for number, text in enumerate(TEXTS)
    ]
    load(engine, Batch(organisation, [(None, image) for image in texts]))
    year = BY_NAME["fund_year"]
    open_year = sound(year, year=2026)
    load(engine, Batch(year, [(None, open_year)]))
    own = id_of(year, open_year)
    load(
        engine,
        Batch(
            variation,
            [(None, sound(variation, fund_year_id=own, number=7, amount_cents=-123_456_789))],
        ),
    )
    load(
        engine,
        Batch(
            entry,
            [
                (
                    None,
                    sound(
                        entry,
                        fund_year_id=own,
                        period="month",
                        period_no=12,
                        municipality_id="a",
                        amount_cents=1,
                    ),
                )
            ],
        ),
    )
    load(
        engine,
        Batch(
            measurement,
            [(None, sound(measurement, year=2026, value=None, numerator=1, denominator=3000))],
        ),
    )
    load(
        engine, Batch(target, [(None, sound(target, year=2026, value=-1, low=-1500, high=10**12))])
    )
    load(
        engine,
        Batch(
            act,
            [
                (None, sound(act, code="z.madre")),
                (None, sound(act, code="b", parent_act_id="z.madre")),
            ],
        ),
    )


def test_hand_made_rows_come_back(engine: Engine, second: Engine, tmp_path: Path) -> None:
    _hand_made(engine)
    export_package(engine, tmp_path / "out")
    _load_package(second, tmp_path / "out")
    assert _digest(second) == _digest(engine)
    assert sound_history(second) == []


def test_what_the_product_ships_comes_back(engine: Engine, second: Engine, tmp_path: Path) -> None:
    fill(engine, demo=False)
    load_family(engine, "frna_entry")
    files = export_package(engine, tmp_path / "out")
    assert len(files) > 40
    assert "frna_entry.csv" in files
    _load_package(second, tmp_path / "out")
    assert _digest(second) == _digest(engine)


def test_the_demonstration_comes_back(
    demo_address: str, empty_engine: Engine, tmp_path: Path
) -> None:
    demo = open_engine(demo_address)
    export_package(demo, tmp_path / "out")
    _load_package(empty_engine, tmp_path / "out")
    assert _digest(empty_engine) == _digest(demo)
    demo.dispose()


def test_no_cell_is_a_formula(empty_engine: Engine, tmp_path: Path) -> None:
    _hand_made(empty_engine)
    export_package(empty_engine, tmp_path / "out")
    for path in (tmp_path / "out").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as stream:
            for row in csv.reader(stream):
                assert not any(cell.lstrip().startswith(("=", "+", "@", "|")) for cell in row), (
                    path.name,
                    row,
                )


@given(st.text())
def test_a_guarded_text_comes_back(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "|"))


def test_the_package_describes_its_files(empty_engine: Engine, tmp_path: Path) -> None:
    load_family(empty_engine, "frna_entry")
    export_package(empty_engine, tmp_path / "out")
    package = json.loads((tmp_path / "out" / "datapackage.json").read_text(encoding="utf-8"))
    [entry] = [resource for resource in package["resources"] if resource["name"] == "frna-entry"]
    fields = {field["name"]: field for field in entry["schema"]["fields"]}
    assert fields["amount_eur"] == {
        "name": "amount_eur",
        "type": "number",
        "title": "Importo",
        "unit": "EUR",
        "constraints": {"required": True},
    }
    assert fields["phase"]["constraints"]["enum"] == ["budget", "forecast", "final"]
    [action] = [resource for resource in package["resources"] if resource["name"] == "action"]
    weight = next(field for field in action["schema"]["fields"] if field["name"] == "weight")
    assert weight == {
        "name": "weight",
        "type": "number",
        "title": "Peso",
        "description": "Parte del lavoro della scheda, da 0 a 1",
        "constraints": {"required": True},
    }
    with (tmp_path / "out" / "frna_entry.csv").open(encoding="utf-8", newline="") as stream:
        assert next(iter(csv.reader(stream))) == list(fields)


def test_the_package_is_a_valid_data_package(empty_engine: Engine, tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    _hand_made(empty_engine)
    export_package(empty_engine, tmp_path / "out")
    report = frictionless.validate(str(tmp_path / "out" / "datapackage.json"))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "note"])[:5]


def test_a_folder_with_something_in_it_is_left_alone(empty_engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_text("x")
    with pytest.raises(RefusedError) as refused:
        export_package(empty_engine, tmp_path)
    assert refused.value.problems[0].code == "E01"
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".csv"] == []


def test_a_folder_that_cannot_be_made_is_said(empty_engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for place in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(RefusedError) as refused:
            export_package(empty_engine, place)
        assert refused.value.problems[0].code == "D06"
