"""Journeys with a file from the visitor's own computer: reloaded, closed, kept to its tab."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from browser.conftest import HERE, Visit, run_dashboard
from playwright.sync_api import Browser, Page, expect

Open = Callable[..., Visit]
NAME = "my-soup-mine"
TEXT = (HERE / "sets" / "lunch.yaml").read_text(encoding="utf-8")


def open_own(seen: Visit, told: str = "a reload does not lose it") -> Page:
    """Open a file from this computer, and wait until it is told whether a copy is kept."""
    page = seen.open("edit?set=lunch")
    page.get_by_text("Copies, other files").click()
    seen.settle()
    page.locator("input[type=file]").set_input_files(
        {"name": "My soup.yaml", "mimeType": "application/yaml", "buffer": TEXT.encode()}
    )
    expect(page.get_by_role("heading", name=f"Edit {NAME}.yaml")).to_be_visible()
    expect(page.get_by_text(told)).to_be_visible()
    seen.settle()
    return page


def reload(seen: Visit) -> None:
    """Load the page anew, as somebody does who presses F5."""
    seen.page.reload()
    seen.page.wait_for_selector("[data-testid=stMainBlockContainer] h1, [role=alert]")
    seen.settle()


def test_a_file_from_elsewhere_outlives_a_reload(visit: Open) -> None:
    """On whatever page, with the view of the address and with its unsaved changes."""
    seen = visit()
    page = open_own(seen)
    box = page.locator("[data-edit-grid]").get_by_label("Soup of the day: Taste", exact=True)
    box.fill("55")
    box.press("Tab")
    expect(page.get_by_text("1 line changed")).to_be_visible()
    seen.settle()
    seen.open(f"table?set={NAME}&lens=miser")
    assert f"set={NAME}&lens=miser" in page.url
    assert "Salad" in page.inner_text("[data-testid=stMainBlockContainer]")
    expect(page.get_by_text("is served here")).to_have_count(0)

    page.get_by_role("link", name="Edit").click()
    expect(page.get_by_text("a reload does not lose it")).to_be_visible()
    page.get_by_role("button", name="Take them up").click()
    expect(page.get_by_text("1 line changed")).to_be_visible()
    reload(seen)
    expect(page.get_by_role("heading", name=f"Edit {NAME}.yaml")).to_be_visible()
    assert seen.errors == []


def test_a_closed_file_is_gone_from_the_browser(visit: Open) -> None:
    """Closing leaves nothing in the store, shows another file, and a reload finds none."""
    seen = visit()
    page = open_own(seen)
    page.get_by_role("button", name=f"Close {NAME}").click()
    seen.settle()
    expect(page.get_by_role("heading", name=f"Edit {NAME}.yaml")).to_have_count(0)
    assert page.evaluate("() => JSON.stringify(sessionStorage)").count("steelyard:opened") == 0
    seen.open(f"?set={NAME}")
    expect(page.get_by_text(f"no file called “{NAME}” is served here")).to_be_visible()
    assert seen.errors == []


def test_a_store_without_room_is_told(visit: Open) -> None:
    """What cannot be kept is shown all the same, and told; nothing else is pushed out."""
    seen = visit()
    page = seen.open("?set=lunch")
    page.evaluate(
        """() => sessionStorage.setItem(
            "steelyard:opened:large-mine",
            JSON.stringify({mark: "0", raw: "A".repeat(3_999_999), at: 1}))"""
    )
    open_own(seen, "no room to keep a copy of it")
    assert page.evaluate("() => Object.keys(sessionStorage)").count(f"steelyard:opened:{NAME}") == 0
    assert "steelyard:opened:large-mine" in page.evaluate("() => Object.keys(sessionStorage)")
    assert seen.errors == []


def test_another_tab_does_not_see_it(visit: Open) -> None:
    """The copy belongs to one tab: a second one in the same browser is told there is none."""
    seen = visit()
    page = open_own(seen)
    other = Visit(page.context.new_page(), seen.url)
    other.open(f"?set={NAME}")
    expect(other.page.get_by_text(f"no file called “{NAME}” is served here")).to_be_visible()


def test_a_file_from_elsewhere_outlives_the_server(browser: Browser, tmp_path: Path) -> None:
    """When the dashboard has been started again the page shows the same file."""
    (tmp_path / "lunch.yaml").write_text(TEXT, encoding="utf-8")
    server = run_dashboard(tmp_path)
    context = browser.new_context()
    context.set_default_timeout(30_000)
    try:
        with server as url:
            seen = Visit(context.new_page(), url)
            page = open_own(seen)
        with server:
            reload(seen)
            expect(page.get_by_role("heading", name=f"Edit {NAME}.yaml")).to_be_visible()
            page.get_by_role("link", name="Table").click()
            seen.settle()
            assert f"table?set={NAME}" in page.url
            assert "Salad" in page.inner_text("[data-testid=stMainBlockContainer]")
    finally:
        context.close()


def test_another_file_opened_in_the_moment_one_is_closed(visit: Open) -> None:
    """The page is still drawn for the closing when the next file comes: it is opened."""
    seen = visit()
    page = open_own(seen)
    for wait in (0, 30, 100):
        close = page.get_by_role("button", name=re.compile("^Close "))
        if not close.is_visible():
            page.get_by_text("Copies, other files").click()
        close.click()
        page.wait_for_timeout(wait)
        page.locator("input[type=file]").set_input_files(
            {"name": f"After {wait}.yaml", "mimeType": "application/yaml", "buffer": TEXT.encode()}
        )
        heading = page.get_by_role("heading", name=f"Edit after-{wait}-mine.yaml")
        expect(heading).to_be_visible()
        seen.settle()
    assert seen.errors == []
