"""Journeys over the page of scores, conditions and what is left out, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from browser.conftest import Visit, served_set
from playwright.sync_api import Page, expect

from steelyard.analysis.evidence.coverage import count_support
from steelyard.analysis.sensitivity.weight_map import Part
from steelyard.analysis.totals import View, evaluate
from steelyard.charts.scores.consequence_table import consequence_table_alt
from steelyard.charts.scores.group_bars import group_bars_alt
from steelyard.charts.scores.pareto_words import pareto_alt
from steelyard.files.criteria_files import load_criteria_file
from steelyard.results.choice import Choice
from steelyard.results.result import find_result
from steelyard.results.words.evidence import coverage_sentence
from steelyard.results.words.scores.ranking import describe_profile

Open = Callable[..., Visit]
Served = tuple[str, Path]


def labels(page: Page) -> set[str]:
    """Return what every chart of the page says of itself."""
    charts = page.locator("[role=graphics-document]").all()
    return {chart.get_attribute("aria-label") or "" for chart in charts}


def choose(page: Page, label: str, option: str) -> None:
    """Pick an entry of a list by typing its name."""
    box = page.get_by_role("combobox", name=label, exact=True)
    box.scroll_into_view_if_needed()
    box.focus()
    page.keyboard.type(option)
    page.get_by_role("option", name=option, exact=True).click()


def test_pictures_and_sentences_hold_the_numbers_of_the_analysis(
    visit: Open, served: Served
) -> None:
    """Values, two aims, coverage, conditions and what is left out are those of the file."""
    criteria_set = served_set(served, "iran-2026")
    evaluation = evaluate(criteria_set, View(frame="six"))
    seen = visit()
    aims = Part(("escalation_risk",)), Part(("long_term_leverage",))
    page = seen.open("table?set=iran-2026&frame=six&tab=aims")
    assert labels(page) == {
        consequence_table_alt(criteria_set, evaluation),
        pareto_alt(criteria_set, evaluation, *aims),
    }
    page = seen.open("table?set=iran-2026&frame=six&tab=left")
    for entry in criteria_set.left_out.values():
        expect(page.get_by_text(entry.name, exact=False).first).to_be_visible()
    page = seen.open("table?set=iran-2026&frame=six")
    expect(page.get_by_text(coverage_sentence(count_support(criteria_set)))).to_be_visible()
    finding = describe_profile(criteria_set, evaluation)
    expect(page.get_by_text(finding, exact=True)).to_have_count(1)
    rows = page.locator("[data-testid=stMarkdownContainer] table tbody tr")
    expect(rows).to_have_count(len(criteria_set.conditions))
    expect(rows.filter(has_text="Use of bases in the region")).to_contain_text("not met")
    assert seen.foreign_requests == []
    assert seen.errors == []


def test_groups_are_compared(visit: Open, served: Served) -> None:
    """Where a file has groups, totals are divided by them and they are the first two aims."""
    criteria_set = served_set(served, "drug-harms-2010")
    evaluation = evaluate(criteria_set)
    file = served[1] / "drug-harms-2010.yaml"
    finding = find_result(load_criteria_file(file), Choice()).verdict.finding
    seen = visit()
    shown = labels(seen.open("table?set=drug-harms-2010&tab=aims"))
    shown |= labels(seen.open("table?set=drug-harms-2010&tab=parts"))

    groups = [
        Part(
            tuple(c for c in evaluation.criteria if criteria_set.criteria[c].group == group), group
        )
        for group in criteria_set.groups
    ]
    assert {
        group_bars_alt(criteria_set, evaluation, finding),
        pareto_alt(criteria_set, evaluation, groups[0], groups[1]),
    } <= shown


def test_other_aims_can_be_chosen(visit: Open, served: Served) -> None:
    """Choosing another criterion redraws the two aims; twice the same is said."""
    criteria_set = served_set(served, "lunch")
    evaluation = evaluate(criteria_set)
    seen = visit()
    page = seen.open("table?set=lunch&tab=aims")
    assert pareto_alt(criteria_set, evaluation, Part(("taste",)), Part(("price",))) in labels(page)

    choose(page, "From left to right", "Price")
    expect(page.get_by_text("Choose two different aims.")).to_be_visible()
    choose(page, "From bottom to top", "Taste")
    expect(page.get_by_text("Choose two different aims.")).to_have_count(0)
    seen.settle()
    assert pareto_alt(criteria_set, evaluation, Part(("price",)), Part(("taste",))) in labels(page)


def test_scores_as_in_the_file(visit: Open) -> None:
    """One press shows the scores on their own scales in place of the values."""
    seen = visit()
    page = seen.open("table?set=lunch")
    page.get_by_role("radio", name="Scores with unit and range").click()
    seen.settle()

    table = page.get_by_role("table", name="Scores of")
    expect(table).to_be_visible()
    expect(table).to_contain_text("80 (70 to 95)")
    assert not any(label.startswith("Table of values") for label in labels(page))


@pytest.mark.parametrize("name", ["iran-2026", "drug-harms-2010"])
def test_a_phone_has_no_sideways_overflow(visit: Open, name: str) -> None:
    """At 390 pixels a wide table scrolls in its own frame and the page stays as it is."""
    seen = visit(390, 844)
    page = seen.open(f"table?set={name}")

    main = page.locator("[data-testid=stMain]")
    assert main.evaluate("e => e.scrollWidth <= e.clientWidth + 1")
    assert seen.errors == []


def test_a_file_of_one_cell_makes_a_page(visit: Open, served: Served) -> None:
    """One option on one criterion gets sentences where there is nothing to compare."""
    file = served[1] / "single.yaml"
    file.write_text(
        "format: 1\ntitle: One\ncriteria: {taste: {name: Taste}}\noptions: {soup: {name: Soup}}\n",
        encoding="utf-8",
    )
    try:
        seen = visit()
        for tab, words in (
            ("aims", "nothing can surpass it"),
            ("needs", "names no conditions"),
            ("left", "names nothing that it leaves"),
        ):
            page = seen.open(f"table?set=single&tab={tab}")
            expect(page.get_by_text(words)).to_be_visible()
        assert page.locator("[data-testid=stException]").count() == 0
        assert seen.errors == []
    finally:
        file.unlink()
