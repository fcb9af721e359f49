"""A fund made by hand, with the rows it is judged by: its figures are small enough to reckon."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from tests.made_simulation import lever
from udp_core.kernel.vocabulary import FrnaArea, MacroSection, Payer, RuleLevel
from udp_core.simulation.rules.evaluate import value_of
from udp_core.simulation.rules.facts import RuleFacts, RuleValue
from udp_core.simulation.rules.model import Account, Model, Position, RuleCheck
from udp_core.simulation.rules.rules import checks
from udp_core.simulation.terms import LeverOwner

RULES = Path(__file__).parents[2] / "data" / "rules" / "rule.csv"
EURO = 100
HOME, RESIDENCE, CROSS = (
    MacroSection.DOMICILIARY,
    MacroSection.RESIDENTIAL,
    MacroSection.CROSS_CUTTING,
)
VOCI = {
    "A1.1": (600_000, FrnaArea.ELDERLY, RESIDENCE),
    "A2.3": (150_000, FrnaArea.ELDERLY, HOME),
    "A2.5": (100_000, FrnaArea.ELDERLY, HOME),
    "D1.2": (40_000, FrnaArea.DISABLED, RESIDENCE),
    "D2.6": (30_000, FrnaArea.DISABLED, HOME),
    "D2.7": (50_000, FrnaArea.DISABLED, HOME),
    "T1": (20_000, FrnaArea.CROSS, CROSS),
    "T4": (10_000, FrnaArea.CROSS, CROSS),
}
"""Euro of each voce: one million in all, of which 330.000 of home care and 30.000 cross-cutting."""
ACCOUNTS = (
    *(
        Account(f"Voce {code}", code, Payer.FRNA, (euro * EURO, 0), area.value, macro)
        for code, (euro, area, macro) in VOCI.items()
    ),
    Account("Entrate", "", Payer.FRNA),
)
LEVERS = (
    lever("cra-posti", 100, 0, 200),
    lever("cra-retta", 0, -6, 6),
    lever("assegno-a", 0, -20, 100),
    lever("assegno-disabili", 0, -20, 100),
    lever("contributo-aggiuntivo", 0, -20, 100),
    lever("cra-tariffa", 0, 0, 6, owner=LeverOwner.REGION),
)
EVERY_VOCE = {
    "A1.1",
    "A2.1",
    "A2.2",
    "A2.3",
    "A2.4",
    "A2.5",
    "A3.1",
    "D1.1",
    "D1.2",
    "D2.1",
    "D2.2",
    "D2.5",
    "D2.6",
    "D2.7",
    "D2.8",
    "D3.1",
    "T1",
    "T4",
}


def rows(day: str = "2026-12-31") -> dict[tuple[str, str], RuleValue]:
    """The rows that the product ships, in force on a day."""
    with RULES.open(encoding="utf-8", newline="") as file:
        found = [
            row
            for row in csv.DictReader(file)
            if row["valid_from"] <= day <= (row["valid_to"] or "9999")
        ]
    return {(row["code"], row["parameter"]): _value(row) for row in found}


def _value(row: dict[str, str]) -> RuleValue:
    return RuleValue(
        row["sentence"],
        RuleLevel.of(row["level"]),
        Fraction(row["value"]) if row["value"] else None,
        row["trust"] in {"press", "official"},
        row["source"],
        row["unit"],
    )


def facts(**other: object) -> RuleFacts:
    """One million programmed, 1.100.000 € available.

    The national fund has 100 € on three voci that it may pay.
    """
    national = {"A2.3": 100 * EURO, "D1.2": 100 * EURO, "D2.7": 100 * EURO}
    made: dict[str, object] = {
        "areas": {FrnaArea.ELDERLY: 800_000 * EURO, FrnaArea.DISABLED: 100_000 * EURO},
        "lines": {"grad": 90_000 * EURO},
        "sources": {"fna": national},
        "typed": {"fna": national},
        "occupied": {"A1.1": Fraction(100)},
        "voce_of": {0: "A1.1", 1: "A1.1", 2: "A2.5", 3: "D2.6", 4: "A2.5", 5: "A1.1"},
        "posts_of": {0: "A1.1"},
        "served": {"D2.7": Fraction(5)},
        "costs": {("D2.7", "grad-base"): 23 * EURO},
        "fees": {("A1.1", "day"): 54_15},
        "home_share_before": Fraction(33, 100),
        "names": {
            "grad": "gravissime disabilità acquisite",
            "fna": "Fondo nazionale",
            "D1.2": "Residenze gravissimi",
            "D2.7": "Assegno gravissimi",
            "T1": "Reti",
        },
    }
    given = {**made, **other}
    known: dict[str, object] = {
        "rules": rows(),
        "accounts": ACCOUNTS,
        "levers": LEVERS,
        "fund_account": len(VOCI),
        "available": 1_100_000 * EURO,
        "recurring": 1_000_000 * EURO,
        "days": 365,
    }
    return RuleFacts(**{**known, **given})  # type: ignore[arg-type]  # a line of a made table


def model(found: RuleFacts) -> Model:
    return Model(
        2026,
        "Prova",
        tuple(found.levers),
        (),
        ("Ravenna", "intero distretto"),
        tuple(found.accounts),
        (),
        checks(found),
        fund_account=found.fund_account,
    )


def worth(
    found: RuleFacts,
    name: str,
    moved: Mapping[str, int] | None = None,
    levers: Mapping[str, object] | None = None,
) -> Fraction:
    """The sum of a check once some voci (in euro) and levers are moved."""
    made = model(found)
    own = [one for one in made.checks if one.name == name]
    assert len(own) == 1, (name, [one.name for one in made.checks])
    accounts = [[(moved or {}).get(account.voce, 0) * EURO, 0] for account in made.accounts]
    values = tuple(Fraction(str((levers or {}).get(one.code, one.start))) for one in made.levers)
    return value_of(made, own[0], Position(values, (1,) * len(values)), accounts)


def named(found: RuleFacts, name: str) -> RuleCheck:
    return next(one for one in checks(found) if one.name == name)


def without(found: RuleFacts, *which: tuple[str, str]) -> RuleFacts:
    return replace(
        found, rules={row: value for row, value in found.rules.items() if row not in which}
    )


def changed(found: RuleFacts, code: str, parameter: str, value: object) -> RuleFacts:
    return replace(
        found,
        rules={
            **found.rules,
            (code, parameter): replace(
                found.rules[code, parameter], value=None if value is None else Fraction(str(value))
            ),
        },
    )


GRAD, GRAD_LEFT = (
    "K2 gravissime disabilità acquisite",
    "Quota gravissime disabilità acquisite, da programmare",
)
