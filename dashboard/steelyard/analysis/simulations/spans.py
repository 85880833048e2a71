"""How far a lead share depends on how errors go together, which a file alone cannot show.

The same weights are drawn with each amount of shared error, 0, 0.5 and 0.8, and where there are
packages once with them coupled to their parts and once not. The lowest and the highest share
of these choices and of the file's own are the span.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from steelyard.analysis.arguments import FloatArray
from steelyard.analysis.simulations.counts import count_leads, find_candidates
from steelyard.analysis.simulations.shares import lead_shares
from steelyard.analysis.simulations.specification import SimulationSpec

SHARED_ERRORS = (0.0, 0.5, 0.8)
"""None, half, and as much as a strong halo effect over all criteria would give."""

MOST_DRAWS = 2**17
"""The largest number of simulations used for spans, which is accurate to 0.3 points."""


def error_choices(spec: SimulationSpec) -> tuple[SimulationSpec, ...]:
    """Return the simulations of a spec under each choice of how errors go together.

    The file's own choice comes first, and is the only one if no scores are drawn. Whether packages
    are coupled is a choice only if some option has parts.

    >>> from steelyard.analysis.simulations.specification import make_spec
    >>> spec = make_spec([[60], [40]], [1], low=[[50], [40]], draws=100)
    >>> [choice.shared_error for choice in error_choices(spec)]
    [0.0, 0.5, 0.8]
    """
    if not (spec.low < spec.high).any():
        return (spec,)
    has_packages = any(spec.parts)
    own = (spec.shared_error, spec.is_coupled)
    grid = [
        (shared, is_coupled)
        for is_coupled in ((True, False) if has_packages else (spec.is_coupled,))
        for shared in SHARED_ERRORS
    ]
    return tuple(
        replace(spec, shared_error=shared, is_coupled=is_coupled)
        for shared, is_coupled in dict.fromkeys([own, *grid])
    )


def find_lead_spans(spec: SimulationSpec, own: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the lowest and the highest lead share, 0..1, of each option over all choices.

    `own`: the lead shares under the file's own choice, already counted on all its simulations.

    >>> from steelyard.analysis.simulations.specification import make_spec
    >>> spec = make_spec([[60], [40]], [1], draws=100)
    >>> low, high = find_lead_spans(spec, np.array([1.0, 0.0]))
    >>> low.tolist(), high.tolist()
    ([1.0, 0.0], [1.0, 0.0])
    """
    fewer = replace(spec, draws=min(spec.draws, MOST_DRAWS))
    choices = error_choices(fewer)
    found = [own]
    if fewer.draws == spec.draws:
        choices = choices[1:]
    if choices:
        # All choices share the same weights, and hence the same options that may lead.
        among = find_candidates(fewer)
        found += [lead_shares(count_leads(choice, among), fewer.draws) for choice in choices]
    return np.min(found, axis=0), np.max(found, axis=0)
