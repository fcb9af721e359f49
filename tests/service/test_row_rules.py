"""Each rule inside a row holds, and can break."""

from __future__ import annotations

import pytest

from tests.made_rows import sound
from udp_core.archive.entity import specs
from udp_core.archive.registry import BY_NAME
from udp_core.files.cell import Stored
from udp_core.kernel.problem import Problem
from udp_core.writing.row_rules import locked, rules_of

PERIODS = "Usare mese 1-12, trimestre 1-4, oppure anno senza numero."
WHOLE = Problem(
    "R03",
    "Una scheda conclusa ha avanzamento 100 %.",
    "Portare l’avanzamento al 100 % o cambiare lo stato.",
)
NOT_BEGUN = Problem(
    "R04",
    "Una scheda proposta non è ancora iniziata: il suo avanzamento è 0.",
    "Azzerare l’avanzamento o approvare la scheda.",
)
NO_VALUE = Problem(
    "R05",
    "La rilevazione non ha né un valore né numeratore e denominatore.",
    "Indicare il valore oppure entrambi i termini.",
)
FROZEN = Problem(
    "R14",
    "Le cifre di una seduta si fissano quando si apre.",
    "Lasciare vuote la revisione e il giorno delle cifre.",
)
NAMELESS = Problem(
    "R36",
    "È presente per delega, ma non si dice chi è il delegato.",
    "Scrivere il nome del delegato.",
)


def no_period(words: str) -> Problem:
    return Problem("R02", f"Il periodo {words} non esiste.", PERIODS)


def of_somebody(role: str, what: str, remedy: str) -> Problem:
    return Problem("R29", f"Un incarico di «{role}» dice di quale {what}.", remedy)


def delegate_of_nobody(name: str) -> Problem:
    sentence = f"C’è un delegato («{name}»), ma la presenza non è per delega."
    return Problem("R36", sentence, "Scegliere «presente per delega», o togliere il delegato.")


def without_act(state: str) -> Problem:
    sentence = f"Il regolamento è «{state}», ma non ha il suo atto di adozione."
    return Problem("R35", sentence, "Scrivere l’atto di adozione.")


BROKEN: list[tuple[str, dict[str, Stored], Problem]] = [
    ("frna_entry", {"period": "year", "period_no": 1}, no_period("«anno» con numero «1»")),
    ("frna_entry", {"period": "quarter", "period_no": None}, no_period("«trimestre» senza numero")),
    ("frna_entry", {"period": "quarter", "period_no": 0}, no_period("«trimestre» con numero «0»")),
    ("frna_entry", {"period": "quarter", "period_no": 5}, no_period("«trimestre» con numero «5»")),
    ("frna_entry", {"period": "decade", "period_no": 1}, no_period("«decade» con numero «1»")),
    ("activity_measure", {"period": "month", "period_no": 13}, no_period("«mese» con numero «13»")),
    ("measurement", {"period": "month", "period_no": 0}, no_period("«mese» con numero «0»")),
    ("intervention", {"state": "completed", "progress": 999}, WHOLE),
    ("intervention", {"state": "completed", "progress": 1001}, WHOLE),
    ("intervention", {"state": "proposed", "progress": 1}, NOT_BEGUN),
    ("measurement", {"value": None, "numerator": 1}, NO_VALUE),
    ("measurement", {"value": None, "denominator": 1}, NO_VALUE),
    (
        "target",
        {"low": 2, "high": 1},
        Problem("R06", "Il minimo della fascia supera il massimo.", "Scambiare i due valori."),
    ),
    (
        "target",
        {"value": None},
        Problem("R07", "Il valore atteso è vuoto.", "Indicare un valore oppure una fascia."),
    ),
    (
        "mandate",
        {"role": "municipality_editor", "area_id": "a"},
        of_somebody(
            "referente di Comune", "Comune", "Scrivere il Comune nella riga dell’incarico."
        ),
    ),
    (
        "mandate",
        {"role": "area_editor", "municipality_id": "c"},
        of_somebody("referente di ambito", "ambito", "Scrivere l’ambito nella riga dell’incarico."),
    ),
    ("regulation", {"state": "in_force"}, without_act("in vigore")),
    ("regulation", {"state": "amended"}, without_act("in vigore, modificato")),
    ("sitting", {"state": "planned", "revision": 3}, FROZEN),
    ("sitting", {"state": "convened", "known_on": "2026-11-10"}, FROZEN),
    ("attendance", {"presence": "delegated"}, NAMELESS),
    (
        "attendance",
        {"presence": "absent", "delegate": "Anna Bianchi"},
        delegate_of_nobody("Anna Bianchi"),
    ),
    (
        "attendance",
        {"presence": "present", "delegate": "Ugo Verdi"},
        delegate_of_nobody("Ugo Verdi"),
    ),
]
WRONG_HOURS = [
    ("sitting", "starts_at", "25:00"),
    ("sitting", "starts_at", "17:60"),
    ("sitting", "starts_at", "17.30"),
    ("sitting_moment", "at", "24:00"),
    ("discussion_note", "at", "9:05"),
]
SPANS: dict[tuple[str, str], tuple[Stored, Stored]] = {
    ("valid_from", "valid_to"): ("2026-02-01", "2026-01-31"),
    ("start_date", "end_date"): ("2026-02-01", "2026-01-31"),
    ("start_date", "due_date"): ("2026-02-01", "2026-01-31"),
    ("starts_on", "ends_on"): ("2026-02-01", "2026-01-31"),
    ("year_from", "year_to"): (2026, 2025),
    ("from_item", "to_item"): (2, 1),
}
BACKWARDS = [
    (table, span)
    for table, entity in BY_NAME.items()
    for span in SPANS
    if set(span) <= specs(entity).keys()
]
SOUND: list[tuple[str, dict[str, Stored]]] = [
    ("organisation", {"valid_from": "2026-02-01", "valid_to": "2026-02-01"}),
    ("organisation", {"valid_from": None, "valid_to": "2026-02-01"}),
    ("plan", {"year_from": 2025, "year_to": 2027}),
    ("frna_entry", {"period": "month", "period_no": 1}),
    ("frna_entry", {"period": "month", "period_no": 12}),
    ("frna_entry", {"period": "quarter", "period_no": 4}),
    ("intervention", {"state": "completed", "progress": 1000}),
    ("intervention", {"state": "active", "progress": 400}),
    ("intervention", {"state": "proposed", "progress": 0}),
    ("measurement", {"value": None, "numerator": 0, "denominator": 0}),
    ("target", {"value": None, "low": 1, "high": 1}),
    ("target", {"value": None, "low": None, "high": 1}),
    ("target", {"value": None, "low": 1, "high": None}),
    ("district", {}),
    ("mandate", {"role": "municipality_editor", "municipality_id": "c"}),
    ("mandate", {"role": "area_editor", "area_id": "a"}),
    ("mandate", {"role": "committee"}),
    ("sitting", {"starts_at": "00:00"}),
    ("sitting", {"starts_at": "23:59"}),
    ("sitting_moment", {"at": "09:05"}),
    ("regulation", {"state": "published"}),
    ("regulation", {"state": "in_force", "act_id": "delibera"}),
    ("sitting", {"state": "open", "revision": 3, "known_on": "2026-11-10"}),
    ("attendance", {"presence": "delegated", "delegate": "Anna Bianchi"}),
]


def _found(table: str, values: dict[str, Stored]) -> list[Problem]:
    row = sound(BY_NAME[table], **values)
    return [problem for rule in rules_of(table) if (problem := rule(row))]


@pytest.mark.parametrize(("table", "values", "problem"), BROKEN)
def test_a_rule_can_break(table: str, values: dict[str, Stored], problem: Problem) -> None:
    assert _found(table, values) == [problem]


@pytest.mark.parametrize(("table", "field", "hour"), WRONG_HOURS)
def test_an_hour_is_of_the_day(table: str, field: str, hour: str) -> None:
    assert [one.code for one in _found(table, {field: hour})] == ["D64"]


@pytest.mark.parametrize(("table", "span"), BACKWARDS)
def test_nothing_ends_before_it_begins(table: str, span: tuple[str, str]) -> None:
    """A term of office and a mandate as a plan: whatever has a beginning and an end."""
    assert {"mandate", "member", "plan", "attendance"} <= {name for name, _ in BACKWARDS}
    first, last = SPANS[span]
    label = BY_NAME[table].label
    assert _found(table, {span[0]: first, span[1]: last})[:1] == [
        Problem(
            "R01",
            f"{label[0].upper()}{label[1:]}: la fine ({_said(last)}) viene prima dell’inizio"
            f" ({_said(first)}).",
            "Correggere l’inizio o la fine.",
        )
    ]
    for begun, ends in ((first, first), (first, None), (None, last)):
        assert "R01" not in [one.code for one in _found(table, {span[0]: begun, span[1]: ends})]


def _said(moment: Stored) -> str:
    """«2026», «01/02/2026»."""
    return "/".join(reversed(str(moment).split("-")))


@pytest.mark.parametrize(("table", "values"), SOUND)
def test_a_rule_lets_sound_rows_pass(table: str, values: dict[str, Stored]) -> None:
    assert _found(table, values) == []


@pytest.mark.parametrize("field", ["state", "data_state"])
def test_only_what_is_validated_does_not_change(field: str) -> None:
    """What says how far it was checked in `data_state` has in `state` how far the work is."""
    row: dict[str, Stored] = {"state": "validated", field: "validated", "progress": 1}
    for values, problem in (
        (row, None),
        (
            {**row, "progress": 2},
            Problem(
                "W03",
                "Il dato è validato e non si modifica.",
                "Chiedere una correzione, con il suo motivo.",
            ),
        ),
    ):
        assert locked(row, values) == problem
    free = {**row, field: "confirmed"}
    assert locked(free, {**free, "progress": 2}) is None
