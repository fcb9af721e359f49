"""The model as the browser draws it: terms, accounts, rules and every word, ready; it knows no rule of the field."""

from __future__ import annotations

import json
from fractions import Fraction
from hashlib import sha256
from typing import Any

from udp_core import italian
from udp_core.domain.simulation.evaluate import evaluate, value_of
from udp_core.domain.simulation.model import Account, Check, Lever, Model, Position, Term
from udp_core.simulation_vocabulary import LeverOwner

Payload = dict[str, Any]
_MONTHS = [italian.month(number) for number in range(1, 13)]
WORDS: Payload = {
    "title": "Leve e conseguenze", "search": "Cerca una leva", "reset": "Tutto come ora", "from": "da quale mese",
    "months": [f"da {month}" for month in _MONTHS], "short": [month[:3] for month in _MONTHS],
    "cost": "Costo in più", "residue": "Residuo al 31/12", "rules": "Regole non rispettate",
    "curve": "Spesa cumulata e fondo, milioni di euro", "voci": "Voci prima (contorno) e dopo", "before": "com’è", "after": "con le leve", "fund": "fondo",
    "wrong": "Scrivere un valore tra {least} e {most}.", "unknown": "n.d.", "today": "com’è: {euro}", "already": "di cui {n} già oggi",
    "nobody": "Nessun altro paga di più", "people": "persone", "since": "", "others": "e altre {n} leve", "still": "Nessuna leva mossa: differenza zero.",
    "mark": "*", "unverified": "* dipende da costi dimostrativi o da verificare.", "by": "per {n}", "toVerify": "regola da verificare",
    "fresh": "Nuova", "old": "Già oggi", "more": "e altre {n}: vedere «Regole»",
}  # fmt: skip


def payload(model: Model) -> Payload:
    """Everything that does not move: numbers as the browser reckons with them."""
    moving = {term.account for term in model.terms}
    held = evaluate(model, model.present).accounts
    found: Payload = {
        "levers": [_lever(lever) for lever in model.levers],
        "calendars": [[float(weight) for weight in weights] for weights in model.calendars],
        "municipalities": list(model.municipalities),
        "accounts": [_account(account, place in model.costs, place == model.fund_account, place in moving) for place, account in enumerate(model.accounts)],
        "terms": [_term(term) for term in model.terms],
        "checks": [{**_check(check), "before": float(value_of(model, check, model.present, held))} for check in model.checks],
        "months": list(model.months), "available": model.available, "residue": model.residue, "fund": model.fund_account,
    }  # fmt: skip
    return {"model": found, "words": WORDS, "digest": sha256(json.dumps(found, sort_keys=True).encode()).hexdigest()}


def placed(position: Position, turn: int) -> Payload:
    """Where the levers stand; a new turn tells the browser to take them from here."""
    return {"values": [float(value) for value in position.values], "months": list(position.months), "turn": turn}


def _lever(lever: Lever) -> Payload:
    return {
        "code": lever.code, "name": lever.name, "unit": lever.unit, "group": lever.group, "start": float(lever.start), "least": float(lever.least),
        "most": float(lever.most), "step": float(lever.step), "decimals": _decimals(lever.step), "monthly": lever.monthly, "people": float(lever.people),
        "owner": lever.decided_by.label, "free": lever.decided_by is LeverOwner.DISTRICT, "note": lever.note,
    }  # fmt: skip


def _decimals(step: Fraction) -> int:
    """Decimals that a value on a step may have."""
    return next((number for number in range(4) if (step * 10**number).denominator == 1), 3)


def _account(account: Account, cost: bool, fund: bool, moves: bool) -> Payload:
    return {"label": account.label, "payer": account.payer.label, "base": None if account.base is None else account.base_total, "cost": cost, "fund": fund, "moves": moves}


def _term(term: Term) -> Payload:
    return {"account": term.account, "municipality": term.municipality, "calendar": term.calendar, "cents": float(term.cents), "levers": list(term.levers), "verified": term.verified}


def _check(check: Check) -> Payload:
    return {
        "name": check.name, "level": check.level.label, "sentence": check.sentence, "remedy": check.remedy, "verified": check.verified, "constant": float(check.constant),
        "accounts": [[place, float(weight)] for place, weight in check.accounts], "levers": [[place, float(weight)] for place, weight in check.levers],
        "still": check.still, "unit": check.unit, "told": check.told, "excess": check.excess,
    }  # fmt: skip
