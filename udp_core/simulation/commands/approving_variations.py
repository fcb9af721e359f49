"""An approved variation changes the programme and its activity, within the rules that block it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from udp_core.archive.entity import Image, id_of
from udp_core.archive.writer import Change, StoredRow, Writer
from udp_core.fund.entities.frna import FrnaEntry
from udp_core.fund.queries.fund import closed_years
from udp_core.fund.report.ledger_checks import fund_facts
from udp_core.kernel import italian
from udp_core.kernel.money import ZERO, Money
from udp_core.kernel.problem import Place, Problem, RefusedError
from udp_core.kernel.vocabulary import DataState, Origin, PeriodKind, Phase
from udp_core.simulation.commands.activity import (
    activity_changes,
    activity_lines,
    activity_problems,
)
from udp_core.simulation.commands.scenarios import scenario
from udp_core.simulation.commands.variation_rules import below_the_spent, left_broken, standing
from udp_core.simulation.commands.variations import DecideVariation, Where
from udp_core.simulation.queries.scenarios import LineRow, lines_of


def approve(writer: Writer, present: StoredRow, decision: DecideVariation, own: Where) -> None:
    """Write the programme and its activity, then judge what they leave.

    One refusal undoes it all.
    """
    connection = writer.connection
    changes = _programme(writer, decision.variation_id, own)
    activity = _activity(writer, present, own)
    if problems := list(_wrong(connection, changes, decision, own)):
        raise RefusedError(problems)
    problems = list(activity_problems(connection, own.fund_year, activity))
    before = standing(connection, own.fund_year)
    writer.apply(changes)
    if not problems:
        writer.apply(activity)
    after = [(change, change.after) for change in changes if change.after]
    touched = [str(image["voce_id"]) for _, image in after]
    lowered = [
        str(image["voce_id"]) for change, image in after if _cents(image) < _cents(change.before)
    ]
    problems += [
        *below_the_spent(connection, own.fund_year, lowered),
        *left_broken(connection, own.fund_year, touched, before),
    ]
    if problems:
        raise RefusedError(problems)


def _cents(image: Image | None) -> int:
    return int(str((image or {}).get("amount_cents", 0)))


def _activity(writer: Writer, present: StoredRow, own: Where) -> list[Change]:
    """The activity that the scenario of the variation asks for."""
    of = present.image["scenario_id"]
    kept = scenario(writer.connection, str(of)) if of else None
    lines = activity_lines(writer.connection, kept, own.fund_year) if kept else ()
    return activity_changes(writer, own.fund_year, lines, own.today)


def _programme(writer: Writer, variation_id: str, where: Where) -> list[Change]:
    """The programme of each voce and Comune after the variation.

    One not programmed before begins from nothing.
    """
    lines = lines_of(writer.connection, variation_id)
    keys = [_key(line, where) for line in lines]
    ids = [id_of(FrnaEntry, key) for key in keys]
    stored = writer.stored(FrnaEntry, ids)
    return [
        _changed(row_id, stored.get(row_id), key, line.cents, where)
        for row_id, key, line in zip(ids, keys, lines, strict=True)
    ]


def _key(line: LineRow, where: Where) -> Image:
    """The row of the budget that a line moves."""
    return {
        "fund_year_id": where.fund_year,
        "voce_id": line.voce,
        "source_id": line.source,
        "municipality_id": line.municipality,
        "phase": Phase.BUDGET.value,
        "period": PeriodKind.YEAR.value,
        "period_no": None,
    }


def _changed(
    row_id: str, present: StoredRow | None, key: Image, cents: int, where: Where
) -> Change:
    before = present.image if present else None
    base: Image = before or {
        **key,
        "amount_cents": 0,
        "as_of": where.today.isoformat(),
        "source": "Variazione del programma",
        "origin": Origin.REAL.value,
    }
    after = {
        **base,
        "amount_cents": _cents(base) + cents,
        "state": DataState.CONFIRMED.value,
    }
    return Change(FrnaEntry, row_id, (present.version if present else 0) + 1, before, after)


def _wrong(
    connection: Connection, changes: Sequence[Change], decision: DecideVariation, where: Where
) -> Iterator[Problem]:
    """No act, a closed year, a voce below zero, more than what is available (K1 blocks an
    approved programme).
    """
    if not decision.act_id:
        yield Problem(
            "L33",
            "Una variazione si approva con un atto.",
            "Scegliere l’atto con cui il Comitato ha deciso, o registrarlo prima.",
        )
    if where.fund_year in closed_years(connection):
        yield Problem(
            "W10",
            "L’anno del fondo è chiuso.",
            "Riaprirlo con un motivo, o proporre nell’anno nuovo.",
        )
    for change in changes:
        if (after := _cents(change.after)) < 0:
            yield Problem(
                "L34",
                f"La voce scenderebbe a {italian.euro(Money(after))}.",
                "Ridurre la variazione, o rifare lo scenario.",
                Place(entity="voce FRNA", entity_id=change.entity_id),
            )
    added = sum(_cents(change.after) - _cents(change.before) for change in changes)
    if added > 0:
        yield from _beyond(connection, Money(added), where)


def _beyond(connection: Connection, added: Money, where: Where) -> Iterator[Problem]:
    """More than what is available, with what a variation adds."""
    facts = fund_facts(connection, {where.fund_year})[where.fund_year]
    total, available = (facts.spent(Phase.BUDGET) or ZERO) + added, facts.position.available
    if total > available:
        yield Problem(
            "K1",
            f"Il programmato diventerebbe {italian.euro(total)}, il disponibile è"
            f" {italian.euro(available)}.",
            f"Ridurre le voci di {italian.euro(total - available)}, o indicare chi finanzia la"
            " differenza.",
        )
