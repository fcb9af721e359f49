"""What the solver says: what moves and who loses.

Or what cannot hold together, how far one can go, what would do.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import floor

from udp_core.kernel import italian
from udp_core.kernel.money import Money
from udp_core.kernel.vocabulary import RuleLevel
from udp_core.simulation.rules.model import Model, ModelLever, Position
from udp_core.simulation.rules.solve import (
    AskedOfSolver,
    Beside,
    Ending,
    Reach,
    Relaxed,
    SolverAnswer,
)
from udp_core.simulation.rules.targets import WantedTarget
from udp_core.simulation.view.tables import broken_words, short_words, unit_of, words

HUNDRED, TENTH = 100, 10
PARAGRAPH = "\n\n"
NOTHING = AskedOfSolver(())
_LESS = "Tenere ferme più leve, o chiedere meno cose insieme."
_TOO_CLOSE = (
    "**Non ho una risposta sicura**: ciò che è chiesto vale, o non vale, per differenze di"
    " pochi centesimi. Chiedere un po’ di meno."
)


def answer_words(
    model: Model, answer: SolverAnswer, before: Position, wanted: AskedOfSolver = NOTHING
) -> str:
    """The answer of the solver, in Markdown: a paragraph for each thing that it says."""
    if answer.ending is Ending.FOUND and answer.position is not None:
        said = [_moved(model, before, answer.position), *_left_over(answer, wanted)]
        if not answer.best:
            said.append(
                f"In {_seconds(answer)} non è stato possibile escludere una risposta migliore."
            )
    elif answer.ending is Ending.OUT_OF_TIME:
        said = [f"**Non ho finito in {_seconds(answer)}**: una soluzione può esserci o no. {_LESS}"]
    elif answer.ending is Ending.TOO_CLOSE:
        said = [_TOO_CLOSE]
    else:
        said = _impossible(model, answer, wanted)
    return PARAGRAPH.join([*said, *_held(model, answer)])


def _seconds(answer: SolverAnswer) -> str:
    return italian.plural(max(1, round(answer.seconds)), "secondo", "secondi")


def _moved(model: Model, before: Position, after: Position) -> str:
    steps = [
        f"{lever.name} da {words(was, lever.step)} a **{words(now, lever.step)}**"
        for lever, was, now in zip(model.levers, before.values, after.values, strict=True)
        if was != now
    ]
    return (
        "Basta muovere: " + "; ".join(steps) + "."
        if steps
        else "Ciò che è chiesto vale già: nessuna leva si muove."
    )


def losses(model: Model, answer: SolverAnswer) -> str:
    """Who has less with the answer than with the programme, and who else pays.

    Empty where nobody.
    """
    if answer.position is None or answer.outcome is None:
        return ""
    less = [
        f"{lever.name}: {italian.signed(words(value - lever.start, lever.step))}"
        f" {unit_of(lever.unit.removesuffix(' in più'), abs(value - lever.start))}"
        f"{_persons(lever, value)}"
        for place, (lever, value) in enumerate(
            zip(model.levers, answer.position.values, strict=True)
        )
        if value < lever.start and _is_service(model, place)
    ]
    pays: dict[str, int] = {}
    for place, account in enumerate(model.accounts):
        if not account.own and answer.outcome.total(place) > 0:
            pays[account.payer.label] = pays.get(account.payer.label, 0) + answer.outcome.total(
                place
            )
    said = [f"Ha di meno: {'; '.join(less)}."] if less else []
    if pays:
        paid = "; ".join(f"{payer} {italian.euro(Money(cents))}" for payer, cents in pays.items())
        said.append(f"Paga di più: {paid}.")
    return " ".join(said)


def _persons(lever: ModelLever, value: Fraction) -> str:
    persons = lever.people * (lever.start - value)
    return f" ({italian.plural(round(persons), 'persona', 'persone')} in meno)" if persons else ""


def _is_service(model: Model, place: int) -> bool:
    """Whether a lever is spending on somebody, and not money that comes in."""
    return any(place in term.levers and term.account in model.costs for term in model.terms)


def _left_over(answer: SolverAnswer, wanted: AskedOfSolver) -> list[str]:
    """The rules that stay broken because nobody asked for them."""
    left = answer.not_asked(wanted)
    found = []
    for heading, informs in (
        ("Non erano tra le cose chieste, e non valgono", False),
        ("Da sapere", True),
    ):
        told = [
            f"- {one.check.name}: {broken_words(one)}"
            for one in left
            if (one.check.level is RuleLevel.INFO) == informs
        ]
        if told:
            found.append("\n".join([f"{heading}:", "", *told]))
    return found


def _impossible(model: Model, answer: SolverAnswer, wanted: AskedOfSolver) -> list[str]:
    said = [_clash_words(model, answer), *map(_reach_words, answer.reach)]
    giving = [_gives_way(one, wanted) for one in answer.enough] + [
        f"lasciar muovere «{model.levers[place].name}»" for place in answer.unlocked
    ]
    if giving:
        said.append(f"Il minimo da cedere, tenendo tutto il resto: {'; oppure '.join(giving)}.")
    elif answer.relaxed:
        said.append(
            "Nessuna rinuncia da sola basterebbe. Insieme:"
            f" {'; '.join(_gives_way(one, wanted) for one in answer.relaxed)}."
        )
    if not answer.explained:
        said.append(
            f"In altri {_seconds(answer)} non ho finito di cercare che cosa si esclude e che cosa"
            " basterebbe cedere."
        )
    return said


def _clash_words(model: Model, answer: SolverAnswer) -> str:
    clash = answer.clash
    if clash is None or not (clash.checks or clash.locked):
        return "**Non c’è soluzione** con i limiti delle leve."
    parts = [check.name for check in clash.checks] + [
        f"{model.levers[place].name} ferma" for place in clash.locked
    ]
    if len(parts) == 1:
        return (
            f"**Non c’è soluzione**: «{parts[0]}» non si può ottenere nemmeno da sola, con i limiti"
            " delle leve."
        )
    return (
        "**Non c’è soluzione**: con i limiti delle leve non possono valere insieme"
        f" {italian.listing([f'«{part}»' for part in parts])}."
    )


def _reach_words(one: Reach) -> str:
    """«Domiciliarità: al massimo 38,1 % (chiesto 90 %), tenendo tutto il resto.»."""
    name = one.target.check.name.removeprefix("Obiettivo: ")
    how = {
        Beside.ALL: "tenendo tutto il resto",
        Beside.RULES: "tenendo le regole, senza gli altri obiettivi",
        Beside.LIMITS: "con i soli limiti delle leve",
    }[one.kept]
    alone = " Nemmeno senza altre richieste si arriverebbe a quanto chiesto." if one.alone else ""
    best, asked = _amount(one.target, one.best, down=True), _amount(one.target, one.target.asked)
    if not one.best_proved:
        return (
            f"{name}: si arriva almeno a **{best}** (chiesto {asked}), {how}; nel tempo dato non ho"
            f" escluso di più.{alone}"
        )
    return f"{name}: al massimo **{best}** (chiesto {asked}), {how}.{alone}"


def _amount(target: WantedTarget, value: Fraction, *, down: bool = False) -> str:
    """In the target's own unit.

    What can be reached is never rounded up, and is known to some tens of euro.
    """
    if target.check.share is None:
        return (
            italian.euro(Money.rounded(value / HUNDRED))
            if not down
            else f"circa {italian.number(floor(value / HUNDRED / HUNDRED) * HUNDRED)} €"
        )
    points = value * HUNDRED
    shown = Fraction(floor(points * TENTH), TENTH) if down else points
    return f"{italian.number(shown, 0 if shown.denominator == 1 else 1)} %"


def _gives_way(one: Relaxed, wanted: AskedOfSolver) -> str:
    target = next(
        (each for each in wanted.targets if each.check is one.check or each.check == one.check),
        None,
    )
    by = _points(one.by) if one.check.share is not None else short_words(one.check.unit, one.by)
    if target is None:
        return f"«{one.check.name}» di {by}"
    return f"«{one.check.name}» di {by} (a {_amount(target, target.asked - one.by, down=True)})"


def _points(share: Fraction) -> str:
    """Hundredths of the whole, rounded up: less would not do."""
    tenths = -floor(-share * HUNDRED * TENTH)
    return f"{italian.number(Fraction(tenths, TENTH), 1)} punti percentuali"


def _held(model: Model, answer: SolverAnswer) -> Sequence[str]:
    held = [model.levers[place].name for place in answer.held]
    return (
        [f"Tenute ferme perché moltiplicano altre leve, o lo vuole una regola: {', '.join(held)}."]
        if held
        else []
    )
