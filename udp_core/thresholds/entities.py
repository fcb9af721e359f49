"""Rule sets.

The thresholds and constraints of a region, as dated data with their source (DOMAIN.md 4.7).
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import ClassVar

from udp_core.archive import field
from udp_core.archive.entity import OF_ALL, Entity
from udp_core.archive.register import Shelf
from udp_core.kernel.code_words import PARAMETERS, RULES
from udp_core.kernel.vocabulary import RuleLevel, Trust


class RuleSet(Entity, table=True):
    """The rules of a region."""

    key: ClassVar = ("code",)
    label: ClassVar = "insieme di regole"
    labels: ClassVar = "insiemi di regole"
    belongs_to: ClassVar = OF_ALL
    shelf: ClassVar = Shelf.RULES

    code: str = field.code("Codice")
    name: str = field.text("Nome")
    region: str = field.text("Regione")


class Rule(Entity, table=True):
    """One rule or threshold, in force from a date."""

    key: ClassVar = ("rule_set_id", "code", "parameter", "valid_from")
    label: ClassVar = "regola"
    labels: ClassVar = "regole"
    belongs_to: ClassVar = OF_ALL
    shelf: ClassVar = Shelf.RULES

    rule_set_id: str = field.reference("rule_set", "Insieme di regole")
    code: str = field.code("Codice", called=RULES)
    parameter: str = field.code("Parametro", called=PARAMETERS)
    sentence: str = field.text("Regola", longest=field.LONGEST_TEXT)
    level: RuleLevel = field.choice(RuleLevel, "Effetto")
    value: Decimal | None = field.decimal("Valore", required=False, negative=True)
    unit: str | None = field.text("Unità", required=False, longest=40)
    valid_from: date = field.day("In vigore dal")
    valid_to: date | None = field.day("In vigore fino al", required=False)
    trust: Trust = field.choice(Trust, "Affidabilità")
    source: str = field.source()
