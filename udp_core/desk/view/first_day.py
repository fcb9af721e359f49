"""The first day in words.

The steps, what is there, what is missing, and how each thing is written.
"""

from __future__ import annotations

from udp_core.kernel import italian
from udp_core.overview.report.first_day import FirstDay, FirstDayStep, Present, Thing

TITLES = {
    FirstDayStep.TERRITORY: "Comuni e popolazione",
    FirstDayStep.PEOPLE: "Organi e persone",
    FirstDayStep.PLAN: "Piano e programma",
    FirstDayStep.FUND: "Fondo e preventivo",
    FirstDayStep.SCHEDE: "Schede",
    FirstDayStep.INDICATORS: "Indicatori",
}
_COUNTED = {
    Thing.DISTRICT: ("distretto", "distretti"),
    Thing.MUNICIPALITY: ("Comune", "Comuni"),
    Thing.POPULATION: ("Comune con i residenti", "Comuni con i residenti"),
    Thing.BODY: ("organo", "organi"),
    Thing.ORGANISATION: ("organizzazione", "organizzazioni"),
    Thing.OFFICER: ("utente con un incarico", "utenti con un incarico"),
    Thing.PLAN: ("piano", "piani"),
    Thing.PROGRAMME: ("programma attuativo", "programmi attuativi"),
    Thing.FUND_YEAR: ("anno del fondo", "anni del fondo"),
    Thing.ALLOCATION: ("assegnazione", "assegnazioni"),
    Thing.BUDGET: ("riga di preventivo", "righe di preventivo"),
    Thing.CONFIRMED: ("riga confermata", "righe confermate"),
    Thing.SCHEDA: ("scheda", "schede"),
    Thing.FUNDING: ("scheda con il suo denaro", "schede con il loro denaro"),
    Thing.INDICATOR: ("indicatore", "indicatori"),
    Thing.MEASUREMENT: ("rilevazione", "rilevazioni"),
}
_MISSING = {
    Thing.DISTRICT: "nome, provincia e regione del distretto",
    Thing.MUNICIPALITY: "i Comuni",
    Thing.POPULATION: "i residenti per fascia di età",
    Thing.BODY: "il Comitato di Distretto",
    Thing.ORGANISATION: "chi gestisce e chi partecipa",
    Thing.OFFICER: "gli utenti",
    Thing.PLAN: "il piano di zona",
    Thing.PROGRAMME: "il programma dell’anno",
    Thing.FUND_YEAR: "l’anno del fondo",
    Thing.ALLOCATION: "le assegnazioni",
    Thing.BUDGET: "il preventivo per voce",
    Thing.CONFIRMED: "la conferma del preventivo",
    Thing.SCHEDA: "le schede dell’anno",
    Thing.FUNDING: "il loro finanziamento",
    Thing.INDICATOR: "gli indicatori",
    Thing.MEASUREMENT: "le rilevazioni",
}
DONE, NOW, LATER = "fatto", "si comincia da qui", "da fare"


def step_title(number: int, step: FirstDayStep, report: FirstDay) -> str:
    """«1 Comuni e popolazione: fatto».

    The first step with something missing says that one begins there.
    """
    state = LATER if step in report.left else DONE
    return f"{number} {TITLES[step]}: {NOW if step is report.next_step else state}"


def there_words(things: tuple[Present, ...]) -> str:
    """«Nell’archivio: 6 Comuni, 4 Comuni con i residenti.».

    What is not there is said by `missing_words`.
    """
    found = [italian.plural(one.count, *_COUNTED[one.thing]) for one in things if one.count]
    return f"Nell’archivio: {', '.join(found)}." if found else ""


def missing_words(things: tuple[Present, ...]) -> str:
    """«Manca: i residenti per fascia di età (2 di 6).»; nothing where all is there."""
    found = [
        _MISSING[one.thing] + (f" ({one.missing} di {one.wanted})" if one.count else "")
        for one in things
        if one.missing
    ]
    return f"Manca: {', '.join(found)}." if found else ""


def summary_words(report: FirstDay) -> str:
    """«Il primo giorno del 2026: mancano 5 passi di 6»."""
    many = len(report.left)
    if not many:
        return f"Il primo giorno del {report.year}: i {len(TITLES)} passi ci sono tutti"
    left = f"mancano {many} passi" if many > 1 else "manca un passo"
    return f"Il primo giorno del {report.year}: {left} di {len(TITLES)}"
