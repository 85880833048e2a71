"""Journeys to the sheet of a score and the card of an option, from every page and back.

By pointer, by finger, by keyboard and by link; closing leads back to where one was.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from browser.conftest import Visit
from browser.test_accessibility import audit
from playwright.sync_api import Locator, Page, expect

from steelyard.files.criteria_files import load_criteria_file
from steelyard.results.choice import Choice
from steelyard.results.result import Result, find_result
from steelyard.results.words.sheets.option_card import option_card
from steelyard.results.words.sheets.score_sheet import score_sheet, score_title
from steelyard.views.perspectives.cases import SHIFTS

Open = Callable[..., Visit]
Served = tuple[str, Path]
Cell = tuple[str, str]
MOST_STOPS = 13
"""Stops of the Tab key before the ranking, at most."""
CELLS = [("hold", "escalation_risk"), ("conditioned_talks", "allied_support")]


def result_of(served: Served, name: str = "iran-2026", **choice: str) -> Result:
    """Return a served set seen with a choice."""
    loaded = load_criteria_file(served[1] / f"{name}.yaml")
    return find_result(loaded, Choice(**choice))  # type: ignore[arg-type]


def sheet(page: Page) -> Locator:
    """Return what is open beside the page."""
    return page.get_by_role("dialog")


def links(page: Page, place: str) -> Locator:
    """Return the names in one list or table of a page that lead to scores."""
    return page.locator(f"[class*=st-key-links_{place}]").get_by_role("button")


def expect_sheet(page: Page, result: Result, cell: Cell) -> None:
    """Expect the sheet of this very score: its names, its answer and its reason."""
    wanted = score_sheet(result, cell)
    expect(page.get_by_role("dialog", name=score_title(result.criteria_set, cell))).to_be_visible()
    told = sheet(page)
    expect(told.get_by_role("heading", level=2, name=wanted.title)).to_be_visible()
    expect(told).to_contain_text(wanted.decides[1])
    expect(told).to_contain_text(wanted.why[1])
    assert f"score={'.'.join(cell)}" in page.url


def close(page: Page) -> None:
    """Close what is open with the keyboard."""
    page.keyboard.press("Escape")
    expect(sheet(page)).to_have_count(0)
    expect(page).not_to_have_url(re.compile(r"[?&](score|option)="))


def place(page: Page, result: Result, cell: Cell) -> Locator:
    """Return a cell of the table of scores, or of that of support."""
    option = result.criteria_set.options[cell[0]]
    criterion = result.criteria_set.criteria[cell[1]]
    told = [f"{option.name}, {name}: " for name in {criterion.name, criterion.label}]
    return page.locator(", ".join(f".stVegaLiteChart path[aria-label^='{says}']" for says in told))


@pytest.mark.parametrize("address", ["table?set=iran-2026", "evidence?set=iran-2026&tab=support"])
def test_a_click_on_a_score_opens_its_sheet(visit: Open, served: Served, address: str) -> None:
    """Each clicked score opens, the same one twice as well; closed, the address is as before."""
    result = result_of(served)
    seen = visit()
    page = seen.open(address)
    before = page.url

    for cell in [*CELLS, CELLS[1]]:
        place(page, result, cell).click()
        # Of two clicks of which the first is unanswered the page hears only what they leave.
        seen.settle()
        expect_sheet(page, result, cell)
        close(page)
        seen.settle()
    assert page.url == before
    assert seen.errors == []


@pytest.mark.parametrize(("width", "least"), [(1440, 24), (390, 44)])
def test_the_button_above_the_head_closes_a_sheet(visit: Open, width: int, least: int) -> None:
    """A click on it is not caught by the head, which lies over all else; on a phone a thumb's is.

    The sheet of a phone is as wide as the phone.
    """
    seen = visit(width, 844)
    page = seen.open("table?set=iran-2026&option=hold")
    button = page.get_by_role("button", name="Close")
    box, around = button.bounding_box(), sheet(page).bounding_box()
    assert box is not None
    assert around is not None
    assert min(box["width"], box["height"]) >= least
    assert around["width"] == (390 if width == 390 else 620)
    button.click()
    expect(sheet(page)).to_have_count(0)
    expect(page).not_to_have_url(re.compile(r"[?&]option="))
    assert seen.errors == []


WIDE_AND_PHONE = pytest.mark.parametrize(
    ("width", "height"), [(1280, 720), (390, 844)], ids=["wide", "phone"]
)
SHIPPED = pytest.mark.parametrize("name", ["iran-2026", "drug-harms-2010"])


def tab_to(page: Page, target: Locator, most: int) -> None:
    """Go to an element by the Tab key alone, with so many presses at most."""
    expect(target).to_be_visible()
    for _ in range(most):
        page.keyboard.press("Tab")
        if target.evaluate("e => e.matches(':focus')"):
            return
    pytest.fail(f"the Tab key does not lead there in {most} presses")


@WIDE_AND_PHONE
@SHIPPED
def test_from_the_page_to_a_paragraph_and_back_by_keys_alone(
    visit: Open, served: Served, name: str, width: int, height: int
) -> None:
    """Tab to the ranking, then to a score; Enter opens it, a paragraph unfolds, Escape leads back.

    The set on drugs has no claims: there the sheet says that nothing is cited.
    """
    result = result_of(served, name)
    option, criterion = result.evaluation.ranking[0], result.evaluation.criteria[0]
    seen = visit(width, height)
    page = seen.open(f"?set={name}")
    row = page.locator(".sy tbody tr").first
    if width == 390:
        label = result.criteria_set.options[option].label
        tab_to(page, page.get_by_role("button", name=f"Scores of {label}", exact=True), 30)
        page.keyboard.press("Enter")
        entries = page.locator(".sy .scores.open li")
        score = entries.first.get_by_role("button", name="What it rests on")
        tab_to(page, score, 6)
    else:
        tab_to(page, row.locator(".option button"), MOST_STOPS + 1)
        page.keyboard.press("ArrowRight")
        score = row.locator(".cell button").first
    expect(score).to_be_focused()
    page.keyboard.press("Enter")
    expect_sheet(page, result, (option, criterion))

    groups = score_sheet(result, (option, criterion)).groups
    lines = [line for group in groups for line in (*group.for_, *group.against, *group.open_)]
    if lines:
        unfold = sheet(page).get_by_role("button", name=re.compile(r"^paragraph \d+$")).first
        tab_to(page, unfold, 60)
        page.keyboard.press("Enter")
        expect(unfold).to_have_attribute("aria-expanded", "true")
        told = sheet(page).locator("blockquote:visible")
        expect(told).to_contain_text(lines[0].paragraph.missing)
    else:
        assert name != "iran-2026"
    close(page)
    expect(score).to_be_focused()
    assert seen.errors == []


def test_a_link_to_a_score_leads_back_and_forward(visit: Open, served: Served) -> None:
    """The browser's way back closes a score that was opened, and forward opens it again."""
    result = result_of(served, frame="six")
    cell = ("double_track", "near_term_disruption")
    first = visit()
    page = first.open("?set=iran-2026&frame=six")
    row = page.locator(".sy tbody tr", has_text=result.criteria_set.options[cell[0]].label)
    row.locator(".cell button").nth(result.evaluation.criteria.index(cell[1])).click()
    expect_sheet(page, result, cell)
    query = page.url.partition("?")[2]
    page.go_back()
    expect(sheet(page)).to_have_count(0)
    page.go_forward()
    expect_sheet(page, result, cell)

    for address in ("", "robustness", "evidence"):
        fresh = visit()
        fresh.open(f"{address}?{query}")
        expect_sheet(fresh.page, result, cell)
        assert fresh.errors == []


@WIDE_AND_PHONE
@SHIPPED
def test_a_copied_link_to_a_score_opens_it_in_a_fresh_browser(
    visit: Open, served: Served, name: str, width: int, height: int
) -> None:
    """What is copied from the address on one machine shows the very score on another."""
    result = result_of(served, name)
    cell = (result.evaluation.ranking[1], result.evaluation.criteria[1])
    first = visit(1440, 900)
    page = first.open(f"?set={name}")
    page.locator(".sy tbody tr").nth(1).locator(".cell button").nth(1).click()
    expect_sheet(page, result, cell)

    fresh = visit(width, height)
    assert fresh.page.context.storage_state()["cookies"] == []
    fresh.open(page.url.removeprefix(f"{fresh.url}/"))
    expect_sheet(fresh.page, result, cell)
    assert fresh.errors == []


def test_the_next_scores_come_without_closing(visit: Open, served: Served) -> None:
    """The keyboard stays on the button while one score follows another."""
    result = result_of(served)
    ranking, criterion = result.evaluation.ranking, "escalation_risk"
    seen = visit()
    page = seen.open(f"table?set=iran-2026&score={ranking[0]}.{criterion}")
    button = sheet(page).get_by_role("button", name="Next", exact=True)
    button.focus()
    for option in ranking[1:3]:
        page.keyboard.press("Enter")
        expect_sheet(page, result, (option, criterion))
        expect(button).to_be_focused()
    assert seen.errors == []


def test_a_score_is_disputed_with_a_reason(visit: Open, served: Served) -> None:
    """What it does is said at once; the page, the address and a fresh browser have it too."""
    result = result_of(served)
    cell = ("containment_plus_talks", "long_term_leverage")
    effect = score_sheet(result, cell).effect
    seen = visit()
    page = seen.open(f"?set=iran-2026&score={'.'.join(cell)}")
    heading = seen.heading
    told = sheet(page)
    told.get_by_role("spinbutton").fill("50")
    rival = result.criteria_set.options[effect.rival].label
    expect(told.locator(".effect")).to_contain_text(f"behind {rival}")
    told.get_by_role("textbox", name="Your reason").fill("Nobody shows it ~ 100%.")
    told.get_by_role("button", name="Dispute at 50").click()
    page.wait_for_url("**d=containment_plus_talks.long_term_leverage.50*")
    seen.settle()
    assert seen.heading != heading
    expect(told).to_contain_text("70 in the file")

    fresh = visit()
    fresh.open(f"?{page.url.partition('?')[2]}")
    assert fresh.heading == seen.heading
    expect(sheet(fresh.page).get_by_role("textbox", name="Your reason")).to_have_value(
        "Nobody shows it ~ 100%."
    )

    told.get_by_role("button", name="Back to 70").click()
    seen.settle()
    assert seen.heading == heading
    assert "d=" not in page.url.partition("?")[2]
    assert seen.errors == []


def test_an_option_opens_its_card_and_leads_on_to_its_scores(visit: Open, served: Served) -> None:
    """From the ranking to the card, to a score, back with the browser, and on to Compare."""
    result = result_of(served)
    option = "sustained_campaign"
    card = option_card(result, option)
    seen = visit()
    page = seen.open("?set=iran-2026")
    name = page.get_by_role("button", name=card.title, exact=True)
    name.click()
    expect(sheet(page).get_by_role("heading", level=2)).to_have_text(card.title)
    for text in (card.full, card.summary, *(need[2] for need in card.needs), *card.rivals[:2]):
        expect(sheet(page)).to_contain_text(text)
    assert f"option={option}" in page.url
    assert audit(page) == []

    sheet(page).get_by_role("button", name=card.scores[0].label, exact=True).click()
    expect_sheet(page, result, (option, card.scores[0].criterion))
    page.go_back()
    expect(sheet(page).get_by_role("heading", level=2)).to_have_text(card.title)
    sheet(page).get_by_role("button", name=card.texts["compare"]).click()
    page.wait_for_url(f"**rival={option}*")
    seen.settle()
    close(page)
    expect(page.locator(".sy tr.rival")).to_contain_text(card.title)
    assert seen.errors == []


@pytest.mark.parametrize(
    ("address", "list_name"),
    [
        ("robustness?set=iran-2026&tab=scores", "score_flips"),
        ("perspectives?set=iran-2026&tab=scenarios", "shifts"),
        ("evidence?set=iran-2026&tab=disagree", "dissent"),
    ],
)
def test_names_of_scores_open_them_by_keyboard(visit: Open, address: str, list_name: str) -> None:
    """Enter and the space bar open the score that is named; Escape leads back to the name."""
    seen = visit()
    page = seen.open(address)
    if list_name == "shifts":
        page.get_by_role("radio", name=SHIFTS).click()
        seen.settle()
    for number, key in ((0, "Enter"), (1, "Space")):
        link = links(page, list_name).nth(number)
        link.focus()
        page.keyboard.press(key)
        expect(sheet(page).get_by_role("heading", name="Does it decide?")).to_be_visible()
        close(page)
        expect(link).to_be_focused()
    assert seen.errors == []


def test_a_bar_of_the_difference_opens_the_leaders_score(visit: Open, served: Served) -> None:
    """On Compare a bar made of two scores opens the first; the next leads on to others."""
    result = result_of(served)
    seen = visit()
    page = seen.open("?set=iran-2026")
    bar = page.locator("[class*=st-key-moving_difference] svg").get_by_role("button").first
    bar.focus()
    page.keyboard.press("Enter")
    leader = result.criteria_set.options[result.evaluation.ranking[0]].label
    expect(sheet(page).get_by_role("heading", level=2)).to_contain_text(leader)
    close(page)
    expect(bar).to_be_focused()
    assert seen.errors == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_sheet_and_card_fill_the_screen(
    visit: Open, served: Served, scheme: str
) -> None:
    """A row's list leads to a score; nothing is wider than the screen or faulty to an auditor."""
    result = result_of(served)
    option, criterion = CELLS[0]
    names = result.criteria_set.options[option].label, result.criteria_set.criteria[criterion].name
    seen = visit(390, 844, scheme)
    page = seen.open("?set=iran-2026")
    page.get_by_role("button", name=f"Scores of {names[0]}").click()
    entry = page.locator(".sy .scores.open li", has_text=names[1])
    entry.get_by_role("button", name="What it rests on").click()
    expect_sheet(page, result, CELLS[0])
    assert audit(page) == []
    box = sheet(page).bounding_box()
    assert box is not None
    assert box["width"] <= 390
    assert sheet(page).locator("[data-beside]").evaluate("e => e.scrollWidth <= e.clientWidth + 1")
    close(page)

    page.get_by_role("button", name=names[0], exact=True).click()
    expect(sheet(page).get_by_role("heading", level=2)).to_have_text(names[0])
    assert audit(page) == []
    assert seen.errors == []


FOREIGN = "[data-beside] :is(img, script, a:not([href^='#term-'], [data-again^='#term-']))"
"""What only a file could have brought onto a sheet; words of the glossary are links of ours."""


def test_hostile_names_are_only_names_on_a_sheet(visit: Open) -> None:
    """What a file calls its options and says in its reasons stays text."""
    seen = visit()
    page = seen.open("?set=hostile")
    page.locator(".sy .cell button").first.click()
    expect(sheet(page).get_by_role("heading", name="Does it decide?")).to_be_visible()
    assert sheet(page).locator(FOREIGN).count() == 0
    assert page.evaluate("window.pwned") is None
    close(page)
    page.locator(".sy tbody .option button").first.click()
    expect(sheet(page).get_by_role("heading", name="Rivals")).to_be_visible()
    assert sheet(page).locator(FOREIGN).count() == 0
    assert seen.foreign_requests == []
    assert seen.errors == []


def test_a_link_to_a_score_that_is_not_there_says_so(visit: Open) -> None:
    """The page opens without it, names it, and takes it out of the address."""
    page = visit().open("?set=iran-2026&score=hold.nothing")
    expect(page.get_by_role("alert")).to_contain_text("this file has no score “hold.nothing”")
    assert sheet(page).count() == 0
    assert "score=" not in page.url


@pytest.mark.parametrize("moment", ["at once", "as the page is drawn"])
def test_a_sheet_closed_while_the_page_is_drawn_stays_closed(visit: Open, moment: str) -> None:
    """Escape is heard at any moment after a dispute or a rival, and nothing opens again."""
    seen = visit()
    page = seen.open("?set=lunch&score=soup.taste")
    sheet(page).get_by_role("spinbutton").fill("95")
    page.keyboard.press("Enter")
    escape(page, moment, "d=soup.taste.95")
    seen.settle()
    expect(sheet(page)).to_have_count(0)
    expect(page).not_to_have_url(re.compile("score="))
    expect(page).to_have_url(re.compile("d=soup.taste.95"))

    page.get_by_role("button", name="Salad", exact=True).click()
    sheet(page).get_by_role("button", name="Compare it with the leader").click()
    escape(page, moment, "rival=salad")
    seen.settle()
    expect(sheet(page)).to_have_count(0)
    expect(page).not_to_have_url(re.compile("option="))
    expect(page).to_have_url(re.compile("rival=salad"))


def escape(page: Page, moment: str, address: str) -> None:
    """Press Escape at a moment of the drawing that ends at an address with these words."""
    if moment == "as the page is drawn":
        page.wait_for_url(f"**{address}*")
    page.keyboard.press("Escape")


def test_other_readings_lie_on_a_scale_whose_ends_are_named(visit: Open) -> None:
    """Low is best: the worst end, 100, is at the left, and a higher score further left."""
    page = visit().open("?set=iran-2026&score=hold.escalation_risk")
    table = page.get_by_role("dialog").locator("table", has=page.locator(".ends"))
    expect(table.locator(".ends > span")).to_have_text(["100", "0 (best)"])
    rows = table.locator("tbody tr")
    assert rows.count() == 1
    expect(rows.locator(".figure")).to_have_text("40")
    assert rows.locator(".tick").evaluate("e => e.style.left") == "60%"


def test_the_slider_of_a_dispute_has_its_best_end_at_the_right(visit: Open) -> None:
    """Low is best there: both ends are named, and further right is lower, by keys too."""
    told = sheet(visit().open("?set=iran-2026&score=hold.escalation_risk"))
    ends = told.locator(".slide .ends > span")
    expect(ends).to_have_text(["100 high", "0 low (best)"])
    expect(told.locator(".slide")).to_contain_text("Colour: who leads there.")
    slider, number = told.get_by_role("slider"), told.get_by_role("spinbutton")
    expect(number).to_have_value("30")
    slider.press("ArrowRight")
    expect(number).to_have_value("29")
    box = slider.bounding_box()
    assert box is not None
    slider.click(position={"x": 2, "y": box["height"] / 2})
    expect(number).to_have_value("100")
    assert told.locator(".slide .tick").evaluate("e => e.style.right") == "30%"
