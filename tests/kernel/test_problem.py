"""A problem says what to do, always."""

from __future__ import annotations

import pytest

from udp_core.kernel.problem import NOWHERE, Place, Problem, RefusedError


@pytest.mark.parametrize("remedy", ["", "  ", "\n"])
def test_a_problem_without_a_remedy_is_a_bug(remedy: str) -> None:
    with pytest.raises(ValueError, match="X01"):
        Problem("X01", "Qualcosa non va.", remedy)


@pytest.mark.parametrize("code", ["", "X", "x01", "X001", "Il testo non va."])
def test_a_problem_without_a_code_is_a_bug(code: str) -> None:
    with pytest.raises(ValueError, match="has no code"):
        Problem(code, "Qualcosa non va.", "Correggere.")
    assert Problem("K1", "Qualcosa non va.", "Correggere.").code == "K1"


def test_a_reason_consents_to_one_problem_of_one_row_and_no_other() -> None:
    """Same code, same words: of two rows they are two; the place and the remedy do not count."""
    one = Problem("W03", "Insolito.", "Spiegare.", about="voce A1.1")
    assert one.key == "W03\nvoce A1.1\nInsolito."
    assert one.at(Place(row=4)).key == one.key
    others = (
        Problem("W04", "Insolito.", "Spiegare.", about="voce A1.1"),
        Problem("W03", "Molto insolito.", "Spiegare.", about="voce A1.1"),
        Problem("W03", "Insolito.", "Spiegare.", about="voce A2.2"),
    )
    assert len({one.key, *(other.key for other in others)}) == 4


def test_a_place_reads_as_a_person_would_say_it() -> None:
    assert (
        str(Place(file="a.csv", row=3, column="importo_eur"))
        == "file a.csv, riga 3, colonna «importo_eur»"
    )
    assert str(Place(entity="scheda", entity_id="p:12")) == "scheda p:12"
    assert str(NOWHERE) == ""


def test_row_zero_is_said() -> None:
    assert str(Place(row=0)) == "riga 0"


def test_a_problem_prints_code_place_sentence_and_remedy() -> None:
    problem = Problem("X01", "Manca il dato.", "Scriverlo.")
    assert str(problem) == "[X01] Manca il dato. Scriverlo."
    assert str(problem.at(Place(file="a.csv"))) == "[X01] file a.csv: Manca il dato. Scriverlo."


def test_a_refusal_carries_every_problem() -> None:
    problems = [Problem("X01", "Primo.", "Fare."), Problem("X02", "Secondo.", "Rifare.")]
    refusal = RefusedError(iter(problems), not_listed=7)
    assert refusal.problems == tuple(problems)
    assert refusal.not_listed == 7
    assert str(refusal) == "[X01] Primo. Fare.\n[X02] Secondo. Rifare."
