"""What is printed from a dark screen: light pages, and pictures in the colours of the light."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from unicodedata import normalize

import pytest
from browser.conftest import Visit
from playwright.sync_api import Page
from pypdf import PdfReader

from steelyard.files.criteria_files import load_criteria_file

Open = Callable[..., Visit]
Served = tuple[str, Path]

_UNPRINTABLE = """() => {
    const inside = (node) => [...node.querySelectorAll("*")].flatMap(
        (child) => [child, ...(child.shadowRoot ? inside(child.shadowRoot) : [])]);
    const light = (colour) => {
        const [r, g, b, a = 1] = colour.match(/[\\d.]+/g)?.map(Number) ?? [255, 255, 255];
        const unit = colour.startsWith("color(") ? 255 : 1;
        return 255 * (1 - a) + a * unit * (0.3 * r + 0.59 * g + 0.11 * b);
    };
    const faults = [];
    for (const node of inside(document.querySelector(".stMainBlockContainer"))) {
        if (!node.checkVisibility() || node.closest("svg")) continue;
        const style = getComputedStyle(node), box = node.getBoundingClientRect();
        const said = (node.textContent || node.className).trim().slice(0, 40);
        if (box.width < 2 || box.height < 2 || node.matches(".mark")) continue;
        if (light(style.backgroundColor) < 128) faults.push(`dark ground: ${said}`);
        const hasText = node.matches("input") ? Boolean(node.value)
            : [...node.childNodes].some((one) => one.nodeType === 3 && one.data.trim());
        const ink = node.matches("input") ? style.webkitTextFillColor : style.color;
        if (hasText && light(ink) > 128) faults.push(`pale: ${said}`);
        if (hasText && box.right > innerWidth + 1) faults.push(`beyond the edge: ${said}`);
    }
    const top = document.querySelector("h1").getBoundingClientRect();
    for (const node of document.querySelectorAll(".stMainBlockContainer p")) {
        const box = node.getBoundingClientRect();
        if (node.checkVisibility() && box.height && box.top < top.bottom - 2
            && box.bottom > top.top + 2) faults.push(`over the heading: ${node.innerText}`);
    }
    return faults.slice(0, 10);
}"""


_COLOURS = """() => [...
    document.querySelectorAll("svg.marks, svg.marks [fill], svg.marks [stroke]")]
    .map((node) => [node.style.backgroundColor, ...["fill", "stroke"].map((name) =>
        getComputedStyle(node)[name])].map((one) => one.match(/\\d+/g)?.map(Number) ?? []))"""


@pytest.mark.parametrize(
    "place", ["table?tab=aims", "perspectives?tab=scenarios", "robustness?tab=ranks"]
)
def test_a_dark_screen_prints_pictures_in_the_colours_of_the_light(visit: Open, place: str) -> None:
    """Every mark as a light screen has it, within a step of rounding; and dark again after it."""

    def colours(page: Page) -> list[list[list[int]]]:
        found: list[list[list[int]]] = page.evaluate(_COLOURS)
        return found

    lit, dark = visit(scheme="light"), visit(scheme="dark")
    wanted = colours(lit.open(f"{place}&set=iran-2026"))
    page = dark.open(f"{place}&set=iran-2026")
    before = colours(page)
    assert before != wanted
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    printed = colours(page)
    assert len(printed) == len(wanted) > 50
    far = [
        (one, other)
        for ones, others in zip(printed, wanted, strict=True)
        for one, other in zip(ones, others, strict=True)
        if len(one) != len(other) or any(abs(a - b) > 4 for a, b in zip(one, other, strict=False))
    ]
    assert far == []
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert colours(page) == before
    assert dark.errors == []


@pytest.mark.parametrize("place", ["perspectives", "evidence", "table", "robustness"])
def test_pages_are_light_and_whole_on_paper(visit: Open, place: str) -> None:
    """From a dark screen: nothing dark or pale, wider than the sheet or over the heading."""
    page = visit(scheme="dark").open(f"{place}?set=iran-2026")
    page.emulate_media(media="print", color_scheme="dark")
    page.set_viewport_size({"width": 1050, "height": 740})
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(_UNPRINTABLE) == []


@pytest.mark.parametrize("name", ["iran-2026", "drug-harms-2010"])
def test_all_scores_stand_on_the_first_page_of_the_table(
    visit: Open, served: Served, name: str
) -> None:
    """Below the heading, with every option; no page is left with a heading alone."""
    page = visit().open(f"table?set={name}")
    first = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages[0]
    text = normalize("NFKC", " ".join(first.extract_text().split()))
    criteria_set = load_criteria_file(served[1] / f"{name}.yaml").criteria_set
    assert criteria_set is not None
    assert [one.label for one in criteria_set.options.values() if one.label not in text] == []
