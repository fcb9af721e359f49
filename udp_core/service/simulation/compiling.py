"""The model of a fund year: levers and what they cost, over the approved programme and the unit costs in force."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cached_property

from sqlalchemy import Connection

from udp_core.domain.pictures.fund import FundPicture
from udp_core.domain.simulation.facts import Facts
from udp_core.domain.simulation.model import ZERO, Account, Lever, Model, Term
from udp_core.domain.simulation.rules import checks, unjudged
from udp_core.problem import Problem, RefusedError
from udp_core.service.pictures.fund import FRNA, fund_picture
from udp_core.service.simulation.facts import SURE, Ground, fund_facts
from udp_core.simulation_vocabulary import TermCalendar, TermDriver
from udp_core.store.queries import simulation as queries
from udp_core.store.queries.frna import VoceRow, voci
from udp_core.store.queries.simulation import CostRow, LeverRow, TermRow
from udp_core.store.queries.territory import municipalities, residents
from udp_core.vocabulary import ActivityUnit, AgeBand, Payer

FUND = "fondo"
WHOLE_DISTRICT = "intero distretto"
WEEKDAYS = 5


def compile_fund(connection: Connection, district: str, year: int, today: date) -> Model:
    """The simulation of the FRNA of a year. Raises RefusedError where there is nothing to start from."""
    picture = fund_picture(connection, district, year, today)
    if picture is None or picture.position.programmed is None:
        raise RefusedError([Problem("L10", f"Per il {year} non c'è un programma del FRNA da cui partire.", "Scegliere un anno con il preventivo, o inserirlo nei Registri.")])
    return _Compiling(connection, district, picture).model()


class _Compiling:
    """One model on its way: what was read, and where each thing stands."""

    def __init__(self, connection: Connection, district: str, picture: FundPicture) -> None:
        self._connection = connection
        self._district = district
        self._picture = picture
        self._year = picture.year
        self._day = date(picture.year, 12, 31)
        self._places = municipalities(connection, district)
        self._voci = {voce.code: voce for voce in voci(connection)}
        self._rows = queries.lever_rows(connection)
        self._terms = queries.term_rows(connection)
        self._activity = queries.programmed_activity(connection, picture.id)
        self._amounts = queries.programmed_amounts(connection, picture.id)
        self._costs = {(cost.voce, cost.item, cost.payer): cost for cost in queries.unit_costs(connection, self._day)}

    def model(self) -> Model:
        """The whole of it."""
        if not self._rows:
            raise RefusedError([Problem("L11", "Nell'archivio non ci sono leve.", "Caricare quelle della Regione: «udp load data/rules».")])
        levers = tuple(map(self._lever, self._rows))
        accounts, at = self._accounts()
        terms = tuple(term for row in self._terms for term in self._term(row, at))
        model = Model(
            self._year, f"FRNA {self._year}", levers, self._calendars(), (*(place.name for place in self._places), WHOLE_DISTRICT), accounts, terms, (),
            tuple(amount.cents for amount in self._picture.forecast), self._available, self._residue, self._need, at["", Payer.FRNA],
        )  # fmt: skip
        facts = self._facts(model)
        return replace(model, checks=checks(facts), unjudged=unjudged(facts))

    @property
    def _available(self) -> int:
        return self._picture.position.spendable.cents

    @property
    def _residue(self) -> int:
        """Expected on 31 December; where no forecast can be made, what the programme leaves."""
        position = self._picture.position
        expected = position.residue
        return expected.cents if expected is not None else self._available - (position.programmed.cents if position.programmed else 0)

    @cached_property
    def _need(self) -> tuple[Fraction, ...]:
        """Each Comune's part of the residents of 75 years and more; the whole district has none."""
        found = {row.municipality_id: row.residents for row in residents(self._connection, self._district, AgeBand.AGE_75_PLUS, self._year)}
        whole = sum(found.values())
        return (*(Fraction(found.get(place.id, 0), whole) if whole else ZERO for place in self._places), ZERO)

    def _lever(self, row: LeverRow) -> Lever:
        start = Fraction(row.start or 0)
        if row.activity_unit is not None and row.voce is not None:
            start = sum((Fraction(one.value) for one in self._activity if (one.voce, one.unit) == (row.voce, row.activity_unit)), ZERO)
        least = max(ZERO, start - Fraction(row.below)) if row.activity_unit else start - Fraction(row.below)
        return Lever(
            row.code, row.name, row.unit, row.group, start, least, start + Fraction(row.above), Fraction(row.step), row.monthly, row.decided_by,
            Fraction(row.people or 0), row.note or "",
        )  # fmt: skip

    def _accounts(self) -> tuple[tuple[Account, ...], dict[tuple[str, Payer], int]]:
        """The fund's spending by voce, whatever has a programme or a lever; then who else pays; last, what comes in."""
        asked = {(row.voce or "", row.payer) for row in self._terms if row.voce}
        programmed = {one.voce for one in self._amounts}
        spent = [code for code in self._voci if code in programmed or (code, Payer.FRNA) in asked]
        others = [(code, payer) for code in self._voci for payer in Payer if payer is not Payer.FRNA and (code, payer) in asked]
        accounts = [self._account(self._voci[code], Payer.FRNA) for code in spent] + [self._account(self._voci[code], payer) for code, payer in others]
        accounts.append(Account(FUND, "Entrate del fondo", "", Payer.FRNA))
        return tuple(accounts), {(account.voce, account.payer): place for place, account in enumerate(accounts)}

    def _account(self, voce: VoceRow, payer: Payer) -> Account:
        base = None if payer is not Payer.FRNA else tuple(self._programmed(voce.code))
        return Account(f"{voce.code}|{payer.value}", voce.short_name, voce.code, payer, base, voce.area.value, voce.macro, own=payer is Payer.FRNA)

    def _programmed(self, voce: str) -> list[int]:
        by_place = {one.municipality: int(one.value) for one in self._amounts if one.voce == voce}
        return [*(by_place.get(place.id, 0) for place in self._places), by_place.get(None, 0)]

    def _term(self, row: TermRow, at: Mapping[tuple[str, Payer], int]) -> list[Term]:
        """A term a Comune, each with its part of the voce."""
        place = {lever.code: number for number, lever in enumerate(self._rows)}
        if row.lever not in place or (row.by_lever and row.by_lever not in place):
            return []
        cents, verified = self._cents(row)
        which = tuple(place[code] for code in (row.lever, row.by_lever) if code)
        calendar = list(TermCalendar).index(row.calendar)
        value = cents * Fraction(row.factor) * self._driver(row)
        shares = self._shares(row.voce, self._rows[place[row.lever]].activity_unit)
        return [Term(at[row.voce or "", row.payer], number, calendar, value * share, which, verified) for number, share in enumerate(shares) if share]

    def _cents(self, row: TermRow) -> tuple[Fraction, bool]:
        """The unit cost of a term in cents, and whether it is confirmed and in force; one euro where it has none."""
        if not row.item:
            return Fraction(100), True
        cost = self._costs.get((row.voce or "", row.item, row.payer)) or self._of_another_payer(row)
        if cost is None:
            raise RefusedError([Problem("L12", f"Manca il costo unitario «{row.item}» della voce {row.voce}.", f"Aggiungerlo nei costi unitari, o togliere l'effetto dalla leva «{row.lever}».", value=row.item)])
        return Fraction(cost.cents), self._is_sure(cost)

    def _of_another_payer(self, row: TermRow) -> CostRow | None:
        """What one pays less because another pays it: the cost is recorded once, with who pays."""
        found = [cost for (voce, item, _), cost in self._costs.items() if (voce, item) == (row.voce, row.item)]
        return found[0] if len(found) == 1 else None

    def _is_sure(self, cost: CostRow) -> bool:
        return cost.trust in SURE and (cost.valid_to is None or cost.valid_to >= self._day)

    def _driver(self, row: TermRow) -> Fraction:
        if row.driver is TermDriver.POPULATION_75:
            return Fraction(sum(one.residents for one in residents(self._connection, self._district, AgeBand.AGE_75_PLUS, self._year)))
        if row.driver is TermDriver.CARRY_OVER:
            return Fraction(self._picture.position.carried_in.cents, 100 * 100)
        return Fraction(1)

    def _shares(self, voce: str | None, unit: ActivityUnit | None) -> Sequence[Fraction]:
        """Each Comune's part of a voce: of its activity, else of its money, else of the need. Money that comes in is of the district."""
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
            weights = list(self._need) if any(self._need) else [*([ZERO] * len(self._places)), Fraction(1)]
        whole = sum(weights, ZERO)
        return [weight / whole for weight in weights]

    def _calendars(self) -> tuple[tuple[Fraction, ...], ...]:
        """How many times a month, in the order of the calendars."""
        days = [monthrange(self._year, month)[1] for month in range(1, 13)]
        opening = [sum(date(self._year, month, day).weekday() < WEEKDAYS for day in range(1, last + 1)) for month, last in enumerate(days, start=1)]
        found = {
            TermCalendar.DAYS: list(map(Fraction, days)),
            TermCalendar.OPENING: list(map(Fraction, opening)),
            TermCalendar.MONTHS: [Fraction(1)] * 12,
            TermCalendar.SPREAD: [Fraction(one, sum(days)) for one in days],
            TermCalendar.START: [Fraction(month == 0) for month in range(12)],
        }
        return tuple(tuple(found[calendar]) for calendar in TermCalendar)

    def _facts(self, model: Model) -> Facts:
        """What the rules speak of."""
        return fund_facts(self._connection, Ground(self._district, self._picture, self._day, model, self._rows, self._voci, self._costs))


__all__ = ["FRNA", "compile_fund"]
