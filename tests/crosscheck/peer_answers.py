"""Asks other people's packages the questions we answer, in an environment where they live.

Reads problems as JSON on the standard input, writes their answers as JSON; knows nothing of
Steelyard. Each problem: `values` (options × criteria, 100 is good) and `weights`.
"""

from __future__ import annotations

import json
import sys
from typing import Any


def answer(values: Any, weights: Any) -> dict[str, Any]:
    """Return totals and ranks by pymcdm, exact shares and who can lead by PySensMCDA."""
    import numpy as np
    from pymcdm.helpers import rrankdata
    from pymcdm.methods import WSM
    from pysensmcda.smaa import exact_acceptability, exact_efficiency

    table, shares = np.array(values, dtype=float), np.array(weights, dtype=float)
    good = np.ones(len(shares))
    # Values are given: nothing may be rescaled.
    totals = WSM(normalization_function=lambda column, cost: column)(table, shares, good)
    exact = exact_acceptability(table, good, scaling="none")
    return {
        "totals": totals.tolist(),
        "ranks": rrankdata(totals).tolist(),
        "exact": exact.acceptability.tolist(),
        "centres": np.nan_to_num(exact.central_weights, nan=-1.0).tolist(),
        "lowest": np.nan_to_num(exact.weight_min, nan=-1.0).tolist(),
        "highest": np.nan_to_num(exact.weight_max, nan=-1.0).tolist(),
        "can_lead": np.asarray(exact_efficiency(table, good, scaling="none")).tolist(),
    }


def main() -> int:
    """Answer every problem."""
    problems = json.load(sys.stdin)
    json.dump([answer(one["values"], one["weights"]) for one in problems], sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
