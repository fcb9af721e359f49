"""What any row of any entity is called.

Words and years, as people say it, and no code where there is a name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection

from udp_core.archive.entity import Entity, Image, specs, table_name
from udp_core.archive.field import Spec
from udp_core.archive.images import read_all, read_by_id
from udp_core.archive.queries import NAMES
from udp_core.archive.registry import BY_NAME
from udp_core.kernel import italian
from udp_core.kernel.italian import OF_WHOLE_DISTRICT
from udp_core.kernel.problem import Place, Problem
from udp_core.kernel.small_numbers import NOT_PUBLISHABLE
from udp_core.kernel.vocabulary import PeriodKind
from udp_core.people.rules import Actor
from udp_core.people.small_counts import SmallCounts
from udp_core.writing.conflicts import Conflict
from udp_core.writing.words import words_of

Value = int | str | None
NOTHING = "vuoto"
_BY_LABEL = {entity.label: entity for entity in BY_NAME.values()}
_LONG = frozenset(
    {
        "frna_entry",
        "activity_measure",
        "measurement",
        "population",
        "published_row",
        "intervention_funding",
    }
)
"""Tables that are not read whole to name one row."""
_SHORT_SOURCE = 12
"""A source whose code is no longer is known by it: FRNA, FNA."""


class Names:
    """The names of the rows of an archive as it stands: each is looked up once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[tuple[type[Entity], str], Image | None] = {}
        self._whole: set[type[Entity]] = set()

    def of(self, entity: type[Entity], row_id: str, image: Image | None = None) -> str:
        """What a row is called.

        By its `image` where it is no longer there, by its id where nothing is known of it.
        """
        found = image or self._image(entity, row_id)
        return self._label(entity, found) if found else row_id

    def moved(self, entity: type[Entity], row_id: str, image: Image) -> str:
        """What takes a step: the row, or what of it has the life («preventivo FRNA 2026»)."""
        name = self.of(entity, row_id, image)
        return f"preventivo {name}" if table_name(entity) == "fund_year" else name

    def titled(self, entity: type[Entity], row_id: str, image: Image | None = None) -> str:
        """The same after what it is: «scheda S26-01 Affido (2026)», «movimento FRNA: FRNA 2026,
        A1.1 …, Cervia, …».
        """
        name = self.of(entity, row_id, image)
        return (
            f"{entity.label} {name}" if table_name(entity) in _CALLED else f"{entity.label}: {name}"
        )

    def value(self, spec: Spec, value: Value) -> str:
        """A stored value in words; the name of the row that it refers to."""
        if value is not None and spec.refers_to:
            return self.of(BY_NAME[spec.refers_to], str(value))
        return words_of(spec, value)

    def at(self, place: Place) -> Place:
        """A place with its row by name."""
        entity = _BY_LABEL.get(place.entity)
        if entity is None or not place.entity_id:
            return place
        return replace(place, entity_id=self.of(entity, place.entity_id))

    def all(self, entity: type[Entity]) -> dict[str, str]:
        """Id to name of every row, no two alike.

        Where two would be, each says its district too, or its code.
        """
        rows = {row_id: image for row_id, _, image in read_all(self._connection, entity)}
        self._known |= {(entity, row_id): image for row_id, image in rows.items()}
        names = {row_id: self._label(entity, image) for row_id, image in rows.items()}
        often = Counter(names.values())
        return {
            row_id: f"{name} [{row_id}]" if often[name] > 1 else name
            for row_id, name in names.items()
        }

    def _image(self, entity: type[Entity], row_id: str) -> Image | None:
        key = (entity, row_id)
        if key not in self._known and table_name(entity) not in _LONG:
            self._read_all(entity)
        if key not in self._known:
            found = read_by_id(self._connection, entity, [row_id]).get(row_id)
            self._known[key] = found[1] if found else None
        return self._known[key]

    def _read_all(self, entity: type[Entity]) -> None:
        """The whole of a short table, once: many rows refer to it."""
        if entity not in self._whole:
            self._whole.add(entity)
            rows = read_all(self._connection, entity)
            self._known |= {(entity, row_id): image for row_id, _, image in rows}

    def _label(self, entity: type[Entity], image: Image) -> str:
        called = _CALLED.get(table_name(entity))
        if called:
            return called(self, image)
        own = _own_name(entity, image)
        if len(entity.key) == 1 and own:
            return own
        return ", ".join([*self._parts(entity, image), *([own] if own else [])])

    def _parts(self, entity: type[Entity], image: Image) -> Iterator[str]:
        """The words of a key, its district left out where something else is there."""
        known = specs(entity)
        for name in entity.key:
            value = image.get(name)
            if name == "municipality_id":
                yield self.of(BY_NAME["municipality"], str(value)) if value else OF_WHOLE_DISTRICT
            elif name == "period":
                number = image.get("period_no")
                yield italian.period(PeriodKind.of(str(value)), int(number) if number else None)
            elif value is not None and name not in {"district_id", "period_no"}:
                yield self._part(known[name], name, value)

    def _part(self, spec: Spec, name: str, value: int | str) -> str:
        if spec.refers_to:
            parent = BY_NAME[spec.refers_to]
            short = _SHORT.get(spec.refers_to)
            found = self._image(parent, str(value)) if short else None
            return short(self, found) if short and found else self.of(parent, str(value))
        return f"n. {value}" if name == "number" else words_of(spec, value)

    def year_of(self, image: Image) -> str:
        """The year of the programme of a scheda."""
        found = self._image(BY_NAME["annual_programme"], str(image["programme_id"]))
        return f" ({found['year']})" if found else ""


def _own_name(entity: type[Entity], image: Image) -> str:
    name = next((one for one in NAMES if one in specs(entity)), "")
    return str(image.get(name) or "") if name else ""


def _fund_year(names: Names, image: Image) -> str:
    source = str(image["source_id"])
    known = (
        source.upper()
        if len(source) <= _SHORT_SOURCE
        else names.of(BY_NAME["funding_source"], source)
    )
    return f"{known} {image['year']}"


def _mandate(names: Names, image: Image) -> str:
    spec = specs(BY_NAME["mandate"])
    fields = ("officer_id", "role", "area_id", "municipality_id", "district_id")
    return ", ".join(names.value(spec[one], image[one]) for one in fields if image[one] is not None)


def _title(_names: Names, image: Image) -> str:
    return str(image["title"])


def _name(_names: Names, image: Image) -> str:
    return str(image["name"])


_Called = Callable[[Names, Image], str]
_CALLED: dict[str, _Called] = {
    "intervention": lambda names, one: f"{one['code']} {one['title']}{names.year_of(one)}",
    "officer": lambda _, one: f"{one['code']} — {one['name']}",
    "frna_voce": lambda _, one: f"{one['code']} {one['short_name']}",
    "indicator": lambda _, one: f"{one['code']} {one['name']}",
    "fund_year": _fund_year,
    "annual_programme": lambda _, one: (
        str(one["title"])
        if str(one["year"]) in str(one["title"])
        else f"{one['title']} {one['year']}"
    ),
    "mandate": _mandate,
    "state_step": lambda _, one: (
        f"{one['row_title']}, da «{one['from_state']}» a «{one['to_state']}»"
    ),
    "sitting": lambda _, one: (
        italian.day(date.fromisoformat(str(one["held_on"])))
        if one.get("held_on")
        else str(one["code"])
    ),
    "municipality": lambda _, one: str(one["name"]),
    **dict.fromkeys(("agreement", "regulation", "legal_reference", "appointment"), _title),
    **dict.fromkeys(("regulated_service", "integration_process", "associated_service"), _name),
}
"""What is called by more than its name or its key."""
_SHORT: dict[str, _Called] = {
    "intervention": lambda names, one: f"{one['code']}{names.year_of(one)}",
    "officer": lambda _, one: str(one["code"]),
}
"""What is called by less where it is a part of the name of something else."""


def labels_of(connection: Connection, entity: type[Entity]) -> dict[str, str]:
    """Id to name of every row of a table that is referred to, to choose among them."""
    return Names(connection).all(entity)


def labels_on(connection: Connection, entity: type[Entity], day: date) -> dict[str, str]:
    """The same, without what is over on a day: it is shown where it is written, and offered no
    more.
    """
    over = {row_id for row_id, _, image in read_all(connection, entity) if _is_over(image, day)}
    known = labels_of(connection, entity)
    return {row_id: words for row_id, words in known.items() if row_id not in over}


def _is_over(image: Image, day: date) -> bool:
    end = image.get("valid_to") or image.get("ends_on")
    return bool(end) and str(end) < day.isoformat()


def rows_in_words(
    connection: Connection, entity: type[Entity], images: Sequence[Image], reader: Actor | None
) -> tuple[list[str], list[list[str]]]:
    """Headings and cells of rows, with names in place of codes.

    Of people, counts only for who may write them.
    """
    names, known, small = Names(connection), specs(entity), SmallCounts(connection, reader)
    cells = []
    for image in images:
        hidden = small.hidden(entity, image)
        cells.append(
            [
                NOT_PUBLISHABLE if name in hidden else names.value(spec, image[name])
                for name, spec in known.items()
            ]
        )
    return [spec.label for spec in known.values()], cells


def by_name(connection: Connection, problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """The problems, each at a row called by its name."""
    names = Names(connection)
    return tuple(problem.at(names.at(problem.place)) for problem in problems)


def conflict_words(connection: Connection, one: Conflict) -> tuple[str, str, str, str]:
    """What a row on which two differ is called.

    What stands, what is asked and what was there, in words.
    """
    names, spec = Names(connection), specs(one.entity)[one.field]
    values = (names.value(spec, value) or NOTHING for value in (one.theirs, one.mine, one.base))
    theirs, mine, base = values
    return names.titled(one.entity, one.entity_id), theirs, mine, base
