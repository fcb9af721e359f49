"""Ritardi: chi non ha ancora dato che cosa, da quando; e il promemoria da mandare."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import streamlit as st

from pages.components.cards import empty_state, key_figures
from pages.components.context import ask, context
from pages.components.download import download_button
from pages.components.filters import choose
from pages.components.first_day import not_loaded
from pages.components.parts import draw_parts
from pages.components.requests import requests_part
from pages.components.tables import show_table, show_table_on_request
from pages.components.who import who
from udp_core.data_requests.report import requests_report
from udp_core.data_requests.view import requests_figure
from udp_core.desk.report.lateness import LatenessReport, lateness_report
from udp_core.desk.view.late import lateness_figures, lateness_table, missing_table
from udp_core.desk.view.late_reminder import mail_link, reminder_calendar, reminder_text
from udp_core.overview.report.first_day import Thing
from udp_core.people.rules import Actor
from udp_core.render.markdown import plain

DAYS_TO_ANSWER = 10


def places(report: LatenessReport) -> None:
    stamp = context().stamp("bozze comprese: una cifra in bozza è data", "registro del distretto")
    show_table(
        lateness_table(
            "ritardi_comuni", "Spesa, attività e indicatori per Comune", report.municipalities
        ),
        "comuni",
        stamp=stamp,
    )
    for one in report.municipalities:
        if one.missing:
            show_table_on_request(
                missing_table(one.missing),
                f"manca-{one.owner}",
                stamp,
                label=f"Che cosa manca: {one.owner}",
            )


def areas(report: LatenessReport) -> None:
    stamp = context().stamp("schede in corso", "registro del distretto")
    show_table(
        lateness_table("ritardi_ambiti", "Schede per ambito", report.areas), "ambiti", stamp=stamp
    )


def reminders(report: LatenessReport) -> None:
    late = {one.code: one for one in report.officers if one.missing}
    if not late:
        empty_state(
            "Nessuno ha cifre in ritardo.",
            "Se a un Comune manca un referente, nominarlo in «Accesso».",
        )
        return
    chosen = late[
        choose(
            "A chi",
            {code: f"{one.office}: mancano {len(one.missing)}" for code, one in late.items()},
            "promemoria",
        )
    ]
    by, district = report.today + timedelta(days=DAYS_TO_ANSWER), context().district_name
    letter = reminder_text(chosen, report.today, by, district)
    st.code(letter, language=None, wrap_lines=True)
    if link := mail_link(chosen, letter):
        st.link_button(f"Scrivi a {plain(chosen.address)}", link)
    # made only when it is asked for
    made = lambda: reminder_calendar(chosen, report.today, by, district)  # noqa: E731
    name = f"promemoria-{chosen.code}.ics".replace(" ", "-")
    download_button("Scarica l’appuntamento (.ics)", made, name, "text/calendar", "ics")


def late(actor: Actor) -> None:
    here = context()
    report = ask(lateness_report, here.district, here.year, here.today)
    asked = ask(requests_report, here.district, here.year, here.today)
    if not report.municipalities and not asked:
        not_loaded(
            f"Per il {here.year} nulla è programmato: nulla è atteso.",
            Thing.BUDGET,
            Thing.CONFIRMED,
        )
        return
    key_figures((*lateness_figures(report), requests_figure(asked)))
    draw_parts(
        {
            "Comuni": partial(places, report),
            "Ambiti": partial(areas, report),
            "Promemoria": partial(reminders, report),
            "Richieste": partial(requests_part, asked, actor),
        }
    )


st.title("Chi è in ritardo, e da quando?", anchor=False)
actor = who()
if actor is None:
    empty_state("Per vedere chi è in ritardo bisogna entrare.", "Usare «Entra», in alto.")
else:
    late(actor)
