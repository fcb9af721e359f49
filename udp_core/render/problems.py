"""Problems told together.

What is wrong in the same way, with the same remedy, is said once, with all its rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from udp_core.kernel import italian
from udp_core.kernel.problem import Place, Problem

MOST_SENTENCES = 6
"""Of one kind of problem; of the others the number is said, with their rows."""
MOST_PLACES = 20
"""Stretches of rows, or records, of one sentence."""


@dataclass(frozen=True, slots=True)
class Told:
    """One kind of problem.

    Its code, each sentence with where it holds, how many sentences are left out, the remedy.
    """

    code: str
    lines: tuple[tuple[str, str], ...]
    beyond: str
    remedy: str


def told_together(problems: Iterable[Problem]) -> list[Told]:
    """The problems by kind, in the order in which each kind is first met; none is lost."""
    kinds: dict[tuple[str, str], dict[str, list[Place]]] = {}
    for one in problems:
        sentences = kinds.setdefault((one.code, one.remedy), {})
        sentences.setdefault(one.sentence, []).append(one.place)
    return [_told(code, remedy, found) for (code, remedy), found in kinds.items()]


def in_lines(problems: Iterable[Problem]) -> list[str]:
    """The problems as a terminal lists them, in the order met.

    The same sentence of many rows is one line with its rows.
    """
    alike: dict[tuple[str, str, str], list[Place]] = {}
    for one in problems:
        alike.setdefault((one.code, one.sentence, one.remedy), []).append(one.place)
    lines = []
    for (code, sentence, remedy), places in alike.items():
        there = where(places)
        lines.append(f"[{code}] {f'{there}: ' if there else ''}{sentence} {remedy}")
    return lines


def _told(code: str, remedy: str, found: dict[str, list[Place]]) -> Told:
    lines = tuple((sentence, where(places)) for sentence, places in found.items())
    others = [place for places in list(found.values())[MOST_SENTENCES:] for place in places]
    beyond = len(lines) - MOST_SENTENCES
    rest = f" ({where(others)})" if others and where(others) else ""
    words = f"E {italian.plural(beyond, 'altra', 'altre')} così{rest}." if beyond > 0 else ""
    return Told(code, lines[:MOST_SENTENCES], words, remedy)


def where(places: Sequence[Place]) -> str:
    """«file x.csv, righe 2-5 e 9, colonna «Comune»».

    The places that differ only by their row, together.
    """
    alike: dict[tuple[str, str, str, str, str], list[Place]] = {}
    for place in places:
        alike.setdefault(
            (place.file, place.sheet, place.column, place.entity, place.entity_id), []
        ).append(place)
    found = [_of_one_column(group) for group in alike.values()]
    shown = [words for words in dict.fromkeys(found) if words]
    left = len(shown) - MOST_PLACES
    return "; ".join(
        [*shown[:MOST_PLACES], *([f"e {italian.number(left)} altri"] if left > 0 else [])]
    )


def _of_one_column(places: Sequence[Place]) -> str:
    rows = sorted({place.row for place in places if place.row is not None})
    if len(rows) < 2:  # noqa: PLR2004 - one row is said as every place is
        return str(places[0])
    first = places[0]
    parts = (
        first.file and f"file {first.file}",
        first.sheet and f"foglio «{first.sheet}»",
        f"righe {_stretches(rows)}",
        first.column and f"colonna «{first.column}»",
        first.entity_id and f"{first.entity} {first.entity_id}",
    )
    return ", ".join(part for part in parts if part)


def _stretches(rows: Sequence[int]) -> str:
    """«2-5, 9 e 11»; beyond the most that are said, how many more rows there are."""
    found: list[list[int]] = []
    for row in rows:
        if found and row == found[-1][-1] + 1:
            found[-1].append(row)
        else:
            found.append([row])
    said = [f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in found]
    left = sum(len(run) for run in found[MOST_PLACES:])
    more = [italian.others(left)] if left else []
    return italian.listing([*said[:MOST_PLACES], *more])
