"""Journeys of a text: dropped, divided by hand, described, kept over a restart, saved, missing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.conftest import Visit, run_dashboard
from browser.pond import essay, lay_out
from browser.test_accessibility import audit, small_targets
from browser.test_new_set import Folder, drop
from files.texts import six_forms
from playwright.sync_api import Browser, Page, expect

from steelyard.files.criteria_files import load_criteria_file
from steelyard.files.registers import load_register
from steelyard.results.path_steps import STEPS
from steelyard.results.words.texts.desks import DONE, TESTED, TEXT_DESK, fit_words
from steelyard.results.words.texts.sources import texts_finding

TEXTS = "evidence?set=pond&view=texts"


@pytest.fixture
def folder(browser: Browser, tmp_path: Path) -> Iterator[Folder]:
    """Serve the set on two essays, anew for each journey."""
    place = lay_out(tmp_path)
    with run_dashboard(place) as url:
        yield Folder(browser, place, url)


def seeds(folder: Folder) -> Path:
    """Return the folder of the registers."""
    return folder.place.parent / "seeds"


def give(seen: Visit, name: str, raw: bytes) -> Page:
    """Give a file to the page, and wait until it is divided."""
    drop(seen, name, raw)
    expect(seen.page.locator(".text-desk .piece").first).to_be_visible()
    seen.settle()
    return seen.page


def test_a_pdf_is_divided_by_keyboard_and_saved(folder: Folder) -> None:
    """Split, joined, left out, taken back; the suggestions taken; described; then it is used."""
    seen = folder.visit()
    seen.open(TEXTS)
    page = give(seen, "old orchard.pdf", six_forms.as_pdf())
    pieces = page.locator(".text-desk .piece")
    count = pieces.count()
    save = page.get_by_role("button", name="Save text")
    expect(save).to_be_disabled()
    page.locator(".piece.here .words").focus()
    for key in ("j", "j", *["ArrowRight"] * 9, "Enter"):
        page.keyboard.press(key)
    expect(pieces).to_have_count(count + 1)
    seen.settle()
    page.keyboard.press("Backspace")
    expect(pieces).to_have_count(count)
    seen.settle()
    page.keyboard.press("x")
    expect(page.locator(".piece.out")).to_have_count(1)
    seen.settle()
    page.keyboard.press("Control+z")
    expect(page.locator(".piece.out")).to_have_count(0)
    page.get_by_role("button", name="Take all").click()
    expect(save).to_be_enabled()
    seen.settle()
    page.get_by_role("textbox", name="Author").fill("B. Pellow")
    page.get_by_role("textbox", name="Stance").fill("For a working orchard.")
    save.click()
    expect(page.get_by_text("is saved with")).to_be_visible()
    expect(page.locator("h1")).to_have_text(["All 3 texts are here"])
    seen.settle()
    loaded = load_criteria_file(folder.place / "pond.yaml")
    register = loaded.registers["old-orchard"]
    assert register.problems == ()
    assert register.text.paragraphs == tuple(six_forms.paragraphs())
    assert register.register is not None
    assert register.register.author == "B. Pellow"
    assert register.register.origin is not None
    assert register.register.origin.file == "old orchard.pdf"
    page.get_by_role("button", name="Make claims of it").click()
    expect(page.locator(".claim-desk .paragraph").first).to_be_visible()
    assert "text=old-orchard" in page.url
    assert seen.errors == []


def test_work_on_a_text_survives_a_restart(folder: Folder) -> None:
    """What was decided and typed is offered again, and can be given up."""
    seen = folder.visit()
    seen.open(TEXTS)
    page = give(seen, "essay.docx", six_forms.as_document())
    page.locator(".piece.here .words").focus()
    page.keyboard.press("x")
    expect(page.locator(".piece.out")).to_have_count(1)
    seen.settle()
    page.get_by_role("textbox", name="Author").fill("B. Pellow")
    page.reload()
    page.get_by_role("button", name="Go on with it").click()
    expect(page.locator(".piece.out")).to_have_count(1)
    expect(page.get_by_role("textbox", name="Author")).to_have_value("B. Pellow")
    seen.settle()
    page.get_by_role("button", name="Do not add it").click()
    expect(page.locator("h1")).to_have_text([texts_finding_of(folder)])
    page.reload()
    expect(page.locator("h1")).to_have_text([texts_finding_of(folder)])
    seen.settle()
    expect(page.get_by_role("button", name="Go on with it")).to_be_hidden()
    assert seen.errors == []


def texts_finding_of(folder: Folder) -> str:
    """Return the heading of the view for the set as it is on disk."""
    loaded = load_criteria_file(folder.place / "pond.yaml")
    return texts_finding([*loaded.registers.values()])


def test_a_missing_text_is_known_by_its_fingerprints(folder: Folder) -> None:
    """A wrong one is told from the right one; a nearly right one is asked about."""
    shutil.rmtree(seeds(folder) / "texts")
    seen = folder.visit()
    page = seen.open(TEXTS)
    expect(page.get_by_text("is not on this machine").first).to_be_visible()
    paragraphs = essay("millpond")
    nearly = "\n\n".join([*paragraphs[:-1], "It ends otherwise."])
    drop(seen, "pond.txt", nearly.encode())
    asked = fit_words("The pond behind the bakery", len(paragraphs) - 1, len(paragraphs))
    expect(page.get_by_text(asked)).to_be_visible()
    seen.settle()
    page.get_by_role("button", name="Divide it until they match").click()
    expect(page.locator(".text-desk dd").filter(has_text=asked)).to_be_visible()
    seen.settle()
    page.get_by_role("button", name="Keep all").or_(
        page.get_by_role("button", name="Save text")
    ).last.click()
    expect(page.locator(".text-desk .said")).to_have_text(TEXT_DESK["still_differs"])
    page.get_by_role("button", name="Do not add it").click()
    expect(page.get_by_text("is not on this machine").first).to_be_visible()
    seen.settle()
    drop(seen, "pond.txt", "\n\n".join(paragraphs).encode())
    expect(page.get_by_text("is here now: all")).to_be_visible()
    expect(page.locator("h1")).to_have_text(["1 of 2 texts is not here, or not as they were read"])
    assert load_register(seeds(folder) / "millpond.yaml").text.state == "matches"
    assert seen.errors == []


def test_a_text_that_is_there_already_is_not_added_twice(folder: Folder) -> None:
    """It says which one it is."""
    seen = folder.visit()
    seen.open(TEXTS)
    page = give(seen, "again.txt", "\n\n".join(essay("brook")).encode())
    save = page.get_by_role("button", name="Save text")
    save.click()
    expect(page.locator(".text-desk .said")).to_contain_text("there already: “Let the brook out”")
    seen.settle()
    page.get_by_role("textbox", name="Id: the name of its file").fill("brook")
    save.click()
    expect(page.locator(".text-desk .said")).to_have_text(TEXT_DESK["taken"].format(id="brook"))
    assert not (seeds(folder) / "again.yaml").exists()
    assert seen.errors == []


def test_from_a_question_to_a_set_in_compare(folder: Folder) -> None:
    """Seven steps, a valid file after each, resumed after a reload."""
    seen = folder.visit()
    page = seen.open("new_set?set=pond")
    page.get_by_role("radio", name="From texts").click()
    page.get_by_role("textbox", name="Title", exact=True).fill("Old orchard")
    page.keyboard.press("Tab")
    seen.settle()
    page.get_by_role("textbox", name="Question: what is to be decided?").fill("What now?")
    page.keyboard.press("Tab")
    seen.settle()
    page.get_by_role("button", name="Next: texts").click()
    expect(page.locator("h1")).to_have_text([texts_finding([])])
    file = folder.place / "old_orchard.yaml"
    assert load_criteria_file(file).problems == ()
    seen.settle()
    give(seen, "orchard.docx", six_forms.as_document())
    page.get_by_role("button", name="Save text").click()
    expect(page.get_by_text("1 text, 41 paragraphs")).to_be_visible()
    seen.settle()
    for section, names in (("options", "Mow it\nPlots\nSell it"), ("criteria", "Cost\nTrees")):
        page.get_by_role("button", name=f"Next: {section}").click()
        seen.settle()
        field = page.get_by_role("textbox", name=f"{section.capitalize()}, one on each line")
        field.fill(names)
        field.press("Control+Enter")
        seen.settle()
        page.get_by_role("button", name="Take these").click()
        expect(field).to_be_hidden()
        seen.settle()
        assert load_criteria_file(file).problems == ()
    for end, words in (("Worst thinkable: 0", "none"), ("Best thinkable: 100", "all")):
        page.get_by_role("textbox", name=end).fill(words)
        page.keyboard.press("Tab")
        seen.settle()
    page.locator(".claim-desk .text").focus()
    for key in ("j", "ArrowRight", "c"):
        page.keyboard.press(key)
    expect(page.get_by_role("textbox", name="Name of the criterion")).to_be_focused()
    page.keyboard.type("Meetings")
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"{DONE['criteria']}.")).to_be_visible()
    seen.settle()
    asked, _, advice = TESTED["is_an_end"]
    page.get_by_role("radiogroup", name=asked).get_by_text("No").click()
    expect(page.get_by_text(advice)).to_be_visible()
    seen.settle()
    page.get_by_role("button", name="Next: claims").click()
    expect(page.get_by_text("3, of which 2 lack words for an end")).to_be_visible()
    seen.settle()
    page.reload()
    page.wait_for_selector(".claim-desk .text")
    seen.settle()
    page.locator(".claim-desk .text").focus()
    for key in ("j", "n"):
        page.keyboard.press(key)
    page.keyboard.type("Nobody voted.")
    for key in ("Escape", "g", "+", "Control+Enter"):
        page.keyboard.press(key)
    expect(page.get_by_text("Saved as or-01.")).to_be_visible()
    expect(page.get_by_text("1 of 30, 40 paragraphs to read")).to_be_visible()
    seen.settle()
    page.get_by_role("button", name="Next: scores").click()
    seen.settle()
    panel = page.locator(".st-key-cell_panel")
    expect(panel.get_by_role("heading", name="Mow it · Cost")).to_be_visible()
    panel.get_by_label("Likely", exact=True).fill("20")
    panel.get_by_label("Likely", exact=True).press("Enter")
    seen.settle()
    page.get_by_role("button", name="Next: weights").click()
    expect(page.get_by_text("1 of 9", exact=True)).to_be_visible()
    seen.settle()
    page.get_by_role("button", name="Open it in Compare").click()
    page.wait_for_selector(".sy .frames, .sy")
    seen.settle()
    assert "set=old_orchard" in page.url
    loaded = load_criteria_file(file)
    assert loaded.problems == ()
    assert loaded.criteria_set is not None
    made = loaded.criteria_set.criteria["meetings"]
    assert made.note.startswith("Named in ¶ 2 of")
    assert loaded.criteria_set.criteria["cost"].tested.is_an_end is False
    assert loaded.criteria_set.assessments["mow_it"]["cost"].score.likely == 20
    assert loaded.claims["or-01"].bears_on["cost"].for_ == ["mow_it"]
    assert seen.errors == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_auditor_finds_nothing_serious_where_a_text_is_added(
    folder: Folder, scheme: str
) -> None:
    """In the list of texts, in the desk, and in the path to a new set."""
    seen = folder.visit(scheme=scheme)
    page = seen.open(TEXTS)
    assert audit(page) == []
    give(seen, "essay.pdf", six_forms.as_pdf())
    assert audit(page) == []
    for step in STEPS:
        assert audit(seen.open(f"new_set?set=pond&view={step}")) == [], step


def test_a_finger_finds_every_button_of_a_text(folder: Folder) -> None:
    """On a phone, targets are large enough and nothing scrolls sideways."""
    seen = folder.visit(width=390, height=844)
    seen.open(TEXTS)
    page = give(seen, "essay.docx", six_forms.as_document())
    assert small_targets(page) == []
    for step in STEPS:
        page = seen.open(f"new_set?set=pond&view={step}")
        assert small_targets(page) == [], step
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, step
