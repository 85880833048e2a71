"""People of a team in a browser: a judge takes a seat and hands in, and the log tells who did what.

They log in by a password at nginx, which names them; rounds lie in the database.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from browser.conftest import WAIT, Visit
from browser.test_accessibility import audit
from judged_sets import SET
from playwright.sync_api import Browser, expect
from serving.replicas import ROLES, serve_front
from serving.team import PASSWORD, Team, free_port, serve_team

from steelyard.results.words.judging.sheet import NO_SEAT_YET, TAKE_SEAT
from steelyard.views.log.acts_words import A_JUDGE, LOG_HEADS

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="Windows and macOS have no packages of Debian"
)
SHAPES = [("light", 1440, 900), ("dark", 390, 844)]


@dataclass
class Served:
    """A server, and the address at which nginx answers for it."""

    browser: Browser
    team: Team
    url: str

    def enter(
        self, user: str, scheme: str = "light", width: int = 1440, height: int = 900
    ) -> Visit:
        """Open a window of somebody."""
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if scheme == "dark" else "light",
            http_credentials={"username": user, "password": PASSWORD},
            ignore_https_errors=True,
        )
        context.set_default_timeout(WAIT)
        seen = Visit(context.new_page(), self.url.rstrip("/"))
        seen.page.on("pageerror", lambda error: seen.errors.append(str(error)))
        return seen


@pytest.fixture
def served(browser: Browser, tmp_path: Path) -> Iterator[Served]:
    """Serve a small set that nobody has judged."""
    (tmp_path / "criteria").mkdir()
    (tmp_path / "criteria" / "lunch.yaml").write_text(SET, encoding="utf-8")
    url = f"https://localhost:{free_port()}/steelyard/"
    with (
        serve_team(tmp_path, public_url=url, login="headers", roles=ROLES) as team,
        serve_front(tmp_path, url, {"one": team, "two": team}),
    ):
        yield Served(browser, team, url)


def is_clean(seen: Visit) -> None:
    """Check that nothing serious is found on a page, and that it does not scroll sideways."""
    assert audit(seen.page) == []
    main = seen.page.locator("[data-testid=stMain]")
    assert main.evaluate("e => e.scrollWidth - e.clientWidth") <= 0


def open_round(served: Served) -> None:
    """Have the facilitator open a round for two judges."""
    seen = served.enter("fay")
    page = seen.open("judges?set=lunch")
    page.get_by_role("button", name="Open round 1").click()
    expect(page.get_by_role("heading", name="judges have sealed round 1")).to_be_visible()
    seen.settle()
    page.context.close()


def test_a_judge_takes_a_seat_and_the_log_tells_no_name(served: Served) -> None:
    """Seat, answers, handing in; then the facilitator filters the log and takes it away."""
    open_round(served)
    for shape in SHAPES:
        seen = served.enter("ada", *shape)
        seen.open("judges?set=lunch")
        expect(seen.page.locator("h1")).to_have_text([NO_SEAT_YET])
        is_clean(seen)
        seen.page.context.close()
    seen = served.enter("ada")
    page = seen.open("judges?set=lunch")
    page.get_by_role("button", name=TAKE_SEAT).click()
    low = page.locator(".here .low .number")
    expect(low).to_be_visible()
    low.click()
    for done in range(1, 5):
        for number in ("2", "18", "9"):
            page.keyboard.type(number)
            page.keyboard.press("Enter")
        page.keyboard.type("So it seems.")
        page.keyboard.press("Control+Enter")
        if done < 4:
            expect(page.locator(".short")).to_contain_text(f"{done} of 4 cells judged")
            expect(low).to_be_focused()
    expect(page.locator("h1")).to_have_text(["Which worst-to-best step matters most?"])
    seen.settle()
    page.get_by_role("radio", name="Hand in").click()
    seen.settle()
    is_clean(seen)
    page.get_by_role("button", name="Hand in with gaps").click()
    page.get_by_role("button", name="Seal my sheet for good").click()
    expect(page.locator("h1")).to_have_text(["Your sheet is handed in"])
    seen.settle()
    assert seen.errors == []
    page.context.close()

    for shape in SHAPES:
        seen = served.enter("fay", *shape)
        seen.open("log?set=lunch")
        expect(seen.page.locator("h1")).to_have_text(["2 acts"])
        is_clean(seen)
        seen.page.locator(".st-key-whose").get_by_role("button", name="fay").click()
        expect(seen.page.get_by_text("You may read the log.")).to_be_visible()
        seen.page.keyboard.press("Escape")
        seen.settle()
        if shape is not SHAPES[-1]:
            seen.page.context.close()
    page = seen.page
    page.get_by_role("combobox", name="What").click()
    page.get_by_role("option", name="handed in a sheet").click()
    expect(page.locator("h1")).to_have_text(["1 of 2 acts"])
    seen.settle()
    with page.expect_download() as started:
        page.get_by_role("button", name="These rows as CSV").click()
    raw = Path(started.value.path()).read_bytes()
    head, *rows = csv.reader(raw.decode("utf-8-sig").splitlines())
    assert (tuple(head), len(rows)) == (LOG_HEADS, 1)
    told = dict(zip(LOG_HEADS, rows[0], strict=True))
    assert (told["Who"], told["What"]) == (A_JUDGE, "handed in a sheet")
    assert told["SHA-256"] == ""
    assert "ada" not in raw.decode("utf-8-sig")
    seen.open("log?set=lunch")
    # Taking the log away is an act like any other.
    expect(page.locator("h1")).to_have_text(["3 acts"])
    assert seen.errors == []


def test_a_reader_is_refused_the_log_in_words(served: Served) -> None:
    """There is no link to it; its address says why, and leads back."""
    seen = served.enter("ray")
    page = seen.open("?set=lunch")
    expect(page.get_by_role("link", name="Export", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Log", exact=True)).to_have_count(0)
    answer = page.goto(f"{served.url}log?set=lunch")
    assert answer is not None
    assert answer.status == 403
    expect(page.get_by_text("You are logged in as ray, with the role reader.")).to_be_visible()
    assert audit(page) == []
    page.get_by_role("link", name="Back to the dashboard").click()
    expect(page.get_by_role("link", name="Export", exact=True)).to_be_visible()
