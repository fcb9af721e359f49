"""The child that reads a file of others: bytes in, JSON out. Whatever happens here stays here."""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from udp_core.files import limits
from udp_core.kernel.problem import Problem, RefusedError

MOST_SECONDS = 30
MOST_MEMORY = 700 * 1024 * 1024
NO_MEMORY, NOT_READ, BROKEN = 3, 4, 2
"""How the child ends where it does not end well."""
FAST, WHOLE, TEXT = "fast", "whole", "text"
"""What it is asked: a workbook by the fast reader, by the other, or a text file."""


def _limit_myself() -> None:
    """No more memory, seconds and files than a file needs, where the system can say so.

    Not on Windows.
    """
    try:
        import resource
    except ImportError:
        return
    for what, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
    ):
        with suppress(ValueError, OSError):  # a system that knows the limit and does not set it
            resource.setrlimit(what, (most, most))


def _found(content: bytes, asked: Sequence[str]) -> list[dict[str, Any]]:
    how, *options = asked
    if how == TEXT:
        from udp_core.files.delimited import as_sheet

        return [as_sheet(content, *options)]
    from udp_core.files.sheets import read, read_fast

    return (read_fast if how == FAST else read)(content)


def _told(error: limits.UnreadError | Problem) -> str:
    names = ("code", "sentence", "remedy")
    sheet = "" if isinstance(error, Problem) else error.sheet
    row = error.place.row if isinstance(error, Problem) else error.row
    return json.dumps(
        {**{name: getattr(error, name) for name in names}, "sheet": sheet, "row": row}
    )


def answer(content: bytes, asked: Sequence[str]) -> tuple[int, str]:
    """How the child ends, and what it says: the sheets, or why there are none."""
    try:
        return 0, json.dumps(_found(content, asked))
    except MemoryError:
        return NO_MEMORY, ""
    except limits.UnreadError as error:
        return NOT_READ, _told(error)
    except RefusedError as refused:
        return NOT_READ, _told(refused.problems[0])
    except Exception as error:  # noqa: BLE001 - all is one thing: it cannot be read
        return BROKEN, type(error).__name__


def main(asked: Sequence[str]) -> int:
    """Read what comes in, within limits."""
    _limit_myself()
    gc.disable()  # it ends before it would be worth looking for what is no longer used
    code, words = answer(sys.stdin.buffer.read(), asked)
    sys.stdout.write(words)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
