"""An open page follows its files: saved by an editor, broken, deleted, renamed, come back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.conftest import HERE, ROOT, Visit, run_dashboard
from playwright.sync_api import Browser, Page, WebSocket, expect

SET = (HERE / "sets" / "lunch.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of criteria files with registers beside it."""
    top = tmp_path_factory.mktemp("live")
    shutil.copytree(ROOT / "seeds", top / "seeds", ignore=shutil.ignore_patterns("texts"))
    (top / "criteria").mkdir()
    (top / "criteria" / "lunch.yaml").write_text(SET, encoding="utf-8")
    shutil.copy(ROOT / "criteria" / "iran-2026.yaml", top / "criteria")
    return top / "criteria"


@pytest.fixture(scope="module")
def url(folder: Path) -> Iterator[str]:
    """Serve that folder, for this file alone: its tests break things."""
    with run_dashboard(folder) as address:
        yield address


@pytest.fixture
def page(browser: Browser, url: str, folder: Path) -> Iterator[Page]:
    """Open the small set in a fresh window; afterwards the file is as it was."""
    (folder / "lunch.yaml").write_text(SET, encoding="utf-8")
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    visit = Visit(context.new_page(), url)
    visit.open("?set=lunch")
    yield visit.page
    context.close()
    for path in folder.glob("*.yaml"):
        if path.name != "iran-2026.yaml":
            path.unlink()
    (folder / "lunch.yaml").write_text(SET, encoding="utf-8")


def save_as_editors_do(path: Path, text: str) -> None:
    """Write beside the file and put the new one in its place."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


def test_a_save_shows_and_keeps_weights_and_place(page: Page, folder: Path) -> None:
    """A moved weight and the page stay; the new name of an option appears by itself."""
    page.get_by_role("slider", name="Taste", exact=True).focus()
    page.keyboard.press("Home")
    page.wait_for_url("**w=taste.0*")

    (folder / "lunch.yaml").write_text(SET.replace("Chocolate cake", "Plum cake"), "utf-8")

    expect(page.locator(".sy")).to_contain_text("Plum cake")
    expect(page.get_by_text("lunch.yaml has changed and was read again")).to_be_visible()
    assert "w=taste.0" in page.url


def test_a_save_by_renaming_shows(page: Page, folder: Path) -> None:
    """Editors that replace the file instead of writing into it are followed, again and again."""
    for name in ("Plum cake", "Pear cake", "Fig cake"):
        save_as_editors_do(folder / "lunch.yaml", SET.replace("Chocolate cake", name))
        expect(page.locator(".sy")).to_contain_text(name)


def test_a_broken_save_keeps_the_last_good_state(page: Page, folder: Path) -> None:
    """What is wrong is said above the last good state; mended, it is gone."""
    (folder / "lunch.yaml").write_text("title: [", "utf-8")
    expect(page.get_by_role("alert")).to_contain_text("Below is its last good state")
    expect(page.locator(".sy")).to_contain_text("Chocolate cake")

    (folder / "lunch.yaml").write_text(SET, "utf-8")
    expect(page.get_by_text("Below is its last good state")).to_have_count(0)


def test_a_deleted_file_stays_on_screen(page: Page, folder: Path) -> None:
    """Deleted is said in words, nothing else changes, and a file put back is taken up."""
    (folder / "lunch.yaml").unlink()
    gone = page.get_by_text("lunch.yaml has been deleted, moved or renamed")
    expect(gone).to_be_visible()
    expect(page.locator(".sy")).to_contain_text("Chocolate cake")
    assert "set=lunch" in page.url

    (folder / "lunch.yaml").write_text(SET.replace("Chocolate cake", "Plum cake"), "utf-8")
    expect(gone).to_have_count(0)
    expect(page.locator(".sy")).to_contain_text("Plum cake")


def test_a_renamed_file_is_found_under_its_new_name(page: Page, folder: Path) -> None:
    """The page says what the file is called now and goes on showing it."""
    (folder / "lunch.yaml").rename(folder / "dinner.yaml")
    expect(page.get_by_text("now stands in the folder as dinner.yaml")).to_be_visible()
    expect(page.locator(".sy")).to_contain_text("Chocolate cake")


def test_a_changed_register_is_followed(page: Page, folder: Path) -> None:
    """Registers in seeds/ count: a broken one shows at once, and so does its mending."""
    visit = Visit(page, page.url.split("/?")[0])
    visit.open("?set=iran-2026")
    register = folder.parent / "seeds" / "kinetic-diplomacy.yaml"
    whole = register.read_text("utf-8")
    try:
        save_as_editors_do(register, whole + "\nno_such_key: 1\n")
        expect(page.get_by_role("alert").first).to_contain_text(
            "seeds/kinetic-diplomacy.yaml has 1 problem"
        )
    finally:
        save_as_editors_do(register, whole)
    expect(page.get_by_text("iran-2026.yaml has 1 problem")).to_have_count(0)


def test_a_touch_without_a_change_runs_nothing(page: Page, folder: Path) -> None:
    """A file saved again with the same content sends no word to the page."""
    visit = Visit(page, page.url.split("/?")[0])
    sent: list[object] = []

    def listen(socket: WebSocket) -> None:
        if "/api/changes" in socket.url:
            socket.on("framereceived", lambda frame: sent.append(frame))

    page.on("websocket", listen)
    visit.open("?set=lunch")
    expect(page.locator(".sy")).to_contain_text("Chocolate cake")
    visit.settle()
    wait_for_words(page, sent, 1)
    save_as_editors_do(folder / "lunch.yaml", SET)
    # Long enough for the server to have taken notice, so that a word of it would come first.
    page.wait_for_timeout(1200)
    (folder / "lunch.yaml").write_text(SET.replace("Chocolate cake", "Plum cake"), "utf-8")
    expect(page.locator(".sy")).to_contain_text("Plum cake")

    wait_for_words(page, sent, 2)
    visit.settle()
    assert len(sent) == 2


def wait_for_words(page: Page, sent: list[object], count: int) -> None:
    """Wait until the server has sent so many words of changes; fewer fail after a while."""
    for _ in range(600):
        if len(sent) >= count:
            return
        page.wait_for_timeout(50)
    pytest.fail(f"{len(sent)} words of changes came, not {count}")


def test_the_server_stops_at_once_with_pages_open(browser: Browser, folder: Path) -> None:
    """Pages that listen do not hold up the end of the server."""
    running = run_dashboard(folder)
    with running as url:
        context = browser.new_context()
        Visit(context.new_page(), url).open("?set=lunch")
        running.process.terminate()
        assert running.process.wait(timeout=10) is not None
        context.close()
