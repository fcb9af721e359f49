"""The model as the browser draws it: terms, accounts, rules and every word, ready.

It knows no rule of the field.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from udp_core.kernel import italian
from udp_core.simulation.rules.evaluate import evaluate, value_of
from udp_core.simulation.rules.limits import decimals_of
from udp_core.simulation.rules.model import (
    Account,
    Model,
    ModelLever,
    ModelTerm,
    Position,
    RuleCheck,
)
from udp_core.simulation.terms import LeverOwner
from udp_core.simulation.view.levers import on_level, price_short

Payload = dict[str, Any]
_MONTHS = [italian.month(number) for number in range(1, 13)]
WORDS: Payload = {
    "title": "Leve e conseguenze",
    "search": "Cerca una leva, poi Invio",
    "reset": "Tutto come ora",
    "from": "da quale mese",
    "months": [f"da {month}" for month in _MONTHS],
    "short": [month[:3] for month in _MONTHS],
    "closed": "mese chiuso",
    "cost": "Costo",
    "more": "in più",
    "less": "in meno",
    "residue": "Residuo al 31/12",
    "rules": "Regole non rispettate",
    "curve": "Spesa cumulata e fondo, milioni di euro",
    "voci": "Voci prima (contorno) e dopo",
    "before": "com’è",
    "after": "con le leve",
    "fund": "fondo",
    "unknown": "n.d.",
    "today": "com’è: {euro}",
    "already": "di cui {n} già oggi",
    "fresh": ["{n} nuova", "{n} nuove"],
    "healed": ["{n} sanata", "{n} sanate"],
    "nobody": "Nessun altro paga di più",
    "people": "persone",
    "others": "e altre {n} leve",
    "still": "Nessuna leva mossa: differenza zero.",
    "mark": "*",
    "unverified": "* dipende da costi dimostrativi o da verificare.",
    "toVerify": "regola da verificare",
    "new": "Nuova",
    "moreRules": "e altre {n} nuove: vedere «Regole»",
    "atRest": "{n} regole non rispettate già oggi, anche senza lo scenario: vedere «Regole»",
    "noNew": "Lo scenario non rompe nessuna regola.",
    "wrong": "Scrivere un valore tra {least} e {most}.",
    "missing": "Manca il numero: scrivere un valore tra {least} e {most}.",
    "unread": (
        "«{text}» non si legge come un numero: punto per le migliaia, virgola per i decimali."
    ),
    "twoWays": (
        "«{text}» si può leggere in due modi: il punto separa le migliaia, la virgola i decimali."
        " Scrivere «{decimal}»{or}."
    ),
    "orWhole": ", oppure «{whole}»",
    "fine": "«{text}» ha troppe cifre decimali.",
    "step": (
        "«{text}» non è uno dei valori possibili: si muove di {step} alla volta, i più vicini sono"
        " {below} e {above}."
    ),
    "floor": "«{account}»: {spent} già spesi su {base}. Da qui si arriva al più a {value} {unit}.",
    "zero": (
        "«{account}» ha in programma {base}: non si toglie di più. Da qui si arriva al più a"
        " {value} {unit}."
    ),
}


ON_THE_WALL: Payload = {
    **WORDS,
    "search": "Cercare una leva, poi Invio",
    "cost": "Spesa del fondo",
    "ours": "FRNA",
    "whoPays": "Chi paga, euro in più o in meno",
    "drop": "Togliere la leva",
    "fromShort": [f"da {month[:3]}" for month in _MONTHS],
    "noLever": "Nessuna leva con queste parole.",
    "noneFresh": "Nessuna regola in più non è rispettata.",
}
"""The same words, where a room reads them."""


def on_the_wall(model: Model, position: Position, title: str) -> Payload:
    """A simulation that begins at a position, for the wall; the levers moved there come first."""
    return {
        "model": payload(model)["model"],
        "title": title,
        "note": model.title,
        "values": [float(value) for value in position.values],
        "months": list(position.months),
        "chosen": [
            lever.code
            for lever, value in zip(model.levers, position.values, strict=True)
            if value != lever.start
        ],
    }


def payload(model: Model) -> Payload:
    """Everything that does not move: numbers as the browser reckons with them."""
    moving = {term.account for term in model.terms}
    held = evaluate(model, model.present).accounts
    found: Payload = {
        "levers": [_lever(lever) for lever in model.levers],
        "calendars": [[float(weight) for weight in weights] for weights in model.calendars],
        "municipalities": list(model.municipalities),
        "accounts": [
            _account(account, place in model.costs, place == model.fund_account, place in moving)
            for place, account in enumerate(model.accounts)
        ],
        "terms": [_term(term) for term in model.terms],
        "checks": [
            {**_check(check), "before": float(value_of(model, check, model.present, held))}
            for check in model.checks
        ],
        "months": list(model.months),
        "available": model.available,
        "residue": model.residue,
        "fund": model.fund_account,
        "first": model.first_month,
    }
    return {
        "model": found,
        "words": WORDS,
        "digest": sha256(json.dumps(found, sort_keys=True).encode()).hexdigest(),
    }


def placed(position: Position, turn: int) -> Payload:
    """Where the levers stand; a new turn tells the browser to take them from here."""
    return {
        "values": [float(value) for value in position.values],
        "months": list(position.months),
        "turn": turn,
    }


def _lever(lever: ModelLever) -> Payload:
    return {
        "code": lever.code,
        "name": lever.name,
        "unit": lever.unit,
        "group": lever.group,
        "start": float(lever.start),
        "least": float(lever.least),
        "most": float(lever.most),
        "step": float(lever.step),
        "decimals": decimals_of(lever),
        "monthly": lever.monthly,
        "people": float(lever.people),
        "owner": lever.decided_by.label,
        "free": lever.decided_by is LeverOwner.DISTRICT,
        "note": lever.note,
        "kind": _kind(lever),
        "change": lever.change,
        "level": None if lever.level is None else float(lever.level),
        "onLevel": on_level(lever),
        "price": price_short(lever.price) if lever.price else "",
    }


def _kind(lever: ModelLever) -> str:
    """As what its box is read."""
    return next(
        (kind for sign, kind in (("€", "euro"), ("%", "percent")) if lever.unit.startswith(sign)),
        "number",
    )


def _account(account: Account, cost: bool, fund: bool, moves: bool) -> Payload:
    base = None if account.base is None else account.base_total
    return {
        "label": account.label,
        "payer": account.payer.label,
        "base": base,
        "cost": cost,
        "fund": fund,
        "moves": moves,
        "floor": account.floor,
        "spent": account.spent,
    }


def _term(term: ModelTerm) -> Payload:
    return {
        "account": term.account,
        "municipality": term.municipality,
        "calendar": term.calendar,
        "cents": float(term.cents),
        "levers": list(term.levers),
        "verified": term.verified,
    }


def _check(check: RuleCheck) -> Payload:
    return {
        "name": check.name,
        "level": check.level.label,
        "sentence": check.sentence,
        "remedy": check.remedy,
        "verified": check.verified,
        "constant": float(check.constant),
        "accounts": [[place, float(weight)] for place, weight in check.accounts],
        "levers": [[place, float(weight)] for place, weight in check.levers],
        "still": check.still,
        "unit": check.unit,
        "told": check.told,
        "excess": check.excess,
    }
