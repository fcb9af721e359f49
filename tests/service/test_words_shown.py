"""What a person reads in place of what is stored.

Words, and no member of a list nor identifier of the archive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, Engine

from tests.made_desk import E, made_desk
from tests.made_rows import load
from udp_core.archive.changes import WantedChanges
from udp_core.archive.engine import open_engine, reading
from udp_core.archive.entity import Image, specs
from udp_core.archive.images import read_all
from udp_core.archive.registry import REGISTERS
from udp_core.history.report import change_reports
from udp_core.history.tables import changes_table
from udp_core.kernel.code_words import ITEMS, PARAMETERS, RULES, CodeWords
from udp_core.kernel.vocabulary import Term
from udp_core.writing.loading import Batch
from udp_core.writing.naming import Names
from udp_core.writing.typed import typed

MEMBERS = {
    member.value
    for term in Term.__subclasses__()
    for member in term
    if member.value != member.label
}
OWN = {("indicator", "code"), ("indicator", "id"), ("funding_source", "code")}
"""Codes by which an indicator and a fund are known to their publishers."""
KNOWN_BY_THEIR_LETTERS = re.compile(r"K[0-9]+|LEPS|FNPS")


def shown(connection: Connection) -> Iterator[tuple[str, str, str, str]]:
    """Of every register: table, column, what is stored, what is shown."""
    names = Names(connection)
    for table in REGISTERS:
        known = specs(E[table])
        for row_id, _, image in read_all(connection, E[table]):
            yield table, "id", row_id, names.titled(E[table], row_id, image)
            for name, spec in known.items():
                if image[name] is not None:
                    yield table, name, str(image[name]), names.value(spec, image[name])


def is_raw(words: str) -> bool:
    """A member of a list, a name of a program, or the identifier of a row."""
    return (
        words in MEMBERS
        or re.search(r"[A-Za-z]_[A-Za-z]", words) is not None
        or re.search(r"\w:\w+:\w", words) is not None
    )


def test_no_register_shows_a_member_of_a_list_nor_an_identifier(demo_address: str) -> None:
    engine = open_engine(demo_address)
    with reading(engine) as connection:
        found = list(shown(connection))
    engine.dispose()
    assert {one[0] for one in found} >= {
        "rule",
        "unit_cost",
        "frna_entry",
        "intervention_funding",
        "fund_year",
    }
    raw = {
        (table, name, words)
        for table, name, _, words in found
        if is_raw(words) and (table, name) not in OWN
    }
    assert raw == set()


@pytest.mark.parametrize("words", ["accreditation_days", "confirmed", "ravenna:frna:2026"])
def test_what_is_raw_is_known_as_such(words: str) -> None:
    assert is_raw(words)


def test_every_code_of_a_rule_or_of_a_cost_has_words_that_are_read_back(demo_address: str) -> None:
    engine = open_engine(demo_address)
    with reading(engine) as connection:
        stored = {
            (table, name, code, words)
            for table, name, code, words in shown(connection)
            if name in specs(E[table]) and specs(E[table])[name].called
        }
    engine.dispose()
    assert {(table, name) for table, name, _, _ in stored} == {
        ("rule", "code"),
        ("rule", "parameter"),
        ("unit_cost", "item"),
    }
    assert {
        code
        for _, _, code, words in stored
        if words == code and not KNOWN_BY_THEIR_LETTERS.fullmatch(code)
    } == {"scenario"}
    for table, name, code, words in stored:
        read = typed(specs(E[table])[name])
        assert [read(words), read(words[:1].upper() + words[1:]), read(code)] == [code] * 3


@pytest.mark.parametrize("known", [RULES, PARAMETERS, ITEMS])
def test_no_two_codes_have_the_same_words(known: CodeWords) -> None:
    said = [words.casefold() for words in known.plain.values()]
    assert len(set(said)) == len(said)
    assert not {code.casefold() for code in known.plain} & set(said) - {"scenario"}


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("source.fna.A2.1", "fonte FNA, voce A2.1"),
        ("source.fna", "fonte FNA"),
        ("line.grad.D1.2", "linea gravissime disabilità acquisite, voce D1.2"),
        ("cost.A1.1.day", "costo di giornata, voce A1.1"),
        ("disabled_voce.D2.6", "voce per i disabili D2.6"),
        ("lever.cra-retta", "leva cra-retta"),
        ("source.nuova.A1", "source.nuova.A1"),
    ],
)
def test_a_code_made_of_parts_is_told_by_them(code: str, words: str) -> None:
    assert (PARAMETERS.of(code), PARAMETERS.code_of(words)) == (
        code if code == words else words,
        code,
    )


def test_history_tells_a_rule_by_its_words(engine: Engine) -> None:
    made_desk(engine)
    rule: Image = {
        "rule_set_id": "ER",
        "code": "ALERT",
        "parameter": "accreditation_days",
        "sentence": "Si segnalano prima.",
        "level": "warn",
        "value": 180_000,
        "unit": "giorni",
        "valid_from": "2026-01-01",
        "valid_to": None,
        "trust": "unverified",
        "source": "prova",
    }
    load(
        engine,
        Batch(
            E["rule_set"],
            [(None, {"code": "ER", "name": "Emilia-Romagna", "region": "Emilia-Romagna"})],
        ),
        Batch(E["rule"], [(None, rule)]),
    )
    with reading(engine) as connection:
        [one] = change_reports(connection, WantedChanges(entity="rule"))
    assert one.title == "regola: Emilia-Romagna, scadenze, giorni prima, accreditamenti, 01/01/2026"
    [row] = changes_table([one]).rows
    assert (
        row[4],
        "Codice: scadenze; Parametro: giorni prima, accreditamenti; " in str(row[5]),
    ) == (f"{one.title}, riga aggiunta", True)
    assert {(field.label, field.after) for field in one.fields} >= {
        ("Codice", "scadenze"),
        ("Parametro", "giorni prima, accreditamenti"),
        ("Effetto", "avverte"),
    }
