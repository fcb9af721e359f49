"""The fund of a year and its equilibrium, with and without the residues of earlier years
(DOMAIN.md 4.5, 6.3, 7.2).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from udp_core.kernel.calendar import STALE_AFTER_DAYS, is_stale
from udp_core.kernel.italian import day, euro_short, number, percent, plural
from udp_core.kernel.money import ZERO, Money
from udp_core.kernel.status import Judgement, Status, capped_by_data
from udp_core.kernel.vocabulary import StatusLevel
from udp_core.thresholds.rules import FundThresholds

WHOLE = Fraction(1)
MANY_YEARS = 5
"""Beyond so many the figure says nothing: a small bill moves it by decades."""


@dataclass(frozen=True, slots=True)
class FundPosition:
    """A fund in a year: what came in, what is programmed, used and still expected.

    `programmed` is None where there is no programme, `expected_rest` where no forecast can be made.
    `spare_residues` are residues of earlier years not brought into this year: they are not in
    `available`, and are
    the only money that can cover a forecast above it.
    """

    year: int
    assigned: Money
    carried_in: Money
    variations: Money
    cofinancing: Money
    programmed: Money | None
    used: Money
    expected_rest: Money | None
    returned: Money = ZERO
    spare_residues: Money = ZERO

    @property
    def recurring(self) -> Money:
        """What the year brings without the residues of earlier ones."""
        return self.assigned + self.variations + self.cofinancing

    @property
    def available(self) -> Money:
        """I6."""
        return self.recurring + self.carried_in

    @property
    def spendable(self) -> Money:
        """The available without what was given back."""
        return self.available - self.returned

    @property
    def limit_name(self) -> str:
        """What `spendable` is called: «disponibile» (I6) only where nothing was given back.

        One word, one amount: «disponibile» is never the name of the lower figure.
        """
        return "spendibile" if self.returned else "disponibile"

    @property
    def the_limit(self) -> str:
        """The same with its article, also after a preposition.

        «il disponibile», «lo spendibile».
        """
        return f"lo {self.limit_name}" if self.returned else f"il {self.limit_name}"

    @property
    def of_the_limit(self) -> str:
        """«del disponibile», «dello spendibile»."""
        return f"del{self.the_limit}" if self.returned else f"del {self.limit_name}"

    @property
    def remaining(self) -> Money:
        """What is not used yet; of a closed year, what goes into the next (I7).

        Negative: a deficit to cover.
        """
        return self.spendable - self.used

    @property
    def to_finance(self) -> Money | None:
        """What the programme asks beyond the available, to be given an owner (I17)."""
        return None if self.programmed is None else max(ZERO, self.programmed - self.available)

    @property
    def forecast(self) -> Money | None:
        """The spending of the whole year (I15)."""
        return None if self.expected_rest is None else self.used + self.expected_rest

    @property
    def residue(self) -> Money | None:
        """What will be left on 31 December. Negative: a deficit to cover."""
        return None if self.forecast is None else self.spendable - self.forecast

    @property
    def forecast_share(self) -> Fraction | None:
        """Forecast as a share of what can be spent; None without a forecast or without a fund."""
        return None if self.forecast is None else self.forecast.share_of(self.spendable)

    @property
    def use_rate_assigned(self) -> Fraction | None:
        """I8: may exceed 1, where residues pay."""
        return self.used.share_of(self.assigned)

    @property
    def use_rate_available(self) -> Fraction | None:
        """I8: at most 1."""
        return self.used.share_of(self.available)

    @property
    def residue_consumption(self) -> Money:
        """I9: what was used beyond the assigned."""
        return max(ZERO, self.used - self.assigned)

    @property
    def structural_balance(self) -> Money | None:
        """What the year brings, without residues, less the forecast.

        Negative: residues pay for lasting spending.
        """
        return None if self.forecast is None else self.recurring - self.forecast

    @property
    def in_equilibrium(self) -> bool | None:
        """Whether the year ends without a deficit, residues included."""
        return None if self.residue is None else self.residue >= ZERO

    @property
    def in_structural_equilibrium(self) -> bool | None:
        """Whether the year would end without a deficit on its own money."""
        return None if self.structural_balance is None else self.structural_balance >= ZERO

    @property
    def years_of_residues(self) -> Fraction | None:
        """For how many years after this one the residue pays a structural deficit as large as this
        year's.

        None where the year lives on its own money, or without a forecast; 0 where nothing will be
        left.
        """
        if (
            self.residue is None
            or self.structural_balance is None
            or self.structural_balance >= ZERO
        ):
            return None
        return max(ZERO, self.residue).share_of(-self.structural_balance)


DEFAULT_THRESHOLDS = FundThresholds()


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many voci have fresh spending, of how many.

    `share` is the part of the programme that they hold.
    """

    reported: int
    expected: int
    share: Fraction

    @property
    def words(self) -> str:
        """«Hanno dati di spesa aggiornati 2 voci su 22.»."""
        verb = "Ha" if self.reported == 1 else "Hanno"
        told = plural(self.reported, "voce", "voci") if self.reported else "0 voci"
        return f"{verb} dati di spesa aggiornati {told} su {self.expected}."


@dataclass(frozen=True, slots=True)
class DataQuality:
    """How good the data under a status are.

    The day they speak of, today, and whether some are not validated.

    `coverage` is None where the voci are not looked at one by one.
    """

    as_of: date | None
    today: date
    unvalidated: bool = False
    stale_days: int = STALE_AFTER_DAYS
    coverage: Coverage | None = None

    def reasons(
        self, *, closed: bool = False, reported_min: Fraction = Fraction(0)
    ) -> tuple[str, ...]:
        """Why a status cannot be given, in Italian.

        The accounts of a closed year do not grow stale.
        """
        old = (
            ()
            if closed or not is_stale(self.as_of, self.today, self.stale_days)
            else (self._age(),)
        )
        few = self.coverage is not None and self.coverage.share < reported_min
        covered = (
            (self.coverage.words,) if self.coverage and few and self.as_of and not closed else ()
        )
        waiting = ("Ci sono dati non ancora validati.",) if self.unvalidated else ()
        return (*old, *covered, *waiting)

    def _age(self) -> str:
        if self.as_of is None:
            return "Nessun dato di spesa comunicato."
        return f"Dati fermi al {day(self.as_of)}: oltre {self.stale_days} giorni fa."


def fund_status(
    position: FundPosition,
    elapsed: Fraction,
    data: DataQuality,
    thresholds: FundThresholds = DEFAULT_THRESHOLDS,
    expected_to_date: Money | None = None,
) -> Status:
    """The light of the fund, now and on 31 December.

    `elapsed` is the share of the year gone on the day of the data, 0 to 1. `expected_to_date` is
    what the programme
    expects by then, with its seasonality (`forecast.expected_to_date`); without it the programme
    (or, with none, the
    available) is taken as spent evenly.
    """
    closed = elapsed >= WHOLE and position.expected_rest == ZERO
    stale = data.reasons(closed=closed, reported_min=thresholds.reported_min)
    plan = position.available if position.programmed is None else position.programmed
    expected = plan.times(elapsed) if expected_to_date is None else expected_to_date
    return Status(
        now=capped_by_data(
            _now(position, plan, expected, data.as_of, thresholds), stale_reasons=stale
        ),
        at_year_end=capped_by_data(
            _year_end(position, thresholds, closed=closed), stale_reasons=stale
        ),
    )


def _now(
    position: FundPosition,
    plan: Money,
    expected: Money,
    as_of: date | None,
    thresholds: FundThresholds,
) -> Judgement:
    spent = f"Speso {euro_short(position.used)}" + (f" al {day(as_of)}" if as_of else "")
    pace = position.used.share_of(expected)
    if pace is None:
        level = StatusLevel.ATTENTION if position.used else StatusLevel.ON_TRACK
        return Judgement(level, (f"{spent}: a questa data non era attesa spesa.",))
    reason = f"{spent}: {percent(pace)} di quanto atteso a questa data ({euro_short(expected)})."
    if pace <= thresholds.attention_high:
        return Judgement(_low_side(pace, thresholds), (reason,))
    return _too_fast(position, plan.times(pace), reason)


def _too_fast(position: FundPosition, at_this_pace: Money, reason: str) -> Judgement:
    excess = at_this_pace - position.spendable
    if excess <= ZERO:
        return Judgement(
            StatusLevel.ATTENTION, (reason, f"A questo ritmo {position.the_limit} basta ancora.")
        )
    return Judgement(
        StatusLevel.CRITICAL, (reason, f"A questo ritmo mancherebbero {euro_short(excess)}.")
    )


def _low_side(share: Fraction, thresholds: FundThresholds) -> StatusLevel:
    if share >= thresholds.on_track_low:
        return StatusLevel.ON_TRACK
    return StatusLevel.ATTENTION if share >= thresholds.attention_low else StatusLevel.CRITICAL


def _year_end(position: FundPosition, thresholds: FundThresholds, *, closed: bool) -> Judgement:
    if position.forecast is None or position.residue is None:
        return Judgement(StatusLevel.STALE, ("Mancano i dati per prevedere la spesa al 31/12.",))
    what = f"Speso nel {position.year}" if closed else f"Previsione al 31/12/{position.year}"
    share = position.forecast_share
    if share is None:
        level = StatusLevel.CRITICAL if position.forecast else StatusLevel.ON_TRACK
        return Judgement(
            level, (f"{what}: {euro_short(position.forecast)}, ma il fondo non ha risorse.",)
        )
    reason = (
        f"{what}: {euro_short(position.forecast)}, {percent(share)} {position.of_the_limit}"
        f" ({euro_short(position.spendable)})."
    )
    if share > thresholds.on_track_high:
        return _beyond(position, -position.residue, share <= thresholds.attention_high, reason)
    level = _low_side(share, thresholds)
    unspent = () if level is StatusLevel.ON_TRACK else (_unspent(position.residue, closed=closed),)
    return Judgement(level, (reason, *unspent, *_structural(position, closed=closed)))


def _unspent(residue: Money, *, closed: bool) -> str:
    verb = "Sono rimasti" if closed else "Resterebbero"
    return f"{verb} non spesi {euro_short(residue)}."


def _beyond(position: FundPosition, missing: Money, within_reach: bool, reason: str) -> Judgement:
    covered = missing <= position.spare_residues
    level = StatusLevel.ATTENTION if covered and within_reach else StatusLevel.CRITICAL
    if missing <= ZERO:
        return Judgement(
            level, (reason, f"Il margine è di soli {euro_short(-missing)}.", *_structural(position))
        )
    cover = "coperti da altri residui" if covered else "senza copertura"
    return Judgement(
        level, (reason, f"Mancano {euro_short(missing)}, {cover}.", *_structural(position))
    )


def _structural(position: FundPosition, *, closed: bool = False) -> tuple[str, ...]:
    years, balance = position.years_of_residues, position.structural_balance
    if years is None or balance is None or not position.carried_in:
        return ()
    paid = euro_short(min(-balance, position.carried_in))
    if closed:
        return (f"I residui hanno coperto {paid}.",)
    return (
        f"I residui coprono {paid}{f'; {lasting_words(years)}' if years else ', poi sono finiti'}.",
    )


def lasting_words(years: Fraction) -> str:
    """For how long the residue lasts.

    In years while they can be imagined, else only that they are many.
    """
    if years > MANY_YEARS:
        return "il residuo copre molti anni a questo ritmo"
    return f"a questo ritmo il residuo basta per altri {number(years, 1)} anni"
