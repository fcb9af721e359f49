"""Long work that may be left running.

Begun once, looked at whenever, its result kept until it is taken.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock, Thread
from typing import Generic, TypeVar

from udp_core.kernel.problem import Problem, RefusedError

T = TypeVar("T")
Progress = Callable[[float, str], None]
"""How far (0-1), and at what."""
log = logging.getLogger("udp")
MOST_KEPT = 8


@dataclass(slots=True)
class Job(Generic[T]):
    """Work under way: how far (0-1), at what, and in the end its result or what went wrong."""

    share: float = 0.0
    at: str = "In coda"
    result: T | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def ended(self) -> bool:
        """Nothing more will happen."""
        return self.result is not None or bool(self.problems)


class Jobs(Generic[T]):
    """The works of a process, by name: the same name is not begun twice while it runs."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job[T]] = {}
        self._lock = Lock()

    def begin(self, name: str, work: Callable[[Progress], T]) -> Job[T]:
        """Begin, or answer the one under way."""
        with self._lock:
            running = self._jobs.get(name)
            if running and not running.ended:
                return running
            job: Job[T] = Job()
            self._jobs.pop(name, None)
            self._jobs[name] = job
            for old in list(self._jobs)[:-MOST_KEPT]:
                del self._jobs[old]
        Thread(target=_run, args=(job, work), daemon=True).start()
        return job

    def get(self, name: str) -> Job[T] | None:
        """The last work of that name; None where there is none."""
        return self._jobs.get(name)


def _run(job: Job[T], work: Callable[[Progress], T]) -> None:
    def progress(share: float, at: str) -> None:
        job.share, job.at = share, at

    try:
        job.result = work(progress)
    except RefusedError as refused:
        job.problems = tuple(refused.problems)
    except Exception:  # the thread ends here: whatever broke is logged, and told in plain words
        log.exception("a long work failed")
        job.problems = (
            Problem(
                "B01",
                "Il lavoro si è interrotto per un errore imprevisto.",
                "Riprovare; se accade ancora, avvisare chi amministra il cruscotto.",
            ),
        )
