"""The strips: which option leads at every weight of a criterion, for all criteria at once.

One bar per criterion from 0 to 100 %, coloured by the leader and cut exactly where the
lead changes; a tall mark is at the present weight.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import altair as alt

from steelyard.analysis.sensitivity.changes import WeightTrack
from steelyard.analysis.totals import Evaluation
from steelyard.charts.chart import Chart, has_several_weights
from steelyard.charts.drawing import vega
from steelyard.charts.drawing.text import elide, text_width
from steelyard.charts.drawing.vega import Datasets, DrawingForm, Labels, Rows, Spec
from steelyard.charts.theme import AXIS, GREY, LABEL, REGULAR, SEMIBOLD, VALUE, option_slots
from steelyard.model import CriteriaSet
from steelyard.results.result import Result
from steelyard.results.words.names import criterion_name, leads, option_labels, the_lead
from steelyard.results.words.numbers import tenth_percent
from steelyard.results.words.scores.cells import unknown_note
from steelyard.results.words.weights import (
    Tracks,
    describe_level,
    describe_no_flip,
    flip_weights,
    flip_words,
    is_parted_at_once,
    nearest_first,
    points_to_flip,
    weight_labels,
)

_SUBTITLE = (
    "Who leads at every weight a criterion could have, while the others keep their proportions. "
    "Tall mark: its weight now. Flips: where the lead changes, and how many points of weight "
    "away that is."
)


def winner_strips_title(criteria_set: CriteriaSet, evaluation: Evaluation, tracks: Tracks) -> str:
    """Return which weight is closest to changing the lead, or that none can; exact."""
    flippable = nearest_first(tracks)
    if not flippable:
        return describe_no_flip(criteria_set, evaluation)
    nearest = flippable[0]
    if is_parted_at_once(evaluation, tracks[nearest]):
        return describe_level(criteria_set, evaluation)
    name, place = criterion_name(criteria_set, nearest), the_lead(criteria_set)
    now, flip = flip_weights(evaluation, tracks[nearest])
    if len(flippable) == 1 and len(tracks) > 1:
        return f"Only {name} can change {place} by itself: it flips at {flip}, now {now}"
    return f"Moved alone, {name} is nearest to changing {place}: it flips at {flip}, now {now}"


def winner_strips_alt(criteria_set: CriteriaSet, evaluation: Evaluation, tracks: Tracks) -> str:
    """Return the strips in words, for readers who cannot see them."""
    parts = []
    for criterion in nearest_first(tracks):
        track, name = tracks[criterion], criterion_name(criteria_set, criterion)
        takers = option_labels(criteria_set, track.takes_over)
        parts.append(f"{name} {flip_words(track)} to {takers}")
    never = len(tracks) - len(parts)
    if never:
        parts.append(f"{never} of {len(tracks)} never flip")
    title = winner_strips_title(criteria_set, evaluation, tracks)
    return f"Who leads at every weight of each criterion. {title}. {'; '.join(parts)}."


def winner_strips_rows(criteria_set: CriteriaSet, evaluation: Evaluation, tracks: Tracks) -> Rows:
    """Return one row per criterion and stretch of its weight, unrounded.

    Columns: `criterion_id`, `criterion`, `weight` (0 to 1, now), `begin`, `end` (0 to 1),
    `leader_ids`, `leaders` (several, with commas, where they tie), `colour` (the name of the
    first one's colour), `flips_at` (0 to 1,
    the nearest change of the lead, empty if there is none), `percentage_points` (from now
    to there).
    """
    slots = option_slots(criteria_set)
    return [
        {
            "criterion_id": criterion,
            "criterion": criteria_set.criteria[criterion].name,
            "weight": track.weight,
            "begin": segment.begin,
            "end": segment.end,
            "leader_ids": ", ".join(segment.leaders),
            "leaders": ", ".join(criteria_set.options[o].name for o in segment.leaders),
            "colour": slots[segment.leaders[0]],
            "flips_at": track.nearest,
            "percentage_points": points_to_flip(track),
        }
        for criterion in evaluation.criteria
        if criterion in tracks
        for track in [tracks[criterion]]
        for segment in track.segments
    ]


ROW, BAR, COMPACT_ROW, COMPACT_BAR = 36, 22, 66, 16
WEIGHT_WIDTH, PADDING, WORDS_GAP, AXIS_ROOM = 46.0, 6.0, 14.0, 26.0
LEGEND, KEY, LEGEND_LINE = "legend", 18.0, 18.0
"""The name of the legend's rows; pixels of a key with the gap after it, and of a line."""

OVERHANG = 4
"""Pixels by which the mark of the present weight extends beyond its bar, above and below."""


def _form(
    criteria_set: CriteriaSet, _evaluation: Evaluation, tracks: Tracks, width: float
) -> DrawingForm:
    if width < vega.NARROWEST_WIDE:
        return _with_legend(criteria_set, tracks, DrawingForm(width))
    names_ = [criterion_name(criteria_set, criterion) for criterion in tracks]
    words = [flip_words(track) for criterion, track in tracks.items()]
    words += [_to(criteria_set, track) for track in tracks.values()]
    form = DrawingForm(
        width,
        names=vega.room_for(names_, 0.24 * width, weight=REGULAR) + WEIGHT_WIDTH + 14,
        notes=vega.room_for(words, 0.24 * width, VALUE, REGULAR) + WORDS_GAP,
    )
    return _with_legend(criteria_set, tracks, form)


def _with_legend(criteria_set: CriteriaSet, tracks: Tracks, form: DrawingForm) -> DrawingForm:
    """Return the measures with the lines that the legend takes."""
    return replace(form, lines=1 + max((row["line"] for row in _legend(criteria_set, tracks, form)),
                                       default=-1))  # fmt: skip


def _nameless(criteria_set: CriteriaSet, tracks: Tracks, form: DrawingForm) -> list[str]:
    """Return the ids of options leading on a stretch too short for their name.

    Options that the words on that bar's flip name already are left out.
    """
    found: dict[tuple[str, ...], None] = {}
    for track in tracks.values():
        for stretch in track.segments:
            label = option_labels(criteria_set, stretch.leaders)
            fits = _fitting(label, stretch.begin, stretch.end, track.weight, form)
            if not fits and {*stretch.leaders} != {*track.takes_over}:
                found[tuple(stretch.leaders)] = None
    return [",".join(leaders) for leaders in found]


def _legend(criteria_set: CriteriaSet, tracks: Tracks, form: DrawingForm) -> Rows:
    """Return one row for each colour that no label on its bar explains, with its place below.

    `line`: from 0, `x_place`: pixels of the plot.
    """
    slots, rows = option_slots(criteria_set), []
    left, line, x = -form.names, 0, -form.names
    for ids in _nameless(criteria_set, tracks, form):
        leaders = ids.split(",")
        name = elide(option_labels(criteria_set, leaders), form.width - KEY, AXIS)
        width = KEY + text_width(name, AXIS)
        if x > left and x + width > form.width - form.names:
            line, x = line + 1, left
        rows.append({"colour": slots[leaders[0]], "legend_label": name, "line": line, "x_place": x})
        x += width + WORDS_GAP
    return rows


def _beside(
    criteria_set: CriteriaSet, _evaluation: Evaluation, tracks: Tracks, form: DrawingForm
) -> Datasets:
    return {LEGEND: _legend(criteria_set, tracks, form)}


def _to(criteria_set: CriteriaSet, track: WeightTrack) -> str:
    takers = track.takes_over
    return f"to {option_labels(criteria_set, takers)}" if takers else ""


def _labels(
    criteria_set: CriteriaSet, evaluation: Evaluation, tracks: Tracks, form: DrawingForm
) -> Labels:
    weights = weight_labels(evaluation)
    names = {c: criterion_name(criteria_set, c) for c in tracks}
    slots = option_slots(criteria_set)
    room = form.width - WEIGHT_WIDTH if form.is_phone else form.names - WEIGHT_WIDTH - 14
    lines = vega.cut_names(names, room, LABEL, most=1 if form.is_phone else 2)

    def taker(row: vega.Row) -> str:
        """Return the options that take over, unless a stretch of the bar names them already."""
        track = tracks[row["criterion_id"]]
        named = {
            _fitting(option_labels(criteria_set, s.leaders), s.begin, s.end, track.weight, form)
            for s in track.segments
        }
        to = _to(criteria_set, track)
        is_named = not to or to in {f"to {name}" for name in named}
        return "" if is_named or form.is_phone else elide(to, form.notes - WORDS_GAP, AXIS)

    def flip(row: vega.Row) -> str:
        words = row["words_label"]
        below = f"{words} {_to(criteria_set, tracks[row['criterion_id']])}".strip()
        return elide(below, form.width, AXIS) if form.is_phone else words

    return {
        "leads_label": lambda row: option_labels(criteria_set, row["leader_ids"].split(", ")),
        "leader_label": lambda row: _fitting(
            row["leads_label"], row["begin"], row["end"], row["weight"], form
        ),
        "leader_place": lambda row: (
            sum(_roomier(row["begin"], row["end"], row["weight"], form)) / 2
        ),
        "criterion_lines": lambda row: lines[row["criterion_id"]],
        "weight_label": lambda row: weights[row["criterion_id"]],
        "words_label": lambda row: flip_words(tracks[row["criterion_id"]]),
        "flip_label": flip,
        "to_label": taker,
        "taker_colour": lambda row: (
            slots[taken[0]] if (taken := tracks[row["criterion_id"]].takes_over) else GREY
        ),
        "extent_label": lambda row: (
            f"{tenth_percent(row['begin'])} to {tenth_percent(row['end'])}"
        ),
        "says": lambda row: (
            f"{names[row['criterion_id']]} from {row['extent_label']}: {row['leads_label']} "
            + leads(criteria_set, len(row["leader_ids"].split(", ")))
        ),
    }  # fmt: skip


def _fitting(label: str, begin: float, end: float, mark: float, form: DrawingForm) -> str:
    """Return the leaders' names on a stretch, if they fit beside the mark of the present weight."""
    low, high = _roomier(begin, end, mark, form)
    return (
        label if text_width(label, AXIS, SEMIBOLD) + 2 * PADDING <= (high - low) * form.plot else ""
    )


def _roomier(begin: float, end: float, mark: float, form: DrawingForm) -> tuple[float, float]:
    """Return the wider of the two parts into which the mark cuts a stretch."""
    half = 3 / form.plot
    if not begin < mark < end:
        return begin, end
    return (begin, mark - half) if mark - begin > end - mark else (mark + half, end)


@cache
def _spec(form: DrawingForm) -> Spec:
    """Return one bar for each criterion on an axis of 0 to 100 %, marked at its weight."""
    row, bar = (COMPACT_ROW, COMPACT_BAR) if form.is_phone else (ROW, BAR)
    down, up = (-3, -23) if form.is_phone else (0, 0)
    y = vega.bands("criterion_id")
    axis = alt.Axis(
        title=None, format="%", values=[0, 0.25, 0.5, 0.75, 1], grid=False, domain=False,
        labelFlush=True, labelBound=False, tickSize=4, labelPadding=4,
    )  # fmt: skip

    def x(field: str) -> alt.X:
        return alt.X(f"{field}:Q", axis=axis, scale=alt.Scale(domain=[0, 1], nice=False))

    rows = alt.Chart().transform_calculate(
        label=vega.said("leader_label", "datum.end - datum.begin > 0.3 ? datum.leaders : ''"),
        place=vega.said("leader_place", "(datum.begin + datum.end) / 2"),
    )
    one = vega.first(alt.Chart(), "criterion_id").transform_calculate(
        name=vega.said("criterion_lines", "datum.criterion"),
        share=vega.said("weight_label", "format(datum.weight, '.0%')"),
        words=vega.said("flip_label", "''"),
        to=vega.said("to_label", "''"),
    )
    place: Any = {"yOffset": down, "aria": False}
    right = form.plot + WORDS_GAP
    share_at = form.width if form.is_phone else -12
    layers = [
        rows.mark_bar(style="segment", height=bar, yOffset=down)
        .encode(x=x("begin"), x2=alt.X2("end:Q"), y=y, color=vega.option_colour(), tooltip=_TOOLTIP,
                description=alt.Description("says:N")),
        vega.text(rows, ["on-bar", "strong"], "label", x=x("place"), y=y, on=vega.OPTION_FILL,
                  dy=down),
        *(
            one.mark_tick(style=look, thickness=thick, size=bar + 2 * OVERHANG, **place)
            .encode(x=x("weight"), y=y)
            for look, thick in (("now-edge", 6), ("now", 3))
        ),
        vega.lines(one, ["name"], "name", dy=up).encode(y=y, **vega.at(x=-form.names)),
        vega.text(one, ["weight", "to-right"], "share", x=share_at, y=y, dy=up),
        *_words(one, form, y, right),
        *_keys(),
    ]  # fmt: skip
    below = AXIS_ROOM + LEGEND_LINE * form.lines
    return vega.finished(layers, form, alt.Step(row), below=below)


def _keys() -> list[Any]:
    """Return the legend: the colours of stretches without a name, below the axis."""
    keys = alt.Chart(alt.NamedData(name=LEGEND))
    down = f"height + {AXIS_ROOM + LEGEND_LINE / 2} + {LEGEND_LINE} * datum.line"
    return [
        keys.mark_point(shape="square", filled=True, size=110, opacity=1, aria=False)
        .encode(color=vega.option_colour(), **vega.at(x="datum.x_place + 6", y=down)),
        vega.text(keys, "note", "legend_label", x=f"datum.x_place + {KEY}", y=down),
    ]  # fmt: skip


def _words(one: Any, form: DrawingForm, y: alt.Y, right: float) -> list[Any]:
    """Return the words on a flip: below its bar, or beside it with the options that take over."""
    if form.is_phone:
        return [vega.text(one, "note", "words", x=0, y=y, dy=16)]
    shift = "datum.to == '' ? 0 : 8"
    return [
        vega.text(one, "dense-name", "words", x=right, y=y, dy=alt.ExprRef(expr=f"-({shift})")),
        vega.text(one, "note", "to", x=right, y=y, fill=vega.name_colour("taker_colour"), dy=8),
    ]


_TOOLTIP = vega.tips(
    Criterion="criterion",
    Now="weight_label",
    Leads="leads_label",
    From="extent_label",
    Change="words_label",
)


def _read(result: Result, _: None) -> tuple[CriteriaSet, Evaluation, Tracks]:
    return result.criteria_set, result.evaluation, result.tracks


CHART = Chart(
    id="leaders-by-weight",
    name="Leaders by weight",
    place=320,
    read=_read,
    title=winner_strips_title,
    subtitle=lambda _, evaluation, *__: _SUBTITLE + unknown_note(evaluation),
    words=winner_strips_alt,
    rows=winner_strips_rows,
    form=_form,
    spec=_spec,
    labels=_labels,
    beside=_beside,
    applies=has_several_weights,
)
