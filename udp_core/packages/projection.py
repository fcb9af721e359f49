"""Territory from published tables.

Districts, municipalities and residents, each row with the table's source.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from udp_core.archive.entity import Image
from udp_core.kernel.vocabulary import AgeBand, Origin
from udp_core.sources.queries.published import Cell
from udp_core.territory.entities import District, Municipality, Population
from udp_core.writing.loading import Batch

Rows = Sequence[Mapping[str, Cell]]
REGION = "Emilia-Romagna"
LEAD_MUNICIPALITIES = frozenset({"Ravenna", "Faenza", "Lugo"})
"""Capofila of the districts of the province, whose Comuni are in the published tables."""
_BANDS = {
    "0-2": AgeBand.AGE_0_2,
    "0-17": AgeBand.AGE_0_17,
    "18-34": AgeBand.AGE_18_34,
    "65+": AgeBand.AGE_65_PLUS,
    "75+": AgeBand.AGE_75_PLUS,
    "total": AgeBand.TOTAL,
}
_FROM_SINGLE_AGES = {AgeBand.AGE_14_29: (14, 29), AgeBand.AGE_18_64: (18, 64)}
_SMALL_WORDS = frozenset({"di", "del", "della", "e", "ed", "nel", "ne'"})


def territory(tables: Mapping[str, Rows]) -> Iterator[Batch]:
    """Batches of districts, municipalities and residents, from the tables that are there."""
    by_class = tables.get("population_by_comune_age_class", ())
    yield Batch(
        District, _numbered(_districts(tables.get("districts_emilia_romagna", ()))), computed=True
    )
    yield Batch(Municipality, _numbered(_municipalities(by_class)), computed=True)
    yield Batch(Population, _numbered(_residents(by_class)), computed=True)
    yield Batch(
        Population,
        _numbered(
            _residents_by_single_age(tables.get("population_single_age_ravenna_district", ()))
        ),
        computed=True,
    )


def _numbered(images: Iterable[Image]) -> Iterator[tuple[None, Image]]:
    return ((None, image) for image in images)


def slug(name: str) -> str:
    """«CITTÀ DI BOLOGNA» is `citta-di-bologna`."""
    plain = name.lower().translate(str.maketrans("àèéìòù", "aeeiou")).replace("'", "")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def place_name(printed: str) -> str:
    """A name printed in capitals, with its accents: «CITTA' DI BOLOGNA» is «Città di Bologna»."""
    words = printed.lower().replace("citta'", "città").replace("forli'", "forlì").split()
    return " ".join(
        word if word in _SMALL_WORDS and index else _capital(word)
        for index, word in enumerate(words)
    )


def _capital(word: str) -> str:
    return "-".join(part.capitalize() for part in word.split("-"))


def _districts(rows: Rows) -> Iterator[Image]:
    names = Counter(slug(str(row["district_name"])) for row in rows)
    for row in rows:
        code = slug(str(row["district_name"]))
        province = str(row["province_code"])
        yield {
            "code": code if names[code] == 1 else f"{code}-{province.lower()}",
            "name": place_name(str(row["district_name"])),
            "province_code": province,
            "region": REGION,
            "source": _source(row),
        }


def _source(row: Mapping[str, Cell]) -> str:
    return f"{row['source_title']} ({row['source_body']}, {row['source_year']})"


def _municipalities(rows: Rows) -> Iterator[Image]:
    latest = {str(row["istat_code"]): row for row in sorted(rows, key=lambda row: str(row["year"]))}
    for code, row in sorted(latest.items()):
        yield {
            "istat_code": code,
            "district_id": slug(str(row["district"])),
            "name": str(row["comune"]),
            "is_lead": int(str(row["comune"]) in LEAD_MUNICIPALITIES),
            "source": _source(row),
        }


def _residents(rows: Rows) -> Iterator[Image]:
    for row in rows:
        band = _BANDS.get(str(row["age_class"]))
        if band is not None and isinstance(row["total"], int):
            yield _population(row, band, row["total"])


def _residents_by_single_age(rows: Rows) -> Iterator[Image]:
    sums: defaultdict[tuple[str, int, AgeBand], int] = defaultdict(int)
    examples: dict[tuple[str, int, AgeBand], Mapping[str, Cell]] = {}
    for row in rows:
        for band, (youngest, oldest) in _FROM_SINGLE_AGES.items():
            key = (str(row["istat_code"]), int(row["year"] or 0), band)
            if youngest <= _age(row) <= oldest:
                sums[key] += int(row["total"] or 0)
                examples[key] = row
    for key in sorted(sums):
        yield _population(examples[key], key[2], sums[key])


def _age(row: Mapping[str, Cell]) -> int:
    return int(re.sub(r"\D", "", str(row["age"])))


def _population(row: Mapping[str, Cell], band: AgeBand, residents: int) -> Image:
    return {
        "municipality_id": str(row["istat_code"]),
        "year": int(row["year"] or 0),
        "age_band": band.value,
        "residents": residents,
        "as_of": f"{row['year']}-01-01",
        "source": _source(row),
        "origin": Origin.REAL.value,
    }
