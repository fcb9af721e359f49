"""The identities I1-I18 of DOMAIN.md 7.2: each written once, each answering its breaches (none: it
holds).
"""

from udp_core.fund.rules.identities.accounting import (
    Commitment,
    Reservation,
    Saving,
    i1_appropriation,
    i2_commitments_within_appropriation,
    i3_phases_in_order,
    i4_payable_residual,
    i5_saving,
    i16_reported,
)
from udp_core.fund.rules.identities.breach import Breach, Figure
from udp_core.fund.rules.identities.catalogue import IDENTITIES, Identity
from udp_core.fund.rules.identities.fund import (
    ToFinance,
    i6_available,
    i7_carry_over,
    i8_use_rates,
    i9_residue_consumption,
    i14_source_ledger,
    i15_forecast,
    i17_programmed,
)
from udp_core.fund.rules.identities.ledger import (
    i10_voci_and_areas,
    i11_cross_cutting,
    i18_district_total,
)
from udp_core.fund.rules.identities.programme import (
    FundingPart,
    SchedaFunding,
    ServiceCost,
    i12_unit_cost,
    i13_scheda_funding,
    i13_source_ceilings,
)

__all__ = [
    "IDENTITIES",
    "Breach",
    "Commitment",
    "Figure",
    "FundingPart",
    "Identity",
    "Reservation",
    "Saving",
    "SchedaFunding",
    "ServiceCost",
    "ToFinance",
    "i1_appropriation",
    "i2_commitments_within_appropriation",
    "i3_phases_in_order",
    "i4_payable_residual",
    "i5_saving",
    "i6_available",
    "i7_carry_over",
    "i8_use_rates",
    "i9_residue_consumption",
    "i10_voci_and_areas",
    "i11_cross_cutting",
    "i12_unit_cost",
    "i13_scheda_funding",
    "i13_source_ceilings",
    "i14_source_ledger",
    "i15_forecast",
    "i16_reported",
    "i17_programmed",
    "i18_district_total",
]
