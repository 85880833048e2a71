"""What stands above a section looks the same on every page; what can be filled in has an edge."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

import pytest
from browser.conftest import Visit
from playwright.sync_api import expect

from steelyard.charts.drawing.contrast import contrast
from steelyard.charts.theme import SECTION, palette

Open = Callable[..., Visit]

HEADED = (
    "edit?set=iran-2026",
    "export?set=iran-2026",
    "robustness?set=iran-2026&tab=change",
    "evidence?set=iran-2026&tab=checks",
    "judges?set=iran-2026",
    "?set=iran-2026&score=limited_strikes.escalation_risk",
)
"""Pages with headings above sections, and a sheet."""

_HEADINGS = """() => {
    const inside = (node) => [...node.querySelectorAll("*")].flatMap(
        (child) => [child, ...(child.shadowRoot ? inside(child.shadowRoot) : [])]);
    const ink = getComputedStyle(inside(document).find((node) => node.matches("h1"))).color;
    return inside(document)
        .filter((node) => node.matches("h2, h3, h4") && node.checkVisibility())
        .filter((node) => !node.matches("[data-beside] h2, [data-beside] h4"))
        .filter((node) => !node.closest("[role=dialog]") || node.matches("h3"))
        .map((node) => [node.innerText, getComputedStyle(node)])
        .map(([text, style]) => [text, style.fontSize, style.fontWeight, style.color === ink]);
}"""


def test_headings_above_sections_look_alike(visit: Open) -> None:
    """One size, one weight, in ink, on pages, in the instrument and in a sheet."""
    seen = visit()
    found: list[tuple[str, str, str, bool]] = []
    for place in HEADED:
        found += [tuple(each) for each in seen.open(place).evaluate(_HEADINGS)]
    assert len(found) > len(HEADED)
    assert [each for each in found if each[1:] != (f"{SECTION}px", "700", True)] == []


def test_headings_beside_each_other_are_alike(visit: Open) -> None:
    """A chart and the sentences beside it have one size of heading, on one line."""
    page = visit(1440, 900).open("?set=iran-2026&tab=change")
    headings = page.locator(".st-key-pair_flips :is(p.title, h2)")
    expect(headings).to_have_count(2)
    sizes = headings.evaluate_all("all => all.map((one) => getComputedStyle(one).fontSize)")
    assert len(set(sizes)) == 1
    tops = headings.evaluate_all(
        """all => all.map((one) => {
            const range = document.createRange();
            range.selectNodeContents(one);
            return range.getBoundingClientRect().top;
        })"""
    )
    assert abs(tops[0] - tops[1]) <= 2


EDGED = (
    "?set=iran-2026",
    "judges?set=drug-harms-2010",
    "new_set?set=iran-2026",
    "edit?set=iran-2026",
    "export?set=iran-2026",
)
"""Pages with fields, lists, rings and boxes."""

_EDGES = """() => {
    const inside = (node) => [...node.querySelectorAll("*")].flatMap(
        (child) => [child, ...(child.shadowRoot ? inside(child.shadowRoot) : [])]);
    const drawn = (node) => {
        const style = getComputedStyle(node);
        return parseFloat(style.borderTopWidth) > 0 ? style.borderTopColor : null;
    };
    const kinds = "input[type=text], input[type=number], input[type=radio], " +
        "input[type=checkbox], input:not([type]), textarea";
    return inside(document)
        .filter((node) => node.matches(kinds) && !node.disabled && !node.readOnly)
        .filter((node) => node.checkVisibility() && !node.closest(".edit-grid, [class*=identity]"))
        .map((node) => {
            const box = node.matches("[type=radio], [type=checkbox]");
            if (box && node.checked) return null;
            const near = box ? [...node.closest("label").querySelectorAll("div")]
                : [node, node.parentElement, node.parentElement.parentElement];
            const line = near.map(drawn).find((colour) => colour) ?? "none";
            return [node.ariaLabel || node.type, line];
        })
        .filter((found) => found);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_can_be_filled_in_has_an_edge(visit: Open, scheme: Literal["light", "dark"]) -> None:
    """Three to one against the page, as WCAG 1.4.11 asks; cells of a grid have lines instead."""
    seen = visit(scheme=scheme)
    found = [each for place in EDGED for each in seen.open(place).evaluate(_EDGES)]
    kinds = " ".join(what for what, _ in found)
    assert len(found) > 3 * len(EDGED)
    assert "radio" in kinds or "ranking" in kinds
    assert [each for each in found if edge_contrast(each[1], palette(scheme).background) < 3] == []


def edge_contrast(colour: str, background: str) -> float:
    """Return the contrast of a computed opaque colour, `rgb(…)`, with a hex one; 1 for no line."""
    parts = re.fullmatch(r"rgb\((\d+), (\d+), (\d+)\)", colour)
    return contrast("#" + bytes(map(int, parts.groups())).hex(), background) if parts else 1.0


_LEADERS = """() => {
    const inside = (node) => [...node.querySelectorAll("*")].flatMap(
        (child) => [child, ...(child.shadowRoot ? inside(child.shadowRoot) : [])]);
    return inside(document).filter((node) => node.matches(".sy .narrow .head-name"))
        .map((name) => [name, name.parentElement.querySelector(".head-line")])
        .filter(([, line]) => line)
        .map(([name, line]) => {
            const column = name.parentElement.getBoundingClientRect();
            const [above, below] = [name, line].map((part) => part.getBoundingClientRect());
            const [from, on] = [name, line].map((part) => getComputedStyle(part).borderLeftColor);
            return [name.innerText, from, on, Math.abs(above.left - column.left),
                Math.abs(below.left - above.left), below.top - above.bottom,
                column.bottom - below.bottom];
        });
}"""


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (1280, "dark")])
def test_a_line_leads_from_each_name_to_its_narrow_column(
    visit: Open, width: int, scheme: Literal["light", "dark"]
) -> None:
    """It begins in the gap before its column, can be seen, and goes to the first row unbroken."""
    page = visit(width=width, scheme=scheme).open("?set=drug-harms-2010")
    found = page.evaluate(_LEADERS)
    assert len(found) == 16
    paper = palette(scheme).background
    for name, from_, on, aside, apart, gap, left in found:
        assert min(edge_contrast(from_, paper), edge_contrast(on, paper)) >= 3, name
        assert max(aside - 4, apart) <= 1.5, name
        assert max(gap, left) <= 1, name


@pytest.mark.parametrize("width", [1440, 1280, 390])
def test_a_command_in_a_sentence_is_not_broken(visit: Open, width: int) -> None:
    """What is to be typed stands on one line."""
    page = visit(width=width).open("new_set?set=iran-2026")
    commands = page.locator("code").evaluate_all(
        "all => all.map((e) => [e.innerText, e.getBoundingClientRect().height, e.offsetHeight /"
        " parseFloat(getComputedStyle(e).fontSize)])"
    )
    assert any("--template" in text for text, *_ in commands)
    assert [each for each in commands if each[2] > 2.5] == []


_DOUBLE_RULES = """() => {
    const inside = (node) => [...node.querySelectorAll("*")].flatMap(
        (child) => [child, ...(child.shadowRoot ? inside(child.shadowRoot) : [])]);
    const isRule = (node) => node.checkVisibility() && !node.matches("button, input, textarea") &&
        parseFloat(getComputedStyle(node).borderBottomWidth) > 0;
    return inside(document).filter((node) => node.matches("[data-beside] section") && isRule(node))
        .flatMap((section) => [...section.querySelectorAll("*")].filter((node) => isRule(node) &&
            section.getBoundingClientRect().bottom - node.getBoundingClientRect().bottom < 20))
        .map((node) => `${node.tagName} ${node.innerText}`);
}"""


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize(
    "shown", ["score=hold.escalation_risk", "option=containment_plus_talks"], ids=["sheet", "card"]
)
def test_one_rule_divides_the_sections_of_a_sheet(visit: Open, shown: str, width: int) -> None:
    """Below the last row of a section there is the rule of the section and no other."""
    page = visit(width=width).open(f"?set=iran-2026&{shown}")
    expect(page.locator("[data-beside] section").first).to_be_visible()
    assert page.evaluate(_DOUBLE_RULES) == []


_BROKEN_WORDS = """() => {
    const inside = (node) => [...node.querySelectorAll("*")].flatMap(
        (child) => [child, ...(child.shadowRoot ? inside(child.shadowRoot) : [])]);
    const texts = inside(document).filter((node) => node.matches("th, td, button, a, b, p"))
        .filter((node) => node.checkVisibility()).flatMap((node) => [...node.childNodes])
        .filter((node) => node.nodeType === 3);
    const tops = (text, from, count) => new Set(Array.from({ length: count }, (_, i) => {
        const range = document.createRange();
        range.setStart(text, from + i);
        range.setEnd(text, from + i + 1);
        return Math.round(range.getBoundingClientRect().top);
    }));
    return texts.flatMap((text) => [...text.data.matchAll(/[a-zA-Z]{4,}/g)]
        .filter((word) => tops(text, word.index, word[0].length).size > 1)
        .map((word) => word[0]));
}"""


@pytest.mark.parametrize("place", ["", "evidence&view=cells", "edit", "table"])
def test_no_word_is_broken_on_a_phone(visit: Open, place: str) -> None:
    """The column of names has room for the longest word, such as Methylamphetamine."""
    page, _, view = place.partition("&")
    seen = visit(width=390, height=844)
    shown = seen.open(f"{page}?set=drug-harms-2010&{view}")
    assert "Methylamphetamine" in shown.evaluate(
        """() => { const inside = (node) => [...node.querySelectorAll("*")].flatMap(
            (child) => [child, ...(child.shadowRoot ? inside(child.shadowRoot) : [])]);
            return inside(document).map((node) => node.textContent).join(" "); }"""
    )
    assert shown.evaluate(_BROKEN_WORDS) == []
