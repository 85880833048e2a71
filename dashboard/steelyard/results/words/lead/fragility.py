"""Sentences about the lead: what would end it, what it rests on, how certain it is.

All sentences are about a whole result. Brief, slides, workbook and command line use them and
compose none of their own. Frequencies in simulations and a judge's confidence in a score are
different things and never appear in the same sentence.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from typing import TYPE_CHECKING

from steelyard.analysis.ties import TIE
from steelyard.results.words.basis import one_way_sentences
from steelyard.results.words.names import CONDITION_WORDS, criterion_name, leads, option_names
from steelyard.results.words.numbers import (
    percent_in_words,
    raw_numbers,
    small_points,
)
from steelyard.results.words.scores.ranking import (
    score_change_sentences,
    sentence_text,
)
from steelyard.results.words.scores.scales import printed_extent
from steelyard.results.words.text import listing, plain
from steelyard.results.words.weights import (
    ONLY_LEVEL,
    belief_sentence,
    flip_sentences,
    locked_sentences,
    needed_in_words,
    part_weight,
    weight_labels,
)

if TYPE_CHECKING:
    from steelyard.analysis.sensitivity.changes import Belief, Flip, ScoreChange, WeightTrack
    from steelyard.results.result import Result

GAVE_UP = "This could not be worked out: the solver gave up on these numbers."

NO_SINGLE_SCORE = "No single score, anywhere on its scale, takes the lead away."

NOT_WITHIN_RANGE = "No single score takes the lead away within its own range."


# --- what would end it ------------------------------------------------------------------------


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
        return [NO_SINGLE_SCORE]
    inside = [change for change in changes if change.is_in_range][:1]
    shown = list(dict.fromkeys([changes[0], *inside]))
    sentences = [sentence_text(s) for s in score_change_sentences(result.criteria_set, shown)]
    return sentences if inside else [*sentences, NOT_WITHIN_RANGE]


def nearest_scores_sentence(result: Result, most: int = 1) -> str:
    """Return which single scores, nearest first, bring another option level, on their own scale.

    Scores that stay within their ranges come first; if there are none, the sentence says so. At
    most `most` scores are named, each on a different criterion.
    """
    changes = result.score_changes
    if not changes:
        return NO_SINGLE_SCORE
    inside = [change for change in changes if change.is_in_range]
    first, *others = inside or changes
    said = [_score_words(result, first, f" brings {_rivals(result, first)} level")]
    for change in [other for other in others if other.criterion != first.criterion][: most - 1]:
        is_same = change.rivals == first.rivals
        what = "" if is_same else f" brings {_rivals(result, change)} level"
        said.append(f"{'so does ' if is_same else ''}{_score_words(result, change, what)}")
    end = "" if inside else f" {NOT_WITHIN_RANGE}"
    return f"{'; '.join(said)}.{end}"


def _rivals(result: Result, change: ScoreChange) -> str:
    return plain(option_names(result.criteria_set, change.rivals))


def _score_words(result: Result, change: ScoreChange, what: str) -> str:
    criteria_set = result.criteria_set
    criterion = criteria_set.criteria[change.criterion]
    before, after = raw_numbers(criterion, change.raw_before, change.raw_after)
    extent = printed_extent(result.evaluation, criteria_set, (change.option, change.criterion))
    inside = f" (range {extent})" if extent else ""
    option = plain(criteria_set.options[change.option].label)
    comma = "," if what else ""
    name = criterion_name(criteria_set, change.criterion)
    return f"{name} of {option} at {after}, not {before}{inside}{comma}{what}"


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


# --- weights ----------------------------------------------------------------------------------


def stays_sentences(result: Result) -> list[str]:
    """Return between which weights the leader stays as one weight moves, criteria then groups."""
    criteria_set, labels = result.criteria_set, weight_labels(result.evaluation)
    named = [
        (f"{criterion_name(criteria_set, criterion)}, now {labels[criterion]}", track)
        for criterion, track in result.tracks.items()
    ]
    named += [
        (f"{criteria_set.groups[group].name} (group), now {now}", track)
        for group, track in result.group_tracks.items()
        for now in [part_weight(result.evaluation, track.criteria)]
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
            weights = needed_in_words(criteria_set, evaluation, belief)
            level = f", {ONLY_LEVEL}" if belief.only_level else ""
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


# --- what it rests on -------------------------------------------------------------------------


def gaps_between(result: Result, first: str, second: str) -> dict[str, float]:
    """Return criterion → points of total by which the first option is ahead, largest first."""
    contributions = result.evaluation.contributions
    gaps = {
        criterion: contributions[first][criterion] - contributions[second][criterion]
        for criterion in result.evaluation.criteria
    }
    ordered = sorted(gaps, key=lambda criterion: -round(gaps[criterion], 9))
    return {criterion: gaps[criterion] for criterion in ordered if abs(gaps[criterion]) > TIE}


def low_confidence_sentences(result: Result) -> list[str]:
    """Return the warning that confidence is low in all scores that put the leader ahead, if so."""
    ahead = _ahead(result) if len(result.evaluation.options) > 1 else []
    if not ahead or set(_held(result, ahead)) != {"low"}:
        return []
    return ["Confidence in the scores behind this: all low."]


def care_words(result: Result) -> str:
    """Return caveats on one-sided sources and low confidence; empty if neither applies."""
    return " ".join([*one_way_sentences(result), *low_confidence_sentences(result)])


def _ahead(result: Result) -> list[str]:
    """Return the criteria on which the leader is ahead of the runner-up, most ahead first."""
    leader, rival = result.evaluation.ranking[:2]
    return [criterion for criterion, gap in gaps_between(result, leader, rival).items() if gap > 0]


def _held(result: Result, criteria: list[str]) -> Counter[str]:
    """Return confidence → the number of scores of the first two options on some criteria."""
    cells = itertools.product(result.evaluation.ranking[:2], criteria)
    found = (result.find_assessment(option, criterion) for option, criterion in cells)
    return Counter((one and one.confidence) or "not stated" for one in found)


# --- how sure it is ---------------------------------------------------------------------------
