"""Which rows of the register of rules enter a judgement, and which are only information."""

from __future__ import annotations

from udp_core.simulation.rules.earmarked import NOT_CONVERTIBLE

QUOTA = "QUOTA"
"""The rows on what of an earmarked quota has no voce yet."""
_USED = {
    "K1": ("scenario",),
    "K2": ("eligibility", "line.", "source."),
    "K3": ("tolerance",),
    "K4": ("full_coverage", "cost."),
    "K5": ("severe_share_min", "severe.", "source."),
    "K6": ("fall_max",),
    "K7": ("cra_fee_max", "lever.", "cost."),
    "K8": ("regional_tariff",),
    "K9": (
        "isee_max",
        "added_isee_max",
        "added_hours_min",
        "disabled_isee_max",
        "voce.",
        "disabled_voce.",
        "added_lever.",
    ),
    "K11": ("occupancy",),
    "K12": ("share_max",),
    "K13": (NOT_CONVERTIBLE, "line."),
    "K14": ("one_off",),
    "K15": ("additional", "source."),
    QUOTA: ("unassigned",),
}
"""The parameters that a judgement reads; those that end with a dot are the beginning of many."""
_PLAN, _POSTS = ("K1", "approved_plan"), ("K10", "posts_order")
_WHY_NOT = {
    _PLAN: "non usata qui: vale quando una variazione si approva, insieme all’identità I17",
    _POSTS: "non usata: mancano i dati su posti autorizzati e accreditati",
}
NOT_USED = "non usata: è un’informazione, nessun giudizio la legge"
USED = "usata nel giudizio"


def is_constraint(code: str) -> bool:
    """Whether a row is of K1-K15, and not a threshold of something else."""
    return code.startswith("K") and code[1:].isdigit()


def is_judged(code: str) -> bool:
    """Whether a row is of the rules that a simulation speaks of."""
    return is_constraint(code) or code == QUOTA


def use_of(code: str, parameter: str) -> str:
    """Whether a row of K1-K15 enters a judgement, in words."""
    if any(_names(one, parameter) for one in _USED.get(code, ())):
        return USED
    return _WHY_NOT.get((code, parameter), NOT_USED)


def _names(one: str, parameter: str) -> bool:
    return parameter.startswith(one) if one.endswith(".") else parameter == one
