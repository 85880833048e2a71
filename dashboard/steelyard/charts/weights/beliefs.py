"""What one would have to believe: the nearest weights that put each option first.

A panel per option that some weights put first, closest first: bars are those weights, a
mark the present ones. Options that no weights put first are named with what is at least
as good on every criterion. Says nothing of scores being wrong.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from steelyard.analysis.sensitivity.robustness import Belief
from steelyard.analysis.totals import Evaluation
from steelyard.charts.drawing.headings import with_heading
from steelyard.charts.theme import Mode, option_colours
from steelyard.charts.weights.belief_panels import Panel, WeightBar, draw_panels, most_panels
from steelyard.model import CriteriaSet
from steelyard.results.words.names import option_labels
from steelyard.results.words.numbers import listing, percents, plain, signed_tenth, whole
from steelyard.results.words.weights import beaten_words, heaviest_first, weight_labels

MOVED = 5e-3
"""A weight that changes by less than half a percentage point counts as unchanged."""

SOLVER_NOISE = 1e-6

FIRST_ALREADY = 1e-6
"""Percentage points: an option that needs no more than this shares the first rank now."""


def beliefs(
    criteria_set: CriteriaSet,
    evaluation: Evaluation,
    found: Mapping[str, Belief],
    mode: Mode,
    *,
    width: float = 1000,
    titled: bool = True,
) -> alt.LayerChart:
    """Return a panel per option that could come first, as a chart `width` pixels wide.

    `found`: option → belief, from `robustness.find_beliefs`. As many panels as the width
    allows, the rest in one line; options that are first already have none. Below 560
    pixels there are at most three, one below the other, with the weights that move.

    >>> from steelyard.analysis.sensitivity.robustness import find_beliefs
    >>> from steelyard.analysis.totals import evaluate
    >>> lunch = CriteriaSet.model_validate({"format": 1, "title": "Lunch",
    ...     "criteria": {"taste": {"name": "Taste"}},
    ...     "options": {"soup": {"name": "Soup"}}, "assessments": {"soup": {"taste": 40}}})
    >>> result = evaluate(lunch)
    >>> beliefs(lunch, result, find_beliefs(result), "light").to_dict()["width"]
    1000
    """
    order = _closest_first(found)
    drawn = order[: most_panels(width)]
    colours = option_colours(criteria_set, mode)
    panels = [_panel(criteria_set, evaluation, found[option], colours[option]) for option in drawn]
    notes = _notes(criteria_set, found, order[len(drawn) :])
    canvas = draw_panels(panels, notes, mode, width)
    title = beliefs_title(criteria_set, evaluation, found) if titled else ""
    words = beliefs_alt(criteria_set, evaluation, found)
    return with_heading(canvas, title, _subtitle(bool(panels)), words)


def beliefs_title(
    criteria_set: CriteriaSet, evaluation: Evaluation, found: Mapping[str, Belief]
) -> str:
    """Return what the closest rival needs: points of weight, and the criterion that gains most.

    That no other option can come first is said only where all were solved exactly.
    """
    order = _closest_first(found)
    if len(found) == 1:
        return f"{option_labels(criteria_set, found)} is the only option"
    if not order:
        leaders = option_labels(criteria_set, evaluation.leaders)
        return f"No weights put any option ahead of {leaders}"
    belief = found[order[0]]
    name = option_labels(criteria_set, [order[0]])
    most, is_alone = _gainer(evaluation, belief)
    criterion = plain(criteria_set.criteria[most].name)
    now, needed = weight_labels(evaluation)[most], _needed(evaluation, belief)[most]
    goes = "" if is_alone else ", mostly"
    much = _moved_points(evaluation, belief)
    return f"To put {name} first, move {much} of weight{goes} to {criterion} ({now} to {needed})"


def _gainer(evaluation: Evaluation, belief: Belief) -> tuple[str, bool]:
    """Return the criterion whose weight grows most, and whether it is the only one to grow."""
    gains = {c: belief.weights[c] - evaluation.weights[c] for c in evaluation.criteria}
    is_alone = sum(gain > MOVED for gain in gains.values()) <= 1
    return max(gains, key=lambda criterion: gains[criterion]), is_alone


def _moved_points(evaluation: Evaluation, belief: Belief) -> str:
    """Return the points to move; with a decimal where the rounded weights contradict them."""
    most, is_alone = _gainer(evaluation, belief)
    now, needed = weight_labels(evaluation)[most], _needed(evaluation, belief)[most]
    points = belief.points or 0
    if is_alone and _hundredths(needed) - _hundredths(now) != whole(points):
        return f"{signed_tenth(points).removeprefix('+')} points"
    return _points(belief)


def _hundredths(printed: str) -> int:
    """Return a printed percentage as a number, `<1%` as nothing."""
    return int(printed.rstrip("%")) if printed[0].isdigit() else 0


def beliefs_alt(
    criteria_set: CriteriaSet, evaluation: Evaluation, found: Mapping[str, Belief]
) -> str:
    """Return, for every option that is not first, what it takes or what beats it, in words."""
    title = beliefs_title(criteria_set, evaluation, found)
    parts = [
        f"{option_labels(criteria_set, [option])} needs "
        f"{_moved_points(evaluation, found[option])} moved"
        for option in _closest_first(found)
    ]
    needs = f" {listing(parts)}." if parts else ""
    beaten = "".join(f" {line}." for line in _beaten(criteria_set, found))
    return f"What one would have to believe about weights. {title}.{needs}{beaten}"


def beliefs_rows(
    criteria_set: CriteriaSet, evaluation: Evaluation, found: Mapping[str, Belief]
) -> pd.DataFrame:
    """Return one row per option and criterion, options by distance, unrounded.

    Columns: `option_id`, `option`, `can_lead`, `points` (percentage points to move, empty
    where no weights put it first), `criterion_id`, `criterion`, `weight`,
    `weight_needed` (0 to 1, empty likewise), `beaten_by` (options with their shares).
    """
    order = sorted(found, key=lambda option: _distance(found[option]))
    return pd.DataFrame(
        {
            "option_id": option,
            "option": criteria_set.options[option].name,
            "can_lead": found[option].can_lead,
            "points": found[option].points,
            "criterion_id": criterion,
            "criterion": criteria_set.criteria[criterion].name,
            "weight": evaluation.weights[criterion],
            "weight_needed": found[option].weights.get(criterion),
            "beaten_by": ", ".join(
                f"{criteria_set.options[rival].name} {share:.3f}"
                for rival, share in found[option].beaten_by.items()
            ),
        }
        for option in order
        for criterion in heaviest_first(evaluation)
    )


def _distance(belief: Belief) -> float:
    return float("inf") if belief.points is None else belief.points


def _closest_first(found: Mapping[str, Belief]) -> list[str]:
    """Return the options that could come first but are not, the closest first."""
    reach = {option: round(_distance(belief), 9) for option, belief in found.items()}
    rivals = [option for option in found if FIRST_ALREADY < reach[option] < float("inf")]
    return sorted(rivals, key=lambda option: reach[option])


def _needed(evaluation: Evaluation, belief: Belief) -> dict[str, str]:
    labels = percents([_cleared(belief.weights[c]) for c in evaluation.criteria])
    return dict(zip(evaluation.criteria, labels, strict=True))


def _cleared(weight: float) -> float:
    """Return a weight without the solver's noise, which would be printed as `<1%`."""
    return weight if weight > SOLVER_NOISE else 0.0


def _points(belief: Belief) -> str:
    points = whole(belief.points or 0)
    return "less than 1 point" if points < 1 else f"{points} point{'s' if points > 1 else ''}"


def _panel(criteria_set: CriteriaSet, evaluation: Evaluation, belief: Belief, colour: str) -> Panel:
    labels, now = _needed(evaluation, belief), weight_labels(evaluation)
    bars = []
    for criterion in heaviest_first(evaluation):
        before, after = evaluation.weights[criterion], belief.weights[criterion]
        name = plain(criteria_set.criteria[criterion].name)
        short = plain(criteria_set.criteria[criterion].label)
        has_moved = abs(after - before) >= MOVED
        bar = WeightBar(name, short, after, before, labels[criterion], now[criterion], has_moved)
        bars.append(bar)
    return Panel(
        name=plain(criteria_set.options[belief.option].label),
        moves=f"{_moved_points(evaluation, belief)} of weight",
        colour=colour,
        bars=tuple(bars),
    )


def _notes(
    criteria_set: CriteriaSet, found: Mapping[str, Belief], further: Sequence[str]
) -> list[str]:
    """Return the sentences below the panels: who is further off, and who can never be first."""
    notes = []
    if further:
        parts = [
            f"{option_labels(criteria_set, [option])} ({_points(found[option])})"
            for option in further
        ]
        notes.append(f"Further off: {listing(parts)}.")
    beaten = _beaten(criteria_set, found)
    if beaten:
        notes.append("No weights put these first:")
        notes.extend(f"{line}." for line in beaten)
    return notes


def _beaten(criteria_set: CriteriaSet, found: Mapping[str, Belief]) -> list[str]:
    """Return a clause per rival, or mix of rivals, that keeps options from coming first."""
    by_rivals: dict[tuple[str, ...], list[str]] = {}
    shares: dict[tuple[str, ...], str] = {}
    for option, belief in found.items():
        if belief.can_lead:
            continue
        rivals = tuple(belief.beaten_by)
        # Two mixes of the same rivals may differ in their shares.
        key = rivals if len(rivals) == 1 else (*rivals, option)
        by_rivals.setdefault(key, []).append(option)
        shares[key] = plain(beaten_words(criteria_set, belief))
    return [
        f"{option_labels(criteria_set, options)}: {shares[key]}"
        for key, options in by_rivals.items()
    ]


def _subtitle(has_panels: bool) -> str:
    if not has_panels:
        return "Over all possible weights, with the values as they are."
    return (
        "The weights nearest to the present ones that put each option first, with the values as "
        "they are. Bar: weight needed, pale where it stays as it is. Mark: weight now."
    )
