"""Every number of a result as plain dictionaries, lists and numbers, for other programs.

The JSON of `steelyard score`, `steelyard robustness`, `steelyard check --appraise` and of
the numbers export is built here, so a key has the same meaning in all of them.
Weights and shares are 0–1; totals, values, margins, points of weight and errors are
points, 0–100. Numbers are as computed, never rounded, infinite or NaN. `None` means
that no answer exists: no weights that level a rival, no single score, shares that
cannot be worked out exactly, weights of an option that never leads. Imports no numpy:
`steelyard score --json` must not wait for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from steelyard import __version__
from steelyard.results.data_parts import (
    Data,
    belief_data,
    findings_data,
    flip_data,
    frames_data,
    linchpin_data,
    mix_data,
    package_data,
    problems_data,
    regret_data,
    sample_data,
    score_change_data,
    scores_data,
    search_data,
    simulations_data,
    survival_data,
    totals_data,
    track_data,
    verdict_data,
    views_data,
)

if TYPE_CHECKING:
    from steelyard.analysis.simulations.sampling import Simulations
    from steelyard.results.result import Result


def score_data(result: Result) -> Data:
    """Return weights, values, totals, ranks and the verdict on them, without any sampling."""
    return {
        **_file(result),
        **_view(result),
        **totals_data(result.evaluation),
        "verdict": verdict_data(result.verdict_on_totals),
        "judges": group_data(result),
    }


def numbers_data(result: Result, file: str) -> Data:
    """Return every number that the pages show for a view, with names for the ids.

    `file`: the printable name of the criteria file. The part on robustness contains what the
    page shows, under the keys of `robustness_data`.
    """
    evaluation, criteria_set, choice = result.evaluation, result.criteria_set, result.choice
    return {
        **_file(result),
        "file": file,
        "title": criteria_set.title,
        "options": {option: entry.name for option, entry in criteria_set.options.items()},
        "criteria": {c: criteria_set.criteria[c].name for c in evaluation.criteria},
        **_view(result),
        "disputes": {f"{o}/{c}": value for (o, c), value in sorted(choice.disputes.items())},
        "struck": list(choice.struck),
        "exploratory": choice.is_exploratory,
        **totals_data(evaluation),
        "scores": scores_data(result),
        "lows": evaluation.lows,
        "highs": evaluation.highs,
        "verdict": verdict_data(result.verdict),
        "robustness": {
            "one_way": {c: track_data(track) for c, track in result.tracks.items()},
            "flips": {option: flip_data(flip) for option, flip in result.flips.items()},
            "nearest_score": _nearest_score(result),
            "lead_share": sample_data(result.simulations),
            **simulations_data(result.simulations),
            "ranges": {option: list(ends) for option, ends in result.simulations.ranges.items()},
        },
        "judges": group_data(result),
    }


def robustness_data(
    result: Result, simulations: Simulations | None = None, likely_only: bool = False
) -> Data:
    """Return the robustness analysis: everything that could end the lead, other views, evidence.

    `simulations`: those requested by a command, drawn with known scores at their likely values
    if `likely_only`; by default those of the page. The verdict always uses the page's. If the
    set is too large to be sampled, `unsampled` gives the reason and counted figures are `None`.
    """
    evaluation, beliefs = result.evaluation, result.beliefs
    page = None if result.unsampled else result.simulations
    sampled = page if simulations is None else simulations
    return {
        **_file(result),
        "frame": evaluation.frame,
        "swings": evaluation.swings,
        "weights": evaluation.weights,
        "verdict": _one_leader(verdict_data(result.verdict)),
        "judges": group_data(result),
        "frames": frames_data(result.frames),
        "one_way": {criterion: track_data(track) for criterion, track in result.tracks.items()},
        "one_way_groups": {group: track_data(t) for group, t in result.group_tracks.items()},
        "flips": {option: flip_data(flip) for option, flip in result.flips.items()},
        "nearest_score": _nearest_score(result),
        "score_sets": {
            option: None if cells is None else [score_change_data(cell) for cell in cells]
            for option, cells in result.score_sets.items()
        },
        "package_test": package_data(result.package_test),
        "potentially_optimal": beliefs
        and {option: belief.can_lead for option, belief in beliefs.items()},
        "beliefs": beliefs and {option: belief_data(belief) for option, belief in beliefs.items()},
        "dominance": [
            [winner, loser]
            for loser, winners in evaluation.dominated_by.items()
            for winner in winners
        ],
        "convex_dominance": result.convex_dominance,
        "lead_share": {
            "exact": result.exact_lead_shares,
            **sample_data(sampled),
            "likely_only": likely_only,
            "page": {
                key: number
                for key, number in sample_data(page).items()
                if key in ("sampled", "spans", "error", "draws")
            },
        },
        **simulations_data(sampled),
        "unsampled": result.unsampled or None,
        "lenses": _lenses(result),
        "readings": {
            "in_view": result.choice.reading,
            "views": views_data(result.readings, "reading"),
            "mixes": {reading: mix_data(mix) for reading, mix in result.mixes.items()},
        },
        "scenarios": {
            "in_view": result.choice.scenario,
            "views": views_data(result.scenarios, "scenario"),
            "friendly_sets": {
                option: search_data(search) for option, search in result.scenario_searches.items()
            },
        },
        "regret": {
            "scenarios": regret_data(result.regret_in_scenarios),
            "readings_and_lenses": {
                **regret_data(result.regret_in_readings_and_lenses),
                "without": [
                    {"lens": out.lens, "reading": out.reading, "minimax": list(out.safest)}
                    for out in result.swaying
                ],
            },
        },
        "linchpins": [linchpin_data(linchpin) for linchpin in result.linchpins],
        "sources": {
            source: survival_data(survival) for source, survival in result.source_survivals.items()
        },
        "appraisal": findings_data(result.findings),
    }


def group_data(result: Result) -> Data | None:
    """Return the judges' result shown beside a result, in the format of `judges result --json`.

    `None` if there are no judges. `says` is the sentence about them; each judge has leaders,
    margin, weights, and the least and greatest weights, which differ where only ranks were given.
    """
    found = result.group
    if found is None:
        return None
    from steelyard.results.judges.data import result_data
    from steelyard.results.words.judging.beside import beside_sentence

    judges = {
        judge: {
            "leaders": list(evaluation.leaders),
            "margin": found.margins[judge],
            "weights": evaluation.weights,
            "weight_spans": {c: list(span) for c, span in found.weight_spans(judge).items()},
        }
        for judge, evaluation in found.panel.evaluations.items()
    }
    return {"says": beside_sentence(found), **result_data(found), "judges": judges}


def _file(result: Result) -> Data:
    path, sha256 = str(result.loaded.path), result.loaded.sha256
    return {
        "file": path,
        "sha256": sha256,
        "version": __version__,
        "problems": problems_data(result.loaded.problems),
    }


def _view(result: Result) -> Data:
    choice = result.choice
    names = {"lens": choice.lens, "reading": choice.reading, "scenario": choice.scenario}
    return {"frame": result.evaluation.frame, **names}


def _one_leader(verdict: Data) -> Data:
    """Return a verdict with only its first leader, the established format of `robustness`."""
    return {
        "leader" if key == "leaders" else key: found[0] if key == "leaders" else found
        for key, found in verdict.items()
    }


def _nearest_score(result: Result) -> Data | None:
    changes = result.score_changes
    return score_change_data(changes[0]) if changes else None


def _lenses(result: Result) -> Data:
    agreement, furthest = result.agreement, result.agreement.furthest_apart
    lenses = list(agreement.taus)
    return {
        "in_view": result.choice.lens,
        "views": [
            view | {"agreement": agreement.means[lens]}
            for lens, view in zip(lenses, views_data(result.lenses, "lens"), strict=True)
        ],
        "agreement": [
            {"lenses": [one.lens, other.lens], "tau": agreement.taus[one][other]}
            for index, one in enumerate(lenses)
            for other in lenses[index + 1 :]
        ],
        "furthest_apart": None if furthest is None else [one.lens for one in furthest],
    }
