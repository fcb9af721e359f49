"""Who is here, in words."""

from __future__ import annotations

from collections.abc import Iterable

from udp_core.view.markup import text

SIGN_IN = '<a href="entra">Entra</a>'


_WITH_PROVIDER = '<a href="accesso">Entra con l’ente</a>'
_WAYS_OUT = '<p><a href="esci">Esci</a> · <a href="esci-ovunque">Esci da tutti i dispositivi</a></p>'


def actor_markup(code: str, office: str, grants: Iterable[tuple[str, str, str]], *, by_provider: bool = False) -> str:
    """The officer, the mandates in force, and the two ways out; who came in with the provider leaves by its buttons."""
    lines = "".join(f"<li>{text(_mandate(*one))}</li>" for one in grants)
    known = f"<ul>{lines}</ul>" if lines else "<p>Nessun incarico in vigore: le cifre si leggono soltanto.</p>"
    return f'<div class="udp-frame"><p><b>{text(code)}</b> — {text(office)}</p>{known}{"" if by_provider else _WAYS_OUT}</div>'


def _mandate(role: str, area: str, municipality: str) -> str:
    scope = ", ".join(filter(None, (area and f"ambito {area}", municipality and f"Comune {municipality}")))
    return f"{role} ({scope})" if scope else role


def presence_markup(code: str | None, *, provider: bool = False, by_provider: bool = False) -> str:
    """Beside the heading: who is here and how to leave, or how to come in."""
    if code is None:
        return f"{SIGN_IN} {_WITH_PROVIDER}" if provider else SIGN_IN
    return f'<span>{text(code)}</span> <a href="{"accesso" if by_provider else "esci"}">Esci</a>'
