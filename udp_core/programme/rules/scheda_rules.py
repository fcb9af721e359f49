"""What must hold in a scheda (DOMAIN.md 12.2, 12.3).

Its days, its progress, its weights, what its state asks for.
"""

from __future__ import annotations

from udp_core.kernel.italian import day, euro, number, percent, plural
from udp_core.kernel.money import ZERO
from udp_core.kernel.problem import Place, Problem
from udp_core.kernel.vocabulary import InterventionState
from udp_core.programme.rules.progress import NOTHING, WHOLE, ActionStanding, InterventionValue


def intervention_problems(scheda: InterventionValue) -> tuple[Problem, ...]:
    """What does not hold in a scheda, all at once.

    Its days, its progress, its weights, what its state asks for.
    """
    found = (
        *_day_problems(scheda),
        *_progress_problems(scheda),
        *_weight_problems(scheda.actions),
        *_state_problems(scheda),
    )
    place = Place(entity="scheda", entity_id=scheda.code)
    return tuple(Problem(code, sentence, remedy, place) for code, sentence, remedy in found)


Found = tuple[tuple[str, str, str], ...]
"""Code, sentence, remedy."""


def _day_problems(scheda: InterventionValue) -> Found:
    if scheda.end >= scheda.start:
        return ()
    return (
        (
            "R01",
            f"Scheda: la fine ({day(scheda.end)}) viene prima dell’inizio ({day(scheda.start)}).",
            "Correggere l’inizio o la fine.",
        ),
    )


def _progress_problems(scheda: InterventionValue) -> Found:
    done = percent(scheda.progress, 0)
    if scheda.state is InterventionState.COMPLETED and scheda.progress != WHOLE:
        return (
            (
                "R03",
                f"Una scheda conclusa ha avanzamento 100 %, non {done}.",
                "Portare l’avanzamento al 100 % o cambiare lo stato.",
            ),
        )
    if scheda.state is InterventionState.PROPOSED and scheda.progress != NOTHING:
        return (
            (
                "R04",
                f"Una scheda proposta non è ancora iniziata: il suo avanzamento è 0 %, non {done}.",
                "Azzerare l’avanzamento o approvare la scheda.",
            ),
        )
    return ()


def _weight_problems(actions: tuple[ActionStanding, ...]) -> Found:
    given = [action.weight for action in actions if action.weight is not None]
    if not given:
        return ()
    if len(given) < len(actions):
        return (
            (
                "R08",
                (
                    f"{plural(len(given), 'azione ha', 'azioni hanno')} un peso e"
                    f" {number(len(actions) - len(given))} no."
                ),
                "Dare un peso a tutte le azioni, oppure a nessuna.",
            ),
        )
    whole = sum(given, NOTHING)
    if whole == WHOLE:
        return ()
    return (
        (
            "R08",
            f"I pesi delle azioni sommano a {percent(whole)}, non a 100 %.",
            "Correggere i pesi: insieme sono l’intero lavoro della scheda.",
        ),
    )


def _state_problems(scheda: InterventionValue) -> Found:
    """What a scheda needs to be in its state (DOMAIN.md 12.3)."""
    active, completed, unrealised = (
        scheda.state is state
        for state in (
            InterventionState.ACTIVE,
            InterventionState.COMPLETED,
            InterventionState.NOT_REALISED,
        )
    )
    funded = scheda.budget is not None and scheda.budget > ZERO
    asked = (
        (
            active and not funded,
            "R09",
            (
                "Una scheda in corso ha un importo programmato sopra zero: qui"
                f" {'manca' if scheda.budget is None else 'è ' + euro(scheda.budget)}."
            ),
            "Indicare il finanziamento nel preventivo, o riportare la scheda ad approvata.",
        ),
        (
            active and not scheda.has_lead,
            "R10",
            "Una scheda in corso ha un soggetto capofila: qui manca.",
            "Indicare il soggetto capofila.",
        ),
        (
            completed and scheda.spent is None,
            "R11",
            "Una scheda conclusa ha un consuntivo: qui manca.",
            "Registrare la spesa a consuntivo, anche se è zero.",
        ),
        (
            unrealised and not (scheda.reason or "").strip(),
            "R12",
            "Di una scheda non realizzata si dice il motivo: qui manca.",
            "Scrivere perché la scheda non è stata realizzata.",
        ),
    )
    return tuple((code, sentence, remedy) for broken, code, sentence, remedy in asked if broken)
