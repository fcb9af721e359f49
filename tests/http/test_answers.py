"""What every answer of the server carries, and what the server answers by itself."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from tests.http import served
from udp_core.http.compression import CompressedAssets
from udp_core.http.headers import CONTENT_SECURITY_POLICY, policy
from udp_core.http.serving import ASSETS
from udp_core.kernel.problem import Problem, RefusedError


@pytest.fixture
def client(empty_engine: Engine) -> TestClient:
    return served.client(lambda: empty_engine)


def _broken() -> Engine:
    raise RefusedError(
        [
            Problem(
                "D03",
                "Il file non è un archivio.",
                "Ripristinare una copia.",
                value="segreto-canarino",
            )
        ]
    )


@pytest.mark.parametrize(
    "path",
    ["/", "/frna", "/health", "/static/js/a.js", "/media/a.csv", "/assets/icon.png", "/nothing"],
)
def test_every_answer_carries_the_security_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "img-src 'self' data: blob:;" in headers[CONTENT_SECURITY_POLICY]


def test_the_policy_names_no_other_host_and_no_free_script() -> None:
    words = policy()
    assert "unsafe-inline" not in words.split("script-src")[1].split(";")[0]
    assert "http" not in words
    assert "*" not in words


@pytest.mark.parametrize("path", ["/", "/frna"])
def test_the_page_is_italian_also_when_it_comes_compressed(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert '<html lang="it">' in answer.text
    assert "<title>Comitato di Distretto</title>" in answer.text
    assert int(answer.headers["content-length"]) == len(answer.content)
    assert not {"etag", "last-modified", "content-encoding"} & set(answer.headers)


def test_only_the_scripts_of_the_page_itself_may_run(client: TestClient) -> None:
    answer = client.get("/")
    scripts = re.findall(r"<script>(.*?)</script>", answer.text)
    assert len(scripts) == 2
    for script in scripts:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in answer.headers[CONTENT_SECURITY_POLICY]


@pytest.mark.parametrize(("base", "place"), [("", '"/"'), ("udp", '"/udp"'), ("/udp/", '"/udp"')])
def test_the_page_knows_where_its_server_is(empty_engine: Engine, base: str, place: str) -> None:
    page = served.client(lambda: empty_engine, base).get("/").text
    assert f"BACKEND_BASE_URL:location.origin+{place}" in page


def test_a_head_request_has_no_body(client: TestClient) -> None:
    answer = client.head("/")
    assert answer.status_code == 200
    assert answer.content == b""


def test_a_download_is_never_kept(client: TestClient) -> None:
    assert client.get("/media/a.csv").headers["cache-control"] == "no-store"


def test_health_says_the_revision(client: TestClient) -> None:
    answer = client.get("/health")
    assert answer.json() == {"ok": True, "revision": 0}
    assert answer.headers["cache-control"] == "no-store"


def test_health_of_a_broken_archive_gives_codes_and_no_details() -> None:
    answer = served.client(_broken).get("/health")
    assert answer.status_code == 503
    assert answer.json() == {"ok": False, "problems": ["D03"]}


def test_an_asset_is_compressed_once(client: TestClient) -> None:
    served.made.clear()
    answers = [client.get("/static/js/once.js", headers={"If-None-Match": "x"}) for _ in range(3)]
    assert {answer.text for answer in answers} == {served.SCRIPT}
    assert {answer.headers["content-encoding"] for answer in answers} == {"gzip"}
    assert int(answers[0].headers["content-length"]) < len(served.SCRIPT)
    assert answers[2].headers["cache-control"] == "immutable"
    assert answers[2].headers["x-frame-options"] == "DENY"
    assert served.made == ["/static/js/once.js"]


def test_an_asset_goes_raw_to_who_cannot_read_gzip(client: TestClient) -> None:
    answer = client.get("/static/js/raw.js", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in answer.headers
    assert answer.text == served.SCRIPT


def test_a_missing_asset_is_missing_every_time(client: TestClient) -> None:
    assert [client.get("/static/none.css").status_code for _ in range(2)] == [404, 404]


def test_what_is_kept_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("udp_core.http.compression.MOST_KEPT_BYTES", 5)
    assets = CompressedAssets(served.client(_broken).app)
    assets._keep("/a", ({}, b"1234"))
    assets._keep("/b", ({}, b"1234"))
    assert list(assets.kept) == ["/a"]


def test_the_fonts_are_ours_with_their_licence(client: TestClient) -> None:
    for file in sorted((ASSETS / "titillium-web").iterdir()):
        assert client.get(f"/assets/titillium-web/{file.name}").status_code == 200
    assert "SIL OPEN FONT LICENSE" in client.get("/assets/titillium-web/OFL.txt").text
