"""Each duty of «Regole e accordi» on a reader’s screen: the demonstration, 31 October 2026."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import _anybody_reads, _nothing_kept_between_tests
from tests.pages.reading import tables, words
from tests.pages.test_desk import ANNA, desk
from tests.pages.test_desk import opened as opened_by
from tests.view.made_reports import STAMP
from udp_core.agreements.report.reading import rules_report
from udp_core.agreements.report.values import RulesReport
from udp_core.agreements.terms import RegulationKind
from udp_core.agreements.view.processes import matrix_table
from udp_core.agreements.view.tables import agreements_table, grid_table
from udp_core.archive.engine import open_engine, reading
from udp_core.deadlines.report import deadlines_report
from udp_core.render.export import csv_bytes, xlsx_bytes

__all__ = ["_anybody_reads", "_nothing_kept_between_tests", "desk"]
SHELL = Path(__file__).resolve().parents[2] / "pages" / "shell.py"
TODAY = date(2026, 10, 31)


PARTS = (
    "Che cosa scade",
    "Accordi",
    "Regolamenti",
    "Norme e atti",
    "Processi e responsabilità",
    "Nomine ed enti",
)


@dataclass(frozen=True)
class Seen:
    """What a part of the screen says, drawn once for all the tests."""

    words: str
    tables: list[list[list[str]]]
    links: list[str]

    def row(self, first: str) -> list[str]:
        """The row that begins so, of whatever table."""
        return next(one for each in self.tables for one in each if first in one[0])


@pytest.fixture(scope="module")
def screen(demo_address: str) -> Mapping[str, Seen]:
    """Every part, as somebody who has not come in reads it; of agreements the office's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("UDP_DATABASE_URL", demo_address)
        patch.setenv("UDP_READING", "tutti")
        found = AppTest.from_file(str(SHELL), default_timeout=60)
        found.query_params["accordo"] = AGREEMENT
        sound(found.switch_page("regole/accordi.py").run())
        return {name: seen(found, name) for name in PARTS}


AGREEMENT = (
    "Convenzione tra il Comune capofila e l’Azienda USL per l’Ufficio di Piano e il FRNA"
    " (dimostrativa)"
)


def seen(found: AppTest, name: str) -> Seen:
    found.session_state["parte"] = name
    sound(found.run())
    links = [one.proto.label.replace("\\", "") for one in found.get("page_link")]
    return Seen(words(found), tables(found), links)


def sound(found: AppTest) -> AppTest:
    assert not found.exception
    assert [one.value for one in found.error] == []
    return found


def report(address: str, district: str = "ravenna") -> RulesReport:
    with reading(open_engine(address)) as connection:
        return rules_report(connection, district, 2026, TODAY)


def test_s0_15_what_ends_and_who_has_not_signed(screen: Mapping[str, Seen]) -> None:
    said = screen["Che cosa scade"].words
    assert "Finiscono entro 180 giorni 7 la prima il 30/11/2026" in said
    assert "Firme che mancano 1 Comune di Russi" in said
    ends, unsigned, _ = screen["Che cosa scade"].tables
    assert ends[0][:3] == ["30/11/2026", "▲ tra 30 giorni", "nomina"]
    deal = next(one for one in ends if one[2] == "convenzione" and "capofila" in one[3])
    assert deal[:2] == ["31/12/2026", "◆ tra 61 giorni"]
    assert deal[4] == "rinnovo espresso"
    assert unsigned == [
        [
            "Protocollo per le dimissioni protette (dimostrativo)",
            "Comune di Russi",
            "31/10/2026",
            "nei tempi",
        ]
    ]


def test_s0_15_an_agreement_with_its_parties_and_clauses(screen: Mapping[str, Seen]) -> None:
    said = screen["Accordi"].words
    assert "Art. 5: l’Azienda USL gestisce il FRNA in contabilità separata." in said
    assert "Azienda USL della Romagna (Direttore generale): 18/12/2023" in said
    assert "Comune di Ravenna e Azienda USL della Romagna" in said


def test_s3_25_protocols_with_the_state_are_prepared(screen: Mapping[str, Seen]) -> None:
    found = screen["Accordi"].row("Protocollo con la Prefettura")
    assert found[1:3] == ["protocollo d’intesa", "in preparazione"]


def test_s0_13_s0_14_the_regulations_per_comune_and_service_with_the_differences(
    screen: Mapping[str, Seen],
) -> None:
    found = screen["Regolamenti"]
    access = found.row("Accesso ai servizi")
    assert access[1] == "in vigore, modificato dal 01/06/2019"
    assert access[2] == "in vigore dal 01/03/2018, fino al 15/02/2027"
    assert access[4] == "◆ criteri diversi"
    assert found.row("Tariffe: Assistenza domiciliare")[4] == "◆ tariffe diverse"
    assert found.row("Tariffe: Telesoccorso")[4] == "stesse tariffe"
    assert found.row("Servizio associato")[1:] == ["manca", "manca", "manca", "◆ manca"]


@pytest.mark.parametrize(
    ("criteria", "said"),
    [
        (("ISEE", "ISEE", "ISEE"), "stessi criteri"),
        (("ISEE", "ISEE", "età"), "◆ criteri diversi"),
        (("ISEE", "reddito", "età"), "◆ criteri diversi"),
    ],
)
def test_s0_13_the_same_criteria_are_no_difference(
    demo_address: str, criteria: tuple[str, ...], said: str
) -> None:
    found = report(demo_address)
    places = {one.id: words for one, words in zip(found.places, criteria, strict=True)}
    access = [
        replace(one, criteria=places[one.place.id])
        for one in found.regulations
        if one.kind is RegulationKind.ACCESS and one.place and one.binds
    ]
    assert len(access) == 3
    table = grid_table(replace(found, regulations=tuple(access)))
    assert table.rows[0][-1] == said


def test_s4_12_the_criteria_of_access_beside_the_contacts(screen: Mapping[str, Seen]) -> None:
    """SY-08 of the third quarter: 1,402 contacts of 28,983 residents of Cervia are 48.4."""
    found = screen["Regolamenti"].row("Cervia")
    assert "entro 30 giorni" in found[1]
    assert found[3].startswith("48,4 (3º trimestre 2026)")


def test_s3_01_s3_59_the_rules_of_the_office_on_their_template(screen: Mapping[str, Seen]) -> None:
    found = screen["Regolamenti"].row("Regolamento dell’Ufficio di Piano")
    assert found[1:6] == [
        "Ufficio di Piano",
        "intero distretto",
        "in vigore",
        "16/04/2024",
        "01/05/2024",
    ]
    assert found[7] == "Regolamento dell’Ufficio di Piano (deliberazione dimostrativa)"
    assert "schema per il nuovo Ufficio di Piano" in found[8]


def test_s3_23_a_proposed_regulation_leads_to_what_it_would_cost(
    screen: Mapping[str, Seen],
) -> None:
    found = screen["Regolamenti"]
    said = "In proposta: Assistenza domiciliare, regolamento unico"
    assert any(said in one for one in found.links)


def test_s2_02_the_acts_in_their_chain_with_what_is_out_of_order(
    screen: Mapping[str, Seen],
) -> None:
    found = screen["Norme e atti"]
    child = found.row("↳ Regolamento dell’Ufficio di Piano")
    assert (child[1], child[6]) == ("deliberazione di Giunta comunale", "in ordine")
    wrong = found.row("↳ Riparto del servizio sociale associato")
    assert wrong[6] == "◆ l’atto presupposto è del 10/06/2026, dopo questo (19/05/2026)"


def test_s0_27_s4_30_the_laws_their_process_and_what_changes(screen: Mapping[str, Seen]) -> None:
    found = screen["Norme e atti"]
    assert found.row("L.R. Emilia-Romagna 2/2003")[2] == (
        "Programmazione del Piano di zona e del FRNA"
    )
    coming = found.row("Soglie ISEE distrettuali dal 2027")
    assert coming[3] == "◆ dal 01/01/2027"
    assert coming[5] == "I tre regolamenti di compartecipazione vanno riscritti entro dicembre."
    old = found.row("Soglie ISEE distrettuali 2024-2026")
    assert "Sostituita da: Soglie ISEE distrettuali dal 2027" in old[4]


def test_s0_19_s4_29_the_matrix_of_responsibilities(
    screen: Mapping[str, Seen], demo_address: str
) -> None:
    found = screen["Processi e responsabilità"].row("Programmazione del Piano di zona")
    whole = matrix_table(report(demo_address))
    said = dict(zip([one.label for one in whole.columns], found, strict=True))
    assert said["Comitato di Distretto di Ravenna"] == "A"
    assert said["Ufficio di Piano del Distretto di Ravenna"] == "R"
    assert said["Azienda USL della Romagna"] == "C"
    assert (
        screen["Processi e responsabilità"].row("Regole di accesso e compartecipazione")[-1]
        == "◆ nessuno risponde (A)"
    )


def test_s0_28_s3_14_the_processes_their_owners_protocol_and_tools(
    screen: Mapping[str, Seen],
) -> None:
    found = screen["Processi e responsabilità"]
    process = _process(found, "Dimissioni protette")
    assert process[1:5] == [
        "in revisione",
        "Comune di Ravenna",
        "Azienda USL della Romagna",
        "Protocollo per le dimissioni protette (dimostrativo)",
    ]
    assert _process(found, "Regole di accesso")[3] == "◆ manca"
    tool = found.row("Cartella sociale condivisa")
    assert tool[1:3] == ["sistema informativo", "Accesso e prima valutazione (punto unico)"]


def _process(found: Seen, name: str) -> list[str]:
    """Of the second table: the first is the matrix."""
    return next(one for one in found.tables[1] if one[0].startswith(name))


def test_s2_22_the_coordinator_appointed_by_the_committee(screen: Mapping[str, Seen]) -> None:
    found = screen["Nomine ed enti"].row("Coordinatore dell’Ufficio di Piano")
    assert found[2:] == [
        "Comitato di Distretto di Ravenna",
        "Nomina del coordinatore dell’Ufficio di Piano (decisione dimostrativa)",
        "15/05/2024",
        "14/05/2027",
    ]
    assert screen["Nomine ed enti"].row("Referente sanitario")[3] == "◆ manca"


def test_n8_the_associated_service_and_how_its_cost_is_split(screen: Mapping[str, Seen]) -> None:
    """12,300,000 by 155,751, 28,983 and 12,190 residents of 196,924."""
    found = screen["Nomine ed enti"]
    assert found.row("Ravenna")[1:] == ["155.751", "79,09 %", "9.728.307,87 €"]
    assert found.row("Cervia")[1:] == ["28.983", "14,72 %", "1.810.296,87 €"]
    assert found.row("Russi")[1:] == ["12.190", "6,19 %", "761.395,26 €"]
    assert found.row("Totale")[1:] == ["196.924", "100,00 %", "12.300.000,00 €"]


def test_s3_27_the_parts_of_the_district(screen: Mapping[str, Seen]) -> None:
    found = screen["Nomine ed enti"].row("Area della costa")
    assert found[1] == "Cervia e Ravenna"


def test_s1_03_a_body_that_is_over_is_shown(screen: Mapping[str, Seen]) -> None:
    found = screen["Nomine ed enti"].row("Consorzio per i servizi sociali")
    assert found[3:] == ["01/01/1996", "31/12/2011", "cessato"]


def test_s1_03_a_body_that_is_over_is_offered_in_no_form(
    desk: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk
    form = opened_by("piano/scheda.py", ANNA, monkeypatch)
    form.selectbox(key="modulo").set_value("nuova").run()
    lead = form.selectbox(key="scheda-nuova-lead_organisation_id")
    assert "Comune di Cervia" in lead.options
    assert not any("Consorzio per i servizi sociali" in one for one in lead.options)


def test_ends_and_signatures_are_deadlines_by_themselves(demo_address: str) -> None:
    with reading(open_engine(demo_address)) as connection:
        found = deadlines_report(connection, "ravenna", TODAY, None)
    by = {(one.table, one.day): one for one in found.rows}
    assert by["agreement_party", date(2026, 10, 31)].whose == "Comune di Russi"
    assert ("agreement", date(2026, 12, 31)) in by
    assert ("regulation", date(2027, 2, 15)) in by
    assert ("appointment", date(2026, 11, 30)) in by


def test_the_tables_leave_in_files(demo_address: str) -> None:
    found = report(demo_address)
    for each in (agreements_table(found), grid_table(found), matrix_table(found)):
        assert each.rows[0][0]
        assert str(each.rows[0][0]) in csv_bytes(each, STAMP).decode("utf-8-sig")
        assert xlsx_bytes(each, STAMP).startswith(b"PK")


def test_another_district_reads_nothing_of_it(
    demo_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = report(demo_address, "faenza")
    assert found.is_empty
    assert {one.title for one in found.acts}.isdisjoint(
        {one.title for one in report(demo_address).acts if "capofila" in one.body}
    )
    monkeypatch.setenv("UDP_DATABASE_URL", demo_address)
    monkeypatch.setenv("UDP_DISTRICT", "faenza")
    screen = AppTest.from_file(str(SHELL), default_timeout=60).switch_page("regole/accordi.py")
    assert "Nessun accordo, regolamento o norma è scritto." in words(sound(screen.run()))
