"""Lights of a voce at their edges, and judgements that always say why."""

from __future__ import annotations

import pytest

from udp_core.fund.rules.voci import VoceAmounts, voce_status
from udp_core.kernel.money import Money
from udp_core.kernel.status import Judgement
from udp_core.kernel.vocabulary import StatusLevel


def test_a_judgement_without_a_reason_is_a_bug() -> None:
    with pytest.raises(ValueError, match="why"):
        Judgement(StatusLevel.CRITICAL, ())


def test_spending_on_a_voce_that_expected_nothing_is_critical_and_none_is_on_track() -> None:
    spent = voce_status(VoceAmounts(Money(100), Money(0), Money(100), Money(0)))
    assert (spent.now.level, spent.now.reasons) == (
        StatusLevel.CRITICAL,
        ("Speso 1 €, nulla era atteso a questa data.",),
    )
    nothing = voce_status(VoceAmounts(Money(0), Money(0), Money(0), Money(0)))
    assert (nothing.now.level, nothing.at_year_end.level) == (
        StatusLevel.ON_TRACK,
        StatusLevel.ON_TRACK,
    )


def test_what_is_missing_is_not_judged() -> None:
    assert voce_status(VoceAmounts(None, Money(1), None, None)).now.level is StatusLevel.STALE
