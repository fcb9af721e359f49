"""`udp import`: a file of others, without a browser."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Annotated

import typer

from udp_core.cli.telling import archive
from udp_core.kernel import italian
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.kernel.settings import settings
from udp_core.kernel.vocabulary import ImportKind

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from udp_core.imports.questions import Question
    from udp_core.imports.reading_sheet import ReadingSheet
    from udp_core.imports.receiving import JudgedFile, Received
    from udp_core.imports.sheet_grids import SheetGrid
    from udp_core.kernel.clock import Clock

WAITING = 1
"""How the command ends where the file has to be asked about: nothing is stored."""
_INDENT = "  "


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("import")(import_file)


def import_file(  # noqa: PLR0917 - the options of the command
    file: Annotated[
        Path, typer.Argument(help="Un .xlsx, .xls, .ods o .csv come lo manda chi lo manda.")
    ],
    kind: Annotated[
        str,
        typer.Option(
            "--as",
            help="Che cosa contiene: frna_monitoring, activity, schede, indicators, population.",
        ),
    ],
    officer: Annotated[
        str, typer.Option("--officer", help="Chi lo importa: valgono i suoi incarichi.")
    ] = "coordinatore",
    sender: Annotated[
        str,
        typer.Option(
            "--sender", help="Chi l’ha mandato: le scelte fatte per i suoi file sono ricordate."
        ),
    ] = "sconosciuto",
    year: Annotated[
        int, typer.Option("--year", help="Anno delle cifre; senza, quello in corso.")
    ] = 0,
    sheet: Annotated[
        str, typer.Option("--sheet", help="Il foglio da leggere, dove ce n’è più di uno.")
    ] = "",
    fixed: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            help=(
                "Una risposta (periodo=trimestre), o un campo uguale per tutto il file"
                " (comune=Russi)."
            ),
        ),
    ] = None,
    reason: Annotated[
        str,
        typer.Option(
            "--reason",
            help="Perché valori insoliti sono giusti; le somme si accettano con --excuse.",
        ),
    ] = "",
    excuse: Annotated[
        list[str] | None,
        typer.Option(
            "--excuse",
            help="Con un motivo: il codice di una somma che si accetta com’è (I17, I18, R08).",
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Mostrare che cosa cambierebbe, senza scrivere.")
    ] = False,
) -> None:
    """Importa un file di altri: tutto, oppure niente e l'elenco di ciò che non va."""
    from udp_core.imports.choices import told
    from udp_core.imports.receiving import Received, judged_file, refuse_unused
    from udp_core.imports.remembered import slug

    with archive() as engine:
        day = _clock(engine).today
        of = _kind(kind)
        about = Received(
            file.name, of, slug(sender), officer, settings().district, year or day.year, day
        )
        words = [*(fixed or []), *([f"foglio={sheet}"] if sheet else [])]
        judged = judged_file(
            engine, _content(file), about, told(words, of), reason, frozenset(excuse or [])
        )
        _show(judged.reading)
        if judged.waiting and not judged.refused:
            _ask(judged.waiting)
            raise typer.Exit(WAITING)
        if not judged.waiting:
            refuse_unused(judged)
        for problem in judged.excused:
            typer.echo(f"Accettato con il motivo dato: {problem}")
        _count(judged)
        if judged.refused or judged.conflicts:
            _mention(judged.waiting)
            raise RefusedError(judged.refused)
        if dry_run:
            typer.echo("Prova: niente è stato scritto.")
            return
        typer.echo(_saved(engine, judged, about, reason))


def _clock(engine: Engine) -> Clock:
    from udp_core.archive.engine import reading
    from udp_core.territory.day import clock_of

    with reading(engine) as connection:
        return clock_of(connection, settings())


def _saved(engine: Engine, judged: JudgedFile, about: Received, reason: str) -> str:
    """Write, remember the choices where there were any, and say what was written."""
    from udp_core.archive.asking import LONGEST_REASON, Asked
    from udp_core.imports.remembered import UNKNOWN
    from udp_core.imports.writing import written

    asked = Asked(
        token_hex(16),
        about.officer_id,
        "",
        reason or f"Importazione di {about.name}"[:LONGEST_REASON],
        datetime.now(UTC),
    )
    return written(engine, judged, about, asked, remembering=about.sender != UNKNOWN)


def _count(judged: JudgedFile) -> None:
    removed, wrong = (
        judged.count("removed"),
        italian.plural(len(judged.refused), "cosa che non va", "cose che non vanno"),
    )
    gone = f", {removed} da togliere" if removed else ""
    typer.echo(
        f"{judged.count('added')} da aggiungere, {judged.count('changed')} da cambiare{gone},"
        f" {italian.plural(judged.count('unchanged'), 'uguale', 'uguali')}, {wrong}"
    )


def _show(sheet: ReadingSheet) -> None:
    """The reading sheet as aligned text."""
    lines = [*sheet.lines, *sheet.goes]
    width = max((len(label) for label, _ in lines), default=0)
    for label, words in lines:
        typer.echo(f"{label:<{width}}  {words}")
    for words in sheet.warnings:
        typer.echo(f"Attenzione: {words}")
    for grid in (sheet.totals, sheet.first):
        _show_grid(grid)


def _show_grid(grid: SheetGrid) -> None:
    if not grid.rows:
        return
    rows = [grid.headings, *grid.rows]
    widths = [max(len(row[column]) for row in rows) for column in range(len(grid.headings))]
    typer.echo(f"{grid.title}:")
    for row in rows:
        cells = (f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True))
        typer.echo(f"{_INDENT}{'  '.join(cells).rstrip()}")


def _ask(questions: tuple[Question, ...]) -> None:
    """Each question with its answers and the option that gives each."""
    import shlex

    for question in questions:
        typer.echo(f"Domanda: {question}", err=True)
        for answer in question.answers[: question.shown]:
            typer.echo(
                f"{_INDENT}--set {shlex.quote(f'{question.key}={answer.code}')}: {answer.words}",
                err=True,
            )
        if len(question.answers) > question.shown:
            others = ", ".join(answer.code for answer in question.answers[question.shown :])
            typer.echo(f"{_INDENT}oppure: {others}", err=True)
    typer.echo("Niente è stato scritto: rispondere e ripetere il comando.", err=True)


def _mention(questions: tuple[Question, ...]) -> None:
    """The questions that wait too, where something is wrong besides."""
    for question in questions:
        typer.echo(f"Domanda: {question} ({question.option})", err=True)


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise RefusedError(
            [
                Problem(
                    "F01",
                    f"Il file {file.name} non si legge.",
                    "Controllare il percorso e i permessi.",
                    value=str(error),
                )
            ]
        ) from error


def _kind(word: str) -> ImportKind:
    try:
        return ImportKind.of(word)
    except ValueError as error:
        raise RefusedError(
            [
                Problem(
                    "X32",
                    f"«{word}» non è un tipo di file.",
                    f"Scegliere tra: {', '.join(ImportKind)}.",
                )
            ]
        ) from error
