"""The sheet of a scheda in words: every field of DOMAIN.md 5.1, in the order of the form."""

from __future__ import annotations

from collections.abc import Iterable

from udp_core.kernel import italian
from udp_core.kernel.vocabulary import PartnerRole
from udp_core.programme.queries.programme_sheet import ActValue
from udp_core.programme.report.programme import ProgrammeReport, SchedaValue
from udp_core.programme.report.sheet import SheetReport
from udp_core.programme.view.tables import spent_share
from udp_core.programme.view.words import points, territory_words
from udp_core.render.key_figure import KeyFigure, LabelledWords

NOT_WRITTEN = "non indicato"
Pair = tuple[str, str | None]


def sheet_fields(
    report: ProgrammeReport, scheda: SchedaValue, sheet: SheetReport
) -> tuple[LabelledWords, ...]:
    """All fields, in the order of the form; one that nobody wrote says so."""
    pairs = (
        *_identity(report, scheda, sheet),
        *_aims(sheet),
        *_people(sheet),
        *_outcome(scheda, sheet),
    )
    return tuple(LabelledWords(label, words or NOT_WRITTEN) for label, words in pairs)


def _identity(report: ProgrammeReport, scheda: SchedaValue, sheet: SheetReport) -> tuple[Pair, ...]:
    texts = sheet.texts
    return (
        ("Programma", f"{report.title}, {report.state.label}"),
        ("Ambito", _area_words(report, scheda, sheet)),
        ("Stato della scheda", scheda.state.label),
        ("Durata", f"dal {italian.day(scheda.start_date)} al {italian.day(scheda.end_date)}"),
        ("Territorio", territory_words(scheda, dict(report.municipalities))),
        ("Soggetto capofila", scheda.lead),
        ("Referente (ruolo)", texts.contact_role),
        ("Modalità di erogazione", texts.delivery_type.label),
        (
            "Politiche integrate",
            italian.listing([sector.label for sector in sheet.sectors]) or "nessuna",
        ),
        ("Scheda regionale di riferimento", texts.regional_sheet),
    )


def _area_words(report: ProgrammeReport, scheda: SchedaValue, sheet: SheetReport) -> str:
    main = next((area.name for area in report.areas if area.id == scheda.area_id), scheda.area)
    return (
        f"{main} (collegati: {italian.listing(list(sheet.linked_areas))})"
        if sheet.linked_areas
        else main
    )


def _aims(sheet: SheetReport) -> tuple[Pair, ...]:
    texts = sheet.texts
    return (
        ("Obiettivo regionale", texts.regional_objective),
        ("Obiettivo strategico", texts.strategic_objective),
        ("Contesto e bisogno", texts.need),
        ("Obiettivo generale", texts.general_objective),
        ("Obiettivi specifici", texts.specific_objectives),
        ("Risultati attesi", texts.expected_results),
        ("Indicatori collegati", "; ".join(sheet.indicators) or "nessuno"),
    )


def _people(sheet: SheetReport) -> tuple[Pair, ...]:
    texts = sheet.texts
    expected = (
        None
        if texts.expected_users is None
        else italian.plural(texts.expected_users, "persona", "persone")
    )
    return (
        ("Destinatari", texts.recipients),
        ("Tipo di destinatari", texts.recipient_type.label),
        ("Destinatari attesi", expected),
        *((_role_label(role), _names(sheet, role)) for role in PartnerRole),
        ("Risorse umane", texts.human_resources),
    )


def _role_label(role: PartnerRole) -> str:
    return {
        PartnerRole.MANAGER: "Gestori",
        PartnerRole.PARTNER: "Partner",
        PartnerRole.FUNDER: "Finanziatori",
    }[role]


def _names(sheet: SheetReport, role: PartnerRole) -> str:
    return (
        italian.listing([partner.name for partner in sheet.partners if partner.role is role])
        or "nessuno"
    )


def _outcome(scheda: SchedaValue, sheet: SheetReport) -> tuple[Pair, ...]:
    texts = sheet.texts
    return (
        ("Avanzamento dichiarato", italian.percent(scheda.declared, 0)),
        ("Criticità", texts.critical_points or "nessuna segnalata"),
        ("Valutazione", texts.evaluation or "non ancora scritta"),
        ("Atti", acts_words(sheet.acts) or "nessuno"),
        (
            "Stato del dato",
            (
                f"{scheda.data_state.label}, situazione al {italian.day(scheda.as_of)},"
                f" {scheda.origin.label}"
            ),
        ),
        ("Fonte", scheda.source),
    )


def acts_words(acts: Iterable[ActValue]) -> str:
    """«decisione del Comitato di Distretto n. D/3-2026 del 22/04/2026, Programma attuativo…»."""
    return "; ".join(_act(act) for act in acts)


def _act(act: ActValue) -> str:
    number = f" n. {act.number}" if act.number else ""
    when = f" del {italian.day(act.act_date)}" if act.act_date else ""
    return f"{act.kind.label}{number}{when}, {act.title}"


def sheet_figures(scheda: SchedaValue) -> tuple[KeyFigure, ...]:
    """Progress, money, actions with their next due date."""
    late = len(scheda.late_actions)
    share = spent_share(scheda.programmed, scheda.spent)
    ended = sum(action.done_date is not None for action in scheda.actions)
    due = (
        f"prossima scadenza {italian.day(scheda.next_due)}"
        if scheda.next_due
        else "nessun’altra scadenza"
    )
    overdue = f"{italian.plural(late, 'scaduta', 'scadute')}; {due}" if late else due
    return (
        KeyFigure(
            "done",
            "Fatto",
            italian.percent(scheda.done, 0),
            f"previsto finora {italian.percent(scheda.planned, 0)} ({points(scheda.gap)})",
        ),
        KeyFigure(
            "spent",
            "Speso",
            italian.euro_short(scheda.spent),
            f"su {italian.euro_short(scheda.programmed)}"
            + (f" ({italian.percent(share, 0)})" if share is not None else ""),
        ),
        KeyFigure("actions", "Azioni concluse", f"{ended} su {len(scheda.actions)}", overdue),
    )
