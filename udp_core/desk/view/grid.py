"""What is said beside a grid.

What waits to be saved, what is not complete, what an empty cell is worth.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from udp_core.kernel import italian

MOST_ROWS_NAMED = 4
FEW = 12
"""Rows among which one that says always the same is no rule."""
LETTER, EDGES = 7, 20
LETTER_OF_HEADING, EDGES_OF_HEADING = 6, 58
"""Pixels of a letter, and of what stands around the words."""
NARROWEST, WIDEST, WIDEST_SAME = 70, 260, 110


def waiting_words(changed: int, added: int, removed: int) -> str:
    """«Da salvare: 1 riga nuova, 2 righe cambiate, 1 riga da togliere.».

    Nothing where there is nothing.
    """
    parts = [
        italian.plural(count, one, many)
        for count, one, many in (
            (added, "riga nuova", "righe nuove"),
            (changed, "riga cambiata", "righe cambiate"),
            (removed, "riga da togliere", "righe da togliere"),
        )
        if count
    ]
    return f"Da salvare: {', '.join(parts)}." if parts else ""


def incomplete_words(rows: Sequence[tuple[int, Sequence[str]]]) -> str:
    """«2 righe non sono complete: riga 4, manca «Fonte o atto»; riga 5, mancano «Codice» e
    «Nome».».
    """
    if not rows:
        return ""
    said = [_missing(number, columns) for number, columns in rows[:MOST_ROWS_NAMED]]
    left = len(rows) - MOST_ROWS_NAMED
    more = [f"e {italian.plural(left, 'altra', 'altre')}"] if left > 0 else []
    counted = italian.plural(len(rows), "riga non è completa", "righe non sono complete")
    return f"{counted}: {'; '.join([*said, *more])}."


def _missing(number: int, columns: Sequence[str]) -> str:
    named = italian.listing([f"«{one}»" for one in columns])
    return f"riga {number}, {'manca' if len(columns) == 1 else 'mancano'} {named}"


def usual_words(usual: Mapping[str, str], *, of_a_period: bool) -> str:
    """What an empty cell of a new row is worth, by column.

    The day of a figure follows its period.
    """
    said = []
    for label, words in usual.items():
        follows = of_a_period and label == "Situazione al"
        said.append(
            f"{label} «{words}»"
            + (", o l’ultimo giorno del periodo se è già finito" if follows else "")
        )
    return f"In una riga nuova, una cella lasciata vuota vale: {'; '.join(said)}." if said else ""


def width_of(heading: str, cells: Sequence[str]) -> int:
    """Pixels in which most of the words of a column are read, and its heading whole.

    Little more than the heading for one that says always the same.
    """
    longest = max((len(cell) for cell in cells), default=0) * LETTER + EDGES
    if len(cells) > FEW and len(set(cells)) == 1 and cells[0]:
        longest = min(WIDEST_SAME, longest)
    headed = len(heading) * LETTER_OF_HEADING + EDGES_OF_HEADING
    return max(NARROWEST, min(WIDEST, max(longest, headed)))
