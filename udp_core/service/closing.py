"""Closing the year of a fund: its residue goes to the year after, and nothing of it changes any more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import Connection, Engine

from udp_core import italian
from udp_core.domain.access import Deed
from udp_core.model.desk import FundClosure
from udp_core.model.entity import Image, id_of
from udp_core.model.fund import CarryOver, FundYear
from udp_core.money import ZERO, Money
from udp_core.problem import Problem, RefusedError
from udp_core.service.actors import refuse_unless, require
from udp_core.service.asking import Asked
from udp_core.service.checking.funds import fund_facts
from udp_core.service.subjects import subject_of
from udp_core.store.engine import writing
from udp_core.store.images import read_by_id
from udp_core.store.queries.waiting import unvalidated
from udp_core.store.writer import Change, Writer, was_asked
from udp_core.vocabulary import AmountStatus


def close_year(engine: Engine, asked: Asked, officer_id: str, fund_year: str, today: date) -> Money:
    """Close a fund year; the residue that goes on (never below zero: a deficit is not carried over). Raises RefusedError."""
    with writing(engine) as connection:
        actor = require(connection, officer_id, today)
        writer = Writer(connection, replace(asked, author=actor.officer_id, role=actor.role_words).header("close_year"))
        found = read_by_id(connection, FundYear, [fund_year]).get(fund_year)
        if found is None:
            raise RefusedError([Problem("K01", "L'anno del fondo non esiste.", "Controllare il codice.", value=fund_year)])
        year: Image = found[1]
        residue = _residue(connection, fund_year)
        if was_asked(connection, asked.request_id):
            return residue
        image: Image = {"fund_year_id": fund_year, "closed_on": today.isoformat(), "residue_cents": residue.cents, "act_id": None, "source": f"Chiusura di {actor.name}", "origin": year["origin"]}
        problems = _not_yet(connection, writer, fund_year, year, today)
        if refused := refuse_unless(actor, Deed.ARRANGE, subject_of(connection, FundClosure, image), "la chiusura dell'anno"):
            problems.append(refused)
        if problems:
            raise RefusedError(problems)
        writer.apply([Change(FundClosure, id_of(FundClosure, image), 1, None, image)])
        _carry(writer, year, max(residue, ZERO), today)
        return residue


def _not_yet(connection: Connection, writer: Writer, fund_year: str, year: Image, today: date) -> list[Problem]:
    problems = []
    if writer.stored(FundClosure, [fund_year]):
        problems.append(Problem("K02", "L'anno è già chiuso.", "Non serve altro."))
    if int(str(year["year"])) >= today.year:
        problems.append(Problem("K03", f"Il {year['year']} non è finito.", "Chiuderlo dopo il 31 dicembre."))
    if left := unvalidated(connection, fund_year):
        problems.append(Problem("K04", f"{italian.plural(left, 'cifra di consuntivo non è validata', 'cifre di consuntivo non sono validate')}.", "Validarle prima di chiudere."))
    return problems


def _residue(connection: Connection, fund_year: str) -> Money:
    """Available less what was used and returned: the same figures as the screen of the fund."""
    position = fund_facts(connection, {fund_year})[fund_year].position
    return position.available - position.used - position.returned


def _carry(writer: Writer, year: Image, residue: Money, today: date) -> None:
    """The year after, made where it is missing, with the residue as official."""
    following: Image = {**year, "year": int(str(year["year"])) + 1}
    row_id = id_of(FundYear, following)
    if not writer.stored(FundYear, [row_id]):
        writer.apply([Change(FundYear, row_id, 1, None, following)])
    carried: Image = {
        "fund_year_id": row_id, "from_year": year["year"], "status": AmountStatus.OFFICIAL.value, "amount_cents": residue.cents,
        "as_of": today.isoformat(), "source": f"Chiusura del {year['year']}", "origin": year["origin"],
    }  # fmt: skip
    carried_id = id_of(CarryOver, carried)
    present = writer.stored(CarryOver, [carried_id]).get(carried_id)
    writer.apply([Change(CarryOver, carried_id, (present.version if present else 0) + 1, present.image if present else None, carried)])


def reopen_year(engine: Engine, asked: Asked, officer_id: str, fund_year: str, today: date) -> None:
    """Open a closed year again; the reason is the request's. The residue carried stays until the year is closed again."""
    with writing(engine) as connection:
        actor = require(connection, officer_id, today)
        writer = Writer(connection, replace(asked, author=actor.officer_id, role=actor.role_words).header("reopen_year"))
        present = writer.stored(FundClosure, [fund_year]).get(fund_year)
        if present is None:
            raise RefusedError([Problem("K05", "L'anno non è chiuso.", "Non serve altro.", value=fund_year)])
        if refused := refuse_unless(actor, Deed.ARRANGE, subject_of(connection, FundClosure, present.image), "la riapertura dell'anno"):
            raise RefusedError([refused])
        writer.apply([Change(FundClosure, fund_year, present.version + 1, present.image, None)])
