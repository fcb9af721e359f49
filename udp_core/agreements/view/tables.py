"""Rules and agreements in tables: what ends, who signed, who answers, how a cost is split."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from udp_core.agreements.report.values import (
    AgreementValue,
    BodyValue,
    NamedRow,
    RegulationValue,
    RulesReport,
    SplitValue,
)
from udp_core.agreements.terms import RegulationKind
from udp_core.agreements.view.words import (
    ending_words,
    regulation_words,
    short_words,
    signature_words,
    signed_words,
)
from udp_core.kernel import italian
from udp_core.kernel.italian import OF_WHOLE_DISTRICT
from udp_core.render.table import Cell, Column, ColumnKind, Table, decimals_of, table

DAY, MONEY = ColumnKind.DAY, ColumnKind.MONEY


def _until(end: date | None) -> Cell:
    """A day, or that there is no end: it is not unknown."""
    return end or "senza termine"


def endings_table(report: RulesReport) -> Table:
    """What ends within half a year, or ended less than that ago."""
    heads = (
        Column("day", "Quando", DAY),
        Column("left", "Quanto manca"),
        Column("what", "Che cosa"),
        Column("title", "Oggetto"),
        Column("note", "Rinnovo o nota"),
    )
    rows = [(one.day, ending_words(one), one.what, one.title, one.note) for one in report.endings]
    return table("scadenze_regole", "Accordi e regolamenti che scadono", heads, rows)


def unsigned_table(report: RulesReport) -> Table:
    """The signatures that are not there."""
    heads = (
        Column("title", "Accordo"),
        Column("who", "Chi deve firmare"),
        Column("by", "Entro", DAY),
        Column("late", "Ritardo"),
    )
    rows = [
        (one.title, each.who, each.sign_by, _late(each.sign_by, report.today))
        for one, each in report.unsigned
    ]
    return table("firme_mancanti", "Firme che mancano", heads, rows)


def _late(by: date | None, today: date) -> str:
    if by is None:
        return "senza termine"
    days = (today - by).days
    return f"▲ {italian.plural(days, 'giorno', 'giorni')}" if days > 0 else "nei tempi"


def mend_table(report: RulesReport) -> Table:
    """What is wrong or missing."""
    heads = (Column("what", "Che cosa"), Column("title", "Oggetto"), Column("why", "Perché"))
    return table("da_sistemare", "Da sistemare", heads, report.to_mend)


def agreements_table(report: RulesReport) -> Table:
    """Every agreement with its signatures and its end."""
    heads = (
        Column("title", "Oggetto"),
        Column("kind", "Tipo"),
        Column("state", "Stato"),
        Column("owners", "Titolari"),
        Column("from", "Dal", DAY),
        Column("to", "Al", DAY),
        Column("renewal", "Rinnovo"),
        Column("signed", "Firme"),
    )
    rows = [
        (
            one.title,
            one.kind,
            one.state,
            " e ".join(filter(None, (one.social_owner, one.health_owner))),
            one.starts_on,
            _until(one.ends_on),
            one.renewal.label if one.renewal else "",
            signed_words(one),
        )
        for one in report.agreements
    ]
    return table("accordi", "Accordi", heads, rows)


def signatures_table(one: AgreementValue, today: date) -> Table:
    """Who signs an agreement, and when."""
    rows = [(signature_words(each, today),) for each in one.signatures]
    return table("firme", f"Firme: {one.title}", (Column("who", "Firme"),), rows)


def _place_columns(places: Sequence[NamedRow]) -> list[Column]:
    return [Column(f"comune_{number}", one.name) for number, one in enumerate(places, 1)]


def grid_table(report: RulesReport, *, short: bool = False) -> Table:
    """The regulations per Comune and service; where they differ it is marked.

    `short` is for the room: fewer words in a cell, what differs first.
    """
    heads = [
        Column("what", "Che cosa regola"),
        *_place_columns(report.places),
        Column("same", "Regole"),
    ]
    asked = [
        (RegulationKind.ACCESS, None),
        *((RegulationKind.COPAYMENT, one) for one in report.services),
        *((kind, None) for kind in _OF_THE_DISTRICT),
    ]
    rows = [_grid_row(report, kind, one, short=short) for kind, one in asked]
    if short:
        rows.sort(key=lambda row: not str(row[-1]).startswith("◆"))
    return table("regolamenti_griglia", "Regolamenti per Comune e servizio", heads, rows)


_OF_THE_DISTRICT = (RegulationKind.OFFICE, RegulationKind.ASSOCIATED)


def _grid_row(
    report: RulesReport, kind: RegulationKind, service: NamedRow | None, *, short: bool
) -> tuple[Cell, ...]:
    found = [_in_force(report, kind, service, place) for place in report.places]
    whole = [regulation_words(one) if one else "manca" for one in found]
    cells = [*map(short_words, found)] if short else whole
    what = f"Tariffe: {service.name}" if service else italian.sentence_case(kind.label)
    return (what, *cells, _same(report, found, service))


def _in_force(
    report: RulesReport, kind: RegulationKind, service: NamedRow | None, place: NamedRow
) -> RegulationValue | None:
    """Of the Comune before that of the district, of the service before that of all."""
    own = [
        one
        for one in report.regulations
        if one.kind is kind
        and one.binds
        and one.place in {place, None}
        and one.service in {service, None}
    ]
    own.sort(key=lambda one: (one.service is None, one.place is None))
    return own[0] if own else None


def _same(
    report: RulesReport, found: Sequence[RegulationValue | None], service: NamedRow | None
) -> str:
    if service is not None:
        return "stesse tariffe" if service.id in report.same_fees else "◆ tariffe diverse"
    if None in found:
        return "◆ manca"
    if len({one.id for one in found if one}) == 1:
        return "una sola regola"
    texts = {one.criteria for one in found if one}
    return "stessi criteri" if len(texts) == 1 else "◆ criteri diversi"


def regulations_table(report: RulesReport) -> Table:
    """Every regulation with its life."""
    heads = (
        Column("title", "Titolo"),
        Column("kind", "Tipo"),
        Column("place", "Comune"),
        Column("state", "Stato"),
        Column("published", "Pubblicato il", DAY),
        Column("from", "In vigore dal", DAY),
        Column("to", "Fino al", DAY),
        Column("act", "Atto di adozione"),
        Column("template", "Schema regionale"),
    )
    rows = [
        (
            one.title,
            one.kind,
            one.place.name if one.place else OF_WHOLE_DISTRICT,
            one.state,
            one.published_on,
            one.starts_on,
            _until(one.ends_on),
            one.act,
            one.template,
        )
        for one in report.regulations
    ]
    return table("regolamenti", "Regolamenti", heads, rows)


def access_table(report: RulesReport) -> Table:
    """How one gets into the services of each Comune, beside how many do."""
    heads = (
        Column("place", "Comune"),
        Column("criteria", "Criteri di accesso"),
        Column("regulation", "Regolamento"),
        Column("contacts", "Contatti ogni 1.000 residenti"),
    )
    rows = [
        (one.place, one.criteria or "manca", one.regulation or "manca", one.contacts or "n.d.")
        for one in report.access
    ]
    return table("accesso", "Criteri di accesso a confronto", heads, rows)


def acts_table(report: RulesReport) -> Table:
    """The acts in their chains, each under the one that it rests on."""
    heads = (
        Column("title", "Atto"),
        Column("kind", "Tipo"),
        Column("number", "Numero"),
        Column("day", "Data", DAY),
        Column("body", "Organo"),
        Column("state", "Stato"),
        Column("check", "Catena"),
    )
    rows = [
        (
            f"{'↳ ' * one.depth}{one.title}",
            one.kind,
            one.number,
            one.day,
            one.body,
            one.state,
            f"◆ {'; '.join(one.problems)}" if one.problems else "in ordine",
        )
        for one in report.acts
    ]
    return table("atti", "Atti e catena", heads, rows)


def norms_table(report: RulesReport) -> Table:
    """The laws, the process that each touches, what changes."""
    heads = (
        Column("title", "Norma"),
        Column("kind", "Tipo"),
        Column("process", "Processo"),
        Column("force", "Vigore"),
        Column("changes", "Che cosa prevede o cambia"),
        Column("impact", "Che cosa comporta"),
    )
    rows = [
        (
            one.title,
            one.kind,
            one.process or "nessuno",
            _force(one.starts_on, one.ends_on, report.today),
            f"{one.changes} Sostituita da: {one.replaced_by}." if one.replaced_by else one.changes,
            one.impact,
        )
        for one in report.norms
    ]
    return table("norme", "Norme in vigore e che cosa cambia", heads, rows)


def _force(start: date | None, end: date | None, today: date) -> str:
    if start and start > today:
        return f"◆ dal {italian.day(start)}"
    if end and end < today:
        return f"fino al {italian.day(end)}, non più in vigore"
    since = f"in vigore dal {italian.day(start)}" if start else "in vigore"
    return f"{since}, fino al {italian.day(end)}" if end else since


def bodies_table(report: RulesReport) -> Table:
    """Every body with its time; those that are over are shown, and offered no more."""
    heads = (
        Column("name", "Ente"),
        Column("kind", "Tipo"),
        Column("place", "Comune"),
        Column("from", "Dal", DAY),
        Column("to", "Al", DAY),
        Column("now", "Oggi"),
    )
    ordered = sorted(report.bodies, key=lambda one: (_over(one, report.today), one.name))
    rows = [
        (
            one.name,
            one.kind,
            one.place,
            one.starts_on,
            _until(one.ends_on),
            "cessato" if _over(one, report.today) else "attivo",
        )
        for one in ordered
    ]
    return table("enti", "Enti", heads, rows)


def _over(one: BodyValue, today: date) -> bool:
    return one.ends_on is not None and one.ends_on < today


def appointments_table(report: RulesReport) -> Table:
    """Who was appointed, by whom, with which act, until when."""
    heads = (
        Column("title", "Incarico"),
        Column("holder", "Titolare"),
        Column("body", "Organo"),
        Column("act", "Atto di nomina"),
        Column("from", "Dal", DAY),
        Column("to", "Al", DAY),
    )
    rows = [
        (one.title, one.holder, one.body, one.act or "◆ manca", one.starts_on, _until(one.ends_on))
        for one in report.appointments
    ]
    return table("nomine", "Nomine", heads, rows)


def sub_areas_table(report: RulesReport) -> Table:
    """The parts of the district with their Comuni."""
    heads = (
        Column("name", "Articolazione"),
        Column("places", "Comuni"),
        Column("purpose", "A che cosa serve"),
        Column("from", "Dal", DAY),
        Column("to", "Al", DAY),
    )
    rows = [
        (
            one.name,
            italian.listing(list(one.places)),
            one.purpose,
            one.starts_on,
            _until(one.ends_on),
        )
        for one in report.sub_areas
    ]
    return table("articolazioni", "Articolazioni del distretto", heads, rows)


def split_table(one: SplitValue) -> Table:
    """Each Comune's part of the cost of an associated service; the parts add up to it."""
    decimals = max((decimals_of(each.weight or Fraction(0)) for each in one.parts), default=0)
    heads = (
        Column("place", "Comune"),
        Column("weight", f"Peso: {one.criterion}", ColumnKind.DECIMAL, decimals),
        Column("share", "Quota", ColumnKind.PERCENT, 2),
        Column("amount", "Quota di costo", MONEY),
    )
    rows: list[tuple[Cell, ...]] = [
        (each.place, each.weight, each.share, each.amount) for each in one.parts
    ]
    weight = _sum([each.weight for each in one.parts])
    share = _sum([each.share for each in one.parts])
    rows.append(("Totale", weight, share, one.cost))
    return table("riparto", f"{one.service}, {one.year}: chi paga quanto", heads, rows)


def _sum(parts: Sequence[Fraction | None]) -> Fraction | None:
    """What the parts add up to; not known where one of them is not."""
    known = [part for part in parts if part is not None]
    return sum(known, Fraction(0)) if len(known) == len(parts) else None
