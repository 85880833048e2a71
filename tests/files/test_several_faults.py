"""Several independent faults in one file are all told at the first reading.

`make fuzz N=10000 SEED=7` tries five hundred files, and others.
"""

from __future__ import annotations

import os
import random
from collections import Counter

from files.lunch import LUNCH
from files.several_faults import Fault, GoodFile, independent_faults, with_faults
from files.test_mutations import DRUGS, IRAN, SHIPPED

from steelyard.files.criteria_files import read_criteria
from steelyard.files.problems import Problem

COUNT = max(int(os.environ.get("STEELYARD_FUZZ", "2400")) // 20, 10)
SEED = os.environ.get("STEELYARD_SEED", "1")
TOLD_AT_LEAST = 0.99
NOISE_AT_MOST = 0.05
RICH = LUNCH.replace(
    "taste: {name: Taste, swing: 60, group: senses}",
    "taste: {name: Taste, swing: 60, group: senses, anchors: {0: bad, 50: fair, 100: good}}",
).replace("taste: 80", "taste: {score: 80, confidence: low, reason: It is cake, as_of: 2026-01-02}")


def problems_of(text: str) -> tuple[Problem, ...]:
    """Return the problems of a text that lies among the shipped sets."""
    path = SHIPPED / "criteria" / "x.yaml"
    return read_criteria(text.encode(), path, "x.yaml").problems


def match(fault: Fault, line: int, problems: list[Problem]) -> Problem | None:
    """Return a problem with the fault's code on its line and in its entry."""
    for problem in problems:
        is_there = problem.code in fault.codes and problem.line == line
        if is_there and is_in_entry(fault, problem):
            return problem
    return None


def is_in_entry(fault: Fault, problem: Problem) -> bool:
    """Return whether section and entry of a problem are the fault's, in whichever spelling."""
    pairs = zip(fault.path[:2], problem.where[:2], strict=False)
    return sum(one != other for one, other in pairs) <= 1 + (len(fault.path) == 1)


def test_the_files_to_break_are_whole() -> None:
    """What the faults are put into has no problem."""
    for text in (RICH, IRAN, DRUGS):
        assert problems_of(text) == ()


def test_several_faults_are_all_told_at_the_first_reading() -> None:
    """At least 99 of 100, each with its code on its own line, in its entry, and hardly more."""
    source = random.Random(f"{SEED} several")
    files = [GoodFile("rich", RICH), GoodFile("iran", IRAN), GoodFile("drugs", DRUGS)]
    made = told = noise = 0
    hidden: Counter[str] = Counter()
    examples: list[object] = []
    for _ in range(COUNT):
        file = source.choices(files, [5, 3, 2])[0]
        faults = independent_faults(source, file)
        problems = list(problems_of(with_faults(file.text, faults)))
        for fault in faults:
            made += 1
            line = file.tree.places.find(fault.start)[0]
            found = match(fault, line, problems)
            if found is None:
                hidden[fault.kind] += 1
                examples.append((file.name, line, fault, [f.text for f in faults]))
            else:
                told += 1
                problems.remove(found)
        noise += len(problems)
    print(f"{told} of {made} faults told in {COUNT} files, {noise} problems more")
    assert told / made >= TOLD_AT_LEAST, (told, made, hidden, examples[:5])
    assert noise / made <= NOISE_AT_MOST, (noise, made)
