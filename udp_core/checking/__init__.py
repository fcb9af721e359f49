"""`udp check`: what the database holds, proved: identities, stated totals, history."""

from udp_core.checking.database import check_database
from udp_core.checking.report import CheckReport

__all__ = ["CheckReport", "check_database"]
