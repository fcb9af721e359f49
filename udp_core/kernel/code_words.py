"""The words by which people know the codes of rules and of unit costs.

What is shown in their place, and read back.

These lists are open: a rule of another region has codes of its own, and what has no word here is
its own word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from udp_core.kernel.vocabulary import AllocationLine

_NAMED, _REST = "{a}", "{b}"


@dataclass(frozen=True, slots=True)
class Composed:
    """Codes made of parts, and words made of the same: `{a}` is one of `names`, `{b}` any code."""

    code: str
    words: str
    names: Mapping[str, str] = field(default_factory=dict)

    def of(self, code: str) -> str | None:
        """The words of a code of this form."""
        return _turned(self.code, self.words, self.names, code)

    def code_of(self, words: str) -> str | None:
        """The code of words of this form."""
        names = {said.casefold(): code for code, said in self.names.items()}
        return _turned(self.words, self.code, names, words, flags=re.IGNORECASE)


def _turned(
    form: str, other: str, names: Mapping[str, str], text: str, flags: int = 0
) -> str | None:
    """A text of a form, in the other form."""
    pattern = (
        re.escape(form)
        .replace(re.escape(_NAMED), r"(?P<a>[^,]+?)")
        .replace(re.escape(_REST), r"(?P<b>\S+)")
    )
    found = re.fullmatch(pattern, text, flags)
    if found is None:
        return None
    parts = found.groupdict()
    if "a" in parts:
        key = parts["a"].casefold() if flags else parts["a"]
        if key not in names:
            return None
        other = other.replace(_NAMED, names[key])
    return other.replace(_REST, parts.get("b") or "")


@dataclass(frozen=True, slots=True, eq=False)
class CodeWords:
    """What the codes of a field are called."""

    plain: Mapping[str, str]
    composed: tuple[Composed, ...] = ()

    def of(self, code: str) -> str:
        """The words of a code; a code that has none is its own."""
        return self.plain.get(code) or _first(one.of(code) for one in self.composed) or code

    def code_of(self, words: str) -> str:
        """The code that these words, or this code in any capitals, mean.

        What is not known is taken as a code.
        """
        same = " ".join(words.replace("’", "'").split())
        return (
            self._plain_code(same.casefold())
            or _first(one.code_of(same) for one in self.composed)
            or words
        )

    def _plain_code(self, words: str) -> str | None:
        return next(
            (
                code
                for code, said in self.plain.items()
                if words in {said.casefold(), code.casefold()}
            ),
            None,
        )


def _first(found: Iterable[str | None]) -> str | None:
    return next((one for one in found if one is not None), None)


_SOURCES = {
    "frna": "FRNA",
    "fna": "FNA",
    "fsl": "FSL",
    "fnps": "FNPS",
    "pnrr": "PNRR",
    "poverta": "fondo povertà",
    "ausl": "Azienda USL",
    "comuni": "Comuni",
    "regione-altri": "altri fondi regionali",
    "nazionali-altri": "altri fondi nazionali",
    "dopo-di-noi": "Dopo di noi",
    "vita-indipendente": "vita indipendente",
    "caregiver": "caregiver familiari",
    "privati": "privati e fondazioni",
    "utenti": "utenti",
}
_LINES = {line.value: line.label for line in AllocationLine}
_ITEMS = {
    "day": "giornata",
    "day-rise": "giornata, aumento",
    "day-second-centre": "giornata in un secondo centro",
    "hour": "ora",
    "transport": "trasporto",
    "fee-rise": "retta, aumento",
    "fee-other-source": "retta secondo un'altra fonte",
    "fee-relief-isee-12000": "agevolazione sulla retta, ISEE fino a 12.000 €",
    "fee-relief-isee-20000": "agevolazione sulla retta, ISEE fino a 20.000 €",
    "manager-raise": "tariffa ai gestori, adeguamento",
    "manager-raise-private": "tariffa ai gestori privati, adeguamento",
    "manager-raise-one-contract": "tariffa ai gestori con un solo contratto, adeguamento",
    "private-month": "mese in una struttura privata",
    "added-contribution": "contributo aggiuntivo",
    "allowance-a": "assegno, livello A",
    "allowance-b": "assegno, livello B",
    "allowance-c": "assegno, livello C",
    "allowance-base": "assegno base",
    "allowance-high": "assegno più alto",
    "allowance-month-low": "assegno mensile minimo",
    "allowance-month-high": "assegno mensile massimo",
    "grad-base": "assegno GRAD base",
    "grad-high": "assegno GRAD più alto",
    "grad-range-low": "assegno GRAD minimo",
    "grad-range-high": "assegno GRAD massimo",
}
_PLAIN_ITEMS = {code: words for code, words in _ITEMS.items() if "," not in words}

SOURCES = CodeWords(_SOURCES)
"""Funds and other sources, in short: a fund that the product does not know keeps its own name."""

ITEMS = CodeWords(_ITEMS)
"""What a unit cost is the cost of."""

RULES = CodeWords(
    {
        "ALERT": "scadenze",
        "ALLOCATION": "riparto",
        "CALENDAR": "calendario",
        "FEE-RELIEF": "agevolazioni sulle rette",
        "FNPS": "quote del FNPS",
        "FUND": "giudizio sul fondo",
        "LEPS": "livelli essenziali (LEPS)",
        "PLAN": "Piano di Zona",
        "QUORUM": "numero legale",
        "QUOTA": "quote vincolate",
        "REPORT": "bilancio sociale",
        "SHARING": "attività trasversali",
        "SMALL-NUMBERS": "piccoli numeri",
        "STATUS": "semafori",
        "TRANSPORT": "trasporti",
    }
)
"""What the rules of a kind are about; K1-K15 are called so."""

PARAMETERS = CodeWords(
    {
        "accreditation_days": "giorni prima, accreditamenti",
        "agreement_days": "giorni prima, convenzioni",
        "regulation_days": "giorni prima, regolamenti",
        "complaint_days": "giorni per rispondere a un reclamo",
        "elderly_per_75": "quota anziani per residente di 75 anni e più",
        "fund_per_75_reggio": "fondo per residente di 75 anni e più, Reggio Emilia",
        "allocation_month": "mese dell'assegnazione",
        "forecast_month": "mese del preconsuntivo",
        "validation_month": "mese della validazione",
        "band1_amount": "importo della prima fascia",
        "band1_isee_max": "ISEE massimo della prima fascia",
        "band2_amount": "importo della seconda fascia",
        "band2_isee_max": "ISEE massimo della seconda fascia",
        "regional_budget": "stanziamento regionale",
        "yearly_saving_low": "risparmio annuo minimo",
        "yearly_saving_high": "risparmio annuo massimo",
        "large_family_isee_max": "ISEE massimo delle famiglie numerose",
        "access_min": "accesso, minimo",
        "access_max": "accesso, massimo",
        "home_min": "domiciliarità, minimo",
        "home_max": "domiciliarità, massimo",
        "community_min": "servizi di comunità, minimo",
        "community_max": "servizi di comunità, massimo",
        "residential_min": "servizi residenziali, minimo",
        "residential_max": "servizi residenziali, massimo",
        "income_min": "sostegno al reddito, minimo",
        "income_max": "sostegno al reddito, massimo",
        "minors_min": "minori, minimo",
        "attention_low": "attenzione, da",
        "attention_high": "attenzione, fino a",
        "on_track_low": "in linea, da",
        "on_track_high": "in linea, fino a",
        "reported_min": "programma con dati, minimo",
        "approved_plan": "piano approvato",
        "scenario": "scenario",
        "eligibility": "voci ammesse",
        "tolerance": "tolleranza",
        "full_coverage": "copertura intera",
        "severe_share_min": "quota minima per i gravissimi",
        "fall_max": "calo massimo",
        "cra_fee_max": "retta massima in CRA",
        "cra_fee_rise": "aumento della retta in CRA",
        "cra_fee_rise_percent": "aumento della retta in CRA, in percentuale",
        "regional_tariff": "tariffa regionale",
        "isee_max": "ISEE massimo",
        "added_amount": "importo aggiuntivo",
        "added_hours_min": "ore minime per l'importo aggiuntivo",
        "added_isee_max": "ISEE massimo per l'importo aggiuntivo",
        "disabled_isee_max": "ISEE massimo per i disabili",
        "posts_order": "ordine dei posti",
        "occupancy": "posti occupati",
        "observed_share": "quota osservata",
        "share_max": "quota massima",
        "not_convertible": "non trasformabile",
        "one_off": "una volta sola",
        "additional": "aggiunta alla spesa",
        "grant_to_4000": "contributo fino a 1 ogni 4.000 residenti",
        "grant_to_5000": "contributo fino a 1 ogni 5.000 residenti",
        "nursery_coverage": "copertura dei nidi",
        "residents_per_worker": "residenti per assistente sociale",
        "residents_per_worker_goal": "residenti per assistente sociale, obiettivo",
        "residents_per_worker_grant": "residenti per assistente sociale, inizio del contributo",
        "years": "anni",
        "social_report_years": "anni coperti",
        "members_over": "presenti, più di",
        "votes_over": "voti favorevoli, più di",
        "unassigned": "da programmare",
        "elderly_share": "parte dell'area anziani",
        "disabled_share": "parte dell'area disabili",
        "people_min": "soglia per le persone",
        "other_min": "soglia per ogni altro conteggio",
        "area_critical_money": "risorse di un ambito critico",
        "area_worrying_money": "risorse di un ambito da guardare",
        "attention_min": "attenzione, minimo",
        "intervention_fresh_days": "giorni, scheda aggiornata",
        "on_track_min": "in linea, minimo",
        "over_budget": "oltre il programmato",
        "spending_ahead": "spesa in anticipo",
        "stale_days": "giorni, dato da aggiornare",
        "voce_on_track": "voce in linea",
        "voce_over": "voce, in più",
        "voce_under": "voce, in meno",
    },
    (
        Composed("source.{a}.{b}", "fonte {a}, voce {b}", _SOURCES),
        Composed("source.{a}", "fonte {a}", _SOURCES),
        Composed("line.{a}.{b}", "linea {a}, voce {b}", _LINES),
        Composed("line.{a}", "linea {a}", _LINES),
        Composed("cost.{b}.{a}", "costo di {a}, voce {b}", _PLAIN_ITEMS),
        Composed("severe.{b}", "gravissimi, voce {b}"),
        Composed("voce.{b}", "voce {b}"),
        Composed("disabled_voce.{b}", "voce per i disabili {b}"),
        Composed("lever.{b}", "leva {b}"),
        Composed("added_lever.{b}", "leva dell'importo aggiuntivo {b}"),
    ),
)
"""What a value of a rule is."""
