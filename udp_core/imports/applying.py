"""From the figures found in a file to the edits that they ask for.

Their period, their day, what the archive holds of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from sqlalchemy import Connection

from udp_core.archive.entity import Entity, Image, id_of, specs
from udp_core.archive.fitting import stored_words
from udp_core.archive.images import read_by_id
from udp_core.imports.file_kinds import ENTITY, MAIN_VALUE
from udp_core.imports.found import Found
from udp_core.kernel import italian
from udp_core.kernel.calendar import month_end
from udp_core.kernel.problem import Place, Problem
from udp_core.kernel.vocabulary import (
    DataState,
    ImportKind,
    InterventionState,
    Origin,
    PeriodKind,
    Phase,
    Term,
)
from udp_core.writing.conflicts import FOLLOWING
from udp_core.writing.saving import Edit

_REAL, _DRAFT = Origin.REAL.value, DataState.DRAFT.value
_FUNDED = frozenset({ImportKind.FRNA_MONITORING, ImportKind.ACTIVITY})


@dataclass(frozen=True, slots=True)
class Sent:
    """What kind of file, by whom, read on which day.

    `units` of the voci where each measure is in its voce's own unit.
    """

    kind: ImportKind
    sender: str
    today: date
    units: Mapping[str, str]

    @property
    def source(self) -> str:
        """What a figure says of where it comes from, where the file does not."""
        return f"File di {self.sender}"


@dataclass(slots=True)
class Completed:
    """Rows as they would be stored with their places, and the figures of periods that are not
    over yet.
    """

    rows: list[tuple[Place, Image]] = field(default_factory=list)
    idle: list[tuple[Place, Image]] = field(default_factory=list)
    early: list[tuple[Place, Image]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def completed(found: Iterable[Found], sent: Sent) -> Completed:
    """Each figure as a row of ours; those of months to come apart.

    Zeros of a template are `idle`, others are `early`.
    """
    done = Completed()
    for one in found:
        image = imaged(one, sent)
        place = one.place
        if isinstance(image, Problem):
            done.problems.append(image.at(place))
        elif _not_over(one, image, sent):
            (done.early if image.get(MAIN_VALUE[sent.kind]) else done.idle).append((place, image))
        else:
            done.rows.append((place, image))
    return done


def imaged(found: Found, sent: Sent) -> Image | Problem:
    """A row of ours from a figure of theirs."""
    image: Image = dict(found.values)
    known = specs(ENTITY[sent.kind])
    if "period" in known and found.span is not None:
        kind = found.span.kind
        if kind is None:
            return Problem(
                "X40",
                f"Una cifra che va {found.span.words} non si può registrare.",
                "Dividerla per mese, per trimestre, o dare quella di tutto l’anno.",
            )
        image |= {"period": kind.value, "period_no": found.span.number}
    if sent.kind in _FUNDED and found.year is not None:
        image["fund_year_id"] = f"{str(image['fund_year_id']).rpartition(':')[0]}:{found.year}"
    if "year" in known:
        image["year"] = found.year
    if sent.kind is ImportKind.ACTIVITY and sent.units:
        image["unit"] = image["unit"] or sent.units.get(str(image["voce_id"]))
    if "phase" in known and image["phase"] is None:
        image["phase"] = Phase.FINAL.value
    return _with_origin(image, found, sent)


def _with_origin(image: Image, found: Found, sent: Sent) -> Image | Problem:
    """The day, the source, the nature and the state that go with every figure of a file."""
    said = image.get("as_of")
    if isinstance(said, str) and said > sent.today.isoformat():
        return Problem(
            "X48",
            f"La data {italian.day(date.fromisoformat(said))} è nel futuro.",
            "Correggere la data della rilevazione.",
            value=said,
        )
    image["as_of"] = said or day_of(found, sent).isoformat()
    image["source"] = image["source"] or sent.source
    for name in _of_terms(sent.kind, Origin):
        image[name] = image[name] or _REAL
    for name in _of_terms(sent.kind, DataState):
        image[name] = _DRAFT
    if sent.kind is ImportKind.SCHEDE and image["state"] is None:
        image["state"] = InterventionState.PROPOSED.value
    return image


@cache
def _of_terms(kind: ImportKind, terms: type[Term]) -> tuple[str, ...]:
    """The fields of a kind that hold a member of a list."""
    return tuple(name for name, spec in specs(ENTITY[kind]).items() if spec.terms is terms)


def day_of(found: Found, sent: Sent) -> date:
    """The day a figure speaks of: the last of its period.

    Of a year still going, the last of the months that are over.
    """
    if sent.kind is ImportKind.POPULATION and found.year:
        return min(date(found.year, 1, 1), sent.today)
    if found.span is None or found.year is None:
        return sent.today
    end = month_end(found.year, found.span.last)
    if end <= sent.today:
        return end
    gone = _last_month_over(sent.today)
    return gone if gone >= date(found.year, found.span.first, 1) else sent.today


def _last_month_over(today: date) -> date:
    if month_end(today.year, today.month) == today:
        return today
    return (
        month_end(today.year, today.month - 1) if today.month > 1 else date(today.year - 1, 12, 31)
    )


def _not_over(found: Found, image: Image, sent: Sent) -> bool:
    """True of what is given as final of a period that has not ended."""
    if (
        found.span is None
        or found.year is None
        or month_end(found.year, found.span.last) <= sent.today
    ):
        return False
    if sent.kind is ImportKind.INDICATORS:
        return found.span.kind is not PeriodKind.YEAR
    return image.get("phase") == Phase.FINAL.value


def differences(found: Sequence[Found], name: str) -> tuple[list[Found], list[Problem]]:
    """Running totals made into the figures of each period, exactly.

    A total that falls is told with both amounts.
    """
    rows: dict[tuple[object, ...], list[Found]] = {}
    for one in found:
        key = tuple(
            sorted(
                (field_name, str(value))
                for field_name, value in one.values.items()
                if field_name != name
            )
        )
        rows.setdefault((*key, one.year), []).append(one)
    made: list[Found] = []
    problems: list[Problem] = []
    for group in rows.values():
        before, amount = 0, 0
        spans = [(one.span, one) for one in group if one.span is not None]
        for span, one in sorted(spans, key=lambda each: each[0].last):
            total = int(one.values[name] or 0)
            if total < amount:
                problems.append(_falls(one, name, amount, total))
                break
            own = replace(span, first=before + 1)
            made.append(replace(one, values={**one.values, name: total - amount}, span=own))
            before, amount = span.last, total
    return made, problems


def _falls(found: Found, name: str, before: int, now: int) -> Problem:
    entity = next(entity for kind, entity in ENTITY.items() if MAIN_VALUE.get(kind) == name)
    spec = specs(entity)[name]
    sentence = (
        f"Il totale progressivo scende da {stored_words(spec, before)} a {stored_words(spec, now)}."
    )
    return Problem(
        "X45",
        sentence,
        "Controllare le due cifre, o dire che non sono progressive (cifre=mese).",
        found.place,
    )


def edits_of(
    connection: Connection, rows: Sequence[tuple[Place, Image]], sent: Sent
) -> tuple[list[Edit], list[str]]:
    """New rows whole; of those already there only what differs.

    Also what of a scheda is not changed by a file, in words.
    """
    entity = ENTITY[sent.kind]
    ids = [id_of(entity, image) for _, image in rows]
    stored = read_by_id(connection, entity, ids)
    edits, kept = [], []
    for row_id, (place, image) in zip(ids, rows, strict=True):
        if row_id not in stored:
            edits.append(Edit(entity, image, place=place))
            continue
        version, present = stored[row_id]
        changed = {
            name: value
            for name, value in image.items()
            if value is not None and value != present[name] and name not in FOLLOWING
        }
        if sent.kind is ImportKind.SCHEDE:
            kept += (
                [f"{image['code']}"]
                if image["state"] not in {present["state"], InterventionState.PROPOSED.value}
                else []
            )
            changed.pop("state", None)
        going_with: Image = (
            {name: image[name] for name in ("as_of", "source") if name in image} if changed else {}
        )
        edits.append(Edit(entity, {**changed, **going_with}, row_id, version, place=place))
    return edits, kept


def without_what_is_required(edits: Sequence[Edit]) -> tuple[list[Edit], list[Problem]]:
    """The edits that can be tried, and what new rows lack.

    Every column that is missing, all at once, with how many rows.
    """
    lacking: dict[str, int] = {}
    good: list[Edit] = []
    first: Place | None = None
    for edit in edits:
        gone = (
            []
            if edit.entity_id
            else [label for name, label in _required(edit.entity) if edit.values.get(name) is None]
        )
        lacking |= {label: lacking.get(label, 0) + 1 for label in gone}
        first = first or (edit.place if gone else None)
        if not gone:
            good.append(edit)
    if not lacking:
        return good, []
    labels = italian.listing([f"«{label}»" for label in lacking])
    sentence = (
        f"Per aggiungere {italian.plural(max(lacking.values()), 'riga nuova', 'righe nuove')} manca"
        f" {labels}."
    )
    remedy = "Controllare il codice, o aggiungere queste colonne al file."
    return good, [Problem("X53", sentence, remedy, first or Place())]


@cache
def _required(entity: type[Entity]) -> tuple[tuple[str, str], ...]:
    """Names and labels of the fields without which a row is none."""
    return tuple((name, spec.label) for name, spec in specs(entity).items() if spec.required)


def figure_words(kind: ImportKind, image: Image) -> str:
    """«200,50 €», «3.150»: the figure of a row as it is read."""
    name = MAIN_VALUE.get(kind, "")
    spec = specs(ENTITY[kind]).get(name)
    value = image.get(name)
    return (
        stored_words(spec, value)
        if spec is not None and isinstance(value, int)
        else italian.NO_VALUE
    )


def period_of(image: Image) -> str:
    """The period of a row in words; nothing for what has none."""
    if "period" not in image:
        return ""
    number = image.get("period_no")
    return italian.period(
        PeriodKind.of(str(image["period"])),
        number if isinstance(number, int) else None,
        "tutto l’anno",
    )
