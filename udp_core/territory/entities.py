"""District, municipalities, residents. Several districts live in one database."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from udp_core.archive import field
from udp_core.archive.entity import USERS, Entity
from udp_core.archive.register import Shelf
from udp_core.kernel.vocabulary import AgeBand, Origin

UNTOLD = "da-scrivere"
"""What a district says of its province and region until somebody does.

A code, as the province is one.
"""


class District(Entity, table=True):
    """A set of municipalities equal to one health district."""

    key: ClassVar = ("code",)
    label: ClassVar = "distretto"
    labels: ClassVar = "distretti"
    belongs_to: ClassVar = ("code", USERS)
    shelf: ClassVar = Shelf.TERRITORY

    code: str = field.code("Codice")
    name: str = field.text("Nome")
    province_code: str = field.code("Provincia")
    region: str = field.text("Regione")
    source: str = field.source()


class Municipality(Entity, table=True):
    """A Comune of a district; one per district is the lead (capofila)."""

    key: ClassVar = ("istat_code",)
    label: ClassVar = "Comune"
    labels: ClassVar = "Comuni"
    belongs_to: ClassVar = ("district_id",)
    shelf: ClassVar = Shelf.TERRITORY

    istat_code: str = field.code("Codice Istat")
    district_id: str = field.reference("district", "Distretto")
    name: str = field.text("Nome")
    is_lead: bool = field.flag("Comune capofila")
    source: str = field.source()


class Population(Entity, table=True):
    """Residents of a Comune in an age band on 1 January. Bands overlap: they are never summed."""

    key: ClassVar = ("municipality_id", "year", "age_band")
    label: ClassVar = "popolazione"
    labels: ClassVar = "popolazione"
    belongs_to: ClassVar = ("municipality_id",)
    shelf: ClassVar = Shelf.TERRITORY

    municipality_id: str = field.reference("municipality", "Comune")
    year: int = field.whole("Anno", least=1900, most=2200)
    age_band: AgeBand = field.choice(AgeBand, "Fascia di età")
    residents: int = field.whole("Residenti", unit="persone")
    as_of: date = field.as_of()
    source: str = field.source()
    origin: Origin = field.origin()
