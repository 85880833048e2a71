"""From an evaluation to its simulations: arrays go in, shares by id come out.

The only place where ids meet the arrays of `draws` and `shares`. Draws depend on the ids,
not on their order in the file, so reordering a file changes no result.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from steelyard.analysis.arguments import FloatArray
from steelyard.analysis.parts import find_parts
from steelyard.analysis.simulations.counts import Detail, Progress
from steelyard.analysis.simulations.low_discrepancy import STREAM_VERSION, key_of
from steelyard.analysis.simulations.shares import Shares, find_shares
from steelyard.analysis.simulations.spans import find_lead_spans
from steelyard.analysis.simulations.specification import SimulationSpec, WeightMode, make_spec
from steelyard.analysis.totals import Evaluation
from steelyard.model import CriteriaSet

_ALWAYS: frozenset[Detail] = frozenset({"totals"})
_SELDOM: frozenset[Detail] = frozenset({"pairs", "weights"})


@dataclass(frozen=True)
class Simulations:
    """The results of simulations, by id; shares are 0–1 and never a probability of being right.

    `lead_shares`: simulations led; k tied options get 1/k each, so these add up to one.
    `first_shares`: simulations led alone or tied, each counted in full. `tied`: simulations whose
    lead is shared. `rank_shares`: option → share of simulations on rank 1, 2, …; ties share the
    better rank. `expected_ranks`: 1–m. `ranges`: the totals, 0–100, that bound nine simulations
    in ten, and `medians` between them. `error`: half the width of a 95 % interval for one share.
    `mode`, `spread`, `draws`, `seed`: how the simulations were drawn; `spec`: everything that
    determines them; `stream`: the version of the rules by which they are drawn. `counted`: the
    shares as arrays, from which all this is derived; `criteria`: the order of its weights.
    """

    lead_shares: dict[str, float]
    first_shares: dict[str, float]
    tied: float
    rank_shares: dict[str, tuple[float, ...]]
    expected_ranks: dict[str, float]
    ranges: dict[str, tuple[float, float]]
    medians: dict[str, float]
    error: float
    mode: WeightMode
    spread: float
    draws: int
    seed: int
    criteria: tuple[str, ...]
    spec: SimulationSpec = field(compare=False)
    counted: Shares = field(compare=False, repr=False)
    stream: int = STREAM_VERSION

    @cached_property
    def spans(self) -> dict[str, tuple[float, float]]:
        """Option → its lowest and highest lead share, 0–1, over the ways errors can go together.

        Counted when first read, over the choices of `error_choices`; always contains the lead
        share.
        """
        own = np.array(list(self.lead_shares.values()))
        ends = zip(*(ends.tolist() for ends in find_lead_spans(self.spec, own)), strict=True)
        return dict(zip(self.lead_shares, ends, strict=True))

    @cached_property
    def ahead_shares(self) -> dict[str, dict[str, float]]:
        """Option → rival → share of simulations, 0–1, in which it is ahead; ties count half."""
        options = tuple(self.lead_shares)
        return {
            option: {rival: share for rival, share in by_rival.items() if rival != option}
            for option, row in zip(options, self._all_counted.order, strict=True)
            for by_rival in [_by_option(options, row)]
        }

    @cached_property
    def central_weights(self) -> dict[str, dict[str, float] | None]:
        """Option → criterion → mean weight where it leads; `None` where it never does."""
        rows = zip(self.lead_shares, self._all_counted.central_weights.tolist(), strict=True)
        return {
            option: dict(zip(self.criteria, row, strict=True)) if self.lead_shares[option] else None
            for option, row in rows
        }

    @cached_property
    def _all_counted(self) -> Shares:
        """Shares with pairs and weights; the simulations are drawn once more to count them."""
        if self.counted.counts.details >= _SELDOM:
            return self.counted
        return find_shares(self.spec, details=_SELDOM)


def sample_simulations(
    criteria_set: CriteriaSet,
    evaluation: Evaluation,
    *,
    uniform: bool = False,
    fixed: bool = False,
    likely_only: bool = False,
    draws: int | None = None,
    seed: int = 0,
    progress: Progress | None = None,
) -> Simulations:
    """Sample simulations around an evaluation and return every share by id.

    Weights vary around those in view by the file's `weight_spread`; `uniform` draws any weights
    at all, `fixed` keeps those in view. Scores vary within their ranges, unknown ones evenly over
    the full range; `likely_only` keeps the known ones at their likely values and still draws the
    unknown ones. `draws` defaults to the file's. `progress` is called after every 8,192
    simulations and may raise to stop. Raises ValueError for `uniform` together with `fixed`, or
    sizes that `make_spec` refuses.
    """
    spec = spec_of(
        criteria_set,
        evaluation,
        uniform=uniform,
        fixed=fixed,
        likely_only=likely_only,
        draws=draws,
        seed=seed,
    )
    return by_id(evaluation, spec, find_shares(spec, progress, _ALWAYS))


def spec_of(
    criteria_set: CriteriaSet,
    evaluation: Evaluation,
    *,
    uniform: bool = False,
    fixed: bool = False,
    likely_only: bool = False,
    draws: int | None = None,
    seed: int = 0,
) -> SimulationSpec:
    """Return the spec of an evaluation's simulations, rows and columns in its order.

    Arguments and errors as in `sample_simulations`. With the spec, chunks can be counted
    elsewhere; `by_id` turns the merged shares into shares by id.
    """
    if uniform and fixed:
        raise ValueError("uniform, fixed: found both; allowed is one of them, or neither")
    likely = _table(evaluation, evaluation.values)
    unknown = np.array(
        [
            [(option, criterion) in evaluation.unknown for criterion in evaluation.criteria]
            for option in evaluation.options
        ]
    )
    may_vary = unknown if likely_only else np.full(unknown.shape, True)
    return make_spec(
        likely,
        [evaluation.swings[criterion] for criterion in evaluation.criteria],
        low=np.where(may_vary, _table(evaluation, evaluation.lows), likely),
        high=np.where(may_vary, _table(evaluation, evaluation.highs), likely),
        unknown=unknown,
        mode="uniform" if uniform else "fixed" if fixed else "around",
        spread=criteria_set.simulations.weight_spread,
        draws=criteria_set.simulations.draws if draws is None else draws,
        seed=seed,
        option_keys=[key_of(option) for option in evaluation.options],
        criterion_keys=[key_of(criterion) for criterion in evaluation.criteria],
        ranges=criteria_set.simulations.ranges,
        shared_error=criteria_set.simulations.shared_error,
        parts=find_parts(criteria_set),
        is_coupled=criteria_set.simulations.packages == "coupled",
    )


def by_id(evaluation: Evaluation, spec: SimulationSpec, shares: Shares) -> Simulations:
    """Return the shares of a spec made from this evaluation, keyed by its ids."""
    options, totals = evaluation.options, shares.totals
    ranks = {o: tuple(row) for o, row in zip(options, shares.ranks.tolist(), strict=True)}
    return Simulations(
        lead_shares=_by_option(options, shares.lead),
        first_shares={option: row[0] for option, row in ranks.items()},
        tied=shares.tied,
        rank_shares=ranks,
        expected_ranks=_by_option(options, shares.expected_rank),
        ranges={
            option: (low, high)
            for option, low, high in zip(
                options, totals.low.tolist(), totals.high.tolist(), strict=True
            )
        },
        medians=_by_option(options, totals.middle),
        error=shares.error,
        mode=spec.mode,
        spread=spec.spread,
        draws=spec.draws,
        seed=spec.seed,
        criteria=evaluation.criteria,
        spec=spec,
        counted=shares,
    )


def _table(evaluation: Evaluation, cells: dict[str, dict[str, float]]) -> FloatArray:
    rows = [[cells[o][c] for c in evaluation.criteria] for o in evaluation.options]
    return np.array(rows, dtype=np.float64)


def _by_option(options: tuple[str, ...], numbers: FloatArray) -> dict[str, float]:
    return dict(zip(options, numbers.tolist(), strict=True))
