"""Who is here, in words."""

from __future__ import annotations

from collections.abc import Iterable

from udp_core.view.markup import text

SIGN_IN = '<a href="entra">Entra</a>'


def actor_markup(code: str, office: str, grants: Iterable[tuple[str, str, str]]) -> str:
    """The officer, the mandates in force, and the two ways out."""
    lines = "".join(f"<li>{text(_mandate(*one))}</li>" for one in grants)
    known = f"<ul>{lines}</ul>" if lines else "<p>Nessun incarico in vigore: le cifre si leggono soltanto.</p>"
    return f'<div class="udp-frame"><p><b>{text(code)}</b> — {text(office)}</p>{known}<p><a href="esci">Esci</a> · <a href="esci-ovunque">Esci da tutti i dispositivi</a></p></div>'


def _mandate(role: str, area: str, municipality: str) -> str:
    scope = ", ".join(filter(None, (area and f"ambito {area}", municipality and f"Comune {municipality}")))
    return f"{role} ({scope})" if scope else role


def presence_markup(code: str | None) -> str:
    """Beside the heading: who is here and how to leave, or how to come in."""
    return SIGN_IN if code is None else f'<span>{text(code)}</span> <a href="esci">Esci</a>'
