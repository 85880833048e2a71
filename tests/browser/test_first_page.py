"""Journeys over the first page, in a real browser, against the installed command."""

from __future__ import annotations

import csv
import io
import re
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

import pytest
from browser.conftest import WAIT, Visit, served_set
from playwright.sync_api import Locator, Page, WebSocketRoute, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from steelyard.analysis.sensitivity.robustness import find_flips, nearest_flip
from steelyard.analysis.simulations.sampling import sample_simulations
from steelyard.analysis.totals import View, evaluate
from steelyard.export.drawings.images import CSV_LINE, read_csv_stamp, read_png_stamp
from steelyard.files.criteria_files import load_criteria_file
from steelyard.model import CriteriaSet
from steelyard.results.choice import Choice
from steelyard.results.compared.file_marks import marks_of
from steelyard.results.result import find_result
from steelyard.results.words.findings import lead_choices
from steelyard.results.words.glossary import CONDITION, FRAME, HOW_TO_READ, MEANINGS, NOT_SAID
from steelyard.results.words.lead.verdict import judge
from steelyard.results.words.view import (
    CHANGED_SCORES,
    FILE_WEIGHTS_ENTRY,
    WHICH_CRITERIA,
    identity_line,
)

Open = Callable[..., Visit]
Served = tuple[str, Path]


def download(page: Page, label: str) -> bytes:
    """Press a download and return the file."""
    with page.expect_download() as started:
        page.get_by_role("button", name=label).click()
    return Path(started.value.path()).read_bytes()


def slider(page: Page, criterion: str) -> Locator:
    """Return the slider of a criterion's weight."""
    return page.get_by_role("slider", name=criterion, exact=True)


def numbers(page: Page) -> list[str]:
    """Return every number the instrument shows, and what its sliders say."""
    cells = page.locator(".sy tbody .number, .sy tbody .share, .sy tbody .rank").all_inner_texts()
    return cells + [
        str(s.get_attribute("aria-valuetext")) for s in page.get_by_role("slider").all()
    ]


def verdict_of(criteria_set: CriteriaSet, view: View) -> str:
    """Return the sentence Python writes about a view, simulations and flip included."""
    evaluation = evaluate(criteria_set, view)
    shares = sample_simulations(criteria_set, evaluation).lead_shares
    flip = nearest_flip(find_flips(evaluation))
    found = judge(criteria_set, evaluation, shares=shares, flip=flip)
    return f"{found.sentence} {found.because}"


def shown_verdict(page: Page) -> str:
    """Return the two lines on top of the page."""
    return f"{page.locator('h1').inner_text()} {page.locator('.sy .because').inner_text()}"


def test_a_moved_weight_changes_verdict_and_address(visit: Open, served: Served) -> None:
    """Moving a slider by keys re-ranks the options and writes the weight into the address."""
    criteria_set = served_set(served, "lunch")
    seen = visit()
    page = seen.open("?set=lunch")
    assert shown_verdict(page) == verdict_of(criteria_set, View())

    slider(page, "Taste").focus()
    page.keyboard.press("Home")
    page.wait_for_url("**/?set=lunch&w=taste.0&file=*")
    seen.settle()

    assert shown_verdict(page) == verdict_of(criteria_set, View(swings={"taste": 0.0}))
    assert verdict_of(criteria_set, View(swings={"taste": 0.0})) != verdict_of(criteria_set, View())
    assert str(slider(page, "Price").get_attribute("aria-valuetext")).startswith("100%")


def test_dragging_moves_the_page_before_the_hand_lifts(visit: Open) -> None:
    """Ranking, verdict and tracks follow the hand; the address follows when it lifts."""
    seen = visit()
    page = seen.open("?set=iran-2026&frame=six")
    before, address = shown_verdict(page), page.url
    rail = slider(page, "Near-term disruption").bounding_box()
    assert rail is not None
    left, middle = rail["x"] + 10, rail["y"] + rail["height"] / 2
    width = rail["width"] - 20

    page.mouse.move(left + 0.159 * width, middle)
    page.mouse.down()
    page.mouse.move(left + 0.8 * width, middle, steps=12)
    expect(page.locator("h1")).to_contain_text(["Air campaign"])
    seen.settle()
    assert page.url == address
    page.mouse.up()
    page.wait_for_url("**near_term_disruption.*")

    page.get_by_role("button", name="Undo", exact=True).click()
    seen.settle()
    assert shown_verdict(page) == before
    assert "w=" not in page.url
    page.get_by_role("button", name="Redo").click()
    page.wait_for_url("**near_term_disruption.*")


def test_undo_and_redo_by_keys(visit: Open) -> None:
    """Ctrl+Z and Ctrl+Shift+Z go back and forth while the instrument has the focus."""
    seen = visit()
    page = seen.open("?set=lunch")
    before = numbers(page)
    slider(page, "Taste").focus()
    page.keyboard.press("Home")
    page.wait_for_url("**w=taste.0*")
    page.keyboard.press("Control+z")
    page.wait_for_url("**/?set=lunch")
    seen.settle()
    assert numbers(page) == before

    page.keyboard.press("Control+Shift+Z")
    page.wait_for_url("**w=taste.0*")


def test_a_typed_swing_and_a_lock(visit: Open) -> None:
    """A swing of any size can be typed; a locked share stays while another weight moves."""
    seen = visit()
    page = seen.open("?set=iran-2026")
    box = page.get_by_role("spinbutton", name="Importance (swing) of Allied support")
    box.fill("240")
    box.press("Enter")
    page.wait_for_url("**w=allied_support.240*")
    seen.settle()

    page.get_by_role("button", name="Keep the share of Long-term leverage").click()
    page.wait_for_url("**locks=long_term_leverage*")
    seen.settle()
    kept = str(slider(page, "Long-term leverage").get_attribute("aria-valuetext")).split("%")[0]
    before = page.url
    slider(page, "Allied support").focus()
    page.keyboard.press("PageDown")
    expect(page).not_to_have_url(before)
    seen.settle()

    assert slider(page, "Long-term leverage").is_disabled()
    now = str(slider(page, "Long-term leverage").get_attribute("aria-valuetext")).split("%")[0]
    assert now == kept


def importances(page: Page) -> list[str]:
    """Return the importances as their fields show them."""
    boxes = page.get_by_role("spinbutton", name=re.compile(r"^Importance \(swing\) of"))
    return [box.input_value() for box in boxes.all()]


def test_a_moved_importance_is_bounded_and_comes_back(visit: Open) -> None:
    """By keys up and down again, or to an end and back: never above 100, and as filed at last."""
    seen = visit()
    page = seen.open("?set=iran-2026")
    before = importances(page)
    assert before == ["100", "60", "50", "80"]
    moved = slider(page, "Allied support")
    for there, back in (
        (["PageUp"], ["PageDown"]),
        (["ArrowRight"], ["ArrowLeft"]),
        (["PageDown"], ["PageUp"]),
        (["PageUp", "PageUp", "ArrowUp"], ["PageDown", "ArrowDown", "PageDown"]),
    ):
        moved.focus()
        for key in there:
            page.keyboard.press(key)
        page.wait_for_url("**w=**")
        seen.settle()
        assert importances(page) != before
        assert max(float(one) for one in importances(page)) <= 100
        for key in back:
            page.keyboard.press(key)
        expect(page).not_to_have_url(re.compile("w="))
        seen.settle()
        assert importances(page) == before
    moved.focus()
    page.keyboard.press("End")
    page.wait_for_url("**w=**")
    seen.settle()
    assert re.search(r"w=allied_support\.\d+(?=&|$)", page.url), "no other is told as moved"
    now = importances(page)
    assert now[1] == "100"
    assert all(0 < float(one) < 1 for one in [now[0], *now[2:]])
    shares = [
        str(slider(page, name).get_attribute("aria-valuetext")).split(";")[0]
        for name in ("Escalation risk", "Allied support")
    ]
    assert shares[1] == "99%"
    page.get_by_role("button", name="Undo", exact=True).click()
    seen.settle()
    assert importances(page) == before
    assert seen.errors == []


def test_disputing_a_score(visit: Open, served: Served) -> None:
    """A click on a score opens it; the verdict follows, the cell is marked, listed and undone."""
    criteria_set = served_set(served, "lunch")
    seen = visit()
    page = seen.open("?set=lunch")
    before = numbers(page)
    page.get_by_role("button", name="Soup of the day on Taste: 50 points. Open this score").click()
    page.get_by_role("dialog").get_by_role("spinbutton").fill("95")
    page.keyboard.press("Enter")
    page.wait_for_url("**d=soup.taste.95*")
    seen.settle()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page).not_to_have_url(re.compile("score="))
    seen.settle()

    disputed = View(disputes={("soup", "taste"): 95.0})
    assert shown_verdict(page) == verdict_of(criteria_set, disputed)
    expect(page.locator(".sy .disputes")).to_contain_text("1 score differs from the file")
    expect(page.locator(".sy td.disputed")).to_have_count(1)

    other = visit()
    other.open(page.url[len(seen.url) + 1 :])
    assert numbers(other.page) == numbers(page)

    page.get_by_role("button", name=re.compile("^Undo: Soup of the day on Taste")).click()
    page.wait_for_url("**/?set=lunch")
    seen.settle()
    assert numbers(page) == before


@pytest.mark.parametrize("goal", ["Table", "Compare"])
def test_a_lost_click_on_a_link_to_a_page_is_made_good(visit: Open, goal: str) -> None:
    """The server loses a click that another message overtakes: the page is asked for again."""
    seen = visit()
    page = seen.open("evidence?set=lunch")
    page.evaluate("""() => {
        const { socket } = window.steelyardRest;
        const send = socket.send.bind(socket);
        socket.send = () => { socket.send = send; };
    }""")
    page.get_by_role("link", name=goal, exact=True).click()
    page.wait_for_url("**/table?*" if goal == "Table" else f"{seen.url}/?*")
    seen.settle()
    assert seen.errors == []


def test_the_address_shows_a_colleague_the_same(visit: Open) -> None:
    """An address copied into a fresh browser shows every number the same."""
    first = visit()
    page = first.open("?set=iran-2026&frame=six&lens=maximalist")
    slider(page, "Escalation risk").focus()
    page.keyboard.press("PageUp")
    page.wait_for_url("**w=escalation_risk**")
    page.get_by_role("button", name="Hold", exact=True).click()
    page.get_by_role("button", name="Compare it with the leader").click()
    page.wait_for_url("**rival=hold*")
    first.settle()
    page.keyboard.press("Escape")
    expect(page).not_to_have_url(re.compile("option="))
    first.settle()

    second = visit()
    second.open(page.url[len(first.url) + 1 :])

    assert shown_verdict(second.page) == shown_verdict(page)
    assert numbers(second.page) == numbers(page)
    expect(second.page.locator(".sy tr.rival")).to_contain_text("Hold")


def test_an_address_of_an_older_file_says_so(visit: Open) -> None:
    """The hash in the address tells when the file has changed since."""
    page = visit().open("?set=lunch&w=taste.10&file=00000000")

    expect(page.get_by_role("alert")).to_contain_text("has changed since this address was made")


def test_plain_controls_do_the_same_job(visit: Open, served: Served) -> None:
    """Without the instrument Streamlit's own sliders move the same weights."""
    criteria_set = served_set(served, "lunch")
    seen = visit()
    page = seen.open("?set=lunch&plain=1")
    page.get_by_role("slider", name=re.compile("^Taste")).focus()
    page.keyboard.press("Home")
    page.wait_for_url("**w=taste.0*")
    seen.settle()

    assert (
        seen.heading
        == judge(criteria_set, evaluate(criteria_set, View(swings={"taste": 0.0}))).sentence
    )
    assert page.locator(".st-key-chart_scorecard svg.marks").count() == 1


def test_a_mangled_address_is_said_and_left_out(visit: Open, served: Served) -> None:
    """Values the file does not have are named; the file's own view stands in."""
    seen = visit()
    page = seen.open("?set=lunch&frame=zz&lens=../x&w=taste.nan~price.-5~nope.3~taste.9e99")
    criteria_set = served_set(served, "lunch")

    assert seen.heading == judge(criteria_set, evaluate(criteria_set)).sentence
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
    """A lens puts somebody else's weights in force; reset returns to the file's.

    Weights moved since are called moved, and no longer those of the lens.
    """
    criteria_set = served_set(served, "lunch")
    seen = visit()
    page = seen.open("?set=lunch")

    named = page.locator(".sy .lens-list > button")
    expect(named).to_have_text("the file’s")
    page.get_by_label("Weights:").select_option("miser")
    page.wait_for_url("**lens=miser*")
    seen.settle()
    assert shown_verdict(page) == verdict_of(criteria_set, View(lens="miser"))
    expect(page.get_by_text("Money first")).to_be_visible()

    slider(page, "Taste").focus()
    page.keyboard.press("PageUp")
    page.wait_for_url("**w=*")
    expect(named).to_have_text("Miser, moved by you")

    page.get_by_role("button", name="Reset to file").click()
    page.wait_for_url("**/?set=lunch")
    seen.settle()
    assert shown_verdict(page) == verdict_of(criteria_set, View())
    expect(named).to_have_text("the file’s")


def test_scores_and_scenarios_are_chosen_beside_the_weights(visit: Open, served: Served) -> None:
    """The lists of Compare say who leads under each entry, and open it; the first leads back."""
    result = find_result(load_criteria_file(served[1] / "iran-2026.yaml"), Choice())
    seen = visit()
    page = seen.open("?set=iran-2026")
    for kind, label in (("reading", "Scores:"), ("scenario", "Scenario:")):
        choices = lead_choices(result)[kind]
        places = page.get_by_label(label).locator("option")
        expect(places).to_have_count(len(choices))
        for place, cell in zip(places.all(), choices.values(), strict=True):
            assert (place.text_content() or "").endswith(cell.gap)
        chosen = list(choices)[-1]
        page.get_by_label(label).select_option(chosen)
        page.wait_for_url(f"**{kind}={chosen}*")
        seen.settle()
        assert seen.heading == result.change(**{kind: chosen}).verdict.sentence
        page.get_by_label(label).select_option("")
        seen.settle()
        assert seen.heading == result.verdict.sentence
    assert seen.errors == []


def test_scores_changed_by_hand_are_not_called_the_files(visit: Open) -> None:
    """Beside the weights, moved by the visitor, as long as one is disputed or a claim struck."""
    seen = visit()
    for changed in ("d=hold.escalation_risk.12", "struck=kd-38"):
        page = seen.open(f"?set=iran-2026&{changed}")
        scores = page.get_by_label("Scores:")
        expect(scores.locator("button")).to_have_text(
            CHANGED_SCORES.format(reading=FILE_WEIGHTS_ENTRY)
        )
        chosen = scores.locator("option:checked b").first
        expect(chosen).to_have_text(CHANGED_SCORES.format(reading=FILE_WEIGHTS_ENTRY))
    page.get_by_label("Scores:").select_option(index=1)
    page.wait_for_url("**reading=*")
    seen.settle()
    expect(page.get_by_label("Scores:").locator("option b").first).to_have_text(FILE_WEIGHTS_ENTRY)
    assert seen.errors == []


def test_a_step_back_shows_the_view_before(visit: Open, served: Served) -> None:
    """The browser's own Back takes up the weights of the address it returns to."""
    criteria_set = served_set(served, "lunch")
    seen = visit()
    page = seen.open("?set=lunch")
    page.get_by_role("combobox", name="Weights").select_option("miser")
    page.wait_for_url("**lens=miser*")
    seen.settle()

    page.go_back()
    seen.settle()
    assert shown_verdict(page) == verdict_of(criteria_set, View())
    assert "lens=" not in page.url


def rows_of(table: str) -> list[dict[str, str]]:
    """Return the rows of a table without its stamp."""
    return list(csv.DictReader(io.StringIO(table.partition(CSV_LINE)[0])))


def test_pictures_and_data_can_be_taken_away(visit: Open, served: Served) -> None:
    """SVG, PNG and CSV hold the numbers on the page and say where they come from."""
    criteria_set = served_set(served, "lunch")
    evaluation = evaluate(criteria_set)
    sha256 = load_criteria_file(served[1] / "lunch.yaml").sha256
    page = visit().open("?set=lunch")

    svg = download(page, "Scorecard as SVG").decode()
    words = " ".join(ET.fromstring(svg).itertext())
    assert "Chocolate cake" in words
    assert sha256 in svg

    png = download(page, "Scorecard as PNG")
    assert read_png_stamp(png).origin["SHA-256"] == sha256

    table = download(page, "Scorecard as CSV").decode("utf-8-sig")
    assert read_csv_stamp(table.encode()).origin["SHA-256"] == sha256
    rows = rows_of(table)
    assert {row["option_id"]: float(row["total"]) for row in rows} == pytest.approx(
        evaluation.totals, abs=1e-12
    )


def test_the_frame_is_chosen_where_it_changes_something(visit: Open) -> None:
    """Pages that count criteria offer the frames; a round of judges was asked in one of its own."""
    frames = "Which criteria count"
    page = visit().open("table?set=iran-2026")
    expect(page.get_by_label(frames)).to_be_visible()
    page = visit().open("judges?set=iran-2026")
    assert page.get_by_label(frames).count() == 0


def test_a_broken_file_keeps_its_last_good_state(visit: Open, served: Served) -> None:
    """While a file is broken its problems are listed and the page keeps what it showed."""
    criteria_set = served_set(served, "lunch")
    good = judge(criteria_set, evaluate(criteria_set)).sentence
    file = served[1] / "breaking.yaml"
    text = (served[1] / "lunch.yaml").read_text(encoding="utf-8")
    file.write_text(text, encoding="utf-8")
    try:
        seen = visit()
        page = seen.open("?set=breaking")
        assert seen.heading == good

        file.write_text(text.replace("title: Lunch", "title: [Lunch"), encoding="utf-8")
        slider(page, "Taste").focus()
        page.keyboard.press("End")
        page.wait_for_url("**w=*")
        seen.settle()
        expect(page.get_by_role("alert").first).to_contain_text("Below is its last good state")
        expect(page.locator("h1")).to_have_count(1)

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
        expect(page.locator("h1")).to_have_count(1)
    finally:
        file.unlink()


def test_hostile_text_is_only_text_and_nothing_is_fetched(visit: Open) -> None:
    """Labels full of markup run nothing, fetch nothing and are shown letter by letter."""
    seen = visit()
    page = seen.open("?set=hostile&score=first.one")
    reason = "![reason](http://127.0.0.1:9/reason.png) :material/delete:"
    expect(page.get_by_role("dialog")).to_contain_text(reason)
    assert page.evaluate("() => window.pwned") is None
    assert page.locator("a[href*='evil']").count() == 0

    page = seen.open("?set=hostile")
    assert page.evaluate("() => window.pwned") is None
    assert seen.foreign_requests == []
    assert seen.errors == []
    body = page.locator("body").inner_text() + page.locator(".sy").inner_text()
    body = body.replace("\u2060", "")
    for text in ("![one](http://127.0.0.1:9/one.png)", "www.evil.example"):
        assert text in body
    assert page.locator("a[href*='evil']").count() == 0
    csv_text = download(page, "Scorecard as CSV").decode("utf-8-sig")
    assert "'=1+1" in csv_text
    svg = download(page, "Scorecard as SVG").decode()
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
    ranking = page.locator(".sy table").bounding_box()
    first_slider = page.get_by_role("slider").first.bounding_box()

    assert heading is not None
    assert ranking is not None
    assert first_slider is not None
    assert heading["y"] < ranking["y"] < first_slider["y"]
    assert ranking["y"] < 844
    main = page.locator("[data-testid=stMain]")
    assert main.evaluate("e => e.scrollWidth <= e.clientWidth + 1")


def test_dark_mode_draws_dark_charts(visit: Open) -> None:
    """The charts follow the theme the visitor's system asks for."""
    seen = visit(scheme="dark")
    page = seen.open("?set=iran-2026")
    picture = page.locator('[class*="st-key-moving_"] svg.marks').first

    assert page.locator(".sy").get_attribute("data-mode") == "dark"
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
    charts = page.locator("[role=graphics-document]").all()
    labels = [chart.get_attribute("aria-label") or "" for chart in charts]
    told = page.locator('[class*="st-key-moving_"] p.words').all_inner_texts()

    assert len(labels) == 2
    assert all(label.endswith("told in the text above") for label in labels)
    assert len(told) == len(labels)
    assert all(len(text) > 40 for text in told)
    assert any(text.startswith("A hundred simulations by who comes first") for text in told)
    assert "nan" not in " ".join(labels).split()


def test_the_first_page_has_a_name_too(visit: Open) -> None:
    """It stands at the bare address and at /compare, with the same address of a view."""
    seen = visit()
    page = seen.open("compare?set=lunch&w=taste.10")

    expect(page.locator(".sy h1")).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.locator(".st-key-here_Compare")).to_be_visible()
    assert "w=taste.10" in page.url


def test_scores_are_disputed_on_a_phone(visit: Open, served: Served) -> None:
    """A row opens its scores as a list of number boxes, all of them wide enough for a thumb."""
    criteria_set = served_set(served, "lunch")
    option, criterion = next(iter(criteria_set.options)), next(iter(criteria_set.criteria))
    label, name = criteria_set.options[option].label, criteria_set.criteria[criterion].name
    seen = visit(390, 844)
    page = seen.open("?set=lunch")
    opener = page.get_by_role("button", name=f"Scores of {label}", exact=True)
    opener.press("Enter")
    expect(opener).to_have_attribute("aria-expanded", "true")
    box = page.get_by_role("spinbutton", name=f"Score of {label} on {name}", exact=True)
    for target in (opener, box):
        found = target.bounding_box()
        assert found is not None
        assert min(found["width"], found["height"]) >= 44
    box.fill("1")
    box.press("Tab")
    page.wait_for_url(f"**d={option}.{criterion}.1**")
    seen.settle()
    view = View(disputes={(option, criterion): 1.0})
    assert seen.heading == judge(criteria_set, evaluate(criteria_set, view)).sentence

    page.get_by_role("button", name=f"{label} on {name}").filter(has_text="Back to").click()
    page.wait_for_url(re.compile(r"set=lunch$"))
    assert page.locator("[data-testid=stMain]").evaluate("e => e.scrollWidth <= e.clientWidth + 1")


def test_an_address_tells_what_has_changed_since(visit: Open, served: Served) -> None:
    """Opened beside a changed file it names the scores and swings that are others now."""
    file = served[1] / "dinner.yaml"
    text = (served[1] / "lunch.yaml").read_text("utf-8")
    file.write_text(text, "utf-8")
    try:
        criteria_set = served_set(served, "dinner")
        criterion, entry = next(iter(criteria_set.criteria.items()))
        then = {**criteria_set.criteria, criterion: entry.model_copy(update={"swing": 3.25})}
        marks = marks_of(criteria_set.model_copy(update={"criteria": then}))
        address = {"set": "dinner", "w": f"{criterion}.1", "file": "00000000", "was": marks}
        page = visit().open(f"?{urlencode(address)}")
        expect(page.get_by_role("alert")).to_contain_text(f"the swing of {entry.label}")
    finally:
        file.unlink()


def test_scores_are_printed_and_not_values(visit: Open, served: Served) -> None:
    """Every number is the file's score; where low is best the head says so and bars turn round."""
    criteria_set = served_set(served, "iran-2026")
    evaluation = evaluate(criteria_set)
    page = visit().open("?set=iran-2026")
    heads = page.locator(".sy thead th").all_inner_texts()
    assert "↓ low is best" in heads[2]
    assert re.search(r"100\s+points\s+0$", heads[2])
    row = page.locator(".sy tbody tr").first
    option = evaluation.ranking[0]
    shown = row.locator(".cell .number > span").all_inner_texts()
    assert shown == [f"{evaluation.scores[option][c].likely:g}" for c in evaluation.criteria]
    bar = row.locator(".cell .bar").first.bounding_box()
    fill = row.locator(".cell .fill").first.bounding_box()
    assert bar is not None
    assert fill is not None
    value = evaluation.values[option][evaluation.criteria[0]]
    assert fill["width"] / bar["width"] == pytest.approx(value / 100, abs=0.02)


@pytest.mark.parametrize(("name", "first"), [("iran-2026", 300), ("drug-harms-2010", 300)])
def test_a_small_screen_shows_the_ranking_and_says_what_is_decided(
    visit: Open, served: Served, name: str, first: int
) -> None:
    """At 1280 × 720 question, date and judges stand above, and the table begins by 300 pixels."""
    criteria_set = served_set(served, name)
    page = visit(1280, 720).open(f"?set={name}")
    said = page.locator(".st-key-identity").inner_text()
    expect(page.locator(".st-key-question")).to_have_text(criteria_set.question)
    assert identity_line(criteria_set) in said
    row = page.locator(".sy tbody tr").first.bounding_box()
    assert row is not None
    assert row["y"] <= first


def test_names_of_sixteen_columns_are_read_in_full(visit: Open, served: Served) -> None:
    """No head over the sixteen narrow columns of 1280 pixels is cut, and none runs into another."""
    criteria_set = served_set(served, "drug-harms-2010")
    page = visit(1280, 720).open("?set=drug-harms-2010")
    names = page.locator(".sy .head-name")
    assert names.all_inner_texts() == [entry.label for entry in criteria_set.criteria.values()]
    assert names.evaluate_all("all => all.filter((e) => e.scrollWidth > e.clientWidth).length") == 0
    assert page.evaluate(_OVERLAPPING_NAMES) == []


_OVERLAPPING_NAMES = """() => {
    const all = [...document.querySelectorAll("*")];
    const root = all.find((e) => e.shadowRoot?.querySelector(".sy"));
    const boxes = [...root.shadowRoot.querySelectorAll(".sy .head-name")].map((e) => {
        const range = document.createRange();
        range.selectNodeContents(e);
        return { text: e.textContent, box: range.getBoundingClientRect() };
    });
    return boxes.flatMap(({ text, box }, i) => boxes.slice(i + 1)
        .filter(({ box: b }) => box.left < b.right && b.left < box.right
            && box.top + 1 < b.bottom && b.top + 1 < box.bottom)
        .map((other) => [text, other.text]));
}"""


def test_marks_and_words_are_explained_on_every_page(visit: Open, served: Served) -> None:
    """What is decided, when and by whom; one button opens what bars, numbers and words mean."""
    criteria_set = served_set(served, "iran-2026")
    seen = visit()
    for name in ("", "perspectives", "table", "evidence", "judges", "edit", "export", "robustness"):
        page = seen.open(f"{name}?set=iran-2026")
        expect(page.locator(".st-key-question")).to_have_text(criteria_set.question)
        expect(page.get_by_text(identity_line(criteria_set))).to_be_visible()
        expect(page.get_by_role("button", name=HOW_TO_READ)).to_be_visible()
    page.set_viewport_size({"width": 1280, "height": 720})
    seen.settle()
    page.get_by_role("button", name=HOW_TO_READ).click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    assert dialog.evaluate("e => e.scrollHeight <= e.clientHeight"), "all on one screen"
    for said in (MEANINGS[FRAME], MEANINGS[CONDITION], NOT_SAID):
        expect(page.get_by_text(said).first).to_be_visible()


def test_a_phone_explains_the_marks_that_it_draws(visit: Open) -> None:
    """Nothing is said of columns, which it does not have."""
    page = visit(390, 844).open("?set=iran-2026")
    page.get_by_role("button", name=HOW_TO_READ).click()
    expect(page.get_by_text("The line on a total", exact=True)).to_be_visible()
    expect(page.get_by_text("The head of a column", exact=True)).to_have_count(0)


class Holding:
    """Keeps back what the server sends to a page, from `hold` to `release`."""

    def __init__(self, page: Page) -> None:
        self.page, self.kept = page, list[tuple[WebSocketRoute, bytes]]()
        self.is_holding = False
        page.route_web_socket("**/_stcore/stream*", self._route)

    def hold(self) -> None:
        """Keep back everything from now on."""
        self.is_holding = True

    def wait_for_runs(self, runs: int) -> None:
        """Wait until the server has ended so many runs while this holds."""
        deadline = time.monotonic() + WAIT / 1000
        while sum(_ends_a_run(message) for _, message in self.kept) < runs:
            assert time.monotonic() < deadline, "the server has not ended its run"
            self.page.wait_for_timeout(20)

    def release(self) -> None:
        """Let the page have what was kept back, in its order."""
        self.is_holding = False
        for browser_side, message in self.kept:
            browser_side.send(message)

    def _route(self, browser_side: WebSocketRoute) -> None:
        def answer(message: str | bytes) -> None:
            if self.is_holding and isinstance(message, bytes):
                self.kept.append((browser_side, message))
            else:
                browser_side.send(message)

        browser_side.connect_to_server().on_message(answer)


def _ends_a_run(message: bytes) -> bool:
    said = ForwardMsg.FromString(message)
    return (
        said.WhichOneof("type") == "script_finished"
        and said.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
    )


def test_a_request_under_way_does_not_call_the_old_frame_back(visit: Open) -> None:
    """A weight moved before the answer to another frame is here is sent with the old frame."""
    seen = visit()
    connection = Holding(seen.page)
    page = seen.open("?set=iran-2026")
    picker = page.get_by_label(WHICH_CRITERIA)
    expect(picker).to_have_value("four")
    connection.hold()
    page.locator(".sy .frames .link").first.click()
    connection.wait_for_runs(1)
    slider(page, "Escalation risk").press("Home")
    connection.wait_for_runs(2)
    connection.release()
    seen.settle()

    assert "frame=six" in page.url
    expect(picker).to_have_value("six")


_COUNT_MOVES = """(() => {
    window.moves = 0;
    const { animate } = Element.prototype;
    Element.prototype.animate = function (...how) {
        if (this.matches("tr")) window.moves += 1;
        return animate.apply(this, how);
    };
})()"""


def test_rows_stand_in_their_order_from_the_first_and_move_later(visit: Open) -> None:
    """Nothing flies in at first; when a weight moves, the rows that change places do."""
    seen = visit()
    seen.page.add_init_script(_COUNT_MOVES)
    page = seen.open("?set=iran-2026")
    assert page.evaluate("window.moves") == 0
    page.locator(".sy input[type=range]").first.focus()
    page.keyboard.press("End")
    seen.settle()
    assert page.evaluate("window.moves") > 0


def test_sets_are_chosen_by_their_titles(visit: Open) -> None:
    """The list of sets names each by its title, and no file."""
    page = visit().open("?set=iran-2026")
    page.get_by_role("combobox", name="Criteria set").click()
    expect(page.get_by_role("option", name="Harms of twenty drugs")).to_be_visible()
    names = page.get_by_role("option").all_inner_texts()
    assert [name for name in names if name.endswith(".yaml") or "drug-harms" in name] == []
