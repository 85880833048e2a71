"""The export page in a real browser: forms made, taken away, and found to agree."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from steelyard.export.verification.verify import Verifier
from steelyard.results.words.text import within_sentence

Open = Callable[..., Any]
Served = tuple[str, Path]


def take(page: Page, name: str) -> tuple[str, bytes]:
    """Make a form, download it, and return the name and the bytes of the file."""
    noun = f"the {within_sentence(name)}"
    page.get_by_role("button", name=f"Make {noun}", exact=True).click()
    button = page.get_by_role("button", name=f"Download {noun}, ")
    expect(button).to_be_visible(timeout=60_000)
    with page.expect_download() as started:
        button.click()
    return started.value.suggested_filename, Path(started.value.path()).read_bytes()


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("Brief", "lunch-brief.pdf"),
        ("Live page", "lunch.html"),
        ("Workbook", "lunch.xlsx"),
        ("SVG", "lunch-scorecard.svg"),
        ("PNG for print", "lunch-scorecard-print.png"),
    ],
)
def test_what_is_taken_away_agrees_with_the_file(
    visit: Open, served: Served, form: str, name: str
) -> None:
    """The file bears the name of its set, and its figures are those of the view on screen."""
    seen = visit()
    is_picture = form in {"SVG", "PNG for print"}
    page = seen.open(f"export?set=lunch{'&tab=picture' if is_picture else ''}")
    found, data = take(page, form)

    assert found == name
    finding = Verifier().check(data, found, [served[1]])
    assert (finding.outcome, finding.mismatches) == ("agrees", ())
    assert seen.errors == []
    assert seen.foreign_requests == []


def test_the_view_on_screen_is_the_one_that_leaves(visit: Open, served: Served) -> None:
    """A weight moved in the address stands in the file, and the page says that it was moved."""
    seen = visit()
    page = seen.open("export?set=iran-2026&w=escalation_risk.0")
    expect(page.get_by_text("Exploratory: the file’s weights, moved").first).to_be_visible()
    _, data = take(page, "Numbers as JSON")
    finding = Verifier().check(data, "numbers", [served[1]])

    assert finding.outcome == "agrees"
    assert finding.origin["Swings moved"] == '{"escalation_risk": 0.0}'


def test_another_picture_is_shown_and_taken(visit: Open, served: Served) -> None:
    """Chosen from the list it is drawn on the page, and is what the forms below give."""
    seen = visit()
    page = seen.open("export?set=lunch&tab=picture")
    chosen = page.get_by_role("combobox", name="Picture")
    chosen.scroll_into_view_if_needed()
    chosen.focus()
    page.keyboard.type("Simulations")
    page.get_by_role("option", name="Simulations", exact=True).click()
    seen.settle()
    name, data = take(page, "CSV")

    assert name == "lunch-simulations.csv"
    assert Verifier().check(data, name, [served[1]]).outcome == "agrees"


def test_hostile_texts_stay_texts(visit: Open) -> None:
    """On the page and in a file made of it: no script, no request, no link."""
    seen = visit()
    page = seen.open("export?set=hostile&tab=picture")
    expect(page.get_by_text("The pictures' typeface lacks")).to_be_visible()
    _, svg = take(page, "SVG")

    assert b"<script" not in svg
    assert page.evaluate("() => window.pwned") is None
    assert seen.foreign_requests == []
    assert page.locator("a[href*='evil']").count() == 0


def test_a_phone_shows_every_form(visit: Open) -> None:
    """Nothing is wider than the screen, and every button is large enough for a thumb."""
    seen = visit(width=390, height=844, scheme="dark")
    found = 0
    for tab in ("files", "picture", "all"):
        page = seen.open(f"export?set=lunch&tab={tab}")
        buttons = page.get_by_role("button", name="Make ").all()
        found += len(buttons)
        assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
        assert all((button.bounding_box() or {})["height"] >= 44 for button in buttons)
    assert found > 12


def test_cards_of_a_row_are_equally_high(visit: Open) -> None:
    """A card with one line of words is as high as its neighbour with two."""
    page = visit().open("export?set=lunch")
    boxes = page.locator('[class*="st-key-export_"]').evaluate_all(
        "cards => cards.map(card => card.getBoundingClientRect().toJSON())"
    )
    rows = {round(box["top"]) for box in boxes}
    heights = {(round(box["top"]), round(box["height"])) for box in boxes}
    assert len(boxes) > len(rows) > 1
    assert len(heights) == len(rows)
