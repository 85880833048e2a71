"""Sentences about the lead: what would take it away, and how sure one can be of it.

How often something happens in sampled worlds, and how confident somebody is of a score,
never stand in one sentence: they are different things.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping

from steelyard.analysis.dominance import TIE
from steelyard.analysis.flip import describe_flip
from steelyard.analysis.robustness import (
    Belief,
    ScoreChange,
    find_score_changes,
    find_score_changes_together,
)
from steelyard.analysis.totals import find_assessment
from steelyard.analysis.wording import listing, of_hundred, points, whole_shares
from steelyard.charts.changes import signed_tenth
from steelyard.charts.why import list_steps
from steelyard.export.phrases import options, some, some_apart, verb
from steelyard.export.robustness_words import score_sentences, set_sentences
from steelyard.export.subject import Subject
from steelyard.model import CriteriaSet

_STATES = {"no": "not met", "open": "open", "yes": "met"}


def change_sentences(subject: Subject) -> tuple[str, ...]:
    """Return what would change the advice: weights, one score, several scores, gates."""
    if len(subject.evaluation.options) < 2:
        return ("With one option there is nothing that another could take away.",)
    leaders = subject.evaluation.leaders
    if len(leaders) > 1:
        level = options(subject.decision, leaders)
        decides = "the smallest change that favours one of them decides between them"
        return (f"{level} are level: {decides}.", *gate_sentences(subject))
    return (_weights(subject), *_scores(subject), *gate_sentences(subject))


def _weights(subject: Subject) -> str:
    if subject.flip is None:
        return "No weights can bring another option level; only other scores can."
    clause = describe_flip(subject.decision, subject.flip)
    nearest = "; no smaller movement does" if subject.flip.moves else ""
    return f"{clause[:1].upper()}{clause[1:]}{nearest}."


def _scores(subject: Subject) -> list[str]:
    decision, evaluation = subject.decision, subject.evaluation
    changes = find_score_changes(decision, evaluation)
    if not changes:
        return [
            "No single score, anywhere on its scale, takes the lead away.",
            *_sets(decision, find_score_changes_together(decision, evaluation)),
        ]
    inside = next((change for change in changes if change.is_in_range), None)
    chosen = [changes[0], *([inside] if inside not in (None, changes[0]) else [])]
    said = score_sentences(decision, [change for change in chosen if change is not None])
    if inside is None:
        said.append("No single score takes the lead away within its own range.")
        said += _sets(decision, find_score_changes_together(decision, evaluation))
    return said


def _sets(decision: CriteriaSet, found: dict[str, tuple[ScoreChange, ...] | None]) -> list[str]:
    """Say the fewest scores that level any rival; one sentence."""
    reached = {rival: cells for rival, cells in found.items() if cells}
    if all(cells is None for cells in found.values()):
        return ["Not even all scores together, each within its range, bring another option level."]
    if not reached:
        return set_sentences(decision, found)
    nearest = min(reached, key=lambda rival: len(reached[rival]))
    return set_sentences(decision, {nearest: reached[nearest]})


def belief_sentences(subject: Subject, found: Mapping[str, Belief]) -> tuple[str, ...]:
    """Return which options some weights put first, how far off, and how many none do."""
    decision, leaders = subject.decision, subject.evaluation.leaders
    reached = [b for b in found.values() if b.points is not None and b.option not in leaders]
    reached.sort(key=lambda belief: belief.points or 0.0)
    never = [belief.option for belief in found.values() if not belief.can_lead]
    said = []
    if len(reached) > 1:
        told = some(
            f"{decision.options[b.option].label} ({points(b.points or 0.0)})" for b in reached[1:]
        )
        said.append(f"Moving more puts first: {told}.")
    if len(never) > 1 and len(never) + len(reached) + len(leaders) == len(found):
        said.append(f"No weights at all put any of the other {len(never)} options first.")
    elif never:
        said.append(f"No weights at all put first: {options(decision, never)}.")
    return tuple(said)


def why_sentences(subject: Subject, first: str, second: str) -> tuple[str, ...]:
    """Return on how many criteria one option is ahead of another, behind it, or level."""
    values, criteria = subject.evaluation.values, subject.evaluation.criteria
    gaps = [values[first][criterion] - values[second][criterion] for criterion in criteria]
    ahead, behind = sum(gap > TIE for gap in gaps), sum(gap < -TIE for gap in gaps)
    level = len(gaps) - ahead - behind
    told = (("ahead", ahead), ("behind", behind), ("level", level))
    parts = [f"{how} on {number}" for how, number in told if number]
    name, count = subject.decision.options[first].label, len(criteria)
    noun = "criterion" if count == 1 else "criteria"
    return (f"Of {count} {noun}, {name} is {listing(parts)}.",)


def difference_sentences(subject: Subject, first: str, second: str) -> tuple[str, ...]:
    """Return the same in points by criterion, the largest first: for a brief without picture."""
    steps = [s for s in list_steps(subject.evaluation, first, second) if abs(s.difference) > TIE]
    steps.sort(key=lambda step: -abs(step.difference))
    if not steps:
        return why_sentences(subject, first, second)
    told = some_apart(
        f"{subject.decision.criteria[step.criterion].name} {signed_tenth(step.difference)}"
        for step in steps
    )
    name = subject.decision.options[first].label
    return (*why_sentences(subject, first, second), f"In points of the total for {name}: {told}.")


def gate_sentences(subject: Subject) -> tuple[str, ...]:
    """Return the gates of the options in front that are not met or still open."""
    decision, shown = subject.decision, subject.evaluation.leaders
    return tuple(
        f"{options(decision, who)} {'needs' if len(who) == 1 else 'need'} "
        f"“{gate.name}”: {_STATES[gate.state]}."
        for key, gate in decision.gates.items()
        if gate.state != "yes"
        and (who := [option for option in shown if key in decision.options[option].needs])
    )


def needs_sentences(subject: Subject) -> tuple[str, ...]:
    """Return each gate that an option in view needs, its state, and by whom it is needed."""
    decision = subject.decision
    return tuple(
        f"{gate.name}: {_STATES[gate.state]}. Needed for {options(decision, who)}."
        for key, gate in decision.gates.items()
        if (who := [o for o in subject.evaluation.ranking if key in decision.options[o].needs])
    )


def sure_sentences(subject: Subject) -> tuple[str, ...]:
    """Return in how many worlds who leads, how they were drawn, and how firm the scores are."""
    if len(subject.evaluation.options) < 2:
        return ()
    return (_shares(subject), *_drawn(subject), _state(subject), *_confidence(subject))


def _shares(subject: Subject) -> str:
    decision, shares = subject.decision, subject.worlds.lead_shares
    counts = dict(zip(shares, whole_shares(list(shares.values())), strict=True))
    order = sorted(counts, key=lambda option: -shares[option])
    first, *rest = [option for option in order if counts[option]]
    more = [f"{decision.options[option].label} in {counts[option]}" for option in rest]
    share = of_hundred(counts[first], shares[first])
    said = f"{decision.options[first].label} {verb(decision)} in {share} sampled worlds"
    return f"{said}{', ' + some(more) if more else ''}."


def _drawn(subject: Subject) -> list[str]:
    worlds = subject.worlds
    weights = "weights vary around those in view" if worlds.spread else "weights stay as they are"
    left = "weights and ranges" if worlds.spread else "the ranges"
    near = max(1, math.ceil(100 * worlds.error - 1e-9))
    return [
        f"{worlds.draws:,} worlds were drawn: {weights}, scores vary within their ranges.",
        f"A share is good to about {near} in a hundred either way. It says what {left} "
        "leave open; it is not the chance of being right.",
    ]


def _state(subject: Subject) -> str:
    rules, state = subject.decision.verdict, subject.verdict.state
    meanings = {
        "leads but fragile": f"Fragile: to be called robust, a lead needs at least "
        f"{rules.robust_share:g} of 100 sampled worlds and no flip nearer than "
        f"{rules.robust_flip:g} points of weight.",
        "robust": f"Robust: a lead in at least {rules.robust_share:g} of 100 sampled worlds and "
        f"no flip nearer than {rules.robust_flip:g} points of weight.",
        "dominates": "Dominates: nowhere worse than any other option, and somewhere better.",
        "close call": f"Close call: a lead of less than {rules.close_call:g} points.",
        "cannot be decided": "Cannot be decided: scores that are not known could change the order.",
    }
    return meanings.get(state, f"The verdict: {state}.")


def _confidence(subject: Subject) -> list[str]:
    """Say how firmly the scores are held that put the leader ahead of the runner-up."""
    decision, evaluation, choice = subject.decision, subject.evaluation, subject.choice
    leader, rival = evaluation.ranking[:2]
    gains = [step for step in list_steps(evaluation, leader, rival) if step.difference > TIE]
    ahead = [step.criterion for step in gains]
    if not ahead:
        return []
    held: Counter[str] = Counter()
    for option in (leader, rival):
        for criterion in ahead:
            found = find_assessment(decision, option, criterion, choice.reading)
            stated = None if found is None else found.confidence
            held[stated or "not stated"] += 1
    names = some(decision.criteria[criterion].name for criterion in ahead)
    before = f"{decision.options[leader].label} ahead of {decision.options[rival].label}"
    because = f"What puts {before}: {names}."
    if set(held) == {"not stated"}:
        return [f"{because} The file does not say how firmly the scores behind that are held."]
    levels = [level for level in ("low", "moderate", "high", "not stated") if held[level]]
    told = listing(f"{held[level]} {level}" for level in levels)
    if len(levels) == 1:
        told = f"{'both' if len(ahead) == 1 else 'all'} {levels[0]}"
    return [f"{because} Confidence in the {2 * len(ahead)} scores behind that: {told}."]
