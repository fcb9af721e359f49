"""Residents in columns, one a band of age («0-17», «65+», «Totale»)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from udp_core.imports.columns import Columns
from udp_core.imports.file_kinds import AGE
from udp_core.imports.known import term_of
from udp_core.kernel.vocabulary import AgeBand, ImportKind

_ASIDE = re.compile(
    r"\((?:in )?(?:migliaia|anni|residenti|abitanti|persone|n\.?|v\.? ?a\.?|valori assoluti)\)",
    re.IGNORECASE,
)
"""What a heading says of its figures and not of whom they are."""
_OF_A_ROW = frozenset({"age_band", AGE})
"""Fields by which each row says the band, or the age, of its figure."""


def bands_over(columns: Columns) -> Mapping[int, str]:
    """The band of each column that is of one, where no column says the band of the rows.

    «Totale» is one of them only beside others: alone it is the figure of a row.
    """
    fields = {one: columns.fields(one) for one in columns.all}
    said = {name for one, names in fields.items() if not columns.is_empty(one) for name in names}
    if columns.kind is not ImportKind.POPULATION or said & _OF_A_ROW:
        return {}
    found = {one: band for one in columns.all if (band := _band_of(columns, one))}
    if not set(found.values()) - {AgeBand.TOTAL.value}:
        return {}
    totals = {one: AgeBand.TOTAL.value for one, names in fields.items() if "residents" in names}
    return totals | found


def _band_of(columns: Columns, column: int) -> str | None:
    """The band over a column: of its headings, one that is no total decides."""
    words = [_ASIDE.sub("", said) for said in columns.words(column)]
    bands = [term_of(AgeBand, said) for said in words if said]
    own = next((one for one in bands if one and one != AgeBand.TOTAL.value), None)
    return own or next(filter(None, bands), None)
