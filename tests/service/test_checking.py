"""`udp check`: a clean database has no breach.

Every kind of breach, seeded, is named with both amounts.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from typer.testing import CliRunner

from tests.made_copy import copied
from udp_core.__main__ import app
from udp_core.archive.engine import writing
from udp_core.checking import CheckReport, check_database

DECEMBER = "2025-12-31"


@pytest.fixture
def copy(demo_address: str, tmp_path: Path) -> Iterator[Engine]:
    """The demonstration, in a copy that may be spoilt."""
    with copied(demo_address, tmp_path) as engine:
        yield engine


def spoil(engine: Engine, *statements: str) -> CheckReport:
    """Change rows behind the back of the program, as a hand on the file would.

    The report of the check.
    """
    with writing(engine) as connection:
        for statement in statements:
            connection.execute(text(statement))
    return check_database(engine)


def codes(report: CheckReport) -> set[str]:
    return {breach.code for breach in report.identity_breaches} | {
        problem.code for problem in report.scheda_problems
    }


def test_the_demonstration_is_clean(copy: Engine) -> None:
    report = check_database(copy)
    assert report.breaches == ()
    assert len(report.discrepancies) == 29
    assert sum(not one.explained_by_rounding for one in report.discrepancies) == 13
    asked = {one.code: one.asked for one in report.identities}
    assert all(
        asked[code] for code in ("I6", "I7", "I10", "I11", "I12", "I13", "I14", "I15", "I17")
    )
    assert all(one.not_asked_because or one.asked or one.code == "I18" for one in report.identities)
    assert "Tutto torna." in report.as_text()


@pytest.mark.parametrize(
    ("code", "statement"),
    [
        (
            "I7",
            (
                "UPDATE carry_over SET amount_cents = amount_cents + 1 WHERE fund_year_id ="
                " 'ravenna:frna:2026' AND status = 'official'"
            ),
        ),
        (
            "I10",
            (
                "UPDATE frna_entry SET voce_id = 'A' WHERE id ="
                " 'ravenna:frna:2026:A1.1:frna:039014:budget:year:-'"
            ),
        ),
        (
            "I11",
            (
                "UPDATE cross_cutting_share SET share = 740 WHERE fund_year_id ="
                " 'ravenna:frna:2026' AND area = 'elderly'"
            ),
        ),
        (
            "I12",
            (
                "UPDATE unit_cost SET value_cents = value_cents + 100 WHERE voce_id = 'A1.1' AND"
                " payer = 'whole'"
            ),
        ),
        (
            "I14",
            (
                "UPDATE frna_entry SET amount_cents = amount_cents + 2000000000 WHERE id LIKE"
                " 'ravenna:frna:2026:A1.1:%:final:month:1'"
            ),
        ),
        (
            "I15",
            (
                "UPDATE frna_entry SET amount_cents = 1 WHERE fund_year_id = 'ravenna:frna:2026'"
                " AND phase = 'forecast'"
            ),
        ),
        (
            "I17",
            (
                "UPDATE frna_entry SET amount_cents = amount_cents + 900000000 WHERE id ="
                " 'ravenna:frna:2026:A1.1:frna:039014:budget:year:-'"
            ),
        ),
        (
            "R10",
            (
                "UPDATE intervention SET lead_organisation_id = NULL WHERE id ="
                " 'ravenna:pdz-2024-2026:2026:1:S26-01'"
            ),
        ),
        ("R12", "UPDATE intervention SET critical_points = NULL WHERE state = 'not_realised'"),
    ],
)
def test_every_breach_is_named(copy: Engine, code: str, statement: str) -> None:
    report = spoil(copy, statement)
    assert code in codes(report)
    told = next(words for words in report.breaches if words.startswith(f"[{code}]"))
    assert told.endswith(".")
    assert report.alterations  # the history remembers another value: the hand is seen too


def test_money_of_comuni_without_a_comune_breaks_the_funding_of_a_scheda(copy: Engine) -> None:
    report = spoil(
        copy,
        "INSERT INTO intervention_funding SELECT replace(id, ':039014:', ':-:'), version,"
        " intervention_id, source_id, NULL, phase, amount_cents, state, as_of, source, origin FROM"
        " intervention_funding WHERE source_id = 'comuni' AND municipality_id = '039014' AND phase"
        " = 'budget' LIMIT 1",
    )
    assert "I13" in codes(report)


def test_a_voce_by_comune_and_for_the_whole_district_is_counted_twice(copy: Engine) -> None:
    report = spoil(
        copy,
        "INSERT INTO frna_entry SELECT replace(id, ':039014:', ':-:'), version, fund_year_id,"
        " voce_id, source_id, NULL, phase, period, period_no, amount_cents, state, as_of, source,"
        " origin FROM frna_entry WHERE id = 'ravenna:frna:2026:A1.1:frna:039014:budget:year:-'",
    )
    (breach,) = [one for one in report.identity_breaches if one.code == "I18"]
    assert breach.found != breach.expected
    assert "A1.1" in breach.place


def test_a_discrepancy_that_was_touched_is_told(copy: Engine) -> None:
    report = spoil(copy, "UPDATE published_discrepancy SET stated = '1' WHERE check_code = 'T21'")
    assert any("[T0]" in words and "T21" in words for words in report.breaches)


def test_what_schede_ask_is_set_beside_the_fund_of_their_own_year(copy: Engine) -> None:
    """Without the residences of Ravenna the programme of 2025 leaves the schede of 2025 short,
    not those of 2026."""
    report = spoil(
        copy,
        "UPDATE frna_entry SET amount_cents = 0 WHERE id ="
        " 'ravenna:frna:2025:A1.1:frna:039014:budget:year:-'",
    )
    assert {one.place for one in report.identity_breaches if one.code == "I13"} == {"ravenna, 2025"}


def test_an_earmarked_source_on_a_voce_that_it_may_not_pay_is_found(copy: Engine) -> None:
    """1.000 € of the national fund on T1, which no row admits.

    The demonstration itself has none.
    """
    assert [one for one in check_database(copy).identity_breaches if one.code == "K2"] == []
    report = spoil(
        copy,
        "INSERT INTO frna_entry SELECT 'ravenna:fna:2026:T1:fna:-:budget:year:-', version,"
        " fund_year_id, 'T1', source_id, NULL, phase, period, period_no, 100000, state, as_of,"
        " source, origin FROM frna_entry WHERE id = 'ravenna:fna:2026:D1.2:fna:-:budget:year:-'",
    )
    (breach,) = [one for one in report.identity_breaches if one.code == "K2"]
    assert breach.place == "ravenna, 2026, preventivo"
    assert (
        breach.sentence
        == "«Fondo nazionale per le non autosufficienze» paga 1.000,00 € sulla voce «Reti e"
        " prevenzione», che non è ammessa."
    )
    assert breach.remedy.startswith(
        "Spostare 1.000,00 € su una voce ammessa («Sollievo temporaneo anziani»"
    )


def test_an_altered_row_is_named(copy: Engine) -> None:
    report = spoil(copy, "UPDATE municipality SET name = 'Altrove' WHERE id = '039007'")
    assert [(one.entity, one.entity_id) for one in report.alterations] == [
        ("municipality", "039007")
    ]
    assert any("[H1] municipality 039007" in words for words in report.breaches)


def test_the_report_names_every_identity(copy: Engine) -> None:
    report = spoil(copy)
    lines = report.as_text().splitlines()
    for one in report.identities:
        assert sum(line.startswith(f"{one.code:4} {one.title}: ") for line in lines) == 1


def test_the_report_in_json(copy: Engine) -> None:
    report = spoil(
        copy,
        "UPDATE unit_cost SET value_cents = value_cents + 100 WHERE voce_id = 'A1.1' AND payer ="
        " 'whole'",
        "UPDATE published_discrepancy SET stated = '1' WHERE check_code = 'T21'",
        "UPDATE intervention SET critical_points = NULL WHERE state = 'not_realised'",
    )
    found = report.as_json()
    assert found["digest"] == report.digest
    assert {one["code"] for one in found["breaches"]} >= {"I12", "H1", "T0", "R12"}
    breach = next(one for one in found["breaches"] if one["code"] == "I12")
    assert set(breach) == {"code", "place", "expected", "found", "sentence", "remedy"}
    assert len(found["discrepancies"]) == 29


def test_the_command_ends_with_one_on_a_breach_and_with_zero_on_discrepancies(
    copy: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UDP_DATABASE_URL", copy.url.render_as_string())
    assert CliRunner().invoke(app, ["check"]).exit_code == 0
    spoil(copy, "UPDATE municipality SET name = 'Altrove' WHERE id = '039007'")
    result = CliRunner().invoke(app, ["check", "--json"])
    assert result.exit_code == 1
    assert '"code": "H1"' in result.output
