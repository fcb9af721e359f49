"""Small rules of a plan: the order of its objectives."""

from __future__ import annotations


def code_order(code: str) -> tuple[tuple[int, str], ...]:
    """«1.10» after «1.2»: numbers as numbers, words as words."""
    return tuple(
        (int(part), "") if part.isdigit() and part.isascii() else (10**9, part)
        for part in code.replace("-", ".").split(".")
    )
