"""Everything that can be pressed, chosen or filled in is large enough to be hit.

Measured on every page, with each of its views and forms: 44 pixels each way on a phone, 24 on a
desk. Links within a sentence are as high as its line, and marks of a chart lie where their data
puts them: neither is measured.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browser.conftest import Visit, run_dashboard
from browser.test_accessibility import FINGER, POINTER
from browser.test_legibility import PAGES
from browser.test_new_set import SHEET, Folder, drop
from judged_sets import THREE, Judged, judged
from playwright.sync_api import Browser, Page, expect

from steelyard.results.words.forms import SECTIONS

Open = Callable[..., Visit]

SCREENS = pytest.mark.parametrize(
    ("width", "height", "least"), [(1440, 900, POINTER), (390, 844, FINGER)], ids=["desk", "phone"]
)

_SMALL = """(least) => {
    const inside = (node) => [...node.querySelectorAll("*")].flatMap(
        (child) => [child, ...(child.shadowRoot ? inside(child.shadowRoot) : [])]);
    const hostOf = (node) => node.getRootNode() instanceof ShadowRoot
        ? hostOf(node.getRootNode().host) : node;
    const kinds = "button, input, select, textarea, a[href], summary, [role=button], [role=tab],"
        + "[role=radio], [role=checkbox], [role=switch], [role=slider], [role=option],"
        + "[role=link], [role=combobox], [role=menuitem], [role=gridcell][tabindex]";
    const dialog = document.querySelector("[role=dialog]");
    const isInSentence = (node) => {
        const around = getComputedStyle(node).display.startsWith("inline")
            && node.parentElement?.closest("p, li, td, dd");
        const beside = around && [...around.childNodes, ...node.parentElement.childNodes];
        return beside && beside.some((one) => one.nodeType === Node.TEXT_NODE
            && /\\p{L}/u.test(one.textContent));
    };
    // Shown once the keyboard is on it, or part of a field all of which opens the same list.
    const isApart = (node) => getComputedStyle(node).clipPath === "inset(50%)"
        || node.matches("[aria-haspopup=listbox]") && node.closest("[role=group]");
    const boxOf = (node) => {
        const isTick = ["checkbox", "radio"].includes(node.type);
        const around = [node, node.closest("label"), ...(isTick ? node.labels ?? [] : [])];
        if (node.matches("input")) around.push(node.closest("[role=group]"));
        return around.filter(Boolean).map((one) => one.getBoundingClientRect())
            .sort((a, b) => Math.min(b.width, b.height) - Math.min(a.width, a.height))[0];
    };
    const said = (node) =>
        (node.ariaLabel || node.innerText || node.title || node.name || "").slice(0, 40);
    const found = inside(document)
        .filter((node) => node.matches(kinds) && node.checkVisibility({ checkVisibilityCSS: true }))
        .filter((node) => !node.closest("svg") && !node.closest("[aria-hidden=true]"))
        .filter((node) => !dialog || dialog.contains(hostOf(node)))
        .filter((node) => !isInSentence(node) && !isApart(node))
        .map((node) => [node, boxOf(node)])
        .filter(([, box]) => box.width > 1.5 && box.height > 1.5)
        .filter(([, box]) => box.width < least - .5 || box.height < least - .5)
        .map(([node, box]) => `${node.localName}.${node.getAttribute("class") ?? ""} `
            + `“${said(node)}” ${Math.round(box.width)} × ${Math.round(box.height)}`);
    return [...new Set(found)];
}"""


def small(page: Page, least: int) -> list[str]:
    """Return what of a page is less than so many pixels wide or high, or of an open dialog."""
    found: list[str] = page.evaluate(_SMALL, least)
    return found


@SCREENS
def test_everything_on_a_page_can_be_hit(visit: Open, width: int, height: int, least: int) -> None:
    """Every view and tab of every page."""
    seen, found = visit(width, height), {}
    for page, places in PAGES.items():
        for place in places:
            found[page + place] = small(seen.open(f"{page}?set=iran-2026{place}"), least)
    assert {place: targets for place, targets in found.items() if targets} == {}


@SCREENS
def test_everything_on_sheets_and_in_moved_views_can_be_hit(
    visit: Open, width: int, height: int, least: int
) -> None:
    """Sheet and card, how to read this, disputes and moved weights, and the larger set."""
    seen, found = visit(width, height), {}
    moved = "&w=escalation_risk.30&d=hold.escalation_risk.12&struck=kd-38"
    for place in (
        "?set=iran-2026&score=hold.escalation_risk",
        "?set=iran-2026&option=containment_plus_talks",
        f"?set=iran-2026{moved}",
        f"table?set=iran-2026{moved}",
        f"evidence?set=iran-2026{moved}&tab=strike",
        "?set=drug-harms-2010",
        "table?set=drug-harms-2010",
    ):
        found[place] = small(seen.open(place), least)
    page = seen.open("?set=iran-2026")
    page.get_by_role("button", name="How to read this").click()
    expect(page.locator(".st-key-how_to_read")).to_be_visible()
    found["how"] = small(page, least)
    assert {place: targets for place, targets in found.items() if targets} == {}


@SCREENS
def test_everything_on_edit_can_be_hit(visit: Open, width: int, height: int, least: int) -> None:
    """Every form, the question before something is removed, the text, copies and versions."""
    seen, found = visit(width, height), {}
    page = seen.open("edit?set=iran-2026")
    page.get_by_text("Copies, other files").click()
    seen.settle()
    found["scores"] = small(page, least)
    page.get_by_role("radio", name="Everything else").click()
    seen.settle()
    for section in SECTIONS.values():
        name = re.compile(f"^{re.escape(section)}( \\d+)?$")
        page.locator(".st-key-edit_sections").get_by_role("radio", name=name).click()
        seen.settle()
        remove = page.locator(".st-key-remove_entry button")
        if remove.count():
            remove.click()
            seen.settle()
        found[section] = small(page, least)
    page.get_by_role("radio", name="Text").click()
    seen.settle()
    found["text"] = small(page, least)
    assert {place: targets for place, targets in found.items() if targets} == {}


@SCREENS
def test_everything_on_the_way_to_a_new_set_can_be_hit(
    visit: Open, width: int, height: int, least: int
) -> None:
    """From nothing, the table of a spreadsheet, and what its numbers mean."""
    seen, found = visit(width, height), {}
    page = seen.open("new_set")
    found["begin"] = small(page, least)
    drop(seen, "library sites.tsv", SHEET.encode())
    expect(page.get_by_role("heading", name="Is this the table?")).to_be_visible()
    seen.settle()
    found["table"] = small(page, least)
    page.get_by_role("button", name="Row 8:").click()
    found["role"] = small(page, least)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Next: what the numbers mean").click()
    seen.settle()
    found["meaning"] = small(page, least)
    assert {place: targets for place, targets in found.items() if targets} == {}


@pytest.fixture(scope="module")
def rounds(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Folder]]:
    """Serve a set whose round is open, and one whose round is closed."""
    under_way = Judged(tmp_path_factory.mktemp("open"))
    under_way.open()
    under_way.hand_in("alder", *THREE["alder"])
    places: list[Path] = [under_way.file.parent]
    places.append(judged(tmp_path_factory.mktemp("closed")).file.parent)
    with run_dashboard(places[0]) as first, run_dashboard(places[1]) as second:
        yield [
            Folder(browser, place, url) for place, url in zip(places, (first, second), strict=True)
        ]


@SCREENS
def test_everything_that_judges_see_can_be_hit(
    rounds: list[Folder], visit: Open, width: int, height: int, least: int
) -> None:
    """Opening a round, a judge's sheet, who has answered, where they differ, the group."""
    seen = visit(width, height)
    found = {"none": small(seen.open("judges?set=iran-2026"), least)}
    under_way, closed = rounds
    seen = under_way.visit(width, height)
    for place in ("", "&view=mine", "&judge=birch", "&judge=alder"):
        found[f"open{place}"] = small(seen.open(f"judges?set=lunch{place}"), least)
    seen = closed.visit(width, height)
    for view in ("progress", "disagreement", "opening", "result"):
        found[view] = small(seen.open(f"judges?set=lunch&view={view}"), least)
    for tab in seen.page.get_by_role("tab").all():
        tab.click()
        seen.settle()
        found[f"result {tab.inner_text()}"] = small(seen.page, least)
    assert {place: targets for place, targets in found.items() if targets} == {}
