"""How simulations were drawn, in words: every picture of sampled simulations states it.

So that nobody has to ask what varied, by how much, and how to draw the same again. Knows
nothing of what the simulations showed.
"""

from __future__ import annotations

from steelyard.analysis.simulations.sampling import SampledSimulations

ORDINALS = {1: "st", 2: "nd", 3: "rd"}


def describe_simulations(simulations: SampledSimulations) -> str:
    """Return one sentence: how many draws, what varied, which seed, how far chance reaches."""
    varied = {
        "around": f"weights near the present ones (spread {simulations.spread:g})",
        "uniform": "any weights at all",
        "fixed": "the present weights",
    }[simulations.mode]
    error = f"{100 * simulations.error:.1f}".rstrip("0").rstrip(".")
    unit = "point" if error == "1" else "points"
    return (
        f"{simulations.draws:,} simulations (seed {simulations.seed}): {varied}, scores within their ranges; "
        f"sampling error up to {error} percentage {unit}."
    )


def ordinal(rank: int) -> str:
    """Return a rank as people write it.

    >>> [ordinal(rank) for rank in (1, 2, 3, 11, 12, 21)]
    ['1st', '2nd', '3rd', '11th', '12th', '21st']
    """
    is_teen = 10 <= rank % 100 <= 20
    return f"{rank}{'th' if is_teen else ORDINALS.get(rank % 10, 'th')}"
