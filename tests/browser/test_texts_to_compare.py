"""The whole way of somebody new by keyboard: two essays, two registers, a scored set, Compare."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from browser.conftest import Visit, run_dashboard
from browser.pond import long_essay
from browser.test_new_set import Folder, drop, focused
from files.texts import six_forms
from playwright.sync_api import Browser, Page, expect

from steelyard.files.criteria_files import LoadedSet, load_criteria_file
from steelyard.results.choice import Choice
from steelyard.results.path_steps import find_steps
from steelyard.results.result import find_result

ESSAYS = {"dry towpath.pdf": long_essay(3), "wet towpath.docx": long_essay(400)}
OPTIONS = ("Leave it", "Gravel", "Boards", "A higher bank", "Another way round")
CRITERIA = ("Cost", "Dry feet", "Frogs", "Work")
CLAIMS, MOST_ACTIONS = 30, 12
_MOST_TABS = 120


class Hands:
    """Somebody at the keyboard alone, whose actions are counted: each key, each text typed."""

    def __init__(self, seen: Visit) -> None:
        self.seen, self.page, self.actions = seen, seen.page, 0

    def press(self, *keys: str) -> None:
        """Press keys, each of which is an action."""
        for key in keys:
            self.page.keyboard.press(key)
            self.actions += 1

    def type(self, text: str) -> None:
        """Type a text without a pause, which is one action."""
        self.page.keyboard.insert_text(text)
        self.actions += 1

    def go_to(self, name: str) -> None:
        """Press Tab until something of this name has the focus."""
        self.seen.settle()
        for _ in range(_MOST_TABS):
            if name in focused(self.page):
                return
            self.press("Tab")
        raise AssertionError(f"no way to {name!r} by keyboard; now at {focused(self.page)!r}")

    def push(self, name: str) -> None:
        """Go to a button and press it."""
        self.go_to(name)
        self.press("Enter")


def add_text(hands: Hands, name: str, raw: bytes, so_far: int) -> None:
    """Give a text to the page, take what is suggested of its division, and save it."""
    drop(hands.seen, name, raw)
    hands.actions += 1
    expect(hands.page.locator(".text-desk .piece").first).to_be_visible()
    if name.endswith(".pdf"):
        hands.push("Take it")
        expect(hands.page.get_by_role("button", name="Save text")).to_be_enabled()
    hands.push("Save text")
    texts = "1 text" if so_far == 1 else f"{so_far} texts"
    expect(hands.page.get_by_text(f"{texts}, {34 * so_far} paragraphs")).to_be_visible()


def make_claims(hands: Hands, page: Page) -> list[int]:
    """Make thirty claims of the text on show; return how many actions each took."""
    counted = []
    page.locator(".claim-desk .text").focus()
    for number in range(1, CLAIMS + 1):
        before = hands.actions
        hands.press(*(["j"] if number > 1 else []), "ArrowRight", "n")
        hands.type(f"Statement {number}, as we put it.")
        hands.press("Escape", "2")
        hands.type("the council")
        to_cell = "ArrowDown" if number % 5 else "ArrowRight"
        hands.press("Escape", "g", to_cell, "+" if number % 3 else "-", "Control+Enter")
        expect(page.locator(".claim-desk .said")).to_contain_text(f"-{number:02}.")
        counted.append(hands.actions - before)
    return counted


def name_entries(hands: Hands, section: str, names: tuple[str, ...]) -> None:
    """Go on to a step and name its entries, one on each line."""
    hands.push(f"Next: {section}")
    field = f"{section.capitalize()}, one on each line"
    expect(hands.page.get_by_label(field)).to_be_visible()
    hands.go_to(field)
    hands.type("\n".join(names))
    hands.press("Control+Enter")
    hands.push("Take these")
    expect(hands.page.get_by_label(field)).to_be_hidden()


def score_all(hands: Hands) -> None:
    """Score every cell, column by column; the first has the focus already."""
    panel = hands.page.locator(".st-key-cell_panel")
    low = panel.get_by_label("Low", exact=True)
    likely = panel.get_by_label("Likely", exact=True)
    cells = [(option, criterion) for criterion in CRITERIA for option in OPTIONS]
    for number, (option, criterion) in enumerate(cells):
        expect(panel.get_by_role("heading", name=f"{option} · {criterion}")).to_be_visible()
        hands.seen.settle()
        expect(low).to_be_focused()
        hands.press("Tab")
        expect(likely).to_be_focused()
        hands.type(str(20 + (37 * number) % 71))
        hands.press("Enter")
        expect(panel.get_by_role("button", name="Save, next cell")).to_be_enabled()
        hands.seen.settle()
        hands.press("Control+Enter")


def test_two_essays_become_a_scored_set_in_compare(browser: Browser, tmp_path: Path) -> None:
    """From an empty folder: 30 claims of each by at most 12 actions a claim, and 5 × 4 scores."""
    file = tmp_path / "towpath.yaml"
    with run_dashboard(tmp_path) as url:
        seen = Folder(browser, tmp_path, url).visit()
        page = seen.open()
        hands = Hands(seen)
        hands.go_to("From a spreadsheet")
        hands.press("ArrowRight", "Space")
        expect(page.get_by_label("Title", exact=True)).to_be_visible()
        hands.go_to("Title")
        hands.type("Towpath")
        hands.go_to("Question: what is to be decided?")
        hands.type("What becomes of the path when it is wet?")
        hands.press("Tab")
        hands.push("Next: texts")
        expect(page.get_by_label("Or paste a text")).to_be_visible()
        for number, (name, paragraphs) in enumerate(ESSAYS.items(), 1):
            assert 2_900 <= sum(len(text.split()) for text in paragraphs) <= 3_300
            made = six_forms.as_pdf if name.endswith(".pdf") else six_forms.as_document
            add_text(hands, name, made(paragraphs), number)
        name_entries(hands, "options", OPTIONS)
        name_entries(hands, "criteria", CRITERIA)
        hands.push("Next: claims")
        expect(page.get_by_role("button", name="New claim")).to_be_visible()
        seen.settle()
        counted = make_claims(hands, page)
        hands.go_to("Dry towpath")
        hands.press("ArrowRight", "Space")
        expect(page.locator(".claim-desk .views")).to_contain_text("List of 0")
        seen.settle()
        counted += make_claims(hands, page)
        hands.push("Next: scores")
        hands.go_to(" · ")
        hands.press(*["ArrowUp"] * 4, *["ArrowLeft"] * 3, "Enter")
        expect(page.get_by_role("heading", name="Leave it · Cost")).to_be_visible()
        seen.settle()
        hands.press("e")
        score_all(hands)
        hands.push("Next: weights")
        hands.push("Open it in Compare")
        page.wait_for_selector(".sy .frames, .sy")
        seen.settle()
        assert "set=towpath" in page.url
        assert seen.errors == []
    assert len(counted) == 2 * CLAIMS
    assert max(counted) <= MOST_ACTIONS
    loaded = load_criteria_file(file)
    check_what_was_made(loaded)
    print(f"{hands.actions} actions, {max(counted)} at most for a claim")


def check_what_was_made(loaded: LoadedSet) -> None:
    """Check registers, passages, cells and scores of the finished set."""
    assert loaded.problems == ()
    steps = find_steps(find_result(loaded, Choice()))
    assert steps["scores"].is_done
    assert steps["claims"].words == "60 of 60, 8 paragraphs to read"
    for register, paragraphs in zip(loaded.registers.values(), ESSAYS.values(), strict=True):
        assert register.text.state == "matches"
        assert register.text.paragraphs == paragraphs
        assert register.register is not None
        claims = [*register.register.claims.values()]
        assert [claim.paragraph for claim in claims] == [*range(1, CLAIMS + 1)]
        assert all(claim.passage is not None for claim in claims)
        assert {(claim.voice, claim.by) for claim in claims} == {("reported", "the council")}
        assert Counter(len(claim.bears_on) for claim in claims) == {1: CLAIMS}
