"""Questions on the briefing books of a district, and on their pages."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, select

from udp_core.sittings.entities import Dossier, DossierPage

_DOSSIER = Dossier.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_PAGE = DossierPage.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy


class DossierRow(NamedTuple):
    """A briefing book that was made."""

    id: str
    district: str
    sitting_id: str | None
    year: int
    revision: int
    known_on: date
    made_at: str
    head: str
    pdf: str
    pptx: str
    xlsx: str


class PageRow(NamedTuple):
    """A page of a briefing book."""

    number: int
    name: str
    title: str
    digest: str


def dossiers(connection: Connection, district: str) -> tuple[DossierRow, ...]:
    """The briefing books made in a district, the latest first."""
    found = select(*_DOSSIER_COLUMNS).where(_DOSSIER.district_id == district)
    return tuple(
        DossierRow(*tuple(row))
        for row in connection.execute(found.order_by(_DOSSIER.made_at.desc(), _DOSSIER.id))
    )


def dossier(connection: Connection, code: str) -> DossierRow | None:
    """One briefing book; None where there is none."""
    row = connection.execute(select(*_DOSSIER_COLUMNS).where(_DOSSIER.id == code)).first()
    return None if row is None else DossierRow(*tuple(row))


_DOSSIER_COLUMNS = (
    _DOSSIER.id,
    _DOSSIER.district_id,
    _DOSSIER.sitting_id,
    _DOSSIER.year,
    _DOSSIER.revision,
    _DOSSIER.known_on,
    _DOSSIER.made_at,
    _DOSSIER.head,
    _DOSSIER.pdf,
    _DOSSIER.pptx,
    _DOSSIER.xlsx,
)


def pages(connection: Connection, code: str) -> tuple[PageRow, ...]:
    """The pages of a briefing book, in order."""
    found = select(_PAGE.number, _PAGE.name, _PAGE.title, _PAGE.digest).where(
        _PAGE.dossier_id == code
    )
    return tuple(PageRow(*row) for row in connection.execute(found.order_by(_PAGE.number)))
