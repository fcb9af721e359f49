"""What stands above and below every screen.

Whose figures, of which day and year, how real, which revision.
"""

from __future__ import annotations

from datetime import date

from udp_core.kernel import italian
from udp_core.render.markup import text
from udp_core.render.stamp import DEMO_WORDS


def heading_markup(
    district: str, body: str, today: date, year: int, *, demo: bool, presence: str = ""
) -> str:
    """One line.

    The body, who is here (markup), whether the figures are a demonstration, the day they speak of.
    The year is said on paper, where the box in which it is chosen is not.
    """
    mark = f'<span class="udp-demo">{DEMO_WORDS}</span> ' if demo else ""
    return (
        f'<div class="udp-heading"><strong>{text(district)}'
        f'<span class="udp-long"> — {text(body)}</span></strong><span>{presence}</span>'
        f'<span data-year="{year}">{mark}<span class="udp-long">Situazione al </span>'
        f"<b>{italian.day(today)}</b> · anno</span></div>"
    )


def closing_markup(year: int, data_day: date | None, revision: int) -> str:
    """The footer: what state of the archive the figures come from."""
    days = f"ultimo dato contabile al {italian.day(data_day)} · " if data_day else ""
    return (
        f'<p class="udp-closing">Anno {year} · {days}revisione dell’archivio'
        f" {italian.number(revision)}</p>"
    )
