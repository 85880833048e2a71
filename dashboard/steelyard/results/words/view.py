"""What of a file is looked at, in one line: frame, lens, reading, scenario, own changes."""

from __future__ import annotations

from steelyard.analysis.totals import Evaluation
from steelyard.model import CriteriaSet
from steelyard.results.choice import Choice


def describe_view(criteria_set: CriteriaSet, choice: Choice, evaluation: Evaluation) -> str:
    """Return whose weights and which scores a page is about, as plain text.

    >>> from steelyard.analysis.totals import evaluate
    >>> lunch = CriteriaSet.model_validate({"format": 1, "title": "Lunch",
    ...     "criteria": {"taste": {"name": "Taste"}}, "options": {"soup": {"name": "Soup"}}})
    >>> describe_view(lunch, Choice(), evaluate(lunch))
    'Seen with all criteria, the weights of the file, its own scores.'
    """
    frame = criteria_set.frames.get(evaluation.frame)
    parts = ["all criteria" if frame is None else f"the frame “{frame.name}”"]
    lens = criteria_set.lenses.get(choice.lens or "")
    weights = "the weights of the file" if lens is None else f"the weights of “{lens.name}”"
    parts.append(f"{weights}, moved by you" if choice.swings else weights)
    reading = criteria_set.readings.get(choice.reading or "")
    scores = "its own scores" if reading is None else f"the reading “{reading.name}”"
    parts.append(f"{scores}, some disputed by you" if choice.disputes else scores)
    scenario = criteria_set.scenarios.get(choice.scenario or "")
    if scenario is not None:
        parts.append(f"the scenario “{scenario.name}”")
    equal = (
        " Every weight is 0, so all criteria count the same." if evaluation.is_unweighted else ""
    )
    return f"Seen with {', '.join(parts)}.{equal}"
