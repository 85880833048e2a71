"""The sentences of the pictures: what the ranking shows, hedged by rule.

Titles are computed from the same rounded numbers the picture prints, so they cannot
disagree with it. A title never says more than was computed: how often an option leads
is a share of sampled simulations, not a chance of being right. Knows nothing of drawing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from steelyard.analysis.totals import Evaluation
from steelyard.model import CriteriaSet
from steelyard.results.verdict import judge
from steelyard.results.words.numbers import DASH, integer, listing, percents, plain, span


def describe_lead(
    criteria_set: CriteriaSet,
    evaluation: Evaluation,
    lead_shares: Mapping[str, float] | None = None,
) -> str:
    """Return who leads and how clearly, in one sentence without a full stop.

    The sentence is the verdict's own. `lead_shares`: option → share of sampled simulations, 0
    to 1, adding up to one; that of the leader is added where there is a lead.
    """
    verdict = judge(criteria_set, evaluation)
    sentence = plain(verdict.sentence)
    if lead_shares is None or verdict.state not in ("dominates", "leads"):
        return sentence
    leader = verdict.leaders[0]
    share = share_labels(evaluation, lead_shares)[leader]
    return f"{sentence}, and first in {share} of sampled simulations"


def share_labels(evaluation: Evaluation, lead_shares: Mapping[str, float]) -> dict[str, str]:
    """Return each option's lead share as a percentage; together they make 100."""
    labels = percents([lead_shares[option] for option in evaluation.options])
    return dict(zip(evaluation.options, labels, strict=True))


def weight_labels(evaluation: Evaluation) -> dict[str, str]:
    """Return each criterion's weight as a percentage; together they make 100."""
    labels = percents([evaluation.weights[criterion] for criterion in evaluation.criteria])
    return dict(zip(evaluation.criteria, labels, strict=True))


def heaviest_first(evaluation: Evaluation) -> tuple[str, ...]:
    """Return the criteria from heaviest to lightest; equal weights keep the order of the file."""
    return tuple(sorted(evaluation.criteria, key=lambda c: -evaluation.weights[c]))


def rank_labels(evaluation: Evaluation) -> dict[str, str]:
    """Return option → rank as it is printed, `2=` where several share it."""
    holders = Counter(evaluation.ranks.values())
    ranks = evaluation.ranks.items()
    return {o: f"{rank}=" if holders[rank] > 1 else str(rank) for o, rank in ranks}


def describe_profile(criteria_set: CriteriaSet, evaluation: Evaluation) -> str:
    """Return on how many criteria the leader has the best and the worst known value.

    Says nothing about the lead, which may not be settled; of tied leaders, takes the first.
    Sharing the best counts as best, sharing the worst as worst; cells that are unknown,
    and criteria on which all known values are equal, count for neither.
    """
    leader = evaluation.ranking[0]
    name = plain(criteria_set.options[leader].label)
    best = worst = 0
    for criterion in evaluation.criteria:
        known = [
            evaluation.values[option][criterion]
            for option in evaluation.options
            if (option, criterion) not in evaluation.unknown
        ]
        if (leader, criterion) in evaluation.unknown or not known or min(known) == max(known):
            continue
        best += evaluation.values[leader][criterion] == max(known)
        worst += evaluation.values[leader][criterion] == min(known)
    top, count = plain(criteria_set.measure.top), len(evaluation.criteria)
    return f"{name} is {top} on {best} of {count} criteria and last on {worst or 'none'}"


def describe_ranking(criteria_set: CriteriaSet, evaluation: Evaluation, most: int = 3) -> str:
    """Return the first options with total and range, as a sentence for a text reader."""
    first = [
        f"{plain(criteria_set.options[option].label)} {integer(evaluation.totals[option])}"
        f"{_range_in_words(*evaluation.ranges[option])}"
        for option in evaluation.ranking[:most]
    ]
    rest = len(evaluation.options) - len(first)
    others = f"; {rest} more follow" if rest > 1 else "; one more follows" if rest else ""
    return f"Totals: {listing(first)}{others}."


def _range_in_words(low: float, high: float) -> str:
    # A dash is silent when read aloud.
    return f" (from {span(low, high).replace(DASH, ' to ')})" if high - low > 0.5 else ""
