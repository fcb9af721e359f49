"""From somebody's table and the choices made for it to the edits that it asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from udp_core.calendar import month_end
from udp_core.model.entity import Image, id_of, specs
from udp_core.model.field import Kind, Spec
from udp_core.model.registry import BY_NAME
from udp_core.problem import Place, Problem
from udp_core.service.conflicts import FOLLOWING
from udp_core.service.files.cell import Reader, Stored, Style, reader
from udp_core.service.files.style import Evidence
from udp_core.service.mapping.choices import ENTITY, VALUES, Choices, code_of, month_of
from udp_core.service.mapping.layout import MISSING, Layout
from udp_core.service.saving import Edit
from udp_core.store.images import read_by_id
from udp_core.store.queries.registers import names_of
from udp_core.vocabulary import DataState, ImportKind, Origin

_NUMBERS = frozenset({Kind.CENTS, Kind.DECIMAL, Kind.WHOLE})


@dataclass(frozen=True, slots=True)
class Applied:
    """The edits, the figures that the file says are missing, and everything that does not read."""

    edits: tuple[Edit, ...]
    missing: int
    problems: tuple[Problem, ...]


def applied(connection: Connection, layout: Layout, kind: ImportKind, choices: Choices, today: date, sender: str) -> Applied:  # noqa: PLR0917 - a file, how it is read, whose and when
    """Read the table by the choices."""
    work = _Reading(connection, layout, kind, choices, today, sender)
    images = list(work.images())
    return Applied(tuple(work.edits(images)), work.missing, tuple(work.problems))


class _Reading:
    """One table on its way in."""

    def __init__(self, connection: Connection, layout: Layout, kind: ImportKind, choices: Choices, today: date, sender: str) -> None:  # noqa: PLR0917 - as above
        self.problems: list[Problem] = []
        self.missing = 0
        self._connection = connection
        self._layout = layout
        self._kind = kind
        self._entity = ENTITY[kind]
        self._specs = specs(self._entity)
        self._choices = choices
        self._today = today
        self._sender = sender
        self._names = {name: names_of(connection, BY_NAME[spec.refers_to]) for name, spec in self._specs.items() if spec.refers_to}
        self._styles = self._judged()
        self._readers: dict[str, dict[str, Reader]] = {style.value: {} for style in Style}
        self._codes: dict[tuple[str, str], str | None] = {}
        self._origins = [name for name, spec in self._specs.items() if spec.terms is Origin]
        self._states = {name: DataState.DRAFT.value for name, spec in self._specs.items() if spec.terms is DataState}
        self._fixed = self._same_for_all()

    def _judged(self) -> dict[int, Style]:
        """How each column writes its numbers, judged as a whole; true numbers of a workbook need no judging."""
        styles = {}
        columns = {column for name, column in self._choices.columns.items() if self._specs[name].kind in _NUMBERS} | set(self._choices.months.values())
        for column in columns:
            evidence = Evidence()
            for number, row in self._layout.rows:
                if column < len(row) and (number - 1, column) not in self._layout.sheet.numbers:
                    evidence.add(row[column])
            verdict = evidence.verdict(self._layout.headings[column])
            if isinstance(verdict, Problem):
                self.problems.append(verdict.at(Place(column=self._layout.headings[column])))
            styles[column] = verdict if isinstance(verdict, Style) else Style.ITALIAN
            if not evidence.examples:
                styles[column] = Style.ITALIAN
        return styles

    def _same_for_all(self) -> Image | None:
        """What every row starts from: the words chosen for the whole file, read once. None where one does not read."""
        image: Image = dict.fromkeys(self._specs)
        before = len(self.problems)
        for name, text in self._choices.fixed.items():
            self._put(image, name, text, (-1, -1), None)
        return image if len(self.problems) == before else None

    def _put(self, image: Image, name: str, text: str, at: tuple[int, int], number: int | None) -> None:
        value = self._value(name, text, at)
        if isinstance(value, Problem):
            self.problems.append(value.at(Place(self._layout.sheet.name, number, self._specs[name].label)))
        else:
            image[name] = value

    def images(self) -> Iterator[tuple[Place, Image]]:
        """A row for each figure: one a line, or one a month where months stand side by side."""
        last: dict[str, str] = {}
        for number, row in self._layout.rows:
            for name, column in self._choices.columns.items():
                cell = row[column].strip() if column < len(row) else ""
                last[name] = cell or (last.get(name, "") if name in self._entity.key else "")
            if self._choices.months:
                for month, column in self._choices.months.items():
                    yield from self._image(number, {**last, VALUES[self._kind][0]: row[column].strip() if column < len(row) else "", "period_no": str(month)}, column)
            else:
                yield from self._image(number, last, None)

    def _image(self, number: int, cells: Mapping[str, str], month_column: int | None) -> Iterator[tuple[Place, Image]]:
        figures = VALUES[self._kind]
        if figures and all(cells.get(name, "").lower() in MISSING for name in figures):
            self.missing += 1
            return
        if self._fixed is None:
            return
        image = dict(self._fixed)
        before = len(self.problems)
        for name, text in cells.items():
            column = month_column if name in figures and month_column is not None else self._choices.columns.get(name, -1)
            self._put(image, name, text, (number - 1, column), number)
        if len(self.problems) == before:
            yield Place(self._layout.sheet.name, number, "" if month_column is None else self._layout.headings[month_column]), self._completed(image)

    def _value(self, name: str, text: str, at: tuple[int, int]) -> Stored | Problem:
        spec = self._specs[name]
        if text.lower() in MISSING:
            return None
        if spec.refers_to:
            return self._referred(name, spec, text)
        if name == "period_no" and (month := month_of(text)):
            return month
        style = Style.PLAIN if at in self._layout.sheet.numbers else self._styles.get(at[1], Style.ITALIAN)
        readers = self._readers[style.value]
        if name not in readers:
            readers[name] = reader(spec, style)
        return readers[name](text)

    def _referred(self, name: str, spec: Spec, text: str) -> Stored | Problem:
        if (name, text) not in self._codes:
            self._codes[name, text] = code_of(text, self._names[name], self._choices.words.get(name, {}))
        if (code := self._codes[name, text]) is not None:
            return code
        return Problem("X31", f"«{text[:60]}» non è tra le voci di «{spec.label}» che si conoscono.", "Dire a quale corrisponde, nella tabella delle parole.", value=text)

    def _completed(self, image: Image) -> Image:
        """What goes with every figure that comes in a file."""
        if "as_of" in image and image["as_of"] is None:
            image["as_of"] = self._day(image).isoformat()
        if "source" in image and image["source"] is None:
            image["source"] = f"File di {self._sender}"
        for name in self._origins:
            image[name] = image[name] or Origin.REAL.value
        image.update(self._states)
        return image

    def _day(self, image: Image) -> date:
        year = str(image.get("fund_year_id") or image.get("year") or "").rpartition(":")[2]
        month = image.get("period_no")
        if not year.isdigit() or not isinstance(month, int) or image.get("period") != "month":
            return self._today
        return min(month_end(int(year), month), self._today)

    def edits(self, found: list[tuple[Place, Image]]) -> Iterator[Edit]:
        """New rows whole; of those already there, only what differs from the present version."""
        ids = [id_of(self._entity, image) for _, image in found]
        stored = read_by_id(self._connection, self._entity, ids)
        for row_id, (place, image) in zip(ids, found, strict=True):
            if row_id not in stored:
                yield Edit(self._entity, image, place=place)
                continue
            version, present = stored[row_id]
            changed = {name: value for name, value in image.items() if value is not None and value != present[name] and name not in FOLLOWING}
            yield Edit(self._entity, {**changed, **({"as_of": image["as_of"], "source": image["source"]} if changed and "as_of" in image else {})}, row_id, version, place=place)


