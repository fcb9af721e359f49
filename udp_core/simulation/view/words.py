"""What a simulation says, in sentences."""

from __future__ import annotations

from fractions import Fraction

from udp_core.fund.rules.forecast import Band
from udp_core.kernel import italian
from udp_core.kernel.money import Money, round_half_up
from udp_core.simulation.rules.evaluate import SimulatedOutcome, evaluate, rule_changes
from udp_core.simulation.rules.model import Model, Position
from udp_core.simulation.view.answers import answer_words, losses
from udp_core.simulation.view.tables import cost_words

TENTH = Fraction(1, 10)


def exact_sentence(model: Model, outcome: SimulatedOutcome) -> str:
    """«Costa 89.880,00 € in più; il residuo al 31/12 sarebbe 1.504.292,13 €.»."""
    if not any(outcome.total(place) for place in range(len(model.accounts))):
        return "Nessuna differenza dal programma: 0,00 €."
    change = (
        f"Costa **{italian.euro(Money(outcome.cost))}** in più"
        if outcome.cost >= 0
        else f"Costa **{italian.euro(Money(-outcome.cost))}** in meno"
    )
    others: dict[str, int] = {}
    for place, account in enumerate(model.accounts):
        if not account.own and outcome.total(place):
            others[account.payer.label] = others.get(account.payer.label, 0) + outcome.total(place)
    paid = "".join(f"; {payer}: {italian.euro(Money(cents))}" for payer, cents in others.items())
    residue = (
        ""
        if outcome.residue is None
        else f"; il residuo al 31/12 sarebbe **{italian.euro(Money(outcome.residue))}**"
    )
    return f"{change}{paid}{residue}."


def rules_sentence(outcome: SimulatedOutcome, before: SimulatedOutcome) -> str:
    """«Regole non rispettate: 7, di cui 5 già oggi, 2 nuove, 1 sanata.»."""
    found = rule_changes(before, outcome)
    broken = len(found.already) + len(found.new)
    if not broken and not found.healed:
        return "Tutte le regole sono rispettate."
    new = f", {italian.plural(len(found.new), 'nuova', 'nuove')}" if found.new else ""
    healed = f", {italian.plural(len(found.healed), 'sanata', 'sanate')}" if found.healed else ""
    return (
        f"Regole non rispettate: **{broken}**, di cui {len(found.already)} già oggi{new}{healed}."
    )


def uncertainty_words(
    model: Model, position: Position, outcome: SimulatedOutcome, band: Band | None, reason: str
) -> str:
    """How sure the residue is.

    From the errors of past forecasts, and from unit costs that nobody confirmed.
    """
    said = []
    if band is not None and model.available is not None:
        low, high = (
            model.available + outcome.available - edge.cents - outcome.cost
            for edge in (band.high, band.low)
        )
        said.append(
            f"Dagli errori delle previsioni passate ({band.errors}), il residuo può stare tra"
            f" **{italian.euro(Money(low))}** e **{italian.euro(Money(high))}**."
        )
    elif model.residue is not None:
        said.append(_without_band(reason))
    doubtful = _doubtful(model, position)
    if doubtful:
        said.append(_cost_range(outcome, doubtful))
    return " ".join(said) or "La differenza dipende soltanto da costi confermati."


def _without_band(reason: str) -> str:
    """Why no band can be drawn around the residue, said once."""
    about = "Nessuna fascia di incertezza attorno al residuo"
    why = (
        reason.removeprefix("Nessuna fascia")
        .removeprefix(" di incertezza")
        .removeprefix(":")
        .strip()
    )
    return f"{about}: {why or 'non c’è storia abbastanza.'}"


def _cost_range(outcome: SimulatedOutcome, doubtful: Fraction) -> str:
    """Between which costs the scenario lies, if the unit costs to be verified are a tenth lower
    or higher.
    """
    ends = sorted(round_half_up(outcome.cost + side * doubtful * TENTH) for side in (-1, 1))
    low, high = (cost_words(cents) for cents in ends)
    return (
        f"Con i costi da verificare del 10 % più bassi o più alti, costerebbe tra **{low}** e"
        f" **{high}**."
    )


def _doubtful(model: Model, position: Position) -> Fraction:
    """Cents of the difference that come from unit costs that nobody confirmed."""
    from dataclasses import replace

    only = replace(model, terms=tuple(term for term in model.terms if not term.verified), checks=())
    return Fraction(evaluate(only, position).cost)


__all__ = ["answer_words", "exact_sentence", "losses", "uncertainty_words"]
