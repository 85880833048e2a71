"""What people come for, done as they would do it: an analyst in a hurry, a reviewer, a phone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from browser.conftest import Visit
from browser.legible import squeezed, text_on_screen
from playwright.sync_api import Locator, Page, expect

from steelyard.files.criteria_files import load_criteria_file
from steelyard.results.choice import Choice
from steelyard.results.result import find_result
from steelyard.results.words.lead.changes import WHAT_CHANGES
from steelyard.results.words.lead.frames import decided_sentence, other_frames
from steelyard.results.words.scores.scales import bar_words, best_end
from steelyard.results.words.sheets.claim_lines import NAME_AND_REASON
from steelyard.results.words.sheets.option_card import option_card
from steelyard.results.words.view import identity_line

Open = Callable[..., Visit]
Served = tuple[str, Path]


WIDE = 8
"""Up to so many criteria have a head with room for the best end of each scale."""


def is_on_first_screen(place: Locator, height: int) -> bool:
    """Return whether all of a text lies within the window as it opens."""
    box = place.first.bounding_box()
    return box is not None and box["y"] >= 0 and box["y"] + box["height"] <= height


@pytest.mark.parametrize("name", ["iran-2026", "drug-harms-2010"])
def test_an_analyst_reads_the_answer_off_the_first_screen(
    visit: Open, served: Served, name: str
) -> None:
    """What is decided, who leads, why, what would change it, and which end of a scale is good.

    Every answer is whole within the first screen, and each bar beside its score.
    """
    result = find_result(load_criteria_file(served[1] / f"{name}.yaml"), Choice())
    criteria_set, verdict = result.criteria_set, result.verdict
    page = visit(1280, 720).open(f"?set={name}")
    frames = [f"{other.criteria}{other.says}" for other in other_frames(result)]
    criteria = [criteria_set.criteria[c] for c in result.evaluation.criteria]
    wanted = {
        "what is decided": [criteria_set.question, identity_line(criteria_set)],
        "who leads": [verdict.sentence],
        "why": [verdict.because.partition("What would change")[0], verdict.packages],
        "what would change it": [
            verdict.because.partition("What would change")[2],
            decided_sentence(result),
            *frames,
            WHAT_CHANGES,
        ],
        "what is good on this scale": [
            bar_words(criteria_set),
            *(best_end(criteria_set, entry) for entry in criteria if len(criteria) <= WIDE),
        ],
        "the ranking": [criteria_set.options[o].label for o in result.evaluation.ranking[:8]],
    }
    assert "What would change the leader" in verdict.because
    seen = text_on_screen(page)
    missing = {
        asked: [answer for answer in answers if squeezed(answer) not in seen]
        for asked, answers in wanted.items()
    }
    assert missing == {asked: [] for asked in wanted}


class Hand:
    """What a person does, each thing counted: a click or tap, a text typed, a drag."""

    def __init__(self, page: Page) -> None:
        self.page, self.actions = page, 0

    def click(self, place: Locator) -> None:
        """Click or tap."""
        self.actions += 1
        place.click()

    def type(self, place: Locator, text: str) -> None:
        """Go into a field and type a text, over what stands in it."""
        self.actions += 1
        place.fill(text)

    def drag(self, slider: Locator, share: float) -> None:
        """Drag the thumb of a slider from where it stands to a share of its length."""
        self.actions += 1
        slider.scroll_into_view_if_needed()
        box = slider.bounding_box()
        assert box is not None
        low, high, now = slider.evaluate("e => [+e.min, +e.max, +e.value]")
        thumb, middle = 22, box["y"] + box["height"] / 2

        def at(part: float) -> float:
            return box["x"] + thumb / 2 + part * (box["width"] - thumb)

        self.page.mouse.move(at((now - low) / (high - low)), middle)
        self.page.mouse.down()
        self.page.mouse.move(at(share), middle, steps=5)
        self.page.mouse.up()


SOUP = "Soup of the day on Taste: 50 points"


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)], ids=["wide", "phone"])
def test_a_reviewer_disputes_a_score_and_saves_it_in_four_actions(
    visit: Open, served: Served, width: int, height: int
) -> None:
    """From the open sheet: a score, a reason, a name, one button. The next one takes only three."""
    file = served[1] / "disputed.yaml"
    file.write_text((served[1] / "lunch.yaml").read_text("utf-8"), "utf-8")
    try:
        seen = visit(width, height)
        page = seen.open("?set=disputed&score=soup.taste")
        sheet, hand = page.get_by_role("dialog"), Hand(page)
        hand.type(sheet.get_by_role("spinbutton"), "90")
        hand.type(sheet.get_by_role("textbox", name="Your reason"), "I have tasted it.")
        hand.type(sheet.get_by_role("textbox", name="Your name"), "A. Reviewer")
        hand.click(sheet.get_by_role("button", name="Save to the file"))
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(page.get_by_text("Saved to disputed.yaml")).to_be_visible()
        seen.settle()
        assert hand.actions <= 4
        saved = load_criteria_file(file)
        assert saved.problems == ()
        assert saved.criteria_set is not None
        reading = saved.criteria_set.readings["a_reviewer"]
        assert reading.name == "A. Reviewer"
        assert reading.assessments["soup"]["taste"].score.likely == 90
        assert "I have tasted it." in file.read_text("utf-8")

        page = seen.open("?set=disputed&score=salad.taste")
        name = sheet.get_by_role("textbox", name="Your name")
        if name.input_value() != "A. Reviewer":
            # A page that is loaded anew is another session, which knows nobody.
            name.fill("A. Reviewer")
        hand = Hand(page)
        hand.drag(sheet.get_by_role("slider"), 0.25)
        hand.type(sheet.get_by_role("textbox", name="Your reason"), "Wilted.")
        hand.click(sheet.get_by_role("button", name="Save to the file"))
        expect(page.get_by_role("dialog")).to_have_count(0)
        seen.settle()
        assert hand.actions <= 3
        saved = load_criteria_file(file)
        assert saved.criteria_set is not None
        second = saved.criteria_set.readings["a_reviewer_2"].assessments["salad"]["taste"]
        assert abs(second.score.likely - 25) <= 2
        assert seen.errors == []
    finally:
        file.unlink()


def test_a_dispute_beside_other_changes_is_looked_over_first(visit: Open, served: Served) -> None:
    """A missing reason is asked for; where a weight was moved too, all that is written is shown."""
    file = served[1] / "disputed.yaml"
    before = (served[1] / "lunch.yaml").read_text("utf-8")
    file.write_text(before, "utf-8")
    try:
        seen = visit()
        page = seen.open("?set=disputed&w=price.10&score=soup.taste")
        sheet = page.get_by_role("dialog")
        save = sheet.get_by_role("button", name="Save to the file")
        expect(save).to_be_disabled()
        sheet.get_by_role("spinbutton").fill("90")
        sheet.get_by_role("textbox", name="Your name").fill("A. Reviewer")
        save.click()
        expect(sheet.get_by_text(NAME_AND_REASON)).to_be_visible()
        reason = sheet.get_by_role("textbox", name="Your reason")
        expect(reason).to_be_focused()
        page.keyboard.type("I have tasted it.")
        save.click()
        dialog = page.get_by_role("dialog", name="Write your view into the file")
        expect(dialog.get_by_role("textbox", name="Your reason")).to_have_value("I have tasted it.")
        expect(dialog.get_by_role("textbox", name="Your name")).to_have_value("A. Reviewer")
        expect(dialog).to_contain_text("Weights you moved")
        assert file.read_text("utf-8") == before
        dialog.get_by_role("button", name="Save to the file").click()
        expect(page.get_by_role("dialog")).to_have_count(0)
        seen.settle()
        saved = load_criteria_file(file)
        assert saved.criteria_set is not None
        assert "a_reviewer" in saved.criteria_set.readings
        assert "a_reviewer" in saved.criteria_set.lenses
        assert seen.errors == []
    finally:
        file.unlink()


def test_a_phone_shows_the_ranking_at_once_and_a_tap_tells_more(
    visit: Open, served: Served
) -> None:
    """The leader is on the first screen; a tap on an option says what it is and what it needs."""
    result = find_result(load_criteria_file(served[1] / "iran-2026.yaml"), Choice())
    option = result.evaluation.ranking[1]
    card = option_card(result, option)
    seen = visit(390, 844)
    page = seen.open("?set=iran-2026")
    first = result.criteria_set.options[result.evaluation.ranking[0]].label
    assert is_on_first_screen(page.get_by_role("button", name=first, exact=True), 844)

    page.get_by_role("button", name=card.title, exact=True).click()
    told = page.get_by_role("dialog", name=card.title)
    expect(told).to_contain_text(card.summary)
    for need in card.needs:
        expect(told).to_contain_text(need[2])
    page.go_back()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert seen.errors == []
