"""The closed lists of the plan: levels of objectives, care, phases, remarks, outcomes, changes."""

from __future__ import annotations

from udp_core.kernel.vocabulary import PlanState, Term

NOT_YET_DECIDED = frozenset({PlanState.DRAFT, PlanState.CONSULTATION})
"""The states in which a plan or a programme is still being written."""


class GuidelineKind(Term):
    """What a body gives to who plans."""

    DIRECTION = "direction", "indirizzo"
    GUIDELINES = "guidelines", "linee guida"


class ObjectiveLevel(Term):
    """From the whole to the part: the objectives under one are of the levels that follow it."""

    GENERAL = "general", "generale"
    STRATEGIC = "strategic", "strategico"
    SPECIFIC = "specific", "specifico"


class CareScope(Term):
    """Whose work an objective is: of the social services, of social and health ones together."""

    SOCIAL = "social", "sociale"
    HEALTH_SOCIAL = "health_social", "sociosanitario"
    BOTH = "both", "sociale e sociosanitario"


class CycleStage(Term):
    """The part of the cycle that a phase is of: the plan does not end when it is written."""

    ANALYSIS = "analysis", "analisi"
    PROGRAMMING = "programming", "programmazione"
    ADOPTION = "adoption", "approvazione"
    UPDATE = "update", "aggiornamento"
    CHECK = "check", "verifica"
    ACCOUNTS = "accounts", "rendicontazione"
    SUPERVISION = "supervision", "autorizzazione e vigilanza"
    EVALUATION = "evaluation", "valutazione"


class RemarkState(Term):
    """What became of a remark on a draft."""

    RECEIVED = "received", "ricevuta"
    ACCEPTED = "accepted", "accolta"
    PARTLY = "partly", "accolta in parte"
    REJECTED = "rejected", "respinta"


class OutcomeResult(Term):
    """What became of an objective at the end of the plan."""

    ACHIEVED = "achieved", "realizzato"
    PARTLY = "partly", "realizzato in parte"
    NOT_ACHIEVED = "not_achieved", "non realizzato"


class FollowUp(Term):
    """What the next plan does with an objective."""

    KEEP = "keep", "mantenere"
    DEVELOP = "develop", "sviluppare"
    CLOSE = "close", "chiudere"


class ChangeState(Term):
    """Life of a proposal to change the plan."""

    PROPOSED = "proposed", "proposta"
    APPROVED = "approved", "approvata"
    REJECTED = "rejected", "respinta"
    CARRIED_OUT = "carried_out", "attuata"


class Relevance(Term):
    """How much an existing document has to say to the plan."""

    HIGH = "high", "alta"
    MEDIUM = "medium", "media"
    LOW = "low", "bassa"
