"""A unit cost of the what-if that nobody wrote, or that somebody else pays."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from tests.made_costs import cost, lever, load_costs, term
from tests.made_fund import NETWORKS
from tests.service.test_what_if_costs import cents, fund, refused
from udp_core.kernel.problem import Problem
from udp_core.kernel.vocabulary import Payer
from udp_core.simulation.rules.evaluate import evaluate
from udp_core.simulation.rules.limits import position_of

BEGUN = lever("nuovi", 8, voce_id=NETWORKS, start=0, below=0, activity_unit=None)


@pytest.mark.parametrize("payer", ["frna", "user"])
def test_a_cost_that_nobody_wrote_is_named_with_its_voce_and_lever(
    empty_engine: Engine, payer: str
) -> None:
    load_costs(
        empty_engine, BEGUN, term("nuovi", "days", voce_id=NETWORKS, item="hour", payer=payer)
    )
    assert refused(lambda: fund(empty_engine)) == Problem(
        "L12",
        "Manca il costo unitario «ora» della voce T1.",
        "Aggiungerlo nei costi unitari, o togliere l’effetto dalla leva «nuovi».",
        value="hour",
    )


def test_of_two_costs_of_one_name_that_of_the_payer_is_taken_and_one_alone_serves_all(
    empty_engine: Engine,
) -> None:
    """The user pays 7 € an hour, the fund 3; a transport has one cost, 2 €, whoever pays it."""
    own = {"voce_id": NETWORKS, "unit": "ora"}
    load_costs(
        empty_engine,
        BEGUN,
        cost(3, "2024-01-01", item="hour", **own),
        cost(7, "2024-01-01", item="hour", payer="user", **own),
        cost(2, "2024-01-01", item="transport", payer="municipality", **own),
        term("nuovi", "months", voce_id=NETWORKS, item="hour"),
        term("nuovi", "months", number=2, voce_id=NETWORKS, item="hour", payer="user"),
        term("nuovi", "months", number=3, voce_id=NETWORKS, item="transport", payer="user"),
        term("nuovi", "months", number=4, voce_id=NETWORKS, item=None, payer="municipality"),
    )
    model = fund(empty_engine)
    assert cents(model, nuovi=(1, 11)) == 2 * 3_00
    outcome = evaluate(model, position_of(model, {"nuovi": (1, 11)}))
    paid = {
        one.payer: outcome.total(place)
        for place, one in enumerate(model.accounts)
        if outcome.total(place)
    }
    assert paid == {
        Payer.FRNA: 2 * 3_00,
        Payer.USER: 2 * (7_00 + 2_00),
        Payer.MUNICIPALITY: 2 * 1_00,
    }
