"""`udp invite` and `udp password`: for who is locked out, by who runs the machine."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from udp_core.cli.telling import archive

Name = Annotated[
    str, typer.Argument(metavar="UTENTE", help="Il nome utente; le maiuscole non contano.")
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(invite)
    app.command()(password)


def invite(
    name: Name,
    address: Annotated[
        str,
        typer.Option(
            "--address",
            help=(
                "L’indirizzo del cruscotto, con la sua cartella se ne ha una:"
                " https://ente.it/cruscotto."
            ),
        ),
    ] = "http://localhost:8501",
) -> None:
    """Prepara l'invito con cui un utente sceglie la sua password.

    Vale tre giorni e una volta sola.
    """
    from udp_core.desk.view.access import invitation_address
    from udp_core.sign_in.accounts import invite_from_console

    with archive() as engine:
        secret = invite_from_console(engine, name, datetime.now(UTC))
    typer.echo(invitation_address(f"{address.rstrip('/')}/accesso", "", secret))


def password(name: Name) -> None:
    """Imposta la password di un utente, chiesta qui due volte; le sue sessioni finiscono."""
    from udp_core.sign_in.accounts import from_console
    from udp_core.sign_in.sessions import set_password

    with archive() as engine:
        word = typer.prompt("Nuova password", hide_input=True)
        again = typer.prompt("Ancora la password", hide_input=True)
        if word != again:
            typer.echo("Le due password non sono uguali. Niente è stato cambiato.", err=True)
            raise typer.Exit(2)
        asked = from_console("Password impostata dalla console", datetime.now(UTC))
        known = set_password(engine, name, word, asked)
    typer.echo(f"La password di {known} è cambiata.")
