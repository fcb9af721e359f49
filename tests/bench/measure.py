"""A measure.

What we took, what a bare baseline took in the same run, and whether the target holds.
"""

from __future__ import annotations

import gc
import json
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

PERCENTILE = 95
COLUMNS = ("misura", "nostro", "base", "rapporto", "unità", "p50", "p95", "obiettivo", "esito")


@dataclass(frozen=True, slots=True)
class Measure:
    """Samples of ours and of the baseline, in `unit`.

    `most_ratio` bounds the ratio of the medians, `most` what 95 of 100 of our samples take; None
    where there is no bound.
    """

    name: str
    unit: str
    ours: Sequence[float]
    baseline: Sequence[float]
    most_ratio: float | None = None
    most: float | None = None

    @classmethod
    def of_pairs(
        cls, name: str, unit: str, pairs: Sequence[tuple[float, float]], **bounds: float | None
    ) -> Measure:
        """Ours and the baseline, taken in turn."""
        ours, baseline = zip(*pairs, strict=True)
        return cls(name, unit, ours, baseline, **bounds)

    @property
    def p50(self) -> float:
        return statistics.median(self.ours)

    @property
    def p95(self) -> float:
        return percentile(self.ours, PERCENTILE)

    @property
    def base(self) -> float:
        return statistics.median(self.baseline)

    @property
    def ratio(self) -> float:
        return self.p50 / self.base

    @property
    def holds(self) -> bool:
        within_ratio = self.most_ratio is None or self.ratio <= self.most_ratio
        return within_ratio and (self.most is None or self.p95 <= self.most)

    @property
    def target(self) -> str:
        """The bounds in words; empty where there are none."""
        ratio = "" if self.most_ratio is None else f"≤ {self.most_ratio:g}×"
        most = "" if self.most is None else f"p95 ≤ {self.most:g} {self.unit}"
        return ", ".join(filter(None, (ratio, most)))

    @property
    def verdict(self) -> str:
        if not self.target:
            return "solo misura"
        return "raggiunto" if self.holds else "mancato"

    def as_json(self) -> str:
        figures = {"ours": self.p50, "baseline": self.base, "ratio": self.ratio}
        spread = {"p50": self.p50, "p95": self.p95}
        rounded = {key: round(value, 4) for key, value in (figures | spread).items()}
        ordered = {
            "name": self.name,
            **{key: rounded[key] for key in figures},
            "unit": self.unit,
            **{key: rounded[key] for key in spread},
        }
        return json.dumps(ordered, ensure_ascii=False)

    def as_row(self) -> tuple[str, ...]:
        figures = [f"{value:.4g}" for value in (self.p50, self.base, self.ratio)]
        return (
            self.name,
            *figures,
            self.unit,
            f"{self.p50:.4g}",
            f"{self.p95:.4g}",
            self.target,
            self.verdict,
        )


def percentile(samples: Sequence[float], share: int) -> float:
    """The nearest-rank percentile: with few samples, the slowest."""
    ordered = sorted(samples)
    return ordered[max(-(-len(ordered) * share // 100) - 1, 0)]


def seconds(work: Callable[[], object]) -> float:
    """How long `work` takes, with the collection of memory off as `timeit` has it.

    It would count what others left.
    """
    gc.collect()
    gc.disable()
    try:
        started = time.perf_counter()
        work()
        return time.perf_counter() - started
    finally:
        gc.enable()


def table(measures: Sequence[Measure]) -> str:
    """The measures under each other, columns aligned."""
    lines = [COLUMNS, *(measure.as_row() for measure in measures)]
    widths = [max(len(line[index]) for line in lines) for index in range(len(COLUMNS))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )
