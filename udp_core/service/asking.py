"""Who asks for a change, when, in which role and why: the part that every command shares."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from udp_core.problem import Problem, RefusedError
from udp_core.store.chain import RequestHeader

LONGEST_REASON = 1000
PROGRAMME = "udp"
"""The author recorded when the program itself loads what it ships with."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: its id is made once by whoever asks, so that asking twice does it once."""

    request_id: str
    author: str
    role: str
    reason: str
    at: datetime
    session: str = field(default="", repr=False)
    """The hash kept of the sign-in by which a browser asks.

    It must still hold when the rows are written.
    """

    def header(self, command: str) -> RequestHeader:
        """What history keeps of the request.

        Raises RefusedError without a reason or without a zone in the moment.
        """
        if not self.reason.strip() or len(self.reason) > LONGEST_REASON:
            raise RefusedError(
                [
                    Problem(
                        "A01",
                        "Manca il motivo della modifica, o è troppo lungo.",
                        f"Scrivere perché, in non più di {LONGEST_REASON} caratteri.",
                    )
                ]
            )
        if self.at.tzinfo is None:
            message = "the moment of a request needs its zone"
            raise ValueError(message)
        moment = self.at.astimezone(UTC).isoformat(timespec="milliseconds")
        return RequestHeader(
            self.request_id,
            moment,
            self.author,
            self.role,
            command,
            self.reason.strip(),
            self.session,
        )
