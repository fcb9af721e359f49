"""Words of the requests."""

from __future__ import annotations

from udp_core.kernel.vocabulary import Term


class RequestState(Term):
    """Whether a request still stands."""

    OPEN = "open", "aperta"
    WITHDRAWN = "withdrawn", "ritirata"
