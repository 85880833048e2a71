"""Whether a phone says that a table, a grid or a chart goes on beyond the edge."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from browser.conftest import Visit

Open = Callable[..., Visit]

SCROLLS_UNSAID = """() => {
  const found = [];
  const look = (root) => {
    for (const e of root.querySelectorAll("*")) {
      if (e.shadowRoot) look(e.shadowRoot);
      const wide = e.clientWidth > 40 && e.scrollWidth > e.clientWidth + 1;
      if (!wide || !/auto|scroll/.test(getComputedStyle(e).overflowX)) continue;
      // Streamlit's rows of tabs have buttons that scroll; a grid fades around what scrolls in it.
      if (e.querySelector("[role=tab]")) continue;
      let around = e;
      while (around && getComputedStyle(around).animationName !== "more-beside")
        around = around.parentElement;
      if (!around) found.push(`${e.className}: ${e.scrollWidth} in ${e.clientWidth}`);
    }
  };
  look(document);
  return found;
}"""


@pytest.mark.parametrize(
    ("address", "what"),
    [
        ("table?set=drug-harms-2010", "svg.marks"),
        ("perspectives?set=iran-2026&tab=scenarios", "[data-leads]"),
        ("evidence?set=iran-2026", ".st-key-table_sources"),
        ("edit?set=drug-harms-2010", ".edit-grid"),
        ("judges?set=iran-2026&view=disagreement&tab=judges", ".judges"),
        ("judges?set=iran-2026&view=disagreement&tab=all", "canvas"),
    ],
)
def test_an_edge_fades_where_there_is_more_beside(visit: Open, address: str, what: str) -> None:
    """On a phone nothing scrolls sideways without a fading edge, nor the page itself."""
    page = visit(390, 844).open(address)
    page.locator(what).first.wait_for(state="attached")
    assert page.evaluate(SCROLLS_UNSAID) == []
    main = page.locator("[data-testid=stMain]")
    assert main.evaluate("e => e.scrollWidth <= e.clientWidth + 1")


def test_the_chosen_tab_is_seen_whole(visit: Open) -> None:
    """Where a row of tabs goes on beyond it, no fading edge or button lies over it."""
    page = visit(390, 844).open("robustness?set=iran-2026&tab=scores")
    page.wait_for_function(
        """() => {
            const chosen = document.querySelector("[role=tab][aria-selected=true]");
            const row = chosen.closest("[role=tablist]");
            const end = row.getBoundingClientRect().right - chosen.getBoundingClientRect().right;
            return chosen.innerText === "Scores" && end >= 40;
        }"""
    )


def test_choices_on_two_lines_have_all_their_sides(visit: Open) -> None:
    """On a phone, where some stand below others; the chosen one in its own colour."""
    page = visit(260, 844).open("evidence?set=iran-2026")
    choices = page.locator("[data-testid=stButtonGroup]").first.locator("button")
    told = choices.evaluate_all(
        """all => all.map((one) => {
            const style = getComputedStyle(one);
            const sides = ["Top", "Right", "Bottom", "Left"];
            return [one.getBoundingClientRect().y, one.matches("[data-selected]"),
                ...sides.map((side) => style[`border${side}Width`] + style[`border${side}Color`])];
        })"""
    )
    assert len({line for line, *_ in told}) > 1
    edges: dict[bool, set[str]] = {is_chosen: set() for _, is_chosen, *_ in told}
    for _, is_chosen, *sides in told:
        edges[is_chosen] |= set(sides)
    assert [len(edges[is_chosen]) for is_chosen in (True, False)] == [1, 1]
    assert edges[True].isdisjoint(edges[False])


@pytest.mark.parametrize("width", [1280, 1265])
@pytest.mark.parametrize(
    ("address", "what"),
    [
        ("perspectives?set=iran-2026&tab=lenses", "[data-testid=stVegaLiteChart]"),
        ("evidence?set=iran-2026&view=cells", "[data-cells] .frame"),
    ],
)
def test_nothing_fades_that_is_a_few_pixels_too_wide(
    visit: Open, address: str, what: str, width: int
) -> None:
    """On a laptop, with a scroll bar beside the page and without one, both have their room."""
    part = visit(width, 720).open(address).locator(what).first
    part.wait_for()
    assert part.evaluate("e => e.scrollWidth - e.clientWidth") <= 0


def test_what_answers_stands_beside_the_names(visit: Open) -> None:
    """Who leads without a source, and for a judge, is seen on a phone without scrolling."""
    seen = visit(390, 844)
    for address, words in (
        ("evidence?set=iran-2026", "Without this source"),
        ("judges?set=iran-2026&view=disagreement&tab=judges", "Leader"),
    ):
        head = seen.open(address).get_by_role("columnheader", name=words, exact=True)
        box = head.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= 374, address
