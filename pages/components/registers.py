"""The registers, as the screens list and call them."""

from __future__ import annotations

from udp_core.model.registry import BY_NAME

REGISTERS = (
    "frna_entry",
    "activity_measure",
    "measurement",
    "intervention",
    "action",
    "intervention_funding",
    "intervention_partner",
    "intervention_sector",
    "intervention_act",
    "intervention_area_link",
    "indicator_link",
    "plan",
    "annual_programme",
    "fund_year",
    "allocation",
    "variation",
    "carry_over",
    "cofinancing",
    "returned_fund",
    "cross_cutting_share",
    "frna_voce",
    "unit_cost",
    "indicator",
    "target",
    "population",
    "municipality",
    "district",
    "organisation",
    "governing_body",
    "act",
    "funding_source",
    "intervention_area",
    "body_rule",
    "member",
    "staff_position",
    "project",
    "project_phase",
    "project_funding",
    "rule_set",
    "rule",
)
"""In the order in which they are used."""


def register_name(table: str) -> str:
    """A register as the list of registers calls it: «Anni dei fondi»."""
    labels = BY_NAME[table].labels
    return labels[:1].upper() + labels[1:]
