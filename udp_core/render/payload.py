"""A deck as the browser shows it.

Every slide whole, so that nothing is asked while the room looks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs

from udp_core.kernel.vocabulary import StatusLevel
from udp_core.render.key_figure import KeyFigure
from udp_core.render.light import LOOKS, light
from udp_core.render.place import place_svg
from udp_core.render.printable import clean, cleaned
from udp_core.render.slide import Look, Slide
from udp_core.render.table import Table
from udp_core.render.vega import SQUARER, svg

Payload = dict[str, Any]
WORDS: Payload = {
    "title": "Sala",
    "demo": "Dati dimostrativi",
    "lost": "▲ Collegamento perso: si vede l’ultima immagine.",
    "back": "Diapositiva precedente",
    "next": "Diapositiva successiva",
    "shown": "{n} di {of}, tutte nel fascicolo",
    "part": "{first}–{last} di {of}",
    "rest": "… continua nel fascicolo",
    "guides": "si vede su tutti i muri",
    "apart": "non si vede sui muri: G per condurre",
    "follows": "segue chi conduce",
    "free": "libera: R per tornare a seguire",
    "help": "Tasti",
    "keys": [
        ["→  Pag↓  Spazio", "prossima diapositiva"],
        ["←  Pag↑", "diapositiva precedente"],
        ["Home  Fine", "prima e ultima diapositiva"],
        ["1 … 9", "punto all’ordine del giorno"],
        ["F", "schermo intero"],
        ["B", "schermo nero"],
        ["L", "apre la vista dal vivo"],
        ["E", "E se…? qui, sul muro: al più tre leve"],
        ["G", "chi conduce: si vede sui muri, o solo qui"],
        ["R", "chi conduce richiama i muri; chi guarda torna a seguire"],
        ["Esc", "esce dalla sala, al punto in corso"],
        ["?", "questo aiuto"],
    ],
}
"""What the wall says by itself.

`shown` and `part` count the rows that it has room for, of how many there are.
"""

ROOM_ALONE, ROOM_OVER_LINES, ROOM_BESIDE_A_MAP = 432, 300, 255
"""The height that the bars of a slide may take, on a wall 720 lines high."""

_TOGETHER = re.compile(
    r"(?<=\d) (?=(?:mila|M?€|%)(?:\W|$))|(?<=mila) (?=€)"
    r"|(?:(?<=\b[ai]l)|(?<=\bdal)) (?=\d\d/)"
)
"""A number and its unit, a day and its preposition: never on two lines."""


@dataclass(frozen=True, slots=True)
class DeckFrame:
    """What stands under every slide, and where one goes from here."""

    foot: str
    demo: bool
    exit: str
    pulse: str
    exits: Mapping[int, str] = field(default_factory=dict)
    """Where one goes from the slides of a point, where it is not `exit`."""
    code: str = ""
    screens: Mapping[str, str] = field(default_factory=dict)
    """The live screens and their addresses."""
    query: str = ""
    notices: Mapping[str, str] = field(default_factory=dict)
    """What the room must know while a point is shown, by its number; by "" whatever is shown."""
    questions: Mapping[str, Payload] = field(default_factory=dict)
    """The simulations that may be moved on the wall, by name."""
    question_words: Payload = field(default_factory=dict)


def deck_payload(slides: Sequence[Slide], frame: DeckFrame) -> Payload:
    """The slides in final words, charts as pictures; the digest changes when anything does."""
    shown = cleaned(tuple(slides))
    found: Payload = {
        "slides": [_slide(slide, number, frame) for number, slide in enumerate(shown, start=1)],
        "items": max((slide.item or 0 for slide in shown), default=0),
        "foot": clean(frame.foot),
        "demo": frame.demo,
        "notices": {point: clean(words) for point, words in frame.notices.items()},
        "pulse": frame.pulse,
        "words": WORDS,
        "lights": LOOKS,
        "questions": dict(frame.questions),
        "questionWords": frame.question_words,
    }
    return {**found, "digest": sha256(json.dumps(found, sort_keys=True).encode()).hexdigest()}


def starting_at(deck: Payload, name: str) -> Payload:
    """The same deck, opened at a slide; at the first where there is none of that name."""
    return {**deck, "start": name}


def followed(deck: Payload, address: str, *, guides: bool) -> Payload:
    """The same deck on the walls of a sitting: what it follows, and whether who looks moves it."""
    return {**deck, "wall": {"address": address, "guides": guides}}


def _slide(slide: Slide, number: int, frame: DeckFrame) -> Payload:
    return {
        "name": slide.name,
        "title": slide.title,
        "subtitle": _together(slide.subtitle),
        "lines": [_together(line) for line in slide.lines],
        "item": slide.item,
        "light": _light(slide.level) if slide.level else None,
        "reason": _together(slide.reason),
        "figures": [_figure(one) for one in slide.figures],
        **_picture(slide),
        "table": _table(slide, slide.table) if slide.table else None,
        "scenario": parse_qs(slide.asks).get("scenario", [""])[0],
        "screen": _address(slide, frame),
        "exit": frame.exits.get(slide.item or 0, frame.exit),
        "code": f"{frame.code}-{number:02d}" if frame.code else "",
    }


def _figure(one: KeyFigure) -> Payload:
    judged = _light(one.level) if one.judged else None
    note = _together(one.note)
    return {"label": one.label, "value": one.value, "note": note, "light": judged}


def _together(words: str) -> str:
    return _TOGETHER.sub("\u00a0", words)


def _picture(slide: Slide) -> Payload:
    chart, place = slide.chart, slide.place
    where = {"svg": place_svg(place), "words": place.words} if place else None
    if chart is None:
        return {"svg": "", "squarer": "", "alt": "", "unit": "", "place": where}
    unit = chart.unit if chart.look is Look.BARS else ""
    drawn = partial(svg, chart, narrow=place is not None, room=_room(slide))
    shapes = {"svg": drawn(), "squarer": drawn(of=SQUARER)}
    return {**shapes, "alt": chart.description, "unit": unit, "place": where}


def _room(slide: Slide) -> int:
    """The height that its bars may take; none under figures or over a table."""
    if slide.place:
        return ROOM_BESIDE_A_MAP
    if slide.figures or slide.table:
        return 0
    return ROOM_OVER_LINES if slide.lines else ROOM_ALONE


def _address(slide: Slide, frame: DeckFrame) -> str:
    """Of the live screen; empty where the slide opens none."""
    return (
        f"{frame.screens[slide.screen]}{frame.query}{slide.asks}"
        if slide.screen in frame.screens
        else ""
    )


def _light(level: StatusLevel | None) -> Payload:
    look = light(level)
    return {"words": look.words, "ink": look.ink, "background": look.background}


def _table(slide: Slide, found: Table) -> Payload:
    """Its rows, the place of the first in the whole list, and how long that is."""
    return {
        "title": found.title,
        "heads": [column.heading for column in found.columns],
        "numbers": [column.is_number for column in found.columns],
        "rows": [[_together(words) for words in row] for row in found.words],
        "first": slide.first,
        "of": slide.rows_in_all,
    }
