"""Rules on the meaning of numbers: value functions, ranges, partly used scales, shifts."""

from __future__ import annotations

from steelyard.analysis.ties import TIE
from steelyard.model import Cell
from steelyard.results.appraisal.case import Case
from steelyard.results.appraisal.finding import (
    EFSA,
    GREEN_BOOK,
    GREEN_BOOK_MCDA,
    ICD_UNCERTAINTY,
    ISPOR,
    MCA_MANUAL,
    Finding,
    Rule,
    cell_id,
    subjects,
)
from steelyard.results.words.numbers import (
    all_of,
    as_written,
    counted,
    of_hundred_points,
    small_points,
    whole,
)
from steelyard.results.words.text import some

LEAST_USED = 50.0
"""Points of value: values that span less use under half of the scale that the swing refers to."""


def check_value_functions(case: Case) -> Finding:
    """Fail if a value function that is not a straight line has no reason.

    Open if a straight line has none: that every point is worth the same is an assumption too.
    Only criteria of the frame are checked.
    """
    rule = Rule(
        "value-functions",
        "Every value function has a reason",
        "Do the value functions have reasons?",
        (ISPOR, MCA_MANUAL),
    )
    entries = {c: case.criteria_set.criteria[c] for c in case.evaluation.criteria}
    silent = [c for c, entry in entries.items() if not entry.value_reason.strip()]
    curved = [c for c in silent if entries[c].value]
    if not silent:
        return rule.finding("passed", "Every value function has a reason.")
    shown, shape = (curved, "drawn") if curved else (silent, "straight")
    has = "has" if len(shown) == 1 else "have"
    return rule.finding(
        "failed" if curved else "open",
        f"{counted(len(shown), 'criterion', 'criteria')} {has} a {shape} value function without a "
        f"reason: {some([case.criterion(c) for c in shown])}.",
        "Ask whether the first half of the step is worth as much as the second, and write the "
        "answer under `value_reason`.",
        subjects("criterion", shown),
    )


def check_range_meaning(case: Case) -> Finding:
    """Stay open if scores have ranges and the file does not say what a range covers."""
    rule = Rule(
        "range-meaning",
        "The file says what a range means",
        "Does the file say what a range means?",
        (EFSA, ICD_UNCERTAINTY),
    )
    rules = case.criteria_set.simulations
    if not any(one.score.low < one.score.high for one in case.scored.values()):
        return rule.finding("passed", "No score of this frame has a range.")
    if "ranges" in rules.model_fields_set:
        meaning = {
            "extremes": "nothing is thought to lie outside it",
            "central_90": "the truth is thought to lie inside it 90 times in 100",
            "central_80": "the truth is thought to lie inside it 80 times in 100",
        }[rules.ranges]
        return rule.finding("passed", f"The file says what a range of a score means: {meaning}.")
    return rule.finding(
        "open",
        "Scores have ranges, and the file does not say what they hold; they are taken for the "
        "extremes.",
        "Ask those who scored what they meant, and write it under `simulations`, `ranges`.",
    )


def check_used_spans(case: Case) -> Finding:
    """Report criteria on which the options use less than half of the scale the swing refers to.

    A criterion moves totals by its weight times the span of its known values. Failed if a
    criterion that weighs less than another moves totals more than twice as much; open if the
    values of a criterion with a weight above 0 span less than half of its scale.
    """
    rule = Rule(
        "used-spans",
        "Each importance weighs a step that options make",
        "Does each importance weigh a step that options make?",
        (GREEN_BOOK_MCDA, MCA_MANUAL),
    )
    weights = case.evaluation.weights
    spans = {c: span for c, span in case.spreads.items() if weights[c] > 0}
    moves = {c: weights[c] * span for c, span in spans.items()}
    if not spans:
        return rule.finding(
            "open",
            "No criterion that counts has two known scores to compare.",
            "Score at least two options.",
        )
    figures = {
        **{f"{c}/span": span for c, span in spans.items()},
        **{f"{c}/moves": moved for c, moved in moves.items()},
    }
    narrow = [c for c, span in spans.items() if span < LEAST_USED - TIE]
    outdone = [
        c
        for c in spans
        if any(
            weights[c] > weights[other] + TIE and moves[other] > 2 * moves[c] + TIE
            for other in spans
        )
    ]
    shown = outdone or narrow
    if not shown:
        least = min(spans, key=lambda criterion: spans[criterion])
        return rule.finding(
            "passed",
            f"The options use at least half of every scale that counts; {case.criterion(least)} "
            f"the least, {of_hundred_points(spans[least])}.",
            figures=figures,
        )
    names = some([case.criterion(c) for c in shown])
    if outdone:
        what = "moves" if len(shown) == 1 else "move"
        found = (
            f"{names} {what} totals less than half as much as a criterion of smaller weight, "
            "since the options use so little of the scale."
        )
    else:
        has = "has" if len(shown) == 1 else "have"
        found = (
            f"{names} {has} a swing for the whole scale, of which the options use less than half."
        )
    return rule.finding(
        "failed" if outdone else "open",
        found,
        "Ask for the swing again with the worst and the best of these options in mind, or narrow "
        "the scale to what could happen.",
        subjects("criterion", shown),
        tuple(
            f"{case.criterion(c)}: weight {whole(100 * weights[c])}, "
            f"moves totals by {small_points(moves[c])}"
            for c in spans
        ),
        figures,
    )


def check_scenario_shifts(case: Case) -> Finding:
    """Report scenario shifts that move a likely score out of its own range.

    Failed for more than half of the shifts of cells with a range in the frame, open for fewer.
    A shift stops at the ends of the scale. Cells without a range are left out, since another
    rule reports them.
    """
    rule = Rule(
        "scenario-shifts",
        "Scenarios stay within the ranges",
        "Do the scenarios stay within the ranges?",
        (GREEN_BOOK, ICD_UNCERTAINTY),
    )
    shifted = {
        (scenario, cell): score
        for scenario in case.criteria_set.scenarios
        for cell, one in case.scored.items()
        if one.score.low < one.score.high and (score := _shifted(case, scenario, cell)) is not None
    }
    if not shifted:
        return rule.finding("passed", "No scenario shifts a score that has a range.")
    outside = {
        (scenario, cell): score
        for (scenario, cell), score in shifted.items()
        if not case.scored[cell].score.low - TIE <= score <= case.scored[cell].score.high + TIE
    }
    figures = {"shifts": float(len(shifted)), "outside": float(len(outside))}
    if not outside:
        return rule.finding(
            "passed",
            f"{all_of(len(shifted), 'shift')} of the scenarios "
            f"{'stays' if len(shifted) == 1 else 'stay'} within the ranges.",
            figures=figures,
        )
    takes = "takes" if len(outside) == 1 else "take"
    return rule.finding(
        "failed" if len(outside) * 2 > len(shifted) else "open",
        f"{len(outside)} of {counted(len(shifted), 'shift')} of scenarios {takes} a score out of "
        "its own range.",
        "What was thought of as possible belongs in the range: widen it, shift less, "
        "or say in the scenario why the range leaves it out.",
        subjects("cell", dict.fromkeys(cell_id(*cell) for _, cell in outside)),
        tuple(
            f"{case.criteria_set.scenarios[scenario].name}: {case.cell(*cell)} to "
            f"{as_written(score)}, range {as_written(case.scored[cell].score.low)} to "
            f"{as_written(case.scored[cell].score.high)}"
            for (scenario, cell), score in outside.items()
        ),
        figures,
    )


def _shifted(case: Case, scenario: str, cell: Cell) -> float | None:
    """Return the likely score of a cell in a scenario; `None` if the scenario does not move it."""
    option, criterion = cell
    shift = case.criteria_set.scenarios[scenario].shifts.get(option, {}).get(criterion, 0.0)
    scale = case.criteria_set.criteria[criterion].scale
    moved = case.scored[cell].score.likely + shift
    return min(max(moved, scale.from_), scale.to) if shift else None
