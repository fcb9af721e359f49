"""S0-07, S0-16, S0-18, S1-04, S1-15, S1-16, S1-17: policies, delivery, actors, payers, health."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Engine

from tests.made_once import made_once
from tests.made_programme import FIRST, SECOND, THIRD, Made, image, scheda
from tests.made_rows import batches, load
from tests.pages.reading import tables, words
from tests.view.made_reports import STAMP
from tests.zone_plan.made_plan import PLAN, TODAY, load_plan, opened
from udp_core.archive.engine import reading
from udp_core.kernel.money import Money
from udp_core.render.export import csv_bytes
from udp_core.zone_plan.report.integration import (
    ActorKind,
    Facet,
    IntegrationReport,
    integration_report,
    money_of,
)
from udp_core.zone_plan.view.integration import (
    MOST_PARTNERS,
    actors_table,
    alike_table,
    crossing_table,
    health_table,
    network_chart,
    network_height,
    network_message,
    partners_table,
    shared_table,
)


def partner(scheda: str, who: str, role: str = "manager") -> Made:
    return "intervention_partner", {
        "intervention_id": scheda,
        "organisation_id": who,
        "role": role,
    }


def sector(scheda: str, name: str) -> Made:
    return "intervention_sector", {"intervention_id": scheda, "sector": name}


MORE: list[Made] = [
    ("organisation", {"code": "sociale", "name": "Cooperativa Uno", "kind": "cooperative"}),
    ("organisation", {"code": "amici", "name": "Associazione Amici", "kind": "association"}),
    partner(SECOND, "sociale"),
    partner(SECOND, "amici", "partner"),
    partner(THIRD, "sociale"),
    partner(THIRD, "amici"),
    sector(FIRST, "planning"),
    sector(SECOND, "housing"),
    (
        "health_programme_item",
        {
            "district_id": "ravenna",
            "code": "cure",
            "title": "Dimissioni protette",
            "organisation_id": "ausl",
            "owner": "Direttrice cure primarie",
            "year_from": 2026,
            "year_to": 2026,
        },
    ),
    (
        "health_programme_item",
        {
            "district_id": "ravenna",
            "code": "sola",
            "title": "Cadute",
            "organisation_id": "ausl",
            "owner": "Sanità pubblica",
            "year_from": 2026,
            "year_to": 2026,
        },
    ),
    (
        "intervention_health_item",
        {
            "intervention_id": SECOND,
            "item_id": "ravenna:cure",
            "social_owner": "Responsabile anziani",
        },
    ),
]
"""S1: led by «Azienda USL», managed by «Cooperativa Esempio» (of the first kind of the list, a
Comune), casa and urbanistica. S2: managed by a cooperative. S3: by a cooperative and an
association."""


@made_once
def fill(engine: Engine) -> None:
    load_plan(engine, *MORE)


def report(engine: Engine) -> IntegrationReport:
    with reading(engine) as connection:
        found = integration_report(connection, "ravenna", PLAN, 2026, TODAY)
    assert found is not None
    return found


def test_a_scheda_of_two_policies_is_in_both_and_once_in_the_total(filled: Engine) -> None:
    """S1-16: casa has S1 and S2 (400.000 €), urbanistica S1 (100.000 €), none S3 (10.000 €)."""
    found = report(filled)
    crossed = found.crossed(Facet.SECTOR, Facet.DELIVERY)
    money = crossing_table(found, crossed, (Facet.SECTOR, Facet.DELIVERY), money=True).words
    assert [(row[0], row[-1]) for row in money] == [
        ("Casa", "400.000,00 €"),
        ("Nessun’altra politica", "10.000,00 €"),
        ("Urbanistica", "100.000,00 €"),
        ("Totale", "410.000,00 €"),
    ]
    counts = crossing_table(found, crossed, (Facet.SECTOR, Facet.DELIVERY), money=False).words
    assert [row[-1] for row in counts] == ["2", "1", "1", "3"]


def test_spending_by_kind_of_actor_is_never_split_by_guess(filled: Engine) -> None:
    """S1-17: S1 public 50.000 €, S2 cooperation 150.000 €, S3 of two kinds 12.000 €."""
    found = report(filled)
    spent = {kind: money_of(schede)[1] for kind, schede in found.by_manager}
    assert spent == {
        ActorKind.PUBLIC: Money(50_000_00),
        ActorKind.COOPERATION: Money(150_000_00),
        ActorKind.MIXED: Money(12_000_00),
    }
    assert [row[-1] for row in actors_table(found).words] == ["24 %", "71 %", "6 %", "100 %"]


def test_the_same_service_paid_by_several_sources(filled: Engine) -> None:
    """S0-16: S1 alone, 80.000 € of the fund and 20.000 € of the Comuni."""
    [row] = shared_table(report(filled)).words
    assert row[0] == "S1 Scheda S1"
    assert row[2] == "FRNA 80 mila €; Comuni 20 mila €"
    assert row[3:] == ("2", "100.000,00 €", "da scrivere")


def test_schede_alike_that_different_bodies_lead(filled: Engine) -> None:
    """S0-16: S4 is as S1 and S2 (ambito, delivery, recipients), and another body leads it."""
    assert alike_table(report(filled)).rows == ()
    load(filled, *batches([image(scheda("S4", "anziani", lead_organisation_id="coop"))]))
    assert [row[1:3] for row in alike_table(report(filled)).words] == [
        ("S1 Scheda S1", "Azienda USL"),
        ("S2 Scheda S2", "Azienda USL"),
        ("S4 Scheda S4", "Cooperativa Esempio"),
    ]


def test_the_network_says_who_is_in_which_schede(filled: Engine) -> None:
    """S0-18: Azienda USL leads three; Cooperativa Uno manages two; Amici manages one of its two."""
    rows = {row[0]: row for row in partners_table(report(filled)).words}
    assert rows["Azienda USL"][2:7] == ("3", "3", "0", "0", "0")
    assert rows["Cooperativa Uno"][2:7] == ("2", "0", "2", "0", "0")
    assert rows["Associazione Amici"][2:7] == ("2", "0", "1", "1", "0")
    assert rows["Cooperativa Uno"][-1] == "310.000,00 €"
    picture = network_chart(report(filled), STAMP)
    assert picture is not None
    assert (
        picture.title == "La rete ha 4 soggetti; il più presente è Azienda USL: 3 schede, 2 ambiti"
    )
    assert "Cooperativa Uno: Anziani 1, Giovani 1." in picture.description


def test_the_network_is_as_high_as_those_in_it_up_to_fourteen(filled: Engine) -> None:
    """28 pixels each and 16 around, then 110 for the ambiti."""
    four = report(filled)
    first, *rest = four.schede
    others = tuple(first.who[0]._replace(organisation=f"Ente {number}") for number in range(12))
    many = replace(four, schede=(replace(first, who=(*first.who, *others)), *rest))
    assert (len(four.partners), len(many.partners), MOST_PARTNERS) == (4, 16, 14)
    assert network_height(four) == 4 * 28 + 16 + 110
    assert network_height(many) == 14 * 28 + 16 + 110


def test_a_network_of_nobody_has_no_picture(filled: Engine) -> None:
    four = report(filled)
    alone = replace(four, schede=tuple(replace(one, who=()) for one in four.schede))
    assert network_chart(alone, STAMP) is None
    assert network_message(alone) == "Nessun soggetto è scritto nelle schede del 2026"


def test_health_programme_and_scheda_have_both_owners(filled: Engine) -> None:
    """S1-04: one line with its scheda and the two owners, one that no scheda takes up."""
    rows = health_table(report(filled)).words
    assert [row[1:] for row in rows] == [
        (
            "Dimissioni protette",
            "Direttrice cure primarie, Azienda USL",
            "S2 Scheda S2",
            "Responsabile anziani",
        ),
        ("Cadute", "Sanità pubblica, Azienda USL", "▲ nessuna scheda", "–"),
    ]


def test_the_matrix_is_read_on_the_screen_and_a_cell_opens(
    filled: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S0-07, S0-16, S0-18, S1-04, S1-15, S1-16, S1-17: the matrix, and all that follows it."""
    cell = "Casa e struttura: 2 schede"
    screen = opened(filled, monkeypatch, parte="Integrazione", cella=cell)
    assert cell in [one.value.replace("\\", "") for one in screen.header]
    text = words(screen)
    assert "nei totali conta una volta sola" in text
    listed = next(rows for rows in tables(screen) if rows and rows[0][0] == "S1 Scheda S1")
    assert [row[2] for row in listed][:2] == ["casa, urbanistica", "casa"]
    assert "Dimissioni protette" in text
    assert [row[-1] for row in tables(screen)[2]] == ["24 %", "71 %", "6 %", "100 %"]
    for said in ("Chi gestisce", "La rete ha 4 soggetti", "FRNA 80 mila €; Comuni 20 mila €"):
        assert said in text, said


def test_the_matrix_leaves_in_a_file(filled: Engine) -> None:
    """S0-07, S1-17."""
    found = report(filled)
    crossed = found.crossed(Facet.MANAGER, Facet.RECIPIENT)
    shown = crossing_table(found, crossed, (Facet.MANAGER, Facet.RECIPIENT), money=True)
    file = csv_bytes(shown, STAMP).decode("utf-8-sig")
    assert "Cooperazione sociale;300000,00" in file


def test_single_services_and_new_policies_are_choices_of_their_own() -> None:
    """S1-15, S1-16."""
    from udp_core.kernel.vocabulary import DeliveryType
    from udp_core.programme.terms import PolicySector

    assert DeliveryType.of("single").label == "prestazioni singole"
    found = [PolicySector.of(one).label for one in ("education", "training", "planning")]
    assert found == ["scuola", "formazione", "urbanistica"]
    assert PolicySector.of("environment").label == "ambiente"
