"""Two years of the programme: schede added, dropped, changed; money by area and by source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection

from udp_core.archive.entity import Image, specs
from udp_core.fund.entities.fund import FundingSource
from udp_core.kernel.money import ZERO, Money, total
from udp_core.kernel.vocabulary import InterventionState, Phase, Term
from udp_core.plan.entities.plan import AnnualProgramme, InterventionArea
from udp_core.programme.entities.intervention import Intervention, InterventionFunding
from udp_core.registers.queries import readable_rows
from udp_core.writing.naming import Names
from udp_core.years.rules import next_words


class SchedaChange(Term):
    """What became of a scheda from a year to the next."""

    ADDED = "added", "aggiunta"
    DROPPED = "dropped", "non continua"
    CHANGED = "changed", "cambiata"
    SAME = "same", "come prima"


@dataclass(frozen=True, slots=True)
class ComparedScheda:
    """A scheda in two years: programmed money of each (None: it was not there), what changed."""

    code: str
    title: str
    area: str
    before: Money | None
    after: Money | None
    fields: tuple[str, ...]

    @property
    def change(self) -> SchedaChange:
        """Added, dropped, changed in money or in a field, or the same."""
        if self.before is None:
            return SchedaChange.ADDED
        if self.after is None:
            return SchedaChange.DROPPED
        moved = self.before != self.after or self.fields
        return SchedaChange.CHANGED if moved else SchedaChange.SAME

    @property
    def difference(self) -> Money:
        """What it has more than the year before."""
        return (self.after or ZERO) - (self.before or ZERO)


@dataclass(frozen=True, slots=True)
class ComparedSum:
    """The programmed money of an area or of a source in two years."""

    name: str
    before: Money
    after: Money

    @property
    def difference(self) -> Money:
        """What it has more than the year before."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class ComparedYears:
    """A year of the programme against the one before."""

    year: int
    schede: tuple[ComparedScheda, ...]
    areas: tuple[ComparedSum, ...]
    sources: tuple[ComparedSum, ...]

    def of(self, change: SchedaChange) -> tuple[ComparedScheda, ...]:
        """The schede of which that became."""
        return tuple(one for one in self.schede if one.change is change)

    @property
    def before(self) -> Money:
        """All that was programmed the year before."""
        return total(one.before or ZERO for one in self.schede)

    @property
    def after(self) -> Money:
        """All that is programmed now."""
        return total(one.after or ZERO for one in self.schede)


def summed(rows: Iterable[tuple[str, Money, Money]]) -> tuple[ComparedSum, ...]:
    """Name, money of before and of after, added up by name; the largest change first."""
    found: dict[str, tuple[Money, Money]] = {}
    for name, before, after in rows:
        was, now = found.get(name, (ZERO, ZERO))
        found[name] = (was + before, now + after)
    sums = [ComparedSum(name, *pair) for name, pair in found.items()]
    return tuple(sorted(sums, key=lambda one: (-abs(one.difference.cents), one.name)))


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
