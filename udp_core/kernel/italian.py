"""The only place that writes and reads Italian numbers and dates.

Reading does not guess: it answers or asks back.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from udp_core.kernel.money import LARGEST_CENTS, Money, round_half_up
from udp_core.kernel.problem import Problem
from udp_core.kernel.vocabulary import PeriodKind

MINUS = "−"
NO_VALUE = "n.d."
WHOLE_DISTRICT = "Intero distretto"
OF_WHOLE_DISTRICT = "intero distretto"
"""The same inside a sentence or a cell."""
"""Beside the names of the Comuni: what is of none of them."""
MONTHS = (
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
)
LONGEST_NUMBER = 40
MILLION_CENTS = 100_000_000
THOUSAND_CENTS = 100_000

FIRST_YEAR = 1900
LAST_YEAR = 2200

_ITALIAN = re.compile(r"[+-]?([1-9]\d{0,2}(\.\d{3})+|\d+)(,\d+)?", re.ASCII)
_PLAIN = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)
_BLANK_THOUSANDS = re.compile(r"([+-]?[1-9]\d{0,2}(?: \d{3})+)([.,]\d+)?", re.ASCII)
_ITALIAN_DATE = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})", re.ASCII)
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)


# Writing


def number(value: int | Decimal | Fraction | None, decimals: int = 0) -> str:
    """`1234.5` with one decimal is «1.234,5»; a true minus sign; None is «n.d.»."""
    if value is None:
        return NO_VALUE
    scaled = round_half_up(Fraction(value) * 10**decimals)
    whole, fraction = divmod(abs(scaled), 10**decimals)
    sign = MINUS if scaled < 0 else ""
    digits = f"{whole:,}".replace(",", ".")
    return f"{sign}{digits},{fraction:0{decimals}d}" if decimals else f"{sign}{digits}"


def euro(amount: Money | None) -> str:
    """«12.400,00 €», to the cent."""
    return NO_VALUE if amount is None else f"{number(amount.euro, 2)} €"


def euro_short(amount: Money | None) -> str:
    """For the room: «24,31 M€», «638 mila €», «412 €»; the exact figure is always one step away."""
    if amount is None:
        return NO_VALUE
    if abs(amount.cents) >= MILLION_CENTS - THOUSAND_CENTS // 2:
        return f"{number(Fraction(amount.cents, MILLION_CENTS), 2)} M€"
    if abs(amount.cents) >= THOUSAND_CENTS:
        return f"{number(Fraction(amount.cents, THOUSAND_CENTS))} mila €"
    return f"{number(amount.euro)} €"


def signed(text: str) -> str:
    """A difference wears its sign: «+1.234», «−5»; zero has none."""
    return (
        text if text.startswith((MINUS, NO_VALUE)) or not re.search(r"[1-9]", text) else f"+{text}"
    )


def percent(share: Fraction | Decimal | None, decimals: int = 1) -> str:
    """`0.6134` is «61,3 %»."""
    return NO_VALUE if share is None else f"{number(share * 100, decimals)} %"


def share(thousandths: int) -> str:
    """A stored part of the whole, as exact as it is stored.

    620 is «62 %», 625 «62,5 %», 5 «0,5 %».
    """
    return percent(Fraction(thousandths, 1000), 0 if thousandths % 10 == 0 else 1)


def points(share: Fraction | Decimal | None, decimals: int = 1) -> str:
    """A difference of shares in percentage points.

    `0.012` is «+1,2 punti», `-0.01` without decimals «−1 punto».
    """
    if share is None:
        return NO_VALUE
    digits = number(share * 100, decimals)
    return f"{signed(digits)} {'punto' if digits.removeprefix(MINUS) == '1' else 'punti'}"


def the_percent(share: Fraction | Decimal | None, decimals: int = 0) -> str:
    """With its article, as it is said: «il 62 %», «l’80 %», «lo 0 %»."""
    words = percent(share, decimals)
    whole = re.match(r"\d+", words)
    spoken = int(whole[0]) if whole else None
    if spoken == 0:
        return f"lo {words}"
    return f"l’{words}" if spoken in _ELIDED else f"il {words}"


_ELIDED = frozenset({1, 8, 11, *range(80, 90), *range(800, 900)})
"""Uno, otto, undici, ottanta… begin with a vowel."""


def day(value: date | None) -> str:
    """«07/11/2026»."""
    return NO_VALUE if value is None else f"{value:%d/%m/%Y}"


def month(month_number: int) -> str:
    """1 is «gennaio». Raises ValueError outside 1-12."""
    if not 1 <= month_number <= len(MONTHS):
        message = f"no month {month_number}"
        raise ValueError(message)
    return MONTHS[month_number - 1]


def period(kind: PeriodKind, number: int | None, year: str = "anno") -> str:
    """«novembre», «2º trimestre»; a whole year in the word given."""
    if kind is PeriodKind.MONTH and number:
        return month(number)
    return f"{number}º trimestre" if kind is PeriodKind.QUARTER else year


def month_short(month_number: int) -> str:
    """1 is «gen»."""
    return month(month_number)[:3]


def sentence_case(words: str) -> str:
    """The words with a capital first, and no other letter changed: «Movimento FRNA»."""
    return words[:1].upper() + words[1:]


def ended(words: str) -> str:
    """The words with one full stop, those that end with their own too: «Russi: n.d.»."""
    return f"{words.rstrip('.')}."


def plural(count: int, one: str, many: str) -> str:
    """«1 scheda», «3 schede»."""
    return f"{number(count)} {one if count == 1 else many}"


def others(count: int, one: str = "un’altra", many: str = "altre") -> str:
    """«un’altra», «altre 3»: how many more there are than those named."""
    return one if count == 1 else f"{many} {number(count)}"


def listing(words: list[str]) -> str:
    """«Ravenna, Cervia e Russi»."""
    return " e ".join(part for part in (", ".join(words[:-1]), words[-1] if words else "") if part)


_SAY_WHAT_THEY_ARE = frozenset(
    {"ambito", "comunità", "consorzio", "distretto", "società", "unione", "zona"}
)


def district(name: str) -> str:
    """«Distretto di Ravenna»; «Ambito sociale Potenza», which says itself what it is."""
    first = name.split(maxsplit=1)[0].casefold() if name.strip() else ""
    return name if first in _SAY_WHAT_THEY_ARE else f"Distretto di {name}"


# Reading


def read_euro(text: str) -> Money | Problem:
    """What a hand typed, as cents: «1.234,56», «1234,56», «1.234», «€ 3,75», «-5».

    A dot is a thousands dot only before groups of three digits; «1.23» and «1,234.56» are asked
    back.
    """
    value = read_number(without_currency(text), decimals=2)
    if isinstance(value, Problem):
        return value
    return _bounded(Money.from_euro(value), text)


def without_currency(text: str) -> str:
    """The text without its one «€» or «EUR», before or after the figure.

    Inside a figure it stays, and is refused.
    """
    spaced = _spaced(text)
    sign = spaced[:1] if spaced[:1] in {"+", "-"} else ""
    figure = spaced.removeprefix(sign).lstrip()
    for currency in ("€", "EUR"):
        if figure.startswith(currency):
            return sign + figure.removeprefix(currency).lstrip()
        if figure.endswith(currency):
            return sign + figure.removesuffix(currency).rstrip()
    return spaced


def _bounded(amount: Money, text: str) -> Money | Problem:
    if abs(amount.cents) <= LARGEST_CENTS:
        return amount
    return Problem(
        "N04",
        f"L’importo «{text.strip()[:LONGEST_NUMBER]}» è oltre ogni bilancio.",
        "Controllare le cifre digitate.",
        value=text,
    )


def read_number(text: str, decimals: int = 3) -> Decimal | Problem:
    """A number in Italian writing, exact. At most `decimals` digits after the comma."""
    compact = compact_number(text)
    if not compact:
        return Problem(
            "N01", "Manca il numero.", "Scrivere una cifra, per esempio 1.234,56.", value=text
        )
    if len(compact) > LONGEST_NUMBER or not _ITALIAN.fullmatch(compact):
        return _ambiguous(text, compact) or _not_a_number(text)
    whole, _, cents = compact.partition(",")
    if len(cents) > decimals:
        return _too_fine(text, decimals)
    return Decimal(f"{whole.replace('.', '')}.{cents or 0}")


def read_percent(text: str, decimals: int = 2) -> Decimal | Problem:
    """A percentage as it is said: «10 %» and «10» are ten.

    The sign stands once, after the figure.
    """
    spaced = _spaced(text)
    return read_number(spaced.removesuffix("%").rstrip(), decimals)


def read_plain_number(text: str, decimals: int = 3) -> Decimal | Problem:
    """A number as programs write it: `1234.56`, no thousands separator, exact."""
    compact = compact_number(text)
    if len(compact) > LONGEST_NUMBER or not _PLAIN.fullmatch(compact):
        return _not_a_number(text)
    _, _, fraction = compact.partition(".")
    if len(fraction.rstrip("0")) > decimals:
        return _too_fine(text, decimals)
    return Decimal(compact)


def compact_number(text: str) -> str:
    """The text as its digits are weighed.

    A plain minus, no blanks around, none between groups of three digits.

    Any other blank stays, so that «1 2» is refused and not read as twelve.
    """
    spaced = _spaced(text)
    if spaced[:1] in {"+", "-"}:
        spaced = spaced[0] + spaced[1:].lstrip()
    grouped = _BLANK_THOUSANDS.fullmatch(spaced)
    return spaced.replace(" ", "") if grouped else spaced


def _spaced(text: str) -> str:
    return text.translate(_SAME_SIGNS).strip()


_SAME_SIGNS = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", MINUS: "-"})


def _not_a_number(text: str) -> Problem:
    return Problem(
        "N02",
        f"«{text.strip()[:LONGEST_NUMBER]}» non si legge come un numero italiano.",
        "Usare il punto per le migliaia e la virgola per i decimali, per esempio 1.234,56.",
        value=text,
    )


def _ambiguous(text: str, compact: str) -> Problem | None:
    """A dot that is not of thousands (the numeric keypad writes it).

    Asked back, with both ways to write it.
    """
    if len(compact) > LONGEST_NUMBER or not _PLAIN.fullmatch(compact):
        return None
    decimal, whole = compact.replace(".", ","), compact.replace(".", "")
    other = "" if whole.lstrip("+-").startswith("0") else f", oppure «{whole}»"
    remedy = f"Il punto separa le migliaia, la virgola i decimali: scrivere «{decimal}»{other}."
    return replace(_not_a_number(text), remedy=remedy)


def _too_fine(text: str, decimals: int) -> Problem:
    written = text.strip()[:LONGEST_NUMBER]
    if not decimals:
        return Problem(
            "N03", f"«{written}» non è un numero intero.", "Scriverlo senza decimali.", value=text
        )
    return Problem(
        "N03",
        f"«{written}» ha più di {plural(decimals, 'cifra decimale', 'cifre decimali')}.",
        f"Arrotondare a {decimals} cifre dopo la virgola.",
        value=text,
    )


YEAR_DIGITS, MOST_DIGITS = 4, 9


def few_digits(text: str, most: int = MOST_DIGITS) -> int | None:
    """The number that at most `most` digits write («2026», «007»); None for anything else.

    Words of others may be thousands of digits, or «²», which Python counts among the digits and
    does not read.
    """
    return int(text) if len(text) <= most and text.isascii() and text.isdigit() else None


def read_day(text: str) -> date | Problem:
    """«7/11/2026», «07.11.2026» or «2026-11-07», from 1900 to 2200 (another year is a slip of
    the hand).
    """
    compact = text.strip()
    if match := _ITALIAN_DATE.fullmatch(compact):
        parts = (int(match[4]), int(match[3]), int(match[1]))
    elif match := _ISO_DATE.fullmatch(compact):
        parts = (int(match[1]), int(match[2]), int(match[3]))
    else:
        return _not_a_day(text)
    try:
        read = date(*parts)
    except ValueError:
        return _not_a_day(text)
    return read if FIRST_YEAR <= read.year <= LAST_YEAR else _not_a_day(text)


def _not_a_day(text: str) -> Problem:
    return Problem(
        "N05",
        f"«{text.strip()[:LONGEST_NUMBER]}» non è una data.",
        "Scrivere gg/mm/aaaa, per esempio 07/11/2026.",
        value=text,
    )
