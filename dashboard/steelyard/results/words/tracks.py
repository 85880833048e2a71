"""What a weight's track says: where the lead changes, how far that is, who takes over.

The strips, the lines and the nearest flips show the same tracks; their words come from
here, so the three cannot disagree. Knows nothing of drawing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from steelyard.analysis.sensitivity.robustness import WeightTrack
from steelyard.analysis.totals import Evaluation
from steelyard.model import CriteriaSet
from steelyard.results.words.changes import weight_change, weight_pair
from steelyard.results.words.numbers import listing, percent, plain, whole_shares
from steelyard.results.words.ranking import weight_labels

Tracks = Mapping[str, WeightTrack]
"""Criterion → its track, as `robustness.track_weights` returns them."""

AT_ONCE = 5e-4
"""A change of weight so small that it is written as nothing: half a tenth of a point."""


def leads(criteria_set: CriteriaSet, count: int = 1) -> str:
    """Return the verb for being first: options that are the most harmful do not 'lead'.

    >>> leads(CriteriaSet.model_validate({"format": 1, "title": "Lunch",
    ...     "criteria": {"taste": {"name": "Taste"}}, "options": {"soup": {"name": "Soup"}}}))
    'leads'
    """
    is_best = criteria_set.measure.top == "best"
    ending = "s" if count == 1 else ""
    return f"lead{ending}" if is_best else f"come{ending} first"


def the_lead(criteria_set: CriteriaSet) -> str:
    """Return the noun for being first: `the lead`, or `first place` where 100 is not best."""
    return "the lead" if criteria_set.measure.top == "best" else "first place"


def option_labels(criteria_set: CriteriaSet, options: Iterable[str]) -> str:
    """Return the names several options go by, as people list them.

    >>> lunch = CriteriaSet.model_validate({"format": 1, "title": "Lunch",
    ...     "criteria": {"taste": {"name": "Taste"}},
    ...     "options": {"soup": {"name": "Soup"}, "cake": {"name": "Cake"}}})
    >>> option_labels(lunch, ["soup", "cake"])
    'Soup and Cake'
    """
    return listing(plain(criteria_set.options[option].label) for option in options)


def shown_weights(evaluation: Evaluation) -> dict[str, int]:
    """Return each criterion's weight in whole hundredths, as it is printed everywhere."""
    weights = [evaluation.weights[criterion] for criterion in evaluation.criteria]
    return dict(zip(evaluation.criteria, whole_shares(weights), strict=True))


def distance(track: WeightTrack) -> float:
    """Return how far the weight is from where the lead changes, 0 to 1; infinity if never.

    >>> distance(WeightTrack(("taste",), 0.2, (), (0, 0.5), (0, 0.5), 0.5))
    0.3
    """
    return float("inf") if track.nearest is None else abs(track.nearest - track.weight)


def nearest_first(tracks: Tracks) -> list[str]:
    """Return the criteria whose weight can change the lead, the closest to it first.

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


def flip_words(track: WeightTrack, shown: int) -> str:
    """Return where a track's lead changes and how far that is, as the strips print it.

    `shown` is the present weight as printed, in whole hundredths.

    >>> flip_words(WeightTrack(("taste",), 0.22, (), (0, 0.33), (0, 0.33), 0.33), 22)
    'flips at 33% (+11)'
    """
    if track.nearest is None:
        return "never flips"
    if distance(track) < AT_ONCE:
        return "flips here"
    change = weight_change(track.weight, track.nearest, shown)
    return f"flips at {percent(track.nearest)} ({change})"


def flip_weights(evaluation: Evaluation, track: WeightTrack) -> tuple[str, str]:
    """Return the present weight and that of the flip, as percentages told apart.

    Raises ValueError for a track on which nothing flips.
    """
    if track.nearest is None:
        raise ValueError("this track has no flip: its leader leads at every weight")
    labels = weight_labels(evaluation)
    is_single = len(track.criteria) == 1
    before = labels[track.criteria[0]] if is_single else percent(track.weight)
    return weight_pair(before, track.weight, track.nearest)


def describe_no_flip(criteria_set: CriteriaSet, evaluation: Evaluation) -> str:
    """Return that no single weight changes the lead; only for tracks that were all checked."""
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
    """Return that several options share the lead now and one weight can part them."""
    leaders = option_labels(criteria_set, evaluation.leaders)
    return f"{leaders} are level now: a slight change of one weight can part them"


def is_parted_at_once(evaluation: Evaluation, track: WeightTrack) -> bool:
    """Return whether options share the lead and any step of this weight ends that."""
    return len(evaluation.leaders) > 1 and distance(track) <= 1e-9
