"""`udp verify`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from udp_core.commands.telling import archive

ALTERED = 1
NOT_CONFIRMED = "Non confermata: i dati dell'archivio, letti da questa versione del cruscotto, non danno questa pagina. O sono cambiati («udp check» lo dice), o l'ha prodotta un'altra versione: la prova del file si fa con --file."


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(verify)


def verify(
    code: Annotated[str, typer.Argument(help="Il codice al piede della pagina, per esempio K7M2QX-03.")],
    file: Annotated[Path | None, typer.Option("--file", help="Un file del fascicolo: si prova che è quello consegnato, byte per byte.")] = None,
) -> None:
    """Ritrova i dati di una pagina di fascicolo e dice se è inalterata. Esce con 1 se i dati non la confermano."""
    from udp_core.briefing.verify import page_words, verify_file, verify_page

    with archive() as engine:
        found = verify_page(engine, code)
    typer.echo(f"Fascicolo {found.dossier.id}, pagina {found.page.number}: «{found.page.title}». Revisione {found.dossier.revision}, cifre al {found.dossier.known_on:%d/%m/%Y}, prodotto il {found.dossier.made_at[:16].replace('T', ' ')}.")
    for line in page_words(found.slide) if found.slide else []:
        typer.echo(f"  {line}")
    typer.echo("Inalterata: i dati dell'archivio danno la stessa pagina." if found.unaltered else NOT_CONFIRMED)
    kind = verify_file(found.dossier, file.read_bytes()) if file else ""
    if file:
        typer.echo(f"Il file è il {kind.upper()} consegnato, byte per byte." if kind else "Il file non è nessuno di quelli consegnati, o è stato modificato.")
    if not found.unaltered or (file and not kind):
        raise typer.Exit(ALTERED)
