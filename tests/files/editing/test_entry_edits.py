"""Options and criteria come and go with everything that refers to them."""

from __future__ import annotations

import pytest
from files.lunch import LUNCH, load

from steelyard.files.editing.entry_edits import (
    NOUNS,
    add_entry,
    find_citations,
    find_mentions,
    move_entry,
    remove_entry,
    rename_claim,
    rename_entry,
)
from steelyard.files.editing.open_text import EditError, OpenText
from steelyard.files.library import shipped_criteria

IRAN = (shipped_criteria() / "iran-2026.yaml").read_text(encoding="utf-8")
DRUGS = (shipped_criteria() / "drug-harms-2010.yaml").read_text(encoding="utf-8")


def test_an_option_is_renamed_wherever_it_is_named() -> None:
    """Definition, scores, packages, readings and scenarios; names and claims stay."""
    after = rename_entry(LUNCH, "options", "soup", "broth")
    assert "soup" not in after
    assert after.count("broth") == LUNCH.count("soup")
    assert after.replace("broth", "soup") == LUNCH
    assert load(after).problems == ()


def test_a_criterion_is_renamed_wherever_it_is_named() -> None:
    """Definition, frames, scores, swings, readings and shifts."""
    after = rename_entry(LUNCH, "criteria", "taste", "flavour")
    assert after.replace("flavour", "taste") == LUNCH
    assert load(after).problems == ()


def test_an_option_and_a_criterion_of_one_name_are_not_mixed_up() -> None:
    """Only the option's places change where a criterion has the same id."""
    text = "criteria: {x: {name: X}}\noptions: {x: {name: X}}\nassessments: {x: {x: 1}}\n"
    after = "criteria: {x: {name: X}}\noptions: {y: {name: X}}\nassessments: {y: {x: 1}}\n"
    assert rename_entry(text, "options", "x", "y") == after


def test_a_shipped_file_is_renamed_and_back_to_the_byte() -> None:
    """A rename touches nothing but the id."""
    after = rename_entry(IRAN, "options", "hold", "carry_on_as_now")
    assert "\n  carry_on_as_now:" in after
    assert rename_entry(after, "options", "carry_on_as_now", "hold") == IRAN


def test_a_new_option_comes_last_and_is_unknown_everywhere() -> None:
    """It has a name, and on every criterion it says that nothing is known."""
    after = add_entry(LUNCH, "options", "pie", "Pie: hot")
    assert '  pie: {name: "Pie: hot"}\nconditions:' in after
    loaded = load(after)
    assert loaded.problems == ()
    assert loaded.criteria_set is not None
    cells = loaded.criteria_set.assessments["pie"]
    assert [*cells] == [*loaded.criteria_set.criteria]
    assert not any(cell.score.known for cell in cells.values())


def test_a_new_criterion_gets_no_weight_in_the_lenses() -> None:
    """Without a swing in each lens the lens would be refused; 0 leaves its ranking alone."""
    after = add_entry(LUNCH, "criteria", "speed", "Speed")
    assert "swings: {taste: 100, price: 0, speed: 0}" in after
    assert load(after).problems == ()


def test_a_new_criterion_has_a_swing_that_can_be_seen() -> None:
    """It is the mean of those that are there, so that it takes no more than an equal share."""
    text = "criteria: {a: {name: A, swing: 10}, b: {name: B, swing: 25}}\n"
    after = add_entry(f"{text}options: {{c: {{name: C}}}}\n", "criteria", "d", "D")
    assert "d: {name: D, swing: 17.5}" in after


def test_an_option_goes_with_every_mention() -> None:
    """No reference to it is left, and nothing else is wrong afterwards."""
    after = remove_entry(LUNCH, "options", "soup")
    assert "soup" not in after
    assert "parts: [cake]" in after
    assert load(after).problems == ()


def test_a_criterion_goes_with_every_mention() -> None:
    """Swings, scores, frames and shifts of it go."""
    after = remove_entry(LUNCH, "criteria", "taste")
    assert "taste" not in after
    assert load(after).problems == ()


def test_a_frame_that_would_be_empty_goes_too() -> None:
    """A frame must name one criterion at least."""
    text = LUNCH.replace("criteria: [taste, price]}", "criteria: [taste]}")
    after = remove_entry(text, "criteria", "taste")
    assert "both" not in after
    assert load(after).problems == ()


@pytest.mark.parametrize("option", ["limited_strikes", "hold"])
def test_an_option_of_a_shipped_file_can_go(option: str) -> None:
    """What is left has no problem of its own making."""
    assert load(remove_entry(IRAN, "options", option), shipped_criteria()).problems == ()


def test_what_cannot_be_is_refused() -> None:
    """Ids that are taken, badly formed or not there, and the last of a kind."""
    with pytest.raises(EditError, match="already an entry cake under options"):
        add_entry(LUNCH, "options", "cake", "Cake")
    with pytest.raises(EditError, match="Nice Pie cannot be an id"):
        add_entry(LUNCH, "options", "Nice Pie", "Pie")
    with pytest.raises(EditError, match="already an entry cake"):
        rename_entry(LUNCH, "options", "soup", "cake")
    with pytest.raises(EditError, match="no criterion wine"):
        rename_entry(LUNCH, "criteria", "wine", "beer")
    with pytest.raises(EditError, match="no option wine"):
        remove_entry(LUNCH, "options", "wine")
    with pytest.raises(EditError, match="this is the last one"):
        remove_entry("criteria: {a: {name: A}}\noptions: {b: {name: B}}\n", "criteria", "a")
    assert rename_entry(LUNCH, "options", "soup", "soup") == LUNCH


def test_what_a_removal_takes_along_is_known_before() -> None:
    """Whatever names an entry, as a whole where nothing would be left of it."""
    for section, entry in (("options", "soup"), ("criteria", "taste")):
        after = OpenText(remove_entry(LUNCH, section, entry))
        for path in find_mentions(LUNCH, section, entry):
            in_list = isinstance(path[-1], int)
            assert not OpenText(LUNCH).find(path)[1]
            assert in_list or after.find(path)[1]


def test_a_comparison_goes_with_either_of_its_criteria() -> None:
    """Of two criteria that were compared one alone says nothing."""
    text = LUNCH + "independence:\n  - {criteria: [taste, price]}\n"
    after = remove_entry(text, "criteria", "taste")
    assert "independence: []" in after
    assert load(after).problems == ()


@pytest.mark.parametrize("section", NOUNS)
@pytest.mark.parametrize("text", [IRAN, DRUGS], ids=["iran", "drugs"])
def test_every_entry_is_added_renamed_moved_and_removed_to_the_byte(
    text: str, section: str
) -> None:
    """In every section; back at the old id, place and number of entries the file is the old one."""
    added = add_entry(text, section, "one-more", "One more")
    assert [one for one in load(added, shipped_criteria()).problems if one.code != "C011"] == []
    assert remove_entry(added, section, "one-more") == text

    entries = [key for key, _ in OpenText(added).find((section,))[0].node.entries()]
    for entry in (entries[0], entries[-1]):
        renamed = rename_entry(added, section, entry, "null")
        assert load(renamed, shipped_criteria()).problems == ()
        assert rename_entry(renamed, section, "null", entry) == added

    moved = move_entry(added, (section, "one-more"), -len(entries))
    ids = [key for key, _ in OpenText(moved).find((section,))[0].node.entries()]
    assert ids == ["one-more", *entries[:-1]]
    assert move_entry(moved, (section, "one-more"), len(entries)) == added


def test_comments_above_and_beside_move_with_their_entry() -> None:
    """A comment after a blank line belongs to nobody and stays; so does the last line's end."""
    text = "frames:\n  # of a\n  a: {name: A}  # beside\n\n  # alone\n\n  # of b\n  b:\n    name: B"
    after = (
        "frames:\n  # of b\n  b:\n    name: B\n\n  # alone\n\n  # of a\n  a: {name: A}  # beside"
    )
    assert move_entry(text, ("frames", "a"), 1) == after
    assert move_entry(after, ("frames", "b"), 1) == text
    assert move_entry(text, ("frames", "a"), -1) == text
    assert move_entry("frames: {a: 1,  b: 2}", ("frames", "b"), -1) == "frames: {b: 2,  a: 1}"


def test_a_claim_is_renamed_wherever_it_is_cited() -> None:
    """Also where a mark of YAML has to be kept out; in a list with both only one is left."""
    text = "criteria: {a: {claims: [x, w]}}\nassessments: {b: {a: {inferred_from: [x]}}}\n"
    assert len(find_citations(text, "x")) == 2
    assert rename_claim(text, "x", "true") == text.replace("x, w", '"true", w').replace(
        "[x]", '["true"]'
    )
    assert rename_claim(text, "x", "w") == text.replace("x, w", "w").replace("[x]", "[w]")
    with pytest.raises(EditError, match="cites no claim z"):
        rename_claim(text, "z", "w")
    with pytest.raises(EditError, match="cannot be an id"):
        rename_claim(text, "x", "Y")
