"""Journeys at the claim desk: by keyboard, by mouse, by two people, without leave to write."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from browser.conftest import ROOT, Visit, run_dashboard
from browser.pond import essay, lay_out
from browser.test_accessibility import _SMALL_TARGETS, FINGER, audit
from browser.test_new_set import Folder
from playwright.sync_api import Browser, Page, expect

from steelyard.files.registers import load_register
from steelyard.files.texts.copied_words import CopyCheck
from steelyard.instrument.script_modules import join_as_script
from steelyard.results.words.texts.desks import CLAIM_DESK, strip_words

CLAIMS = "evidence?set=pond&view=claims"


@pytest.fixture
def folder(browser: Browser, tmp_path: Path) -> Iterator[Folder]:
    """Serve the set on two essays, anew for each journey."""
    place = lay_out(tmp_path)
    with run_dashboard(place) as url:
        yield Folder(browser, place, url)


def claims_of(folder: Folder, source: str = "millpond") -> dict[str, Any]:
    """Return the claims of a register as they stand in its file."""
    loaded = load_register(folder.place.parent / "seeds" / f"{source}.yaml")
    assert loaded.problems == ()
    assert loaded.register is not None
    return dict(loaded.register.claims)


def open_desk(folder: Folder, query: str = CLAIMS, **how: Any) -> tuple[Visit, Page]:
    """Open the claim desk in a fresh window, with the focus on the text."""
    seen = folder.visit(**how)
    page = seen.open(query)
    page.locator(".claim-desk .text").focus()
    return seen, page


def press(page: Page, *keys: str) -> None:
    """Press keys one after the other."""
    for key in keys:
        page.keyboard.press(key)


def test_a_claim_by_keyboard(folder: Folder) -> None:
    """Copied words are counted and keep it back; own ones are saved, changed and taken back."""
    before = (folder.place.parent / "seeds" / "millpond.yaml").read_text(encoding="utf-8")
    seen, page = open_desk(folder)
    press(page, "j", "ArrowRight", "ArrowRight", "n")
    says = page.get_by_role("textbox", name="What it says, in our own words")
    expect(says).to_be_focused()
    page.keyboard.type("Mending the sluice in oak costs a lot")
    told = CLAIM_DESK["copied"].format(words=6)
    expect(page.get_by_text(told)).to_be_visible()
    expect(page.locator(".shade mark")).to_have_text("Mending the sluice in oak costs")
    save = page.get_by_role("button", name="Save claim")
    expect(save).to_be_disabled()
    press(page, "ControlOrMeta+a")
    page.keyboard.type("Oak would be dear and would not last.")
    expect(save).to_be_enabled()
    press(page, "Escape", "2")
    expect(save).to_be_disabled()
    page.keyboard.type("the surveyor")
    press(page, "Escape", "g", "-", "ArrowDown", "+", "Control+Enter")
    expect(page.get_by_text("Saved as mp-01.")).to_be_visible()
    seen.settle()
    claim = claims_of(folder)["mp-01"]
    words = essay("millpond")[1][claim.passage[0] : claim.passage[1]]
    assert words.startswith("Mending the sluice")
    assert words.endswith("in forty years.")
    assert (claim.voice, claim.by) == ("reported", "the surveyor")
    assert claim.bears_on["cost"].against == ["oak"]
    assert claim.bears_on["cost"].for_ == ["steel"]
    after = (folder.place.parent / "seeds" / "millpond.yaml").read_text(encoding="utf-8")
    assert after.startswith(before)
    # The next sentence is selected, and nothing else is needed to go on.
    expect(page.locator(".selected")).to_have_text("Filling the pond costs less than half as much.")
    expect(page.locator("h1")).to_have_text(["7 of 8 paragraphs have no claim yet"])

    press(page, "ArrowLeft", "e")
    expect(says).to_have_value("Oak would be dear and would not last.")
    page.keyboard.type(" He says so.")
    press(page, "Control+Enter")
    expect(says).to_be_hidden()
    seen.settle()
    assert claims_of(folder)["mp-01"].says.endswith("He says so.")
    press(page, "Control+z")
    expect(page.get_by_text("Taken back.")).to_be_visible()
    assert not claims_of(folder)["mp-01"].says.endswith("He says so.")
    press(page, "k", "x")
    expect(page.locator("h1")).to_have_text(["6 of 8 paragraphs have no claim yet"])
    assert seen.errors == []


def test_a_passage_by_mouse_and_a_quotation(folder: Folder) -> None:
    """Dragged over, taken as a quotation; one that does not stand there is told."""
    seen, page = open_desk(folder)
    words = page.locator("[data-n='1'] .words")
    box = words.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 2, box["y"] + 12)
    page.mouse.down()
    page.mouse.move(box["x"] + 180, box["y"] + 12, steps=4)
    page.mouse.up()
    expect(page.locator(".selected")).to_be_visible()
    chosen = page.locator(".selected").inner_text()
    page.get_by_role("button", name="New claim").click()
    quote = page.get_by_role("textbox", name="Quotation, if you need the very words")
    quote.fill("never written there")
    expect(page.get_by_text(CLAIM_DESK["quote_lost"].format(number=1))).to_be_visible()
    page.get_by_role("button", name="Take the passage").click()
    expect(quote).to_have_value(chosen)
    page.get_by_role("textbox", name="What it says").fill("It is old.")
    page.get_by_role("gridcell", name="Fill it, Life in the water: nothing").click()
    page.get_by_role("button", name="Save claim").click()
    expect(page.get_by_text("Saved as mp-01.")).to_be_visible()
    claim = claims_of(folder)["mp-01"]
    start, end = claim.passage
    assert essay("millpond")[0][start:end] == chosen == claim.quote
    assert claim.bears_on["water"].for_ == ["fill"]
    assert seen.errors == []


def test_a_claim_that_was_begun_survives_a_restart(folder: Folder) -> None:
    """And an option that is not there yet is made on the way."""
    seen, page = open_desk(folder)
    press(page, "j", "j", "n")
    page.keyboard.type("Half said")
    page.reload()
    says = page.get_by_role("textbox", name="What it says, in our own words")
    expect(says).to_have_value("Half said")
    expect(page.get_by_text(CLAIM_DESK["kept"])).to_be_visible()
    seen.settle()
    page.get_by_text("The option is not there yet").click()
    page.get_by_role("textbox", name="Name of a new option").fill("Leave it be")
    page.get_by_role("button", name="Create option").click()
    cell = page.get_by_role("gridcell", name="Leave it be, Floods: nothing")
    cell.click()
    expect(says).to_have_value("Half said")
    page.get_by_role("button", name="Save claim").click()
    expect(page.get_by_text("Saved as mp-01.")).to_be_visible()
    claim = claims_of(folder)["mp-01"]
    assert (claim.paragraph, claim.says) == (3, "Half said")
    assert claim.bears_on["floods"].for_ == ["leave_it_be"]
    page.reload()
    expect(page.get_by_role("button", name="New claim")).to_be_visible()
    assert seen.errors == []


def test_two_people_at_one_register(folder: Folder) -> None:
    """Two new claims are both kept; the same claim changed by both is asked, nothing is lost."""
    first, one = open_desk(folder)
    second, two = open_desk(folder)
    for page, says in ((one, "First said."), (two, "Second said.")):
        press(page, "n")
        page.keyboard.type(says)
    press(one, "Control+Enter")
    expect(one.get_by_text("Saved as mp-01.")).to_be_visible()
    press(two, "Control+Enter")
    expect(two.get_by_text("Saved as mp-02.")).to_be_visible()
    assert [claim.says for claim in claims_of(folder).values()] == ["First said.", "Second said."]

    for seen, page in ((first, one), (second, two)):
        seen.settle()
        page.get_by_role("button", name="List of 2").click()
        page.get_by_role("button", name="Edit mp-01").first.click()
        expect(page.get_by_role("textbox", name="What it says")).to_have_value("First said.")
    one.keyboard.type(" By one.")
    press(one, "Control+Enter")
    expect(one.get_by_text("Saved as mp-01.")).to_be_visible()
    two.keyboard.type(" By two.")
    press(two, "Control+Enter")
    expect(two.get_by_text("Somebody else has changed mp-01 meanwhile.")).to_be_visible()
    assert claims_of(folder)["mp-01"].says == "First said. By one."
    expect(two.get_by_role("textbox", name="What it says")).to_have_value("First said. By two.")
    two.get_by_role("button", name="Save mine over it").click()
    expect(two.get_by_text("Saved as mp-01.")).to_be_visible()
    assert claims_of(folder)["mp-01"].says == "First said. By two."
    assert first.errors == second.errors == []


def test_a_claim_is_withdrawn_and_counts_again(folder: Folder) -> None:
    """With its reason, in the list; the id stays taken."""
    seen, page = open_desk(folder)
    press(page, "n")
    page.keyboard.type("Said once.")
    press(page, "Control+Enter")
    expect(page.get_by_text("Saved as mp-01.")).to_be_visible()
    seen.settle()
    page.get_by_role("button", name="List of 1").click()
    page.get_by_role("button", name="Edit mp-01").first.click()
    page.get_by_role("textbox", name="Why this claim no longer counts").fill("misread")
    page.get_by_role("button", name="Withdraw").click()
    expect(page.get_by_text("The claim is withdrawn; its id stays taken.")).to_be_visible()
    assert claims_of(folder)["mp-01"].withdrawn == "misread"
    seen.settle()
    page.get_by_role("button", name="List of 1").click()
    page.get_by_role("button", name="Edit mp-01").first.click()
    page.get_by_role("button", name="Let it count again").click()
    expect(page.get_by_text("The claim counts again.")).to_be_visible()
    assert claims_of(folder)["mp-01"].withdrawn is None
    assert seen.errors == []


def test_nothing_is_saved_where_only_reading_is_allowed(browser: Browser, tmp_path: Path) -> None:
    """The page says so, and the claim stays in the browser."""
    place = lay_out(tmp_path)
    server = run_dashboard(place)
    server.command.append("--read-only")
    with server as url:
        folder = Folder(browser, place, url)
        seen, page = open_desk(folder)
        press(page, "n")
        page.keyboard.type("Said in vain.")
        expect(page.get_by_role("button", name="Save claim")).to_be_disabled()
        expect(page.locator(".claim-desk .waits")).to_contain_text("nothing can be saved")
        press(page, "Control+Enter")
        seen.settle()
        assert claims_of(folder) == {}
        expect(page.get_by_role("textbox", name="What it says")).to_have_value("Said in vain.")
        assert seen.errors == []


def test_without_the_text_claims_can_still_be_read_and_changed(folder: Folder) -> None:
    """And it is said what is missing and where to add it."""
    shutil.rmtree(folder.place.parent / "seeds" / "texts")
    seen, page = open_desk(folder)
    expect(page.locator(".claim-desk .text")).to_contain_text("not on this machine")
    press(page, "j", "n")
    page.keyboard.type("From memory.")
    press(page, "Control+Enter")
    expect(page.get_by_text("Saved as mp-01.")).to_be_visible()
    claim = claims_of(folder)["mp-01"]
    assert (claim.paragraph, claim.passage) == (2, None)
    assert seen.errors == []


def test_copied_words_are_found_alike_on_both_sides(browser: Browser) -> None:
    """In 1,000 generated pairs the browser finds the very runs that the package finds."""
    source = random.Random(5)
    words = ["it's", "Don’t", "1,200", "3.5", "naïve", "straße", "ﬁne", "x2", "2nd", "A-B", "co_op",
             "the", "a", "of", "Ελλάς", "№5", "١٢", "e\u0301t\u00e9"]  # fmt: skip
    pairs = []
    for _ in range(1000):
        text = [source.choice(words) for _ in range(40)]
        at, length = source.randrange(30), source.randrange(3, 9)
        ours = [*source.choices(words, k=4), *text[at : at + length], *source.choices(words, k=4)]
        pairs.append((" ".join(text), source.choice([" ", ", ", "\n"]).join(ours)))
    wanted = [
        [[run.start, run.end, run.words] for run in CopyCheck({"": [text]}).find(ours)]
        for text, ours in pairs
    ]
    page = browser.new_page()
    script = join_as_script("Copied", "views/sources/browser/copied_words.js")
    found = page.evaluate(
        f"(pairs) => {{ {script}; return pairs.map(([text, ours]) =>"
        " new Copied.CopiedWords([[text]]).find(ours)"
        ".map((run) => [run.start, run.end, run.words])); }",
        pairs,
    )
    page.close()
    assert sum(map(bool, wanted)) > 300
    assert found == wanted


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_auditor_finds_nothing_serious_at_the_desk(folder: Folder, scheme: str) -> None:
    """With the text alone, and with the card open."""
    _, page = open_desk(folder, scheme=scheme)
    assert audit(page) == []
    press(page, "n")
    page.keyboard.type("The millpond has lain behind the bakery.")
    assert audit(page) == []


def test_a_finger_finds_every_button(folder: Folder) -> None:
    """On a phone, targets are large enough and nothing scrolls sideways."""
    seen, page = open_desk(folder, width=390, height=844)
    press(page, "n")
    seen.settle()
    assert page.evaluate(_SMALL_TARGETS, [".card", FINGER]) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_passage_is_chosen_by_touch(folder: Folder) -> None:
    """A tap takes a sentence, buttons move its ends, and the claim is made without any key."""
    seen = folder.visit(width=390, height=844, has_touch=True)
    page = seen.open(CLAIMS)
    page.locator("[data-n='2'] .words").tap(position={"x": 30, "y": 12})
    first = essay("millpond")[1].partition(". ")[0] + "."
    expect(page.locator(".selected")).to_have_text(first)
    page.get_by_role("button", name="End of the passage one word back").tap()
    page.get_by_role("button", name="Start of the passage one word further").tap()
    chosen = " ".join(first.split()[1:-1])
    expect(page.locator(".selected")).to_have_text(chosen)
    page.get_by_role("button", name="New claim").tap()
    page.get_by_role("textbox", name="What it says").fill("Money comes first here.")
    page.get_by_role("gridcell", name="Fill it, Cost: nothing").tap()
    assert page.evaluate(_SMALL_TARGETS, [".card", FINGER]) == []
    page.get_by_role("button", name="Save claim").tap()
    expect(page.get_by_text("Saved as mp-01.")).to_be_visible()
    claim = claims_of(folder)["mp-01"]
    start, end = claim.passage
    assert essay("millpond")[1][start:end] == chosen
    assert claim.bears_on["cost"].for_ == ["fill"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert seen.errors == []


def test_who_codes_is_remembered_in_this_browser(folder: Folder) -> None:
    """The second claim has the name already; where it is taken out, none is written."""
    seen, page = open_desk(folder)
    name = page.get_by_role("textbox", name="Coded by")
    for number, (now, typed) in enumerate((("", "Hazel"), ("Hazel", "Hazel"), ("Hazel", "")), 1):
        page.keyboard.press("n")
        page.keyboard.type(f"Said {number}.")
        expect(name).to_have_value(now)
        name.fill(typed)
        page.keyboard.press("Control+Enter")
        expect(page.get_by_text(f"Saved as mp-0{number}.")).to_be_visible()
    assert [claim.coded_by for claim in claims_of(folder).values()] == ["Hazel", "Hazel", None]
    assert seen.errors == []


def test_the_register_stays_readable_by_others(folder: Folder) -> None:
    """After the desk it is plain YAML as before."""
    seen, page = open_desk(folder)
    press(page, "n")
    page.keyboard.type("Said: with a colon # and a sign.")
    press(page, "Control+Enter")
    expect(page.get_by_text("Saved as mp-01.")).to_be_visible()
    text = (folder.place.parent / "seeds" / "millpond.yaml").read_text(encoding="utf-8")
    assert yaml.safe_load(text)["claims"]["mp-01"]["says"] == "Said: with a colon # and a sign."
    assert seen.errors == []


_NUMBERS_SEEN = """all => all.flatMap((one) => {
    const { visibility, display } = getComputedStyle(one);
    const { left, right, width } = one.getBoundingClientRect();
    const box = one.parentElement.getBoundingClientRect();
    const isSeen = visibility === "visible" && display !== "none" && width > 0;
    return isSeen && box.left <= left && right <= box.right ? [one.textContent] : [];
})"""


def test_the_strip_above_a_text_says_what_it_shows(
    visit: Callable[..., Visit], folder: Folder
) -> None:
    """Of lengths only where the text is here; each box has its number, and borders a meaning."""
    shipped = load_register(ROOT / "seeds" / "kinetic-diplomacy.yaml").register
    assert shipped is not None
    page = visit(1280, 720).open("evidence?set=iran-2026&view=claims")
    expect(page.locator(".bar-foot > span")).to_have_text(strip_words(shipped, is_here=False))
    numbers = Counter(entry.paragraph for entry in shipped.claims.values() if not entry.withdrawn)
    assert page.locator(".claim-desk .bar b").evaluate_all(_NUMBERS_SEEN) == [
        str(count) for _, count in sorted(numbers.items())
    ]

    _, page = open_desk(folder)
    own = load_register(folder.place.parent / "seeds" / "millpond.yaml").register
    assert own is not None
    expect(page.locator(".bar-foot > span")).to_have_text(strip_words(own, is_here=True))
