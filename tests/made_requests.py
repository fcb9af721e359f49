"""A request of figures to a cooperative, on the small desk: A1 and A2 of Cervia, October."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import Engine

from tests.made_desk import FUND, TODAY, E, entry, made_desk, save
from tests.made_districts import asks, rows
from tests.made_rows import MOMENT, sound
from udp_core.archive.engine import reading
from udp_core.data_requests.commands.answering import Answer, Answered, give_figures
from udp_core.data_requests.commands.asking import LinkMade, NewRequest, ask_figures
from udp_core.data_requests.report import requests_report
from udp_core.desk.commands.entering import Typed
from udp_core.sign_in.tries import Visit, digest
from udp_core.writing.saving import Edit

BUDGET = {"phase": "budget", "period": "year", "period_no": None, "as_of": "2026-02-18"}
DUE = date(2026, 11, 20)
SINGLE = "amount_cents"


def figure(voce: str, place: str = "c", month: int = 10) -> tuple[str, str]:
    """The key of the spending of a voce in a month."""
    return "frna_entry", f"{FUND}:{voce}:a:{place}:final:month:{month}"


def made_requests(engine: Engine) -> None:
    """The desk, what it is to spend, a cooperative that is there and one that ended."""
    made_desk(engine)
    income = sound(E["allocation"], fund_year_id=FUND, amount_cents=10**9)
    save(engine, "anna", Edit(E["allocation"], income))
    save(
        engine,
        "anna",
        entry(1, 12_000, **BUDGET),
        entry(1, 6_000, voce_id="A2", **BUDGET),
        entry(1, 500, municipality_id="r", **BUDGET),
    )
    bodies = ({"code": "coop", "name": "Cooperativa Alfa"}, {"code": "gone", "name": "Beta"})
    for one in bodies:
        rows("organisation", {**one, "municipality_id": "c"}, engine=engine)


def new(*figures: tuple[str, str], **other: object) -> NewRequest:
    """What is asked of the cooperative."""
    usual: dict[str, object] = {
        "district": "a",
        "organisation_id": "coop",
        "title": "Spesa di ottobre",
        "year": 2026,
        "month": 10,
        "due_on": DUE,
        "figures": figures or (figure("A1"), figure("A2")),
    }
    return NewRequest(**(usual | other))  # type: ignore[arg-type]  # of its own kinds


def ask(engine: Engine, *figures: tuple[str, str], by: str = "anna", **other: object) -> LinkMade:
    """Anna, or another, asks; the request and the secret of its link."""
    name = f"chiede {by} {len(figures)} {other!r}"[:60]
    return ask_figures(engine, asks(by, name), by, new(*figures, **other), TODAY)


def give(
    engine: Engine,
    secret: str,
    cells: dict[int, str],
    *,
    page: str = "pagina",
    after: timedelta = timedelta(),
    seen: int = 0,
    why: str = "",
) -> Answered:
    """Type an amount in each line and send, so long after the link was made."""
    typed = {number: Typed({SINGLE: text}, why) for number, text in cells.items()}
    answer = Answer(digest(secret), typed, dict.fromkeys(typed, seen), page)
    visit = Visit("192.0.2.9", MOMENT + after)
    return give_figures(engine, answer, visit, TODAY + after)


def standing(engine: Engine, today: date = TODAY) -> dict[str, tuple[int, int, int]]:
    """Of each request its figures, those that came, the days late."""
    with reading(engine) as connection:
        found = requests_report(connection, "a", 2026, today)
    return {one.row.id: (len(one.figures), one.given, one.days_late) for one in found}
