"""A proposed variation is decided: approved with an act, or rejected.

With an act, and only then, the programme changes.
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection, Engine

from udp_core.archive.asking import Asked, AskedRow, answered_before
from udp_core.archive.engine import writing
from udp_core.archive.images import read_by_id
from udp_core.archive.writer import Change, StoredRow, Writer
from udp_core.fund.commands.deciding_money import own_proposal, undecidable
from udp_core.fund.entities.fund import FundYear
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.kernel.vocabulary import Right, TransferState
from udp_core.people.rules import Actor
from udp_core.simulation.commands.approving_variations import approve
from udp_core.simulation.commands.variations import DecideVariation, Where, begin, not_allowed
from udp_core.simulation.entities import ProgrammeVariation

DECIDE = "decide_variation"
"""What history calls a decision."""


def decide(  # noqa: PLR0917 - a decision, of whom, where, and whether the proposer may take it
    engine: Engine,
    asked: Asked,
    officer_id: str,
    decision: DecideVariation,
    where: Where,
    separate: bool = True,
) -> None:
    """Approve with an act, and then the programme and its activity change by the lines; or reject.

    Raises RefusedError.

    District and year are those of the variation: `where`, what whoever asks was looking at, must
    agree. `separate`: who proposed does not approve, wherever somebody else could.
    """
    asked = replace(asked, reason=decision.reason.strip() or asked.reason)
    with writing(engine) as connection:
        actor, writer = begin(connection, asked, officer_id, where.today, DECIDE)
        becomes = _becomes(decision)
        same = AskedRow(ProgrammeVariation, decision.variation_id, becomes)
        if answered_before(connection, asked.request_id, [same]):
            return
        present = _to_be_decided(writer, decision)
        own = _own(connection, present, where)
        problems = _refusals(connection, actor, present, decision, own, separate=separate)
        if problems:
            raise RefusedError(problems)
        if decision.approved:
            approve(writer, present, decision, own)
        after = {**present.image, **becomes, "decided_on": where.today.isoformat()}
        version = present.version + 1
        writer.apply(
            [Change(ProgrammeVariation, decision.variation_id, version, present.image, after)]
        )


def _becomes(decision: DecideVariation) -> dict[str, int | str | None]:
    """What a decision writes on the variation."""
    state = TransferState.APPROVED if decision.approved else TransferState.REJECTED
    return {"state": state.value, "act_id": decision.act_id or None}


def _to_be_decided(writer: Writer, decision: DecideVariation) -> StoredRow:
    """The variation as it was seen. Raises RefusedError where it is another, or decided."""
    ids = [decision.variation_id]
    present = writer.stored(ProgrammeVariation, ids).get(decision.variation_id)
    if (
        present is None
        or present.version != decision.seen
        or present.image["state"] != TransferState.PROPOSED.value
    ):
        raise RefusedError(
            [
                Problem(
                    "L32",
                    "La variazione non è più da decidere.",
                    "Ricaricare la pagina.",
                    value=decision.variation_id,
                )
            ]
        )
    return present


def _refusals(
    connection: Connection,
    actor: Actor,
    present: StoredRow,
    decision: DecideVariation,
    own: Where,
    *,
    separate: bool,
) -> list[Problem]:
    """Who may not, else what the decision lacks, else whose proposal it is."""
    if problems := not_allowed(actor, Right.ARRANGE, own.district):
        return problems
    lacking = undecidable(
        connection,
        ProgrammeVariation,
        approved=decision.approved,
        act_id=decision.act_id or None,
        reason=decision.reason,
        district=own.district,
    )
    if lacking or not (separate and decision.approved):
        return lacking
    row = ProgrammeVariation, decision.variation_id, present.image
    return own_proposal(connection, actor, row, own.today)


def _own(connection: Connection, present: StoredRow, where: Where) -> Where:
    """The district and year that the variation itself has.

    Raises RefusedError where others were meant.
    """
    fund_year = str(present.image["fund_year_id"])
    year = read_by_id(connection, FundYear, [fund_year])[fund_year][1]
    own = Where(str(year["district_id"]), int(str(year["year"])), where.today)
    if (own.district, own.year) != (where.district, where.year):
        sentence = (
            f"La variazione n. {present.image['number']} è del {own.year}, distretto"
            f" «{own.district}»: si sta guardando il {where.year}, distretto «{where.district}»."
        )
        raise RefusedError(
            [
                Problem(
                    "L38",
                    sentence,
                    "Scegliere il suo anno e il suo distretto, e decidere lì.",
                    value=fund_year,
                )
            ]
        )
    return own
