"""Small simulations whose answers a person can reckon: two Comuni, a few levers, round numbers."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from fractions import Fraction
from random import Random

from udp_core.kernel.vocabulary import MacroSection, Payer, RuleLevel
from udp_core.simulation.rules.model import Account, Model, ModelLever, ModelTerm, RuleCheck
from udp_core.simulation.terms import LeverOwner

YEAR = 2026
DAYS = tuple(Fraction(monthrange(YEAR, month)[1]) for month in range(1, 13))
MONTHLY = (Fraction(1),) * 12
SPREAD = tuple(days / 365 for days in DAYS)
MILLION = 100_000_000
"""Of euro, in cents."""


def lever(  # noqa: PLR0917 - a line of a made table
    code: str,
    start: int,
    least: int,
    most: int,
    step: int = 1,
    people: int = 0,
    owner: LeverOwner = LeverOwner.DISTRICT,
) -> ModelLever:
    return ModelLever(
        code,
        code.capitalize(),
        "unità",
        "Prova",
        Fraction(start),
        Fraction(least),
        Fraction(most),
        Fraction(step),
        monthly=True,
        decided_by=owner,
        people=Fraction(people),
    )


def check(
    code: str,
    constant: int,
    accounts: Sequence[tuple[int, int | Fraction]] = (),
    levers: Sequence[tuple[int, int | Fraction]] = (),
    *,
    still: bool = False,
    level: RuleLevel = RuleLevel.BLOCK,
) -> RuleCheck:
    return RuleCheck(
        code,
        code,
        level,
        f"La regola {code}.",
        "Cambiare.",
        "prova",
        True,
        Fraction(constant),
        tuple((a, Fraction(w)) for a, w in accounts),
        tuple((a, Fraction(w)) for a, w in levers),
        still,
    )


def care(
    checks: Sequence[RuleCheck] = (), posts: tuple[int, int] = (80, 140), cheques: int = 50
) -> Model:
    """Posts in a residence (42 € a day of the fund, 54,15 of the user) with their tariff, hours at
    home, a cheque of 13 € a day.

    The fund: 10 million available, 8 + 1,5 programmed, half a million left.
    """
    levers = (
        lever("posti", 100, *posts, people=1),
        lever("tariffa", 0, -5, 5, owner=LeverOwner.REGION),
        lever("ore", 10_000, 5_000, 20_000, 100),
        lever("assegni", 0, 0, cheques, people=1),
    )
    accounts = (
        Account(
            "Residenze",
            "A1",
            Payer.FRNA,
            (6 * MILLION, 2 * MILLION, 0),
            "Anziani",
            MacroSection.RESIDENTIAL,
        ),
        Account("Residenze, utenti", "A1", Payer.USER, own=False),
        Account(
            "Domicilio",
            "A2",
            Payer.FRNA,
            (MILLION, MILLION // 2, 0),
            "Anziani",
            MacroSection.DOMICILIARY,
        ),
        Account("Domicilio, Comuni", "A2", Payer.MUNICIPALITY, own=False),
    )
    terms = tuple(
        ModelTerm(account, municipality, calendar, Fraction(cents) * share, which, verified)
        for account, calendar, cents, which, verified in (
            (0, 0, 4200, (0,), False),
            (0, 0, 100, (0, 1), True),
            (1, 0, 5415, (0,), True),
            (2, 2, 1620, (2,), False),
            (3, 2, 1080, (2,), False),
            (2, 0, 1300, (3,), True),
        )
        for municipality, share in ((0, Fraction(3, 4)), (1, Fraction(1, 4)))
    )
    return Model(
        YEAR,
        "Prova",
        levers,
        (DAYS, MONTHLY, SPREAD),
        ("Ravenna", "Cervia", "intero distretto"),
        accounts,
        terms,
        tuple(checks),
        (79_166_666,) * 12,
        10 * MILLION,
        MILLION // 2,
        (Fraction(3, 4), Fraction(1, 4)),
    )


def many(levers: int, voci: int, terms: int, rules: int) -> Model:
    """A simulation of any size, the same at every call.

    Whole levers 0-200 that start at 100, a unit costs 1-90 € a day.

    Rules want no more of some voci than five hundredths above what is programmed.
    """
    chance = Random(levers * terms)  # noqa: S311 - the same at every run
    moved = tuple(
        lever(f"leva-{number}", 100, 0, 200, people=number % 3) for number in range(levers)
    )
    accounts = tuple(
        Account(
            f"Voce {number}",
            f"V{number}",
            Payer.FRNA,
            (3 * MILLION, MILLION, 0),
            "Anziani",
            MacroSection.RESIDENTIAL,
        )
        for number in range(voci)
    )
    costs = tuple(
        ModelTerm(
            number % voci, number % 2, 0, Fraction(chance.randint(100, 9000)), (number % levers,)
        )
        for number in range(terms)
    )
    checks = tuple(
        _room(f"R{number}", sorted(chance.sample(range(voci), min(3, voci))))
        for number in range(rules)
    )
    whole = voci * 4 * MILLION
    return Model(
        YEAR,
        "Prova",
        moved,
        (DAYS,),
        ("Ravenna", "Cervia", "intero distretto"),
        accounts,
        costs,
        checks,
        (whole // 12,) * 12,
        whole + MILLION,
        MILLION,
        (Fraction(3, 4), Fraction(1, 4)),
    )


def _room(code: str, voci: Sequence[int]) -> RuleCheck:
    return check(code, len(voci) * 42 * MILLION // 10, [(place, -1) for place in voci])
