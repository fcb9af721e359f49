"""Published figures, row by row, with their source.

And where a table does not reach what it states.
"""

from __future__ import annotations

from typing import ClassVar

from udp_core.archive import field
from udp_core.archive.entity import SHIPPED, Entity
from udp_core.archive.register import Shelf


class DataSet(Entity, table=True):
    """A loaded table of published figures, or a loaded ledger, with where it comes from."""

    key: ClassVar = ("code",)
    label: ClassVar = "insieme di dati"
    labels: ClassVar = "insiemi di dati"
    belongs_to: ClassVar = SHIPPED
    shelf: ClassVar = Shelf.SOURCES
    typed: ClassVar = False

    code: str = field.code("Nome")
    title: str = field.text("Titolo")
    description: str | None = field.text("Descrizione", required=False, longest=field.LONGEST_TEXT)
    theme: str = field.text("Tema")
    trust: str = field.text("Affidabilità", longest=60)
    as_of: str = field.text("Situazione al", longest=60)
    licence: str | None = field.text("Licenza", required=False)
    attribution: str | None = field.text("Attribuzione", required=False)
    descriptor: str | None = field.text(
        "Descrizione dei campi",
        required=False,
        longest=20_000,
        help="Risorsa del data package, JSON",
    )


class PublishedRow(Entity, table=True):
    """One row of a published table, as printed.

    `content` is its cells as JSON text, typed by the table's descriptor.
    """

    key: ClassVar = ("data_set_id", "code")
    label: ClassVar = "riga pubblicata"
    labels: ClassVar = "righe pubblicate"
    belongs_to: ClassVar = SHIPPED
    shelf: ClassVar = Shelf.SOURCES
    typed: ClassVar = False

    data_set_id: str = field.reference("data_set", "Insieme di dati")
    code: str = field.text("Chiave della riga")
    content: str = field.text("Celle", longest=field.LONGEST_TEXT)
    source_title: str = field.text("Titolo della fonte")
    source_body: str = field.text("Ente della fonte")
    source_year: int | None = field.whole("Anno della fonte", required=False, most=2200)


class PublishedDiscrepancy(Entity, table=True):
    """A published total that its parts do not reach.

    Both figures are kept, nothing is corrected.
    """

    key: ClassVar = ("data_set_id", "check_code", "place", "stated", "computed")
    label: ClassVar = "discrepanza"
    labels: ClassVar = "discrepanze"
    belongs_to: ClassVar = SHIPPED
    shelf: ClassVar = Shelf.SOURCES
    typed: ClassVar = False

    data_set_id: str = field.reference("data_set", "Insieme di dati")
    check_code: str = field.code("Controllo")
    place: str = field.text("Dove")
    title: str = field.text("Che cosa non torna")
    stated: str = field.text("Dichiarato", longest=60)
    computed: str = field.text("Calcolato", longest=60)
    difference: str = field.text("Differenza", longest=60)
    unit: str = field.text("Unità", longest=40)
    explained_by_rounding: bool = field.flag("Spiegata dagli arrotondamenti")
    note: str | None = field.text("Nota", required=False, longest=field.LONGEST_TEXT)
