"""Why one option is ahead of another: what each criterion adds to the difference.

A staircase of weighted differences, from the criterion that speaks most for the first
option to the one that speaks most for the second, and their sum. It explains totals as
they are; how firm they are is for the other charts.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import altair as alt
import pandas as pd

from steelyard.analysis.dominance import TIE
from steelyard.analysis.totals import Evaluation
from steelyard.charts.drawing.headings import with_heading
from steelyard.charts.scores.staircase import Stair, draw_staircase
from steelyard.charts.theme import Mode, option_colours
from steelyard.model import CriteriaSet
from steelyard.results.words.numbers import integer, lead, listing, plain, signed_tenth
from steelyard.results.words.weights import weight_labels

MOST_NAMED = 2
"""The title names the criteria that make up most of a lead, if they are no more than this."""


@dataclass(frozen=True)
class Step:
    """What one criterion adds to the first option's lead, and the sum before and after it."""

    criterion: str
    difference: float
    begin: float
    end: float


def why(
    criteria_set: CriteriaSet,
    evaluation: Evaluation,
    first: str,
    second: str,
    mode: Mode,
    *,
    width: float = 1000,
    titled: bool = True,
) -> alt.LayerChart:
    """Return the difference between two options' totals, criterion by criterion.

    Differences are weight × (value of `first` − value of `second`), in points of total,
    with one decimal; a bar has the colour of the option it speaks for. Unknown scores
    count as the middle of their range and are marked `?`. Below 560 pixels names stand
    above the bars. Raises ValueError for an option the evaluation does not have, or twice
    the same.
    Source of the form: the waterfall of additive differences, as in ValueCharts
    (Carenini & Loyd 2004).

    >>> from steelyard.analysis.totals import evaluate
    >>> lunch = CriteriaSet.model_validate({"format": 1, "title": "Lunch",
    ...     "criteria": {"taste": {"name": "Taste"}},
    ...     "options": {"soup": {"name": "Soup"}, "cake": {"name": "Cake"}},
    ...     "assessments": {"soup": {"taste": 40}, "cake": {"taste": 80}}})
    >>> why(lunch, evaluate(lunch), "cake", "soup", "light").to_dict()["width"]
    1000
    """
    steps = list_steps(evaluation, first, second)
    colours = option_colours(criteria_set, mode)
    stairs = [_stair(criteria_set, evaluation, step, colours, first, second) for step in steps]
    net = evaluation.totals[first] - evaluation.totals[second]
    totals = f"{integer(evaluation.totals[first])} vs {integer(evaluation.totals[second])}"
    ahead = colours[first] if net >= 0 else colours[second]
    stairs.append(
        Stair("All together", "All together", 0.0, net, ahead, f"{totals} in total", is_net=True)
    )
    title = why_title(criteria_set, evaluation, first, second) if titled else ""
    words = why_alt(criteria_set, evaluation, first, second)
    names = _label(criteria_set, first), _label(criteria_set, second)
    canvas = draw_staircase(stairs, names, (colours[first], colours[second]), mode, width)
    return with_heading(canvas, title, _subtitle(evaluation, names, first, second), words)


def list_steps(evaluation: Evaluation, first: str, second: str) -> list[Step]:
    """Return each criterion's part of the difference, from most for `first` to most against.

    Equal parts keep the order of the criteria. Raises ValueError as `why` does.
    """
    for option in (first, second):
        if option not in evaluation.options:
            raise ValueError(f"no option is called {option}")
    if first == second:
        raise ValueError(f"{first} cannot be compared with itself; name two options")
    differences = {
        criterion: evaluation.contributions[first][criterion]
        - evaluation.contributions[second][criterion]
        for criterion in evaluation.criteria
    }
    steps: list[Step] = []
    for criterion in sorted(differences, key=lambda c: -round(differences[c], 9)):
        begin = steps[-1].end if steps else 0.0
        end = math.fsum([*(step.difference for step in steps), differences[criterion]])
        steps.append(Step(criterion, differences[criterion], begin, end))
    return steps


def why_title(criteria_set: CriteriaSet, evaluation: Evaluation, first: str, second: str) -> str:
    """Return who is ahead by how much and what most of that rests on.

    "Most" is at least half of all that speaks for the option ahead. Nowhere behind is
    said only of likely values, on every criterion in view.
    """
    net = evaluation.totals[first] - evaluation.totals[second]
    if abs(net) <= TIE:
        names = listing([_label(criteria_set, first), _label(criteria_set, second)])
        return f"{names} are level on {integer(evaluation.totals[first])}"
    ahead, behind = (first, second) if net > 0 else (second, first)
    better, worse = _label(criteria_set, ahead), _label(criteria_set, behind)
    points = lead(evaluation.totals[ahead], evaluation.totals[behind])
    much = f"{points} point" if points == "1" else f"{points} points"
    if float(points) == 0:
        much = "less than half a point"
    sentence = f"{better} is {much} ahead of {worse}"
    steps = list_steps(evaluation, ahead, behind)
    gains = [step for step in steps if step.difference > TIE]
    half = math.fsum(step.difference for step in gains) / 2 - TIE
    named = next(n for n in range(1, len(gains) + 1) if gains[n - 1].end >= half)
    if len(evaluation.criteria) > 1 and named <= MOST_NAMED:
        names = listing(plain(criteria_set.criteria[step.criterion].name) for step in gains[:named])
        only = "all" if named == len(gains) else "most"
        sentence += f", {only} of its advantage from {names}"
    elif len(evaluation.criteria) > 1:
        sentence += f", ahead on {len(gains)} of {len(steps)} criteria"
    if len(evaluation.criteria) > 1 and all(step.difference >= -TIE for step in steps):
        sentence += " and nowhere behind"
    return sentence


def why_alt(criteria_set: CriteriaSet, evaluation: Evaluation, first: str, second: str) -> str:
    """Return every criterion's part of the difference in words, the largest gain first."""
    names = _label(criteria_set, first), _label(criteria_set, second)
    parts = [
        f"{plain(criteria_set.criteria[step.criterion].name)} "
        f"{signed_tenth(step.difference)}" for step in list_steps(evaluation, first, second)
    ]  # fmt: skip
    title = why_title(criteria_set, evaluation, first, second)
    return (
        f"Difference between {names[0]} and {names[1]} by criterion. {title}. "
        f"In points for {names[0]}: {', '.join(parts)}."
    )


def why_rows(
    criteria_set: CriteriaSet, evaluation: Evaluation, first: str, second: str
) -> pd.DataFrame:
    """Return one row per criterion, from most for `first` to most against, unrounded.

    Columns: `criterion_id`, `criterion`, `weight` (0 to 1), `value_first`, `value_second`
    (0 to 100), `difference` (points of total), `begin`, `end` (sums before and after it).
    """
    return pd.DataFrame(
        {
            "criterion_id": step.criterion,
            "criterion": criteria_set.criteria[step.criterion].name,
            "weight": evaluation.weights[step.criterion],
            "value_first": evaluation.values[first][step.criterion],
            "value_second": evaluation.values[second][step.criterion],
            "difference": step.difference,
            "begin": step.begin,
            "end": step.end,
        }
        for step in list_steps(evaluation, first, second)
    )


def _stair(
    criteria_set: CriteriaSet,
    evaluation: Evaluation,
    step: Step,
    colours: dict[str, str],
    first: str,
    second: str,
) -> Stair:
    values = " vs ".join(
        integer(evaluation.values[option][step.criterion])
        + ("?" if (option, step.criterion) in evaluation.unknown else "")
        for option in (first, second)
    )
    return Stair(
        name=plain(criteria_set.criteria[step.criterion].name),
        short=plain(criteria_set.criteria[step.criterion].label),
        begin=step.begin,
        end=step.end,
        colour=colours[first if step.difference >= 0 else second],
        note=f"{values}, weight {weight_labels(evaluation)[step.criterion]}",
        is_net=False,
        place=f"{first}.{step.criterion} {second}.{step.criterion}",
    )


def _subtitle(evaluation: Evaluation, names: tuple[str, str], first: str, second: str) -> str:
    text = (
        f"Points of total by which {names[0]} is ahead of {names[1]}: weight × difference of the "
        f"two values. To the right for {names[0]}, to the left for {names[1]}."
    )
    has_unknown = any(option in (first, second) for option, _ in evaluation.unknown)
    return f"{text} ?: not known, counted as the middle." if has_unknown else text


def _label(criteria_set: CriteriaSet, option: str) -> str:
    return plain(criteria_set.options[option].label)
