"""Closing the year of a fund.

Its residue goes to the year after, and nothing of it changes any more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby

from sqlalchemy import Connection, Engine

from udp_core.archive.asking import Asked, AskedRow, answered_before
from udp_core.archive.changes import image_before
from udp_core.archive.engine import writing
from udp_core.archive.entity import Image, id_of
from udp_core.archive.field import LONGEST_LINE
from udp_core.archive.images import read_by_id
from udp_core.archive.queries import WrittenRow
from udp_core.archive.writer import Change, Writer
from udp_core.fund.entities.decided import FundClosure
from udp_core.fund.entities.frna import FrnaEntry
from udp_core.fund.entities.fund import DRAFT_AGAIN, CarryOver, FundYear
from udp_core.fund.queries.fund import closed_years
from udp_core.fund.report.closing import (
    ClosingReport,
    MissingMonth,
    closing_report,
    following,
    missing_months,
)
from udp_core.kernel import italian
from udp_core.kernel.calendar import month_end
from udp_core.kernel.money import ZERO, Money
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.kernel.vocabulary import AmountStatus, DataState, PeriodKind, Phase, Right
from udp_core.people.rights import refuse_unless, require, subject_of
from udp_core.people.rules import Actor

CLOSE, REOPEN, DECLARE = "close_year", "reopen_year", "declare_nothing_spent"
"""What history calls them."""
MOST_VOCI = 6
"""Named in one sentence."""


def close_year(  # noqa: PLR0917 - of whom, which year, on which day, having seen what
    engine: Engine,
    asked: Asked,
    officer_id: str,
    fund_year: str,
    today: date,
    seen: Money | None = None,
) -> Money:
    """Close a fund year; the residue that goes on (never below zero: a deficit is not carried
    over).

    `seen` is the residue that was shown to who confirms: where it is no longer that, nothing is
    closed.
    Raises RefusedError, naming what is missing.
    """
    with writing(engine) as connection:
        actor, writer = _begin(connection, asked, officer_id, today, CLOSE)
        if already := answered_before(
            connection, asked.request_id, [AskedRow(FundClosure, fund_year, {})]
        ):
            return _residue(already[0])
        year = _year(connection, fund_year)
        report = closing_report(connection, fund_year, today)
        residue = report.residue if report else ZERO
        image: Image = {
            "fund_year_id": fund_year,
            "closed_on": today.isoformat(),
            "residue_cents": residue.cents,
            "act_id": None,
            "source": f"Chiusura di {actor.name}",
            "origin": year["origin"],
        }
        problems = _not_yet(connection, report, year, today) if report else []
        if refused := refuse_unless(
            actor,
            Right.ARRANGE,
            subject_of(connection, FundClosure, image),
            "la chiusura dell’anno",
        ):
            problems.append(refused)
        if seen is not None and seen != residue:
            sentence = (
                f"Il residuo è ora {italian.euro(residue)}, non {italian.euro(seen)}: qualcosa è"
                " cambiato mentre si guardava."
            )
            problems.append(Problem("K06", sentence, "Guardare le cifre nuove, poi chiudere."))
        if problems:
            raise RefusedError(problems)
        writer.apply([Change(FundClosure, id_of(FundClosure, image), 1, None, image)])
        _carry(writer, year, max(residue, ZERO), today)
        return residue


def _residue(closure: WrittenRow | None) -> Money:
    return Money(int(str(closure.after["residue_cents"]))) if closure and closure.after else ZERO


def _begin(
    connection: Connection, asked: Asked, officer_id: str, today: date, command: str
) -> tuple[Actor, Writer]:
    actor = require(connection, officer_id, today)
    header = replace(asked, author=actor.officer_id, role=actor.role_words).header(command)
    return actor, Writer(connection, header)


def _year(connection: Connection, fund_year: str) -> Image:
    found = read_by_id(connection, FundYear, [fund_year]).get(fund_year)
    if found is None:
        raise RefusedError(
            [
                Problem(
                    "K01", "L’anno del fondo non esiste.", "Controllare il codice.", value=fund_year
                )
            ]
        )
    return found[1]


def _not_yet(
    connection: Connection, report: ClosingReport, year: Image, today: date
) -> list[Problem]:
    """Why the year cannot be closed.

    Closed, not over, something missing or not validated, the next one closed.
    """
    problems = []
    closed = closed_years(connection)
    if report.fund_year_id in closed:
        problems.append(Problem("K02", "L’anno è già chiuso.", "Non serve altro."))
    if int(str(year["year"])) >= today.year:
        problems.append(
            Problem("K03", f"Il {year['year']} non è finito.", "Chiuderlo dopo il 31 dicembre.")
        )
    if report.unvalidated:
        left = italian.plural(
            report.unvalidated,
            "cifra di consuntivo non è validata",
            "cifre di consuntivo non sono validate",
        )
        problems.append(
            Problem(
                "K04",
                f"{left}.",
                "Validarle prima di chiudere, tutte insieme in «Conferme e stati».",
            )
        )
    if following(report.fund_year_id) in closed:
        problems.append(_later_closed(report.year + 1))
    return [*problems, *_missing(report)]


def _later_closed(year: int) -> Problem:
    sentence = f"Il {year} è già chiuso, e il suo trascinamento viene da quest’anno."
    return Problem("K07", sentence, f"Riaprire prima il {year}.", value=str(year))


def _missing(report: ClosingReport) -> Iterator[Problem]:
    """The months that nobody gave, by Comune, with their voci."""
    for place, found in groupby(report.missing, key=lambda one: one.place):
        own = list(found)
        months = italian.listing([italian.month(one) for one in sorted({one.month for one in own})])
        voci = list(dict.fromkeys(f"{one.voce_id} {one.voce}" for one in own))
        beyond = len(voci) - MOST_VOCI
        more = f" e {italian.others(beyond)}" if beyond > 0 else ""
        missing = italian.plural(len(own), "cifra", "cifre")
        sentence = (
            f"{place}: {'manca' if len(own) == 1 else 'mancano'} {missing} ({months}), di"
            f" {', '.join(voci[:MOST_VOCI])}{more}."
        )
        remedy = (
            "Chiederle a chi è in ritardo, o dichiarare che non c’è stata spesa, con il motivo."
        )
        yield Problem("K09", sentence, remedy)


def declare_nothing_spent(  # noqa: PLR0917 - of whom, of which year, which months, on which day
    engine: Engine,
    asked: Asked,
    officer_id: str,
    fund_year: str,
    months: Collection[MissingMonth],
    today: date,
) -> int:
    """Say, with the request's reason, that nothing was spent in months that nobody gave.

    Each is a validated zero.

    Answers how many. Raises RefusedError where one of them was given meanwhile, or the year is not
    over.
    """
    with writing(engine) as connection:
        actor, writer = _begin(connection, asked, officer_id, today, DECLARE)
        year = _year(connection, fund_year)
        images = [_zero(one, year, fund_year, asked.reason.strip()) for one in months]
        zeros = [AskedRow(FrnaEntry, id_of(FrnaEntry, one), one) for one in images]
        if answered_before(connection, asked.request_id, zeros) is not None:
            return len(zeros)
        problems = []
        if fund_year in closed_years(connection):
            problems.append(
                Problem("W10", "L’anno del fondo è chiuso.", "Riaprirlo con un motivo.")
            )
        if int(str(year["year"])) >= today.year:
            problems.append(
                Problem(
                    "K03", f"Il {year['year']} non è finito.", "Dichiararlo dopo il 31 dicembre."
                )
            )
        if refused := refuse_unless(
            actor,
            Right.VALIDATE,
            subject_of(connection, FrnaEntry, {"fund_year_id": fund_year}),
            "un mese senza spesa",
        ):
            problems.append(refused)
        if set(months) - set(missing_months(connection, fund_year)):
            problems.append(
                Problem(
                    "K10",
                    "Qualcuno ha dato nel frattempo una delle cifre.",
                    "Ricaricare e guardare che cosa manca ancora.",
                )
            )
        if problems or not months:
            raise RefusedError(
                problems or [Problem("K11", "Non manca nessuna cifra.", "Non serve altro.")]
            )
        writer.apply([Change(FrnaEntry, id_of(FrnaEntry, one), 1, None, one) for one in images])
        return len(images)


def _zero(one: MissingMonth, year: Image, fund_year: str, reason: str) -> Image:
    return {
        "fund_year_id": fund_year,
        "voce_id": one.voce_id,
        "source_id": one.source_id,
        "municipality_id": one.municipality_id,
        "phase": Phase.FINAL.value,
        "period": PeriodKind.MONTH.value,
        "period_no": one.month,
        "amount_cents": 0,
        "state": DataState.VALIDATED.value,
        "as_of": month_end(int(str(year["year"])), one.month).isoformat(),
        "source": f"Nessuna spesa: {reason}"[:LONGEST_LINE],
        "origin": year["origin"],
    }


def _carry(writer: Writer, year: Image, residue: Money, today: date) -> None:
    """The year after, made where it is missing, with the residue as official."""
    following: Image = {**year, **DRAFT_AGAIN, "year": int(str(year["year"])) + 1}
    row_id = id_of(FundYear, following)
    if not writer.stored(FundYear, [row_id]):
        writer.apply([Change(FundYear, row_id, 1, None, following)])
    carried: Image = {
        "fund_year_id": row_id,
        "from_year": year["year"],
        "status": AmountStatus.OFFICIAL.value,
        "amount_cents": residue.cents,
        "as_of": today.isoformat(),
        "source": f"Chiusura del {year['year']}",
        "origin": year["origin"],
    }
    carried_id = id_of(CarryOver, carried)
    present = writer.stored(CarryOver, [carried_id]).get(carried_id)
    writer.apply(
        [
            Change(
                CarryOver,
                carried_id,
                (present.version if present else 0) + 1,
                present.image if present else None,
                carried,
            )
        ]
    )


def reopen_year(engine: Engine, asked: Asked, officer_id: str, fund_year: str, today: date) -> None:
    """Open a closed year again, with the request's reason, and take its carry-over back from the
    year after.

    Raises RefusedError where the year after is closed: it stands on that carry-over.
    """
    with writing(engine) as connection:
        actor, writer = _begin(connection, asked, officer_id, today, REOPEN)
        if answered_before(connection, asked.request_id, [AskedRow(FundClosure, fund_year, None)]):
            return
        present = writer.stored(FundClosure, [fund_year]).get(fund_year)
        if present is None:
            raise RefusedError(
                [Problem("K05", "L’anno non è chiuso.", "Non serve altro.", value=fund_year)]
            )
        problems = []
        if refused := refuse_unless(
            actor,
            Right.ARRANGE,
            subject_of(connection, FundClosure, present.image),
            "la riapertura dell’anno",
        ):
            problems.append(refused)
        after = following(fund_year)
        if after in closed_years(connection):
            problems.append(_later_closed(int(after.rpartition(":")[2])))
        if problems:
            raise RefusedError(problems)
        writer.apply([Change(FundClosure, fund_year, present.version + 1, present.image, None)])
        _take_back(writer, after, present.image)


def _take_back(writer: Writer, after: str, closure: Image) -> None:
    """The carry-over goes, or is again what it was before the closing wrote over it."""
    year = int(after.rpartition(":")[2]) - 1
    row_id = f"{after}:{year}:{AmountStatus.OFFICIAL.value}:{closure['closed_on']}"
    present = writer.stored(CarryOver, [row_id]).get(row_id)
    if present is None:
        return
    before = image_before(writer.connection, CarryOver, row_id, CLOSE)
    writer.apply([Change(CarryOver, row_id, present.version + 1, present.image, before)])
