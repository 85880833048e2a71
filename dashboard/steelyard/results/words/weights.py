"""Weights in sentences: their values, where the lead changes, and what would have to move.

Strips, lines, nearest flips and beliefs show the same tracks and flips; their words all come
from here, so they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, TypeAlias

from steelyard.model import CriteriaSet
from steelyard.results.words.names import (
    criterion_name,
    leads,
    option_labels,
    option_names,
    the_lead,
)
from steelyard.results.words.numbers import (
    LESS_THAN_A_POINT,
    part_percents,
    percent,
    percent_in_words,
    percents,
    points,
    signed_tenth,
    small_points,
    tenth_percent,
)
from steelyard.results.words.text import as_sentence, listing, plain

if TYPE_CHECKING:
    from steelyard.analysis.sensitivity.changes import Belief, Flip, WeightTrack
    from steelyard.analysis.totals import Evaluation

FLIP_TEMPLATES: Final[Mapping[str, str]] = {
    "flip": "moving {points} of weight from {givers} to {takers} brings {rival} level",
    "level_already": "{rival} is level already",
    "track_below": "below {percent}%: {leaders}",
    "track_above": "above {percent}%: {leaders}",
    "track_stays": "no weight here changes the leader",
}
"""The clauses about flips and tracks, with named gaps; the browser fills the same ones."""

Tracks: TypeAlias = "Mapping[str, WeightTrack]"
"""Criterion → its track, as `Result.tracks` has them."""

AT_ONCE = 5e-4
"""A change of weight below this, half a tenth of a point, is printed as none."""

MOVED = 5e-3
"""A weight that changes by less than half a point of weight counts as unchanged."""

ONLY_LEVEL = "only level"
"""Used of an option that some weights put level with the first, but none alone in front."""

_MOST_SENTENCES = 5
"""If there are more rivals than this, the rest are named together with their distances."""

NOISE = 1e-6
"""A weight or a move below this is rounding error of the solver, not `<1%`."""


def weight_labels(evaluation: Evaluation) -> dict[str, str]:
    """Return each criterion's weight as a percentage; together they make 100."""
    labels = percents([evaluation.weights[criterion] for criterion in evaluation.criteria])
    return dict(zip(evaluation.criteria, labels, strict=True))


def part_weight(evaluation: Evaluation, criteria: Iterable[str]) -> str:
    """Return the weight of some criteria together, such as a group: the sum of `weight_labels`."""
    weights = [evaluation.weights[criterion] for criterion in evaluation.criteria]
    members = [evaluation.criteria.index(criterion) for criterion in criteria]
    return part_percents(weights, [members])[0]


def needed_labels(evaluation: Evaluation, belief: Belief) -> dict[str, str]:
    """Return each weight that an option needs as a percentage; empty if none put it first.

    Unchanged weights are printed as everywhere else. The others are each rounded on their own,
    to the nearest percent, so the sum need not be 100.
    """
    if belief.points is None:
        return {}
    labels = weight_labels(evaluation)
    for criterion in moved_weights(evaluation, belief):
        labels[criterion] = percent(_cleared(belief.weights[criterion]))
    return labels


def _cleared(weight: float) -> float:
    """Return a weight without the solver's noise, which would be printed as `<1%`."""
    return weight if weight > NOISE else 0.0


def moved_weights(evaluation: Evaluation, belief: Belief) -> list[str]:
    """Return the criteria whose weights have to change for an option, in the order of the file."""
    return [
        criterion
        for criterion in evaluation.criteria
        if abs(belief.weights[criterion] - evaluation.weights[criterion]) >= MOVED
    ]


def needed_in_words(criteria_set: CriteriaSet, evaluation: Evaluation, belief: Belief) -> str:
    """Return the weights that an option needs, largest first, except those printed as 0% or <1%."""
    labels = needed_labels(evaluation, belief)
    ordered = sorted(labels, key=lambda criterion: -belief.weights[criterion])
    # A name may contain a comma.
    names = {c: criterion_name(criteria_set, c) for c in ordered}
    return "; ".join(f"{names[c]} {labels[c]}" for c in ordered if labels[c] not in ("0%", "<1%"))


def weight_change(before: float, after: float) -> str:
    """Return the change between two weights of 0 to 1, in points of weight with one decimal.

    >>> weight_change(0.22, 0.33), weight_change(0.207, 0.014)
    ('+11.0', '−19.3')
    """
    return signed_tenth((after - before) * 100)


def weight_pair(before: str, present: float, other: float) -> tuple[str, str]:
    """Return two weights of 0 to 1 as percentages that differ if the weights do.

    `before`: the present weight as printed elsewhere. If the other one would be printed the same,
    both get a decimal.

    >>> weight_pair("22%", 0.22, 0.33), weight_pair("22%", 0.22, 0.223)
    (('22%', '33%'), ('22.0%', '22.3%'))
    """
    if percent(other) != before:
        return before, percent(other)
    return tenth_percent(present), tenth_percent(other)


def describe_flip(criteria_set: CriteriaSet, flip: Flip) -> str:
    """Return a flip as one clause: what moves, and which option is then level.

    Criteria that lose weight, and those that gain it, are named in the order of the file.
    """
    givers = [c for c in criteria_set.criteria if any(move.giver == c for move in flip.moves)]
    takers = [c for c in criteria_set.criteria if any(move.taker == c for move in flip.moves)]
    rival = criteria_set.options[flip.rival].label
    if not flip.moves:
        return FLIP_TEMPLATES["level_already"].format(rival=rival)
    return FLIP_TEMPLATES["flip"].format(
        points=small_points(flip.points),
        givers=listing(criterion_name(criteria_set, criterion) for criterion in givers),
        takers=listing(criterion_name(criteria_set, criterion) for criterion in takers),
        rival=rival,
    )


def say_unlocked(sentence: str, criteria_set: CriteriaSet, locked: Sequence[str]) -> str:
    """Return a sentence computed with all weights free, adding which of them are locked, if any."""
    if not locked:
        return sentence
    names = listing(criterion_name(criteria_set, criterion) for criterion in locked)
    return f"{sentence}, if {names} may move too, which you have locked"


def locked_sentences(criteria_set: CriteriaSet, locked: Sequence[str]) -> tuple[str, ...]:
    """Return a note that the preceding sentences move locked weights too; empty without any."""
    if not locked:
        return ()
    names = listing(criterion_name(criteria_set, criterion) for criterion in locked)
    return (f"For this {names} may move too, which you have locked.",)


def flip_sentences(criteria_set: CriteriaSet, flips: Mapping[str, Flip | None]) -> list[str]:
    """Return the smallest movement of all weights that levels each rival, the nearest first.

    Rivals that no weighting brings level are named together at the end.
    """
    found = sorted((flip for flip in flips.values() if flip), key=lambda flip: flip.points)
    sentences = [as_sentence(describe_flip(criteria_set, flip)) for flip in found[:_MOST_SENTENCES]]
    further = listing(
        f"{criteria_set.options[flip.rival].label} ({points(flip.points)})"
        for flip in found[_MOST_SENTENCES:]
    )
    if further:
        sentences.append(f"Further off: {further}.")
    never = option_names(criteria_set, [rival for rival, flip in flips.items() if flip is None])
    if never:
        sentences.append(f"No weights bring these level: {never}.")
    return sentences


def belief_sentence(criteria_set: CriteriaSet, evaluation: Evaluation, belief: Belief) -> str:
    """Return the nearest weights that put an option first, or what no weights can overcome."""
    if belief.points is None:
        return f"No weights put it first: {beaten_words(criteria_set, belief)}."
    if belief.points <= NOISE:
        return "Nothing: with the weights as they are it comes first."
    before, after = weight_labels(evaluation), needed_labels(evaluation, belief)
    moved = [
        f"{criteria_set.criteria[c].label} from {before[c]} to {after[c]}"
        for c in evaluation.criteria
        if before[c] != after[c]
    ]
    amount = small_points(belief.points)
    verb = "has" if amount in ("1 point", LESS_THAN_A_POINT) else "have"
    which = f": {listing(moved)}" if moved else ""
    return (
        f"At least {amount} of weight {verb} to move{which}. Then it draws level with the leader."
    )


def beaten_words(criteria_set: CriteriaSet, belief: Belief) -> str:
    """Return which option, or which mix of options, beats one that no weights put first."""
    rivals = belief.beaten_by
    if not rivals:
        return "some other option is always ahead"
    better = "at least as good" if criteria_set.measure.top == "best" else "at least as high"
    if len(rivals) == 1:
        return f"{option_names(criteria_set, rivals)} is {better} on every criterion"
    return f"a mix of {mix_words(criteria_set, rivals)} is {better} on every criterion"


def beaten_clauses(criteria_set: CriteriaSet, found: Mapping[str, Belief]) -> list[str]:
    """Return a clause per rival, or mix of rivals, that keeps options from coming first."""
    by_rivals: dict[tuple[str, ...], list[str]] = {}
    shares: dict[tuple[str, ...], str] = {}
    for option, belief in found.items():
        if belief.can_lead:
            continue
        rivals = tuple(belief.beaten_by)
        # Two mixes of the same rivals may differ in their shares.
        key = rivals if len(rivals) == 1 else (*rivals, option)
        by_rivals.setdefault(key, []).append(option)
        shares[key] = plain(beaten_words(criteria_set, belief))
    return [
        f"{option_labels(criteria_set, options)}: {shares[key]}"
        for key, options in by_rivals.items()
    ]


def mix_words(criteria_set: CriteriaSet, shares: Mapping[str, float]) -> str:
    """Return the options of a mix with their shares, largest first."""
    ordered = sorted(shares, key=lambda option: -shares[option])
    return listing(
        f"{percent_in_words(shares[option])} {criteria_set.options[option].label}"
        for option in ordered
    )


def points_to_flip(track: WeightTrack) -> float | None:
    """Return the signed points of weight to the nearest change of the lead; `None` if never."""
    return None if track.nearest is None else 100 * (track.nearest - track.weight)


def distance(track: WeightTrack) -> float:
    """Return the distance of the weight from the nearest change of the lead, 0 to 1, or infinity.

    >>> from steelyard.analysis.sensitivity.changes import WeightTrack
    >>> distance(WeightTrack(("taste",), 0.2, (), (0, 0.5), (0, 0.5), 0.5))
    0.3
    """
    return float("inf") if track.nearest is None else abs(track.nearest - track.weight)


def nearest_first(tracks: Tracks) -> list[str]:
    """Return the criteria whose weight can change the lead, the nearest change first.

    Equally close ones keep their order; those that never change it are left out.
    """
    flippable = [criterion for criterion in tracks if tracks[criterion].nearest is not None]
    return sorted(flippable, key=lambda criterion: round(distance(tracks[criterion]), 9))


def track_leaders(tracks: Iterable[WeightTrack]) -> list[str]:
    """Return every option that leads somewhere on the tracks, each once, widest lead first."""
    widths: dict[str, float] = {}
    for track in tracks:
        for segment in track.segments:
            for leader in segment.leaders:
                widths[leader] = widths.get(leader, 0.0) + segment.end - segment.begin
    return sorted(widths, key=lambda option: -widths[option])


def flip_words(track: WeightTrack) -> str:
    """Return where a track's lead changes and how far away that is, as printed on strips.

    >>> from steelyard.analysis.sensitivity.changes import WeightTrack
    >>> flip_words(WeightTrack(("taste",), 0.22, (), (0, 0.33), (0, 0.33), 0.33))
    'flips at 33% (+11.0)'
    """
    if track.nearest is None:
        return "never flips"
    if distance(track) < AT_ONCE:
        return "flips here"
    change = weight_change(track.weight, track.nearest)
    return f"flips at {percent(track.nearest)} ({change})"


def flip_weights(evaluation: Evaluation, track: WeightTrack) -> tuple[str, str]:
    """Return the present weight and that of the flip, as percentages that differ.

    Raises ValueError for a track on which nothing flips.
    """
    if track.nearest is None:
        raise ValueError("this track has no flip: its leader leads at every weight")
    return weight_pair(part_weight(evaluation, track.criteria), track.weight, track.nearest)


def describe_no_flip(criteria_set: CriteriaSet, evaluation: Evaluation) -> str:
    """Return the sentence that no single weight changes the lead; call it once all were checked."""
    leaders, place = option_labels(criteria_set, evaluation.leaders), the_lead(criteria_set)
    if len(evaluation.options) == 1:
        return f"{leaders} is the only option, so no weight can change {place}"
    if len(evaluation.criteria) == 1:
        verb = leads(criteria_set) if len(evaluation.leaders) == 1 else f"share {place}"
        return f"{leaders} {verb}, and with one criterion there is no weight to move"
    if len(evaluation.leaders) > 1:
        return f"No single weight separates {leaders} or puts another option first"
    return f"No single weight takes {place} from {leaders}"


def describe_level(criteria_set: CriteriaSet, evaluation: Evaluation) -> str:
    """Return the sentence that several options are level and one weight can separate them."""
    leaders = option_labels(criteria_set, evaluation.leaders)
    return f"{leaders} are level now: a slight change of one weight can part them"


def is_parted_at_once(evaluation: Evaluation, track: WeightTrack) -> bool:
    """Return whether options share the lead and any change of this weight ends the tie."""
    return len(evaluation.leaders) > 1 and distance(track) <= 1e-9


def grey_lines_note(others: int, *, is_level: bool = False) -> str:
    """Return, after a space, which options a picture of totals as lines draws in grey.

    `others`: how many lead nowhere in it; with 0 the note is empty. `is_level`: some of them
    reach the leader at an end.

    >>> grey_lines_note(2, is_level=True)
    ' Grey: the 2 options that come first nowhere here, or only level at an end.'
    """
    if not others:
        return ""
    whose = "one option that comes" if others == 1 else f"{others} options that come"
    return f" Grey: the {whose} first nowhere here{', or only level at an end' * is_level}."
