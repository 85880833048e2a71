"""Journeys of a judge: on a phone by keyboard alone to handing in, and nothing of others sent."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.conftest import HERE, run_dashboard
from browser.test_accessibility import _SMALL_TARGETS, FINGER, audit
from browser.test_new_set import Folder, drop
from judged_sets import Judged
from orchard_set import write_orchard
from playwright.sync_api import Browser, Locator, Page, expect

from steelyard.files.judgements.rounds import LoadedRound, load_rounds
from steelyard.files.judgements.sealing import NewRound, open_round
from steelyard.files.judgements.sheet_writing import write_sheet
from steelyard.model import Ask, JudgeSheet, Score
from steelyard.results.words.judging.sheet import SHEET

PAGE = "judges?set=lunch&judge=birch"
SENTINEL = "13.577"
WORDS = "heron-and-otter"
MOST_STOPS = 60
CELLS = 6
MUCH = 100_000
NUMBERS = ("low", "high", "likely")
KEYS = ("Enter", "Control+Enter", "Shift+Tab")


def lunch(place: Path) -> Judged:
    """Return the set in the served folder."""
    made = Judged.__new__(Judged)
    made.file = place / "lunch.yaml"
    return made


@pytest.fixture
def folder(browser: Browser, tmp_path: Path) -> Iterator[Folder]:
    """Serve a small set with an open round of three judges, anew for each journey."""
    (tmp_path / "lunch.yaml").write_bytes((HERE / "sets" / "lunch.yaml").read_bytes())
    made = lunch(tmp_path)
    judges = ("alder", "birch", "cedar")
    open_round(made.file, made.criteria_set, (), NewRound(judges, seed=5, opened="2026-11-29"))
    with run_dashboard(tmp_path) as url:
        yield Folder(browser, tmp_path, url)


def now(folder: Folder) -> LoadedRound:
    """Return the round as it is on disk."""
    made = lunch(folder.place)
    return load_rounds(made.file, made.criteria_set)[-1]


def own_sheet(folder: Folder) -> JudgeSheet:
    """Return the judge's sheet as it is on disk."""
    sheet = now(folder).sheets["birch"].sheet
    assert sheet is not None
    return sheet


def press(page: Page, *keys: str) -> None:
    """Press keys one after the other, or type what is no key."""
    for key in keys:
        if key in KEYS:
            page.keyboard.press(key)
        else:
            page.keyboard.type(key)


def tab_to(page: Page, target: Locator) -> None:
    """Go to an element by the Tab key alone."""
    expect(target).to_be_visible()
    for _ in range(MOST_STOPS):
        if target.evaluate("(node) => node.matches(':focus')"):
            return
        page.keyboard.press("Tab")
    pytest.fail("the Tab key does not lead there")


def check_shape(page: Page) -> None:
    """Nothing scrolls sideways, and every target is as large as a finger."""
    width = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert width[0] <= width[1]
    assert page.evaluate(_SMALL_TARGETS, [".judge-sheet", FINGER]) == []


def test_a_judge_on_a_phone_by_keyboard_alone(folder: Folder) -> None:
    """All cells, the swings and a cross-check; a half answer stays; then the sheet is sealed."""
    seen = folder.visit(width=390, height=844)
    page = seen.open(PAGE)
    low, high, likely = (page.locator(f".here .{name} .number") for name in NUMBERS)
    tab_to(page, low)
    press(page, "2", "Enter")
    expect(page.get_by_text(SHEET["next_high"])).to_be_visible()
    seen.settle()
    seen.open(PAGE)
    expect(low).to_have_value("2")
    check_shape(page)
    assert audit(page) == []
    tab_to(page, high)
    press(page, "1", "Enter")
    expect(page.get_by_text(SHEET["low_above"])).to_be_visible()
    expect(likely).to_be_focused()
    press(page, "Shift+Tab", "18", "Enter")
    expect(likely).to_be_focused()
    press(page, "9", "Enter")
    for done in range(1, CELLS):
        expect(page.get_by_role("textbox", name="Your reason")).to_be_focused()
        press(page, "So it seems.", "Control+Enter")
        expect(page.locator(".short")).to_contain_text(f"{done} of {CELLS} cells judged")
        expect(low).to_be_focused()
        if done < CELLS - 1:
            press(page, "2", "Enter", "18", "Enter", "9", "Enter")
    press(page, "u")
    expect(page.locator("h1")).to_have_text([SHEET["heading_swings"]])
    swing = page.locator(".step-row.here .number")
    for number in ("100", "60"):
        expect(swing).to_be_focused()
        press(page, number, "Control+Enter")
        expect(page.locator(".step-row.here textarea")).to_be_focused()
        press(page, "It counts.", "Control+Enter")
    answer = page.locator(".check button").first
    expect(answer).to_be_focused()
    check_shape(page)
    press(page, "Enter")
    expect(answer).to_have_attribute("aria-pressed", "true")
    press(page, "Control+Enter")
    hand_in = page.get_by_role("button", name="Hand in", exact=True)
    tab_to(page, hand_in)
    assert audit(page) == []
    press(page, "Enter")
    tab_to(page, page.get_by_role("button", name="Seal my sheet for good"))
    press(page, "Enter")
    expect(page.locator("h1")).to_have_text(["Your sheet is handed in"])
    seen.settle()
    assert now(folder).sheets["birch"].is_sealed
    sheet = own_sheet(folder)
    assert len(sheet.cells) == CELLS
    assert sum(not answer.score.known for answer in sheet.cells.values()) == 1
    assert sorted(swing.swing for swing in sheet.swings.values()) == [60, 100]
    assert len(sheet.checks) == 1
    seen.open(PAGE)
    expect(low).not_to_be_editable()
    assert seen.errors == []


def test_a_second_round_by_keyboard(folder: Folder) -> None:
    """Others' answers are shown without names; one is kept, one changed with its reason."""
    made = lunch(folder.place)
    for judge, likely in (("alder", 30), ("birch", 50), ("cedar", 80)):
        cell = {"score": [20, likely, 90], "reason": f"So said {likely}."}
        scores = {"soup": {"taste": cell}, "cake": {"taste": cell}}
        made.hand_in(judge, scores, {"taste": 100, "price": 40})
    made.close()
    asked = Ask(cells={"soup": ["taste"], "cake": ["taste"]}, swings=False)
    made.open("alder", "birch", "cedar", ask=asked, seed=5)
    seen = folder.visit()
    page = seen.open(PAGE)
    expect(page.locator(".reasons li")).to_have_text(
        ["30So said 30.", "50So said 50.yours", "80So said 80."]
    )
    tab_to(page, page.locator(".row.here .name"))
    press(page, "Enter")
    expect(page.locator("h1")).to_have_text(
        [SHEET["heading_again"].format(round=2, done=1, count=2, changed=0)]
    )
    expect(page.locator(".here .low .number")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text(SHEET["next_why"])).to_be_visible()
    press(page, "r", "Eighty is well argued.", "Control+Enter")
    # After the last answer the page goes on to handing in by itself.
    expect(page.locator("h1")).to_have_text(["Your sheet is whole"])
    seen.settle()
    answers = own_sheet(folder).cells.values()
    assert sorted(answer.score[:3] for answer in answers) == [(20, 50, 90), (20, 55, 90)]
    assert {answer.was for answer in answers} == {Score(20, 50, 90)}
    assert sorted(answer.why for answer in answers) == ["", "Eighty is well argued."]
    assert seen.errors == []


def test_nothing_of_another_judge_is_sent(folder: Folder) -> None:
    """Not in a frame, an answer of the server, a download or the page, on any part of it."""
    made = lunch(folder.place)
    for judge in ("alder", "cedar"):
        cell = {"score": [1, float(SENTINEL), 19], "reason": WORDS}
        off = {"score": [1, 2, float(f"9{SENTINEL}")], "reason": WORDS}
        scores = {"soup": {"price": cell, "taste": cell}, "cake": {"price": off}}
        swings = {"taste": {"swing": float(SENTINEL), "reason": WORDS}}
        made.put(judge, write_sheet(made.sheet(judge, scores, swings)))
    seen = folder.visit(scheme="dark")
    page, sent = seen.page, list[bytes]()
    page.on("websocket", lambda socket: socket.on("framereceived", lambda raw: keep(sent, raw)))
    page.on("response", lambda answer: sent.append(answer.url.encode()))
    for part in ("", "&tab=swings", "&tab=hand_in", "&tab=workbook"):
        seen.open(PAGE + part)
        assert audit(page) == []
        sent.append(page.content().encode())
        sent.append(page.locator("body").inner_text().encode())
    for form in ("XLSX", "ODS", "CSV"):
        with page.expect_download() as started:
            page.get_by_role("button", name=form).click()
        raw = Path(started.value.path()).read_bytes()
        sent.append(raw if form == "CSV" else unpacked(raw))
    seen.open(PAGE)
    page.locator(".here .low .number").fill("3")
    page.keyboard.press("Enter")
    expect(page.get_by_text(SHEET["next_high"])).to_be_visible()
    seen.settle()
    assert any(b"judge-sheet" in raw for raw in sent)
    assert len(b"".join(sent)) > MUCH
    for raw in sent:
        assert SENTINEL.encode() not in raw
        assert WORDS.encode() not in raw
    assert seen.errors == []


def keep(sent: list[bytes], raw: bytes | str) -> None:
    """Keep a frame as bytes."""
    sent.append(raw if isinstance(raw, bytes) else raw.encode())


def unpacked(raw: bytes) -> bytes:
    """Return everything that a packed workbook holds."""
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        return b"".join(package.read(name) for name in package.namelist())


def test_a_filled_workbook_on_the_page(folder: Folder) -> None:
    """A misfit is named by sheet and cell; a mended sheet comes into the answers."""
    seen = folder.visit()
    page = seen.open(f"{PAGE}&tab=workbook")
    with page.expect_download() as started:
        page.get_by_role("button", name="CSV").click()
    blank = Path(started.value.path()).read_text(encoding="utf-8-sig")
    for numbers, told in (("19,3,9", "low is above high"), ("3,19,9", "1 answer")):
        rows = [
            line.replace("soup,Soup of the day,,,,,,", f"soup,Soup of the day,,,{numbers},Fair.")
            if line.startswith("price,soup")
            else line
            for line in blank.splitlines()
        ]
        raw = "\r\n".join(rows).encode()
        drop(seen, "birch.csv", raw)
        expect(page.get_by_text(told).first).to_be_visible()
        seen.settle()
    assert own_sheet(folder).cells["soup", "price"].score[:3] == (3, 9, 19)
    assert seen.errors == []


def test_the_paragraph_of_a_claim_beside_the_cell(browser: Browser, tmp_path: Path) -> None:
    """It unfolds with its passage marked, by keyboard too, and stays open while one answers."""
    made = Judged.__new__(Judged)
    made.file = write_orchard(tmp_path) / "orchard.yaml"
    made.open()
    with run_dashboard(made.file.parent) as url:
        seen = Folder(browser, made.file.parent, url).visit()
        page = seen.open("judges?set=orchard&judge=birch")
        page.get_by_role("button", name="Cost to the town").click()
        page.get_by_role("button", name="Leave", exact=True).click()
        expect(page.locator(".claims h3")).to_have_text(
            [f"{SHEET['for']} (1)", f"{SHEET['against']} (0)"]
        )
        button = page.get_by_role("button", name="paragraph", exact=False)
        expect(button).to_have_attribute("aria-expanded", "false")
        button.focus()
        page.keyboard.press("Enter")
        expect(page.locator(".claims mark")).to_have_text("costs about 2,600 a year")
        assert audit(page) == []
        page.locator(".here .low .number").fill("3")
        page.keyboard.press("Enter")
        expect(page.get_by_text(SHEET["next_high"])).to_be_visible()
        seen.settle()
        expect(page.locator(".claims mark")).to_be_visible()
        assert seen.errors == []
