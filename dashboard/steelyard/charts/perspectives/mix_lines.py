"""The mix: totals as one reading gives way to another, and where the leader changes.

Totals are straight lines between two readings, so every crossing is exact. How far along
one stands is a matter of belief and no probability. What is shown is said here;
`line_plot` says where.
"""

from __future__ import annotations

from dataclasses import replace

import altair as alt
import pandas as pd

from steelyard.analysis.perspectives.mix import Mix
from steelyard.analysis.perspectives.perspectives import Perspective
from steelyard.analysis.totals import Evaluation, rank_totals
from steelyard.charts import theme
from steelyard.charts.drawing.headings import with_heading
from steelyard.charts.drawing.line_plot import Crossing, LinePlot, PlottedLine, draw_lines
from steelyard.charts.theme import Mode, option_colours
from steelyard.model import CriteriaSet
from steelyard.results.words.names import perspective_name
from steelyard.results.words.numbers import integer, listing, percent, plain


def mix_lines(
    criteria_set: CriteriaSet,
    mix: Mix,
    mode: Mode,
    *,
    width: float = 1000,
    titled: bool = True,
) -> alt.LayerChart:
    """Return every option's total from the first reading, left, to the second, right.

    The leader's line is thick; each change of leader has a circle and its share of the
    second reading. A dashed line marks the present share if it is neither 0 nor 1. Options
    that lead nowhere are grey; below 560 pixels they have no label.
    """
    leading = _leading(mix)
    colours = option_colours(criteria_set, mode)
    grey = theme.palette(mode).grey
    first, second = mix_names(criteria_set, mix)
    sheet = LinePlot(
        mode=mode,
        first=first,
        second=second,
        share=mix.share,
        lines=[
            PlottedLine(
                label=plain(criteria_set.options[option].label),
                colour=colours[option] if option in leading else grey,
                ends=mix.ends[option],
                leads=[(s.begin, s.end) for s in mix.segments if option in s.leaders],
            )
            for option in mix.evaluation.options
        ],
        crossings=[
            Crossing(
                segment.end, _total_at(mix, segment.leaders[0], segment.end), percent(segment.end)
            )
            for segment in mix.segments[:-1]
        ],
    )
    title = mix_lines_title(criteria_set, mix) if titled else ""
    subtitle = (
        "Total of each option, 0 to 100, as the reading on the right counts for more. Thick: the "
        "leader."
    )
    words = mix_lines_alt(criteria_set, mix)
    return with_heading(draw_lines(sheet, width), title, subtitle, words)


def mix_lines_title(criteria_set: CriteriaSet, mix: Mix) -> str:
    """Return up to which share of the second reading the leader of the first still leads."""
    first, second = mix_names(criteria_set, mix)
    leaders = [
        listing(plain(criteria_set.options[option].label) for option in segment.leaders)
        for segment in mix.segments
    ]
    verb = "lead" if len(mix.segments[0].leaders) > 1 else "leads"
    if len(leaders) == 1:
        return f"{leaders[0]} {verb} at every mix of {_quoted(first)} and {_quoted(second)}"
    until = f"{leaders[0]} {verb} until {_quoted(second)} counts for {percent(mix.crossovers[0])}"
    if len(leaders) == 2:
        return f"{until}, then {leaders[1]}"
    return f"{until}; the leader changes {len(leaders) - 1} times"


def mix_lines_alt(criteria_set: CriteriaSet, mix: Mix) -> str:
    """Return the lines in words, for those who do not see them."""
    first, second = mix_names(criteria_set, mix)
    stretches = "; ".join(
        f"from {percent(s.begin)} to {percent(s.end)} "
        + listing(plain(criteria_set.options[option].label) for option in s.leaders)
        for s in mix.segments
    )
    totals = listing(
        f"{plain(criteria_set.options[o].label)} {integer(mix.ends[o][0])} and "
        f"{integer(mix.ends[o][1])}"
        for o in _leading(mix)
    )
    title = mix_lines_title(criteria_set, mix)
    return (
        f"Totals as {first} gives way to {second}. {title}. Leading: {stretches}. "
        f"Totals at both ends: {totals}."
    )


def mix_lines_rows(criteria_set: CriteriaSet, mix: Mix) -> pd.DataFrame:
    """Return totals at both ends, at the present share and at every crossing, unrounded.

    One row per share and option. Columns: `share` (0 to 1, of the second reading), `what`
    (`end`, `present` or `crossing`), `option_id`, `option`, `total` (0 to 100), `leads`.
    """
    what = {0.0: "end", 1.0: "end"}
    what |= dict.fromkeys(mix.crossovers, "crossing")
    what.setdefault(mix.share, "present")
    return pd.DataFrame(
        {
            "share": share,
            "what": what[share],
            "option_id": option,
            "option": criteria_set.options[option].name,
            "total": _total_at(mix, option, share),
            "leads": any(s.begin <= share <= s.end and option in s.leaders for s in mix.segments),
        }
        for share in sorted(what)
        for option in mix.evaluation.options
    )


def mix_names(criteria_set: CriteriaSet, mix: Mix) -> tuple[str, str]:
    """Return the names of the two readings, fit to print."""
    return (
        perspective_name(criteria_set, Perspective(reading=mix.first)),
        perspective_name(criteria_set, Perspective(reading=mix.second)),
    )


def _at_first(mix: Mix) -> Evaluation:
    """Return the evaluation with the ranks of the first reading: colours must not move."""
    first = {option: ends[0] for option, ends in mix.ends.items()}
    return replace(mix.evaluation, totals=first, ranks=rank_totals(first))


def _leading(mix: Mix) -> list[str]:
    return list(dict.fromkeys(option for s in mix.segments for option in s.leaders))


def _total_at(mix: Mix, option: str, share: float) -> float:
    first, second = mix.ends[option]
    return (1 - share) * first + share * second


def _quoted(name: str) -> str:
    return f"‘{name}’"
