"""`udp backup` and `udp restore`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from udp_core.cli.telling import archive, told
from udp_core.kernel import italian
from udp_core.kernel.clock import ROME
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.kernel.settings import settings

WORST_MOMENT = "Scriverlo aaaa-mm-ggThh:mm, per esempio 2026-11-07T18:30 (ora di questo computer)."


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(backup)
    app.command()(restore)


def backup(
    file: Annotated[Path, typer.Argument(help="Il file della copia.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Sostituire una copia con lo stesso nome.")
    ] = False,
) -> None:
    """Copia l'archivio mentre si lavora; la copia è verificata prima di avere il suo nome."""
    from udp_core.running import backups

    with archive() as engine:
        head = backups.backup(engine, file, replace=replace)
    typer.echo(f"Copiato in {file}: revisione {head.sequence}, impronta {head.hash}")


def restore(
    file: Annotated[Path, typer.Argument(help="La copia da cui ripristinare.")],
    at: Annotated[
        str, typer.Option("--at", help="Com’era noto a un momento: 2026-11-07T18:30.")
    ] = "",
    to: Annotated[
        Path | None, typer.Option("--to", help="Dove; senza, accanto all’archivio presente.")
    ] = None,
    swap: Annotated[
        bool,
        typer.Option(
            "--swap",
            help=(
                "Mettere il ripristinato al posto del presente, che resta accanto. Fermare prima il"
                " cruscotto."
            ),
        ),
    ] = False,
) -> None:
    """Ripristina una copia in un posto nuovo, la confronta con l'archivio presente e, se
    chiesto, la scambia.
    """
    from udp_core.archive.engine import open_file
    from udp_core.running import restoring

    now = datetime.now(UTC)
    with told():
        present = _present(settings().database)
        target = to or present.with_name(
            f"{present.stem}.ripristinato-{now:%Y%m%d-%H%M%S}{present.suffix}"
        )
        engine = open_file(present) if present.exists() else None
        restored = restoring.restore(file, target, _moment(at) if at else None, engine)
        typer.echo(
            f"Ripristinato in {target}: revisione {restored.head.sequence}, impronta"
            f" {restored.head.hash}"
        )
        typer.echo(_who_comes_in(restored.officers))
        if engine is not None:
            if restoring.is_usable(engine):
                for one in restoring.compared(engine, target):
                    typer.echo(
                        f"{one.table}: {one.added} in più, {one.changed} diverse, {one.removed} in"
                        " meno"
                    )
            engine.dispose()
        if swap:
            kept = restoring.swapped(present, target, now)
            typer.echo(
                f"Scambiato. L’archivio di prima è in {kept}"
                if kept
                else "Messo al suo posto: un archivio di prima non c’era."
            )


def _who_comes_in(officers: int) -> str:
    if not officers:
        return (
            "Nessuno può entrarvi con una password: dare un invito a chi amministra, con «udp"
            " invite»."
        )
    return (
        f"Le password sono quelle di oggi ({italian.plural(officers, 'utente', 'utenti')});"
        " sessioni e inviti della copia non tornano."
    )


def _present(address: str) -> Path:
    if not address.startswith("sqlite:///"):
        raise RefusedError(
            [
                Problem(
                    "B05",
                    "L’archivio presente non è un file SQLite.",
                    "Ripristinare in un file con --to, poi indicarlo in UDP_DATABASE_URL.",
                )
            ]
        )
    return Path(address.removeprefix("sqlite:///"))


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise RefusedError([Problem("B06", f"«{text}» non è un momento.", WORST_MOMENT)]) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=ROME)
