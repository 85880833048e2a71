"""Names of options, criteria, cells, parts of the criteria and perspectives on screen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from steelyard.model import Claim, CriteriaSet
from steelyard.results.words.numbers import counted
from steelyard.results.words.text import MOST_NAMES, listing, plain, some

if TYPE_CHECKING:
    from steelyard.analysis.perspectives.perspectives import Perspective, Perspectives
    from steelyard.analysis.sensitivity.weight_map import Part
    from steelyard.model import Cell

REST = "the rest"

OWN = "As things stand"
"""The name of the case without a lens, reading or scenario, which keeps the visitor's changes."""

FILE_WEIGHTS = "The file’s weights"
"""The name of the case without a lens if moved weights are ignored."""

MANY_CRITERIA = 8
"""In a set with more criteria than this, criteria are called by their short names."""

CONDITION_WORDS = {"yes": "met", "no": "not met", "open": "open"}
"""The words for the states of a condition."""


def conditions_line(criteria_set: CriteriaSet, option: str) -> str:
    """Return how many conditions of an option are not met and open; empty if all are met.

    >>> lunch = CriteriaSet.model_validate({"format": 1, "title": "Lunch",
    ...     "criteria": {"taste": {"name": "Taste"}}, "conditions": {
    ...         "pot": {"name": "A pot", "state": "no"}, "gas": {"name": "Gas", "state": "open"}},
    ...     "options": {"soup": {"name": "Soup", "needs": ["pot", "gas"]}}})
    >>> conditions_line(lunch, "soup")
    '1 condition not met, 1 open'
    """
    states = [criteria_set.conditions[need].state for need in criteria_set.options[option].needs]
    counts = [(states.count(state), CONDITION_WORDS[state]) for state in ("no", "open")]
    said = [f"{count} {word}" for count, word in counts if count]
    if not said:
        return ""
    first, *others = said
    count, word = first.split(" ", 1)
    return ", ".join([f"{counted(int(count), 'condition')} {word}", *others])


def is_unmet(criteria_set: CriteriaSet, option: str) -> bool:
    """Return whether a condition that an option needs is not met."""
    needs = criteria_set.options[option].needs
    return any(criteria_set.conditions[need].state == "no" for need in needs)


def option_names(criteria_set: CriteriaSet, options: Iterable[str], most: int = MOST_NAMES) -> str:
    """Return a list of option labels in words, ending with the number of those left out.

    The labels are as in the file, and may contain unprintable characters.
    """
    return some((criteria_set.options[option].label for option in options), most)


def option_label(criteria_set: CriteriaSet, option: str) -> str:
    """Return the printable label of an option."""
    return plain(criteria_set.options[option].label)


def in_full(name: str) -> str:
    """Return the line with the full name of something called by its short name elsewhere.

    >>> in_full("Economic cost")
    'In full: Economic cost'
    """
    return f"In full: {name}"


def criterion_name(criteria_set: CriteriaSet, criterion: str) -> str:
    """Return the printable name of a criterion, the same everywhere.

    In a set of more than eight criteria it is the short name, since columns have no room for more.

    >>> criteria = {f"c{n}": {"name": f"Loss of good {n}", "short": f"Good {n}"} for n in range(9)}
    >>> made = CriteriaSet.model_validate({"format": 1, "title": "Lunch", "criteria": criteria,
    ...     "options": {"soup": {"name": "Soup"}}})
    >>> criterion_name(made, "c1")
    'Good 1'
    """
    entry = criteria_set.criteria[criterion]
    return plain(entry.label if len(criteria_set.criteria) > MANY_CRITERIA else entry.name)


def option_labels(criteria_set: CriteriaSet, options: Iterable[str]) -> str:
    """Return the printable labels of several options, without leaving any out.

    >>> lunch = CriteriaSet.model_validate({"format": 1, "title": "Lunch",
    ...     "criteria": {"taste": {"name": "Taste"}},
    ...     "options": {"soup": {"name": "Soup"}, "cake": {"name": "Cake"}}})
    >>> option_labels(lunch, ["soup", "cake"])
    'Soup and Cake'
    """
    return listing(option_label(criteria_set, option) for option in options)


def leads(criteria_set: CriteriaSet, count: int = 1) -> str:
    """Return the verb for being first; the most harmful option, for instance, does not 'lead'.

    >>> leads(CriteriaSet.model_validate({"format": 1, "title": "Lunch",
    ...     "criteria": {"taste": {"name": "Taste"}}, "options": {"soup": {"name": "Soup"}}}))
    'leads'
    """
    is_best = criteria_set.measure.top == "best"
    ending = "s" if count == 1 else ""
    return f"lead{ending}" if is_best else f"come{ending} first"


def the_lead(criteria_set: CriteriaSet) -> str:
    """Return the noun for being first: `the lead`, or `first place` if 100 is not best."""
    return "the lead" if criteria_set.measure.top == "best" else "first place"


def cell_name(criteria_set: CriteriaSet, cell: Cell) -> str:
    """Return a cell in words, such as *Price of Soup*."""
    return f"{criteria_set.criteria[cell[1]].name} of {criteria_set.options[cell[0]].label}"


def cell_names(criteria_set: CriteriaSet, cells: Iterable[Cell]) -> str:
    """Return several cells in one phrase."""
    return listing(cell_name(criteria_set, cell) for cell in cells)


def claim_label(claim: str, entry: Claim) -> str:
    """Return the label of a claim in a list: its id, then its text."""
    return f"{claim} · {' '.join(entry.says.split())}"


def part_name(criteria_set: CriteriaSet, part: Part) -> str:
    """Return the printable name of a part; several criteria without a group are the rest.

    >>> lunch = CriteriaSet.model_validate({"format": 1, "title": "Lunch",
    ...     "criteria": {"taste": {"name": "Taste"}}, "options": {"soup": {"name": "Soup"}}})
    >>> from steelyard.analysis.sensitivity.weight_map import Part
    >>> part_name(lunch, Part(("taste",)))
    'Taste'
    """
    if part.group is not None:
        return plain(criteria_set.groups[part.group].name)
    if len(part.criteria) == 1:
        return plain(criteria_set.criteria[part.criteria[0]].label)
    return REST


def part_label(criteria_set: CriteriaSet, part: Part, *, is_short: bool = False) -> str:
    """Return the name of a part in a selection list; a group is marked as such."""
    if part.group is not None:
        return f"{criteria_set.groups[part.group].name} (whole group)"
    criterion = part.criteria[0]
    return (
        criteria_set.criteria[criterion].label if is_short
        else criterion_name(criteria_set, criterion)
    )  # fmt: skip


def perspective_name(criteria_set: CriteriaSet, perspective: Perspective, own: str = OWN) -> str:
    """Return the printable names of a perspective's lens, reading and scenario.

    `own`: the name of a perspective that has none of them.

    >>> lunch = CriteriaSet.model_validate({"format": 1, "title": "Lunch",
    ...     "criteria": {"taste": {"name": "Taste"}}, "options": {"soup": {"name": "Soup"}}})
    >>> from steelyard.analysis.perspectives.perspectives import Perspective
    >>> perspective_name(lunch, Perspective())
    'As things stand'
    """
    names = []
    if perspective.lens is not None:
        names.append(plain(criteria_set.lenses[perspective.lens].name))
    if perspective.reading is not None:
        names.append(plain(criteria_set.readings[perspective.reading].name))
    if perspective.scenario is not None:
        names.append(plain(criteria_set.scenarios[perspective.scenario].name))
    return ", ".join(names) or own


def perspective_kind(perspectives: Perspectives, count: int) -> str:
    """Return the noun for perspectives other than the file's own, singular or plural by count.

    >>> from steelyard.analysis.perspectives.perspectives import Perspective, Perspectives
    >>> perspective_kind(Perspectives({Perspective(): None, Perspective(lens="a"): None}), 2)
    'lenses'
    """
    listed = list(perspectives.evaluations)
    for field, one, many in (
        ("lens", "lens", "lenses"),
        ("reading", "reading", "readings"),
        ("scenario", "scenario", "scenarios"),
    ):
        others = {name for name in ("lens", "reading", "scenario") if name != field}
        varies = len({getattr(perspective, field) for perspective in listed}) > 1
        is_alone = all(len({getattr(p, other) for p in listed}) == 1 for other in others)
        if varies and is_alone:
            return one if count == 1 else many
    return "case" if count == 1 else "cases"
