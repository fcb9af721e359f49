"""How the files of a sender are read."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from udp_core.archive import field
from udp_core.archive.entity import OF_ALL, Entity
from udp_core.archive.register import Reader, Shelf
from udp_core.kernel.vocabulary import ImportKind


class SenderMapping(Entity, table=True):
    """How the files of a sender are read.

    The choices made once on the mapping screen, remembered.
    """

    key: ClassVar = ("sender", "kind", "layout")
    label: ClassVar = "lettura dei file di un mittente"
    labels: ClassVar = "letture dei file dei mittenti"
    belongs_to: ClassVar = OF_ALL
    shelf: ClassVar = Shelf.OFFICE
    read_by: ClassVar = Reader.WRITERS
    typed: ClassVar = False

    sender: str = field.code("Mittente")
    kind: ImportKind = field.choice(ImportKind, "Tipo di file")
    layout: str = field.code("Impronta delle intestazioni")
    choices: str = field.text("Scelte (JSON)", longest=20_000)
    as_of: date = field.as_of()
