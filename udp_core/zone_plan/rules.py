"""Small rules of a plan: the order of its objectives, how much of a time is over."""

from __future__ import annotations

from fractions import Fraction


def code_order(code: str) -> tuple[tuple[int, str], ...]:
    """«1.10» after «1.2»: numbers as numbers, words as words."""
    return tuple(
        (int(part), "") if part.isdigit() and part.isascii() else (10**9, part)
        for part in code.replace("-", ".").split(".")
    )


def elapsed_percent(passed: int, whole: int) -> Fraction:
    """The part of some days that is over, from 0 to 1."""
    return min(max(Fraction(passed, whole), Fraction(0)), Fraction(1)) if whole > 0 else Fraction(1)
