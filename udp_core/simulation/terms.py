"""Words of the simulations.

Who moves a lever, how often a unit costs, what becomes of a scenario.
"""

from __future__ import annotations

from udp_core.kernel.vocabulary import Term


class LeverOwner(Term):
    """Who may move what a lever stands for (DOMAIN.md 8)."""

    DISTRICT = "district", "decide il distretto"
    REGION = "region", "decide la Regione"
    NOBODY = "nobody", "non decide nessuno: è un diritto"


class TermCalendar(Term):
    """How often a unit costs, month by month."""

    DAYS = "days", "ogni giorno"
    OPENING = "opening", "ogni giorno di apertura"
    MONTHS = "months", "ogni mese"
    SPREAD = "spread", "una volta, ripartito sull’anno"
    START = "start", "una volta, dal mese d’inizio"


class TermDriver(Term):
    """By what else a unit is multiplied."""

    POPULATION_75 = "population_75", "residenti di 75 anni e più"
    CARRY_OVER = "carry_over", "un centesimo dei residui portati nell’anno"


class ScenarioState(Term):
    """How far a scenario has gone. It never changes the programme."""

    DRAFT = "draft", "bozza"
    SHARED = "shared", "condiviso"
    ARCHIVED = "archived", "archiviato"


class ScenarioKind(Term):
    """What a scenario is about."""

    FRNA = "frna", "FRNA"
    PROGRAMME = "programme", "programma annuale"
