"""A small district's rules and agreements, every table and sentence of them as somebody read it.

Two Comuni, on 31 October 2026: rows without a day, ended, to come, ending today, at the limit of
half a year and one day beyond; what is signed, late, awaited; a second district that is not read.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine

from tests.goldens import compare_lines, table_lines
from tests.made_rows import batches, load, sound
from udp_core.agreements.report.reading import rules_report
from udp_core.agreements.report.values import NamedRow, RulesReport
from udp_core.agreements.slides import rules_slides
from udp_core.agreements.view import processes, tables
from udp_core.agreements.view.words import clause_lines, rules_figures, rules_message
from udp_core.archive.engine import reading
from udp_core.archive.registry import BY_NAME as E

TODAY = date(2026, 10, 31)
LIMIT, BEYOND, PAST_LIMIT, PAST_BEYOND = "2027-04-29", "2027-04-30", "2026-05-04", "2026-05-03"
"""180 and 181 days after, 180 and 181 before."""


def row(table: str, code: str = "", **values: Any) -> Any:
    return E[table], sound(E[table], **({"code": code} if code else {}), **values)


def party(deal: str, who: str, **values: Any) -> Any:
    return row("agreement_party", agreement_id=f"a:{deal}", organisation_id=who, **values)


WORLD = (
    row("district", "a", name="Costa"),
    row("district", "b", name="Monti"),
    row("municipality", istat_code="c", district_id="a", name="Cervia", is_lead=1),
    row("municipality", istat_code="r", district_id="a", name="Russi", is_lead=0),
    row("municipality", istat_code="m", district_id="b", name="Monte", is_lead=1),
    row("governing_body", "comitato", name="Comitato", kind="district_committee", district_id="a"),
    row("governing_body", "regione", name="Regione", kind="district_committee"),
    row("organisation", "usl", name="Azienda USL", kind="health_authority"),
    row("organisation", "cervia", name="Comune di Cervia", municipality_id="c"),
    row("organisation", "finita", name="Asp finita", valid_from="1996-01-01",
        valid_to="2026-10-30"),
    row("organisation", "ultima", name="Zeta, oggi è l’ultimo giorno", valid_to="2026-10-31"),
    row("act", "deciso", title="Decisione", kind="committee_decision", state="adopted",
        act_date="2026-03-10", body_id="comitato", number="7"),
    row("act", "bozza", title="Bozza", kind="committee_decision", state="draft",
        act_date="2026-03-11", body_id="comitato"),
    row("act", "giunta", title="Delibera", kind="municipal_resolution", state="adopted",
        act_date="2026-03-20", parent_act_id="deciso", body_id="comitato"),
    row("act", "prima", title="Delibera anticipata", kind="municipal_resolution", state="adopted",
        act_date="2026-03-09", parent_act_id="deciso", body_id="comitato"),
    row("act", "senza-data", title="Senza data", kind="municipal_resolution", state="adopted",
        parent_act_id="bozza", body_id="comitato"),
    row("act", "altrui", title="Atto della Regione", kind="municipal_resolution", state="adopted",
        parent_act_id="bozza", body_id="regione"),
    row("integration_process", "dimissioni", district_id="a", name="Dimissioni", state="active",
        social_owner_id="cervia", health_owner_id="usl", reviewed_on="2026-01-15", note="Bene."),
    row("integration_process", "accesso", district_id="a", name="Accesso", state="planned"),
    row("process_responsibility", process_id="a:dimissioni", organisation_id="usl",
        responsibility="responsible"),
    row("process_responsibility", process_id="a:dimissioni", organisation_id="usl",
        responsibility="consulted"),
    row("process_responsibility", process_id="a:dimissioni", organisation_id="cervia",
        responsibility="accountable"),
    row("process_responsibility", process_id="a:accesso", organisation_id="cervia",
        responsibility="informed"),
    row("shared_tool", "scheda", process_id="a:dimissioni", name="Scheda unica", kind="form",
        used_by="Assistenti sociali", used_from="2025-01-01"),
    row("shared_tool", "equipe", process_id="a:dimissioni", name="Équipe", kind="team"),
    row("agreement", "conv", district_id="a", title="Convenzione", kind="convention",
        state="in_force", process_id="a:dimissioni", social_owner_id="cervia",
        health_owner_id="usl", act_id="giunta", starts_on="2024-01-01", ends_on=LIMIT,
        renewal="express", clauses="Premesse. Art. 1: si fa. Art. 2: si paga.\n\nFine."),
    row("agreement", "prot", district_id="a", title="Protocollo", kind="protocol", state="signing",
        ends_on=BEYOND, social_owner_id="cervia"),
    row("agreement", "vecchio", district_id="a", title="Accordo vecchio", kind="programme",
        state="ended", process_id="a:accesso", ends_on="2026-10-30"),
    row("agreement", "vuoto", district_id="a", title="Senza firmatari", kind="other", state="draft",
        ends_on="2026-10-31", renewal="tacit"),
    row("agreement", "altrui", district_id="b", title="Di altri", state="in_force",
        ends_on="2026-11-01"),
    party("conv", "cervia", signatory="Sindaco", sign_by="2023-12-31", signed_on="2023-12-18"),
    party("conv", "usl", sign_by="2026-10-30"),
    party("prot", "cervia", signatory="Sindaco", sign_by="2026-10-31"),
    party("prot", "usl"),
    party("vecchio", "usl", sign_by="2020-01-01"),
    row("regulation", "accesso-c", district_id="a", title="Accesso di Cervia", kind="access",
        municipality_id="c", state="in_force", act_id="giunta", published_on="2026-03-25",
        starts_on="2026-04-01", ends_on=PAST_LIMIT, criteria="ISEE e bisogno",
        template="Schema 2020"),
    row("regulation", "accesso", district_id="a", title="Accesso del distretto", kind="access",
        state="amended", act_id="giunta", criteria="ISEE", ends_on=PAST_BEYOND),
    row("regulation", "accesso-r", district_id="a", title="Accesso di Russi, proposto",
        kind="access", municipality_id="r", state="proposed", criteria="Reddito"),
    row("regulation", "proposta", district_id="a", title="Proposta", kind="associated",
        state="proposed"),
    row("regulation", "abrogato", district_id="a", title="Abrogato", kind="associated",
        state="repealed", act_id="giunta", ends_on="2026-11-01"),
    row("regulation", "ufficio", district_id="a", title="Dell’Ufficio", kind="office",
        state="in_force", act_id="giunta", starts_on="2026-04-01"),
    row("regulation", "ufficio-2", district_id="a", title="Dell’Ufficio, senza Comitato",
        kind="office", state="adopted", act_id="senza-data"),
    row("legal_reference", "nuova", district_id="a", title="Soglie nuove", kind="state_law",
        starts_on="2026-11-01", process_id="a:accesso", impact="Si riscrive."),
    row("legal_reference", "vecchia", district_id="a", title="Soglie di ieri",
        kind="regional_resolution", starts_on="2020-01-01", ends_on="2026-10-30",
        replaced_by_id="a:nuova", changes="Cambia le soglie."),
    row("legal_reference", "oggi", district_id="a", title="Da oggi e fino a oggi",
        kind="state_decree", starts_on="2026-10-31", ends_on="2026-10-31", changes="Poco."),
    row("legal_reference", "sempre", district_id="a", title="Senza giorni", kind="other"),
    row("appointment", "capo", district_id="a", title="Coordinatrice", holder="Ada Rossi",
        body_id="comitato", act_id="giunta", starts_on="2024-05-15", ends_on="2026-11-30"),
    row("appointment", "vice", district_id="a", title="Vice", ends_on="2026-12-01"),
    row("sub_area", "tutta", district_id="a", name="Tutta la costa", purpose="Trasporti",
        starts_on="2026-01-01"),
    row("sub_area_municipality", sub_area_id="a:tutta", municipality_id="c"),
    row("sub_area_municipality", sub_area_id="a:tutta", municipality_id="r"),
    row("sub_area", "nessuna", district_id="a", name="Nessuna", ends_on="2025-12-31"),
    row("associated_service", "sociale", district_id="a", name="Servizio sociale",
        manager_id="usl", agreement_id="a:conv", regulation_id="a:ufficio", criterion="residenti"),
    *(row("associated_cost", associated_service_id="a:sociale", year=year, amount_cents=cents)
      for year, cents in ((2025, 90_00), (2026, 100_00), (2027, 500_00))),
    row("cost_share", associated_cost_id="a:sociale:2026", municipality_id="c", weight=2000),
    row("cost_share", associated_cost_id="a:sociale:2026", municipality_id="r", weight=1000),
    row("associated_service", "futuro", district_id="a", name="Futuro", criterion="a testa"),
    row("associated_cost", associated_service_id="a:futuro", year=2027, amount_cents=1_00),
    row("associated_service", "ignoto", district_id="a", name="Senza pesi", criterion="a testa"),
    row("associated_cost", associated_service_id="a:ignoto", year=2026, amount_cents=9_00),
    row("cost_share", associated_cost_id="a:ignoto:2026", municipality_id="c", weight=2500),
    row("indicator", "SY-08", name="Contatti", multiplier=1_000_000, decimals=1),
    *(row("measurement", indicator_id="SY-08", district_id="a", municipality_id="c", year=year,
          period="quarter", period_no=3, as_of="2026-01-31", value=value)
      for year, value in ((2024, 9_000), (2025, 48_350))),
)  # fmt: skip


@pytest.fixture
def world(empty_engine: Engine) -> RulesReport:
    load(empty_engine, *batches(list(WORLD)))
    with reading(empty_engine) as connection:
        found = rules_report(connection, "a", 2026, TODAY)
    fees = (NamedRow("sad", "Assistenza"), NamedRow("telesoccorso", "Telesoccorso"))
    return replace(found, services=fees, same_fees=frozenset({"sad"}))


def test_every_table_and_sentence_of_a_small_district(world: RulesReport) -> None:
    said = [rules_message(world)]
    said += [f"{one.label}: {one.value} ({one.note})" for one in rules_figures(world)]
    said += table_lines(
        tables.endings_table(world),
        tables.unsigned_table(world),
        tables.mend_table(world),
        tables.agreements_table(world),
        *(tables.signatures_table(one, TODAY) for one in world.agreements),
        tables.grid_table(world),
        tables.grid_table(world, short=True),
        tables.regulations_table(world),
        tables.access_table(world),
        tables.acts_table(world),
        tables.norms_table(world),
        tables.bodies_table(world),
        tables.appointments_table(world),
        tables.sub_areas_table(world),
        *map(tables.split_table, world.splits),
        processes.processes_table(world),
        processes.tools_table(world),
        processes.matrix_table(world),
    )
    said += [line for one in world.agreements for line in clause_lines(one)]
    said += [
        f"{one.service}: {one.manager}, {one.agreement}, {one.regulation}" for one in world.splits
    ]
    for slide in rules_slides(world):
        told = (slide.name, slide.title, slide.subtitle, slide.level or "", slide.asks)
        said += [" | ".join(told), *slide.lines]
        said += table_lines(*filter(None, (slide.table, slide.paper)))
    compare_lines("world-agreements", said)


def test_the_light_of_the_wall_is_that_of_the_nearest_end(world: RulesReport) -> None:
    """A missing signature is red by itself; an end within half a year amber; else nothing is."""
    calm = replace(world, agreements=(), appointments=(), norms=(), regulations=())
    signed = [one for one in world.agreements if one.title == "Convenzione"]
    done = replace(signed[0], signatures=signed[0].signatures[:1])
    endless = tuple(one for one in world.norms if one.title == "Senza giorni")
    asked = {
        "nothing": replace(calm, norms=endless),
        "ends": replace(calm, agreements=(done,)),
        "unsigned": replace(calm, agreements=(replace(signed[0], ends_on=None),)),
    }
    found = {name: rules_slides(one)[0].level for name, one in asked.items()}
    assert {name: one.value if one else "" for name, one in found.items()} == {
        "nothing": "on_track",
        "ends": "attention",
        "unsigned": "critical",
    }
    assert rules_message(asked["nothing"]) == "Nulla finisce nei prossimi 180 giorni"
