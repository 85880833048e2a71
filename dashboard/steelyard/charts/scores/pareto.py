"""Two aims at once: which options does none surpass?

A scatter of two criteria or groups with the range of each option as a cross. Options on
the dashed line are not surpassed; in the shaded area another is at least as high on both
and higher on one. This module says what is shown; `scatter` says where.
"""

from __future__ import annotations

import altair as alt
import pandas as pd

from steelyard.analysis.dominance import TIE
from steelyard.analysis.sensitivity.weight_map import Part, part_values
from steelyard.analysis.totals import Evaluation
from steelyard.charts.drawing.headings import NARROWEST_WIDE, with_heading
from steelyard.charts.drawing.scatter import Dot, Scatter, draw_scatter
from steelyard.charts.theme import Mode, option_colours
from steelyard.model import CriteriaSet
from steelyard.results.words.names import part_name
from steelyard.results.words.numbers import integer, listing, plain

MOST_LABELS, MOST_LABELS_NARROW = 7, 4
MOST_NAMED = 4


def pareto(
    criteria_set: CriteriaSet,
    evaluation: Evaluation,
    across: Part,
    up: Part,
    mode: Mode,
    *,
    width: float = 640,
    titled: bool = True,
) -> alt.LayerChart:
    """Return the options by their values on two parts, 0 to 100, 100 always good.

    The value of a group is the mean of its criteria, weighted as at present. Crosses run
    from low to high; the front is that of the likely values. At most seven options are
    labelled, four below 560 pixels: those on the front first, then by total.
    """
    x, y = (part_values(evaluation, part, evaluation.values) for part in (across, up))
    front = find_front(evaluation, across, up)
    most = MOST_LABELS if width >= NARROWEST_WIDE else MOST_LABELS_NARROW
    labelled = sorted(evaluation.ranking, key=lambda option: option not in front)[:most]
    colours = option_colours(criteria_set, mode)
    lows, highs = (
        [part_values(evaluation, part, ends) for part in (across, up)]
        for ends in (evaluation.lows, evaluation.highs)
    )
    top = plain(criteria_set.measure.top)
    sheet = Scatter(
        mode=mode,
        top=top,
        across=part_name(criteria_set, across),
        up=part_name(criteria_set, up),
        dots=[
            Dot(
                name=plain(criteria_set.options[option].name),
                label=plain(criteria_set.options[option].label) if option in labelled else "",
                colour=colours[option],
                x=(lows[0][option], x[option], highs[0][option]),
                y=(lows[1][option], y[option], highs[1][option]),
                is_on_front=option in front,
                place=_place(option, across, up),
            )
            for option in evaluation.ranking
        ],
    )
    has_ranges = any(dot.x[0] < dot.x[2] or dot.y[0] < dot.y[2] for dot in sheet.dots)
    subtitle = (
        f"Values, 0 to 100, where 100 is always {top}. "
        + ("Crosses: from low to high. " if has_ranges else "")
        + "Dashed: the options not surpassed. Shaded: another is at least as high on both, "
        "higher on one."
    )
    title = pareto_title(criteria_set, evaluation, across, up) if titled else ""
    words = pareto_alt(criteria_set, evaluation, across, up)
    return with_heading(draw_scatter(sheet, width), title, subtitle, words)


def pareto_title(criteria_set: CriteriaSet, evaluation: Evaluation, across: Part, up: Part) -> str:
    """Return which options none surpasses on both; exact, on likely values."""
    front = find_front(evaluation, across, up)
    names = [plain(criteria_set.options[option].label) for option in front]
    both = f"{part_name(criteria_set, across)} and {part_name(criteria_set, up)}"
    count = len(evaluation.options)
    if len(front) == 1:
        return f"{names[0]} is at least as high as every other option on {both}"
    if len(front) == count:
        return f"No option is surpassed on both {both}"
    named = f": {listing(names)}" if len(names) <= MOST_NAMED else ""
    return f"{len(front)} of {count} options are not surpassed on both {both}{named}"


def pareto_alt(criteria_set: CriteriaSet, evaluation: Evaluation, across: Part, up: Part) -> str:
    """Return the scatter in words, for those who do not see it."""
    x, y = (part_values(evaluation, part, evaluation.values) for part in (across, up))
    places = listing(
        f"{plain(criteria_set.options[o].label)} {integer(x[o])} and {integer(y[o])}"
        for o in evaluation.ranking
    )
    both = f"{part_name(criteria_set, across)} and {part_name(criteria_set, up)}"
    title = pareto_title(criteria_set, evaluation, across, up)
    return f"Scatter of {both}. {title}. Values on the two: {places}."


def pareto_rows(
    criteria_set: CriteriaSet, evaluation: Evaluation, across: Part, up: Part
) -> pd.DataFrame:
    """Return the plotted values, one row per option, from best to worst total, unrounded.

    Columns: `option_id`, `option`, `across`, `up` (names of the parts), `across_value`,
    `across_low`, `across_high`, `up_value`, `up_low`, `up_high` (0 to 100, 100 is good),
    `is_on_front`.
    """
    front = find_front(evaluation, across, up)
    columns: dict[str, object] = {
        "option_id": list(evaluation.ranking),
        "option": [criteria_set.options[option].name for option in evaluation.ranking],
        "across": part_name(criteria_set, across),
        "up": part_name(criteria_set, up),
    }
    ends = {"value": evaluation.values, "low": evaluation.lows, "high": evaluation.highs}
    for axis, part in (("across", across), ("up", up)):
        for end, values in ends.items():
            found = part_values(evaluation, part, values)
            columns[f"{axis}_{end}"] = [found[option] for option in evaluation.ranking]
    columns["is_on_front"] = [option in front for option in evaluation.ranking]
    return pd.DataFrame(columns)


def _place(option: str, across: Part, up: Part) -> str:
    """Return the two cells of a dot; nothing where a value is that of several criteria."""
    if len(across.criteria) > 1 or len(up.criteria) > 1:
        return ""
    return " ".join(f"{option}.{part.criteria[0]}" for part in (across, up))


def find_front(evaluation: Evaluation, across: Part, up: Part) -> tuple[str, ...]:
    """Return the options that none surpasses on two parts, in the order of the ranking.

    One surpasses another if it is at least as high on both and higher on one, by more than
    1e-9; options equal on both are on the front together.
    """
    x, y = (part_values(evaluation, part, evaluation.values) for part in (across, up))

    def is_surpassed(option: str, rival: str) -> bool:
        ahead = (x[rival] - x[option], y[rival] - y[option])
        return min(ahead) >= -TIE and max(ahead) > TIE

    return tuple(
        option
        for option in evaluation.ranking
        if not any(is_surpassed(option, rival) for rival in evaluation.options)
    )
