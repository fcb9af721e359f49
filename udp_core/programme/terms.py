"""The closed lists of schede."""

from __future__ import annotations

from udp_core.kernel.vocabulary import Term


class PolicySector(Term):
    """Other policies that a scheda integrates."""

    HEALTH = "health", "sanità"
    EDUCATION = "education", "scuola"
    TRAINING = "training", "formazione"
    LABOUR = "labour", "lavoro"
    HOUSING = "housing", "casa"
    CULTURE = "culture", "cultura e sport"
    JUSTICE = "justice", "giustizia"
    MOBILITY = "mobility", "mobilità"
    PLANNING = "planning", "urbanistica"
    ENVIRONMENT = "environment", "ambiente"
