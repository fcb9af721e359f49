"""How a plan is made, in words and tables: phases, tasks, chapters, remarks, signatures."""

from __future__ import annotations

from datetime import date

from udp_core.kernel import italian
from udp_core.plan.terms import ChangeState
from udp_core.render.table import Column, Table, table
from udp_core.zone_plan.queries.process import ChapterRow, ParticipantRow, RemarkRow
from udp_core.zone_plan.report.process import (
    ChapterValue,
    PhaseValue,
    ProcessReport,
    WorkState,
    work_state,
)
from udp_core.zone_plan.view.tables import DAY, WHOLE
from udp_core.zone_plan.view.words import KINDS, NOT_SAID, years_words

NOBODY = "▲ nessuno"
DUE = Column("due_date", "Entro", DAY)
OWNER = Column("owner", "Responsabile")
UNWRITTEN = "Il testo non è ancora scritto."


def process_message(report: ProcessReport) -> str:
    """What is late, what nobody has answered, who has not signed."""
    parts = [
        italian.plural(len(found), one, many)
        for found, one, many in (
            (report.late, "fase in ritardo", "fasi in ritardo"),
            (late_chapters(report), "capitolo in ritardo", "capitoli in ritardo"),
            (report.unanswered, "osservazione senza risposta", "osservazioni senza risposta"),
            (report.unsigned, "firma che manca", "firme che mancano"),
        )
        if found
    ]
    return italian.listing(parts) if parts else "Tutto ciò che era previsto a oggi è fatto"


def late_chapters(report: ProcessReport) -> tuple[ChapterValue, ...]:
    """The chapters past their day and not delivered."""
    return tuple(one for one in report.chapters if one.late)


def state_words(state: WorkState) -> str:
    """«▲ in ritardo»: what is late wears its mark."""
    return f"▲ {state.label}" if state is WorkState.LATE else state.label


def _named(report: ProcessReport, what: str) -> str:
    return f"{KINDS[report.plan.kind]} {years_words(report.plan)}: {what}"


def phases_table(report: ProcessReport) -> Table:
    """The phases with their days, owners, products and state."""
    columns = (
        Column("number", "N.", WHOLE),
        Column("phase", "Fase"),
        Column("stage", "Parte del ciclo"),
        Column("start_date", "Dal", DAY),
        DUE,
        Column("done_date", "Fatta il"),
        Column("state", "Stato"),
        OWNER,
        Column("product", "Prodotto"),
    )
    rows = [
        (
            one.row.number,
            one.row.title,
            one.row.stage,
            one.row.start_date,
            one.row.due_date,
            _done(one.row.done_date),
            state_words(one.state),
            one.row.owner,
            one.row.product,
        )
        for one in report.phases
    ]
    return table("fasi", _named(report, "le fasi del percorso"), columns, rows)


def _done(day: date | None) -> str:
    return italian.day(day) if day else NOT_SAID


def missing_table(report: ProcessReport) -> Table:
    """The phases of the Region's model that this plan has not put on its calendar."""
    columns = (
        Column("phase", "Fase del modello"),
        Column("stage", "Parte del ciclo"),
        Column("due_date", "Il modello la vuole entro", DAY),
        Column("product", "Prodotto"),
    )
    rows = [(one.title, one.stage, report.day_of(one), one.product) for one in report.missing]
    return table("fasi_da_prevedere", _named(report, "fasi da prevedere"), columns, rows)


def participants_table(report: ProcessReport) -> Table:
    """Phase by phase: who took part for the social services, and who else."""
    columns = (
        Column("phase", "Fase"),
        Column("social_services", "Per i Servizi Sociali"),
        Column("others", "Altri"),
        Column("count", "Partecipanti", WHOLE),
    )
    rows = []
    for one in report.phases:
        others = [each for each in one.who if not each.social_services]
        rows.append(
            (
                one.row.title,
                "; ".join(map(_who, one.social_services)) or _nobody(one),
                "; ".join(map(_who, others)) or NOT_SAID,
                len(one.who),
            )
        )
    return table("chi_ha_partecipato", _named(report, "chi ha partecipato"), columns, rows)


def _nobody(phase: PhaseValue) -> str:
    """A phase that has begun without the social services is marked; one to come is not."""
    return NOT_SAID if phase.state is WorkState.TO_COME else NOBODY


def _who(one: ParticipantRow) -> str:
    name = f"{one.organisation} ({one.office})" if one.office else one.organisation
    told = one.contribution
    return f"{name}: {told[:1].lower()}{told[1:]}" if told else name


def tasks_table(report: ProcessReport) -> Table:
    """The pieces of work, to whom each is given and by whom."""
    columns = (
        Column("phase", "Fase"),
        Column("task", "Compito"),
        Column("assigned_to", "Affidato a"),
        Column("delegated_by", "Delegato da"),
        DUE,
        Column("state", "Stato"),
    )
    rows = [
        (
            phase.row.title,
            one.title,
            one.assigned_to,
            one.delegated_by or NOT_SAID,
            one.due_date,
            state_words(work_state(phase.row.start_date, one.due_date, one.done_date, report.day)),
        )
        for phase in report.phases
        for one in phase.tasks
    ]
    return table("compiti", _named(report, "compiti e deleghe"), columns, rows)


def chapters_table(report: ProcessReport) -> Table:
    """The chapters: which draft, whose, by when, delivered when."""
    columns = (
        Column("of", "Documento"),
        Column("chapter", "Capitolo"),
        Column("draft", "Stesura", WHOLE),
        OWNER,
        DUE,
        Column("delivered_on", "Consegnato il"),
        Column("before", "Testo di prima"),
    )
    rows = [
        (
            document_words(one.row),
            one.row.title,
            one.row.draft,
            one.row.owner,
            one.row.due_date,
            "▲ in ritardo" if one.late else _done(one.row.delivered_on),
            "c’è" if one.before or one.drafts else "non c’è",
        )
        for one in report.chapters
    ]
    return table("capitoli", _named(report, "capitoli"), columns, rows)


def document_words(row: ChapterRow) -> str:
    """Of which document a chapter is."""
    return f"Programma {row.year}" if row.year else "Piano"


def chapter_name(one: ChapterValue) -> str:
    """«Piano: Il territorio e i bisogni»."""
    return f"{document_words(one.row)}: {one.row.title}"


def remarks_table(report: ProcessReport) -> Table:
    """The remarks: on what, whose, when they came, the outcome and the answer."""
    columns = (
        Column("by_whom", "Di chi"),
        Column("received_on", "Ricevuta il", DAY),
        Column("on", "Su"),
        Column("text", "Osservazione"),
        Column("state", "Esito"),
        Column("answer", "Risposta"),
    )
    rows = [
        (
            one.by_whom,
            one.received_on,
            one.chapter or (f"scheda {one.scheda}" if one.scheda else "tutto il piano"),
            one.text,
            one.state.label if one.answered_on else f"▲ {one.state.label}",
            f"{one.answer} ({italian.day(one.answered_on)})"
            if one.answered_on
            else _waits(report, one),
        )
        for one in report.remarks
    ]
    return table("osservazioni", _named(report, "osservazioni"), columns, rows)


def _waits(report: ProcessReport, one: RemarkRow) -> str:
    by = report.answer_by(one)
    late = (report.day - by).days
    if late > 0:
        return f"da dare: in ritardo di {italian.plural(late, 'giorno', 'giorni')}"
    return f"da dare entro il {italian.day(by)}"


def signatures_table(report: ProcessReport) -> Table:
    """Who signs the plan, who has and who has not."""
    columns = (
        Column("organisation", "Ente"),
        Column("signer", "Chi firma"),
        DUE,
        Column("signed_on", "Firmato il"),
    )
    rows = [
        (
            one.organisation,
            one.signer,
            one.due_date,
            italian.day(one.signed_on) if one.signed_on else "▲ manca",
        )
        for one in report.signatures
    ]
    return table("firme", _named(report, "firme"), columns, rows)


def documents_table(report: ProcessReport) -> Table:
    """The documents that were looked at: how much each has to say, what is taken from it."""
    columns = (
        Column("title", "Documento"),
        Column("author", "Di chi è"),
        Column("dated_on", "Del", DAY),
        Column("relevance", "Rilevanza"),
        Column("reuse", "Che cosa se ne riusa"),
    )
    rows = [
        (one.title, one.author, one.dated_on, one.relevance, one.reuse) for one in report.documents
    ]
    return table("documenti_esaminati", _named(report, "documenti esaminati"), columns, rows)


def diffusion_table(report: ProcessReport, titles: dict[str, str]) -> Table:
    """What is done so that directions and guidelines are known."""
    columns = (
        Column("guideline", "Indirizzo o linea guida"),
        Column("action", "Azione"),
        Column("audience", "A chi"),
        OWNER,
        DUE,
        Column("state", "Stato"),
    )
    rows = [
        (
            titles[one.guideline_id],
            one.title,
            one.audience,
            one.owner,
            one.due_date,
            state_words(work_state(report.day, one.due_date, one.done_date, report.day)),
        )
        for one in report.diffusion
        if one.guideline_id in titles
    ]
    return table("diffusione", _named(report, "diffusione delle linee guida"), columns, rows)


def changes_table(report: ProcessReport) -> Table:
    """The proposals of change, on what, why, and how each was decided."""
    columns = (
        Column("title", "Oggetto"),
        Column("on", "Su"),
        Column("proposal", "Che cosa si propone"),
        Column("reason", "Perché"),
        Column("proposed", "Proposta"),
        Column("state", "Stato"),
        Column("act", "Atto"),
    )
    rows = []
    for one in report.changes:
        on = [f"obiettivo {one.objective}"] if one.objective else []
        on += [f"scheda {one.scheda}"] if one.scheda else []
        waits = one.decide_by is not None and one.state is ChangeState.PROPOSED
        by = f", da decidere entro il {italian.day(one.decide_by)}" if waits else ""
        when = f" il {italian.day(one.approved_on)}" if one.approved_on else ""
        rows.append(
            (
                one.title,
                italian.listing(on) if on else "tutto il piano",
                one.proposal,
                one.reason,
                f"{one.proposed_by}, {italian.day(one.proposed_on)}",
                f"{one.state.label}{when}{by}",
                one.act or NOT_SAID,
            )
        )
    return table("proposte_di_modifica", _named(report, "proposte di modifica"), columns, rows)


def changes_message(report: ProcessReport) -> str:
    """How many proposals there are, and how many wait for a decision."""
    if not report.changes:
        return "Nessuna proposta di modifica"
    waiting = sum(1 for one in report.changes if one.state is ChangeState.PROPOSED)
    many = italian.plural(len(report.changes), "proposta di modifica", "proposte di modifica")
    return f"{many}: {italian.plural(waiting, 'aspetta', 'aspettano')} una decisione"


def edition_name(row: ChapterRow) -> str:
    """Where a text of before stands: «Nel programma 2025», «Nel piano di prima»."""
    return f"Nel programma {row.year}" if row.year else "Nel piano di prima"
