"""The screens of the dashboard, in the order of the menu: file beside the shell, title.

The file's stem is the address.
"""

from __future__ import annotations

from typing import Literal

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from udp_core.kernel.vocabulary import Right
from udp_core.people.rules import Actor

HOME = "comitato/panorama.py"
SCREENS = {
    HOME: "Panorama",
    "piano/piano.py": "Il Piano",
    "piano/ambiti.py": "Ambiti",
    "fondo/frna.py": "Fondi",
    "piano/programma.py": "Programma",
    "simulazione/simulazione.py": "E se…?",
    "indicatori/indicatori.py": "Indicatori",
    "indicatori/comuni.py": "Comuni",
    "ufficio/fonti.py": "Fonti",
}
"""For everybody who may read."""
ELENCHI = "ufficio/elenchi.py"
"""The registers, row by row: where a name on another screen leads."""
LOOKED_UP = {
    ELENCHI: "Elenchi",
    "ufficio/funzioni.py": "Le tre funzioni",
    "ufficio/scadenze.py": "Scadenze",
    "piano/confronto.py": "Confronto",
    "regole/accordi.py": "Regole e accordi",
    "regole/tariffe.py": "Tariffe a confronto",
}
"""What is written, row by row, for everybody who may read."""
ROOM = {
    "seduta/seduta.py": "Seduta",
    "seduta/cambiato.py": "Perché è cambiato?",
    "seduta/decisioni.py": "Decisioni",
}
"""Around a sitting, for everybody who may read."""
FUNCTIONS: dict[str, dict[str, str]] = {
    "Programmazione": {
        "piano/piano.py": "Che cosa ci siamo impegnati a fare, e a che punto siamo",
        "piano/programma.py": "Gli interventi dell’anno, di ogni piano, e quali sono in ritardo",
        "simulazione/simulazione.py": "Che cosa cambia se si sposta una leva",
        "piano/confronto.py": "Che cosa cambia sull’anno prima",
        "ufficio/nuovo_anno.py": "L’anno nuovo preparato da questo",
    },
    "Gestione tecnica, amministrativa, finanziaria e contabile": {
        "fondo/frna.py": "Quanto resta, chi li gestisce, il preventivo e il suo atto",
        "ufficio/spostamenti.py": "Denaro che si sposta, variazioni, chiusura dell’anno",
        "ufficio/stati.py": "Che cosa aspetta una conferma, un passaggio, un atto",
        "ufficio/scadenze.py": "Che cosa scade, e quando",
        "ufficio/registri.py": "Ogni registro, riga per riga",
    },
    "Monitoraggio e valutazione": {
        "indicatori/indicatori.py": "Gli indicatori e i loro attesi",
        "piano/ambiti.py": "Ogni ambito: attività, spesa, indicatori",
        "indicatori/comuni.py": "Risorse e bisogni, Comune per Comune",
        "ufficio/ritardi.py": "Chi deve ancora dare le cifre",
        "seduta/decisioni.py": "Ciò che fu deciso, con il suo esito",
    },
}
"""The three functions of the Ufficio di Piano, each with its screens and what they answer."""
SALA = "seduta/sala.py"
"""The wall: it covers the whole window."""
DESK = {
    "ufficio/aggiornamenti.py": "I miei aggiornamenti",
    "ufficio/carica.py": "Carica un file",
    "ufficio/importa.py": "Importa da altri",
    "piano/scheda.py": "Scheda",
    "ufficio/registri.py": "Registri",
    "ufficio/stati.py": "Conferme e stati",
    "ufficio/spostamenti.py": "Spostamenti tra voci",
    "ufficio/nuovo_anno.py": "Nuovo anno",
    "ufficio/ritardi.py": "Chi è in ritardo",
    "ufficio/storia.py": "Storia",
    "ufficio/accesso.py": "Accesso",
}
"""For who signed in; to others they say how to come in."""
NEEDED = {
    **dict.fromkeys(
        ("ufficio/aggiornamenti.py", "ufficio/carica.py", "ufficio/importa.py"), (Right.ENTER,)
    ),
    "piano/scheda.py": (Right.ENTER,),
    "ufficio/registri.py": (Right.ENTER, Right.ADMINISTER),
    "ufficio/stati.py": (Right.CONFIRM,),
    "ufficio/nuovo_anno.py": (Right.ARRANGE,),
    "ufficio/spostamenti.py": (Right.PROPOSE,),
    **dict.fromkeys(("ufficio/ritardi.py", "ufficio/storia.py"), (Right.READ,)),
}
"""Of what somebody has to be allowed one, somewhere, for a screen of the desk to be of use.

The other is for all.
"""
DESK_TITLE = "Scrivania"
LOOKED_UP_TITLE = "Consultazione"
ROOM_TITLE = "In sala"


def is_of_use(path: str, actor: Actor | None) -> bool:
    """Whether a screen of the desk can be used by somebody."""
    return actor is not None and (path not in NEEDED or any(map(actor.ever_may, NEEDED[path])))


def refused_to(title: str, actor: Actor | None) -> bool:
    """Whether a screen, by its title, is one that who signed in has no use for.

    It says so instead of opening.
    """
    return actor is not None and any(
        name == title and not is_of_use(path, actor) for path, name in DESK.items()
    )


def titles() -> dict[str, str]:
    """The title of every screen, by its file."""
    return SCREENS | LOOKED_UP | ROOM | DESK


def menu(actor: Actor | None) -> dict[str, list[StreamlitPage]]:
    """The menu: the screens one by one, those of the sitting and of the desk together.

    Of the desk what is of use.
    """
    desk = [
        st.Page(path, title=title, visibility=_shown(path, actor)) for path, title in DESK.items()
    ]
    room = [
        *(st.Page(path, title=title) for path, title in ROOM.items()),
        st.Page(SALA, title="Sala", visibility="hidden"),
    ]
    return {
        "": [st.Page(path, title=title, default=path == HOME) for path, title in SCREENS.items()],
        LOOKED_UP_TITLE: [st.Page(path, title=title) for path, title in LOOKED_UP.items()],
        ROOM_TITLE: room,
        DESK_TITLE: desk,
    }


def _shown(path: str, actor: Actor | None) -> Literal["visible", "hidden"]:
    return "visible" if is_of_use(path, actor) else "hidden"


def stem(path: str) -> str:
    """The address of a screen, by its file."""
    return path.rpartition("/")[2].removesuffix(".py")


def stem_of(title: str) -> str:
    """The address of a screen, by its title; empty for none of those for everybody."""
    return next(
        (stem(path) for path, name in (SCREENS | LOOKED_UP | ROOM).items() if name == title), ""
    )


def is_frozen(title: str) -> bool:
    """Whether a screen can be read as known at a sitting: the desk works on the figures of now."""
    return title in (SCREENS | LOOKED_UP).values()
