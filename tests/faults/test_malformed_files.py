"""Thousands of broken files: each is refused in Italian with code, place and remedy, or is right.

Nothing else happens.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.made_rows import asked, family, fingerprint, load
from tests.slow import also
from udp_core.archive.registry import BY_NAME
from udp_core.kernel.problem import MOST_LISTED, Problem, RefusedError
from udp_core.packages.packages import single_file
from udp_core.writing.loading import Batch, LoadRows, load_rows

FILES = 2000
HEADER = "fund_year_id;voce_id;source_id;municipality_id;phase;period;period_no;amount_eur;state;as_of;source;origin"  # noqa: E501
ROW = "a:a:2000;a;a;;budget;year;;1.234,50;draft;07/11/2026;Delibera 5;demo"
NASTY = [
    "",
    " ",
    "\x00",
    "\ufeff",
    "\u200b",
    "\ud7ff",
    "1e999",
    "-1",
    "nan",
    "١٢",
    "9" * 60,
    "=1+1",
    "'",
    '"',
    '""',
    '"""',
    ";",
    ",",
    "\t",
    "\n",
    "\r",
    "x" * 5000,
    "1.2.3",
    "0x1F",
    "<b>",
    "../..",
    "%s",
    "{}",
    "NULL",
    "None",
    "a:b:c",
    "31/02/2026",
    "0000-00-00",
    "−5",
    "1,5",
    "1.5",
    "€",
    "é" * 301,
]
ENGLISH = re.compile(
    r"\b(the|error|invalid|expected|failed|unexpected|cannot|must)\b", re.IGNORECASE
)
Breaking = Callable[[random.Random, bytes], bytes]


def _cell(chance: random.Random, content: bytes) -> bytes:
    lines = content.decode("utf-8", "replace").split("\n")
    place = chance.randrange(len(lines))
    cells = lines[place].split(";")
    cells[chance.randrange(len(cells))] = chance.choice(NASTY)
    lines[place] = ";".join(cells)
    return "\n".join(lines).encode("utf-8", "replace")


def _bytes(chance: random.Random, content: bytes) -> bytes:
    position = chance.randrange(len(content))
    return (
        content[:position]
        + chance.randbytes(chance.randrange(1, 5))
        + content[position + chance.randrange(4) :]
    )


def _cut(chance: random.Random, content: bytes) -> bytes:
    return content[: chance.randrange(len(content))]


def _twice(chance: random.Random, content: bytes) -> bytes:
    lines = content.split(b"\n")
    lines.insert(chance.randrange(len(lines)), chance.choice(lines))
    return b"\n".join(lines)


def _shuffled(chance: random.Random, content: bytes) -> bytes:
    return bytes(chance.sample(list(content), len(content)))


def _encoded(chance: random.Random, content: bytes) -> bytes:
    return content.decode("utf-8", "replace").encode(
        chance.choice(["utf-16", "utf-16-le", "utf-32", "cp1252", "utf-7", "cp037"]), "replace"
    )


def _separated(chance: random.Random, content: bytes) -> bytes:
    return content.replace(b";", chance.choice([b"|", b" ", b",", b"\t", b";;"]))


def _noise(chance: random.Random, content: bytes) -> bytes:
    return chance.randbytes(len(content))


BREAKINGS: list[Breaking] = [
    _cell,
    _cell,
    _cell,
    _bytes,
    _cut,
    _twice,
    _shuffled,
    _encoded,
    _separated,
    _noise,
]


def _judge(problems: tuple[Problem, ...]) -> None:
    assert 1 <= len(problems) <= MOST_LISTED
    for problem in problems:
        assert re.fullmatch(r"[A-Z]\d\d", problem.code)
        assert problem.place.file == "frna_entry.csv", problem
        assert problem.remedy
        assert not ENGLISH.search(f"{problem.sentence} {problem.remedy}"), problem
        assert len(problem.sentence) < 1000


@pytest.mark.parametrize("part", [0, *also(1, 2, 3)])
def test_no_broken_file_raises_or_changes_anything(
    empty_engine: Engine, tmp_path: Path, part: int
) -> None:
    load(
        empty_engine,
        *(Batch(entity, [(None, image)]) for entity, image in family(BY_NAME["frna_entry"])[:-1]),
    )
    before = fingerprint(empty_engine)
    chance = random.Random(part)  # noqa: S311 - repeatable on purpose
    path = tmp_path / "frna_entry.csv"
    whole = "\n".join(
        [HEADER, *(ROW.replace("year;;", f"month;{month};") for month in range(1, 5))]
    ).encode()
    refused = 0
    for number in range(FILES // 4):
        content = whole
        for _ in range(chance.randrange(1, 4)):
            content = chance.choice(BREAKINGS)(chance, content) if content else content
        path.write_bytes(content)
        try:
            load_rows(
                empty_engine,
                LoadRows(asked(f"{part} {number}"), single_file(path)[0], dry_run=True),
            )
        except RefusedError as refusal:
            refused += 1
            _judge(refusal.problems)
    assert refused > FILES // 4 * 0.8
    assert fingerprint(empty_engine) == before
