"""What the desk's command asks a reason for; a reason excuses the figure shown, alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Engine, text

from tests.made_desk import FUND, E, entry, save
from tests.made_rows import sound
from tests.service.test_saving import BUDGET, ENTRY, amount, codes, desk, entry_id, refused
from udp_core.archive.engine import reading
from udp_core.kernel.problem import RefusedError
from udp_core.writing.edit_rules import excusable
from udp_core.writing.saving import Edit

__all__ = ["desk"]


def test_an_unusual_value_wants_a_reason(desk: Engine) -> None:
    save(desk, "carlo", *(entry(month, 1000 + month) for month in (1, 2, 3)))
    [problem] = refused(desk, "carlo", entry(4, 10_000))
    assert problem.code == "U01"
    assert (
        problem.sentence
        == "10.000,00 € è fuori dal consueto (da 500,50 € a 1.504,50 €; l’ultimo valore è"
        " 1.003,00 €)."
    )
    unusual = Edit(ENTRY, entry(4, 10_000).values, reason="Arretrati di tre mesi")
    save(desk, "carlo", unusual)
    with reading(desk) as connection:
        reasons = connection.execute(text("SELECT reason FROM request")).scalars().all()
    assert "Prova; Arretrati di tre mesi" in reasons


def test_two_values_before_are_too_few_for_a_range_and_enough_for_a_slip(desk: Engine) -> None:
    """Nine times the last value passes, ninety times is asked about; so is a ninetieth."""
    save(desk, "carlo", entry(1, 1000), entry(2, 1000))
    [more], [less] = refused(desk, "carlo", entry(3, 90_000)), refused(desk, "carlo", entry(3, 10))
    assert (more.code, more.sentence) == (
        "U05",
        "90.000,00 € è 90 volte l’ultimo valore (1.000,00 €).",
    )
    assert (less.code, less.sentence) == (
        "U05",
        "10,00 € è 100 volte più piccolo dell’ultimo valore (1.000,00 €).",
    )
    save(desk, "carlo", entry(3, 9_000))
    assert amount(desk, 3)[1] == 9_000_00


def test_a_programme_above_the_available_wants_a_reason(desk: Engine) -> None:
    save(
        desk,
        "anna",
        Edit(E["allocation"], sound(E["allocation"], fund_year_id=FUND, amount_cents=10_000_00)),
    )
    budget = {"phase": "budget", "period": "year", "period_no": None}
    [problem] = refused(desk, "anna", entry(1, 12_000, **budget))
    assert problem.code == "I17"
    assert "12.000,00 €" in problem.sentence
    assert "10.000,00 €" in problem.sentence
    save(desk, "anna", entry(1, 12_000, **budget), excused=frozenset({problem.key}))


def test_a_reason_of_a_row_silences_no_sum(desk: Engine) -> None:
    """Fifty millions above the available beside an organisation renamed with its reason.

    The sum is still refused.
    """
    organisation = E["organisation"]
    save(
        desk,
        "anna",
        Edit(E["allocation"], sound(E["allocation"], fund_year_id=FUND, amount_cents=10_000_00)),
        Edit(organisation, sound(organisation, code="asp")),
    )
    renamed = Edit(organisation, {"name": "ASP unica"}, "asp", 1, reason="Cambio di nome")
    [problem] = refused(desk, "anna", entry(1, 50_000_000, **BUDGET), renamed)
    assert problem.code == "I17"
    with_reason = replace(entry(1, 50_000_000, **BUDGET), reason="Cambio di nome")
    assert codes(refused(desk, "anna", with_reason, renamed)) == ["I17"]


def test_consent_is_to_what_was_shown_and_to_no_other(desk: Engine) -> None:
    """Shown 2.000 € too many, nobody has agreed to 3.000.

    Shown January, nobody has agreed to February.
    """
    save(
        desk,
        "anna",
        Edit(E["allocation"], sound(E["allocation"], fund_year_id=FUND, amount_cents=10_000_00)),
    )
    [shown] = refused(desk, "anna", entry(1, 12_000, **BUDGET))
    agreed = frozenset({shown.key})
    with pytest.raises(RefusedError) as caught:
        save(desk, "anna", entry(1, 13_000, **BUDGET), excused=agreed)
    assert codes(list(caught.value.problems)) == ["I17"]
    assert save(desk, "anna", entry(1, 12_000, **BUDGET), excused=agreed).touched == 1
    save(desk, "carlo", *(entry(month, 1000) for month in (1, 2, 3)))
    april, may = refused(desk, "carlo", entry(4, 100_000), entry(5, 100_000))
    assert (april.code, may.code) == ("U01", "U01")
    with pytest.raises(RefusedError) as caught:
        save(desk, "carlo", entry(4, 100_000), entry(5, 100_000), excused=frozenset({april.key}))
    assert [one.place.entity_id for one in caught.value.problems] == [entry_id(5)]
    beside = replace(entry(4, 100_000), reason="Fatture arretrate")
    assert [one.place.entity_id for one in refused(desk, "carlo", beside, entry(5, 100_000))] == [
        entry_id(5)
    ]


def test_only_what_a_reason_can_excuse_is_asked_for_one(desk: Engine) -> None:
    save(desk, "carlo", *(entry(month, 1000) for month in (1, 2, 3)))
    unusual = refused(desk, "carlo", entry(4, 100_000))
    assert excusable(unusual) == {unusual[0].key}
    assert (
        excusable(refused(desk, "carlo", entry(4, 100_000), entry(5, 1, municipality_id="r")))
        == frozenset()
    )


def test_one_period_by_comune_and_as_a_whole_wants_a_reason(desk: Engine) -> None:
    save(desk, "carlo", entry(1, 1000))
    assert codes(refused(desk, "anna", entry(1, 5000, municipality_id=None))) == ["I18"]
    save(desk, "carlo", entry(2, 1000))
    (twice,) = refused(
        desk, "anna", entry(1, 5000, municipality_id=None, period="quarter", as_of="2026-03-31")
    )
    assert twice.code == "I18"
    assert "(consuntivo, 1º trimestre il distretto, gennaio e febbraio i Comuni)" in twice.sentence
    save(desk, "anna", entry(2, 5000, municipality_id=None, period="quarter", as_of="2026-06-30"))
