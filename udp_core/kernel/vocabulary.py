"""The field's standard terms: closed lists, each member with the Italian word shown on screen."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Term(StrEnum):
    """A closed list: members are `value, label`; the value is stored, the label is shown."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        """Make a member that is its own stored value."""
        if not label:
            raise ValueError(f"{cls.__name__} {value} has no label")
        member = str.__new__(cls, value)
        member._value_, member.label = value, label
        return member

    @classmethod
    def of(cls, value: str) -> Self:
        """The member stored as `value`; ValueError where there is none."""
        return cls(value)  # type: ignore[call-arg]  # looked up by value, no label wanted


class Origin(Term):
    """Whether a figure is real or made up to show the product."""

    REAL = "real", "dato reale"
    DEMO = "demo", "dato dimostrativo"


class Trust(Term):
    """How far a parameter can be believed."""

    OFFICIAL = "official", "ufficiale"
    PRESS = "press", "da stampa"
    ESTIMATE = "estimate", "stima"
    UNVERIFIED = "unverified", "da verificare"
    DEMO = "demo", "valore dimostrativo, non ufficiale"


class DataState(Term):
    """How far a figure has been checked; validated ones are locked."""

    DRAFT = "draft", "bozza"
    CONFIRMED = "confirmed", "confermato"
    VALIDATED = "validated", "validato"


class AmountStatus(Term):
    """Whether a higher body's assignment is an estimate or official."""

    ESTIMATED = "estimated", "presunta"
    OFFICIAL = "official", "definitiva"


class Phase(Term):
    """The plan, the estimate of year end, the accounts."""

    BUDGET = "budget", "preventivo"
    FORECAST = "forecast", "preconsuntivo"
    FINAL = "final", "consuntivo"


class PeriodKind(Term):
    """What a figure covers."""

    YEAR = "year", "anno"
    QUARTER = "quarter", "trimestre"
    MONTH = "month", "mese"


class AgeBand(Term):
    """Ages of residents. Bands overlap: they are never summed."""

    TOTAL = "total", "residenti"
    AGE_0_2 = "0_2", "residenti 0-2 anni"
    AGE_0_17 = "0_17", "residenti 0-17 anni"
    AGE_14_29 = "14_29", "residenti 14-29 anni"
    AGE_18_34 = "18_34", "residenti 18-34 anni"
    AGE_18_64 = "18_64", "residenti 18-64 anni"
    AGE_65_PLUS = "65_plus", "residenti di 65 anni e più"
    AGE_75_PLUS = "75_plus", "residenti di 75 anni e più"


class OrganisationKind(Term):
    """Who takes part."""

    MUNICIPALITY = "municipality", "Comune"
    MUNICIPAL_UNION = "municipal_union", "Unione di Comuni"
    CONSORTIUM = "consortium", "consorzio"
    SPECIAL_COMPANY = "special_company", "azienda speciale consortile"
    HEALTH_AUTHORITY = "health_authority", "Azienda USL"
    REGION = "region", "Regione"
    PROVINCE = "province", "Provincia"
    ASP = "asp", "azienda di servizi alla persona"
    COOPERATIVE = "cooperative", "cooperativa sociale"
    ASSOCIATION = "association", "associazione"
    UNION = "union", "organizzazione sindacale"
    SCHOOL = "school", "scuola o ente di formazione"
    OTHER = "other", "altro ente"


class BodyKind(Term):
    """Bodies that decide."""

    DISTRICT_COMMITTEE = "district_committee", "Comitato di Distretto"
    CTSS = "ctss", "Conferenza territoriale sociale e sanitaria"
    REGIONAL_GOVERNMENT = "regional_government", "Giunta regionale"
    MUNICIPAL_COUNCIL = "municipal_council", "Consiglio comunale"
    MUNICIPAL_GOVERNMENT = "municipal_government", "Giunta comunale"


class ActKind(Term):
    """Kinds of act."""

    REGIONAL_RESOLUTION = "regional_resolution", "deliberazione di Giunta regionale"
    ASSEMBLY_RESOLUTION = "assembly_resolution", "deliberazione dell’Assemblea legislativa"
    REGIONAL_LAW = "regional_law", "legge regionale"
    CTSS_RESOLUTION = "ctss_resolution", "deliberazione CTSS"
    COMMITTEE_DECISION = "committee_decision", "decisione del Comitato di Distretto"
    AGREEMENT = "agreement", "accordo di programma"
    MUNICIPAL_RESOLUTION = "municipal_resolution", "deliberazione di Giunta comunale"
    OTHER = "other", "altro atto"


class ActState(Term):
    """Life of an act."""

    DRAFT = "draft", "bozza"
    ADOPTED = "adopted", "adottato"
    APPROVED = "approved", "approvato"
    REPEALED = "repealed", "abrogato"


class StaffCategory(Term):
    """Category of a position."""

    MANAGER = "manager", "dirigente o responsabile"
    COORDINATOR = "coordinator", "coordinatore"
    D = "d", "categoria D"
    C = "c", "categoria C"
    HEALTH = "health", "professionista sanitario"


class Role(Term):
    """What somebody who signs in may do, inside the scope of the mandate."""

    COMMITTEE = "committee", "componente del Comitato"
    AREA_EDITOR = "area_editor", "referente di ambito"
    MUNICIPALITY_EDITOR = "municipality_editor", "referente di Comune"
    COORDINATOR = "coordinator", "coordinatore dell’Ufficio di Piano"
    ADMINISTRATOR = "administrator", "amministratore"


class TransferState(Term):
    """Life of a transfer between voci."""

    PROPOSED = "proposed", "proposto"
    APPROVED = "approved", "approvato"
    REJECTED = "rejected", "respinto"


class ImportKind(Term):
    """Files of the kinds seen in the field."""

    FRNA_MONITORING = "frna_monitoring", "monitoraggio FRNA per voce"
    ACTIVITY = "activity", "attività per servizio"
    SCHEDE = "schede", "schede del programma"
    SCHEDA_SPENDING = "scheda_spending", "spesa delle schede"
    INDICATORS = "indicators", "valori degli indicatori"
    POPULATION = "population", "popolazione"


class PlanKind(Term):
    """Kinds of plan."""

    ZONE = "zone", "Piano di zona per la salute e il benessere sociale"
    FRNA = "frna", "Piano delle attività per la non autosufficienza"
    POVERTY = "poverty", "Piano di contrasto alla povertà"


class PlanState(Term):
    """Life of a plan and of an annual programme (DOMAIN.md 5.3)."""

    DRAFT = "draft", "bozza"
    CONSULTATION = "consultation", "in consultazione"
    AGREED = "agreed", "concordato in Comitato"
    SIGNED = "signed", "sottoscritto"
    TRANSMITTED = "transmitted", "trasmesso alla Regione"
    IN_FORCE = "in_force", "in vigore"
    CLOSED = "closed", "chiuso"


class InterventionState(Term):
    """Life of a scheda."""

    PROPOSED = "proposed", "proposta"
    APPROVED = "approved", "approvata"
    ACTIVE = "active", "in corso"
    SUSPENDED = "suspended", "sospesa"
    COMPLETED = "completed", "conclusa"
    NOT_REALISED = "not_realised", "non realizzata"


class DeliveryType(Term):
    """How a service reaches people."""

    FACILITY = "facility", "struttura"
    HOME = "home", "domicilio"
    TERRITORIAL = "territorial", "servizio territoriale"
    ECONOMIC = "economic", "intervento economico"
    SINGLE = "single", "prestazioni singole"
    INITIATIVE = "initiative", "iniziativa"
    SYSTEM = "system", "azione di sistema"


class RecipientType(Term):
    """Whom it is for."""

    PERSON = "person", "persona"
    FAMILY = "family", "famiglia"
    COMMUNITY = "community", "comunità"


class Territory(Term):
    """Where a scheda acts."""

    DISTRICT = "district", "intero distretto"
    MUNICIPALITY = "municipality", "un solo Comune"
    SUPRA_DISTRICT = "supra_district", "sovradistrettuale"


class PartnerRole(Term):
    """What a partner does in a scheda."""

    MANAGER = "manager", "gestore"
    PARTNER = "partner", "partner"
    FUNDER = "funder", "finanziatore"


class SourceKind(Term):
    """Where money comes from (DOMAIN.md 5.2)."""

    FRNA = "frna", "FRNA"
    FNA = "fna", "Fondo nazionale non autosufficienze"
    FSL = "fsl", "Fondo sociale locale"
    FNPS = "fnps", "Fondo nazionale politiche sociali"
    POVERTY = "poverty", "Fondo povertà"
    AUSL = "ausl", "Azienda USL"
    MUNICIPALITY = "municipality", "Comuni"
    REGION = "region", "altri fondi regionali"
    NATIONAL = "national", "altri fondi nazionali"
    EUROPE = "europe", "fondi europei e PNRR"
    PRIVATE = "private", "privati e fondazioni"
    USERS = "users", "utenti"


class AccountingRegime(Term):
    """Comuni commit (impegno), AUSL use (utilizzo): the word shown differs (DOMAIN.md 7.1)."""

    FINANCIAL = "financial", "contabilità finanziaria"
    ACCRUAL = "accrual", "contabilità economico-patrimoniale"


class AllocationLine(Term):
    """Lines on which a fund is assigned (DOMAIN.md 4.2)."""

    ELDERLY = "elderly", "quota anziani"
    DISABLED = "disabled", "quota disabili"
    GRAD = "grad", "gravissime disabilità acquisite"
    SPECIAL_MANAGEMENT = "special_management", "gestioni particolari"
    EARMARKED = "earmarked", "quota vincolata"
    NATIONAL = "national", "quota nazionale"
    OTHER = "other", "altra quota"


class FrnaArea(Term):
    """Areas of the FRNA voci."""

    ELDERLY = "elderly", "anziani"
    DISABLED = "disabled", "disabili"
    CROSS = "cross", "attività trasversali"


class MacroSection(Term):
    """Macro-sections: day centres and respite are inside domiciliarità (DOMAIN.md 4.3)."""

    RESIDENTIAL = "residential", "assistenza residenziale"
    DOMICILIARY = "domiciliary", "domiciliarità e sostegno alle famiglie"
    ACCESS = "access", "accesso e presa in carico"
    CROSS_CUTTING = "cross_cutting", "attività trasversali"


class ActivityUnit(Term):
    """What activity is counted in."""

    POSTS = "posts", "posti"
    DAYS = "days", "giornate"
    HOURS = "hours", "ore"
    BENEFICIARIES = "beneficiaries", "beneficiari"
    PROJECTS = "projects", "progetti"
    MEALS = "meals", "pasti"
    ASSESSMENTS = "assessments", "valutazioni"
    INITIATIVES = "initiatives", "iniziative"
    NONE = "none", "senza unità"

    @property
    def counts_people(self) -> bool:
        """Whether it counts who is served: few of them are not told in public."""
        return self is ActivityUnit.BENEFICIARIES


class Payer(Term):
    """Who pays a share of a service."""

    FRNA = "frna", "FRNA"
    MUNICIPALITY = "municipality", "Comune"
    USER = "user", "utente"
    HEALTH = "health", "sanità"
    WHOLE = "whole", "costo intero"


class RuleLevel(Term):
    """What happens when a rule is broken."""

    BLOCK = "block", "impedisce"
    WARN = "warn", "avverte"
    INFO = "info", "informa"


class IndicatorLevel(Term):
    """What an indicator is measured on."""

    DISTRICT = "district", "distretto"
    MUNICIPALITY = "municipality", "Comune"
    INTERVENTION = "intervention", "scheda"


class Direction(Term):
    """Which way is better."""

    UP = "up", "meglio se cresce"
    DOWN = "down", "meglio se cala"
    BAND = "band", "meglio se resta nella fascia"
    INFO = "info", "solo conoscitivo"


class Frequency(Term):
    """How often an indicator is measured."""

    MONTHLY = "monthly", "mensile"
    QUARTERLY = "quarterly", "trimestrale"
    HALF_YEARLY = "half_yearly", "semestrale"
    YEARLY = "yearly", "annuale"


class StatusLevel(Term):
    """The traffic light: always shape, word and colour together. Grey is not red."""

    ON_TRACK = "on_track", "in linea"
    ATTENTION = "attention", "attenzione"
    CRITICAL = "critical", "critico"
    STALE = "stale", "dati da aggiornare"


class ForecastMethod(Term):
    """How the rest of a year was estimated."""

    ACTUAL = "actual", "dodici mesi comunicati"
    SEASONAL = "seasonal", "ritmo dell’anno con la stagionalità degli anni passati"
    RUN_RATE = "run_rate", "ritmo medio dei mesi comunicati"
    PAST_AVERAGE = "past_average", "media degli anni passati"


class Right(StrEnum):
    """What somebody asks to do."""

    READ = "read"
    ENTER = "enter"
    """Write or change values, as drafts."""
    CONFIRM = "confirm"
    """Say of one's own drafts that they are right."""
    VALIDATE = "validate"
    """Check and lock what others confirmed; reopen it for a correction."""
    ARRANGE = "arrange"
    """Change what exists: plans, schede, funds, voci, indicators, states, transfers."""
    PROPOSE = "propose"
    """Ask for a transfer or a change that somebody else decides."""
    ADMINISTER = "administer"
    """Accounts and mandates."""
