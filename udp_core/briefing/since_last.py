"""«Dall’ultima seduta»: the areas, the programme and the residue, as known then and now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from udp_core.fund.rules.bridge import Bridge
from udp_core.kernel import italian
from udp_core.kernel.status import SEVERITY
from udp_core.kernel.vocabulary import StatusLevel
from udp_core.programme.report.programme import AreaValue, ProgrammeReport
from udp_core.programme.report.reading import programme_report
from udp_core.render.key_figure import KeyFigure
from udp_core.render.light import light
from udp_core.render.slide import Slide, listed
from udp_core.render.table import Column, table
from udp_core.sittings.report.bridging import Moment


class Course(StrEnum):
    """Where the light of an area went."""

    BETTER = "↑ migliora"
    SAME = "→ come allora"
    WORSE = "↓ peggiora"
    UNKNOWN = "– non si confronta"


@dataclass(frozen=True, slots=True)
class AreaSince:
    """An area then and now: its light, and how much of it is done (None: not known)."""

    name: str
    then: StatusLevel | None
    now: StatusLevel | None
    done_then: Fraction | None
    done_now: Fraction | None

    @property
    def course(self) -> Course:
        """Better, worse or the same, where both lights are judged on fresh data."""
        if self.then not in SEVERITY or self.now not in SEVERITY:
            return Course.UNKNOWN
        worse = SEVERITY.index(self.now) - SEVERITY.index(self.then)
        return Course.WORSE if worse > 0 else Course.BETTER if worse else Course.SAME


@dataclass(frozen=True, slots=True)
class SinceLast:
    """What became of the programme and of the fund since a day; `bridge` is that of the residue."""

    since: date
    areas: tuple[AreaSince, ...]
    done_then: Fraction | None
    done_now: Fraction | None
    bridge: Bridge | None

    def of(self, course: Course) -> int:
        """How many areas went that way."""
        return sum(one.course is course for one in self.areas)


def since_last(
    then: Moment, now: Moment, district: str, year: int, bridge: Bridge | None
) -> SinceLast | None:
    """Both states of the programme, area by area; None where one of them has no programme."""
    before, after = (
        programme_report(connection, district, year, day) for connection, day in (then, now)
    )
    if before is None or after is None:
        return None
    known = {area.id: area for area in before.areas}
    areas = tuple(area_since(known.get(one.id), one) for one in after.areas if one.schede)
    return SinceLast(then[1], areas, _done(before), _done(after), bridge)


def area_since(then: AreaValue | None, now: AreaValue) -> AreaSince:
    """An area then and now; there may have been none then, or no scheda to judge it by."""
    return AreaSince(
        now.short_name,
        _level(then),
        _level(now),
        then.progress.done if then else None,
        now.progress.done,
    )


def _level(area: AreaValue | None) -> StatusLevel | None:
    return area.status.now.level if area and area.status else None


def _done(report: ProgrammeReport) -> Fraction | None:
    return report.progress.done


def since_slide(found: SinceLast) -> Slide:
    """The first slide after the cover: which areas moved, and how far the programme went."""
    columns = (
        Column("area", "Ambito"),
        Column("then", "Allora"),
        Column("now", "Oggi"),
        Column("course", "Andamento"),
        Column("done", "Fatto"),
    )
    rows = [
        (one.name, light(one.then).words, light(one.now).words, one.course.value, _done_words(one))
        for one in found.areas
    ]
    day = italian.day(found.since)
    slide = Slide(
        "dall-ultima-seduta",
        since_message(found),
        f"Confronto con le cifre note all’ultima seduta, al {day}",
        tuple(_figures(found)),
        screen="cambiato",
    )
    return listed(slide, table("dall_ultima_seduta", "Dall’ultima seduta", columns, rows))


def since_message(found: SinceLast) -> str:
    """«2 ambiti migliorano, 1 peggiora»."""
    better, worse = found.of(Course.BETTER), found.of(Course.WORSE)
    if not better and not worse:
        return "Dall’ultima seduta nessun ambito ha cambiato semaforo"
    told = [
        f"{italian.plural(better, 'ambito migliora', 'ambiti migliorano')}" if better else "",
        f"{italian.plural(worse, 'ambito peggiora', 'ambiti peggiorano')}" if worse else "",
    ]
    return f"Dall’ultima seduta {', '.join(filter(None, told))}"


def _done_words(one: AreaSince) -> str:
    return f"{italian.percent(one.done_now, 0)} (era {italian.percent(one.done_then, 0)})"


def _figures(found: SinceLast) -> list[KeyFigure]:
    done = KeyFigure(
        "done",
        "Programma fatto",
        italian.percent(found.done_now, 0),
        f"era {italian.percent(found.done_then, 0)}",
    )
    if found.bridge is None:
        return [done]
    moved = found.bridge.after - found.bridge.before
    change = f"{italian.signed(italian.euro_short(moved))} da allora" if moved else "come allora"
    residue = KeyFigure(
        "residue",
        "Residuo previsto al 31/12",
        italian.euro_short(found.bridge.after),
        change,
    )
    return [done, residue]
