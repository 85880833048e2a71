"""Results as dictionaries, lists and numbers: what programs read, the same in every form.

Loads nothing of numpy or charts: `steelyard score --json` must not wait for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from steelyard.analysis.sensitivity.flip import Flip
    from steelyard.analysis.sensitivity.robustness import ScoreChange, WeightTrack
    from steelyard.analysis.totals import Evaluation
    from steelyard.results.verdict import Verdict

Data = dict[str, Any]


def totals_data(evaluation: Evaluation) -> Data:
    """Return from weights to ranks every number of an evaluation, keyed by id."""
    return {
        "swings": evaluation.swings,
        "weights": evaluation.weights,
        "values": evaluation.values,
        "contributions": evaluation.contributions,
        "totals": evaluation.totals,
        "subtotals": evaluation.subtotals,
        "ranges": {option: list(ends) for option, ends in evaluation.ranges.items()},
        "ranks": evaluation.ranks,
        "dominated_by": {option: list(by) for option, by in evaluation.dominated_by.items()},
        "unknown": sorted(list(cell) for cell in evaluation.unknown),
    }


def verdict_data(verdict: Verdict) -> Data:
    """Return state, sentences, leaders, runner-up (`None` without) and margin."""
    return {
        "state": verdict.state,
        "sentence": verdict.sentence,
        "because": verdict.because,
        "leaders": list(verdict.leaders),
        "runner_up": verdict.runner_up,
        "margin": verdict.margin,
    }


def track_data(track: WeightTrack) -> Data:
    """Return who leads at every weight of one criterion, weights as 0–1."""
    return {
        "weight": track.weight,
        "segments": [
            {"from": segment.begin, "to": segment.end, "leaders": list(segment.leaders)}
            for segment in track.segments
        ],
        "stays": list(track.leader_stays),
        "ranking_stays": list(track.ranking_stays),
    }


def flip_data(flip: Flip | None) -> Data | None:
    """Return how many points of weight have to move, and to which weights; `None` without."""
    return None if flip is None else {"points": flip.points, "weights": flip.weights}


def score_change_data(change: ScoreChange) -> Data:
    """Return the change of one score that flips the lead, as value and on its own scale."""
    return {
        "option": change.option,
        "criterion": change.criterion,
        "before": change.before,
        "after": change.after,
        "raw_before": change.raw_before,
        "raw_after": change.raw_after,
        "points": change.points,
        "rivals": list(change.rivals),
        "is_in_range": change.is_in_range,
    }
