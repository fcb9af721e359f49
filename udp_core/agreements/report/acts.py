"""The acts of a district in their chains: each after the one that it rests on."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from udp_core.agreements.report.values import ChainedAct
from udp_core.agreements.rules import ActFacts, chain_problems
from udp_core.archive.entity import Image
from udp_core.archive.queries import RegisterRow
from udp_core.archive.registry import BY_NAME
from udp_core.kernel.grouping import grouped
from udp_core.kernel.vocabulary import ActKind, ActState
from udp_core.plan.entities.governance import STANDING
from udp_core.writing.naming import Names


def act_values(
    rows: Sequence[RegisterRow], names: Names, bodies: Collection[str]
) -> tuple[ChainedAct, ...]:
    """The chains, the latest first; inside each, what rests on an act stands under it.

    `bodies` are those of the district: what other bodies lack is not the district's to mend.
    """
    by_id = {row.id: row for row in rows}
    under = grouped(rows, lambda row: _above(row, by_id))
    ordered = list(_walked(under, "", 0, set()))
    return tuple(
        _value((row, depth), by_id, names, own=str(row.image["body_id"]) in bodies)
        for row, depth in ordered
    )


def _above(row: RegisterRow, known: Mapping[str, RegisterRow]) -> str:
    """The act that it rests on; empty where there is none here, or it is itself."""
    parent = str(row.image["parent_act_id"] or "")
    return parent if parent in known and parent != row.id else ""


def _walked(
    under: Mapping[str, Sequence[RegisterRow]], above: str, depth: int, seen: set[str]
) -> Iterator[tuple[RegisterRow, int]]:
    rows = sorted(under.get(above, ()), key=_day_of, reverse=not depth)
    for row in (one for one in rows if one.id not in seen):
        seen.add(row.id)
        yield row, depth
        yield from _walked(under, row.id, depth + 1, seen)


def _day_of(row: RegisterRow) -> str:
    """Without a day it is still to come."""
    return str(row.image["act_date"] or date.max)


def _value(
    at: tuple[RegisterRow, int], by_id: dict[str, RegisterRow], names: Names, *, own: bool
) -> ChainedAct:
    row, depth = at
    one = row.image
    parent = by_id.get(str(one["parent_act_id"] or ""))
    facts = _facts(one)
    wrong = tuple(chain_problems(facts, _facts(parent.image) if parent else None))
    return ChainedAct(
        row.id,
        facts.title,
        facts.kind,
        str(one["number"] or ""),
        facts.day,
        ActState.of(str(one["state"])).label,
        names.of(BY_NAME["governing_body"], str(one["body_id"])) if one["body_id"] else "",
        str(parent.image["title"]) if parent else "",
        depth,
        wrong if own else (),
    )


def _facts(one: Image) -> ActFacts:
    day = one["act_date"]
    return ActFacts(
        str(one["title"]),
        ActKind.of(str(one["kind"])),
        date.fromisoformat(str(day)) if day else None,
        ActState.of(str(one["state"])) in STANDING,
    )
