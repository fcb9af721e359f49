"""Which columns of figures are read: one for each figure.

Where two would fill the same rows, which one is asked.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from udp_core.archive.entity import specs
from udp_core.imports.choices import Choices
from udp_core.imports.columns import Columns
from udp_core.imports.figure_headings import FigureHeadings, is_share, is_unitary
from udp_core.imports.file_kinds import ENTITY, MAIN_VALUE, OF_MONEY
from udp_core.imports.known import KnownNames
from udp_core.imports.layout import plain
from udp_core.imports.periods import resembles_month
from udp_core.imports.plan import FigureColumn
from udp_core.imports.questions import LEAVE_OUT, Question, asked, letter, quoted
from udp_core.kernel.italian import listing
from udp_core.kernel.problem import Place
from udp_core.kernel.vocabulary import ImportKind

ALL = "tutte"


class Figures:
    """The columns of figures of one table, and what has to be asked of them.

    `likely` are those of the first answer, while which column is not answered.
    """

    def __init__(self, columns: Columns, choices: Choices, known: Mapping[str, KnownNames]) -> None:
        self.questions: list[Question] = []
        self.likely: tuple[FigureColumn, ...] = ()
        self._columns = columns
        self._kind = columns.kind
        self._choices = choices
        told = "source_id" in choices.fixed or "fonte" in choices.answers
        self._headings = FigureHeadings(columns, known, source_told=told)

    def told(self, column: int) -> tuple[FigureColumn, ...]:
        """The one column that somebody said; none where it is said to be none."""
        return (self._headings.of(column),) if column >= 0 else ()

    def among(
        self, taken: Collection[int], *, has_period: bool
    ) -> tuple[tuple[FigureColumn, ...], tuple[int, ...]]:
        """The columns of figures, and those of their sums, among the columns not `taken`.

        `has_period` where a column says the period of each row.
        """
        free = [column for column in self._columns.all if self._is_free(column, taken)]
        found = [figure for column in free if (figure := self._headings.candidate(column))]
        wide = _without_lone_numbers([one for one in found if one.is_one_of_several])
        narrow = [one for one in found if not one.is_one_of_several]
        narrow = [one for one in narrow if not self._is_beside(one.heading)] or narrow
        sums = tuple(one.column for one in narrow if one.is_a_sum)
        lone = wide and not narrow and (not has_period or bool(wide[0].municipality))
        if len(wide) > 1 or lone:
            read = {*sums, *(one.column for one in wide)}
            self._ask_strangers(wide, [column for column in free if column not in read])
            return self._one_each(wide), sums
        if wide and narrow and wide[0].municipality:
            self._ask_alone(wide[0], narrow[0])
        parts = [one for one in narrow if one.column not in sums]
        if sums and not parts:
            narrow = [*self._unnamed([one for one in free if one not in sums]), *narrow]
        if parts and not self._may_be_of_a_part(parts):
            narrow = parts
        read = {figure.column for figure in narrow}
        return self._one_each(narrow), tuple(one for one in sums if one not in read)

    def _is_beside(self, heading: str) -> bool:
        """True of what stands beside an amount: what one unit costs, a share, how many papers."""
        is_no_money = _numbers_rows(heading) or is_share(heading)
        return is_unitary(heading) or (self._kind in OF_MONEY and is_no_money)

    def _unnamed(self, free: Sequence[int]) -> list[FigureColumn]:
        """The columns of figures beside a total alone, of which nothing says what they are.

        They may be its parts, of other sources or of something else.
        """
        if self._kind not in OF_MONEY:
            return []
        found = [self._headings.of(one) for one in free if self._columns.holds_only_figures(one)]
        return [one for one in found if one.unit is None and not _numbers_rows(one.heading)]

    def _is_free(self, column: int, taken: Collection[int]) -> bool:
        return (
            bool(self._columns.heading(column))
            and column not in taken
            and not self._columns.is_empty(column)
        )

    def _may_be_of_a_part(self, parts: Sequence[FigureColumn]) -> bool:
        """True where several amounts are told apart by nothing of ours, as what is before the
        tax and the tax: the total may be the one.
        """
        alike = {(one.source, one.phase, one.unit) for one in parts}
        return self._kind in OF_MONEY and len(parts) > 1 and len(alike) == 1

    def _ask_strangers(self, wide: Sequence[FigureColumn], others: Sequence[int]) -> None:
        """A column of figures beside those of Comuni, or with the heading of a month badly written.

        Not left out in silence.
        """
        of_comuni = all(one.municipality for one in wide)
        strange = [
            column
            for column in others
            if (of_comuni or resembles_month(self._columns.heading(column)))
            and self._columns.holds_only_figures(column)
        ]
        if not strange:
            return
        named = listing([quoted(self._columns.heading(column)) for column in strange])
        have = "ha" if len(strange) == 1 else "hanno"
        what = "di quale Comune" if of_comuni else "di quale periodo"
        sentence = f"{named} {have} cifre, e non si capisce {what} sono."
        self._ask_left_out(sentence, "non sono di queste: lasciarle fuori")

    def _ask_alone(self, own: FigureColumn, figures: FigureColumn) -> None:
        """One Comune alone with a column of its own, beside figures that may be of all of them."""
        if self._columns.holds_only_figures(own.column):
            named, other = quoted(own.heading), quoted(figures.heading)
            sentence = f"{named} ha cifre, e non si capisce se {other} le comprende."
            self._ask_left_out(sentence, f"leggere {other} e lasciarle fuori")

    def _ask_left_out(self, sentence: str, answer: str) -> None:
        given, place = self._choices.answers, Place(self._columns.layout.where)
        answers = [(LEAVE_OUT, answer)]
        self.questions.append(asked("altre-colonne", sentence, answers, given, place))

    def _one_each(self, found: Sequence[FigureColumn]) -> tuple[FigureColumn, ...]:
        """One column for each figure: where two would fill the same rows, which one is asked."""
        units = {one.unit for one in found}
        clash = _clash(found) or (self._kind is ImportKind.FRNA_MONITORING and len(units) > 1)
        measures = self._kind is ImportKind.ACTIVITY and len(units) > 1 and not clash
        if not clash and not measures:
            return tuple(found)
        groups = _groups(found)
        answers = {self._slug(group, groups): group for group in groups}
        given = self._ask_which(answers, all_together=measures)
        if not given:
            self.likely = tuple(found if measures else groups[0])
        return tuple(found) if given == ALL else tuple(answers.get(given, ()))

    def _slug(self, group: Sequence[FigureColumn], groups: Sequence[Sequence[FigureColumn]]) -> str:
        """The word that chooses a column or a block.

        Its own where no other has it, else the letter of the column.
        """
        wide = any(one.span for one in group)
        own = self._own_words(group[0], wide=wide)
        others = [self._own_words(one[0], wide=wide) for one in groups if one is not group]
        return own if own and own not in others else letter(group[0].column).lower()

    def _own_words(self, first: FigureColumn, *, wide: bool) -> str:
        """The block of columns a month; of a column alone, the lowest row of its heading."""
        words = self._columns.words(first.column)
        if wide:
            said = first.block or first.heading
        else:
            said = words[1] if len(words) > 1 and words[1] else first.heading
        return plain(said).replace(" ", "-")

    def _ask_which(self, answers: Mapping[str, list[FigureColumn]], *, all_together: bool) -> str:
        shown = [(code, self._described(group)) for code, group in answers.items()]
        whole = [(ALL, "tutte, ciascuna con la sua unità")] if all_together else []
        label = specs(ENTITY[self._kind])[MAIN_VALUE[self._kind]].label
        named = ", ".join(
            quoted(group[0].heading if len(group) == 1 else group[0].block)
            for group in answers.values()
        )
        sentence = f"Più colonne possono dare «{label}»: {named}. Quale si legge?"
        question = asked("colonna", sentence, [*whole, *shown], self._choices.answers)
        self.questions.append(question)
        return question.given

    def _described(self, group: Sequence[FigureColumn]) -> str:
        first, last = group[0], group[-1]
        example = self._columns.first_figure(first.column) or "vuota"
        if len(group) == 1:
            name, where = first.heading, f"colonna {letter(first.column)}"
        else:
            name = first.block or first.heading
            where = f"colonne da {letter(first.column)} a {letter(last.column)}"
        return f"{quoted(name)}, {where}; la prima cifra è {example}"


def _numbers_rows(heading: str) -> bool:
    """True of a column that numbers documents, or rows."""
    return plain(heading).split()[:1] in [
        [word] for word in ("n", "nr", "num", "numero", "cod", "codice", "id", "prot")
    ]


def _clash(found: Sequence[FigureColumn]) -> bool:
    """True where two columns would fill the same rows."""
    return len({one.same for one in found}) < len(found)


def _groups(found: Sequence[FigureColumn]) -> list[list[FigureColumn]]:
    """What is chosen among: the blocks of columns where each is whole, else the single columns."""
    by_block: dict[str, list[FigureColumn]] = {}
    for figure in found:
        by_block.setdefault(figure.block, []).append(figure)
    blocks = list(by_block.values())
    if len(blocks) > 1 and not any(map(_clash, blocks)):
        return blocks
    return [[one] for one in found]


def _without_lone_numbers(found: list[FigureColumn]) -> list[FigureColumn]:
    """Headings that are bare numbers are months only where at least two follow each other."""
    bare = [one for one in found if one.span and one.span.bare]
    numbers = [one.span.first for one in bare if one.span]
    follow = len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return found if follow or not bare else [one for one in found if one not in bare]
