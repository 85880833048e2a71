"""The small phrases that sentences about robustness are put together from.

Numbers in sentences are whole wherever a whole number says enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from steelyard.analysis.totals import Evaluation
from steelyard.model import CriteriaSet
from steelyard.results.words.numbers import integer, listing, whole, whole_shares

MOST_NAMES = 6
"""More names than these are counted and not listed; `--json` has them all."""


def heading(title: str) -> list[str]:
    """Return the lines of a heading."""
    return ["", title, "─" * len(title)]


def verb(criteria_set: CriteriaSet, is_one: bool = True) -> str:
    """Return what the option in front does, where 100 need not mean that it is the best.

    >>> verb(CriteriaSet.model_validate({
    ...     "format": 1, "title": "Lunch", "criteria": {"taste": {"name": "Taste"}},
    ...     "options": {"soup": {"name": "Soup"}},
    ... }))
    'leads'
    """
    if criteria_set.measure.top == "best":
        return "leads" if is_one else "lead"
    return "comes first" if is_one else "come first"


def options(criteria_set: CriteriaSet, ids: Iterable[str]) -> str:
    """Return the labels of options as people list them."""
    return some(criteria_set.options[option].label for option in ids)


def some(names: Iterable[str]) -> str:
    """Return names as people list them, and how many more there are.

    >>> some("ABCDEFGHI")
    'A, B, C, D, E, F and 3 more'
    """
    listed = list(names)
    if len(listed) <= MOST_NAMES + 1:
        return listing(listed)
    return listing([*listed[:MOST_NAMES], f"{len(listed) - MOST_NAMES} more"])


def some_apart(names: Iterable[str]) -> str:
    """Return names that may hold commas or an *and* themselves, and how many more there are.

    >>> some_apart(["Fish, fresh", "Bread and butter"])
    'Fish, fresh; Bread and butter'
    """
    listed = list(names)
    if len(listed) <= MOST_NAMES + 1:
        return "; ".join(listed)
    return "; ".join([*listed[:MOST_NAMES], f"and {len(listed) - MOST_NAMES} more"])


def leading(criteria_set: CriteriaSet, evaluation: Evaluation) -> str:
    """Return who leads in a view, and on how many points, as a clause.

    >>> from steelyard.analysis.totals import evaluate
    >>> lunch = CriteriaSet.model_validate({
    ...     "format": 1, "title": "Lunch", "criteria": {"taste": {"name": "Taste"}},
    ...     "options": {"soup": {"name": "Soup"}}, "assessments": {"soup": {"taste": 40}},
    ... })
    >>> leading(lunch, evaluate(lunch))
    'Soup leads on 40'
    """
    leaders = evaluation.leaders
    does = verb(criteria_set, is_one=len(leaders) == 1)
    return f"{options(criteria_set, leaders)} {does} on {integer(evaluation.totals[leaders[0]])}"


def percent(share: float) -> str:
    """Return a share of one as a whole number of hundredths; what is next to an end says so.

    >>> [percent(share) for share in (0.0, 0.001, 0.344, 0.998, 1.0)]
    ['0%', 'under 1%', '34%', 'over 99%', '100%']
    """
    if 0 < share < 0.005:
        return "under 1%"
    if 0.995 <= share < 1:
        return "over 99%"
    return f"{whole(100 * share)}%"


def hundredths(share: float) -> str:
    """Return a share of one as simulations of a hundred, for a column of a table.

    >>> [hundredths(share) for share in (0.0, 0.001, 0.344, 0.998, 1.0)]
    ['0', '<1', '34', '>99', '100']
    """
    return percent(share).rstrip("%").replace("under ", "<").replace("over ", ">")


def weights_in_words(criteria_set: CriteriaSet, weights: Mapping[str, float]) -> str:
    """Return weights as whole percents that add up to a hundred, largest first."""
    shares = dict(zip(weights, whole_shares(list(weights.values())), strict=True))
    ordered = sorted(shares, key=lambda criterion: -shares[criterion])
    # A label may hold a comma.
    return "; ".join(f"{criteria_set.criteria[c].label} {shares[c]}%" for c in ordered if shares[c])
