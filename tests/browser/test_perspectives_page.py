"""Journeys over the page of lenses, readings and scenarios, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from browser.conftest import Visit, served_set
from playwright.sync_api import Page, expect

from steelyard.analysis.perspectives.mix import mix_readings
from steelyard.analysis.perspectives.perspectives import through_lenses
from steelyard.analysis.totals import View, evaluate
from steelyard.charts.perspectives.lens_ranks import lens_ranks_alt
from steelyard.files.criteria_files import load_criteria_file
from steelyard.results.choice import Choice
from steelyard.results.result import find_result
from steelyard.results.words.findings import (
    MATRIX_TITLE,
    WEIGHTS_IN_VIEW,
    lead_matrix,
    perspectives_finding,
)
from steelyard.results.words.lead.verdict import judge
from steelyard.results.words.perspectives import mix_sentences
from steelyard.results.words.scores.ranking import describe_profile

Open = Callable[..., Visit]
Served = tuple[str, Path]

IRAN = "perspectives?set=iran-2026&frame=six"
KINDS = ("Ranks through", "Table of totals", "Totals as", "Table of regret")


def labels(page: Page) -> list[str]:
    """Return what every chart of the page says of itself."""
    charts = page.locator("[role=graphics-document]").all()
    return [chart.get_attribute("aria-label") or "" for chart in charts]


def text_of(page: Page) -> str:
    """Return the words on the page, without the signs that keep them from being links."""
    return page.locator("[data-testid=stMain]").inner_text().replace("\u2060", "")


def test_every_picture_says_what_it_is(visit: Open, served: Served) -> None:
    """Each kind of chart is on its tab with its words, and nothing comes from outside."""
    criteria_set = served_set(served, "iran-2026")
    seen = visit()
    found = []
    for tab in ("readings", "lenses", "scenarios"):
        found += labels(seen.open(f"{IRAN}&tab={tab}"))

    assert all(label.startswith(KINDS) for label in found)
    assert all(any(label.startswith(kind) for label in found) for kind in KINDS)
    assert lens_ranks_alt(criteria_set, through_lenses(criteria_set, View(frame="six"))) in found
    assert "nan" not in " ".join(found).lower().split()
    assert seen.foreign_requests == []
    assert seen.errors == []


def test_the_heading_is_the_finding_and_the_matrix_says_who_leads(
    visit: Open, served: Served
) -> None:
    """Every cell is the leader of its view, told with weights, scores and margin."""
    result = find_result(load_criteria_file(served[1] / "iran-2026.yaml"), Choice(frame="six"))
    page = visit().open(IRAN)
    heading, because = perspectives_finding(result)
    expect(page.locator("h1")).to_have_text([heading])
    assert because in text_of(page)

    matrix = lead_matrix(result)
    table = page.get_by_role("table", name=MATRIX_TITLE)
    for i, (name, cells) in enumerate(matrix.rows):
        told = table.locator("tbody tr").nth(i)
        expect(told.get_by_role("rowheader")).to_have_text(name)
        for j, cell in enumerate(cells):
            names = ", ".join(result.criteria_set.options[option].label for option in cell.leaders)
            expect(told.get_by_role("button").nth(j)).to_have_attribute(
                "aria-label", f"{name}, {matrix.heads[j]}: {names} {cell.gap}"
            )


def test_a_cell_of_the_matrix_opens_its_view_on_compare(visit: Open, served: Served) -> None:
    """By keyboard: one stop, arrows move, Enter opens; the way back leads to the matrix."""
    criteria_set = served_set(served, "iran-2026")
    seen = visit()
    page = seen.open(IRAN)
    table = page.get_by_role("table", name=MATRIX_TITLE)
    assert table.locator("button[tabindex='0']").count() == 1
    table.locator("button[tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**reading=coercion_works*")
    expect(page.locator(".sy h1")).to_be_visible()
    seen.settle()
    lens = next(iter(criteria_set.lenses))
    view = View(frame="six", lens=lens, reading="coercion_works")
    assert f"lens={lens}" in page.url
    verdict = judge(criteria_set, evaluate(criteria_set, view))
    assert criteria_set.options[verdict.leaders[0]].label in seen.heading
    assert seen.errors == []


def test_a_cell_of_the_matrix_takes_two_lines_at_most(visit: Open) -> None:
    """On a small screen and a phone, also where two options are level or judges stand beside."""
    for width in (1280, 390):
        seen = visit(width, 720)
        for more in ("", "&judges=1", "&frame=four"):
            page = seen.open(f"{IRAN}{more}".replace("&frame=six&frame", "&frame"))
            lines = page.locator("[data-leads] .names").evaluate_all(
                "all => all.map((e) => e.offsetHeight / parseFloat(getComputedStyle(e).lineHeight))"
            )
            assert len(lines) > 50
            assert max(lines) < 2.1, more


def test_moved_weights_have_a_row_that_opens_them(visit: Open, served: Served) -> None:
    """A cell of the weights in view keeps them, and the scenario, on Compare."""
    seen = visit()
    moved = "w=escalation_risk.1~agreement_prospect.100&scenario=rapid_escalation"
    page = seen.open(f"{IRAN}&{moved}")
    row = page.get_by_role("table", name=MATRIX_TITLE).locator("tbody tr").first
    expect(row.get_by_role("rowheader")).to_have_text(WEIGHTS_IN_VIEW)
    row.get_by_role("button").nth(1).click()
    page.wait_for_url("**reading=coercion_works*")
    seen.settle()
    assert "escalation_risk.1" in page.url
    assert "scenario=rapid_escalation" in page.url
    assert "lens=" not in page.url
    assert seen.errors == []


def test_coming_round_to_a_reading(visit: Open, served: Served) -> None:
    """The slider says who leads at its place; the exact change of leader stands beside it."""
    criteria_set = served_set(served, "iran-2026")
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


def test_a_reading_in_view_is_said_on_every_page(visit: Open, served: Served) -> None:
    """The choice in the address is said on top, holds on other pages and is undone."""
    criteria_set = served_set(served, "iran-2026")
    seen = visit()
    page = seen.open(f"{IRAN}&reading=coercion_works")
    view = View(frame="six", reading="coercion_works")
    expect(page.locator(".st-key-standing")).to_contain_text("the scores of “Coercion works”")

    page.get_by_role("link", name="Table", exact=True).click()
    page.wait_for_url("**/table?**reading=coercion_works*")
    seen.settle()
    assert describe_profile(criteria_set, evaluate(criteria_set, view)) in text_of(page)

    page.get_by_role("button", name="Back to the file's own scores").click()
    seen.settle()
    assert "reading=" not in page.url
    assert page.locator(".st-key-standing").count() == 0


def test_a_phone_has_no_sideways_overflow(visit: Open) -> None:
    """At 390 pixels nothing sticks out and the phone's forms of the charts are seen."""
    seen = visit(390, 844, "dark")
    page = seen.open(f"{IRAN}&tab=scenarios")

    main = page.locator("[data-testid=stMain]")
    assert main.evaluate("e => e.scrollWidth <= e.clientWidth + 1")
    drawn = page.locator(".st-key-chart_regret [role=graphics-document]")
    expect(drawn).to_have_count(1)
    assert drawn.evaluate("e => e.getBoundingClientRect().width") <= 358
    assert seen.errors == []


def test_a_file_without_perspectives_says_so(visit: Open) -> None:
    """Without lenses, readings and scenarios there are sentences in place of charts."""
    seen = visit()
    for tab, words in (
        ("lenses", "has no lenses"),
        ("readings", "has no second reading"),
        ("scenarios", "has no scenarios,"),
    ):
        page = seen.open(f"perspectives?set=drug-harms-2010&tab={tab}")
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
