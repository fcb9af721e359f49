"""I12 and I13: the cost of a service and the funding of the schede."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from udp_core.fund.rules.identities.breach import Amount, Breach, must_equal, must_not_exceed
from udp_core.kernel.money import ZERO, Money, total
from udp_core.kernel.vocabulary import SourceKind


@dataclass(frozen=True, slots=True)
class ServiceCost:
    """What one unit of an accredited service costs and who pays it.

    Health reimbursements stay outside.
    """

    reference_cost: Money
    frna_share: Money
    fee: Money
    user_part: Money
    municipality_part: Money


@dataclass(frozen=True, slots=True)
class FundingPart:
    """Money of a source for a scheda.

    `municipality` is the Comune whose money it is, where it is a Comune's.
    """

    source: str
    kind: SourceKind
    amount: Money
    municipality: str | None = None


@dataclass(frozen=True, slots=True)
class SchedaFunding:
    """A scheda, who pays for it, and what it states of itself.

    Its cost and its Comuni column (None: not stated).
    """

    place: str
    parts: tuple[FundingPart, ...]
    stated_cost: Money | None = None
    stated_municipalities: Money | None = None


def i12_unit_cost(place: str, cost: ServiceCost) -> tuple[Breach, ...]:
    """I12: the reference cost is the FRNA share and the fee.

    The fee is the user's part and the Comune's.
    """
    return (
        *must_equal(
            "I12",
            place,
            Amount("il costo di riferimento", cost.reference_cost),
            Amount("la somma di quota FRNA e retta", cost.frna_share + cost.fee),
            "Correggere la quota o la retta di {amount}; i rimborsi sanitari restano fuori.",
        ),
        *must_equal(
            "I12",
            place,
            Amount("la retta", cost.fee),
            Amount(
                "la somma di quota utente e quota Comune", cost.user_part + cost.municipality_part
            ),
            "Ripartire tra utente e Comune {amount}.",
        ),
    )


def i13_scheda_funding(scheda: SchedaFunding) -> tuple[Breach, ...]:
    """I13, within a scheda: its sources add up to its cost, the single Comuni to the Comuni column.

    A cost that is not stated is the sum of the sources; a column that is not stated is all the
    money of Comuni, so
    that money of no named Comune breaches.
    """
    paid = total(part.amount for part in scheda.parts)
    of_comuni = [part for part in scheda.parts if part.kind is SourceKind.MUNICIPALITY]
    named = total(part.amount for part in of_comuni if part.municipality is not None)
    column = total(part.amount for part in of_comuni)
    return (
        *must_equal(
            "I13",
            scheda.place,
            Amount("la somma delle fonti", paid),
            Amount(
                "il costo della scheda", paid if scheda.stated_cost is None else scheda.stated_cost
            ),
            "Indicare la fonte o correggere il costo per {amount}.",
        ),
        *must_equal(
            "I13",
            scheda.place,
            Amount("la somma dei singoli Comuni", named),
            Amount(
                "la colonna Comuni",
                column if scheda.stated_municipalities is None else scheda.stated_municipalities,
            ),
            "Attribuire a un Comune o togliere {amount}.",
        ),
    )


def i13_source_ceilings(
    place: str, schede: Iterable[SchedaFunding], ceilings: Mapping[str, Money]
) -> tuple[Breach, ...]:
    """I13, over all schede: a source pays no more than what is programmed for it.

    Without a ceiling it is not limited.
    """
    asked: defaultdict[str, Money] = defaultdict(lambda: ZERO)
    for part in chain.from_iterable(scheda.parts for scheda in schede):
        asked[part.source] += part.amount
    found = (
        must_not_exceed(
            "I13",
            place,
            Amount(f"l’importo chiesto dalle schede alla fonte {source}", asked[source]),
            Amount("il suo programmato", ceiling),
            "Ridurre le schede di {amount} o spostarle su un’altra fonte.",
        )
        for source, ceiling in ceilings.items()
    )
    return tuple(chain.from_iterable(found))
