"""The lines: every option's total while one weight goes from 0 to 100 %.

One criterion (or group) in full, where the strips show all of them at once. The leader's
edge is thick, each change of the lead a circle with its weight. This module says what is
shown; `weight_plot` says where.
"""

from __future__ import annotations

import altair as alt
import pandas as pd

from steelyard.analysis.sensitivity.leaders import weighted_totals
from steelyard.analysis.sensitivity.one_way import weights_at
from steelyard.analysis.sensitivity.robustness import WeightTrack, likely_values, present_weights
from steelyard.analysis.totals import Evaluation
from steelyard.charts import theme
from steelyard.charts.drawing.headings import with_heading
from steelyard.charts.theme import Mode, option_colours
from steelyard.charts.weights.weight_plot import Crossing, Line, Plot, draw_plot
from steelyard.model import CriteriaSet
from steelyard.results.words.names import leads, option_labels
from steelyard.results.words.numbers import integer, listing, percent, plain
from steelyard.results.words.weights import (
    describe_level,
    flip_weights,
    is_parted_at_once,
    track_leaders,
    weight_labels,
)

Ends = dict[str, tuple[float, float]]
"""Option → its total where the weight is 0, and where it is 1; in between it is straight."""


def weight_lines(
    criteria_set: CriteriaSet,
    evaluation: Evaluation,
    track: WeightTrack,
    mode: Mode,
    *,
    width: float = 1000,
    titled: bool = True,
) -> alt.LayerChart:
    """Return the totals over one weight as a chart `width` pixels wide.

    `track`: that of a criterion or of a group, from `robustness.track_weights` or
    `track_groups`. The others keep their proportions. Options that lead nowhere on it
    are grey; where several tie along a stretch, the first one's line is thick.

    >>> from steelyard.analysis.sensitivity.robustness import track_weights
    >>> from steelyard.analysis.totals import evaluate
    >>> lunch = CriteriaSet.model_validate({"format": 1, "title": "Lunch",
    ...     "criteria": {"taste": {"name": "Taste"}},
    ...     "options": {"soup": {"name": "Soup"}}, "assessments": {"soup": {"taste": 40}}})
    >>> found = evaluate(lunch)
    >>> weight_lines(lunch, found, track_weights(found)["taste"], "light").to_dict()["width"]
    1000
    """
    leaders = track_leaders([track])
    colours = option_colours(criteria_set, mode)
    ends = line_ends(evaluation, track)
    grey = theme.palette(mode).grey
    shown = set(leaders)
    lines = [
        Line(
            name=plain(criteria_set.options[option].name),
            label=plain(criteria_set.options[option].label),
            at_zero=ends[option][0],
            at_one=ends[option][1],
            colour=colours[option] if option in shown else grey,
            leads=tuple((s.begin, s.end) for s in track.segments if s.leaders[0] == option),
            is_shown=option in shown,
        )
        for option in evaluation.ranking
    ]
    plot = Plot(
        mode=mode,
        lines=lines,
        crossings=_crossings(track, ends),
        at=track.weight,
        now=f"now {_now(evaluation, track)}",
        axis=f"Weight of {track_name(criteria_set, track)}",
    )
    title = weight_lines_title(criteria_set, evaluation, track) if titled else ""
    words = weight_lines_alt(criteria_set, evaluation, track)
    return with_heading(draw_plot(plot, width), title, _subtitle(criteria_set, lines, track), words)


def line_ends(evaluation: Evaluation, track: WeightTrack) -> Ends:
    """Return each option's total, 0 to 100, where the track's weight is 0 and where it is 1."""
    values, weights = likely_values(evaluation), present_weights(evaluation)
    members = [evaluation.criteria.index(criterion) for criterion in track.criteria]
    at_zero, at_one = (
        weighted_totals(values, weights_at(weights, members, weight)).tolist()
        for weight in (0.0, 1.0)
    )
    return dict(zip(evaluation.options, zip(at_zero, at_one, strict=True), strict=True))


def track_name(criteria_set: CriteriaSet, track: WeightTrack) -> str:
    """Return the name of the criterion or group whose weight moves, else its members' names."""
    if len(track.criteria) > 1:
        groups = {criteria_set.criteria[criterion].group for criterion in track.criteria}
        group = groups.pop() if len(groups) == 1 else None
        if group:
            return plain(criteria_set.groups[group].name)
    return listing(plain(criteria_set.criteria[criterion].name) for criterion in track.criteria)


def weight_lines_title(
    criteria_set: CriteriaSet, evaluation: Evaluation, track: WeightTrack
) -> str:
    """Return beyond which weight who takes over, or that nobody does; exact."""
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


def weight_lines_alt(criteria_set: CriteriaSet, evaluation: Evaluation, track: WeightTrack) -> str:
    """Return the lines in words: who leads from which weight to which, and the totals there."""
    ends = line_ends(evaluation, track)
    parts = []
    for segment in track.segments:
        first, last = (
            integer(_total(ends[segment.leaders[0]], weight))
            for weight in (segment.begin, segment.end)
        )
        verb = leads(criteria_set, len(segment.leaders))
        parts.append(
            f"{option_labels(criteria_set, segment.leaders)} {verb} from {percent(segment.begin)} "
            f"to {percent(segment.end)}, with a total of {first} to {last}"
        )
    name = track_name(criteria_set, track)
    title = weight_lines_title(criteria_set, evaluation, track)
    return f"Totals of {len(ends)} options over the weight of {name}. {title}. {'; '.join(parts)}."


def weight_lines_rows(
    criteria_set: CriteriaSet, evaluation: Evaluation, track: WeightTrack
) -> pd.DataFrame:
    """Return every option's total at 0, at each change of the lead, now and at 1, unrounded.

    Options from best to worst, weights ascending. Columns: `option_id`, `option`,
    `weight` (0 to 1), `total` (0 to 100), `is_now`.
    """
    ends = line_ends(evaluation, track)
    weights = sorted({0.0, 1.0, track.weight, *(s.end for s in track.segments)})
    return pd.DataFrame(
        {
            "option_id": option,
            "option": criteria_set.options[option].name,
            "weight": weight,
            "total": _total(ends[option], weight),
            "is_now": weight == track.weight,
        }
        for option in evaluation.ranking
        for weight in weights
    )


def _total(ends: tuple[float, float], weight: float) -> float:
    return ends[0] + (ends[1] - ends[0]) * weight


def _crossings(track: WeightTrack, ends: Ends) -> list[Crossing]:
    return [
        Crossing(segment.end, _total(ends[segment.leaders[0]], segment.end), percent(segment.end))
        for segment in track.segments[:-1]
    ]


def _now(evaluation: Evaluation, track: WeightTrack) -> str:
    if len(track.criteria) == 1:
        return weight_labels(evaluation)[track.criteria[0]]
    return percent(track.weight)


def _subtitle(criteria_set: CriteriaSet, lines: list[Line], track: WeightTrack) -> str:
    top = plain(criteria_set.measure.top)
    parts = [
        f"Total, 0 to 100 (100 is {top}), while the other weights keep their proportions.",
        "Thick: whoever is first.",
    ]
    if len(track.segments) > 1:
        parts.append("Circle: where that changes.")
    others = sum(not line.is_shown for line in lines)
    if others:
        whose = "one option that comes" if others == 1 else f"{others} options that come"
        parts.append(f"Grey: the {whose} first nowhere here.")
    return " ".join(parts)
