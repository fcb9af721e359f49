"""What a row may say of time.

Judged on the day of whoever writes, whatever door the row comes through.

A period is to come until its first day, running up to its last day included, ended from the day
after. A final figure
belongs to a period that has begun; it is validated once the period has ended; the day it speaks of
lies inside the
period and is never to come: an old figure is not made fresh by being written today.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache, lru_cache

from udp_core.archive.entity import Entity, specs, table_name
from udp_core.archive.field import Kind
from udp_core.files.cell import Stored
from udp_core.kernel import italian
from udp_core.kernel.calendar import MONTHS_PER_YEAR, QUARTERS_PER_YEAR, Period
from udp_core.kernel.problem import Problem
from udp_core.kernel.vocabulary import DataState, PeriodKind, Phase

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
_FINAL = Phase.FINAL.value
_KINDS = frozenset(kind.value for kind in PeriodKind)
_LAST = {PeriodKind.MONTH: MONTHS_PER_YEAR, PeriodKind.QUARTER: QUARTERS_PER_YEAR}


def period_of(table: str, values: Values) -> Period | None:
    """The period that a figure is of.

    None where the row is no such figure, or names no such period.
    """
    if table == "intervention_funding":
        parts = str(values.get("intervention_id") or "").rsplit(":", 3)
        own = parts[_PROGRAMME_YEAR] if len(parts) > _PROGRAMME_YEAR else ""
        return _period(own, PeriodKind.YEAR.value, None)
    if table not in _OF_A_PERIOD:
        return None
    year = values["year"] if "year" in values else str(values["fund_year_id"]).rpartition(":")[2]
    return _period(str(year), str(values["period"]), values["period_no"])


@lru_cache(maxsize=4096)
def _period(year: str, kind: str, number: Stored) -> Period | None:
    year_said = italian.few_digits(year, italian.YEAR_DIGITS)
    if year_said is None or isinstance(number, str) or kind not in _KINDS:
        return None
    last = _LAST.get(PeriodKind.of(kind), 0)
    exists = number is None if not last else number is not None and 1 <= number <= last
    if not exists or not 0 < year_said < date.max.year:
        return None
    return Period(year_said, PeriodKind.of(kind), number)


def day_of(period: Period, today: date) -> date:
    """The day that a figure of the period speaks of where nobody says another.

    Its last, or today while it runs.
    """
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
    return values.get("phase", _FINAL) == _FINAL


def _to_come(period: Period, today: date) -> Problem | None:
    if period.first_day <= today:
        return None
    sentence = f"{_begun(period)} deve ancora cominciare: non può avere una cifra di consuntivo."
    return Problem("R20", sentence, f"Lasciarla vuota fino al {italian.day(period.first_day)}.")


def _validated_early(period: Period, values: Values, today: date) -> Problem | None:
    if values.get("state") != DataState.VALIDATED.value or today > period.last_day:
        return None
    last = italian.day(period.last_day)
    sentence = f"{_begun(period)} finisce il {last}: la cifra non si valida prima."
    remedy = "Lasciarla in bozza o confermata, e validarla a periodo finito."
    return Problem("R21", sentence, remedy)


def _known_too_early(known: date, today: date) -> Problem | None:
    if known <= today:
        return None
    said, now = italian.day(known), italian.day(today)
    sentence = f"La situazione è al {said}, che deve ancora venire: oggi è il {now}."
    return Problem("R22", sentence, f"Scrivere un giorno non oltre il {now}.")


def _known_elsewhere(period: Period, known: date, today: date) -> Problem | None:
    if period.first_day <= known <= period.last_day or known > today or period.first_day > today:
        return None
    sentence = f"La situazione è al {italian.day(known)}, ma la cifra riguarda {words_of(period)}."
    right = italian.day(day_of(period, today))
    return Problem("R23", sentence, f"Scrivere il {right}, o un altro giorno del periodo.")


def _counted_too_early(values: Values, today: date) -> Problem | None:
    """Residents are those of 1 January: of a year to come nobody has counted them."""
    year = values.get("year")
    if not isinstance(year, int) or year <= today.year:
        return None
    sentence = (
        f"I residenti sono quelli del 1º gennaio {year}, che deve ancora venire: oggi è il"
        f" {italian.day(today)}."
    )
    return Problem("R27", sentence, f"Scrivere un anno non oltre il {today.year}.")


def _done_too_early(done: date, today: date) -> Problem | None:
    if done <= today:
        return None
    said, now = italian.day(done), italian.day(today)
    sentence = f"È detto fatto il {said}, che deve ancora venire: oggi è il {now}."
    return Problem("R24", sentence, f"Scrivere un giorno non oltre il {now}, o lasciarlo vuoto.")


def _day(value: Stored) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) and value else None


TIMED = _OF_A_PERIOD | _DONE.keys() | {"intervention_funding"}


@cache
def is_timed(entity: type[Entity]) -> bool:
    """True of rows that say something of time; the others need not be asked."""
    known = specs(entity)
    return table_name(entity) in TIMED or ("as_of" in known and known["as_of"].kind is Kind.DAY)


def wrong_in_time(
    entity: type[Entity], values: Values, changed: frozenset[str] | None, today: date
) -> Iterator[Problem]:
    """What the row says of time that cannot be.

    `changed` are the fields that change (None: the row is new): a row kept from before is asked for
    its days only where they change.
    """
    table = table_name(entity)
    period = period_of(table, values) if is_final(values) else None
    known = _day(values.get("as_of")) if changed is None or "as_of" in changed else None
    done = _DONE.get(table, "")
    day = _day(values.get(done)) if changed is None or done in changed else None
    found = (
        _to_come(period, today) if period else None,
        _validated_early(period, values, today) if period else None,
        _known_too_early(known, today) if known else None,
        (
            _known_elsewhere(period, known, today)
            if period and known and table in _OF_A_PERIOD
            else None
        ),
        _done_too_early(day, today) if day else None,
        _counted_too_early(values, today) if table == "population" else None,
    )
    yield from (problem for problem in found if problem)


def zero_too_early(entity: type[Entity], values: Values, today: date) -> Problem | None:
    """A zero for a period that still runs: it may be true, and then somebody says so.

    More often nobody knows yet.
    """
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
