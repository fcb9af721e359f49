"""The stable names of tables and figures: stems of files, parts of addresses."""

from __future__ import annotations

import re

_APART = re.compile(r"[\s:]+")


def stem(words: str) -> str:
    """The words as a stem: the id of a row has colons, and blanks where a text ends it."""
    return _APART.sub("_", words)


def refuse_label(name: str) -> None:
    """Raise ValueError where the name has blanks, as a label has, or is none: it would stand in the
    name of a file, or in an address.
    """
    if name.split() != [name]:
        raise ValueError(name)
