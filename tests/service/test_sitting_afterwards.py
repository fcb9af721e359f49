"""What happened after a sitting beside what it expected, and why it differs, to the cent."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Engine

from tests.made_sitting import SITTING, TODAY, asked, edit, late_invoice, opened, ten_posts
from tests.service.test_sitting import archive, choose, codes
from udp_core.archive.as_of import known_at, let_go
from udp_core.archive.engine import reading
from udp_core.fund.entities.fund import Allocation, Variation
from udp_core.fund.report.reading import fund_report
from udp_core.fund.rules.bridge import Cause
from udp_core.kernel.money import ZERO, Money
from udp_core.simulation.commands.scenarios import ScenarioDraft, save_scenario
from udp_core.simulation.report.compiling import compile_fund
from udp_core.simulation.terms import ScenarioKind
from udp_core.sittings.queries.decisions import decisions
from udp_core.sittings.queries.sittings import sitting
from udp_core.sittings.report.bridging import residue_bridge
from udp_core.sittings.report.expectation import expectation_read, expectation_text, expected_of
from udp_core.sittings.report.outcomes import VoceOutcome, outcomes
from udp_core.sittings.terms import DecisionOutcome
from udp_core.writing.saving import Edit, Value

__all__ = ["archive"]


def test_on_the_first_day_every_difference_is_zero_and_then_exactly_what_happened(
    archive: Engine,
) -> None:
    """Ten posts and 1.000 hours more at home, decided with nothing new: 0,00.

    Then one invoice, and only that.
    """
    opened(archive)
    with reading(archive) as connection:
        model = compile_fund(connection, "ravenna", 2026, TODAY)
    hours = int(model.levers[model.place_of("domicilio-ore")].start) + 1_000
    draft = ScenarioDraft(
        "Posti e ore",
        "",
        ScenarioKind.FRNA,
        "ravenna",
        model,
        {"cra-posti": [783, 11], "domicilio-ore": [hours, 11]},
    )
    chosen = save_scenario(archive, asked(), "anna", draft, TODAY)
    assert choose(archive, scenario_id=chosen) is DecisionOutcome.APPROVED

    def now() -> dict[str, VoceOutcome]:
        with reading(archive) as connection:
            (kept,) = decisions(connection, "ravenna")
            assert kept.expectation is not None
            return {
                one.label: one
                for one in outcomes(
                    connection, expectation_read(kept.expectation), "ravenna", TODAY
                )
            }

    first = now()
    assert len(first) == 2
    for one in first.values():
        assert one.forecast is not None
        assert (one.forecast - one.expected, one.newly_spent, one.comparable) == (ZERO, ZERO, True)
        assert one.then is not None
        assert one.expected == one.then + one.decided
        assert one.decided.cents
    with reading(archive) as connection:
        before = fund_report(connection, "ravenna", 2026, TODAY)
    late_invoice(archive, 12_500_00)
    with reading(archive) as connection:
        after = fund_report(connection, "ravenna", 2026, TODAY)
    assert before is not None
    assert after is not None
    moved = {
        voce.short_name: (voce.year_total, was.year_total)
        for voce, was in zip(after.voci, before.voci, strict=True)
    }
    for label, one in now().items():
        is_, was = moved[label]
        assert is_ is not None
        assert was is not None
        assert one.forecast is not None
        assert one.forecast - one.expected == is_ - was
        assert one.newly_spent == (Money(12_500_00) if is_ != was else ZERO)
    assert sum(one.newly_spent.cents for one in now().values() if one.newly_spent) == 12_500_00


def test_a_decision_kept_before_the_forecast_was_is_not_blamed_for_what_was_there(
    archive: Engine,
) -> None:
    opened(archive)
    with reading(archive) as connection:
        old = expectation_read(expectation_text(expected_of(connection, ten_posts(archive))))
        (one,) = outcomes(connection, old, "ravenna", TODAY)
    assert (one.then, one.comparable, one.newly_spent) == (None, False, None)


def test_an_expectation_of_nothing_is_refused(archive: Engine) -> None:
    with reading(archive) as connection:
        assert codes(lambda: expected_of(connection, "nessuno")) == {"D49"}


def test_a_year_later_the_actual_stands_beside_the_expectation(archive: Engine) -> None:
    opened(archive)
    with reading(archive) as connection:
        expected = expected_of(connection, ten_posts(archive))
        (one,) = outcomes(connection, expected, "ravenna", TODAY)
        (blind,) = outcomes(connection, replace(expected, year=1999), "ravenna", TODAY)
    assert (
        one.expected == Money(13_670_000_00 + 87_183_60)
        or one.expected.cents == expected.voci[0].base_cents + 87_183_60
    )
    assert one.forecast is not None
    assert one.spent is not None
    assert (blind.spent, blind.forecast) == (None, None)


def test_why_it_changed_adds_up_to_the_cent(archive: Engine) -> None:
    """After the sitting one month of a voce is corrected by 1.000,00 €.

    That is the correction, the rest is the forecast made again.
    """
    opened(archive)
    with reading(archive) as connection:
        row = sitting(connection, SITTING)
        assert row is not None
    was = late_invoice(archive, 1000_00)
    past = known_at(archive, row.revision or 0)
    with reading(past) as then, reading(archive) as now:
        found = residue_bridge((then, TODAY), (now, TODAY), "ravenna", 2026)
        assert residue_bridge((then, TODAY), (now, TODAY), "ravenna", 1999) is None
    let_go(past)
    assert found is not None
    moved = {part.cause: part.amount.cents for part in found.parts if part.amount}
    assert moved[Cause.CORRECTION] == -1000_00
    assert set(moved) <= {Cause.CORRECTION, Cause.FORECAST}
    assert found.after - found.before == Money(sum(moved.values()))
    (part,) = [one for one in found.parts if one.cause is Cause.CORRECTION]
    assert [(one.before, one.after) for one in part.rows] == [(Money(was), Money(was + 1000_00))]


def test_money_that_came_in_after_the_sitting_is_told_line_by_line(archive: Engine) -> None:
    opened(archive)
    with reading(archive) as connection:
        row = sitting(connection, SITTING)
        allocation = connection.exec_driver_sql(
            "SELECT id, version, amount_cents FROM allocation WHERE fund_year_id ="
            " 'ravenna:frna:2026' AND status = 'official' AND line = 'elderly' ORDER BY as_of DESC"
            " LIMIT 1"
        ).one()
    added: dict[str, Value] = {
        "fund_year_id": "ravenna:frna:2026",
        "amount_cents": 20_000_00,
        "reason": "Restituzione di un gestore",
        "source": "Nota del gestore",
        "origin": "real",
        "act_id": None,
    }
    edit(
        archive,
        Edit(
            Allocation,
            {"amount_cents": allocation[2] + 50_000_00},
            allocation[0],
            allocation[1],
            reason="Integrazione",
        ),
    )
    edit(
        archive,
        *(
            Edit(
                Variation,
                {**added, "number": number, "line": "elderly", "variation_date": "2026-11-09"},
                reason="Arrivata",
            )
            for number in (901, 902)
        ),
    )
    assert row is not None
    past = known_at(archive, row.revision or 0)
    with reading(past) as then, reading(archive) as now:
        found = residue_bridge((then, TODAY), (now, TODAY), "ravenna", 2026)
    let_go(past)
    assert found is not None
    moved = {part.cause: part for part in found.parts if part.amount}
    assert {cause: part.amount.cents for cause, part in moved.items()} == {
        Cause.ALLOCATION: 50_000_00,
        Cause.MOVEMENT: 40_000_00,
    }
    assert [(one.after or ZERO) - (one.before or ZERO) for one in moved[Cause.ALLOCATION].rows] == [
        Money(50_000_00)
    ]
    assert [one.after for one in moved[Cause.MOVEMENT].rows] == [Money(20_000_00)] * 2
    assert found.after - found.before == Money(90_000_00)
