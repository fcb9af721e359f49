"""What may be said once of a whole file, where no column says it.

Whose it is, of which period, of which source.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from udp_core.archive.entity import specs
from udp_core.imports.file_kinds import ENTITY
from udp_core.imports.known import EVERYONE, WHOLE_DISTRICT, KnownNames
from udp_core.imports.periods import PERIODS
from udp_core.imports.questions import ChosenAnswer
from udp_core.kernel.vocabulary import ImportKind

_OF_FIGURES = frozenset({ImportKind.FRNA_MONITORING, ImportKind.ACTIVITY})


def constants(
    kind: ImportKind,
    columns: Collection[str],
    known: Mapping[str, KnownNames],
    comuni: Sequence[str],
    *,
    whole: bool,
) -> dict[str, tuple[ChosenAnswer, ...]]:
    """By field, what may be said.

    `comuni` are those of who imports, `whole` where the district is theirs too.
    """
    fields = specs(ENTITY[kind])
    found: dict[str, tuple[ChosenAnswer, ...]] = {}
    if "municipality_id" in fields and kind is not ImportKind.SCHEDE:
        district = [ChosenAnswer(WHOLE_DISTRICT, EVERYONE)]
        own = whole and not fields["municipality_id"].required
        found["municipality_id"] = (
            *(ChosenAnswer(name, name) for name in comuni),
            *(district if own else ()),
        )
    if kind in _OF_FIGURES:
        found["period_no"] = tuple(ChosenAnswer(one.words, one.words) for one in PERIODS)
    if "source_id" in fields:
        names = known["source_id"].names
        found["source_id"] = tuple(ChosenAnswer(code, name) for code, name in names.items())
    return {name: answers for name, answers in found.items() if name not in columns}
