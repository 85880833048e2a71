"""How far lenses agree about the order of the options, said in sentences.

Chooses words for what `agreement` has found; the sentences are plain text, to be made
safe by whoever puts them on a page.
"""

from __future__ import annotations

from itertools import combinations

from steelyard.analysis.perspectives.agreement import find_agreement
from steelyard.analysis.perspectives.perspectives import Perspective, Perspectives
from steelyard.model import CriteriaSet
from steelyard.results.words.numbers import MINUS, listing
from steelyard.results.words.perspective_names import perspective_name

MOST_NAMED = 8

MEANING = (
    "Agreement looks at every two options and asks whether both rank them the same way round: "
    "1 means always, 0 as often as not, −1 never. Pairs that one of them ranks level count for "
    "neither side. It is about order only, not about how far totals are apart. (The measure is "
    "Kendall's tau-b.)"
)


def agreement_sentences(criteria_set: CriteriaSet, lenses: Perspectives) -> list[str]:
    """Return who agrees least, who agrees most and who stands apart, as plain sentences."""
    found = find_agreement(lenses)
    taus = {
        pair: tau
        for pair in combinations(found.taus, 2)
        if (tau := found.taus[pair[0]][pair[1]]) is not None
    }
    if not taus or found.furthest_apart is None:
        return ["There are no two rankings here that tell options apart, so nothing to compare."]
    least, most = found.furthest_apart, max(taus, key=lambda pair: taus[pair])
    if taus[least] == 1:
        return ["All of them rank the options in exactly the same order."]
    sentences = [f"Least alike: {_pair(criteria_set, least)}. {_agree(taus[least])}"]
    if len(taus) > 1:
        alike = _same_order(lenses) if taus[most] == 1 else []
        sentences.append(
            f"Most alike: {_listing(criteria_set, alike)} rank all options in exactly the same order."
            if alike
            else f"Most alike: {_pair(criteria_set, most)}. {_agree(taus[most])}"
        )
        means = {seen: mean for seen, mean in found.means.items() if mean is not None}
        apart = min(means, key=lambda seen: means[seen])
        sentences.append(
            f"Standing furthest apart from all others taken together: "
            f"{perspective_name(criteria_set, apart)}, with {two_decimals(means[apart])} on average."
        )
    return sentences


def two_decimals(number: float) -> str:
    """Return an agreement as it is printed, with a true minus sign.

    >>> two_decimals(-0.2071), two_decimals(-0.001)
    ('−0.21', '0.00')
    """
    text = f"{abs(number):.2f}"
    return f"{MINUS}{text}" if number < 0 and float(text) else text


def _agree(tau: float) -> str:
    number = two_decimals(tau)
    if tau == -1:
        return f"Their agreement is {number}: one order is the other upside down."
    if tau < 0:
        return f"Their agreement is {number}: more pairs stand the other way round than alike."
    if tau == 0:
        return f"Their agreement is {number}: as many pairs stand alike as the other way round."
    return f"Their agreement is {number}: more pairs stand alike than the other way round."


def _pair(criteria_set: CriteriaSet, pair: tuple[Perspective, Perspective]) -> str:
    return " and ".join(f"“{perspective_name(criteria_set, seen)}”" for seen in pair)


def _same_order(lenses: Perspectives) -> list[Perspective]:
    """Return the largest number of perspectives with one and the same ranking."""
    by_ranks: dict[tuple[int, ...], list[Perspective]] = {}
    for seen, ranks in lenses.ranks.items():
        by_ranks.setdefault(tuple(ranks.values()), []).append(seen)
    return max(by_ranks.values(), key=len)


def _listing(criteria_set: CriteriaSet, alike: list[Perspective]) -> str:
    names = [f"“{perspective_name(criteria_set, seen)}”" for seen in alike[:MOST_NAMED]]
    more = len(alike) - len(names)
    return listing([*names, f"{more} more"] if more else names)
