"""«Proponi»: a scenario becomes a proposed variation of the programme, with its lines."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, Engine

from udp_core.archive.asking import Asked, stored_before
from udp_core.archive.engine import writing
from udp_core.archive.entity import Image, id_of
from udp_core.archive.writer import Change
from udp_core.fund.queries.fund import closed_years
from udp_core.fund.report.reading import FRNA
from udp_core.kernel import italian
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.kernel.vocabulary import Origin, Right, TransferState
from udp_core.people.rules import Actor
from udp_core.simulation.commands.scenarios import Kept, scenario
from udp_core.simulation.commands.variations import Where, begin, not_allowed
from udp_core.simulation.entities import ProgrammeVariation, VariationLine
from udp_core.simulation.queries.scenarios import variations_of
from udp_core.simulation.rules.evaluate import evaluate
from udp_core.territory.queries import municipalities


def propose(engine: Engine, asked: Asked, officer_id: str, scenario_id: str, where: Where) -> str:
    """Record the variation that a scenario asks for, with its lines; its id. Raises RefusedError.

    Asked again with the same request, it answers with what that request stored.
    """
    with writing(engine) as connection:
        actor, writer = begin(connection, asked, officer_id, where.today, "propose_variation")
        same: Image = {"scenario_id": scenario_id, "fund_year_id": where.fund_year}
        if already := stored_before(connection, asked.request_id, ProgrammeVariation, same):
            return already
        kept = scenario(connection, scenario_id)
        problems = [
            *not_allowed(actor, Right.PROPOSE, where.district),
            *_not_proposable(connection, kept, scenario_id, where),
        ]
        if problems or kept is None:
            raise RefusedError(problems)
        lines = _lines(connection, kept, where)
        if not lines:
            raise RefusedError([_nothing_changes()])
        numbers = [one.number for one in variations_of(connection, where.fund_year)]
        head = _head(kept, max(numbers, default=0) + 1, where, actor)
        variation_id = id_of(ProgrammeVariation, head)
        writer.apply([Change(ProgrammeVariation, variation_id, 1, None, head)])
        writer.apply(
            [_line(variation_id, voce, place, cents) for (voce, place), cents in lines.items()]
        )
        return variation_id


def _nothing_changes() -> Problem:
    return Problem(
        "L31",
        "Lo scenario non cambia nessuna voce del fondo.",
        "Muovere una leva che costa al fondo.",
    )


def _not_proposable(
    connection: Connection, kept: Kept | None, scenario_id: str, where: Where
) -> Iterator[Problem]:
    """A scenario of another year or district, a closed year, one already proposed and not
    rejected.
    """
    if kept is None or (kept.model.year, kept.district) != (where.year, where.district):
        yield Problem(
            "L30",
            "Lo scenario non c’è, o è di un altro anno o distretto.",
            "Ricaricare la pagina.",
            value=scenario_id,
        )
    if where.fund_year in closed_years(connection):
        yield Problem("W10", "L’anno del fondo è chiuso.", "Proporre nell’anno nuovo.")
    if kept is not None and kept.model.prepared_from is not None:
        yield Problem(
            "L39",
            f"Lo scenario parte da un {kept.model.year} preparato dal {kept.model.prepared_from}:"
            " non c’è ancora un programma da variare.",
            f"Caricare il preventivo del {kept.model.year}, poi rifare lo scenario.",
            value=scenario_id,
        )
    for one in variations_of(connection, where.fund_year):
        if one.scenario == scenario_id and one.state is not TransferState.REJECTED:
            yield Problem(
                "L37",
                f"Da questo scenario è già nata la variazione n. {one.number}, proposta il"
                f" {italian.day(one.proposed_on)} ({one.state.label}).",
                "Decidere quella, o proporre da un altro scenario.",
                value=one.id,
            )


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
