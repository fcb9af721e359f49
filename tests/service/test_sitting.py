"""A sitting from its agenda to its minutes.

What each step wants, what is frozen, what a decision keeps.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from tests.made_rows import sound_history
from tests.made_sitting import (
    MEMBERS,
    SITTING,
    TODAY,
    asked,
    attend,
    edit,
    move,
    note,
    officers,
    opened,
    resolution,
    ten_posts,
)
from udp_core.domain.bridge import Cause
from udp_core.domain.sitting import Tally
from udp_core.model.frna import FrnaEntry
from udp_core.model.fund import Allocation, Variation
from udp_core.model.sitting import (
    AgendaAlternative,
    AgendaItem,
    Attendance,
    BodyRule,
    Decision,
    Member,
    Sitting,
)
from udp_core.money import ZERO, Money
from udp_core.problem import RefusedError
from udp_core.service.pictures.fund import fund_picture
from udp_core.service.saving import Edit, Value
from udp_core.service.simulation.compiling import compile_fund
from udp_core.service.simulation.scenarios import Draft, save_scenario
from udp_core.service.sitting.bridging import residue_bridge
from udp_core.service.sitting.deciding import decide
from udp_core.service.sitting.expectation import expectation_read, expectation_text, expected_of
from udp_core.service.sitting.holding import move_sitting, room_of
from udp_core.service.sitting.outcomes import Outcome, outcomes
from udp_core.service.undoing import Undo, undo
from udp_core.simulation_vocabulary import ScenarioKind
from udp_core.sitting_vocabulary import DecisionOutcome, Presence, SittingState, VoteChoice
from udp_core.store.as_of import known_at, let_go
from udp_core.store.engine import reading, writing
from udp_core.store.queries.sittings import (
    agenda,
    alternatives,
    decisions,
    refused,
    sitting,
    sittings,
    votes,
)


@pytest.fixture
def archive(demo_copy: Engine) -> Engine:
    return demo_copy


def codes(deed: Callable[[], object]) -> set[str]:
    with pytest.raises(RefusedError) as caught:
        deed()
    assert all(one.sentence and one.remedy for one in caught.value.problems)
    return {one.code for one in caught.value.problems}


def choose(engine: Engine, **values: object) -> DecisionOutcome:
    # the fields of a resolution
    return decide(engine, asked(), "anna", SITTING, resolution(**values), TODAY)  # type: ignore[arg-type]


def test_a_sitting_goes_one_step_at_a_time(archive: Engine) -> None:
    officers(archive)
    assert move(archive) is SittingState.CONVENED
    assert codes(lambda: move(archive)) == {"D46"}
    attend(archive)
    assert move(archive) is SittingState.OPEN
    assert move(archive) is SittingState.CLOSED
    assert move(archive) is SittingState.APPROVED
    assert codes(lambda: move(archive)) == {"D42"}
    assert sound_history(archive) == []


def test_opening_freezes_the_archive_as_known_then(archive: Engine) -> None:
    officers(archive)
    move(archive)
    attend(archive)
    with reading(archive) as connection:
        reached = connection.exec_driver_sql("SELECT max(sequence) FROM history").scalar_one()
    move(archive)
    with reading(archive) as connection:
        row = sitting(connection, SITTING)
    assert row is not None
    assert (row.revision, row.known_on) == (reached, TODAY)


def test_who_may_not_run_it_and_who_looks_at_an_old_one_are_refused(archive: Engine) -> None:
    officers(archive)
    assert codes(lambda: move(archive, "ugo")) == {"A11"}
    assert codes(lambda: move(archive, version=9)) == {"D41"}
    assert codes(lambda: move_sitting(archive, asked(), "anna", ("altra", 1), TODAY)) == {"D41"}


def test_what_a_step_still_needs_is_said_all_together(archive: Engine) -> None:
    officers(archive)
    with reading(archive) as connection:
        items = agenda(connection, SITTING)
    edit(archive, *(Edit(AgendaItem, {}, one.id, one.version, remove=True) for one in items))
    assert codes(lambda: move(archive)) == {"D43"}
    edit(
        archive,
        Edit(
            AgendaItem,
            {
                "sitting_id": SITTING,
                "number": 1,
                "title": "Varie",
                "kind": "information",
                "rapporteur": None,
                "screen": None,
                "scenario_id": None,
                "document": None,
                "proposal": None,
                "note": None,
            },
        ),
    )
    move(archive)
    with reading(archive) as connection:
        rule = connection.exec_driver_sql("SELECT id FROM body_rule").scalar_one()
        members = [
            (str(row[0]), int(row[1]))
            for row in connection.exec_driver_sql("SELECT id, version FROM member WHERE votes = 1")
        ]
    edit(
        archive,
        Edit(BodyRule, {}, rule, 1, remove=True),
        *(Edit(Member, {"valid_to": "2026-01-31"}, member, version) for member, version in members),
    )
    assert codes(lambda: move(archive)) == {"D44", "D45"}


def test_the_agenda_is_fixed_when_it_opens_and_everything_when_it_closes(archive: Engine) -> None:
    opened(archive)
    note(archive, 2, "Il direttore illustra la previsione.")
    assert codes(
        lambda: edit(archive, Edit(AgendaItem, {"title": "Altro"}, f"{SITTING}:1", 1))
    ) == {"D48"}
    present = f"{SITTING}:{MEMBERS[1]}"
    edit(archive, Edit(Attendance, {"to_item": 3}, present, 1))
    move(archive)
    assert codes(lambda: note(archive, 2, "Troppo tardi.", 2)) == {"D47"}
    assert codes(lambda: edit(archive, Edit(Attendance, {"to_item": 4}, present, 2))) == {"D47"}
    assert codes(lambda: edit(archive, Edit(Sitting, {"state": "planned"}, SITTING, 4))) == {
        "D47",
        "R14",
        "W11",
    }


def test_alternatives_come_and_go_until_the_sitting_is_closed(archive: Engine) -> None:
    opened(archive)
    chosen = ten_posts(archive)
    beside = {"item_id": f"{SITTING}:2", "scenario_id": chosen}
    edit(archive, Edit(AgendaAlternative, beside))
    with reading(archive) as connection:
        assert alternatives(connection, SITTING) == {f"{SITTING}:2": (chosen,)}
    edit(archive, Edit(AgendaAlternative, {}, f"{SITTING}:2:{chosen}", 1, remove=True))
    move(archive)
    assert codes(lambda: edit(archive, Edit(AgendaAlternative, beside))) == {"D47"}
    assert (
        codes(lambda: edit(archive, Edit(AgendaAlternative, {**beside, "item_id": "altrove:1"})))
        != set()
    )


def test_who_is_in_the_room(archive: Engine) -> None:
    opened(archive, russi=Presence.EXCUSED)
    with reading(archive) as connection:
        room = room_of(connection, SITTING)
        assert room is not None
        here = room.quorum(connection, 1)
        assert room_of(connection, "altra") is None
    assert [seat.name for seat in room.seats][:2] == ["Sindaco di Ravenna", "Sindaco di Cervia"]
    assert here is not None
    assert here.words == "Numero legale: sì, 3 presenti su 4, ne servono 3."
    assert room.quorum_words == "più della metà dei componenti"


def test_a_body_without_rules_has_no_quorum(archive: Engine) -> None:
    officers(archive)
    with reading(archive) as connection:
        rule = connection.exec_driver_sql("SELECT id FROM body_rule").scalar_one()
    edit(archive, Edit(BodyRule, {}, rule, 1, remove=True))
    with reading(archive) as connection:
        room = room_of(connection, SITTING)
        assert room is not None
        assert (room.quorum_words, room.quorum(connection, 1)) == ("", None)


# Decisions


def test_a_decision_keeps_its_votes_its_expectation_and_what_was_refused(archive: Engine) -> None:
    """10 places x 214 days x 0,97 x 42 € = 87.183,60 from June.

    The option of twenty was left aside.
    """
    opened(archive)
    chosen, other = ten_posts(archive), ten_posts(archive, "Venti posti", 793)
    named = dict(
        zip(
            MEMBERS,
            (VoteChoice.FOR, VoteChoice.FOR, VoteChoice.AGAINST, VoteChoice.CONFLICT),
            strict=True,
        )
    )
    outcome = choose(
        archive,
        by_name=named,
        reasons={MEMBERS[3]: "Amministra un gestore"},
        scenario_id=chosen,
        refused=(other,),
        review_on=date(2027, 6, 1),
    )
    assert outcome is DecisionOutcome.APPROVED
    with reading(archive) as connection:
        (kept,) = decisions(connection, "ravenna")
        assert [
            (vote.member, vote.choice.value, vote.reason) for vote in votes(connection, kept.id)
        ][3] == ("Sindaco di Russi", "conflict", "Amministra un gestore")
        ((left, _),) = refused(connection, kept.id)
    assert (kept.in_favour, kept.against, kept.abstained, kept.present, kept.entitled) == (
        2,
        1,
        0,
        4,
        4,
    )
    assert (kept.subject, kept.review_on, left) == (
        "Preconsuntivo del FRNA 2026",
        date(2027, 6, 1),
        other,
    )
    assert kept.expectation is not None
    expected = expectation_read(kept.expectation)
    assert (expected.cost_cents, expected.people_served, [one.voce for one in expected.voci]) == (
        87_183_60,
        10,
        ["A1.1"],
    )
    assert expectation_read(expectation_text(expected)) == expected
    assert sound_history(archive) == []


def test_a_decision_is_never_changed(archive: Engine) -> None:
    opened(archive)
    request = asked("decisa")
    decide(archive, request, "anna", SITTING, resolution(), TODAY)
    decide(archive, request, "anna", SITTING, resolution(), TODAY)
    with reading(archive) as connection:
        (kept,) = decisions(connection, "ravenna", SITTING)
    assert codes(lambda: edit(archive, Edit(Decision, {"text": "Altro"}, kept.id, 1))) == {"A12"}
    assert codes(lambda: undo(archive, Undo(asked(), "anna", "decisa", TODAY))) == {"A12"}
    with pytest.raises(IntegrityError, match="append-only"), writing(archive) as connection:
        connection.exec_driver_sql("UPDATE decision SET text = 'Altro'")
    replaced = resolution(replaces_id=kept.id, text="Si approva, con la modifica.")
    assert decide(archive, asked(), "anna", SITTING, replaced, TODAY) is DecisionOutcome.APPROVED


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"text": " "}, {"D52"}),
        ({"tally": Tally(3, 0, 0)}, {"D54"}),
        ({"by_name": {MEMBERS[0]: VoteChoice.FOR}}, {"D53", "D54"}),
        (
            {
                "by_name": {
                    **dict.fromkeys(MEMBERS, VoteChoice.FOR),
                    MEMBERS[2]: VoteChoice.CONFLICT,
                }
            },
            {"D55"},
        ),
        ({"item_id": f"{SITTING}:9"}, {"D51"}),
        ({"scenario_id": "nessuno"}, {"D49"}),
    ],
)
def test_what_a_decision_may_not_be(
    archive: Engine, wrong: dict[str, object], code: set[str]
) -> None:
    opened(archive)
    assert codes(lambda: choose(archive, **wrong)) == code
    with reading(archive) as connection:
        assert decisions(connection, "ravenna") == ()


def test_without_the_quorum_nothing_is_decided(archive: Engine) -> None:
    opened(archive, russi=Presence.ABSENT, cervia=Presence.EXCUSED)
    assert codes(lambda: choose(archive, tally=Tally(2, 0, 0))) == {"D40"}


def test_only_an_open_sitting_decides_and_only_who_runs_it_records(archive: Engine) -> None:
    officers(archive)
    assert codes(lambda: choose(archive)) == {"D50"}
    move(archive)
    attend(archive)
    move(archive)
    assert codes(lambda: decide(archive, asked(), "ugo", SITTING, resolution(), TODAY)) == {"A11"}


def test_a_tie_is_decided_by_the_chair_and_a_point_can_be_postponed(archive: Engine) -> None:
    opened(archive)
    tie = dict(
        zip(
            MEMBERS,
            (VoteChoice.FOR, VoteChoice.FOR, VoteChoice.AGAINST, VoteChoice.AGAINST),
            strict=True,
        )
    )
    assert choose(archive, by_name=tie) is DecisionOutcome.APPROVED
    against = dict(
        zip(
            MEMBERS,
            (VoteChoice.AGAINST, VoteChoice.FOR, VoteChoice.FOR, VoteChoice.AGAINST),
            strict=True,
        )
    )
    assert choose(archive, by_name=against) is DecisionOutcome.REJECTED
    assert choose(archive, tally=Tally(2, 2, 0), chair_in_favour=True) is DecisionOutcome.APPROVED
    assert choose(archive, postponed=True, tally=Tally(0, 0, 0)) is DecisionOutcome.POSTPONED


def test_the_same_decision_is_recorded_once_and_a_correction_replaces_it(archive: Engine) -> None:
    opened(archive)
    request = asked("premuto due volte")
    assert (
        decide(archive, request, "anna", SITTING, resolution(), TODAY) is DecisionOutcome.APPROVED
    )
    assert (
        decide(archive, request, "anna", SITTING, resolution(), TODAY) is DecisionOutcome.APPROVED
    )
    assert codes(
        lambda: decide(archive, request, "anna", SITTING, resolution(text="Altro."), TODAY)
    ) == {"A20"}
    assert codes(lambda: choose(archive)) == {"D56"}
    with reading(archive) as connection:
        (first,) = decisions(connection, "ravenna", SITTING)
    assert codes(lambda: choose(archive, replaces_id="altra")) == {"D57"}
    assert codes(lambda: choose(archive, replaces_id=first.id, item_id=f"{SITTING}:1")) == {"D57"}
    assert (
        choose(archive, replaces_id=first.id, text="Si approva, corretto.")
        is DecisionOutcome.APPROVED
    )
    assert codes(lambda: choose(archive, replaces_id=first.id, text="Ancora.")) == {"D58"}
    with reading(archive) as connection:
        assert [
            (one.number, one.replaces_id) for one in decisions(connection, "ravenna", SITTING)
        ] == [(2, first.id), (1, None)]


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
    draft = Draft(
        "Posti e ore",
        "",
        ScenarioKind.FRNA,
        "ravenna",
        model,
        {"cra-posti": [783, 11], "domicilio-ore": [hours, 11]},
    )
    chosen = save_scenario(archive, asked(), "anna", draft, TODAY)
    assert choose(archive, scenario_id=chosen) is DecisionOutcome.APPROVED

    def now() -> dict[str, Outcome]:
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
        entry = connection.exec_driver_sql(
            "SELECT id, version, amount_cents FROM frna_entry WHERE fund_year_id ="
            " 'ravenna:frna:2026' AND voce_id = 'A1.1' AND phase = 'final' AND state = 'confirmed'"
            " AND period_no = 10 LIMIT 1"
        ).one()
        before = fund_picture(connection, "ravenna", 2026, TODAY)
    edit(
        archive,
        Edit(
            FrnaEntry,
            {"amount_cents": entry[2] + 12_500_00},
            entry[0],
            entry[1],
            reason="Fattura tardiva",
        ),
    )
    with writing(archive) as connection:
        connection.exec_driver_sql(
            "UPDATE frna_entry SET state = 'confirmed' WHERE id = ?", (entry[0],)
        )
        after = fund_picture(connection, "ravenna", 2026, TODAY)
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


# Two clocks


def test_why_it_changed_adds_up_to_the_cent(archive: Engine) -> None:
    """After the sitting one month of a voce is corrected by 1.000,00 €.

    That is the correction, the rest is the forecast made again.
    """
    opened(archive)
    with reading(archive) as connection:
        row = sitting(connection, SITTING)
        assert row is not None
        entry = connection.exec_driver_sql(
            "SELECT id, version, amount_cents FROM frna_entry WHERE fund_year_id ="
            " 'ravenna:frna:2026' AND voce_id = 'A1.1' AND phase = 'final' AND state = 'confirmed'"
            " AND period_no = 10 LIMIT 1"
        ).one()
    edit(
        archive,
        Edit(
            FrnaEntry,
            {"amount_cents": entry[2] + 1000_00},
            entry[0],
            entry[1],
            reason="Fattura tardiva",
        ),
    )
    with writing(archive) as connection:
        connection.exec_driver_sql(
            "UPDATE frna_entry SET state = 'confirmed' WHERE id = ?", (entry[0],)
        )
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
    assert [(one.before, one.after) for one in part.rows] == [
        (Money(entry[2]), Money(entry[2] + 1000_00))
    ]


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


def test_the_sittings_are_listed_latest_first(archive: Engine) -> None:
    with reading(archive) as connection:
        assert [one.id for one in sittings(connection, "ravenna")] == [SITTING]
        assert sittings(connection, "altrove") == ()
        assert sitting(connection, "altra") is None
