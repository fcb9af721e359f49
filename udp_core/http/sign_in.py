"""The door: `/entra`, `/invito`, `/password`, `/esci`, `/esci-ovunque`.

The cookie is set here, where no script of a page can read it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

from sqlalchemy import Engine
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from udp_core.archive.engine import reading
from udp_core.desk.view.access import BACK
from udp_core.http.body import body_within
from udp_core.http.form_page import Input, form_page
from udp_core.http.place import inside, prefix_of
from udp_core.kernel.problem import Problem, RefusedError
from udp_core.people.queries import officer
from udp_core.sign_in.sessions import (
    LASTING,
    Visit,
    accept,
    change_password,
    digest,
    end,
    invited,
    sign_in,
    signed_in,
)
from udp_core.sign_in.tries import REMEMBERED, keep_browser

COOKIE, BROWSER = "udp_session", "udp_browser"
"""The session.

And what a browser keeps after it, so that nobody who tries passwords elsewhere keeps its owner out.
"""
MOST_BYTES = 16_384
_USER = Input("utente", "Nome utente", complete="username")
_PASSWORD = Input("password", "Password", "password", "current-password")
_NEW = Input("password", "Nuova password (almeno 12 caratteri)", "password", "new-password")
_OLD = Input("prima", "Password di adesso", "password", "current-password")
_AGAIN = Input("ancora", "Ancora la password", "password", "new-password")
ELSEWHERE = Problem(
    "A28",
    "La richiesta viene da un altro sito.",
    "Aprire il cruscotto dal suo indirizzo e riprovare.",
)
Database = Callable[[], Engine]
Answer = Callable[[Request], Awaitable[Response]]


def sign_in_routes(database: Database, base: str) -> list[BaseRoute]:
    """The addresses of the door, of a dashboard served under `base`."""
    prefix = prefix_of(base)
    return [
        Route(f"{prefix}{path}", _told(answer), methods=["GET", "POST"])
        for path, answer in (
            ("/entra", _enter(database, prefix)),
            ("/invito", _invitation(database, prefix)),
            ("/password", _password(database, prefix)),
            ("/esci", _leave(database, prefix, everywhere=False)),
            ("/esci-ovunque", _leave(database, prefix, everywhere=True)),
        )
    ]


def _told(answer: Answer) -> Answer:
    """What comes from another site, or is too long, is refused.

    A database that does not answer is said in words.
    """

    async def told(request: Request) -> Response:
        if request.method == "POST" and not same_site(request):
            return form_page("Richiesta rifiutata", [], "", problems=[ELSEWHERE], status=403)
        try:
            return await answer(request)
        except RefusedError as refused:
            return form_page(
                "Non è possibile entrare", [], "", problems=refused.problems, status=503
            )

    return told


def same_site(request: Request) -> bool:
    """True where the browser says that the form was ours.

    Where it says nothing, the origin must be this very address.

    A page that sends no referrer sends «null» as its origin: then only the browser's own word
    counts.
    """
    if site := request.headers.get("sec-fetch-site"):
        return site == "same-origin"
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


async def form_of(request: Request, most: int = MOST_BYTES) -> dict[str, str]:
    """What was filled in; nothing of a body longer than `most` bytes."""
    body = await body_within(request, most) or b""
    found = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)
    return {name: values[0] for name, values in found.items()}


def visit_of(request: Request) -> Visit:
    """From where, when, and by which browser."""
    address = request.client.host if request.client else ""
    token = request.cookies.get(BROWSER, "")
    return Visit(address, datetime.now(UTC), digest(token) if token else "")


def _enter(database: Database, prefix: str) -> Answer:
    async def answer(request: Request) -> Response:
        form = await form_of(request) if request.method == "POST" else {}
        back = inside(form.get(BACK) or request.query_params.get(BACK, ""))
        inputs = [_USER, _PASSWORD, Input(BACK, "", "hidden", value=back)]
        if request.method != "POST":
            return form_page("Entrare nel cruscotto", inputs, "Entra")
        name, password = form.get("utente", ""), form.get("password", "")
        visit = visit_of(request)
        try:
            secret = await run_in_threadpool(sign_in, database(), name, password, visit)
        except RefusedError as refused:
            told = refused.problems
            return form_page("Entrare nel cruscotto", inputs, "Entra", problems=told, status=401)
        return await _in(database, request, secret, prefix, back)

    return answer


def _invitation(database: Database, prefix: str) -> Answer:
    async def answer(request: Request) -> Response:
        form = await form_of(request) if request.method == "POST" else {}
        secret = form.get("codice") or request.query_params.get("codice", "")
        name = await run_in_threadpool(invited, database(), secret, datetime.now(UTC))
        inputs = [Input("codice", "", "hidden", value=secret), _NEW, _AGAIN]
        note = (
            f"{await run_in_threadpool(_of, database(), name)} Scegliere la password con cui"
            " entrare."
            if name
            else ""
        )
        problems = _mismatch(form) if form else ()
        if request.method == "POST" and not problems:
            try:
                password, visit = form.get("password", ""), visit_of(request)
                begun = await run_in_threadpool(accept, database(), secret, password, visit)
                return await _in(database, request, begun, prefix)
            except RefusedError as refused:
                problems = refused.problems
        if name is None and not problems:
            problems = (
                Problem(
                    "A26",
                    "Il collegamento è scaduto o è già stato usato.",
                    "Chiederne un altro a chi amministra il cruscotto.",
                ),
            )
        return form_page(
            "Scegliere la password",
            inputs,
            "Salva ed entra" if name else "",
            note=note,
            problems=problems,
            status=400 if problems else 200,
        )

    return answer


def _of(engine: Engine, name: str) -> str:
    """Whom an invitation is for: «Utente: cervia. Ufficio: Servizi sociali di Cervia.»."""
    with reading(engine) as connection:
        found = officer(connection, name)
    return f"Utente: {name}." + (f" Ufficio: {found.name}." if found else "")


def _password(database: Database, prefix: str) -> Answer:
    """One's own password, changed by who says the old one."""
    title, note = "Cambiare la password", "Dopo, le altre sessioni di questo utente finiscono."

    async def answer(request: Request) -> Response:
        secret, visit = request.cookies.get(COOKIE, ""), visit_of(request)
        known = await run_in_threadpool(signed_in, database(), secret, visit)
        if known is None:
            return RedirectResponse(f"{prefix}/entra?{BACK}=accesso", status_code=303)
        if request.method != "POST":
            return form_page(title, [_OLD, _NEW, _AGAIN], "Cambia la password", note=note)
        form = await form_of(request)
        problems = _mismatch(form)
        if not problems:
            words = form.get(_OLD.name, ""), form.get(_NEW.name, "")
            try:
                begun = await run_in_threadpool(change_password, database(), secret, *words, visit)
                return await _in(database, request, begun, prefix, "accesso")
            except RefusedError as refused:
                problems = refused.problems
        return form_page(
            title,
            [_OLD, _NEW, _AGAIN],
            "Cambia la password",
            note=note,
            problems=problems,
            status=400,
        )

    return answer


def _mismatch(form: dict[str, str]) -> tuple[Problem, ...]:
    if form.get("password") == form.get("ancora"):
        return ()
    return (Problem("A29", "Le due password non sono uguali.", "Scriverle di nuovo."),)


def _leave(database: Database, prefix: str, *, everywhere: bool) -> Answer:
    title = "Uscire da tutti i dispositivi" if everywhere else "Uscire dal cruscotto"

    async def answer(request: Request) -> Response:
        if request.method != "POST":
            return form_page(title, [], "Esci")
        secret = request.cookies.get(COOKIE, "")
        if secret:
            await run_in_threadpool(
                end, database(), secret, visit_of(request), everywhere=everywhere
            )
        response = RedirectResponse(f"{prefix}/", status_code=303)
        response.delete_cookie(COOKIE, path=prefix or "/")
        return response

    return answer


async def _in(
    database: Database, request: Request, secret: str, prefix: str, back: str = ""
) -> Response:
    """Back to the screen one came from, with the cookies that no script reads and no other site
    sends.
    """
    browser = await run_in_threadpool(_known, database(), secret, request)
    response = RedirectResponse(f"{prefix}/{back}", status_code=303)
    secure = request.url.scheme == "https" or request.headers.get("x-forwarded-proto") == "https"
    path = prefix or "/"
    for name, word, lasting in ((COOKIE, secret, LASTING), (BROWSER, browser, REMEMBERED)):
        age = int(lasting.total_seconds())
        response.set_cookie(
            name, word, age, path=path, secure=secure, httponly=True, samesite="strict"
        )
    return response


def _known(engine: Engine, secret: str, request: Request) -> str:
    """What the browser keeps, after its officer signed in well."""
    visit = visit_of(request)
    name = signed_in(engine, secret, visit) or ""
    return keep_browser(engine, name, request.cookies.get(BROWSER, ""), visit)
