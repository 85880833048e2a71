"""What a sampled world is, said once beside every figure that comes from them."""

from __future__ import annotations

from steelyard.analysis.worlds_of import SampledWorlds


def describe_worlds(worlds: SampledWorlds) -> str:
    """Return how the worlds were drawn and how exact a share of them is, in one sentence."""
    weights = {
        "uniform": "any weights at all",
        "fixed": "the weights as they are",
    }.get(worlds.mode, f"weights around these (spread {worlds.spread:g})")
    return (
        f"Worlds: {worlds.draws:,} drawn with {weights} and scores within their ranges, seed "
        f"{worlds.seed}. Line: nine worlds in ten. A share is exact to about "
        f"{100 * worlds.error:.1f} points and is not the chance of being right."
    )
