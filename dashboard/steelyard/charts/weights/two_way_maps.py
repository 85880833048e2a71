"""Two-way winner maps: for each pair of parts, who leads at every weight of the two.

The rest of the criteria keep their proportions. The maps are exact; small ones in a lower
triangle, so that up to five parts fit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from steelyard.analysis.sensitivity.weight_map import Part, Region, Shares, WeightMap
from steelyard.analysis.totals import Evaluation
from steelyard.charts import theme
from steelyard.charts.chart import HALF, Chart, has_rivals
from steelyard.charts.drawing.canvas import NARROWEST_WIDE, Align, Canvas, Point, Sheet
from steelyard.charts.drawing.text import elide, text_width, wrap
from steelyard.charts.theme import Mode, option_colours
from steelyard.model import CriteriaSet
from steelyard.results.result import Result
from steelyard.results.words.names import part_name
from steelyard.results.words.numbers import percent, percents
from steelyard.results.words.text import listing, plain

Maps = Mapping[tuple[int, int], WeightMap]
MOST_PARTS = 5
LARGEST, BETWEEN, BETWEEN_NARROW = 190.0, 22.0, 10.0
TICKS, FOOT, LINE, DIAMOND = 34.0, 50.0, 22.0, 12.0


@dataclass(frozen=True)
class MapGrid:
    """Pixels: where the panels start, how large they are and how far apart."""

    left: float
    size: float
    gap: float

    def corner(self, column: int, row: int) -> Point:
        """Return the upper left corner of a panel."""
        step = self.size + self.gap
        return self.left + column * step, 6 + row * step


def two_way_maps(
    criteria_set: CriteriaSet,
    evaluation: Evaluation,
    maps: Maps,
    parts: Sequence[Part],
    mode: Mode,
    width: float = 1000,
) -> Sheet:
    """Return the maps of all pairs of two to five parts.

    Across: weight of the earlier part; up: weight of the later one; both 0 to 100 %. A
    diamond marks the present weights. Raises ValueError for more than five parts.
    """
    if not 2 <= len(parts) <= MOST_PARTS:
        raise ValueError(f"parts: found {len(parts)}; allowed is 2 to {MOST_PARTS}")
    colours = option_colours(criteria_set, mode)
    is_wide = width >= NARROWEST_WIDE
    grid = _grid(criteria_set, parts, width, is_wide)
    count = len(parts) - 1
    bottom = grid.corner(0, count - 1)[1] + grid.size + FOOT
    keys = [
        (listing(plain(criteria_set.options[o].label) for o in leaders), colours[leaders[0]])
        for leaders in _together(evaluation, maps)
    ]
    right_of_key = grid.corner(1, 0)[0] + 20
    is_beside = width - right_of_key > 220 and (count > 1 or width > 420)
    key_room = LINE * (len(keys) + 1.5)
    height = max(bottom, key_room) if is_beside and count == 1 else bottom
    canvas = Canvas(width, height if is_beside else bottom + key_room, mode)
    for (i, j), weight_map in maps.items():
        _draw_panel(canvas, grid.corner(i, j - 1), grid.size, weight_map, colours)
        _add_hover(canvas, criteria_set, weight_map, grid.corner(i, j - 1), grid.size)
    _draw_names(canvas, criteria_set, parts, grid)
    at = (right_of_key, 16.0) if is_beside else (0.0, bottom + 6)
    _draw_key(canvas, keys, at)
    return canvas.sheet()


def two_way_maps_title(
    criteria_set: CriteriaSet, evaluation: Evaluation, maps: Maps, *_: object
) -> str:
    """Return how many options lead anywhere on the maps, and which; exact, since they are."""
    leading = _leading(evaluation, maps)
    names = [plain(criteria_set.options[option].label) for option in leading]
    if len(_together(evaluation, maps)) == 1:
        verb = "leads" if len(names) == 1 else "lead together"
        return f"{listing(names)} {verb} whichever two of these weights are moved"
    shown = listing(names) if len(names) <= 4 else f"{listing(names[:3])} among them"
    return (
        f"{len(leading)} of {len(evaluation.options)} options lead somewhere "
        f"when two weights move: {shown}"
    )


def two_way_maps_alt(
    criteria_set: CriteriaSet, evaluation: Evaluation, maps: Maps, *_: object
) -> str:
    """Return the maps in words, for those who do not see them."""
    panels = []
    for weight_map in maps.values():
        first, second = (part_name(criteria_set, part) for part in weight_map.parts[:2])
        shares = percents([region.area for region in weight_map.regions])
        areas = listing(
            f"{_label(criteria_set, region)} {share}"
            for region, share in zip(weight_map.regions, shares, strict=True)
        )
        panels.append(f"{first} and {second}: {areas}")
    title = two_way_maps_title(criteria_set, evaluation, maps)
    return f"Maps of who leads as two weights move. {title}. Areas: {'; '.join(panels)}."


def two_way_maps_rows(criteria_set: CriteriaSet, maps: Maps) -> pd.DataFrame:
    """Return the corners of every region of every map, in order around it, unrounded.

    Columns: `across`, `up` (names of the two parts), `option_ids`, `options` (all that
    lead there, with `; ` between), `area` (0 to 1, of the map), `corner` (from 1),
    `weight_across`, `weight_up`, `weight_rest` (0 to 1, adding up to 1).
    """
    return pd.DataFrame(
        {
            "across": part_name(criteria_set, weight_map.parts[0]),
            "up": part_name(criteria_set, weight_map.parts[1]),
            "option_ids": "; ".join(region.leaders),
            "options": "; ".join(criteria_set.options[o].name for o in region.leaders),
            "area": region.area,
            "corner": place,
            "weight_across": corner[0],
            "weight_up": corner[1],
            "weight_rest": corner[2],
        }
        for weight_map in maps.values()
        for region in weight_map.regions
        for place, corner in enumerate(region.corners, start=1)
    )


def _leading(evaluation: Evaluation, maps: Maps) -> list[str]:
    """Return the options that lead anywhere, in the order of the present ranking."""
    found = {o for weight_map in maps.values() for r in weight_map.regions for o in r.leaders}
    return [option for option in evaluation.ranking if option in found]


def _together(evaluation: Evaluation, maps: Maps) -> list[tuple[str, ...]]:
    """Return the leaders of the regions, alone or level with others, in the order of ranks."""
    found = {region.leaders for weight_map in maps.values() for region in weight_map.regions}
    return sorted(found, key=lambda leaders: [evaluation.ranking.index(o) for o in leaders])


def _label(criteria_set: CriteriaSet, region: Region) -> str:
    return listing(plain(criteria_set.options[option].label) for option in region.leaders)


def _grid(criteria_set: CriteriaSet, parts: Sequence[Part], width: float, is_wide: bool) -> MapGrid:
    longest = max(
        text_width(part_name(criteria_set, part), theme.VALUE, theme.SEMIBOLD) for part in parts
    )
    names = min(longest, 150.0 if is_wide else 62.0)
    gap = BETWEEN if is_wide else BETWEEN_NARROW
    left = names + 10 + TICKS
    count = len(parts) - 1
    size = min((width - left - 16 - gap * (count - 1)) / count, LARGEST)
    return MapGrid(left, size, gap)


def _draw_panel(
    canvas: Canvas, corner: Point, size: float, weight_map: WeightMap, colours: Mapping[str, str]
) -> None:
    x, y = corner

    def at(split: Shares) -> Point:
        return x + split[0] * size, y + (1 - split[1]) * size

    for region in weight_map.regions:
        canvas.polygon("areas", [at(c) for c in region.corners], colours[region.leaders[0]])
    if weight_map.present is not None:
        inks = theme.palette(canvas.mode)
        canvas.symbol(
            "present", *at(weight_map.present), inks.background, min(DIAMOND, size / 6),
            shape="diamond", edge=inks.ink, thick=2,
        )  # fmt: skip


def _draw_names(
    canvas: Canvas, criteria_set: CriteriaSet, parts: Sequence[Part], grid: MapGrid
) -> None:
    colours = theme.palette(canvas.mode)
    count = len(parts) - 1
    room = grid.left - TICKS - 8
    for row in range(count):
        _, y = grid.corner(0, row)
        name = part_name(criteria_set, parts[row + 1])
        lines = wrap(name, room, theme.VALUE, theme.SEMIBOLD, most=3)
        middle = y + grid.size / 2
        canvas.lines(0, middle, lines, 15, theme.VALUE, colours.ink, weight=theme.SEMIBOLD)
        for share in (0.0, 0.5, 1.0):
            inwards = (share - 0.5) * 10
            canvas.text(
                grid.left - 6, y + (1 - share) * grid.size + inwards, percent(share), theme.SMALL,
                colours.faint, align="right",
            )  # fmt: skip
    base = grid.corner(0, count - 1)[1] + grid.size
    for column in range(count):
        x, _ = grid.corner(column, 0)
        shown = (0.0, 0.5, 1.0) if grid.size > 90 else (0.0, 1.0)
        for share in shown:
            align: Align = "left" if share == 0 else "right" if share == 1 else "center"
            canvas.text(
                x + share * grid.size, base + 11, percent(share), theme.SMALL, colours.faint,
                align=align,
            )  # fmt: skip
        name = part_name(criteria_set, parts[column])
        for number, line in enumerate(
            wrap(name, grid.size + grid.gap - 6, theme.VALUE, theme.SEMIBOLD, most=2)
        ):
            canvas.text(
                x, base + 28 + 14 * number, line, theme.VALUE, colours.ink, weight=theme.SEMIBOLD
            )


def _draw_key(canvas: Canvas, keys: Sequence[tuple[str, str]], at: Point) -> None:
    x, y = at
    inks = theme.palette(canvas.mode)
    for name, colour in keys:
        canvas.symbol("keys", x + 8, y, colour, 13, shape="square")
        label = elide(name, canvas.width - x - 24, theme.LABEL)
        canvas.text(x + 24, y, label, theme.LABEL, inks.ink)
        y += LINE


def _add_hover(
    canvas: Canvas, criteria_set: CriteriaSet, weight_map: WeightMap, corner: Point, size: float
) -> None:
    first, second = (part_name(criteria_set, part) for part in weight_map.parts[:2])
    shares = percents([region.area for region in weight_map.regions])
    areas = ", ".join(
        f"{_label(criteria_set, region)} {share}"
        for region, share in zip(weight_map.regions, shares, strict=True)
    )
    details = {"Across": first, "Up": second, "Area": areas}
    x, y = corner
    canvas.hover(x, y, x + size, y + size, f"{first} and {second}: {areas}", details)


SUBTITLE = (
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
    subtitle=lambda *_: SUBTITLE,
    words=two_way_maps_alt,
    rows=lambda criteria_set, _evaluation, maps, _parts: two_way_maps_rows(criteria_set, maps),
    draw=two_way_maps,
    applies=_applies,
    opening=lambda result: first_parts(result, MOST_PARTS),
    moves_locked=True,
)


def parts_of(result: Result) -> dict[str, Part]:
    """Return what can be weighed: groups with several criteria in view, then each criterion.

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
    """Return the keys of the parts shown first, at most so many.

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
    """Return the parts shown first, at most so many; see `opening_parts`."""
    parts = parts_of(result)
    return tuple(parts[name] for name in opening_parts(result, most))


def overlap(parts: Sequence[Part]) -> bool:
    """Return whether a criterion is in two of the parts, which cannot be split then."""
    members = [criterion for part in parts for criterion in part.criteria]
    return len(members) != len(set(members))
