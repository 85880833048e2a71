"""Journeys over the first page, in a real browser, against the installed command."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import Visit
from steelyard.analysis.totals import View, evaluate
from steelyard.analysis.verdict import judge
from steelyard.export.images import read_png_labels
from steelyard.files.criteria_files import load_criteria_file
from steelyard.model import CriteriaSet

Open = Callable[..., Visit]
Served = tuple[str, Path]


def decision_of(served: Served, name: str) -> CriteriaSet:
    """Return a served set as the analysis sees it."""
    decision = load_criteria_file(served[1] / f"{name}.yaml").decision
    assert decision is not None
    return decision


def download(page: Page, label: str) -> bytes:
    """Press a download and return the file."""
    with page.expect_download() as started:
        page.get_by_role("button", name=label).click()
    return Path(started.value.path()).read_bytes()


def test_a_moved_weight_changes_verdict_and_address(visit: Open, served: Served) -> None:
    """Moving a slider by keys re-ranks the options and writes the weight into the address."""
    decision = decision_of(served, "lunch")
    seen = visit()
    page = seen.open("?set=lunch")
    assert seen.heading == judge(decision, evaluate(decision)).sentence

    page.get_by_role("slider", name=re.compile("^Taste")).focus()
    page.keyboard.press("Home")
    page.wait_for_url("**/?set=lunch&w=taste.0")
    seen.settle()

    moved = judge(decision, evaluate(decision, View(swings={"taste": 0.0})))
    assert seen.heading == moved.sentence
    assert moved.sentence != judge(decision, evaluate(decision)).sentence
    expect(page.get_by_text("Price · 100 %")).to_be_visible()


def test_the_address_shows_a_colleague_the_same(visit: Open, served: Served) -> None:
    """An address copied into a fresh browser shows the same verdict, weights and frame."""
    first = visit()
    page = first.open("?set=iran-2026&frame=six&lens=maximalist")
    page.get_by_role("slider", name=re.compile("^Escalation risk")).focus()
    page.keyboard.press("End")
    page.wait_for_url("**w=escalation_risk.100")
    first.settle()

    second = visit()
    second.open(page.url[len(first.url) + 1 :])

    assert second.heading == first.heading
    values = [box.input_value() for box in page.get_by_role("slider").all()]
    assert [box.input_value() for box in second.page.get_by_role("slider").all()] == values


def test_a_mangled_address_is_said_and_left_out(visit: Open, served: Served) -> None:
    """Values the file does not have are named; the file's own view stands in."""
    seen = visit()
    page = seen.open("?set=lunch&frame=zz&lens=../x&w=taste.nan~price.-5~nope.3~taste.9e99")
    decision = decision_of(served, "lunch")

    assert seen.heading == judge(decision, evaluate(decision)).sentence
    warning = page.get_by_role("alert").inner_text()
    for asked in ("zz", "../x", "taste.nan", "price.-5", "nope.3", "taste.9e99"):
        assert asked in warning.replace("\u2060", "")


def test_the_address_opens_only_served_files(visit: Open) -> None:
    """A path in the address opens nothing: files are chosen from the listing."""
    seen = visit()
    page = seen.open("?set=../../pyproject")

    assert "../../pyproject" in page.get_by_role("alert").inner_text()
    assert "set=iran-2026" in page.url


def test_a_lens_and_reset(visit: Open, served: Served) -> None:
    """A lens puts somebody else's weights in force; reset returns to the file's."""
    decision = decision_of(served, "lunch")
    seen = visit()
    page = seen.open("?set=lunch")

    page.get_by_role("radio", name="Miser").click()
    page.wait_for_url("**lens=miser")
    seen.settle()
    assert seen.heading == judge(decision, evaluate(decision, View(lens="miser"))).sentence

    page.get_by_role("button", name="Reset weights").click()
    page.wait_for_url("**/?set=lunch")
    seen.settle()
    assert seen.heading == judge(decision, evaluate(decision)).sentence


def test_pictures_and_data_can_be_taken_away(visit: Open, served: Served) -> None:
    """SVG, PNG and CSV hold the numbers on the page and say where they come from."""
    decision = decision_of(served, "lunch")
    evaluation = evaluate(decision)
    sha256 = load_criteria_file(served[1] / "lunch.yaml").sha256
    page = visit().open("?set=lunch")

    svg = download(page, "Scorecard as SVG").decode()
    words = " ".join(ET.fromstring(svg).itertext())
    assert "Chocolate cake" in words
    assert sha256 in svg

    png = download(page, "Scorecard as PNG")
    assert read_png_labels(png)["SHA-256"] == sha256

    table = download(page, "Scorecard as CSV").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table)))
    assert {row["option_id"]: float(row["total"]) for row in rows} == pytest.approx(
        evaluation.totals, abs=1e-12
    )
    assert len(list(csv.DictReader(io.StringIO(download(page, "Values as CSV").decode())))) == 6


def test_a_cell_shows_reason_claims_and_paragraph_number(visit: Open) -> None:
    """Any cell opens its score in words, the reason, and its claims with their paragraphs."""
    seen = visit()
    page = seen.open("?set=iran-2026")
    page.get_by_role("combobox", name="Option").fill("Limited strikes during talks")
    page.get_by_role("option", name="Limited strikes during talks").wait_for()
    page.keyboard.press("Enter")
    seen.settle()

    cell = page.locator(".st-key-cell")
    expect(cell).to_contain_text("Limited strikes during talks on Escalation risk")
    expect(cell).to_contain_text("where low is best")
    expect(cell).to_contain_text("Claims about this very cell")
    expect(cell).to_contain_text(re.compile(r"paragraph \d+"))
    expect(cell).to_contain_text("Confidence in the evidence")


def test_a_broken_file_keeps_its_last_good_state(visit: Open, served: Served) -> None:
    """While a file is broken its problems are listed and the page keeps what it showed."""
    decision = decision_of(served, "lunch")
    good = judge(decision, evaluate(decision)).sentence
    file = served[1] / "breaking.yaml"
    text = (served[1] / "lunch.yaml").read_text(encoding="utf-8")
    file.write_text(text, encoding="utf-8")
    try:
        seen = visit()
        page = seen.open("?set=breaking")
        assert seen.heading == good

        file.write_text(text.replace("title: Lunch", "title: [Lunch"), encoding="utf-8")
        page.get_by_role("slider").first.focus()
        page.keyboard.press("End")
        seen.settle()
        expect(page.get_by_role("alert").first).to_contain_text("Below is its last good state")
        expect(page.locator("h1")).to_be_visible()

        fresh = visit()
        alone = fresh.open("?set=breaking")
        expect(alone.get_by_text(re.compile(r"line \d+, column \d+")).first).to_be_visible()
        assert alone.locator("h1").count() == 0
    finally:
        file.unlink()


def test_good_parts_of_a_faulty_file_are_shown(visit: Open, served: Served) -> None:
    """A score off its scale is a problem with its line; the rest of the file is compared."""
    file = served[1] / "faulty.yaml"
    text = (served[1] / "lunch.yaml").read_text(encoding="utf-8")
    file.write_text(text.replace("soup: {taste: 50", "soup: {taste: 500"), encoding="utf-8")
    try:
        page = visit().open("?set=faulty")
        alert = page.get_by_role("alert").first
        expect(alert).to_contain_text("1 problem")
        page.get_by_text("Show the 1 problem").click()
        expect(page.get_by_text("score outside its scale")).to_be_visible()
        expect(page.locator("h1")).to_be_visible()
    finally:
        file.unlink()


def test_hostile_text_is_only_text_and_nothing_is_fetched(visit: Open) -> None:
    """Labels full of markup run nothing, fetch nothing and are shown letter by letter."""
    seen = visit()
    page = seen.open("?set=hostile")
    page.wait_for_timeout(1500)

    assert page.evaluate("() => window.pwned") is None
    assert seen.foreign_requests == []
    assert seen.errors == []
    body = page.locator("body").inner_text().replace("\u2060", "")
    for text in ("![one](http://127.0.0.1:9/one.png)", "www.evil.example", ":material/delete:"):
        assert text in body
    assert page.locator("a[href*='evil']").count() == 0
    csv_text = download(page, "Scorecard as CSV").decode("utf-8-sig")
    assert "'=1+1" in csv_text
    svg = download(page, "Values as SVG").decode()
    assert "<script" not in svg


@pytest.mark.parametrize("name", ["iran-2026", "drug-harms-2010"])
def test_nothing_comes_from_outside(visit: Open, name: str) -> None:
    """The page of each shipped set asks nobody but its own server for anything."""
    seen = visit()
    seen.open(f"?set={name}")

    assert seen.foreign_requests == []
    assert seen.errors == []


def test_a_phone_shows_verdict_and_ranking_before_weights(visit: Open) -> None:
    """At 390 pixels nothing sticks out, and the result stands above the sliders."""
    seen = visit(390, 844)
    page = seen.open("?set=iran-2026")
    heading = page.locator("h1").bounding_box()
    ranking = page.locator(".st-key-compact_scorecard").bounding_box()
    slider = page.get_by_role("slider").first.bounding_box()

    assert heading is not None
    assert ranking is not None
    assert slider is not None
    assert heading["y"] < ranking["y"] < slider["y"]
    assert ranking["y"] < 844
    assert page.locator(".st-key-wide_scorecard").is_visible() is False
    main = page.locator("[data-testid=stMain]")
    assert main.evaluate("e => e.scrollWidth <= e.clientWidth + 1")


def test_dark_mode_draws_dark_charts(visit: Open) -> None:
    """The charts follow the theme the visitor's system asks for."""
    seen = visit(scheme="dark")
    page = seen.open("?set=iran-2026")
    picture = page.locator(".st-key-wide_scorecard svg.marks").first

    assert "#0e1117" in picture.evaluate("e => e.outerHTML")


def test_all_weights_zero_is_explained(visit: Open) -> None:
    """With every weight at zero the page says that all criteria count the same."""
    seen = visit()
    page = seen.open("?set=lunch&w=price.0~taste.0")

    expect(page.get_by_text("Every weight is 0")).to_be_visible()
    assert "NaN" not in page.locator("body").inner_text()


def test_every_picture_has_words(visit: Open) -> None:
    """Each chart carries a text from the same numbers for those who do not see it."""
    seen = visit()
    page = seen.open("?set=iran-2026")
    labels = [
        chart.get_attribute("aria-label") or ""
        for chart in page.locator("[role=graphics-document]").all()
    ]

    assert len(labels) >= 2
    assert all(label.startswith(("Scorecard of 12", "Table of values, 12")) for label in labels)
    assert json.dumps(labels).count("nan") == 0
