"""What people come for, done as they would do it: an analyst in a hurry, a reviewer, a phone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from browser.conftest import Visit
from playwright.sync_api import Locator, expect

from steelyard.files.criteria_files import load_criteria_file
from steelyard.results.choice import Choice
from steelyard.results.result import find_result
from steelyard.results.words.lead.changes import WHAT_CHANGES
from steelyard.results.words.lead.frames import decided_sentence, other_frames
from steelyard.results.words.scores.scales import bar_words, best_end
from steelyard.results.words.sheets.option_card import option_card
from steelyard.results.words.view import identity_line

Open = Callable[..., Visit]
Served = tuple[str, Path]


def is_on_first_screen(place: Locator, height: int) -> bool:
    """Return whether all of a text lies within the window as it opens."""
    box = place.first.bounding_box()
    return box is not None and box["y"] >= 0 and box["y"] + box["height"] <= height


def test_an_analyst_reads_the_answer_off_the_first_screen(visit: Open, served: Served) -> None:
    """What is decided, who leads, why, what would change it, and which end of a scale is good.

    Every answer is whole within the first screen, and each bar beside its score.
    """
    result = find_result(load_criteria_file(served[1] / "iran-2026.yaml"), Choice())
    criteria_set, verdict = result.criteria_set, result.verdict
    page = visit(1280, 720).open("?set=iran-2026")
    frames = [f"{other.criteria}{other.says}" for other in other_frames(result)]
    wanted = [
        page.get_by_text(criteria_set.question),
        page.get_by_text(identity_line(criteria_set)),
        page.get_by_role("heading", name=verdict.sentence),
        page.get_by_text(verdict.because),
        page.get_by_text(verdict.packages),
        page.get_by_text(decided_sentence(result)),
        *(page.get_by_role("listitem").filter(has_text=said) for said in frames),
        page.get_by_role("heading", name=WHAT_CHANGES),
        *(page.get_by_text(f"{name}:", exact=True) for name in ("Weights", "Scores", "Scenario")),
        page.get_by_text(bar_words(criteria_set)),
        *(
            page.locator(".sy thead th", has_text=best_end(criteria_set, criteria_set.criteria[c]))
            for c in result.evaluation.criteria
        ),
        *(
            page.get_by_role("rowheader", name=criteria_set.options[option].label)
            for option in result.evaluation.ranking[:8]
        ),
    ]
    assert "What would change the leader" in verdict.because
    assert [place for place in wanted if not is_on_first_screen(place, 720)] == []


def test_a_reviewer_disputes_a_score_and_saves_it_in_four_actions(
    visit: Open, served: Served
) -> None:
    """Open the score, dispute it with a reason, write, save: the reason is in the file."""
    file = served[1] / "disputed.yaml"
    file.write_text((served[1] / "lunch.yaml").read_text("utf-8"), "utf-8")
    try:
        seen = visit()
        page = seen.open("?set=disputed")
        page.get_by_role("button", name="Soup of the day on Taste: 50 points").click()
        sheet = page.get_by_role("dialog")
        sheet.get_by_role("spinbutton").fill("90")
        sheet.get_by_role("textbox").fill("I have tasted it.")
        sheet.get_by_role("button", name="Dispute at 90").click()
        page.wait_for_url("**why=soup.taste*")
        seen.settle()
        sheet.get_by_role("button", name="Write into the file").click()
        dialog = page.get_by_role("dialog", name="Write your view into the file")
        expect(dialog.get_by_role("textbox", name="Your reason")).to_have_value("I have tasted it.")
        dialog.get_by_role("textbox", name="Your name").fill("A. Reviewer")
        dialog.get_by_role("button", name="Save to the file").click()
        expect(page.get_by_role("dialog")).to_have_count(0)
        seen.settle()

        text = file.read_text("utf-8")
        assert "I have tasted it." in text
        assert "A. Reviewer" in text
        assert load_criteria_file(file).problems == ()
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
