"""The whole check of a database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import chain
from typing import TypeVar

from sqlalchemy import Connection, Engine

from udp_core.archive.engine import reading
from udp_core.archive.entity import Image, id_of
from udp_core.archive.images import digest, read_all
from udp_core.archive.replay import alterations
from udp_core.archive.writer import head
from udp_core.checking.earmarked import CODE, TITLE, check_earmarked
from udp_core.checking.outside import outside_the_chain
from udp_core.checking.report import CheckReport, IdentityResult
from udp_core.files.descriptor import read_json
from udp_core.fund.report.ledger_checks import check_funds, fund_facts
from udp_core.fund.report.programme_checks import check_programmes, scheda_problems
from udp_core.fund.rules.identities import IDENTITIES, Breach
from udp_core.kernel.problem import Problem
from udp_core.packages.exporting import content_rows
from udp_core.packages.packages import REFERENCE
from udp_core.packages.published import derived_from_published
from udp_core.sources.entities import PublishedDiscrepancy
from udp_core.sources.report import sources_report
from udp_core.writing.fee_bands import every_broken_band
from udp_core.writing.foreign import every_foreign_reference
from udp_core.writing.whole_rules import every_broken_whole

T = TypeVar("T")
NO_WORDS: tuple[str, ...] = ()
_NOT_ASKED = {
    **dict.fromkeys(
        ("I1", "I2", "I3", "I4", "I5"), "non si applica: nessun capitolo di bilancio registrato"
    ),
    "I16": "non si applica: nessun rendicontato registrato",
    "I8": "vale per costruzione: i tassi non si registrano, si calcolano",
    "I9": "vale per costruzione: il consumo dei residui si calcola",
}


def check_database(engine: Engine) -> CheckReport:
    """Digest, identities, rules of the schede, stated totals and history of everything stored,
    in one consistent reading.
    """
    with reading(engine) as connection:
        found = tuple(alterations(connection))
        parts = _Parts(is_altered=bool(found))
        nothing: tuple[tuple[IdentityResult, ...], tuple[Breach, ...]] = ((), ())
        identities, breaches = parts.of("identità", _check_identities, connection, nothing)
        return CheckReport(
            digest=digest(content_rows(connection)),
            head=head(connection),
            identities=identities,
            identity_breaches=breaches,
            scheda_problems=parts.of("regole delle righe", _broken_rules, connection, ()),
            alterations=found,
            unrecorded=parts.of("totali dichiarati", _unrecorded, connection, NO_WORDS),
            outside=(
                *parts.of(
                    "ciò che sta fuori dalla storia",
                    lambda one: tuple(outside_the_chain(engine, one)),
                    connection,
                    NO_WORDS,
                ),
                *parts.unread,
            ),
            discrepancies=parts.of(
                "fonti pubblicate", lambda one: sources_report(one).discrepancies, connection, ()
            ),
        )


@dataclass(slots=True)
class _Parts:
    """Parts of the check: where rows were altered, one that no longer reads them is told and the
    others go on.
    """

    is_altered: bool
    unread: list[str] = field(default_factory=list)

    def of(
        self, what: str, part: Callable[[Connection], T], connection: Connection, instead: T
    ) -> T:
        """What the part finds; `instead` where an altered row keeps it from finding anything."""
        try:
            return part(connection)
        except (ValueError, LookupError, TypeError):
            if not self.is_altered:
                raise
            self.unread.append(
                f"Non si controllano: {what}. Una delle righe alterate non si legge più."
                " Ripristinare una copia verificata."
            )
            return instead


def _broken_rules(connection: Connection) -> tuple[Problem, ...]:
    return (
        *scheda_problems(connection),
        *every_broken_whole(connection),
        *every_broken_band(connection),
        *every_foreign_reference(connection),
    )


def _check_identities(
    connection: Connection,
) -> tuple[tuple[IdentityResult, ...], tuple[Breach, ...]]:
    funds = fund_facts(connection)
    found = list(
        chain(
            check_funds(connection, funds),
            check_programmes(connection, funds),
            check_earmarked(connection, funds),
        )
    )
    asked = Counter(code for code, _ in found)
    results = tuple(
        IdentityResult(code, identity.title_it, asked[code], _NOT_ASKED.get(code, ""))
        for code, identity in IDENTITIES.items()
    )
    results = (*results, IdentityResult(CODE, TITLE, asked[CODE]))
    return results, tuple(breach for _, breaches in found for breach in breaches)


def _unrecorded(connection: Connection) -> tuple[str, ...]:
    """Discrepancies stored otherwise than they compute from the published rows."""
    stored = {row_id: image for row_id, _, image in read_all(connection, PublishedDiscrepancy)}
    computed: dict[str, Image] = {}
    for batch in derived_from_published(read_json(REFERENCE), connection):
        if batch.entity is PublishedDiscrepancy:
            computed = {id_of(PublishedDiscrepancy, image): image for _, image in batch.rows}
    different = sorted(
        row_id
        for row_id in stored.keys() | computed.keys()
        if stored.get(row_id) != computed.get(row_id)
    )
    return tuple(
        f"La discrepanza {row_id} è registrata in modo diverso da come si calcola. Ricaricare i"
        " dati di riferimento con «udp init»."
        for row_id in different
    )
