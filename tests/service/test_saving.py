"""The desk's command: rights, versions, states, totals; all or nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Engine, event, text

from tests.made_desk import FUND, E, entry, made_desk, save, tried
from tests.made_rows import fingerprint, load, sound, sound_history
from udp_core.archive.engine import reading
from udp_core.archive.images import read_by_id
from udp_core.fund.report.ledger_checks import fund_facts
from udp_core.kernel.money import Money
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.kernel.vocabulary import Phase
from udp_core.writing.conflicts import ConflictsError
from udp_core.writing.loading import Batch
from udp_core.writing.saving import Edit

ENTRY = E["frna_entry"]
BUDGET = {"phase": "budget", "period": "year", "period_no": None}


@pytest.fixture
def desk(engine: Engine) -> Engine:
    made_desk(engine)
    return engine


def entry_id(month: int) -> str:
    return f"{FUND}:A1:a:c:final:month:{month}"


def amount(engine: Engine, month: int) -> tuple[int, int, str]:
    """Version, cents, state."""
    with reading(engine) as connection:
        version, image = read_by_id(connection, ENTRY, [entry_id(month)])[entry_id(month)]
    return version, int(str(image["amount_cents"])), str(image["state"])


def change(month: int, euro: int, seen: int, **more: str) -> Edit:
    return Edit(ENTRY, {"amount_cents": euro * 100, **more}, entry_id(month), seen)


def refused(engine: Engine, officer: str, *edits: Edit) -> list[Problem]:
    before = fingerprint(engine)
    with pytest.raises(RefusedError) as caught:
        save(engine, officer, *edits)
    assert fingerprint(engine) == before
    return list(caught.value.problems)


def codes(problems: list[Problem]) -> list[str]:
    return [problem.code for problem in problems]


def test_a_figure_is_added_as_a_draft_and_changed(desk: Engine) -> None:
    added = save(desk, "carlo", entry(1, 1000, state="validated"))
    assert [(row.entity_id, row.version, row.change) for row in added.rows] == [
        (entry_id(1), 1, "added")
    ]
    assert amount(desk, 1) == (1, 1000_00, "draft")
    assert save(desk, "carlo", change(1, 1100, 1)).rows[0].change == "changed"
    assert amount(desk, 1) == (2, 1100_00, "draft")
    assert (
        save(desk, "carlo", Edit(ENTRY, {"amount_cents": 1100_00}, entry_id(1), 2)).rows[0].change
        == "unchanged"
    )
    assert sound_history(desk) == []


def test_history_says_who_in_which_role_and_why(desk: Engine) -> None:
    save(desk, "carlo", entry(1, 1000))
    with reading(desk) as connection:
        last = connection.execute(
            text("SELECT author, role, reason, command FROM request ORDER BY at DESC, id DESC")
        ).all()
    assert ("carlo", "referente di Comune", "Prova", "save_rows") in [tuple(row) for row in last]


@pytest.mark.parametrize(
    ("officer", "edit"),
    [
        ("ugo", entry(1, 1000)),
        ("dina", entry(1, 1000)),
        ("carlo", entry(1, 1000, municipality_id="r")),
        ("carlo", entry(1, 1000, municipality_id=None)),
        ("carlo", entry(1, 1000, phase="budget")),
        ("carlo", Edit(E["allocation"], sound(E["allocation"], fund_year_id=FUND))),
        ("anna", Edit(E["officer"], {"code": "eva", "name": "Servizi sociali", "active": 1})),
    ],
)
def test_only_what_a_mandate_reaches_is_written(desk: Engine, officer: str, edit: Edit) -> None:
    assert codes(refused(desk, officer, edit)) == ["A11"]


def test_a_referent_of_an_ambito_follows_a_scheda_and_does_not_rewrite_it(desk: Engine) -> None:
    row = scheda(desk)
    assert codes(refused(desk, "dina", Edit(E["intervention"], {"title": "Altro"}, row, 1))) == [
        "A11"
    ]
    assert (
        save(
            desk, "dina", Edit(E["intervention"], {"critical_points": "Manca il personale"}, row, 1)
        )
        .rows[0]
        .version
        == 2
    )


def test_a_coordinator_writes_anywhere_in_the_district(desk: Engine) -> None:
    assert (
        save(
            desk,
            "anna",
            entry(1, 1000, municipality_id="r"),
            Edit(E["allocation"], sound(E["allocation"], fund_year_id=FUND)),
        ).revision
        > 0
    )


def test_somebody_unknown_or_not_active_writes_nothing(desk: Engine) -> None:
    assert codes(refused(desk, "nessuno", entry(1, 1000))) == ["A10"]
    load(
        desk,
        Batch(E["officer"], [(None, {"code": "carlo", "name": "Ufficio di carlo", "active": 0})]),
    )
    assert codes(refused(desk, "carlo", entry(1, 1000))) == ["A10"]


def test_who_saves_second_sees_the_other_value_and_chooses(desk: Engine) -> None:
    save(desk, "carlo", entry(1, 1000))
    save(desk, "anna", change(1, 1200, 1))
    before = fingerprint(desk)
    with pytest.raises(ConflictsError) as caught:
        save(desk, "carlo", change(1, 1300, 1))
    [conflict] = caught.value.conflicts
    assert (conflict.field, conflict.base, conflict.theirs, conflict.mine) == (
        "amount_cents",
        1000_00,
        1200_00,
        1300_00,
    )
    assert (conflict.version, conflict.author) == (2, "anna")
    assert fingerprint(desk) == before
    save(desk, "carlo", change(1, 1300, conflict.version))
    assert amount(desk, 1) == (3, 1300_00, "draft")


def test_different_fields_of_a_row_do_not_clash(desk: Engine) -> None:
    action = E["action"]
    save(desk, "anna", Edit(action, sound(action, intervention_id=scheda(desk))))
    row = f"{scheda(desk)}:1"
    save(desk, "anna", Edit(action, {"title": "Altra azione"}, row, 1))
    save(desk, "dina", Edit(action, {"done_date": "2026-11-01"}, row, 1))
    with reading(desk) as connection:
        _, image = read_by_id(connection, action, [row])[row]
    assert (image["title"], image["done_date"]) == ("Altra azione", "2026-11-01")


def scheda(engine: Engine) -> str:
    with reading(engine) as connection:
        return str(connection.execute(text("SELECT id FROM intervention")).scalar_one())


@pytest.mark.parametrize("ways", [save, tried])
def test_what_others_wrote_meanwhile_is_told_to_nobody_who_may_not_write_it(
    desk: Engine, ways: Callable[..., object]
) -> None:
    """Anna makes 1.200 of 1.000 €; ugo, who only reads, asks for 1.300 on the version before.

    He is refused, and sees no figure.
    """
    save(desk, "carlo", entry(1, 1000))
    save(desk, "anna", change(1, 1200, 1))
    with pytest.raises(RefusedError) as caught:
        ways(desk, "ugo", change(1, 1300, 1))
    assert not isinstance(caught.value, ConflictsError)
    assert "1.200" not in str(caught.value)
    with pytest.raises(ConflictsError):
        ways(desk, "carlo", change(1, 1300, 1))


def test_a_row_added_by_two_is_a_conflict_not_an_overwrite(desk: Engine) -> None:
    save(desk, "anna", entry(1, 1000))
    assert codes(refused(desk, "carlo", entry(1, 2000))) == ["W06"]
    assert save(desk, "carlo", entry(1, 1000)).rows[0].change == "unchanged"


def test_the_same_request_is_carried_out_once(desk: Engine) -> None:
    save(desk, "carlo", entry(1, 1000), request_id="uno")
    assert save(desk, "carlo", entry(1, 1000), request_id="uno").repeated
    assert amount(desk, 1)[0] == 1


def test_what_changed_nothing_is_told_so_when_it_is_asked_again(desk: Engine) -> None:
    """1.000 € typed over the 1.000 € that are there, with another row that is new."""
    save(desk, "anna", entry(1, 1000))
    both = (entry(1, 1000), entry(2, 500))
    first = save(desk, "carlo", *both, request_id="due")
    again = save(desk, "carlo", *both, request_id="due")
    assert again.repeated
    assert [one.change for one in first.rows] == ["unchanged", "added"]
    assert [(one.change, one.version) for one in again.rows][1] == ("added", 1)
    assert again.rows[0].change == "unchanged"
    assert amount(desk, 1)[0] == 1


def test_a_dry_run_judges_and_keeps_nothing(desk: Engine) -> None:
    before = fingerprint(desk)
    assert tried(desk, "carlo", entry(1, 1000)).rows[0].change == "added"
    assert fingerprint(desk) == before


def test_every_problem_is_told_at_once_and_nothing_is_half_written(desk: Engine) -> None:
    problems = refused(
        desk,
        "carlo",
        entry(1, 1000),
        entry(2, 1000, voce_id="ZZ"),
        entry(13, 1000),
        entry(3, 1000, source="x" * 400),
    )
    assert sorted(codes(problems)) == ["W02", "W05", "W05"]


def test_the_weights_of_a_scheda_add_up_to_one(desk: Engine) -> None:
    action = E["action"]
    half = sound(action, intervention_id=scheda(desk), weight=500)
    assert codes(refused(desk, "anna", Edit(action, half))) == ["R08"]
    save(desk, "anna", Edit(action, half), Edit(action, half | {"number": 2}))


def test_what_identifies_a_row_and_its_state_are_not_changed_with_its_values(desk: Engine) -> None:
    save(desk, "carlo", entry(1, 1000))
    assert codes(refused(desk, "carlo", Edit(ENTRY, {"period_no": 2}, entry_id(1), 1))) == ["W08"]
    assert codes(refused(desk, "carlo", Edit(ENTRY, {"colore": 2}, entry_id(1), 1))) == ["W09"]
    assert codes(
        refused(desk, "anna", Edit(E["intervention"], {"state": "active"}, scheda(desk), 1))
    ) == ["W11"]
    assert codes(refused(desk, "carlo", Edit(ENTRY, {"amount_cents": 1}, entry_id(9), 1))) == [
        "W07"
    ]


def test_of_an_edit_that_cannot_be_nothing_else_is_said(desk: Engine) -> None:
    """Gone, with another key, with a field that there is not: one problem each.

    The sound one beside them is told as it would be.
    """
    save(desk, "carlo", entry(1, 1000))
    found = tried(
        desk,
        "carlo",
        Edit(ENTRY, {"amount_cents": -1}, entry_id(9), 1),
        Edit(ENTRY, {"period_no": 2, "amount_cents": -1}, entry_id(1), 1),
        Edit(ENTRY, {"colore": 2, "amount_cents": -1}, entry_id(1), 1),
        entry(2, 500),
    )
    assert codes(list(found.problems)) == ["W07", "W08", "W09"]
    assert [(one.entity_id, one.change) for one in found.rows] == [(entry_id(2), "added")]


def test_a_closed_year_does_not_change(desk: Engine) -> None:
    load(desk, Batch(E["fund_closure"], [(None, sound(E["fund_closure"], fund_year_id=FUND))]))
    assert codes(refused(desk, "carlo", entry(1, 1000))) == ["W10"]


def test_a_row_is_removed_with_its_history_kept(desk: Engine) -> None:
    save(desk, "carlo", entry(1, 1000))
    assert (
        save(desk, "carlo", Edit(ENTRY, {}, entry_id(1), 1, remove=True)).rows[0].change
        == "removed"
    )
    with reading(desk) as connection:
        assert read_by_id(connection, ENTRY, [entry_id(1)]) == {}
    assert sound_history(desk) == []


def test_what_a_colleague_changed_meanwhile_is_not_removed_unseen(desk: Engine) -> None:
    """Carlo makes 1.200 of the 1.000 € that anna saw: removing what she saw would remove his."""
    save(desk, "carlo", entry(1, 1000))
    save(desk, "carlo", change(1, 1200, 1))
    taken = Edit(ENTRY, {}, entry_id(1), 1, remove=True)
    assert codes(refused(desk, "anna", taken)) == ["W18"]
    assert amount(desk, 1) == (2, 1200_00, "draft")
    save(desk, "anna", Edit(ENTRY, {}, entry_id(1), 2, remove=True))
    assert codes(refused(desk, "anna", taken)) == ["W07"]


def test_published_figures_are_not_written_at_the_desk(desk: Engine) -> None:
    assert codes(refused(desk, "anna", Edit(E["data_set"], sound(E["data_set"])))) == ["A12"]


def test_a_validated_figure_is_locked(desk: Engine) -> None:
    save(desk, "carlo", entry(1, 1000))
    load(desk, Batch(ENTRY, [(None, {**entry(1, 1000).values, "state": "validated"})]))
    assert codes(refused(desk, "carlo", change(1, 900, 2))) == ["W03"]


def test_a_rule_inside_a_row_is_told(desk: Engine) -> None:
    assert codes(refused(desk, "carlo", entry(1, 1000, period="quarter", period_no=7))) == ["R02"]


def test_a_new_scheda_begins_as_proposed_and_a_plan_leaves_only_as_a_draft(desk: Engine) -> None:
    intervention, plan = E["intervention"], E["plan"]
    with reading(desk) as connection:
        programme, plan_id = (
            str(connection.execute(text(f"SELECT id FROM {name}")).scalar_one())
            for name in ("annual_programme", "plan")
        )
    new = sound(intervention, programme_id=programme, code="S2", state="active", progress=500)
    assert codes(refused(desk, "anna", Edit(intervention, new))) == ["R04"]
    save(desk, "anna", Edit(intervention, new | {"progress": 0}))
    with reading(desk) as connection:
        assert (
            read_by_id(connection, intervention, [f"{programme}:S2"])[f"{programme}:S2"][1]["state"]
            == "proposed"
        )
    with desk.connect() as connection, connection.begin():
        version = int(connection.execute(text("SELECT version FROM plan")).scalar_one())
    load(desk, Batch(plan, [(None, sound(plan) | {"state": "in_force"})]))
    assert codes(refused(desk, "anna", Edit(plan, {}, plan_id, version + 1, remove=True))) == [
        "W12"
    ]


def test_a_comune_is_arranged_by_who_coordinates(desk: Engine) -> None:
    rename = Edit(E["municipality"], {"name": "Cervia Milano Marittima"}, "c", 1)
    assert codes(refused(desk, "carlo", rename)) == ["A11"]
    assert save(desk, "anna", rename).rows[0].change == "changed"


def activity(month: int, value: int) -> Edit:
    """A new final measure of voce A1, Comune c, in a month of 2026."""
    image = sound(
        E["activity_measure"],
        fund_year_id=FUND,
        voce_id="A1",
        municipality_id="c",
        phase="final",
        period="month",
        period_no=month,
        value=value * 1000,
        as_of=f"2026-{month:02}-28",
    )
    return Edit(E["activity_measure"], image)


def test_a_dry_run_over_several_entities_is_the_command_itself_rolled_back(desk: Engine) -> None:
    """A request is recorded once, however many tables it touches and whether or not it is kept."""
    edits = (
        entry(1, 1000),
        activity(1, 31),
        Edit(E["action"], sound(E["action"], intervention_id=scheda(desk))),
    )
    before = fingerprint(desk)
    trial = tried(desk, "anna", *edits)
    assert fingerprint(desk) == before
    assert [row.change for row in trial.rows] == ["added"] * 3
    assert save(desk, "anna", *edits).rows == trial.rows
    assert sound_history(desk) == []


def test_a_budget_figure_is_judged_on_its_own_fund_alone(desk: Engine) -> None:
    """The sums of other funds, and of other districts, are not read while others wait to write."""
    asked_for: list[str] = []

    @event.listens_for(desk, "before_cursor_execute")
    def _note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        asked_for.append(statement)

    save(
        desk,
        "anna",
        Edit(E["allocation"], sound(E["allocation"], fund_year_id=FUND, amount_cents=10**9)),
        entry(1, 12_000, **BUDGET),
    )
    sums = [one for one in asked_for if "sum(" in one.lower()]
    assert sums
    assert all("WHERE" in one for one in sums)


def test_the_facts_of_one_fund_are_those_among_all(desk: Engine) -> None:
    save(
        desk,
        "anna",
        Edit(E["allocation"], sound(E["allocation"], fund_year_id=FUND, amount_cents=10**9)),
        entry(1, 12_000, **BUDGET),
    )
    with reading(desk) as connection:
        every, one = fund_facts(connection), fund_facts(connection, {FUND})
    assert len(every) > 1
    assert one == {FUND: every[FUND]}
    assert one[FUND].position.programmed is None
    assert one[FUND].spent(Phase.BUDGET, drafts=True) == Money(12_000_00)
