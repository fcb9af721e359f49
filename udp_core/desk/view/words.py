"""A figure to give, in final words.

Its name, what was there before, what became of what was typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from udp_core.desk.report.desk import DueGroup
from udp_core.kernel import italian
from udp_core.kernel.clock import ROME
from udp_core.kernel.problem import Problem
from udp_core.render.markup import text


def name_markup(label: str, detail: str) -> str:
    """Name and detail of a figure, two lines."""
    return (
        f'<p class="udp-due"><b>{text(label)}</b><br><span'
        f' class="udp-note">{text(detail)}</span></p>'
    )


def before_markup(last: str, low: str, high: str) -> str:
    """«Prima 163.098,00; di solito da 70.227,00 a 244.647,00»; a dash where nothing was there."""
    if not last:
        return '<p class="udp-due udp-note">–</p>'
    usual = f"<br>di solito da {text(low)} a {text(high)}" if low else ""
    return f'<p class="udp-due udp-note">prima {text(last)}{usual}</p>'


def known_markup(name: str, before: str) -> str:
    """The name of a figure beside what was there before."""
    return f'<div class="udp-known">{name}{before}</div>'


NOTHING_SAID = '<p class="udp-due"></p>'
"""Where nothing became of a figure yet: its place in the row."""


def saved_markup(words: str, state: str) -> str:
    """What stands now, and how far it is checked."""
    return (
        f'<p class="udp-due udp-saved">✓ {text(words)}<br><span'
        f' class="udp-note">{text(state)}</span></p>'
    )


def wrong_markup(problems: Sequence[Problem]) -> str:
    """Each thing that is wrong, with its remedy, beside the cell; told at once to who listens."""
    lines = "".join(f"<p><b>{text(one.sentence)}</b> {text(one.remedy)}</p>" for one in problems)
    return f'<div class="udp-due udp-wrong" role="alert">{lines}</div>'


LONGEST_SHOWN = 160
"""Characters shown of what waits unsaved: enough to know it again."""


def moment_words(at: datetime, now: datetime) -> str:
    """«oggi alle 22:04», «ieri alle 22:04», «il 25/11/2026 alle 22:04», in Italy."""
    there, today = at.astimezone(ROME), now.astimezone(ROME).date()
    near = {today: "oggi", today - timedelta(days=1): "ieri"}
    day = near.get(there.date(), f"il {italian.day(there.date())}")
    return f"{day} alle {there:%H:%M}"


def unsaved_markup(words: str, at: datetime, now: datetime, label: str = "") -> str:
    """«Bozza non salvata, scritta ieri alle 22:04: 163.000».

    Away from its field, «Bozza non salvata di «Luogo», …».
    """
    shown = words if len(words) <= LONGEST_SHOWN else f"{words[:LONGEST_SHOWN].rstrip()}…"
    of_field = f" di «{text(label)}»" if label else ""
    said = f"Bozza non salvata{of_field}, scritta {moment_words(at, now)}:"
    return f'<p class="udp-unsaved" role="status">{said} <b>{text(shown or "(vuoto)")}</b></p>'


def saved_at(now: datetime) -> str:
    """«Salvato alle 22:04»: the moment is in Italy."""
    return f"Salvato alle {now.astimezone(ROME):%H:%M}"


def progress_words(groups: Sequence[DueGroup]) -> str:
    """How much is left to do this month, and what a key would confirm, group by group.

    «Mancano 19 cifre (Spesa FRNA del mese: 17; Indicatori: 2). In bozza, da confermare: 8 (Attività
    del mese: 8).»
    """
    missing, drafts = (
        sum(group.missing for group in groups),
        sum(len(group.drafts) for group in groups),
    )
    where = _by_group((group.title, group.missing) for group in groups)
    left = (
        "Non manca nulla."
        if not missing
        else f"Manca 1 cifra ({where})."
        if missing == 1
        else f"Mancano {missing} cifre ({where})."
    )
    waiting = _by_group((group.title, len(group.drafts)) for group in groups)
    return f"{left} In bozza, da confermare: {drafts} ({waiting})." if drafts else left


def _by_group(counts: Iterable[tuple[str, int]]) -> str:
    return "; ".join(f"{title}: {count}" for title, count in counts if count)
