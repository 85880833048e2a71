"""Checks of numbers against each other: scores on scales, anchors, value functions, lenses.

They work on the valid parts of a set; the tree gives the line of each.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from steelyard.files.nearest import find_nearest
from steelyard.files.problem_texts import ProblemText
from steelyard.files.problems import Problem, echo, format_number
from steelyard.files.references import Breach
from steelyard.files.yaml.documents import Path, place_problem
from steelyard.files.yaml.yaml_tree import Tree
from steelyard.model import Assessment, CriteriaSet, Criterion
from steelyard.model.criteria_set import UNIT_WORDS


def find_bad_numbers(tree: Tree, criteria_set: CriteriaSet) -> Iterator[Breach]:
    """Yield every score, anchor, value function, lens or list of parts that cannot be right."""
    for criterion, entry in criteria_set.criteria.items():
        yield from _anchors_off_scale(tree, criterion, entry)
        yield from _value_function(tree, criterion, entry)
    yield from _scores_off_scale(tree, criteria_set, criteria_set.assessments, ("assessments",))
    for reading, rival in criteria_set.readings.items():
        path: Path = ("readings", reading, "assessments")
        yield from _scores_off_scale(tree, criteria_set, rival.assessments, path)
    yield from _lenses_with_gaps(tree, criteria_set)
    yield from _parts_of_themselves(tree, criteria_set)


def _anchors_off_scale(tree: Tree, criterion: str, entry: Criterion) -> Iterator[Breach]:
    for number in entry.anchors:
        if not entry.scale.from_ <= number <= entry.scale.to:
            path: Path = ("criteria", criterion, "anchors", number)
            complaint = ProblemText(
                "C017",
                format_number(number),
                _span(entry),
                "use a number in that span, or widen the scale",
            )
            yield Breach(place_problem(tree, path, complaint, at_key=True), path[:3])


def _value_function(tree: Tree, criterion: str, entry: Criterion) -> Iterator[Breach]:
    if not entry.value:
        return
    fault = _value_fault(entry)
    if fault is not None:
        path: Path = ("criteria", criterion, "value")
        yield Breach(place_problem(tree, path, fault), path[:2])


def _value_fault(entry: Criterion) -> ProblemText | None:
    scores = [score for score, _ in entry.value]
    values = [value for _, value in entry.value]
    allowed = f"[score, value] pairs from {_span(entry)}, scores rising, values 0 to 100"
    if len(scores) < 2:
        return ProblemText(
            "C018", "a single pair", allowed, "write a pair for each end of the scale"
        )
    if scores != sorted(set(scores)):
        return ProblemText("C018", "scores that do not rise", allowed, "sort the pairs by score")
    if scores[0] != entry.scale.from_ or scores[-1] != entry.scale.to:
        found = f"scores from {format_number(scores[0])} to {format_number(scores[-1])}"
        return ProblemText("C018", found, allowed, "begin and end at the ends of the scale")
    if min(values) < 0 or max(values) > 100:
        found = f"values from {format_number(min(values))} to {format_number(max(values))}"
        return ProblemText("C018", found, allowed, "keep the values between 0 and 100")
    steps = [later - earlier for earlier, later in itertools.pairwise(values)]
    is_wrong_way = (
        any(step < 0 for step in steps)
        if entry.better == "higher"
        else any(step > 0 for step in steps)
    )
    if is_wrong_way:
        return ProblemText(
            "C018",
            f"values that move against better: {entry.better}",
            f"values that {'rise' if entry.better == 'higher' else 'fall'} with the score",
            "turn the values round, or change better:",
        )
    return None


def _scores_off_scale(
    tree: Tree, criteria_set: CriteriaSet, cells: dict[str, dict[str, Assessment]], path: Path
) -> Iterator[Breach]:
    for option, row in cells.items():
        for criterion, assessment in row.items():
            entry = criteria_set.criteria.get(criterion)
            if entry is None or not assessment.score.known:
                continue
            outside = [
                number
                for number in assessment.score[:3]
                if not entry.scale.from_ <= number <= entry.scale.to
            ]
            if outside:
                cell: Path = (*path, option, criterion)
                problem = _off_scale(tree, (*cell, "score"), outside[0], criterion, entry)
                yield Breach(problem, cell, is_unknown=True)


def _off_scale(tree: Tree, path: Path, found: float, criterion: str, entry: Criterion) -> Problem:
    line = place_problem(
        tree, ("criteria", criterion, "scale"), ProblemText("C014", "", "", ""), at_key=True
    ).line
    fix = f"use a number in that span, or widen criteria › {echo(criterion)} › scale (line {line})"
    complaint = ProblemText(
        "C014", format_number(found), f"{_span(entry)} ({UNIT_WORDS[entry.scale.unit]})", fix
    )
    return place_problem(tree, path, complaint)


def _lenses_with_gaps(tree: Tree, criteria_set: CriteriaSet) -> Iterator[Breach]:
    for lens, entry in criteria_set.lenses.items():
        missing = [
            criterion for criterion in criteria_set.criteria if criterion not in entry.swings
        ]
        # A misspelt criterion is reported already, and is why the right one is missing.
        misspelt = [
            find_nearest(c, missing) for c in entry.swings if c not in criteria_set.criteria
        ]
        missing = [criterion for criterion in missing if criterion not in misspelt]
        if missing:
            complaint = ProblemText(
                "C019",
                f"no swing for {', '.join(echo(criterion) for criterion in missing)}",
                "a swing for every criterion; 0 where it does not matter",
                "add them to swings:; write 0 for a criterion that does not matter",
            )
            problem = place_problem(tree, ("lenses", lens, "swings"), complaint, at_key=True)
            yield Breach(problem, ("lenses", lens))


def _parts_of_themselves(tree: Tree, criteria_set: CriteriaSet) -> Iterator[Breach]:
    """Yield, for each circle of parts, the option whose list closes it."""
    done: set[str] = set()
    for start in criteria_set.options:
        # The options from `start` down to the present one, each with its parts not yet visited.
        trail: dict[str, Iterator[str]] = {}
        waiting = [start]
        while waiting:
            option = waiting.pop()
            if option not in done:
                trail[option] = iter(criteria_set.options[option].parts)
            while trail and not waiting:
                whole = next(reversed(trail))
                part = next(trail[whole], None)
                if part is None:
                    done.add(whole)
                    del trail[whole]
                elif part in trail:
                    yield _closed_circle(tree, whole, part)
                elif part in criteria_set.options and part not in done:
                    waiting.append(part)


def _closed_circle(tree: Tree, whole: str, part: str) -> Breach:
    path: Path = ("options", whole, "parts")
    found = (
        f"{echo(whole)} as a part of itself"
        if whole == part
        else f"{echo(part)}, of which {echo(whole)} is a part already"
    )
    complaint = ProblemText("C021", found, "other options", f"delete {echo(part)} from this list")
    return Breach(place_problem(tree, path, complaint), path)


def _span(entry: Criterion) -> str:
    return f"{format_number(entry.scale.from_)} to {format_number(entry.scale.to)}"
