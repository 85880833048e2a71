"""The lines: every option's total while one weight goes from 0 to 100 %.

One criterion (or group) in full, where the strips show all of them at once. The leader's
edge is thick, and each change of the lead is a circle with its weight.
"""

from __future__ import annotations

from functools import cache

from steelyard.analysis.sensitivity.changes import Ends, WeightTrack
from steelyard.analysis.totals import Evaluation
from steelyard.charts.chart import HALF, Chart, has_several_weights
from steelyard.charts.drawing.total_lines import line_labels, lines_form, lines_spec, texts_below
from steelyard.charts.drawing.vega import DrawingForm, Labels, Rows, Spec, option_columns
from steelyard.model import CriteriaSet
from steelyard.results.result import Result
from steelyard.results.words.names import criterion_name, leads, option_label, option_labels
from steelyard.results.words.numbers import counted, one_decimal, percent
from steelyard.results.words.scores.cells import unknown_note
from steelyard.results.words.text import listing, plain
from steelyard.results.words.weights import (
    describe_level,
    distance,
    flip_weights,
    grey_lines_note,
    is_parted_at_once,
    part_weight,
    track_leaders,
)


def track_name(criteria_set: CriteriaSet, track: WeightTrack) -> str:
    """Return the name of the criterion or group whose weight moves, else its members' names."""
    if len(track.criteria) > 1:
        groups = {criteria_set.criteria[criterion].group for criterion in track.criteria}
        group = groups.pop() if len(groups) == 1 else None
        if group:
            return plain(criteria_set.groups[group].name)
    return listing(criterion_name(criteria_set, criterion) for criterion in track.criteria)


def weight_lines_title(
    criteria_set: CriteriaSet, evaluation: Evaluation, track: WeightTrack, *_: object
) -> str:
    """Return the weight beyond which another option leads, or that none ever does; exact."""
    name = track_name(criteria_set, track)
    leaders = option_labels(criteria_set, evaluation.leaders)
    if track.nearest is None:
        verb = leads(criteria_set, len(evaluation.leaders))
        return f"{leaders} {verb} whatever {name} weighs"
    if is_parted_at_once(evaluation, track):
        return describe_level(criteria_set, evaluation)
    takers = option_labels(criteria_set, track.takes_over)
    verb = leads(criteria_set, len(track.takes_over))
    now, flip = flip_weights(evaluation, track)
    side = "less" if track.nearest < track.weight else "more"
    return f"{takers} {verb} if {name} weighs {side} than {flip} (now {now})"


def weight_lines_alt(
    criteria_set: CriteriaSet, evaluation: Evaluation, track: WeightTrack, ends: Ends
) -> str:
    """Return the leader of each stretch of the weight, with its totals there, in words."""
    parts = []
    for segment in track.segments:
        first, last = (
            one_decimal(_total(ends[segment.leaders[0]], weight))
            for weight in (segment.begin, segment.end)
        )
        verb = leads(criteria_set, len(segment.leaders))
        parts.append(
            f"{option_labels(criteria_set, segment.leaders)} {verb} from {percent(segment.begin)} "
            f"to {percent(segment.end)}, with a total of {first} to {last}"
        )
    name = track_name(criteria_set, track)
    title = weight_lines_title(criteria_set, evaluation, track)
    options = counted(len(ends), "option")
    return f"Totals of {options} over the weight of {name}. {title}. {'; '.join(parts)}."


def weight_lines_rows(
    criteria_set: CriteriaSet, evaluation: Evaluation, track: WeightTrack, ends: Ends
) -> Rows:
    """Return every option's total at 0, at each change of the lead, now and at 1, unrounded.

    Options from best to worst, weights ascending. Columns: `option_id`, `option`, `colour`
    (its name), `weight` (0 to 1), `total` (0 to 100), `leads`, `is_now`, `is_crossing`
    (whether the lead changes there).
    """
    changes = [segment.end for segment in track.segments[:-1]]
    weights = sorted({0.0, 1.0, track.weight, *changes})
    return [
        {
            **option_columns(criteria_set, option),
            "weight": weight,
            "total": _total(ends[option], weight),
            "leads": any(
                s.begin <= weight <= s.end and option in s.leaders for s in track.segments
            ),
            "is_now": weight == track.weight,
            "is_crossing": weight in changes,
        }
        for option in evaluation.ranking
        for weight in weights
    ]


def _total(ends: tuple[float, float], weight: float) -> float:
    return ends[0] + (ends[1] - ends[0]) * weight


def _form(
    criteria_set: CriteriaSet, evaluation: Evaluation, track: WeightTrack, _: Ends, width: float
) -> DrawingForm:
    below = [_axis(criteria_set, track)]
    return lines_form(_names(criteria_set, evaluation), track_leaders([track]), below, width)


def _axis(criteria_set: CriteriaSet, track: WeightTrack) -> str:
    return f"Weight of {track_name(criteria_set, track)}"


def _names(criteria_set: CriteriaSet, evaluation: Evaluation) -> dict[str, str]:
    return {o: option_label(criteria_set, o) for o in evaluation.ranking}


def _labels(
    criteria_set: CriteriaSet,
    evaluation: Evaluation,
    track: WeightTrack,
    ends: Ends,
    form: DrawingForm,
) -> Labels:
    (axis,) = texts_below([_axis(criteria_set, track)], form)
    now = part_weight(evaluation, track.criteria)
    return line_labels(
        weight_lines_rows(criteria_set, evaluation, track, ends), "weight",
        _names(criteria_set, evaluation), form, now_label=f"now {now}",
        axis_label=axis,
    )  # fmt: skip


@cache
def _spec(form: DrawingForm) -> Spec:
    """Return the totals as lines over the weight."""
    return lines_spec(form, "weight", [("axis_label", "center")])


def _subtitle(
    criteria_set: CriteriaSet, evaluation: Evaluation, track: WeightTrack, *_: object
) -> str:
    top = plain(criteria_set.measure.top)
    parts = [
        f"Total, 0 to 100 (100 is {top}), while the other weights keep their proportions.",
        "Thick: whoever is first.",
    ]
    if len(track.segments) > 1:
        parts.append("Circle: where that changes.")
    others = len(evaluation.options) - len(set(track_leaders([track])))
    return " ".join(parts) + grey_lines_note(others) + unknown_note(evaluation)


def tracks_of(result: Result) -> dict[str, WeightTrack]:
    """Return the weights that can be chosen: those of criteria, then those of whole groups."""
    return {**result.tracks, **result.group_tracks}


def opening_track(result: Result) -> str:
    """Return the weight shown first: the one with the closest flip, else the first."""
    tracks = tracks_of(result)
    return min(tracks, key=lambda name: distance(tracks[name]))


def _variant_name(result: Result, name: str) -> str:
    return f"Totals over the weight of {result.criteria_set.criteria[name].label}"


def _read(result: Result, name: str) -> tuple[CriteriaSet, Evaluation, WeightTrack, Ends]:
    track = tracks_of(result)[name]
    return result.criteria_set, result.evaluation, track, result.find_ends(track)


CHART = Chart(
    id="totals-over",
    name="Totals over one weight",
    place=330,
    width=HALF,
    read=_read,
    title=weight_lines_title,
    subtitle=_subtitle,
    words=weight_lines_alt,
    rows=weight_lines_rows,
    form=_form,
    spec=_spec,
    labels=_labels,
    applies=has_several_weights,
    opening=opening_track,
    variants=lambda result: {criterion: criterion for criterion in result.tracks},
    variant_name=_variant_name,
)
