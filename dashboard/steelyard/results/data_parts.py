"""The parts of the JSON documents in `data`, one function per kind of fact.

Units and the meaning of `None` are as documented there. Imports no numpy.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from steelyard.analysis.evidence.linchpins import Linchpin, Survival
    from steelyard.analysis.perspectives.mix import Mix, MixSegment
    from steelyard.analysis.perspectives.perspectives import Perspective, Perspectives
    from steelyard.analysis.perspectives.regret import Regret
    from steelyard.analysis.perspectives.scenario_search import ScenarioSearch, ScenarioSet
    from steelyard.analysis.sensitivity.changes import (
        Belief,
        Flip,
        ScoreChange,
        TrackSegment,
        WeightTrack,
    )
    from steelyard.analysis.sensitivity.package_test import PackageTest
    from steelyard.analysis.simulations.sampling import Simulations
    from steelyard.analysis.totals import Evaluation
    from steelyard.files.problems import Problem
    from steelyard.results.appraisal import Finding
    from steelyard.results.frames import FrameView
    from steelyard.results.result import Result
    from steelyard.results.words.lead.verdict import Verdict

Data = dict[str, Any]


def named(found: object, names: str) -> Data:
    """Return the attributes whose space-separated names are given; tuples become lists.

    >>> named(1 + 2j, "real imag")
    {'real': 1.0, 'imag': 2.0}
    """
    return {name: _listed(getattr(found, name)) for name in names.split()}


def _listed(found: Any) -> Any:
    if isinstance(found, Mapping):
        return {key: _listed(value) for key, value in found.items()}
    return list(found) if isinstance(found, tuple) else found


# --- totals, verdict, scores -------------------------------------------------------------


def totals_data(evaluation: Evaluation) -> Data:
    """Return every number of an evaluation, from weights to ranks, keyed by id."""
    return {
        **named(evaluation, "swings weights values contributions totals subtotals ranges ranks"),
        **named(evaluation, "dominated_by"),
        "unknown": sorted(list(cell) for cell in evaluation.unknown),
    }


def verdict_data(verdict: Verdict) -> Data:
    """Return state, sentences, leaders, runner-up (`None` if there is none) and margin.

    `most_often`: the option that comes first in most simulations, and its share, 0–1;
    `None` if none were sampled.
    """
    return named(
        verdict,
        "state sentence because packages leaders runner_up margin most_often most_often_share",
    )


def package_data(test: PackageTest | None) -> Data | None:
    """Return the lead with every package limited to its better part; `None` without a premium.

    `premiums`: package → criterion → points of value above the better part. `least_factor`:
    the factor on all premiums, 0–1, at which the lead is lost; `None` if it never is.
    """
    if test is None:
        return None
    packages = dict.fromkeys(package for package, _ in test.premiums)
    return {
        "premiums": {
            package: {c: size for (one, c), size in test.premiums.items() if one == package}
            for package in packages
        },
        "totals": test.held.totals,
        **named(test.judgement, "state leaders runner_up margin"),
        **named(test, "survives least_factor"),
    }


def frames_data(frames: Mapping[str, FrameView]) -> Data:
    """Return frame → its verdict on totals, and the families that no weighting of it puts first.

    With the weights and scores of the file; empty with fewer than two frames.
    """
    return {
        frame: {"verdict": verdict_data(view.verdict), "shut_out": list(view.shut_out)}
        for frame, view in frames.items()
    }


def problems_data(problems: Iterable[Problem]) -> list[Data]:
    """Return code, title and location of every problem of the file, in file order.

    Unusable parts of the file are excluded from all numbers. `where` is the path of keys.
    """
    return [named(problem, "code title line column where") for problem in problems]


def scores_data(result: Result) -> Data:
    """Return option → criterion → low, likely, high on the criterion's own scale.

    `None` for a score that is unknown; scores are those of the reading in view, before a
    scenario's shift.
    """
    return {
        option: {criterion: _score(result, option, criterion) for criterion in row}
        for option, row in result.evaluation.values.items()
    }


def _score(result: Result, option: str, criterion: str) -> list[float] | None:
    found = result.find_assessment(option, criterion)
    return list(found.score[:3]) if found and found.score.known else None


# --- weights and scores that flip the lead -----------------------------------------------


def track_data(track: WeightTrack) -> Data:
    """Return which option leads at every weight of one criterion, weights as 0–1."""
    return {
        "weight": track.weight,
        "segments": _segments(track.segments),
        "stays": list(track.leader_stays),
        "ranking_stays": list(track.ranking_stays),
    }


def _segments(segments: Iterable[TrackSegment | MixSegment]) -> list[Data]:
    return [{"from": s.begin, "to": s.end, "leaders": list(s.leaders)} for s in segments]


def flip_data(flip: Flip | None) -> Data | None:
    """Return a flip: the points of weight to move and the resulting weights; `None` if none."""
    return None if flip is None else named(flip, "points weights")


def score_change_data(change: ScoreChange) -> Data:
    """Return the change of one score that flips the lead, as values and on the score's scale."""
    return named(
        change,
        "option criterion before after raw_before raw_after points rivals is_in_range",
    )


def belief_data(belief: Belief) -> Data:
    """Return the nearest weights that put an option first, or the mix of options that beats it."""
    return {
        "points": belief.points,
        "weights": belief.weights if belief.can_lead else None,
        "beaten_by": belief.beaten_by,
    }


# --- simulations -------------------------------------------------------------------------


def sample_data(simulations: Simulations | None) -> Data:
    """Return each option's lead share with its span and error, and the settings to reproduce it.

    `spans`: the lowest and the highest share, depending on how errors are correlated. All `None`
    without simulations.
    """
    if simulations is None:
        keys = ("sampled", "spans", "error", "draws", "seed", "mode", "spread", *_RULES)
        return dict.fromkeys(keys)
    return {
        "sampled": simulations.lead_shares,
        **named(simulations, "spans"),
        "error": 100 * simulations.error,
        **named(simulations, "draws seed mode spread"),
        **named(simulations.spec, "ranges shared_error"),
        "packages": "coupled" if simulations.spec.is_coupled else "independent",
        "stream": simulations.stream,
    }


_RULES = ("ranges", "shared_error", "packages", "stream")


def simulations_data(simulations: Simulations | None) -> Data:
    """Return rank shares, pairwise shares, expected ranks and central weights.

    All `None` without simulations.
    """
    if simulations is None:
        return dict.fromkeys(("rank_shares", "pairwise", "expected_rank", "central_weights"))
    return {
        **named(simulations, "rank_shares"),
        "pairwise": simulations.ahead_shares,
        "expected_rank": simulations.expected_ranks,
        "central_weights": simulations.central_weights,
    }


# --- perspectives ------------------------------------------------------------------------


def views_data(perspectives: Perspectives, what: str) -> list[Data]:
    """Return leaders, totals and ranks in each perspective.

    `what`: lens, reading or scenario; its id is `None` for the file's own.
    """
    return [
        {
            what: getattr(perspective, what),
            **named(evaluation, "leaders totals ranks"),
        }
        for perspective, evaluation in perspectives.evaluations.items()
    ]


def mix_data(mix: Mix) -> Data:
    """Return the leaders at every share, 0–1, of a reading, and where they change."""
    return {"segments": _segments(mix.segments), **named(mix, "crossovers")}


def search_data(search: ScenarioSearch) -> Data:
    """Return the smallest sets of scenarios that put an option first, and how many were tried."""
    return {
        "smallest": [_scenarios(one) for one in search.smallest],
        "closest": _scenarios(search.closest),
        **named(search, "tried most_together set_aside"),
    }


def _scenarios(together: ScenarioSet) -> Data:
    return named(together, "scenarios margin")


def regret_data(regret: Regret) -> Data:
    """Return each option's regret per perspective, and the options with the least worst regret."""
    return {
        "regrets": {
            option: [{**_where(where), "points": points} for where, points in row.items()]
            for option, row in regret.regrets.items()
        },
        "worst": regret.worst,
        "worst_in": {
            option: [_where(where) for where in worst] for option, worst in regret.worst_in.items()
        },
        "minimax": list(regret.safest),
    }


def _where(perspective: Perspective) -> Data:
    return named(perspective, "lens reading scenario")


# --- evidence and appraisal --------------------------------------------------------------


def linchpin_data(linchpin: Linchpin) -> Data:
    """Return a claim whose loss can cost the leader its lead, and the scores it leaves unknown."""
    return {
        "claim": linchpin.claim,
        "freed": [list(cell) for cell in linchpin.freed],
        **named(linchpin, "margin rivals"),
    }


def survival_data(survival: Survival) -> Data:
    """Return the lead without some of the evidence; `before`: the lead share with all of it."""
    now, before = survival.leads, survival.before
    return {
        **named(survival, "survives leader"),
        "freed": [list(cell) for cell in survival.freed],
        **named(survival, "margin rivals"),
        "share": now and now.share,
        "span": now and list(now.span),
        "before": before and before.share,
        "span_before": before and list(before.span),
        "error": now and 100 * now.error,
    }


def findings_data(findings: Iterable[Finding]) -> list[Data]:
    """Return the findings of the appraisal, one for each rule."""
    return [
        {
            **named(finding, "rule title state found advice guidance"),
            "about": [{"kind": kind, "id": one} for kind, one in finding.about],
            **named(finding, "details figures"),
        }
        for finding in findings
    ]
