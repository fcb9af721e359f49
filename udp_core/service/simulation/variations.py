"""«Proponi»: a scenario becomes a proposed variation of the programme.

With an act, and only then, the programme changes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection, Engine

from udp_core import italian
from udp_core.domain.access import Actor, Deed, Subject
from udp_core.domain.simulation.evaluate import evaluate
from udp_core.model.entity import Image, id_of
from udp_core.model.frna import FrnaEntry
from udp_core.model.fund import FundYear
from udp_core.model.simulation import ProgrammeVariation, VariationLine
from udp_core.money import Money
from udp_core.problem import Place, Problem, RefusedError
from udp_core.service.actors import refuse_unless, require
from udp_core.service.asking import Asked
from udp_core.service.deciding_money import own_proposal, undecidable
from udp_core.service.pictures.fund import FRNA, fund_picture
from udp_core.service.repeating import AskedRow, answered_before, stored_before
from udp_core.service.simulation.activity import activity_changes, activity_lines, activity_problems
from udp_core.service.simulation.scenarios import Kept, scenario
from udp_core.service.simulation.variation_rules import below_the_spent, left_broken, standing
from udp_core.store.engine import writing
from udp_core.store.images import read_by_id
from udp_core.store.queries.closures import closed_years
from udp_core.store.queries.scenarios import lines_of, variations_of
from udp_core.store.queries.territory import municipalities
from udp_core.store.writer import Change, Stored, Writer
from udp_core.vocabulary import DataState, Origin, PeriodKind, Phase, TransferState

DECIDE = "decide_variation"
"""What history calls a decision."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a variation (its id and the version seen), on which act.

    `reason` says why it is refused.
    """

    variation_id: str
    seen: int
    approved: bool
    act_id: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Where:
    """The district and the year of the programme, and today."""

    district: str
    year: int
    today: date

    @property
    def fund_year(self) -> str:
        """The id of the fund year."""
        return f"{self.district}:{FRNA}:{self.year}"


def propose(engine: Engine, asked: Asked, officer_id: str, scenario_id: str, where: Where) -> str:
    """Record the variation that a scenario asks for, with its lines; its id. Raises RefusedError.

    Asked again with the same request, it answers with what that request stored.
    """
    with writing(engine) as connection:
        actor, writer = _begin(connection, asked, officer_id, where.today, "propose_variation")
        same: Image = {"scenario_id": scenario_id, "fund_year_id": where.fund_year}
        if already := stored_before(connection, asked.request_id, ProgrammeVariation, same):
            return already
        kept = scenario(connection, scenario_id)
        problems = [
            *_not_allowed(actor, Deed.PROPOSE, where.district),
            *_not_proposable(connection, kept, scenario_id, where),
        ]
        if problems or kept is None:
            raise RefusedError(problems)
        lines = _lines(connection, kept, where)
        if not lines:
            raise RefusedError(
                [
                    Problem(
                        "L31",
                        "Lo scenario non cambia nessuna voce del fondo.",
                        "Muovere una leva che costa al fondo.",
                    )
                ]
            )
        number = (
            max((one.number for one in variations_of(connection, where.fund_year)), default=0) + 1
        )
        head = _head(kept, number, where, actor)
        variation_id = id_of(ProgrammeVariation, head)
        writer.apply([Change(ProgrammeVariation, variation_id, 1, None, head)])
        writer.apply(
            [_line(variation_id, voce, place, cents) for (voce, place), cents in lines.items()]
        )
        return variation_id


def _not_proposable(
    connection: Connection, kept: Kept | None, scenario_id: str, where: Where
) -> list[Problem]:
    """A scenario of another year or district, a closed year, one already proposed and not
    rejected.
    """
    problems = []
    if kept is None or (kept.model.year, kept.district) != (where.year, where.district):
        problems.append(
            Problem(
                "L30",
                "Lo scenario non c’è, o è di un altro anno o distretto.",
                "Ricaricare la pagina.",
                value=scenario_id,
            )
        )
    if where.fund_year in closed_years(connection):
        problems.append(Problem("W10", "L’anno del fondo è chiuso.", "Proporre nell’anno nuovo."))
    if kept is not None and kept.model.prepared_from is not None:
        sentence = (
            f"Lo scenario parte da un {kept.model.year} preparato dal {kept.model.prepared_from}:"
            " non c’è ancora un programma da variare."
        )
        remedy = f"Caricare il preventivo del {kept.model.year}, poi rifare lo scenario."
        problems.append(Problem("L39", sentence, remedy, value=scenario_id))
    for one in variations_of(connection, where.fund_year):
        if one.scenario == scenario_id and one.state is not TransferState.REJECTED:
            sentence = (
                f"Da questo scenario è già nata la variazione n. {one.number}, proposta il"
                f" {italian.day(one.proposed_on)} ({one.state.label})."
            )
            problems.append(
                Problem(
                    "L37",
                    sentence,
                    "Decidere quella, o proporre da un altro scenario.",
                    value=one.id,
                )
            )
    return problems


def _lines(connection: Connection, kept: Kept, where: Where) -> dict[tuple[str, str | None], int]:
    """Cents by voce and Comune, to the cent as the scenario reckons them."""
    outcome = evaluate(kept.model, kept.position)
    places: list[str | None] = [
        *(one.id for one in municipalities(connection, where.district)),
        None,
    ]
    found = {}
    for account in sorted(kept.model.costs):
        for place, cents in zip(places, outcome.accounts[account], strict=True):
            if cents:
                found[kept.model.accounts[account].voce, place] = cents
    return found


def _head(kept: Kept, number: int, where: Where, actor: Actor) -> Image:
    return {
        "fund_year_id": where.fund_year,
        "number": number,
        "scenario_id": kept.id,
        "reason": f"{kept.name}. {kept.note}".strip(),
        "state": TransferState.PROPOSED.value,
        "proposed_on": where.today.isoformat(),
        "decided_on": None,
        "act_id": None,
        "source": f"Proposta di {actor.name}",
        "origin": Origin.REAL.value,
    }


def _line(variation_id: str, voce: str, place: str | None, cents: int) -> Change:
    image: Image = {
        "variation_id": variation_id,
        "voce_id": voce,
        "source_id": FRNA,
        "municipality_id": place,
        "amount_cents": cents,
    }
    return Change(VariationLine, id_of(VariationLine, image), 1, None, image)


def _begin(
    connection: Connection, asked: Asked, officer_id: str, today: date, command: str
) -> tuple[Actor, Writer]:
    actor = require(connection, officer_id, today)
    return actor, Writer(
        connection, replace(asked, author=actor.officer_id, role=actor.role_words).header(command)
    )


def _not_allowed(actor: Actor, deed: Deed, district: str) -> list[Problem]:
    refused = refuse_unless(actor, deed, Subject(district), "una variazione del programma")
    return [refused] if refused else []


def decide(  # noqa: PLR0917 - a decision, of whom, where, and whether the proposer may take it
    engine: Engine,
    asked: Asked,
    officer_id: str,
    decision: Decision,
    where: Where,
    separate: bool = True,
) -> None:
    """Approve with an act, and then the programme and its activity change by the lines; or reject.

    Raises RefusedError.

    District and year are those of the variation: `where`, what whoever asks was looking at, must
    agree.
    `separate`: who proposed does not approve, wherever somebody else could.
    """
    asked = replace(asked, reason=decision.reason.strip() or asked.reason)
    with writing(engine) as connection:
        actor, writer = _begin(connection, asked, officer_id, where.today, DECIDE)
        state = TransferState.APPROVED if decision.approved else TransferState.REJECTED
        same = AskedRow(
            ProgrammeVariation,
            decision.variation_id,
            {"state": state.value, "act_id": decision.act_id or None},
        )
        if answered_before(connection, asked.request_id, [same]):
            return
        present = writer.stored(ProgrammeVariation, [decision.variation_id]).get(
            decision.variation_id
        )
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
        own = _own(connection, present, where)
        problems = _not_allowed(actor, Deed.ARRANGE, own.district)
        problems = problems or undecidable(
            connection,
            ProgrammeVariation,
            approved=decision.approved,
            act_id=decision.act_id or None,
            reason=decision.reason,
        )
        if separate and decision.approved and not problems:
            problems += own_proposal(
                connection,
                actor,
                (ProgrammeVariation, decision.variation_id, present.image),
                where.today,
            )
        if problems:
            raise RefusedError(problems)
        after = {
            **present.image,
            "state": state.value,
            "decided_on": where.today.isoformat(),
            "act_id": decision.act_id or None,
        }
        if decision.approved:
            _approve(writer, present, decision, own)
        writer.apply(
            [
                Change(
                    ProgrammeVariation,
                    decision.variation_id,
                    present.version + 1,
                    present.image,
                    after,
                )
            ]
        )


def _own(connection: Connection, present: Stored, where: Where) -> Where:
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


def _approve(writer: Writer, present: Stored, decision: Decision, own: Where) -> None:
    """Write the programme and its activity, then judge what they leave.

    One refusal undoes it all.
    """
    connection = writer.connection
    kept = (
        scenario(connection, str(present.image["scenario_id"]))
        if present.image["scenario_id"]
        else None
    )
    changes = _programme(writer, decision.variation_id, own)
    activity = activity_changes(
        writer,
        own.fund_year,
        activity_lines(connection, kept, own.fund_year) if kept else (),
        own.today,
    )
    if problems := _wrong(connection, changes, decision, own):
        raise RefusedError(problems)
    problems = list(activity_problems(connection, own.fund_year, activity))
    before = standing(connection, own.fund_year)
    writer.apply(changes)
    if not problems:
        writer.apply(activity)
    lowered = [
        str(change.after["voce_id"])
        for change in changes
        if change.after and _cents(change.after) < _cents(change.before)
    ]
    touched = [str(change.after["voce_id"]) for change in changes if change.after]
    problems += [
        *below_the_spent(connection, own.fund_year, lowered),
        *left_broken(connection, own.fund_year, touched, before),
    ]
    if problems:
        raise RefusedError(problems)


def _cents(image: Image | None) -> int:
    return int(str((image or {}).get("amount_cents", 0)))


def _programme(writer: Writer, variation_id: str, where: Where) -> list[Change]:
    """The programme of each voce and Comune after the variation.

    One not programmed before begins from nothing.
    """
    lines = lines_of(writer.connection, variation_id)
    keys: dict[str, Image] = {}
    for line in lines:
        key: Image = {
            "fund_year_id": where.fund_year,
            "voce_id": line.voce,
            "source_id": line.source,
            "municipality_id": line.municipality,
            "phase": Phase.BUDGET.value,
            "period": PeriodKind.YEAR.value,
            "period_no": None,
        }
        keys[id_of(FrnaEntry, key)] = key
    stored = writer.stored(FrnaEntry, list(keys))
    changes = []
    for (row_id, key), line in zip(keys.items(), lines, strict=True):
        present = stored.get(row_id)
        base: Mapping[str, int | str | None] = (
            present.image
            if present
            else {
                **key,
                "amount_cents": 0,
                "as_of": where.today.isoformat(),
                "source": "Variazione del programma",
                "origin": Origin.REAL.value,
            }
        )
        after = {
            **base,
            "amount_cents": int(str(base["amount_cents"])) + line.cents,
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


def _wrong(
    connection: Connection, changes: Sequence[Change], decision: Decision, where: Where
) -> list[Problem]:
    """No act, a closed year, a voce below zero, more than what is available (K1 blocks an
    approved programme).
    """
    problems = []
    if not decision.act_id:
        problems.append(
            Problem(
                "L33",
                "Una variazione si approva con un atto.",
                "Scegliere l’atto con cui il Comitato ha deciso, o registrarlo prima.",
            )
        )
    if where.fund_year in closed_years(connection):
        problems.append(
            Problem(
                "W10",
                "L’anno del fondo è chiuso.",
                "Riaprirlo con un motivo, o proporre nell’anno nuovo.",
            )
        )
    added = 0
    for change in changes:
        before, after = _cents(change.before), _cents(change.after)
        added += after - before
        if after < 0:
            problems.append(
                Problem(
                    "L34",
                    f"La voce scenderebbe a {italian.euro(Money(after))}.",
                    "Ridurre la variazione, o rifare lo scenario.",
                    Place(entity="voce FRNA", entity_id=change.entity_id),
                )
            )
    picture = fund_picture(connection, where.district, where.year, where.today)
    if picture and picture.position.programmed is not None:
        total = picture.position.programmed + Money(added)
        if added > 0 and total > picture.position.available:
            over = total - picture.position.available
            problems.append(
                Problem(
                    "K1",
                    f"Il programmato diventerebbe {italian.euro(total)}, il disponibile è"
                    f" {italian.euro(picture.position.available)}.",
                    f"Ridurre le voci di {italian.euro(over)}, o indicare chi finanzia la"
                    " differenza.",
                )
            )
    return problems
