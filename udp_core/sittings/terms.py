"""Words of the sittings: who sits, how many are needed, what is decided and how."""

from __future__ import annotations

from udp_core.kernel.vocabulary import Term


class QuorumRule(Term):
    """How many must be present for the body to decide."""

    MORE_THAN_HALF = "more_than_half", "più della metà dei componenti"
    AT_LEAST_HALF = "at_least_half", "almeno la metà dei componenti"
    ONE_THIRD = "one_third", "almeno un terzo dei componenti"
    TWO_THIRDS = "two_thirds", "almeno due terzi dei componenti"


class MajorityRule(Term):
    """How many votes in favour are needed."""

    VOTES = "votes", "più voti favorevoli che contrari"
    PRESENT = "present", "la maggioranza dei presenti"
    MEMBERS = "members", "la maggioranza dei componenti"
    TWO_THIRDS_PRESENT = "two_thirds_present", "due terzi dei presenti"


class MemberRole(Term):
    """What somebody is in a body."""

    CHAIR = "chair", "presidente"
    MEMBER = "member", "componente"
    SECRETARY = "secretary", "segretario verbalizzante"
    GUEST = "guest", "invitato permanente"


class SittingState(Term):
    """How far a sitting has gone (DOMAIN.md 12.3)."""

    PLANNED = "planned", "prevista"
    CONVENED = "convened", "convocata"
    OPEN = "open", "aperta"
    CLOSED = "closed", "chiusa"
    APPROVED = "approved", "verbale approvato"


class ItemKind(Term):
    """What the body does with an item."""

    INFORMATION = "information", "informativa"
    DECISION = "decision", "decisione"


class Presence(Term):
    """Whether a member is there."""

    PRESENT = "present", "presente"
    DELEGATED = "delegated", "presente per delega"
    EXCUSED = "excused", "assente giustificato"
    ABSENT = "absent", "assente"


class MomentKind(Term):
    """What happens while a sitting is open."""

    LEFT = "left", "esce"
    RETURNED = "returned", "entra"
    SUSPENDED = "suspended", "la seduta è sospesa"
    RESUMED = "resumed", "la seduta riprende"


class VoteChoice(Term):
    """How a member voted, or why they did not."""

    FOR = "for", "favorevole"
    AGAINST = "against", "contrario"
    ABSTAINED = "abstained", "astenuto"
    CONFLICT = "conflict", "non vota per conflitto di interessi"


class DecisionOutcome(Term):
    """What became of a proposal."""

    APPROVED = "approved", "approvata"
    REJECTED = "rejected", "respinta"
    POSTPONED = "postponed", "rinviata"


class PlanSubject(Term):
    """What a corrective plan is about."""

    FUND = "fund", "fondo"
    AREA = "area", "ambito"
    VOCE = "voce", "voce"
    SCHEDA = "scheda", "scheda"
    INDICATOR = "indicator", "indicatore"
