"""The same machine on the annual programme: money by area and source, each a lever.

Each source no more than it gives.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from fractions import Fraction

from sqlalchemy import Connection

from udp_core.kernel.italian import OF_WHOLE_DISTRICT
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.kernel.vocabulary import AgeBand, Payer, RuleLevel
from udp_core.programme.queries.programme import programme
from udp_core.simulation.queries.simulation import (
    ProgrammeMoneyRow,
    programme_funding,
    programme_spent,
)
from udp_core.simulation.rules.model import Account, Model, ModelLever, ModelTerm, RuleCheck
from udp_core.simulation.terms import LeverOwner
from udp_core.territory.queries import MunicipalityRow, municipalities, residents

STEP = Fraction(1000)
"""Euro."""
HALF, LEAST_ROOM = 2, 10
"""A lever goes from nothing to one and a half times its amount, and at least so many steps up."""
YEARLY = (Fraction(1),) + (Fraction(0),) * 11


def compile_programme(connection: Connection, district: str, year: int, today: date) -> Model:
    """The simulation of the budget of an annual programme.

    Next year's begins from this one's where it has none.

    Raises RefusedError where there is none to begin from, and for a year that is over.
    """
    rows, prepared_from = _beginning(connection, district, year, today)
    places = municipalities(connection, district)
    areas = list(dict.fromkeys(row.area for row in rows))
    spent = _spent(connection, district, year)
    accounts = tuple(
        _account(area, _by_place(rows, area, places), spent.get(area, 0)) for area in areas
    )
    cells: dict[tuple[str, str], list[ProgrammeMoneyRow]] = {}
    for row in rows:
        cells.setdefault((row.area, row.source), []).append(row)
    levers = tuple(
        _lever(number, area, source, own)
        for number, ((area, source), own) in enumerate(cells.items())
    )
    terms = tuple(
        term
        for number, ((area, _), own) in enumerate(cells.items())
        for term in _terms(number, areas.index(area), own, places)
    )
    name = f"Programma annuale {year}"
    notes: tuple[str, ...] = ()
    if prepared_from:
        name = f"{name}, preparato dal {prepared_from}"
        notes = (f"{year} preparato dal {prepared_from}: cifre di partenza, non approvate.",)
    return Model(
        year,
        name,
        levers,
        (YEARLY,),
        (*(place.name for place in places), OF_WHOLE_DISTRICT),
        accounts,
        terms,
        _checks([source for _, source in cells], levers),
        need=_need(connection, district, year, places),
        prepared_from=prepared_from,
        notes=notes,
    )


def _beginning(
    connection: Connection, district: str, year: int, today: date
) -> tuple[tuple[ProgrammeMoneyRow, ...], int | None]:
    """The budget to begin from, and the year of it where it is the one before.

    Raises RefusedError.
    """
    if year < today.year:
        raise RefusedError([_is_over(year, today)])
    if rows := _budget(connection, district, year):
        return rows, None
    before = _budget(connection, district, year - 1) if year <= today.year + 1 else ()
    if not before:
        raise RefusedError([_has_no_budget(year)])
    return before, year - 1


def _is_over(year: int, today: date) -> Problem:
    return Problem(
        "L14",
        f"Il {year} è chiuso: non si può simulare come se fosse aperto.",
        f"Scegliere il {today.year}, o il {today.year + 1}.",
        value=str(year),
    )


def _has_no_budget(year: int) -> Problem:
    return Problem(
        "L13",
        f"Per il {year} non c’è un programma annuale con i suoi importi.",
        "Inserire il preventivo delle schede («Finanziamenti delle schede», nei Registri).",
    )


def _account(area: str, cents: tuple[int, ...], spent: int) -> Account:
    return Account(area, "", Payer.WHOLE, cents, area, spent=spent)


def _need(
    connection: Connection, district: str, year: int, places: tuple[MunicipalityRow, ...]
) -> tuple[Fraction, ...]:
    """The part of the residents that each Comune has; none is of the whole district."""
    found = residents(connection, district, AgeBand.TOTAL, year)
    people = {one.municipality_id: one.residents for one in found}
    whole = sum(people.values()) or 1
    return (*(Fraction(people.get(place.id, 0), whole) for place in places), Fraction(0))


def _budget(connection: Connection, district: str, year: int) -> tuple[ProgrammeMoneyRow, ...]:
    found = programme(connection, district, year)
    return programme_funding(connection, found.id) if found else ()


def _spent(connection: Connection, district: str, year: int) -> dict[str, int]:
    """Cents spent to date by area, in the programme of the year itself."""
    found = programme(connection, district, year)
    return programme_spent(connection, found.id) if found else {}


def _by_place(
    rows: tuple[ProgrammeMoneyRow, ...], area: str, places: tuple[MunicipalityRow, ...]
) -> tuple[int, ...]:
    cents: defaultdict[str | None, int] = defaultdict(int)
    for row in rows:
        if row.area == area:
            cents[row.municipality] += row.cents
    return (*(cents[place.id] for place in places), cents[None])


def _lever(number: int, area: str, source: str, rows: list[ProgrammeMoneyRow]) -> ModelLever:
    euro = Fraction(sum(row.cents for row in rows), 100)
    way = max(LEAST_ROOM, int(euro / HALF / STEP)) * STEP
    return ModelLever(
        f"m{number}",
        source,
        "€",
        area,
        euro,
        Fraction(0),
        euro + way,
        STEP,
        monthly=False,
        decided_by=LeverOwner.DISTRICT,
    )


def _terms(
    lever: int, account: int, rows: list[ProgrammeMoneyRow], places: tuple[MunicipalityRow, ...]
) -> list[ModelTerm]:
    """A euro more goes to the Comuni as the euros already there."""
    whole = sum(row.cents for row in rows)
    order = [*(place.id for place in places), None]
    if not whole:
        return [ModelTerm(account, len(places), 0, Fraction(100), (lever,))]
    return [
        ModelTerm(
            account, order.index(row.municipality), 0, Fraction(100 * row.cents, whole), (lever,)
        )
        for row in rows
        if row.cents
    ]


def _checks(sources: list[str], levers: tuple[ModelLever, ...]) -> tuple[RuleCheck, ...]:
    """Of each source, no more than the programme already counts on.

    `sources` are those of the levers, one by one.
    """
    found = []
    for source in dict.fromkeys(sources):
        own = [number for number, other in enumerate(sources) if other == source]
        found.append(
            RuleCheck(
                f"fonte {source}",
                source,
                RuleLevel.WARN,
                f"Il programma conta su «{source}» per quanto è già previsto: di più va trovato.",
                "Ridurre un altro ambito della stessa fonte, o indicare chi finanzia.",
                "Preventivo delle schede",
                True,
                sum((levers[number].start for number in own), Fraction(0)),
                (),
                tuple((number, Fraction(-1)) for number in own),
                unit="€",
            )
        )
    return tuple(found)
