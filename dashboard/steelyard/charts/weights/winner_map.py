"""The winner map: which option leads for every way to split a weight between three parts.

A triangle; at each corner one part has all the weight. Present weights are a diamond, lenses dots.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import altair as alt

from steelyard.analysis.sensitivity.weight_map import Part, WeightMap, WeightSplit
from steelyard.analysis.totals import Evaluation
from steelyard.charts.chart import HALF, Chart, has_several_weights
from steelyard.charts.drawing import vega
from steelyard.charts.drawing.placing import Box, Point, move_apart, place_inside
from steelyard.charts.drawing.text import elide, text_width
from steelyard.charts.drawing.vega import Datasets, DrawingForm, Labels, Rows, Spec
from steelyard.charts.theme import LABEL, REGULAR, SEMIBOLD, VALUE
from steelyard.charts.weights.two_way_maps import (
    area_words,
    colour_key,
    first_parts,
    overlap,
    region_columns,
)
from steelyard.model import CriteriaSet
from steelyard.results.result import Result
from steelyard.results.words.names import leads, option_labels, part_name
from steelyard.results.words.numbers import percents
from steelyard.results.words.text import listing, plain
from steelyard.results.words.weights import part_weight

Lenses = Mapping[str, Mapping[str, float]]
"""Lens → criterion → weight."""
PARTS = 3


def winner_map_title(
    criteria_set: CriteriaSet, evaluation: Evaluation, weight_map: WeightMap, *_: object
) -> str:
    """Return which option leads on how much of the map; exact, since the map is."""
    largest = weight_map.regions[0]
    names = listing(part_name(criteria_set, part) for part in weight_map.parts)
    leader = option_labels(criteria_set, largest.leaders)
    verb = leads(criteria_set, len(largest.leaders))
    if len(weight_map.regions) == 1:
        return f"{leader} {verb} however the weight is split between {names}"
    share = percents([region.area for region in weight_map.regions])[0]
    leading = {option for region in weight_map.regions for option in region.leaders}
    return (
        f"{leader} {verb} on {share} of the ways to weigh {names}; "
        f"{len(leading)} of {len(evaluation.options)} options {leads(criteria_set, 2)} somewhere"
    )


def winner_map_alt(
    criteria_set: CriteriaSet, evaluation: Evaluation, weight_map: WeightMap, *_: object
) -> str:
    """Return the map in words, for readers who cannot see it."""
    areas = listing(area_words(criteria_set, weight_map))
    title, present = winner_map_title(criteria_set, evaluation, weight_map), ""
    if weight_map.present is not None:
        split = zip(percents(weight_map.present), weight_map.parts, strict=True)
        now = listing(f"{share} {part_name(criteria_set, part)}" for share, part in split)
        present = f" At present they are split {now}."
    return f"Map of who leads at every split of three weights. {title}. Area: {areas}.{present}"


def winner_map_rows(criteria_set: CriteriaSet, weight_map: WeightMap) -> Rows:
    """Return the corners of every region, in order around it, unrounded.

    Columns: `region` (from 1, the largest first), `option_ids` and `options` (all that
    lead there, with `; ` between), `colour` (the name of the first one's colour), `area`
    (0 to 1, of the triangle), `corner` (from 1),
    `part_1`, `part_2`, `part_3` (names), `share_1`, `share_2`, `share_3` (0 to 1, of the
    weight that is split), `joint_weight` (0 to 1).
    """
    names = [part_name(criteria_set, part) for part in weight_map.parts]
    return [
        {
            **region,
            **{f"part_{i}": name for i, name in enumerate(names, start=1)},
            **{f"share_{i}": share for i, share in enumerate(corner, start=1)},
            "joint_weight": weight_map.joint,
        }
        for region, corner in region_columns(criteria_set, weight_map)
    ]


SLOPE = 3**0.5 / 2
BADGE, DIAMOND, DOT = 17.0, 15.0, 5.0
LINE, HEAD, FOOT, EDGE, KEY_GAP, KEY_WIDTH = 23.0, 36.0, 46.0, 12.0, 44.0, 320.0
KEY_SHARE = 72.0
"""Pixels for the square and the share beside a name in the key."""

MOST_AREAS = 8
MARKS = "marks"
"""The name of the rows of lenses and present weights."""


def _form(
    criteria_set: CriteriaSet, _: Evaluation, weight_map: WeightMap, lenses: Lenses, width: float
) -> DrawingForm:
    form = DrawingForm(width, names=EDGE, columns=min(len(weight_map.regions), MOST_AREAS + 1),
                lines=len(_splits(weight_map, lenses)))  # fmt: skip
    if form.is_phone:
        return replace(form, notes=EDGE)
    # The triangle leaves room for the names in its key, within reason.
    names = [option_labels(criteria_set, region.leaders) for region in weight_map.regions]
    key = vega.room_for(names, KEY_WIDTH, weight=REGULAR) + KEY_GAP + KEY_SHARE
    largest = min(0.6 * width, 500.0)
    return replace(form, notes=width - EDGE - min(max(width - EDGE - key, 0.5 * width), largest))


def _splits(weight_map: WeightMap, lenses: Lenses) -> dict[str, WeightSplit]:
    """Return lens → how it splits the three parts; the present weights come first, unnamed."""
    found = {} if weight_map.present is None else {"": weight_map.present}
    for lens, weights in lenses.items():
        split = weight_map.split(weights)
        if split is not None:
            found[lens] = split
    return found


def _place(split: WeightSplit, side: float) -> Point:
    """Return the pixel of a split; the first part is at the top."""
    return (split[2] + split[0] / 2) * side, (1 - split[0]) * side * SLOPE


def _key_room(form: DrawingForm) -> float:
    return form.width if form.is_phone else form.notes - KEY_GAP


def _joint(evaluation: Evaluation, weight_map: WeightMap) -> str:
    """Return the joint weight of the three parts, as the sum of the weights as printed."""
    return part_weight(evaluation, (c for part in weight_map.parts for c in part.criteria))


def _labels(
    criteria_set: CriteriaSet,
    evaluation: Evaluation,
    weight_map: WeightMap,
    lenses: Lenses,
    form: DrawingForm,
) -> Labels:
    half = BADGE / 2
    marks = _mark_rows(criteria_set, weight_map, lenses, form)
    spots_taken = ((mark["x_place"], mark["y_place"]) for mark in marks)
    taken = [Box(x - half, y - half, x + half, y + half) for x, y in spots_taken]
    names = [option_labels(criteria_set, region.leaders) for region in weight_map.regions]
    spots = [
        _inside(region.corners, name, form, taken)
        for region, name in zip(weight_map.regions, names, strict=True)
    ]
    shares = percents([region.area for region in weight_map.regions])
    joint, room = _joint(evaluation, weight_map), form.plot / 2 - 4
    top, left, right = (
        f"all {joint} on {part_name(criteria_set, part)}" for part in weight_map.parts
    )
    below = {"left": left, "right": right}
    corners = vega.cut_names(below, room, VALUE, most=2, strong=below)
    more, key_room = len(names) - MOST_AREAS, min(_key_room(form), KEY_WIDTH) - KEY_SHARE
    keys = vega.cut_names(dict(enumerate(names)), key_room, LABEL)
    return {
        "region_label": lambda row: names[row["region"] - 1],
        "key_label": lambda row: keys[row["region"] - 1],
        "area_label": lambda row: shares[row["region"] - 1],
        "x_place": lambda row: spots[row["region"] - 1][0],
        "y_place": lambda row: spots[row["region"] - 1][1],
        "top_label": elide(top, form.plot + 20, VALUE, SEMIBOLD),
        "left_lines": corners["left"],
        "right_lines": corners["right"],
        "more_label": f"and {more} more, all smaller" if more > 0 else "",
    }


def _beside(
    criteria_set: CriteriaSet,
    _: Evaluation,
    weight_map: WeightMap,
    lenses: Lenses,
    form: DrawingForm,
) -> Datasets:
    """Return the places of the weights, and the lines of the grid.

    A dot shows how a lens splits the three parts, whatever weight others have, so the colour
    under it need not be the lens's own leader. Lenses that give the three no weight have no dot.
    """
    return {MARKS: _mark_rows(criteria_set, weight_map, lenses, form), "grid": _GRID}


def _inside(
    corners: Sequence[WeightSplit], name: str, form: DrawingForm, taken: Sequence[Box]
) -> tuple[float | None, float | None]:
    width = text_width(name, VALUE, SEMIBOLD) + 12
    outline = [_place(corner, form.plot) for corner in corners]
    return place_inside(outline, width, VALUE + 8, taken) or (None, None)


def _mark_rows(
    criteria_set: CriteriaSet, weight_map: WeightMap, lenses: Lenses, form: DrawingForm
) -> Rows:
    """Return the splits with their numbers, moved apart; the present one stays in place."""
    splits = _splits(weight_map, lenses)
    true = {lens: _place(split, form.plot) for lens, split in splits.items()}
    # The diamond comes last, since all others keep clear of it, but is drawn at its true place.
    order = sorted(splits, key=lambda lens: not lens)
    moved = dict(zip(order, move_apart([true[lens] for lens in order], BADGE + 1), strict=True))
    parts = [part_name(criteria_set, part) for part in weight_map.parts]
    names = {lens: plain(criteria_set.lenses[lens].name) if lens else "Present weights"
             for lens in splits}  # fmt: skip
    keys = vega.cut_names(names, _key_room(form) - 24, LABEL)
    rows: Rows = []
    for lens, split in splits.items():
        name = names[lens]
        shares = zip(percents(split), parts, strict=True)
        words = ", ".join(f"{share} {part}" for share, part in shares)
        (x, y), (true_x, true_y) = (moved if lens else true)[lens], true[lens]
        rows.append(
            {
                "who": name,
                "is_present": not lens,
                "number": len(rows) + (not splits.get("")),
                "split_label": words,
                "key_label": keys[lens],
                "x_place": x,
                "y_place": y,
                "true_x_place": true_x,
                "true_y_place": true_y,
                "is_moved": abs(true_x - x) + abs(true_y - y) > BADGE / 2,
                "says": f"{name}: {words}",
            }
        )
    return rows


_GRID = [
    {"x": a[2] + a[0] / 2, "y": a[0], "x2": b[2] + b[0] / 2, "y2": b[0]}
    for step in (0.25, 0.5, 0.75)
    for rest in (1 - step,)
    for a, b in (
        ((step, rest, 0), (step, 0, rest)),
        ((rest, step, 0), (0, step, rest)),
        ((rest, 0, step), (0, rest, step)),
    )
]
"""The lines along which one part has a quarter, a half or three quarters."""


@cache
def _spec(form: DrawingForm) -> Spec:
    """Return the triangle with its key to the right, or below it on a phone."""
    height = form.plot * SLOPE
    scale: Any = {"axis": None, "scale": alt.Scale(domain=[0, 1], nice=False)}
    x, y = alt.X("x:Q", **scale), alt.Y("y:Q", **scale)
    rows = alt.Chart().transform_calculate(
        x="datum.share_3 + datum.share_1 / 2", y="datum.share_1",
        name=vega.said("region_label", "datum.options"),
        place="datum.region",
    )  # fmt: skip
    regions = rows.transform_filter("datum.corner == 1")
    one = regions.transform_filter("datum.region == 1")
    marks = alt.Chart(alt.NamedData(name=MARKS))
    badge: Any = {"shape": "circle", "filled": True, "aria": False}
    at_mark = vega.at(x="datum.x_place", y="datum.y_place")
    true_place = vega.at(x="datum.true_x_place", y="datum.true_y_place")
    layers = [
        rows.mark_line(style="region", filled=True, interpolate="linear-closed", aria=False)
        .encode(x=x, y=y, detail=alt.Detail("region:N"), order=alt.Order("corner:Q"),
                color=vega.option_colour()),
        alt.Chart(alt.NamedData(name="grid")).mark_rule(style="grid-on-fill", aria=False)
        .encode(x=x, y=y, x2=alt.X2("x2:Q"), y2=alt.Y2("y2:Q")),
        vega.text(regions.transform_filter("isValid(datum.x_place)"), ["on-region"], "name",
                  on=vega.OPTION_FILL, **at_mark),
        vega.text(one, ["on-region", "ink"], "top_label", x=form.plot / 2, y=-14),
        *(
            vega.text(one, ["dense-name", "strong", f"to-{side}"], f"{side}_lines", x=at_x,
                      y=height + 7, lineBreak="\n", baseline="top")
            for side, at_x in (("left", -EDGE), ("right", form.plot + EDGE))
        ),
        marks.transform_filter("datum.is_moved").mark_rule(style="string", aria=False)
        .encode(**true_place, **vega.at(x2="datum.x_place", y2="datum.y_place")),
        marks.transform_filter("datum.is_moved").mark_point(style="badge", size=DOT**2, **badge)
        .encode(**true_place),
        *_badges(marks, at_mark),
        marks.mark_point(style="unseen", size=BADGE**2, filled=True)
        .encode(**at_mark, description=alt.Description("says:N"),
                tooltip=vega.tips(Who="who", Split="split_label")),
        *_key(form, regions, marks, height),
    ]  # fmt: skip
    below = _key_height(form) + FOOT if form.is_phone else max(FOOT, _key_height(form) - height)
    return vega.finished(layers, form, height, below=below)


def _badges(marks: alt.Chart, place: Any) -> list[alt.Chart]:
    """Return a numbered disc for each lens and a diamond for the present weights."""
    lenses = marks.transform_filter("!datum.is_present")
    return [
        lenses.mark_point(style="badge", size=BADGE**2, shape="circle", filled=True, aria=False)
        .encode(**place),
        vega.text(lenses, "on-badge", "number", **place),
        *(
            marks.transform_filter("datum.is_present")
            .mark_point(style=look, shape="diamond", size=size**2, filled=True, aria=False)
            .encode(**place)
            for look, size in (("ink", DIAMOND + 3), ("disc", DIAMOND - 4))
        ),
    ]  # fmt: skip


def _key_height(form: DrawingForm) -> float:
    return LINE * (form.columns + (form.lines + 1.4 if form.lines else 0)) + 12


def _key(form: DrawingForm, regions: alt.Chart, marks: alt.Chart, height: float) -> list[alt.Chart]:
    """Return the key: the shares of the triangle, and the meaning of the dots and the diamond."""
    left = -EDGE if form.is_phone else form.plot + KEY_GAP
    top = height + FOOT + 4 if form.is_phone else 12 - HEAD
    down = top + LINE * (form.columns + 1.4)
    areas = regions.transform_filter(f"datum.region <= {MOST_AREAS}")
    area_y = f"{top} + {LINE} * datum.region"
    marks = marks.transform_window(turn="row_number()")
    mark_y, head = f"{down} + {LINE} * datum.turn", ["dense-name", "faint-ink"]
    share = vega.said("area_label", "format(datum.area, '.0%')")
    return [
        vega.text(regions.transform_filter("datum.region == 1"), head,
                  alt.TextValue("Share of the triangle"), x=left, y=top),
        *colour_key(areas, left, area_y),
        vega.text(areas.transform_calculate(label=share), ["name", "strong", "to-right"], "label",
                  x=left + min(_key_room(form), KEY_WIDTH), y=area_y),
        vega.text(regions.transform_filter(f"datum.region == {MOST_AREAS + 1}"), ["name", "quiet"],
                  "more_label", x=left + 24, y=area_y),
        vega.text(vega.first(marks), head, alt.TextValue("Where weights stand"), x=left, y=down),
        *_badges(marks, vega.at(x=left + 8, y=mark_y)),
        vega.text(marks, "name", "key_label", x=left + 24, y=mark_y,
                  fontWeight=vega.either("datum.is_present", "semibold")),
    ]  # fmt: skip


def _subtitle(
    _criteria_set: CriteriaSet,
    evaluation: Evaluation,
    weight_map: WeightMap,
    lenses: Lenses,
    *_: object,
) -> str:
    moved = sum(len(part.criteria) for part in weight_map.parts)
    if weight_map.joint == 1:
        text = "Each point splits all of the weight between the three corners"
        text += "." if moved == len(evaluation.criteria) else "; all else weighs nothing here."
    else:
        text = (
            f"Each point splits the {_joint(evaluation, weight_map)} that the three corners weigh "
            "together at present; everything else keeps its weight."
        )
    if any(len(part.criteria) > 1 for part in weight_map.parts):
        text += " Inside a group the proportions stay."
    if lenses:
        text += " A dot shows only how a lens splits these three."
    return text


def _applies(result: Result) -> bool:
    parts = first_parts(result, PARTS)
    return has_several_weights(result) and len(parts) == PARTS and not overlap(parts)


def _read(
    result: Result, parts: tuple[Part, ...]
) -> tuple[CriteriaSet, Evaluation, WeightMap, Lenses]:
    lenses = {
        case.lens: found.weights
        for case, found in result.lenses.evaluations.items()
        if case.lens is not None
    }
    return result.criteria_set, result.evaluation, result.map_weights(parts), lenses


CHART = Chart(
    id="map-of-leaders",
    name="Map of leaders",
    place=340,
    width=HALF,
    read=_read,
    title=winner_map_title,
    subtitle=_subtitle,
    words=winner_map_alt,
    rows=lambda criteria_set, _evaluation, weight_map, _: winner_map_rows(criteria_set, weight_map),
    form=_form,
    spec=_spec,
    labels=_labels,
    beside=_beside,
    applies=_applies,
    opening=lambda result: first_parts(result, PARTS),
    moves_locked=True,
)
