"""I1-I5 and I16.

The chain from appropriation to payment, where the books are financial (DOMAIN.md 7.1).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from udp_core.fund.rules.identities.breach import (
    Amount,
    Breach,
    must_equal,
    must_not_be_negative,
    must_not_exceed,
)
from udp_core.kernel.money import ZERO, Money, total
from udp_core.kernel.vocabulary import AccountingRegime


@dataclass(frozen=True, slots=True)
class Reservation:
    """Money set apart during a procedure.

    It lapses at year end if it does not become a commitment.
    """

    amount: Money
    lapsed: bool = False


@dataclass(frozen=True, slots=True)
class Commitment:
    """A commitment and what followed from it: liquidated, ordered, paid."""

    place: str
    amount: Money
    liquidated: tuple[Money, ...] = ()
    ordered: tuple[Money, ...] = ()
    paid: tuple[Money, ...] = ()


@dataclass(frozen=True, slots=True)
class Saving:
    """What was not committed of an appropriation at year end, and the surplus it was booked to."""

    appropriation: Money
    committed: Money
    earmarked: bool
    free_surplus: Money = ZERO
    earmarked_surplus: Money = ZERO


def i1_appropriation(
    place: str, initial: Money, variations: Iterable[Money], current: Money
) -> tuple[Breach, ...]:
    """I1: the current appropriation is the initial one plus the variations."""
    return must_equal(
        "I1",
        place,
        Amount("lo stanziamento assestato", current),
        Amount("lo stanziamento iniziale con le variazioni", initial + total(variations)),
        "Registrare la variazione che manca, con il suo atto, per {amount} o correggere lo"
        " stanziamento assestato.",
    )


def i2_commitments_within_appropriation(
    place: str, current: Money, reservations: Iterable[Reservation], commitments: Iterable[Money]
) -> tuple[Breach, ...]:
    """I2.

    Reservations that have not lapsed and commitments stay within the current appropriation.
    """
    reserved = (one.amount for one in reservations if not one.lapsed)
    return must_not_exceed(
        "I2",
        place,
        Amount("il totale prenotato e impegnato", total(chain(reserved, commitments))),
        Amount("lo stanziamento assestato", current),
        "Ridurre prenotazioni o impegni di {amount} oppure deliberare prima una variazione.",
    )


def i3_phases_in_order(commitment: Commitment) -> tuple[Breach, ...]:
    """I3: liquidated stays within committed, ordered within liquidated, paid within ordered."""
    phases = (
        Amount("l’impegnato", commitment.amount),
        Amount("il liquidato", total(commitment.liquidated)),
        Amount("l’ordinato", total(commitment.ordered)),
        Amount("il pagato", total(commitment.paid)),
    )
    steps = zip(phases[1:], phases[:-1], strict=True)
    remedy = "Verificare le registrazioni: {amount} non hanno la fase che li precede."
    return tuple(
        chain.from_iterable(
            must_not_exceed("I3", commitment.place, *step, remedy) for step in steps
        )
    )


def i4_payable_residual(
    place: str, committed: Money, paid: Money, written_off: Money, residual: Money
) -> tuple[Breach, ...]:
    """I4.

    On 31 December what is still to be paid is committed less paid, less what was written off; never
    negative.
    """
    expected = Amount("l’impegnato meno il pagato e l’eliminato", committed - paid - written_off)
    found = Amount("il residuo passivo", residual)
    wrong = must_equal(
        "I4", place, found, expected, "Riaccertare il residuo: correggerlo di {amount}."
    )
    return wrong or must_not_be_negative(
        "I4", place, found, "Togliere i pagamenti oltre l’impegno, per {amount}."
    )


def i5_saving(place: str, saving: Saving) -> tuple[Breach, ...]:
    """I5: what is not committed goes whole into the surplus.

    Earmarked if its source was, else free.
    """
    expected = saving.appropriation - saving.committed
    free, earmarked = (ZERO, expected) if saving.earmarked else (expected, ZERO)
    kept = Amount("la parte che spetta all’avanzo vincolato", earmarked)
    loose = Amount("la parte che spetta all’avanzo libero", free)
    remedy = "Portare nell’avanzo giusto {amount}: le fonti vincolate tengono la loro destinazione."
    return (
        *must_equal(
            "I5", place, Amount("l’avanzo vincolato", saving.earmarked_surplus), kept, remedy
        ),
        *must_equal("I5", place, Amount("l’avanzo libero", saving.free_surplus), loose, remedy),
    )


def i16_reported(
    place: str, regime: AccountingRegime, reported: Money, paid: Money, used: Money
) -> tuple[Breach, ...]:
    """I16: what is reported to the funder was paid (financial books) or used (accrual books)."""
    is_financial = regime is AccountingRegime.FINANCIAL
    limit = Amount("il pagato", paid) if is_financial else Amount("l’utilizzato", used)
    remedy = "Ridurre il rendicontato di {amount} o registrare la spesa che manca."
    return must_not_exceed("I16", place, Amount("il rendicontato", reported), limit, remedy)
