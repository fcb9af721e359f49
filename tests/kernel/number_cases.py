"""The cases of the one reader of numbers, as they stand in their file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from udp_core.kernel.italian import read_euro, read_number, read_percent
from udp_core.kernel.money import Money
from udp_core.kernel.problem import Problem

FILE = Path(__file__).with_name("number_cases.json")
ASKED = frozenset({"N02", "N03"})
"""To be written otherwise; the other codes refuse."""


@dataclass(frozen=True, slots=True)
class Case:
    """A text, in what kind of field it was typed, and what it is.

    A number, «asked» back or «refused».
    """

    text: str
    kind: str
    decimals: int
    expected: Decimal | str


def _case(text: str, kind: str, decimals: int, expected: str) -> Case:
    return Case(
        text, kind, decimals, expected if expected in {"asked", "refused"} else Decimal(expected)
    )


CASES = tuple(_case(**one) for one in json.loads(FILE.read_text(encoding="utf-8")))


def read(case: Case) -> Decimal | Problem:
    """The case as the library reads it."""
    if case.kind == "euro":
        found = read_euro(case.text)
        return Decimal(found.cents) / 100 if isinstance(found, Money) else found
    if case.kind == "percent":
        return read_percent(case.text, case.decimals)
    return read_number(case.text, case.decimals)
