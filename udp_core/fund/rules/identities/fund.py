"""I6-I9, I14, I15, I17: what a fund has, what it uses and what it leaves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain

from udp_core.fund.rules.equilibrium import FundPosition
from udp_core.fund.rules.identities.breach import (
    Amount,
    Breach,
    Said,
    must_equal,
    must_not_be_negative,
    must_not_exceed,
)
from udp_core.kernel.italian import euro
from udp_core.kernel.money import ZERO, Money, round_half_up, total

PERCENT = 100


@dataclass(frozen=True, slots=True)
class ToFinance:
    """An explicit line «da finanziare» of a programme.

    How much, and who will find the money (empty: nobody yet).
    """

    amount: Money
    owner: str


def i6_available(place: str, position: FundPosition, stated: Money) -> tuple[Breach, ...]:
    """I6: the available is assigned, carried in, variations and co-financing."""
    return must_equal(
        "I6",
        place,
        Amount("il disponibile dichiarato", stated),
        Amount(
            "la somma di assegnato, trascinato, variazioni e cofinanziamenti", position.available
        ),
        "Cercare la quota, la variazione o il trascinamento che spiega {amount}.",
    )


def i7_carry_over(
    place: str, closed: FundPosition, carried: Money, deficit: Money = ZERO
) -> tuple[Breach, ...]:
    """I7: the next year is brought what the closed one leaves.

    A deficit is to be covered, never stored as carry.

    `carried` is the final carry-over into the next year, `deficit` what is declared as «disavanzo
    da coprire».
    """
    left = closed.remaining
    return (
        *must_equal(
            "I7",
            place,
            Amount("il trascinamento nell’anno dopo", carried),
            Amount("il residuo (disponibile meno utilizzato e restituito)", max(ZERO, left)),
            "Correggere il trascinamento di {amount}: un residuo negativo è un disavanzo da"
            " coprire.",
        ),
        *must_equal(
            "I7",
            place,
            Amount("il disavanzo da coprire dichiarato", deficit),
            Amount("quello che risulta dai conti", max(ZERO, -left)),
            "Iscrivere come «disavanzo da coprire» {amount} in più o in meno e indicare chi lo"
            " copre.",
        ),
    )


def i8_use_rates(
    place: str,
    position: FundPosition,
    of_assigned: Fraction | None,
    of_available: Fraction | None,
    decimals: int = 2,
) -> tuple[Breach, ...]:
    """I8: the stated rates are used over assigned and over available, which is at most 1.

    Compared to `decimals` of a percent. A rate on nothing is undefined: it is stated as None.
    """
    remedy = "Ricalcolare il tasso dai due totali, o lasciarlo vuoto dove il totale è zero."
    exact = (position.use_rate_assigned, position.use_rate_available)
    names = (("sull’assegnato", "l’assegnato"), ("sul disponibile", "il disponibile"))
    rates = zip(names, (of_assigned, of_available), exact, strict=True)
    return (
        *chain.from_iterable(
            must_equal(
                "I8",
                place,
                Said(f"il tasso dichiarato {on_base}", _printed(stated, decimals)),
                Said(f"l’utilizzato diviso per {base}", _printed(rate, decimals)),
                remedy,
            )
            for (on_base, base), stated, rate in rates
        ),
        *must_not_exceed(
            "I8",
            place,
            Amount("l’utilizzato", position.used),
            Amount("il disponibile", position.available),
            "Indicare chi copre {amount} o correggere l’utilizzato.",
        ),
    )


def _printed(rate: Fraction | None, decimals: int) -> Fraction | None:
    if rate is None:
        return None
    scale = PERCENT * 10**decimals
    return Fraction(round_half_up(rate * scale), scale)


def i9_residue_consumption(place: str, position: FundPosition, stated: Money) -> tuple[Breach, ...]:
    """I9.

    What was drawn from residues is what was used beyond the assigned, and no less than zero.
    """
    return must_equal(
        "I9",
        place,
        Amount("il prelievo dai residui dichiarato", stated),
        Amount("l’utilizzato oltre l’assegnato", position.residue_consumption),
        "Correggere il prelievo di {amount} o i totali da cui deriva.",
    )


def i14_source_ledger(
    place: str, paid: Mapping[str, Money], available: Mapping[str, Money]
) -> tuple[Breach, ...]:
    """I14: over all voci, a source pays no more than it has.

    A source that is not in `available` has no fund.
    """
    found = (
        _paid_within(place, source, amount, available.get(source))
        for source, amount in paid.items()
    )
    return tuple(chain.from_iterable(found))


def _paid_within(
    place: str, source: str, paid: Money, available: Money | None
) -> tuple[Breach, ...]:
    if available is None:
        told = f"La fonte {source} paga {euro(paid)}, ma il suo disponibile manca."
        return (
            Breach(
                "I14", place, None, paid, told, f"Registrare le assegnazioni della fonte {source}."
            ),
        )
    return must_not_exceed(
        "I14",
        place,
        Amount(f"l’importo pagato dalla fonte {source}", paid),
        Amount("il suo disponibile", available),
        "Spostare {amount} su un’altra fonte o registrare le entrate che mancano.",
    )


def i15_forecast(
    place: str, used: Money, expected_rest: Money, forecast: Money
) -> tuple[Breach, ...]:
    """I15.

    The forecast is what is used plus what is still expected, and what is expected is not negative.
    """
    return (
        *must_equal(
            "I15",
            place,
            Amount("la previsione", forecast),
            Amount("l’utilizzato più il resto atteso", used + expected_rest),
            "Correggere la previsione di {amount}.",
        ),
        *must_not_be_negative(
            "I15",
            place,
            Amount("il resto atteso", expected_rest),
            "Alzare la previsione di {amount}: non può stare sotto l’utilizzato.",
        ),
    )


def i17_programmed(
    place: str,
    programmed: Money,
    available: Money,
    lines: Iterable[ToFinance] = (),
    *,
    approved: bool = False,
) -> tuple[Breach, ...]:
    """I17, said of a preventivo that is `approved` already as of what K1 forbids.

    The programmed stays within the available, or what exceeds it stands in lines «da finanziare»
    with an owner.

    A line without an owner covers nothing.
    """
    owned = total(line.amount for line in lines if line.owner.strip())
    name = "il disponibile con quanto altri finanziano" if owned else "il disponibile"
    return must_not_exceed(
        "I17",
        place,
        Amount("il preventivo approvato" if approved else "il programmato", programmed),
        Amount(name, available + owned),
        "Ridurre le voci di {amount} o indicare chi finanzia la differenza.",
    )
