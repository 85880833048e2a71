"""The replica that a judge answers at is killed: every answer is there, and is handed in."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.conftest import WAIT, Visit
from browser.test_killed_replica import come_back, enter, kill_under, replica_of
from judged_sets import SET
from playwright.sync_api import Browser, Page, expect
from serving.replicas import Replicas, serve_replicas
from serving.sealed_rounds import FAY, Sealed, acting, person, sealed

from steelyard.files.judgements.own_sheet import own_answers
from steelyard.model import JudgeSheet
from steelyard.results.words.judging.sheet import SHEET, TAKE_SEAT
from steelyard.serving.store.address import read_store_address
from steelyard.serving.store.migrating import open_store
from steelyard.views.visitor.visitor_words import BAR_WORDS

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="Windows and macOS have no packages of Debian"
)
ADA = person("ada", "judge")
REASON = "A heron was seen at noon."


@pytest.fixture
def judged(tmp_path: Path) -> Iterator[tuple[Replicas, Sealed]]:
    """Serve a small set with an open round by two replicas; give the rounds as a third has them."""
    (tmp_path / "criteria").mkdir()
    (tmp_path / "criteria" / "lunch.yaml").write_text(SET, encoding="utf-8")
    with serve_replicas(tmp_path) as replicas:
        store = open_store(read_store_address(replicas.database.address, tmp_path))
        with sealed(tmp_path, store) as made:
            made.open_by(FAY, "alder", "birch", "cedar")
            yield replicas, made
        store.close()


def sheet_of(made: Sealed) -> JudgeSheet:
    """Return the judge's sheet as the database has it."""
    judge = made.seat(ADA)
    with acting(ADA):
        return own_answers(made.last(), made.criteria_set, judge)


def begin_answers(seen: Visit, made: Sealed) -> Page:
    """Take a seat, answer one cell, and begin the next, all of it typed and not all of it sent."""
    page = seen.open("judges?set=lunch")
    page.get_by_role("button", name=TAKE_SEAT).click()
    low = page.locator(".here .low .number")
    expect(low).to_be_visible()
    seen.settle()
    low.click()
    for number in ("2", "18", "9"):
        page.keyboard.type(number)
        page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Your reason")).to_be_focused()
    page.keyboard.type("So it seems.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".short")).to_contain_text("1 of 4 cells judged")
    expect(page.get_by_text(SHEET["saved"])).to_be_visible()
    seen.settle()
    assert len(sheet_of(made).cells) == 1
    expect(low).to_be_focused()
    page.keyboard.type("3")
    page.keyboard.press("Enter")
    page.get_by_role("textbox", name="Your reason").click()
    page.keyboard.type(REASON)
    return page


def wait_until_kept(page: Page, made: Sealed) -> None:
    """Wait until the database has the answer of one cell, and what was begun of the next."""
    found: object = None
    for _ in range(WAIT // 200):
        sheet = sheet_of(made)
        begun = [
            (part.low, part.reason) for row in sheet.unfinished.values() for part in row.values()
        ]
        found = ([answer.reason for answer in sheet.cells.values()], begun)
        if found == (["So it seems."], [(3, REASON)]):
            return
        page.wait_for_timeout(200)
    pytest.fail(f"the database has {found}")


def check_and_hand_in(seen: Visit, made: Sealed) -> None:
    """Everything stands on the sheet and in the database; then the sheet is sealed."""
    page = seen.page
    expect(page.locator(".here .low .number")).to_have_value("3")
    expect(page.get_by_role("textbox", name="Your reason")).to_have_value(REASON)
    wait_until_kept(page, made)
    expect(page.get_by_text(SHEET["saved"])).to_be_visible()
    page.get_by_role("radio", name="Hand in").click()
    page.get_by_role("button", name="Hand in with gaps").click()
    page.get_by_role("button", name="Seal my sheet for good").click()
    expect(page.locator("h1")).to_have_text(["Your sheet is handed in"])
    seen.settle()
    assert made.seat(ADA) in made.last().round.sealed  # type: ignore[union-attr]


@pytest.mark.parametrize("is_reloaded", [True, False], ids=["reload", "no reload"])
def test_a_judge_goes_on(
    browser: Browser, judged: tuple[Replicas, Sealed], is_reloaded: bool
) -> None:
    """After a reload, and by itself."""
    replicas, made = judged
    seen = enter(browser, replicas, "ada")
    begin_answers(seen, made)
    other = kill_under(seen, replicas)
    if is_reloaded:
        come_back(seen)
    check_and_hand_in(seen, made)
    assert replica_of(seen) == other
    assert seen.errors == []
    if is_reloaded:
        assert seen.page.evaluate("Object.keys(sessionStorage).join()").count("judged") == 0


def test_answers_typed_while_no_server_is_there(
    browser: Browser, judged: tuple[Replicas, Sealed]
) -> None:
    """They are kept in the tab, sent when a server is there again, and then forgotten there."""
    replicas, made = judged
    seen = enter(browser, replicas, "ada")
    page = begin_answers(seen, made)
    with replicas.cut_off():
        expect(page.get_by_text(BAR_WORDS["away"])).to_be_visible()
        reason = page.get_by_role("textbox", name="Your reason")
        reason.fill("")
        reason.click()
        page.keyboard.type(REASON, delay=50)
        expect(reason).to_have_value(REASON)
        page.wait_for_function("text => JSON.stringify(sessionStorage).includes(text)", arg=REASON)
        expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_text(BAR_WORDS["away"])).to_have_count(0)
    come_back(seen)
    check_and_hand_in(seen, made)
    assert REASON not in page.evaluate("JSON.stringify(sessionStorage)")
