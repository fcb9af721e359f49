"""The file of others that this session is importing: it stays while other screens are looked at."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256

import streamlit as st

from pages.components.context import context
from pages.components.filters import choose
from pages.components.kept_choice import kept_select
from pages.components.kept_upload import Brought, kept_upload, opened_of, stems, used
from pages.components.texts import Texts
from pages.components.unsaved import remember, remembered
from pages.components.who import asked
from udp_core.archive.asking import LONGEST_REASON
from udp_core.archive.entity import specs
from udp_core.archive.field import LONGEST_CODE
from udp_core.desk.view.words import saved_at
from udp_core.files.unpacked import Sheet
from udp_core.imports.choices import Choices
from udp_core.imports.file_kinds import ENTITY
from udp_core.imports.layout import read_any
from udp_core.imports.questions import ChosenAnswer, letter
from udp_core.imports.receiving import JudgedFile, Received
from udp_core.imports.remembered import UNKNOWN, slug
from udp_core.imports.writing import written
from udp_core.kernel import italian
from udp_core.kernel.vocabulary import ImportKind
from udp_core.people.rules import Actor

TYPES = ["xlsx", "xls", "ods", "csv", "txt"]
SCREEN = "importa"
BEFORE_SAVING = (
    "Prima di salvare si vede che cosa è stato letto; ciò che non è chiaro è una domanda, e le"
    " risposte si ricordano."
)
_SENDER, _DONE = "importa-mittente", "importa-fatto"
_AUTO, _NONE = "", "-1"


def brought() -> Brought | None:
    """The file chosen now, else the one chosen before going to another screen."""
    label = "File di altri (.xlsx, .xls, .ods o .csv, al massimo 10 MB)"
    found = kept_upload(label, TYPES, SCREEN, "altrui")
    if found is None:
        kinds = italian.listing([one.label for one in ImportKind])
        st.markdown(f"Si leggono file di {kinds}, con le colonne di chi li manda. {BEFORE_SAVING}")
    return found


def about_file(file: Brought, actor: Actor) -> tuple[Received, Texts]:
    """What the file holds and who sent it, asked; and the texts about it."""
    here = context()
    typed, chosen = stems(file.code)
    texts = Texts(typed)
    left, right = st.columns(2)
    with left:
        kind = ImportKind.of(
            choose(
                "Che cosa contiene",
                {one.value: one.label for one in ImportKind},
                "tipo",
                default=remembered(f"{chosen}-tipo"),
            )
        )
        remember(f"{chosen}-tipo", kind.value)
    with right:
        usual = st.session_state.get(_SENDER, "")
        sender = texts.line(
            "Chi l’ha mandato (le scelte si ricordano)",
            "mittente",
            usual,
            longest=LONGEST_CODE,
            placeholder="Per esempio: Comune di Russi",
        ).strip()
    st.session_state[_SENDER] = sender
    texts.refuse_too_long()
    return (
        Received(
            file.name,
            kind,
            slug(sender or UNKNOWN),
            actor.officer_id,
            here.district,
            here.year,
            here.today,
        ),
        texts,
    )


def sheets_of(file: Brought) -> tuple[Sheet, ...]:
    """The sheets of the file, opened once a session. Raises RefusedError."""
    key = opened_of(SCREEN)
    if st.session_state.get(key, ("",))[0] != file.code:
        st.session_state[key] = (file.code, read_any(file.content, file.name))
    found: tuple[Sheet, ...] = st.session_state[key][1]
    return found


def columns_told(
    headings: tuple[str, ...], kind: ImportKind, file: str, read: dict[str, int]
) -> Choices:
    """Columns that who imports wants read as another field.

    By default each is as it was recognised.
    """
    known = [
        name
        for name, spec in specs(ENTITY[kind]).items()
        if spec.terms is None or name not in {"state", "data_state", "origin"}
    ]
    places = [str(place) for place, heading in enumerate(headings) if heading]
    told: dict[str, int] = {}
    with st.expander("Colonne del file e campi del cruscotto"):
        for start in range(0, len(known), 4):
            for box, name in zip(st.columns(4), known[start : start + 4], strict=False):
                now = (
                    f"come riconosciuta: {headings[read[name]]}"
                    if name in read
                    else "come riconosciuta: nessuna"
                )
                words = {
                    _AUTO: now,
                    _NONE: "nessuna colonna",
                    **{place: f"{letter(int(place))} {headings[int(place)]}" for place in places},
                }
                with box:
                    picked = kept_select(
                        specs(ENTITY[kind])[name].label,
                        words,
                        f"scelta-{file}-colonna-{name}",
                        usual=_AUTO,
                    )
                if picked:
                    told[name] = int(picked)
    return Choices(told)


def same_for_all(
    once: Mapping[str, tuple[ChosenAnswer, ...]], kind: ImportKind, file: str
) -> Choices:
    """What who imports says once of the whole file: nothing where it is left as the file says."""
    told: dict[str, str] = {}
    if not once:
        return Choices()
    with st.expander("Uguale per tutto il file"):
        for box, (name, answers) in zip(st.columns(len(once)), once.items(), strict=True):
            words = {_AUTO: "come nel file", **{one.code: one.words for one in answers}}
            label = "Periodo" if name == "period_no" else specs(ENTITY[kind])[name].label
            with box:
                picked = kept_select(label, words, f"scelta-{file}-uguale-{name}", usual=_AUTO)
            if picked:
                told[name] = picked
    return Choices(fixed=told)


def save(judged: JudgedFile, about: Received, file: Brought, reason: str, texts: Texts) -> None:
    """The button, with why it cannot be pressed.

    After saving, what was written stands in its place.
    """
    attempt = sha256(repr((file.code, about, judged.choices.as_json())).encode()).hexdigest()
    done: tuple[str, str] = st.session_state.get(_DONE, ("", ""))
    why = why_not(judged)
    if done[0] == attempt and why:
        st.success(done[1])
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        pressed = st.button(
            "Salva e ricorda le scelte",
            type="primary",
            shortcut="Ctrl+S",
            disabled=bool(why),
            key="salva-importa",
        )
        if why:
            st.caption(why)
    if pressed:
        texts.refuse_too_long()
        order = asked(reason or f"Importazione di {about.name}"[:LONGEST_REASON])
        done_now = written(
            context().engine, judged, about, order, remembering=about.sender != UNKNOWN
        )
        st.session_state[_DONE] = (attempt, f"{saved_at(datetime.now(UTC))}. {done_now}")
        texts.kept()
        used(SCREEN)
        st.rerun()


def why_not(judged: JudgedFile) -> str:
    """Why nothing can be saved; nothing where it can."""
    if judged.waiting:
        return (
            "Manca la risposta a una domanda qui sopra."
            if len(judged.waiting) == 1
            else f"Mancano le risposte a {len(judged.waiting)} domande qui sopra."
        )
    if judged.refused:
        return "Qualcosa non va: si salva tutto il file, o niente."
    if judged.conflicts:
        return "Qualcun altro ha cambiato le stesse cifre nel frattempo: ricaricare la pagina."
    if not judged.edits:
        return "Dal file non viene nessuna cifra da salvare."
    changing = judged.count("added") + judged.count("changed") + judged.count("removed")
    return (
        "" if changing else "Le cifre del file sono già nell’archivio: non c’è niente da salvare."
    )
