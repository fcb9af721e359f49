"""What a run of the dashboard knows before any screen.

The archive, the district, the year, the day.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Concatenate, ParamSpec, TypeVar, cast

import streamlit as st
from sqlalchemy import Connection, Engine

from udp_core.archive.engine import reading
from udp_core.archive.past import PastArchives
from udp_core.archive.writer import head
from udp_core.kernel import italian
from udp_core.kernel.clock import ROME, clock
from udp_core.kernel.settings import Settings, settings
from udp_core.render.stamp import Stamp
from udp_core.running.start import start
from udp_core.territory.queries import (
    demonstration_day,
    district_codes,
    district_name,
    is_demonstration,
    latest_day,
    years,
)

MOST_KEPT = 256
MOST_REBUILT = 3
PAST = PastArchives(MOST_REBUILT)
"""The archives of then that are looked at: a message from a browser does not empty it."""
_KEY = "udp_context"
P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Context:
    """Made once a run by the shell, read by the screens with `context()`.

    `today` is the day at which every status is judged; `data_day` the last day with entries in the
    year chosen
    (None where there are none); `years` this one and those with data, the latest first; `revision`
    the state of the
    archive that figures are read from, `head` its print: that of now, or, where it is that as
    `known` at a sitting, then,
    with its `sitting` in words.
    `unknown` is a district that the archive has not: everything of it is empty.
    """

    engine: Engine
    address: str
    district: str
    district_name: str
    year: int
    years: tuple[int, ...]
    today: date
    demo: bool
    revision: int
    data_day: date | None = None
    known: bool = False
    sitting: str = ""
    unknown: bool = False
    head: str = ""

    def stamp(self, state: str, source: str, filters: tuple[str, ...] = ()) -> Stamp:
        """What a figure of this run says of itself when it leaves."""
        shown = (
            self.district_name,
            f"anno {self.year}",
            *((self.sitting,) if self.sitting else ()),
            *filters,
        )
        return Stamp(
            self.data_day,
            datetime.now(ROME),
            self.revision,
            state,
            source,
            shown,
            self.demo,
            self.head,
        )


def database() -> Engine:
    """The archive, opened, migrated and filled once a process.

    Tried again at each call until it opens.

    Raises RefusedError, in plain words.
    """
    return _open(settings())


@st.cache_resource(max_entries=4, show_spinner=False, on_release=Engine.dispose)
def _open(chosen: Settings) -> Engine:
    return start(chosen)


def context() -> Context:
    """The context of this run; the shell has made it before any screen runs."""
    return cast("Context", st.session_state[_KEY])


def make_context() -> Context:
    """What holds before a year is chosen.

    The year is the present one, or the latest that has data.
    """
    chosen = settings()
    engine = database()
    with reading(engine) as connection:
        revision, printed = head(connection)
    name, unknown, known, demo_day, demo = _covered(
        chosen.database, revision, chosen.district, engine
    )
    today = clock(datetime.now(ROME), chosen.today, demo_day).today
    shown = tuple(sorted({*known, today.year}, reverse=True))
    title = f"Distretto «{name}»" if unknown else italian.district(name)
    return Context(
        engine,
        chosen.database,
        chosen.district,
        title,
        usual_year(known or shown, today),
        shown,
        today,
        demo,
        revision,
        unknown=unknown,
        head=printed,
    )


@st.cache_data(max_entries=16, show_spinner=False)
def _covered(
    address: str,  # noqa: ARG001 - part of what is kept
    revision: int,  # noqa: ARG001 - part of what is kept
    district: str,
    _engine: Engine,
) -> tuple[str, bool, tuple[int, ...], date | None, bool]:
    with reading(_engine) as connection:
        return (
            district_name(connection, district),
            district not in district_codes(connection),
            years(connection, district),
            demonstration_day(connection),
            is_demonstration(connection),
        )


def usual_year(known: tuple[int, ...], today: date) -> int:
    """This year where it has data; else the latest that has begun; else the first to come."""
    begun = [year for year in known if year <= today.year]
    return max(begun) if begun else min(known)


def keep_context(made: Context, year: int) -> Context:
    """The context with the year chosen, kept for the screens of this run."""
    chosen = replace(made, year=year)
    st.session_state[_KEY] = chosen
    kept = replace(chosen, data_day=ask(latest_day, chosen.district, year, chosen.today))
    st.session_state[_KEY] = kept
    return kept


def read(
    question: Callable[Concatenate[Connection, P], T], *arguments: P.args, **named: P.kwargs
) -> T:
    """The answer as the archive stands now, kept by nobody: for who is changing it."""
    return read_of(context(), question, *arguments, **named)


def read_of(
    here: Context,
    question: Callable[Concatenate[Connection, P], T],
    *arguments: P.args,
    **named: P.kwargs,
) -> T:
    """The same, before the context of the run is made."""
    with reading(here.engine) as connection:
        return question(connection, *arguments, **named)


def reading_as_shown(here: Context) -> AbstractContextManager[Connection]:
    """A reading of the archive that figures are shown from: of now, or as known at a sitting.

    Raises RefusedError.
    """
    return PAST.reading(here.engine, here.revision) if here.known else reading(here.engine)


def ask(
    question: Callable[Concatenate[Connection, P], T], *arguments: P.args, **named: P.kwargs
) -> T:
    """The answer to a question on the archive, kept until the archive changes.

    `question(connection, …)` is any function of a reading connection: a query or a picture. Its
    arguments are plain
    values (texts, numbers, days, terms, tuples of them); it must depend on nothing else. The answer
    is the one value
    that everybody gets, not a copy: whoever shows it never changes it.
    """
    return _kept_answer(context(), question, arguments, named)


def ask_of_now(
    question: Callable[Concatenate[Connection, P], T], *arguments: P.args, **named: P.kwargs
) -> T:
    """The same of the archive of now, also where figures are shown as known at a sitting."""
    now = replace(context(), known=False, address=settings().database, revision=read(head).sequence)
    return _kept_answer(now, question, arguments, named)


def _kept_answer(
    here: Context,
    question: Callable[..., T],
    arguments: tuple[object, ...],
    named: dict[str, object],
) -> T:
    name = f"{question.__module__}.{question.__qualname__}"
    return cast("T", _answer(here.address, here.revision, name, arguments, named, here, question))


@st.cache_resource(max_entries=MOST_KEPT, show_spinner=False)
def _answer(
    address: str,  # noqa: ARG001 - part of what an answer is kept under
    revision: int,  # noqa: ARG001 - part of what an answer is kept under
    name: str,  # noqa: ARG001 - part of what an answer is kept under
    arguments: tuple[object, ...],
    named: dict[str, object],
    _here: Context,
    _question: Callable[..., object],
) -> object:
    with reading_as_shown(_here) as connection:
        return _question(connection, *arguments, **named)
