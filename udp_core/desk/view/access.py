"""Who is here, in words."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode, urlsplit

from udp_core.render.markup import linked, text

BACK = "vai"
"""The parameter of the door with the screen to be at again after signing in, by its name and
query."""


def sign_in_link(back: str) -> str:
    """The link to the door.

    After signing in one is again at the screen `back`, given by its name and query.
    """
    place = f"entra?{urlencode({BACK: back})}" if back else "entra"
    return linked("Entra", place)


def invitation_address(page: str, host: str, secret: str) -> str:
    """The whole address of an invitation, beside the screen `page` that it was prepared on.

    On `host` where that is not told.
    """
    parts = urlsplit(page)
    origin = (
        f"{parts.scheme}://{parts.netloc}" if parts.netloc else f"http://{host}" if host else ""
    )
    return f"{origin}{parts.path.rpartition('/')[0]}/invito?{urlencode({'codice': secret})}"


_WITH_PROVIDER = '<a href="accesso">Entra con l’ente</a>'
_WAYS_OUT = (
    '<p><a href="password">Cambia la password</a> · <a href="esci">Esci</a> · <a'
    ' href="esci-ovunque">Esci da tutti i dispositivi</a></p>'
)


def actor_markup(
    code: str, office: str, grants: Iterable[tuple[str, str, str]], *, by_provider: bool = False
) -> str:
    """The officer, the mandates in force, and the two ways out.

    Who came in with the provider leaves by its buttons.
    """
    lines = "".join(f"<li>{text(_mandate(*one))}</li>" for one in grants)
    known = (
        f"<ul>{lines}</ul>"
        if lines
        else "<p>Nessun incarico in vigore: le cifre si leggono soltanto.</p>"
    )
    return (
        f'<div class="udp-frame"><p><b>{text(code)}</b> —'
        f" {text(office)}</p>{known}{'' if by_provider else _WAYS_OUT}</div>"
    )


def _mandate(role: str, area: str, municipality: str) -> str:
    scope = ", ".join(
        filter(None, (area and f"ambito {area}", municipality and f"Comune di {municipality}"))
    )
    return f"{role} ({scope})" if scope else role


def presence_markup(
    code: str | None, *, provider: bool = False, by_provider: bool = False, back: str = ""
) -> str:
    """Beside the heading.

    Who is here and how to leave, or how to come in and be again at `back`.
    """
    if code is None:
        link = sign_in_link(back)
        return f"{link} {_WITH_PROVIDER}" if provider else link
    return f'<span>{text(code)}</span> <a href="{"accesso" if by_provider else "esci"}">Esci</a>'
