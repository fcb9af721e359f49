"""What if over an archive.

The model compiled from it, every rule and what breaks it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from itertools import count

import pytest
from sqlalchemy import Engine

from tests.made_desk import mandate
from tests.made_rows import load
from udp_core.archive.asking import Asked
from udp_core.archive.engine import reading, writing
from udp_core.archive.entity import Image
from udp_core.archive.registry import BY_NAME
from udp_core.kernel.problem import RefusedError
from udp_core.kernel.vocabulary import RuleLevel
from udp_core.simulation.commands.scenarios import model_read, model_text
from udp_core.simulation.report.compiling import compile_fund
from udp_core.simulation.report.programme import compile_programme
from udp_core.simulation.rules.evaluate import evaluate
from udp_core.simulation.rules.limits import position_of
from udp_core.simulation.rules.model import Model
from udp_core.writing.loading import Batch

TODAY = date(2026, 10, 31)
LISTED = (
    "cra-posti",
    "diurno-posti",
    "domicilio-ore",
    "sollievo-giorni",
    "sollievo-ore",
    "csrr-posti",
    "csrd-posti",
    "domicilio-disabili-ore",
)
_numbers = count(1)


def asked(request: str = "") -> Asked:
    return Asked(
        request or f"simulazione {next(_numbers)}",
        "",
        "",
        "Prova",
        datetime(2026, 11, 1, 9, tzinfo=UTC),
    )


@pytest.fixture
def archive(demo_copy: Engine) -> Engine:
    """The demonstration with «anna» who coordinates, «carlo» of Cervia, «ugo» of the Committee."""
    officers: list[tuple[int | None, Image]] = [
        (None, {"code": code, "name": f"Ufficio di {code}", "active": 1})
        for code in ("anna", "carlo", "ugo")
    ]
    given = (
        mandate("anna", "coordinator"),
        mandate("carlo", "municipality_editor", municipality_id="039007"),
        mandate("ugo", "committee"),
    )
    load(
        demo_copy,
        Batch(BY_NAME["officer"], officers),
        Batch(BY_NAME["mandate"], [(None, {**one, "district_id": "ravenna"}) for one in given]),
    )
    return demo_copy


def fund(engine: Engine, year: int = 2026) -> Model:
    with reading(engine) as connection:
        return compile_fund(connection, "ravenna", year, TODAY)


def spring(engine: Engine) -> Model:
    """The same at the listed costs, as if no month were closed and nothing spent."""
    with reading(engine) as connection:
        found = compile_fund(connection, "ravenna", 2026, TODAY, LISTED)
    return replace(
        found, first_month=1, accounts=tuple(replace(one, spent=0) for one in found.accounts)
    )


def code(right: Callable[[], object]) -> str:
    with pytest.raises(RefusedError) as refused:
        right()
    assert all(one.sentence and one.remedy for one in refused.value.problems)
    return refused.value.problems[0].code


def test_the_model_starts_from_the_programme(archive: Engine) -> None:
    """773 posts programmed in 2026 (602 + 105 + 66), of which 602/773 in Ravenna.

    42 € a day for 97 % of the days.
    """
    model = spring(archive)
    posts = model.levers[model.place_of("cra-posti")]
    assert (posts.start, posts.least, posts.most, posts.step) == (773, 573, 833, 1)
    found = evaluate(model, position_of(model, {"cra-posti": (774, 1)}))
    assert found.cost == 365 * 97 * 42
    assert model.accounts[0].voce == "A1.1"
    assert found.accounts[0] == (1_158_060, 201_987, 126_963, 0)
    assert evaluate(model, model.present).cost == 0
    assert sum(model.months) - (model.available or 0) == -(model.residue or 0)


def test_programmed_amounts_are_those_of_the_ledger(archive: Engine) -> None:
    model = fund(archive)
    with reading(archive) as connection:
        cents = connection.exec_driver_sql(
            "SELECT sum(amount_cents) FROM frna_entry WHERE fund_year_id = 'ravenna:frna:2026' AND"
            " phase = 'budget'"
        ).scalar_one()
    assert sum(model.accounts[place].base_total for place in model.costs) == cents


def test_every_rule_says_what_to_do_and_where_it_comes_from(archive: Engine) -> None:
    model = fund(archive)
    assert {check.code for check in model.checks} >= {
        "K1",
        "K2",
        "K3",
        "K4",
        "K5",
        "K6",
        "K7",
        "K8",
        "K9",
        "K11",
        "K12",
        "K13",
        "K14",
        "K15",
    }
    assert all(check.sentence and check.remedy and check.source for check in model.checks)
    assert [one[:3] for one in model.unjudged] == ["K10"]


def test_the_programme_of_the_demonstration_breaks_nothing_that_blocks(archive: Engine) -> None:
    model = fund(archive)
    broken = evaluate(model, model.present).broken
    assert {one.check.code for one in broken} == {"K3", "K5", "K6", "K12", "K14", "QUOTA"}
    assert all(one.check.level is not RuleLevel.BLOCK for one in broken)


def test_a_thousand_euro_of_the_national_fund_on_a_voce_not_admitted_is_found(
    archive: Engine,
) -> None:
    """Even while they are only a draft."""
    key: Image = {
        "fund_year_id": "ravenna:fna:2026",
        "voce_id": "T1",
        "source_id": "fna",
        "municipality_id": None,
        "phase": "budget",
        "period": "year",
        "period_no": None,
    }
    load(
        archive,
        Batch(
            BY_NAME["frna_entry"],
            [
                (
                    None,
                    {
                        **key,
                        "amount_cents": 100_000,
                        "state": "draft",
                        "as_of": "2026-10-31",
                        "source": "prova",
                        "origin": "real",
                    },
                )
            ],
        ),
    )
    model = fund(archive)
    (found,) = [
        one for one in evaluate(model, model.present).broken if one.check.level is RuleLevel.BLOCK
    ]
    assert (found.check.code, found.short) == ("K2", 100_000)
    assert "«Reti e prevenzione» per 1.000,00 €" in found.check.told


@pytest.mark.parametrize(
    ("moved", "broken"),
    [
        ({"cra-posti": (833, 1), "assegno-a": (100, 1), "cra-tariffa": (6, 1)}, "K1"),
        ({"cra-retta": ("0.05", 1)}, "K7"),
        ({"cra-tariffa": ("0.05", 1)}, "K8"),
        ({"assegno-b": (1, 1)}, "K9"),
        ({"cra-posti": (733, 1)}, "K11"),
        ({"assegno-grad": (-20, 1), "assegno-grad-alto": (-20, 1)}, "K4"),
        (
            {
                "domicilio-ore": (125_500, 1),
                "assegno-a": (-20, 1),
                "assegno-b": (-20, 1),
                "domicilio-disabili-ore": (24_100, 1),
            },
            "K6",
        ),
    ],
)
def test_every_rule_can_break(
    archive: Engine, moved: dict[str, tuple[object, int]], broken: str
) -> None:
    kept = spring(archive)
    model = replace(kept, accounts=tuple(replace(one, spent=None) for one in kept.accounts))
    before = {one.check.name for one in evaluate(model, model.present).broken}
    found = evaluate(model, position_of(model, moved))
    assert broken in {
        one.check.code
        for one in found.broken
        if one.check.name not in before or one.check.code == "K6"
    }


def test_a_year_without_a_programme_is_told(archive: Engine) -> None:
    assert code(lambda: fund(archive, 2031)) == "L10"


def test_without_levers_it_says_where_they_are(archive: Engine) -> None:
    with writing(archive) as connection:
        connection.exec_driver_sql("DELETE FROM lever_term")
        connection.exec_driver_sql("DELETE FROM lever")
    assert code(lambda: fund(archive)) == "L11"


def test_the_annual_programme_is_simulated_by_the_same_machine(archive: Engine) -> None:
    with reading(archive) as connection:
        model = compile_programme(connection, "ravenna", 2026, TODAY)
        whole = connection.exec_driver_sql(
            "SELECT sum(amount_cents) FROM intervention_funding WHERE phase = 'budget' AND"
            " intervention_id LIKE 'ravenna:pdz-2024-2026:2026:%'"
        ).scalar_one()
    assert sum(account.base_total for account in model.accounts) == whole
    lever = model.levers[0]
    assert {"Comuni del distretto", "Azienda USL"} <= {one.name for one in model.levers}
    found = evaluate(model, position_of(model, {lever.code: (lever.start + 5000, 1)}))
    assert found.cost == 500_000
    assert [one.check.name for one in found.broken] == [lever.name]


def test_the_annual_programme_never_goes_below_what_an_area_spent(archive: Engine) -> None:
    """Any source may be cut to nothing, as long as the area keeps what it has spent.

    Next year nothing is spent.
    """
    with reading(archive) as connection:
        model = compile_programme(connection, "ravenna", 2026, TODAY)
        coming = compile_programme(connection, "ravenna", 2027, TODAY)
        where = (
            "f.phase = 'final' AND f.state <> 'draft' AND i.programme_id LIKE"
            " 'ravenna:pdz-2024-2026:2026:%'"
        )
        tables = "intervention_funding f JOIN intervention i ON i.id = f.intervention_id"
        whole = connection.exec_driver_sql(
            f"SELECT sum(f.amount_cents) FROM {tables} WHERE {where}"
        ).scalar_one()
        assert code(lambda: compile_programme(connection, "ravenna", 2025, TODAY)) == "L14"
    assert sum(account.spent or 0 for account in model.accounts) == whole > 0
    assert {lever.least for lever in model.levers} == {0}
    first = [lever for lever in model.levers if lever.group == model.levers[0].group]
    assert code(lambda: position_of(model, {lever.code: (0, 1) for lever in first})) == "L07"
    assert evaluate(coming, position_of(coming, {lever.code: (0, 1) for lever in first})).cost < 0
    assert (coming.prepared_from, coming.title) == (
        2026,
        "Programma annuale 2027, preparato dal 2026",
    )


def test_a_model_is_frozen_exactly(archive: Engine) -> None:
    model = fund(archive)
    assert model_read(model_text(model)) == model
    assert code(lambda: model_read("{}")) == "L20"


def test_the_residues_are_worth_what_was_carried(archive: Engine) -> None:
    """Half of the residues left for later: the fund has half of what was carried in, less."""
    model = fund(archive)
    with reading(archive) as connection:
        from udp_core.fund.report.reading import fund_report

        report = fund_report(connection, "ravenna", 2026, TODAY)
    assert report is not None
    found = evaluate(model, position_of(model, {"residui-usati": (50, 1)}))
    assert abs(found.available + Fraction(report.position.carried_in.cents, 2)) <= Fraction(1, 2)
