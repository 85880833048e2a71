"""A very small criteria set, for the examples in this folder's docstrings and nothing else."""

from __future__ import annotations

from steelyard.model import CriteriaSet


def soup_or_cake(taste_of_soup: float, swing_of_price: float = 100) -> CriteriaSet:
    """Return soup against cake on taste and price; price costs soup nothing.

    >>> soup_or_cake(40).criteria["price"].swing
    100.0
    """
    return CriteriaSet.model_validate(
        {
            "format": 1,
            "title": "Lunch",
            "criteria": {
                "taste": {"name": "Taste"},
                "price": {"name": "Price", "better": "lower", "swing": swing_of_price},
            },
            "options": {"soup": {"name": "Soup"}, "cake": {"name": "Cake"}},
            "assessments": {
                "soup": {"taste": taste_of_soup, "price": 20},
                "cake": {"taste": 80, "price": 60},
            },
        }
    )
