"""Services for which users pay, by which rule in each Comune, and how many use them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import ClassVar

from udp_core.archive import field
from udp_core.archive.entity import Entity
from udp_core.archive.register import Reader, Shelf
from udp_core.fees.terms import FeeUnit
from udp_core.kernel.vocabulary import Origin, Payer


class RegulatedService(Entity, table=True):
    """A service for which users pay by a rule; its usual use is what families are compared on.

    `payer` bears what the user does not pay. `voce_id` is where the fund pays it, if it does.
    """

    key: ClassVar = ("district_id", "code")
    label: ClassVar = "servizio con tariffa"
    labels: ClassVar = "servizi con tariffa"
    belongs_to: ClassVar = ("district_id",)
    shelf: ClassVar = Shelf.REGULATIONS

    district_id: str = field.reference("district", "Distretto")
    code: str = field.code("Codice")
    name: str = field.text("Nome")
    area_id: str | None = field.reference("intervention_area", "Ambito", required=False)
    voce_id: str | None = field.reference("frna_voce", "Voce FRNA", required=False)
    unit: FeeUnit = field.choice(FeeUnit, "Unità", help="Ciò di cui si conta l’uso")
    usual_units: Decimal = field.decimal("Uso tipico al mese", most=10_000, help="In unità")
    usual_months: int = field.whole("Mesi l’anno", least=1, most=12)
    payer: Payer = field.choice(
        Payer, "Chi paga il resto", help="Ciò che l’utente non paga: FRNA o Comune"
    )
    source: str = field.source()
    origin: Origin = field.origin()


class FeeRule(Entity, table=True):
    """What is paid in a band of ISEE, in a Comune or (without one) in the whole district.

    Either `fee_cents` a unit, which grows to `fee_to_cents` at the end of the band where that is
    written, or `share` of `unit_cost_cents`. Both ends of a band belong to it; without an end it
    holds for every higher ISEE. Caps are of what one user pays in a month and in a year.
    A rule of a regulation that is only proposed is in force nowhere.
    """

    key: ClassVar = ("service_id", "municipality_id", "valid_from", "isee_from_cents")
    label: ClassVar = "regola tariffaria"
    labels: ClassVar = "regole tariffarie"
    belongs_to: ClassVar = ("service_id",)
    shelf: ClassVar = Shelf.REGULATIONS

    service_id: str = field.reference("regulated_service", "Servizio")
    municipality_id: str | None = field.reference("municipality", "Comune", required=False)
    valid_from: date = field.day("Valida dal")
    valid_to: date | None = field.expires("Valida fino al")
    isee_from_cents: int = field.cents("ISEE da", help="Compreso")
    isee_to_cents: int | None = field.cents("ISEE fino a", required=False, help="Compreso")
    fee_cents: int | None = field.cents("Tariffa", required=False, help="Per ogni unità")
    fee_to_cents: int | None = field.cents(
        "Tariffa a fine fascia", required=False, help="Se cresce in proporzione all’ISEE"
    )
    share: Decimal | None = field.share("Quota del costo", required=False)
    unit_cost_cents: int | None = field.cents("Costo dell’unità", required=False)
    unit: FeeUnit = field.choice(FeeUnit, "Unità")
    month_cap_cents: int | None = field.cents("Tetto al mese", required=False)
    year_cap_cents: int | None = field.cents("Tetto l’anno", required=False)
    regulation_id: str | None = field.reference("regulation", "Regolamento", required=False)
    source: str = field.source()
    origin: Origin = field.origin()


class FeeUsers(Entity, table=True):
    """How many use a service in a Comune, in a band of ISEE, in a year, and how much each.

    What they pay under another rule is reckoned at the mean ISEE of the band.
    """

    key: ClassVar = ("service_id", "municipality_id", "year", "isee_from_cents")
    label: ClassVar = "utenza per ISEE"
    labels: ClassVar = "utenze per ISEE"
    belongs_to: ClassVar = ("service_id",)
    shelf: ClassVar = Shelf.REGULATIONS
    read_by: ClassVar = Reader.SIGNED_IN
    of_people: ClassVar = ("users", "isee_mean_cents", "units")

    service_id: str = field.reference("regulated_service", "Servizio")
    municipality_id: str = field.reference("municipality", "Comune")
    year: int = field.whole("Anno", least=1990, most=2200)
    isee_from_cents: int = field.cents("ISEE da", help="Compreso")
    isee_to_cents: int | None = field.cents("ISEE fino a", required=False, help="Compreso")
    isee_mean_cents: int = field.cents("ISEE medio")
    users: int = field.whole("Utenti", most=1_000_000, unit="persone")
    units: Decimal = field.decimal("Uso al mese per utente", most=10_000, help="In unità")
    months: int = field.whole("Mesi l’anno", least=1, most=12)
    source: str = field.source()
    origin: Origin = field.origin()
