"""What a simulation says, in sentences."""

from __future__ import annotations

from fractions import Fraction

from udp_core import italian
from udp_core.domain.forecast import Band
from udp_core.domain.simulation.evaluate import Outcome, evaluate
from udp_core.domain.simulation.model import Model, Position
from udp_core.money import Money
from udp_core.view.simulation.answers import answer_words, losses

TENTH = Fraction(1, 10)


def exact_sentence(model: Model, outcome: Outcome) -> str:
    """«Costa 89.880,00 € in più; il residuo al 31/12 sarebbe 1.504.292,13 €.»."""
    if not any(outcome.total(place) for place in range(len(model.accounts))):
        return "Nessuna differenza dal programma: 0,00 €."
    change = f"Costa **{italian.euro(Money(outcome.cost))}** in più" if outcome.cost >= 0 else f"Costa **{italian.euro(Money(-outcome.cost))}** in meno"
    others: dict[str, int] = {}
    for place, account in enumerate(model.accounts):
        if not account.own and outcome.total(place):
            others[account.payer.label] = others.get(account.payer.label, 0) + outcome.total(place)
    paid = "".join(f"; {payer}: {italian.euro(Money(cents))}" for payer, cents in others.items())
    residue = "" if outcome.residue is None else f"; il residuo al 31/12 sarebbe **{italian.euro(Money(outcome.residue))}**"
    return f"{change}{paid}{residue}."


def uncertainty_words(model: Model, position: Position, outcome: Outcome, band: Band | None, reason: str) -> str:
    """How sure the residue is: from the errors of past forecasts, and from unit costs that nobody confirmed."""
    said = []
    if band is not None and model.available is not None:
        low, high = (model.available + outcome.available - edge.cents - outcome.cost for edge in (band.high, band.low))
        said.append(f"Dagli errori delle previsioni passate ({band.errors}), il residuo può stare tra **{italian.euro(Money(low))}** e **{italian.euro(Money(high))}**.")
    elif model.residue is not None:
        said.append(f"Nessuna fascia attorno al residuo: {reason or 'non c’è storia abbastanza'}")
    doubtful = _doubtful(model, position)
    if doubtful:
        said.append(f"Se i costi da verificare fossero del 10 % più alti, la differenza crescerebbe di **{italian.euro(Money.rounded(doubtful * TENTH / 100))}**.")
    return " ".join(said) or "La differenza dipende soltanto da costi confermati."


def _doubtful(model: Model, position: Position) -> Fraction:
    """Cents of the difference that come from unit costs that nobody confirmed."""
    from dataclasses import replace

    only = replace(model, terms=tuple(term for term in model.terms if not term.verified), checks=())
    return Fraction(evaluate(only, position).cost)


__all__ = ["answer_words", "exact_sentence", "losses", "uncertainty_words"]
