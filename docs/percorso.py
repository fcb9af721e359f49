"""`python docs/percorso.py`: quanti file tra un importo scritto e il muro, tra una leva e la cifra.

Esegue davvero i due percorsi su una copia della dimostrazione e conta i file in cui una funzione è
stata chiamata: la misura della casa, ripetibile.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
TODAY = date(2026, 12, 5)
FUND, VOCE = "ravenna:frna:2026", "A1.1"


def walked(work: Callable[[], object]) -> list[str]:
    """I file di `udp_core` in cui `work` chiama almeno una funzione."""
    seen: set[str] = set()

    def note(frame: FrameType, event: str, _argument: object) -> None:
        if event == "call":
            seen.add(frame.f_code.co_filename)

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    inside = (Path(one) for one in seen)
    return sorted(
        one.relative_to(ROOT).as_posix() for one in inside if one.is_relative_to(ROOT / "udp_core")
    )


def paths(folder: Path) -> dict[str, Callable[[], object]]:
    """I due percorsi, pronti da eseguire."""
    from udp_core.archive.asking import Asked
    from udp_core.archive.engine import reading
    from udp_core.archive.entity import Image
    from udp_core.archive.queries import register_rows
    from udp_core.fund.entities.frna import FrnaEntry
    from udp_core.fund.report.reading import fund_report
    from udp_core.fund.slides.fund import fund_slides
    from udp_core.kernel.settings import Settings
    from udp_core.people.entities import Mandate, Officer
    from udp_core.render.payload import DeckFrame, deck_payload
    from udp_core.running.start import start
    from udp_core.simulation.report.compiling import compile_fund
    from udp_core.simulation.rules.evaluate import evaluate
    from udp_core.simulation.rules.model import Position
    from udp_core.writing.loading import Batch, LoadRows, load_rows
    from udp_core.writing.saving import Edit, SaveRows, save_rows

    engine = start(Settings(f"sqlite:///{folder / 'percorso.sqlite'}", None, "ravenna", demo=True))
    now = datetime.now(UTC)
    officer: Image = {"code": "anna", "name": "Ufficio di Piano", "active": 1}
    mandate: Image = {
        "officer_id": "anna",
        "role": "coordinator",
        "district_id": "ravenna",
        "area_id": None,
        "municipality_id": None,
        "valid_from": "2020-01-01",
        "valid_to": None,
    }
    people = (Batch(Officer, [(None, officer)]), Batch(Mandate, [(None, mandate)]))
    load_rows(engine, LoadRows(Asked("persone", "prova", "", "Prova", now), people))

    def amount() -> object:
        with reading(engine) as connection:
            filters = {"fund_year_id": FUND, "voce_id": VOCE, "phase": "final", "period_no": "10"}
            row = register_rows(connection, FrnaEntry, filters)[0]
        november = {"period_no": 11, "state": "draft", "as_of": "2026-11-30"}
        edit = Edit(FrnaEntry, {**row.image, **november})
        request = Asked("importo", "anna", "", "novembre", now)
        save_rows(engine, SaveRows(request, "anna", [edit], TODAY))
        with reading(engine) as connection:
            report = fund_report(connection, "ravenna", 2026, TODAY)
        return deck_payload(fund_slides(report, 2026), DeckFrame("", True, ".", ""))

    def lever() -> object:
        with reading(engine) as connection:
            model = compile_fund(connection, "ravenna", 2026, TODAY, ("cra-posti",))
        first, *others = model.levers
        values = (first.start + first.step, *(one.start for one in others))
        return evaluate(model, Position(values, (1,) * len(values)))

    return {"un importo fino al muro": amount, "una leva fino alla sua cifra": lever}


if __name__ == "__main__":
    with TemporaryDirectory() as place:
        for name, work in paths(Path(place)).items():
            files = walked(work)
            print(f"{name}: {len(files)} file")
            print("".join(f"  {one}\n" for one in files))
