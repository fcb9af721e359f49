"""A year of the programme against the one before, read from the schede and their budgets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection

from udp_core.domain.new_year import next_words
from udp_core.domain.pictures.compared import ComparedScheda, ComparedYears, summed
from udp_core.model.entity import Image, specs
from udp_core.model.fund import FundingSource
from udp_core.model.intervention import Intervention, InterventionFunding
from udp_core.model.plan import AnnualProgramme, InterventionArea
from udp_core.money import ZERO, Money
from udp_core.service.naming import Names
from udp_core.store.queries.readable import readable_rows
from udp_core.vocabulary import InterventionState, Phase

COMPARED = (
    "title",
    "area_id",
    "lead_organisation_id",
    "territory",
    "municipality_id",
    "delivery_type",
    "recipient_type",
    "expected_users",
    "specific_objectives",
    "expected_results",
)
"""The fields of a scheda whose change is told; days and progress change every year."""


@dataclass(slots=True)
class _Year:
    """The schede of a year by the code that they have in the later one, with their budgets."""

    schede: dict[str, Image] = field(default_factory=dict)
    money: dict[str, Money] = field(default_factory=lambda: defaultdict(lambda: ZERO))
    sources: dict[tuple[str, str], Money] = field(default_factory=lambda: defaultdict(lambda: ZERO))


def compared_years(connection: Connection, district: str, year: int) -> ComparedYears | None:
    """The year against the one before; None where one of the two has no scheda."""
    before, after = (_year(connection, district, one, year) for one in (year - 1, year))
    if not before.schede or not after.schede:
        return None
    names = Names(connection)
    codes = sorted({*before.schede, *after.schede})
    schede = tuple(_scheda(code, before, after, names) for code in codes)
    areas = summed((one.area, one.before or ZERO, one.after or ZERO) for one in schede)
    sources = summed(_by_source(before.sources, after.sources, names))
    return ComparedYears(year, schede, areas, sources)


def _year(connection: Connection, district: str, own: int, later: int) -> _Year:
    found = _Year()
    programmes = readable_rows(connection, AnnualProgramme, district, {"year": str(own)})
    for programme in programmes:
        for row in readable_rows(
            connection, Intervention, district, {"programme_id": programme.id}
        ):
            if row.image["state"] != InterventionState.NOT_REALISED.value:
                code = str(row.image["code"])
                code = code if own == later else next_words(code, own)
                found.schede[code] = row.image
                _add_money(connection, district, row.id, code, found)
    return found


def _add_money(connection: Connection, district: str, scheda: str, code: str, found: _Year) -> None:
    filters = {"intervention_id": scheda, "phase": Phase.BUDGET.value}
    for row in readable_rows(connection, InterventionFunding, district, filters):
        amount = Money(int(str(row.image["amount_cents"])))
        found.money[code] += amount
        found.sources[code, str(row.image["source_id"])] += amount


def _scheda(code: str, before: _Year, after: _Year, names: Names) -> ComparedScheda:
    was, now = before.schede.get(code), after.schede.get(code)
    image = now or was or {}
    changed = tuple(_changed(was, now, names)) if was and now else ()
    return ComparedScheda(
        code,
        str(image["title"]),
        names.of(InterventionArea, str(image["area_id"])),
        before.money[code] if was else None,
        after.money[code] if now else None,
        changed,
    )


def _changed(was: Image, now: Image, names: Names) -> Iterator[str]:
    """«Soggetto capofila: ASP, era Comune di Cervia»; long texts are only named."""
    known = specs(Intervention)
    for name in COMPARED:
        if was[name] != now[name]:
            spec = known[name]
            old, new = (names.value(spec, image[name]) or "vuoto" for image in (was, now))
            is_long = len(old) + len(new) > _LONGEST
            yield spec.label if is_long else f"{spec.label}: {new}, era {old}"


_LONGEST = 160


def _by_source(
    before: Mapping[tuple[str, str], Money], after: Mapping[tuple[str, str], Money], names: Names
) -> Iterator[tuple[str, Money, Money]]:
    for (_, source), amount in before.items():
        yield names.of(FundingSource, source), amount, ZERO
    for (_, source), amount in after.items():
        yield names.of(FundingSource, source), ZERO, amount
