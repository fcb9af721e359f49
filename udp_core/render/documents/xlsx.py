"""All the tables of a briefing book in one workbook, each with its page's code.

The origin on the last sheet.
"""

from __future__ import annotations

import io
from collections.abc import Hashable
from datetime import datetime

from udp_core.render.documents.paper import Paper
from udp_core.render.export import (
    INFORMATION,
    LONGEST_SHEET_NAME,
    OPTIONS,
    sheet_name,
    write_information,
    write_table,
)
from udp_core.render.printable import printable
from udp_core.render.table import Table


def workbook_bytes(paper: Paper) -> bytes:
    """Whole tables, every row of each, whatever the slides show of them."""
    import xlsxwriter

    paper, note = printable(paper)
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, OPTIONS) as book:
        made = paper.stamp.made_at
        created = datetime(made.year, 1, 1)  # noqa: DTZ001 - a property without zone
        book.set_properties({"title": paper.title, "author": paper.author, "created": created})
        contents: list[tuple[str, str]] = []
        for code, found in _tables(paper):
            name = _free(sheet_name(found.title), {each for each, _ in contents})
            write_table(book, book.add_worksheet(name), found)
            contents.append((name, f"{found.title} (pagina {code})"))
        said = [("Caratteri sostituiti", note)] if note else []
        lines = [("Fascicolo", paper.title), *paper.stamp.lines, *said, *contents]
        write_information(book, book.add_worksheet(INFORMATION), lines)
    return target.getvalue()


def _tables(paper: Paper) -> list[tuple[str, Table]]:
    """Every table once, with the code of its first page.

    Tables of the same name that say other things are all there.
    """
    found: dict[Hashable, tuple[str, Table]] = {}
    for page in paper.pages:
        slide = page.slide
        for one in slide.data or ((slide.printed,) if slide.printed else ()):
            found.setdefault((one.name, one.title, one.rows), (page.code, one))
    return list(found.values())


def _free(wanted: str, taken: set[str]) -> str:
    """A name that no other sheet has: workbooks do not tell capitals apart."""
    name = wanted
    lower = {each.casefold() for each in taken}
    for number in range(2, len(taken) + 3):
        if name.casefold() not in lower:
            break
        mark = f" {number}"
        name = f"{wanted[: LONGEST_SHEET_NAME - len(mark)]}{mark}"
    return name
