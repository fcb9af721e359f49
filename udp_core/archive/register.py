"""What a class says of itself as a register: where it is read, by whom, what of it comes first.

A class that says nothing is a register all the same, under «Altri registri», read by whoever reads
the screens and written by who arranges things: what its fields say is enough to begin with.
"""

from __future__ import annotations

from udp_core.kernel.vocabulary import Term


class Shelf(Term):
    """The heading under which a register stands among those that people read, in their order."""

    PLAN = "plan", "Piano e programma"
    FUND = "fund", "Fondi"
    FRNA = "frna", "FRNA"
    INDICATORS = "indicators", "Indicatori"
    PROJECTS = "projects", "Progetti"
    BODIES = "bodies", "Enti, organi e atti"
    REGULATIONS = "regulations", "Regolamenti, accordi e tariffe"
    SITTINGS = "sittings", "Sedute e decisioni"
    WHAT_IF = "what_if", "Scenari e variazioni"
    TERRITORY = "territory", "Territorio e popolazione"
    OFFICE = "office", "Ufficio di Piano"
    RULES = "rules", "Regole"
    SOURCES = "sources", "Fonti pubblicate"
    OTHER = "other", "Altri registri"


class Reader(Term):
    """Who reads the rows of a register, beside who writes them."""

    ALL = "all", "chi legge il cruscotto"
    SIGNED_IN = "signed_in", "chi è entrato"
    WRITERS = "writers", "chi lo scrive"
