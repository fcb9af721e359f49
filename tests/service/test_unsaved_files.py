"""A file brought and not saved: whose it is, which one, until when; on both archives."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine

from udp_core.drafts.commands.unsaved_files import (
    LASTING,
    BroughtFile,
    drop_file,
    keep_file,
    kept_file,
)

NOON = datetime(2026, 12, 5, 12, tzinfo=UTC)
FIRST, SECOND = (
    BroughtFile("a.xlsx", b"PK\x00\xff", NOON),
    BroughtFile("b.csv", b"", NOON + timedelta(days=1)),
)


def test_each_officer_has_one_file_a_screen(engine: Engine) -> None:
    keep_file(engine, "anna", "carica", FIRST)
    keep_file(engine, "anna", "importa", SECOND)
    assert kept_file(engine, "anna", "carica", NOON) == FIRST
    assert kept_file(engine, "carlo", "carica", NOON) is None
    keep_file(engine, "anna", "carica", SECOND)
    assert kept_file(engine, "anna", "carica", NOON) == SECOND
    drop_file(engine, "anna", "carica")
    assert (
        kept_file(engine, "anna", "carica", NOON),
        kept_file(engine, "anna", "importa", NOON),
    ) == (None, SECOND)


def test_it_goes_when_it_is_old(empty_engine: Engine) -> None:
    keep_file(empty_engine, "anna", "carica", FIRST)
    assert kept_file(empty_engine, "anna", "carica", NOON + LASTING) == FIRST
    assert kept_file(empty_engine, "anna", "carica", NOON + LASTING + timedelta(seconds=1)) is None
    keep_file(
        empty_engine,
        "carlo",
        "carica",
        BroughtFile("c.csv", b"1", NOON + LASTING + timedelta(seconds=1)),
    )
    assert kept_file(empty_engine, "anna", "carica", NOON) is None
