"""What an option would need to come first, word for word on sets small enough to do by hand."""

from __future__ import annotations

from small_sets import make_set

from steelyard.analysis.perspectives.scenario_search import find_scenario_sets
from steelyard.analysis.sensitivity.robustness import (
    find_beliefs,
    find_score_changes,
    find_score_changes_together,
)
from steelyard.analysis.totals import evaluate
from steelyard.model import CriteriaSet
from steelyard.results.words.perspectives import scenario_sentences
from steelyard.results.words.scores.ranking import (
    Named,
    rank_sentence,
    sentence_text,
    takeover_score_sentences,
)
from steelyard.results.words.weights import belief_sentence


def outing() -> CriteriaSet:
    """Return a beach (75), a museum (50) and a cellar (10) that nothing speaks for."""
    return make_set(
        {
            "beach": {"fun": 100, "calm": 50},
            "museum": {"fun": [10, 20, 90], "calm": 80},
            "cellar": {"fun": 10, "calm": 10},
        },
        swings={"fun": 50, "calm": 50},
        scenarios={
            "rain": {"name": "Rain", "shifts": {"beach": {"fun": -30}}},
            "show": {"name": "Show", "shifts": {"museum": {"fun": 40}}},
        },
    )


def test_where_an_option_stands() -> None:
    """A rival's rank, total and distance are given; the leader has a sentence of its own."""
    evaluation = evaluate(outing())

    assert rank_sentence(outing(), evaluation, "museum") == (
        "Museum ranks 2nd of 3 with 50.0 points, 25.0 points behind Beach."
    )
    assert rank_sentence(outing(), evaluation, "beach") == (
        "Beach comes first already, with 75.0 points."
    )


def test_weights() -> None:
    """The nearest weights are named; what no weights can lift is said with its reason."""
    evaluation = evaluate(outing())
    found = find_beliefs(evaluation)

    # 80·fun − 30·calm = 0 at fun = 30/110 = 27 %, so 22.7 points go from fun to calm.
    assert belief_sentence(outing(), evaluation, found["museum"]) == (
        "At least 23 points of weight have to move: Fun from 50% to 27% and Calm from 50% to "
        "73%. Then it draws level with the leader."
    )
    assert belief_sentence(outing(), evaluation, found["cellar"]) == (
        "No weights put it first: Beach is at least as good on every criterion."
    )


def test_scores() -> None:
    """One score if one is enough, and the range it would have to leave or not."""
    criteria_set, evaluation = outing(), evaluate(outing())
    changes = find_score_changes(criteria_set, evaluation)
    together = find_score_changes_together(criteria_set, evaluation)

    # 25 points of total are 50 of a value that weighs one half.
    said = takeover_score_sentences(criteria_set, "museum", changes, together)
    assert [sentence_text(sentence) for sentence in said] == [
        "One score is enough: Beach on Fun from 100 to 50 (scale 0 to 100 points, high is "
        "best). That lies outside the range the file gives.",
    ]
    assert [piece for piece in said[0] if isinstance(piece, Named)] == [
        Named("Beach on Fun", ("beach", "fun"))
    ]
    hopeless = takeover_score_sentences(criteria_set, "cellar", changes, together)
    assert [sentence_text(sentence) for sentence in hopeless] == [
        "No single score can do it.",
        "Even with every score at the end of its range that suits it best, it stays behind the "
        "leader.",
    ]


def test_scenarios() -> None:
    """The smallest sets are listed with their margin; else how close one came."""
    criteria_set = outing()

    # Rain takes 15 points from the beach, the show gives the museum 20: 70 to 60.
    assert scenario_sentences(criteria_set, find_scenario_sets(criteria_set, "museum")) == [
        "2 scenarios together are enough, and no fewer (4 cases were tried):",
        "If “Rain” and “Show”, 10 points ahead of its closest rival.",
    ]
    assert scenario_sentences(criteria_set, find_scenario_sets(criteria_set, "cellar")) == [
        "No set of up to 4 scenarios puts it first (4 cases were tried). It comes closest if "
        "“Rain”, 50 points behind its closest rival."
    ]
    bare = make_set({"a": {"x": 1}, "b": {"x": 2}})
    assert scenario_sentences(bare, find_scenario_sets(bare, "a")) == [
        "The file has no scenarios to try."
    ]
