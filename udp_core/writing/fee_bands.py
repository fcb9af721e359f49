"""The bands of a fee rule together: no ISEE in two of them, none in no one, one unit.

A rule is what a service asks in a place since a day. It is judged after writing, as its bands are
written together.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from sqlalchemy import Connection

from udp_core.archive.entity import Image, id_of
from udp_core.archive.images import read_all, read_by_id, read_where
from udp_core.fees.entities import FeeRule, RegulatedService
from udp_core.fees.rules.bands import FeeBand, Gap, gaps
from udp_core.fees.terms import FeeUnit
from udp_core.kernel.money import Money
from udp_core.kernel.problem import Place, Problem

HOLE = "Q11"
"""The code of a hole: who writes one band at a time says so, and goes on."""


def broken_bands(connection: Connection, touched: Collection[Image]) -> Iterator[Problem]:
    """What is wrong with the rules that the change touched."""
    services = read_by_id(
        connection, RegulatedService, sorted({str(one["service_id"]) for one in touched})
    )
    rules = sorted({_rule(one) for one in touched})
    for service in sorted(services):
        rows = list(read_where(connection, FeeRule, "service_id", service))
        for rule in (one for one in rules if one[0] == service):
            own = [one for one in rows if _rule(one) == rule]
            yield from _wrong(services[service][1], own)


def every_broken_band(connection: Connection) -> Iterator[Problem]:
    """The same of the whole archive."""
    yield from broken_bands(connection, [image for _, _, image in read_all(connection, FeeRule)])


def _rule(image: Image) -> tuple[str, str, str]:
    return (
        str(image["service_id"]),
        str(image["municipality_id"] or ""),
        str(image["valid_from"]),
    )


def _wrong(service: Image, rows: Sequence[Image]) -> Iterator[Problem]:
    allowed = {str(service["unit"]), FeeUnit.MONTH.value}
    for one in rows:
        if one["unit"] not in allowed:
            unit, own = FeeUnit.of(str(one["unit"])).label, FeeUnit.of(str(service["unit"])).label
            sentence = f"La tariffa è per «{unit}», ma di «{service['name']}» si conta «{own}»."
            remedy = f"Scriverla per «{own}» o per «mese»."
            yield Problem("Q12", sentence, remedy, _at(one), about=id_of(FeeRule, one))
    for gap in gaps([_band(one) for one in rows]):
        yield _gap(gap, service, rows[0])


def _gap(gap: Gap, service: Image, row: Image) -> Problem:
    about = id_of(FeeRule, row)
    if gap.twice:
        sentence = f"Due fasce di «{service['name']}» dicono quanto si paga con l’ISEE {gap.words}."
        remedy = "Far cominciare una fascia un centesimo dopo la fine dell’altra."
        return Problem("Q10", sentence, remedy, _at(row), about=about)
    sentence = f"Nessuna fascia di «{service['name']}» dice quanto si paga con l’ISEE {gap.words}."
    remedy = "Aggiungere la fascia che manca, o scrivere perché manca ancora."
    return Problem(HOLE, sentence, remedy, _at(row), about=about)


def _at(image: Image) -> Place:
    return Place(entity=FeeRule.label, entity_id=id_of(FeeRule, image))


def _band(image: Image) -> FeeBand:
    end = image["isee_to_cents"]
    return FeeBand(
        Money(int(image["isee_from_cents"] or 0)),
        None if end is None else Money(int(end)),
        FeeUnit.of(str(image["unit"])),
    )
