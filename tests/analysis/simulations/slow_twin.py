"""The stream of simulations once more, in plain Python: one simulation and one cell at a time.

Written from the descriptions of the modules and not from their code. It is slow.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from functools import cache
from typing import Any

import numpy as np

from steelyard.analysis.simulations.draws import WEIGHT_ONE, iter_chunks
from steelyard.analysis.simulations.low_discrepancy import key_of
from steelyard.analysis.simulations.quantiles import (
    even_table,
    exponential_table,
    factor_table,
    normal_table,
    outer_ends,
)
from steelyard.analysis.simulations.scores import STEPS_PER_POINT
from steelyard.analysis.simulations.specification import TAILS, SimulationSpec, make_spec


def sample_spec(mode: str, draws: int = 60, **changes: Any) -> SimulationSpec:
    """Return a spec of 4 options and 3 criteria with ranges, an unknown and exact cells."""
    rng = np.random.default_rng(4)
    likely = rng.integers(20, 80, (4, 3)).astype(float)
    low, high = likely - rng.integers(0, 3, (4, 3)) * 9.5, likely + rng.integers(0, 3, (4, 3)) * 7
    low[1, 1], likely[1, 1], high[1, 1] = 0.0, 50.0, 100.0
    unknown = np.zeros((4, 3), dtype=bool)
    unknown[1, 1] = True
    arguments: dict[str, Any] = {
        "low": low,
        "high": high,
        "unknown": unknown,
        "mode": mode,
        "highest_swings": [40, 90, 70],
        "order": (2, 0, 1),
        "draws": draws,
        "seed": 9,
        "option_keys": [key_of(name) for name in "abcd"],
        "criterion_keys": [key_of(name) for name in "xyz"],
    }
    return make_spec(likely, [30, 90, 50], **(arguments | changes))


def all_totals(spec: SimulationSpec) -> np.ndarray:
    """Return the whole-number totals of all simulations, options × simulations."""
    return np.concatenate([chunk.totals.copy() for chunk in iter_chunks(spec)], axis=1)


def _scramble(x: int) -> int:
    x ^= x >> 16
    x = x * 0x85EBCA6B % 2**32
    x ^= x >> 13
    x = x * 0xC2B2AE35 % 2**32
    return x ^ x >> 16


def _tree(key: int, number: int) -> int:
    toss, image = 1, 0
    for bit in range(11, -1, -1):
        coin = _scramble((key + toss * 0x9E3779B9) % 2**32) >> 31
        incoming = number >> bit & 1
        image, toss = 2 * image + (incoming ^ coin), 2 * toss + incoming
    return image


def _cell_place(key: int, simulation: int) -> int:
    block = simulation >> 12
    shift = _scramble((key + 3 + block * 0x9E3779B9) % 2**32)
    inner = _tree(_scramble((key + 2) % 2**32), (simulation ^ shift) & 4095)
    return _tree(_scramble((key + 1) % 2**32), int(f"{inner:012b}"[::-1], 2))


def twin_totals(spec: SimulationSpec, simulation: int) -> list[float]:
    """Return the totals of the options in one simulation, in steps times weights."""
    weights = _twin_weights(spec, simulation)
    rows = []
    for i in range(len(spec.option_keys)):
        cells = enumerate(weights)
        rows.append(float(sum(weight * _score(spec, i, j, simulation) for j, weight in cells)))
    return rows


def _score(spec: SimulationSpec, i: int, j: int, simulation: int) -> int:
    """Return a score in steps, of a package by way of its parts."""
    low, likely, high = (float(t[i, j]) for t in (spec.low, spec.likely, spec.high))
    if not _is_coupled(spec, i, j):
        if low == high:
            return _in_steps(likely)
        drawn = _draw(spec, i, j, simulation, (low, likely, high))
        return _in_steps(min(max(drawn, 0.0), 100.0))
    parts = spec.parts[i]
    premium = _in_steps(likely) - max(_in_steps(float(spec.likely[part, j])) for part in parts)
    lower, higher = _premium_ends(spec, i, j)
    if lower or higher:
        premium += _in_steps(_draw(spec, i, j, simulation, (0.0 - lower, 0.0, higher)))
    best = max(_score(spec, part, j, simulation) for part in parts)
    return min(max(best + premium, 0), 100 * STEPS_PER_POINT)


def _moves(spec: SimulationSpec, i: int, j: int) -> bool:
    return bool(spec.low[i, j] < spec.high[i, j]) or _is_coupled(spec, i, j)


def _is_coupled(spec: SimulationSpec, i: int, j: int) -> bool:
    parts = spec.parts[i] if spec.is_coupled else ()
    is_known = not any(spec.unknown[k, j] for k in (i, *parts))
    return is_known and any(_moves(spec, part, j) for part in parts)


def _premium_ends(spec: SimulationSpec, i: int, j: int) -> tuple[float, float]:
    """Return how far a premium may fall and rise."""
    likely = {part: float(spec.likely[part, j]) for part in spec.parts[i]}
    best = max(likely.values())
    reach = {part: _reach(spec, part, j) for part in likely}
    fall = best - max(likely[part] - reach[part][0] for part in likely)
    rise = max(likely[part] + reach[part][1] for part in likely) - best
    lower = float(spec.likely[i, j] - spec.low[i, j]) - fall
    higher = float(spec.high[i, j] - spec.likely[i, j]) - rise
    return (lower if lower > 1e-9 else 0.0), (higher if higher > 1e-9 else 0.0)


def _reach(spec: SimulationSpec, i: int, j: int) -> tuple[float, float]:
    """Return how far a score reaches down and up from its likely one, as it is drawn."""
    own = float(spec.likely[i, j] - spec.low[i, j]), float(spec.high[i, j] - spec.likely[i, j])
    if not _is_coupled(spec, i, j):
        return own
    likely = {part: float(spec.likely[part, j]) for part in spec.parts[i]}
    best = max(likely.values())
    reach = {part: _reach(spec, part, j) for part in likely}
    fall = best - max(likely[part] - reach[part][0] for part in likely)
    rise = max(likely[part] + reach[part][1] for part in likely) - best
    lower, higher = _premium_ends(spec, i, j)
    return fall + lower, rise + higher


def _draw(
    spec: SimulationSpec, i: int, j: int, simulation: int, ends: tuple[float, float, float]
) -> float:
    """Return the number drawn between two ends, around a likely one."""
    base = _scramble(spec.seed ^ 0x5C04E5)
    row = _scramble((base + spec.option_keys[i] * 0x9E3779B9) % 2**32)
    key = _scramble((row + spec.criterion_keys[j] * 0x9E3779B9) % 2**32)
    place = _cell_place(key, simulation)
    low, likely, high = ends
    u = (place + 0.5) / 4096
    if spec.unknown[i, j]:
        return low + (high - low) * u
    if spec.shared_error > 0:
        above = _scramble(spec.seed ^ 0x5A4ED)
        common = _scramble((above + spec.option_keys[i] * 0x9E3779B9) % 2**32)
        u = _shared_share(spec.shared_error, _cell_place(common, simulation), place)
    low, high = outer_ends(low, likely, high, TAILS[spec.ranges])
    width, left, right = high - low, likely - low, high - likely
    if u * width < left:
        return low + math.sqrt(u * width * left)
    return high - math.sqrt((1.0 - u) * width * right)


@cache
def _part(root: float) -> list[int]:
    steps = [math.floor(512 * root * z + 0.5) for z in normal_table().tolist()]
    return [step - min(steps) for step in steps]


@cache
def _rising(root: float) -> list[int]:
    return sorted(_part(root))


@cache
def _shared_share(shared: float, common_place: int, own_place: int) -> float:
    """Return the share of all pairs of places below the middle of the step of these two."""
    common, own = math.sqrt(shared), math.sqrt(1.0 - shared)
    step = _part(common)[common_place] + _part(own)[own_place]
    below = sum(bisect_left(_rising(own), step - part) for part in _part(common))
    up_to = sum(bisect_right(_rising(own), step - part) for part in _part(common))
    return (below + (up_to - below) / 2) / 2**24


def _in_steps(value: float) -> int:
    return math.floor(value * STEPS_PER_POINT + 0.5)


def _twin_weights(spec: SimulationSpec, simulation: int) -> list[int]:
    n = len(spec.swings)
    if spec.mode == "fixed":
        return [math.floor(float(swing) * 1000) for swing in spec.swings[:, 0]]
    largest = float(spec.swings.max())
    if spec.mode == "around":
        tables = [float(swing) / largest * factor_table(spec.spread) for swing, _ in spec.swings]
    elif spec.mode == "between":
        tables = [even_table(float(a), float(b)) / largest for a, b in spec.swings]
    else:
        tables = [exponential_table()] * n
    exponent = 0
    while n * 2 ** (exponent + 1) * max(float(t.max()) for t in tables) <= 2**52:
        exponent += 1
    ranked = sorted(spec.criterion_keys)
    drawn = []
    for j in range(n):
        rank = ranked.index(spec.criterion_keys[j])
        root = math.sqrt((2, 3, 5)[rank])
        step = math.floor((root - math.floor(root)) * 2**32) | 1
        shift = _scramble((spec.seed + (rank + 1) * 0x9E3779B9) % 2**32)
        place = (step * simulation + shift) % 2**32 >> 20
        drawn.append(math.floor(float(tables[j][place]) * 2**exponent))
    if spec.mode == "order":
        by_size = sorted(drawn, reverse=True)
        drawn = [by_size[spec.order.index(j)] for j in range(n)]
    scale = WEIGHT_ONE / sum(drawn)
    return [math.floor(x * scale) for x in drawn]
