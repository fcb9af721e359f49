"""Transfers between voci: proposed by who sees the need, decided by who coordinates.

A proposal changes no programme.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection, Engine

from udp_core.archive.asking import Asked, AskedRow, answered_before, stored_before
from udp_core.archive.engine import writing
from udp_core.archive.entity import Image, id_of
from udp_core.archive.images import read_by_id
from udp_core.archive.writer import Change, Writer
from udp_core.fund.commands.deciding_money import own_proposal, undecidable
from udp_core.fund.entities.decided import VoceTransfer
from udp_core.fund.entities.frna import FrnaEntry, FrnaVoce
from udp_core.fund.queries.fund import closed_years
from udp_core.fund.queries.monthly import transfers, used_of
from udp_core.kernel import italian
from udp_core.kernel.money import Money
from udp_core.kernel.problem import Place, Problem, RefusedError
from udp_core.kernel.vocabulary import DataState, Origin, PeriodKind, Phase, Right, TransferState
from udp_core.people.rights import refuse_unless, require, subject_of
from udp_core.people.rules import Actor
from udp_core.thresholds.report import groups_of, on_a_group

DECIDE = "decide_transfer"
"""What history calls a decision."""
ASKED = frozenset(
    {
        "fund_year_id",
        "from_voce_id",
        "to_voce_id",
        "source_id",
        "municipality_id",
        "amount_cents",
        "reason",
    }
)
"""What tells a proposal from another."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Money from a voce to another of the same fund year, source and Comune (None: the whole
    district).
    """

    fund_year_id: str
    from_voce_id: str
    to_voce_id: str
    source_id: str
    municipality_id: str | None
    amount: Money
    reason: str


@dataclass(frozen=True, slots=True)
class DecideTransfer:
    """What becomes of a transfer, on which act; `reason` says why it is refused."""

    transfer_id: str
    seen: int
    approved: bool
    act_id: str | None = None
    reason: str = ""


def propose(engine: Engine, asked: Asked, officer_id: str, proposal: Proposal, today: date) -> str:
    """Record the proposal; its id. Raises RefusedError."""
    with writing(engine) as connection:
        actor, writer = _begin(connection, asked, officer_id, today, "propose_transfer")
        numbers = [one.number for one in transfers(connection, proposal.fund_year_id)]
        same = {
            name: value
            for name, value in _image(proposal, 0, today, actor).items()
            if name in ASKED
        }
        if already := stored_before(connection, asked.request_id, VoceTransfer, same):
            return already
        image = _image(proposal, max(numbers, default=0) + 1, today, actor)
        problems = [
            *_not_allowed(connection, actor, Right.PROPOSE, image),
            *_wrong(connection, writer, proposal),
        ]
        if problems:
            raise RefusedError(problems)
        transfer_id = id_of(VoceTransfer, image)
        writer.apply([Change(VoceTransfer, transfer_id, 1, None, image)])
        return transfer_id


# a decision, of whom, on which day, and whether the proposer may take it
def decide(  # noqa: PLR0917
    engine: Engine,
    asked: Asked,
    officer_id: str,
    decision: DecideTransfer,
    today: date,
    separate: bool = True,
) -> None:
    """Approve, and then the programme of the two voci changes by the amount, or reject.

    Raises RefusedError.

    `separate`: who proposed does not approve, wherever somebody else could.
    """
    asked = replace(asked, reason=decision.reason.strip() or asked.reason)
    with writing(engine) as connection:
        actor, writer = _begin(connection, asked, officer_id, today, DECIDE)
        state = TransferState.APPROVED if decision.approved else TransferState.REJECTED
        same = AskedRow(
            VoceTransfer, decision.transfer_id, {"state": state.value, "act_id": decision.act_id}
        )
        if answered_before(connection, asked.request_id, [same]):
            return
        present = writer.stored(VoceTransfer, [decision.transfer_id]).get(decision.transfer_id)
        if (
            present is None
            or present.version != decision.seen
            or present.image["state"] != TransferState.PROPOSED.value
        ):
            raise RefusedError(
                [
                    Problem(
                        "T03",
                        "Lo spostamento non è più da decidere.",
                        "Ricaricare la pagina.",
                        value=decision.transfer_id,
                    )
                ]
            )
        problems = _not_allowed(connection, actor, Right.ARRANGE, present.image)
        if not problems:
            problems += undecidable(
                connection,
                VoceTransfer,
                approved=decision.approved,
                act_id=decision.act_id,
                reason=decision.reason,
                district=subject_of(connection, VoceTransfer, present.image).district_id,
            )
        if separate and decision.approved and not problems:
            problems += own_proposal(
                connection, actor, (VoceTransfer, decision.transfer_id, present.image), today
            )
        if decision.approved:
            problems += _wrong(connection, writer, _of(present.image))
        if problems:
            raise RefusedError(problems)
        after = {
            **present.image,
            "state": state.value,
            "decided_on": today.isoformat(),
            "act_id": decision.act_id,
        }
        writer.apply(
            [Change(VoceTransfer, decision.transfer_id, present.version + 1, present.image, after)]
        )
        if decision.approved:
            writer.apply(_moved(writer, _of(present.image)))


def _begin(
    connection: Connection, asked: Asked, officer_id: str, today: date, command: str
) -> tuple[Actor, Writer]:
    actor = require(connection, officer_id, today)
    return actor, Writer(
        connection, replace(asked, author=actor.officer_id, role=actor.role_words).header(command)
    )


def _image(one: Proposal, number: int, today: date, actor: Actor) -> Image:
    return {
        "fund_year_id": one.fund_year_id,
        "number": number,
        "from_voce_id": one.from_voce_id,
        "to_voce_id": one.to_voce_id,
        "source_id": one.source_id,
        "municipality_id": one.municipality_id,
        "amount_cents": one.amount.cents,
        "reason": one.reason.strip(),
        "state": TransferState.PROPOSED.value,
        "proposed_on": today.isoformat(),
        "decided_on": None,
        "act_id": None,
        "source": f"Proposta di {actor.name}",
        "origin": Origin.REAL.value,
    }


def _of(image: Image) -> Proposal:
    municipality = image["municipality_id"]
    return Proposal(
        str(image["fund_year_id"]),
        str(image["from_voce_id"]),
        str(image["to_voce_id"]),
        str(image["source_id"]),
        None if municipality is None else str(municipality),
        Money(int(str(image["amount_cents"]))),
        str(image["reason"]),
    )


def _not_allowed(connection: Connection, actor: Actor, right: Right, image: Image) -> list[Problem]:
    refused = refuse_unless(
        actor, right, subject_of(connection, VoceTransfer, image), "uno spostamento tra voci"
    )
    return [refused] if refused else []


def _wrong(connection: Connection, writer: Writer, one: Proposal) -> list[Problem]:
    """No reason, no amount, the same voce, a group of voci, a closed year, more than is
    programmed and not yet spent.
    """
    problems = []
    if one.fund_year_id in closed_years(connection):
        problems.append(Problem("W10", "L’anno del fondo è chiuso.", "Scrivere nell’anno nuovo."))
    if one.amount.cents <= 0 or one.from_voce_id == one.to_voce_id or not one.reason.strip():
        problems.append(
            Problem(
                "T01",
                "Uno spostamento ha un importo, due voci diverse e un motivo.",
                "Completare la proposta.",
            )
        )
    groups = groups_of(connection)
    voci = (one.from_voce_id, one.to_voce_id)
    known = read_by_id(connection, FrnaVoce, voci)
    problems += [_no_voce(voce) for voce in voci if voce not in known]
    problems += [on_a_group(connection, voce) for voce in voci if voce in groups]
    ids = [_budget_id(one, voce) for voce in voci]
    stored = writer.stored(FrnaEntry, ids)
    budget = stored.get(ids[0])
    drafts = [found for found in stored.values() if found.image["state"] == DataState.DRAFT.value]
    if drafts:
        names = italian.listing([str(found.image["voce_id"]) for found in drafts])
        problems.append(
            Problem(
                "T04",
                f"Il preventivo è ancora in bozza: {names}.",
                "Confermarlo prima in «Conferme e stati», parte «Preventivi».",
            )
        )
        return problems
    programmed = int(str(budget.image["amount_cents"])) if budget else 0
    used = used_of(
        connection, one.fund_year_id, one.from_voce_id, one.source_id, one.municipality_id
    )
    free = Money(max(0, programmed - used))
    if one.amount > free:
        sentence = (
            f"La voce {one.from_voce_id} ha {italian.euro(Money(programmed))} programmati e"
            f" {italian.euro(Money(used))} già usati: se ne possono spostare {italian.euro(free)},"
            f" non {italian.euro(one.amount)}."
        )
        problems.append(
            Problem(
                "T02",
                sentence,
                "Ridurre l’importo, o prendere da un’altra voce.",
                Place(entity="voce FRNA", entity_id=one.from_voce_id),
            )
        )
    return problems


def _no_voce(voce: str) -> Problem:
    return Problem("T08", f"La voce {voce} non c’è.", "Ricaricare la pagina.", value=voce)


def _budget_id(one: Proposal, voce: str) -> str:
    key: Image = {
        "fund_year_id": one.fund_year_id,
        "voce_id": voce,
        "source_id": one.source_id,
        "municipality_id": one.municipality_id,
        "phase": Phase.BUDGET.value,
        "period": PeriodKind.YEAR.value,
        "period_no": None,
    }
    return id_of(FrnaEntry, key)


def _moved(writer: Writer, one: Proposal) -> list[Change]:
    """The programme of the two voci after the transfer.

    A voce not programmed before begins from nothing; what gives is programmed, for `_wrong` has
    found it so.
    """
    ids = [_budget_id(one, voce) for voce in (one.from_voce_id, one.to_voce_id)]
    stored = writer.stored(FrnaEntry, ids)
    giving = stored[ids[0]]
    changes = []
    for row_id, voce, sign in ((ids[0], one.from_voce_id, -1), (ids[1], one.to_voce_id, 1)):
        present = stored.get(row_id)
        base: Image = (
            present.image if present else {**giving.image, "voce_id": voce, "amount_cents": 0}
        )
        after = {
            **base,
            "amount_cents": int(str(base["amount_cents"])) + sign * one.amount.cents,
            "state": DataState.CONFIRMED.value,
        }
        changes.append(
            Change(
                FrnaEntry,
                row_id,
                (present.version if present else 0) + 1,
                present.image if present else None,
                after,
            )
        )
    return changes
