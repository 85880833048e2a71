"""A login with a real provider behind nginx, by https and below a path, on two replicas."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.conftest import HERE, WAIT, Visit
from browser.test_killed_replica import come_back, kill_under, replica_of
from playwright.sync_api import Browser, expect
from serving.login.openid import ROLES, SECRET, serve_provider
from serving.replicas import Replicas, serve_front, serve_two
from serving.team import free_port

TEXT = (HERE / "sets" / "lunch.yaml").read_text(encoding="utf-8")
pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="Windows and macOS have no packages of Debian"
)


@pytest.fixture
def replicas(tmp_path: Path) -> Iterator[Replicas]:
    """Serve a small set by two replicas to people who log in with a provider."""
    (tmp_path / "criteria").mkdir()
    (tmp_path / "criteria" / "lunch.yaml").write_text(TEXT, encoding="utf-8")
    (tmp_path / "secret").write_text(SECRET, encoding="utf-8")
    url = f"https://localhost:{free_port()}/steelyard/"
    with serve_provider(tmp_path, url) as issuer:
        settings: dict[str, object] = {
            "public_url": url,
            "login": "oidc",
            "oidc_issuer": issuer,
            "oidc_client_id": "steelyard",
            "oidc_client_secret_file": str(tmp_path / "secret"),
            "oidc_scopes": ["openid", "profile", "groups"],
            "roles": ROLES,
        }
        with serve_two(tmp_path, **settings) as (database, teams):
            front = serve_front(tmp_path, url, teams, asks=False)
            with front:
                yield Replicas(teams, tmp_path / "criteria", url, database)


def test_in_across_a_lost_replica_and_out(browser: Browser, replicas: Replicas) -> None:
    """The page asked for comes back, cookies are kept close, the login outlives its replica."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, ignore_https_errors=True)
    context.set_default_timeout(WAIT)
    seen = Visit(context.new_page(), replicas.url.rstrip("/"))
    page = seen.page
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    asked = f"{replicas.url}edit?set=lunch"
    page.goto(asked)
    page.fill("input[name=login]", "ada")
    page.fill("input[name=password]", "x")
    page.click("button[type=submit]")
    page.click("button[type=submit]")
    page.wait_for_url(f"{asked}**")
    page.on("request", lambda request: seen.requests.append(request.url))
    seen.settle()
    expect(page.locator("[data-edit-grid]")).to_be_visible()

    cookies = {one["name"]: one for one in context.cookies() if one["domain"] == "localhost"}
    assert {"steelyard_session", "steelyard_replica"} <= set(cookies)
    for name, cookie in cookies.items():
        assert cookie["path"].rstrip("/") == "/steelyard", name
        assert cookie["secure"], name
        assert cookie["sameSite"] in ("Lax", "Strict"), name
        # Streamlit's page reads this one itself.
        assert cookie["httpOnly"] or name == "_streamlit_xsrf", name
    assert "steelyard_session" not in page.evaluate("document.cookie")

    other = kill_under(seen, replicas)
    come_back(seen)
    assert page.url.startswith(asked)
    assert replica_of(seen) == other
    page.locator(".st-key-whose").get_by_role("button", name="Ada").click()
    said = page.locator(".st-key-whose_page")
    expect(said.get_by_text("You are logged in as Ada (ada)")).to_be_visible()
    said.get_by_role("link", name="Log out").click()
    expect(page.get_by_role("heading", name="You are logged out")).to_be_visible()
    assert "steelyard_session" not in {one["name"] for one in context.cookies()}
    state = page.request.get(f"{replicas.url}login/state")
    assert state.json() == {"logged_in": False}
    assert seen.foreign_requests == []
    assert seen.errors == []
