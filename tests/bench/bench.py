"""`make bench`: how fast the analysis is, as ratios to other ways within the same run.

Every figure is CPU time, the median of interleaved runs on one core; absolute figures move with
the machine and its neighbours, ratios much less. Writes RESULTS.md beside itself; with ids of
rows (`bench.py P5 P6`) it measures and prints only those. Not a test: nothing fails for being slow.
"""

from __future__ import annotations

import datetime
import json
import os
import platform
import subprocess
import sys
import time
import venv
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import child
import judged_bench
import numpy as np
import textbook
from scipy.optimize import linprog

from steelyard import __version__
from steelyard.analysis.sensitivity.one_way import move_each
from steelyard.analysis.sensitivity.weight_flips import find_weight_flips
from steelyard.analysis.simulations.counts import run_chunks
from steelyard.analysis.simulations.exact_shares import find_exact_lead_shares

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
RESULTS = HERE / "RESULTS.md"
PEERS = ("pymcdm", "pyrepo-mcda", "scikit-criteria")
VARIANTS: tuple[dict[str, str], ...] = (
    {},
    {"OPENBLAS_CORETYPE": "Prescott"},
    {"OPENBLAS_CORETYPE": "Sandybridge"},
    {"OPENBLAS_CORETYPE": "Haswell"},
    {"NPY_DISABLE_CPU_FEATURES": "AVX512F AVX512CD AVX512_SKX AVX2 FMA3"},
)


class Row(NamedTuple):
    """One line of the table; `is_met` is `None` where there is nothing to compare."""

    id: str
    what: str
    target: str
    found: str
    is_met: bool | None


def main() -> int:
    """Measure everything, print the table and write it down."""
    if os.environ.get("OPENBLAS_NUM_THREADS") != "1":
        # numpy reads this once, when it is loaded: too late in this process.
        environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
        again = [sys.executable, __file__, *sys.argv[1:]]
        return subprocess.run(again, env=environment, check=False).returncode
    wanted = sys.argv[1:]
    if unknown := [id_ for id_ in wanted if id_ not in STEPS]:
        print(f"no row {unknown[0]}; there are {', '.join(STEPS)}", file=sys.stderr)
        return 2
    begin = time.monotonic()
    rows: list[Row] = []
    for id_ in wanted or STEPS:
        rows.append(STEPS[id_]())
        # A word after each: the whole takes minutes.
        print(f"{rows[-1].id}: {rows[-1].found}", file=sys.stderr, flush=True)
    if wanted:
        return 0
    text = report(rows, time.monotonic() - begin)
    RESULTS.write_text(text, encoding="utf-8")
    print(f"\n{text}")
    return 0


def interleave(*ways: Callable[[], object], rounds: int = 7) -> list[float]:
    """Return the median CPU seconds of each way, all of them taking turns."""
    spent: list[list[float]] = [[] for _ in ways]
    for round_number in range(rounds + 1):
        for way, seconds in zip(ways, spent, strict=True):
            begin = time.process_time()
            way()
            if round_number:  # the first round warms up
                seconds.append(time.process_time() - begin)
    return [median(seconds) for seconds in spent]


def run_child(*words: str, environment: dict[str, str] | None = None) -> dict[str, Any]:
    """Run child.py and return what it prints."""
    done = subprocess.run(
        [sys.executable, str(HERE / "child.py"), *words],
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


# --- the rows ----------------------------------------------------------------------------


@cache
def time_fixed() -> tuple[float, float, float]:
    """Return the seconds a sample of ours, of all our counts, and of textbook numpy.

    Fixed scores, any weights. The first counts what the textbook counts, rank shares.
    """
    spec, draws = child.spec_of(2**20, uncertain=False), 2**17
    rng = np.random.default_rng(1)
    ours, whole, other = interleave(
        lambda: run_chunks(spec, 0, spec.chunks, details=()),
        lambda: run_chunks(spec, 0, spec.chunks),
        lambda: textbook.fixed_scores(spec.likely, draws, rng),
    )
    return ours / spec.draws, whole / spec.draws, other / draws


def measure_fixed() -> Row:
    """P1: fixed scores, any weights."""
    ours, whole, other = time_fixed()
    found = (
        f"{1e-6 / ours:.1f} M samples/s, {other / ours:.1f} × textbook numpy; with pairs, central "
        f"weights and the spread of totals {other / whole:.1f} ×"
    )
    target = "≥ 6 M samples/s a core, ≥ 3 × textbook numpy, both counting rank shares"
    is_met = 1e-6 / ours >= 6 and other / ours >= 3
    return Row("P1", "sampling 10 × 8, scores fixed", target, found, is_met)


def measure_uncertain() -> Row:
    """P2: every score within a triangular range."""
    spec, draws = child.spec_of(2**18, uncertain=True), 2**14
    rng = np.random.default_rng(1)
    ours, other = interleave(
        lambda: run_chunks(spec, 0, spec.chunks),
        lambda: textbook.uncertain_scores(spec.low, spec.likely, spec.high, draws, rng),
    )
    ours, other = ours / spec.draws, other / draws
    found = f"{1e-6 / ours:.2f} M samples/s, {other / ours:.1f} × textbook numpy"
    target = "≥ 1.2 M samples/s a core, ≥ 5 × textbook numpy"
    is_met = 1e-6 / ours >= 1.2 and other / ours >= 5
    return Row("P2", "sampling 10 × 8, scores uncertain", target, found, is_met)


def measure_peers() -> Row:
    """P3: other packages' own loops, each in its own environment."""
    _, ours, _ = time_fixed()
    found: dict[str, float] = {}
    samplers: dict[str, float | None] = {}
    missing: list[str] = []
    for peer in PEERS:
        python = peer_environment(peer)
        if python is None:
            missing.append(peer)
            continue
        done = subprocess.run(
            [str(python), str(HERE / "peer_loop.py"), peer],
            capture_output=True,
            text=True,
            timeout=300,
            check=True,
        )
        seconds = json.loads(done.stdout.splitlines()[-1])
        found[peer] = seconds["seconds"]
        samplers[peer] = seconds["sampler"]
    parts = [
        _ratio(peer, seconds, ours)
        + (f" ({_ratio('its own sampler, of VIKOR', own, ours)})" if own else "")
        for (peer, seconds), own in zip(found.items(), samplers.values(), strict=True)
    ]
    parts += [f"{peer} could not be installed" for peer in missing]
    best = min(found.values(), default=None)
    is_met = None if best is None else best / ours >= 300
    target = "≥ 300 × the best of them, per sample"
    return Row("P3", "against other packages' loops, 10 × 8", target, "; ".join(parts), is_met)


def _ratio(name: str, seconds: float, ours: float) -> str:
    return f"{name} {1e6 * seconds:.0f} µs: {seconds / ours:,.0f} ×"


def peer_environment(peer: str) -> Path | None:
    """Return the Python of a peer's environment, built at need; `None` if it cannot be."""
    home = ROOT / f".venv-bench-{peer}"
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        venv.create(home, with_pip=True)
    is_there = [str(python), "-m", "pip", "show", "--quiet", peer]
    if subprocess.run(is_there, capture_output=True, check=False).returncode == 0:
        return python
    install = [str(python), "-m", "pip", "install", "--quiet", peer]
    is_installed = subprocess.run(install, capture_output=True, check=False).returncode == 0
    return python if is_installed else None


def measure_memory() -> Row:
    """P4: peak memory of a whole process, for a million and for a hundred million samples."""
    few, many = (run_child("memory", str(draws)) for draws in (10**6, 10**8))
    found = (
        f"{many['peak']:.0f} MiB for 100 M samples, {few['peak']:.0f} MiB for 1 M, "
        "with Python and numpy"
    )
    is_met = many["peak"] <= 64 and abs(many["peak"] - few["peak"]) < 2
    target = "≤ 64 MiB for 100 M samples, the same for any number"
    return Row("P4", "peak memory of sampling", target, found, is_met)


def measure_exact() -> Row:
    """P5: exact lead shares of 20 options that nothing dominates, and 8 criteria."""
    values = np.random.default_rng(2).uniform(0, 100, (20, 8))
    (seconds,) = interleave(lambda: find_exact_lead_shares(values), rounds=5)
    shares = find_exact_lead_shares(values)
    gap = np.inf if shares is None else abs(float(shares.sum()) - 1)
    found = f"{seconds:.3f} s, sum off by {gap:.0e}"
    is_met = seconds < 0.3 and gap < 1e-6
    return Row("P5", "exact lead shares, 20 × 8", "< 0.3 s, sum within 1e-6", found, is_met)


def measure_one_way() -> Row:
    """P6: every crossover and stability interval."""
    rng = np.random.default_rng(3)
    values, weights = rng.uniform(0, 100, (10, 8)), rng.uniform(0, 1, 8)
    (seconds,) = interleave(lambda: [move_each(values, weights) for _ in range(100)])
    found = f"{10 * seconds:.2f} ms"
    return Row("P6", "all crossovers, 10 × 8", "< 0.25 ms", found, seconds / 100 < 0.25e-3)


def measure_flips() -> Row:
    """P7: the smallest flip against every rival, checked against a linear programme."""
    rng = np.random.default_rng(4)
    values, weights = rng.uniform(0, 100, (100, 20)), rng.uniform(0, 1, 20)
    (seconds,) = interleave(lambda: [find_weight_flips(values, weights) for _ in range(100)])
    gap = flip_gap(values, weights / weights.sum())
    found = f"{10 * seconds:.2f} ms, off by {gap:.0e} at most"
    is_met = seconds / 100 < 1e-3 and gap < 1e-12
    target = "< 1 ms, equal to the linear programme within 1e-12"
    return Row("P7", "smallest flips, 100 × 20", target, found, is_met)


def flip_gap(values: textbook.Floats, weights: textbook.Floats) -> float:
    """Return the largest difference between our flips and the solver's, weights 0–1."""
    flips = find_weight_flips(values, weights)
    gaps = [0.0]
    for rival, points in enumerate(flips.points):
        if rival == flips.leader:
            continue
        lead = values[flips.leader] - values[rival]
        # Given and taken weight; the lead has to go.
        solved = linprog(
            np.ones(40),
            A_ub=np.concatenate([-lead, lead])[None, :],
            b_ub=[-float(lead @ weights)],
            A_eq=np.concatenate([np.ones(20), -np.ones(20)])[None, :],
            b_eq=[0.0],
            bounds=[(0.0, w) for w in weights] + [(0.0, None)] * 20,
            options={"primal_feasibility_tolerance": 1e-10, "dual_feasibility_tolerance": 1e-10},
        )
        is_same_kind = (points is None) == (solved.status == 2)
        if not is_same_kind:
            return float("inf")
        if points is not None:
            gaps.append(abs(points / 100 - solved.fun / 2))
    return max(gaps)


def measure_bits() -> Row:
    """P8: the same whole numbers on every processor and for any number of workers."""
    digests = [run_child("bits", environment=variant)["digest"] for variant in VARIANTS]
    found = f"{len(VARIANTS)} processor variants: {len(set(digests))} result"
    try:
        spread = run_child("cluster")
        digests += [spread["two"], spread["killed"]]
        found += f"; two workers, and one of them killed: {len(set(digests))} result in all"
    except subprocess.CalledProcessError:
        found += "; two workers: not measured, the extra `cluster` is not installed"
    target = "bit for bit: 1 process, 2 workers, a killed one, other kernels"
    return Row("P8", "the same bits everywhere", target, found, len(set(digests)) == 1)


def measure_score() -> Row:
    """P9: CPU of `steelyard score`, from the start of the process, and what it loads."""
    file = str(ROOT / "criteria" / "iran-2026.yaml")
    runs = [run_child("score", file) for _ in range(7)]
    seconds = median(run["seconds"] for run in runs)
    loaded = sorted({name for run in runs for name in run["loaded"]})
    found = f"{seconds:.2f} s CPU; loads {', '.join(loaded) or 'none of them'}"
    is_met = seconds < 0.35 and not {"pandas", "altair", "streamlit", "scipy"} & set(loaded)
    target = "< 0.35 s CPU, without pandas, altair, streamlit, scipy"
    return Row("P9", "`steelyard score` on the shipped set", target, found, is_met)


def measure_joined() -> Row:
    """P14: scores whose errors go together, against the same scores drawn independently."""
    alone = child.spec_of(2**18, uncertain=True)
    packages = ((),) * 7 + ((0, 1), (2, 3, 4), (5, 7))
    joined = replace(alone, shared_error=0.5, parts=packages)
    before, after = interleave(
        lambda: run_chunks(alone, 0, alone.chunks),
        lambda: run_chunks(joined, 0, joined.chunks),
    )
    found = f"{1e-6 * joined.draws / after:.2f} M samples/s, {before / after:.2f} × independent"
    target = "≥ 0.5 × independent scores"
    what = "sampling 10 × 8, errors half shared, three packages coupled"
    return Row("P14", what, target, found, before / after >= 0.5)


def measure_judges() -> Row:
    """P15: the view Disagreement of a closed round, its words and its drawing, nothing kept."""
    result = judged_bench.eight_judges()
    (seconds,) = interleave(lambda: judged_bench.disagreement_anew(result))
    what = "disagreement, 8 judges × 12 options × 7 criteria"
    return Row("P15", what, "< 1 s", f"{seconds:.2f} s", seconds < 1)


STEPS: dict[str, Callable[[], Row]] = {
    "P1": measure_fixed,
    "P2": measure_uncertain,
    "P3": measure_peers,
    "P4": measure_memory,
    "P5": measure_exact,
    "P6": measure_one_way,
    "P7": measure_flips,
    "P8": measure_bits,
    "P9": measure_score,
    "P14": measure_joined,
    "P15": measure_judges,
}
"""Every row of the table, by its id, in the order in which they are measured."""


# --- the report --------------------------------------------------------------------------


def report(rows: list[Row], seconds: float) -> str:
    """Return the table with what it was measured on."""
    signs = {True: "yes", False: "no", None: "–"}
    lines = [
        "# How fast the analysis is",
        "",
        "Written by `make bench`. CPU time, medians of interleaved runs on one core. Absolute",
        "figures move with the machine and with what else it does; the ratios move much less.",
        "Textbook numpy counts rank shares, and so do we in P1; the peers count who is first. Our",
        "other figures include pairs of options, central weights and the spread of totals as well.",
        "",
        "| | what | target | found | met |",
        "|---|---|---|---|---|",
        *(f"| {r.id} | {r.what} | {r.target} | {r.found} | {signs[r.is_met]} |" for r in rows),
        "",
        f"Measured on {datetime.datetime.now(tz=datetime.UTC):%Y-%m-%d} in {seconds:.0f} s on "
        f"{processor()}, {os.cpu_count()} cores,",
        f"{platform.system()}, Python {platform.python_version()}, numpy {np.__version__}, "
        f"scipy {version_of('scipy')}, Steelyard {__version__};",
        f"peers: {', '.join(f'{peer} {peer_version(peer)}' for peer in PEERS)}.",
    ]
    return "\n".join(lines) + "\n"


def processor() -> str:
    """Return the name of the processor, where the system tells it."""
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()


def version_of(package: str) -> str:
    """Return the version of an installed package."""
    from importlib.metadata import version

    return version(package)


def peer_version(peer: str) -> str:
    """Return the version of a peer in its own environment."""
    python = peer_environment(peer)
    if python is None:
        return "(not installed)"
    code = "import sys; from importlib.metadata import version; print(version(sys.argv[1]))"
    done = subprocess.run(
        [str(python), "-c", code, peer], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
