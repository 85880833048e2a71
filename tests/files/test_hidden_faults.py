"""One fault never hides another: everything wrong in a file is told at the first reading."""

from __future__ import annotations

import pytest
from files.lunch import LUNCH, codes, good, load, lunch

TASTE = "name: Taste, swing: 60,"
PRICE = "name: Price, better: lower, scale: {from: 0, to: 20}, swing: 40"


@pytest.mark.parametrize("other", ["swing: many", "better: up", "swin: 60", "name: 5", "zzz: 1"])
def test_an_anchor_off_the_scale_is_told_beside_another_fault(other: str) -> None:
    """Whatever else is wrong with its criterion."""
    named = "" if other.startswith("name") else "name: Taste, "
    text = lunch(old=TASTE, new=f"{named}{other}, anchors: {{0: bad, 150: good}},")
    assert sorted(code for code, _ in codes(text)) == sorted(
        ["C017", *(code for code, _ in codes(lunch(old=TASTE, new=f"{named}{other},")))]
    )


@pytest.mark.parametrize("other", ["confidence: sure", "zzz: 1", "reason: 5", "as_of: soon"])
def test_a_score_off_its_scale_is_told_beside_a_bad_value_in_its_cell(other: str) -> None:
    """Both are told, each at its own place."""
    text = lunch(old="taste: 80,", new=f"taste: {{score: 150, {other}}},")
    assert len(codes(text)) == 2
    assert ("C014", 18) in codes(text)


@pytest.mark.parametrize("key", ["scoer", "scor", "Score", "sscore"])
def test_the_value_below_a_misspelt_score_is_checked(key: str) -> None:
    """As a score, and against its scale."""
    assert codes(lunch(old="taste: 80,", new=f"taste: {{{key}: 150}},")) == [
        ("C001", 18),
        ("C014", 18),
    ]
    assert codes(lunch(old="taste: 80,", new=f"taste: {{{key}: lots}},")) == [
        ("C001", 18),
        ("C013", 18),
    ]


def test_a_score_off_its_scale_is_told_in_an_entry_with_an_unknown_key() -> None:
    """In a reading, and where the whole criterion is set aside for a misspelt key."""
    text = lunch(old="{name: Gourmet, assess", new="{name: Gourmet, zzz: 1, assess")
    assert codes(text.replace("taste: 90", "taste: 190")) == [("C001", 23), ("C014", 23)]
    text = lunch(old=PRICE, new=PRICE.replace("swing", "swin")).replace("price: 8", "price: 80")
    assert codes(text) == [("C001", 5), ("C014", 18)]


def test_everything_below_a_misspelt_section_is_checked() -> None:
    """Shape, references, numbers: as if the section had its right name."""
    text = (
        LUNCH.replace("\nassessments:", "\nasessments:")
        .replace("taste: 80", "taste: 180")
        .replace("price: 12", "prise: 12")
        .replace("price: 5", "price: {score: 5, confidence: sure}")
    )
    assert codes(text) == [("C001", 16), ("C006", 17), ("C014", 18), ("C010", 19)]
    text = LUNCH.replace("\ncriteria:", "\ncritera:").replace("group: senses", "group: sences")
    assert codes(text) == [("C001", 3), ("C010", 4)]
    text = LUNCH.replace("\nlenses:", "\nlens:").replace("taste: 100, ", "taste: -1, ")
    assert codes(text) == [("C001", 20), ("C007", 21)]


def test_dangling_ids_are_told_where_every_criterion_is_set_aside() -> None:
    """And so are scores off their scale."""
    text = (
        LUNCH.replace("swing: 60", "swing: x")
        .replace("swing: 40", "swing: y")
        .replace("[spoon]", "[fork]")
        .replace("price: 8", "price: 80")
    )
    assert load(text).criteria_set is None
    assert codes(text) == [("C003", 4), ("C003", 5), ("C010", 11), ("C014", 18)]


def test_a_scale_that_cannot_be_used_is_told_once_and_not_at_its_scores() -> None:
    """A bad or misspelt end, ends out of order, no mapping at all."""
    for scale in ("{from: 0, to: lots}", "{from: 0, too: 20}", "{from: 20, to: 0}", "20"):
        text = lunch(old="scale: {from: 0, to: 20}", new=f"scale: {scale}")
        text = text.replace("price: 8", "price: 18")
        assert len(codes(text)) == 1, codes(text)
    half_known = lunch(old="scale: {from: 0, to: 20}", new="scale: {from: 0, to: lots}")
    assert codes(half_known.replace("price: 8", "price: -8")) == [("C003", 5), ("C014", 18)]


def test_a_misspelt_definition_is_told_once_at_the_definition() -> None:
    """Not at each of the places that have the right id; below it everything is checked."""
    text = lunch(old="  taste: {name", new="  tatse: {name")
    [problem] = load(text).problems
    assert (problem.code, problem.line, problem.column) == ("C010", 4, 3)
    assert (problem.found, problem.replacement) == ("tatse", "taste")
    assert codes(text.replace("taste: 80", "taste: 180")) == [("C010", 4), ("C014", 18)]
    # Nothing that would need the criterion is shown with another meaning.
    assert good(text).lenses == {}


def test_an_id_used_once_is_told_at_its_use() -> None:
    """With one definition and one use nobody can say which of the two is misspelt."""
    assert codes(lunch(old="  spoon: {name", new="  spon: {name")) == [("C010", 11)]


def test_a_score_under_a_misspelt_criterion_is_checked_against_the_scale_meant() -> None:
    """The misspelt id and the score are two problems."""
    assert codes(lunch(old="price: 8}", new="prise: 80}")) == [("C010", 18), ("C014", 18)]


def test_a_lens_lacks_a_swing_beside_another_fault() -> None:
    """A faulty criterion needs a swing all the same, and a faulty lens all of them."""
    text = lunch(old="{name: Child, swings: {taste: 100, price: 0}}", new="{swings: {taste: 100}}")
    assert codes(text) == [("C002", 21), ("C019", 21)]
    text = lunch(old="swing: 40", new="swing: x").replace("taste: 100, price: 0", "taste: 100")
    assert codes(text) == [("C003", 5), ("C019", 21)]


def test_a_circle_of_parts_is_told_beside_another_fault() -> None:
    """Of the same option."""
    text = lunch(old="{name: Menu, parts: [soup, cake]}", new="{name: 5, parts: [menu]}")
    assert codes(text) == [("C003", 13), ("C021", 13)]


def test_a_value_function_is_checked_beside_another_fault() -> None:
    """Its points, and both kinds of fault in them."""
    text = lunch(old=TASTE, new="name: 5, swing: 60, value: [[0, 0], [90, 120]],")
    assert codes(text) == [("C003", 4), ("C018", 4), ("C018", 4)]


def test_a_bad_anchor_key_is_told_at_its_own_line_and_costs_only_itself() -> None:
    """Words, another number for the same place, a number off the scale: each is one problem."""
    text = lunch(
        old="  taste: {name: Taste, swing: 60, group: senses}",
        new="  taste:\n    name: Taste\n    swing: 60\n    group: senses\n    anchors:\n"
        "      low: bad\n      0: worst\n      50: fair\n      5e1: fair\n      500: x\n"
        "      100: 5\n",
    )
    assert codes(text) == [("C017", 9), ("C017", 12), ("C017", 13), ("C003", 14)]
    assert [(problem.column, problem.found) for problem in load(text).problems] == [
        (7, "low"),
        (7, "50 and 5e1, the same number"),
        (7, "500"),
        (12, "5"),
    ]
    assert good(text).criteria["taste"].anchors == {0: "worst", 50: "fair"}


@pytest.mark.parametrize("swing", ["1e10", "-1", ".nan", "1e400"])
def test_an_unusable_swing_is_told_and_costs_only_its_criterion(swing: str) -> None:
    """At its own place, however large; whatever else is wrong with the criterion is told too."""
    text = lunch(old="swing: 60", new=f"swing: {swing}, anchors: {{150: x}}")
    assert codes(text) == [("C007", 4), ("C017", 4)]
    assert load(text).problems[0].column == 31
    assert list(good(text).criteria) == ["price"]


def test_faults_in_a_repeated_section_are_told() -> None:
    """The first counts, but what is wrong in the second is wrong all the same."""
    text = LUNCH + "lenses:\n  chef: {name: Chef, swings: {taste: -1, price: 1}}\n"
    assert codes(text) == [("S006", 27), ("C007", 28)]
    assert list(good(text).lenses) == ["child"]


@pytest.mark.parametrize(
    ("old", "new", "found", "number"),
    [
        ("swing: 60", "swing: 60,5", ("C003", 4), "60.5"),
        ("to: 20}", "to: 20,5}", ("C003", 5), "20.5"),
        ("price: 8}", "price: 8,25}", ("C013", 18), "8.25"),
        ("{taste: 100, price: 0}", "{taste: 100,0, price: 0}", ("C003", 21), "100.0"),
        ("{taste: 90}", "{taste: 90,5}", ("C013", 23), "90.5"),
    ],
)
def test_a_decimal_comma_in_brackets_is_one_problem(
    old: str, new: str, found: tuple[str, int], number: str
) -> None:
    """YAML reads `{swing: 60,5}` as a swing of 60; nothing is shown with that number."""
    text = lunch(old=old, new=new)
    assert codes(text) == [found]
    assert load(text).problems[0].fix == f"write {number}, with a point"
    assert good(text) != good(LUNCH)
    assert "60,5" not in new or "taste" not in good(text).criteria
    assert (
        "90,5" not in new
        or not good(text).readings["gourmet"].assessments["soup"]["taste"].score.known
    )


def test_no_message_is_longer_than_four_kilobytes() -> None:
    """However many criteria a lens lacks, however long their ids, whatever alphabet."""
    for letter in ("a", "é", "日", "😀"):
        ids = [f"{letter * 56}{number:03}" for number in range(300)]
        criteria = "".join(f"  {one}: {{name: A}}\n" for one in ids)
        text = LUNCH.replace("criteria:\n", "criteria:\n" + criteria, 1)
        problems = load(text).problems
        assert max(len(problem.as_text().encode()) for problem in problems) < 4000
        [gap] = [problem for problem in problems if problem.code == "C019"]
        assert gap.found.endswith(" more")
    few = lunch(old="taste: 100, price: 0", new="")
    assert load(few).problems[0].found == "no swing for taste, price"


def test_of_two_right_keys_that_are_as_near_the_missing_one_is_meant() -> None:
    """`nome` could be `name` or `note`; a condition without a name needs the name."""
    [problem] = load(lunch(old="spoon: {name: Spoon}", new="spoon: {nome: Spoon}")).problems
    assert (problem.code, problem.nearest) == ("C001", "name")
    [problem] = load(lunch(old="name: Spoon}", new="name: Spoon, nome: a}")).problems
    assert (problem.code, problem.line) == ("C001", 15)
