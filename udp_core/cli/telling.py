"""How a command says what was refused."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import typer
from sqlalchemy import Engine

from udp_core.kernel.problem import RefusedError
from udp_core.kernel.settings import settings
from udp_core.render.problems import in_lines

REFUSED = 2


@contextmanager
def told() -> Iterator[None]:
    """Inside, a refusal is printed with every problem, one of many rows once with its rows, and
    the command ends with code 2.
    """
    try:
        yield
    except RefusedError as refusal:
        for line in in_lines(refusal.problems):
            typer.echo(line, err=True)
        if refusal.not_listed:
            typer.echo("… e altri: la lettura si è fermata qui.", err=True)
        typer.echo("Niente è stato cambiato.", err=True)
        raise typer.Exit(REFUSED) from refusal


@contextmanager
def archive() -> Iterator[Engine]:
    """Inside, the database of the settings, and refusals told.

    Closed afterwards, whatever happened.
    """
    from udp_core.running.start import opened

    with told():
        engine = opened(settings())
        try:
            yield engine
        finally:
            engine.dispose()
