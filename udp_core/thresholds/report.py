"""The thresholds of the lights from the rules of the district's region, and what a rule may say.

A row is asked in the transaction that writes it, whatever door it comes through.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from sqlalchemy import Connection, func, select

from udp_core.archive.entity import Entity, table_name
from udp_core.archive.images import raw_table, read_by_id
from udp_core.archive.storage import MILLI
from udp_core.files.cell import Stored
from udp_core.fund.entities.frna import ActivityMeasure, FrnaEntry, FrnaVoce
from udp_core.indicators.entities import Indicator, Measurement, Target
from udp_core.kernel import italian
from udp_core.kernel.money import round_half_up
from udp_core.kernel.problem import Place, Problem
from udp_core.kernel.vocabulary import Direction
from udp_core.people.entities import Officer
from udp_core.thresholds.queries import rule_values
from udp_core.thresholds.rules import CODES, Thresholds, thresholds_of


def thresholds(connection: Connection, district: str, day: date) -> Thresholds:
    """Those in force on a day; where no rule speaks, those shipped."""
    return thresholds_of(rule_values(connection, district, day, CODES))


Values = Mapping[str, Stored]
ON_A_LEAF: dict[str, tuple[str, ...]] = {
    "frna_entry": ("voce_id",),
    "activity_measure": ("voce_id",),
    "voce_transfer": ("from_voce_id", "to_voce_id"),
    "variation_line": ("voce_id",),
}
"""Where a voce carries an amount: leaves only, or the amount is in no sum of the screens."""
_VOCE, _OFFICER = raw_table(FrnaVoce), raw_table(Officer)


@dataclass(frozen=True, slots=True)
class _Formula:
    """How the value of an indicator comes from its two terms, and which way is better.

    The multiplier in thousandths.
    """

    multiplier: int
    is_ratio: bool
    decimals: int
    direction: Direction


class StoredRules:
    """The rules of one command: what they ask is asked once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._groups: frozenset[str] | None = None
        self._formulas: dict[str, _Formula | None] = {}
        self._names: set[str] = set()

    def aware_of(self, entity: type[Entity], images: Iterable[Values]) -> None:
        """Rows written by the same command: voci below others, indicators with another formula."""
        if entity is FrnaVoce:
            self._groups = self.groups | {
                str(one["parent_id"]) for one in images if one["parent_id"] is not None
            }
        elif entity is Indicator:
            self._formulas |= {str(one["code"]): _formula(one) for one in images}
        elif entity is Officer:
            self._names |= {str(one["code"]) for one in images}

    @property
    def groups(self) -> frozenset[str]:
        """The voci with others below."""
        if self._groups is None:
            self._groups = groups_of(self._connection)
        return self._groups

    def wrong(self, entity: type[Entity], values: Values) -> Iterator[Problem]:
        """What cannot be, of a row as it would be."""
        for name in ON_A_LEAF.get(table_name(entity), ()):
            if values[name] in self.groups:
                yield on_a_group(self._connection, str(values[name]))
        if entity is FrnaVoce and values["parent_id"] is not None:
            yield from self._under_amounts(str(values["parent_id"]))
        if entity is Measurement:
            yield from self._unlike_its_terms(values)
        if entity is Target:
            yield from self._asks_nothing(values)
        if entity is Officer:
            yield from self._taken(str(values["code"]))

    def _taken(self, code: str) -> Iterator[Problem]:
        """A new name that another officer has with other capitals.

        A row that is there stays what it is.
        """
        same = select(_OFFICER.c.id).where(func.lower(_OFFICER.c.id) == code.lower())
        stored = set(self._connection.execute(same).scalars())
        others = stored | {name for name in self._names if name.lower() == code.lower()}
        if code not in stored and others - {code}:
            [other, *_] = sorted(others - {code})
            sentence = f"Il nome utente «{code}» è già di «{other}»: le maiuscole non contano."
            yield Problem("A37", sentence, "Sceglierne un altro.", value=code)

    def _under_amounts(self, parent: str) -> Iterator[Problem]:
        """A voce that carries amounts cannot become a group: they would be in no sum."""
        counts = []
        for entity in (FrnaEntry, ActivityMeasure):
            raw = raw_table(entity)
            found = self._connection.execute(
                select(func.count()).select_from(raw).where(raw.c.voce_id == parent)
            ).scalar_one()
            if found:
                counts.append(italian.plural(found, entity.label, entity.labels))
        if counts:
            sentence = (
                f"La voce {parent} ha {italian.listing(counts)}: non può averne altre sotto di sé."
            )
            yield Problem(
                "W14", sentence, "Spostarne prima le cifre su una voce più minuta.", value=parent
            )

    def _unlike_its_terms(self, values: Values) -> Iterator[Problem]:
        value, numerator, denominator = values["value"], values["numerator"], values["denominator"]
        formula = self._formula_of(str(values["indicator_id"]))
        if formula is None or not isinstance(value, int) or not isinstance(numerator, int):
            return
        if formula.is_ratio and not isinstance(denominator, int):
            return
        exact = _value(formula, numerator, int(denominator or 0))
        if exact is None:
            yield Problem(
                "R25",
                "Il denominatore è zero: il valore non è definito, e non si scrive.",
                "Togliere il valore, o correggere il denominatore.",
            )
        elif abs(exact - value) > _rounding(value):
            yield _unlike(formula, (value, numerator, denominator), exact)

    def _asks_nothing(self, values: Values) -> Iterator[Problem]:
        """A value where a band judges, or a band where a value does.

        It would be shown, and judge nothing.
        """
        formula = self._formula_of(str(values["indicator_id"]))
        if formula is None or formula.direction is Direction.INFO:
            return
        has_band = values["low"] is not None or values["high"] is not None
        if formula.direction is Direction.BAND and not has_band:
            sentence = (
                "L’indicatore va tenuto in una fascia: un valore solo non dice se è in linea."
            )
            yield Problem(
                "R28", sentence, "Scrivere il minimo della fascia, il massimo, o entrambi."
            )
        elif formula.direction is not Direction.BAND and values["value"] is None:
            sentence = (
                f"L’indicatore è «{formula.direction.label}»: una fascia non dice se è in linea."
            )
            yield Problem("R28", sentence, "Scrivere il valore atteso.")

    def _formula_of(self, indicator: str) -> _Formula | None:
        if indicator not in self._formulas:
            found = read_by_id(self._connection, Indicator, [indicator]).get(indicator)
            self._formulas[indicator] = _formula(found[1]) if found else None
        return self._formulas[indicator]


def _formula(image: Mapping[str, Any]) -> _Formula:
    return _Formula(
        int(image["multiplier"]),
        image["denominator"] is not None,
        int(image["decimals"]),
        Direction.of(str(image["direction"])),
    )


def _value(formula: _Formula, numerator: int, denominator: int) -> Fraction | None:
    """In thousandths, exact; None where it would be divided by zero."""
    if not formula.is_ratio:
        return Fraction(numerator * formula.multiplier, MILLI)
    return Fraction(numerator * formula.multiplier, denominator) if denominator else None


def _rounding(value: int) -> Fraction:
    """Half of the last digit written, in thousandths: 7,5 is anything from 7,45 to 7,55."""
    step = next(step for step in (MILLI, MILLI // 10, MILLI // 100, 1) if value % step == 0)
    return Fraction(step, 2)


def _unlike(formula: _Formula, given: tuple[int, int, Stored], exact: Fraction) -> Problem:
    value, numerator, denominator = given
    said = [
        italian.number(Fraction(int(one), MILLI), 3).rstrip("0").rstrip(",")
        for one in (value, numerator)
    ]
    terms = said[1]
    if formula.is_ratio:
        terms = (
            f"{terms} su"
            f" {italian.number(Fraction(int(denominator or 0), MILLI), 3).rstrip('0').rstrip(',')}"
        )
    right = italian.number(Fraction(round_half_up(exact), MILLI), max(formula.decimals, 1))
    return Problem(
        "R25",
        f"Il valore è {said[0]}, ma {terms} fa {right}.",
        "Correggere il valore o i suoi termini; basta dare i termini.",
        value=str(value),
    )


def groups_of(connection: Connection) -> frozenset[str]:
    """The voci that have others below: they carry no amounts of their own."""
    found = select(_VOCE.c.parent_id).where(_VOCE.c.parent_id.is_not(None)).distinct()
    return frozenset(connection.execute(found).scalars())


def on_a_group(connection: Connection, voce: str) -> Problem:
    """An amount on a voce that has others below."""
    found = connection.execute(
        select(_VOCE.c.id, _VOCE.c.short_name)
        .where(_VOCE.c.parent_id == voce)
        .order_by(_VOCE.c.sort, _VOCE.c.id)
        .limit(4)
    )
    below = italian.listing([f"{row.id} {row.short_name}" for row in found])
    return Problem(
        "W13",
        f"La voce {voce} è un gruppo: le cifre vanno sulle voci che ha sotto.",
        f"Scegliere una di queste: {below}.",
        Place(entity="voce FRNA", entity_id=voce),
        voce,
    )
