"""Of which district a file is: what its columns and its titles say, beside the district at work."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from udp_core.imports.layout import Layout, plain
from udp_core.imports.questions import Question, asked, quoted
from udp_core.kernel.problem import Place, Problem

KEY, OURS = "distretto", "questo"
_CODES = frozenset({"district id", "fund year id", "programme id", "plan id"})
"""Columns of a file exported from here: the code of the district comes first."""
_NAMES = frozenset(
    [
        "distretto",
        "nome distretto",
        "distretto sanitario",
        "distretto sociosanitario",
        "distretto socio sanitario",
        "ambito distrettuale",
        "ambito territoriale",
    ]
)
_TITLED = re.compile(
    r"(?i:\bdistretto)(?:\s+(?i:socio[-"
    r" ]?sanitario|sanitario|sociale))?\s+(?:(?i:di|del|della)\s+|(?i:dell)['’])?([A-ZÀ-Ý][\w'’]+)"
)
"""«Distretto di Faenza», «DISTRETTO SANITARIO LUGO»: the first word of its name."""
_COMUNE_TITLED = re.compile(
    r"(?i:\b(?:comune|città))\s(?i:di)\s([A-ZÀ-Ý][\w'’]+(?:\s(?:(?i:di|del|in|sul)\s)?[A-ZÀ-Ý][\w'’]+)?)"
)
_ANY_COMUNE = frozenset(
    {"residenza", "competenza", "riferimento", "appartenenza", "nascita", "provenienza"}
)
"""«Comune di Ferrara» names one; «COMUNE DI RESIDENZA» none."""

_REGIONS = frozenset(
    [
        "abruzzo",
        "basilicata",
        "calabria",
        "campania",
        "friuli venezia giulia",
        "lazio",
        "liguria",
        "lombardia",
        "marche",
        "molise",
        "piemonte",
        "puglia",
        "sardegna",
        "sicilia",
        "toscana",
        "trentino alto adige",
        "umbria",
        "valle d aosta",
        "veneto",
    ]
)
"""The regions of which no Comune is of ours."""
_REGION_TITLED = re.compile(rf"\bregione (?:del(?:la)? )?({'|'.join(sorted(_REGIONS))})\b")


def names_district(heading: str) -> bool:
    """True of a column that says the district of each row."""
    return plain(heading) in _NAMES | _CODES


@dataclass(frozen=True, slots=True)
class OwnDistrict:
    """The district at work.

    Its code, its name, and every word by which it and its Comuni are called, as `plain` gives it.
    """

    code: str
    name: str
    words: Collection[str]

    def is_meant(self, said: str) -> bool:
        """Whether some words may be of this district."""
        return plain(said) == plain(self.code) or any(
            word in self.words for word in plain(said).split()
        )


def called(code: str, name: str, comuni: Collection[str]) -> OwnDistrict:
    """A district, by its name and those of its Comuni; short words («di», «la») name nothing."""
    words = {
        word
        for one in (code, name, *comuni)
        for word in plain(one).split()
        if len(word) > len("del")
    }
    return OwnDistrict(code, name, words - {"distretto", "comune", "della", "dell"})


def rows_of_others(layout: Layout, district: OwnDistrict) -> Iterator[Problem]:
    """The first row, of each column that says the district, that is of another.

    Its figures are not of this one.
    """
    yield from _regions_of_rows(layout)
    for column, heading in enumerate(layout.headings):
        is_code = plain(heading) in _CODES
        ours = district.code if is_code else district.name
        if not is_code and plain(heading) not in _NAMES:
            continue
        for number, row in layout.rows:
            said = row[column].strip() if column < len(row) else ""
            said = said.partition(":")[0] if is_code else said
            if said and not (said == ours if is_code else district.is_meant(said)):
                sentence = (
                    f"La riga è del distretto {quoted(said)}; qui si lavora sul distretto"
                    f" {quoted(ours)}."
                )
                yield Problem(
                    "X54",
                    sentence,
                    "Importarla nel suo distretto, o togliere la riga.",
                    Place(layout.where, number, heading),
                    said,
                )
                break


def _regions_of_rows(layout: Layout) -> Iterator[Problem]:
    """The first row that a column says to be of another region."""
    for column, heading in enumerate(layout.headings):
        if plain(heading) != "regione":
            continue
        for number, said in layout.written(column):
            if plain(said) in _REGIONS:
                yield Problem(
                    "X54",
                    f"La riga è della Regione {quoted(said)}, che non è quella di qui.",
                    "Togliere la riga, o correggerla.",
                    Place(layout.where, number, heading),
                    said,
                )
                break


def whose(layout: Layout, district: OwnDistrict, told: Mapping[str, str]) -> list[Question]:
    """Asked where a title names another district and never this one, or another region."""
    said = [
        *layout.above,
        *layout.below,
        *layout.between,
        layout.sheet.name,
        layout.file.replace("_", " "),
    ]
    named = [name for words in said for name in _TITLED.findall(words)]
    others = [one for one in named if not district.is_meant(one)]
    regions = [name for words in said for name in _REGION_TITLED.findall(plain(words))]
    comune = _other_comune(layout, said, district)
    if regions:
        other = f"della Regione {quoted(regions[0].title())}"
    elif others and len(others) == len(named):
        other = f"del distretto {quoted(others[0])}"
    elif comune:
        other = f"del Comune di {quoted(comune)}"
    else:
        return []
    sentence = (
        f"Il file parla {other}; qui si lavora sul distretto {quoted(district.name)}. Di chi sono"
        " le cifre?"
    )
    answers = [
        (
            OURS,
            f"del distretto {quoted(district.name)}; se non è così, importarle nel loro distretto",
        )
    ]
    return [asked(KEY, sentence, answers, told, Place(layout.where))]


def _other_comune(layout: Layout, said: Iterable[str], district: OwnDistrict) -> str:
    """The first Comune that the titles name, where none that they name is of the district."""
    file = layout.file.rpartition(".")[0].replace("_", " ").title()
    named = [
        name
        for words in (*said, file)
        for name in _COMUNE_TITLED.findall(words)
        if plain(name).split()[0] not in _ANY_COMUNE
    ]
    return "" if any(map(district.is_meant, named)) else next(iter(named), "")
