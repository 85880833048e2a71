"""What an address says of the file it was made of: changes told, and mangled marks refused."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_sets import criteria_sets, make_set, shipped

from steelyard.model import CriteriaSet
from steelyard.results.compared.file_marks import marks_of, what_changed

SCORES = {
    "soup": {"taste": 40, "price": [10, 20, 30]},
    "cake": {"taste": 80, "price": 60},
}


def lunch(scores: dict[str, Any] | None = None, **criteria: dict[str, Any]) -> CriteriaSet:
    """Return soup and cake by taste and price, with other scores or criteria."""
    return make_set(scores or SCORES, criteria=criteria)


BEFORE = marks_of(lunch())


@settings(max_examples=50, deadline=None)
@given(criteria_sets())
def test_nothing_has_changed_in_the_same_file(criteria_set: CriteriaSet) -> None:
    """A file read twice has the same marks, and no change is told."""
    again = criteria_set.model_copy(deep=True)

    assert marks_of(again) == marks_of(criteria_set)
    assert what_changed(again, marks_of(criteria_set)) == ""


@pytest.mark.parametrize(
    ("after", "told"),
    [
        (lunch({**SCORES, "soup": {"taste": 41, "price": [10, 20, 30]}}), "the scores of Soup"),
        (lunch({**SCORES, "soup": {"taste": 40, "price": [10, 20, 31]}}), "the scores of Soup"),
        (lunch({**SCORES, "soup": {"taste": "unknown", "price": 20}}), "the scores of Soup"),
        (lunch(taste={"swing": 99}), "the swing of Taste"),
        (lunch(taste={"swing": 9}, price={"swing": 9}), "the swings of Taste and Price"),
        (lunch(price={"better": "lower"}), "the scale of Price"),
        (lunch(price={"scale": {"from": 0, "to": 120}}), "the scale of Price"),
        (lunch(taste={"anchors": {0: "Bland"}}), "the anchors of Taste"),
        (lunch({**SCORES, "bread": {"taste": 5}}), "an option was added: Bread"),
        (lunch({"cake": SCORES["cake"]}), "an option was taken out"),
        (
            lunch({option: {**row, "speed": 50} for option, row in SCORES.items()}),
            "a criterion was added: Speed",
        ),
        (
            lunch({option: {"taste": row["taste"]} for option, row in SCORES.items()}),
            "a criterion was taken out",
        ),
        (
            lunch({"bread": {"taste": 5}, "cake": {"taste": 81, "price": 60}}, taste={"swing": 1}),
            "the scores of Cake; the swing of Taste; an option was added: Bread; "
            "an option was taken out",
        ),
    ],
)
def test_what_has_changed_is_named(after: CriteriaSet, told: str) -> None:
    """Each kind of change names what changed, and nothing that stayed as it was."""
    assert what_changed(after, BEFORE) == told


def test_scores_of_a_reading_count_with_the_option() -> None:
    """A reading's other score is a change to its option's scores."""
    rival = {"by": "Cook", "name": "Sweet", "assessments": {"cake": {"taste": 90}}}
    with_reading = make_set(SCORES, readings={"sweet": rival})

    assert what_changed(with_reading, BEFORE) == "the scores of Cake"


def test_order_and_words_change_nothing() -> None:
    """Another order of options and criteria, or another name, is no change."""
    turned = {option: dict(reversed(row.items())) for option, row in reversed(SCORES.items())}
    other = lunch(turned, taste={"name": "How it tastes", "question": "Well?"})

    assert what_changed(other, BEFORE) == ""


def test_many_changes_are_counted() -> None:
    """More than four names would be a list nobody reads."""
    before = shipped("iran-2026")
    criteria = {c: entry.model_copy(update={"swing": 1.5}) for c, entry in before.criteria.items()}
    after = before.model_copy(update={"criteria": criteria, "assessments": {}})

    told = what_changed(after, marks_of(before))
    assert told == "the scores of 13 options; the swings of 7 criteria"


@pytest.mark.parametrize(
    "marks",
    ["", "2AAAA.BBBBBBB", "1AAA.BBBBBBB", "1AAAA", "1AAAA.BBBBBB", "1AA A.", "1é.", "x" * 9],
)
def test_mangled_marks_are_refused(marks: str) -> None:
    """Marks of another version, cut short or with other letters raise ValueError."""
    with pytest.raises(ValueError, match="mark no file"):
        what_changed(lunch(), marks)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_told_or_refused(marks: str) -> None:
    """Whatever stands in an address, the answer is words or a ValueError."""
    for text in (marks, f"1{marks}"):
        with suppress(ValueError):
            assert isinstance(what_changed(lunch(), text), str)


def test_marks_stay_short() -> None:
    """The largest set shipped adds some two hundred letters to an address."""
    for name in ("iran-2026", "drug-harms-2010"):
        criteria_set = shipped(name)
        letters = 4 * len(criteria_set.options) + 7 * len(criteria_set.criteria)
        assert len(marks_of(criteria_set)) == 2 + letters <= 200
