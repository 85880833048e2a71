"""Sentences about the lead: what would take it away, what it rests on, how sure it is.

Everything here is about a whole result. Brief, slides, workbook and command line use these
sentences and compose none of their own. How often something happens in simulations, and how
confident the judge is of a score, are never in one sentence: they are different things.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from typing import TYPE_CHECKING

from steelyard.analysis.ties import TIE
from steelyard.results.words.basis import one_way_sentences
from steelyard.results.words.glossary import CLOSE
from steelyard.results.words.names import CONDITION_WORDS, leads, option_names
from steelyard.results.words.numbers import (
    percent_in_words,
    points,
    signed_tenth,
    small_points,
    whole_shares,
)
from steelyard.results.words.scores.ranking import (
    NO_RANGES,
    has_any_range,
    score_change_sentences,
    score_set_texts,
    sentence_text,
)
from steelyard.results.words.simulations import (
    NOT_A_CHANCE,
    describe_simulations,
    lead_span_sentence,
    span_labels,
)
from steelyard.results.words.text import listing, some, some_apart
from steelyard.results.words.weights import (
    belief_sentence,
    flip_sentences,
    locked_sentences,
    weight_labels,
    weights_in_words,
)

if TYPE_CHECKING:
    from steelyard.analysis.sensitivity.flip import Flip
    from steelyard.analysis.sensitivity.robustness import Belief, WeightTrack
    from steelyard.results.result import Result

GAVE_UP = "This could not be worked out: the solver gave up on these numbers."

NOT_WITHIN_RANGE = "No single score takes the lead away within its own range."


# --- what would take it away ------------------------------------------------------------------


def change_sentences(result: Result) -> tuple[str, ...]:
    """Return what would change the advice: weights, one score, several scores, conditions."""
    if len(result.evaluation.options) < 2:
        return ("With one option there is nothing that another could take away.",)
    leaders = result.evaluation.leaders
    if len(leaders) > 1:
        level = option_names(result.criteria_set, leaders)
        decides = "the smallest change that favours one of them decides between them"
        return (f"{level} are level: {decides}.", *condition_sentences(result))
    scores = single_score_sentences(result)
    if not any(change.is_in_range for change in result.score_changes):
        scores += _fewest_scores(result)
    return (nearest_flip_sentence(result), *scores, *condition_sentences(result))


def nearest_flip_sentence(result: Result) -> str:
    """Return the smallest movement of all weights that levels another option."""
    if result.flip is None:
        return "No weights can bring another option level; only other scores can."
    (sentence,) = flip_sentences(result.criteria_set, {result.flip.rival: result.flip})
    return f"{sentence.rstrip('.')}; no smaller movement does." if result.flip.moves else sentence


def single_score_sentences(result: Result) -> list[str]:
    """Return the smallest change of one score that levels a rival, also within its range."""
    changes = result.score_changes
    if not changes:
        return ["No single score, anywhere on its scale, takes the lead away."]
    inside = [change for change in changes if change.is_in_range][:1]
    shown = list(dict.fromkeys([changes[0], *inside]))
    sentences = [sentence_text(s) for s in score_change_sentences(result.criteria_set, shown)]
    return sentences if inside else [*sentences, NOT_WITHIN_RANGE]


def _fewest_scores(result: Result) -> list[str]:
    """Return the fewest scores that level any rival within their ranges, in one sentence."""
    sets = result.score_sets
    reached = {rival: cells for rival, cells in sets.items() if cells}
    if all(cells is None for cells in sets.values()):
        if not has_any_range(result.criteria_set):
            return [NO_RANGES]
        return ["Not even all scores together, each within its range, bring another option level."]
    if not reached:
        return score_set_texts(result.criteria_set, sets)
    nearest = min(reached, key=lambda rival: len(reached[rival]))
    return score_set_texts(result.criteria_set, {nearest: reached[nearest]})


def condition_sentences(result: Result) -> tuple[str, ...]:
    """Return the conditions of the options in front that are not met or still open."""
    criteria_set, leaders = result.criteria_set, result.evaluation.leaders
    return tuple(
        f"{option_names(criteria_set, needing)} {'needs' if len(needing) == 1 else 'need'} "
        f"“{condition.name}”: {CONDITION_WORDS[condition.state]}."
        for key, condition in criteria_set.conditions.items()
        if condition.state != "yes"
        and (needing := [option for option in leaders if key in criteria_set.options[option].needs])
    )


def needs_sentences(result: Result) -> tuple[str, ...]:
    """Return each condition that an option in view needs, its state, and by whom it is needed."""
    criteria_set, ranking = result.criteria_set, result.evaluation.ranking
    return tuple(
        f"{condition.name}: {CONDITION_WORDS[condition.state]}. "
        f"Needed for {option_names(criteria_set, needing)}."
        for key, condition in criteria_set.conditions.items()
        if (needing := [option for option in ranking if key in criteria_set.options[option].needs])
    )


# --- weights ----------------------------------------------------------------------------------


def stays_sentences(result: Result) -> list[str]:
    """Return between which weights the leader stays as one weight moves, criteria then groups."""
    criteria_set, labels = result.criteria_set, weight_labels(result.evaluation)
    named = [
        (f"{criteria_set.criteria[criterion].name}, now {labels[criterion]}", track)
        for criterion, track in result.tracks.items()
    ]
    named += [
        (f"{criteria_set.groups[group].name} (group), now {percent_in_words(track.weight)}", track)
        for group, track in result.group_tracks.items()
    ]
    return [f"{name}: {_stays(result, track)}" for name, track in named]


def _stays(result: Result, track: WeightTrack) -> str:
    criteria_set, leaders = result.criteria_set, result.evaluation.leaders
    low, high = track.leader_stays
    sentence = f"{option_names(criteria_set, leaders)} {leads(criteria_set, len(leaders))}"
    if low <= 0 and high >= track.most:
        at_any = "at any weight" if track.most >= 1 else "at any weight the locked ones leave it"
        return f"{sentence} {at_any}."
    if high - low <= 0.0005:
        return f"{sentence} at this weight alone."
    below = [s for s in track.segments if low > 0 and s.end <= low + 1e-9]
    above = [s for s in track.segments if high < track.most and s.begin >= high - 1e-9]
    beyond = [f"below that {option_names(criteria_set, below[-1].leaders)}"] if below else []
    beyond += [f"above that {option_names(criteria_set, above[0].leaders)}"] if above else []
    reach = f"{sentence} from {percent_in_words(low)} to {percent_in_words(high)}"
    return f"{reach}; {listing(beyond)}." if beyond else f"{reach}."


def needed_weights_sentences(result: Result) -> list[str]:
    """Return for each option the nearest weights that put it first, the closest first.

    Options that no weights put first come last, with what always beats them.
    """
    if result.beliefs is None:
        return [GAVE_UP]
    criteria_set, evaluation = result.criteria_set, result.evaluation
    sentences = [f"{option_names(criteria_set, evaluation.leaders)}: the weights in view."]
    ordered = sorted(
        result.beliefs.values(),
        key=lambda belief: math.inf if belief.points is None else belief.points,
    )
    for belief in ordered:
        if belief.option in evaluation.leaders:
            continue
        if belief.points is None:
            needed = belief_sentence(criteria_set, evaluation, belief)
        else:
            weights = weights_in_words(criteria_set, belief.weights)
            level = ", and no more than level" if belief.only_level else ""
            needed = f"{weights} ({small_points(belief.points)} away{level})."
        sentences.append(f"{criteria_set.options[belief.option].label}: {needed}")
    if any(_is_in_the_way(result.flips.get(o), belief) for o, belief in result.beliefs.items()):
        sentences.append(
            "Where this takes more than drawing level with the leader, or cannot be done, another "
            "option is ahead of both by then."
        )
    return [*sentences, *locked_sentences(criteria_set, result.locked)]


def _is_in_the_way(flip: Flip | None, belief: Belief) -> bool:
    """Return whether weights that level an option with the leader do not put it first."""
    if flip is None:
        return False
    return belief.points is None or belief.points > flip.points + TIE


def further_weights_sentences(result: Result) -> tuple[str, ...]:
    """Return how far off all options but the closest are, and how many no weights put first.

    The closest one is in the title of the picture. Nothing where the solver gave up.
    """
    if result.beliefs is None:
        return ()
    criteria_set, leaders, beliefs = result.criteria_set, result.evaluation.leaders, result.beliefs
    reached = [b for b in beliefs.values() if b.points is not None and b.option not in leaders]
    reached.sort(key=lambda belief: belief.points or 0.0)
    never = [belief.option for belief in beliefs.values() if not belief.can_lead]
    sentences = []
    if len(reached) > 1:
        further = some(
            f"{criteria_set.options[b.option].label} ({points(b.points or 0.0)}"
            f"{', no more than level' if b.only_level else ''})"
            for b in reached[1:]
        )
        sentences.append(f"Moving more puts first: {further}.")
    if len(never) > 1 and len(never) + len(reached) + len(leaders) == len(beliefs):
        sentences.append(f"No weights put any of the other {len(never)} options first.")
    elif never:
        sentences.append(f"No weights put first: {option_names(criteria_set, never)}.")
    return tuple(sentences)


# --- what it rests on -------------------------------------------------------------------------


def ahead_sentence(result: Result, first: str, second: str) -> str:
    """Return on how many criteria one option is ahead of another, behind it, or level."""
    values, criteria = result.evaluation.values, result.evaluation.criteria
    gaps = [values[first][criterion] - values[second][criterion] for criterion in criteria]
    ahead, behind = sum(gap > TIE for gap in gaps), sum(gap < -TIE for gap in gaps)
    counts = (("ahead", ahead), ("behind", behind), ("level", len(gaps) - ahead - behind))
    parts = [f"{how} on {number}" for how, number in counts if number]
    noun = "criterion" if len(criteria) == 1 else "criteria"
    name = result.criteria_set.options[first].label
    return f"Of {len(criteria)} {noun}, {name} is {listing(parts)}."


def difference_sentences(result: Result, first: str, second: str) -> tuple[str, ...]:
    """Return `ahead_sentence`, and the difference in points by criterion, the largest first."""
    counted, gaps = ahead_sentence(result, first, second), _gaps(result, first, second)
    if not gaps:
        return (counted,)
    by_size = sorted(gaps, key=lambda criterion: -abs(gaps[criterion]))
    criteria_set = result.criteria_set
    parts = some_apart(f"{criteria_set.criteria[c].name} {signed_tenth(gaps[c])}" for c in by_size)
    name = criteria_set.options[first].label
    return (counted, f"In points of the total for {name}: {parts}.")


def _gaps(result: Result, first: str, second: str) -> dict[str, float]:
    """Return criterion → points of the total by which the first is ahead, most ahead first."""
    contributions = result.evaluation.contributions
    gaps = {
        criterion: contributions[first][criterion] - contributions[second][criterion]
        for criterion in result.evaluation.criteria
    }
    ordered = sorted(gaps, key=lambda criterion: -round(gaps[criterion], 9))
    return {criterion: gaps[criterion] for criterion in ordered if abs(gaps[criterion]) > TIE}


def confidence_sentences(result: Result) -> list[str]:
    """Return how firmly the scores are held that put the leader ahead of the runner-up."""
    criteria_set = result.criteria_set
    leader, rival = result.evaluation.ranking[:2]
    ahead = _ahead(result)
    if not ahead:
        return []
    held = _held(result, ahead)
    names = some(criteria_set.criteria[criterion].name for criterion in ahead)
    before = f"{criteria_set.options[leader].label} ahead of {criteria_set.options[rival].label}"
    because = f"What puts {before}: {names}."
    if set(held) == {"not stated"}:
        return [f"{because} The file does not say how firmly the scores behind that are held."]
    levels = [level for level in ("low", "moderate", "high", "not stated") if held[level]]
    counts = listing(f"{held[level]} {level}" for level in levels)
    if len(levels) == 1:
        counts = f"{'both' if len(ahead) == 1 else 'all'} {levels[0]}"
    return [f"{because} Confidence in the {2 * len(ahead)} scores behind that: {counts}."]


def low_confidence_sentences(result: Result) -> list[str]:
    """Return that confidence is low in all scores that put the leader ahead, where that is so."""
    ahead = _ahead(result) if len(result.evaluation.options) > 1 else []
    if not ahead or set(_held(result, ahead)) != {"low"}:
        return []
    return ["Confidence in the scores behind this: all low."]


def care_words(result: Result) -> str:
    """Return how all sources lean and that confidence is low; empty where neither is so."""
    return " ".join([*one_way_sentences(result), *low_confidence_sentences(result)])


def _ahead(result: Result) -> list[str]:
    """Return the criteria on which the leader is ahead of the runner-up, most ahead first."""
    leader, rival = result.evaluation.ranking[:2]
    return [criterion for criterion, gap in _gaps(result, leader, rival).items() if gap > 0]


def _held(result: Result, criteria: list[str]) -> Counter[str]:
    """Return confidence → the number of scores of the first two options on some criteria."""
    cells = itertools.product(result.evaluation.ranking[:2], criteria)
    found = (result.find_assessment(option, criterion) for option, criterion in cells)
    return Counter((one and one.confidence) or "not stated" for one in found)


# --- how sure it is ---------------------------------------------------------------------------


def sure_sentences(result: Result) -> tuple[str, ...]:
    """Return in how many simulations each option leads, how they were drawn, what that means.

    After these three: what the verdict's state means, and how firm the scores are.
    Nothing for a file with one option.
    """
    if len(result.evaluation.options) < 2:
        return ()
    return (
        lead_shares_sentence(result),
        describe_simulations(result.simulations),
        NOT_A_CHANCE,
        state_sentence(result),
        *confidence_sentences(result),
    )


def lead_shares_sentence(result: Result) -> str:
    """Return in how many of a hundred simulations each option leads, the most often first."""
    criteria_set, shares = result.criteria_set, result.simulations.lead_shares
    counts = dict(zip(shares, whole_shares(list(shares.values())), strict=True))
    order = sorted(counts, key=lambda option: -shares[option])
    first, *rest = [option for option in order if counts[option]]
    spans = span_labels(result.evaluation, result.simulations)
    more = [f"{criteria_set.options[option].label} in {spans[option]}" for option in rest]
    name = criteria_set.options[first].label
    sentence = lead_span_sentence(result.simulations, name, first, counts[first])
    return f"{sentence}{'; ' + some(more) if more else ''}."


def state_sentence(result: Result) -> str:
    """Return what the state of the verdict means, with the limits of the file."""
    rules, state = result.criteria_set.verdict, result.verdict.state
    firm = (
        f"a lead in at least {rules.robust_share:g} of 100 simulations, however errors go "
        "together, and no flip "
        f"nearer than {rules.robust_flip:g} points of weight."
    )
    meanings = {
        "leads but fragile": "Fragile: to be called robust, a lead needs "
        f"{firm.removeprefix('a lead in ')}",
        "robust": f"Robust: {firm}",
        "dominates": "Dominates: nowhere worse than any other option, and somewhere better.",
        "close call": f"{CLOSE.capitalize()}: a lead of less than {rules.close_call:g} points.",
        "cannot be decided": "Cannot be decided: scores that are not known could change the order.",
    }
    return meanings.get(state, f"The verdict: {state}.")
