"""A row of a register in HTML, to the sign: its fields, its chain, who refers to it."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from udp_core.registers.chains import ChainLink
from udp_core.registers.report import FieldValue, Linked, Referring, RowSheet
from udp_core.registers.view.markup import address_of, sheet_markup

ACT = Linked("act", "Atti", "a:7", "Delibera <7>")


def sheet(*chain: ChainLink, referring: tuple[Referring, ...] = ()) -> RowSheet:
    return RowSheet("act", "atto", "a:1", "Atto 1", (), referring, (), chain)


def link(depth: int, number: int) -> ChainLink:
    return ChainLink(depth, f"a:{number}", f"Atto {number}", "adottato", number == 1)


def opened(number: int) -> str:
    return f'<a href="elenchi?registro=Atti&amp;riga=act%3Aa%3A{number}">Atto {number}</a>'


class _Balance(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - of the parser
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_a_row_says_its_fields_and_a_dash_where_it_says_nothing() -> None:
    row = RowSheet(
        "act",
        "atto",
        "a:1",
        "Atto 1",
        (
            FieldValue("Oggetto", "Una riga\nun’altra"),
            FieldValue("Nota", ""),
            FieldValue("Atto presupposto", "Delibera <7>", ACT),
            FieldValue("Riservato", "x", Linked("", "", "a:8", "Atto <8>")),
        ),
        (),
        (),
    )
    assert sheet_markup(row) == (
        '<dl class="udp-sheet"><dt>Oggetto</dt><dd>Una riga<br>un’altra</dd><dt>Nota</dt><dd>—</dd>'
        '<dt>Atto presupposto</dt><dd><a href="elenchi?registro=Atti&amp;riga=act%3Aa%3A7">'
        "Delibera &lt;7&gt;</a></dd><dt>Riservato</dt><dd>Atto &lt;8&gt;</dd></dl>"
    )


def test_each_of_a_chain_stands_under_the_one_that_it_rests_on() -> None:
    """4 is first; 1, which is read, rests on it, and 2 on that; 3 rests on 4 too."""
    said = sheet_markup(sheet(link(0, 4), link(1, 1), link(2, 2), link(1, 3)))
    assert said == (
        '<dl class="udp-sheet"></dl><h3>La catena</h3>'
        f"<ul><li>{opened(4)} (adottato)"
        "<ul><li><strong>Atto 1</strong> (adottato)"
        f"<ul><li>{opened(2)} (adottato)</li></ul></li>"
        f"<li>{opened(3)} (adottato)</li></ul></li></ul>"
    )


@pytest.mark.parametrize("depths", [(0, 1), (0, 1, 1), (0, 1, 2, 3), (0, 1, 2, 0, 1), (0, 0)])
def test_what_a_chain_opens_it_closes(depths: tuple[int, ...]) -> None:
    said = sheet_markup(sheet(*(link(depth, place) for place, depth in enumerate(depths, 2))))
    balance = _Balance()
    balance.feed(said)
    assert balance.open == []
    assert said.count("<li>") == len(depths)


@pytest.mark.parametrize(
    ("count", "more"), [(1, ""), (2, "<li>e un’altra</li>"), (4, "<li>e altre 3</li>")]
)
def test_who_refers_to_a_row_is_listed_and_the_rest_counted(count: int, more: str) -> None:
    others = (Referring("Atti <di altri>", "Atto presupposto", count, (ACT,)),)
    assert sheet_markup(sheet(referring=others)) == (
        '<dl class="udp-sheet"></dl><h3>Chi vi si riferisce</h3>'
        f"<p><strong>Atti &lt;di altri&gt;</strong> ({count}, «Atto presupposto»)</p>"
        '<ul><li><a href="elenchi?registro=Atti&amp;riga=act%3Aa%3A7">Delibera &lt;7&gt;</a></li>'
        f"{more}</ul>"
    )


def test_a_register_and_a_row_have_their_address() -> None:
    assert address_of("Atti e altro", "act") == "elenchi?registro=Atti+e+altro"
    assert address_of("Atti", "act", "a:1") == "elenchi?registro=Atti&riga=act%3Aa%3A1"
