"""Residents by single age, as Istat publishes them (età 999 is the total), added up into the
bands of the archive.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from udp_core.imports.found import Found
from udp_core.imports.layout import Layout, plain
from udp_core.imports.questions import quoted
from udp_core.kernel import italian
from udp_core.kernel.problem import Place, Problem
from udp_core.kernel.vocabulary import AgeBand

TOTAL_AGE = 999
OLDEST = 100
"""The last age that is published: «100 anni e oltre»."""
_BANDS: dict[AgeBand, tuple[int, int]] = {
    AgeBand.AGE_0_2: (0, 2),
    AgeBand.AGE_0_17: (0, 17),
    AgeBand.AGE_14_29: (14, 29),
    AgeBand.AGE_18_34: (18, 34),
    AgeBand.AGE_18_64: (18, 64),
    AgeBand.AGE_65_PLUS: (65, OLDEST),
    AgeBand.AGE_75_PLUS: (75, OLDEST),
    AgeBand.TOTAL: (0, OLDEST),
}


_PARTS = frozenset({"sesso", "genere", "cittadinanza", "nazionalita", "stato civile", "sex"})
_WHOLE = frozenset({"totale", "tot", "t", "tutti", "tutte", "m f", "mf", "total", "9"})


def divides(heading: str) -> bool:
    """True of a column by which persons are told apart, as «Sesso»."""
    return plain(heading) in _PARTS


def is_part(heading: str, text: str) -> bool:
    """True of a cell that says that a row is of some persons only: «M» under «Sesso»."""
    return divides(heading) and plain(text) not in _WHOLE


def parts_of_residents(layout: Layout) -> Iterator[Problem]:
    """The first row of a part of the residents only, of each column that divides them."""
    for column, heading in enumerate(layout.headings):
        for number, text in layout.written(column):
            if is_part(heading, text):
                yield Problem(
                    "X56",
                    f"La riga è di una parte dei residenti: {quoted(heading)} è {quoted(text)}.",
                    "Lasciare nel file solo le righe del totale.",
                    Place(layout.where, number, heading),
                    text,
                )
                break


def parts_beyond_total(found: Iterable[Found]) -> Iterator[Problem]:
    """The bands of a Comune and year that hold more residents than the whole of it."""
    whole = AgeBand.TOTAL.value
    groups: dict[tuple[object, object], dict[object, Found]] = {}
    for one in found:
        key = one.values["municipality_id"], one.year
        groups.setdefault(key, {})[one.values["age_band"]] = one
    for bands in groups.values():
        most = int(bands[whole].values["residents"] or 0) if whole in bands else None
        for band, one in bands.items():
            residents = int(one.values["residents"] or 0)
            if most is not None and residents > most:
                yield Problem(
                    "X50",
                    f"{quoted(AgeBand.of(str(band)).label)}: {italian.number(residents)}, più del"
                    f" totale, che è {italian.number(most)}.",
                    "Controllare le due cifre.",
                    one.place,
                )


def added_up(found: Sequence[tuple[int, Found]]) -> tuple[list[Found], list[Problem]]:
    """The bands of each Comune and year from (age, residents).

    Ages that are not there hold nobody only where the total proves it.
    """
    groups: dict[tuple[object, object], list[tuple[int, Found]]] = {}
    for age, one in found:
        groups.setdefault((one.values["municipality_id"], one.year), []).append((age, one))
    made: list[Found] = []
    problems: list[Problem] = []
    for group in groups.values():
        first = group[0][1]
        by_age: dict[int, int] = {}
        twice = [
            one
            for age, one in group
            if age in by_age or by_age.setdefault(age, int(one.values["residents"] or 0)) < 0
        ]
        problem = _repeated(twice[0]) if twice else _incomplete(by_age, first)
        if problem:
            problems.append(problem)
            continue
        for band, (youngest, oldest) in _BANDS.items():
            residents = sum(number for age, number in by_age.items() if youngest <= age <= oldest)
            made.append(
                replace(
                    first, values={**first.values, "age_band": band.value, "residents": residents}
                )
            )
    return made, problems


def _repeated(one: Found) -> Problem:
    return Problem(
        "W01", "L’età compare due volte per lo stesso Comune.", "Lasciarne una sola.", one.place
    )


def _incomplete(by_age: dict[int, int], first: Found) -> Problem | None:
    total = by_age.get(TOTAL_AGE)
    added = sum(number for age, number in by_age.items() if age != TOTAL_AGE)
    if total is not None and added != total:
        sentence = (
            f"Le età sommano {italian.number(added)} residenti, la riga del totale (età 999) ne"
            f" dice {italian.number(total)}."
        )
        return Problem("X50", sentence, "Controllare che ci siano tutte le età.", first.place)
    if total is None and (gone := [age for age in range(OLDEST + 1) if age not in by_age]):
        sentence = (
            f"Mancano {italian.plural(len(gone), 'età', 'età')} (la prima è {gone[0]}) e la riga"
            " del totale (età 999)."
        )
        return Problem(
            "X50", sentence, "Usare il file con tutte le età da 0 a 100 e oltre.", first.place
        )
    return None
