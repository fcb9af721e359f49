"""What a row may say of time: judged on the day of whoever writes, whatever door the row comes through.

A period is to come until its first day, running up to its last day included, ended from the day after. A final figure
belongs to a period that has begun; it is validated once the period has ended; the day it speaks of lies inside the
period and is never to come: an old figure is not made fresh by being written today.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from udp_core import italian
from udp_core.calendar import MONTHS_PER_YEAR, QUARTERS_PER_YEAR, Period
from udp_core.model.entity import Entity, specs, table_name
from udp_core.model.field import Kind
from udp_core.problem import Problem
from udp_core.service.files.cell import Stored
from udp_core.vocabulary import DataState, PeriodKind, Phase

Values = Mapping[str, Stored]
_OF_A_PERIOD = frozenset({"frna_entry", "activity_measure", "measurement"})
_DONE = {
    "action": "done_date",
    "annual_programme": "approved_on",
    "act": "act_date",
}
"""Days on which something was done: they are not to come."""
_PROGRAMME_YEAR = 1
"""Where the year stands in the id of a scheda, cut from the right: piano:anno:edizione:scheda."""
_LAST = {PeriodKind.MONTH: MONTHS_PER_YEAR, PeriodKind.QUARTER: QUARTERS_PER_YEAR}


def period_of(table: str, values: Values) -> Period | None:
    """The period that a figure is of; None where the row is no such figure, or names no such period."""
    if table == "intervention_funding":
        parts = str(values.get("intervention_id") or "").rsplit(":", 3)
        return _period(
            parts[_PROGRAMME_YEAR] if len(parts) > _PROGRAMME_YEAR else "", PeriodKind.YEAR, None
        )
    if table not in _OF_A_PERIOD or values["period"] not in set(PeriodKind):
        return None
    year = values["year"] if "year" in values else str(values["fund_year_id"]).rpartition(":")[2]
    return _period(str(year), PeriodKind.of(str(values["period"])), values["period_no"])


def _period(year: str, kind: PeriodKind, number: Stored) -> Period | None:
    if not year.isdigit() or isinstance(number, str):
        return None
    last = _LAST.get(kind, 0)
    exists = number is None if not last else number is not None and 1 <= number <= last
    return Period(int(year), kind, number) if exists and 0 < int(year) < date.max.year else None


def day_of(period: Period, today: date) -> date:
    """The day that a figure of the period speaks of where nobody says another: its last, or today while it runs."""
    return min(period.last_day, today)


def words_of(period: Period) -> str:
    """«novembre 2026», «il 1º trimestre 2026», «l’anno 2026»."""
    if period.number is None:
        return f"l’anno {period.year}"
    if period.kind is PeriodKind.MONTH:
        return f"{italian.month(period.number)} {period.year}"
    return f"il {period.number}º trimestre {period.year}"


def _begun(period: Period) -> str:
    words = words_of(period)
    return f"{words[0].upper()}{words[1:]}"


def is_final(values: Values) -> bool:
    """True of what was spent, done or measured; False of what is programmed or expected."""
    return values.get("phase", Phase.FINAL.value) == Phase.FINAL.value


def _to_come(table: str, values: Values, today: date) -> Problem | None:
    period = period_of(table, values)
    if period is None or not is_final(values) or period.first_day <= today:
        return None
    sentence = f"{_begun(period)} deve ancora cominciare: non può avere una cifra di consuntivo."
    return Problem("R20", sentence, f"Lasciarla vuota fino al {italian.day(period.first_day)}.")


def _validated_early(table: str, values: Values, today: date) -> Problem | None:
    period = period_of(table, values)
    if period is None or values.get("state") != DataState.VALIDATED.value or not is_final(values):
        return None
    if today > period.last_day:
        return None
    sentence = (
        f"{_begun(period)} finisce il {italian.day(period.last_day)}: la cifra non si valida prima."
    )
    return Problem(
        "R21", sentence, "Lasciarla in bozza o confermata, e validarla a periodo finito."
    )


def _known_too_early(_table: str, values: Values, today: date) -> Problem | None:
    known = _day(values.get("as_of"))
    if known is None or known <= today:
        return None
    sentence = f"La situazione è al {italian.day(known)}, che deve ancora venire: oggi è il {italian.day(today)}."
    return Problem("R22", sentence, f"Scrivere un giorno non oltre il {italian.day(today)}.")


def _known_elsewhere(table: str, values: Values, today: date) -> Problem | None:
    period, known = period_of(table, values), _day(values.get("as_of"))
    if table not in _OF_A_PERIOD or period is None or known is None or not is_final(values):
        return None
    if period.first_day <= known <= period.last_day or known > today or period.first_day > today:
        return None
    sentence = f"La situazione è al {italian.day(known)}, ma la cifra riguarda {words_of(period)}."
    return Problem(
        "R23",
        sentence,
        f"Scrivere il {italian.day(day_of(period, today))}, o un altro giorno del periodo.",
    )


def _done_too_early(table: str, values: Values, today: date) -> Problem | None:
    done = _day(values.get(_DONE.get(table, "")))
    if done is None or done <= today:
        return None
    sentence = f"È detto fatto il {italian.day(done)}, che deve ancora venire: oggi è il {italian.day(today)}."
    return Problem(
        "R24", sentence, f"Scrivere un giorno non oltre il {italian.day(today)}, o lasciarlo vuoto."
    )


def _day(value: Stored) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) and value else None


TimeRule = Callable[[str, Values, date], Problem | None]
_RULES: tuple[tuple[TimeRule, frozenset[str]], ...] = (
    (_to_come, frozenset()),
    (_validated_early, frozenset()),
    (_known_too_early, frozenset({"as_of"})),
    (_known_elsewhere, frozenset({"as_of"})),
    (_done_too_early, frozenset(_DONE.values())),
)
"""Each rule, with the fields by which it is broken: a row kept from before is asked only for what changes in it."""
TIMED = _OF_A_PERIOD | _DONE.keys() | {"intervention_funding"}


def is_timed(entity: type[Entity]) -> bool:
    """True of rows that say something of time; the others need not be asked."""
    known = specs(entity)
    return table_name(entity) in TIMED or ("as_of" in known and known["as_of"].kind is Kind.DAY)


def wrong_in_time(
    entity: type[Entity], values: Values, changed: frozenset[str] | None, today: date
) -> Iterator[Problem]:
    """What the row says of time that cannot be; `changed` are the fields that change (None: the row is new)."""
    table = table_name(entity)
    for rule, fields in _RULES:
        if (changed is None or not fields or fields & changed) and (
            found := rule(table, values, today)
        ):
            yield found


def zero_too_early(entity: type[Entity], values: Values, today: date) -> Problem | None:
    """A zero for a period that still runs: it may be true, and then somebody says so; more often nobody knows yet."""
    table = table_name(entity)
    period = period_of(table, values) if table in _OF_A_PERIOD else None
    if period is None or not is_final(values) or not period.first_day <= today < period.last_day:
        return None
    if values.get("amount_cents", values.get("value")) != 0:
        return None
    sentence = f"{_begun(period)} non è finito, e la cifra è zero."
    return Problem(
        "U02",
        sentence,
        "Lasciarla vuota se non si conosce ancora, o scrivere perché è proprio zero.",
    )
