"""`udp migration`: for who adds a register or a field."""

from __future__ import annotations

from typing import Annotated

import typer

from udp_core.cli.telling import told


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(migration)


def migration(
    name: Annotated[str, typer.Argument(help="Che cosa cambia, in due parole: «accordi».")],
) -> None:
    """Scrive il passo che porta gli archivi alle classi di ora: tabelle, campi, liste più lunghe.

    È per chi sviluppa: si rilegge, si prova e si conserva con il codice.
    """
    from udp_core.archive.migrations.writing import write_migration

    with told():
        made = write_migration(name)
    if made is None:
        typer.echo("Le classi non chiedono nulla di nuovo.")
    else:
        typer.echo(f"Scritto {made.name}, da rileggere.")
