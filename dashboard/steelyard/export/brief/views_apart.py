"""Sentences about dissent: who leads with other people's weights, and with their scores."""

from __future__ import annotations

from steelyard.analysis.perspectives.perspectives import (
    Perspective,
    Perspectives,
    through_readings,
    through_scenarios,
)
from steelyard.analysis.totals import find_assessment
from steelyard.model import UNKNOWN, CriteriaSet
from steelyard.results.result import Result
from steelyard.results.words.numbers import integer, whole
from steelyard.results.words.phrases import leading, options, some, verb

LONGEST_BY = 40
"""A longer account of who made a reading stands in the file and not in the sentence."""


def lens_sentences(result: Result, lenses: Perspectives) -> tuple[str, ...]:
    """Return through which lenses another option leads than with the file's weights.

    Last, how far the file's leader is ahead through the others; ties are in neither.
    """
    criteria_set = result.criteria_set
    own = next(iter(lenses.evaluations.values())).leaders
    others: dict[tuple[str, ...], list[str]] = {}
    ahead = []
    for seen, evaluation in list(lenses.evaluations.items())[1:]:
        if evaluation.leaders != own and seen.lens is not None:
            name = f"“{criteria_set.lenses[seen.lens].name}”"
            others.setdefault(evaluation.leaders, []).append(name)
        elif len(own) == 1 and len(evaluation.ranking) > 1:
            first, second = evaluation.ranking[:2]
            ahead.append(evaluation.totals[first] - evaluation.totals[second])
    said = [
        f"{options(criteria_set, leaders)} {verb(criteria_set, is_one=len(leaders) == 1)} through "
        f"{some(names)}."
        for leaders, names in others.items()
    ]
    return (*said, *_ahead(options(criteria_set, own), ahead, rest=bool(others)))


def _ahead(leader: str, leads: list[float], *, rest: bool) -> list[str]:
    """Say by how much the leader is ahead through the lenses that agree, least and most."""
    if not leads:
        return []
    least, most = (integer(end) if whole(end) else "less than 1" for end in _ends(leads))
    much = f"{most} point{'' if most in ('1', 'less than 1') else 's'}"
    much = much if least == most else f"{least} to {much}"
    if len(leads) == 1:
        through = "Through the other one" if rest else "Through it"
    else:
        through = f"Through {'the other' if rest else 'all'} {len(leads)}"
    return [f"{through}, {leader} is {much} ahead."]


def _ends(numbers: list[float]) -> tuple[float, float]:
    return min(numbers), max(numbers)


def reading_sentences(result: Result) -> tuple[str, ...]:
    """Return who leads under each rival set of assessments but the one in view."""
    criteria_set, seen_now = result.criteria_set, result.choice.reading
    if not criteria_set.readings:
        return ("The file has no rival reading of the scores: no dissent is recorded.",)
    said = []
    for seen, evaluation in through_readings(criteria_set, result.choice.view).evaluations.items():
        if seen.reading == seen_now:
            continue
        found = leading(criteria_set, evaluation)
        if seen.reading is None:
            said.append(f"With the file’s own assessments, {found}.")
            continue
        reading = criteria_set.readings[seen.reading]
        by = f" by {reading.by}" if reading.by and len(reading.by) <= LONGEST_BY else ""
        changed = _changed(result, seen.reading)
        said.append(f"“{reading.name}”{by} changes {changed}: {found}.")
    return tuple(said)


def scenario_sentences(result: Result, *, named: bool) -> tuple[str, ...]:
    """Return in how many scenarios but the one in view another option leads instead, and which.

    `named` gives the scenarios by name, else they are counted by option. A scenario in which
    the leader only shares its place is none of them. Nothing for a file without scenarios.
    """
    criteria_set, seen_now = result.criteria_set, result.choice.scenario
    found = through_scenarios(criteria_set, result.choice.view).evaluations
    said = []
    if seen_now is not None:
        base = leading(criteria_set, found[Perspective(result.choice.lens, result.choice.reading)])
        said.append(f"Without the scenario in view, {base}.")
    others = {s.scenario: e for s, e in found.items() if s.scenario not in (None, seen_now)}
    if not others:
        return tuple(said)
    own = result.evaluation.leaders
    instead: dict[tuple[str, ...], list[str]] = {}
    for key, evaluation in others.items():
        if key is not None and not set(own) & set(evaluation.leaders):
            instead.setdefault(evaluation.leaders, []).append(
                f"“{criteria_set.scenarios[key].name}”"
            )
    which = f"{len(others)} {'other ' if seen_now else ''}scenario{'' if len(others) == 1 else 's'}"
    if not instead:
        return (*said, f"In none of {which} does another option {_does(criteria_set)} instead.")
    told = "; ".join(
        f"{options(criteria_set, leaders)} in {some(names) if named else len(names)}"
        for leaders, names in instead.items()
    )
    count = sum(map(len, instead.values()))
    first = verb(criteria_set)
    return (*said, f"In {count} of {which} another option {first} instead: {told}.")


def _does(criteria_set: CriteriaSet) -> str:
    return verb(criteria_set, is_one=False)


def _changed(result: Result, reading: str) -> str:
    """Return how many of the scores in view a reading puts elsewhere than the file."""
    criteria_set, criteria = result.criteria_set, result.evaluation.criteria
    cells = [(option, criterion) for option in result.evaluation.options for criterion in criteria]
    own = [find_assessment(criteria_set, *cell, None) for cell in cells]
    rival = [find_assessment(criteria_set, *cell, reading) for cell in cells]
    differing = sum(
        (a.score if a else UNKNOWN) != (b.score if b else UNKNOWN)
        for a, b in zip(own, rival, strict=True)
    )
    return f"{differing} of {len(cells)} scores"


def lens_note(lenses: Perspectives, shown: Perspectives) -> str:
    """Return what a picture of some lenses leaves out; empty where it leaves out none."""
    own = next(iter(lenses.evaluations.values())).leaders
    left = [found for seen, found in lenses.evaluations.items() if seen not in shown.evaluations]
    if not left:
        return ""
    who = "One lens is" if len(left) == 1 else f"{len(left)} lenses are"
    agrees = all(found.leaders == own for found in left)
    return f"{who} not drawn{'; no other option leads there' if agrees else ''}."
