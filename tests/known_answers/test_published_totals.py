"""Every discrepancy of the published figures, with both amounts, and no other."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from udp_core.sources.rules import Discrepancy, Tables, compared, evaluate, parse_checks

FOLDER = Path(__file__).parents[2] / "data" / "reference"


def outcome(discrepancy: Discrepancy) -> tuple[object, ...]:
    return (
        discrepancy.code,
        discrepancy.place,
        str(discrepancy.stated),
        str(discrepancy.computed),
        discrepancy.explained_by_rounding,
    )


def published() -> tuple[dict[str, Any], Tables]:
    descriptor = json.loads((FOLDER / "datapackage.json").read_text(encoding="utf-8"))
    tables = {
        each["name"]: typed_rows(each)
        for each in descriptor["resources"]
        if each["format"] == "csv"
    }
    return descriptor, tables


def typed_rows(resource: dict[str, Any]) -> list[dict[str, object]]:
    readers = {"integer": int, "year": int, "number": Decimal, "string": str}
    read = {column["name"]: readers[column["type"]] for column in resource["schema"]["fields"]}
    with (FOLDER / resource["path"]).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        {name: read[name](cell) if cell else None for name, cell in row.items()} for row in rows
    ]


REGION = "Emilia-Romagna"
EXPECTED = [
    ("T01", f"{REGION}, 2016", "436000000", "435999930", True),
    ("T01", f"{REGION}, 2018", "437390000", "437300000", True),
    ("T01", f"{REGION}, 2025", "564090000", "564000000", True),
    ("T01", f"{REGION}, 2025", "565000000", "564000000", False),
    ("T02", f"{REGION}, 2014", "430600000", "430100000", True),
    ("T03", f"{REGION}, 2023", "543000000", "475700000", False),
    ("T04", f"{REGION}, 2023", "543000000", "535700000", False),
    ("T05", "Romagna, 2018", "111700000", "111600000", True),
    ("T06", "Romagna, 2014", "109319000", "109319686", True),
    ("T07", f"{REGION}, 2014", "430600000", "430000000", True),
    ("T07", f"{REGION}, 2018", "437390000", "437380000", True),
    ("T09", f"{REGION}, 2017", "478000000", "474650000", False),
    ("T10", f"{REGION}, 2016", "471000000", "471232000", True),
    ("T11", f"{REGION}, 2021", "520000000", "520497980", True),
    ("T12", f"{REGION}, 2014", "430600000", "430000000", True),
    ("T13", f"{REGION}, 2025, frna_total", "564090000", "565000000", False),
    ("T14", f"{REGION}, 2025", "565000000", "556000000", False),
    ("T21", "Distretto Reggio Emilia, 2014", "638159", "600159", False),
    ("T22", "Distretto Reggio Emilia, 2014", "-76185", "-76785", False),
    ("T32", f"{REGION}, 2018", "55000000", "54913000", True),
    ("T34", f"{REGION}, 2022", "51700000", "51600000", True),
    ("T35", f"{REGION}, 2021", "51300000", "51000000", True),
    ("T39", f"{REGION}, 2021", "5700000", "4406700", False),
    ("T40", f"{REGION}, 2021, fsr_initial", "51200000", "51300000", True),
    ("T58", "Provincia di Ravenna, 2019", "389980", "389970", False),
    ("T77", "Ravenna, 2014, altre_attivita_assistenza_domiciliare", "99422", "122676", False),
    ("T82", f"{REGION}, 2023", "50.05", "49.5", False),
    ("T90", "Italia, 2018", "100", "94.5", False),
    ("T92", "Italia, 2003, spesa_pro_capite", "90", "91", True),
]


def test_the_published_figures_have_exactly_these_discrepancies() -> None:
    descriptor, tables = published()
    discrepancies = evaluate(parse_checks(descriptor), tables)
    assert [outcome(each) for each in discrepancies] == EXPECTED
    assert all(each.difference == each.computed - each.stated for each in discrepancies)
    assert all(each.sources for each in discrepancies)
    assert [each.missing_parts for each in discrepancies if each.code == "T39"] == [("Bologna",)]


def test_the_order_of_the_rows_does_not_matter() -> None:
    descriptor, tables = published()
    upside_down = {name: rows[::-1] for name, rows in tables.items()}
    assert sorted(map(outcome, evaluate(parse_checks(descriptor), upside_down))) == sorted(EXPECTED)


def test_every_check_compares_something() -> None:
    descriptor, tables = published()
    counts = compared(parse_checks(descriptor), tables)
    assert [code for code, count in counts.items() if count == 0] == []
    assert counts["T01"] == 7  # 2013, 2016, 2018, 2022, 2024, and 2025 against two statements
    assert sum(counts.values()) > 1_400


def test_one_euro_more_in_2024_comes_out() -> None:
    descriptor, tables = published()
    rows = [dict(row) for row in tables["frna_allocation_by_ausl"]]
    (parma,) = (row for row in rows if (row["year"], row["area_code"]) == (2024, "PR"))
    parma["amount_eur"] = Decimal(47_358_034)
    discrepancies = evaluate(parse_checks(descriptor), {**tables, "frna_allocation_by_ausl": rows})
    (only,) = (each for each in discrepancies if each.place.endswith("2024"))
    assert outcome(only) == ("T01", f"{REGION}, 2024", "481890000", "481890001", False)
