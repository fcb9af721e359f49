"""What must hold inside a row of a fee rule, of its users, of its service."""

from __future__ import annotations

from collections.abc import Mapping

from udp_core.kernel import italian
from udp_core.kernel.money import Money
from udp_core.kernel.problem import Problem
from udp_core.kernel.vocabulary import Payer

Values = Mapping[str, int | str | None]


def _euro(value: int | str | None) -> str:
    return italian.euro(Money(int(value))) if value is not None else "vuoto"


def band_ends(values: Values) -> Problem | None:
    """A band ends after it begins."""
    start, end = values["isee_from_cents"], values["isee_to_cents"]
    if end is None or int(end) >= int(start or 0):
        return None
    sentence = f"La fascia ISEE finisce a {_euro(end)}, prima del suo inizio ({_euro(start)})."
    return Problem("R30", sentence, "Correggere «ISEE da» o «ISEE fino a».")


def fee_or_share(values: Values) -> Problem | None:
    """A fee, or a share of a cost: one of the two, whole."""
    fee, share, cost = values["fee_cents"], values["share"], values["unit_cost_cents"]
    if fee is not None and share is not None:
        sentence = f"La fascia ha sia una tariffa ({_euro(fee)}) sia una quota del costo."
        return Problem("R31", sentence, "Lasciare la tariffa oppure la quota.")
    if fee is None and share is None:
        sentence = "La fascia non ha né una tariffa né una quota del costo."
        return Problem("R31", sentence, "Scrivere la tariffa (anche 0,00) oppure la quota.")
    if share is not None and cost is None:
        sentence = "La fascia ha una quota del costo, ma non il costo dell’unità."
        return Problem("R31", sentence, "Scrivere il costo dell’unità di cui si paga la quota.")
    return None


def growing_fee(values: Values) -> Problem | None:
    """A fee that grows does so from a fee, inside a band that ends."""
    last = values["fee_to_cents"]
    if last is None or None not in {values["fee_cents"], values["isee_to_cents"]}:
        return None
    sentence = f"La tariffa a fine fascia ({_euro(last)}) non ha da dove partire o dove finire."
    return Problem("R32", sentence, "Scrivere la tariffa e «ISEE fino a», o toglierla.")


def mean_inside(values: Values) -> Problem | None:
    """The mean ISEE of a band is inside it."""
    start, end, mean = (values[f"isee_{one}_cents"] for one in ("from", "to", "mean"))
    if int(start or 0) <= int(mean or 0) and (end is None or int(mean or 0) <= int(end)):
        return None
    sentence = f"L’ISEE medio ({_euro(mean)}) è fuori dalla sua fascia, da {_euro(start)} a"
    return Problem("R33", f"{sentence} {_euro(end)}.", "Correggere la fascia o la media.")


def payer_of_rest(values: Values) -> Problem | None:
    """What the user does not pay is borne by the fund or by the Comune."""
    if values["payer"] in {Payer.FRNA.value, Payer.MUNICIPALITY.value}:
        return None
    sentence = "Ciò che l’utente non paga lo paga il FRNA o il Comune."
    return Problem("R34", sentence, "Scegliere «FRNA» o «Comune».", value=str(values["payer"]))
