"""Every worked example of `docs/aggiungere.md` is run, over a copy of the demonstration."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import streamlit as st
from sqlalchemy import Engine

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "aggiungere.md").read_text(encoding="utf-8")
REGISTER = "Un registro"
_BLOCK = re.compile(
    r"^## (?P<title>[^\n]+)\n(?:(?!^## ).)*?^```python\n(?P<code>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
BLOCKS = {found["title"]: found["code"] for found in _BLOCK.finditer(TEXT)}
RUN = sorted(BLOCKS.keys() - {REGISTER})


def test_every_thing_that_is_added_has_its_example() -> None:
    titles = re.findall(r"^## ([^\n]+)$", TEXT, re.MULTILINE)
    assert titles == list(BLOCKS)
    assert TEXT.count("```python") == len(BLOCKS)


def test_the_register_is_the_one_that_a_newcomer_adds() -> None:
    """`tests/newcomer` puts it in a copy of the product, and walks through all that it has."""
    assert BLOCKS[REGISTER] == (ROOT / "tests/newcomer/lease.py").read_text(encoding="utf-8")


@pytest.mark.parametrize("title", RUN)
def test_the_example_does_what_it_says(
    title: str, demo_copy: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UDP_DATABASE_URL", str(demo_copy.url))
    monkeypatch.setenv("UDP_READING", "tutti")
    assert "\nassert " in BLOCKS[title]
    code = compile(BLOCKS[title], f"docs/aggiungere.md, {title}", "exec")
    exec(code, {"__name__": "example"})  # noqa: S102 - the text of our own document
    st.cache_data.clear()
    st.cache_resource.clear()


def test_the_examples_are_written_as_the_code_is() -> None:
    ruff = str(Path(sys.executable).with_name("ruff"))
    for title, code in BLOCKS.items():
        asked = [ruff, "format", "--diff", "--quiet", "-"]
        done = subprocess.run(
            asked, cwd=ROOT, input=code, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{title}\n{done.stdout}"
