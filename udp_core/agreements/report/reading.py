"""Reads the registers on which the work of a district rests: each once, in one statement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any

from sqlalchemy import Connection

from udp_core.agreements.entities.agreement import (
    Agreement,
    AgreementParty,
    AssociatedCost,
    AssociatedService,
    CostShare,
)
from udp_core.agreements.entities.process import (
    IntegrationProcess,
    ProcessResponsibility,
    SharedTool,
    SubArea,
    SubAreaMunicipality,
)
from udp_core.agreements.entities.rules import Appointment, LegalReference, Regulation
from udp_core.agreements.report.acts import act_values
from udp_core.agreements.report.values import (
    AccessValue,
    AgreementValue,
    AppointmentValue,
    BodyValue,
    NamedRow,
    NormValue,
    ProcessValue,
    RegulationValue,
    RulesReport,
    Signature,
    SplitValue,
    SubAreaValue,
    ToolValue,
)
from udp_core.agreements.rules import cost_parts
from udp_core.agreements.terms import (
    AgreementKind,
    AgreementState,
    NormKind,
    ProcessState,
    RegulationKind,
    RegulationState,
    Renewal,
    Responsibility,
    ToolKind,
)
from udp_core.archive.entity import Entity, Image
from udp_core.archive.queries import RegisterRow
from udp_core.archive.registry import BY_NAME
from udp_core.fees.report import fees_report
from udp_core.indicators.queries.indicator import measurements
from udp_core.kernel import italian
from udp_core.kernel.grouping import grouped
from udp_core.kernel.money import Money
from udp_core.kernel.vocabulary import ActKind, ActState, OrganisationKind
from udp_core.plan.entities.governance import Act, GoverningBody, Organisation
from udp_core.registers.queries import readable_rows
from udp_core.territory.queries import municipalities
from udp_core.writing.naming import Names
from udp_core.writing.rule_guards import AFTER_THE_COMMITTEE, is_decision

CONTACTS = "SY-08"
"""The indicator that counts who comes to the doors of the services, for a thousand residents."""
Rows = tuple[RegisterRow, ...]


def rules_report(connection: Connection, district: str, year: int, today: date) -> RulesReport:
    """Everything on which the work of a district rests; the costs are of the year or before."""
    return _Reading(connection, district, year, today).report()


class _Reading:
    """The registers of one district, with the names of what they refer to."""

    def __init__(self, connection: Connection, district: str, year: int, today: date) -> None:
        self._connection = connection
        self._district = district
        self._year = year
        self._today = today
        self._names = Names(connection)
        self._read: dict[type[Entity], Rows] = {}
        self._places = tuple(
            NamedRow(one.id, one.name) for one in municipalities(connection, district)
        )

    def report(self) -> RulesReport:
        """All of it."""
        fees = fees_report(self._connection, self._district, self._year, self._today)
        regulations = tuple(self._regulation(row) for row in self._rows(Regulation))
        return RulesReport(
            self._today,
            self._places,
            tuple(NamedRow(one.service.id, one.service.name) for one in fees.ruled),
            tuple(self._agreement(row) for row in self._rows(Agreement)),
            regulations,
            tuple(self._norm(row) for row in self._rows(LegalReference)),
            act_values(self._rows(Act), self._names, self._own_bodies),
            tuple(self._appointment(row) for row in self._rows(Appointment)),
            tuple(self._process(row) for row in self._rows(IntegrationProcess)),
            tuple(self._body(row) for row in self._rows(Organisation)),
            tuple(self._sub_area(row) for row in self._rows(SubArea)),
            tuple(self._splits()),
            tuple(self._access(regulations)),
            frozenset(one.service.id for one in fees.ruled if one.is_one_rule),
        )

    def _rows(self, entity: type[Entity]) -> Rows:
        """A register, read the first time that it is asked for."""
        if entity not in self._read:
            self._read[entity] = readable_rows(self._connection, entity, self._district, {})
        return self._read[entity]

    def _of(self, entity: type[Entity], field: str) -> Mapping[str, list[Image]]:
        images = (row.image for row in self._rows(entity))
        return grouped(images, lambda image: str(image[field]))

    def _name(self, table: str, value: Any) -> str:
        return self._names.of(BY_NAME[table], str(value)) if value else ""

    def _named(self, table: str, value: Any) -> NamedRow | None:
        return NamedRow(str(value), self._name(table, value)) if value else None

    @cached_property
    def _parties(self) -> Mapping[str, list[Image]]:
        return self._of(AgreementParty, "agreement_id")

    @cached_property
    def _tools(self) -> Mapping[str, list[Image]]:
        return self._of(SharedTool, "process_id")

    @cached_property
    def _roles(self) -> Mapping[str, list[Image]]:
        return self._of(ProcessResponsibility, "process_id")

    @cached_property
    def _protocols(self) -> Mapping[str, list[Image]]:
        return self._of(Agreement, "process_id")

    @cached_property
    def _acts(self) -> dict[str, Image]:
        return {row.id: row.image for row in self._rows(Act)}

    @property
    def _own_bodies(self) -> frozenset[str]:
        return frozenset(row.id for row in self._rows(GoverningBody) if row.image["district_id"])

    def _agreement(self, row: RegisterRow) -> AgreementValue:
        one = row.image
        return AgreementValue(
            row.id,
            str(one["title"]),
            AgreementKind.of(str(one["kind"])),
            AgreementState.of(str(one["state"])),
            self._name("integration_process", one["process_id"]),
            self._name("organisation", one["social_owner_id"]),
            self._name("organisation", one["health_owner_id"]),
            self._name("act", one["act_id"]),
            _day(one["starts_on"]),
            _day(one["ends_on"]),
            Renewal.of(str(one["renewal"])) if one["renewal"] else None,
            _text(one["clauses"]),
            tuple(self._signature(each) for each in self._parties.get(row.id, ())),
        )

    def _signature(self, one: Image) -> Signature:
        return Signature(
            self._name("organisation", one["organisation_id"]),
            _text(one["signatory"]),
            _day(one["sign_by"]),
            _day(one["signed_on"]),
        )

    def _regulation(self, row: RegisterRow) -> RegulationValue:
        one = row.image
        return RegulationValue(
            row.id,
            str(one["title"]),
            RegulationKind.of(str(one["kind"])),
            self._named("municipality", one["municipality_id"]),
            self._named("regulated_service", one["service_id"]),
            RegulationState.of(str(one["state"])),
            self._name("act", one["act_id"]),
            _day(one["published_on"]),
            _day(one["starts_on"]),
            _day(one["ends_on"]),
            _text(one["criteria"]),
            _text(one["template"]),
            self._out_of_order(one),
        )

    def _out_of_order(self, one: Image) -> str:
        """A regulation of the office whose act does not come after the committee."""
        act = self._acts.get(str(one["act_id"] or ""))
        if act is None or one["kind"] not in AFTER_THE_COMMITTEE:
            return ""
        before = self._acts.get(str(act["parent_act_id"] or ""))
        if before is not None and is_decision(
            ActKind.of(str(before["kind"])), ActState.of(str(before["state"]))
        ):
            return ""
        return "l’atto non segue una decisione del Comitato"

    def _norm(self, row: RegisterRow) -> NormValue:
        one = row.image
        return NormValue(
            row.id,
            str(one["title"]),
            NormKind.of(str(one["kind"])),
            self._name("integration_process", one["process_id"]),
            _day(one["starts_on"]),
            _day(one["ends_on"]),
            self._name("legal_reference", one["replaced_by_id"]),
            _text(one["changes"]),
            _text(one["impact"]),
        )

    def _appointment(self, row: RegisterRow) -> AppointmentValue:
        one = row.image
        return AppointmentValue(
            row.id,
            str(one["title"]),
            _text(one["holder"]),
            self._name("governing_body", one["body_id"]),
            self._name("act", one["act_id"]),
            _day(one["starts_on"]),
            _day(one["ends_on"]),
        )

    def _process(self, row: RegisterRow) -> ProcessValue:
        one = row.image
        return ProcessValue(
            row.id,
            str(one["name"]),
            ProcessState.of(str(one["state"])),
            self._name("organisation", one["social_owner_id"]),
            self._name("organisation", one["health_owner_id"]),
            tuple(
                str(each["title"])
                for each in self._protocols.get(row.id, ())
                if each["state"] != AgreementState.ENDED.value
            ),
            _day(one["reviewed_on"]),
            _text(one["note"]),
            tuple(_tool(each) for each in self._tools.get(row.id, ())),
            tuple(
                (
                    self._name("organisation", each["organisation_id"]),
                    Responsibility.of(str(each["responsibility"])),
                )
                for each in self._roles.get(row.id, ())
            ),
        )

    def _body(self, row: RegisterRow) -> BodyValue:
        one = row.image
        return BodyValue(
            row.id,
            str(one["name"]),
            OrganisationKind.of(str(one["kind"])),
            self._name("municipality", one["municipality_id"]),
            _day(one["valid_from"]),
            _day(one["valid_to"]),
        )

    @cached_property
    def _members(self) -> Mapping[str, list[Image]]:
        return self._of(SubAreaMunicipality, "sub_area_id")

    def _sub_area(self, row: RegisterRow) -> SubAreaValue:
        one = row.image
        places = (each["municipality_id"] for each in self._members.get(row.id, ()))
        return SubAreaValue(
            str(one["name"]),
            _text(one["purpose"]),
            tuple(self._name("municipality", place) for place in places),
            _day(one["starts_on"]),
            _day(one["ends_on"]),
        )

    def _splits(self) -> Iterator[SplitValue]:
        """The last year of each associated service that is not after the one looked at."""
        shares = self._of(CostShare, "associated_cost_id")
        costs = self._of(AssociatedCost, "associated_service_id")
        for row in self._rows(AssociatedService):
            past = [one for one in costs.get(row.id, ()) if _whole(one["year"]) <= self._year]
            if not past:
                continue
            last = max(past, key=lambda one: _whole(one["year"]))
            year = _whole(last["year"])
            weights = {
                str(one["municipality_id"]): Fraction(_whole(one["weight"]), 1000)
                for one in shares.get(f"{row.id}:{year}", ())
            }
            cost = Money(_whole(last["amount_cents"]))
            yield SplitValue(
                str(row.image["name"]),
                self._name("organisation", row.image["manager_id"]),
                str(row.image["criterion"]),
                self._name("agreement", row.image["agreement_id"]),
                self._name("regulation", row.image["regulation_id"]),
                year,
                cost,
                cost_parts(cost, [(one.name, weights.get(one.id)) for one in self._places]),
            )

    def _access(self, regulations: Sequence[RegulationValue]) -> Iterator[AccessValue]:
        """How one gets in, by the Comune's own rule before that of the district.

        With the contacts of the last period known.
        """
        first = self._year - 1
        found = measurements(self._connection, self._district, first, self._year, self._today)
        contacts = {one.municipality_id: one for one in found if one.indicator_id == CONTACTS}
        own = [one for one in regulations if one.kind is RegulationKind.ACCESS and one.binds]
        own.sort(key=lambda one: one.place is None)
        for place in self._places:
            rule = next((one for one in own if one.place in {place, None}), None)
            measure = contacts.get(place.id)
            said = ""
            if measure and measure.value is not None:
                when = italian.period(measure.period, measure.period_no)
                said = f"{italian.number(measure.value, 1)} ({when} {measure.year})"
            yield AccessValue(
                place.name, rule.criteria if rule else "", rule.title if rule else "", said
            )


def _tool(one: Image) -> ToolValue:
    kind = ToolKind.of(str(one["kind"]))
    return ToolValue(str(one["name"]), kind, _text(one["used_by"]), _day(one["used_from"]))


def _day(value: Any) -> date | None:
    return date.fromisoformat(str(value)) if value else None


def _text(value: Any) -> str:
    return str(value) if value else ""


def _whole(value: Any) -> int:
    return int(value)
