"""The same machine on the annual programme: money by area and source, each a lever.

Each source no more than it gives.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from fractions import Fraction

from sqlalchemy import Connection

from udp_core.domain.simulation.model import Account, Check, Lever, Model, Term
from udp_core.problem import Problem, RefusedError
from udp_core.simulation_vocabulary import LeverOwner
from udp_core.store.queries.programme import programme
from udp_core.store.queries.simulation import FundingRow, programme_funding, programme_spent
from udp_core.store.queries.territory import MunicipalityRow, municipalities, residents
from udp_core.vocabulary import AgeBand, Payer, RuleLevel

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
    if year < today.year:
        sentence = f"Il {year} è chiuso: non si può simulare come se fosse aperto."
        raise RefusedError(
            [
                Problem(
                    "L14",
                    sentence,
                    f"Scegliere il {today.year}, o il {today.year + 1}.",
                    value=str(year),
                )
            ]
        )
    rows, prepared_from = _budget(connection, district, year), None
    if not rows and year <= today.year + 1:
        rows, prepared_from = _budget(connection, district, year - 1), year - 1
    if not rows:
        raise RefusedError(
            [
                Problem(
                    "L13",
                    f"Per il {year} non c’è un programma annuale con i suoi importi.",
                    "Inserire il preventivo delle schede («Finanziamenti delle schede», nei"
                    " Registri).",
                )
            ]
        )
    places = municipalities(connection, district)
    areas = list(dict.fromkeys(row.area for row in rows))
    cells = list(dict.fromkeys((row.area, row.source) for row in rows))
    spent = _spent(connection, district, year)
    accounts = tuple(
        Account(
            f"area-{number}",
            area,
            "",
            Payer.WHOLE,
            _by_place(rows, area, places),
            area,
            spent=spent.get(area, 0),
        )
        for number, area in enumerate(areas)
    )
    levers = tuple(
        _lever(number, area, source, rows) for number, (area, source) in enumerate(cells)
    )
    terms = tuple(
        term
        for number, (area, source) in enumerate(cells)
        for term in _terms(
            number,
            areas.index(area),
            [row for row in rows if (row.area, row.source) == (area, source)],
            places,
        )
    )
    people = {
        one.municipality_id: one.residents
        for one in residents(connection, district, AgeBand.TOTAL, year)
    }
    whole = sum(people.values())
    need = (*(Fraction(people.get(place.id, 0), whole or 1) for place in places), Fraction(0))
    prepared = f", preparato dal {prepared_from}" if prepared_from else ""
    notes = (
        (f"{year} preparato dal {prepared_from}: cifre di partenza, non approvate.",)
        if prepared_from
        else ()
    )
    return Model(
        year,
        f"Programma annuale {year}{prepared}",
        levers,
        (YEARLY,),
        (*(place.name for place in places), "intero distretto"),
        accounts,
        terms,
        _checks(cells, levers),
        need=need,
        prepared_from=prepared_from,
        notes=notes,
    )


def _budget(connection: Connection, district: str, year: int) -> tuple[FundingRow, ...]:
    found = programme(connection, district, year)
    return programme_funding(connection, found.id) if found else ()


def _spent(connection: Connection, district: str, year: int) -> dict[str, int]:
    """Cents spent to date by area, in the programme of the year itself."""
    found = programme(connection, district, year)
    return programme_spent(connection, found.id) if found else {}


def _by_place(
    rows: tuple[FundingRow, ...], area: str, places: tuple[MunicipalityRow, ...]
) -> tuple[int, ...]:
    cents: defaultdict[str | None, int] = defaultdict(int)
    for row in rows:
        if row.area == area:
            cents[row.municipality] += row.cents
    return (*(cents[place.id] for place in places), cents[None])


def _lever(number: int, area: str, source: str, rows: tuple[FundingRow, ...]) -> Lever:
    euro = Fraction(sum(row.cents for row in rows if (row.area, row.source) == (area, source)), 100)
    way = max(LEAST_ROOM, int(euro / HALF / STEP)) * STEP
    return Lever(
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
    lever: int, account: int, rows: list[FundingRow], places: tuple[MunicipalityRow, ...]
) -> list[Term]:
    """A euro more goes to the Comuni as the euros already there."""
    whole = sum(row.cents for row in rows)
    order = [*(place.id for place in places), None]
    if not whole:
        return [Term(account, len(places), 0, Fraction(100), (lever,))]
    return [
        Term(account, order.index(row.municipality), 0, Fraction(100 * row.cents, whole), (lever,))
        for row in rows
        if row.cents
    ]


def _checks(cells: list[tuple[str, str]], levers: tuple[Lever, ...]) -> tuple[Check, ...]:
    """Of each source, no more than the programme already counts on."""
    found = []
    for source in dict.fromkeys(source for _, source in cells):
        own = [number for number, (_, other) in enumerate(cells) if other == source]
        given = sum((levers[number].start for number in own), Fraction(0))
        sentence = f"Il programma conta su «{source}» per quanto è già previsto: di più va trovato."
        found.append(
            Check(
                f"fonte {source}",
                source,
                RuleLevel.WARN,
                sentence,
                "Ridurre un altro ambito della stessa fonte, o indicare chi finanzia.",
                "Preventivo delle schede",
                True,
                given,
                (),
                tuple((number, Fraction(-1)) for number in own),
                unit="€",
            )
        )
    return tuple(found)
