"""Tests of what each score rests on, counted by source."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_sets import make_set
from viewed_sets import CLAIMS, viewed_sets

from steelyard.analysis.evidence.coverage import count_support
from steelyard.analysis.evidence.source_support import (
    SUPPORTS,
    find_source_support,
    source_support_of,
)
from steelyard.model import Assessment, CriteriaSet

SOURCES = {"a": "menu", "b": "menu", "c": "guide"}


@pytest.mark.parametrize(
    ("cell", "support"),
    [
        ({"score": 40, "claims": ["a", "c"]}, "several sources"),
        ({"score": 40, "claims": ["a", "b"]}, "one source"),
        ({"score": 40, "claims": ["a"], "inferred_from": ["c"]}, "one source"),
        ({"score": 40, "inferred_from": ["a", "c"]}, "indirect"),
        ({"score": 40}, "none"),
        ({"score": "unknown", "claims": ["a", "c"]}, "unknown"),
    ],
)
def test_what_a_score_rests_on(cell: dict[str, Any], support: str) -> None:
    """Only claims about the cell count by source; an unknown score rests on nothing."""
    assert source_support_of(Assessment.model_validate(cell), SOURCES) == support


def test_a_cell_left_out_is_unknown() -> None:
    """A cell without an entry has no score that could rest on anything."""
    assert source_support_of(None, SOURCES) == "unknown"


def test_claims_of_no_register_are_one_more_source() -> None:
    """Two strangers count as one source, a stranger beside the menu as a second."""
    assert source_support_of(Assessment(score=4, claims=["x", "y"]), SOURCES) == "one source"
    assert source_support_of(Assessment(score=4, claims=["x", "a"]), SOURCES) == "several sources"


def test_a_reading_counts_where_it_has_a_cell() -> None:
    """The reading's own cell rests on the guide; the other stays the base one."""
    criteria_set = make_set(
        {"soup": {"taste": 40, "price": 10}},
        readings={
            "rival": {
                "name": "Rival",
                "assessments": {"soup": {"taste": {"score": 5, "claims": ["c"]}}},
            }
        },
    )
    assert find_source_support(criteria_set, ["taste", "price"], SOURCES, "rival") == {
        ("soup", "taste"): "one source",
        ("soup", "price"): "none",
    }


@settings(max_examples=60, deadline=None)
@given(viewed_sets(), st.dictionaries(st.sampled_from(CLAIMS), st.sampled_from(["s", "t"])))
def test_kinds_agree_with_the_coarser_count(
    criteria_set: CriteriaSet, sources: dict[str, str]
) -> None:
    """Several and one together are the direct cells; the other kinds are the same."""
    found = list(find_source_support(criteria_set, criteria_set.criteria, sources).values())
    whole = count_support(criteria_set)
    counts = [found.count(support) for support in SUPPORTS]
    assert [sum(counts[:2]), *counts[2:]] == [
        whole.direct, whole.indirect, whole.none, whole.unknown,
    ]  # fmt: skip
