"""The letters of the provinces, by the first three digits of the Istat code of a Comune."""

from __future__ import annotations

from collections.abc import Iterable

_LETTERS = (
    "TO VC NO CN AT AL AO IM SV GE SP VA CO SO MI BG BS PV CR MN BZ TN VR VI BL TV VE PD RO UD"
    " GO TS PC PR RE MO BO FE RA FC PU AN MC AP MS LU PT FI LI PI AR SI GR PG TR VT RI RM LT FR"
    " CE BN NA AV SA AQ TE PE CH CB FG BA TA BR LE PZ MT CS CZ RC TP PA ME AG CL EN CT RG SR SS"
    " NU CA PN IS OR BI LC LO RN PO KR VV VB"
)
"""From 001, Torino, to 103, Verbano-Cusio-Ossola: as Istat numbers them."""
_DIGITS = 3


def provinces_of(codes: Iterable[str]) -> dict[str, str]:
    """The province of each Comune, where its code says it."""
    letters, found = _LETTERS.split(), {}
    for code in codes:
        number = int(code[:_DIGITS]) if code[:_DIGITS].isdigit() else 0
        if 0 < number <= len(letters):
            found[code] = letters[number - 1]
    return found
