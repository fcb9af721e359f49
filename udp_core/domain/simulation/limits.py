"""A position that comes from outside: taken as it is where it is sound, else told what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from udp_core.domain.simulation.model import MONTHS, Lever, Model, Position
from udp_core.italian import number
from udp_core.problem import Problem, RefusedError

Asked = Mapping[str, tuple[object, object]]
"""Lever code to value and month, as a browser or a stored scenario says them."""


def position_of(model: Model, asked: Asked) -> Position:
    """The position; levers not named stay where they are. Raises RefusedError with all that is wrong."""
    values, months = list(model.present.values), list(model.present.months)
    problems = []
    for code, (value, month) in asked.items():
        try:
            place = model.place_of(code)
        except KeyError:
            problems.append(Problem("L01", f"La leva «{code[:60]}» non c'è più.", "Ricaricare la pagina: la leva è stata tolta o rinominata.", value=code[:60]))
            continue
        found = lever_value(model.levers[place], value)
        start = _month(model.levers[place], month)
        problems += [one for one in (found, start) if isinstance(one, Problem)]
        if isinstance(found, Fraction) and isinstance(start, int):
            values[place], months[place] = found, start
    if problems:
        raise RefusedError(problems)
    return Position(tuple(values), tuple(months))


def lever_value(lever: Lever, value: object) -> Fraction | Problem:
    """A value inside the limits and on a step of the lever."""
    try:
        exact = Fraction(Decimal(str(value)))
    except (InvalidOperation, ValueError, OverflowError):
        return Problem("L02", f"«{lever.name}»: il valore non è un numero.", f"Scriverne uno tra {number(lever.least)} e {number(lever.most)}.", value=str(value)[:40])
    if not lever.least <= exact <= lever.most:
        return Problem("L03", f"«{lever.name}»: {number(exact)} è fuori dai limiti, da {number(lever.least)} a {number(lever.most)} {lever.unit}.", "Restare nei limiti, o cambiarli nei Registri.", value=str(value)[:40])
    if (exact - lever.start) % lever.step:
        return Problem("L04", f"«{lever.name}»: {number(exact)} non è uno dei valori possibili.", f"Si muove di {number(lever.step)} {lever.unit} alla volta, da {number(lever.start)}.", value=str(value)[:40])
    return exact


def _month(lever: Lever, month: object) -> int | Problem:
    if isinstance(month, int) and not isinstance(month, bool) and 1 <= month <= MONTHS and (lever.monthly or month == 1):
        return month
    return Problem("L05", f"«{lever.name}»: il mese d'inizio non è valido.", "Scegliere un mese dell'anno." if lever.monthly else "Questa leva vale per tutto l'anno.", value=str(month)[:40])
