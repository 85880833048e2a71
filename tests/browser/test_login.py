"""Logging in and out in a real browser with a real provider, and pages that cannot go on."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.conftest import HERE, WAIT, Visit
from playwright.sync_api import Browser, Page, expect
from serving.login.openid import Login, serve_provider, serve_with_openid
from serving.team import free_port, needed, running, serve_team, wait_until_answered

TEXT = (HERE / "sets" / "lunch.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def login(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Login]:
    """Serve a small set to people who log in with a provider."""
    folder = tmp_path_factory.mktemp("login")
    (folder / "criteria").mkdir()
    (folder / "criteria" / "lunch.yaml").write_text(TEXT, encoding="utf-8")
    port = free_port()
    with (
        serve_provider(folder, f"http://localhost:{port}/") as issuer,
        serve_with_openid(folder, issuer, port) as login,
    ):
        yield login


def enter(browser: Browser, login: Login, name: str, path: str, width: int = 1440) -> Visit:
    """Open a window of somebody, ask for a page, and log in where the provider asks who one is."""
    context = browser.new_context(viewport={"width": width, "height": 900})
    context.set_default_timeout(WAIT)
    seen = Visit(context.new_page(), login.url.rstrip("/"))
    page = seen.page
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    page.goto(f"{login.url}{path}")
    page.fill("input[name=login]", name)
    page.fill("input[name=password]", "x")
    page.click("button[type=submit]")
    page.click("button[type=submit]")
    page.wait_for_url(f"{login.url}{path}**")
    page.on("request", lambda request: seen.requests.append(request.url))
    seen.settle()
    return seen


def whose(page: Page, name: str) -> None:
    """Open what stands behind somebody's name."""
    page.locator(".st-key-whose").get_by_role("button", name=name).click()


@pytest.mark.parametrize("width", [1440, 390])
def test_in_and_out(browser: Browser, login: Login, width: int) -> None:
    """A reader sees who they are and why nothing is saved; after the way out there is no way in."""
    seen = enter(browser, login, "bo", "edit?set=lunch", width)
    page = seen.page
    why_not = page.get_by_text("Saving needs the role editor, which you do not have.").first
    expect(why_not).to_be_visible()
    expect(page.locator(".st-key-edit_save button")).to_be_disabled()
    whose(page, "Bo")
    said = page.locator(".st-key-whose_page")
    expect(said.get_by_text("You are logged in as Bo (bo), with the role reader.")).to_be_visible()
    assert seen.foreign_requests == []
    assert seen.errors == []
    said.get_by_role("link", name="Log out").click()
    expect(page.get_by_role("heading", name="You are logged out")).to_be_visible()
    assert login.team.events("logged out")[-1]["user"] == "bo"
    expect(page.get_by_role("link", name="Log out there too")).to_be_visible()
    assert "steelyard_session" not in {cookie["name"] for cookie in page.context.cookies()}


def test_a_page_outlives_its_login(browser: Browser, login: Login) -> None:
    """What was typed stays there; after a login in another tab the page goes on and is saved."""
    seen = enter(browser, login, "ada", "edit?set=lunch")
    page = seen.page
    box = page.locator("[data-edit-grid]").get_by_label("Soup of the day: Taste", exact=True)
    box.fill("56")
    box.press("Tab")
    expect(page.get_by_text("1 line changed")).to_be_visible()
    with sqlite3.connect(login.team.folder / ".steelyard" / "store.sqlite") as connection:
        connection.execute("UPDATE login_sessions SET expires = '2000-01-01'")
    bar = page.locator("[data-login-bar]")
    expect(bar.get_by_text("You are no longer logged in.")).to_be_visible()
    # The provider still knows them and asks for nothing.
    with page.context.expect_page() as opened:
        bar.get_by_role("link", name="Log in again").click()
    opened.value.wait_for_url(f"{login.url}edit**")
    expect(bar.get_by_text("You are no longer logged in.")).to_have_count(0)
    expect(page.locator(".st-key-edit_save button")).to_be_enabled()
    page.locator(".st-key-edit_save button").click()
    expect(page.get_by_text("Saved to lunch.yaml: 1 line changed.")).to_be_visible()
    saved = login.team.events("saved")[-1]
    assert (saved["file"], saved["user"]) == ("lunch.yaml", "ada")
    assert seen.errors == []


def test_a_view_survives_the_login(browser: Browser, login: Login) -> None:
    """Weights of a link that was sent on are those one sees after logging in."""
    seen = enter(browser, login, "bo", "?set=lunch&w=taste.0")
    expect(seen.page.get_by_role("slider", name="Taste", exact=True)).to_have_value("0")


CONFIGURATION = """
{user}pid {folder}/nginx.pid; daemon off; events {{}}
http {{
  access_log off; {kept}
  map $http_upgrade $connection_upgrade {{ default upgrade; "" close; }}
  upstream team {{ server 127.0.0.1:{one}; server 127.0.0.1:{two}; }}
  server {{
    listen 127.0.0.1:{public};
    location / {{
      proxy_pass http://team; proxy_http_version 1.1; proxy_set_header Host $http_host;
      proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection $connection_upgrade;
      proxy_set_header X-Forwarded-For $remote_addr;
    }}
  }}
}}
"""


@pytest.mark.skipif(sys.platform != "linux", reason="Windows and macOS have no packages of Debian")
def test_servers_that_take_turns_are_said(browser: Browser, tmp_path: Path) -> None:
    """Two servers behind a proxy that sends each request to the other one: the operator is told."""
    public = free_port()
    (tmp_path / "criteria").mkdir()
    (tmp_path / "criteria" / "lunch.yaml").write_text(TEXT, encoding="utf-8")
    url = f"http://localhost:{public}/"
    shared = {"public_url": url, "folder": str(tmp_path / "criteria")}
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    with (
        serve_team(tmp_path / "one", **shared) as one,
        serve_team(tmp_path / "two", **shared) as two,
    ):
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        text = CONFIGURATION.format(
            user="user root; " if os.geteuid() == 0 else "",
            folder=tmp_path,
            kept=" ".join(f"{kind}_temp_path {tmp_path / kind};" for kind in kinds),
            one=one.port,
            two=two.port,
            public=public,
        )
        (tmp_path / "nginx.conf").write_text(text, encoding="utf-8")
        command = [needed("nginx"), "-p", str(tmp_path), "-e", "stderr", "-c"]
        with running([*command, str(tmp_path / "nginx.conf")], tmp_path, "nginx") as process:
            wait_until_answered(process, url, "/_stcore/health")
            page = browser.new_context().new_page()
            page.goto(f"{url}?set=lunch")
            bar = page.locator("[data-login-bar]")
            expect(bar.get_by_text("which is called sticky sessions")).to_be_visible()
