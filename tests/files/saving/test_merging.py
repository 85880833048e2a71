"""Two hands in one file: what each changed is put together, what clashes is told."""

from __future__ import annotations

import random

import pytest
from files.lunch import LUNCH, load
from files.random_edits import all_spots

from steelyard.files.editing.entry_edits import remove_entry, rename_entry
from steelyard.files.editing.open_text import EditError, Keys, OpenText
from steelyard.files.editing.value_edits import put_value, take_out
from steelyard.files.library import shipped_criteria
from steelyard.files.saving.merging import Merge, merge_texts, resolve

IRAN = (shipped_criteria() / "iran-2026.yaml").read_text(encoding="utf-8")


def plain(text: str) -> object:
    """Return what a text means."""
    return OpenText(text).root.node.plain()


def test_changes_in_two_places_meet() -> None:
    """My score and their title are both in the result."""
    mine = put_value(LUNCH, ("assessments", "soup", "taste"), 41)
    theirs = put_value(LUNCH, ("title",), "Dinner")
    merge = merge_texts(LUNCH, mine, theirs)
    assert merge == Merge(put_value(mine, ("title",), "Dinner"), ())


def test_changes_in_one_line_meet() -> None:
    """Two cells of one row, and score and reason of one cell, are different places."""
    mine = put_value(LUNCH, ("assessments", "soup", "taste", "reason"), "Salt.")
    theirs = put_value(LUNCH, ("assessments", "soup", "price"), 6)
    theirs = put_value(theirs, ("assessments", "soup", "taste"), 45)
    merge = merge_texts(LUNCH, mine, theirs)
    assert merge.clashes == ()
    assert "  soup: {taste: {score: 45, reason: Salt.}, price: 6}\n" in merge.text


def test_a_clash_is_told_in_words_and_decided_by_a_person() -> None:
    """Theirs stand until somebody chooses mine."""
    cell = ("assessments", "menu", "taste")
    mine = put_value(LUNCH, cell, [55, 70, 90])
    theirs = put_value(LUNCH, cell, [50, 75, 95])
    merge = merge_texts(LUNCH, mine, theirs)
    assert merge.text == theirs
    [clash] = merge.clashes
    assert (clash.keys, clash.base, clash.mine, clash.theirs) == (
        (*cell, "score"),
        "50 / 70 / 90",
        "55 / 70 / 90",
        "50 / 75 / 95",
    )
    assert resolve(merge, {}) == theirs
    assert resolve(merge, {clash.keys: "theirs"}) == theirs
    assert resolve(merge, {clash.keys: "mine"}) == mine


def test_the_same_change_from_both_is_no_clash() -> None:
    """Also where one wrote the short form and the other the long one."""
    mine = LUNCH.replace("soup: {taste: 40,", "soup: {taste: 44,")
    theirs = LUNCH.replace("soup: {taste: 40,", "soup: {taste: {score: 44},")
    assert merge_texts(LUNCH, mine, theirs) == Merge(theirs, ())


def test_what_one_removed_and_the_other_changed_is_a_clash() -> None:
    """Choosing mine removes it from theirs too."""
    mine = take_out(LUNCH, ("scenarios", "rain", "shifts", "soup"))
    theirs = put_value(LUNCH, ("scenarios", "rain", "shifts", "soup", "taste"), 12)
    merge = merge_texts(LUNCH, mine, theirs)
    [clash] = merge.clashes
    assert clash.keys == ("scenarios", "rain", "shifts", "soup")
    assert (clash.base, clash.mine, clash.theirs) == ("{taste: 10}", "not there", "{taste: 12}")
    assert plain(resolve(merge, {clash.keys: "mine"})) == plain(mine)


def test_what_both_added_under_one_name_is_compared_inside() -> None:
    """Two new options with one id: their names clash, what only one has does not."""
    mine = put_value(LUNCH, ("options", "pie"), {"name": "Pie"})
    theirs = put_value(LUNCH, ("options", "pie"), {"name": "Pie", "summary": "Hot."})
    assert merge_texts(LUNCH, mine, theirs) == Merge(theirs, ())
    theirs = put_value(LUNCH, ("options", "pie"), {"name": "Tart"})
    assert [clash.keys for clash in merge_texts(LUNCH, mine, theirs).clashes] == [
        ("options", "pie", "name")
    ]


def test_a_renamed_option_against_a_changed_score_is_a_clash() -> None:
    """Nothing that either did is lost without a word."""
    mine = rename_entry(LUNCH, "options", "soup", "broth")
    theirs = put_value(LUNCH, ("assessments", "soup", "taste"), 50)
    merge = merge_texts(LUNCH, mine, theirs)
    assert [clash.keys for clash in merge.clashes] == [("assessments", "soup")]


def test_a_comment_of_mine_comes_along() -> None:
    """So do blank lines and a new order, where nobody else touched the lines."""
    mine = LUNCH.replace("title: Lunch\n", "title: Lunch  # for now\n\n# what matters\n")
    mine = mine.replace("  soup: {name: Soup, needs: [spoon]}\n  cake: {name: Cake}\n",
                        "  cake: {name: Cake}\n  soup: {name: Soup, needs: [spoon]}\n")  # fmt: skip
    theirs = put_value(LUNCH, ("scenarios", "sun", "name"), "Sunshine")
    merge = merge_texts(LUNCH, mine, theirs)
    assert merge == Merge(put_value(mine, ("scenarios", "sun", "name"), "Sunshine"), ())


def test_a_comment_that_cannot_come_along_is_admitted() -> None:
    """Both changed the line; my value is there, my comment is not, and that is said."""
    mine = LUNCH.replace("soup: {taste: 40, price: 5}", "soup: {taste: 42, price: 5}  # mine")
    theirs = LUNCH.replace("soup: {taste: 40, price: 5}", "soup: {taste: 40, price: 6}")
    merge = merge_texts(LUNCH, mine, theirs)
    assert merge.is_layout_lost
    assert "soup: {taste: 42, price: 6}\n" in merge.text
    mine = mine.replace("  # mine", "")
    assert not merge_texts(LUNCH, mine, theirs).is_layout_lost


def test_line_ends_lost_in_a_browser_are_no_change() -> None:
    """The file stays one from Windows, and my comment comes along."""
    base = LUNCH.replace("\n", "\r\n")
    mine = LUNCH.replace("title: Lunch", "title: Lunch  # so far")
    theirs = put_value(base, ("scenarios", "sun", "name"), "Sunshine")
    merge = merge_texts(base, mine, theirs)
    assert merge == Merge(theirs.replace("title: Lunch", "title: Lunch  # so far"), ())


@pytest.mark.parametrize("side", [0, 1, 2])
def test_a_text_that_cannot_be_read_is_refused(side: int) -> None:
    """Whichever of the three it is."""
    texts = [LUNCH, LUNCH, LUNCH]
    texts[side] = "a: ["
    with pytest.raises(EditError, match="cannot be read"):
        merge_texts(*texts)


def test_edits_far_apart_in_a_large_file_meet() -> None:
    """A removed option, a renamed one, and fifty new scores."""
    scores = [spot.keys for spot in all_spots(OpenText(IRAN)) if spot.step == "score"]
    option = "limited_strikes"
    mine = IRAN
    chosen = [keys for keys in scores if option not in keys][:10]
    for keys in chosen:
        mine = put_value(mine, keys, 7)
    theirs = remove_entry(IRAN, "options", option)
    merge = merge_texts(IRAN, mine, theirs)
    assert merge.clashes == ()
    for keys in chosen:
        assert OpenText(merge.text).find(keys)[0].node.content == 7
    assert load(merge.text, shipped_criteria()).problems == ()


def changed_leaves(source: random.Random, text: str) -> tuple[str, dict[Keys, int]]:
    """Return a text with a few numbers changed, and which."""
    sheet = OpenText(text)
    leaves = [spot for spot in all_spots(sheet) if isinstance(spot.node.content, int)]
    leaves = [spot for spot in leaves if isinstance(spot.step, str)]
    changes: dict[Keys, int] = {}
    for spot in source.sample(leaves, source.randint(0, 5)):
        changes[spot.keys] = source.randint(200, 204)
        text = put_value(text, spot.keys, changes[spot.keys])
    return text, changes


@pytest.mark.parametrize("seed", range(20))
def test_no_change_is_ever_lost_in_silence(seed: int) -> None:
    """Each number that either changed is in the result, or in a clash that names both."""
    source = random.Random(seed)
    mine, my_changes = changed_leaves(source, LUNCH)
    theirs, their_changes = changed_leaves(source, LUNCH)
    merge = merge_texts(LUNCH, mine, theirs)
    result = OpenText(merge.text)
    told = [clash.keys for clash in merge.clashes]
    for keys, value in their_changes.items():
        assert result.find(keys)[0].node.content == value
    for keys, value in my_changes.items():
        is_told = any(keys[: len(clash)] == clash[: len(keys)] for clash in told)
        assert is_told == (keys in their_changes and their_changes[keys] != value)
        assert is_told or result.find(keys)[0].node.content == value
    everything = resolve(merge, dict.fromkeys(told, "mine"))
    for keys, value in my_changes.items():
        assert OpenText(everything).find(keys)[0].node.content == value
