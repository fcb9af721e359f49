"""`/bozze`: where the browser sends what is being typed, so that nothing typed is lost.

Only who has signed in, from our own pages, for himself: what one officer typed is never kept for
another.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from udp_core.drafts.commands.unsaved import LASTING, TOO_LONG, TypedText, keep, place_of
from udp_core.http.body import body_within, json_within, whole
from udp_core.http.files import secret_of
from udp_core.http.form_page import NO_STORE
from udp_core.http.place import prefix_of
from udp_core.http.sign_in import Database, same_site, visit_of
from udp_core.kernel.problem import RefusedError
from udp_core.sign_in.sessions import signed_in

MOST_BYTES = 256 * 1024
MOST_AT_ONCE = 200


def unsaved_routes(database: Database, base: str) -> list[BaseRoute]:
    """The address, of a dashboard served under `base`."""

    async def answer(request: Request) -> Response:
        if request.method == "POST" and not same_site(request):
            return _said(403)
        try:
            return await _answer(request, database)
        except RefusedError:
            return _said(503)

    return [Route(f"{prefix_of(base)}/bozze", answer, methods=["GET", "POST"])]


async def _answer(request: Request, database: Database) -> Response:
    """Who is there, and whether what was sent is kept.

    Of nobody, or of somebody else, it is not.
    """
    body = await body_within(request, MOST_BYTES)
    if body is None:
        return _said(413)
    secret, visit = secret_of(request), visit_of(request)
    officer = await run_in_threadpool(signed_in, database(), secret, visit) if secret else None
    mark = mark_of(officer) if officer else ""
    if request.method == "GET":
        return _told(mark, kept=False)
    try:
        found = json_within(body)
        sender, written = found["chi"], list(_written(found["bozze"], visit.at))
    except (ValueError, KeyError, TypeError, OverflowError, AttributeError):
        return _said(400)
    if officer is None or sender != mark:
        return _told(mark, kept=False)
    try:
        await run_in_threadpool(keep, database(), officer, written, visit.at)
    except RefusedError as refused:
        return _said(413 if refused.problems[0].code == TOO_LONG else 503)
    return _told(mark, kept=True)


def mark_of(officer_id: str) -> str:
    """By what the browser knows whose words it has, without naming anybody."""
    return sha256(f"bozze {officer_id}".encode()).hexdigest()[:16]


def _written(found: list[dict[str, Any]], now: datetime) -> Iterator[TypedText]:
    """Each place with its words and how long ago they were typed (milliseconds).

    Raises what a wrong shape raises.
    """
    if len(found) > MOST_AT_ONCE:
        raise ValueError(found)
    for one in found:
        place, words, age = one["posto"], one["testo"], one["da"]
        if not isinstance(place, str) or not isinstance(words, str) or not place:
            raise TypeError(one)
        ago = min(max(timedelta(milliseconds=float(age)), timedelta(0)), LASTING)
        yield TypedText(place_of(place), whole(words), now - ago)


def _told(mark: str, *, kept: bool) -> Response:
    return JSONResponse({"chi": mark, "tenuto": kept}, headers=NO_STORE)


def _said(status: int) -> Response:
    return Response(status_code=status, headers=NO_STORE)
