"""The tables of a sitting: who is there, what was decided, what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from udp_core.kernel import italian
from udp_core.kernel.money import Money
from udp_core.kernel.vocabulary import StatusLevel
from udp_core.render.light import light
from udp_core.render.table import Column, ColumnKind, Table, table
from udp_core.sittings.rules import Seat, VoteTally
from udp_core.sittings.terms import DecisionOutcome

MISSING = "manca"
MONEY, WHOLE = ColumnKind.MONEY, ColumnKind.WHOLE


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision in a register."""

    held_on: date
    number: int
    subject: str
    text: str
    outcome: DecisionOutcome
    tally: VoteTally
    review_on: date | None
    act: str = ""
    """The act made from it, in words."""


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """A voce beside what was expected of it: None where the year has no forecast."""

    voce: str
    expected: Money
    spent: Money | None
    forecast: Money | None
    then: Money | None = None
    decided: Money | None = None
    newly_spent: Money | None = None
    comparable: bool = True

    @property
    def gap(self) -> Money | None:
        """What is forecast with the decision, less what was expected.

        None where the two cannot be compared.
        """
        return (
            self.forecast - self.expected if self.forecast is not None and self.comparable else None
        )


def seats_table(seats: Sequence[Seat]) -> Table:
    """Who sits, and whether they are there."""
    columns = (
        Column("name", "Componente"),
        Column("office", "Carica"),
        Column("role", "Ruolo"),
        Column("votes", "Vota"),
        Column("presence", "Presenza"),
    )
    rows = [
        (
            seat.name,
            seat.office,
            seat.role.label,
            "sì" if seat.votes else "no",
            presence_words(seat),
        )
        for seat in seats
    ]
    return table("presenze", "Componenti e presenze", columns, rows)


def presence_words(seat: Seat) -> str:
    """«presente per delega (Anna Bianchi), dal punto 3»."""
    if seat.presence is None:
        return "non registrata"
    delegate = f" ({seat.delegate})" if seat.delegate else ""
    since = f", dal punto {seat.from_item}" if seat.from_item else ""
    until = f", fino al punto {seat.to_item}" if seat.to_item else ""
    return f"{seat.presence.label}{delegate}{since}{until}"


def decisions_table(lines: Sequence[DecisionLine]) -> Table:
    """The register of decisions, the latest first."""
    columns = (
        Column("held_on", "Seduta", ColumnKind.DAY),
        Column("number", "N.", WHOLE),
        Column("subject", "Oggetto"),
        Column("text", "Decisione"),
        Column("outcome", "Esito"),
        Column("votes", "Voti"),
        Column("review_on", "Da rivedere", ColumnKind.DAY),
        Column("act", "Atto"),
    )
    rows = [
        (
            one.held_on,
            one.number,
            one.subject,
            one.text,
            one.outcome.label,
            one.tally.words,
            one.review_on or "senza data",
            one.act or "nessuno",
        )
        for one in lines
    ]
    return table("decisioni", "Registro delle decisioni", columns, rows)


def outcome_table(lines: Sequence[OutcomeLine]) -> Table:
    """What was expected (the forecast at the decision and what was decided) beside what is
    forecast with it today.
    """
    columns = (
        Column("voce", "Voce"),
        Column("expected", "Atteso nell’anno", MONEY),
        Column("spent", "Speso finora", MONEY),
        Column("forecast", "Previsto oggi, con la decisione", MONEY),
        Column("gap", "Differenza", MONEY),
        Column("then", "Previsto alla decisione", MONEY),
        Column("decided", "Deciso", MONEY),
        Column("newly_spent", "Speso dopo la decisione", MONEY),
    )
    rows = [
        (
            one.voce,
            one.expected,
            one.spent,
            one.forecast,
            one.gap,
            one.then,
            one.decided,
            one.newly_spent,
        )
        for one in lines
    ]
    return table("atteso_e_avvenuto", "Atteso e avvenuto", columns, rows)


OVER_THE_PROGRAMME = (
    "Di questa decisione si conosce soltanto l’atteso sul programma: quando fu registrata non si"
    " teneva la previsione di allora. La differenza non si mostra, perché conterrebbe anche ciò che"
    " già prima non tornava."
)


def outcome_message(lines: Sequence[OutcomeLine]) -> str:
    """Whether it went as it was expected, in one line."""
    gaps = [one.gap for one in lines if one.gap is not None]
    if not gaps:
        if not all(one.comparable for one in lines):
            return "Non si può dire se le voci decise vanno come atteso."
        return "Non si può ancora dire come è andata: mancano i dati delle voci decise."
    gap = Money(sum(one.cents for one in gaps))
    if not any(gaps):
        return "Le voci decise vanno esattamente come atteso."
    if not gap:
        return (
            "Nell’insieme le voci decise vanno come atteso; tra una voce e l’altra ci sono"
            " differenze."
        )
    return (
        f"Le voci decise {'costano' if gap.cents > 0 else 'risparmiano'}"
        f" {italian.euro_short(abs(gap))} {'più' if gap.cents > 0 else 'rispetto a'}"
        f" {'di quanto' if gap.cents > 0 else 'ciò che era'} atteso."
    )


def plans_table(
    lines: Sequence[tuple[StatusLevel, str, str | None, str | None, str | None, date | None]],
) -> Table:
    """What is red or amber, with cause, action, owner and day.

    Where nobody wrote them, that they are missing.
    """
    columns = (
        Column("light", "Semaforo"),
        Column("what", "Che cosa"),
        Column("cause", "Causa"),
        Column("action", "Azione"),
        Column("owner", "Responsabile"),
        Column("due_on", "Entro il", ColumnKind.DAY),
    )
    rows = [
        (
            light(level).words,
            what,
            cause or MISSING,
            action or MISSING,
            owner or MISSING,
            due or MISSING,
        )
        for level, what, cause, action, owner, due in lines
    ]
    return table("criticita", "Criticità e piani", columns, rows)


def dossiers_table(lines: Sequence[tuple[str, str, str, int, date]]) -> Table:
    """The briefing books handed out.

    Code, when, for which sitting, of which state of the archive.
    """
    columns = (
        Column("code", "Codice"),
        Column("made_at", "Prodotto il"),
        Column("sitting", "Seduta"),
        Column("revision", "Revisione", WHOLE),
        Column("known_on", "Cifre al", ColumnKind.DAY),
    )
    rows = [
        (code, moment_of(made_at), sitting or "nessuna", revision, known)
        for code, made_at, sitting, revision, known in lines
    ]
    return table("fascicoli", "Fascicoli prodotti", columns, rows)


def moment_of(made_at: str) -> str:
    """When a briefing book was made, as it is written on it: «18/11/2026 17:30»."""
    return f"{italian.day(date.fromisoformat(made_at[:10]))} {made_at[11:16]}"
