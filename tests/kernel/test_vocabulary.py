"""Every term has one Italian label; the stored word is the member."""

from __future__ import annotations

import inspect
import re

import pytest

from udp_core.kernel import vocabulary
from udp_core.kernel.vocabulary import Origin, Term
from udp_core.simulation import terms as simulation_vocabulary

TERMS = [
    found
    for _, found in [
        *inspect.getmembers(vocabulary, inspect.isclass),
        *inspect.getmembers(simulation_vocabulary, inspect.isclass),
    ]
    if issubclass(found, Term) and found is not Term
]
ENGLISH = re.compile(
    r"\b(the|and|of|with|other|year|plan|draft|person|health|education|yes|none)\b", re.IGNORECASE
)
UNACCENTED = re.compile(
    r"\b(perche|piu|gia|puo|cosi|comunita|attivita|unita|sanita|disabilita|priorita|e')\b|[aeiou]'(\s|$)",
    re.IGNORECASE,
)


def test_there_are_terms() -> None:
    assert len(TERMS) >= 30


@pytest.mark.parametrize("terms", TERMS, ids=lambda terms: terms.__name__)
def test_every_member_has_its_own_label(terms: type[Term]) -> None:
    labels = [term.label for term in terms]
    assert all(label == label.strip() and label for label in labels)
    assert len({label.lower() for label in labels}) == len(labels)


@pytest.mark.parametrize("terms", TERMS, ids=lambda terms: terms.__name__)
def test_labels_are_italian(terms: type[Term]) -> None:
    for term in terms:
        assert not ENGLISH.search(term.label), term.label
        assert not UNACCENTED.search(term.label), term.label


@pytest.mark.parametrize("terms", TERMS, ids=lambda terms: terms.__name__)
def test_the_stored_word_is_plain_and_comes_back(terms: type[Term]) -> None:
    for term in terms:
        assert re.fullmatch(r"[a-z0-9_]+", term.value)
        assert terms.of(term.value) is term
        assert str(term) == term.value


@pytest.mark.parametrize("terms", TERMS, ids=lambda terms: terms.__name__)
def test_no_label_is_the_stored_word_of_another_member(terms: type[Term]) -> None:
    values = {term.value: term for term in terms}
    assert all(values.get(term.label.lower(), term) is term for term in terms)


@pytest.mark.parametrize("terms", TERMS, ids=lambda terms: terms.__name__)
def test_every_list_says_what_it_is(terms: type[Term]) -> None:
    assert (terms.__doc__ or "").strip()
    assert terms.__doc__ != Term.__doc__


def test_a_word_of_no_member_is_refused() -> None:
    with pytest.raises(ValueError, match="real-ish"):
        Origin.of("real-ish")


def test_a_member_without_a_label_is_a_bug() -> None:
    with pytest.raises((ValueError, RuntimeError)) as caught:

        class _Broken(Term):
            MUTE = "mute", ""

    assert "no label" in f"{caught.value} {caught.value.__cause__}"
