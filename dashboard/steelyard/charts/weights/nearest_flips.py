"""The nearest flips: by how much each single weight has to move before the lead changes.

One bar per criterion that can change the lead, the closest first, in the colour of the
option that takes over. Each weight is moved alone; moving several together is not shown.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import altair as alt

from steelyard.analysis.totals import Evaluation
from steelyard.charts.chart import HALF, Chart, has_several_weights
from steelyard.charts.drawing import vega
from steelyard.charts.drawing.text import elide, text_width
from steelyard.charts.drawing.vega import DrawingForm, Labels, Rows, Spec
from steelyard.charts.theme import GREY, LABEL, REGULAR, SEMIBOLD, VALUE, option_slots
from steelyard.model import CriteriaSet
from steelyard.results.words.names import criterion_name, option_label, option_labels
from steelyard.results.words.numbers import MINUS, number_of_points, percent
from steelyard.results.words.scores.cells import unknown_note
from steelyard.results.words.text import listing
from steelyard.results.words.weights import (
    Tracks,
    describe_level,
    describe_no_flip,
    is_parted_at_once,
    nearest_first,
    points_to_flip,
    weight_change,
    weight_labels,
)

_BESIDE = 7
"""Pixels from a bar to its label."""


def nearest_flips_title(criteria_set: CriteriaSet, evaluation: Evaluation, tracks: Tracks) -> str:
    """Return the smallest change of a single weight that brings another option level; exact."""
    flippable = nearest_first(tracks)
    if not flippable:
        return describe_no_flip(criteria_set, evaluation)
    track = tracks[flippable[0]]
    if is_parted_at_once(evaluation, track) or track.nearest is None:
        return describe_level(criteria_set, evaluation)
    name = criterion_name(criteria_set, flippable[0])
    takers = option_labels(criteria_set, track.takes_over)
    brings = "brings" if len(track.takes_over) == 1 else "bring"
    amount = weight_change(track.weight, track.nearest).lstrip(f"+{MINUS}")
    side = "less" if track.nearest < track.weight else "more"
    return f"{number_of_points(amount)} of weight {side} on {name} alone {brings} {takers} level"


def nearest_flips_alt(criteria_set: CriteriaSet, evaluation: Evaluation, tracks: Tracks) -> str:
    """Return the flips in words, the nearest first, for readers who cannot see them."""
    parts = [
        f"{criterion_name(criteria_set, criterion)} "
        f"{weight_change(track.weight, track.nearest)} "
        f"to {option_labels(criteria_set, track.takes_over)}"
        for criterion in nearest_first(tracks)
        for track in [tracks[criterion]]
        if track.nearest is not None
    ]
    changes = f" In points of weight: {'; '.join(parts)}." if parts else ""
    title = nearest_flips_title(criteria_set, evaluation, tracks)
    never = _never(criteria_set, tracks)
    return f"Smallest changes of single weights. {title}.{changes}{never}"


def nearest_flips_rows(criteria_set: CriteriaSet, evaluation: Evaluation, tracks: Tracks) -> Rows:
    """Return one row per criterion, the nearest flip first, those without one last, unrounded.

    Columns: `criterion_id`, `criterion`, `weight`, `flips_at` (0 to 1, empty where the
    lead never changes), `percentage_points` (of weight, from now to there, with sign), `taker_ids`,
    `takers` (the options that lead beyond it, with commas where several tie), `colour` (the name
    of the first one's colour).
    """
    found = nearest_first(tracks)
    never = [criterion for criterion in evaluation.criteria if criterion not in found]
    slots = option_slots(criteria_set)
    return [
        {
            "criterion_id": criterion,
            "criterion": criteria_set.criteria[criterion].name,
            "weight": track.weight,
            "flips_at": track.nearest,
            "percentage_points": points_to_flip(track),
            "taker_ids": ", ".join(track.takes_over),
            "takers": ", ".join(criteria_set.options[o].name for o in track.takes_over),
            "colour": slots[track.takes_over[0]] if track.nearest is not None else GREY,
        }
        for criterion in [*found, *never]
        for track in [tracks[criterion]]
    ]


def _never(criteria_set: CriteriaSet, tracks: Tracks) -> str:
    names = [
        criterion_name(criteria_set, criterion)
        for criterion in tracks
        if tracks[criterion].nearest is None
    ]
    if not names or len(names) == len(tracks):
        return ""
    return f" No weight of {listing(names, 'or')} changes the leader."


def _form(
    criteria_set: CriteriaSet, evaluation: Evaluation, tracks: Tracks, width: float
) -> DrawingForm:
    """Return the measures; without lines where no single weight changes the leader."""
    if not nearest_first(tracks):
        return DrawingForm(width, lines=0)
    # Room for every option that can lead, so that moving a weight does not change the measures.
    slots = option_slots(criteria_set)
    takers = [o for o in evaluation.options if slots[o] != GREY] or evaluation.options
    labels = [f"{MINUS}99.9 → {option_label(criteria_set, option)}" for option in takers]
    notes = vega.room_for(labels, width, VALUE) + _BESIDE
    if width < vega.NARROWEST_WIDE:
        return DrawingForm(width, notes=min(notes, 0.6 * width))
    names_ = [f"{criterion_name(criteria_set, c)}  100%" for c in evaluation.criteria]
    room = vega.room_for(names_, 0.34 * width, weight=REGULAR) + 14
    return DrawingForm(width, names=room, notes=min(notes, 0.45 * width))


def _label(criteria_set: CriteriaSet, tracks: Tracks, criterion: str) -> str:
    """Return the label beside a bar: how far the flip is and which options lead beyond it."""
    track = tracks[criterion]
    if track.nearest is None:
        return ""
    change = weight_change(track.weight, track.nearest)
    return f"{change} → {option_labels(criteria_set, track.takes_over)}"


def _labels(
    criteria_set: CriteriaSet, evaluation: Evaluation, tracks: Tracks, form: DrawingForm
) -> Labels:
    weights = weight_labels(evaluation)
    room = form.width if form.is_phone else form.names - 14
    room -= max(text_width(weight, LABEL) for weight in weights.values()) + 8
    names = vega.criterion_names(criteria_set, tracks, room)
    return {
        "weight_label": lambda row: weights[row["criterion_id"]],
        "criterion_lines": lambda row: names[row["criterion_id"]],
        "weight_place": lambda row: text_width(row["criterion_lines"], LABEL) + 8,
        "told_label": lambda row: _label(criteria_set, tracks, row["criterion_id"]),
        "change_label": lambda row: elide(row["told_label"], form.notes - _BESIDE, VALUE, SEMIBOLD),
        "flips_at_label": lambda row: "" if row["flips_at"] is None else percent(row["flips_at"]),
        "nothing_label": "Nothing to show: no single weight changes the leader.",
        "says": lambda row: f"{row['criterion']}: {row['told_label']}",
    }


@cache
def _spec(form: DrawingForm) -> Spec:
    """Return a bar from now to each flip, on an axis of points of weight."""
    if not form.lines:
        nothing = vega.text(vega.first(alt.Chart()), "name", "nothing_label", x=0, y=17)
        return vega.finished([nothing], form, 34)
    row, bar, down, up = (48, 14, 8, -12) if form.is_phone else (32, 18, 0, 0)
    y = vega.bands("criterion_id")
    axis = alt.Axis(
        title="points of weight", domain=False, grid=not form.is_phone,
        ticks=form.is_phone, tickSize=5, tickMinStep=1, tickCount=max(1, int(form.plot / 52)),
        labelExpr="datum.value == 0 ? 'now' : format(datum.value, '+d')", labelPadding=6,
        titlePadding=8,
    )  # fmt: skip

    def x(field: str) -> alt.X:
        return alt.X(f"{field}:Q", axis=axis, scale=alt.Scale(zero=True, nice=False))

    flips = (
        alt.Chart()
        .transform_filter("isValid(datum.flips_at)")
        .transform_calculate(
            zero="0",
            right="max(0, datum.percentage_points)",
            name=vega.said("criterion_lines", "datum.criterion"),
            label=vega.said("change_label", "datum.takers"),
            beside=vega.said("weight_place", "0"),
            share=vega.said("weight_label", "format(datum.weight, '.0%')"),
        )
    )
    rows = alt.Chart()
    place: Any = {"yOffset": down, "aria": False}
    layers = [
        rows.mark_bar(height=bar, cornerRadius=2, **place, **vega.sliver())
        .encode(x=x("zero"), x2=alt.X2("percentage_points:Q"), y=y, color=vega.option_colour()),
        vega.text(rows, ["amount", "strong"], "label", x=x("right"), y=y, fill=vega.name_colour(),
                  dx=_BESIDE, dy=down),
        rows.mark_tick(style="ink", thickness=1.5, size=bar + 4 if form.is_phone else row, **place)
        .encode(x=x("zero"), y=y),
        vega.text(rows, "name", "name", x=-form.names, y=y, dy=up),
        vega.text(rows, ["name", "faint-ink"], "share", x=f"datum.beside - {form.names}", y=y,
                  dy=up),
        vega.hover(form, y, _TOOLTIP),
    ]  # fmt: skip
    return vega.finished(layers, form, alt.Step(row), below=44, rows=flips, key="criterion_id")


_TOOLTIP = vega.tips(
    Criterion="criterion", Now="weight_label", Flips="flips_at_label", Change="told_label"
)


def _subtitle(criteria_set: CriteriaSet, evaluation: Evaluation, tracks: Tracks, *_: object) -> str:
    if not nearest_first(tracks):
        return "Each weight was moved from 0 to 100%, the others keeping their proportions."
    text = "Change of one weight, in points of weight, at which the named option takes over"
    how = f"{text}; the others keep their proportions. Closest first."
    return how + _never(criteria_set, tracks) + unknown_note(evaluation)


CHART: Chart[None, CriteriaSet, Evaluation, Tracks] = Chart(
    id="nearest-flips",
    name="Nearest flips",
    place=310,
    width=HALF,
    read=lambda result, _: (result.criteria_set, result.evaluation, result.tracks),
    title=nearest_flips_title,
    subtitle=_subtitle,
    words=nearest_flips_alt,
    rows=nearest_flips_rows,
    form=_form,
    spec=_spec,
    labels=_labels,
    applies=has_several_weights,
)
