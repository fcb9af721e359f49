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
