"""The text editor in a browser: made of CodeMirror, and as the plain text area it falls back to.

Where CodeMirror cannot be had the journeys of both ways go through the text area.
"""

from __future__ import annotations

import importlib.util
import shutil
import sys
from collections.abc import Callable, Iterator

import pytest
from browser.conftest import HERE, ROOT, WAIT, Visit, run_dashboard
from browser.test_accessibility import _SMALL_TARGETS, audit
from playwright.sync_api import Browser, Locator, Page, expect

SET = (HERE / "sets" / "lunch.yaml").read_text(encoding="utf-8")
HOSTILE = '"<img src=x onerror=alert(1)>": 1\n'
Open = Callable[..., "Editor"]


class Editor:
    """One window on the small page, in one of the two ways."""

    def __init__(self, visit: Visit, has_codemirror: bool) -> None:
        self.visit = visit
        self.page: Page = visit.page
        self.has_codemirror = has_codemirror

    @property
    def field(self) -> Locator:
        """What is typed into."""
        return self.page.get_by_role("textbox", name="Text of the criteria file")

    @property
    def draft(self) -> Locator:
        """The text as the server has it."""
        return self.page.locator(".st-key-draft")

    def open(self, query: str = "") -> Editor:
        """Go to the page and wait for the editor."""
        self.page.goto(f"{self.visit.url}/{query}")
        expect(self.field).to_be_visible()
        if self.has_codemirror:
            expect(self.page.locator(".cm-content")).to_be_visible()
        self.visit.settle()
        return self

    def start(self) -> None:
        """Put the cursor at the very beginning."""
        self.field.click()
        self.page.keyboard.press("Control+Home")


def has_packages() -> bool:
    """Fetch CodeMirror if it is not there; without npm that it is missing is no fault."""
    path = ROOT / ".ci" / "editor_packages.py"
    spec = importlib.util.spec_from_file_location("editor_packages", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    said = module.ensure_modules()
    there = (module.TARGET / module.STAMP).is_file()
    assert there or shutil.which("npm") is None or "npm" in said, said
    return there


@pytest.fixture(scope="module", params=["codemirror", "plain"])
def way(request: pytest.FixtureRequest) -> str:
    """Return the way the editor is made: as asked for, or plain where nothing else can be."""
    return request.param if request.param == "plain" or has_packages() else "plain"


@pytest.fixture(scope="module")
def url(way: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the small page on a small set."""
    file = tmp_path_factory.mktemp("editor") / "lunch.yaml"
    file.write_text(SET, encoding="utf-8")
    running = run_dashboard(file)
    running.command = [sys.executable, str(HERE / "editor_page.py"), str(file)]
    running.command += [str(running.port), way]
    with running as address:
        yield address


@pytest.fixture
def editor(browser: Browser, url: str, way: str) -> Iterator[Open]:
    """Return a function that opens the editor in a fresh window."""
    contexts = []

    def _open(query: str = "", width: int = 1200, scheme: str = "light") -> Editor:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
        )
        context.set_default_timeout(WAIT)
        contexts.append(context)
        visit = Visit(context.new_page(), url)
        visit.page.on("request", lambda request: visit.requests.append(request.url))
        visit.page.on("pageerror", lambda error: visit.errors.append(str(error)))
        return Editor(visit, way == "codemirror").open(query)

    yield _open
    for context in contexts:
        context.close()


def test_typing_reaches_the_server_with_its_problems(editor: Open) -> None:
    """A misspelt key is marked, listed with its line, mended by one click, and then gone."""
    seen = editor()
    seen.start()
    seen.page.keyboard.type("grops: {r: {name: rc}}\n")
    expect(seen.draft).to_contain_text("grops: {r: {name: rc}}")
    expect(seen.page.get_by_text("1 problem", exact=True)).to_be_visible()
    assert seen.page.get_by_role("status").last.inner_text() == "1 problem. Line 1: unknown key."
    if seen.has_codemirror:
        expect(seen.page.locator(".cm-lint-marker-error")).to_have_count(1)
        expect(seen.page.locator(".cm-lintRange-error")).to_have_text("grops")
    else:
        expect(seen.page.locator(".plain pre")).to_contain_text("● 1")

    seen.page.get_by_role("button", name="Change grops in line 1 to groups").click()
    expect(seen.draft).to_contain_text("groups: {r: {name: rc}}")
    expect(seen.page.get_by_text("No problems", exact=True)).to_be_visible()
    assert seen.visit.errors == []
    assert seen.visit.foreign_requests == []


def test_what_is_offered_is_done_after_the_page_has_run_again(editor: Open) -> None:
    """Told something else while a problem is on show, the editor can mend the problem still."""
    seen = editor()
    seen.start()
    seen.page.keyboard.type("grops: {r: {name: rc}}\n")
    mend = seen.page.get_by_role("button", name="Change grops in line 1 to groups")
    expect(mend).to_be_visible()
    seen.visit.settle()
    seen.page.get_by_role("button", name="One more word").click()
    seen.visit.settle()
    mend.click()
    expect(seen.draft).to_contain_text("groups: {r: {name: rc}}")
    assert seen.visit.errors == []


def test_the_list_leads_to_the_line(editor: Open) -> None:
    """A click on a problem puts the cursor on its word; F8 goes on to the next."""
    seen = editor()
    seen.start()
    seen.page.keyboard.type("one: 1\ntwo: 2\n")
    seen.page.get_by_role("button", name="Go to line 2: unknown key").click()
    seen.page.keyboard.type("note")
    expect(seen.draft).to_contain_text("one: 1\nnote: 2")
    expect(
        seen.page.get_by_role("button", name="Go to line 2: wrong kind of value")
    ).to_be_visible()

    seen.page.keyboard.press("Control+Home")
    seen.page.keyboard.press("F8")
    expect(seen.field).to_be_focused()


def test_ctrl_s_saves_what_is_in_the_field(editor: Open) -> None:
    """The last keys before Ctrl+S go along, and each press counts once."""
    seen = editor()
    seen.start()
    seen.page.keyboard.type("# new\n")
    seen.page.keyboard.press("Control+s")
    expect(seen.page.get_by_text("saved 1 times")).to_be_visible()
    expect(seen.draft).to_contain_text("# new")
    seen.page.keyboard.type("# newer\n")
    expect(seen.draft).to_contain_text("# newer")
    expect(seen.page.get_by_text("saved 1 times")).to_be_visible()


def test_another_text_takes_the_place(editor: Open) -> None:
    """What the page puts in stands in the field; after that typing goes on from there."""
    seen = editor()
    seen.start()
    seen.page.keyboard.type("# mine\n")
    seen.page.get_by_role("button", name="Another text").click()
    expect(seen.draft).to_have_text("format: 1\ntitle: Another\n", use_inner_text=True)
    seen.start()
    seen.page.keyboard.type("# more\n")
    expect(seen.draft).to_contain_text("# more\nformat: 1\ntitle: Another")


def test_an_editor_that_comes_back_has_its_text(editor: Open) -> None:
    """Taken off the page and put on again it shows the draft."""
    seen = editor()
    seen.start()
    seen.page.keyboard.type("# kept\n")
    expect(seen.draft).to_contain_text("# kept")
    seen.page.get_by_text("Shown", exact=True).click()
    expect(seen.field).to_have_count(0)
    seen.page.get_by_text("Shown", exact=True).click()
    expect(seen.field).to_be_visible()
    seen.visit.settle()
    seen.start()
    seen.page.keyboard.type("# again\n")
    expect(seen.draft).to_contain_text("# again\n# kept\nformat: 1")


def test_tab_indents_and_escape_then_tab_leaves(editor: Open) -> None:
    """Both are said beside the field."""
    seen = editor()
    expect(seen.page.get_by_text("to leave by keyboard press Escape, then Tab")).to_be_visible()
    seen.start()
    seen.page.keyboard.press("Enter")
    seen.page.keyboard.press("ArrowUp")
    seen.page.keyboard.press("Tab")
    expect(seen.field).to_be_focused()
    seen.page.keyboard.type("# in")
    expect(seen.draft).to_contain_text("  # in\nformat")
    seen.page.keyboard.press("Escape")
    seen.page.keyboard.press("Tab")
    expect(seen.field).not_to_be_focused()


def test_typed_letters_are_no_shortcuts(editor: Open) -> None:
    """Streamlit's own keys, c and r, do nothing but type; what was undone comes back."""
    seen = editor()
    seen.start()
    seen.page.keyboard.type("# rcr\n")
    expect(seen.draft).to_contain_text("# rcr")
    expect(seen.page.get_by_role("dialog")).to_have_count(0)
    for _ in range(6):
        seen.page.keyboard.press("Control+z")
    expect(seen.draft).not_to_contain_text("# rcr")


def test_read_only_takes_no_letter(editor: Open) -> None:
    """A text for reading can be walked through, not changed."""
    seen = editor("?locked=1")
    seen.start()
    seen.page.keyboard.type("x")
    seen.page.keyboard.press("Control+s")
    seen.visit.settle()
    expect(seen.draft).to_have_text(SET, use_inner_text=True)
    expect(seen.page.get_by_text("saved 0 times")).to_be_visible()


def test_hostile_text_is_only_text(editor: Open) -> None:
    """Markup in a file is shown letter by letter in the list and beside the line."""
    seen = editor()
    seen.start()
    seen.page.keyboard.insert_text(HOSTILE)
    expect(seen.page.get_by_text("Found: <img src=x onerror=alert(1)>")).to_be_visible()
    if seen.has_codemirror:
        seen.page.locator(".cm-lintRange-error").first.hover()
        expect(seen.page.locator(".cm-tooltip")).to_contain_text("<img src=x")
    expect(seen.page.locator("img[src=x]")).to_have_count(0)
    assert seen.visit.errors == []


def test_completion_and_search(editor: Open) -> None:
    """Keys and ids are offered as one types; search finds. The text area says neither."""
    seen = editor()
    if not seen.has_codemirror:
        expect(seen.page.get_by_text("Ctrl+Space completes")).to_have_count(0)
        return
    seen.start()
    seen.page.keyboard.type("left")
    expect(seen.page.get_by_role("option", name="left_out")).to_be_visible()
    seen.visit.settle()
    # CodeMirror takes no Enter for a list that has been open for less than 75 ms.
    seen.page.wait_for_timeout(100)
    seen.page.keyboard.press("Enter")
    seen.page.keyboard.type(": {}\n")
    expect(seen.draft).to_contain_text("left_out: {}")
    seen.page.keyboard.press("Control+f")
    seen.page.keyboard.type("Chocolate")
    seen.page.keyboard.press("Enter")
    expect(seen.page.locator(".cm-searchMatch-selected")).to_have_text("Chocolate")
    assert seen.visit.errors == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_auditor_finds_nothing(editor: Open, scheme: str) -> None:
    """With a problem on show: names, roles and contrasts are right, on a phone too."""
    seen = editor(width=390, scheme=scheme)
    seen.start()
    seen.page.keyboard.type("grops: {}\n")
    expect(seen.page.get_by_text("1 problem", exact=True)).to_be_visible()
    seen.visit.settle()

    assert audit(seen.page) == []
    assert seen.page.evaluate(_SMALL_TARGETS, [".problems", 44]) == []
    wide = "document.documentElement.scrollWidth"
    assert seen.page.evaluate(wide) <= 390
