"""The programme in words and tables: they say the same figures."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from tests.view.made_reports import BAD, EMPTY, GOOD, LATE, ON_TIME, PICTURE, POVERTY, status
from udp_core.kernel.money import Money
from udp_core.kernel.vocabulary import (
    DataState,
    DeliveryType,
    InterventionState,
    Origin,
    PartnerRole,
    Phase,
    RecipientType,
    StatusLevel,
)
from udp_core.programme.queries.programme_sheet import FundingValue, PartnerValue, TextsValue
from udp_core.programme.report.sheet import SheetReport
from udp_core.programme.terms import PolicySector
from udp_core.programme.view import words
from udp_core.programme.view.filters import (
    ChosenSchede,
    filter_words,
    filtered,
    level_options,
    state_options,
)
from udp_core.programme.view.sheet import NOT_WRITTEN, sheet_fields, sheet_figures
from udp_core.programme.view.sheet_tables import actions_table, funding_rows_table, funding_table
from udp_core.programme.view.tables import (
    area_schede_table,
    areas_table,
    municipalities_table,
    rows_table,
    schede_table,
    short_schede_table,
)


def money_row(source: str, place: str, phase: Phase, euro: int) -> FundingValue:
    return FundingValue(
        f"{source}:{place}:{phase}",
        source,
        source.upper(),
        place,
        phase,
        Money(euro * 100),
        DataState.CONFIRMED,
        date(2026, 6, 30),
        "Atto 1",
        Origin.DEMO,
    )


TEXTS = TextsValue(
    None,
    DeliveryType.HOME,
    RecipientType.FAMILY,
    None,
    None,
    None,
    "Serve una casa.",
    None,
    None,
    None,
    1200,
    None,
    None,
    None,
    None,
)
SHEET = SheetReport(
    TEXTS,
    ("Anziani",),
    (PartnerValue("Coop Uno", PartnerRole.MANAGER), PartnerValue("Coop Due", PartnerRole.MANAGER)),
    (PolicySector.HOUSING,),
    (),
    ("Posti",),
    (
        money_row("frna", "039014", Phase.BUDGET, 60_000),
        money_row("frna", "", Phase.BUDGET, 20_000),
        money_row("comuni", "039014", Phase.BUDGET, 5_000),
        money_row("frna", "039014", Phase.FINAL, 50_000),
    ),
    PICTURE.municipalities,
)


# Words


def test_a_card_shows_the_parts_beside_the_two_lights() -> None:
    card = words.area_card(POVERTY)
    assert (card.area_id, card.title) == ("poverta", "Povertà")
    assert (card.now, card.at_year_end) == (StatusLevel.ATTENTION, BAD)
    assert card.lines == (
        "Perché: Oggi attenzione.",
        "2 schede: 1 in corso, 1 conclusa",
        "Fatto 55 % · previsto a oggi 100 %",
        "Speso 62 mila € su 110 mila € (56 %)",
        "Indicatori: ● 2 in linea, ▲ 1 critico",
        "Allarmi: 2 schede (S1 e S2)",
    )


def test_an_area_without_schede_says_so() -> None:
    card = words.area_card(EMPTY)
    assert (card.now, card.lines[0], card.lines[2]) == (
        None,
        words.NO_SCHEDE,
        "Speso n.d., programmato n.d.",
    )
    assert words.area_now(EMPTY).level is StatusLevel.STALE
    assert words.area_year_end(EMPTY).reasons == words.area_now(EMPTY).reasons
    assert words.area_figures(EMPTY)[2].note == "nessun indicatore valutato"


@pytest.mark.parametrize(
    ("state", "count", "said"),
    [
        (InterventionState.SUSPENDED, 2, "2 sospese"),
        (InterventionState.ACTIVE, 3, "3 in corso"),
        (InterventionState.NOT_REALISED, 2, "2 non realizzate"),
        (InterventionState.COMPLETED, 1, "1 conclusa"),
    ],
)
def test_states_agree_with_their_number(state: InterventionState, count: int, said: str) -> None:
    assert words.state_words(state, count) == said


def test_two_critical_indicators_are_plural() -> None:
    assert (
        words.indicators_words(Counter({BAD: 2, StatusLevel.STALE: 1}))
        == "Indicatori: ▲ 2 critici, ○ 1 dati da aggiornare"
    )


def test_alarms_say_why() -> None:
    assert words.alarm_lines(POVERTY) == (
        "S1 Housing <first>: Oggi critico.",
        "S2 Emporio: spesi 2 mila € oltre il programmato.",
    )
    later = replace(LATE, status=status(GOOD, BAD))
    assert words.alarm_reason(later) == "Poi critico."


def test_the_message_of_the_areas() -> None:
    assert (
        words.areas_message(PICTURE) == "Nessun ambito su 2 è in linea oggi, 1 chiede attenzione."
    )
    good = replace(POVERTY, status=status(GOOD, GOOD))
    assert (
        words.areas_message(replace(PICTURE, areas=(good, EMPTY)))
        == "1 ambito su 2 è in linea oggi."
    )
    assert (
        words.areas_message(replace(PICTURE, areas=(good, good)))
        == "2 ambiti su 2 sono in linea oggi."
    )


def test_points_wear_their_sign() -> None:
    assert [words.points(Fraction(share, 100)) for share in (-21, 1, 0)] == [
        "−21 punti",
        "+1 punto",
        "0 punti",
    ]


def test_key_figures_count_lights_and_weigh_progress() -> None:
    shown = {one.key: (one.value, one.note) for one in words.programme_figures(PICTURE.schede)}
    assert (shown["critical"], shown["on_track"], shown["stale"]) == (
        ("1", "1 in ritardo sul previsto"),
        ("1", ""),
        ("0", ""),
    )
    assert shown["progress"] == ("55 %", "previsto a oggi 100 %; in ritardo 1 scheda")


def test_the_state_of_the_data_begins_with_the_least_checked() -> None:
    assert words.state_of_data((ON_TIME, LATE)) == "dati in bozza e validati"
    assert words.state_of_data(()) == ""


# Filters


def test_filters_leave_what_they_say() -> None:
    assert filtered(PICTURE.schede, ChosenSchede()) == (LATE, ON_TIME)
    assert filtered(PICTURE.schede, ChosenSchede(state="completed")) == (ON_TIME,)
    assert filtered(PICTURE.schede, ChosenSchede(level="critical")) == (LATE,)
    assert filtered(PICTURE.schede, ChosenSchede(municipality="039014")) == (LATE,)
    assert filtered(PICTURE.schede, ChosenSchede(municipality="039007")) == (ON_TIME,)
    assert filtered(PICTURE.schede, ChosenSchede(area="giovani")) == ()


def test_filters_are_stated_in_files() -> None:
    assert list(state_options(PICTURE).values()) == ["Tutti gli stati", "in corso", "conclusa"]
    assert level_options()["critical"] == "critico"
    assert filter_words(PICTURE, ChosenSchede("poverta", "active", "critical", "039014")) == (
        "ambito Povertà",
        "stato in corso",
        "semaforo critico",
        "Comune Ravenna",
    )
    assert filter_words(PICTURE, ChosenSchede()) == ()


# Tables


def test_areas_table_holds_every_part() -> None:
    shown = areas_table(PICTURE)
    row = dict(zip([column.name for column in shown.columns], shown.rows[1], strict=True))
    assert (row["schede"], row["schede_critical"], row["indicators_on_track"], row["alarms"]) == (
        2,
        1,
        2,
        2,
    )
    assert (row["done_share"], row["spent_eur"], row["spent_share"]) == (
        Fraction(6, 11),
        Money(62_000_00),
        Fraction(62, 110),
    )
    empty = dict(zip([column.name for column in shown.columns], shown.rows[0], strict=True))
    assert (empty["done_share"], empty["indicators_critical"], empty["status_now"]) == (
        None,
        None,
        "– non valutato",
    )


def test_totals_by_comune_are_computed() -> None:
    shown = municipalities_table(POVERTY).words
    assert shown[-1] == ("Totale", "110.000,00 €", "62.000,00 €", "56 %")
    assert shown[2] == ("Intero distretto", "40.000,00 €", "n.d.", "n.d.")


def test_schede_tables_say_lights_in_words_and_money_by_source() -> None:
    row = schede_table(PICTURE, (LATE,)).words[0]
    assert row[4:8] == ("▲ critico", "▲ critico", "50 %", "100 %")
    assert "Fondo regionale 80.000,00 €; Comuni 20.000,00 €" in row
    assert short_schede_table((ON_TIME,)).words[0][6] == "nessuna"
    assert area_schede_table(POVERTY).words[0][-1] == "Oggi critico."
    worse = replace(POVERTY, schede=(replace(LATE, status=status(GOOD, BAD)),))
    assert area_schede_table(worse).words[0][-1] == "Oggi in linea. Poi critico."
    assert rows_table((LATE,)).words[0][:3] == ("S1", "p:S1", "bozza")


def test_the_sheet_adds_up_by_source_and_comune() -> None:
    shown = funding_table(LATE, SHEET, Phase.BUDGET)
    assert [column.label for column in shown.columns] == [
        "Fonte",
        "Ravenna",
        "Intero distretto",
        "Totale",
    ]
    assert shown.words == (
        ("FRNA", "60.000,00 €", "20.000,00 €", "80.000,00 €"),
        ("COMUNI", "5.000,00 €", "–", "5.000,00 €"),
        ("Totale", "65.000,00 €", "20.000,00 €", "85.000,00 €"),
    )
    assert funding_table(LATE, SHEET, Phase.FINAL).words[-1][-1] == "50.000,00 €"
    assert (
        funding_rows_table(LATE, SHEET.funding, dict(SHEET.municipalities)).words[1][3]
        == "Intero distretto"
    )


def test_actions_say_what_is_overdue() -> None:
    assert [row[3] for row in actions_table(LATE).words] == ["30/03/2026", "▲ scaduta"]
    first, second = LATE.actions
    ahead = replace(LATE, actions=(first, replace(second, late=False)))
    assert [row[3] for row in actions_table(ahead).words] == ["30/03/2026", "da fare"]


# The sheet


def test_every_field_is_there_and_an_empty_one_says_so() -> None:
    fields = {field.label: field.words for field in sheet_fields(PICTURE, LATE, SHEET)}
    assert fields["Ambito"] == "Contrasto alla povertà (collegati: Anziani)"
    assert fields["Gestori"] == "Coop Uno e Coop Due"
    assert (fields["Partner"], fields["Atti"], fields["Indicatori collegati"]) == (
        "nessuno",
        "nessuno",
        "Posti",
    )
    assert fields["Destinatari attesi"] == "1.200 persone"
    assert fields["Obiettivo generale"] == NOT_WRITTEN
    assert fields["Durata"] == "dal 01/01/2026 al 31/12/2026"
    assert fields["Territorio"] == "intero distretto"


def test_the_figures_of_a_sheet() -> None:
    done, spent, actions = sheet_figures(LATE)
    assert (done.value, done.note) == ("50 %", "previsto finora 100 % (−50 punti)")
    assert (spent.value, spent.note) == ("50 mila €", "su 100 mila € (50 %)")
    assert (actions.value, actions.note) == ("1 su 2", "1 scaduta; nessun’altra scadenza")
    (*_, all_done) = sheet_figures(ON_TIME)
    assert (all_done.value, all_done.note) == ("1 su 1", "nessun’altra scadenza")
