"""The parts of packages as positions, and an order with every part before its packages."""

from __future__ import annotations

from steelyard.model import CriteriaSet

Parts = tuple[tuple[int, ...], ...]
"""For each option the positions of its parts; empty for an option that is no package."""


def find_parts(criteria_set: CriteriaSet) -> Parts:
    """Return, for each option, the positions of its parts, leaving out ids that are not options.

    >>> find_parts(CriteriaSet.model_validate({
    ...     "format": 1, "title": "Lunch", "criteria": {"taste": {"name": "Taste"}},
    ...     "options": {"soup": {"name": "Soup"}, "menu": {"name": "Menu", "parts": ["soup"]}},
    ... }))
    ((), (0,))
    """
    positions = {option: place for place, option in enumerate(criteria_set.options)}
    return tuple(
        tuple(dict.fromkeys(positions[part] for part in entry.parts if part in positions))
        for entry in criteria_set.options.values()
    )


def order_parts(parts: Parts) -> tuple[int, ...]:
    """Return the options' positions with every part before its packages, otherwise in file order.

    Raises ValueError where an option is directly or indirectly a part of itself.

    >>> order_parts(((2,), (), (1,)))
    (1, 2, 0)
    """
    order: list[int] = []
    left = list(range(len(parts)))
    while left:
        ready = [i for i in left if not set(parts[i]).difference(order)]
        if not ready:
            raise ValueError(f"parts: found a circle through option {left[0]}; allowed is none")
        order += ready
        left = [i for i in left if i not in ready]
    return tuple(order)
