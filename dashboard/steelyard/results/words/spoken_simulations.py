"""What a sampled simulation is, said once beside every figure that comes from them."""

from __future__ import annotations

from steelyard.analysis.simulations.sampling import SampledSimulations


def describe_simulations(simulations: SampledSimulations) -> str:
    """Return how the simulations were drawn and how exact a share of them is, in one sentence."""
    weights = {
        "uniform": "any weights at all",
        "fixed": "the weights as they are",
    }.get(simulations.mode, f"weights around these (spread {simulations.spread:g})")
    return (
        f"Simulations: {simulations.draws:,} drawn with {weights} and scores within their ranges, seed "
        f"{simulations.seed}. Line: nine simulations in ten. A share is exact to about "
        f"{100 * simulations.error:.1f} points and is not the chance of being right."
    )
