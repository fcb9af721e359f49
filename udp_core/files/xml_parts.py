"""Parts of a packed workbook, read as a stream of elements."""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat

Attributes = dict[str, str]
YES = frozenset({"1", "true"})


def parsed(
    content: bytes,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    words: Callable[[str], None] | None = None,
) -> None:
    """Call `start` at every element, `words` of what stands in it, `end` where it ends.

    Raises ExpatError where it is no XML, ValueError where it declares a document type.
    """
    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = words
    parser.StartDoctypeDeclHandler = no_doctype
    parser.Parse(content, True)


def no_doctype(*_: object) -> None:
    """No workbook has a document type; what has one is a trap."""
    message = "a document type"
    raise ValueError(message)


def local(name: str) -> str:
    """A name without its prefix."""
    return name.rpartition(":")[2]
