"""The good parts of a faulty file load, and mean what they meant."""

from __future__ import annotations

import pytest
from files.lunch import LUNCH, codes, good, load, lunch

from steelyard.analysis.totals import View, evaluate
from steelyard.files.yaml.documents import remove_entries
from steelyard.model import UNKNOWN


def test_the_file_to_break_is_whole() -> None:
    """What the other tests start from has no problem."""
    assert codes(LUNCH) == []


@pytest.mark.parametrize(
    "score", ["lots", "[1, 2]", "{score: 5, confidence: sure}", "150", "{}", ""]
)
def test_a_faulty_assessment_becomes_unknown(score: str) -> None:
    """Whatever is wrong with the cell, it is unknown and its neighbours stay."""
    text = lunch(old="cake: {taste: 80, price: 8}", new=f"cake: {{taste: {score}, price: 8}}")
    assert [line for _, line in codes(text)] == [18]
    result = evaluate(good(text))
    assert result.unknown == {("cake", "taste")}
    assert good(text).assessments["cake"]["price"].score.likely == 8
    assert good(text).assessments["soup"] == good(LUNCH).assessments["soup"]


@pytest.mark.parametrize("score", ["lots", "101", "[3, 2, 1]", "{score: 5, confidenc: low}"])
def test_a_faulty_cell_of_a_reading_is_not_the_base_score(score: str) -> None:
    """Under the reading's name the cell is unknown, unless only a key without numbers is wrong."""
    text = lunch(old="{soup: {taste: 90}}", new=f"{{soup: {{taste: {score}}}}}")
    assert len(codes(text)) == 1
    cell = good(text).readings["gourmet"].assessments["soup"]["taste"]
    assert cell.score == (UNKNOWN if "confidenc" not in score else (5, 5, 5, True))
    assert evaluate(good(text), View(reading="gourmet")).values["soup"]["taste"] != 40


def test_a_reading_with_a_faulty_row_is_left_out() -> None:
    """Without the row it would be another reading."""
    text = lunch(old="{soup: {taste: 90}}", new="{soup: 90}")
    assert codes(text) == [("C003", 23)]
    assert good(text).readings == {}


def test_a_faulty_criterion_is_left_out_with_its_cells() -> None:
    """No cell, frame, lens or scenario keeps a trace of it, and the rest is evaluated."""
    text = lunch(old="name: Taste, swing: 60", new="name: Taste, swing: many")
    assert codes(text) == [("C003", 4)]
    criteria_set = good(text)
    assert list(criteria_set.criteria) == ["price"]
    assert criteria_set.frames["both"].criteria == ["price"]
    assert [list(row) for row in criteria_set.assessments.values()] == [["price"]] * 3
    assert list(criteria_set.lenses["child"].swings) == ["price"]
    assert criteria_set.scenarios["rain"].shifts == {"soup": {}}
    # Price 0 to 20, lower is better: 5 → 75, 8 → 60, 12 → 40.
    assert evaluate(criteria_set).totals == {"soup": 75.0, "cake": 60.0, "menu": 40.0}


def test_a_faulty_option_is_left_out_with_its_cells() -> None:
    """Parts that name it lose it; nobody else's total moves."""
    text = lunch(old="cake: {name: Cake}", new="cake: {name: 5}")
    assert codes(text) == [("C003", 12)]
    criteria_set = good(text)
    assert criteria_set.options["menu"].parts == ["soup"]
    assert "cake" not in criteria_set.assessments
    whole = evaluate(good(LUNCH)).totals
    assert evaluate(criteria_set).totals == {"soup": whole["soup"], "menu": whole["menu"]}


@pytest.mark.parametrize(
    ("old", "new", "gone"),
    [
        ("name: Gourmet,", "nam: Gourmet,", "readings"),
        ("name: Child,", "name: '',", "lenses"),
        ("name: Both,", "name: [Both],", "frames"),
        ("name: Spoon", "name: Spoon, state: perhaps", "conditions"),
        ("name: Senses", "title: Senses", "groups"),
    ],
)
def test_a_faulty_entry_of_a_section_goes_alone(old: str, new: str, gone: str) -> None:
    """The section is there without it, and every other section is unchanged."""
    text = lunch(old=old, new=new)
    assert codes(text)
    whole, kept = good(LUNCH), good(text)
    assert getattr(kept, gone) == {}
    for section in ("readings", "lenses", "frames", "scenarios", "assessments"):
        if section != gone:
            assert getattr(kept, section) == getattr(whole, section)


@pytest.mark.parametrize("key", ["swin", "better_", "scal", "vale"])
def test_a_misspelt_key_that_changes_numbers_spoils_its_entry(key: str) -> None:
    """With the default in its place the criterion would count, wrongly, as whole."""
    text = lunch(old="{name: Taste, swing: 60,", new=f"{{name: Taste, {key}: 60,")
    assert codes(text) == [("C001", 4)]
    assert "taste" not in good(text).criteria


@pytest.mark.parametrize("key", ["not", "swing_reasn", "comment"])
def test_an_unknown_key_without_numbers_is_dropped_alone(key: str) -> None:
    """A misspelt note costs the note and nothing else."""
    text = lunch(old="{name: Taste, swing: 60,", new=f"{{name: Taste, {key}: abc, swing: 60,")
    assert codes(text) == [("C001", 4)]
    assert good(text) == good(LUNCH)


def test_an_unknown_key_that_explains_a_missing_one_is_one_problem() -> None:
    """`nmae` says it all: that `name` is missing is not said again."""
    assert codes(lunch(old="cake: {name: Cake}", new="cake: {nmae: Cake}")) == [("C001", 12)]
    assert codes(lunch(old="title: Lunch", new="tilte: Lunch")) == [("C001", 2)]


def test_an_unrelated_unknown_key_does_not_hide_a_missing_one() -> None:
    """Two faults are two problems."""
    text = lunch(old="cake: {name: Cake}", new="cake: {zzz: Cake}")
    assert sorted(codes(text)) == [("C001", 12), ("C002", 12)]


def test_a_key_in_brackets_spoils_only_itself() -> None:
    """A key that ends in a bracket or parenthesis is a key like any other to the reader."""
    text = lunch(old="cake: {name: Cake}", new="cake: {name: Cake}\n  'pie (hot)': {name: 5}")
    assert codes(text) == [("C005", 13), ("C003", 13)]
    assert list(good(text).options) == ["soup", "cake", "menu"]
    assert codes(LUNCH + "'[key]': 1\n") == [("C001", 27)]


def test_all_problems_come_in_one_pass_and_in_the_order_of_the_file() -> None:
    """Syntax, shape, references and numbers are reported together."""
    text = (
        LUNCH.replace("title: Lunch", "title: Lunch\nzzz: 1")
        .replace("swing: 60,", "swing: 60, swing: 61,")
        .replace("[taste, price]}", "[taste, price, looks]}")
        .replace("taste: 80", "taste: 180")
        .replace("soup: {taste: 10}", "soup: {taste: much}")
    )
    assert codes(text) == [("C001", 3), ("S006", 5), ("C010", 10), ("C014", 19), ("C003", 26)]


def test_without_a_usable_section_there_is_no_decision() -> None:
    """No option, no decision; the problems say why."""
    assert codes("format: 1\ntitle: T\ncriteria: {a: {name: A}}\n") == [("C002", 1)]
    assert load("format: 1\ntitle: T\ncriteria: {a: {name: A}}\n").criteria_set is None


def test_a_missing_title_is_made_up_and_said() -> None:
    """The file's name stands in, so that the rest can be shown."""
    text = lunch(old="title: Lunch\n", new="")
    assert codes(text) == [("C002", 1)]
    assert good(text).title == "lunch"


def test_entries_are_removed_by_their_first_numbers() -> None:
    """Removing two elements of one list takes the two that were meant; others are no error."""
    plain = {"a": [10, 20, 30], "b": {"c": 1}}
    kept = remove_entries(plain, [("a", 0), ("a", 1), ("b", "c"), ("b", "d"), ("x", "y", 0)])
    assert kept == {"a": [30], "b": {}}
    assert plain == {"a": [10, 20, 30], "b": {"c": 1}}
    assert remove_entries(plain, [], [("b", "c"), ("b", "d")])["b"] == {"c": "unknown"}
