"""The range in which a value is expected, from the values before it; outside it, in words.

Outside it a reason is asked, nothing is refused. Our own rules [I]: from half the least to one and
a half times the greatest of the last values, where there are at least three; where there are fewer,
ten times the last or a tenth of it surprises. What is counted from the year's start does not fall,
and grows at most half faster than until then. They say «unusual», never «wrong».
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from sqlalchemy import ColumnElement, Connection, column, or_, select, table

from udp_core.archive.entity import Entity, Image, table_name
from udp_core.archive.field import Spec
from udp_core.archive.fitting import stored_words
from udp_core.fund.entities.frna import ActivityMeasure, FrnaEntry
from udp_core.indicators.entities import Measurement
from udp_core.kernel import italian
from udp_core.kernel.money import Money
from udp_core.kernel.problem import Place, Problem

LEAST_VALUES = 3
MOST_VALUES = 12
BELOW, ABOVE = Fraction(1, 2), Fraction(3, 2)
SLIP = 10
"""Times the last value, or of it, where a comma or a unit of measure has slipped."""
LONGEST_STEP = 300
"""Thousandths of the work of a scheda that are seldom done between one time and the next."""


@dataclass(frozen=True, slots=True)
class UsualRange:
    """Whole numbers as stored (cents, thousandths), limits included, and the value just before."""

    low: int
    high: int
    last: int

    def holds(self, value: int) -> bool:
        """True where the value is no surprise."""
        return self.low <= value <= self.high


def usual_range(latest_first: Sequence[int]) -> UsualRange | None:
    """From the values before, the latest first; None where they are too few to expect anything."""
    seen = latest_first[:MOST_VALUES]
    if len(seen) < LEAST_VALUES:
        return None
    ends = sorted((min(seen) * BELOW, min(seen) * ABOVE, max(seen) * BELOW, max(seen) * ABOVE))
    return UsualRange(int(ends[0]), -int(-ends[-1] // 1), seen[0])


def grown_range(last: int, days_then: int, days_now: int) -> UsualRange | None:
    """Of what is counted from the year's start and never falls.

    At least the last value, at most half beyond its pace.

    Days from the start, both included. None where nothing was counted yet.
    """
    if last <= 0 or days_then < 1:
        return None
    at_this_pace = Fraction(last * max(days_now, days_then), days_then)
    return UsualRange(last, -int(-at_this_pace * ABOVE // 1), last)


def times(value: int, last: int) -> Fraction | None:
    """How many times the last value it is, where ten or more, or a tenth or less.

    None elsewhere, of zeros, and where the sign changed.
    """
    small, large = sorted((abs(value), abs(last)))
    slips = value * last > 0 and large >= SLIP * small
    return Fraction(value, last) if slips else None


DECIMALS = 3


def _column(spec: Spec) -> Place:
    """Where a form and a grid show what is said of a field."""
    return Place(column=spec.label)


def range_words(spec: Spec, expected: UsualRange) -> str:
    """«da 10.000,00 € a 18.000,00 €»."""
    return f"da {stored_words(spec, expected.low)} a {stored_words(spec, expected.high)}"


def unusual(spec: Spec, value: int, expected: UsualRange, what: str = "") -> Problem:
    """The problem of a value that surprises; its remedy is a correction or a reason.

    `what` it is, where not plain.
    """
    sentence = (
        f"{what}{stored_words(spec, value)} è fuori dal consueto ({range_words(spec, expected)};"
        f" l’ultimo valore è {stored_words(spec, expected.last)})."
    )
    return Problem(
        "U01",
        sentence,
        "Correggere il valore, o scrivere perché è giusto così.",
        _column(spec),
        str(value),
    )


def slipped(spec: Spec, value: int, last: int, ratio: Fraction, what: str = "") -> Problem:
    """Ten, a hundred, a thousand times the last value, or a part of it."""
    now, before = stored_words(spec, value), stored_words(spec, last)
    if abs(ratio) > 1:
        sentence = f"{what}{now} è {_many(ratio)} volte l’ultimo valore ({before})."
    else:
        sentence = (
            f"{what}{now} è {_many(1 / ratio)} volte più piccolo dell’ultimo valore ({before})."
        )
    remedy = "Controllare la virgola e l’unità di misura, o scrivere perché è giusto così."
    return Problem("U05", sentence, remedy, _column(spec), str(value))


def _many(ratio: Fraction) -> str:
    """«100», and «circa 87» where it is not whole."""
    whole = italian.number(ratio)
    return whole if ratio.denominator == 1 else f"circa {whole}"


def spending_falls(spec: Spec, value: int, last: int) -> Problem:
    """What is counted from the year's start and is less than before."""
    before, now = stored_words(spec, last), stored_words(spec, value)
    sentence = f"La spesa da inizio anno scende da {before} a {now}: di solito cresce."
    remedy = (
        "Scrivere tutta la spesa dal 1º gennaio, non solo quella del mese, o scrivere perché è"
        " scesa."
    )
    return Problem("U04", sentence, remedy, _column(spec), str(value))


def progress_falls(spec: Spec, value: int, last: int) -> Problem:
    """Work that is less done than before."""
    sentence = f"L’avanzamento scende da {stored_words(spec, last)} a {stored_words(spec, value)}."
    return Problem(
        "U04", sentence, "Correggerlo, o scrivere perché è sceso.", _column(spec), str(value)
    )


def progress_jumps(spec: Spec, value: int, last: int) -> Problem:
    """Much of the work at once."""
    sentence = (
        f"L’avanzamento sale in una volta da {stored_words(spec, last)} a"
        f" {stored_words(spec, value)}."
    )
    return Problem(
        "U07",
        sentence,
        "Correggerlo, o scrivere che cosa è stato fatto.",
        _column(spec),
        str(value),
    )


def beyond_funding(spec: Spec, spent: Money, funded: Money, whose: str) -> Problem:
    """More spent than what was programmed; `whose` money it is, in words."""
    sentence = (
        f"Lo speso ({italian.euro(spent)}) supera di {italian.euro(spent - funded)} {whose}"
        f" ({italian.euro(funded)})."
    )
    remedy = "Correggere la cifra, aggiornare il finanziamento, o scrivere perché è giusto così."
    return Problem("U06", sentence, remedy, _column(spec), str(spent.cents))


Key = tuple[Any, ...]
_SAME: dict[type[Entity], tuple[str, ...]] = {
    FrnaEntry: ("voce_id", "source_id", "municipality_id", "phase", "period"),
    ActivityMeasure: ("voce_id", "municipality_id", "unit", "phase", "period"),
    Measurement: ("indicator_id", "district_id", "municipality_id", "period"),
}
"""What makes two rows the same figure at two moments."""
VALUES: dict[type[Entity], tuple[str, ...]] = {
    FrnaEntry: ("amount_cents",),
    ActivityMeasure: ("value",),
    Measurement: ("value", "numerator", "denominator"),
}
"""The figures of a row."""
Moment = tuple[int, int]
Series = dict[Key, dict[Moment, Mapping[str, Any]]]
_FUND_YEAR = table(
    "fund_year", *(column(name) for name in ("id", "district_id", "source_id", "year"))
)


def followed(entity: type[Entity]) -> bool:
    """True of entities whose rows repeat in time."""
    return entity in _SAME


class PastFigures:
    """The figures of the same rows in other periods, asked of one row at a time."""

    def __init__(self, entity: type[Entity], years: Mapping[str, int], series: Series) -> None:
        self._entity = entity
        self._years = years
        self._series = series
        self._in_order: dict[tuple[Key, str], _InOrder] = {}

    def before(self, image: Mapping[str, Any], name: str, most: int) -> tuple[int, ...]:
        """A figure of a row in the latest `most` periods before its own that have it, the latest
        first.
        """
        key = _key(self._entity, image)
        told = self._in_order.get((key, name))
        if told is None:
            told = self._in_order[key, name] = _InOrder.of(self._series.get(key, {}), name)
        return told.before(_moment(image, self._years), most)

    def together(self, images: Iterable[Image]) -> PastFigures:
        """With those of these rows too, as of a file with eleven months of an archive that has
        none.
        """
        series = {key: dict(rows) for key, rows in self._series.items()}
        for image in images:
            series.setdefault(_key(self._entity, image), {})[_moment(image, self._years)] = image
        return PastFigures(self._entity, self._years, series)


def past_values(
    connection: Connection, entity: type[Entity], images: Sequence[Image]
) -> PastFigures:
    """What is stored of the same figures as these rows: two questions for all.

    Of what does not repeat in time, nothing.
    """
    if not followed(entity) or not images:
        return PastFigures(entity, {}, {})
    years = _years(connection, entity, images)
    return PastFigures(entity, years, _series(connection, entity, images, years))


@dataclass(frozen=True, slots=True)
class _InOrder:
    """A figure in the periods that have it, in order.

    Put in order once, however many rows ask what came before.
    """

    moments: Sequence[Moment]
    values: Sequence[int]

    @classmethod
    def of(cls, rows: Mapping[Moment, Mapping[str, Any]], name: str) -> _InOrder:
        moments = [when for when in sorted(rows) if rows[when].get(name) is not None]
        return cls(moments, [int(rows[when][name]) for when in moments])

    def before(self, moment: Moment, most: int) -> tuple[int, ...]:
        """The values before a moment, the latest first."""
        end = bisect_left(self.moments, moment)
        return tuple(reversed(self.values[max(0, end - most) : end]))


def _key(entity: type[Entity], image: Mapping[str, Any]) -> Key:
    return tuple(image[name] for name in _SAME[entity])


def _moment(image: Mapping[str, Any], years: Mapping[str, int]) -> Moment:
    year = (
        years.get(str(image["fund_year_id"]), 0) if "fund_year_id" in image else int(image["year"])
    )
    return year, int(image["period_no"] or 0)


def _years(connection: Connection, entity: type[Entity], images: Iterable[Image]) -> dict[str, int]:
    """The years of the same funds, by id; nothing for what has its own year."""
    if entity is Measurement:
        return {}
    asked = {str(image["fund_year_id"]) for image in images}
    own = (
        select(_FUND_YEAR.c.district_id, _FUND_YEAR.c.source_id)
        .where(_FUND_YEAR.c.id.in_(asked))
        .distinct()
    )
    funds = {tuple(row) for row in connection.execute(own)}
    rows = connection.execute(select(_FUND_YEAR))
    return {row.id: int(row.year) for row in rows if (row.district_id, row.source_id) in funds}


def _series(
    connection: Connection, entity: type[Entity], images: Iterable[Image], years: Mapping[str, int]
) -> Series:
    names = [
        *_SAME[entity],
        "period_no",
        *VALUES[entity],
        "year" if entity is Measurement else "fund_year_id",
    ]
    stored = table(table_name(entity), *(column(name) for name in names))
    found: defaultdict[Key, dict[Moment, Mapping[str, Any]]] = defaultdict(dict)
    for row in connection.execute(
        select(stored).where(*_near(stored, entity, list(images), years))
    ):
        image = dict(zip(names, row, strict=True))
        found[_key(entity, image)][_moment(image, years)] = image
    return found


def _near(
    stored: Any, entity: type[Entity], images: Sequence[Image], years: Mapping[str, int]
) -> list[ColumnElement[bool]]:
    """Conditions that keep the question small.

    The same funds, and each part of what makes the figures asked about.
    """
    conditions = [
        _among(stored.c[name], {image[name] for image in images}) for name in _SAME[entity]
    ]
    if entity is not Measurement:
        conditions.append(stored.c.fund_year_id.in_(list(years)))
    return conditions


def _among(field: Any, values: set[Any]) -> ColumnElement[bool]:
    known = field.in_({value for value in values if value is not None})
    return or_(known, field.is_(None)) if None in values else known
