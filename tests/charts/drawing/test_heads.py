"""Tests of where the heads of unequal columns go."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.charts.drawing.heads import Head, HeadRow, PlacedHead, place_heads

GAP = 10.0
NAMES = ("Risk", "Allied support", "Intelligence visibility", "A name that is rather long")


def _columns(widths: list[float]) -> list[Head]:
    heads, left = [], 200.0
    for index, width in enumerate(widths):
        name = NAMES[index % len(NAMES)]
        heads.append(Head(left, left + width, width + GAP - 5, name, name, "12%"))
        left += width + GAP
    return [*heads, Head(left, left + 150, 150, "Total", "Total", "0 to 100", "0 to 100")]


def _overlap(first: PlacedHead, second: PlacedHead) -> bool:
    return first.start < second.end and second.start < first.end


def _leader_crosses(leader: PlacedHead, label: PlacedHead) -> bool:
    """Whether a leader, going down from its own level, passes through a lower label."""
    return label.level < leader.level and label.start < leader.x < label.end


def _clashes(row: HeadRow) -> list[tuple[PlacedHead, PlacedHead]]:
    return [
        (a, b)
        for a, b in combinations(row.heads, 2)
        if (a.level == b.level and _overlap(a, b)) or _leader_crosses(a, b) or _leader_crosses(b, a)
    ]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.floats(3, 120), min_size=1, max_size=16))
def test_no_label_overlaps_and_no_leader_crosses(widths: list[float]) -> None:
    """Whatever the widths, labels of a level are apart and leaders pass between labels."""
    assert _clashes(place_heads(_columns(sorted(widths, reverse=True)))) == []


def test_wide_columns_have_their_full_names_below() -> None:
    """Where every name fits, nothing rises."""
    row = place_heads(_columns([150, 150, 150]))
    assert row.levels == 0
    assert [" ".join(placed.lines) for placed in row.heads[:3]] == list(NAMES[:3])


def test_the_short_name_comes_before_rising() -> None:
    """A column too narrow for the name takes the short name where that fits."""
    head = Head(0, 50, 55, "Intelligence visibility", "Insight", "9%")
    placed = place_heads([head, Head(60, 210, 150, "Total", "Total", "of 100")]).heads[0]
    assert (placed.level, placed.lines) == (0, ("Insight",))


def test_sixteen_slivers_form_a_roof() -> None:
    """Sixteen narrow columns take about half the levels of plain stairs, on one line each."""
    row = place_heads(_columns([22] * 16))
    assert row.is_inline
    assert row.levels <= 9
    assert {placed.is_from_right for placed in row.heads} == {True, False}


@pytest.mark.parametrize("letters", [30, 300])
def test_a_long_floating_name_is_cut(letters: int) -> None:
    """A name that cannot stand over its column is cut to a bounded width."""
    heads = [
        Head(0, 5, 8, "W" * letters, "W" * letters, "1%"),
        Head(15, 200, 180, "Total", "Total", "of 100"),
    ]
    placed = place_heads(heads).heads[0]
    assert placed.end - placed.start <= 171
    assert placed.lines[0].endswith("…")


@settings(max_examples=50, deadline=None)
@given(st.lists(st.floats(20, 120), min_size=1, max_size=16))
def test_no_label_leaves_the_sheet(widths: list[float]) -> None:
    """Labels end where the last column ends, and start no further left than the names."""
    heads = _columns(sorted(widths, reverse=True))
    for placed in place_heads(heads).heads:
        assert placed.start >= 0
        assert placed.end <= heads[-1].right + 1


def test_two_labels_at_the_ridge_do_not_touch() -> None:
    """Where columns stand 3 pixels apart, one of the two topmost labels rises further."""
    heads = [Head(x, x + 50, 47, "W" * 9, "W" * 9, "6%") for x in range(200, 1048, 53)]
    row = place_heads(
        [*heads, Head(1050, 1100, 50, "Total", "Total", "of 100", is_from_right=True)]
    )
    pairs = combinations([placed for placed in row.heads if placed.level], 2)
    apart = [b.start - a.end for a, b in pairs if a.level == b.level]
    assert all(gap >= 7 for gap in apart)


def test_the_last_name_stands_whole_where_it_runs_to_the_left() -> None:
    """With no room to its right, one more level is taken rather than a name cut."""
    names = [*["Risk"] * 11, "W" * 17]
    heads = [Head(62 * i, 62 * i + 60, 57, name, name, "A") for i, name in enumerate(names)]
    row = place_heads([*heads, Head(760, 800, 40, "Worst", "Worst", "points", is_from_right=True)])
    assert row.cut == 0
    assert row.heads[-2].is_from_right
    assert row.levels == 1
