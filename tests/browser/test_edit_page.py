"""Journeys over the edit page: type, look, save; break and mend; two windows; a lost server."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browser.conftest import ROOT, Visit, run_dashboard
from playwright.sync_api import Browser, Locator, Page, expect

from steelyard.files.criteria_files import load_criteria_file

Open = Callable[..., Visit]
Served = tuple[str, Path]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve copies that may be written; every journey has a file of its own."""
    folder = copy_criteria(tmp_path_factory.mktemp("edited"))
    with run_dashboard(folder) as url:
        yield url, folder


def copy_criteria(top: Path) -> Path:
    """Copy the shipped sets and their registers into a folder; return that of the sets."""
    shutil.copytree(ROOT / "criteria", top / "criteria")
    shutil.copytree(ROOT / "seeds", top / "seeds", ignore=shutil.ignore_patterns("texts"))
    for name in ("typed", "pasted", "broken", "shared", "tried", "quick", "viewed", "marked"):
        shutil.copy(top / "criteria" / "iran-2026.yaml", top / "criteria" / f"{name}.yaml")
    return top / "criteria"


def cell(page: Page, label: str) -> Locator:
    """Return the input of the table with this label."""
    return page.locator("[data-edit-grid]").get_by_label(label, exact=True)


def save_button(page: Page) -> Locator:
    """Return the button that saves; its name also tells the keys."""
    return page.locator(".st-key-edit_save button")


def changed_lines(before: str, after: str) -> list[tuple[str, str]]:
    """Return the pairs of lines that differ; both texts must have as many."""
    old, new = before.splitlines(), after.splitlines()
    assert len(old) == len(new)
    return [pair for pair in zip(old, new, strict=True) if pair[0] != pair[1]]


def test_one_score_typed_is_one_line_on_disk(visit: Open, served: Served) -> None:
    """A score typed into the table is told in words, and saved as one changed line."""
    file = served[1] / "typed.yaml"
    before = file.read_text(encoding="utf-8")
    seen = visit()
    page = seen.open("edit?set=typed")
    box = cell(page, "Hold: Escalation risk")
    expect(box).to_have_value("15 / 30 / 50")

    box.fill("450")
    expect(box).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_text("450 is off the scale, which runs from 0 to 100.")).to_be_visible()
    box.fill("20 / 35 / 45")
    expect(box).to_have_attribute("aria-invalid", "false")
    box.press("Enter")
    expect(cell(page, "Ultimatum: Escalation risk")).to_be_focused()
    expect(page.get_by_text("Escalation risk of Hold: 30 → 35")).to_be_visible()
    expect(page.get_by_text("1 line changed")).to_be_visible()
    assert file.read_text(encoding="utf-8") == before

    seen.settle()
    save_button(page).click()
    expect(page.get_by_text("Saved to typed.yaml: 1 line changed.")).to_be_visible()
    assert changed_lines(before, file.read_text(encoding="utf-8")) == [
        ("      score: [15, 30, 50]", "      score: [20, 35, 45]")
    ]
    assert seen.foreign_requests == []
    assert seen.errors == []


def test_cells_typed_in_a_row_are_all_kept(visit: Open, served: Served) -> None:
    """However fast somebody goes down a column, nothing on the page puts an old score back."""
    seen = visit()
    page = seen.open("edit?set=quick")
    criteria_set = load_criteria_file(served[1] / "quick.yaml").criteria_set
    assert criteria_set is not None
    names = [option.label for option in criteria_set.options.values()]
    cell(page, f"{names[0]}: Allied support").focus()
    for number in range(len(names)):
        page.keyboard.type(str(number + 1))
        # The pace of a hand, now before an answer of the server and now after it.
        page.wait_for_timeout(120 * (number % 4))
        page.keyboard.press("Enter")

    expect(page.get_by_text(f"{len(names)} lines changed")).to_be_visible()
    seen.settle()
    for number, name in enumerate(names):
        expect(cell(page, f"{name}: Allied support")).to_have_value(str(number + 1))
    assert seen.errors == []


def test_cells_pasted_from_a_spreadsheet(visit: Open, served: Served) -> None:
    """A block of cells lands in the table; what is no score waits, and undo takes all back."""
    seen = visit()
    page = seen.open("edit?set=pasted")
    first = cell(page, "Hold: Escalation risk")
    first.focus()
    first.evaluate(
        """box => {
            const data = new DataTransfer();
            data.setData("text/plain", "11\\t12\\r\\nunknown\\tlots\\r\\n");
            box.dispatchEvent(new ClipboardEvent("paste",
                {clipboardData: data, bubbles: true, cancelable: true}));
        }"""
    )
    expect(page.get_by_text("Escalation risk of Hold: 30 → 11")).to_be_visible()
    expect(page.get_by_text("Allied support of Hold: 50 → 12")).to_be_visible()
    expect(cell(page, "Ultimatum: Escalation risk")).to_have_value("unknown")
    wrong = cell(page, "Ultimatum: Allied support")
    expect(wrong).to_have_value("lots")
    expect(wrong).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_text("1 entry of the table is not understood")).to_be_visible()

    seen.settle()
    page.get_by_role("button", name="Undo").click()
    expect(first).to_have_value("15 / 30 / 50")
    expect(page.get_by_text("No unsaved changes")).to_be_visible()
    assert seen.errors == []


def test_a_broken_text_is_marked_and_mended(visit: Open, served: Served) -> None:
    """A misspelt key is marked at its line, cannot be saved by accident, and mends at a press."""
    file = served[1] / "broken.yaml"
    before = file.read_text(encoding="utf-8")
    text = before.replace("    better: lower\n", "    bettr: lower\n", 1)
    line = text[: text.index("bettr")].count("\n") + 1
    file.write_text(text, encoding="utf-8")
    problem = load_criteria_file(file).problems[0]
    assert problem.nearest == "better"

    seen = visit()
    page = seen.open("edit?set=broken")
    listed = page.locator(".st-key-edit_bar").get_by_text("bettr")
    expect(listed.first).to_be_visible()
    page.get_by_role("radio", name="Text").click()
    seen.settle()
    # The editor has a list of its own.
    expect(listed).to_have_count(0)
    editor = page.locator("[data-text-editor]")
    expect(editor.get_by_text(f"line {line}", exact=False).first).to_be_visible()
    editor.get_by_role("button", name=re.compile("better")).first.click()
    seen.settle()
    expect(page.get_by_text("1 line changed")).to_be_visible()
    save_button(page).click()
    expect(page.get_by_text("Saved to broken.yaml: 1 line changed.")).to_be_visible()
    assert file.read_text(encoding="utf-8") == before
    assert seen.errors == []


def test_two_windows_on_one_file_lose_nothing(visit: Open, served: Served) -> None:
    """The second to save meets the conflict, puts both sides together, and saves both."""
    file = served[1] / "shared.yaml"
    before = file.read_text(encoding="utf-8")
    first, second = visit(), visit()
    one, two = first.open("edit?set=shared"), second.open("edit?set=shared")
    type_score(first, one, "Hold: Escalation risk", "20 / 31 / 45")
    type_score(second, two, "Hold: Allied support", "40 / 51 / 65")
    save_button(one).click()
    expect(one.get_by_text("Saved to shared.yaml")).to_be_visible()

    expect(two.get_by_text("shared.yaml has changed on disk since you began.")).to_be_visible()
    second.settle()
    expect(save_button(two)).to_be_disabled()
    two.get_by_role("button", name="Put both together").click()
    expect(two.get_by_text("Both sides are in your draft now.")).to_be_visible()
    second.settle()
    save_button(two).click()
    expect(two.get_by_text("Saved to shared.yaml")).to_be_visible()
    assert changed_lines(before, file.read_text(encoding="utf-8")) == [
        ("      score: [15, 30, 50]", "      score: [20, 31, 45]"),
        ("      score: [35, 50, 65]", "      score: [40, 51, 65]"),
    ]
    assert first.errors == second.errors == []


def test_a_file_from_elsewhere_is_shown_on_every_page(visit: Open, served: Served) -> None:
    """A file from this computer can be tried and downloaded, and is never stored here."""
    seen = visit()
    page = seen.open("edit?set=viewed")
    page.get_by_text("Copies, other files").click()
    seen.settle()
    text = (served[1] / "drug-harms-2010.yaml").read_text(encoding="utf-8")
    page.locator("input[type=file]").set_input_files(
        {
            "name": "My drugs.yaml",
            "mimeType": "application/yaml",
            "buffer": text.replace("    crime: 50", "    crime: 55", 1).encode(),
        }
    )
    expect(page.get_by_role("heading", name="Edit my-drugs-mine.yaml")).to_be_visible()
    expect(page.get_by_text("was opened from your own computer")).to_be_visible()
    seen.settle()
    expect(save_button(page)).to_be_disabled()
    page.get_by_role("link", name="Table").click()
    seen.settle()
    assert "my-drugs-mine" in page.url
    assert not (served[1] / "my-drugs-mine.yaml").exists()
    assert seen.errors == []


def test_unsaved_text_marks_the_way_to_the_page(visit: Open) -> None:
    """The mark beside Edit stands with the first letters; who leaves at once loses no letter."""
    seen = visit()
    page = seen.open("edit?set=marked")
    page.get_by_role("radio", name="Text").click()
    seen.settle()
    expect(page.get_by_role("link", name="Edit", exact=True)).to_be_visible()
    page.locator("[data-text-editor]").get_by_role("textbox").first.click()
    page.keyboard.press("Control+End")
    page.keyboard.type("# first")
    expect(page.get_by_role("link", name="Edit •")).to_be_visible()
    expect(page.get_by_text("1 line added")).to_be_visible()
    seen.settle()

    page.keyboard.type(" and last")
    # As long as a hand takes: what was typed is on its way before the other page is asked for.
    page.get_by_role("link", name="Table").click(delay=100)
    expect(page).to_have_url(re.compile("/table"))
    seen.settle()
    page.get_by_role("link", name="Edit •").click()
    seen.settle()
    page.get_by_text("Line by line").click()
    expect(page.get_by_text("# first and last")).to_be_visible()
    expect(page.get_by_role("button", name="Take them up")).to_have_count(0)
    assert seen.errors == []


def type_score(seen: Visit, page: Page, label: str, score: str) -> None:
    """Type a score and wait until the draft has it."""
    cell(page, label).fill(score)
    cell(page, label).press("Tab")
    expect(page.get_by_text("1 line changed")).to_be_visible()
    seen.settle()


def wait_until_kept(page: Page, text: str) -> None:
    """Wait until the browser's own store holds a text."""
    page.wait_for_function(
        "text => Object.values(localStorage).some((kept) => kept.includes(text))", arg=text
    )


def test_unsaved_work_outlives_the_server(browser: Browser, tmp_path: Path) -> None:
    """After the server has gone and come back the draft is offered and taken up unharmed."""
    folder = copy_criteria(tmp_path)
    file = folder / "tried.yaml"
    before = file.read_text(encoding="utf-8")
    server = run_dashboard(folder)
    context = browser.new_context()
    context.set_default_timeout(30_000)
    try:
        with server as url:
            seen = Visit(context.new_page(), url)
            page = seen.open("edit?set=tried")
            type_score(seen, page, "Hold: Escalation risk", "20 / 32 / 45")
            # Typed and not yet taken by anybody when the server goes.
            cell(page, "Hold: Allied support").fill("40 / 52 / 65")
        cell(page, "Hold: Allied support").press("Tab")
        wait_until_kept(page, "40 / 52 / 65")
        page.close()
        with server as url:
            seen = Visit(context.new_page(), url)
            page = seen.open("edit?set=tried")
            expect(page.get_by_text("You have unsaved changes to this file")).to_be_visible()
            page.get_by_role("button", name="Take them up").click()
            expect(page.get_by_text("2 lines changed")).to_be_visible()
            seen.settle()
            assert file.read_text(encoding="utf-8") == before
            save_button(page).click()
            expect(page.get_by_text("Saved to tried.yaml")).to_be_visible()
    finally:
        context.close()
    assert changed_lines(before, file.read_text(encoding="utf-8")) == [
        ("      score: [15, 30, 50]", "      score: [20, 32, 45]"),
        ("      score: [35, 50, 65]", "      score: [40, 52, 65]"),
    ]


def test_text_typed_while_the_server_is_away_is_not_lost(browser: Browser, tmp_path: Path) -> None:
    """What is typed into the text after the server has gone is offered when it is back."""
    folder = copy_criteria(tmp_path)
    server = run_dashboard(folder)
    context = browser.new_context()
    context.set_default_timeout(30_000)
    try:
        with server as url:
            seen = Visit(context.new_page(), url)
            page = seen.open("edit?set=tried")
            page.get_by_role("radio", name="Text").click()
            seen.settle()
        editor = page.locator("[data-text-editor]").get_by_role("textbox").first
        editor.click()
        page.keyboard.press("Control+End")
        page.keyboard.type("# later")
        wait_until_kept(page, "# later")
        page.close()
        with server as url:
            seen = Visit(context.new_page(), url)
            page = seen.open("edit?set=tried")
            page.get_by_role("button", name="Take them up").click()
            expect(page.get_by_text("1 line added")).to_be_visible()
    finally:
        context.close()
