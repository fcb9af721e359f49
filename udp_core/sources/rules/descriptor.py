"""Reads the checks that a data package's descriptor declares (`udp.statedTotals`), and refuses
what it does not know.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any, TypeAlias

from udp_core.sources.rules.checks import (
    NotMoreThan,
    SameMeasure,
    StatedTotal,
    SumOfFields,
    SumOfRows,
)
from udp_core.sources.rules.figures import (
    Bands,
    Condition,
    Figure,
    Precision,
    RowSet,
    figure_of,
    precision_of,
)

Spec: TypeAlias = Mapping[str, Any]
HEADING = frozenset(
    {"code", "title", "kind", "unit", "place", "note", "notes", "groupBy", "dataset"}
)
ROW_SET = frozenset(
    {
        "resource",
        "field",
        "where",
        "except",
        "precision",
        "precisionField",
        "sign",
        "nameField",
        "bands",
    }
)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one check; refuses a key, a table or a field that does not exist."""

    columns: Mapping[str, frozenset[str]]
    code: str

    def fail(self, message: str) -> ValueError:
        return ValueError(f"stated totals, {self.code}: {message}")

    def only(self, spec: Spec, allowed: frozenset[str], required: Iterable[str]) -> None:
        unknown, absent = set(spec) - allowed, set(required) - set(spec)
        if unknown or absent:
            raise self.fail(f"unknown keys {sorted(unknown)}, missing keys {sorted(absent)}")

    def heading(self, spec: Spec, dataset: str) -> dict[str, Any]:
        texts = {
            name: str(spec.get(name, "")) for name in ("code", "title", "unit", "place", "note")
        }
        place = {
            "group_by": tuple(spec.get("groupBy", ())),
            "dataset": str(spec.get("dataset", dataset)),
        }
        return {**texts, "notes": dict(spec.get("notes", {})), **place}

    def row_set(self, spec: Spec) -> RowSet:
        self.only(spec, ROW_SET, ("resource", "field"))
        self.known(spec)
        return RowSet(
            resource=spec["resource"],
            field=spec["field"],
            conditions=(
                *_conditions(spec.get("where", {})),
                *_conditions(spec.get("except", {}), negated=True),
            ),
            precision=self.precision(spec),
            precision_field=spec.get("precisionField"),
            negative=spec.get("sign", 1) < 0,
            name_field=spec.get("nameField"),
            bands=_bands(spec.get("bands")),
        )

    def known(self, spec: Spec) -> None:
        columns = self.columns.get(spec["resource"])
        if columns is None:
            raise self.fail(f"unknown resource {spec['resource']}")
        named = {spec["field"], *spec.get("where", {}), *spec.get("except", {})}
        named |= {spec[name] for name in ("precisionField", "nameField") if name in spec}
        if named - columns:
            raise self.fail(f"{spec['resource']} has no field {sorted(named - columns)}")

    def precision(self, spec: Spec) -> Precision:
        precision = precision_of(spec.get("precision", "exact"))
        if precision is None:
            raise self.fail(f"unknown precision {spec['precision']}")
        return precision

    def row_sets(self, specs: Sequence[Spec]) -> tuple[RowSet, ...]:
        if not specs:
            raise self.fail("no rows to add up")
        return tuple(self.row_set(spec) for spec in specs)

    def constant(self, spec: Spec) -> Figure:
        self.only(spec, frozenset({"value", "precision", "source"}), ("value",))
        source = (str(spec["source"]),) if "source" in spec else ()
        return figure_of(Decimal(str(spec["value"])), self.precision(spec), source)

    def sum_of_rows(self, spec: Spec) -> SumOfRows:
        self.only(spec, HEADING | {"parts", "stated"}, ("title", "unit", "parts", "stated"))
        parts, stated = self.row_sets(spec["parts"]), spec["stated"]
        total = self.constant(stated) if "value" in stated else self.row_set(stated)
        dataset = total.resource if isinstance(total, RowSet) else parts[0].resource
        return SumOfRows(**self.heading(spec, dataset), parts=parts, stated=total)

    def sum_of_fields(self, spec: Spec) -> SumOfFields:
        self.only(spec, HEADING | {"rows", "parts", "constant"}, ("title", "unit", "rows", "parts"))
        rows, parts = self.row_set(spec["rows"]), tuple(spec["parts"])
        if not parts or set(parts) - self.columns[rows.resource]:
            raise self.fail(f"{rows.resource} has no field among {parts}")
        constant = self.constant(spec["constant"]) if "constant" in spec else None
        return SumOfFields(
            **self.heading(spec, rows.resource), rows=rows, parts=parts, constant=constant
        )

    def same_measure(self, spec: Spec) -> SameMeasure:
        self.only(spec, HEADING | {"statements"}, ("title", "unit", "statements"))
        statements = self.row_sets(spec["statements"])
        return SameMeasure(**self.heading(spec, statements[0].resource), statements=statements)

    def not_more_than(self, spec: Spec) -> NotMoreThan:
        self.only(spec, HEADING | {"values", "bound"}, ("title", "unit", "values", "bound"))
        values = self.row_set(spec["values"])
        bound = self.row_set(spec["bound"])
        return NotMoreThan(**self.heading(spec, values.resource), values=values, bound=bound)


def _conditions(where: Mapping[str, Any], *, negated: bool = False) -> tuple[Condition, ...]:
    return tuple(
        Condition(
            name,
            frozenset(str(value) for value in (wanted if isinstance(wanted, list) else [wanted])),
            negated,
        )
        for name, wanted in where.items()
    )


def _bands(spec: Spec | None) -> Bands | None:
    if spec is None:
        return None
    return Bands(
        spec["field"],
        spec["as"],
        tuple((name, low, high) for name, (low, high) in spec["ranges"].items()),
    )


def _columns(descriptor: Spec) -> dict[str, frozenset[str]]:
    return {
        resource["name"]: frozenset(
            column["name"] for column in resource.get("schema", {}).get("fields", ())
        )
        for resource in descriptor["resources"]
    }


def parse_checks(descriptor: Mapping[str, Any]) -> tuple[StatedTotal, ...]:
    """The checks of a data package's descriptor (`udp.statedTotals`), in their order.

    Raises ValueError where a check has an unknown kind or key, lacks one, repeats a code, or names
    a table or a
    field that the package does not have.
    """
    columns, checks = _columns(descriptor), dict[str, StatedTotal]()
    for spec in descriptor.get("udp", {}).get("statedTotals", ()):
        reader = _Reader(columns, str(spec.get("code")))
        kinds: dict[str, Callable[[Spec], StatedTotal]] = {
            "sum_of_rows": reader.sum_of_rows,
            "sum_of_fields": reader.sum_of_fields,
            "same_measure": reader.same_measure,
            "not_more_than": reader.not_more_than,
        }
        read = kinds.get(spec.get("kind")) or partial(_refuse, reader)
        if reader.code in checks or "code" not in spec:
            raise reader.fail("every check needs a code of its own")
        checks[reader.code] = read(spec)
    return tuple(checks.values())


def _refuse(reader: _Reader, spec: Spec) -> StatedTotal:
    raise reader.fail(f"unknown kind {spec.get('kind')}")
