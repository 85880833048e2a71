"""Journeys from a score that a page names to what it rests on, shown beside that page.

By pointer, by finger and by keyboard; closing it leads back to where one was.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from browser.conftest import Visit
from browser.test_accessibility import audit
from playwright.sync_api import Locator, Page, expect

from steelyard.analysis.perspectives.reading_changes import find_reading_changes
from steelyard.analysis.perspectives.scenario_changes import find_scenario_changes
from steelyard.analysis.sensitivity.robustness import find_score_changes
from steelyard.analysis.totals import View, evaluate, find_assessment
from steelyard.charts.scores.why import list_steps
from steelyard.files.criteria_files import load_criteria_file
from steelyard.model import CriteriaSet

Open = Callable[..., Visit]
Served = tuple[str, Path]
Cell = tuple[str, str]
SIX = View(frame="six")


def decision_of(served: Served) -> CriteriaSet:
    """Return the served set as the analysis sees it."""
    criteria_set = load_criteria_file(served[1] / "iran-2026.yaml").criteria_set
    assert criteria_set is not None
    return criteria_set


def links(page: Page, place: str) -> Locator:
    """Return the names in one list or table of a page that lead to scores."""
    return page.locator(f"[class*=st-key-links_{place}]").get_by_role("button")


def drawer(page: Page) -> Locator:
    """Return what is shown beside the page."""
    return page.get_by_role("dialog", name="What it rests on")


def expect_told(
    page: Page, criteria_set: CriteriaSet, cell: Cell, reading: str | None = None
) -> None:
    """Expect a score to be told of beside the page: its names, its number and its reason."""
    assessment = find_assessment(criteria_set, *cell, reading)
    assert assessment is not None
    told = drawer(page)
    expect(told).to_contain_text(criteria_set.options[cell[0]].name)
    expect(told).to_contain_text(criteria_set.criteria[cell[1]].name)
    expect(told).to_contain_text(f"Score: {assessment.score.likely:g}")
    expect(told).to_contain_text(" ".join(assessment.reason.split()))


def close(page: Page) -> None:
    """Close what is shown beside the page with the keyboard."""
    page.keyboard.press("Escape")
    expect(drawer(page)).to_have_count(0)


def test_a_score_that_carries_the_lead_opens_on_robustness(visit: Open, served: Served) -> None:
    """A click shows its reason, the same one twice as well; the page and its address stay."""
    criteria_set = decision_of(served)
    changes = find_score_changes(criteria_set, evaluate(criteria_set, SIX))
    seen = visit()
    page = seen.open("robustness?set=iran-2026&frame=six")
    before = page.url

    for number in (0, 2, 2, 1):
        links(page, "score_flips").nth(number).click()
        expect_told(page, criteria_set, (changes[number].option, changes[number].criterion))
        close(page)
    assert page.url == before
    assert seen.errors == []


def test_on_robustness_the_keyboard_leads_there_and_back(visit: Open, served: Served) -> None:
    """Names are reached with Tab and open with Enter or the space bar; Escape leads back."""
    criteria_set = decision_of(served)
    changes = find_score_changes(criteria_set, evaluate(criteria_set, SIX))
    seen = visit()
    page = seen.open("robustness?set=iran-2026&frame=six")
    first, second = (links(page, "score_flips").nth(number) for number in (0, 1))

    first.focus()
    page.keyboard.press("Enter")
    expect_told(page, criteria_set, (changes[0].option, changes[0].criterion))
    assert audit(page) == []
    close(page)
    expect(first).to_be_focused()
    page.keyboard.press("Tab")
    expect(second).to_be_focused()
    page.keyboard.press("Space")
    expect_told(page, criteria_set, (changes[1].option, changes[1].criterion))
    close(page)
    expect(second).to_be_focused()
    assert seen.errors == []


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
def test_a_score_of_a_reading_opens_beside_the_files_own(
    visit: Open, served: Served, size: tuple[int, int]
) -> None:
    """On perspectives both assessments are told, by mouse or finger and by keyboard."""
    criteria_set = decision_of(served)
    changes = find_reading_changes(criteria_set, "coercion_works", SIX)
    seen = visit(*size, "dark")
    page = seen.open("perspectives?set=iran-2026&frame=six")
    main = page.locator("[data-testid=stMain]")
    expect(links(page, "changes")).to_have_count(len(changes))
    assert main.evaluate("e => e.scrollWidth <= e.clientWidth + 1")

    links(page, "changes").nth(1).click()
    for reading in (None, "coercion_works"):
        expect_told(page, criteria_set, (changes[1].option, changes[1].criterion), reading)
    assert audit(page) == []
    close(page)
    expect(links(page, "changes").nth(1)).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect_told(page, criteria_set, (changes[2].option, changes[2].criterion), "coercion_works")
    assert seen.errors == []


def test_a_score_that_a_scenario_moves_opens(visit: Open, served: Served) -> None:
    """It is told with the shift in it, whatever scenario the page is seen under."""
    criteria_set = decision_of(served)
    scenario = next(iter(criteria_set.scenarios))
    change = find_scenario_changes(criteria_set, scenario, SIX)[0]
    seen = visit()
    page = seen.open("perspectives?set=iran-2026&frame=six")

    links(page, "shifts").first.click()
    expect_told(page, criteria_set, (change.option, change.criterion))
    moves = f"The scenario {criteria_set.scenarios[scenario].name} moves the score by "
    expect(drawer(page)).to_contain_text(moves)
    close(page)
    links(page, "takeover").first.click()
    expect(drawer(page)).to_contain_text("Score: ")
    assert seen.errors == []


def test_a_bar_of_the_difference_tells_of_both_options(visit: Open, served: Served) -> None:
    """On compare, what a criterion adds to a lead opens both scores it is made of."""
    criteria_set = decision_of(served)
    evaluation = evaluate(criteria_set)
    first, second = evaluation.ranking[:2]
    criterion = list_steps(evaluation, first, second)[0].criterion
    seen = visit()
    page = seen.open("?set=iran-2026")

    bar = page.locator("[class*=st-key-moving_difference] svg").get_by_role("button").first
    bar.focus()
    page.keyboard.press("Enter")
    for option in (first, second):
        expect_told(page, criteria_set, (option, criterion))
    close(page)
    expect(bar).to_be_focused()
    assert seen.errors == []


def test_without_the_instrument_a_value_of_the_scorecard_opens(visit: Open, served: Served) -> None:
    """On the plain page a click on a value chooses that score in the panel below."""
    criteria_set = decision_of(served)
    cell = ("hold", "escalation_risk")
    seen = visit()
    page = seen.open("?set=iran-2026&plain=1")

    names = criteria_set.options[cell[0]].name, criteria_set.criteria[cell[1]].name
    label = f"{names[0]}, {names[1]}: "
    page.locator(f".st-key-chart_scorecard path[aria-label^='{label}']").click()
    assessment = criteria_set.assessments[cell[0]][cell[1]]
    panel = page.locator(".st-key-cell")
    expect(panel).to_contain_text(" ".join(assessment.reason.split()))
    expect(panel).to_be_in_viewport()
    assert seen.errors == []


def test_a_score_as_the_file_has_it_opens_in_the_panel(visit: Open, served: Served) -> None:
    """On the table of scores the keyboard reaches every one of them, those not known too."""
    criteria_set = decision_of(served)
    evaluation = evaluate(criteria_set)
    seen = visit()
    page = seen.open("table?set=iran-2026")
    page.get_by_role("radio", name="Scores with unit and range").click()
    seen.settle()
    expect(links(page, "scores")).to_have_count(len(evaluation.options) * len(evaluation.criteria))

    links(page, "scores").nth(len(evaluation.criteria)).focus()
    page.keyboard.press("Enter")
    panel = page.locator(".st-key-cell")
    expect(panel).to_contain_text(criteria_set.options[evaluation.ranking[1]].name)
    expect(panel).to_be_focused()
    assert seen.errors == []


def test_a_rival_score_opens_on_evidence(visit: Open, served: Served) -> None:
    """In the table of who disagrees each number leads to its reason in that very reading."""
    criteria_set = decision_of(served)
    option = evaluate(criteria_set).ranking[0]
    row = criteria_set.readings["coercion_works"].assessments[option]
    criterion = next(c for c in evaluate(criteria_set).criteria if c in row)
    seen = visit()
    page = seen.open("evidence?set=iran-2026")

    cells = page.get_by_role("row", name=criteria_set.criteria[criterion].name).get_by_role(
        "button"
    )
    cells.nth(1).click()
    expect_told(page, criteria_set, (option, criterion), "coercion_works")
    expect(drawer(page)).to_contain_text(criteria_set.readings["coercion_works"].name)
    assert seen.errors == []


def test_hostile_names_are_only_names_beside_the_page(visit: Open) -> None:
    """What a file calls its options stays text in lists, in tables and beside the page."""
    seen = visit()
    for address, place in (("robustness", "score_flips"), ("perspectives", "takeover")):
        page = seen.open(f"{address}?set=hostile")
        if links(page, place).count():
            links(page, place).first.click()
            expect(drawer(page)).to_contain_text("Score")
        assert page.evaluate("window.pwned") is None
        assert page.locator("[data-links] :is(img, script, a)").count() == 0
    assert seen.foreign_requests == []
    assert seen.errors == []
