"""Counts: whole numbers that add up to the same, wherever and in what order they are made."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.analysis.simulations.counts import (
    DETAILS,
    Counts,
    _Tally,
    count_leads,
    find_candidates,
    merge_counts,
    run_chunks,
)
from steelyard.analysis.simulations.draws import Chunk, iter_chunks
from steelyard.analysis.simulations.shares import shares_from_counts
from steelyard.analysis.simulations.specification import SimulationSpec, make_spec

PACKAGE = Path(__file__).parents[3] / "dashboard"

GOLDEN = "c944aa8ecdd3131212fac4e62d387f7ac2c2b1948e69f50a269fb4eeffb7bce7"
"""What version 1 of the stream gives; a change of it needs a new STREAM_VERSION."""

DIGEST = """
import hashlib
from steelyard.analysis.simulations.counts import run_chunks
from steelyard.analysis.simulations.specification import make_spec
rows = [[(37 * i + 23 * j * j) % 71 for j in range(6)] for i in range(7)]
high = [[x + 29 * (x % 2) for x in row] for row in rows]
spec = make_spec(rows, [3, 1, 4, 1, 5, 9], low=rows, high=high, draws=9000)
counts = run_chunks(spec, 0, 2)
parts = (counts.leads, counts.ranks, counts.ahead, counts.weights, counts.totals)
print(hashlib.sha256(b"".join(part.astype("<i8").tobytes() for part in parts)).hexdigest())
"""


def uncertain_spec(draws: int = 20_000) -> SimulationSpec:
    """Return a spec of 5 options and 4 criteria whose scores have ranges."""
    rng = np.random.default_rng(8)
    likely = rng.integers(20, 80, (5, 4)).astype(float)
    return make_spec(likely, [5, 2, 3, 4], low=likely - 15, high=likely + 10, draws=draws)


def same(first: Counts, second: Counts) -> bool:
    """Return whether two counts agree in every number."""
    return all(
        np.array_equal(getattr(first, field.name), getattr(second, field.name))
        for field in fields(Counts)
    )


def test_counts_equal_a_loop_over_simulations() -> None:
    """Leads, ranks, wins and weights equal a slow loop over one simulation at a time."""
    spec = uncertain_spec(300)
    counts, chunk = run_chunks(spec, 0, 1), next(iter_chunks(spec))
    leads, ranks, ahead = (np.zeros((5, 5), dtype=int) for _ in range(3))
    level = np.zeros(5, dtype=int)
    weights, totals = np.zeros((5, 4), dtype=int), np.zeros((5, 1001), dtype=int)
    for simulation in range(300):
        row = chunk.totals[:, simulation]
        leaders = [i for i in range(5) if row[i] == row.max()]
        for i in range(5):
            ranks[i, sum(row > row[i])] += 1
            ahead[i] += row[i] > row
            level[i] += sum(row == row[i]) - 1
            totals[i, int(row[i] / (18_000 * 2**32) * 10 + 0.5)] += 1
        for i in leaders:
            leads[i, len(leaders) - 1] += 1
            weights[i] += chunk.weights[:, simulation].astype(int)
    expected = Counts(300, leads, ranks, level, ahead, weights, 2**32, totals)
    assert same(counts, expected)


@given(st.permutations(range(3)))
@settings(max_examples=6, deadline=None)
def test_parts_add_up_in_any_order(order: list[int]) -> None:
    """Chunks counted one by one, in whatever order, give the counts of the whole."""
    spec = uncertain_spec()
    parts = [run_chunks(spec, number, 1) for number in order]
    assert same(merge_counts(parts), run_chunks(spec, 0, spec.chunks))


def test_a_part_survives_the_way_between_processes() -> None:
    """Spec and counts go through pickle and come out the same."""
    spec = uncertain_spec(9000)
    sent = pickle.loads(pickle.dumps(spec))
    returned = pickle.loads(pickle.dumps(run_chunks(sent, 1, 1)))
    assert same(returned, run_chunks(spec, 1, 1))


def test_tied_leaders_are_counted_together() -> None:
    """Two equal options ahead of a third lead every simulation as two."""
    counts = run_chunks(make_spec([[60, 40], [60, 40], [10, 10]], [1, 1], draws=500), 0, 1)
    assert counts.leads.tolist() == [[0, 500, 0], [0, 500, 0], [0, 0, 0]]
    assert counts.ranks.tolist() == [[500, 0, 0], [500, 0, 0], [0, 0, 500]]
    assert counts.ahead.tolist() == [[0, 0, 500], [0, 0, 500], [0, 0, 0]]


@pytest.mark.parametrize("m", [2, 5, 14, 15, 16, 20, 21, 60])
@pytest.mark.parametrize("is_level", [False, True])
def test_places_and_pairs_equal_plain_comparisons(m: int, is_level: bool) -> None:
    """Each way of comparing, with ties and nearly level totals, equals plain comparisons.

    Some totals differ by less than single precision can tell, some not at all.
    """
    rng = np.random.default_rng(m)
    totals = np.floor(rng.random((m, 700)) * 2**50)
    totals[1, ::7] = totals[0, ::7] + 1
    if is_level:
        totals[m - 1, ::5] = totals[0, ::5]
    spec = make_spec(np.ones((m, 1)), [1], draws=700)
    tally = _Tally(spec, 2**32, DETAILS)
    tally.add(Chunk(np.ones((1, 700)), totals, 2**32))
    counts = tally.counts()
    more = totals[:, None] > totals[None]
    assert np.array_equal(counts.ahead, more.sum(axis=2))
    assert (
        counts.level.tolist() == ((totals[:, None] == totals[None]).sum(axis=(1, 2)) - 700).tolist()
    )
    above = more.sum(axis=0)
    for place in range(m):
        assert np.array_equal(counts.ranks[:, place], (above == place).sum(axis=1))
    together = (above == 0).sum(axis=0)
    for k in range(1, m + 1):
        assert np.array_equal(counts.leads[:, k - 1], ((above == 0) & (together == k)).sum(axis=1))


def test_details_that_are_left_out_cost_no_other_number() -> None:
    """Leads and ranks are the same without pairs, weights and totals, and those are not there."""
    spec = uncertain_spec()
    whole, bare = run_chunks(spec, 0, 3), run_chunks(spec, 0, 3, details=())
    for name in ("leads", "ranks", "level"):
        assert np.array_equal(getattr(whole, name), getattr(bare, name))
    assert not any(getattr(bare, name).any() for name in ("ahead", "weights", "totals"))
    with pytest.raises(ValueError, match="found 2 different kinds"):
        merge_counts([run_chunks(spec, 0, 1), run_chunks(spec, 1, 1, details=())])
    for name in ("order", "central_weights", "totals"):
        with pytest.raises(ValueError, match="details: found none of"):
            getattr(shares_from_counts(bare), name)


def test_leads_of_many_options_are_those_of_all() -> None:
    """Skipping options that are behind under every weighting changes no count of leads."""
    rng = np.random.default_rng(3)
    likely = rng.integers(0, 100, (40, 3)).astype(float)
    low, high = np.maximum(likely - 5, 0), np.minimum(likely + 5, 100)
    for shared in (0.0, 0.5):
        spec = make_spec(likely, [1, 2, 3], low=low, high=high, shared_error=shared, draws=9000)
        among = find_candidates(spec)
        assert len(among) < 20
        leads = run_chunks(spec, 0, 2).leads
        assert np.array_equal(count_leads(spec, among), leads)
        assert np.array_equal(count_leads(spec), leads)


def test_progress_is_reported_after_each_chunk() -> None:
    """Three chunks make three calls, each with the chunks done and their number."""
    seen: list[tuple[int, int]] = []
    run_chunks(uncertain_spec(), 0, 3, lambda done, todo: seen.append((done, todo)))
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_progress_can_stop_the_work() -> None:
    """An exception of the caller's own ends the counting and is not swallowed."""

    def stop(done: int, todo: int) -> None:
        raise InterruptedError(f"stopped after {done} of {todo}")

    with pytest.raises(InterruptedError, match="stopped after 1 of 3"):
        run_chunks(uncertain_spec(), 0, 3, stop)


def test_no_chunk_at_all_is_refused() -> None:
    """A chunk beyond the last one is an error and not an empty result."""
    with pytest.raises(ValueError, match="chunks: found 1 from 3 on; allowed is at least one of 0"):
        run_chunks(uncertain_spec(), 3, 1)


def test_parts_of_different_questions_do_not_merge() -> None:
    """Counts of other sizes, or none at all, are refused."""
    other = run_chunks(make_spec([[1], [2]], [1], draws=10), 0, 1)
    with pytest.raises(ValueError, match="found 2 different kinds"):
        merge_counts([other, run_chunks(uncertain_spec(50), 0, 1)])
    with pytest.raises(ValueError, match="found none"):
        merge_counts([])


def test_same_bits_whatever_the_processor_offers() -> None:
    """Other matrix kernels and no vector instructions give the stream's known counts."""
    found = np.show_config(mode="dicts")["SIMD Extensions"].get("found", [])
    variants = [{}, {"OPENBLAS_CORETYPE": "Nehalem"}, {"OPENBLAS_CORETYPE": "Haswell"}]
    if found:
        variants.append({"NPY_DISABLE_CPU_FEATURES": " ".join(found)})
    digests = {_digest(variant) for variant in variants}
    assert digests == {GOLDEN}


def _digest(variant: dict[str, str]) -> str:
    environment = os.environ | variant | {"PYTHONPATH": str(PACKAGE)}
    command = [sys.executable, "-W", "ignore", "-c", DIGEST]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.strip()
