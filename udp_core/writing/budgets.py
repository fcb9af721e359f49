"""The preventivo of a fund and its rows: agreed, it confirms them; touched, it is a draft again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from udp_core.archive.entity import Entity, Image, id_of
from udp_core.archive.images import read_where
from udp_core.archive.writer import Change, Writer
from udp_core.fund.entities.frna import ActivityMeasure, FrnaEntry
from udp_core.fund.entities.fund import DRAFT_AGAIN, FundYear
from udp_core.fund.report.ledger_checks import fund_facts
from udp_core.fund.terms import BudgetState
from udp_core.kernel import italian
from udp_core.kernel.money import Money, total
from udp_core.kernel.problem import Place, Problem
from udp_core.kernel.vocabulary import DataState, Phase
from udp_core.writing.naming import Names
from udp_core.writing.steps_taken import Walk, steps_taken
from udp_core.writing.whole_rules import Touched

BUDGETED: tuple[type[Entity], ...] = (FrnaEntry, ActivityMeasure)
"""What a preventivo is made of: money of the voci, and what they are to do with it."""
SETTLED = frozenset({BudgetState.AGREED.value, BudgetState.APPROVED.value})


def becomes_agreed(change: Change) -> bool:
    """Whether a change is the preventivo of a fund that is agreed upon."""
    after = change.after or {}
    return change.entity is FundYear and after["budget_state"] == BudgetState.AGREED.value


def confirmed_with(writer: Writer, changes: Sequence[Change]) -> list[Change]:
    """The draft rows of each preventivo that is agreed, confirmed with it."""
    own = {one.entity_id for one in changes}
    return [
        one
        for agreed in changes
        if becomes_agreed(agreed)
        for one in _drafts_confirmed(writer, agreed.entity_id)
        if one.entity_id not in own
    ]


def _drafts_confirmed(writer: Writer, fund_year: str) -> Iterator[Change]:
    for entity in BUDGETED:
        written = read_where(writer.connection, entity, "fund_year_id", fund_year)
        ids = [id_of(entity, one) for one in written if _is_draft(one)]
        for row_id, row in writer.stored(entity, ids).items():
            after = {**row.image, "state": DataState.CONFIRMED.value}
            yield Change(entity, row_id, row.version + 1, row.image, after)


def unseen(changes: Sequence[Change], with_them: Sequence[Change]) -> Iterator[Problem]:
    """Where the amounts of a preventivo were looked at one by one, those written after."""
    looked = {(one.after or {}).get("fund_year_id") for one in changes if one.entity is FrnaEntry}
    later = [one for one in with_them if one.entity is FrnaEntry]
    for fund_year in sorted({str((one.after or {})["fund_year_id"]) for one in later} & looked):
        yield Problem(
            "M22",
            "Dopo che il preventivo era stato guardato ne è stato scritto qualche altro importo.",
            "Ricaricare, guardare che cosa è cambiato, poi ripetere.",
            Place(entity=FundYear.label, entity_id=fund_year),
        )


def _is_draft(image: Image) -> bool:
    return image["phase"] == Phase.BUDGET.value and image["state"] == DataState.DRAFT.value


def begun_again_with(writer: Writer, changes: Sequence[Change]) -> list[Change]:
    """The preventivi of which a confirmed amount goes back to a draft."""
    draft = DataState.DRAFT.value
    back = [(one.entity, one.after) for one in changes if (one.after or {}).get("state") == draft]
    own = {one.entity_id for one in changes}
    touched = [(entity, image) for entity, image in back if image]
    return [one for one in _begun_again(writer, touched) if one.entity_id not in own]


def begin_again(writer: Writer, touched: Touched, walk: Walk) -> tuple[Problem, ...]:
    """Write that a settled preventivo begins again, and its step; who touched it says why."""
    again = _begun_again(writer, touched)
    if not again:
        return ()
    writer.apply(again)
    writer.apply(list(steps_taken(writer.connection, again, walk)))
    return tuple(_no_longer_settled(writer.connection, again))


def _begun_again(writer: Writer, touched: Touched) -> list[Change]:
    """The fund years whose preventivo was settled, and of which an amount was touched."""
    years = {str(image["fund_year_id"]) for entity, image in touched if _is_budget(entity, image)}
    return [
        Change(FundYear, row_id, row.version + 1, row.image, {**row.image, **DRAFT_AGAIN})
        for row_id, row in sorted(writer.stored(FundYear, sorted(years)).items())
        if row.image["budget_state"] in SETTLED
    ]


def _is_budget(entity: type[Entity], image: Image) -> bool:
    return entity is FrnaEntry and image["phase"] == Phase.BUDGET.value


def _no_longer_settled(connection: Connection, again: Sequence[Change]) -> Iterator[Problem]:
    """What is asked of who touches a settled preventivo: to say why it begins again."""
    names = Names(connection)
    for one in again:
        before = one.before or {}
        state = BudgetState.of(str(before["budget_state"])).label
        title = names.moved(FundYear, one.entity_id, before)
        yield Problem(
            "B01",
            f"Il {title} è {state}: con questa modifica torna in bozza.",
            "Lasciare gli importi com’erano, o scrivere perché cambiano.",
            Place(entity=FundYear.label, entity_id=one.entity_id),
            about=one.entity_id,
        )


def unwritten(connection: Connection, fund_year: str) -> Iterator[Problem]:
    """A preventivo without amounts is not agreed upon."""
    written = read_where(connection, FrnaEntry, "fund_year_id", fund_year)
    if not any(_is_budget(FrnaEntry, one) for one in written):
        yield Problem(
            "M20",
            "Il preventivo non ha nessun importo.",
            "Scriverlo voce per voce nei Registri, tra i movimenti FRNA, o con «Nuovo anno».",
        )


def uncovered(connection: Connection, fund_year: str) -> Iterator[Problem]:
    """K1: an approved preventivo is whole, confirmed, and within what is available."""
    facts = fund_facts(connection, {fund_year})[fund_year]
    budget = [one for one in facts.entries if one.phase is Phase.BUDGET]
    drafts = total(Money(one.amount_cents) for one in budget if one.is_draft)
    if drafts:
        yield Problem(
            "M21",
            f"Del preventivo sono ancora in bozza {italian.euro(drafts)}.",
            "Riportarlo in bozza e concordarlo di nuovo, con tutti i suoi importi.",
        )
    programmed, available = facts.spent(Phase.BUDGET, drafts=True), facts.position.available
    if programmed is not None and programmed > available:
        over = italian.euro(programmed - available)
        yield Problem(
            "K1",
            f"Il programmato {italian.euro(programmed)} supera di {over} il disponibile"
            f" {italian.euro(available)}: così non si approva.",
            f"Ridurre le voci di {over}, o scrivere l’assegnazione che le copre.",
        )
