"""The DMSY file: what scikit-criteria reads, and all of it back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from export.office_sets import DRUGS, hostile_result, shipped_result, subject_of
from hypothesis import given, settings
from small_sets import criteria_sets, make_set

from steelyard.export.back_in.own_files import ImportedSet, read_own
from steelyard.export.dmsy import read_dmsy_stamp, to_dmsy
from steelyard.files.criteria_files import read_criteria
from steelyard.files.spreadsheet.model import Wishes
from steelyard.files.spreadsheet.opening.books import read_bytes
from steelyard.files.spreadsheet.opening.cells import SheetError
from steelyard.files.spreadsheet.understanding.understand import understand
from steelyard.model import CriteriaSet
from steelyard.results.result import Result


def data_of(raw: bytes) -> dict[str, Any]:
    """Return the data as any reader of YAML has them."""
    found: dict[str, Any] = yaml.safe_load(raw)
    assert found["dmsy"] == {"dm_type": "discrete-dm", "version": 1}
    return found["data"]


def back_from(raw: bytes) -> tuple[CriteriaSet, ImportedSet]:
    """Return the set that is read back, without a problem, and its draft."""
    draft = read_own(raw)
    assert draft is not None
    loaded = read_criteria(draft.text.encode(), Path("x/x.yaml"), "x")
    assert loaded.problems == ()
    assert loaded.criteria_set is not None
    return loaded.criteria_set, draft


def assert_same(result: Result, back: CriteriaSet) -> None:
    """Check criteria, swings, scores and reasons of a view."""
    evaluation, before = result.evaluation, result.criteria_set
    assert [*back.options] == [*evaluation.options]
    assert [*back.criteria] == [*evaluation.criteria]
    assert back.measure == before.measure
    bare = {"claims": [], "unconfirmed": type(next(iter(back.criteria.values())).unconfirmed)()}
    for key in evaluation.criteria:
        then = before.criteria[key].model_copy(update={**bare, "swing": evaluation.swings[key]})
        assert back.criteria[key] == then
        for option in evaluation.options:
            old, now = result.find_assessment(option, key), back.assessments[option][key]
            if old is None:
                assert not now.score.known
                continue
            assert now == old.model_copy(update={"claims": [], "inferred_from": []})


def test_it_holds_what_the_library_computes_with() -> None:
    """Likely scores, directions as 1 and -1, swings, names; unknown is nothing."""
    scores = {"a": {"c": [10, 20, 30], "d": 5}, "b": {"c": "unknown", "d": 7.5}}
    result = subject_of(
        make_set(scores, swings={"c": 40, "d": 60}, criteria={"d": {"better": "lower"}})
    )
    data = data_of(to_dmsy(result))
    assert data["matrix"][0] == [20, 5]
    assert data["matrix"][1] == [None, 7.5]
    assert (data["objectives"], data["weights"]) == ([1, -1], [40, 60])
    assert (data["alternatives"], data["criteria"]) == (["A", "B"], ["C", "D"])


def test_names_that_are_alike_are_told_apart() -> None:
    """The library keys its tables by them."""
    criteria_set = make_set({"a": {"c": 1}, "b": {"c": 2}})
    named = {
        key: entry.model_copy(update={"name": "Same"})
        for key, entry in criteria_set.options.items()
    }
    data = data_of(to_dmsy(subject_of(criteria_set.model_copy(update={"options": named}))))
    assert data["alternatives"] == ["Same (a)", "Same (b)"]


@pytest.mark.parametrize(
    "result",
    [shipped_result(), shipped_result(DRUGS), hostile_result()],
    ids=["four", "twenty", "hostile"],
)
def test_the_way_out_and_back_is_exact(result: Result) -> None:
    """Scales, anchors, ranges, value functions, reasons and swings are those of the file."""
    raw = to_dmsy(result)
    assert read_dmsy_stamp(raw).is_intact
    back, draft = back_from(raw)
    assert_same(result, back)
    assert not any("changed" in sentence for sentence in draft.said)


@settings(max_examples=25, deadline=None)
@given(criteria_sets())
def test_any_set_comes_back(criteria_set: CriteriaSet) -> None:
    """Unknown scores, zero swings, one option, bent values."""
    result = subject_of(criteria_set)
    back, _ = back_from(to_dmsy(result))
    assert_same(result, back)


def test_what_was_changed_in_the_matrix_is_read() -> None:
    """A number within its range keeps the range, another takes its place; that is said."""
    scores = {"a": {"c": [10, 20, 30], "d": [1, 2, 3]}, "b": {"c": 4, "d": 5}}
    raw = to_dmsy(subject_of(make_set(scores)))
    changed = raw.replace(b"  - [20, 2]", b"  - [25, 9]").replace(b"[1, 1]", b"[1, -1]")
    back, draft = back_from(changed)
    assert back.assessments["a"]["c"].score[:3] == (10, 25, 30)
    assert back.assessments["a"]["d"].score[:3] == (9, 9, 9)
    assert back.criteria["d"].better == "lower"
    assert "changed since it was exported" in draft.said[0]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b"  - [4, 5]\n", b"", "does not fit"),
        (b"      assessments:", b"      judgements:", "under extra"),
    ],
)
def test_one_that_does_not_fit_any_more_is_refused(old: bytes, new: bytes, said: str) -> None:
    """With a sentence, and never with a trace."""
    raw = to_dmsy(subject_of(make_set({"a": {"c": [10, 20, 30], "d": 2}, "b": {"c": 4, "d": 5}})))
    assert old in raw
    with pytest.raises(SheetError, match=said):
        read_own(raw.replace(old, new))


def test_without_its_stamp_it_is_a_matrix_like_any_other() -> None:
    """Then names, directions and weights are read, and scales are guessed."""
    result = shipped_result()
    raw = to_dmsy(result).rpartition(b"\n# steelyard")[0]
    assert read_own(raw) is None
    found = understand(read_bytes("iran.dmsy", raw), Wishes())
    assert [option.name for option in found.options] == [
        result.criteria_set.options[key].name for key in result.evaluation.options
    ]
    for criterion, key in zip(found.criteria, result.evaluation.criteria, strict=True):
        assert (criterion.better, criterion.why_better) == (
            result.criteria_set.criteria[key].better,
            "",
        )
