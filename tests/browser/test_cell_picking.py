"""Journeys from a value to what it rests on, by pointer, by finger and by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from browser.conftest import Visit
from playwright.sync_api import Page, expect

from steelyard.files.criteria_files import load_criteria_file
from steelyard.model import CriteriaSet

Open = Callable[..., Visit]
Served = tuple[str, Path]
CELLS = [("hold", "escalation_risk"), ("conditioned_talks", "allied_support")]


def decision_of(served: Served) -> CriteriaSet:
    """Return the served set as the analysis sees it."""
    criteria_set = load_criteria_file(served[1] / "iran-2026.yaml").criteria_set
    assert criteria_set is not None
    return criteria_set


def expect_reason(page: Page, criteria_set: CriteriaSet, cell: tuple[str, str]) -> None:
    """Expect the panel to have the keyboard, to be in sight, and to tell of this very cell."""
    option, criterion = cell
    assessment = criteria_set.assessments[option][criterion]
    panel = page.locator(".st-key-cell")
    expect(panel).to_contain_text(" ".join(assessment.reason.split()))
    expect(panel).to_contain_text(criteria_set.options[option].name)
    for label, entry in (
        ("Option", criteria_set.options[option]),
        ("Criterion", criteria_set.criteria[criterion]),
    ):
        chooser = page.locator(".st-key-cell_choosers").get_by_role("combobox", name=label)
        expect(chooser).to_have_value(entry.name)
    expect(panel).to_be_in_viewport()
    expect(panel).to_be_focused()


def place(page: Page, criteria_set: CriteriaSet, cell: tuple[str, str]) -> None:
    """Click a cell in the table of values, or in that of support."""
    option, criterion = criteria_set.options[cell[0]], criteria_set.criteria[cell[1]]
    told = [f"{option.name}, {name}: " for name in {criterion.name, criterion.label}]
    page.locator(", ".join(f".stVegaLiteChart path[aria-label^='{says}']" for says in told)).click()


@pytest.mark.parametrize("address", ["table", "evidence"])
def test_a_click_on_a_value_opens_what_it_rests_on(
    visit: Open, served: Served, address: str
) -> None:
    """Each clicked value is told of below, the same one twice as well; no weight moves."""
    criteria_set = decision_of(served)
    seen = visit()
    page = seen.open(f"{address}?set=iran-2026")
    before = page.url

    for cell in [*CELLS, CELLS[1], CELLS[0]]:
        place(page, criteria_set, cell)
        # Of two clicks of which the first is unanswered the page hears only what they leave.
        seen.settle()
        expect_reason(page, criteria_set, cell)
    assert page.url == before
    assert seen.errors == []


def test_the_keyboard_leads_from_a_disputed_score_to_its_reason(
    visit: Open, served: Served
) -> None:
    """The box in which a score is disputed has a way to what it rests on; nothing else changes."""
    criteria_set = decision_of(served)
    seen = visit()
    page = seen.open("?set=iran-2026")
    heading, before = seen.heading, page.url
    option, criterion = CELLS[1]

    name = f"{criteria_set.options[option].label} on {criteria_set.criteria[criterion].name}: "
    page.locator(f".sy .cell button[aria-label^='{name}']").focus()
    page.keyboard.press("Enter")
    basis = page.get_by_role("button", name="What it rests on", exact=True)
    basis.focus()
    page.keyboard.press("Enter")

    expect_reason(page, criteria_set, CELLS[1])
    expect(page.locator(".sy .editor")).to_have_count(0)
    assert (seen.heading, page.url) == (heading, before)
    slider = page.get_by_role("slider").first
    slider.focus()
    page.keyboard.press("End")
    page.wait_for_url("**w=**")
    assert seen.errors == []


def test_on_a_phone_a_rows_list_leads_to_each_reason(visit: Open, served: Served) -> None:
    """Where a row opens its scores as a list, each of them leads to what it rests on."""
    criteria_set = decision_of(served)
    seen = visit(390, 844)
    page = seen.open("?set=iran-2026")
    option, criterion = CELLS[0]

    page.get_by_role("button", name=f"Scores of {criteria_set.options[option].label}").click()
    entry = page.locator(".sy .scores.open li", has_text=criteria_set.criteria[criterion].name)
    entry.get_by_role("button", name="What it rests on").click()

    expect_reason(page, criteria_set, CELLS[0])
    assert seen.errors == []
