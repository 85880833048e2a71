"""The winner map: who leads at every way to split a weight between three parts.

A triangle of exact regions; each corner gives all of the weight to one part. Present
weights are a diamond, lenses numbered dots. This module says what is shown; `triangle`
says where.
"""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd

from steelyard.analysis.sensitivity.weight_map import Region, WeightMap, split_weights
from steelyard.analysis.totals import Evaluation
from steelyard.charts.drawing.headings import with_heading
from steelyard.charts.theme import Mode, option_colours
from steelyard.charts.weights.triangle import Area, Mark, Triangle, draw_triangle
from steelyard.model import CriteriaSet
from steelyard.results.words.names import part_name
from steelyard.results.words.numbers import listing, percent, percents, plain

Weights = Mapping[str, float]


def winner_map(
    criteria_set: CriteriaSet,
    evaluation: Evaluation,
    weight_map: WeightMap,
    mode: Mode,
    *,
    width: float = 1000,
    lenses: Mapping[str, Weights] | None = None,
    titled: bool = True,
) -> alt.LayerChart:
    """Return the triangle of a weight map with the share of its area that each option takes.

    `evaluation` is the one the map was made of. `lenses`: lens → criterion → weight; a dot
    shows how the lens splits the three parts, whatever it gives to others, so the colour
    under it need not be the lens's own leader. Lenses that give the three nothing have no
    dot. Below 560 pixels the key stands under the triangle.
    """
    colours = option_colours(criteria_set, mode)
    shares = percents([region.area for region in weight_map.regions])
    one, two, three = (part_name(criteria_set, part) for part in weight_map.parts)
    sheet = Triangle(
        mode=mode,
        corners=(one, two, three),
        joint=percent(weight_map.joint),
        areas=[
            Area(_leaders(criteria_set, region), share, colours[region.leaders[0]], region.corners)
            for region, share in zip(weight_map.regions, shares, strict=True)
        ],
        present=weight_map.present,
        lenses=[
            Mark(plain(criteria_set.lenses[lens].name), place)
            for lens, weights in (lenses or {}).items()
            if (place := split_weights(weight_map.parts, weights)) is not None
        ],
    )
    title = winner_map_title(criteria_set, evaluation, weight_map) if titled else ""
    return with_heading(
        draw_triangle(sheet, width),
        title,
        _subtitle(evaluation, weight_map, bool(lenses)),
        winner_map_alt(criteria_set, evaluation, weight_map),
    )


def winner_map_title(
    criteria_set: CriteriaSet, evaluation: Evaluation, weight_map: WeightMap
) -> str:
    """Return who leads on how much of the map; exact, since the map is."""
    largest = weight_map.regions[0]
    names = listing(part_name(criteria_set, part) for part in weight_map.parts)
    leader = _leaders(criteria_set, largest)
    verb = "lead" if len(largest.leaders) > 1 else "leads"
    if len(weight_map.regions) == 1:
        return f"{leader} {verb} however the weight is split between {names}"
    share = percents([region.area for region in weight_map.regions])[0]
    leading = {option for region in weight_map.regions for option in region.leaders}
    return (
        f"{leader} {verb} on {share} of the ways to weigh {names}; "
        f"{len(leading)} of {len(evaluation.options)} options lead on some"
    )


def winner_map_alt(criteria_set: CriteriaSet, evaluation: Evaluation, weight_map: WeightMap) -> str:
    """Return the map in words, for those who do not see it."""
    shares = percents([region.area for region in weight_map.regions])
    areas = listing(
        f"{_leaders(criteria_set, region)} {share}"
        for region, share in zip(weight_map.regions, shares, strict=True)
    )
    title = winner_map_title(criteria_set, evaluation, weight_map)
    present = ""
    if weight_map.present is not None:
        split = zip(percents(weight_map.present), weight_map.parts, strict=True)
        now = listing(f"{share} {part_name(criteria_set, part)}" for share, part in split)
        present = f" At present they are split {now}."
    return f"Map of who leads at every split of three weights. {title}. Area: {areas}.{present}"


def winner_map_rows(criteria_set: CriteriaSet, weight_map: WeightMap) -> pd.DataFrame:
    """Return the corners of every region, in order around it, unrounded.

    Columns: `region` (from 1, the largest first), `option_ids` and `options` (all that
    lead there, with `; ` between), `area` (0 to 1, of the triangle), `corner` (from 1),
    `part_1`, `part_2`, `part_3` (names), `share_1`, `share_2`, `share_3` (0 to 1, of the
    weight that is split), `joint_weight` (0 to 1).
    """
    names = [part_name(criteria_set, part) for part in weight_map.parts]
    return pd.DataFrame(
        {
            "region": number,
            "option_ids": "; ".join(region.leaders),
            "options": "; ".join(criteria_set.options[o].name for o in region.leaders),
            "area": region.area,
            "corner": place,
            **{f"part_{i}": name for i, name in enumerate(names, start=1)},
            **{f"share_{i}": share for i, share in enumerate(corner, start=1)},
            "joint_weight": weight_map.joint,
        }
        for number, region in enumerate(weight_map.regions, start=1)
        for place, corner in enumerate(region.corners, start=1)
    )


def _leaders(criteria_set: CriteriaSet, region: Region) -> str:
    return listing(plain(criteria_set.options[option].label) for option in region.leaders)


def _subtitle(evaluation: Evaluation, weight_map: WeightMap, has_lenses: bool) -> str:
    moved = sum(len(part.criteria) for part in weight_map.parts)
    if weight_map.joint == 1:
        text = "Each point splits all of the weight between the three corners"
        text += "." if moved == len(evaluation.criteria) else "; all else weighs nothing here."
    else:
        text = (
            f"Each point splits the {percent(weight_map.joint)} that the three corners weigh "
            "together at present; everything else keeps its weight."
        )
    if any(len(part.criteria) > 1 for part in weight_map.parts):
        text += " Inside a group the proportions stay."
    if has_lenses:
        text += " A dot shows only how a lens splits these three."
    return text
