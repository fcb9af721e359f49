"""The door: `/entra`, `/invito`, `/esci`, `/esci-ovunque`. The cookie is set here, where no script of a page can read it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

from sqlalchemy import Engine
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from udp_core.http.form_page import Input, form_page
from udp_core.http.place import inside, prefix_of
from udp_core.problem import Problem, RefusedError
from udp_core.service.sign_in.sessions import (
    LASTING,
    Visit,
    accept,
    end,
    invited,
    sign_in,
)
from udp_core.view.desk.access import BACK

COOKIE = "udp_session"
MOST_BYTES = 4096
_USER = Input("utente", "Nome utente", complete="username")
_PASSWORD = Input("password", "Password", "password", "current-password")
_NEW = Input("password", "Nuova password (almeno 12 caratteri)", "password", "new-password")
_AGAIN = Input("ancora", "Ancora la password", "password", "new-password")
Database = Callable[[], Engine]
Answer = Callable[[Request], Awaitable[Response]]


def sign_in_routes(database: Database, base: str = "") -> list[BaseRoute]:
    """The addresses of the door, of a dashboard served under `base`."""
    prefix = prefix_of(base)
    return [
        Route(f"{prefix}{path}", _told(answer), methods=["GET", "POST"])
        for path, answer in (
            ("/entra", _enter(database, prefix)),
            ("/invito", _invitation(database, prefix)),
            ("/esci", _leave(database, prefix, everywhere=False)),
            ("/esci-ovunque", _leave(database, prefix, everywhere=True)),
        )
    ]


def _told(answer: Answer) -> Answer:
    """What comes from another site, or is too long, is refused; a database that does not answer is said in words."""

    async def told(request: Request) -> Response:
        if request.method == "POST" and not _same_site(request):
            problem = Problem("A28", "La richiesta viene da un altro sito.", "Aprire il cruscotto dal suo indirizzo e riprovare.")
            return form_page("Richiesta rifiutata", [], "", problems=[problem], status=403)
        try:
            return await answer(request)
        except RefusedError as refused:
            return form_page("Non è possibile entrare", [], "", problems=refused.problems, status=503)

    return told


def _same_site(request: Request) -> bool:
    """True where the browser says that the form was ours; where it says nothing, the origin must be this very address.

    A page that sends no referrer sends «null» as its origin: then only the browser's own word counts.
    """
    if site := request.headers.get("sec-fetch-site"):
        return site == "same-origin"
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


async def _form(request: Request) -> dict[str, str]:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            return {}
    return {name: values[0] for name, values in parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True).items()}


def visit_of(request: Request) -> Visit:
    """From where and when."""
    return Visit(request.client.host if request.client else "", datetime.now(UTC))


def _enter(database: Database, prefix: str) -> Answer:
    async def answer(request: Request) -> Response:
        form = await _form(request) if request.method == "POST" else {}
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
        return _in(request, secret, prefix, back)

    return answer


def _invitation(database: Database, prefix: str) -> Answer:
    async def answer(request: Request) -> Response:
        form = await _form(request) if request.method == "POST" else {}
        secret = form.get("codice") or request.query_params.get("codice", "")
        name = await run_in_threadpool(invited, database(), secret, datetime.now(UTC))
        inputs = [Input("codice", "", "hidden", value=secret), _NEW, _AGAIN]
        note = f"Utente: {name}. Scegliere la password con cui entrare." if name else ""
        problems = _mismatch(form) if form else ()
        if request.method == "POST" and not problems:
            try:
                password, visit = form.get("password", ""), visit_of(request)
                begun = await run_in_threadpool(accept, database(), secret, password, visit)
                return _in(request, begun, prefix)
            except RefusedError as refused:
                problems = refused.problems
        if name is None and not problems:
            problems = (Problem("A26", "Il collegamento è scaduto o è già stato usato.", "Chiederne un altro a chi amministra il cruscotto."),)
        return form_page("Scegliere la password", inputs, "Salva ed entra" if name else "", note=note, problems=problems, status=400 if problems else 200)

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
            await run_in_threadpool(end, database(), secret, visit_of(request), everywhere=everywhere)
        response = RedirectResponse(f"{prefix}/", status_code=303)
        response.delete_cookie(COOKIE, path=prefix or "/")
        return response

    return answer


def _in(request: Request, secret: str, prefix: str, back: str = "") -> Response:
    """Back to the screen one came from, with the cookie that no script reads and no other site sends."""
    response = RedirectResponse(f"{prefix}/{back}", status_code=303)
    secure = request.url.scheme == "https" or request.headers.get("x-forwarded-proto") == "https"
    age, path = int(LASTING.total_seconds()), prefix or "/"
    response.set_cookie(
        COOKIE, secret, age, path=path, secure=secure, httponly=True, samesite="strict"
    )
    return response
