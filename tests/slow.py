"""What takes long and repeats, by another way, what quicker tests prove: run with UDP_SLOW=1."""

from __future__ import annotations

import os
from typing import TypeVar

import pytest

T = TypeVar("T")
ASKED = bool(os.environ.get("UDP_SLOW"))


def slow(why: str) -> pytest.MarkDecorator:
    """Left out unless asked; the reason says what it costs and where the rest is proved."""
    return pytest.mark.skipif(not ASKED, reason=f"{why}: si chiede con UDP_SLOW=1")


def also(*values: T) -> tuple[T, ...]:
    """Further cases of the same kind, only when asked."""
    return values if ASKED else ()
