"""Coming in with the identity of one's own Comune.

A real OpenID Connect provider, on another port of this machine.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import Engine

from tests.browser.conftest import Server, free_port, open_screen, running, visiting, wait_drawn
from tests.made_copy import copied
from tests.slow import slow
from udp_core.archive.engine import reading
from udp_core.sign_in.accounts import FIRST, first_invitation, identify_by

pytestmark = pytest.mark.browser
KNOWN = User(sub="1", claims={"email": "Ufficio@Comune.test", "email_verified": True})
UNKNOWN = User(sub="2", claims={"email": "altri@comune.test", "email_verified": True})
UNVERIFIED = User(sub="3", claims={"email": "ufficio@comune.test", "email_verified": False})
SECRETS = """
[auth]
redirect_uri = "http://localhost:{port}/oauth2callback"
cookie_secret = "di-prova-di-prova-di-prova-di-prova"
client_id = "cruscotto"
client_secret = "di-prova"
server_metadata_url = "http://localhost:{provider}/.well-known/openid-configuration"
"""


@pytest.fixture(scope="module")
def provider() -> Iterator[int]:
    """The port of a provider that knows three people."""
    with run_server_in_thread(user_claims=(KNOWN, UNKNOWN, UNVERIFIED)) as started:
        yield started.server_port


@pytest.fixture(scope="module")
def archive(demo_address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    now = datetime.now(UTC)
    with copied(demo_address, tmp_path_factory.mktemp("provider")) as engine:
        first_invitation(engine, "ravenna", now)
        identify_by(engine, FIRST, FIRST, "ufficio@comune.test", now)
        yield engine


@pytest.fixture(scope="module")
def desk(
    archive: Engine, provider: int, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    folder, port = tmp_path_factory.mktemp("server"), free_port()
    secrets = folder / "secrets.toml"
    secrets.write_text(SECRETS.format(port=port, provider=provider))
    address = f"sqlite:///{archive.url.database}"
    with running(
        address,
        folder / "log.txt",
        port,
        STREAMLIT_SECRETS_FILES=str(secrets),
        UDP_READING="accesso",
    ) as started:
        yield started


def come_in(page: Page, desk: Server, person: User, start: str = "") -> None:
    """From the door to the provider, whose page wants a style sheet from elsewhere, and back."""
    page.route(
        "**/*.css",
        lambda route: (
            route.continue_()
            if route.request.url.startswith(desk.address)
            else route.fulfill(body="", content_type="text/css")
        ),
    )
    open_screen(page, desk.address + start)
    page.get_by_role("button", name="Entra con l’identità dell’ente").click()
    page.get_by_role("button", name=person.sub, exact=True).click()
    page.wait_for_url(f"{desk.address}/**")
    wait_drawn(page)


@slow("mezzo minuto; le identità in `service/test_sign_in`")
def test_an_identity_known_here_opens_its_officer_until_it_leaves(
    browser: Browser, desk: Server, provider: int
) -> None:
    with visiting(browser, desk, f"localhost:{provider}") as page:
        come_in(page, desk, KNOWN, "/aggiornamenti?mese=settembre")
        expect(page).to_have_url(f"{desk.address}/aggiornamenti?mese=settembre")
        expect(page.get_by_text(FIRST).first).to_be_visible()
        expect(page.get_by_text("bisogna entrare")).to_have_count(0)
        kept = [one for one in page.context.cookies() if one["name"].startswith("_streamlit_user")]
        open_screen(page, f"{desk.address}/accesso")
        page.get_by_role("button", name="Esci da tutti i dispositivi").click()
        page.wait_for_url(f"http://localhost:{provider}/**")
        page.context.clear_cookies()
        page.context.add_cookies(
            [{"name": one["name"], "value": one["value"], "url": desk.address} for one in kept]
        )
        open_screen(page, desk.address)
        expect(page.get_by_role("heading", name="bisogna entrare")).to_be_visible()


@slow("mezzo minuto; le identità in `service/test_sign_in`")
@pytest.mark.parametrize(
    "person",
    [UNVERIFIED, *([UNKNOWN] if os.environ.get("UDP_SLOW") else [])],
    ids=lambda one: one.sub,
)
def test_an_identity_that_nobody_here_has_opens_nothing(
    browser: Browser, desk: Server, provider: int, archive: Engine, person: User
) -> None:
    with visiting(browser, desk, f"localhost:{provider}") as page:
        come_in(page, desk, person)
        expect(page.get_by_text("qui non ha un utente")).to_be_visible()
        expect(page.get_by_role("heading", name="bisogna entrare")).to_be_visible()
        expect(page.get_by_role("button", name="Esci dall’identità dell’ente")).to_be_visible()
    with reading(archive) as connection:
        assert (
            connection.exec_driver_sql(
                "SELECT count(*) FROM attempt WHERE outcome = 'refused'"
            ).scalar_one()
            >= 1
        )
