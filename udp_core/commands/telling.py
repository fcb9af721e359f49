"""How a command says what was refused."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import typer
from sqlalchemy import Engine

from udp_core.problem import RefusedError
from udp_core.service.settings import settings

REFUSED = 2


@contextmanager
def told() -> Iterator[None]:
    """Inside, a refusal is printed with every problem, and the command ends with code 2."""
    try:
        yield
    except RefusedError as refusal:
        for problem in refusal.problems:
            typer.echo(str(problem), err=True)
        if refusal.not_listed:
            typer.echo("… e altri: la lettura si è fermata qui.", err=True)
        typer.echo("Niente è stato cambiato.", err=True)
        raise typer.Exit(REFUSED) from refusal


@contextmanager
def archive() -> Iterator[Engine]:
    """Inside, the database of the settings, and refusals told; closed afterwards, whatever happened."""
    from udp_core.service.start import opened

    with told():
        engine = opened(settings())
        try:
            yield engine
        finally:
            engine.dispose()
