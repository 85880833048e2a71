"""Robustness by id: the same answers as the array modules, under the ids of the file."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from small_sets import criteria_sets, make_set, shipped

from steelyard.analysis.sensitivity.robustness import (
    find_beliefs,
    find_flips,
    find_score_changes,
    find_score_changes_together,
    nearest_flip,
    track_groups,
    track_weights,
)
from steelyard.analysis.totals import View, evaluate
from steelyard.analysis.values import raw_score, value_of
from steelyard.model import CriteriaSet, Criterion

# x weighs 3 of 4: a = 0.75*80 + 0.25*20 = 65, b = 0.75*40 + 0.25*60 = 45.
# They are level where 80w + 20(1-w) = 40w + 60(1-w): 80w = 40, w = 0.5.
TWO = make_set({"a": {"x": 80, "y": 20}, "b": {"x": 40, "y": 60}}, {"x": 75, "y": 25})


def test_a_track_names_leaders_and_who_takes_over() -> None:
    """Below half the weight b leads, above it a; now 75 %, so b takes over at 50 %."""
    track = track_weights(evaluate(TWO))["x"]

    assert [(round(s.begin, 9), round(s.end, 9), s.leaders) for s in track.segments] == [
        (0.0, 0.5, ("b",)),
        (0.5, 1.0, ("a",)),
    ]
    assert track.weight == 0.75
    assert track.nearest == pytest.approx(0.5)
    assert track.takes_over == ("b",)


def test_the_nearest_flip_moves_weight_from_x_to_y() -> None:
    """From 75 % to 50 % on x is 25 points moved to y."""
    flip = nearest_flip(find_flips(evaluate(TWO)))

    assert flip is not None
    assert flip.rival == "b"
    assert flip.points == pytest.approx(25.0)
    assert [(move.giver, move.taker) for move in flip.moves] == [("x", "y")]
    assert evaluate(TWO, View(swings=flip.weights)).totals["a"] == pytest.approx(50.0)


def test_single_scores_that_flip_come_nearest_first_in_raw_points() -> None:
    """The lead is 20: x of a has to fall by 20/0.75, of b to rise by as much; y by 80 cannot."""
    changes = find_score_changes(TWO, evaluate(TWO))

    assert [(c.option, c.criterion) for c in changes] == [("a", "x"), ("b", "x")]
    assert changes[0].points == pytest.approx(20 / 0.75)
    assert changes[0].raw_after == pytest.approx(80 - 20 / 0.75)
    assert not changes[0].is_in_range


def test_raw_points_follow_the_better_end() -> None:
    """On a scale where low is good a value of 30 is 70 of 100 on the way down."""
    assert raw_score(Criterion(name="Risk", better="lower"), 30.0) == pytest.approx(70.0)


def test_raw_points_invert_a_piecewise_value_function() -> None:
    """Through the corners of the value function, both ways."""
    bent = Criterion.model_validate({"name": "Bent", "value": [[0, 100], [50, 70], [100, 0]]})
    for score in (0.0, 20.0, 50.0, 80.0, 100.0):
        assert raw_score(bent, value_of(bent, score)) == pytest.approx(score)


def test_beliefs_name_who_beats_an_option_always() -> None:
    """A dominated option can never be first; the dominator is named with its whole share."""
    criteria_set = make_set({"a": {"x": 80, "y": 80}, "b": {"x": 40, "y": 60}})
    beliefs = find_beliefs(evaluate(criteria_set))

    assert beliefs["a"].points == pytest.approx(0.0)
    assert not beliefs["b"].can_lead
    assert beliefs["b"].beaten_by == {"a": 1.0}


def test_one_option_has_nothing_to_flip() -> None:
    """With a single option every answer is empty instead of an error."""
    evaluation = evaluate(alone := make_set({"a": {"x": 50}}))

    assert find_flips(evaluation) == {}
    assert nearest_flip(find_flips(evaluation)) is None
    assert find_score_changes(alone, evaluation) == ()
    assert find_score_changes_together(alone, evaluation) == {}
    assert track_weights(evaluation)["x"].takes_over == ()


def test_groups_of_the_drug_study_move_together() -> None:
    """The published groups each move as a whole, their members in proportion."""
    drugs = shipped("drug-harms-2010")
    evaluation = evaluate(drugs)
    tracks = track_groups(drugs, evaluation)

    assert set(tracks) == {"to_users", "to_others"}
    assert sum(track.weight for track in tracks.values()) == pytest.approx(1.0)
    assert tracks["to_others"].segments[-1].leaders == ("alcohol",)
    # With harm to users alone crack is worst, as the published within-group figures say.
    assert tracks["to_users"].segments[-1].leaders == ("crack",)


@settings(max_examples=40, deadline=None)
@given(criteria_sets())
def test_flips_really_flip(criteria_set: CriteriaSet) -> None:
    """At the weights of a flip the rival is level with the leader, within rounding."""
    evaluation = evaluate(criteria_set)
    leader = evaluation.ranking[0]
    for rival, flip in find_flips(evaluation).items():
        if flip is None:
            continue
        totals = {
            option: sum(flip.weights[c] * evaluation.values[option][c] for c in flip.weights)
            for option in (leader, rival)
        }
        assert totals[rival] >= totals[leader] - 1e-7
        moved = sum(abs(flip.weights[c] - evaluation.weights[c]) for c in flip.weights)
        assert flip.points == pytest.approx(50 * moved, abs=1e-7)
