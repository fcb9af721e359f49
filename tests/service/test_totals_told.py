"""What many rows no longer hold together, word for word: sums, years, trees, rings.

District «a» has 20.000 € and 18.000 € programmed; «b» has funds and plans of its own beside it.
"""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Engine

from tests.made_desk import FUND, E, entry
from tests.made_districts import FRNA, made_districts, rows
from tests.made_rows import sound
from udp_core.archive.engine import reading
from udp_core.archive.entity import Image, id_of
from udp_core.kernel.problem import Place, Problem
from udp_core.writing.whole_rules import broken_totals, broken_wholes, every_broken_whole

ENTRY, ACTION, PLAN, OBJECTIVE = (E[one] for one in ("frna_entry", "action", "plan", "objective"))
BUDGET: Image = {"phase": "budget", "period": "year", "period_no": None, "as_of": "2026-02-18"}
OF_B = "b:a:2026"
OR_SAY_WHY = "Altrimenti, scrivere perché è giusto così."


@pytest.fixture
def world(empty_engine: Engine) -> Engine:
    made_districts(empty_engine)
    rows("fund_year", {"district_id": "b", "year": 2026}, engine=empty_engine)
    return empty_engine


def amount(cents: int, **values: Any) -> Image:
    return {**entry(1, 0, **{"municipality_id": None, **values}).values, "amount_cents": cents}


def fund_problem(code: str, sentence: str, remedy: str, fund: str = FUND) -> Problem:
    place = Place(entity="anno del fondo", entity_id=fund)
    return Problem(code, sentence, remedy, place, about=fund)


def totals(engine: Engine, *touched: tuple[str, Image]) -> list[Problem]:
    with reading(engine) as connection:
        return [*broken_totals(connection, [(E[table], image) for table, image in touched])]


def over(programmed: str, available: str, more: str) -> tuple[str, str, str]:
    return (
        "I17",
        f"Il programmato {programmed} supera il disponibile {available} di {more}.",
        f"Ridurre le voci di {more} o indicare chi finanzia la differenza. {OR_SAY_WHY}",
    )


@pytest.mark.parametrize(
    ("cents", "found"),
    [
        (2_000_00, []),
        (2_000_01, [fund_problem(*over("20.000,01 €", "20.000,00 €", "0,01 €"))]),
    ],
)
def test_i17_a_preventivo_within_what_there_is_to_the_cent(
    world: Engine, cents: int, found: list[Problem]
) -> None:
    """12.000 and 6.000 confirmed, and a draft: what is spent, and other funds, touch nothing."""
    more = amount(cents, **BUDGET, municipality_id="r", voce_id="A2")
    rows("frna_entry", {**more, "state": "draft"}, engine=world)
    assert totals(world, ("frna_entry", more)) == found
    assert totals(world, ("frna_entry", {**more, "phase": "final"})) == []
    assert totals(world, ("frna_entry", {**more, "fund_year_id": FRNA})) == []
    for income in ("allocation", "carry_over", "cofinancing", "returned_fund", "variation"):
        assert totals(world, (income, {"fund_year_id": FUND})) == found
    assert totals(world, ("cross_cutting_share", {"fund_year_id": FUND})) == []


def test_i17_of_two_funds_each_is_told_and_of_one_without_a_preventivo_nothing(
    world: Engine,
) -> None:
    """«b» programmes one cent on nothing; an approved preventivo is called so."""
    own = amount(1, **BUDGET, fund_year_id=OF_B)
    assert totals(world, ("frna_entry", own)) == []
    rows("frna_entry", own, engine=world)
    rows("frna_entry", amount(3_000_00, **BUDGET, voce_id="A2"), engine=world)
    rows("fund_year", {"year": 2026, "budget_state": "approved"}, engine=world)
    code, sentence, remedy = over("21.000,00 €", "20.000,00 €", "1.000,00 €")
    approved = sentence.replace("Il programmato", "Il preventivo approvato")
    assert totals(world, ("variation", {"fund_year_id": FUND}), ("frna_entry", own)) == [
        fund_problem(code, approved, remedy),
        fund_problem(*over("0,01 €", "0,00 €", "0,01 €"), OF_B),
    ]


def mixed(voce: str, when: str, fund: str = FUND) -> Problem:
    sentence = (
        f"La voce {voce} ha, per gli stessi mesi ({when}), importi di singoli Comuni e dell’intero"
        " distretto."
    )
    remedy = "Scriverla in un modo solo, o spiegare perché i due importi non si sovrappongono."
    return fund_problem("I18", sentence, remedy, fund)


def test_i18_a_voce_is_given_for_the_district_or_by_comune(world: Engine) -> None:
    """The same month, a quarter over two months, other months; only the voci that are touched."""
    for month, voce, whose in (
        (1, "A1", None),
        (1, "A1", "c"),
        (2, "A1", "c"),
        (4, "A2", "c"),
        (6, "A2", "r"),
        (7, "A2", "r"),
    ):
        row = amount(1, voce_id=voce, municipality_id=whose, phase="final", period_no=month)
        rows("frna_entry", {**row, "as_of": "2026-01-31"}, engine=world)
    quarter: Image = {"phase": "final", "period": "quarter", "period_no": 2, "as_of": "2026-06-30"}
    rows("frna_entry", amount(1, voce_id="A2", **quarter), engine=world)
    first = mixed("A1", "consuntivo, gennaio")
    second = mixed("A2", "consuntivo, 2º trimestre il distretto, aprile e giugno i Comuni")
    spent: Image = {"fund_year_id": FUND, "phase": "final"}
    for voci, found in ((("A1",), [first]), (("A2",), [second]), (("A2", "A1"), [first, second])):
        touched: list[tuple[str, Image]] = [
            ("frna_entry", {**spent, "voce_id": voce}) for voce in voci
        ]
        assert totals(world, *touched) == found
    assert totals(world, ("frna_entry", {**spent, "voce_id": "A1", "fund_year_id": FRNA})) == []


@pytest.mark.parametrize(("second", "words"), [(499, "99,9 %"), (500, ""), (501, "100,1 %")])
def test_r08_the_actions_of_a_scheda_weigh_a_hundred_in_all(
    world: Engine, second: int, words: str
) -> None:
    """Of the scheda that is touched; another is wrong too, and is not asked about."""
    programme = id_of(E["annual_programme"], sound(E["annual_programme"], year=2026))
    other = sound(E["intervention"], programme_id=programme, code="altra")
    scheda = id_of(E["intervention"], {**other, "code": "a"})
    rows("intervention", other, engine=world)
    first: Image = {"intervention_id": scheda, "number": 1, "weight": 500}
    wrong: Image = {"intervention_id": id_of(E["intervention"], other), "number": 1, "weight": 1}
    rows("action", first, {**first, "number": 2, "weight": second}, wrong, engine=world)
    told = Problem(
        "R08",
        f"I pesi delle azioni danno {words} e non 100 %.",
        "Correggere i pesi perché diano 100 % in tutto.",
        Place(entity="scheda", entity_id=scheda),
        about=scheda,
    )
    assert totals(world, ("action", first)) == ([told] if words else [])


# Years, trees, rings


def wholes(engine: Engine, *touched: tuple[str, Image]) -> list[Problem]:
    with reading(engine) as connection:
        return [*broken_wholes(connection, [(E[table], image) for table, image in touched])]


def plan(code: str, first: int, last: int, **values: Any) -> Image:
    own = {"code": code, "title": f"Piano {code}", "year_from": first, "year_to": last}
    return sound(PLAN, **{**own, "state": "in_force", "kind": "zone", **values})


def together(one: str, other: str, when: str, district: str = "a") -> Problem:
    row_id = f"{district}:{one}"
    return Problem(
        "W21",
        f"«Piano {one}» e «Piano {other}» sono in vigore tutti e due {when}.",
        "Chiudere il piano di prima, o correggere gli anni di uno dei due.",
        Place(entity="piano", entity_id=row_id),
        value=row_id,
    )


def test_two_plans_of_a_kind_are_not_in_force_in_the_same_year(world: Engine) -> None:
    """Of «b», a draft and another kind do not count; three pairs, each told once."""
    plans = [
        plan("uno", 2021, 2023),
        plan("due", 2024, 2026),
        plan("tre", 2026, 2028),
        plan("bozza", 2021, 2028, state="draft"),
        plan("altro", 2021, 2028, kind="poverty"),
        plan("di-b", 2021, 2028, district_id="b"),
    ]
    rows("plan", *plans, engine=world)
    pair = together("due", "tre", "nel 2026")
    assert wholes(world, ("plan", plans[0])) == []
    assert wholes(world, ("plan", plans[1])) == [pair]
    assert wholes(world, ("plan", plans[2])) == [together("tre", "due", "nel 2026")]
    assert wholes(world, *(("plan", one) for one in plans)) == [pair]
    rows("plan", plan("lungo", 2022, 2025), engine=world)
    assert wholes(world, ("plan", plan("lungo", 2022, 2025))) == [
        together("lungo", "due", "dal 2024 al 2025"),
        together("lungo", "uno", "dal 2022 al 2023"),
    ]


def programme(plan_id: str, year: int, edition: int = 1) -> Image:
    return sound(E["annual_programme"], plan_id=plan_id, year=year, edition=edition)


def outside(row: Image, first: int, last: int) -> Problem:
    year = row["year"]
    return Problem(
        "W20",
        f"Il programma del {year} è fuori dal suo piano, che va dal {first} al {last}.",
        "Correggere l’anno, o scegliere il piano che lo comprende.",
        Place(entity="programma attuativo", entity_id=id_of(E["annual_programme"], row)),
        value=str(year),
    )


def test_every_programme_is_of_a_year_of_its_plan(world: Engine) -> None:
    """From the plan and from the programme; of the other district only by who looks at all."""
    ours, theirs = plan("p", 2024, 2026), plan("q", 2024, 2026, district_id="b")
    rows("plan", ours, theirs, engine=world)
    ins = [programme("a:p", year) for year in (2024, 2026)]
    out = [programme("a:p", year) for year in (2023, 2027)]
    far = programme("b:q", 2027)
    rows("annual_programme", *ins, *out, far, engine=world)
    told = [outside(one, 2024, 2026) for one in out]
    assert wholes(world, ("plan", ours)) == told
    assert wholes(world, ("annual_programme", ins[0])) == told
    assert wholes(world, ("objective", sound(OBJECTIVE, plan_id="a:p"))) == []
    with reading(world) as connection:
        every = [*every_broken_whole(connection)]
    of_the_desk = outside(programme("a:a", 2026), 1990, 1990)
    found = [one for one in every if one.code == "W20"]
    assert found == [of_the_desk, *told, outside(far, 2024, 2026)]


def test_the_years_of_a_project_follow_each_other_from_the_first(world: Engine) -> None:
    rows("project", *({"code": code, "district_id": "a"} for code in ("p", "q")), engine=world)
    years = {"a:p": [(1, 2), (2, 3), (5, 6)], "a:q": [(2, 3)]}
    phases = [
        sound(E["project_phase"], project_id=project, year_from=first, year_to=last)
        for project, spans in years.items()
        for first, last in spans
    ]
    rows("project_phase", *phases, engine=world)

    def told(project: str, words: str) -> Problem:
        place = Place(entity="progetto", entity_id=project)
        remedy = "Correggere le annualità perché si seguano."
        return Problem("P01", f"L’annualità {words}.", remedy, place)

    first = [
        told("a:p", "2-3 si sovrappone: era attesa dalla 3"),
        told("a:p", "5-6 lascia un vuoto: era attesa dalla 4"),
    ]
    second = [told("a:q", "2-3 lascia un vuoto: era attesa dalla 1")]
    assert wholes(world, ("project_phase", phases[0])) == first
    assert wholes(world, ("project_phase", phases[3])) == second
    assert wholes(world, *(("project_phase", one) for one in reversed(phases))) == first + second


def test_an_objective_stands_under_a_higher_one_of_its_own_plan(world: Engine) -> None:
    """What is touched and what stands on it are looked at; the rest is not."""
    rows("plan", plan("p", 2024, 2026), plan("q", 2027, 2029), engine=world)
    tree = [
        ("cima", "a:p", "general", None),
        ("sotto", "a:p", "strategic", "a:p:cima"),
        ("pari", "a:p", "strategic", "a:p:sotto"),
        ("alta", "a:p", "general", "a:p:pari"),
        ("altrove", "a:q", "specific", "a:p:cima"),
    ]
    images = [
        sound(OBJECTIVE, code=code, plan_id=plan_id, level=level, parent_objective_id=parent)
        for code, plan_id, level, parent in tree
    ]
    rows("objective", *images, engine=world)

    def told(row_id: str, words: str, remedy: str) -> Problem:
        name = row_id.rpartition(":")[2]
        place = Place(entity="obiettivo", entity_id=row_id)
        return Problem("W22", f"L’obiettivo «{name}» {words}.", remedy, place, value=row_id)

    other = told(
        "a:q:altrove",
        "sta sotto «cima», che è di un altro piano",
        "Scegliere un obiettivo dello stesso piano.",
    )
    lower = told(
        "a:p:alta",
        "è generale e sta sotto «pari», che è strategico",
        "Metterlo sotto un obiettivo di livello più alto, o correggere il livello.",
    )
    found = {"cima": [other], "sotto": [], "pari": [lower], "alta": [lower], "altrove": [other]}
    for image in images:
        assert wholes(world, ("objective", image)) == found[str(image["code"])], image["code"]
    with reading(world) as connection:
        every = [one for one in every_broken_whole(connection) if one.code == "W22"]
    assert every == [lower, other]
