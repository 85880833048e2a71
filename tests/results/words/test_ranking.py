"""Golden cases of the computed sentences."""

from __future__ import annotations

from charts.decisions import decide

from steelyard.analysis.sensitivity.robustness import find_score_changes
from steelyard.analysis.totals import evaluate
from steelyard.model import Measure
from steelyard.results.words.lead.verdict import judge
from steelyard.results.words.scores.ranking import (
    describe_profile,
    describe_ranking,
    score_change_sentences,
    sentence_text,
)
from steelyard.results.words.simulations import share_labels
from steelyard.results.words.text import plain
from steelyard.results.words.weights import weight_labels


def test_the_title_is_the_verdict() -> None:
    """Without simulations, title and verdict are the same sentence.

    Option A: 0.75 × 80 + 0.25 × 40 = 70. Option B: 0.75 × 60 + 0.25 × 80 = 65.
    """
    criteria_set = decide([[80, 40], [60, 80]], [75, 25])
    evaluation = evaluate(criteria_set)
    title = plain(judge(criteria_set, evaluation).finding)
    assert title == "Option A leads Option B by 5.0 points"
    assert title == judge(criteria_set, evaluation).sentence


def test_a_small_lead_is_a_close_call() -> None:
    """One point is under the two points of `close_call`."""
    criteria_set = decide([[61], [60]], [1])
    title = plain(judge(criteria_set, evaluate(criteria_set)).finding)
    assert title.startswith("Too close to call: Option A is 1.0 ahead of Option B")


def test_a_tie_is_called_level() -> None:
    """Equal totals name both options."""
    criteria_set = decide([[60], [60], [20]], [1])
    assert (
        plain(judge(criteria_set, evaluate(criteria_set)).finding)
        == "Option A and Option B are level on 60.0"
    )


def test_single_scores_beyond_the_fifth_are_counted() -> None:
    """Each of six options on one criterion can pass the leader, and the leader fall: seven."""
    criteria_set = decide([[60], [50], [49], [48], [47], [46], [45]], [1])
    changes = find_score_changes(criteria_set, evaluate(criteria_set))
    said = [sentence_text(one) for one in score_change_sentences(criteria_set, changes)]

    assert len(changes) == 7
    assert len(said) == 6
    assert said[-1] == "2 more scores could bring another option level; none is nearer."


def test_the_profile_counts_shared_best_and_worst() -> None:
    """A is best on criteria 1 and 2 (shared), last on 3; on 4 all are equal: not counted."""
    criteria_set = decide([[90, 50, 10, 5], [80, 50, 20, 5], [10, 0, 30, 5]], [4, 4, 1, 1])
    sentence = describe_profile(criteria_set, evaluate(criteria_set))
    assert sentence == "Option A has the best score on 2 of 4 criteria and the worst on 1"


def test_the_profile_says_least_of_what_the_measure_calls_most() -> None:
    """In a set of harms the other end of most harmful is least harmful."""
    harms = decide([[90, 10], [80, 50]], [1, 1]).model_copy(
        update={"measure": Measure(name="harm", top="most harmful")}
    )
    assert describe_profile(harms, evaluate(harms)) == (
        "Option B has the most harmful score on 1 of 2 criteria and the least harmful on 1"
    )


def test_the_profile_leaves_unknown_cells_out() -> None:
    """Where a rival's score is not known, only known values are compared, and that is said."""
    criteria_set = decide([[90, 60], ["unknown", 50], [10, 70]], [1, 1])
    sentence = describe_profile(criteria_set, evaluate(criteria_set))
    assert sentence == (
        "Option A has the best score on 1 of 2 criteria and the worst on none; 1 of 6 scores not "
        "known"
    )


def test_the_measure_names_what_a_hundred_stands_for() -> None:
    """In a set that measures harm, the leader is most harmful, not best."""
    criteria_set = decide([[90], [20]], [1], measure={"name": "harm", "top": "most harmful"})
    evaluation = evaluate(criteria_set)
    assert plain(judge(criteria_set, evaluation).finding).startswith(
        "Option A is most harmful, 70.0 points"
    )
    assert describe_profile(criteria_set, evaluation).startswith(
        "Option A has the most harmful score on 1 of 1"
    )


def test_the_ranking_is_read_out_with_words_for_dashes() -> None:
    """Read aloud, a range is `a to b`, and the options left out are counted."""
    criteria_set = decide([[[60, 70, 80]], [50], [40], [30], [20]], [1])
    sentence = describe_ranking(criteria_set, evaluate(criteria_set))
    assert sentence == (
        "Totals: Option A 70.0 (from 60 to 80), Option B 50.0 and Option C 40.0; 2 more follow."
    )


def test_labels_of_weights_and_shares_make_a_hundred() -> None:
    """Three equal weights are 34, 33 and 33 per cent; a tiny one is not nothing."""
    criteria_set = decide([[1, 1, 1], [0, 0, 0]], [1, 1, 1])
    evaluation = evaluate(criteria_set)
    assert list(weight_labels(evaluation).values()) == ["34%", "33%", "33%"]
    assert share_labels(evaluation, {"o0": 0.999, "o1": 0.001}) == {"o0": ">99%", "o1": "<1%"}
