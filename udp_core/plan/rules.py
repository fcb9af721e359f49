"""What a plan and its objectives must hold together: one in force, a tree that has no ring."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from udp_core.kernel.problem import Problem
from udp_core.plan.terms import ObjectiveLevel

LEVELS = tuple(ObjectiveLevel)


@dataclass(frozen=True, slots=True)
class PlanSpan:
    """A plan in force: its id, title, kind and district in one word, first and last year."""

    id: str
    title: str
    of: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Node:
    """An objective in its tree: its plan, its level, the one above (None: none)."""

    id: str
    name: str
    plan: str
    level: ObjectiveLevel
    parent: str | None


def overlapping(plans: Sequence[PlanSpan], touched: frozenset[str]) -> Iterator[Problem]:
    """Two plans of one kind are not in force in the same year of a district."""
    for one in (each for each in plans if each.id in touched):
        for other in plans:
            first, last = max(one.first, other.first), min(one.last, other.last)
            twice = other.id in touched and other.id < one.id
            if other.id == one.id or other.of != one.of or first > last or twice:
                continue
            when = f"nel {first}" if first == last else f"dal {first} al {last}"
            yield Problem(
                "W21",
                f"«{one.title}» e «{other.title}» sono in vigore tutti e due {when}.",
                "Chiudere il piano di prima, o correggere gli anni di uno dei due.",
                value=one.id,
            )


def tree_problems(nodes: Mapping[str, Node], touched: frozenset[str]) -> Iterator[Problem]:
    """An objective stands under one of its own plan, never under itself, never under a lower one.

    `nodes` has every objective of the plans touched and the parents that they name.
    """
    on = {one.id: one.parent or "" for one in nodes.values()}
    for node in (nodes[one] for one in sorted(touched & nodes.keys())):
        over = nodes.get(node.parent or "")
        if over is None:
            continue
        if over.plan != node.plan:
            yield _wrong(
                node,
                f"sta sotto «{over.name}», che è di un altro piano",
                "Scegliere un obiettivo dello stesso piano.",
            )
        elif ring := _ring(nodes, above(node.id, on), node):
            yield _wrong(
                node,
                f"sta sotto sé stesso, passando per {ring}",
                "Cambiare l’obiettivo sotto cui sta uno di questi.",
            )
        elif LEVELS.index(over.level) > LEVELS.index(node.level):
            yield _wrong(
                node,
                f"è {node.level.label} e sta sotto «{over.name}», che è {over.level.label}",
                "Metterlo sotto un obiettivo di livello più alto, o correggere il livello.",
            )


def _wrong(node: Node, what: str, remedy: str) -> Problem:
    return Problem("W22", f"L’obiettivo «{node.name}» {what}.", remedy, value=node.id)


def _ring(nodes: Mapping[str, Node], chain: Sequence[str], node: Node) -> str:
    """The objectives by which one comes back to itself, in words; empty where it does not."""
    if node.id not in chain:
        return ""
    passed = chain[: chain.index(node.id)]
    return ", ".join(f"«{nodes[one].name}»" for one in passed) or "sé stesso"


def above(row_id: str, on: Mapping[str, str]) -> tuple[str, ...]:
    """What a row rests on, up to the first, or to what was met already."""
    met: list[str] = []
    here = on.get(row_id, "")
    while here and here not in met:
        met.append(here)
        here = on.get(here, "")
    return tuple(met)


def act_of_another(title: str, act_id: str) -> Problem:
    """Nothing of a district rests on the act of a body of another."""
    return Problem(
        "M16",
        f"L’atto «{title}» è di un organo di un altro distretto.",
        "Indicare un atto dell’organo di questo distretto.",
        value=act_id,
    )
