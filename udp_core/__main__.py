"""`udp`: the same commands as the screens, without a browser. Also `python -m udp_core`."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from udp_core.cli import developing, imports, people, safety, verifying
from udp_core.cli.italian_usage import ItalianGroup
from udp_core.cli.telling import archive, told
from udp_core.kernel.italian import plural
from udp_core.kernel.settings import settings

app = typer.Typer(
    name="udp",
    cls=ItalianGroup,
    help=(
        "Cruscotto del Comitato di Distretto: archivio, caricamenti, controlli. L’archivio è quello"
        " di UDP_DATABASE_URL."
    ),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
BREACHED = 1
safety.register(app)
imports.register(app)
verifying.register(app)
people.register(app)
developing.register(app)


@app.command()
def init(
    demo: Annotated[
        bool, typer.Option("--demo/--no-demo", help="Caricare anche il registro dimostrativo.")
    ] = True,
) -> None:
    """Crea l'archivio, lo porta a questa versione e carica ciò che il prodotto porta con sé.

    Ripeterlo non cambia nulla.
    """
    from udp_core.running.start import fill, made_ready

    with told():
        tallies = fill(made_ready(settings().database), demo=demo)
    for name, tally in tallies.items():
        typer.echo(
            f"{name}: {tally.added} aggiunte, {tally.changed} cambiate, {tally.removed} tolte,"
            f" {tally.unchanged} uguali"
        )


@app.command()
def load(
    file: Annotated[
        Path, typer.Argument(help="Un CSV, un datapackage.json, o una cartella che lo contiene.")
    ],
    table: Annotated[str, typer.Option("--as", help="Tabella, se non è il nome del file.")] = "",
    reason: Annotated[
        str, typer.Option("--reason", help="Perché si carica; resta nella storia.")
    ] = "Caricamento da riga di comando",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Controllare senza scrivere.")] = False,
) -> None:
    """Carica un file: tutto, oppure niente e l'elenco di ciò che non va."""
    from udp_core.archive.asking import Asked
    from udp_core.archive.engine import reading
    from udp_core.overview.report.overview import day_of
    from udp_core.packages.packages import anything
    from udp_core.running.start import opened
    from udp_core.writing.loading import LoadRows, load_rows

    moment = datetime.now(UTC)
    asked = Asked(
        f"load {file.name} {moment.isoformat()}",
        "riga di comando",
        "amministratore",
        reason,
        moment,
    )
    with told():
        batches, derived = anything(file, table)
        engine = opened(settings())
        with reading(engine) as connection:
            today = day_of(connection, settings())
        outcome = load_rows(engine, LoadRows(asked, batches, dry_run, derived, today))
    for name, tally in outcome.tallies.items():
        typer.echo(
            f"{name}: {tally.added} aggiunte, {tally.changed} cambiate, {tally.removed} tolte,"
            f" {tally.unchanged} uguali"
        )
    typer.echo(
        "Prova: niente è stato scritto."
        if dry_run
        else f"Revisione dell’archivio: {outcome.revision}"
    )


@app.command()
def check(
    as_json: Annotated[bool, typer.Option("--json", help="In JSON, per altri programmi.")] = False,
    printed: Annotated[
        str,
        typer.Option("--head", help="Un’impronta stampata: si prova che appartiene alla storia."),
    ] = "",
) -> None:
    """Verifica identità, totali dichiarati e storia.

    Esce con 1 se qualcosa non torna, con 0 se solo le fonti si contraddicono.
    """
    from udp_core.checking import check_database
    from udp_core.checking.printed import proven

    with archive() as engine:
        report = check_database(engine)
        if printed:
            typer.echo(
                "L’impronta stampata è quella della revisione"
                f" {proven(engine, printed.strip().lower()).sequence}.",
                err=True,
            )
    if as_json:
        typer.echo(json.dumps(report.as_json(), ensure_ascii=False, indent=2))
    else:
        typer.echo(report.as_text())
    if report.breaches:
        typer.echo(f"{plural(len(report.breaches), 'violazione', 'violazioni')}.", err=True)
        raise typer.Exit(BREACHED)


@app.command()
def export(folder: Annotated[Path, typer.Argument(help="Una cartella nuova.")]) -> None:
    """Scrive tutto il contenuto come data package.

    Caricato in un archivio vuoto dà la stessa impronta.
    """
    from udp_core.packages.exporting import export_package
    from udp_core.running.start import opened

    with told():
        files = export_package(opened(settings()), folder)
    typer.echo(f"{plural(len(files), 'tabella scritta', 'tabelle scritte')} in {folder}")


@app.command()
def status(
    as_json: Annotated[bool, typer.Option("--json", help="In JSON, per altri programmi.")] = False,
) -> None:
    """Le cifre del Panorama."""
    from udp_core.overview.report.overview import overview_words
    from udp_core.overview.view.status import status_text
    from udp_core.running.start import opened

    with told():
        figures = overview_words(opened(settings()), settings())
    if as_json:
        typer.echo(json.dumps(figures, ensure_ascii=False, indent=2))
    else:
        typer.echo(status_text(figures))


def main() -> None:
    """Run the command line.

    A bug leaves its traceback in the log of whoever started it, with code 70.
    """
    app()


if __name__ == "__main__":
    main()
