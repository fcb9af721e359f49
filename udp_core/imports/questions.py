"""What a file does not say and nobody guesses: a question with its answers, in words."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from udp_core.imports.words import plain
from udp_core.kernel.problem import NOWHERE, Place, Problem

MOST_SHOWN_ANSWERS = 12
LONGEST_QUOTED = 60


@dataclass(frozen=True, slots=True)
class ChosenAnswer:
    """One way out: the word that chooses it, and what it means."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Question:
    """An ambiguity of a file.

    `key` names it for who answers; `given` is the answer, one of `answers`, or nothing yet.
    """

    key: str
    sentence: str
    answers: tuple[ChosenAnswer, ...]
    place: Place
    given: str
    first: int
    """How many of the answers are likelier than the others; 0 where none is."""

    @property
    def shown(self) -> int:
        """How many answers are told in full; the others are only named."""
        return self.first or MOST_SHOWN_ANSWERS

    @property
    def option(self) -> str:
        """What to write on the command line to give the first answer."""
        return f"--set {shlex.quote(f'{self.key}={self.answers[0].code}')}" if self.answers else ""

    def __str__(self) -> str:
        where = f" ({self.place})" if str(self.place) else ""
        return f"{self.sentence}{where}"


LEAVE_OUT = "lascia-fuori"
"""The answer by which rows, cells or columns are not taken."""
READ = "leggi"
"""The answer by which they are."""


def asked(  # noqa: PLR0917 - a question
    key: str,
    sentence: str,
    answers: Iterable[tuple[str, str]],
    told: Mapping[str, str],
    place: Place = NOWHERE,
    first: int = 0,
) -> Question:
    """The question, with the answer that was told where it is one of the answers."""
    found = tuple(ChosenAnswer(code, words) for code, words in answers)
    return Question(key, sentence, found, place, _given(found, told.get(key, "")), first)


def _given(answers: tuple[ChosenAnswer, ...], said: str) -> str:
    """The code of the answer that was said by its code or by its words."""
    exact = next((one.code for one in answers if one.code == said), "")
    return exact or next(
        (
            one.code
            for one in answers
            if said and plain(said) in {plain(one.code), plain(one.words)}
        ),
        "",
    )


def unanswered(questions: Iterable[Question]) -> tuple[Question, ...]:
    """Those that still wait."""
    return tuple(one for one in questions if not one.given)


def not_an_answer(questions: Iterable[Question], told: Mapping[str, str]) -> tuple[Problem, ...]:
    """A problem for each answer told that is none of those offered."""
    return tuple(
        Problem(
            "X37",
            f"«{told[one.key][:LONGEST_QUOTED]}» non è una risposta a «{one.key}».",
            f"Scegliere tra: {offered(one)}.",
            one.place,
            told[one.key],
        )
        for one in questions
        if one.key in told and not one.given
    )


def offered(question: Question) -> str:
    """The codes of the answers, as they are written in a sentence."""
    codes = [one.code for one in question.answers[:MOST_SHOWN_ANSWERS]]
    return ", ".join(codes) + ("…" if len(question.answers) > MOST_SHOWN_ANSWERS else "")


def quoted(text: str) -> str:
    """Words of a file inside a sentence of ours."""
    return f"«{text.strip()[:LONGEST_QUOTED]}»"


def letter(column: int) -> str:
    """A column as a spreadsheet names it: 0 is «A», 26 is «AA»."""
    before, place = divmod(column, 26)
    return (letter(before - 1) if before else "") + chr(ord("A") + place)
