"""Journeys over the robustness page, and over what stands below the instrument."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from browser.conftest import Visit
from playwright.sync_api import Page, expect

from steelyard.analysis.sensitivity.robustness import (
    find_beliefs,
    find_ends,
    find_flips,
    track_weights,
)
from steelyard.analysis.simulations.sampling import sample_simulations
from steelyard.analysis.totals import Evaluation, View, evaluate
from steelyard.charts.scores.why import why_alt
from steelyard.charts.simulations.hundred_simulations import hundred_simulations_alt
from steelyard.charts.simulations.rank_shares import rank_shares_alt
from steelyard.charts.weights.beliefs import beliefs_alt
from steelyard.charts.weights.nearest_flips import nearest_flips_alt
from steelyard.charts.weights.weight_lines import weight_lines_alt
from steelyard.charts.weights.winner_strips import winner_strips_alt, winner_strips_rows
from steelyard.export.drawings.images import CSV_LINE
from steelyard.files.criteria_files import load_criteria_file
from steelyard.model import CriteriaSet
from steelyard.results.words.weights import flip_sentences

Open = Callable[..., Visit]
Served = tuple[str, Path]

KINDS = (
    "Who leads at every weight of each criterion.",
    "Totals of ",
    "Smallest changes of single weights.",
    "Map of who leads at every split of three weights.",
    "Maps of who leads as two weights move.",
    "What one would have to believe about weights.",
    "How often each option takes each rank.",
)

"""How the words of the pictures begin, in the order of the tabs."""

TABS = ("weight", "weights", "maps", "scores", "options", "ranks")


def opened(served: Served, name: str, view: View) -> tuple[CriteriaSet, Evaluation]:
    """Return a served set and its evaluation as the analysis sees them."""
    criteria_set = load_criteria_file(served[1] / f"{name}.yaml").criteria_set
    assert criteria_set is not None
    return criteria_set, evaluate(criteria_set, view)


def words(page: Page) -> list[str]:
    """Return the words of every chart that can be seen; those of a moving one stand beside it."""
    charts = page.locator("[role=graphics-document]:visible").all()
    labels = [str(chart.get_attribute("aria-label")) for chart in charts]
    beside = page.locator('[class*="st-key-moving_"] p.words').all_inner_texts()
    return labels + [text.replace("\u2060", "") for text in beside]


def has_no_sideways_scroll(page: Page) -> bool:
    """Return whether the page itself is no wider than the window."""
    main = page.locator("[data-testid=stMain]")
    return bool(main.evaluate("e => e.scrollWidth <= e.clientWidth + 1"))


def choose(seen: Visit, label: str, option: str) -> None:
    """Choose from a list; it closes again while the page is scrolling."""
    box = seen.page.get_by_label(label, exact=True)
    box.scroll_into_view_if_needed()
    seen.settle()
    box.click()
    seen.page.get_by_role("option", name=option, exact=True).click()


def test_every_picture_says_what_the_analysis_found(visit: Open, served: Served) -> None:
    """Charts and sentences of the page carry the numbers of the view in the address."""
    criteria_set, evaluation = opened(served, "iran-2026", View(frame="six", lens="gulf_ally"))
    seen, tracks = visit(), track_weights(evaluation)
    shown, texts = list[str](), ""
    for tab in TABS:
        page = seen.open(f"robustness?set=iran-2026&frame=six&lens=gulf_ally&tab={tab}")
        shown += [label for label in words(page) if label not in shown]
        texts += page.locator("[data-testid=stMain]").inner_text().replace("\u2060", "")

    assert [next(k for k in KINDS if label.startswith(k)) for label in shown] == list(KINDS)
    nearest = min(
        (track for track in tracks.values() if track.nearest is not None),
        key=lambda track: abs((track.nearest or 0.0) - track.weight),
    )
    assert shown[:3] == [
        winner_strips_alt(criteria_set, evaluation, tracks),
        weight_lines_alt(criteria_set, evaluation, nearest, find_ends(evaluation, nearest)),
        nearest_flips_alt(criteria_set, evaluation, tracks),
    ]
    assert shown[5] == beliefs_alt(criteria_set, evaluation, find_beliefs(evaluation))
    assert shown[6] == rank_shares_alt(
        criteria_set, evaluation, sample_simulations(criteria_set, evaluation)
    )
    for sentence in flip_sentences(criteria_set, find_flips(evaluation)):
        assert sentence in texts
    assert "the weights of “Gulf host" in texts
    assert seen.foreign_requests == []
    assert seen.errors == []


def test_weight_and_simulations_can_be_chosen(visit: Open, served: Served) -> None:
    """The chosen weight is drawn in full; ranks can be drawn with any weights at all."""
    criteria_set, evaluation = opened(served, "lunch", View())
    seen = visit()
    page = seen.open("robustness?set=lunch")
    choose(seen, "The weight that moves", "Price")
    seen.settle()
    track = track_weights(evaluation)["price"]
    ends = find_ends(evaluation, track)
    assert weight_lines_alt(criteria_set, evaluation, track, ends) in words(page)

    page.get_by_role("tab", name="Ranks").click()
    page.wait_for_url("**tab=ranks*")
    page.get_by_role("radio", name="Any weights at all").click()
    seen.settle()
    simulations = sample_simulations(criteria_set, evaluation, uniform=True)
    assert rank_shares_alt(criteria_set, evaluation, simulations) in words(page)


def test_numbers_are_one_press_away(visit: Open, served: Served) -> None:
    """Below a picture its table opens, and its files carry the numbers unrounded."""
    criteria_set, evaluation = opened(served, "lunch", View())
    seen = visit()
    page = seen.open("robustness?set=lunch")
    page.get_by_text("Leaders by weight: the numbers").click()
    expect(page.get_by_test_id("stDataFrame")).to_be_visible()
    with page.expect_download() as started:
        page.get_by_role("button", name="Leaders by weight as CSV").click()
    file = Path(started.value.path()).read_bytes().decode("utf-8-sig")
    rows = winner_strips_rows(criteria_set, evaluation, track_weights(evaluation))

    read = list(csv.DictReader(io.StringIO(file.partition(CSV_LINE)[0])))
    assert [float(row["end"]) for row in read] == pytest.approx([row["end"] for row in rows])


def test_on_a_smaller_screen_no_end_of_the_tracks_is_hidden(visit: Open) -> None:
    """A picture drawn for 1440 pixels fits on 1280, so that nothing stands beyond its frame."""
    seen = visit(1280, 720)
    page = seen.open("robustness?set=iran-2026")
    frame = page.locator(".st-key-chart_leaders-by-weight")
    expect(frame.locator("svg.marks")).to_be_visible()
    assert frame.evaluate("e => e.scrollWidth <= e.clientWidth")
    assert seen.errors == []


def test_a_phone_shows_the_narrow_forms(visit: Open) -> None:
    """On a phone every picture fits the screen, and each is drawn once."""
    seen = visit(width=390, height=844, scheme="dark")
    shown = set[str]()
    for tab in TABS:
        page = seen.open(f"robustness?set=drug-harms-2010&tab={tab}")
        assert has_no_sideways_scroll(page)
        shown |= set(words(page))
        widths = [
            chart.evaluate("e => e.getBoundingClientRect().width")
            for chart in page.locator("[role=graphics-document]:visible").all()
        ]
        assert max([0, *widths]) <= 358
    assert len(shown) == len(KINDS)


def test_hostile_names_are_only_names(visit: Open) -> None:
    """Markup, addresses and letters that turn a line around stay text, on both pages."""
    for address in ("robustness?set=hostile", "?set=hostile"):
        seen = visit()
        page = seen.open(address)
        assert page.locator("[data-testid=stException]").count() == 0
        assert page.evaluate("window.pwned") is None
        assert page.locator("[data-testid=stMain] img[src^='http']").count() == 0
        assert "\u202e" not in " ".join(page.locator("[data-testid=stMain] li").all_inner_texts())
        assert seen.foreign_requests == []
        assert seen.errors == []


def test_below_the_instrument_the_difference_is_explained(visit: Open, served: Served) -> None:
    """Compare says what puts the leader ahead of a rival; another rival goes to the address."""
    criteria_set, evaluation = opened(served, "iran-2026", View())
    leader, runner_up, third, *_ = evaluation.ranking
    simulations, tracks = sample_simulations(criteria_set, evaluation), track_weights(evaluation)
    seen = visit()
    page = seen.open("?set=iran-2026")
    shown = words(page)
    assert why_alt(criteria_set, evaluation, leader, runner_up) in shown
    assert hundred_simulations_alt(criteria_set, evaluation, simulations) in shown

    choose(seen, "Compare the leader with", criteria_set.options[third].label)
    page.wait_for_url(f"**rival={third}**")
    seen.settle()
    assert why_alt(criteria_set, evaluation, leader, third) in words(page)
    page.get_by_role("tab", name="What would change the leader").click()
    page.wait_for_url("**tab=change*")
    seen.settle()
    assert nearest_flips_alt(criteria_set, evaluation, tracks) in words(page)
