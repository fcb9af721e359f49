"""Parts of a screen as HTML: what is said, and that no text becomes markup."""

from __future__ import annotations

from datetime import date

import pytest

from udp_core.kernel.money import Money
from udp_core.kernel.status import Judgement
from udp_core.kernel.vocabulary import StatusLevel
from udp_core.render.frame import closing_markup, heading_markup
from udp_core.render.key_figure import KeyFigure
from udp_core.render.markdown import label
from udp_core.render.markup import (
    SAME_REASONS,
    Openings,
    figures_markup,
    lights_and_lines,
    lights_markup,
    table_markup,
    text,
)
from udp_core.render.table import Column, ColumnKind, table

HOSTILE = '<img src="http://esempio.test/x"> & "virgolette"\nriga'
SAFE = "&lt;img src=&quot;http://esempio.test/x&quot;&gt; &amp; &quot;virgolette&quot; riga"


def test_the_label_of_a_field_is_no_link_and_keeps_its_name() -> None:
    assert label("Maria D'Angelo (capofila)") == "Maria D'Angelo (capofila)"
    assert label("[entra](https://x.test)") == r"\[entra](https\://x.test)"
    assert label(":red[no] **sì** $x$ `c` <b>") == r"\:red\[no] \*\*sì\*\* \$x\$ \`c\` \<b>"


def test_a_table_has_a_name_headings_and_numbers_to_the_right() -> None:
    made = table(
        "voci",
        "Spesa per voce",
        [Column("name", "Voce"), Column("amount", "Importo", ColumnKind.MONEY)],
        [("A1", Money(123456)), ("A2", None)],
    )
    assert (
        table_markup(made) == '<table class="udp-table" aria-label="Spesa per voce"><thead><tr><th'
        ' scope="col">Voce</th><th scope="col"'
        ' class="udp-number">Importo</th></tr></thead><tbody><tr><td>A1</td><td'
        ' class="udp-number">1.234,56 €</td></tr><tr><td>A2</td><td'
        ' class="udp-number">n.d.</td></tr></tbody></table>'
    )


def test_the_cells_of_a_table_too_wide_for_a_phone_bear_their_headings() -> None:
    columns = [Column(name, f"<{name}>") for name in "abcd"]
    made = table_markup(table("larga", "Larga", columns, [("1", "2", "3", "4")]))
    assert '<table class="udp-table udp-wide"' in made
    assert '<td data-th="&lt;d&gt;">4</td>' in made
    assert "data-th" not in table_markup(
        table("stretta", "Stretta", columns[:3], [("1", "2", "3")])
    )


def test_a_row_opens_what_it_speaks_of() -> None:
    columns = [Column("name", "Voce"), Column("amount", "Importo", ColumnKind.MONEY)]
    made = table("voci", "Voci", columns, [("A1", Money(100)), ("A2", None)])
    markup = table_markup(made, Openings("name", ("frna?voce=A1&anno=2026", "")))
    assert '<td><a href="frna?voce=A1&amp;anno=2026">A1</a></td>' in markup
    assert "<td>A2</td>" in markup
    assert markup.count("<a ") == 1
    with pytest.raises(ValueError, match="shorter"):
        table_markup(made, Openings("name", ("frna",)))


def test_a_figure_opens_what_it_counts() -> None:
    figures = [KeyFigure("fund", "Resta", "2 M€", ""), KeyFigure("areas", "Ambiti", "2", "")]
    markup = figures_markup(figures, {"fund": "frna?a=1&b=2"})
    assert '<p><a href="frna?a=1&amp;b=2" aria-label="Resta: 2 M€">Resta</a></p>' in markup
    assert "<p>Ambiti</p>" in markup


def test_a_space_that_is_not_to_be_broken_stays_one() -> None:
    assert text("Righe\u00a0lette \n  ora") == "Righe\u00a0lette ora"


def test_text_is_never_markup() -> None:
    made = table("x", HOSTILE, [Column("x", HOSTILE, unit=HOSTILE)], [(HOSTILE,)])
    judgement = Judgement(StatusLevel.CRITICAL, (HOSTILE,))
    figures = figures_markup([KeyFigure("x", HOSTILE, HOSTILE, HOSTILE)], {"x": HOSTILE})
    lights = lights_markup(judgement, judgement, [HOSTILE]) + lights_and_lines(
        [(HOSTILE, None)], [HOSTILE]
    )
    for markup in (
        table_markup(made),
        table_markup(made, Openings("x", (HOSTILE,))),
        figures,
        lights,
        heading_markup(HOSTILE, HOSTILE, date(2026, 1, 1), 2026, demo=False),
    ):
        assert "<img" not in markup
        assert SAFE in markup


def test_the_same_reasons_are_not_said_twice() -> None:
    now = Judgement(StatusLevel.ATTENTION, ("In ritardo di 20 punti.",))
    assert lights_markup(now, now).count("In ritardo di 20 punti.") == 1
    assert SAME_REASONS in lights_markup(now, now)
    later = Judgement(StatusLevel.CRITICAL, ("Oltre il programmato.",))
    assert SAME_REASONS not in lights_markup(now, later)
    assert "Oltre il programmato." in lights_markup(now, later)


def test_the_frame_says_demonstration_day_and_revision() -> None:
    heading = heading_markup(
        "Distretto di Ravenna", "Comitato di Distretto", date(2026, 10, 31), 2025, demo=True
    )
    assert "Dati dimostrativi" in heading
    assert "<b>31/10/2026</b> · anno</span>" in heading
    assert '<span data-year="2025">' in heading
    assert "Dati dimostrativi" not in heading_markup("D", "C", date(2026, 10, 31), 2026, demo=False)
    assert (
        closing_markup(2026, date(2026, 9, 30), 1234)
        == '<p class="udp-closing">Anno 2026 · ultimo dato contabile al 30/09/2026 · revisione'
        " dell’archivio 1.234</p>"
    )
    assert (
        closing_markup(2026, None, 1)
        == '<p class="udp-closing">Anno 2026 · revisione dell’archivio 1</p>'
    )
