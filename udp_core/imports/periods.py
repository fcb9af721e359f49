"""The period that a heading or a cell names.

«gen-26», «I trim», «Gen-Mar», «Al 31 marzo», «2026-11», «30/06/2026».
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from udp_core.imports.layout import plain
from udp_core.kernel import italian
from udp_core.kernel.calendar import MONTHS_PER_YEAR, QUARTERS_PER_YEAR
from udp_core.kernel.vocabulary import PeriodKind

MONTHS_PER_QUARTER = 3
_ENGLISH = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTHS = {
    word: number
    for number in range(1, MONTHS_PER_YEAR + 1)
    for word in (
        italian.month(number),
        italian.month_short(number),
        _ENGLISH[number - 1],
        _ENGLISH[number - 1][:3],
    )
} | {
    "genn": 1,
    "febb": 2,
    "febbr": 2,
    "magg": 5,
    "giug": 6,
    "lugl": 7,
    "sett": 9,
    "settem": 9,
    "ottob": 10,
    "novem": 11,
    "dicem": 12,
}
_ORDINALS = {
    word: number
    for number, words in enumerate(
        (
            "i io 1 1o primo prima",
            "ii iio 2 2o secondo seconda",
            "iii iiio 3 3o terzo terza",
            "iv ivo 4 4o quarto",
            "v 5 5o quinto",
            "vi 6 6o sesto",
        ),
        start=1,
    )
    for word in words.split()
}
_LENGTHS = {
    "trim": 3,
    "trimestre": 3,
    "quarter": 3,
    "bim": 2,
    "bimestre": 2,
    "quadrimestre": 4,
    "quadrim": 4,
    "quadr": 4,
    "sem": 6,
    "semestre": 6,
    "semester": 6,
}
"""Periods of several months by the word that names them, with how many months each has."""
_RUNNING = frozenset(
    {
        "al",
        "tutto",
        "fino",
        "cumulato",
        "cumulata",
        "cumulati",
        "progressivo",
        "progressiva",
        "progressivi",
        "progr",
        "cum",
        "inizio",
        "ytd",
    }
)
"""Words by which a figure says that it counts from the first day of the year."""
_IDLE = frozenset(
    [
        "a",
        "da",
        "dal",
        "di",
        "del",
        "della",
        "il",
        "la",
        "mese",
        "mesi",
        "anno",
        "spesa",
        "spese",
        "importo",
        "importi",
        "euro",
        "eur",
        "sostenuta",
        "speso",
        "liquidato",
        "impegnato",
        "valore",
        "dato",
        "dati",
        "totale",
        "consuntivo",
        "preventivo",
        "assestato",
        "previsione",
        "budget",
        "ore",
        "utenti",
        "giornate",
        "posti",
        "pasti",
        "beneficiari",
        "competenza",
        "periodo",
        "year",
        "month",
        "amount",
        "hours",
        "preconsuntivo",
        "precons",
        "pre",
        "prev",
        "prevent",
        "cons",
        "consunt",
        "ass",
        "assest",
        "budg",
        "bdg",
        "imp",
        "impegn",
        "liq",
        "liquid",
    ]
)
"""Words that may stand beside a month without making it a sentence."""
_ISO = re.compile(r"(20\d\d)[-/](\d{1,2})(?:[-/](\d{1,2}))?(?: \d\d:\d\d(?::\d\d)?)?", re.ASCII)
_DAY_FIRST = re.compile(
    r"(\d{1,2})[/.-](\d{1,2})[/.-](20\d\d|\d\d)(?: \d\d:\d\d(?::\d\d)?)?", re.ASCII
)
_MONTH_FIRST = re.compile(r"(\d{1,2})[/.-](20\d\d)", re.ASCII)
_SHORT_YEAR = re.compile(r"(\d{1,2})/([23]\d)|(\d\d)[-.](2[4-9]|30)", re.ASCII)
"""«01/26»: no month has that number, so it is a year; «10-20» may be anything."""
_YEAR_FIRST = re.compile(r"(20[0-4]\d)(0[1-9]|1[0-2])", re.ASCII)
_QUARTER = re.compile(
    r"(?P<year>20\d\d)?(?:[qt](?P<after>[1-4])|(?P<before>[1-4])[qt])(?:rim)?", re.ASCII
)
_NOTED = re.compile(r"\s?[(\[]\d{1,2}[)\]]$")
"""The mark of a note after a month («Febbraio (2)»)."""
_MONTHS_FROM_TO = re.compile(r"(\d{1,2})\s?[-–/]\s?(\d{1,2})", re.ASCII)
RUNNING_WORDS = re.compile(
    r"progressiv|\bprogr\b|cumulat|\bcum\b|da inizio anno|dall inizio dell anno|a tutto|\bytd\b"
    r"|\bda gennaio\b(?! ad? )|\bdal (?:1|1o|01) (?:gennaio|01|1)\b|\bprimi \w{1,9} mesi\b"
    r"|\b\d{1,2} mesi\b"
)
"""What a title says, in `plain` words, of figures counted from the first day of the year."""


@dataclass(frozen=True, slots=True)
class Span:
    """Months from `first` to `last` of a year (None: not said).

    `running`: counted from the first day of the year, as far as is said. `bare`: a number alone,
    whose kind is not said.
    `dated`: named by a day, which may close a month or a longer period.
    """

    first: int
    last: int
    year: int | None = None
    running: bool = False
    bare: bool = False
    dated: bool = False

    @property
    def kind(self) -> PeriodKind | None:
        """The kind of period that it is; None where the archive has none of that length."""
        length = self.last - self.first + 1
        if length == 1:
            return PeriodKind.MONTH
        if length == MONTHS_PER_QUARTER and self.last % MONTHS_PER_QUARTER == 0:
            return PeriodKind.QUARTER
        return PeriodKind.YEAR if length == MONTHS_PER_YEAR else None

    @property
    def number(self) -> int | None:
        """Its number among those of its kind; None of a year."""
        kind = self.kind
        if kind is PeriodKind.QUARTER:
            return self.last // MONTHS_PER_QUARTER
        return self.last if kind is PeriodKind.MONTH else None

    @property
    def words(self) -> str:
        """«marzo», «1º trimestre», «da gennaio a giugno»."""
        if self.kind:
            return italian.period(self.kind, self.number, "tutto l’anno")
        last = italian.month(self.last)
        return f"da {italian.month(self.first)} {'ad' if last.startswith('a') else 'a'} {last}"


def quarter(number: int, year: int | None = None) -> Span:
    """The months of a quarter, 1 to 4."""
    return Span(number * MONTHS_PER_QUARTER - 2, number * MONTHS_PER_QUARTER, year)


WHOLE_YEAR = Span(1, MONTHS_PER_YEAR)
PERIODS = (
    *(Span(number, number) for number in range(1, MONTHS_PER_YEAR + 1)),
    *(quarter(number) for number in range(1, QUARTERS_PER_YEAR + 1)),
)
"""The months and the quarters of a year."""


def stretch(length: int, number: int, year: int | None = None) -> Span | None:
    """The `number`th period of `length` months in a year; None where a year has fewer of them."""
    last = length * number
    return Span(last - length + 1, last, year) if 0 < last <= MONTHS_PER_YEAR else None


def length_said(heading: str) -> int | None:
    """How many months the periods have, by the heading over their numbers.

    None where it does not say.
    """
    words = plain(heading).split()
    if any(word in {"mese", "mesi", "month"} for word in words):
        return 1
    return next((_LENGTHS[word] for word in words if word in _LENGTHS), None)


def span_of(text: str) -> Span | None:
    """The period named by a heading or a cell; None where it names none."""
    text = _NOTED.sub("", text.strip())
    if found := _written_as_date(text.removesuffix(".0")):
        return found
    words = plain(text.replace("°", "o ").replace("^", "o ")).split()
    year, words = _year_in(words)
    running = any(word in _RUNNING for word in words)
    if found := _stretch_in(words, year) or _counted(words, year):
        return found
    months = [_MONTHS[word] for word in words if word in _MONTHS]
    said = {word: italian.few_digits(word) for word in words}
    numbers = [number for word in words if (number := said[word]) is not None]
    known = (_MONTHS, _RUNNING, _IDLE)
    other = [
        word for word in words if said[word] is None and not any(word in those for those in known)
    ]
    if other or not months or len(numbers) > len(months):
        return _with_slash(text, year) if running and not other and not months else None
    return _of_months(months, numbers, year, running=running)


def resembles_month(heading: str) -> bool:
    """True of «Febraio» and of «Mrz»: a word that is near the name of a month, and names none."""
    return bool(get_close_matches(plain(heading), _MONTHS, n=1)) and span_of(heading) is None


def span_under(heading: str, text: str) -> Span | None:
    """The period that a cell names under a heading: «I» under «Trim.» is the first quarter."""
    if (found := span_of(text)) or not text:
        return found
    said = plain(text)
    if said in {"anno", "tutto l anno", "annuale", "intero anno"} or re.fullmatch(
        r"anno 20\d\d", said
    ):
        return Span(1, MONTHS_PER_YEAR, int(said[-4:]) if said[-1].isdigit() else None)
    if "mesi" in plain(heading).split() and (ends := _MONTHS_FROM_TO.fullmatch(text.strip())):
        first, last = int(ends[1]), int(ends[2])
        return Span(first, last) if 0 < first <= last <= MONTHS_PER_YEAR else None
    length = next((word for word in plain(heading).split() if word in _LENGTHS), "")
    return span_of(f"{text} {length}") if length else None


def _of_months(
    months: list[int], numbers: list[int], year: int | None, *, running: bool
) -> Span | None:
    if len(months) == 1:
        # a day that opens a month («1-gen», as a spreadsheet shows it), or that closes it
        is_edge = not numbers or numbers[0] == 1 or numbers[0] >= 28  # noqa: PLR2004
        if not (running or is_edge):
            return None
        first = 1 if running else months[0]
        closes = bool(numbers) and numbers[0] > 1
        return Span(first, months[0], year, running=running, dated=closes and not running)
    if len(months) == 2 and months[0] <= months[1]:  # noqa: PLR2004 - from one to another
        return Span(months[0], months[1], year)
    return None


def _written_as_date(text: str) -> Span | None:
    if (month_said := italian.few_digits(text)) and month_said <= MONTHS_PER_YEAR:
        return Span(month_said, month_said, bare=True)
    iso, day, month = _ISO.fullmatch(text), _DAY_FIRST.fullmatch(text), _MONTH_FIRST.fullmatch(text)
    if iso:
        return _dated(iso[1], iso[2], iso[3] or "1")
    if day:
        return _dated(str(int(day[3]) % 100 + 2000), day[2], day[1])
    if run := _YEAR_FIRST.fullmatch(text):
        return _dated(run[1], run[2], "1")
    if month:
        return _dated(month[2], month[1], "1")
    short = _SHORT_YEAR.fullmatch(text)
    return _dated(f"20{short[2] or short[4]}", short[1] or short[3], "1") if short else None


def _dated(year: str, month: str, day: str) -> Span | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return Span(found.month, found.month, found.year, dated=found.day > 1)


def _year_in(words: list[str]) -> tuple[int | None, list[str]]:
    """The year among the words, of four digits anywhere or of two after a month, and the words
    without it.
    """
    for place, word in enumerate(words):
        if re.fullmatch(r"20\d\d", word):
            return int(word), words[:place] + words[place + 1 :]
        is_day = words[place + 1 : place + 2] and words[place + 1] in _MONTHS
        if not place or is_day or not _may_precede_year(words[:place]):
            continue
        if re.fullmatch(r"[0-2]\d|30", word):
            return 2000 + int(word), words[:place] + words[place + 1 :]
    return None, words


def _may_precede_year(words: list[str]) -> bool:
    """True of words that end with a period, as «gen», «t1», «m01», «trim i»."""
    last = words[-1]
    numbered = last in _ORDINALS and not set(words[:-1]).isdisjoint(_LENGTHS)
    is_short = _QUARTER.fullmatch(last) or re.fullmatch(r"m(?:0?[1-9]|1[0-2])", last)
    return last in _MONTHS or last in _LENGTHS or numbered or is_short is not None


def _stretch_in(words: list[str], year: int | None) -> Span | None:
    """«I trim», «T1», «1° semestre»: a period of several months by its number."""
    joined = next((word for word in words if _QUARTER.fullmatch(word)), None)
    if joined and (found := _QUARTER.fullmatch(joined)):
        said = int(found["year"]) if found["year"] else year
        number = int(found["after"] or found["before"])
        return quarter(number, said) if set(words) - {joined} <= _IDLE else None
    lengths = [_LENGTHS[word] for word in words if word in _LENGTHS]
    if len(lengths) != 1:
        return None
    numbers = [_ORDINALS[word] for word in words if word in _ORDINALS]
    other = [
        word
        for word in words
        if word not in _ORDINALS and word not in _LENGTHS and word not in _IDLE and word != "o"
    ]
    return stretch(lengths[0], numbers[0], year) if len(numbers) == 1 and not other else None


def _counted(words: list[str], year: int | None) -> Span | None:
    """«Mese 3», «M03»: a month by its number."""
    bare = [word for word in words if word not in _IDLE or word == "mese"]
    joined = re.fullmatch(r"(?:mese0?|m0)([1-9])|m(?:ese)?(1[0-2])", "".join(bare))
    number = int(joined[1] or joined[2]) if joined else 0
    return Span(number, number, year) if number else None


def _with_slash(text: str, year: int | None) -> Span | None:
    """«Al 30/06», «al 30.06.2026»."""
    found = re.search(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](20\d\d|\d\d))?\b", text)
    if found is None or not 1 <= int(found[2]) <= MONTHS_PER_YEAR:
        return None
    said = found[3]
    return Span(1, int(found[2]), int(said) % 100 + 2000 if said else year, running=True)
