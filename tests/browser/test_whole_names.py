"""A closed list shows the whole name that is chosen, however long: two may differ at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from browser.conftest import Visit
from browser.test_legibility import made_set
from playwright.sync_api import expect

Open = Callable[..., Visit]
Served = tuple[str, Path]

LETTERS = 80
PLACES = (
    "?set=long",
    "robustness?set=long",
    "perspectives?set=long",
    "table?set=long&tab=aims",
    "edit?set=long",
    "export?set=long&tab=picture",
)
"""Pages with lists of names."""

_CUT = """() => [...document.querySelectorAll("input[role=combobox]")]
    .filter((node) => node.checkVisibility() && node.scrollWidth > node.clientWidth + 1)
    .map((node) => {
        const around = node.closest("[role=group]");
        const shown = getComputedStyle(around, "::before");
        return {
            name: node.value,
            shown: JSON.parse(shown.content === "none" ? '""' : shown.content),
            isSeen: shown.visibility === "visible" && around.dataset.whole === node.value,
            isInside: around.scrollHeight <= around.clientHeight + 2,
            right: around.getBoundingClientRect().right,
        };
    })"""


@pytest.fixture(scope="module")
def long_names(served: Served) -> Iterator[None]:
    """Serve a set whose names differ only in their last letters, each of eighty."""
    made = made_set(3, 3, LETTERS)
    alike = f"{'One of many that are called the same until the last letter of the name':-<77}"
    for kind in ("criteria", "options", "lenses", "readings"):
        for number, entry in enumerate(made[kind].values()):  # type: ignore[attr-defined]
            entry["name"] = f"{alike}, {number}"
    file = served[1] / "long.yaml"
    file.write_text(yaml.safe_dump({**made, "title": "A title that is longer " * 4}), "utf-8")
    yield
    file.unlink()


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1440, 900)], ids=["phone", "desk"])
@pytest.mark.usefixtures("long_names")
def test_a_name_that_a_list_cuts_is_shown_whole(visit: Open, width: int, height: int) -> None:
    """On several lines, inside the list; while the keyboard is in it, its text is as typed."""
    seen, cut = visit(width, height), 0
    for place in PLACES:
        page = seen.open(place)
        found = page.evaluate(_CUT)
        cut += len(found)
        for one in found:
            assert one["shown"] == one["name"], place
            assert one["isSeen"], place
            assert one["isInside"], place
            assert one["right"] <= width, place
    assert cut > (6 if width < 760 else 0)
    page = seen.open("edit?set=long")
    field = page.get_by_role("combobox", name="Option", exact=True)
    before = field.input_value()
    high = page.locator("[role=group]", has=field).first.bounding_box()
    # A list that opens while the page still scrolls is closed by that.
    field.scroll_into_view_if_needed()
    seen.settle()
    field.click()
    last = page.get_by_role("option").last
    expect(last).to_be_visible()
    assert field.evaluate("e => parseFloat(getComputedStyle(e).textIndent)") == 0
    name = last.inner_text()
    last.click()
    seen.settle()
    assert field.input_value() == name != before
    if width < 760:
        expect(page.locator(f'[data-whole="{name}"]')).to_have_count(1)
    after = page.locator("[role=group]", has=field).first.bounding_box()
    assert high is not None
    assert after is not None
    assert after["height"] == pytest.approx(high["height"], abs=1)
    assert all(one["isSeen"] and one["shown"] == one["name"] for one in page.evaluate(_CUT))
    assert seen.errors == []
