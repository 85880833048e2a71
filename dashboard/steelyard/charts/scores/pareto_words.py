"""Two aims in words: the options that none surpasses on both, and how to read the scatter."""

from __future__ import annotations

from dataclasses import dataclass

from steelyard.analysis.sensitivity.weight_map import Part
from steelyard.analysis.ties import TIE
from steelyard.analysis.totals import Evaluation
from steelyard.charts.scores.scorecard import has_range
from steelyard.model import CriteriaSet
from steelyard.results.words.names import option_label, part_name
from steelyard.results.words.numbers import integer, span
from steelyard.results.words.scores.scales import more_words, printed_extent, printed_score
from steelyard.results.words.text import listing

_MOST_NAMED = 4


def pareto_title(criteria_set: CriteriaSet, evaluation: Evaluation, across: Part, up: Part) -> str:
    """Return which options none surpasses on both; exact, on likely values."""
    front = find_front(evaluation, across, up)
    names = [option_label(criteria_set, option) for option in front]
    both = f"{part_name(criteria_set, across)} and {part_name(criteria_set, up)}"
    count = len(evaluation.options)
    if len(front) == 1:
        return f"{names[0]} is at least as {well(criteria_set)[0]} as every other option on {both}"
    if len(front) == count:
        return f"No option is surpassed on both {both}"
    named = f": {listing(names)}" if len(names) <= _MOST_NAMED else ""
    return f"{len(front)} of {count} options are unsurpassed on {both} together{named}"


def well(criteria_set: CriteriaSet) -> tuple[str, str]:
    """Return the words for level and ahead: good and better, or high and higher."""
    return ("good", "better") if criteria_set.measure.top == "best" else ("high", "higher")


def pareto_alt(criteria_set: CriteriaSet, evaluation: Evaluation, across: Part, up: Part) -> str:
    """Return the scatter in words, for readers who cannot see it."""
    places = listing(
        f"{option_label(criteria_set, option)} "
        + " and ".join(told(criteria_set, evaluation, part, option)[0] for part in (across, up))
        for option in evaluation.ranking
    )
    both = f"{part_name(criteria_set, across)} and {part_name(criteria_set, up)}"
    title = pareto_title(criteria_set, evaluation, across, up)
    return f"Scatter of {both}. {title}. On the two: {places}."


def told(
    criteria_set: CriteriaSet, evaluation: Evaluation, part: Part, option: str
) -> tuple[str, str]:
    """Return a score as printed, or the weighted mean of several criteria, and its range."""
    if len(part.criteria) == 1:
        cell = (option, part.criteria[0])
        extent = printed_extent(evaluation, criteria_set, cell)
        return printed_score(evaluation, criteria_set, cell), extent
    value, low, high = (
        part.means(evaluation, ends)[option]
        for ends in (evaluation.values, evaluation.lows, evaluation.highs)
    )
    return integer(value), span(low, high) if has_range(low, high) else ""


def find_front(evaluation: Evaluation, across: Part, up: Part) -> tuple[str, ...]:
    """Return the options that none surpasses on two parts, in the order of the ranking.

    One surpasses another if it is at least as high on both and higher on one, by more than
    1e-9; options equal on both are on the front together.
    """
    x, y = (part.means(evaluation, evaluation.values) for part in (across, up))

    def is_surpassed(option: str, rival: str) -> bool:
        ahead = (x[rival] - x[option], y[rival] - y[option])
        return min(ahead) >= -TIE and max(ahead) > TIE

    return tuple(
        option
        for option in evaluation.ranking
        if not any(is_surpassed(option, rival) for rival in evaluation.options)
    )


@dataclass(frozen=True)
class Shown:
    """How many options the scatter has, how many it names, and how many have ranges.

    `ranged` have a range on one of the two parts, `crossed` of them are drawn with a cross.
    """

    options: int
    named: int
    ranged: int
    crossed: int


def pareto_subtitle(criteria_set: CriteriaSet, across: Part, up: Part, shown: Shown) -> str:
    """Return how to read the scatter: axes, crosses, dots without a name, line and area."""
    sizes = {len(across.criteria) > 1, len(up.criteria) > 1}
    axes = ["scores, on the criterion’s own scale"] if False in sizes else []
    if True in sizes:
        axes.append("weighted means of several criteria, 0 to 100")
    crosses = names = ""
    if shown.crossed:
        crosses = "Crosses: from low to high"
        if shown.crossed < shown.ranged:
            crosses += (
                f", for {shown.crossed} of the {shown.ranged} options with a range, "
                "those not surpassed first"
            )
        crosses += ". "
    if unnamed := shown.options - shown.named:
        have = "has" if unnamed == 1 else "have"
        names = (
            f"{unnamed} of {shown.options} dots {have} no name here; the picture’s numbers list "
            "every option. "
        )
    return (
        f"On the axes: {'; '.join(axes)}. Further right and further up is "
        f"{more_words(criteria_set)}. {crosses}{names}"
        "Dashed: the options not surpassed. Shaded: another is at least as "
        + "{} on both, and {} on one.".format(*well(criteria_set))
    )
