"""A very small case, for the examples in the rules' docstrings and nothing else."""

from __future__ import annotations

from steelyard.analysis.totals import evaluate
from steelyard.model import CriteriaSet
from steelyard.results.appraisal.case import Case, Evidence


def lunch() -> Case:
    """Return soup against cake on taste and price, without words, reasons or claims.

    >>> lunch().evaluation.totals
    {'soup': 60.0, 'cake': 60.0}
    """
    criteria_set = CriteriaSet.model_validate(
        {
            "format": 1,
            "title": "Lunch",
            "criteria": {"taste": {"name": "Taste"}, "price": {"name": "Price", "better": "lower"}},
            "options": {"soup": {"name": "Soup"}, "cake": {"name": "Cake"}},
            "assessments": {
                "soup": {"taste": 40, "price": 20},
                "cake": {"taste": 80, "price": 60},
            },
        }
    )
    return Case(criteria_set, evaluate(criteria_set), Evidence())
