"""A file of others from its bytes to what it would change.

The same for the screen and for the command.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection, Engine

from udp_core.archive.engine import reading
from udp_core.archive.entity import specs
from udp_core.desk.queries.desk import programmes_of
from udp_core.desk.workbooks.preview import Preview, nothing, preview
from udp_core.files.unpacked import Sheet
from udp_core.imports.choices import COLUMN, WHOLE_FILE, Choices, usual_fixed
from udp_core.imports.constants import constants
from udp_core.imports.file_kinds import ENTITY
from udp_core.imports.known import KnownNames, known_of
from udp_core.imports.layout import Layout, no_table, plain, read_any, tables
from udp_core.imports.outcome import ReadTable, outcome
from udp_core.imports.planning import planned
from udp_core.imports.queries import (
    comuni_of,
    indicators_in_percent,
    schede_known,
    schede_of,
    units_of,
)
from udp_core.imports.questions import (
    ChosenAnswer,
    Question,
    asked,
    not_an_answer,
    quoted,
    unanswered,
)
from udp_core.imports.ranges import with_ranges
from udp_core.imports.reading_sheet import ReadingSheet
from udp_core.imports.remembered import recalled
from udp_core.imports.sections import with_sections
from udp_core.imports.totals import with_totals_read
from udp_core.imports.whose import OwnDistrict, called, rows_of_others, whose
from udp_core.imports.work import Work
from udp_core.kernel.italian import plural
from udp_core.kernel.problem import Place, Problem, RefusedError
from udp_core.kernel.vocabulary import ImportKind, Right
from udp_core.people.rights import actor_of
from udp_core.people.rules import Actor, RowSubject
from udp_core.territory.queries import district_name, municipalities
from udp_core.writing.conflicts import Conflict
from udp_core.writing.edit_rules import SUMS, excusable
from udp_core.writing.saving import Agree, Edit


@dataclass(frozen=True, slots=True)
class Received:
    """A file.

    Its name, what it holds, who sent it, who imports it, for which district and year, when.
    """

    name: str
    kind: ImportKind
    sender: str
    officer_id: str
    district: str
    year: int
    today: date


@dataclass(frozen=True, slots=True)
class JudgedFile:
    """What a file would do, and what has to be said before.

    Nothing is stored while a question waits.
    """

    layout: Layout
    choices: Choices
    questions: tuple[Question, ...]
    reading: ReadingSheet
    preview: Preview
    columns: Mapping[str, int]
    """Which column was read as which field."""
    unused: tuple[str, ...]
    """Keys answered that this file does not ask."""
    constants: Mapping[str, tuple[ChosenAnswer, ...]]
    """What may be said once of the whole file, by field: what no column says."""

    @property
    def waiting(self) -> tuple[Question, ...]:
        """The questions without an answer."""
        return unanswered(self.questions)

    @property
    def edits(self) -> tuple[Edit, ...]:
        """What would be written."""
        return self.preview.edits

    @property
    def refused(self) -> tuple[Problem, ...]:
        """Everything that is wrong."""
        return self.preview.refused

    @property
    def excused(self) -> tuple[Problem, ...]:
        """What is out of the usual, and right by the reason given."""
        return self.preview.excused

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """What others changed meanwhile."""
        return self.preview.conflicts

    @property
    def can_be_saved(self) -> bool:
        """All or nothing: no question waits, nothing is refused."""
        return not self.waiting and self.preview.can_be_saved

    def count(self, change: str) -> int:
        """How many rows would be «added», «changed», «unchanged», «removed»."""
        return self.preview.count(change)


def judged_file(  # noqa: PLR0917 - a file, how it is read, and what was agreed to
    engine: Engine,
    content: bytes,
    about: Received,
    told: Choices | Mapping[str, str],
    reason: str = "",
    named: frozenset[str] = frozenset(),
) -> JudgedFile:
    """What the file would change, read as told, else as it was last time.

    The reason excuses values out of the usual, each of its row; of the sums, only those whose code
    was `named`.
    Raises RefusedError where it cannot be read at all.
    """
    words = told if isinstance(told, Choices) else Choices(fixed=told)
    return judged_sheets(engine, read_any(content, about.name), about, words, reason, named=named)


def judged_sheets(  # noqa: PLR0917 - a file, how it is read, and what was agreed to
    engine: Engine,
    sheets: Sequence[Sheet],
    about: Received,
    told: Choices,
    reason: str,
    shown: frozenset[str] | None = None,
    *,
    named: frozenset[str] = frozenset(),
) -> JudgedFile:
    """The same, of a file already opened.

    A reason excuses what may be right all the same, and of it only what was `shown`; None where
    nothing was: then only
    values of single rows, and the sums whose code was `named`.
    """
    with reading(engine) as connection:
        found, layout, choices, once = worked(connection, sheets, about, told)
    agree = _agreeing(shown, named) if reason and not found.problems else nothing
    judged = preview(engine, about.officer_id, found.edits, found.problems, about.today, agree)
    asked_keys = {one.key for one in found.questions}
    unused = tuple(
        key
        for key in told.answers
        if key not in asked_keys | WHOLE_FILE and not key.startswith(COLUMN)
    )
    return JudgedFile(
        layout, choices, found.questions, found.reading, judged, found.columns, unused, once
    )


def _agreeing(shown: frozenset[str] | None, named: frozenset[str]) -> Agree:
    """To what was shown.

    Where nothing was, to the values of single rows, and to the sums whose code was named.
    """

    def agree(problems: Sequence[Problem]) -> frozenset[str]:
        by_name = frozenset(
            one.key for one in problems if one.code not in SUMS or one.code in named
        )
        return excusable(problems) & (by_name if shown is None else shown)

    return agree


def worked(
    connection: Connection, sheets: Sequence[Sheet], about: Received, told: Choices
) -> tuple[ReadTable, Layout, Choices, Mapping[str, tuple[ChosenAnswer, ...]]]:
    """The table that is read with all that came of it: the reading sheet, its questions, the edits.

    Nothing judged yet. Raises RefusedError where no sheet has a table.
    """
    known = _known(connection, about)
    layouts = tuple(
        _arranged(replace(one, file=about.name), about.kind, told, known) for one in tables(sheets)
    )
    if not layouts:
        raise RefusedError([no_table(about.name)])
    which, layout = _chosen(layouts, about, told, known)
    remembered = recalled(connection, layout, about.kind, about.sender) or Choices()
    choices = _with_comune_named(told.over(remembered), known)
    programmes = programmes_of(connection, about.district, about.year)
    usual = usual_fixed(about.kind, about.district, about.year, programmes[0] if programmes else "")
    choices = replace(choices, fixed={**usual, **choices.fixed})
    actor = actor_of(connection, about.officer_id, about.today)
    work = Work(
        connection=connection,
        layout=layout,
        others=[one for one in layouts if one is not layout],
        kind=about.kind,
        choices=choices,
        known=known,
        name=about.name,
        sender=about.sender,
        year=about.year,
        today=about.today,
        comuni=_comuni(known, about, actor),
        may_be_whole=_may(actor, about, None),
        percents=(
            indicators_in_percent(connection)
            if about.kind is ImportKind.INDICATORS
            else frozenset()
        ),
        units=units_of(connection) if about.kind is ImportKind.ACTIVITY else {},
        answered=told.words,
    )
    found = outcome(work)
    district = _district(connection, about.district)
    first = (*([which] if which else []), *whose(layout, district, choices.answers))
    wrong = (*not_an_answer(first, choices.answers), *rows_of_others(layout, district))
    found = replace(
        found,
        problems=(*wrong, *found.problems),
        questions=(*first, *found.questions),
    )
    once = constants(about.kind, found.columns, known, work.comuni, whole=work.may_be_whole)
    return found, layout, choices, once


def _arranged(
    layout: Layout, kind: ImportKind, told: Choices, known: Mapping[str, KnownNames]
) -> Layout:
    """The table with what its parts, its days and the answers on its totals say, row by row."""
    return with_ranges(with_sections(with_totals_read(layout, told), kind, known), kind)


def _known(connection: Connection, about: Received) -> dict[str, KnownNames]:
    """What each reference of the kind may be; Comuni of the district, schede of the programme."""
    known = {
        name: known_of(connection, spec.refers_to)
        for name, spec in specs(ENTITY[about.kind]).items()
        if spec.refers_to
    }
    if "municipality_id" in known:
        known["municipality_id"] = known["municipality_id"].only(
            comuni_of(connection, about.district)
        )
    if about.kind is ImportKind.SCHEDE:
        titles = schede_of(connection, about.district, about.year)
        known["code"] = KnownNames(titles, {plain(code): (code,) for code in titles})
    if about.kind is ImportKind.SCHEDA_SPENDING:
        known["intervention_id"] = _schede(schede_known(connection, about.district, about.year))
    return known


def _schede(rows: Sequence[tuple[str, str, str]]) -> KnownNames:
    """The schede of the programme, by code and by title."""
    words: dict[str, tuple[str, ...]] = {}
    for row_id, code, title in rows:
        for word in (plain(code), plain(title), plain(f"{code} {title}")):
            words[word] = (*words.get(word, ()), row_id)
    return KnownNames({row_id: f"{code} {title}" for row_id, code, title in rows}, words)


def _chosen(
    layouts: Sequence[Layout],
    about: Received,
    told: Choices,
    known: Mapping[str, KnownNames],
) -> tuple[Question | None, Layout]:
    """The table to read: the only one of the kind in sight.

    Where there are more, or only hidden ones, which is asked.
    """
    good = [
        one for one in layouts if not planned(one, about.kind, Choices(), known).problems
    ] or list(layouts)
    seen = [one for one in good if not one.sheet.hidden]
    if len(seen) == 1 and "foglio" not in told.answers:
        return None, seen[0]
    offered = seen or good
    if "foglio" in told.answers:
        offered = list(layouts)
    answers = [
        (
            one.sheet.name,
            (
                f"{quoted(one.sheet.name)}{' (nascosto)' if one.sheet.hidden else ''},"
                f" {plural(len(one.rows), 'riga', 'righe')}"
            ),
        )
        for one in offered
    ]
    why = (
        "Nel file ci sono più tabelle: quale si legge?"
        if seen
        else "Nel file la tabella sta in un foglio nascosto: si legge?"
    )
    question = asked("foglio", why, answers, told.answers, Place(file=about.name))
    return question, next((one for one in offered if one.sheet.name == question.given), offered[0])


def _district(connection: Connection, code: str) -> OwnDistrict:
    return called(
        code,
        district_name(connection, code),
        [one.name for one in municipalities(connection, code)],
    )


def _with_comune_named(choices: Choices, known: Mapping[str, KnownNames]) -> Choices:
    """The Comune told in any writing, by its name: the answers are names."""
    said = choices.answers.get("comune")
    code = known["municipality_id"].code_of(said) if said and "municipality_id" in known else None
    return (
        replace(
            choices, answers={**choices.answers, "comune": known["municipality_id"].names[code]}
        )
        if code
        else choices
    )


def _may(actor: Actor | None, about: Received, code: str | None) -> bool:
    """True where who imports may write figures of a Comune, or of the whole district."""
    return actor is None or actor.may(Right.ENTER, RowSubject(about.district, None, code))


def _comuni(known: Mapping[str, KnownNames], about: Received, actor: Actor | None) -> list[str]:
    names = known["municipality_id"].names if "municipality_id" in known else {}
    return [name for code, name in names.items() if _may(actor, about, code)]


def refuse_unused(judged: JudgedFile) -> None:
    """Raise RefusedError where something was answered that the file does not ask.

    Whoever answered expected another reading.
    """
    if judged.unused:
        asked_keys = ", ".join(one.key for one in judged.questions) or "nessuna"
        raise RefusedError(
            [
                Problem(
                    "X38",
                    f"Questo file non chiede «{key}».",
                    f"Toglierlo; le domande di questo file: {asked_keys}.",
                    value=key,
                )
                for key in judged.unused
            ]
        )
