"""Charts that follow a hand, as the browser draws them, against the same charts by Vega."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import vl_convert
from browser.conftest import ROOT, Visit
from charts.decisions import result_of
from playwright.sync_api import Browser, Page, expect

from steelyard.analysis.sensitivity.robustness import find_flips
from steelyard.analysis.totals import evaluate
from steelyard.charts.chart import HALF, NARROW, Picture
from steelyard.charts.drawing.canvas import Canvas, as_spec
from steelyard.charts.scores import why
from steelyard.charts.simulations import hundred_simulations
from steelyard.charts.weights import nearest_flips
from steelyard.files.criteria_files import load_criteria_file
from steelyard.model import CriteriaSet
from steelyard.results.address import read_choice
from steelyard.results.choice import Choice
from steelyard.results.words.basis import BASIS
from steelyard.results.words.weights import flip_sentences
from steelyard.views.charts.sheet_component import strokes

SETS = ("iran-2026", "drug-harms-2010")

_DRAW = """async ([code, told]) => {
    const { default: draw } = await import("data:text/javascript;base64," + code);
    const parent = document.createElement("div");
    parent.innerHTML = "<figure style='margin:0'></figure>";
    document.body.replaceChildren(parent);
    window.chosen = [];
    draw({
        data: new TextEncoder().encode(told),
        parentElement: parent,
        setTriggerValue: (name, value) => window.chosen.push([name, value]),
    });
}"""

_MARKS = """() => {
    const svg = document.querySelector("svg");
    const origin = svg.getBoundingClientRect();
    const place = (node) => {
        const { left, top, width, height } = node.getBoundingClientRect();
        return [left - origin.left, top - origin.top, width, height];
    };
    const seen = (node) => {
        const { fill, stroke, fillOpacity, opacity } = getComputedStyle(node);
        return (fill !== "none" || stroke !== "none") && fillOpacity !== "0" && opacity !== "0";
    };
    const texts = [...svg.querySelectorAll("text")].map((node) => [
        node.textContent, getComputedStyle(node).fill, getComputedStyle(node).fontWeight,
        ...place(node),
    ]);
    const shapes = [...svg.querySelectorAll("path, rect, line, circle")]
        .filter(seen).map(place)
        .filter(([, , width, height]) => width > 0 || height > 0)
        // Vega paints the paper as well.
        .filter(([, , width, height]) =>
            width < origin.width - 0.5 || height < origin.height - 0.5);
    return { texts, shapes };
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a blank page that may ask nobody for anything."""
    blank = browser.new_page()
    requests: list[str] = []
    blank.on("request", lambda request: requests.append(request.url))
    blank.set_content("<body style='margin:0'></body>")
    yield blank
    blank.close()
    assert all(url.startswith("data:") for url in requests)


def draw(page: Page, spec: dict[str, Any], **words: str) -> None:
    """Have the browser draw a sheet as the dashboard has it drawn."""
    script = files("steelyard.views.charts").joinpath("sheet_component.js").read_bytes()
    told = {"name": "Chart", "title": "", "subtitle": "", "words": "", "basis": BASIS, **words}
    told |= strokes(spec)
    page.evaluate(_DRAW, [base64.b64encode(script).decode(), json.dumps(told)])


def decision_of(name: str) -> CriteriaSet:
    """Return a shipped set."""
    criteria_set = load_criteria_file(ROOT / "criteria" / f"{name}.yaml").criteria_set
    assert criteria_set is not None
    return criteria_set


def live_pictures(criteria_set: CriteriaSet, choice: Choice) -> list[Picture]:
    """Return the three charts that are redrawn while a weight moves."""
    result = result_of(criteria_set, choice)
    charts = (why.CHART, hundred_simulations.CHART, nearest_flips.CHART)
    return [chart.of(result) for chart in charts]


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize(("mode", "width"), [("light", HALF), ("dark", NARROW)])
def test_the_browser_draws_what_vega_draws(page: Page, name: str, mode: Any, width: float) -> None:
    """Every word stands in the same place, colour and weight, every shape in the same place."""
    criteria_set = decision_of(name)
    first = next(iter(criteria_set.criteria))
    for swings in ({}, {first: 0.0}):
        for picture in live_pictures(criteria_set, Choice(swings=swings)):
            spec = as_spec(picture.draw(mode, width))
            page.set_content(
                "<body style='margin:0'>"
                + vl_convert.vegalite_to_svg(json.dumps(spec), vl_version="6.4").replace(
                    "<svg ", "<svg style='display:block' "
                )
            )
            wanted = page.evaluate(_MARKS)
            draw(page, spec)
            found = page.evaluate(_MARKS)

            assert len(found["texts"]) == len(wanted["texts"]) > 3
            # Vega moves the whole sheet by what hangs over its edge; here that is just seen.
            over = [theirs - ours for ours, theirs in zip(*firsts(found, wanted), strict=True)]
            assert max(map(abs, over)) < 8
            for ours, theirs in zip(found["texts"], wanted["texts"], strict=True):
                assert ours[:3] == theirs[:3]
                assert moved(ours[3:], over) == pytest.approx(theirs[3:], abs=0.6)
            shapes = [moved(place, over) for place in found["shapes"]]
            assert len(shapes) == len(wanted["shapes"]) > 3
            for mine, theirs in zip(sorted(shapes), sorted(wanted["shapes"]), strict=True):
                assert mine == pytest.approx(theirs, abs=1.6)


def firsts(*drawn: Any) -> list[list[float]]:
    """Return where the first word of each drawing stands: pixels from the left and the top."""
    return [marks["texts"][0][3:5] for marks in drawn]


def moved(place: list[float], over: list[float]) -> list[float]:
    """Return a place, left, top, width and height, moved by so many pixels."""
    return [place[0] + over[0], place[1] + over[1], *place[2:]]


def test_labels_are_never_markup(page: Page) -> None:
    """Titles, words, marks and what the pointer finds show hostile text letter for letter."""
    hostile = "<img src=x onerror=\"document.title='owned'\"><b>Soup</b>"
    canvas = Canvas(300, 40, "light")
    canvas.text(0, 20, hostile, 12, "#000000")
    canvas.hover(0, 0, 300, 40, hostile, {"Option": hostile})
    heading = {"title": hostile, "subtitle": hostile, "words": hostile, "name": hostile}
    draw(page, as_spec(canvas.sheet()), **heading)
    page.locator("svg rect").hover(force=True)

    assert page.locator("figure img, figure b").count() == 0
    assert page.locator("figure p").all_text_contents() == [hostile] * 3
    assert page.locator("svg text").text_content() == hostile
    assert page.locator(".moving-tip td").all_text_contents() == ["Option", hostile]
    assert page.title() == ""


def test_a_place_is_chosen_by_pointer_and_by_keyboard(page: Page) -> None:
    """What is made of scores can be clicked, reached and pressed; the rest is only read."""
    canvas = Canvas(300, 40, "light")
    canvas.hover(0, 0, 150, 40, "Soup, Taste: 40", {"Option": "Soup"}, "soup.taste")
    canvas.hover(150, 0, 300, 40, "All together", {"Option": "All"})
    draw(page, as_spec(canvas.sheet()))
    places = page.get_by_role("button")

    assert places.count() == 1
    places.click()
    places.focus()
    page.keyboard.press("Enter")
    page.keyboard.press(" ")
    page.mouse.click(220, 20)
    assert page.evaluate("window.chosen") == [["place", "soup.taste"]] * 3


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
        assert page.locator(".moving-chart p.words").all_inner_texts() == shown
        assert page.get_by_role("combobox", name="Hold the leader against").input_value() == (
            criteria_set.options[rival].name
        )
        page.get_by_role("tab", name="What would change the leader").click()
        page.wait_for_url("**tab=change*")
        seen.settle()
        assert page.locator(".moving-chart p.words").all_inner_texts() == [flips]
        for sentence in flip_sentences(criteria_set, find_flips(found)):
            expect(page.get_by_text(sentence, exact=True)).to_be_visible()
        page.get_by_role("tab", name="Why it leads").click()
        page.wait_for_url(lambda url: "tab=" not in url)
        seen.settle()
    assert len(leaders) == 2
    assert seen.errors == []
