"""Stated totals.

Published tables do not always add up, and the same figure is not always stated the same way.

Checks are data (the descriptor of the reference package, `udp.statedTotals`). A difference is never
corrected: it
comes out as a `Discrepancy` with both figures. A difference that the precision of the printed
figures can explain
comes out too, and says so.
"""

from udp_core.sources.rules.checks import Discrepancy, StatedTotal, compared, evaluate
from udp_core.sources.rules.descriptor import parse_checks
from udp_core.sources.rules.figures import Tables

__all__ = ["Discrepancy", "StatedTotal", "Tables", "compared", "evaluate", "parse_checks"]
