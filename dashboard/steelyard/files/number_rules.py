"""Checks of numbers against each other: scores on scales, anchors, value functions, lenses.

They read the nodes of the tree, so that a fault beside a number hides nothing, and rely only on
what is well formed: a bad end of a scale is one problem, not one for each of its scores too.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from steelyard.files.nearest import Speller, is_clear_misspelling
from steelyard.files.problem_texts import ProblemText
from steelyard.files.problems import Problem, echo, echo_many, format_number
from steelyard.files.references import Breach
from steelyard.files.yaml.documents import Path, place_problem
from steelyard.files.yaml.meant import Meant
from steelyard.files.yaml.yaml_tree import Node, Tree
from steelyard.model.criteria_set import Scale, is_number_text
from steelyard.model.units import UNIT_WORDS


def find_bad_numbers(meant: Meant) -> Iterator[Breach]:
    """Yield every score, anchor, value function, lens or list of parts that cannot be right."""
    tree = meant.tree
    if tree.root is None:
        return
    spans = {key: _span(meant, key, node) for key, node in _entries(tree.root, "criteria")}
    for criterion, node in _entries(tree.root, "criteria"):
        yield from _anchors_off_scale(tree, criterion, node, spans[criterion])
        yield from _value_function(tree, criterion, node, spans[criterion])
    speller = Speller()
    yield from _scores_off_scale(tree, spans, tree.root, ("assessments",), speller)
    for reading, node in _entries(tree.root, "readings"):
        path: Path = ("readings", reading, "assessments")
        yield from _scores_off_scale(tree, spans, node, path, speller)
    yield from _lenses_with_gaps(tree, tree.root, list(spans), speller)
    yield from _parts_of_themselves(tree, tree.root)


@dataclass(frozen=True)
class _Span:
    """The ends of a scale as far as they are known, and the words of its unit or an empty text."""

    low: float | None = None
    high: float | None = None
    unit: str = ""

    def may_contain(self, number: float) -> bool:
        """Return whether a number may be on the scale, as far as its ends are known."""
        is_below = self.low is not None and number < self.low
        is_above = self.high is not None and number > self.high
        return not is_below and not is_above

    def __str__(self) -> str:
        if self.low is None or self.high is None:
            ends = ("at least", self.low) if self.low is not None else ("at most", self.high)
            return f"{ends[0]} {format_number(ends[1])}"
        return f"{format_number(self.low)} to {format_number(self.high)}"


def _span(meant: Meant, criterion: str, node: Node) -> _Span:
    """Return what is known of a criterion's scale; nothing where its ends are out of order."""
    here: Path = ("criteria", criterion)
    scale = node.child("scale")
    if scale is None:
        # The scale may have been written under an unknown key.
        strange = meant.unexplained.get(here, ())
        is_elsewhere = any(isinstance(each.content, dict) for each in strange)
        is_standard = isinstance(node.content, dict) and not is_elsewhere
        whole = Scale()
        return _Span(whole.from_, whole.to, UNIT_WORDS[whole.unit]) if is_standard else _Span()
    if not isinstance(scale.content, dict):
        return _Span()
    low, high = _end(meant, here, scale, "from", 0.0), _end(meant, here, scale, "to", 100.0)
    if low is not None and high is not None and not low < high:
        return _Span()
    unit = scale.child("unit")
    word = "points" if unit is None else unit.content
    return _Span(low, high, UNIT_WORDS.get(word, "") if isinstance(word, str) else "")


def _end(meant: Meant, criterion: Path, scale: Node, key: str, usual: float) -> float | None:
    """Return one end of a scale, or `None` where what is written there is not certain."""
    path: Path = (*criterion, "scale")
    node = scale.child(key)
    if node is None:
        return None if path in meant.unexplained else usual
    return None if (*path, key) in meant.uncertain else _number(node)


def _number(node: Node | None) -> float | None:
    """Return a finite number, or `None` for anything else."""
    content = node.content if node is not None else None
    if not isinstance(content, int | float) or isinstance(content, bool):
        return None
    return float(content) if math.isfinite(content) else None


def _entries(node: Node | None, key: str) -> Iterator[tuple[str, Node]]:
    child = node.child(key) if node is not None else None
    if child is not None:
        yield from child.entries()


def _anchors_off_scale(tree: Tree, criterion: str, node: Node, span: _Span) -> Iterator[Breach]:
    for written, _ in _entries(node, "anchors"):
        if not is_number_text(written) or span.may_contain(float(written)):
            continue
        path: Path = ("criteria", criterion, "anchors", written)
        complaint = ProblemText(
            "C017",
            format_number(float(written)),
            str(span),
            "use a number in that span, or widen the scale",
        )
        yield Breach(place_problem(tree, path, complaint, at_key=True), path)


def _value_function(tree: Tree, criterion: str, node: Node, span: _Span) -> Iterator[Breach]:
    value, better = node.child("value"), node.child("better")
    points = [element for _, element in value.elements()] if value is not None else []
    if value is None or not points:
        return
    pairs = [pair for pair in map(_pair, points) if pair is not None]
    is_whole = len(pairs) == len(points)
    path: Path = ("criteria", criterion, "value")
    word = better.content if better is not None else "higher"
    faults = [
        _fault_of_scores([score for score, _ in pairs], span, is_whole=is_whole),
        _fault_of_values(pairs, span, str(word)),
    ]
    for fault in faults:
        if fault is not None:
            yield Breach(place_problem(tree, path, fault), path[:2])


def _pair(point: Node) -> tuple[float, float] | None:
    numbers = [_number(element) for _, element in point.elements()]
    if len(numbers) != 2 or numbers[0] is None or numbers[1] is None:
        return None
    return numbers[0], numbers[1]


def _pairs_allowed(span: _Span) -> str:
    return f"[score, value] pairs from {span}, scores rising, values 0 to 100"


def _fault_of_scores(scores: list[float], span: _Span, *, is_whole: bool) -> ProblemText | None:
    """Return what is wrong with the scores; `is_whole`: whether every point is a pair of
    numbers."""
    is_known = span.low is not None and span.high is not None
    allowed = _pairs_allowed(span) if is_known else "[score, value] pairs, scores rising"
    if scores != sorted(set(scores)):
        return ProblemText("C018", "scores that do not rise", allowed, "sort the pairs by score")
    if not is_whole:
        return None
    if len(scores) < 2:
        fix = "write a pair for each end of the scale"
        return ProblemText("C018", "a single pair", allowed, fix)
    is_short = (span.low is not None and scores[0] != span.low) or (
        span.high is not None and scores[-1] != span.high
    )
    if is_short:
        found = f"scores from {format_number(scores[0])} to {format_number(scores[-1])}"
        return ProblemText("C018", found, allowed, "begin and end at the ends of the scale")
    return None


def _fault_of_values(
    pairs: list[tuple[float, float]], span: _Span, better: str
) -> ProblemText | None:
    """Return what is wrong with the values; their direction only where the scores rise."""
    scores, values = [score for score, _ in pairs], [value for _, value in pairs]
    if values and (min(values) < 0 or max(values) > 100):
        found = f"values from {format_number(min(values))} to {format_number(max(values))}"
        is_known = span.low is not None and span.high is not None
        allowed = _pairs_allowed(span) if is_known else "values 0 to 100"
        return ProblemText("C018", found, allowed, "keep the values between 0 and 100")
    if better not in ("higher", "lower") or scores != sorted(set(scores)):
        return None
    steps = [later - earlier for earlier, later in itertools.pairwise(values)]
    if any(step < 0 if better == "higher" else step > 0 for step in steps):
        return ProblemText(
            "C018",
            f"values that move against better: {better}",
            f"values that {'rise' if better == 'higher' else 'fall'} with the score",
            "turn the values round, or change better:",
        )
    return None


def _scores_off_scale(
    tree: Tree, spans: Mapping[str, _Span], above: Node, path: Path, speller: Speller
) -> Iterator[Breach]:
    for option, row in _entries(above, str(path[-1])):
        for written, cell in row.entries():
            criterion = written
            if criterion not in spans:
                # Its misspelt id is reported; the score is checked on the scale that is meant.
                criterion = speller.find(written, spans, "criteria")
                if row.child(criterion) is not None or not is_clear_misspelling(written, criterion):
                    continue
            outside = [
                number for number in _scores(cell) if not spans[criterion].may_contain(number)
            ]
            if outside:
                here: Path = (*path, option, written)
                problem = _off_scale(tree, here, outside[0], criterion, spans[criterion])
                yield Breach(problem, here, is_unknown=True)


def _scores(cell: Node) -> Iterable[float]:
    """Return the numbers in a cell's score, in either of its forms; anything else is left out."""
    score = cell.child("score") if isinstance(cell.content, dict) else cell
    if score is None:
        return ()
    nodes = [element for _, element in score.elements()] or [score]
    return (number for node in nodes if (number := _number(node)) is not None)


def _off_scale(tree: Tree, cell: Path, found: float, criterion: str, span: _Span) -> Problem:
    line = place_problem(
        tree, ("criteria", criterion, "scale"), ProblemText("C014", "", "", ""), at_key=True
    ).line
    fix = f"use a number in that span, or widen criteria › {echo(criterion)} › scale (line {line})"
    allowed = f"{span} ({span.unit})" if span.unit else str(span)
    complaint = ProblemText("C014", format_number(found), allowed, fix)
    return place_problem(tree, (*cell, "score"), complaint)


def _lenses_with_gaps(
    tree: Tree, root: Node, criteria: list[str], speller: Speller
) -> Iterator[Breach]:
    for lens, node in _entries(root, "lenses"):
        swings = node.child("swings")
        if swings is None or not isinstance(swings.content, dict):
            continue
        written = [key for key, _ in swings.entries()]
        missing = [criterion for criterion in criteria if criterion not in written]
        # A misspelt criterion is reported already, and is why the right one is missing.
        strange = [key for key in written if key not in criteria] if missing else []
        group = ("missing", *missing)
        misspelt = {speller.find(key, missing, group) for key in strange}
        missing = [criterion for criterion in missing if criterion not in misspelt]
        if missing:
            complaint = ProblemText(
                "C019",
                f"no swing for {echo_many(missing)}",
                "a swing for every criterion; 0 where it does not matter",
                "add them below swings; write 0 for a criterion that does not matter",
            )
            problem = place_problem(tree, ("lenses", lens, "swings"), complaint, at_key=True)
            yield Breach(problem, ("lenses", lens))


def _parts_of_themselves(tree: Tree, root: Node) -> Iterator[Breach]:
    """Yield a breach for each circle of parts, at the option whose list closes it."""
    parts = {option: _parts(node) for option, node in _entries(root, "options")}
    done: set[str] = set()
    # Depth first, without recursion: a chain of parts may be longer than Python's stack.
    for start in parts:
        # The options from `start` down to the present one, each with its parts not yet visited.
        trail: dict[str, Iterator[str]] = {}
        waiting = [start]
        while waiting:
            option = waiting.pop()
            if option not in done:
                trail[option] = iter(parts[option])
            while trail and not waiting:
                whole = next(reversed(trail))
                part = next(trail[whole], None)
                if part is None:
                    done.add(whole)
                    del trail[whole]
                elif part in trail:
                    yield _closed_circle(tree, whole, part)
                elif part in parts and part not in done:
                    waiting.append(part)


def _parts(option: Node) -> list[str]:
    listed = option.child("parts")
    elements = listed.elements() if listed is not None else ()
    return [element.content for _, element in elements if isinstance(element.content, str)]


def _closed_circle(tree: Tree, whole: str, part: str) -> Breach:
    path: Path = ("options", whole, "parts")
    found = (
        f"{echo(whole)} as a part of itself"
        if whole == part
        else f"{echo(part)}, of which {echo(whole)} is a part already"
    )
    complaint = ProblemText("C021", found, "other options", f"delete {echo(part)} from this list")
    return Breach(place_problem(tree, path, complaint), path)
