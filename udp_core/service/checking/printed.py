"""A hash printed on a dossier, proven to be a link of this history."""

from __future__ import annotations

from sqlalchemy import Engine

from udp_core.problem import Problem, RefusedError
from udp_core.store.chain import Head
from udp_core.store.engine import reading
from udp_core.store.queries.changes import link_with


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
