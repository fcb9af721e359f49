"""Charts already drawn.

The same figures give the same picture, and drawing it costs more than finding it again.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, TypeVar, cast

from udp_core.render.chart import Chart
from udp_core.render.legible import legible
from udp_core.render.stamp import Stamp

MOST_KEPT = 128
_ANY_MOMENT = datetime(1, 1, 1, tzinfo=UTC)
C = TypeVar("C", bound=Chart | None)


def drawn(make: Callable[..., C], *figures: Hashable, stamp: Stamp) -> C:
    """What `make(*figures, stamp)` draws, legible, kept for whoever asks the same of the same
    figures.

    `figures` are frozen values; the answer carries this stamp, with its own moment.
    """
    chart = _drawn(make, figures, replace(stamp, made_at=_ANY_MOMENT))
    return cast("C", replace(chart, stamp=stamp) if chart else None)


@lru_cache(maxsize=MOST_KEPT)
def _drawn(
    make: Callable[..., Chart | None], figures: tuple[Any, ...], stamp: Stamp
) -> Chart | None:
    chart = make(*figures, stamp)
    if chart:
        legible(chart.figure)
    return chart
