"""Questions on what the database covers.

Which years, up to which day, real figures or a demonstration.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, func, select, union

from udp_core.model.frna import FrnaEntry
from udp_core.model.fund import FundYear
from udp_core.model.plan import AnnualProgramme, Plan
from udp_core.model.published import DataSet

DEMO_TRUST = "demo"
_DATA_SET = DataSet.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_FUND_YEAR = FundYear.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_ENTRY = FrnaEntry.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_PLAN = Plan.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy
_PROGRAMME = AnnualProgramme.__table__.c  # type: ignore[attr-defined]  # set by SQLAlchemy


def is_demonstration(connection: Connection) -> bool:
    """True where a demonstration ledger was loaded."""
    return (
        connection.execute(
            select(_DATA_SET.id).where(_DATA_SET.trust == DEMO_TRUST).limit(1)
        ).first()
        is not None
    )


def demonstration_day(connection: Connection) -> date | None:
    """The day that the demonstration stands at.

    None where there is none, or it does not name a whole day.
    """
    stated = connection.execute(
        select(func.max(_DATA_SET.as_of)).where(_DATA_SET.trust == DEMO_TRUST)
    ).scalar()
    try:
        return date.fromisoformat(stated) if stated else None
    except ValueError:
        return None


def years(connection: Connection, district: str) -> tuple[int, ...]:
    """The years of which the district has a fund or a programme, the latest first."""
    funds = select(_FUND_YEAR.year).where(_FUND_YEAR.district_id == district)
    programmes = (
        select(_PROGRAMME.year)
        .join(Plan, _PROGRAMME.plan_id == _PLAN.id)
        .where(_PLAN.district_id == district)
    )
    return tuple(sorted(connection.execute(union(funds, programmes)).scalars(), reverse=True))


def latest_day(connection: Connection, district: str, year: int, today: date) -> date | None:
    """The last day, not after today, of which the district's funds of a year have an entry.

    None where there is none.
    """
    funds = select(_FUND_YEAR.id).where(_FUND_YEAR.district_id == district, _FUND_YEAR.year == year)
    found = select(func.max(_ENTRY.as_of)).where(
        _ENTRY.fund_year_id.in_(funds), _ENTRY.as_of <= today
    )
    return connection.execute(found).scalar()
