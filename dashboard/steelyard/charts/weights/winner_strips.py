"""The strips: who leads at every weight a criterion could have, for all criteria at once.

One bar per criterion from 0 to 100 %, coloured by the leader and cut exactly where the
lead changes; a tall mark stands at the present weight. This module says what is shown;
`strip_sheet` says where.
"""

from __future__ import annotations

import altair as alt
import pandas as pd

from steelyard.analysis.sensitivity.robustness import TrackSegment
from steelyard.analysis.totals import Evaluation
from steelyard.charts import theme
from steelyard.charts.drawing.headings import with_heading
from steelyard.charts.drawing.strip_sheet import Stretch, Strip, draw_strips
from steelyard.charts.theme import Mode, option_colours
from steelyard.model import CriteriaSet
from steelyard.results.words.names import option_labels, the_lead
from steelyard.results.words.numbers import plain
from steelyard.results.words.weights import (
    Tracks,
    describe_level,
    describe_no_flip,
    flip_weights,
    flip_words,
    heaviest_first,
    is_parted_at_once,
    nearest_first,
    shown_weights,
    weight_labels,
)

SUBTITLE = (
    "Who leads at every weight a criterion could have, while the others keep their proportions. "
    "Tall mark: its weight now. Flips: where the lead changes, and how many percentage points "
    "away that is."
)


def winner_strips(
    criteria_set: CriteriaSet,
    evaluation: Evaluation,
    tracks: Tracks,
    mode: Mode,
    *,
    width: float = 1000,
    titled: bool = True,
) -> alt.LayerChart:
    """Return one bar per criterion, heaviest first, as a chart `width` pixels wide.

    `tracks`: from `robustness.track_weights`; criteria without one get no bar.
    Where several options tie along a stretch, it has the first one's colour and all their
    names. Below 560 pixels words stand above and below the bars.

    >>> from steelyard.analysis.sensitivity.robustness import track_weights
    >>> from steelyard.analysis.totals import evaluate
    >>> lunch = CriteriaSet.model_validate({"format": 1, "title": "Lunch",
    ...     "criteria": {"taste": {"name": "Taste"}},
    ...     "options": {"soup": {"name": "Soup"}}, "assessments": {"soup": {"taste": 40}}})
    >>> found = evaluate(lunch)
    >>> winner_strips(lunch, found, track_weights(found), "light").to_dict()["width"]
    1000
    """
    colours = option_colours(criteria_set, mode)
    strips = [
        _strip(criteria_set, evaluation, tracks, criterion, colours, mode)
        for criterion in heaviest_first(evaluation)
        if criterion in tracks
    ]
    title = winner_strips_title(criteria_set, evaluation, tracks) if titled else ""
    words = winner_strips_alt(criteria_set, evaluation, tracks)
    return with_heading(draw_strips(strips, mode, width), title, SUBTITLE, words)


def winner_strips_title(criteria_set: CriteriaSet, evaluation: Evaluation, tracks: Tracks) -> str:
    """Return which weight is closest to changing the lead, or that none can; exact."""
    flippable = nearest_first(tracks)
    if not flippable:
        return describe_no_flip(criteria_set, evaluation)
    nearest = flippable[0]
    if is_parted_at_once(evaluation, tracks[nearest]):
        return describe_level(criteria_set, evaluation)
    name, place = plain(criteria_set.criteria[nearest].name), the_lead(criteria_set)
    now, flip = flip_weights(evaluation, tracks[nearest])
    if len(flippable) == 1 and len(tracks) > 1:
        return f"Only {name} can change {place} by itself: it flips at {flip}, now {now}"
    return f"{place[0].upper()}{place[1:]} is most fragile on {name}: it flips at {flip}, now {now}"


def winner_strips_alt(criteria_set: CriteriaSet, evaluation: Evaluation, tracks: Tracks) -> str:
    """Return the strips in words, for those who do not see them."""
    shown = shown_weights(evaluation)
    parts = []
    for criterion in nearest_first(tracks):
        track, name = tracks[criterion], plain(criteria_set.criteria[criterion].name)
        takers = option_labels(criteria_set, track.takes_over)
        parts.append(f"{name} {flip_words(track, shown[criterion])} to {takers}")
    never = len(tracks) - len(parts)
    if never:
        parts.append(f"{never} of {len(tracks)} never flip")
    title = winner_strips_title(criteria_set, evaluation, tracks)
    return f"Who leads at every weight of each criterion. {title}. {'; '.join(parts)}."


def winner_strips_rows(
    criteria_set: CriteriaSet, evaluation: Evaluation, tracks: Tracks
) -> pd.DataFrame:
    """Return one row per criterion and stretch of its weight, unrounded, heaviest first.

    Columns: `criterion_id`, `criterion`, `weight` (0 to 1, now), `begin`, `end` (0 to 1),
    `leader_ids`, `leaders` (several, with commas, where they tie), `flips_at` (0 to 1,
    the nearest change of the lead, empty if there is none), `percentage_points` (from now
    to there).
    """
    return pd.DataFrame(
        {
            "criterion_id": criterion,
            "criterion": criteria_set.criteria[criterion].name,
            "weight": track.weight,
            "begin": segment.begin,
            "end": segment.end,
            "leader_ids": ", ".join(segment.leaders),
            "leaders": ", ".join(criteria_set.options[o].name for o in segment.leaders),
            "flips_at": track.nearest,
            "percentage_points": None
            if track.nearest is None
            else 100 * (track.nearest - track.weight),
        }
        for criterion in heaviest_first(evaluation)
        for track in [tracks[criterion]]
        for segment in track.segments
    )


def _strip(
    criteria_set: CriteriaSet,
    evaluation: Evaluation,
    tracks: Tracks,
    criterion: str,
    colours: dict[str, str],
    mode: Mode,
) -> Strip:
    track = tracks[criterion]
    takers = track.takes_over
    return Strip(
        name=plain(criteria_set.criteria[criterion].name),
        weight=weight_labels(evaluation)[criterion],
        at=track.weight,
        stretches=tuple(_stretch(criteria_set, s, colours) for s in track.segments),
        words=flip_words(track, shown_weights(evaluation)[criterion]),
        taker=_together(criteria_set, takers),
        tint=theme.text_colour(colours[takers[0]], mode) if takers else "",
    )


def _stretch(criteria_set: CriteriaSet, segment: TrackSegment, colours: dict[str, str]) -> Stretch:
    label = _together(criteria_set, segment.leaders)
    return Stretch(segment.begin, segment.end, label, colours[segment.leaders[0]])


def _together(criteria_set: CriteriaSet, options: tuple[str, ...]) -> str:
    return option_labels(criteria_set, options) if options else ""
