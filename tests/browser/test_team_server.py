"""The dashboard for a team in a real browser: behind nginx by https and behind Caddy, on a path."""

from __future__ import annotations

import base64
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from browser.conftest import HERE, ROOT, WAIT, Visit
from playwright.sync_api import Browser, BrowserContext, Page, expect
from serving.team import PASSWORD, Team, ask, serve_behind_caddy, serve_behind_nginx

from steelyard.export.verification.verify import Verifier
from steelyard.routes.editor_files import MODULE, EditorFiles

Serve = Callable[[Path], AbstractContextManager[Team]]
TEAM = {"username": "team", "password": PASSWORD}
TEXT = (HERE / "sets" / "lunch.yaml").read_text(encoding="utf-8")
pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="Windows and macOS have no packages of Debian"
)
KEY = {"authorization": "Basic " + base64.b64encode(f"team:{PASSWORD}".encode()).decode()}


@pytest.fixture(scope="module", params=[serve_behind_nginx, serve_behind_caddy])
def team(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Team]:
    """Serve a small set and the Iran set behind one of the proxies, by the shipped examples."""
    folder = tmp_path_factory.mktemp("team")
    (folder / "criteria").mkdir()
    (folder / "criteria" / "lunch.yaml").write_text(TEXT, encoding="utf-8")
    shutil.copy(ROOT / "criteria" / "iran-2026.yaml", folder / "criteria")
    shutil.copytree(ROOT / "seeds", folder / "seeds", ignore=shutil.ignore_patterns("texts"))
    serve: Serve = request.param
    with serve(folder) as team:
        yield team


def enter(browser: Browser, team: Team) -> tuple[Visit, BrowserContext]:
    """Open a window of somebody who has the password."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, http_credentials=TEAM, ignore_https_errors=True
    )
    context.set_default_timeout(WAIT)
    page = context.new_page()
    seen = Visit(page, team.proxy_url.rstrip("/"))
    page.on("request", lambda request: seen.requests.append(request.url))
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    return seen, context


def test_a_team_works_through_the_proxy(browser: Browser, team: Team) -> None:
    """Weights, a link sent on, a save that another page hears of, a download and an upload."""
    seen, context = enter(browser, team)
    failed: list[tuple[int, str]] = []
    seen.page.on(
        "response",
        lambda answer: failed.append((answer.status, answer.url)) if not answer.ok else None,
    )
    page = seen.open("?set=lunch")
    page.get_by_role("slider", name="Taste", exact=True).focus()
    page.keyboard.press("Home")
    page.wait_for_url("**w=taste.0*")
    seen.settle()
    moved = seen.heading
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.startswith(f"{team.proxy_url}?")

    other, context_of_other = enter(browser, team)
    other.page.goto(link)
    other.page.wait_for_selector("[data-testid=stMainBlockContainer] h1")
    other.settle()
    assert other.heading == moved

    seen.open("edit?set=lunch")
    expect(page.locator("[data-edit-grid]")).to_be_visible()
    box = page.locator("[data-edit-grid]").get_by_label("Soup of the day: Taste", exact=True)
    box.fill("55")
    box.press("Tab")
    expect(page.get_by_text("1 line changed")).to_be_visible()
    seen.settle()
    page.locator(".st-key-edit_save button").click()
    expect(page.get_by_text("Saved to lunch.yaml: 1 line changed.")).to_be_visible()
    expect(other.page.get_by_text("lunch.yaml has changed and was read again.")).to_be_visible()
    saved = (team.folder / "lunch.yaml").read_text(encoding="utf-8")
    assert saved == TEXT.replace("soup: {taste: 50,", "soup: {taste: 55,")
    assert team.events("saved")[-1]["file"] == "lunch.yaml"

    take_and_upload(seen, page, team)
    # Asked for the password, and looking for its server below the address of a page.
    assert [
        one
        for one in failed
        if one[0] != 401 and "/edit/_stcore/" not in one[1] and "/export/_stcore/" not in one[1]
    ] == []
    assert team.events("refused") == []
    assert seen.errors == []
    assert seen.foreign_requests == []
    assert all(cookie["path"] == "/steelyard" for cookie in context.cookies())
    context_of_other.close()
    context.close()


def take_and_upload(seen: Visit, page: Page, team: Team) -> None:
    """Take the numbers away and see that they agree; open a file from this computer; edit text."""
    seen.open("export?set=lunch")
    page.get_by_role("button", name="Make the numbers as JSON", exact=True).click()
    button = page.get_by_role("button", name="Download the numbers as JSON, ")
    expect(button).to_be_visible(timeout=60_000)
    with page.expect_download() as started:
        button.click()
    data = Path(started.value.path()).read_bytes()
    assert Verifier().check(data, "numbers", [team.folder]).outcome == "agrees"

    seen.open("edit?set=lunch")
    page.get_by_role("radio", name="Text").click()
    editor = page.locator("[data-text-editor]")
    expect(editor.get_by_role("textbox")).to_be_visible()
    if MODULE in EditorFiles().texts:
        expect(editor.locator(".cm-content")).to_be_visible()
    page.get_by_text("Copies, other files").click()
    seen.settle()
    page.locator("input[type=file]").set_input_files(
        {"name": "Own.yaml", "mimeType": "application/yaml", "buffer": TEXT.encode()}
    )
    expect(page.get_by_role("heading", name="Edit own-mine.yaml")).to_be_visible()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"Host": "evil.example"}, ""),
        ({"Origin": "https://evil.example"}, "it comes from a page of https://evil.example"),
    ],
)
def test_foreign_names_and_pages_are_refused(team: Team, sent: dict[str, str], said: str) -> None:
    """Through the proxy too: with a page in words and one line in the log."""
    before = len(team.events("refused"))
    answer = ask(team.proxy_url, "/steelyard/", headers={**KEY, **sent})
    page = answer.read().decode()

    if "Host" in sent and not page:
        # Caddy knows its own name and passes no other on.
        assert len(team.events("refused")) == before
        return
    assert answer.status == 403
    assert "This request was refused" in page
    assert said in page
    assert len(team.events("refused")) == before + 1
