"""The words that a message offers are Italian, and any of them may be written as it stands."""

from __future__ import annotations

import pytest

from udp_core.archive.entity import specs
from udp_core.archive.field import Spec
from udp_core.archive.registry import BY_NAME, ENTITIES
from udp_core.files.cell import Style, reader
from udp_core.kernel.problem import Problem
from udp_core.writing.row_rules import Values, rules_of

CHOICES = [
    pytest.param(spec, id=f"{entity.__name__}.{name}")
    for entity in ENTITIES
    for name, spec in specs(entity).items()
    if spec.terms
]


def refusal(spec: Spec, word: str) -> Problem:
    found = reader(spec, Style.ITALIAN)(word)
    assert isinstance(found, Problem)
    return found


@pytest.mark.parametrize("spec", CHOICES)
def test_every_word_offered_is_read_back_as_what_it_says(spec: Spec) -> None:
    remedy = refusal(spec, "parola che non c’è").remedy
    offered = (
        remedy.removeprefix("Scegliere tra: ")
        .removesuffix(".")
        .split("; " if ";" in remedy else ", ")
    )
    read = reader(spec, Style.ITALIAN)
    assert [read(word) for word in offered] == [term.value for term in spec.terms or ()]
    assert offered == [term.label for term in spec.terms or ()]


def test_an_age_band_is_offered_in_words() -> None:
    spec = specs(BY_NAME["population"])["age_band"]
    told = refusal(spec, "75+").remedy
    assert "residenti di 75 anni e più" in told
    assert "75_plus" not in told


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"period": "month", "period_no": None}, "Il periodo «mese» senza numero non esiste."),
        (
            {"period": "quarter", "period_no": 5},
            "Il periodo «trimestre» con numero «5» non esiste.",
        ),
        ({"period": "year", "period_no": 1}, "Il periodo «anno» con numero «1» non esiste."),
    ],
)
def test_a_period_that_does_not_exist_is_named_in_words(values: Values, sentence: str) -> None:
    told = [rule(values) for rule in rules_of("frna_entry")]
    assert [each.sentence for each in told if each] == [sentence]
