"""The collector of memory, told what the server is like.

Much that lives as long as it does, and long lists of rows.
"""

from __future__ import annotations

import gc

YOUNG, MIDDLE, OLD = 50_000, 20, 50
"""Objects made before a collection, and how many collections of one age before one of the next.

The usual 700 looks at
a file of 20,000 rows hundreds of times while it is being read."""


def settle() -> None:
    """Once everything is loaded: what is there stays, and is left out of every later collection."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
