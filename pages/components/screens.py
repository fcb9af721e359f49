"""The screens of the dashboard, in the order of the menu: file beside the shell, title. The file's stem is the address."""

from __future__ import annotations

HOME = "comitato/panorama.py"
SCREENS = {
    HOME: "Panorama",
    "piano/ambiti.py": "Ambiti",
    "fondo/frna.py": "FRNA",
    "piano/programma.py": "Programma",
    "indicatori/indicatori.py": "Indicatori",
    "indicatori/comuni.py": "Comuni",
    "ufficio/fonti.py": "Fonti",
}
