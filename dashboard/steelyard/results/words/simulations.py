"""Simulations in sentences: how they were drawn, and in how many of them an option leads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from steelyard.results.words.numbers import percents

if TYPE_CHECKING:
    from steelyard.analysis.simulations.sampling import SampledSimulations
    from steelyard.analysis.totals import Evaluation

ORDINALS = {1: "st", 2: "nd", 3: "rd"}


WEIGHTS: Final = {
    "around": "weights around those in view",
    "uniform": "any weights at all",
    "fixed": "the weights in view",
}
"""How the weights of simulations are drawn, in words."""

LINE = "Line: nine simulations in ten."


def describe_simulations(simulations: SampledSimulations) -> str:
    """Return how simulations were drawn, how exact a share of them is, and what it says."""
    return f"{drawn_sentence(simulations)} {share_sentence(simulations)}"


def drawn_sentence(
    simulations: SampledSimulations, *, likely_only: bool = False, has_unknown: bool = False
) -> str:
    """Return how many simulations were drawn, with which seed, and what varies in them.

    `likely_only`: known scores stay at their likely values; `has_unknown`: some are unknown.
    """
    weights = WEIGHTS[simulations.mode]
    if simulations.mode == "around":
        weights += f" (spread {simulations.spread:g})"
    scores = "scores within their ranges"
    if likely_only:
        unknown = ", unknown ones anywhere" if has_unknown else ""
        scores = f"scores at their likely values{unknown}"
    drawn = f"{simulations.draws:,} simulations (seed {simulations.seed}) were drawn"
    return f"{drawn}, with {weights} and {scores}."


def share_sentence(simulations: SampledSimulations) -> str:
    """Return how exact a share of simulations is, and what it says and does not say."""
    error = f"{100 * simulations.error:.1f}".removesuffix(".0")
    left = "the ranges leave" if simulations.mode == "fixed" else "weights and ranges leave"
    return (
        f"A share is good to about {error} in a hundred either way. It says what {left} "
        "open; it is not the chance of being right."
    )


def ordinal(rank: int) -> str:
    """Return a rank as people write it.

    >>> [ordinal(rank) for rank in (1, 2, 3, 11, 12, 21)]
    ['1st', '2nd', '3rd', '11th', '12th', '21st']
    """
    is_teen = 10 <= rank % 100 <= 20
    return f"{rank}{'th' if is_teen else ORDINALS.get(rank % 10, 'th')}"


def share_labels(evaluation: Evaluation, lead_shares: Mapping[str, float]) -> dict[str, str]:
    """Return each option's lead share as a percentage; together they make 100."""
    labels = percents([lead_shares[option] for option in evaluation.options])
    return dict(zip(evaluation.options, labels, strict=True))
