"""How far a scheda is, against what was planned by the day it is looked at (DOMAIN.md 5.3, 6.3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from udp_core.kernel.calendar import STALE_AFTER_DAYS, elapsed_share, is_stale
from udp_core.kernel.italian import day, euro, plural, the_percent
from udp_core.kernel.money import Money
from udp_core.kernel.status import Judgement, Status, capped_by_data
from udp_core.kernel.vocabulary import DataState, InterventionState, StatusLevel
from udp_core.thresholds.rules import ProgressThresholds

WHOLE = Fraction(1)
NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True)
class ActionStanding:
    """A step: due day, day done (None: not yet), share of the scheda's work (None: all weigh the
    same).
    """

    title: str
    due: date
    done: date | None
    weight: Fraction | None


@dataclass(frozen=True, slots=True)
class InterventionValue:
    """What is judged of a scheda. `progress` is the declared one, 0 to 1.

    `as_of` the day its data speak of.

    `spent` is what was spent by `money_as_of` (by `as_of`, where that is None). `reason` is why it
    was not
    realised, where somebody said it.
    """

    code: str
    title: str
    area: str
    state: InterventionState
    start: date
    end: date
    progress: Fraction
    actions: tuple[ActionStanding, ...]
    budget: Money | None
    spent: Money | None
    as_of: date | None
    data_state: DataState
    has_lead: bool
    reason: str | None = None
    money_as_of: date | None = None

    @property
    def oldest(self) -> date | None:
        """The day of the oldest of its data: it is as old as that."""
        return min((one for one in (self.as_of, self.money_as_of) if one), default=None)


DEFAULT_THRESHOLDS = ProgressThresholds()


def weights(actions: tuple[ActionStanding, ...]) -> tuple[Fraction, ...]:
    """The weight of each action: as given where all have one, else equal parts of the whole."""
    given = [action.weight for action in actions if action.weight is not None]
    return (
        tuple(given) if len(given) == len(actions) else (Fraction(1, len(actions)),) * len(actions)
    )


def done_share(scheda: InterventionValue) -> Fraction:
    """Work done, 0 to 1.

    The weights of the actions done, or the declared progress where there are no actions.
    """
    if scheda.state is InterventionState.COMPLETED:
        return WHOLE
    if not scheda.actions:
        return scheda.progress
    return sum(
        (
            weight
            for action, weight in zip(scheda.actions, weights(scheda.actions), strict=True)
            if action.done is not None
        ),
        NOTHING,
    )


def planned_share(scheda: InterventionValue, on: date) -> Fraction:
    """Work planned by the evening of a day, 0 to 1.

    The weights of the actions due, or the share of time gone.
    """
    if not scheda.actions:
        return elapsed_share(scheda.start, scheda.end, on)
    return sum(
        (
            weight
            for action, weight in zip(scheda.actions, weights(scheda.actions), strict=True)
            if action.due <= on
        ),
        NOTHING,
    )


def expected_spending(scheda: InterventionValue, on: date) -> Money | None:
    """Spending that goes with the time gone by the evening of a day.

    None where nothing is programmed.
    """
    return (
        None
        if scheda.budget is None
        else scheda.budget.times(elapsed_share(scheda.start, scheda.end, on))
    )


def late_actions(scheda: InterventionValue, on: date) -> tuple[ActionStanding, ...]:
    """Actions past their due day and not done; on the very day an action is not late."""
    return tuple(action for action in scheda.actions if action.done is None and action.due < on)


def data_reasons(
    scheda: InterventionValue, today: date, stale_days: int = STALE_AFTER_DAYS
) -> tuple[str, ...]:
    """Why no light can be given: data too old, or still a draft.

    A scheda that is over does not grow stale.
    """
    over = scheda.state in {InterventionState.COMPLETED, InterventionState.NOT_REALISED}
    old = is_stale(scheda.oldest, today, stale_days) and not over
    age = "Nessun dato comunicato."
    if scheda.oldest:
        age = f"Dati fermi al {day(scheda.oldest)}, da oltre {stale_days} giorni."
    return (
        *((age,) if old else ()),
        *(
            ("I dati sono in bozza: nessuno li ha ancora confermati.",)
            if scheda.data_state is DataState.DRAFT
            else ()
        ),
    )


def intervention_status(
    scheda: InterventionValue, today: date, thresholds: ProgressThresholds = DEFAULT_THRESHOLDS
) -> Status:
    """The light of a scheda, now and at the end of its year.

    Work done is compared with work planned by `today` (31 December, of a year gone by), whatever
    the day of the
    data: who stops updating falls behind. Money is compared with the time gone by its own day,
    which time passing
    cannot make look better.
    """
    stale = data_reasons(scheda, today, thresholds.stale_days)
    now, at_year_end = _now(scheda, today, thresholds), _year_end(scheda, today, thresholds)
    return Status(
        capped_by_data(now, stale_reasons=stale), capped_by_data(at_year_end, stale_reasons=stale)
    )


def money_day(scheda: InterventionValue, today: date) -> date:
    """The day that the spending speaks of."""
    return min(today, scheda.money_as_of or scheda.as_of or today)


def _now(scheda: InterventionValue, on: date, thresholds: ProgressThresholds) -> Judgement:
    settled = _settled(scheda, on, thresholds)
    if settled is not None:
        return settled
    return _worse(_work(scheda, on, thresholds), _money(scheda, money_day(scheda, on), thresholds))


def _settled(
    scheda: InterventionValue, on: date, thresholds: ProgressThresholds
) -> Judgement | None:
    """The judgement of the states that need no comparison of the work.

    Money over the budget is told in every state.
    """
    found = _by_state(scheda, on)
    return None if found is None else _worse(found, _over_budget(scheda, thresholds))


def _by_state(scheda: InterventionValue, on: date) -> Judgement | None:
    match scheda.state:
        case InterventionState.COMPLETED:
            return Judgement(StatusLevel.ON_TRACK, ("Conclusa.",))
        case InterventionState.NOT_REALISED:
            return Judgement(StatusLevel.CRITICAL, ("Non realizzata.",))
        case InterventionState.SUSPENDED:
            return Judgement(StatusLevel.ATTENTION, ("Sospesa: decidere se e quando riprende.",))
        case InterventionState.PROPOSED | InterventionState.APPROVED:
            return _not_started(scheda, on)
        case _:
            return None


def _not_started(scheda: InterventionValue, on: date) -> Judgement:
    if on <= scheda.start:
        return _to_start(scheda)
    level = (
        StatusLevel.CRITICAL
        if scheda.state is InterventionState.APPROVED
        else StatusLevel.ATTENTION
    )
    return Judgement(
        level, (f"Doveva iniziare il {day(scheda.start)} ed è ancora {scheda.state.label}.",)
    )


def _to_start(scheda: InterventionValue) -> Judgement:
    return Judgement(StatusLevel.ON_TRACK, (f"Inizio previsto il {day(scheda.start)}.",))


def _work(scheda: InterventionValue, on: date, thresholds: ProgressThresholds) -> Judgement:
    done, planned = done_share(scheda), planned_share(scheda, on)
    reason = (
        f"Fatto {the_percent(done, 0)} contro {the_percent(planned, 0)} previsto a questa data."
    )
    late = late_actions(scheda, on)
    behind = (
        (
            (
                f"{plural(len(late), 'azione scaduta', 'azioni scadute')} e non"
                f" conclus{'a' if len(late) == 1 else 'e'}."
            ),
        )
        if late
        else ()
    )
    return Judgement(_level(done, planned, thresholds), (reason, *behind))


def _level(done: Fraction, planned: Fraction, thresholds: ProgressThresholds) -> StatusLevel:
    if not planned or done >= planned * thresholds.on_track:
        return StatusLevel.ON_TRACK
    return StatusLevel.ATTENTION if done >= planned * thresholds.attention else StatusLevel.CRITICAL


def _over_budget(scheda: InterventionValue, thresholds: ProgressThresholds) -> Judgement | None:
    """More spent than programmed for the whole scheda.

    Where nothing is programmed, `scheda_rules` says so.
    """
    if scheda.spent is None or scheda.budget is None or scheda.spent <= scheda.budget:
        return None
    excess = euro(scheda.spent - scheda.budget)
    reason = f"Ha speso {excess} oltre il programmato di {euro(scheda.budget)}."
    return Judgement(_over_level(scheda.spent, scheda.budget, thresholds), (reason,))


def _over_level(spent: Money, budget: Money, thresholds: ProgressThresholds) -> StatusLevel:
    slight = spent <= budget.times(WHOLE + thresholds.over_budget)
    return StatusLevel.ATTENTION if slight else StatusLevel.CRITICAL


def _money(scheda: InterventionValue, on: date, thresholds: ProgressThresholds) -> Judgement | None:
    """Money, where it says something: over the budget, or running ahead of time."""
    over = _over_budget(scheda, thresholds)
    expected = expected_spending(scheda, on)
    if over is not None or scheda.spent is None or scheda.budget is None or expected is None:
        return over
    if scheda.spent <= expected + scheda.budget.times(thresholds.spending_ahead):
        return None
    share, gone = scheda.spent.share_of(scheda.budget), elapsed_share(scheda.start, scheda.end, on)
    return Judgement(
        StatusLevel.ATTENTION,
        (
            (
                f"Speso {the_percent(share)} del programmato con {the_percent(gone)} del tempo"
                " trascorso."
            ),
        ),
    )


def _year_end(scheda: InterventionValue, on: date, thresholds: ProgressThresholds) -> Judgement:
    settled = _settled(scheda, on, thresholds)
    if settled is not None:
        return settled
    if on < scheda.start:
        return _worse(_to_start(scheda), _over_budget(scheda, thresholds))
    end = min(scheda.end, date(on.year, 12, 31))
    done, planned, due = done_share(scheda), planned_share(scheda, end), planned_share(scheda, on)
    expected = min(WHOLE, planned * done / due) if due else max(done, planned)
    reason = (
        f"A questo ritmo al {day(end)} sarà fatto {the_percent(expected, 0)} contro"
        f" {the_percent(planned, 0)} previsto."
    )
    work = Judgement(_level(expected, planned, thresholds), (reason,))
    return _worse(work, _money_at_end(scheda, end, money_day(scheda, on), thresholds))


def _money_at_end(
    scheda: InterventionValue, end: date, on: date, thresholds: ProgressThresholds
) -> Judgement | None:
    """Where the spending would arrive at its present pace.

    What is already over its budget stays so.
    """
    over, expected = _over_budget(scheda, thresholds), spending_at(scheda, end, on)
    if expected is None or scheda.budget is None:
        return over
    reach = f"A questo ritmo la spesa al {day(end)} sarebbe di {euro(expected)}"
    if over is not None:
        if expected == scheda.spent:
            return over
        level = _over_level(expected, scheda.budget, thresholds)
        beyond = f"{reach}, {euro(expected - scheda.budget)} oltre il programmato."
        return Judgement(level, (beyond, *over.reasons))
    if expected <= scheda.budget.times(WHOLE + thresholds.spending_ahead):
        return None
    return Judgement(
        StatusLevel.ATTENTION, (f"{reach}, oltre i {euro(scheda.budget)} programmati.",)
    )


def spending_at(scheda: InterventionValue, end: date, on: date) -> Money | None:
    """The spending by a day to come, if it goes on with time as it did so far.

    None where none is known.

    What was spent before the first day is as if spent on it: no day of the data is a way not to be
    judged.
    """
    gone = elapsed_share(scheda.start, end, max(on, scheda.start))
    return None if scheda.spent is None else scheda.spent.times(1 / gone)


def _worse(work: Judgement, money: Judgement | None) -> Judgement:
    """The more severe of the two, with the reasons of both: its own first."""
    if money is None:
        return work
    order = (StatusLevel.ON_TRACK, StatusLevel.ATTENTION, StatusLevel.CRITICAL)
    first, second = (
        (work, money) if order.index(work.level) >= order.index(money.level) else (money, work)
    )
    return Judgement(first.level, first.reasons + second.reasons)
