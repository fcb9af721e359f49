"""What stands in the way of a step, word for word: acts, what is sent, signatures.

Two districts: the acts of «b», of a body of none, and those of «a» in every state.
"""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine

from tests.made_desk import TODAY, E
from tests.made_districts import BODY, made_districts, rows
from tests.made_rows import sound
from udp_core.agreements.terms import RegulationState
from udp_core.archive.engine import reading
from udp_core.archive.entity import Image
from udp_core.fund.terms import BudgetState
from udp_core.kernel.problem import Problem
from udp_core.kernel.vocabulary import PlanState, Term
from udp_core.writing.act_rules import (
    Sending,
    leaned_on,
    unadoptable,
    unanswered,
    wrong_act,
    wrong_sending,
)
from udp_core.writing.rule_guards import days_of_step, unguarded_rule


@pytest.fixture
def world(empty_engine: Engine) -> Engine:
    made_districts(empty_engine)
    bodies = [("organo-b", "b"), ("regione", None)]
    rows(
        "governing_body",
        *({"code": code, "district_id": district} for code, district in bodies),
        engine=empty_engine,
    )
    acts = [
        ("in-bozza", BODY, "committee_decision", "draft", "2026-03-10", None),
        ("adottata", BODY, "committee_decision", "adopted", "2026-03-10", None),
        ("approvata", BODY, "committee_decision", "approved", "2026-03-10", None),
        ("abrogata", BODY, "committee_decision", "repealed", "2026-03-10", None),
        ("di-b", "organo-b", "committee_decision", "adopted", "2026-03-10", None),
        ("di-nessuno", "regione", "committee_decision", "adopted", "2026-03-10", None),
        ("accordo", BODY, "agreement", "adopted", "2026-03-10", None),
        ("lo-stesso-giorno", BODY, "municipal_resolution", "adopted", "2026-03-10", "adottata"),
        ("il-giorno-prima", BODY, "municipal_resolution", "adopted", "2026-03-09", "adottata"),
        ("su-accordo", BODY, "municipal_resolution", "adopted", "2026-03-20", "accordo"),
        ("su-bozza", BODY, "municipal_resolution", "draft", "2026-03-20", "in-bozza"),
        ("su-abrogata", BODY, "municipal_resolution", "draft", "2026-03-20", "abrogata"),
        ("sola", BODY, "municipal_resolution", "adopted", "2026-03-20", None),
        ("senza-giorno", BODY, "municipal_resolution", "draft", None, None),
    ]
    names = ("code", "body_id", "kind", "state", "act_date", "parent_act_id")
    own = [dict(zip(names, one, strict=True)) for one in acts]
    rows("act", *({**one, "title": f"Atto {one['code']}"} for one in own), engine=empty_engine)
    return empty_engine


# The act that a step rests on


def no_act(state: str, kind: str, act_id: str) -> Problem:
    sentence = f"Per passare a «{state}» serve un atto{kind}."
    return Problem("M04", sentence, "Registrare l’atto e indicarlo.", value=act_id)


DECISION = ": decisione del Comitato di Distretto"
AGREED, SIGNED, APPROVED = PlanState.AGREED, PlanState.SIGNED, BudgetState.APPROVED
OF_B = Problem(
    "M16",
    "L’atto «Atto di-b» è di un organo di un altro distretto.",
    "Indicare un atto dell’organo di questo distretto.",
    value="di-b",
)
DRAFT = Problem(
    "M11",
    "L’atto «Atto in-bozza» è bozza: non vi si appoggia nulla.",
    "Portarlo prima ad «adottato», nella scheda Atti.",
    value="in-bozza",
)
REPEALED = Problem(
    "M11",
    "L’atto «Atto abrogata» è abrogato: non vi si appoggia nulla.",
    "Indicarne uno adottato.",
    value="abrogata",
)


@pytest.mark.parametrize(
    ("to", "act_id", "district", "found"),
    [
        (AGREED, "adottata", "a", []),
        (AGREED, "approvata", "a", []),
        (AGREED, "di-nessuno", "a", []),
        (AGREED, "di-b", "b", []),
        (AGREED, "di-b", None, []),
        (AGREED, "di-b", "a", [OF_B]),
        (AGREED, "in-bozza", "a", [DRAFT]),
        (AGREED, "abrogata", "a", [REPEALED]),
        (AGREED, "", "a", [no_act("concordato in Comitato", DECISION, "")]),
        (AGREED, "mai-visto", "a", [no_act("concordato in Comitato", DECISION, "mai-visto")]),
        (AGREED, "accordo", "a", [no_act("concordato in Comitato", DECISION, "accordo")]),
        (SIGNED, "accordo", "a", []),
        (SIGNED, "adottata", "a", [no_act("sottoscritto", ": accordo di programma", "adottata")]),
        (APPROVED, "adottata", "a", []),
        (APPROVED, "accordo", "a", [no_act("approvato", DECISION, "accordo")]),
        (RegulationState.ADOPTED, "accordo", "a", []),
        (RegulationState.ADOPTED, "", "a", [no_act("adottato", "", "")]),
    ],
)
def test_the_act_that_a_step_rests_on(
    world: Engine, to: Term, act_id: str, district: str | None, found: list[Problem]
) -> None:
    """Of its kind, standing, of its own district or of none."""
    with reading(world) as connection:
        assert [*wrong_act(connection, to, act_id, district)] == found


def test_an_act_is_adopted_on_a_day_and_after_the_one_that_it_rests_on(world: Engine) -> None:
    undated = Problem("M12", "L’atto non ha la sua data.", "Scriverla nei Registri, poi adottarlo.")

    def before(code: str, state: str) -> Problem:
        sentence = f"L’atto presupposto «Atto {code}» è {state}."
        remedy = "Adottare prima quello, o indicarne un altro."
        return Problem("M17", sentence, remedy, value=code)

    with reading(world) as connection:
        for day, parent, found in (
            ("2026-03-20", None, []),
            ("2026-03-20", "adottata", []),
            ("2026-03-20", "approvata", []),
            ("2026-03-20", "in-bozza", [before("in-bozza", "bozza")]),
            ("2026-03-20", "abrogata", [before("abrogata", "abrogato")]),
            (None, None, [undated]),
            (None, "in-bozza", [undated, before("in-bozza", "bozza")]),
        ):
            image: Image = {"act_date": day, "parent_act_id": parent}
            assert [*unadoptable(connection, image)] == found


def test_an_act_on_which_others_rest_is_repealed_and_not_a_draft_again(world: Engine) -> None:
    with reading(world) as connection:
        assert [*leaned_on(connection, "sola")] == []
        assert [*leaned_on(connection, "adottata")] == [
            Problem(
                "M13",
                "Sull’atto si appoggiano 2 atti.",
                "Abrogarlo, invece di riportarlo in bozza.",
            )
        ]


# What is sent, what is answered


def sent(
    day: date = TODAY, to: str = "Regione", protocol: str = "1/2026", what: str = "Piano"
) -> Sending:
    return Sending(day, to, protocol, what)


def missing(words: str) -> Problem:
    return Problem("M15", f"Della trasmissione manca {words}.", "Scriverlo accanto al pulsante.")


LATE = Problem(
    "M18",
    "È detto trasmesso il 11/11/2026, che deve ancora venire: oggi è il 10/11/2026.",
    "Scrivere un giorno non oltre il 10/11/2026.",
)


@pytest.mark.parametrize(
    ("sending", "found"),
    [
        (None, [missing("a chi, il protocollo e che cosa")]),
        (sent(), []),
        (sent(date(2026, 11, 9)), []),
        (sent(date(2026, 11, 11)), [LATE]),
        (sent(to=" "), [missing("a chi")]),
        (sent(protocol=""), [missing("il protocollo")]),
        (sent(what="\n"), [missing("che cosa")]),
        (sent(date(2026, 11, 11), to="", what=""), [missing("a chi e che cosa"), LATE]),
    ],
)
def test_what_a_transmission_says(sending: Sending | None, found: list[Problem]) -> None:
    assert [*wrong_sending(sending, TODAY)] == found


@pytest.mark.parametrize(
    ("answer", "day", "is_answered"),
    [
        ("Accolta in parte", "2026-11-09", True),
        ("Accolta in parte", None, False),
        (None, "2026-11-09", False),
        (" ", "2026-11-09", False),
        (None, None, False),
    ],
)
def test_a_remark_is_answered_before_its_outcome(
    answer: str | None, day: str | None, is_answered: bool
) -> None:
    asked_for = Problem(
        "M19",
        "L’osservazione non ha ancora una risposta con il suo giorno.",
        "Scrivere la risposta e il giorno in cui è data, poi dire l’esito.",
    )
    found = [*unanswered({"answer": answer, "answered_on": day})]
    assert found == ([] if is_answered else [asked_for])


# Regulations and agreements


def not_decided(act: str) -> Problem:
    return Problem(
        "M30",
        f"L’atto «Atto {act}» non si appoggia a una decisione del Comitato adottata.",
        "Scriverla nell’atto come atto presupposto, dopo averla adottata.",
        value=act,
    )


BEFORE = Problem(
    "M30",
    "L’atto è del 09/03/2026, prima della decisione del Comitato (10/03/2026).",
    "Correggere le date, o indicare l’atto giusto.",
)


@pytest.mark.parametrize(
    ("act", "found"),
    [
        ("lo-stesso-giorno", []),
        ("il-giorno-prima", [BEFORE]),
        ("su-accordo", [not_decided("su-accordo")]),
        ("su-bozza", [not_decided("su-bozza")]),
        ("su-abrogata", [not_decided("su-abrogata")]),
        ("sola", [not_decided("sola")]),
        ("mai-visto", []),
        ("", []),
    ],
)
def test_the_giunta_adopts_after_the_committee(
    world: Engine, act: str, found: list[Problem]
) -> None:
    """What the two bodies regulate together; a Comune alone asks the committee nothing."""
    with reading(world) as connection:
        for kind in ("office", "associated"):
            row = ("r", sound(E["regulation"], kind=kind))
            assert [*unguarded_rule(connection, "committee_before", row, act)] == found
        alone = ("r", sound(E["regulation"], kind="access"))
        assert [*unguarded_rule(connection, "committee_before", alone, act)] == []


def test_a_regulation_comes_into_force_with_its_act(world: Engine) -> None:
    with reading(world) as connection:
        for act, found in (
            ("sola", []),
            (
                None,
                [
                    Problem(
                        "M31",
                        "Un regolamento in vigore ha il suo atto di adozione.",
                        "Scrivere l’atto nella riga, poi ripetere.",
                    )
                ],
            ),
        ):
            row = ("r", sound(E["regulation"], act_id=act))
            assert [*unguarded_rule(connection, "has_act", row, "")] == found


def test_an_agreement_is_signed_by_everybody(world: Engine) -> None:
    names = {"uno": "Comune Uno", "due": "Comune Due", "tre": "Azienda"}
    rows(
        "organisation",
        *({"code": code, "name": name} for code, name in names.items()),
        engine=world,
    )
    rows("agreement", *({"code": code, "district_id": "a"} for code in "xyz"), engine=world)
    signed: dict[str, dict[str, str | None]] = {
        "x": {"uno": None, "due": None, "tre": "2026-01-10"},
        "y": {"uno": "2026-01-10"},
    }
    for agreement, parties in signed.items():
        rows(
            "agreement_party",
            *(
                {"agreement_id": f"a:{agreement}", "organisation_id": who, "signed_on": day}
                for who, day in parties.items()
            ),
            engine=world,
        )
    found = {
        "x": ["All’accordo manca la firma di Comune Due e Comune Uno."],
        "y": [],
        "z": ["Dell’accordo non è scritto chi firma."],
    }
    remedies = {
        "x": ["Scrivere il giorno della firma, poi ripetere."],
        "y": [],
        "z": ["Scrivere gli enti che firmano in Registri, firmatari."],
    }
    with reading(world) as connection:
        for agreement in "xyz":
            row = (f"a:{agreement}", sound(E["agreement"]))
            told = [*unguarded_rule(connection, "signed_by_all", row, "")]
            assert [one.code for one in told] == ["M32"] * len(found[agreement])
            assert [one.sentence for one in told] == found[agreement]
            assert [one.remedy for one in told] == remedies[agreement]


@pytest.mark.parametrize(
    ("to", "written", "days"),
    [
        (RegulationState.PUBLISHED, None, {"published_on": "2026-11-10"}),
        (RegulationState.PUBLISHED, "2026-10-01", {}),
        (RegulationState.IN_FORCE, None, {"starts_on": "2026-11-10"}),
        (RegulationState.IN_FORCE, "2026-10-01", {}),
        (RegulationState.ADOPTED, None, {}),
        (PlanState.IN_FORCE, None, {}),
    ],
)
def test_a_step_writes_its_day_where_nobody_wrote_another(
    to: Term, written: str | None, days: Image
) -> None:
    image: Image = {"published_on": written, "starts_on": written}
    assert days_of_step(to, image, TODAY) == days
