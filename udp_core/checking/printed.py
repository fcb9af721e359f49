"""A hash printed on a dossier, proven to be a link of this history."""

from __future__ import annotations

from sqlalchemy import Engine

from udp_core.archive.changes import link_with
from udp_core.archive.engine import reading
from udp_core.archive.writer import Head
from udp_core.kernel.problem import Problem, RefusedError


def proven(engine: Engine, printed: str) -> Head:
    """Where in the chain the hash stands.

    Raises RefusedError where it is none of its links: the history is another.
    """
    with reading(engine) as connection:
        found = link_with(connection, printed)
    if found is None:
        raise RefusedError(
            [
                Problem(
                    "H01",
                    "L’impronta non appartiene a questa storia.",
                    "Controllare le cifre; se sono giuste, l’archivio non è quello da cui fu"
                    " stampata.",
                    value=printed[:64],
                )
            ]
        )
    return found
