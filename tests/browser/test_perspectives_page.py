"""Journeys over the page of lenses, readings and scenarios, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from browser.conftest import Visit
from playwright.sync_api import Page, expect

from steelyard.analysis.perspectives.mix import mix_readings
from steelyard.analysis.perspectives.perspectives import through_lenses
from steelyard.analysis.perspectives.scenario_search import find_scenario_sets
from steelyard.analysis.sensitivity.robustness import find_beliefs
from steelyard.analysis.totals import View, evaluate
from steelyard.charts.perspectives.lens_ranks import lens_ranks_alt
from steelyard.files.criteria_files import load_criteria_file
from steelyard.model import CriteriaSet
from steelyard.results.words.lead.verdict import judge
from steelyard.results.words.perspectives import mix_sentences, scenario_sentences
from steelyard.results.words.weights import belief_sentence

Open = Callable[..., Visit]
Served = tuple[str, Path]

IRAN = "perspectives?set=iran-2026&frame=six"
KINDS = ("Ranks through", "Table of totals", "Totals as", "Table of regret")


def decision_of(served: Served, name: str) -> CriteriaSet:
    """Return a served set as the analysis sees it."""
    criteria_set = load_criteria_file(served[1] / f"{name}.yaml").criteria_set
    assert criteria_set is not None
    return criteria_set


def labels(page: Page) -> list[str]:
    """Return what every chart of the page says of itself."""
    charts = page.locator("[role=graphics-document]").all()
    return [chart.get_attribute("aria-label") or "" for chart in charts]


def choose(page: Page, label: str, option: str) -> None:
    """Pick an entry of a list by typing its name."""
    box = page.get_by_role("combobox", name=label, exact=True)
    box.scroll_into_view_if_needed()
    box.focus()
    page.keyboard.type(option)
    page.get_by_role("option", name=option, exact=True).click()


def text_of(page: Page) -> str:
    """Return the words on the page, without the signs that keep them from being links."""
    return page.locator("[data-testid=stMain]").inner_text().replace("\u2060", "")


def test_every_picture_says_what_it_is(visit: Open, served: Served) -> None:
    """Each kind of chart is there with its words, and nothing comes from outside."""
    criteria_set = decision_of(served, "iran-2026")
    seen = visit()
    page = seen.open(IRAN)

    found = labels(page)
    assert all(label.startswith(KINDS) for label in found)
    assert all(any(label.startswith(kind) for label in found) for kind in KINDS)
    assert lens_ranks_alt(criteria_set, through_lenses(criteria_set, View(frame="six"))) in found
    assert "nan" not in " ".join(found).lower().split()
    assert seen.foreign_requests == []
    assert seen.errors == []


def test_coming_round_to_a_reading(visit: Open, served: Served) -> None:
    """The slider says who leads at its place; the exact change of leader stands beside it."""
    criteria_set = decision_of(served, "iran-2026")
    seen = visit()
    page = seen.open(IRAN)
    mix = mix_readings(criteria_set, View(frame="six"), second="coercion_works", share=1.0)
    assert len(mix.crossovers) == 1
    for sentence in mix_sentences(criteria_set, mix):
        assert sentence in text_of(page)

    page.get_by_role("slider", name=re.compile("^How far you go along")).focus()
    page.keyboard.press("End")
    expect(page.get_by_text("At 100%: ")).to_contain_text(
        judge(criteria_set, mix.evaluation).sentence
    )


def test_a_reading_is_chosen_for_every_page(visit: Open, served: Served) -> None:
    """The choice goes into the address, is said on top, holds on other pages and is undone."""
    criteria_set = decision_of(served, "iran-2026")
    seen = visit()
    page = seen.open(IRAN)
    choose(page, "See every page under the scores of", "Coercion works")
    page.wait_for_url("**reading=coercion_works*")
    seen.settle()
    view = View(frame="six", reading="coercion_works")
    sentence = judge(criteria_set, evaluate(criteria_set, view)).sentence
    expect(page.locator(".st-key-standing")).to_contain_text("the reading “Coercion works”")
    assert sentence in text_of(page)

    page.get_by_role("link", name="Table", exact=True).click()
    page.wait_for_url("**/table?**reading=coercion_works*")
    seen.settle()
    assert sentence in text_of(page)

    page.get_by_role("button", name="Back to the file's own scores").click()
    seen.settle()
    assert "reading=" not in page.url
    assert page.locator(".st-key-standing").count() == 0


def test_what_another_option_would_need(visit: Open, served: Served) -> None:
    """The box names weights, scores and scenarios for the option that is picked."""
    criteria_set = decision_of(served, "iran-2026")
    view = View(frame="six")
    evaluation = evaluate(criteria_set, view)
    seen = visit()
    page = seen.open(IRAN)
    choose(page, "Option", criteria_set.options["double_track"].name)
    expect(page.locator(".st-key-takeover")).to_contain_text("Double track is on rank")
    seen.settle()

    said = page.locator(".st-key-takeover").inner_text().replace("\u2060", "")
    assert (
        belief_sentence(criteria_set, evaluation, find_beliefs(evaluation)["double_track"]) in said
    )
    search = find_scenario_sets(criteria_set, "double_track", view)
    assert search.can_lead
    assert all(sentence in said for sentence in scenario_sentences(criteria_set, search))


def test_a_phone_has_no_sideways_overflow(visit: Open) -> None:
    """At 390 pixels nothing sticks out and the phone's forms of the charts are seen."""
    seen = visit(390, 844, "dark")
    page = seen.open(IRAN)

    main = page.locator("[data-testid=stMain]")
    assert main.evaluate("e => e.scrollWidth <= e.clientWidth + 1")
    drawn = page.locator(".st-key-chart_regret [role=graphics-document]")
    expect(drawn).to_have_count(1)
    assert drawn.evaluate("e => e.getBoundingClientRect().width") <= 358
    assert seen.errors == []


def test_a_file_without_perspectives_says_so(visit: Open) -> None:
    """Without lenses, readings and scenarios there are sentences in place of charts."""
    seen = visit()
    page = seen.open("perspectives?set=drug-harms-2010")

    for words in ("has no lenses", "has no second reading", "has no scenarios,"):
        expect(page.get_by_text(words)).to_be_visible()
    assert labels(page) == []
    assert seen.errors == []


def test_hostile_names_and_unknown_scores_break_nothing(visit: Open, served: Served) -> None:
    """Markup in names stays text, and a file of almost nothing still makes a page."""
    file = served[1] / "murky.yaml"
    file.write_text(
        "format: 1\ntitle: Murky\n"
        "criteria: {taste: {name: Taste}}\n"
        "options: {soup: {name: Soup}, cake: {name: Cake}}\n"
        "assessments: {soup: {taste: unknown}}\n"
        "readings: {r: {name: '![r](http://127.0.0.1:9/r.png) :red[x]',"
        " summary: '<script>window.pwned=1</script>', assessments: {cake: {taste: 90}}}}\n"
        "scenarios: {s: {name: '<b>S</b>', shifts: {cake: {taste: 5}}}}\n",
        encoding="utf-8",
    )
    try:
        seen = visit()
        page = seen.open("perspectives?set=murky&reading=r&scenario=s")

        assert "![r](http://127.0.0.1:9/r.png) :red[x]" in text_of(page)
        assert page.evaluate("() => window.pwned") is None
        assert page.locator("[data-testid=stException]").count() == 0
        assert "nan" not in text_of(page).lower().split()
        assert seen.foreign_requests == []
        assert seen.errors == []
    finally:
        file.unlink()
