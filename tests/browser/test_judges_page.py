"""Journeys of a facilitator: two rounds, what is never sent too early, and every view clean."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browser.conftest import Visit, run_dashboard
from browser.test_accessibility import audit
from browser.test_new_set import Folder
from judged_sets import THREE, Judged
from playwright.sync_api import Browser, expect

from steelyard.model import Ask
from steelyard.results.judges.group_result import GroupResult
from steelyard.results.words.judges import disagreement_heading, group_heading

Open = Callable[..., Visit]
SECRETS = ("61.25", "62.25", "71.25", "Quincunx")


class JudgedFolder(Folder):
    """A folder with a set that is judged while it is served."""

    made: Judged

    def result(self, number: int) -> GroupResult:
        """Return the group after a round, as the files are now."""
        return GroupResult(self.made.criteria_set, self.made.rounds[number - 1])


@pytest.fixture
def folder(browser: Browser, tmp_path: Path) -> Iterator[JudgedFolder]:
    """Serve a folder with one small set that nobody has judged."""
    made = Judged(tmp_path)
    with run_dashboard(made.file.parent) as url:
        served = JudgedFolder(browser, made.file.parent, url)
        served.made = made
        yield served


def test_a_facilitator_goes_through_two_rounds(folder: JudgedFolder) -> None:
    """Opened, watched, closed, discussed, asked again and compared; nothing is sent too early."""
    seen, made = folder.visit(), folder.made
    page, frames = seen.page, list[bytes]()

    def keep(payload: str | bytes) -> None:
        frames.append(payload if isinstance(payload, bytes) else payload.encode())

    page.on("websocket", lambda socket: socket.on("framereceived", keep))
    seen.open("judges?set=lunch")
    page.get_by_role("textbox", name="Judges, by pseudonym").fill("alder, birch, cedar")
    page.keyboard.press("Enter")
    seen.settle()
    page.get_by_role("button", name="Open round 1").click()
    expect(page.get_by_role("heading", name="0 of 3 judges have sealed round 1")).to_be_visible()

    scores, swings = THREE["alder"]
    hidden = {**scores["soup"], "taste": {"score": [40, 61.25, 62.25], "reason": "Quincunx"}}
    made.hand_in("alder", {**scores, "soup": hidden}, {**swings, "price": 71.25})
    expect(page.get_by_role("heading", name="1 of 3 judges has sealed round 1")).to_be_visible()
    for judge in ("birch", "cedar"):
        made.hand_in(judge, *THREE[judge])
    expect(page.get_by_role("heading", name="3 of 3 judges have sealed round 1")).to_be_visible()
    seen.settle()
    page.get_by_role("button", name="Close the round").click()
    expect(page.get_by_text("Close with 3 sealed sheets?")).to_be_visible()
    seen.settle()
    sent = b"".join(frames) + page.content().encode()
    assert not [secret for secret in SECRETS if secret.encode() in sent]

    page.get_by_role("button", name="Close it for good").click()
    expect(page.get_by_role("heading", name="change the leader")).to_be_visible()
    assert page.locator("h1").inner_text() == disagreement_heading(folder.result(1))
    seen.settle()
    expect(page.get_by_role("cell", name="cake, taste.").first).to_be_visible()
    page.get_by_role("radio", name="Round 2").click()
    seen.settle()
    page.get_by_role("button", name="We have discussed it").click()
    expect(page.get_by_role("button", name="We have discussed it")).to_be_hidden()
    seen.settle()
    page.get_by_role("button", name="Open round 2").click()
    expect(page.get_by_role("heading", name="0 of 3 judges have sealed round 2")).to_be_visible()
    asked = made.rounds[1].round
    assert asked is not None
    assert asked.ask.cells
    option, (criterion, *_) = next(iter(asked.ask.cells.items()))
    changed = {option: {criterion: {"score": 50, "was": 40, "why": "I had not counted that."}}}
    made.hand_in("birch", changed, {})
    expect(page.get_by_role("heading", name="1 of 3 judges has sealed round 2")).to_be_visible()
    seen.settle()
    page.get_by_role("button", name="Close the round").click()
    seen.settle()
    page.get_by_role("button", name="Close it for good").click()
    expect(page.get_by_role("radio", name="After round 2")).to_be_visible()
    seen.settle()
    page.get_by_role("radio", name="Group result").click()
    seen.settle()
    page.get_by_role("tab", name="Rounds compared").click()
    expect(page.get_by_text("I had not counted that.")).to_be_visible()
    assert page.locator("h1").inner_text() == group_heading(folder.result(2))
    assert "view=result" in page.url
    assert not seen.errors


def test_what_a_judge_begins_is_sent_to_nobody_else(folder: JudgedFolder) -> None:
    """A sheet that is not handed in, on every view and page of another visitor."""
    made = folder.made
    made.open()
    answers = {"soup": {"taste": {"score": [61.25, 62.25, 63.25], "reason": "Quincunx"}}}
    made.hand_in("alder", answers, {"taste": 71.25}, seal=False)
    seen, frames = folder.visit(), list[bytes]()

    def keep(payload: str | bytes) -> None:
        frames.append(payload if isinstance(payload, bytes) else payload.encode())

    seen.page.on("websocket", lambda socket: socket.on("framereceived", keep))
    for address in ("?set=lunch", "judges?set=lunch", "judges?set=lunch&view=disagreement",
                    "judges?set=lunch&judge=birch", "perspectives?set=lunch"):  # fmt: skip
        seen.open(address)
        frames.append(seen.page.content().encode())
    sent = b"".join(frames)
    assert not [secret for secret in SECRETS if secret.encode() in sent]


VIEWS = (
    "", "view=disagreement", "view=disagreement&tab=judges", "view=disagreement&tab=criteria",
    "view=disagreement&tab=settle", "view=disagreement&tab=all", "view=result",
)  # fmt: skip


@pytest.mark.parametrize(
    ("scheme", "width", "height", "most"),
    [("light", 1440, 900, 1800), ("dark", 390, 844, 6000)],
    ids=["wide", "phone"],
)
def test_every_view_is_clean_and_low(
    visit: Open, scheme: str, width: int, height: int, most: int
) -> None:
    """The simulated example of the shipped set: no serious finding, no page too high or wide."""
    seen = visit(width, height, scheme=scheme)
    faults = {}
    for view in VIEWS:
        found = audit(seen.open(f"judges?set=iran-2026&{view}"))
        main = seen.page.locator("[data-testid=stMain]")
        high, wide = main.evaluate("e => [e.scrollHeight, e.scrollWidth - e.clientWidth]")
        if found or high > most or wide > 0:
            faults[view] = (found, high, wide)
    assert faults == {}


def test_the_views_of_two_rounds_are_clean(folder: JudgedFolder) -> None:
    """Progress while a round is open and closed, the next round, and the rounds compared."""
    made = folder.made
    made.open()
    seen = folder.visit()
    assert audit(seen.open("judges?set=lunch")) == []
    for judge, answers in THREE.items():
        made.hand_in(judge, *answers)
    made.close()
    made.open(ask=Ask(cells={"soup": ["taste"]}, swings=False))
    changed = {"score": [60, 70, 80], "was": [10, 30, 50], "why": "I had not counted that."}
    made.hand_in("cedar", {"soup": {"taste": changed}}, {})
    made.close()
    for view in ("progress", "opening", "disagreement", "result&tab=moved"):
        assert audit(seen.open(f"judges?set=lunch&view={view}")) == [], view
