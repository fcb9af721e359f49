"""The names that offices use for the voci of the fund, beside those of the list.

Maintained here, matched whole, never by likeness.
"""

from __future__ import annotations

USUAL_SOURCES: dict[str, tuple[str, ...]] = {
    "frna": ("frna",),
    "fna": ("fna",),
    "fsl": ("fsl",),
    "fnps": ("fnps",),
    "poverta": ("fondo poverta", "quota servizi fondo poverta"),
    "ausl": ("ausl", "usl", "sanita", "fondo sanitario", "fsr"),
    "comuni": (
        "comune",
        "comuni",
        "comunale",
        "comunali",
        "bilancio comunale",
        "bilancio del comune",
        "proprie",
    ),
    "pnrr": ("pnrr",),
    "utenti": ("utenza", "compartecipazione", "rette"),
}
"""Code of a source to what it is called over a column of money."""
NAMED_IN_TITLES = ("fna", "fsl", "fnps", "pnrr", "frna")
"""Codes of the funds that a title names by their letters.

Whose letters are also of a sender («Ausl», «Comuni») say nothing there.
"""
SAID_IN_TITLES: dict[str, str] = {
    "fna": r"\bfondo (?:nazionale|statale) (?:per (?:la |le )?)?non autosuff",
    "fsl": r"\bfondo sociale locale\b",
    "fnps": r"\bfondo (?:nazionale )?(?:per le )?politiche sociali\b",
    "poverta": r"\bfondo (?:nazionale )?(?:per la (?:lotta alla )?)?poverta\b|\bquota servizi\b",
    "dopo-di-noi": r"\bfondo (?:per il )?dopo di noi\b",
    "vita-indipendente": r"\bfondo (?:per la )?vita indipendente\b",
    "caregiver": r"\bfondo (?:nazionale |regionale )?(?:per (?:i |il )?)?caregiver\b",
    "comuni": r"\b(?:risorse|fondi) (?:proprie |propri )?(?:dei comuni|del comune|comunali)\b"
    r"|\bcarico (?:dei comuni|del comune|comunale)\b|\bbilancio (?:comunal|del comune|dei comuni)"
    r"|\bquota (?:dei comuni|del comune|comune|comunale)\b",
    "ausl": r"\bfondo sanitario\b|\b(?:risorse|spesa|quota) sanitari|\bimporto ausl\b"
    r"|\bcarico (?:dell |della |del )?(?:ausl|asl|usl|azienda usl|fsr|ssr)\b|\bquota ausl\b",
    "regione-altri": r"\baltri fondi regionali\b",
    "nazionali-altri": r"\baltri fondi nazionali\b",
}
"""Code of a source to the words by which a title names it, of those of plain letters."""
USUAL_VOCI: dict[str, tuple[str, ...]] = {
    "A1.1": (
        "cra",
        "case residenza anziani",
        "casa residenza anziani",
        "case residenza per anziani",
        "casa residenza per anziani",
        "cra oneri",
        "oneri cra",
        "strutture residenziali anziani",
        "case protette",
        "casa protetta",
        "rsa",
    ),
    "A2.1": (
        "sollievo anziani",
        "ricoveri di sollievo",
        "ricoveri di sollievo anziani",
        "accoglienza temporanea anziani",
        "accoglienza temporanea di sollievo anziani",
    ),
    "A2.2": (
        "centro diurno anziani",
        "cd anziani",
        "centri diurni per anziani",
        "semiresidenziale anziani",
    ),
    "A2.3": (
        "sad anziani",
        "assistenza domiciliare anziani",
        "assistenza domiciliare per anziani",
        "assistenza domiciliare anziani sad",
    ),
    "A2.5": ("assegni di cura anziani", "assegno di cura anziani"),
    "A3.2": ("adi",),
    "D1.1": (
        "csrr",
        "centri socio riabilitativi residenziali",
        "centro socio riabilitativo residenziale",
        "residenze disabili csrr",
    ),
    "D1.2": ("strutture grad", "residenze grad"),
    "D2.1": ("sollievo disabili", "accoglienza temporanea disabili"),
    "D2.2": (
        "csrd",
        "centri socio riabilitativi diurni",
        "centro socio riabilitativo diurno",
        "centri diurni disabili",
        "csrd disabili",
    ),
    "D2.3": ("laboratori protetti", "laboratorio protetto", "centri occupazionali"),
    "D2.5": (
        "sad disabili",
        "assistenza domiciliare disabili",
        "assistenza domiciliare per disabili",
    ),
    "D2.6": ("assegni di cura disabili", "assegno di cura disabili", "assegno disabili"),
    "D2.7": ("assegno di cura grad", "assegni di cura grad", "assegno grad"),
    "D2.8": ("vita indipendente", "dopo di noi"),
    "T2": ("caad", "adattamento domestico"),
    "T3": ("assistenti familiari", "badanti"),
}
"""Code of a leaf to what it is called.

Only leaves, and only names that mean one voce; «Centro diurno» alone is of the elderly or of the
disabled: it is asked.
"""
