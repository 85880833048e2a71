"""Options and criteria come and go with everything that refers to them."""

from __future__ import annotations

import pytest
from files.lunch import LUNCH, load

from steelyard.files.editing.entry_edits import (
    add_criterion,
    add_option,
    remove_criterion,
    remove_option,
    rename_criterion,
    rename_option,
)
from steelyard.files.editing.open_text import EditError
from steelyard.files.library import shipped_criteria

IRAN = (shipped_criteria() / "iran-2026.yaml").read_text(encoding="utf-8")


def test_an_option_is_renamed_wherever_it_is_named() -> None:
    """Definition, scores, packages, readings and scenarios; names and claims stay."""
    after = rename_option(LUNCH, "soup", "broth")
    assert "soup" not in after
    assert after.count("broth") == LUNCH.count("soup")
    assert after.replace("broth", "soup") == LUNCH
    assert load(after).problems == ()


def test_a_criterion_is_renamed_wherever_it_is_named() -> None:
    """Definition, frames, scores, swings, readings and shifts."""
    after = rename_criterion(LUNCH, "taste", "flavour")
    assert after.replace("flavour", "taste") == LUNCH
    assert load(after).problems == ()


def test_an_option_and_a_criterion_of_one_name_are_not_mixed_up() -> None:
    """Only the option's places change where a criterion has the same id."""
    text = "criteria: {x: {name: X}}\noptions: {x: {name: X}}\nassessments: {x: {x: 1}}\n"
    after = "criteria: {x: {name: X}}\noptions: {y: {name: X}}\nassessments: {y: {x: 1}}\n"
    assert rename_option(text, "x", "y") == after


def test_a_shipped_file_is_renamed_and_back_to_the_byte() -> None:
    """A rename touches nothing but the id."""
    after = rename_option(IRAN, "hold", "carry_on_as_now")
    assert "\n  carry_on_as_now:" in after
    assert rename_option(after, "carry_on_as_now", "hold") == IRAN


def test_a_new_option_comes_last_and_is_unknown_everywhere() -> None:
    """It has a name and no scores."""
    after = add_option(LUNCH, "pie", "Pie: hot")
    assert '  pie: {name: "Pie: hot"}\nconditions:' in after
    assert load(after).problems == ()


def test_a_new_criterion_gets_no_weight_in_the_lenses() -> None:
    """Without a swing in each lens the lens would be refused; 0 leaves its ranking alone."""
    after = add_criterion(LUNCH, "speed", "Speed")
    assert "swings: {taste: 100, price: 0, speed: 0}" in after
    assert load(after).problems == ()


def test_an_option_goes_with_every_mention() -> None:
    """No reference to it is left, and nothing else is wrong afterwards."""
    after = remove_option(LUNCH, "soup")
    assert "soup" not in after
    assert "parts: [cake]" in after
    assert load(after).problems == ()


def test_a_criterion_goes_with_every_mention() -> None:
    """Swings, scores, frames and shifts of it go."""
    after = remove_criterion(LUNCH, "taste")
    assert "taste" not in after
    assert load(after).problems == ()


def test_a_frame_that_would_be_empty_goes_too() -> None:
    """A frame must name one criterion at least."""
    text = LUNCH.replace("criteria: [taste, price]}", "criteria: [taste]}")
    after = remove_criterion(text, "taste")
    assert "both" not in after
    assert load(after).problems == ()


@pytest.mark.parametrize("option", ["limited_strikes", "hold"])
def test_an_option_of_a_shipped_file_can_go(option: str) -> None:
    """What is left has no problem of its own making."""
    assert load(remove_option(IRAN, option), shipped_criteria()).problems == ()


def test_what_cannot_be_is_refused() -> None:
    """Ids that are taken, badly formed or not there, and the last of a kind."""
    with pytest.raises(EditError, match="already an entry cake under options"):
        add_option(LUNCH, "cake", "Cake")
    with pytest.raises(EditError, match="Nice Pie cannot be an id"):
        add_option(LUNCH, "Nice Pie", "Pie")
    with pytest.raises(EditError, match="already an entry cake"):
        rename_option(LUNCH, "soup", "cake")
    with pytest.raises(EditError, match="no criterion wine"):
        rename_criterion(LUNCH, "wine", "beer")
    with pytest.raises(EditError, match="no option wine"):
        remove_option(LUNCH, "wine")
    with pytest.raises(EditError, match="this is the last one"):
        remove_criterion("criteria: {a: {name: A}}\noptions: {b: {name: B}}\n", "a")
    assert rename_option(LUNCH, "soup", "soup") == LUNCH
