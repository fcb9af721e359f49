"""The closed lists of the funds: how far the preventivo of a year has come."""

from __future__ import annotations

from udp_core.kernel.vocabulary import Term


class BudgetState(Term):
    """Life of the preventivo of a fund in a year."""

    DRAFT = "draft", "bozza"
    AGREED = "agreed", "concordato"
    APPROVED = "approved", "approvato"
