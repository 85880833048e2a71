"""Times one peer's weighted sum and ranking in a loop over sampled weights.

Runs inside that peer's own environment, where Steelyard is not: `python peer_loop.py pymcdm`.
Prints the CPU seconds a sample and the share of samples led by each option.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from typing import Any

LOOPS = 2000


def pymcdm(values: Any) -> Callable[[Any], Any]:
    """Return pymcdm's ranking of given values for one set of weights."""
    import numpy as np
    from pymcdm.helpers import rrankdata
    from pymcdm.methods import WSM

    method, types = WSM(normalization_function=lambda column, cost: column), np.ones(8)
    return lambda weights: rrankdata(method(values, weights, types))


def pyrepo_mcda(values: Any) -> Callable[[Any], Any]:
    """Return pyrepo-mcda's ranking of given values for one set of weights."""
    import numpy as np
    from pyrepo_mcda.additions import rank_preferences
    from pyrepo_mcda.mcda_methods import SAW

    method, types = SAW(normalization_method=lambda matrix, types: matrix), np.ones(8)
    return lambda weights: rank_preferences(method(values, weights, types), reverse=True)


def scikit_criteria(values: Any) -> Callable[[Any], Any]:
    """Return scikit-criteria's ranking of given values for one set of weights."""
    import skcriteria
    from skcriteria.agg.simple import WeightedSumModel

    method, objectives = WeightedSumModel(), [max] * 8
    return lambda weights: (
        method.evaluate(skcriteria.mkdm(values, objectives, weights=weights)).rank_
    )


def own_sampler(peer: str, values: Any) -> float | None:
    """Return the seconds a sample of a peer's own sampler, weights and all, if it has one."""
    if peer != "pyrepo-mcda":
        return None
    import numpy as np
    from pyrepo_mcda.mcda_methods import VIKOR_SMAA

    method = VIKOR_SMAA()
    begin = time.process_time()
    method(values, method._generate_weights(8, LOOPS), np.ones(8))
    return (time.process_time() - begin) / LOOPS


PEERS = {
    "pymcdm": pymcdm,
    "pyrepo-mcda": pyrepo_mcda,
    "scikit-criteria": scikit_criteria,
}


def main() -> int:
    """Loop, and print the result as JSON."""
    import numpy as np

    rng = np.random.default_rng(0)
    values = rng.integers(1, 101, (10, 8)).astype(float)
    rank = PEERS[sys.argv[1]](values)
    for weights in rng.dirichlet(np.ones(8), 20):
        rank(weights)
    sampled = rng.dirichlet(np.ones(8), LOOPS)
    leads = np.zeros(10)
    begin = time.process_time()
    for weights in sampled:
        leads[np.asarray(rank(weights)) == 1] += 1
    spent = time.process_time() - begin
    found = {"seconds": spent / LOOPS, "sampler": own_sampler(sys.argv[1], values)}
    print(json.dumps(found | {"leads": (leads / LOOPS).tolist()}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
