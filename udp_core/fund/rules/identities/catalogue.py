"""What each identity says, in Italian.

For the list of checks and for whoever asks what a code means.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Identity:
    """An identity of DOMAIN.md 7.2, with its Italian title and description."""

    code: str
    title_it: str
    description_it: str


_ALL = (
    Identity(
        "I1",
        "Stanziamento assestato",
        "Lo stanziamento assestato è lo stanziamento iniziale più le variazioni, ciascuna con il"
        " suo segno e il suo atto.",
    ),
    Identity(
        "I2",
        "Impegni entro lo stanziamento",
        "Le prenotazioni non decadute e gli impegni, insieme, non superano lo stanziamento"
        " assestato.",
    ),
    Identity(
        "I3",
        "Fasi della spesa in ordine",
        "Di ogni impegno il liquidato non supera l’impegnato, l’ordinato non supera il liquidato,"
        " il pagato non supera l’ordinato.",
    ),
    Identity(
        "I4",
        "Residuo passivo",
        "Al 31 dicembre il residuo passivo è l’impegnato meno il pagato e meno quanto è stato"
        " eliminato.",
    ),
    Identity(
        "I5",
        "Economie",
        "L’economia è lo stanziamento assestato meno l’impegnato: va nell’avanzo vincolato se la"
        " fonte è vincolata, altrimenti in quello libero.",
    ),
    Identity(
        "I6",
        "Disponibile",
        "Il disponibile dell’anno è la somma di assegnazioni di tutte le quote, trascinamento,"
        " variazioni e cofinanziamenti.",
    ),
    Identity(
        "I7",
        "Trascinamento",
        "Il trascinamento nell’anno dopo è il disponibile meno l’utilizzato e il restituito; se è"
        " negativo è un disavanzo da coprire, mai un trascinamento.",
    ),
    Identity(
        "I8",
        "Tassi di utilizzo",
        "Il tasso sull’assegnato può superare il 100 %, quello sul disponibile no; su un totale"
        " pari a zero il tasso non esiste.",
    ),
    Identity(
        "I9",
        "Consumo dei residui",
        "Il prelievo dai residui è quanto si è utilizzato oltre l’assegnato, mai meno di zero.",
    ),
    Identity(
        "I10",
        "Voci, aree e totale",
        "In ogni fase e per ogni fonte, la somma delle voci è la somma delle aree con le attività"
        " trasversali ed è il totale.",
    ),
    Identity(
        "I11",
        "Attribuzione delle attività trasversali",
        "Le quote di attribuzione sommano a 100 % e i totali dopo l’attribuzione ridanno il totale"
        " di partenza.",
    ),
    Identity(
        "I12",
        "Costo unitario",
        "Il costo di riferimento è la quota FRNA più la retta; la retta è la quota dell’utente più"
        " quella del Comune; i rimborsi sanitari restano fuori.",
    ),
    Identity(
        "I13",
        "Finanziamento delle schede",
        "Le fonti di una scheda sommano al suo costo, i Comuni alla loro colonna; su tutte le"
        " schede nessuna fonte supera quanto è programmato.",
    ),
    Identity(
        "I14",
        "Conto di ogni fonte",
        "Su tutte le voci nessuna fonte paga più del proprio disponibile.",
    ),
    Identity(
        "I15",
        "Previsione",
        "La previsione è l’utilizzato fino a oggi più il resto atteso, che non è mai negativo.",
    ),
    Identity(
        "I16",
        "Rendicontato",
        "Si rendiconta solo quanto è pagato (contabilità finanziaria) o utilizzato (contabilità"
        " economico-patrimoniale).",
    ),
    Identity(
        "I17",
        "Programmato entro il disponibile",
        "Il programmato non supera il disponibile, oppure l’eccedenza è una riga «da finanziare»"
        " con chi la finanzia.",
    ),
    Identity(
        "I18",
        "Comuni e distretto",
        "Dove gli importi sono per Comune, la loro somma è il totale del distretto.",
    ),
)

IDENTITIES: Mapping[str, Identity] = MappingProxyType(
    {identity.code: identity for identity in _ALL}
)
"""The identities by code, I1 to I18."""
