"""`udp verify`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from udp_core.cli.telling import archive

if TYPE_CHECKING:
    from udp_core.briefing.verify import Verified

ALTERED = 1
UNALTERED = "Inalterata: i dati dell’archivio danno la stessa pagina."
NOT_CONFIRMED = (
    "Non confermata: i dati dell’archivio, letti da questa versione del cruscotto, non danno questa"
    " pagina. O sono cambiati («udp check» lo dice), o l’ha prodotta un’altra versione: la prova"
    " del file si fa con --file."
)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(verify)


def verify(
    code: Annotated[
        str,
        typer.Argument(
            help="Il codice del fascicolo, o quello al piede di una pagina: K7M2QX, K7M2QX-03."
        ),
    ],
    file: Annotated[
        Path | None,
        typer.Option(
            "--file", help="Un file del fascicolo: si prova che è quello consegnato, byte per byte."
        ),
    ] = None,
) -> None:
    """Ritrova i dati di un fascicolo, o di una sua pagina, e dice se è inalterato.

    Esce con 1 se i dati non lo confermano.
    """
    from udp_core.briefing.verify import verify_book, verify_file, verify_page

    with archive() as engine:
        whole = "-" not in code
        found = verify_book(engine, code) if whole else (verify_page(engine, code),)
    for one in found:
        _tell(one, in_full=not whole)
    altered = [one for one in found if not one.unaltered]
    if whole:
        _tell_all(found, altered)
    kind = verify_file(found[0].dossier, file.read_bytes()) if file else ""
    if file:
        typer.echo(
            f"Il file è il {kind.upper()} consegnato, byte per byte."
            if kind
            else "Il file non è nessuno di quelli consegnati, o è stato modificato."
        )
    if altered or (file and not kind):
        raise typer.Exit(ALTERED)


def _tell(found: Verified, *, in_full: bool) -> None:
    """A page: what it says, and whether the archive still gives it; of many, a line each."""
    from udp_core.briefing.verify import page_words
    from udp_core.sittings.tables import moment_of

    book, page = found.dossier, found.page
    if not in_full:
        state = "inalterata" if found.unaltered else "non confermata"
        typer.echo(f"Pagina {page.number}, «{page.title}»: {state}.")
        return
    typer.echo(
        f"Fascicolo {book.id}, pagina {page.number}: «{page.title}». Revisione {book.revision}, "
        f"cifre al {book.known_on:%d/%m/%Y}, prodotto il {moment_of(book.made_at)}."
    )
    for line in page_words(found.slide) if found.slide else []:
        typer.echo(f"  {line}")
    typer.echo(UNALTERED if found.unaltered else NOT_CONFIRMED)


def _tell_all(found: Sequence[Verified], altered: Sequence[Verified]) -> None:
    from udp_core.sittings.tables import moment_of

    book, count = found[0].dossier, len(found)
    typer.echo(
        f"Fascicolo {book.id}: revisione {book.revision}, cifre al {book.known_on:%d/%m/%Y}, "
        f"prodotto il {moment_of(book.made_at)}; {count} pagine."
    )
    if altered:
        typer.echo(f"{len(altered)} di {count} non confermate. {NOT_CONFIRMED}")
    else:
        typer.echo("Inalterato: i dati dell’archivio danno tutte le stesse pagine.")
