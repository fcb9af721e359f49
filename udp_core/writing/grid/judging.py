"""What is typed in a grid, judged.

The edits it asks for, the cells that are not understood, the rows not complete.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from udp_core.archive.entity import id_of, specs, table_name
from udp_core.archive.images import read_by_id
from udp_core.files.cell import Stored
from udp_core.kernel.problem import Place, Problem
from udp_core.writing.edit_rules import by_a_step
from udp_core.writing.grid.cells import GridColumns
from udp_core.writing.grid.sheet import Cells, GridSheet, Line, Touched, block_of, is_block
from udp_core.writing.registers import BY_COMMAND
from udp_core.writing.saving import Edit
from udp_core.writing.time_rules import day_of, period_of

MISSING, KEY, STATE, TWICE, WIDE = "C01", "G03", "G04", "G05", "G06"


@dataclass(frozen=True, slots=True)
class JudgedGrid:
    """The edits, where nothing is wrong; what is wrong, by line and column (the whole line: an
    empty column).
    """

    edits: tuple[Edit, ...]
    wrong: Mapping[Line, Mapping[str, Problem]]
    numbers: Mapping[Line, int]
    """By which each line is told."""

    @property
    def refused(self) -> tuple[Problem, ...]:
        """Cells that are not understood, with their rows and columns."""
        return tuple(
            one for cells in self.wrong.values() for one in cells.values() if one.code != MISSING
        )

    @property
    def incomplete(self) -> Mapping[Line, tuple[str, ...]]:
        """Lines in which something is missing, and the columns in which it is."""
        found = {
            line: tuple(one.place.column for one in cells.values() if one.code == MISSING)
            for line, cells in self.wrong.items()
        }
        return {line: columns for line, columns in found.items() if columns}


@dataclass(frozen=True, slots=True)
class Bench:
    """Where what is typed is judged.

    The columns, the day, and the number by which each line is told.
    """

    columns: GridColumns
    today: date
    numbers: Mapping[Line, int]

    def place(self, line: Line, name: str = "") -> Place:
        """Row and column as they are told."""
        return Place(
            row=self.numbers.get(line), column=self.columns.spec(name).label if name else ""
        )


def judged(bench: Bench, sheet: GridSheet) -> JudgedGrid:
    """Every edit and everything that is wrong.

    With anything wrong there is no edit of that line.
    """
    wrong: defaultdict[Line, dict[str, Problem]] = defaultdict(dict)
    edits = []
    for row_id, touched in sheet.changed.items():
        values = _values(bench, row_id, touched.cells, wrong)
        _refuse_keys(bench, row_id, touched, wrong)
        edits.append(
            Edit(bench.columns.entity, values, row_id, touched.seen, place=bench.place(row_id))
        )
    for row_id, seen in sheet.removed.items():
        edits.append(
            Edit(bench.columns.entity, {}, row_id, seen, remove=True, place=bench.place(row_id))
        )
    new = {number: _new(bench, number, cells, wrong) for number, cells in sheet.added.items()}
    _refuse_twice(bench, new, wrong)
    edits += [
        Edit(bench.columns.entity, values, place=bench.place(number))
        for number, values in new.items()
    ]
    return JudgedGrid(
        tuple(edits), {line: cells for line, cells in wrong.items() if cells}, bench.numbers
    )


Wrong = Mapping[Line, dict[str, Problem]]


def _values(bench: Bench, line: Line, cells: Cells, wrong: Wrong) -> dict[str, Stored]:
    values: dict[str, Stored] = {}
    for name, text in cells.items():
        value = _value(bench.columns, line, name, text)
        if isinstance(value, Problem):
            wrong[line][name] = value.at(bench.place(line, name))
        else:
            values[name] = value
    return values


def _value(columns: GridColumns, line: Line, name: str, text: str) -> Stored | Problem:
    if is_block(columns, name, text):
        return _too_wide(columns, name, text)
    value = columns.read(name, text)
    if (
        _is_of_a_step(columns, name)
        and not isinstance(value, Problem)
        and not _is_first_state(columns, line, name, value)
    ):
        if columns.spec(name).by_step:
            return by_a_step(columns.spec(name).label, text)
        first = columns.shown(name, columns.usual.get(name))
        return Problem(
            STATE,
            f"«{columns.spec(name).label}» non si scrive qui: lo stato si cambia con il suo"
            " passaggio.",
            f"Lasciare quello di prima; in una riga nuova «{first}», o vuoto. Poi usare «Conferme e"
            " stati».",
            value=text,
        )
    return value


def _is_of_a_step(columns: GridColumns, name: str) -> bool:
    """A state, and what its step writes beside it."""
    return name in BY_COMMAND or columns.spec(name).by_step


def _is_first_state(columns: GridColumns, line: Line, name: str, value: Stored) -> bool:
    """A new row begins in the first of its states; the state of a stored one is not typed."""
    return isinstance(line, int) and value == columns.usual.get(name)


def _too_wide(columns: GridColumns, name: str, text: str) -> Problem:
    room = len(columns.names) - columns.names.index(name)
    widest = max(map(len, block_of(text)), default=1)
    sentence = (
        f"Il blocco incollato in una cella ha {widest} colonne, ma da «{columns.spec(name).label}»"
        f" in poi ce ne sono {room}."
    )
    return Problem(
        WIDE,
        sentence,
        "Incollarlo da una colonna più a sinistra, o copiare meno colonne.",
        value=text[:60],
    )


def _refuse_keys(bench: Bench, row_id: str, touched: Touched, wrong: Wrong) -> None:
    """What identifies a row is not changed: it would be another row."""
    for name in bench.columns.keys:
        if name in touched.cells and name not in wrong[row_id]:
            label, before = bench.columns.spec(name).label, touched.key[name] or "vuoto"
            wrong[row_id][name] = Problem(
                KEY,
                f"«{label}» identifica la riga, che non può diventarne un’altra: era «{before}».",
                "Rimettere il valore di prima; per un’altra riga, aggiungerla in fondo e togliere"
                " questa.",
                bench.place(row_id, name),
                value=touched.cells[name],
            )


def _new(bench: Bench, number: int, cells: Cells, wrong: Wrong) -> dict[str, Stored]:
    """The values of a new row: those typed, those fixed, and in cells left empty what is usual."""
    columns = bench.columns
    typed = _values(
        bench, number, {name: text for name, text in cells.items() if text.strip()}, wrong
    )
    values = {**dict.fromkeys(specs(columns.entity)), **columns.usual, **typed, **columns.fixed}
    if "as_of" in columns.usual and "as_of" not in typed and "as_of" not in wrong[number]:
        period = period_of(table_name(columns.entity), values)
        values["as_of"] = day_of(period, bench.today).isoformat() if period else values["as_of"]
    for name in columns.names:
        if columns.spec(name).required and values[name] is None and name not in wrong[number]:
            label = columns.spec(name).label
            problem = Problem(
                MISSING, f"Manca «{label}», che è obbligatorio.", "Completare la cella."
            )
            wrong[number][name] = problem.at(bench.place(number, name))
    return values


def _refuse_twice(bench: Bench, new: Mapping[int, Mapping[str, Stored]], wrong: Wrong) -> None:
    """Two new rows that are the same row."""
    first: dict[str, int] = {}
    for number, values in new.items():
        if not wrong[number]:
            row_id = id_of(bench.columns.entity, values)
            earlier = first.setdefault(row_id, number)
            if earlier != number:
                sentence = (
                    f"La riga ripete la {bench.numbers.get(earlier, earlier)}: hanno la stessa"
                    " chiave."
                )
                wrong[number][""] = Problem(
                    TWICE,
                    sentence,
                    "Toglierne una, o correggere le colonne «chiave».",
                    bench.place(number),
                )


def already_there(connection: Connection, found: JudgedGrid) -> list[Problem]:
    """New rows that are stored already: adding them would change those."""
    new = {id_of(edit.entity, edit.values): edit for edit in found.edits if edit.entity_id is None}
    if not new:
        return []
    entity = next(iter(new.values())).entity
    stored = read_by_id(connection, entity, list(new))
    return [
        Problem("G07", "La riga c’è già nel registro.", _CHANGE_IT, new[row_id].place)
        for row_id in new
        if row_id in stored
    ]


_CHANGE_IT = "Cercarla e cambiarla dov’è, oppure correggere le colonne «chiave» di quella nuova."
