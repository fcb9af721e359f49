"""The new year as it would be made, in the words and figures of the screens."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from udp_core.domain.pictures.new_year import (
    BudgetLine,
    NewYearPicture,
    RegisterCount,
    SchedaLine,
)
from udp_core.model.entity import id_of, table_name
from udp_core.model.frna import FrnaEntry, FrnaVoce
from udp_core.model.fund import FundYear
from udp_core.model.intervention import Intervention, InterventionFunding
from udp_core.model.registry import ENTITIES, register_name
from udp_core.money import ZERO, Money
from udp_core.service.naming import Names
from udp_core.service.new_year.lines import Line, Wanted, prepared


def new_year_picture(connection: Connection, wanted: Wanted) -> NewYearPicture:
    """What is not there yet of the year, register by register, voce by voce, scheda by scheda."""
    found = prepared(connection, wanted)
    counted = found.counted
    registers = tuple(
        RegisterCount(register_name(table_name(one)), counted.get(one, 0), found.there.get(one, 0))
        for one in ENTITIES
        if one in counted or one in found.there
    )
    names = Names(connection)
    return NewYearPicture(
        wanted.next,
        registers,
        tuple(_budget(found.lines, names)),
        tuple(_schede(found.lines)),
    )


def _budget(lines: Sequence[Line], names: Names) -> Iterator[BudgetLine]:
    """The lines of the budgets, added up over sources and Comuni."""
    added: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in lines:
        if line.entity is FrnaEntry and line.before:
            added[str(line.before["fund_year_id"]), str(line.image["voce_id"])].append(line)
    for (fund, voce), found in added.items():
        before = Money(sum(int(str((one.before or {})["amount_cents"])) for one in found))
        after = Money(sum(int(str(one.image["amount_cents"])) for one in found))
        why = "; ".join(dict.fromkeys(one.why for one in found))
        yield BudgetLine(names.of(FundYear, fund), names.of(FrnaVoce, voce), before, after, why)


def _schede(lines: Sequence[Line]) -> Iterator[SchedaLine]:
    money: dict[str, Money] = defaultdict(lambda: ZERO)
    for line in lines:
        if line.entity is InterventionFunding:
            amount = Money(int(str(line.image["amount_cents"])))
            money[str(line.image["intervention_id"])] += amount
    for line in lines:
        if line.entity is Intervention and line.before:
            image = line.image
            yield SchedaLine(
                f"{line.before['code']} {line.before['title']}",
                f"{image['code']} {image['title']}",
                str(image["start_date"]),
                str(image["end_date"]),
                money[id_of(Intervention, image)],
            )
