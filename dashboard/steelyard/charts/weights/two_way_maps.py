"""Two-way winner maps: which option leads at every weight of two parts, for each pair.

The rest of the criteria keep their proportions. The maps are exact; they are small and form a
lower triangle, so that up to five parts fit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from math import sqrt
from typing import Any

import altair as alt

from steelyard.analysis.sensitivity.weight_map import Part, WeightMap
from steelyard.analysis.totals import Evaluation
from steelyard.charts.chart import HALF, Chart, has_rivals
from steelyard.charts.drawing import vega
from steelyard.charts.drawing.vega import DrawingForm, Labels, Rows, Spec
from steelyard.charts.theme import LABEL, VALUE, colour_names, option_slots
from steelyard.model import CriteriaSet
from steelyard.results.result import Result
from steelyard.results.words.names import leads, option_label, option_labels, part_name
from steelyard.results.words.numbers import percents
from steelyard.results.words.text import listing

Maps = Mapping[tuple[int, int], WeightMap]
MOST_PARTS = 5
LARGEST, BETWEEN, BETWEEN_NARROW = 190.0, 22.0, 13.0
LEAST_SEEN = 0.01
"""Share of a map's area below which the key notes how small it is, as it can hardly be found."""

LEAST_BORDERED = 200.0
"""Square pixels; a smaller area would be lost under the border between areas."""

RIM = 0.75
"""Pixels from a side of a map outwards to the middle of its rim, which ends at that side."""

TICKS, FOOT, LINE, DIAMOND = 34.0, 50.0, 22.0, 12.0


def two_way_maps_title(
    criteria_set: CriteriaSet, evaluation: Evaluation, maps: Maps, *_: object
) -> str:
    """Return how many options lead anywhere on the maps, and which; exact, since the maps are."""
    leading = _leading(evaluation, maps)
    names = [option_label(criteria_set, option) for option in leading]
    if len(_together(evaluation, maps)) == 1:
        verb = leads(criteria_set, len(names)) + (" together" if len(names) > 1 else "")
        return f"{listing(names)} {verb} whichever two of these weights are moved"
    shown = listing(names) if len(names) <= 4 else f"{listing(names[:3])} among them"
    return (
        f"{len(leading)} of {len(evaluation.options)} options {leads(criteria_set, 2)} somewhere "
        f"when two weights move: {shown}"
    )


def two_way_maps_alt(
    criteria_set: CriteriaSet, evaluation: Evaluation, maps: Maps, *_: object
) -> str:
    """Return the maps in words, for readers who cannot see them."""
    panels = []
    for weight_map in maps.values():
        first, second = (part_name(criteria_set, part) for part in weight_map.parts[:2])
        areas = listing(area_words(criteria_set, weight_map))
        panels.append(f"{first} and {second}: {areas}")
    title = two_way_maps_title(criteria_set, evaluation, maps)
    return f"Maps of who leads as two weights move. {title}. Areas: {'; '.join(panels)}."


def two_way_maps_rows(criteria_set: CriteriaSet, maps: Maps) -> Rows:
    """Return the corners of every region of every map, in order around it, unrounded.

    Columns: `map` (from 1), `across`, `up` (names of the two parts), `now_across`, `now_up`
    (their weights, 0 to 1), `region` (from 1), `option_ids`, `options` (all that lead there,
    with `; ` between), `colour` (the name of the first one's colour), `area` (0 to 1, of the
    map), `corner` (from 1), `weight_across`, `weight_up`, `weight_rest` (0 to 1, adding up
    to 1).
    """
    return [
        {
            "map": number,
            "across": part_name(criteria_set, weight_map.parts[0]),
            "up": part_name(criteria_set, weight_map.parts[1]),
            "now_across": None if weight_map.present is None else weight_map.present[0],
            "now_up": None if weight_map.present is None else weight_map.present[1],
            **region,
            "weight_across": corner[0],
            "weight_up": corner[1],
            "weight_rest": corner[2],
        }
        for number, weight_map in enumerate(maps.values(), start=1)
        for region, corner in region_columns(criteria_set, weight_map)
    ]


def area_words(criteria_set: CriteriaSet, weight_map: WeightMap) -> list[str]:
    """Return the leaders of each area of a map, with the area's share of the map."""
    shares = percents([region.area for region in weight_map.regions])
    return [
        f"{option_labels(criteria_set, region.leaders)} {share}"
        for region, share in zip(weight_map.regions, shares, strict=True)
    ]


def region_columns(
    criteria_set: CriteriaSet, weight_map: WeightMap
) -> Iterator[tuple[vega.Row, tuple[float, ...]]]:
    """Yield, for every corner of every region of a map, the region's columns and the corner."""
    slots = option_slots(criteria_set)
    for turn, region in enumerate(weight_map.regions, start=1):
        for place, corner in enumerate(region.corners, start=1):
            names = "; ".join(criteria_set.options[o].name for o in region.leaders)
            columns = {"region": turn, "option_ids": "; ".join(region.leaders), "options": names,
                       "colour": slots[region.leaders[0]], "area": region.area}  # fmt: skip
            yield {**columns, "corner": place}, corner


def _leading(evaluation: Evaluation, maps: Maps) -> list[str]:
    """Return the options that lead anywhere, in the order of the present ranking."""
    found = {o for weight_map in maps.values() for r in weight_map.regions for o in r.leaders}
    return [option for option in evaluation.ranking if option in found]


def _together(evaluation: Evaluation, maps: Maps) -> list[tuple[str, ...]]:
    """Return the leaders of the regions, alone or level with others, in the order of ranks."""
    found = {region.leaders for weight_map in maps.values() for region in weight_map.regions}
    return sorted(found, key=lambda leaders: [evaluation.ranking.index(o) for o in leaders])


def _form(
    criteria_set: CriteriaSet, evaluation: Evaluation, maps: Maps, parts: Sequence[Part],
    width: float,
) -> DrawingForm:  # fmt: skip
    """Return the measures. Raises ValueError for more than five parts."""
    if not 2 <= len(parts) <= MOST_PARTS:
        raise ValueError(f"parts: found {len(parts)}; allowed is 2 to {MOST_PARTS}")
    names = [part_name(criteria_set, part) for part in parts]
    form = DrawingForm(width, columns=len(parts) - 1, lines=len(_together(evaluation, maps)))
    most = 62.0 if form.is_phone else 150.0
    left = vega.room_for(names, most, VALUE) + 10 + TICKS
    gaps = _gap(form) * (form.columns - 1)
    size = min((width - left - 16 - gaps) / form.columns, LARGEST)
    return replace(form, names=left, notes=width - left - gaps - size * form.columns)


def _gap(form: DrawingForm) -> float:
    return BETWEEN_NARROW if form.is_phone else BETWEEN


def _size(form: DrawingForm) -> float:
    """Return the side of one map in pixels."""
    return (form.plot - _gap(form) * (form.columns - 1)) / form.columns


def _labels(
    criteria_set: CriteriaSet,
    evaluation: Evaluation,
    maps: Maps,
    parts: Sequence[Part],
    form: DrawingForm,
) -> Labels:
    places, together = list(maps), _together(evaluation, maps)
    words = [", ".join(area_words(criteria_set, found)) for found in maps.values()]
    names = {n: part_name(criteria_set, part) for n, part in enumerate(parts)}
    beside = vega.cut_names(names, form.names - TICKS - 8, VALUE, most=3, strong=names)
    below = vega.cut_names(names, _size(form) + _gap(form) - 6, VALUE, most=2, strong=names)
    keys = {
        n: option_labels(criteria_set, leaders) + _smallness(leaders, maps)
        for n, leaders in enumerate(together)
    }
    order = {"; ".join(leaders): n for n, leaders in enumerate(together)}
    key_room = form.width - 24 - (0 if _has_key_below(form) else _key_left(form))
    keys = vega.cut_names(keys, key_room, LABEL)
    return {
        "across_number": lambda row: places[row["map"] - 1][0],
        "up_number": lambda row: places[row["map"] - 1][1] - 1,
        "across_lines": lambda row: below[row["across_number"]],
        "up_lines": lambda row: beside[row["up_number"] + 1],
        "key_number": lambda row: order[row["option_ids"]],
        "key_label": lambda row: keys[row["key_number"]],
        "areas_label": lambda row: words[row["map"] - 1],
        "says": lambda row: f"{row['across']} and {row['up']}: {row['areas_label']}",
    }


def _smallness(leaders: tuple[str, ...], maps: Maps) -> str:
    """Return, after a space, a note if all areas of these leaders are too small to be seen."""
    areas = (r.area for found in maps.values() for r in found.regions if r.leaders == leaders)
    return "" if max(areas) >= LEAST_SEEN else " (under 1% of any map)"


def _key_left(form: DrawingForm) -> float:
    """Return where the key begins beside the first map, in pixels of the picture."""
    return form.names + _size(form) + _gap(form) + 20


def _has_key_below(form: DrawingForm) -> bool:
    is_roomy = form.width - _key_left(form) > 220 and (form.columns > 1 or form.width > 420)
    # With several maps, the space above those beside the first one is free for the key.
    return not is_roomy or (form.columns > 1 and LINE * form.lines > _size(form) + 40)


@cache
def _spec(form: DrawingForm) -> Spec:
    """Return the maps as a lower triangle, with the key in the upper one or below."""
    size, gap, count = _size(form), _gap(form), form.columns
    height = size * count + gap * (count - 1)
    step = (size + gap) / size
    extent = [0, height / size]
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=extent, nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=extent, nice=False))
    rows = alt.Chart().transform_calculate(
        left=f"datum.across_number * {step}", low=f"{extent[1] - 1} - datum.up_number * {step}",
    )  # fmt: skip
    corners = rows.transform_calculate(
        x="datum.left + datum.weight_across", y="datum.low + datum.weight_up"
    )
    maps = vega.first(rows, "map")
    now = maps.transform_filter("isValid(datum.now_across)").transform_calculate(
        x="datum.left + datum.now_across", y="datum.low + datum.now_up"
    )
    diamond = min(DIAMOND, size / 6)
    keys = vega.first(rows, "option_ids")
    key_x = 0.0 if _has_key_below(form) else _key_left(form)
    key_top = height + FOOT + 6 if _has_key_below(form) else 10
    across, up = f"datum.across_number * {size + gap}", f"datum.up_number * {size + gap}"
    base = maps.transform_filter(f"datum.up_number == {count - 1}")
    side = maps.transform_filter("datum.across_number == 0")
    strong: Any = ["dense-name", "strong"]
    areas: Any = {"style": "region", "filled": True, "interpolate": "linear-closed", "aria": False}
    is_small = f"datum.area * {size**2 / 2} < {LEAST_BORDERED}"
    around: Any = {
        "x": x, "y": y, "detail": [alt.Detail("map:N"), alt.Detail("region:N")],
        "order": alt.Order("corner:Q"), "color": vega.option_colour(),
    }  # fmt: skip
    layers = [
        corners.mark_line(**areas).encode(**around),
        # Small areas again, above all borders and with a border only in their own colour.
        corners.transform_filter(is_small).mark_line(**areas, strokeWidth=1)
        .encode(**around, stroke=alt.Stroke("colour:N", legend=None, scale=alt.Scale(
            domain=colour_names()))),
        _rims(maps, across, up, size),
        *(
            now.mark_point(style=look, shape="diamond", size=wide**2, filled=True, aria=False)
            .encode(x=x, y=y)
            for look, wide in (("ink", diamond + 2), ("disc", diamond - 4))
        ),
        vega.lines(side, strong, "up_lines")
        .encode(**vega.at(x=-form.names, y=f"{up} + {size / 2}")),
        vega.text(base, strong, "across_lines", x=across, y=height + 28, lineBreak="\n",
                  lineHeight=14),
        vega.text(_ticked(side, "[0, 0.5, 1]"), ["small", "faint-ink", "to-right"], "tick", x=-6,
                  y=f"{up} + (1 - datum.share) * {size}"),
        vega.text(_ticked(base, "[0, 0.5, 1]" if size > 90 else "[0, 1]"), ["small", "faint-ink"],
                  "tick", x=f"{across} + datum.share * {size}", y=height + 11, align=alt.ExprRef(
                  "datum.share == 0 ? 'left' : datum.share == 1 ? 'right' : 'center'")),
        *colour_key(keys, key_x - form.names, f"{key_top} + {LINE} * datum.key_number"),
        vega.unseen(maps, vega.tips(Across="across", Up="up", Area="areas_label"),
                    **vega.at(x=across, x2=f"{across} + {size}", y=up, y2=f"{up} + {size}")),
    ]  # fmt: skip
    key_room = LINE * (form.lines + 1) if _has_key_below(form) else 0
    return vega.finished(layers, form, height, below=FOOT + key_room)


def _rims(maps: alt.Chart, across: str, up: str, size: float) -> Any:
    """Return rims in the paper's colour around every map, to cover borders that stick out."""
    slant = RIM / sqrt(2)
    places = {
        "x": f"{across} + [{-RIM}, 0, {slant}][datum.side]",
        "y": f"{up} + [0, {size + RIM}, {-slant}][datum.side]",
        "x2": f"{across} + [{-RIM}, {size}, {size + slant}][datum.side]",
        "y2": f"{up} + [{size}, {size + RIM}, {size - slant}][datum.side]",
    }
    sides = maps.transform_calculate(side="[0, 1, 2]").transform_flatten(["side"])
    return sides.mark_rule(style="rim", aria=False).encode(**vega.at(**places))


def colour_key(regions: alt.Chart, left: float, y: str) -> list[alt.Chart]:
    """Return a square and the names of the leaders for each of the regions."""
    named = regions.transform_calculate(label=vega.said("key_label", "datum.options"))
    return [
        regions.mark_point(shape="square", filled=True, size=13**2, aria=False)
        .encode(color=vega.option_colour(), **vega.at(x=left + 8, y=y)),
        vega.text(named, "name", "label", x=left + 24, y=y),
    ]  # fmt: skip


def _ticked(maps: alt.Chart, shares: str) -> alt.Chart:
    """Return a row for each share that is printed along the side of a map."""
    ticks = maps.transform_calculate(share=shares).transform_flatten(["share"])
    return ticks.transform_calculate(tick="format(datum.share, '.0%')")


_SUBTITLE = (
    "Each map: the weight of one across, of the other upwards; the rest keeps its "
    "proportions. Diamond: present weights."
)


def fills_all(result: Result, parts: Sequence[Part]) -> bool:
    """Return whether two of the parts hold every criterion, which leaves no third side."""
    largest = sorted((len(part.criteria) for part in parts), reverse=True)[:2]
    return sum(largest) >= len(result.evaluation.criteria)


def _applies(result: Result) -> bool:
    if not has_rivals(result) or len(result.evaluation.criteria) < 3:
        return False
    parts = first_parts(result, MOST_PARTS)
    return not (overlap(parts) or fills_all(result, parts))


def _read(
    result: Result, parts: tuple[Part, ...]
) -> tuple[CriteriaSet, Evaluation, Maps, Sequence[Part]]:
    return result.criteria_set, result.evaluation, result.map_pairs(parts), parts


CHART = Chart(
    id="maps-of-two-weights",
    name="Maps of two weights",
    place=350,
    width=HALF,
    read=_read,
    title=two_way_maps_title,
    subtitle=lambda *_: _SUBTITLE,
    words=two_way_maps_alt,
    rows=lambda criteria_set, _evaluation, maps, _parts: two_way_maps_rows(criteria_set, maps),
    form=_form,
    spec=_spec,
    labels=_labels,
    applies=_applies,
    opening=lambda result: first_parts(result, MOST_PARTS),
    moves_locked=True,
)


def parts_of(result: Result) -> dict[str, Part]:
    """Return the parts to choose from: groups with several criteria in view, then each criterion.

    The keys are `group` or `criterion` with the id after a space.
    """
    criteria_set, criteria = result.criteria_set, result.evaluation.criteria
    groups = {
        group: tuple(c for c in criteria if criteria_set.criteria[c].group == group)
        for group in criteria_set.groups
    }
    parts = {f"group {g}": Part(members, g) for g, members in groups.items() if len(members) > 1}
    return parts | {f"criterion {c}": Part((c,)) for c in criteria}


def opening_parts(result: Result, most: int) -> list[str]:
    """Return the keys of the parts shown first, at most `most`.

    The groups, where there are three or more, else the heaviest criteria; criteria of equal
    weight keep the order of the file.
    """
    groups = [name for name, part in parts_of(result).items() if part.group is not None]
    if len(groups) >= 3:
        return groups[:most]
    heaviest = sorted(
        result.evaluation.criteria, key=lambda criterion: -result.evaluation.weights[criterion]
    )
    return [f"criterion {criterion}" for criterion in heaviest[:most]]


def first_parts(result: Result, most: int) -> tuple[Part, ...]:
    """Return the parts shown first, at most `most`; see `opening_parts`."""
    parts = parts_of(result)
    return tuple(parts[name] for name in opening_parts(result, most))


def overlap(parts: Sequence[Part]) -> bool:
    """Return whether a criterion is in two of the parts, so that weight cannot be split."""
    members = [criterion for part in parts for criterion in part.criteria]
    return len(members) != len(set(members))
