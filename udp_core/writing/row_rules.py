"""A row before and after the edit that is judged, and what must hold inside it.

Checked before it is written; the identities over many rows are in `whole_rules` and in `checking`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

from udp_core.agreements.entities.rules import BINDING
from udp_core.agreements.terms import RegulationState
from udp_core.archive.entity import Entity, Image, specs, table_name
from udp_core.archive.registry import BY_NAME
from udp_core.archive.writer import FIRST_VERSION, StoredRow
from udp_core.fees.rules import rows as fees
from udp_core.files.cell import Stored
from udp_core.kernel.italian import day
from udp_core.kernel.problem import Place, Problem
from udp_core.kernel.vocabulary import DataState, InterventionState, PeriodKind, Role
from udp_core.sittings.rules import wrong_hour
from udp_core.sittings.terms import Presence, SittingState


@dataclass(frozen=True)
class Proposed:
    """A row as it stands (None: new) and as it would be (None: removed)."""

    entity: type[Entity]
    entity_id: str
    present: StoredRow | None
    after: Image | None
    reason: str
    place: Place

    @cached_property
    def changes(self) -> tuple[str, ...]:
        """Names of the fields that change; every field of a new or removed row."""
        names = tuple(specs(self.entity))
        if self.present is None or self.after is None:
            return names
        return tuple(name for name in names if self.present.image[name] != self.after[name])

    @property
    def image(self) -> Image:
        """As it would be; as it stands, where it is removed."""
        return self.after or (self.present.image if self.present else {})

    @property
    def version(self) -> int:
        """The version it would have."""
        return self.present.version + 1 if self.present else FIRST_VERSION

    @property
    def about(self) -> str:
        """What a problem of this row is about: its table and its id."""
        return f"{table_name(self.entity)}:{self.entity_id}"

    @property
    def where(self) -> Place:
        """Its place in a file, else itself."""
        return (
            self.place
            if str(self.place)
            else Place(entity=self.entity.label, entity_id=self.entity_id)
        )


Values = Mapping[str, Stored]
Rule = Callable[[Values], Problem | None]


def _in_order(first: str, second: str, what: str) -> Rule:
    def rule(values: Values) -> Problem | None:
        start, end = values[first], values[second]
        if start is None or end is None or str(end) >= str(start):
            return None
        return Problem(
            "R01",
            f"{what}: la fine ({_said(end)}) viene prima dell’inizio ({_said(start)}).",
            "Correggere l’inizio o la fine.",
        )

    return rule


def _said(moment: int | str) -> str:
    return str(moment) if isinstance(moment, int) else day(date.fromisoformat(moment))


_LAST_NUMBER = {PeriodKind.MONTH.value: 12, PeriodKind.QUARTER.value: 4}


def _period(values: Values) -> Problem | None:
    kind, number = values["period"], values["period_no"]
    last = _LAST_NUMBER.get(str(kind))
    if last is None and number is None:
        return None
    if last is not None and isinstance(number, int) and 1 <= number <= last:
        return None
    known = {each.value: each.label for each in PeriodKind}
    words = known.get(str(kind), str(kind))
    shown = "senza numero" if number is None else f"con numero «{number}»"
    remedy = "Usare mese 1-12, trimestre 1-4, oppure anno senza numero."
    return Problem("R02", f"Il periodo «{words}» {shown} non esiste.", remedy)


def _progress(values: Values) -> Problem | None:
    state, progress = values["state"], values["progress"]
    # thousandths
    if state == InterventionState.COMPLETED.value and progress != 1000:  # noqa: PLR2004
        return Problem(
            "R03",
            "Una scheda conclusa ha avanzamento 100 %.",
            "Portare l’avanzamento al 100 % o cambiare lo stato.",
        )
    if state == InterventionState.PROPOSED.value and progress != 0:
        return Problem(
            "R04",
            "Una scheda proposta non è ancora iniziata: il suo avanzamento è 0.",
            "Azzerare l’avanzamento o approvare la scheda.",
        )
    return None


def _some_value(values: Values) -> Problem | None:
    if values["value"] is not None or (
        values["numerator"] is not None and values["denominator"] is not None
    ):
        return None
    return Problem(
        "R05",
        "La rilevazione non ha né un valore né numeratore e denominatore.",
        "Indicare il valore oppure entrambi i termini.",
    )


def _some_target(values: Values) -> Problem | None:
    low, high = values["low"], values["high"]
    if isinstance(low, int) and isinstance(high, int) and low > high:
        return Problem(
            "R06", "Il minimo della fascia supera il massimo.", "Scambiare i due valori."
        )
    if values["value"] is None and low is None and high is None:
        return Problem("R07", "Il valore atteso è vuoto.", "Indicare un valore oppure una fascia.")
    return None


def _frozen_when_open(values: Values) -> Problem | None:
    begun = str(values["state"]) not in {SittingState.PLANNED.value, SittingState.CONVENED.value}
    if begun or (values["revision"] is None and values["known_on"] is None):
        return None
    return Problem(
        "R14",
        "Le cifre di una seduta si fissano quando si apre.",
        "Lasciare vuote la revisione e il giorno delle cifre.",
    )


def _hour(field: str) -> Rule:
    return lambda values: wrong_hour(str(values[field]))


def _delegate(values: Values) -> Problem | None:
    """Who comes for somebody else has a name, and nobody comes for who is there."""
    delegated, named = values["presence"] == Presence.DELEGATED.value, values["delegate"]
    if delegated == (named is not None):
        return None
    if delegated:
        sentence = "È presente per delega, ma non si dice chi è il delegato."
        return Problem("R36", sentence, "Scrivere il nome del delegato.")
    sentence = f"C’è un delegato («{named}»), ma la presenza non è per delega."
    return Problem("R36", sentence, "Scegliere «presente per delega», o togliere il delegato.")


def _of_somebody(values: Values) -> Problem | None:
    """Whose a mandate is.

    A referent without a Comune would be of the whole district, and write nothing there.
    """
    role = Role.of(str(values["role"]))
    field, what, remedy = _OF_SOMEBODY.get(role, ("", "", ""))
    if not field or values[field] is not None:
        return None
    return Problem("R29", f"Un incarico di «{role.label}» dice {what}.", remedy)


_OF_SOMEBODY = {
    Role.MUNICIPALITY_EDITOR: (
        "municipality_id",
        "di quale Comune",
        "Scrivere il Comune nella riga dell’incarico.",
    ),
    Role.AREA_EDITOR: ("area_id", "di quale ambito", "Scrivere l’ambito nella riga dell’incarico."),
}


def _binding_without_act(values: Values) -> Problem | None:
    """A regulation in force was adopted with an act."""
    state = RegulationState.of(str(values["state"]))
    if state not in BINDING or values["act_id"] is not None:
        return None
    sentence = f"Il regolamento è «{state.label}», ma non ha il suo atto di adozione."
    return Problem("R35", sentence, "Scrivere l’atto di adozione.")


_SPANS = (
    ("valid_from", "valid_to"),
    ("start_date", "end_date"),
    ("start_date", "due_date"),
    ("starts_on", "ends_on"),
    ("year_from", "year_to"),
    ("from_item", "to_item"),
)
"""Fields that are a beginning and an end, in every table that has both."""
_RULES: dict[str, tuple[Rule, ...]] = {
    "intervention": (_progress,),
    "frna_entry": (_period,),
    "activity_measure": (_period,),
    "measurement": (_period, _some_value),
    "target": (_some_target,),
    "sitting": (_frozen_when_open, _hour("starts_at")),
    "sitting_moment": (_hour("at"),),
    "discussion_note": (_hour("at"),),
    "attendance": (_delegate,),
    "mandate": (_of_somebody,),
    "regulated_service": (fees.payer_of_rest,),
    "fee_rule": (fees.band_ends, fees.fee_or_share, fees.growing_fee),
    "fee_users": (fees.band_ends, fees.mean_inside),
    "regulation": (_binding_without_act,),
}


@cache
def rules_of(table: str) -> tuple[Rule, ...]:
    """The rules inside a row of a table: what begins before it ends, and its own."""
    entity = BY_NAME[table]
    what = f"{entity.label[:1].upper()}{entity.label[1:]}"
    spans = [span for span in _SPANS if set(span) <= specs(entity).keys()]
    return (*(_in_order(*span, what) for span in spans), *_RULES.get(table, ()))


def locked(before: Values, after: Values) -> Problem | None:
    """A validated row does not change: a correction is asked for as such, with its reason."""
    state = before.get("data_state", before.get("state"))
    if state != DataState.VALIDATED.value or before == after:
        return None
    return Problem(
        "W03",
        "Il dato è validato e non si modifica.",
        "Chiedere una correzione, con il suo motivo.",
    )
