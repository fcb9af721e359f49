"""Words by which a file says that its figures are not those that its kind takes them for.

«FAC-SIMILE» over the table, «Importo residuo» over a column, «stima» in a note: it is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from udp_core.files.number_format import LESS
from udp_core.imports.file_kinds import OF_MONEY
from udp_core.imports.headings import phase_in, unit_in
from udp_core.imports.larger_units import says_other_unit
from udp_core.imports.layout import Layout, Reason, plain
from udp_core.imports.numbers import is_missing
from udp_core.imports.plan import ReadingPlan
from udp_core.imports.questions import LONGEST_QUOTED, READ, Question, asked, quoted
from udp_core.kernel import italian
from udp_core.kernel.problem import Place
from udp_core.kernel.vocabulary import ActivityUnit, ImportKind

KEY = "natura"
_ARE = {
    ImportKind.FRNA_MONITORING: "la spesa di ogni voce nel suo periodo",
    ImportKind.SCHEDA_SPENDING: "la spesa di ogni scheda",
    ImportKind.ACTIVITY: "l’attività svolta nel periodo",
    ImportKind.INDICATORS: "i valori rilevati degli indicatori",
    ImportKind.POPULATION: "i residenti",
    ImportKind.SCHEDE: "lo stato delle schede",
}
"""What the figures of a kind are."""
DOUBT = (
    r"\bstim(?:a|e|ato|ata|ati|ate)\b|\bpresunt[aoie]\b"
    r"|\bda (?:verificare|confermare|validare|rivedere|controllare|correggere|completare)\b"
    r"|\bdat[oi] (?:parzial|incomplet)"
)
"""By which somebody says that a figure is not yet the true one."""
_DOUBTFUL = re.compile(
    rf"{DOUBT}|^in (?:giallo|rosso|verde|grigio|corsivo|grassetto)\b(?: [a-z]{{1,9}}){{0,3}}"
    r" (?:provvisor|definitiv)"
)
"""In a note: of some figures. That all are provisional is what an import writes of them anyway."""
_NOT_TRUE = re.compile(
    r"\bfac ?simile|(?<!ad )(?<!per )\besempio\b|\bfittizi|\bprova\b|\btest\b|\bsimulazion"
    r"|\bdimostrativ|\bbozz[ae]\b|\bdraft\b|non ufficial|\bsuperat[oaie]\b|\bobsolet"
    rf"|\bnon (?:valid[oaie]|usare)\b|{DOUBT}"
)
"""Over a table, or in a name: that it is a model, a trial, a draft."""
_BEFORE_TAX = r"\biva escl|\besclusa? iva|\bsenza iva|\bal netto (?:di |dell )?iva|\bimponibil"
_UNITARY = r"\bpro ?capite|\bunitari[oae]?\b|\bper (?:utente|giornata|persona|ora|abitante|posto)\b"
_ADDED = r"\b(?:conteggio|media|max|min|massimo|minimo|prodotto|varianza) di\b"
"""How a pivot table says that it does not add up."""
_OF_TITLES = {
    ImportKind.INDICATORS: r"valor[ei] (?:attes|obiettiv|regional|nazional|precedent)|\btarget\b"
    r"|medi[ae] (?:regional|nazional)|\bprevisi|\bproiezion|\bscostament",
    ImportKind.POPULATION: r"\bprevisi|\bproiezion|\bscenari|previst|\battes[aoie]\b|\bfamigli"
    r"|\bnuclei|\bstranier|\bmaschi\b|\bfemmin|\bdomiciliat|popolazione presente",
    ImportKind.ACTIVITY: rf"list[ae] di? attesa|{_UNITARY}|{_ADDED}|\bvalori medi\b",
}
_OF_MONEY_TITLES = (
    rf"\bresidu[oi]\b|\beconomie\b|\bscostament|\bcompartecipazion|\bentrate\b|{_UNITARY}"
    rf"|{_BEFORE_TAX}|{_ADDED}|\b(?:spesa|costo|importo) medi[ao]|\b(?:importi|costi) medi"
)
_OF_MONEY_HEADINGS = (
    rf"{_OF_MONEY_TITLES}|\bdifferenz|\bmedi[ao]\b|\bgiornalier|\bal giorno\b"
    r"|\bcosto (?:giornat|orari|ora\b)|\bpercentual|\bincidenza"
    r"|\bquota utent|\bcarico (?:dell |degli )?utent|\brichiest|\bautorizzat|\bammess"
    r"|\bentrat|\bincass|\brimbors|\bprecedente"
    r"|\bda (?:liquidare|pagare|impegnare|erogare|rendicontare)"
    r"|\bnon (?:liquidat|pagat|spes|erogat|rendicontat)|\btariff"
)
_OF_ACTIVITY_HEADINGS = (
    rf"{_OF_TITLES[ImportKind.ACTIVITY]}|\battesa\b|\bvuot|\bdisponibil|\bliber[ie]\b|\bdimess"
    r"|\bcessat|\buscit|\bnuov[ie]\b|\bingress|\bmedi[aeio]?\b|\bpercentual|\bdomand"
    r"|\brichiest|\bautorizzat|\bnon (?:erogat|fruit|svolt|utilizzat)|\bassenz|\bequivalent"
    r"|\bresidu|\bcost[oi]\b|\bprecedente"
    r"|\bmaschi\b|\bfemmin|\bsettimanal|\bgiornalier|\bal giorno|\bteoric|\brinunc|\bsospes"
)
_LONE_PERCENT = re.compile(r"(?<![\d\s])\s?%")
_OVER_EACH = re.compile(
    r"(?:ore|giornate|utenti|posti|pasti|spesa|costo|importo|euro|€)\s*/\s*[a-z]", re.IGNORECASE
)
"""«Ore/utente», «€/giornata»."""
_WHOLE = frozenset({ActivityUnit.BENEFICIARIES, ActivityUnit.PROJECTS, ActivityUnit.ASSESSMENTS})
"""What is counted one by one."""
_BROKEN = re.compile(r"(?:\d+|\d{1,3}(?:\.\d{3})+),0*[1-9]\d*|\d+\.0?[1-9]\d?")
_SCENARIO = re.compile(r"\b(?:scenario|ipotesi|variante)\b")
_MOST = 3
_LONGEST_STAMP = 30


def ask_other_figures(
    layout: Layout,
    plan: ReadingPlan,
    kind: ImportKind,
    told: Mapping[str, str],
    also: Iterable[str] = (),
) -> Iterator[Question]:
    """Whether the figures are those of the kind, where words of the file say that they are not.

    `also` are other words that do.
    """
    said = list(dict.fromkeys([*_said(layout, plan, kind), *map(quoted, also)]))
    if not said:
        return
    words = italian.listing([*said[:_MOST], *(["altro"] if len(said) > _MOST else [])])
    yield asked(
        KEY,
        f"Nel file è scritto {words}: le cifre sono {_ARE[kind]}?",
        [(READ, "sì: registrarle così come sono; altrimenti mandare il file con quelle giuste")],
        told,
        Place(layout.where),
    )


def _said(layout: Layout, plan: ReadingPlan, kind: ImportKind) -> Iterator[str]:
    """The words, as the question repeats them."""
    titles = re.compile(_titles_of(kind)) if _titles_of(kind) else None
    file = layout.file.rpartition(".")[0].replace("_", " ")
    names = (file,) if layout.sheet.is_text else (layout.sheet.name, file)
    covers = [text for text in layout.around if len(text) <= LONGEST_QUOTED]
    for text in (*layout.above, *layout.between, *names, *covers):
        for pattern in filter(None, (_NOT_TRUE, titles)):
            yield from _excerpt(pattern, text)
    for text in _short_words(layout):
        yield from _excerpt(_NOT_TRUE, text)
    for text in (*layout.below, *layout.noted_over):
        yield from _excerpt(_DOUBTFUL, text)
        if kind in OF_MONEY:
            yield from _excerpt(re.compile(_BEFORE_TAX), text)
    yield from _said_over(plan, kind)
    yield from _shown_beside(layout, plan, kind)
    if kind is ImportKind.POPULATION:
        for heading in layout.headings:
            yield from _excerpt(_SCENARIO, heading)


def _short_words(layout: Layout) -> Iterator[str]:
    """The few words under a table, or beside it, by which a whole page is stamped («BOZZA»)."""
    alone = [one for one in layout.left_out if one.reason is Reason.CONTINUED]
    beside = [column for column, heading in enumerate(layout.headings) if not heading]
    said = (
        *layout.below,
        *layout.noted_over,
        *(cell for one in alone for cell in one.cells),
        *(text for column in beside for _, text in layout.written(column)),
    )
    return (text for text in said if len(text) <= _LONGEST_STAMP)


def _titles_of(kind: ImportKind) -> str:
    return _OF_MONEY_TITLES if kind in OF_MONEY else _OF_TITLES.get(kind, "")


def _said_over(plan: ReadingPlan, kind: ImportKind) -> Iterator[str]:
    """What the headings of the figures say, unless whoever sends it chose among them."""
    if any(one.key == "colonna" for one in plan.questions):
        return
    pattern = {ImportKind.ACTIVITY: _OF_ACTIVITY_HEADINGS}.get(
        kind, _OF_MONEY_HEADINGS if kind in OF_MONEY else ""
    )
    if not pattern:
        return
    for figure in plan.figures:
        text = figure.heading
        if _LONE_PERCENT.search(text) or _OVER_EACH.search(text):
            yield quoted(text)
        yield from _excerpt(re.compile(f"{pattern}|{DOUBT}"), text)


def _shown_beside(layout: Layout, plan: ReadingPlan, kind: ImportKind) -> Iterator[str]:
    """What number formats write beside the figures, where it is neither euro nor their measure."""
    yield from _parts_of_persons(layout, plan)
    units = {one.column: one.unit for one in plan.figures}
    for at, words in layout.sheet.units.items():
        column = at[1]
        said = phase_in(words) or says_other_unit(words) or "%" in words or is_missing(words)
        if said or column not in units or at in layout.sheet.unseen:
            continue
        unit = unit_in(words)
        if kind in OF_MONEY or (unit and units[column] and unit is not units[column]):
            yield "il segno meno davanti alle cifre" if words.startswith(LESS) else quoted(words)


def _parts_of_persons(layout: Layout, plan: ReadingPlan) -> Iterator[str]:
    """«12,5» under «Utenti»: no one is half a person, so it may be a mean."""
    for figure in plan.figures:
        if figure.unit in _WHOLE:
            cells = (text for _, text in layout.written(figure.column))
            if broken := next(filter(_BROKEN.fullmatch, cells), ""):
                yield f"{quoted(broken.replace('.', ','))} sotto {quoted(figure.heading)}"


def is_doubt(words: str) -> bool:
    """True of words by which a figure is not yet the true one."""
    return re.search(DOUBT, plain(words)) is not None


def _excerpt(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    """The text where it says so; of a long one, the words that do."""
    if found := pattern.search(plain(text)):
        yield quoted(text if len(text) <= LONGEST_QUOTED else found[0])
