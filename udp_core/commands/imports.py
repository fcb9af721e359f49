"""`udp import`: a file of others, without a browser."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Annotated

import typer

from udp_core.commands.telling import archive
from udp_core.problem import Problem, RefusedError
from udp_core.service.settings import settings
from udp_core.vocabulary import ImportKind


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("import")(import_file)


def import_file(  # noqa: PLR0917 - the options of the command
    file: Annotated[Path, typer.Argument(help="Un .xlsx o un .csv come lo manda chi lo manda.")],
    kind: Annotated[str, typer.Option("--as", help="Che cosa contiene: frna_monitoring, activity, schede, indicators, population.")],
    officer: Annotated[str, typer.Option("--officer", help="Chi lo importa: valgono i suoi incarichi.")] = "coordinatore",
    sender: Annotated[str, typer.Option("--sender", help="Chi l'ha mandato: le scelte fatte per i suoi file sono ricordate.")] = "sconosciuto",
    year: Annotated[int, typer.Option("--year", help="Anno delle cifre; senza, quello in corso.")] = 0,
    fixed: Annotated[list[str] | None, typer.Option("--set", help="Un campo uguale per tutto il file: municipality_id=039007.")] = None,
    reason: Annotated[str, typer.Option("--reason", help="Perché valori insoliti sono giusti.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Mostrare che cosa cambierebbe, senza scrivere.")] = False,
) -> None:
    """Importa un file di altri: tutto, oppure niente e l'elenco di ciò che non va."""
    from udp_core.service.asking import Asked
    from udp_core.service.mapping.receiving import Received, judged_file
    from udp_core.service.saving import SaveRows, save_rows

    with archive() as engine:
        content = _content(file)
        chosen, now = settings(), datetime.now(UTC)
        about = Received(file.name, _kind(kind), sender, officer, chosen.district, year or now.year, chosen.today or now.date())
        judged = judged_file(engine, content, about, _set(fixed or []), reason)
        typer.echo(f"{judged.count('added')} da aggiungere, {judged.count('changed')} da cambiare, {judged.count('unchanged')} uguali, {len(judged.refused)} cose che non vanno")
        if judged.refused or judged.conflicts:
            raise RefusedError(judged.refused)
        if dry_run or not judged.edits:
            typer.echo("Prova: niente è stato scritto.")
            return
        asked = Asked(sha256(content + kind.encode()).hexdigest(), officer, "", reason or f"Importazione di {file.name}", now)
        save_rows(engine, SaveRows(asked, officer, judged.edits, about.today))
    typer.echo("Importato, in bozza.")


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise RefusedError([Problem("F01", f"Il file {file.name} non si legge.", "Controllare il percorso e i permessi.", value=str(error))]) from error


def _kind(word: str) -> ImportKind:
    try:
        return ImportKind.of(word)
    except ValueError as error:
        raise RefusedError([Problem("X32", f"«{word}» non è un tipo di file.", f"Scegliere tra: {', '.join(ImportKind)}.")]) from error


def _set(words: list[str]) -> dict[str, str]:
    return dict(word.split("=", 1) for word in words if "=" in word)
