"""The model of a fund year.

Levers and what they cost, over the approved programme and the unit costs in force.
"""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cached_property

from sqlalchemy import Connection

from udp_core.fees.report import fees_report
from udp_core.fund.queries.fund import VoceRow, voci
from udp_core.fund.report.reading import FRNA
from udp_core.kernel.code_words import ITEMS
from udp_core.kernel.italian import OF_WHOLE_DISTRICT
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.kernel.vocabulary import ActivityUnit, AgeBand, Payer
from udp_core.simulation.queries import simulation as queries
from udp_core.simulation.queries.simulation import LeverRow, TermRow
from udp_core.simulation.report.facts import Ground, Prices, fund_facts
from udp_core.simulation.report.single_fee import with_fee
from udp_core.simulation.report.starting import Start, start_of
from udp_core.simulation.rules.facts import RuleFacts
from udp_core.simulation.rules.model import ZERO, Account, Model, ModelLever, ModelTerm
from udp_core.simulation.rules.rules import checks, unjudged
from udp_core.simulation.terms import TermCalendar, TermDriver
from udp_core.territory.queries import municipalities, residents

FUND = "fondo"
WEEKDAYS = 5


def compile_fund(
    connection: Connection,
    district: str,
    year: int,
    today: date,
    listed: tuple[str, ...] = (),
    *,
    fee: str = "",
) -> Model:
    """The simulation of the FRNA of a year.

    `listed` are the levers reckoned at the listed cost of a unit; the others are at the cost
    implied by the programme. `fee` is the single fee rule that has a lever of its own. Raises
    RefusedError where there is nothing to start from.
    """
    start = start_of(connection, district, year, today)
    model = _Compiling(connection, district, start, listed).model()
    return with_fee(model, fees_report(connection, district, year, today), fee) if fee else model


class _Compiling:
    """One model on its way: what was read, and where each thing stands."""

    def __init__(
        self, connection: Connection, district: str, start: Start, listed: tuple[str, ...]
    ) -> None:
        self._connection = connection
        self._district = district
        self._start = start
        self._report = start.report
        self._year = start.year
        self._day = date(start.year, 12, 31)
        self._places = municipalities(connection, district)
        self._voci = {voce.code: voce for voce in voci(connection)}
        self._rows = queries.lever_rows(connection)
        self._terms = queries.term_rows(connection)
        self._activity = queries.programmed_activity(connection, self._report.id)
        self._amounts = queries.programmed_amounts(connection, self._report.id)
        self._prices = Prices(queries.unit_costs(connection, self._day), self._day, listed)
        self._prices.of_programme(self._amounts, self._activity, self._voci)

    def model(self) -> Model:
        """The whole of it."""
        if not self._rows:
            remedy = "Prendere quelle della Regione con «Prendi le novità», nei Registri."
            raise RefusedError([Problem("L11", "Nell’archivio non ci sono leve.", remedy)])
        start, levers = self._start, tuple(map(self._lever, self._rows))
        accounts, at = self._accounts()
        terms = tuple(term for row in self._terms for term in self._term(row, at))
        prepared = f", preparato dal {start.prepared_from}" if start.prepared_from else ""
        model = Model(
            self._year,
            f"FRNA {self._year}{prepared}",
            levers,
            self._calendars(),
            (*(place.name for place in self._places), OF_WHOLE_DISTRICT),
            accounts,
            terms,
            (),
            start.months,
            start.available,
            start.residue,
            self._need,
            at["", Payer.FRNA],
            first_month=start.first_month,
            prepared_from=start.prepared_from,
            notes=start.notes,
        )
        facts = self._facts(model)
        return replace(model, checks=checks(facts), unjudged=unjudged(facts))

    @cached_property
    def _need(self) -> tuple[Fraction, ...]:
        """Each Comune's part of the residents of 75 years and more; the whole district has none."""
        found = {
            row.municipality_id: row.residents
            for row in residents(self._connection, self._district, AgeBand.AGE_75_PLUS, self._year)
        }
        whole = sum(found.values())
        return (
            *(Fraction(found.get(place.id, 0), whole) if whole else ZERO for place in self._places),
            ZERO,
        )

    def _lever(self, row: LeverRow) -> ModelLever:
        programmed = row.activity_unit is not None and row.voce is not None
        start = (
            self._planned(row.voce, row.activity_unit) if programmed else Fraction(row.start or 0)
        )
        least = (
            max(ZERO, start - Fraction(row.below)) if programmed else start - Fraction(row.below)
        )
        own = [term for term in self._terms if term.lever == row.code and not term.by_lever]
        change = (
            not programmed and start == 0 and (least < 0 or self._factor_of(row.code) is not None)
        )
        return ModelLever(
            row.code,
            row.name,
            row.unit,
            row.group,
            start,
            least,
            start + Fraction(row.above),
            Fraction(row.step),
            row.monthly,
            row.decided_by,
            Fraction(row.people or 0),
            row.note or "",
            change,
            self._level(row, own) if change else None,
            next((found for found in map(self._prices.price, own) if found), None),
        )

    def _planned(self, voce: str | None, unit: ActivityUnit | None) -> Fraction:
        """Activity programmed for a voce in a unit."""
        return sum(
            (Fraction(one.value) for one in self._activity if (one.voce, one.unit) == (voce, unit)),
            ZERO,
        )

    def _factor_of(self, code: str) -> TermRow | None:
        """The term that a lever multiplies, where it is an addition to the cost of another's
        unit.
        """
        return next((term for term in self._terms if term.by_lever == code), None)

    def _level(self, row: LeverRow, own: Sequence[TermRow]) -> Fraction | None:
        """On what a change is made, in its unit.

        The cost that it raises, the persons served, the euro programmed.
        """
        if raised := self._factor_of(row.code):
            same = (raised.lever, raised.voce, raised.payer)
            base = next(
                (
                    term
                    for term in self._terms
                    if (term.lever, term.voce, term.payer) == same and term.item
                ),
                None,
            )
            return None if base is None else self._cents(base)[0] / 100
        if row.voce is None:
            return None
        if any(term.item for term in own):
            return self._planned(row.voce, ActivityUnit.BENEFICIARIES) or None
        return Fraction(sum(self._programmed(row.voce)), 100)

    def _accounts(self) -> tuple[tuple[Account, ...], dict[tuple[str, Payer], int]]:
        """The fund's spending by voce, whatever has a programme or a lever; then who else pays.

        Last, what comes in.
        """
        asked = {(row.voce or "", row.payer) for row in self._terms if row.voce}
        programmed = {one.voce for one in self._amounts}
        spent = [code for code in self._voci if code in programmed or (code, Payer.FRNA) in asked]
        others = [
            (code, payer)
            for code in self._voci
            for payer in Payer
            if payer is not Payer.FRNA and (code, payer) in asked
        ]
        accounts = [self._account(self._voci[code], Payer.FRNA) for code in spent] + [
            self._account(self._voci[code], payer) for code, payer in others
        ]
        accounts.append(Account("Entrate del fondo", "", Payer.FRNA))
        return tuple(accounts), {
            (account.voce, account.payer): place for place, account in enumerate(accounts)
        }

    def _account(self, voce: VoceRow, payer: Payer) -> Account:
        own = payer is Payer.FRNA
        base = tuple(self._programmed(voce.code)) if own else None
        spent = self._start.spent.get(voce.code, 0) if own else None
        return Account(
            voce.short_name,
            voce.code,
            payer,
            base,
            voce.area.value,
            voce.macro,
            own=own,
            spent=spent,
        )

    def _programmed(self, voce: str) -> list[int]:
        by_place = {one.municipality: int(one.value) for one in self._amounts if one.voce == voce}
        return [*(by_place.get(place.id, 0) for place in self._places), by_place.get(None, 0)]

    def _term(self, row: TermRow, at: Mapping[tuple[str, Payer], int]) -> list[ModelTerm]:
        """A term a Comune, each with its part of the voce."""
        place = {lever.code: number for number, lever in enumerate(self._rows)}
        if row.lever not in place or (row.by_lever and row.by_lever not in place):
            return []
        cents, verified = self._cents(row)
        which = tuple(place[code] for code in (row.lever, row.by_lever) if code)
        calendar = list(TermCalendar).index(row.calendar)
        value = cents * Fraction(row.factor) * self._driver(row)
        shares = self._shares(row.voce, self._rows[place[row.lever]].activity_unit)
        return [
            ModelTerm(
                at[row.voce or "", row.payer], number, calendar, value * share, which, verified
            )
            for number, share in enumerate(shares)
            if share
        ]

    def _cents(self, row: TermRow) -> tuple[Fraction, bool]:
        """The unit cost of a term in cents, and whether it is to be relied on.

        One euro where it has none.
        """
        if not row.item:
            return Fraction(100), True
        if price := self._prices.price(row):
            return price.cents, price.sure
        cost = self._prices.listed(row.voce or "", row.item, row.payer)
        if cost is None:
            sentence = f"Manca il costo unitario «{ITEMS.of(row.item)}» della voce {row.voce}."
            remedy = (
                f"Aggiungerlo nei costi unitari, o togliere l’effetto dalla leva «{row.lever}»."
            )
            raise RefusedError([Problem("L12", sentence, remedy, value=row.item)])
        return Fraction(cost.cents), self._prices.is_sure(cost)

    def _driver(self, row: TermRow) -> Fraction:
        if row.driver is TermDriver.POPULATION_75:
            return Fraction(
                sum(
                    one.residents
                    for one in residents(
                        self._connection, self._district, AgeBand.AGE_75_PLUS, self._year
                    )
                )
            )
        if row.driver is TermDriver.CARRY_OVER:
            return Fraction(self._start.carried, 100 * 100)
        return Fraction(1)

    def _shares(self, voce: str | None, unit: ActivityUnit | None) -> Sequence[Fraction]:
        """Each Comune's part of a voce: of its activity, else of its money, else of the need.

        Money that comes in is of the district.
        """
        if voce is None:
            return [*([ZERO] * len(self._places)), Fraction(1)]
        found: defaultdict[str | None, Fraction] = defaultdict(Fraction)
        for one in self._activity:
            if (one.voce, one.unit) == (voce, unit):
                found[one.municipality] += Fraction(one.value)
        weights = [*(found[place.id] for place in self._places), found[None]]
        if not any(weights):
            weights = list(map(Fraction, self._programmed(voce)))
        if not any(weights):
            weights = (
                list(self._need)
                if any(self._need)
                else [*([ZERO] * len(self._places)), Fraction(1)]
            )
        whole = sum(weights, ZERO)
        return [weight / whole for weight in weights]

    def _calendars(self) -> tuple[tuple[Fraction, ...], ...]:
        """How many times a month, in the order of the calendars."""
        days = [monthrange(self._year, month)[1] for month in range(1, 13)]
        opening = [
            sum(date(self._year, month, day).weekday() < WEEKDAYS for day in range(1, last + 1))
            for month, last in enumerate(days, start=1)
        ]
        found = {
            TermCalendar.DAYS: list(map(Fraction, days)),
            TermCalendar.OPENING: list(map(Fraction, opening)),
            TermCalendar.MONTHS: [Fraction(1)] * 12,
            TermCalendar.SPREAD: [Fraction(one, sum(days)) for one in days],
            TermCalendar.START: [Fraction(month == 0) for month in range(12)],
        }
        return tuple(tuple(found[calendar]) for calendar in TermCalendar)

    def _facts(self, model: Model) -> RuleFacts:
        """What the rules speak of."""
        ground = Ground(
            self._district,
            self._report,
            self._day,
            model,
            self._rows,
            self._voci,
            self._prices.in_force,
        )
        return fund_facts(self._connection, ground)


__all__ = ["FRNA", "compile_fund"]
