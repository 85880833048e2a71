"""An address that is no page gets words and a way on; all others are passed on."""

from __future__ import annotations

import pytest
from own_loop import run_apart
from starlette.types import Message, Receive, Scope, Send

from steelyard.application import page_names, parts
from steelyard.routes.known_pages import KnownPages
from steelyard.views.session.pages import NEW, PAGES

BROWSER = [(b"accept", b"text/html,application/xhtml+xml,*/*;q=0.8")]
PASSED_ON = 299


async def elsewhere(_scope: Scope, _receive: Receive, send: Send) -> None:
    """Stand in for the application behind the middleware."""
    await send({"type": "http.response.start", "status": PASSED_ON, "headers": []})
    await send({"type": "http.response.body", "body": b"elsewhere"})


def ask(path: str, headers: list[tuple[bytes, bytes]] | None = None) -> tuple[int, str]:
    """Ask for a path as a browser that goes to it; return status and body."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    asked = BROWSER if headers is None else headers
    scope = {"type": "http", "method": "GET", "path": path, "headers": asked}
    run_apart(KnownPages(elsewhere, page_names())(scope, receive, send))
    return sent[0]["status"], b"".join(part["body"] for part in sent[1:]).decode()


@pytest.mark.parametrize(
    "path", ["/no/such/page", "/\ufffd", "/edit/", "/table/x", "//", "/nothing"]
)
def test_no_such_page(path: str) -> None:
    """Status 404, the address as text, and a link to the first page."""
    status, body = ask(path)
    assert status == 404
    assert "There is no page" in body
    assert '<a href="/">' in body


def test_what_was_asked_for_is_only_ever_text() -> None:
    """A script in the address is shown, cut short, and does not run."""
    _, body = ask("/<script>alert(1)</script>" + "x" * 500)
    assert "<script>" not in body
    assert "&lt;script&gt;" in body
    assert "x" * 100 not in body


@pytest.mark.parametrize("path", ["/", *(f"/{page}" for page in PAGES), "/media/a.pdf"])
def test_pages_and_files_are_passed_on(path: str) -> None:
    """Each page by its name, and what is beside them."""
    assert ask(path)[0] == PASSED_ON


def test_what_no_browser_shows_is_passed_on() -> None:
    """A script's or a program's request is answered by what is behind."""
    assert ask("/no/such/page", [(b"accept", b"*/*")])[0] == PASSED_ON


def test_the_dashboard_has_it() -> None:
    """The application has the middleware, with the pages of the navigation and that of new sets."""
    assert sorted([*PAGES, NEW]) == page_names()
    assert KnownPages in [one.cls for one in parts()["middleware"]]
