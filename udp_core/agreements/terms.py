"""Words of agreements and regulations."""

from __future__ import annotations

from udp_core.kernel.vocabulary import Term


class NormKind(Term):
    """Where a rule of law comes from."""

    STATE_LAW = "state_law", "legge dello Stato"
    STATE_DECREE = "state_decree", "decreto dello Stato"
    REGIONAL_LAW = "regional_law", "legge regionale"
    REGIONAL_RESOLUTION = "regional_resolution", "deliberazione regionale"
    OTHER = "other", "altra norma"


class AgreementKind(Term):
    """What two or more bodies sign."""

    CONVENTION = "convention", "convenzione"
    PROGRAMME = "programme", "accordo di programma"
    PROTOCOL = "protocol", "protocollo d’intesa"
    OTHER = "other", "altro accordo"


class AgreementState(Term):
    """How far an agreement has gone."""

    DRAFT = "draft", "in preparazione"
    SIGNING = "signing", "alla firma"
    IN_FORCE = "in_force", "in vigore"
    ENDED = "ended", "cessato"


class Renewal(Term):
    """What happens at the end of an agreement."""

    EXPRESS = "express", "rinnovo espresso"
    TACIT = "tacit", "rinnovo tacito"
    NONE = "none", "non rinnovabile"


class RegulationKind(Term):
    """What a regulation rules."""

    ACCESS = "access", "accesso ai servizi"
    COPAYMENT = "copayment", "compartecipazione alla spesa"
    OFFICE = "office", "Ufficio di Piano"
    ASSOCIATED = "associated", "servizio associato"


class RegulationState(Term):
    """The life of a regulation."""

    PROPOSED = "proposed", "in proposta"
    ADOPTED = "adopted", "adottato"
    PUBLISHED = "published", "pubblicato"
    IN_FORCE = "in_force", "in vigore"
    AMENDED = "amended", "in vigore, modificato"
    REPEALED = "repealed", "abrogato"


class ProcessState(Term):
    """Whether a process works."""

    PLANNED = "planned", "da avviare"
    ACTIVE = "active", "attivo"
    REVISION = "revision", "in revisione"
    STOPPED = "stopped", "sospeso"


class ToolKind(Term):
    """What the social and the health side use together."""

    ASSESSMENT = "assessment", "strumento di valutazione"
    PROCEDURE = "procedure", "procedura"
    FORM = "form", "modulo o scheda"
    SYSTEM = "system", "sistema informativo"
    TEAM = "team", "équipe o unità di valutazione"


class Responsibility(Term):
    """What a body is in a process: R, A, C, I."""

    RESPONSIBLE = "responsible", "esegue (R)"
    ACCOUNTABLE = "accountable", "risponde (A)"
    CONSULTED = "consulted", "è consultato (C)"
    INFORMED = "informed", "è informato (I)"
