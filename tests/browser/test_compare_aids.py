"""What helps on Compare and on every page: definitions, the link, lists that say who leads."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from browser.conftest import Visit
from playwright.sync_api import Page, expect

from steelyard.charts.scores import scorecard
from steelyard.files.criteria_files import load_criteria_file
from steelyard.results.address import read_choice
from steelyard.results.choice import Choice
from steelyard.results.result import Result, find_result
from steelyard.results.words.findings import lead_choices
from steelyard.results.words.glossary import define
from steelyard.results.words.lead.changes import leader_changes
from steelyard.results.words.numbers import one_decimal
from steelyard.results.words.sheets.score_sheet import criterion_definition
from steelyard.results.words.view import (
    COPY_LINK,
    FILE_WEIGHTS_ENTRY,
    MOVED_SINCE,
    SKIP,
    WHICH_CRITERIA,
    judges_definition,
)

Open = Callable[..., Visit]
Served = tuple[str, Path]


def iran(served: Served, choice: Choice | None = None) -> Result:
    """Return the first shipped set as it is served."""
    return find_result(load_criteria_file(served[1] / "iran-2026.yaml"), choice or Choice())


def expect_definition(page: Page, definition: str) -> None:
    """Expect a definition to stand open, line by line."""
    box = page.locator(".sy-definition")
    expect(box).to_be_visible()
    for line in definition.split("\n"):
        expect(box).to_contain_text(line)


def test_words_open_definitions_by_pointer_key_and_touch(visit: Open, served: Served) -> None:
    """In the reason by pointer, in a head by arrows from the ranking, on another page by focus."""
    criteria_set = iran(served).criteria_set
    seen = visit(1280, 720)
    page = seen.open("?set=iran-2026")
    closed = page.locator(".sy-definition:popover-open")
    page.locator(".sy .because .term").hover()
    expect_definition(page, define("simulation"))
    page.keyboard.press("Escape")
    expect(closed).to_have_count(0)

    page.get_by_role("link", name=SKIP).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".sy tr.leads .option button")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowUp")
    expect_definition(page, criterion_definition(criteria_set, "escalation_risk"))
    page.keyboard.press("ArrowDown")
    expect(closed).to_have_count(0)

    address = page.url
    page.goto(f"{seen.url}/robustness?set=iran-2026")
    seen.settle()
    word = page.locator("a[href='#term-flip']").first
    word.click()
    expect_definition(page, define("flip"))
    assert "#term" not in page.url
    assert address.partition("?")[2] == page.url.partition("?")[2]
    assert seen.errors == []


_MARKED = """() => [...document.querySelectorAll("a[href^='#term-']")]
    .filter((link) => link.checkVisibility())
    .map((link) => [link.closest("[role=dialog]") ? "sheet" : "page", link.hash.slice(6)])"""


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("robustness?tab=ranks", {("page", "frame"), ("page", "simulation")}),
        ("table?tab=needs", {("page", "frame"), ("page", "condition")}),
        ("table?option=limited_strikes", {("sheet", "simulation"), ("sheet", "condition")}),
        ("evidence?tab=checks", {("page", "frame")}),
        ("export", {("page", "frame"), ("page", "simulation")}),
    ],
)
def test_a_word_is_marked_once_on_a_page_and_on_a_sheet(
    visit: Open, place: str, words: set[tuple[str, str]]
) -> None:
    """Later mentions are plain text, and no stop of the keyboard."""
    seen = visit()
    page = seen.open(f"{place}{'&' if '?' in place else '?'}set=iran-2026")
    marked = [tuple(one) for one in page.evaluate(_MARKED)]
    assert words <= set(marked)
    assert len(marked) == len(set(marked))
    if "ranks" in place:
        later = page.locator("a[data-again='#term-simulation']")
        expect(later).to_be_visible()
        later.evaluate("link => link.focus()")
        expect(later).not_to_be_focused()
    assert seen.errors == []


def test_words_on_a_sheet_and_in_the_table_of_edit_open_too(visit: Open) -> None:
    """Escape closes the definition and leaves the sheet; by touch the word opens it as well."""
    seen = visit()
    page = seen.open("table?set=drug-harms-2010&score=alcohol.crime")
    closed = page.locator(".sy-definition:popover-open")
    sheet = page.get_by_role("dialog")
    word = sheet.locator("a[href='#term-dispute']")
    word.hover()
    expect_definition(page, define("dispute"))
    page.keyboard.press("Escape")
    expect(closed).to_have_count(0)
    seen.settle()
    expect(sheet).to_be_visible()
    page.keyboard.press("Tab")
    word.focus()
    expect_definition(page, define("dispute"))
    page.keyboard.press("Escape")
    expect(closed).to_have_count(0)
    page.keyboard.press("Escape")
    expect(sheet).to_have_count(0)

    page = seen.open("edit?set=drug-harms-2010")
    word = page.locator("a[href='#term-swing']")
    word.dispatch_event("pointerover", {"pointerType": "touch"})
    word.click()
    expect_definition(page, define("swing"))
    assert seen.errors == []


def test_the_link_to_this_view_is_copied_or_shown(visit: Open) -> None:
    """With leave of the browser it is copied, without it stands selected in a field."""
    seen = visit()
    page = seen.open("?set=lunch&lens=miser")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button = page.get_by_role("button", name=COPY_LINK["copy"])
    button.click()
    expect(page.get_by_role("button", name=COPY_LINK["copied"])).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    assert "lens=miser" in page.url

    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()); }")
    button.click()
    field = page.get_by_role("textbox", name=COPY_LINK["by_hand"])
    expect(field).to_have_value(page.url)
    selected = field.evaluate("e => e.value.slice(e.selectionStart, e.selectionEnd)")
    assert selected == page.url


def test_the_list_of_frames_says_each_verdict(visit: Open, served: Served) -> None:
    """Every choice of criteria names its leader and margin, and opens; what changes follows."""
    result = iran(served)
    seen = visit()
    page = seen.open("?set=iran-2026")
    cells = lead_choices(result)["frame"]
    choices = page.get_by_label(WHICH_CRITERIA).locator("option")
    expect(choices).to_have_count(len(cells))
    for choice, cell in zip(choices.all(), cells.values(), strict=True):
        text = choice.text_content() or ""
        assert text.endswith(cell.gap)
        assert result.criteria_set.options[cell.leaders[0]].label in text
        assert ("too close to call" in text) == cell.is_close
    lines = page.locator(".sy .changes li")
    for frame in cells:
        page.get_by_label(WHICH_CRITERIA).select_option(frame)
        seen.settle()
        told = leader_changes(iran(served, Choice(frame=frame)))
        expect(lines).to_have_count(len(told))
        for line, change in zip(lines.all(), told, strict=True):
            expect(line).to_have_text(f"{change.what}: {change.says}")
    assert seen.errors == []


def test_what_would_change_the_leader_follows_a_moved_weight(visit: Open, served: Served) -> None:
    """It is dimmed while a weight is dragged, and about the new weights once that ends."""
    seen = visit()
    page = seen.open("?set=iran-2026")
    box = page.locator(".sy .changes")
    expect(box).to_have_attribute("aria-busy", "false")
    rail = page.get_by_role("slider", name="Escalation risk").bounding_box()
    assert rail is not None
    middle = rail["y"] + rail["height"] / 2
    page.mouse.move(rail["x"] + 10 + 0.344 * (rail["width"] - 20), middle)
    page.mouse.down()
    page.mouse.move(rail["x"] + 0.75 * rail["width"], middle, steps=4)
    expect(box).to_have_attribute("aria-busy", "true")
    page.mouse.up()
    page.wait_for_url("**w=escalation_risk**")
    seen.settle()
    expect(box).to_have_attribute("aria-busy", "false")
    expect(box).to_contain_text("What would change the leader")
    assert leader_changes(iran(served))[0].says not in box.inner_text()


def test_a_phone_goes_between_ranking_weights_and_reasons(visit: Open, served: Served) -> None:
    """Three links at the foot lead there; the top of the ranking stays above the sliders."""
    result = iran(served)
    criteria_set, ranking = result.criteria_set, result.evaluation.ranking
    seen = visit(390, 844)
    page = seen.open("?set=iran-2026&rival=hold")
    bar = page.get_by_role("navigation", name="Parts of this page")
    sizes = [link.bounding_box() for link in bar.get_by_role("link").all()]
    assert [box is not None and box["height"] >= 44 for box in sizes] == [True] * 3

    bar.get_by_role("link", name="Weights").click()
    strip = page.locator(".sy .strip")
    expect(page.get_by_role("slider", name="Escalation risk")).to_be_in_viewport()
    expect(strip).to_be_in_viewport()
    place = strip.bounding_box()
    assert place is not None
    assert (round(place["y"]), round(place["height"])) == (0, 102)
    shown = [*ranking[:2], "hold"]
    expect(strip.locator(".strip-row > span:first-child")).to_have_text(
        [criteria_set.options[option].label for option in shown]
    )
    expect(bar.get_by_role("link", name="Weights")).to_have_attribute("aria-current", "true")
    bar.get_by_role("link", name="Why").click()
    expect(page.get_by_role("tab", name="Why it leads")).to_be_in_viewport()
    bar.get_by_role("link", name="Ranking").click()
    name = criteria_set.options[ranking[0]].label
    expect(page.get_by_role("button", name=name, exact=True)).to_be_in_viewport()

    page.get_by_role("link", name="who judged").click()
    expect_definition(page, judges_definition(criteria_set))
    assert seen.errors == []


def test_the_first_view_stands_still_and_has_one_name_for_each_thing(
    visit: Open, served: Served
) -> None:
    """No row glides or covers another; titles, columns, moved weights have one name."""
    result = iran(served)
    seen = visit()
    seen.page.add_init_script("""
        window.glides = 0;
        const { animate } = Element.prototype;
        Element.prototype.animate = function (...given) {
            window.glides += 1;
            return animate.apply(this, given);
        };
    """)
    page = seen.open("?set=iran-2026")
    assert page.evaluate("window.glides") == 0
    boxes = [row.bounding_box() for row in page.locator(".sy tbody tr").all()]
    tops = [box["y"] for box in boxes if box is not None]
    ends = [box["y"] + box["height"] for box in boxes if box is not None]
    assert all(top >= end - 1 for top, end in zip(tops[1:], ends[:-1], strict=True))

    title = result.criteria_set.title
    expect(page.get_by_role("combobox", name="Criteria set")).to_have_value(title)
    exported = scorecard.CHART.of(result).rows()
    order = list(dict.fromkeys(exported["criterion_id"]))
    labels = [result.criteria_set.criteria[criterion].label for criterion in order]
    expect(page.locator(".sy .head-name")).to_have_text(labels)

    named = page.locator(".sy .weights .lens-list > button").first
    expect(named).to_have_text(FILE_WEIGHTS_ENTRY)
    page.get_by_role("slider", name="Escalation risk").press("PageUp")
    page.wait_for_url("**w=escalation_risk**")
    expect(named).to_have_text(MOVED_SINCE.format(lens=FILE_WEIGHTS_ENTRY))


def test_heads_of_groups_fold_their_columns_to_a_subtotal(visit: Open, served: Served) -> None:
    """By keys, in the ranking's one stop; the numbers are Python's and follow a dragged weight."""
    loaded = load_criteria_file(served[1] / "drug-harms-2010.yaml")
    before = find_result(loaded, Choice()).evaluation
    leader = before.ranking[0]
    seen = visit(1280, 720)
    page = seen.open("?set=drug-harms-2010")
    heads, rows = page.locator(".sy .groups button"), page.locator(".sy tbody tr")
    cells, stops = ".cell:visible .number", page.locator(".sy table button[tabindex='0']")

    page.get_by_role("link", name=SKIP).press("Enter")
    expect(rows.first.locator(".option button")).to_be_focused()
    for key in ("ArrowRight", "ArrowUp", "ArrowUp"):
        page.keyboard.press(key)
    for head in heads.all():
        expect(head).to_be_focused()
        expect(head).to_have_attribute("aria-expanded", "true")
        page.keyboard.press("Enter")
        expect(head).to_have_attribute("aria-expanded", "false")
        expect(stops).to_have_count(1)
        page.keyboard.press("ArrowRight")
    groups = before.subtotals[leader]
    expect(rows.locator(cells)).to_have_text(
        [one_decimal(before.subtotals[o][g]) for o in before.ranking for g in groups]
    )
    criteria_set = find_result(loaded, Choice()).criteria_set
    parts = """all => all.map((one) =>
        one.firstChild.getBoundingClientRect().width / one.getBoundingClientRect().width)"""
    assert rows.first.locator(".cell:visible .bar").evaluate_all(parts) == pytest.approx(
        [
            points
            / 100
            / sum(w for c, w in before.weights.items() if criteria_set.criteria[c].group == group)
            for group, points in groups.items()
        ],
        abs=0.01,
    )
    rail = page.get_by_role("slider", name="Injury", exact=True).bounding_box()
    assert rail is not None
    middle = rail["y"] + rail["height"] / 2
    page.mouse.move(rail["x"] + 10 + before.weights["injury"] * (rail["width"] - 20), middle)
    page.mouse.down()
    page.mouse.move(rail["x"] + 0.6 * rail["width"], middle, steps=4)
    first = rows.first.locator(cells)
    expect(first.nth(1)).not_to_have_text(one_decimal(groups["to_others"]))
    total = float(rows.first.locator(".total .number").inner_text())
    assert sum(map(float, first.all_inner_texts())) == pytest.approx(total, abs=0.11)
    assert "w=" not in page.url
    page.mouse.up()
    page.wait_for_url("**w=injury**")
    seen.settle()
    choice, _ = read_choice(criteria_set, dict(parse_qsl(urlsplit(page.url).query)))
    after = find_result(loaded, choice).evaluation
    expect(rows.locator(cells)).to_have_text(
        [one_decimal(after.subtotals[o][g]) for o in after.ranking for g in groups]
    )

    heads.first.click()
    expect(heads.first).to_have_attribute("aria-expanded", "true")
    expect(rows.first.locator(cells)).to_have_count(9 + 1)
    assert seen.errors == []


_GEOMETRY = """root => {
    const box = (one) => one.getBoundingClientRect();
    const left = (one) => {
        const range = document.createRange();
        range.selectNodeContents(one);
        return box(range).left;
    };
    const cell = root.querySelector("tbody .cell.disputed");
    const bars = [...cell.parentElement.querySelectorAll(".cell .bar")];
    const thumb = 20;
    return {
        tick: box(cell.querySelector(".tick")).top - box(cell.querySelector(".number")).bottom,
        bars: [...new Set(bars.map((one) => Math.round(box(one).top)))].length,
        heads: [...root.querySelectorAll("thead th .head-weight")].map(
            (one) => Math.round(left(one) - box(one.closest("th")).left)),
        rails: [...root.querySelectorAll(".rail")].map((one) => {
            const [tick, input] = [one.querySelector(".tick"), one.querySelector("input")];
            const middle = box(input).top + box(input).height / 2;
            const beyond = Math.min(middle - thumb / 2 - box(tick).top,
                box(tick).bottom - middle - thumb / 2);
            const isOver = Number(getComputedStyle(tick).zIndex) > 0;
            return isOver && beyond >= 2 && getComputedStyle(tick).pointerEvents === "none";
        }),
    };
}"""


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1440, 900)])
def test_marks_of_the_file_are_seen_and_cover_no_number(
    visit: Open, width: int, height: int
) -> None:
    """A disputed cell stands level with its row; weights stand over scores; ticks beyond thumbs."""
    page = visit(width, height).open("?set=drug-harms-2010&d=cannabis.dependence.12")
    expect(page.locator(".sy .cell.disputed")).to_have_count(1)
    found = page.locator(".sy").evaluate(_GEOMETRY)
    assert found["tick"] >= 0
    assert found["bars"] == 1
    assert found["heads"] == [0] * 16
    assert found["rails"] == [True] * 16


def test_a_short_slider_has_its_thumb_where_its_colours_say(visit: Open) -> None:
    """A press anywhere on its track is that weight, though the thumb is smaller than elsewhere."""
    seen = visit(1280, 720)
    rail = seen.open("?set=drug-harms-2010").locator(".sy .slim .rail").first
    slider, box = rail.locator("input"), rail.bounding_box()
    assert box is not None
    for share in (0.25, 0.9):
        seen.page.mouse.click(box["x"] + share * box["width"], box["y"] + 12)
        least, now, most = slider.evaluate("e => [e.min, e.value, e.max].map(Number)")
        assert abs((now - least) / (most - least) - share) < 0.02
    outside = slider.evaluate("e => (e.offsetWidth - e.parentElement.offsetWidth) / 2")
    assert outside * 2 <= 14


def test_rows_of_buttons_are_level_and_a_grid_of_sixteen_is_whole(visit: Open) -> None:
    """On Edit at 1280 pixels; on Evidence the button stands clear of the headline above it."""
    seen = visit(1280, 720)
    page = seen.open("edit?set=drug-harms-2010")
    middles = page.locator(".st-key-edit_buttons button").evaluate_all(
        """all => all.map((one) => one.getBoundingClientRect()).filter((box) => box.height > 0)
            .map((box) => (box.top + box.bottom) / 2)"""
    )
    assert len(middles) >= 8
    assert max(middles) - min(middles) <= 1
    assert page.locator(".edit-grid .frame").evaluate("e => e.scrollWidth <= e.clientWidth")
    page = seen.open("evidence?set=drug-harms-2010&view=claims")
    heading = page.locator(".st-key-finding h1").bounding_box()
    button = page.get_by_role("button", name="Add a text").bounding_box()
    assert heading is not None
    assert button is not None
    assert button["y"] >= heading["y"] + heading["height"] + 8
