"""One of two replicas behind nginx is killed under somebody's hands: nothing is lost or torn."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.conftest import HERE, WAIT, Visit
from playwright.sync_api import Browser, Page, expect
from serving.replicas import COOKIE, REPLICAS, Replicas, serve_replicas
from serving.team import PASSWORD

from steelyard.views.edit.saving.kept_drafts import CAME_BACK, IS_SAVED

TEXT = (HERE / "sets" / "lunch.yaml").read_text(encoding="utf-8")
pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="Windows and macOS have no packages of Debian"
)


@pytest.fixture
def replicas(tmp_path: Path) -> Iterator[Replicas]:
    """Serve a small set by two replicas."""
    with serve_replicas(shared(tmp_path)) as served:
        yield served


def shared(folder: Path) -> Path:
    """Return the folder with a small set below it."""
    (folder / "criteria").mkdir()
    (folder / "criteria" / "lunch.yaml").write_text(TEXT, encoding="utf-8")
    return folder


def enter(browser: Browser, replicas: Replicas, user: str) -> Visit:
    """Open a window of somebody."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 900},
        http_credentials={"username": user, "password": PASSWORD},
        ignore_https_errors=True,
    )
    context.set_default_timeout(WAIT)
    seen = Visit(context.new_page(), replicas.url.rstrip("/"))
    seen.page.on("pageerror", lambda error: seen.errors.append(str(error)))
    return seen


def replica_of(seen: Visit) -> str:
    """Return at which replica a window is."""
    (name,) = [one["value"] for one in seen.page.context.cookies() if one["name"] == COOKIE]
    return str(name)


def kill_under(seen: Visit, replicas: Replicas) -> str:
    """Kill the replica that a window is at; return the name of the other one."""
    before = replica_of(seen)
    replicas.kill(before)
    (other,) = set(REPLICAS) - {before}
    return other


def come_back(seen: Visit) -> Page:
    """Load the page anew, and wait until it stands."""
    seen.page.reload()
    seen.page.wait_for_selector("[data-testid=stMainBlockContainer] h1")
    seen.settle()
    return seen.page


def begin_edit(seen: Visit) -> Page:
    """Change one cell, and type another entry without leaving its cell."""
    page = seen.open("edit?set=lunch")
    grid = page.locator("[data-edit-grid]")
    taste = grid.get_by_label("Soup of the day: Taste", exact=True)
    taste.fill("55")
    taste.press("Tab")
    expect(page.get_by_text("1 line changed")).to_be_visible()
    seen.settle()
    grid.get_by_label("Soup of the day: Price", exact=True).fill("3")
    return page


def save_it(seen: Visit) -> None:
    """Save, and wait until that is told."""
    seen.page.locator(".st-key-edit_save button").click()
    expect(seen.page.get_by_text("Saved to lunch.yaml: 1 line changed.")).to_be_visible()
    seen.settle()


EDITED = TEXT.replace("soup: {taste: 50, price: 4}", "soup: {taste: 55, price: 3}")


def test_an_edit_goes_on_after_a_reload(browser: Browser, replicas: Replicas) -> None:
    """The draft and the entry that nobody had taken are offered at the other replica, and saved."""
    seen = enter(browser, replicas, "eda")
    page = begin_edit(seen)
    other = kill_under(seen, replicas)
    come_back(seen)
    assert replica_of(seen) == other
    expect(page.get_by_text("You have unsaved changes to this file")).to_be_visible()
    assert (replicas.folder / "lunch.yaml").read_text(encoding="utf-8") == TEXT
    page.get_by_role("button", name="Take them up").click()
    seen.settle()
    save_it(seen)
    assert (replicas.folder / "lunch.yaml").read_text(encoding="utf-8") == EDITED
    come_back(seen)
    expect(page.get_by_role("button", name="Take them up")).to_have_count(0)
    assert seen.errors == []


def test_an_edit_goes_on_without_a_reload(browser: Browser, replicas: Replicas) -> None:
    """The page comes to the other replica by itself, says so in one sentence, and goes on."""
    seen = enter(browser, replicas, "eda")
    page = begin_edit(seen)
    other = kill_under(seen, replicas)
    expect(page.get_by_text(CAME_BACK)).to_be_visible()
    assert replica_of(seen) == other
    save_it(seen)
    assert (replicas.folder / "lunch.yaml").read_text(encoding="utf-8") == EDITED
    come_back(seen)
    expect(page.get_by_role("button", name="Take them up")).to_have_count(0)
    assert seen.errors == []


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_save_that_was_under_way(browser: Browser, tmp_path: Path, moment: str) -> None:
    """Killed before the new file is in place, or after it and before that was told.

    The file is the one of before or the new one, whole; the other replica is not locked out.
    """
    slow = str(HERE.parent / "serving" / "slow_saving.py")
    file = tmp_path / "criteria" / "lunch.yaml"
    programs = {name: [slow, str(file), f"{moment}:600"] for name in REPLICAS}
    with serve_replicas(shared(tmp_path), programs) as replicas:
        seen = enter(browser, replicas, "eda")
        page = begin_edit(seen)
        page.keyboard.press("Tab")
        expect(page.get_by_text("Price of Soup of the day: 4 → 3")).to_be_visible()
        seen.settle()
        page.locator(".st-key-edit_save button").click()
        wait_for(page, file.with_suffix(".middle"))
        file.with_suffix(".quick").touch()
        kill_under(seen, replicas)
        if moment == "before":
            expect(page.get_by_text(CAME_BACK)).to_be_visible()
            assert file.read_text(encoding="utf-8") == TEXT
            save_it(seen)
        else:
            expect(page.get_by_text(IS_SAVED)).to_be_visible()
        assert file.read_text(encoding="utf-8") == EDITED
        assert [one.name for one in file.parent.glob("*.yaml")] == ["lunch.yaml"]
        come_back(seen)
        expect(page.get_by_role("button", name="Take them up")).to_have_count(0)
        assert seen.errors == []


def wait_for(page: Page, path: Path) -> None:
    """Wait until a file is there."""
    for _ in range(WAIT // 50):
        if path.exists():
            return
        page.wait_for_timeout(50)
    pytest.fail(f"{path.name} never came")


def test_text_goes_on_without_a_reload(browser: Browser, replicas: Replicas) -> None:
    """What was typed into the text before and after the end of the replica is in the draft."""
    seen = enter(browser, replicas, "eda")
    page = seen.open("edit?set=lunch")
    page.get_by_role("radio", name="Text").click()
    seen.settle()
    page.locator("[data-text-editor]").get_by_role("textbox").first.click()
    page.keyboard.press("Control+End")
    page.keyboard.type("# first")
    expect(page.get_by_text("1 line added")).to_be_visible()
    seen.settle()
    page.keyboard.type(" and last")
    kill_under(seen, replicas)
    expect(page.get_by_text(CAME_BACK)).to_be_visible()
    seen.settle()
    page.locator(".st-key-edit_save button").click()
    expect(page.get_by_text("Saved to lunch.yaml: 1 line added.")).to_be_visible()
    saved = (replicas.folder / "lunch.yaml").read_text(encoding="utf-8")
    assert saved.rstrip() == f"{TEXT}# first and last"
    assert seen.errors == []


def test_a_form_goes_on_without_a_reload(browser: Browser, replicas: Replicas) -> None:
    """A field that was taken is in the draft, and so is one that was being typed in."""
    seen = enter(browser, replicas, "eda")
    page = seen.open("edit?set=lunch")
    page.get_by_role("radio", name="Everything else").click()
    seen.settle()
    page.get_by_role("textbox", name="Title", exact=True).fill("Supper")
    page.keyboard.press("Tab")
    expect(page.get_by_text("1 line changed")).to_be_visible()
    seen.settle()
    page.get_by_role("textbox", name="Question", exact=True).fill("What else?")
    kill_under(seen, replicas)
    expect(page.get_by_text(CAME_BACK)).to_be_visible()
    seen.settle()
    expect(page.get_by_role("textbox", name="Title", exact=True)).to_have_value("Supper")
    expect(page.get_by_role("textbox", name="Question", exact=True)).to_have_value("What else?")
    expect(page.get_by_text("2 lines changed")).to_be_visible()
    assert seen.errors == []


def test_the_first_field_goes_on_without_a_reload(browser: Browser, replicas: Replicas) -> None:
    """What was typed into a field before there was any draft is in the draft afterwards."""
    seen = enter(browser, replicas, "eda")
    page = seen.open("edit?set=lunch")
    page.get_by_role("radio", name="Everything else").click()
    seen.settle()
    page.get_by_role("textbox", name="Question", exact=True).fill("What else?")
    kill_under(seen, replicas)
    expect(page.get_by_text(CAME_BACK)).to_be_visible()
    expect(page.get_by_text("1 line changed")).to_be_visible()
    seen.settle()
    assert seen.errors == []
