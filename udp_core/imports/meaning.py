"""The words of a table as ours: codes, members of lists, days.

A word that is none of ours is asked, once for all its rows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from udp_core.archive.entity import Entity, specs
from udp_core.archive.field import Kind, Spec
from udp_core.files.cell import Reader, Stored, Style, reader
from udp_core.imports.choices import WORD_OF, Choices
from udp_core.imports.known import EVERYONE, WHOLE_DISTRICT, KnownNames, term_of
from udp_core.imports.layout import plain
from udp_core.imports.numbers import is_missing
from udp_core.imports.questions import LEAVE_OUT, Question, asked, quoted
from udp_core.kernel import italian
from udp_core.kernel.problem import Place, Problem
from udp_core.kernel.vocabulary import AgeBand, InterventionState, Term

MOST_WORDS_ASKED = 30
_DAY_IN_WORDS = re.compile(r"(\d{1,2})\s+([a-z]+)\s+(20\d\d)")


@dataclass(frozen=True, slots=True)
class UnplacedCell:
    """A cell whose row cannot be placed.

    Its word has no answer yet, or was answered «lascia fuori».
    """

    left_out: bool


Words = Mapping[str, Mapping[str, str]]
"""By field, words of theirs and what they mean."""
NO_WORDS: Words = {}
WAITING, LEFT_OUT = UnplacedCell(left_out=False), UnplacedCell(left_out=True)
Meant = Stored | Problem | UnplacedCell


class Meaning:
    """What the words of one table mean, told once and remembered for every row.

    `answered` are the words of which who reads this file said what they mean, beside those
    remembered of its sender.
    """

    def __init__(
        self,
        entity: type[Entity],
        known: Mapping[str, KnownNames],
        choices: Choices,
        sheet: str,
        answered: Words = NO_WORDS,
    ) -> None:
        self._specs = specs(entity)
        self._known = known
        self._choices = choices
        self._sheet = sheet
        self._answered = answered
        self._met: dict[tuple[str, str], Meant] = {}
        self._asked: dict[str, Question] = {}
        self._readers: dict[str, Reader] = {}
        self.more_asked = 0
        self.other_states: list[str] = []
        """Words of a state of schede that are none of ours.

        A file never changes it, so they are said and not asked.
        """

    @property
    def questions(self) -> tuple[Question, ...]:
        """What the words of the table ask, in the order met."""
        return tuple(self._asked.values())

    def of(self, name: str, text: str, row: int | None = None) -> Meant:
        """The stored value of a word under a field."""
        met = self._met.get((name, text))
        if met is None:
            met = self._met[name, text] = self._first_met(name, text, row)
            if met is None:
                return None
        return met

    def _first_met(self, name: str, text: str, row: int | None) -> Meant:
        spec = self._specs[name]
        if is_missing(text):
            return None
        if name in self._known:
            return self._referred(name, text, row)
        if spec.terms is not None:
            return self._member(name, spec, text, row)
        if spec.kind is Kind.DAY:
            return _day(text)
        if name not in self._readers:
            self._readers[name] = reader(spec, Style.ITALIAN)
        return self._readers[name](text)

    def _told(self, name: str, text: str) -> str:
        words = self._choices.words.get(name, {})
        return words.get(text) or next(
            (said for word, said in words.items() if plain(word) == plain(text)), ""
        )

    def _referred(self, name: str, text: str, row: int | None) -> Meant:
        known = self._known[name]
        told = self._told(name, text)
        self._keep_answered(name, text, row)
        if told == LEAVE_OUT:
            return LEFT_OUT
        code = (
            told
            if told in known.names and told not in known.groups
            else known.code_of(told or text)
        )
        if code is not None:
            return code or None
        if name == "code" and not told and not known.resembles(text):
            return reader(self._specs[name], Style.ITALIAN)(text)
        return self._ask(name, text, self._which_row(name, text, row))

    def _member(self, name: str, spec: Spec, text: str, row: int | None) -> Meant:
        terms = spec.terms
        told = self._told(name, text)
        self._keep_answered(name, text, row)
        if told == LEAVE_OUT:
            return LEFT_OUT
        if terms is None or (value := term_of(terms, told or text)) is not None:
            return value if terms is not None else None
        if terms is InterventionState:
            self.other_states.append(text)
            return None
        return self._ask(name, text, self._which_member(name, terms, text, row))

    def _which_row(self, name: str, text: str, row: int | None) -> Question:
        """Which of our rows a word means; those that it may mean first."""
        known, label = self._known[name], self._specs[name].label
        among = (
            "i Comuni del distretto"
            if known.is_comune
            else f"le voci di «{label}» che si conoscono"
        )
        what = (
            "è un gruppo di voci, che non riceve cifre"
            if known.is_group(text)
            else f"non è tra {among}"
        )
        sentence = f"{quoted(text)} {what}: a quale corrisponde?"
        shown = [
            (
                known.names[code] if known.is_comune else code,
                known.names[code] if known.is_comune else f"{code} {known.names[code]}",
            )
            for code in known.offered(text)
        ]
        whole = (
            [(WHOLE_DISTRICT, EVERYONE)]
            if known.is_comune and not self._specs[name].required
            else []
        )
        inside = known.meant(text)
        first = len(inside) if known.is_group(text) or len(inside) > 1 else 0
        return self._question(name, text, sentence, [*shown, *whole], row, first)

    def _which_member(self, name: str, terms: type[Term], text: str, row: int | None) -> Question:
        """Which word of a list of ours a word means."""
        label = self._specs[name].label
        labels = ", ".join(term.label for term in terms)
        sentence = f"{quoted(text)} non è un valore di «{label}». Scegliere tra: {labels}."
        return self._question(
            name, text, sentence, [(_code_of(term), term.label) for term in terms], row
        )

    def _question(  # noqa: PLR0917 - a word with its answers
        self,
        name: str,
        text: str,
        sentence: str,
        answers: list[tuple[str, str]],
        row: int | None,
        first: int = 0,
    ) -> Question:
        key = f"{WORD_OF.get(name, name)}:{text}"
        place = Place(self._sheet, row, self._specs[name].label)
        out = (LEAVE_OUT, "non è di queste: lasciare fuori le sue righe")
        return asked(key, sentence, [*answers, out], {key: self._told(name, text)}, place, first)

    def _ask(self, name: str, text: str, question: Question) -> Meant:
        if self._is_answered(name, text):
            refused = f"{quoted(self._told(name, text))} non è una risposta: {question.sentence}"
            question = replace(question, sentence=refused)
        if sum(not one.given for one in self._asked.values()) >= MOST_WORDS_ASKED:
            self.more_asked += 1
        else:
            self._asked[question.key] = replace(question, given="")
        return WAITING

    def _is_answered(self, name: str, text: str) -> bool:
        return plain(text) in map(plain, self._answered.get(name, ()))

    def _keep_answered(self, name: str, text: str, row: int | None) -> None:
        """A word answered now stays asked, with its answer.

        Whoever gave it sees it, and may give another.
        """
        terms = self._specs[name].terms
        if not self._is_answered(name, text):
            return
        if name in self._known:
            question = self._which_row(name, text, row)
        elif terms is not None:
            question = self._which_member(name, terms, text, row)
        else:
            return
        if question.given:
            self._asked[question.key] = question


def _code_of(term: Term) -> str:
    """The word that chooses a member: «intero-distretto», «75+», «0-17»."""
    if isinstance(term, AgeBand):
        return (
            "totale"
            if term is AgeBand.TOTAL
            else term.value.replace("_plus", "+").replace("_", "-")
        )
    return plain(term.label).replace(" ", "-")


def _day(text: str) -> Stored | Problem:
    said = plain(text)
    if found := _DAY_IN_WORDS.fullmatch(said):
        months = {italian.month(number): number for number in range(1, 13)}
        if found[2] in months:
            text = f"{found[1]}/{months[found[2]]}/{found[3]}"
    read = italian.read_day(
        text.split(" ")[0] if re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d", text) else text
    )
    return read if isinstance(read, Problem) else read.isoformat()


def day_in(texts: tuple[str, ...]) -> date | None:
    """The day that a title names («al 30/11/2026»)."""
    for text in texts:
        for found in re.finditer(r"\bal (\d{1,2}[/.-]\d{1,2}[/.-]20\d\d)", text, re.IGNORECASE):
            read = italian.read_day(found[1])
            if isinstance(read, date):
                return read
    return None
