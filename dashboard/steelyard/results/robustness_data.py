"""The facts of `steelyard robustness` as plain data: what `--json` prints.

Weights and shares are 0–1; totals, values, margins, flips and errors are points, 0–100. Numbers
are as computed; rounding is for `robustness_text`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from steelyard import __version__
from steelyard.analysis.evidence.linchpins import Linchpin, Survival
from steelyard.analysis.perspectives.mix import Mix
from steelyard.analysis.perspectives.perspectives import Perspective, Perspectives
from steelyard.analysis.perspectives.regret import Regret
from steelyard.analysis.perspectives.scenario_search import ScenarioSearch, ScenarioSet
from steelyard.analysis.sensitivity.robustness import Belief
from steelyard.analysis.simulations.sampling import SampledSimulations
from steelyard.commands.appraisal import appraisal_as_dict
from steelyard.results.plain_data import flip_data, score_change_data, track_data
from steelyard.results.robustness_facts import Robustness

Data = dict[str, Any]


def as_data(found: Robustness) -> Data:
    """Return everything as plain data; no number in it is infinite or not a number.

    `null` stands where there is no answer: no weights that level a rival, no single score,
    shares that cannot be worked out exactly, weights of an option that never leads.
    """
    evaluation, simulations, beliefs = found.evaluation, found.simulations, found.beliefs
    first = found.score_changes[0] if found.score_changes else None
    return {
        "file": str(found.loaded.path),
        "sha256": found.loaded.sha256,
        "version": __version__,
        "frame": evaluation.frame,
        "swings": evaluation.swings,
        "weights": evaluation.weights,
        "verdict": _verdict(found),
        "one_way": {criterion: track_data(track) for criterion, track in found.tracks.items()},
        "one_way_groups": {group: track_data(track) for group, track in found.groups.items()},
        "flips": {option: flip_data(flip) for option, flip in found.flips.items()},
        "nearest_score": None if first is None else score_change_data(first),
        "score_sets": {
            option: None if cells is None else [score_change_data(cell) for cell in cells]
            for option, cells in found.score_sets.items()
        },
        "potentially_optimal": beliefs
        and {option: belief.can_lead for option, belief in beliefs.nearest.items()},
        "beliefs": beliefs
        and {option: _belief(belief) for option, belief in beliefs.nearest.items()},
        "dominance": [
            [winner, loser]
            for loser, winners in evaluation.dominated_by.items()
            for winner in winners
        ],
        "convex_dominance": beliefs and beliefs.beaten_by,
        "lead_share": _lead_share(found),
        "rank_shares": {option: list(row) for option, row in simulations.rank_shares.items()},
        "pairwise": simulations.ahead_shares,
        "expected_rank": simulations.expected_ranks,
        "central_weights": simulations.central_weights,
        "lenses": _lenses(found),
        "readings": {
            "in_view": found.view.reading,
            "views": [_seen(found.readings, seen, "reading") for seen in found.readings.totals],
            "mixes": {reading: _mix(mix) for reading, mix in found.mixes.items()},
        },
        "scenarios": {
            "in_view": found.view.scenario,
            "views": [_seen(found.scenarios, seen, "scenario") for seen in found.scenarios.totals],
            "friendly_sets": {option: _search(one) for option, one in found.searches.items()},
        },
        "regret": {
            "scenarios": _regret(found.regret_in_scenarios),
            "readings_and_lenses": {
                **_regret(found.regret_in_readings_and_lenses),
                "without": [
                    {"lens": out.lens, "reading": out.reading, "minimax": list(out.safest)}
                    for out in found.swaying
                ],
            },
        },
        "linchpins": [_linchpin(linchpin) for linchpin in found.linchpins],
        "sources": {source: _survival(one) for source, one in found.sources.items()},
        "appraisal": appraisal_as_dict(evaluation.frame, found.findings)["findings"],
    }


def _verdict(found: Robustness) -> Data:
    verdict = found.verdict
    return {
        "state": verdict.state,
        "sentence": verdict.sentence,
        "because": verdict.because,
        "leader": verdict.leaders[0],
        "runner_up": verdict.runner_up,
        "margin": verdict.margin,
    }


def _belief(belief: Belief) -> Data:
    return {
        "points": belief.points,
        "weights": belief.weights if belief.can_lead else None,
        "beaten_by": belief.beaten_by,
    }


def _lead_share(found: Robustness) -> Data:
    simulations = found.simulations
    return {
        "exact": found.exact,
        **_sampled(simulations),
        "seed": simulations.seed,
        "mode": simulations.mode,
        "spread": simulations.spread,
        "likely_only": found.sampling.likely_only,
        "page": _sampled(found.page),
    }


def _sampled(simulations: SampledSimulations) -> Data:
    return {
        "sampled": simulations.lead_shares,
        "error": 100 * simulations.error,
        "draws": simulations.draws,
    }


def _lenses(found: Robustness) -> Data:
    agreement, furthest = found.agreement, found.agreement.furthest_apart
    seen = list(agreement.taus)
    return {
        "in_view": found.view.lens,
        "views": [
            _seen(found.lenses, one, "lens") | {"agreement": agreement.means[one]} for one in seen
        ],
        "agreement": [
            {"lenses": [one.lens, other.lens], "tau": agreement.taus[one][other]}
            for index, one in enumerate(seen)
            for other in seen[index + 1 :]
        ],
        "furthest_apart": None if furthest is None else [one.lens for one in furthest],
    }


def _seen(perspectives: Perspectives, seen: Perspective, what: str) -> Data:
    """Return one view; `null` as its id is the file's own swings, assessments or no scenario."""
    evaluation = perspectives.evaluations[seen]
    return {
        what: getattr(seen, what),
        "leaders": list(evaluation.leaders),
        "totals": evaluation.totals,
        "ranks": evaluation.ranks,
    }


def _mix(mix: Mix) -> Data:
    return {
        "segments": [
            {"from": segment.begin, "to": segment.end, "leaders": list(segment.leaders)}
            for segment in mix.segments
        ],
        "crossovers": list(mix.crossovers),
    }


def _search(search: ScenarioSearch) -> Data:
    return {
        "smallest": [_scenarios(one) for one in search.smallest],
        "closest": _scenarios(search.closest),
        "tried": search.tried,
        "most_together": search.most_together,
        "set_aside": list(search.set_aside),
    }


def _scenarios(together: ScenarioSet) -> Data:
    return {"scenarios": list(together.scenarios), "margin": together.margin}


def _regret(regret: Regret) -> Data:
    return {
        "regrets": {
            option: [{**_where(seen), "points": points} for seen, points in row.items()]
            for option, row in regret.regrets.items()
        },
        "worst": regret.worst,
        "worst_in": {
            option: [_where(seen) for seen in where] for option, where in regret.worst_in.items()
        },
        "minimax": list(regret.safest),
    }


def _where(seen: Perspective) -> Mapping[str, str | None]:
    return {"lens": seen.lens, "reading": seen.reading, "scenario": seen.scenario}


def _linchpin(linchpin: Linchpin) -> Data:
    return {
        "claim": linchpin.claim,
        "freed": [list(cell) for cell in linchpin.freed],
        "margin": linchpin.margin,
        "rivals": list(linchpin.rivals),
    }


def _survival(survival: Survival) -> Data:
    return {
        "survives": survival.survives,
        "leader": survival.leader,
        "freed": [list(cell) for cell in survival.freed],
        "margin": survival.margin,
        "rivals": list(survival.rivals),
        "share": survival.share,
        "error": 100 * survival.error,
    }
