"""What the heading of a column says: which of our fields, which unit, which phase.

Whole words only: likeness decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from udp_core.model.entity import Entity, specs
from udp_core.model.frna import ActivityMeasure, FrnaEntry
from udp_core.model.indicator import Measurement
from udp_core.model.intervention import Intervention, InterventionFunding
from udp_core.model.territory import Population
from udp_core.service.mapping.layout import plain
from udp_core.service.mapping.periods import length_said
from udp_core.vocabulary import ActivityUnit, ImportKind, Phase

ENTITY: dict[ImportKind, type[Entity]] = {
    ImportKind.FRNA_MONITORING: FrnaEntry,
    ImportKind.ACTIVITY: ActivityMeasure,
    ImportKind.SCHEDE: Intervention,
    ImportKind.SCHEDA_SPENDING: InterventionFunding,
    ImportKind.INDICATORS: Measurement,
    ImportKind.POPULATION: Population,
}
VALUES: dict[ImportKind, tuple[str, ...]] = {
    ImportKind.FRNA_MONITORING: ("amount_cents",),
    ImportKind.ACTIVITY: ("value",),
    ImportKind.INDICATORS: ("numerator", "denominator", "value"),
    ImportKind.POPULATION: ("residents",),
    ImportKind.SCHEDE: (),
    ImportKind.SCHEDA_SPENDING: ("amount_cents",),
}
"""The figures that a file of each kind brings."""
MAIN_VALUE: dict[ImportKind, str] = {
    ImportKind.FRNA_MONITORING: "amount_cents",
    ImportKind.ACTIVITY: "value",
    ImportKind.INDICATORS: "value",
    ImportKind.POPULATION: "residents",
    ImportKind.SCHEDA_SPENDING: "amount_cents",
}
"""The one figure that may stand in several columns, a column a month."""
AGE = "age"
"""A column of single ages, as Istat publishes them.

No field of ours, bands are added up from it.
"""

YEAR = "year"
"""The year that a row says: of the row itself, or of the fund that it belongs to."""

_COMUNE = (
    "comune",
    "comuni",
    "comune di residenza",
    "comune residenza",
    "nome comune",
    "denominazione comune",
    "territorio",
    "ente",
    "municipality",
    "codice istat",
    "cod istat",
    "istat",
    "codice istat comune",
    "codice istat del comune",
    "codice istat ente",
    "codice comune",
    "cod comune",
    "codice comune istat",
    "comune codice istat",
    "codcom",
    "codice comune formato numerico",
    "pro com",
    "pro com t",
    "procom",
    "procom t",
)
_VOCE = (
    "voce",
    "voci",
    "codice voce",
    "cod voce",
    "voce frna",
    "voce fna",
    "voce di spesa",
    "voce di bilancio",
    "descrizione voce",
    "servizio",
    "servizi",
    "intervento",
    "prestazione",
    "cod",
    "codice",
    "descrizione",
    "tipologia di servizio",
    "tipo servizio",
    "denominazione servizio",
    "service",
    "nome servizio",
    "linea di intervento",
    "attivita",
    "codice servizio",
)
_SOURCE = ("fonte", "fondo", "finanziamento", "fonte finanziamento", "fonte di spesa")
_CODE = ("codice", "cod", "n scheda", "numero scheda", "scheda", "codice scheda", "n")
_TITLE = ("titolo", "denominazione", "titolo scheda", "nome scheda")
OF_MONEY = frozenset({ImportKind.FRNA_MONITORING, ImportKind.SCHEDA_SPENDING})
"""Kinds whose figures are euro."""
_FIELDS: dict[ImportKind, dict[str, tuple[str, ...]]] = {
    ImportKind.FRNA_MONITORING: {
        "voce_id": _VOCE,
        "municipality_id": _COMUNE,
        "source_id": _SOURCE,
        "phase": ("fase", "tipo dato"),
    },
    ImportKind.ACTIVITY: {
        "voce_id": _VOCE,
        "municipality_id": _COMUNE,
        "unit": ("unita", "unita di misura", "um", "misura"),
        "phase": ("fase", "tipo dato"),
    },
    ImportKind.INDICATORS: {
        "indicator_id": (
            "indicatore",
            "indicatori",
            "codice indicatore",
            "cod indicatore",
            "nome indicatore",
            "codice",
            "indicator",
        ),
        "municipality_id": _COMUNE,
        "value": ("valore", "dato", "risultato", "valore indicatore", "valore rilevato"),
        "numerator": ("numeratore", "num"),
        "denominator": ("denominatore", "den"),
    },
    ImportKind.POPULATION: {
        "municipality_id": _COMUNE,
        "age_band": ("fascia", "fascia di eta", "fascia eta", "classe di eta", "classe eta"),
        "residents": (
            "residenti",
            "popolazione",
            "abitanti",
            "popolazione residente",
            "totale residenti",
            "numero abitanti",
            "numero residenti",
            "n residenti",
            "totale",
        ),
        AGE: ("eta", "eta anni"),
    },
    ImportKind.SCHEDE: {
        "code": _CODE,
        "title": _TITLE,
        "progress": (
            "avanzamento",
            "stato avanz",
            "stato avanzamento",
            "stato di avanzamento",
            "avanz",
            "percentuale di avanzamento",
        ),
        "area_id": ("ambito", "area", "ambito di intervento"),
        "lead_organisation_id": ("ente capofila", "capofila", "soggetto capofila"),
        "expected_users": ("destinatari previsti", "destinatari attesi", "utenti previsti"),
        "municipality_id": ("comune",),
    },
    ImportKind.SCHEDA_SPENDING: {
        "intervention_id": (*_CODE, *_TITLE),
        "municipality_id": _COMUNE,
        "source_id": _SOURCE,
        "phase": ("fase", "tipo dato"),
    },
}
_WHEN: dict[str, tuple[str, ...]] = {
    "year": (
        "anno",
        "esercizio",
        "anno di riferimento",
        "anno competenza",
        "anno di competenza",
        "annualita",
        "esercizio finanziario",
        "eserc",
        "eserc fin",
        "es fin",
        "e f",
        "ef",
        "anno finanziario",
        "anno rif",
        "year",
    ),
    "period_no": (
        "mese",
        "n mese",
        "numero mese",
        "mese di competenza",
        "mese competenza",
        "competenza",
        "mese di riferimento",
        "mese riferimento",
        "month",
        "periodo",
        "periodo di riferimento",
        "periodo di competenza",
        "trimestre",
        "trim",
        "n trimestre",
        "quarter",
        "mese anno",
        "bimestre",
        "quadrimestre",
        "semestre",
    ),
    "as_of": ("data rilevazione", "data di rilevazione", "situazione al", "dato al"),
}
_DAYS: tuple[str, ...] = (
    "data",
    "data competenza",
    "data di competenza",
    "data fattura",
    "data documento",
    "data mandato",
    "data pagamento",
    "data di pagamento",
    "data liquidazione",
    "data di liquidazione",
    "data registrazione",
    "data contabile",
    "data riferimento",
    "data di riferimento",
    "date",
)
"""Columns of days.

Where nothing nearer says the period of an amount or of an activity, the month and the year of the
day do.
"""
_DATED = frozenset({ImportKind.FRNA_MONITORING, ImportKind.ACTIVITY})
_NOT_OURS = frozenset(
    {"state", "data_state", "origin", "district_id", "fund_year_id", "programme_id", "period"}
)
"""Fields that a file of others does not decide by a heading that happens to have their name.

A period is read by its number.
"""
_EURO = frozenset(
    [
        "importo",
        "importi",
        "spesa",
        "spese",
        "costo",
        "costi",
        "euro",
        "eur",
        "liquidato",
        "liquidata",
        "impegnato",
        "impegnata",
        "pagato",
        "pagata",
        "mandati",
        "fatturato",
        "amount",
        "speso",
        "spesi",
        "consuntivo",
        "preventivo",
        "assestato",
        "preconsuntivo",
        "previsione",
        "stanziamento",
        "stanziato",
        "budget",
        "imponibile",
        "iva",
        "lordo",
        "netto",
        "cons",
        "consunt",
        "prev",
        "prevent",
        "ass",
        "assest",
        "precons",
        "budg",
        "bdg",
    ]
)
_UNITS: dict[str, ActivityUnit] = {
    "utenti": ActivityUnit.BENEFICIARIES,
    "utente": ActivityUnit.BENEFICIARIES,
    "beneficiari": ActivityUnit.BENEFICIARIES,
    "assistiti": ActivityUnit.BENEFICIARIES,
    "persone": ActivityUnit.BENEFICIARIES,
    "giornate": ActivityUnit.DAYS,
    "giorni": ActivityUnit.DAYS,
    "gg": ActivityUnit.DAYS,
    "ore": ActivityUnit.HOURS,
    "hours": ActivityUnit.HOURS,
    "posti": ActivityUnit.POSTS,
    "pasti": ActivityUnit.MEALS,
    "progetti": ActivityUnit.PROJECTS,
    "valutazioni": ActivityUnit.ASSESSMENTS,
    "iniziative": ActivityUnit.INITIATIVES,
    "beneficiaries": ActivityUnit.BENEFICIARIES,
    "days": ActivityUnit.DAYS,
}
_ANY_ACTIVITY = frozenset({"valore", "dato", "quantita", "attivita", "numero", "qta"})
_PHASES: dict[str, Phase] = {
    "consuntivo": Phase.FINAL,
    "consuntivi": Phase.FINAL,
    "speso": Phase.FINAL,
    "sostenuta": Phase.FINAL,
    "preventivo": Phase.BUDGET,
    "previsione": Phase.BUDGET,
    "budget": Phase.BUDGET,
    "previsto": Phase.BUDGET,
    "programmato": Phase.BUDGET,
    "assestato": Phase.BUDGET,
    "stanziamento": Phase.BUDGET,
    "stanziato": Phase.BUDGET,
    "preconsuntivo": Phase.FORECAST,
    "proiezione": Phase.FORECAST,
}
_SHORT_PHASES: dict[str, Phase] = {
    "cons": Phase.FINAL,
    "consunt": Phase.FINAL,
    "prev": Phase.BUDGET,
    "prevent": Phase.BUDGET,
    "ass": Phase.BUDGET,
    "assest": Phase.BUDGET,
    "budg": Phase.BUDGET,
    "bdg": Phase.BUDGET,
    "precons": Phase.FORECAST,
}
"""How a phase is cut short over a column of figures.

In a title such letters may stand for other words.
"""
_SMALL = frozenset(
    {"di", "del", "della", "da", "a", "su", "con", "fondi", "fondo", "fonte", "risorse", "quota"}
)
_YEAR = re.compile(r"20\d\d")
_BEFORE_FINAL = re.compile(r"\bpre (?=cons)")


def fields_named(kind: ImportKind, words: tuple[str, ...]) -> tuple[str, ...]:
    """Our fields that a heading may be, from its whole words and from the words of each of its
    rows; the first that names one decides.
    """
    known = _fields_of(kind)
    for said in dict.fromkeys(filter(None, map(plain, words))):
        if found := known.get(said) or _of_a_year(known, said):
            return found
    return ()


def _of_a_year(known: Mapping[str, tuple[str, ...]], said: str) -> tuple[str, ...]:
    """«Trimestre 2026» says when, as «Trimestre» does.

    A figure of a year is not the figure of another.
    """
    found = known.get(" ".join(word for word in said.split() if not _YEAR.fullmatch(word)), ())
    return found if found == ("period_no",) else ()


def _fields_of(kind: ImportKind) -> Mapping[str, tuple[str, ...]]:
    if kind not in _KEPT:
        _KEPT[kind] = _all_of(kind)
    return _KEPT[kind]


_KEPT: dict[ImportKind, Mapping[str, tuple[str, ...]]] = {}


def _all_of(kind: ImportKind) -> dict[str, tuple[str, ...]]:
    known = specs(ENTITY[kind])
    found: dict[str, tuple[str, ...]] = {}
    own = _FIELDS[kind]
    when = [one for one in _WHEN if one in known or (one == YEAR and "fund_year_id" in known)]
    for name, words in [*own.items(), *((one, _WHEN[one]) for one in when)]:
        for word in words:
            found[word] = (*found.get(word, ()), name)
    for name, spec in known.items():
        if name not in _NOT_OURS and plain(spec.label) not in found:
            found[plain(spec.label)] = (name,)
    for name in known:
        if name not in _NOT_OURS:
            found.setdefault(plain(name), (name,))
    if kind in _DATED:
        found |= dict.fromkeys(_DAYS, ("period_no",))
    if kind is ImportKind.SCHEDE:
        found["stato"] = ("state",)
    return found


def is_amount(kind: ImportKind, heading: str) -> bool:
    """True where a heading speaks of the figure of the kind.

    Euro of a monitoring, a measure of the activity.
    """
    words = set(plain(heading.replace("€", " euro ")).split())
    if kind in OF_MONEY:
        return bool(words & _EURO)
    return kind is ImportKind.ACTIVITY and bool(words & (_ANY_ACTIVITY | set(_UNITS)))


def source_in(heading: str) -> str:
    """The words of a column of euro that are left to say the source: «FSL» of «Speso FSL».

    Nothing where it says only euro.
    """
    idle = _EURO | _PHASES.keys() | _SHORT_PHASES.keys() | _SMALL
    return " ".join(
        word
        for word in heading.replace("€", " ").split()
        if plain(word) and not set(plain(word).split()) <= idle
    )


def unit_in(heading: str) -> ActivityUnit | None:
    """The unit of activity that a heading names."""
    return next((_UNITS[word] for word in plain(heading).split() if word in _UNITS), None)


def phase_in(heading: str, *, cut_short: bool = False) -> Phase | None:
    """The phase that a title names, or the heading of a column, where words may be `cut_short`
    («Cons.»).
    """
    known = _PHASES | _SHORT_PHASES if cut_short else _PHASES
    words = _BEFORE_FINAL.sub("pre", plain(heading)).split()
    return next((known[word] for word in words if word in known), None)


def nearness(heading: str) -> int:
    """How near a column that says when is to the period of a figure.

    Its month, then a longer period, then a mere day.
    """
    said = plain(heading)
    if said in _DAYS:
        return 2
    return 1 if (length_said(said) or 1) > 1 else 0
