"""Charts that follow a hand: what they show after a move, and the keyboard on their marks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from browser.conftest import Visit
from charts.decisions import result_of
from playwright.sync_api import expect

from steelyard.analysis.sensitivity.robustness import find_flips
from steelyard.analysis.totals import evaluate
from steelyard.charts.chart import Picture
from steelyard.charts.scores import why
from steelyard.charts.simulations import hundred_simulations
from steelyard.charts.weights import nearest_flips
from steelyard.files.criteria_files import load_criteria_file
from steelyard.model import CriteriaSet
from steelyard.results.address import read_choice
from steelyard.results.choice import Choice
from steelyard.results.words.basis import BASIS
from steelyard.results.words.weights import flip_sentences

WORDS = '[class*="st-key-moving_"] p.words'
"""The words of the charts that follow a hand: the last of the text above each, only read aloud."""


def live_pictures(criteria_set: CriteriaSet, choice: Choice) -> list[Picture]:
    """Return the three charts that are redrawn while a weight moves."""
    result = result_of(criteria_set, choice)
    charts = (why.CHART, hundred_simulations.CHART, nearest_flips.CHART)
    return [chart.of(result) for chart in charts]


def test_a_mark_is_reached_and_opened_with_the_keyboard(visit: Callable[..., Visit]) -> None:
    """Marks made of scores are buttons; Enter opens both scores, the sum is only read."""
    seen = visit()
    page = seen.open("?set=iran-2026&frame=six")
    chart = page.locator('[class*="st-key-moving_difference"]')
    marks = chart.locator("svg").get_by_role("button")
    expect(marks).to_have_count(6)
    assert marks.first.get_attribute("aria-description") == BASIS
    marks.first.focus()
    page.keyboard.press("Enter")
    seen.settle()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert seen.errors == []


def test_a_moved_weight_sends_rows_and_keeps_the_drawing(visit: Callable[..., Visit]) -> None:
    """The chart is not put in anew: its element and its marks stay, what they show changes."""
    seen = visit()
    page = seen.open("?set=iran-2026&frame=six")
    chart = page.locator('[class*="st-key-moving_difference"] svg.marks')
    drawing = chart.element_handle()
    assert drawing is not None
    before = drawing.text_content()
    marks = drawing.query_selector_all("[role=button]")
    assert len(marks) == 6
    page.get_by_role("slider", name="Near-term disruption").focus()
    page.keyboard.press("PageUp")
    seen.settle()
    assert drawing.evaluate("(node) => node.isConnected")
    assert drawing.text_content() != before
    assert all(mark.evaluate("(node) => node.isConnected") for mark in marks)


def test_what_follows_the_hand_shows_the_weights_it_left(
    visit: Callable[..., Visit], served: tuple[str, Path]
) -> None:
    """After each move the charts, the rival and the list below are those of the new weights."""
    criteria_set = load_criteria_file(served[1] / "iran-2026.yaml").criteria_set
    assert criteria_set is not None
    seen = visit()
    page = seen.open("?set=iran-2026&frame=six")
    leaders = set()
    for key in ("End", "Home"):
        page.get_by_role("slider", name="Near-term disruption").focus()
        before = page.url
        page.keyboard.press(key)
        page.wait_for_url(lambda url, before=before: url != before)
        seen.settle()
        choice, _ = read_choice(criteria_set, dict(parse_qsl(urlsplit(page.url).query)), [])
        found = evaluate(criteria_set, choice.view)
        leader, rival = found.ranking[:2]
        leaders.add(leader)

        *shown, flips = [picture.words for picture in live_pictures(criteria_set, choice)]
        assert page.locator(WORDS).all_inner_texts() == shown
        assert page.get_by_role("combobox", name="Compare the leader with").input_value() == (
            criteria_set.options[rival].label
        )
        page.get_by_role("tab", name="What would change the leader").click()
        page.wait_for_url("**tab=change*")
        seen.settle()
        assert page.locator(WORDS).all_inner_texts() == [flips]
        for sentence in flip_sentences(criteria_set, find_flips(found)):
            expect(page.get_by_text(sentence, exact=True)).to_be_visible()
        page.get_by_role("tab", name="Why it leads").click()
        page.wait_for_url(lambda url: "tab=" not in url)
        seen.settle()
    assert len(leaders) == 2
    assert seen.errors == []
