"""The texts of a form.

Kept while they are typed, offered again in their place, refused in words where they are too long.

The one way to draw a text that somebody types (`tests/architecture/test_texts.py` looks).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import streamlit as st

from pages.components.unsaved import first_sight, keep_choice, offer, settled
from udp_core.archive.fitting import characters
from udp_core.desk.view.words import wrong_markup
from udp_core.files.lengths import too_long
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.render.markdown import plain

KEPT = ("cella", "motivo", "scheda", "scritto")
"""How the key of a field begins whose words the browser keeps (`unsaved.js` has the same)."""
NEAR = 0.9
"""Of the longest text, where it begins to be counted."""
AREA_HEIGHT = 110
_KEPT = re.compile(f"({'|'.join(KEPT)})-.")
_RESET = "testi-da-ridisegnare"


class _Drawn(NamedTuple):
    """A field as it was drawn.

    What is typed in it, what stands there until it is saved, how long it may be.
    """

    key: str
    label: str
    typed: str
    usual: str
    longest: int = 0
    said: Mapping[str, str] = {}
    """The words of a code, where what is typed is one of a list."""


@dataclass(slots=True)
class Texts:
    """The texts of one form.

    `stem` begins all their keys, and names the form and the row that they are of.

    `apart`: what there is to say of them (a draft, a length) stands where `say` is called, not
    under each.
    """

    stem: str
    apart: bool = False
    drawn: list[_Drawn] = field(default_factory=list)
    said: int = 0

    def __post_init__(self) -> None:
        if not _KEPT.match(self.stem):
            message = f"the browser does not keep what is typed in {self.stem}"
            raise ValueError(message)

    def line(
        self, label: str, name: str, usual: str = "", *, longest: int = 0, **shown: str | None
    ) -> str:
        """One line; `longest` zero is for what is judged by how it reads."""
        key = self._begin(name, usual)
        # its own options
        typed: str = st.text_input(label, key=key, **shown)  # type: ignore[call-overload]
        return self._end(_Drawn(key, label, typed, usual, longest))

    def area(self, label: str, name: str, usual: str = "", *, longest: int = 0) -> str:
        """Several lines."""
        key = self._begin(name, usual)
        typed = st.text_area(label, key=key, height=AREA_HEIGHT)
        return self._end(_Drawn(key, label, typed, usual, longest))

    def number(self, label: str, name: str, most: int, usual: int = 0) -> int:
        """A whole number from zero to `most`, with its arrows."""
        key = f"{self.stem}-{name}"
        _prepare(key, usual)
        st.session_state[key] = min(max(_whole(st.session_state[key], usual), 0), most)
        typed = int(st.number_input(label, 0, most, key=key))
        self._end(_Drawn(key, label, str(typed), str(usual)))
        return typed

    def choice(
        self,
        label: str,
        name: str,
        options: Mapping[str, str],
        usual: str = "",
        *,
        required: bool = False,
        help: str | None = None,  # noqa: A002 - the word of the field
    ) -> str:
        """The code chosen among `options` (code to words), empty where nothing is, which a
        required one never goes back to.
        """
        codes = list(options) if required else ["", *options]
        stored = usual if usual in codes else None
        key = f"{self.stem}-{name}"
        _prepare(key, stored)
        if st.session_state[key] not in codes:
            st.session_state[key] = stored
        typed = st.selectbox(
            label,
            codes,
            format_func=lambda code: options.get(code, code or "—"),
            key=key,
            help=help,
            placeholder="Scegliere",
            on_change=keep_choice,
            args=(key,),
        )
        return self._end(_Drawn(key, label, typed or "", usual, said=options))

    def say(self) -> None:
        """Under what was drawn since: drafts to take up, lengths, what others wrote meanwhile."""
        waiting = self.drawn[self.said :]
        for one in waiting:
            _say(one, one.label if len(waiting) > 1 else "")
        self.said = len(self.drawn)

    def refuse_too_long(self) -> None:
        """Raises RefusedError where a text is longer than it may be.

        Nothing of it is cut, nothing is saved.
        """
        problems = [found for one in self.drawn if (found := _length(one))]
        if problems:
            raise RefusedError(problems)

    def kept(self) -> None:
        """What was typed is where it belongs: it waits no more, and stays on the screen."""
        settled({one.key: one.typed for one in self.drawn if one.typed != one.usual})

    def saved(self) -> None:
        """It is stored: the fields show what is stored at the next run."""
        self.kept()
        st.session_state[_RESET] = _resets() | {one.key for one in self.drawn}

    def _begin(self, name: str, usual: str) -> str:
        key = f"{self.stem}-{name}"
        _prepare(key, usual)
        return key

    def _end(self, one: _Drawn) -> str:
        self.drawn.append(one)
        if not self.apart:
            self.say()
        return one.typed


def typed_in(stem: str, name: str) -> str:
    """What is typed in a field, before it is drawn."""
    return str(st.session_state.get(f"{stem}-{name}", "")).strip()


def _prepare(key: str, usual: str | int | None) -> None:
    """What a field shows: what was typed, else what is stored now.

    Where that is new, what waits for it is looked up.
    """
    resets = _resets()
    is_new = key not in st.session_state
    if (
        not is_new
        and key not in resets
        and st.session_state[key] != st.session_state.get(_base(key))
    ):
        return
    if is_new or st.session_state[key] != usual:
        first_sight(key)
        st.session_state[key] = usual
    st.session_state[_base(key)] = usual
    st.session_state[_RESET] = resets - {key}


def _say(one: _Drawn, label: str) -> None:
    problem = _length(one)
    if problem:
        st.html(wrong_markup([problem]))
    elif one.longest and len(one.typed.strip()) > one.longest * NEAR:
        st.caption(f"{characters(len(one.typed.strip()), one.longest)}.")
    base = st.session_state.get(_base(one.key))
    if base is not None and str(base) != one.usual and one.typed != one.usual:
        theirs = one.said.get(one.usual, one.usual)
        st.caption(
            f"Intanto qui qualcuno ha scritto «{plain(theirs)}»: salvando, resta ciò che si scrive"
            " ora."
        )
    offer(one.key, one.typed, one.usual, said=one.said, label=label)


def _length(one: _Drawn) -> Problem | None:
    return too_long(one.typed.strip(), one.longest, one.label)


def _whole(found: object, usual: int) -> int:
    """A draft is words; what is no number is not taken up."""
    return (
        int(found)
        if isinstance(found, int | float) or (isinstance(found, str) and found.isdigit())
        else usual
    )


def _resets() -> frozenset[str]:
    return frozenset(st.session_state.get(_RESET, frozenset()))


def _base(key: str) -> str:
    return f"{key}·base"
