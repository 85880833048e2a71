"""Sentences about the lead: what would take it away, and how sure one can be of it.

How often something happens in sampled simulations, and how confident somebody is of a score,
never stand in one sentence: they are different things.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping

from steelyard.analysis.dominance import TIE
from steelyard.analysis.sensitivity.flip import describe_flip
from steelyard.analysis.sensitivity.robustness import (
    Belief,
    ScoreChange,
    find_score_changes,
    find_score_changes_together,
)
from steelyard.analysis.totals import find_assessment
from steelyard.charts.scores.why import list_steps
from steelyard.model import CriteriaSet
from steelyard.results.result import Result
from steelyard.results.words.changes import signed_tenth
from steelyard.results.words.numbers import listing, of_hundred, points, whole_shares
from steelyard.results.words.phrases import options, some, some_apart, verb
from steelyard.results.words.scores import score_sentences, set_sentences

_STATES = {"no": "not met", "open": "open", "yes": "met"}


def change_sentences(result: Result) -> tuple[str, ...]:
    """Return what would change the advice: weights, one score, several scores, conditions."""
    if len(result.evaluation.options) < 2:
        return ("With one option there is nothing that another could take away.",)
    leaders = result.evaluation.leaders
    if len(leaders) > 1:
        level = options(result.criteria_set, leaders)
        decides = "the smallest change that favours one of them decides between them"
        return (f"{level} are level: {decides}.", *condition_sentences(result))
    return (_weights(result), *_scores(result), *condition_sentences(result))


def _weights(result: Result) -> str:
    if result.flip is None:
        return "No weights can bring another option level; only other scores can."
    clause = describe_flip(result.criteria_set, result.flip)
    nearest = "; no smaller movement does" if result.flip.moves else ""
    return f"{clause[:1].upper()}{clause[1:]}{nearest}."


def _scores(result: Result) -> list[str]:
    criteria_set, evaluation = result.criteria_set, result.evaluation
    changes = find_score_changes(criteria_set, evaluation)
    if not changes:
        return [
            "No single score, anywhere on its scale, takes the lead away.",
            *_sets(criteria_set, find_score_changes_together(criteria_set, evaluation)),
        ]
    inside = next((change for change in changes if change.is_in_range), None)
    chosen = [changes[0], *([inside] if inside not in (None, changes[0]) else [])]
    said = score_sentences(criteria_set, [change for change in chosen if change is not None])
    if inside is None:
        said.append("No single score takes the lead away within its own range.")
        said += _sets(criteria_set, find_score_changes_together(criteria_set, evaluation))
    return said


def _sets(criteria_set: CriteriaSet, found: dict[str, tuple[ScoreChange, ...] | None]) -> list[str]:
    """Say the fewest scores that level any rival; one sentence."""
    reached = {rival: cells for rival, cells in found.items() if cells}
    if all(cells is None for cells in found.values()):
        return ["Not even all scores together, each within its range, bring another option level."]
    if not reached:
        return set_sentences(criteria_set, found)
    nearest = min(reached, key=lambda rival: len(reached[rival]))
    return set_sentences(criteria_set, {nearest: reached[nearest]})


def belief_sentences(result: Result, found: Mapping[str, Belief]) -> tuple[str, ...]:
    """Return which options some weights put first, how far off, and how many none do."""
    criteria_set, leaders = result.criteria_set, result.evaluation.leaders
    reached = [b for b in found.values() if b.points is not None and b.option not in leaders]
    reached.sort(key=lambda belief: belief.points or 0.0)
    never = [belief.option for belief in found.values() if not belief.can_lead]
    said = []
    if len(reached) > 1:
        told = some(
            f"{criteria_set.options[b.option].label} ({points(b.points or 0.0)})"
            for b in reached[1:]
        )
        said.append(f"Moving more puts first: {told}.")
    if len(never) > 1 and len(never) + len(reached) + len(leaders) == len(found):
        said.append(f"No weights at all put any of the other {len(never)} options first.")
    elif never:
        said.append(f"No weights at all put first: {options(criteria_set, never)}.")
    return tuple(said)


def why_sentences(result: Result, first: str, second: str) -> tuple[str, ...]:
    """Return on how many criteria one option is ahead of another, behind it, or level."""
    values, criteria = result.evaluation.values, result.evaluation.criteria
    gaps = [values[first][criterion] - values[second][criterion] for criterion in criteria]
    ahead, behind = sum(gap > TIE for gap in gaps), sum(gap < -TIE for gap in gaps)
    level = len(gaps) - ahead - behind
    told = (("ahead", ahead), ("behind", behind), ("level", level))
    parts = [f"{how} on {number}" for how, number in told if number]
    name, count = result.criteria_set.options[first].label, len(criteria)
    noun = "criterion" if count == 1 else "criteria"
    return (f"Of {count} {noun}, {name} is {listing(parts)}.",)


def difference_sentences(result: Result, first: str, second: str) -> tuple[str, ...]:
    """Return the same in points by criterion, the largest first: for a brief without picture."""
    steps = [s for s in list_steps(result.evaluation, first, second) if abs(s.difference) > TIE]
    steps.sort(key=lambda step: -abs(step.difference))
    if not steps:
        return why_sentences(result, first, second)
    told = some_apart(
        f"{result.criteria_set.criteria[step.criterion].name} {signed_tenth(step.difference)}"
        for step in steps
    )
    name = result.criteria_set.options[first].label
    return (*why_sentences(result, first, second), f"In points of the total for {name}: {told}.")


def condition_sentences(result: Result) -> tuple[str, ...]:
    """Return the conditions of the options in front that are not met or still open."""
    criteria_set, shown = result.criteria_set, result.evaluation.leaders
    return tuple(
        f"{options(criteria_set, who)} {'needs' if len(who) == 1 else 'need'} "
        f"“{condition.name}”: {_STATES[condition.state]}."
        for key, condition in criteria_set.conditions.items()
        if condition.state != "yes"
        and (who := [option for option in shown if key in criteria_set.options[option].needs])
    )


def needs_sentences(result: Result) -> tuple[str, ...]:
    """Return each condition that an option in view needs, its state, and by whom it is needed."""
    criteria_set = result.criteria_set
    return tuple(
        f"{condition.name}: {_STATES[condition.state]}. Needed for {options(criteria_set, who)}."
        for key, condition in criteria_set.conditions.items()
        if (who := [o for o in result.evaluation.ranking if key in criteria_set.options[o].needs])
    )


def sure_sentences(result: Result) -> tuple[str, ...]:
    """Return in how many simulations who leads, how they were drawn, and how firm the scores are."""
    if len(result.evaluation.options) < 2:
        return ()
    return (_shares(result), *_drawn(result), _state(result), *_confidence(result))


def _shares(result: Result) -> str:
    criteria_set, shares = result.criteria_set, result.simulations.lead_shares
    counts = dict(zip(shares, whole_shares(list(shares.values())), strict=True))
    order = sorted(counts, key=lambda option: -shares[option])
    first, *rest = [option for option in order if counts[option]]
    more = [f"{criteria_set.options[option].label} in {counts[option]}" for option in rest]
    share = of_hundred(counts[first], shares[first])
    said = (
        f"{criteria_set.options[first].label} {verb(criteria_set)} in {share} sampled simulations"
    )
    return f"{said}{', ' + some(more) if more else ''}."


def _drawn(result: Result) -> list[str]:
    simulations = result.simulations
    weights = (
        "weights vary around those in view" if simulations.spread else "weights stay as they are"
    )
    left = "weights and ranges" if simulations.spread else "the ranges"
    near = max(1, math.ceil(100 * simulations.error - 1e-9))
    return [
        f"{simulations.draws:,} simulations were drawn: {weights}, scores vary within their ranges.",
        f"A share is good to about {near} in a hundred either way. It says what {left} "
        "leave open; it is not the chance of being right.",
    ]


def _state(result: Result) -> str:
    rules, state = result.criteria_set.verdict, result.verdict.state
    meanings = {
        "leads but fragile": f"Fragile: to be called robust, a lead needs at least "
        f"{rules.robust_share:g} of 100 sampled simulations and no flip nearer than "
        f"{rules.robust_flip:g} points of weight.",
        "robust": f"Robust: a lead in at least {rules.robust_share:g} of 100 sampled simulations and "
        f"no flip nearer than {rules.robust_flip:g} points of weight.",
        "dominates": "Dominates: nowhere worse than any other option, and somewhere better.",
        "close call": f"Close call: a lead of less than {rules.close_call:g} points.",
        "cannot be decided": "Cannot be decided: scores that are not known could change the order.",
    }
    return meanings.get(state, f"The verdict: {state}.")


def _confidence(result: Result) -> list[str]:
    """Say how firmly the scores are held that put the leader ahead of the runner-up."""
    criteria_set, evaluation, choice = result.criteria_set, result.evaluation, result.choice
    leader, rival = evaluation.ranking[:2]
    gains = [step for step in list_steps(evaluation, leader, rival) if step.difference > TIE]
    ahead = [step.criterion for step in gains]
    if not ahead:
        return []
    held: Counter[str] = Counter()
    for option in (leader, rival):
        for criterion in ahead:
            found = find_assessment(criteria_set, option, criterion, choice.reading)
            stated = None if found is None else found.confidence
            held[stated or "not stated"] += 1
    names = some(criteria_set.criteria[criterion].name for criterion in ahead)
    before = f"{criteria_set.options[leader].label} ahead of {criteria_set.options[rival].label}"
    because = f"What puts {before}: {names}."
    if set(held) == {"not stated"}:
        return [f"{because} The file does not say how firmly the scores behind that are held."]
    levels = [level for level in ("low", "moderate", "high", "not stated") if held[level]]
    told = listing(f"{held[level]} {level}" for level in levels)
    if len(levels) == 1:
        told = f"{'both' if len(ahead) == 1 else 'all'} {levels[0]}"
    return [f"{because} Confidence in the {2 * len(ahead)} scores behind that: {told}."]
