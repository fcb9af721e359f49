"""The cases of the one reader of numbers, by the library.

The browser reads the same file (tests/browser/test_number_reader.py).
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.kernel.number_cases import ASKED, CASES, Case, read
from udp_core.kernel.italian import read_number
from udp_core.kernel.problem import Problem


@pytest.mark.parametrize(
    "case", CASES, ids=lambda case: f"{case.kind} {case.text[:20]!r} {case.decimals}"
)
def test_every_case_is_read_or_asked_back(case: Case) -> None:
    found = read(case)
    if isinstance(case.expected, Decimal):
        assert found == case.expected
    else:
        assert isinstance(found, Problem)
        assert found.remedy
        assert (found.code in ASKED) is (case.expected == "asked")


def test_there_is_something_of_every_kind() -> None:
    assert {
        (case.kind, case.expected if isinstance(case.expected, str) else "read") for case in CASES
    } == {
        (kind, answer)
        for kind in ("number", "euro", "percent")
        for answer in ("read", "asked", "refused")
    }


@pytest.mark.parametrize(
    ("text", "remedy"),
    [("+0.5", "scrivere «+0,5»."), ("1.5", "scrivere «1,5», oppure «15».")],
)
def test_a_dot_of_the_keypad_is_asked_back_with_both_writings(text: str, remedy: str) -> None:
    found = read_number(text, 2)
    assert isinstance(found, Problem)
    assert found.sentence == f"«{text}» non si legge come un numero italiano."
    assert found.remedy == f"Il punto separa le migliaia, la virgola i decimali: {remedy}"
