"""What an automatic auditor finds on every page, and the few things only a ruler can find.

The auditor is axe-core, shipped inside a Python package, so nothing is fetched. It looks
into shadow roots, hence into the instrument too. Every finding fails, the minor ones too,
except those in markup of Streamlit's own that no page of ours can change.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import pytest
from browser.conftest import Visit
from playwright.sync_api import Page, expect

from steelyard.results.words.glossary import HOW_TO_READ, NOT_SAID
from steelyard.views.session.pages import PAGES

Open = Callable[..., Visit]
FINGER = 44
"""Pixels a target needs on a phone, each way."""
POINTER = 24
"""Pixels a target needs under a mouse, each way."""

NOT_OURS: tuple[tuple[str, str], ...] = (
    ("presentation-role-conflict", 'data-testid="stFileUploaderDropzone"'),
)
"""Rule and pattern of the element's markup: what is Streamlit's, and we cannot reach."""

_SMALL_TARGETS = """([root, least, words]) => {
    const inside = (node) => [...node.querySelectorAll("*")].flatMap(
        (child) => [child, ...(child.shadowRoot ? inside(child.shadowRoot) : [])]);
    return inside(document)
        .filter((node) => node.matches("button, input, select, textarea, a[href]"))
        .filter((node) => node.closest(root) && node.checkVisibility())
        .filter((node) => !words || !node.matches(".term") || !node.closest(words))
        .map((node) => [node, node.type === "checkbox" && node.closest("label") || node])
        .map(([node, target]) => [node, target.getBoundingClientRect()])
        .filter(([, box]) => box.width > 0 && (box.width < least - .5 || box.height < least - .5))
        .map(([node, box]) => `${node.className || node.type} ` +
            `“${node.ariaLabel || node.innerText}” ` +
            `${Math.round(box.width)} × ${Math.round(box.height)}`);
}"""

_FOCUS_STYLE = """() => {
    let node = document.activeElement;
    while (node.shadowRoot) node = node.shadowRoot.activeElement;
    const style = getComputedStyle(node);
    return [style.outlineStyle, parseFloat(style.outlineWidth)];
}"""


@cache
def auditor() -> str:
    """Return the text of axe-core."""
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def audit(page: Page) -> list[str]:
    """Return the findings that are ours, one line each."""
    expect(page.locator("h1")).to_have_count(1)
    page.evaluate(f"() => {{ {auditor()} }}")
    found: dict[str, Any] = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{finding['id']} ({finding['impact']}) {node['target']}: {node['html'][:120]}"
        for finding in found["violations"]
        for node in finding["nodes"]
        if not is_excused(finding["id"], node["html"])
    ]


def small_targets(page: Page) -> list[str]:
    """Return what is too small for a finger on a page, Streamlit's own arrows set aside.

    The arrow of a list is part of its field, all of which opens it; tabs can also be swiped.
    """
    found: list[str] = page.evaluate(_SMALL_TARGETS, [".stMainBlockContainer", FINGER, "p, li"])
    return [target for target in found if "“Open”" not in target and "“Scroll tabs" not in target]


def is_excused(rule: str, markup: str) -> bool:
    """Return whether a finding stands in the list of what is not ours."""
    return any(rule == known and re.search(where, markup) for known, where in NOT_OURS)


def address(page: str, name: str) -> str:
    """Return the address of a page on a criteria set; the first page has no path."""
    return f"{'' if page == next(iter(PAGES)) else page}?set={name}"


SCREENS = pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])


@SCHEMES
@SCREENS
@pytest.mark.parametrize("page", [*PAGES, "new_set"])
def test_an_auditor_finds_nothing(
    visit: Open, page: str, width: int, height: int, scheme: str
) -> None:
    """Every page on the essays' set, wide and on a phone, light and dark."""
    seen = visit(width, height, scheme)

    assert audit(seen.open(address(page, "iran-2026"))) == []


@SCHEMES
@SCREENS
def test_sheets_and_what_explains_them_are_as_clean(
    visit: Open, width: int, height: int, scheme: str
) -> None:
    """The sheet of a score, the card of an option, and How to read this."""
    seen = visit(width, height, scheme)
    found = {}
    for what in ("score=containment_plus_talks.long_term_leverage", "option=hold"):
        page = seen.open(f"table?set=iran-2026&{what}")
        expect(page.get_by_role("dialog")).to_be_visible()
        found[what] = audit(page)
    page = seen.open("table?set=iran-2026")
    page.get_by_role("button", name=HOW_TO_READ).click()
    expect(page.get_by_text(NOT_SAID).first).to_be_visible()
    seen.settle()
    found[HOW_TO_READ] = audit(page)
    assert found == {what: [] for what in found}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("page", "tabs"),
    [
        ("robustness", ("weights", "maps", "scores", "options", "ranks")),
        ("perspectives", ("lenses", "scenarios")),
        ("evidence", ("strike", "support", "claims", "speaks", "disagree", "checks")),
        ("table", ("aims", "left")),
        ("export", ("picture", "all")),
    ],
)
def test_every_tab_is_as_clean(visit: Open, page: str, tabs: tuple[str, ...], scheme: str) -> None:
    """What a page shows on its other tabs is free of serious findings too."""
    seen = visit(scheme=scheme)
    for tab in tabs:
        assert audit(seen.open(f"{address(page, 'iran-2026')}&tab={tab}")) == [], tab


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_other_shipped_set_is_as_clean(visit: Open, scheme: str) -> None:
    """The long comparison of the drug set, twenty options on sixteen criteria, is clean too."""
    seen = visit(scheme=scheme)

    assert audit(seen.open(address("compare", "drug-harms-2010"))) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_and_an_open_dispute_are_clean(visit: Open, scheme: str) -> None:
    """Neither the narrow layout nor a score under dispute on its sheet adds a finding."""
    phone = visit(390, 844, scheme)
    assert audit(phone.open(address("compare", "iran-2026"))) == []

    session = visit(scheme=scheme)
    page = session.open(address("compare", "iran-2026"))
    page.locator(".sy .cell button").first.click()
    page.get_by_role("dialog").get_by_role("slider").press("ArrowRight")
    expect(page.get_by_role("dialog").locator(".effect")).not_to_be_empty()
    assert audit(page) == []


def test_plain_controls_are_clean(visit: Open) -> None:
    """The page without the instrument, on Streamlit's own sliders, is clean."""
    assert audit(visit().open(f"{address('compare', 'iran-2026')}&plain=1")) == []


def test_a_finger_can_hit_everything_in_the_instrument(visit: Open) -> None:
    """On a phone every button, slider and field of the instrument is 44 pixels each way.

    Words within a sentence, whose meaning opens, are as high as their line (WCAG 2.5.8, inline),
    and 24 pixels at least.
    """
    page = visit(390, 844).open(address("compare", "iran-2026"))

    assert page.evaluate(_SMALL_TARGETS, [".sy", FINGER, "p, li"]) == []
    assert page.evaluate(_SMALL_TARGETS, [".sy", POINTER]) == []


_LOW = """() => [...document.querySelectorAll(
    ".st-key-top [role=group], .st-key-identity :is([role=group], [role=group] *), "
    + ".st-key-identity :is(a, button), .st-key-aids :is(a, button), .st-key-pages a")]
    .filter((node) => node.matches("a, button, input, [role=group]") && node.checkVisibility())
    .map((node) => [node, node.getBoundingClientRect()])
    .filter(([node, { width, height }]) => width > 1 && height < FINGER - .5)
    .map(([node, { height }]) => `${node.ariaLabel || node.innerText}: ${height}`)""".replace(
    "FINGER", str(FINGER)
)


@pytest.mark.parametrize("page", PAGES)
def test_a_finger_can_hit_everything_in_the_header(visit: Open, page: str) -> None:
    """On a phone every list, link and button above the finding is 44 pixels high."""
    seen = visit(390, 844).open(address(page, "iran-2026"))
    assert seen.evaluate(_LOW) == []


_LOOKS = """() => {
    const link = document.activeElement, style = getComputedStyle(link);
    return { colour: style.color, ink: getComputedStyle(document.querySelector(".stApp")).color,
        ring: style.outlineStyle, width: parseFloat(style.outlineWidth),
        ringColour: style.outlineColor, text: link.innerText.trim(),
        weight: getComputedStyle(link.querySelector("p") ?? link).fontWeight };
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_links_to_pages_are_in_ink_and_show_the_keyboard(visit: Open, scheme: str) -> None:
    """The one in use is neither blue nor, once visited, purple; each has a ring of its own."""
    seen = visit(scheme=scheme)
    seen.open(address("robustness", "iran-2026"))
    page = seen.open(address("compare", "iran-2026"))
    accent = page.locator(".st-key-pages").evaluate(
        """(node) => {
            const probe = node.appendChild(document.createElement("i"));
            probe.style.color = "var(--accent)";
            const { color } = getComputedStyle(probe);
            probe.remove();
            return color;
        }"""
    )
    links = page.locator(".st-key-pages a")
    names = [text.strip() for text in links.all_inner_texts()]
    links.first.focus()
    page.keyboard.press("Shift+Tab")
    looks = {}
    for _ in names:
        page.keyboard.press("Tab")
        look = page.evaluate(_LOOKS)
        looks[look.pop("text")] = look
    assert list(looks) == names
    for name, look in looks.items():
        assert look["colour"] == look["ink"], name
        assert (look["ring"], look["width"], look["ringColour"]) == ("solid", 2, accent), name
    assert [name for name, look in looks.items() if int(look["weight"]) >= 700] == names[:1]
    assert accent != looks[names[0]]["ink"]


def test_a_pointer_can_hit_everything_in_the_instrument(visit: Open) -> None:
    """At a session nothing in the instrument is under 24 pixels, nor on the sheet of a score."""
    page = visit().open(address("compare", "iran-2026"))
    assert page.evaluate(_SMALL_TARGETS, [".sy", POINTER]) == []
    page.locator(".sy .cell button").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()

    assert page.evaluate(_SMALL_TARGETS, ["[data-beside]", POINTER]) == []


def test_the_keyboard_reaches_and_shows_where_it_is(visit: Open) -> None:
    """Weights list, slider, lock, field and score each show a ring when the keyboard is on them."""
    page = visit().open(address("compare", "iran-2026"))
    for place in (".lens-list", ".lock", "input[type=range]", ".swing", ".cell button"):
        page.locator(f".sy {place}").first.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        style, width = page.evaluate(_FOCUS_STYLE)
        assert (style, width) == ("solid", 2), place


def test_a_slider_says_its_share_and_what_would_tip(visit: Open) -> None:
    """A slider speaks its share and where the leader changes, and keeps up with the hand."""
    page = visit().open(address("compare", "iran-2026"))
    slider = page.locator(".sy input[type=range]").first
    before = slider.get_attribute("aria-valuetext") or ""
    assert re.match(r"\d+%; \w", before)

    slider.focus()
    page.keyboard.press("PageUp")
    expect(slider).not_to_have_attribute("aria-valuetext", before)


def test_an_emptied_undo_hands_the_keyboard_on(visit: Open) -> None:
    """Undoing the only step puts the keyboard on Redo: a dead button would swallow it."""
    page = visit().open(address("compare", "iran-2026"))
    page.locator(".sy .weights .lens-list").first.select_option(index=2)
    page.get_by_role("button", name="Undo", exact=True).press("Enter")

    expect(page.get_by_role("button", name="Redo", exact=True)).to_be_focused()


def test_headings_step_down_one_at_a_time(visit: Open) -> None:
    """No page skips a level of heading, and each has one first heading only."""
    for page in PAGES:
        seen = visit().open(address(page, "iran-2026"))
        levels = [
            int((heading.evaluate("e => e.tagName"))[1])
            for heading in seen.locator("h1, h2, h3, h4, h5, h6").all()
            if heading.is_visible()
        ]
        assert levels.count(1) == 1, page
        assert levels[0] == 1, page
        steps = pairwise(levels)
        assert all(after <= before + 1 for before, after in steps), (page, levels)
