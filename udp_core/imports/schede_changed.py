"""What a file would change of schede that are there, beside how far they are: it is asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from udp_core.archive.entity import specs
from udp_core.imports.file_kinds import ENTITY
from udp_core.imports.layout import Layout, cell_of
from udp_core.imports.numbers import is_missing
from udp_core.imports.plan import ReadingPlan
from udp_core.imports.questions import Question, asked, quoted
from udp_core.imports.sheet_facts import numbered
from udp_core.imports.work import Work
from udp_core.kernel import italian
from udp_core.kernel.problem import Problem
from udp_core.kernel.vocabulary import ImportKind
from udp_core.writing.saving import Edit

KEY, CHANGE, KEEP = "schede-diverse", "cambiare", "lasciare"
_OWN = ("title", "area_id", "lead_organisation_id", "territory", "municipality_id")
"""What says which scheda it is, whose, and where: a file of progress only repeats it."""
_MOST = 3


def own_words(edit: Edit) -> list[str]:
    """The fields by which a scheda that is there would become another."""
    if not edit.entity_id or edit.remove:
        return []
    counted = ["recipients"] if str(edit.values.get("recipients", "")).isdigit() else []
    return [*(name for name in _OWN if name in edit.values), *counted]


def ask_changed(work: Work, edits: Sequence[Edit]) -> list[Question]:
    """Whether what a file says otherwise than the archive is changed there too."""
    said = [
        f"{_code(edit)} {specs(edit.entity)[name].label} {quoted(_named(work, edit, name))}"
        for edit in edits
        for name in own_words(edit)
    ]
    if work.kind is not ImportKind.SCHEDE or not said:
        return []
    shown = italian.listing([*said[:_MOST], *(["altro"] if len(said) > _MOST else [])])
    return [
        asked(
            KEY,
            f"Il file non dice solo l’avanzamento, e non come nell’archivio: {shown}. Si cambia?",
            [(KEEP, "no: resta ciò che c’è nell’archivio"), (CHANGE, "sì: come dice il file")],
            work.choices.answers,
        )
    ]


def without_own_words(edits: Sequence[Edit]) -> list[Edit]:
    """The edits, with the schede left as they are but for how far they are."""
    return [
        replace(
            edit, values={name: value for name, value in edit.values.items() if name not in own}
        )
        if (own := own_words(edit))
        else edit
        for edit in edits
    ]


def titles_of_others(work: Work, edits: Sequence[Edit]) -> Iterator[Problem]:
    """A code beside the title of another scheda of the year: one of the two is wrong."""
    if work.kind is not ImportKind.SCHEDE:
        return
    titles = work.known["code"].names
    for edit in edits:
        if "title" not in own_words(edit):
            continue
        said = str(edit.values["title"])
        others = [code for code, title in titles.items() if title == said]
        if others:
            yield Problem(
                "X34",
                f"{quoted(said)} è il titolo di {others[0]}, il codice è {_code(edit)}.",
                "Correggere la riga.",
                edit.place,
            )


def without_progress(layout: Layout, plan: ReadingPlan, kind: ImportKind) -> Iterator[str]:
    """Told of the rows that do not say how far their scheda is."""
    column = plan.columns.get("progress")
    if kind is not ImportKind.SCHEDE or column is None:
        return
    rows = [number for number, row in layout.rows if is_missing(cell_of(row, column))]
    if rows:
        many = italian.plural(len(rows), "riga senza avanzamento", "righe senza avanzamento")
        yield f"{many} ({numbered(rows)}): resta quello dell’archivio."


def _code(edit: Edit) -> str:
    return str(edit.entity_id).rpartition(":")[2]


def _named(work: Work, edit: Edit, name: str) -> str:
    """What the file says, by its name where it is a code of ours."""
    said = str(edit.values[name] or "")
    known = work.known.get(name)
    terms = specs(ENTITY[work.kind])[name].terms
    if terms is not None:
        return next((one.label for one in terms if one.value == said), said)
    return known.names.get(said, said) if known else said
