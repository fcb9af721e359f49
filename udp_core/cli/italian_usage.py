"""What is wrong with how a command was written, in Italian.

The library that reads it speaks English only.
"""

from __future__ import annotations

import re
from typing import Any

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException

WRONG_USE = 2
_SENTENCES = (
    (
        r"No such command '(.+?)'\.(?: Did you mean (.+?)\?)?",
        "«{0}» non è un comando.",
        "Forse: {1}.",
    ),
    (
        r"No such option: (\S+)(?: Did you mean (.+?)\?| \(Possible options: (.+?)\))?",
        "«{0}» non è un’opzione.",
        "Forse: {1}.",
    ),
    (r"Missing argument '(.+?)'\.", "Manca «{0}».", ""),
    (r"Missing option '(.+?)'.*", "Manca l’opzione «{0}».", ""),
    (r"Missing parameter: (.+)", "Manca «{0}».", ""),
    (
        r"Option '(.+?)' requires (?:an argument|\d+ arguments)\.",
        "L’opzione «{0}» vuole un valore.",
        "",
    ),
    (r"Option '(.+?)' does not take a value\.", "L’opzione «{0}» non vuole un valore.", ""),
    (
        r"Invalid value for '(.+?)':.*valid integer.*",
        "Il valore di «{0}» non è un numero intero.",
        "",
    ),
    (r"Invalid value for '(.+?)':.*", "Il valore di «{0}» non va bene.", ""),
    (r"Got unexpected extra arguments?(?:\(s\))? \((.+)\)", "C’è qualcosa di troppo: {0}.", ""),
)


def in_italian(message: str) -> str:
    """The sentence of an error of use, with what may have been meant."""
    flat = " ".join(message.split())
    for pattern, sentence, hint in _SENTENCES:
        if found := re.fullmatch(pattern, flat):
            word, *meant = [part for part in found.groups() if part]
            words = sentence.format(word)
            return (
                f"{words} {hint.format(word, meant[0].replace(chr(39), ''))}"
                if meant and hint
                else words
            )
    return "Il comando non è scritto come serve."


class ItalianGroup(TyperGroup):
    """The commands, whose errors of use are told in Italian, with code 2."""

    def main(self, *args: Any, **more: Any) -> Any:
        """Run the command that was asked for."""
        more["standalone_mode"] = False
        try:
            ended = super().main(*args, **more)
        except TyperException as error:
            _tell(error)
            raise SystemExit(WRONG_USE) from error
        except (typer.Abort, KeyboardInterrupt, EOFError) as left:
            typer.echo("Interrotto: niente è stato cambiato.", err=True)
            raise SystemExit(1) from left
        raise SystemExit(ended if isinstance(ended, int) else 0)


def _message(error: TyperException) -> str:
    told = getattr(error, "format_message", None)
    return str(told() if told else error)


def _tell(error: TyperException) -> None:
    context = getattr(error, "ctx", None)
    if type(error).__name__.startswith("NoArgsIsHelp"):
        typer.echo(str(error))
        return
    typer.echo(in_italian(_message(error)), err=True)
    path = context.command_path if context else "udp"
    typer.echo(f"Come si usa: {path} --help", err=True)
