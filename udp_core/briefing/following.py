"""What the act of a decision lets be done next, to the rows that its point speaks of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from udp_core.archive.entity import Entity, Image, life_state
from udp_core.archive.life import Step, steps_from
from udp_core.archive.registry import BY_NAME
from udp_core.briefing.agenda_screens import FUND
from udp_core.briefing.citing import LIST, ROW
from udp_core.desk.queries.desk import programmes_of
from udp_core.fund.entities.decided import VoceTransfer
from udp_core.fund.entities.fund import FundYear
from udp_core.fund.report.reading import FRNA
from udp_core.fund.terms import BudgetState
from udp_core.kernel.vocabulary import ActKind, InterventionState, Term, TransferState
from udp_core.plan.entities.governance import STANDING
from udp_core.plan.entities.plan import AnnualProgramme
from udp_core.registers.queries import readable_row, readable_rows
from udp_core.simulation.entities import ProgrammeVariation
from udp_core.sittings.queries.decisions import DecisionRow, MadeAct
from udp_core.sittings.queries.sittings import ItemRow, agenda
from udp_core.writing.act_rules import act_wanted
from udp_core.writing.naming import Names

DECIDED_APART: tuple[type[Entity], ...] = (VoceTransfer, ProgrammeVariation)
"""Money that is proposed, then decided by a command of its own."""
_OF_THE_YEAR = frozenset({"programma", "confronto"})
"""Screens of the agenda that speak of the programme of the year."""


_OF_FUNDS = {"frna": FRNA, "attivita": FRNA, "quadro": ""}
"""Screens of the agenda that speak of the money: of which fund, or of all of them."""


@dataclass(frozen=True, slots=True)
class FollowingStep:
    """A row, its state in words, the step that the act opens; `why` says why it opens none."""

    entity: type[Entity]
    row_id: str
    version: int
    title: str
    before: str
    to_state: Term | None
    why: str = ""

    @property
    def words(self) -> str:
        """«Programma attuativo 2026: da «in consultazione» a «concordato in Comitato»»."""
        after = f" a «{self.to_state.label}»" if self.to_state else ""
        return f"{self.title}: {'da' if after else 'è'} «{self.before}»{after}"


def following_steps(
    connection: Connection, made_by: DecisionRow, act: MadeAct, district: str
) -> tuple[FollowingStep, ...]:
    """Each row that the point of a decision speaks of, with the step that the act opens."""
    names = Names(connection)
    found = []
    for entity, row_id in dict.fromkeys(_spoken_of(connection, made_by, district)):
        row = readable_row(connection, entity, district, row_id)
        if row is not None and (entity.life or entity in DECIDED_APART):
            called = names.titled if entity in DECIDED_APART else names.moved
            title = called(entity, row_id, row.image)
            step = _opened(entity, row.image, act)
            found.append(FollowingStep(entity, row_id, row.version, _capital(title), *step))
    return tuple(found)


def _capital(title: str) -> str:
    return title[:1].upper() + title[1:]


def _spoken_of(
    connection: Connection, made_by: DecisionRow, district: str
) -> Iterator[tuple[type[Entity], str]]:
    items = agenda(connection, made_by.sitting_id)
    item = next((one for one in items if one.id == made_by.item_id), None)
    if item is None:
        return
    kind, _, rest = (item.screen or "").partition(":")
    table, _, row_id = rest.partition(":")
    if kind == ROW and table in BY_NAME:
        yield BY_NAME[table], row_id
    elif kind == LIST and BY_NAME.get(table) in DECIDED_APART:
        yield from _proposed(connection, BY_NAME[table], district, {})
    elif item.screen in _OF_THE_YEAR:
        for year in _spoken_years(made_by):
            for programme in programmes_of(connection, district, year):
                yield AnnualProgramme, programme
    for fund_year in _budgets(connection, item.screen or "", made_by, district):
        yield FundYear, fund_year
    if scenario := _scenario(made_by, item):
        wanted = {"scenario_id": scenario}
        yield from _proposed(connection, ProgrammeVariation, district, wanted)


def _spoken_years(made_by: DecisionRow) -> tuple[int, int]:
    """The year of a sitting and the next: in December the committee decides of January."""
    return made_by.year, made_by.year + 1


def _budgets(
    connection: Connection, screen: str, made_by: DecisionRow, district: str
) -> Iterator[str]:
    """The preventivi not yet approved of the funds that a point opens."""
    if screen not in _OF_FUNDS and not screen.startswith(f"{FUND}:"):
        return
    source = screen.partition(":")[2] or _OF_FUNDS[screen]
    for year in _spoken_years(made_by):
        wanted = {"year": str(year), **({"source_id": source} if source else {})}
        for row in readable_rows(connection, FundYear, district, wanted):
            if life_state(FundYear, row.image) is not BudgetState.APPROVED:
                yield row.id


def _scenario(made_by: DecisionRow, item: ItemRow) -> str | None:
    return made_by.scenario_id or item.scenario_id


def _proposed(
    connection: Connection, entity: type[Entity], district: str, filters: dict[str, str]
) -> Iterator[tuple[type[Entity], str]]:
    wanted = {**filters, "state": TransferState.PROPOSED.value}
    for row in readable_rows(connection, entity, district, wanted):
        yield entity, row.id


def _opened(entity: type[Entity], image: Image, act: MadeAct) -> tuple[str, Term | None, str]:
    """The state of a row in words, the state that the act lets it pass to, or why none."""
    before = _state(entity, image)
    following = _following(entity, before)
    after = next((one for one in following if _is_opened_by(one, act.kind)), None)
    if after is not None and act.state not in STANDING:
        return before.label, None, f"L’atto è «{act.state.label}»: non apre nessun passaggio."
    return before.label, after, "" if after else _why(following)


def _state(entity: type[Entity], image: Image) -> Term:
    if entity in DECIDED_APART:
        return TransferState.of(str(image["state"]))
    return life_state(entity, image)


def _following(entity: type[Entity], state: Term) -> dict[Term, Step | None]:
    if entity in DECIDED_APART:
        return {TransferState.APPROVED: None} if state is TransferState.PROPOSED else {}
    return dict(steps_from(entity.life, state))


def _is_opened_by(after: Term, kind: ActKind) -> bool:
    """A step that rests on an act of this kind, or the approval of what was proposed."""
    wanted = act_wanted(after)
    approvals = {TransferState.APPROVED, InterventionState.APPROVED}
    return wanted is kind if wanted else after in approvals


def _why(following: dict[Term, Step | None]) -> str:
    wanted = {after: act_wanted(after) for after in following if act_wanted(after)}
    if wanted:
        [(after, kind)] = list(wanted.items())[:1]
        return f"Per passare a «{after.label}» serve un altro atto: {kind.label if kind else ''}."
    if not following:
        return "Non ci sono altri passaggi."
    after = next(iter(following))
    return f"Il prossimo passaggio, «{after.label}», si fa in «Conferme e stati»."
