"""All the tables of a briefing book in one workbook, each with its page's code; the origin on the last sheet."""

from __future__ import annotations

import io
from datetime import datetime

from udp_core.view.documents.paper import Paper
from udp_core.view.export import INFORMATION, OPTIONS, sheet_name, write_information, write_table
from udp_core.view.table import Table


def workbook_bytes(paper: Paper) -> bytes:
    """Whole tables, not only the rows that fit a slide."""
    import xlsxwriter

    target = io.BytesIO()
    with xlsxwriter.Workbook(target, OPTIONS) as book:
        book.set_properties({"title": paper.title, "created": datetime(paper.stamp.made_at.year, 1, 1)})  # noqa: DTZ001 - a property without zone
        contents: list[tuple[str, str]] = []
        for code, found in _tables(paper):
            name = _free(sheet_name(found.title), {each for each, _ in contents})
            write_table(book, book.add_worksheet(name), found)
            contents.append((name, f"{found.title} (pagina {code})"))
        write_information(book, book.add_worksheet(INFORMATION), [("Fascicolo", paper.title), *paper.stamp.lines, *contents])
    return target.getvalue()


def _tables(paper: Paper) -> list[tuple[str, Table]]:
    found: dict[str, tuple[str, Table]] = {}
    for page in paper.pages:
        for one in page.slide.data or ((page.slide.table,) if page.slide.table else ()):
            found.setdefault(one.name, (page.code, one))
    return list(found.values())


def _free(name: str, taken: set[str]) -> str:
    """A name that no other sheet has: workbooks do not tell capitals apart."""
    lower = {each.casefold() for each in taken}
    for number in range(2, len(taken) + 3):
        if name.casefold() not in lower:
            return name
        name = f"{name[:28]} {number}"
    return name
