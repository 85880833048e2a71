"""Tests of the lines: totals and crossings are those of the analysis."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pandas as pd
import pytest
from charts.decisions import decide, hostile_decision
from charts.spec_parts import assert_labels_are_data, marks_of, sheet_of, texts_of
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.analysis.sensitivity.changes import Ends, WeightTrack
from steelyard.analysis.sensitivity.robustness import find_ends, track_groups, track_weights
from steelyard.analysis.totals import Evaluation, View, evaluate
from steelyard.charts.theme import option_colours, palette
from steelyard.charts.weights.weight_lines import (
    CHART,
    weight_lines_alt,
    weight_lines_rows,
    weight_lines_title,
)
from steelyard.model import CriteriaSet

CROSSING = decide([[100, 20], [40, 60]], [30, 70])


def _shown(
    criteria_set: CriteriaSet, criterion: str = "c0"
) -> tuple[CriteriaSet, Evaluation, WeightTrack, Ends]:
    """Return what the chart shows of a set as one weight moves."""
    evaluation = evaluate(criteria_set)
    track = track_weights(evaluation)[criterion]
    return criteria_set, evaluation, track, find_ends(evaluation, track)


def _title(criteria_set: CriteriaSet, criterion: str = "c0") -> str:
    evaluation = evaluate(criteria_set)
    return weight_lines_title(criteria_set, evaluation, track_weights(evaluation)[criterion])


def test_the_title_says_beyond_which_weight_who_leads() -> None:
    """20 + 80w and 60 − 20w cross at 0.4, above the present 0.3 and below 1 − 0.4."""
    assert _title(CROSSING) == "Option A leads if Criterion 1 weighs more than 40% (now 30%)"
    assert _title(CROSSING, "c1") == "Option A leads if Criterion 2 weighs less than 60% (now 70%)"


@pytest.mark.parametrize(
    ("scores", "swings", "title"),
    [
        ([[90, 80], [20, 30]], [1, 1], "Option A leads whatever Criterion 1 weighs"),
        ([[50, 50], [50, 50]], [1, 1], "Option A and Option B lead whatever Criterion 1 weighs"),
        ([[50]], [1], "Option A leads whatever Criterion 1 weighs"),
        ([[90, 10], [10, 90]], [1, 1], "Option A and Option B are level now: a slight change of "
         "one weight can part them"),
    ],
)  # fmt: skip
def test_titles_of_the_other_cases(
    scores: list[list[float]], swings: list[float], title: str
) -> None:
    """Nobody takes over, identical options, one option, a tie."""
    criteria_set = decide(scores, swings)
    assert _title(criteria_set) == title
    assert texts_of(sheet_of(CHART, *_shown(criteria_set), mode="dark", width=350))


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.lists(st.integers(0, 100), min_size=3, max_size=3), min_size=2, max_size=5),
    st.integers(1, 99),
)
def test_the_lines_are_the_totals_at_every_weight(scores: list[list[int]], weight: int) -> None:
    """At any weight of the first criterion, evaluating anew gives the point on the line."""
    criteria_set = decide(scores, [20, 30, 50])
    ends = _shown(criteria_set)[-1]
    # The others share what is left as 30 to 50.
    rest = 100 - weight
    swings = {"c0": weight, "c1": rest * 0.375, "c2": rest * 0.625}
    anew = evaluate(criteria_set, View(swings=swings))
    for option, (zero, one) in ends.items():
        on_line = zero + (one - zero) * weight / 100
        assert on_line == pytest.approx(anew.totals[option], abs=1e-9)


def test_a_crossing_is_circled_and_labelled() -> None:
    """One circle, at 40 % of the axis, with its weight beside it."""
    chart = sheet_of(CHART, *_shown(CROSSING))
    (ring,) = marks_of(chart, "point", "ring")
    ends = [end for line in _edge(chart) for end in (line["x"], line["x2"])]
    assert (ring["x"] - min(ends)) / (max(ends) - min(ends)) == pytest.approx(0.4, abs=1e-6)
    assert {"40%", "now 30%"} <= set(texts_of(chart))
    (now,) = marks_of(chart, "rule", "present")
    assert (now["x"] - min(ends)) / (max(ends) - min(ends)) == pytest.approx(0.3, abs=1e-6)


def _edge(chart: Any) -> list[dict[str, Any]]:
    """Return the thick lines, from left to right."""
    thick = [line for line in marks_of(chart, "rule") if line.get("strokeWidth") == 5]
    return sorted(thick, key=lambda line: min(line["x"], line["x2"]))


def test_the_edge_is_the_leader_all_along() -> None:
    """The thick line joins where the lead changes, in two colours."""
    pieces = [
        (*sorted([(line["x"], line["y"]), (line["x2"], line["y2"])]), line["stroke"])
        for line in _edge(sheet_of(CHART, *_shown(CROSSING)))
    ]
    for (_, end, _), (begin, _, _) in pairwise(pieces):
        assert end == pytest.approx(begin, abs=1e-6)
    begin, end = pieces[0][0][0], pieces[-1][1][0]
    colours = option_colours(CROSSING, "light")
    # It is cut at the present weight as well, where nobody takes over.
    assert [(colour, (x2 - begin) / (end - begin)) for _, (x2, _), colour in pieces] == [
        (colours["o1"], pytest.approx(0.3)),
        (colours["o1"], pytest.approx(0.4)),
        (colours["o0"], pytest.approx(1)),
    ]


def test_those_that_never_lead_are_grey_and_counted() -> None:
    """A third option below both has a grey line, and the subtitle says so."""
    criteria_set = decide([[100, 20], [40, 60], [10, 10]], [30, 70])
    chart = sheet_of(CHART, *_shown(criteria_set))
    drawn = {line["stroke"]: line["strokeWidth"] for line in marks_of(chart, "line")}
    assert drawn[palette("light").grey] == min(drawn.values())
    assert len(drawn) == 3
    subtitle = CHART.subtitle(*_shown(criteria_set), 1000)
    assert "one option that comes first nowhere" in subtitle


def test_labels_on_a_telephone_are_those_that_lead() -> None:
    """Six options, two of which lead: two names."""
    criteria_set = decide([[100, 20], [40, 60], *([[10, 10]] * 4)], [30, 70])
    chart = sheet_of(CHART, *_shown(criteria_set), width=350)
    assert sorted(text for text in texts_of(chart) if text.startswith("Option")) == [
        "Option A",
        "Option B",
    ]


def test_a_group_goes_by_its_name() -> None:
    """Two criteria of one group move together."""
    criteria_set = decide([[100, 80, 0], [40, 40, 60]], [1, 1, 2]).model_dump(
        by_alias=True, exclude_defaults=True
    )
    criteria_set["groups"] = {"risk": {"name": "Risk"}}
    criteria_set["criteria"]["c0"]["group"] = criteria_set["criteria"]["c1"]["group"] = "risk"
    criteria_set["assessments"] = {
        "o0": {"c0": 100, "c1": 80, "c2": 0},
        "o1": {"c0": 40, "c1": 40, "c2": 60},
    }
    grouped = CriteriaSet.model_validate(criteria_set)
    evaluation = evaluate(grouped)
    title = weight_lines_title(grouped, evaluation, track_groups(grouped, evaluation)["risk"])
    # 90w and 60 − 20w cross at 60/110 = 0.545.
    assert title == "Option A leads if Risk weighs more than 55% (now 50%)"


def test_the_rows_have_every_crossing() -> None:
    """At 0, 0.3 (now), 0.4 and 1; both totals are 52 at 0.4."""
    frame = pd.DataFrame(weight_lines_rows(*_shown(CROSSING)))
    assert list(frame["weight"][:4]) == pytest.approx([0, 0.3, 0.4, 1])
    assert list(frame["total"]) == pytest.approx([60, 54, 52, 40, 20, 44, 52, 100])


def test_the_words_say_who_leads_from_where_to_where() -> None:
    """Two stretches, each with the totals at its ends."""
    words = weight_lines_alt(*_shown(CROSSING))
    assert words.endswith(
        "Option B leads from 0% to 40%, with a total of 60.0 to 52.0; "
        "Option A leads from 40% to 100%, with a total of 52.0 to 100.0."
    )


@pytest.mark.parametrize("width", [350, 1000])
def test_labels_are_only_ever_data(width: float) -> None:
    """Names that try to be code stay names."""
    criteria_set = hostile_decision()
    assert_labels_are_data(sheet_of(CHART, *_shown(criteria_set), width=width))


def test_the_name_of_the_axis_is_whole_on_a_phone() -> None:
    """In as many lines as it needs, below which the picture is the higher."""
    long = CROSSING.model_copy(
        update={
            "criteria": {
                key: entry.model_copy(update={"name": f"{entry.name} {'and much more ' * 4}of it"})
                for key, entry in CROSSING.criteria.items()
            }
        }
    )
    heights = []
    for criteria_set in (CROSSING, long):
        sheet = sheet_of(CHART, *_shown(criteria_set), width=350)
        said = [text for text in texts_of(sheet) if text.startswith("Weight of ")]
        assert [text.replace("\n", " ") for text in said] == [
            f"Weight of {criteria_set.criteria['c0'].name}"
        ]
        heights.append(CHART.form(*_shown(criteria_set), 350).row)
    assert heights[0] < heights[1]
