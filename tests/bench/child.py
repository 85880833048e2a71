"""What the benchmark runs in a process of its own, to see its memory, bits or start alone.

`python child.py memory DRAWS`, `bits`, `cluster` or `score FILE`; prints one line of JSON.
"""

from __future__ import annotations

import json
import sys
import time
from hashlib import sha256
from pathlib import Path
from typing import Any

HEAVY = ("numpy", "pandas", "altair", "streamlit", "scipy")


def spec_of(draws: int, uncertain: bool, m: int = 10, n: int = 8) -> Any:
    """Return the simulations of a made-up problem: any weights, scores with ranges or without."""
    import numpy as np

    from steelyard.analysis.simulations.specification import make_spec

    likely = np.random.default_rng(0).integers(1, 100, (m, n)).astype(float)
    if not uncertain:
        return make_spec(likely, np.ones(n), mode="uniform", draws=draws)
    low, high = np.maximum(likely - 15, 0), np.minimum(likely + 10, 100)
    return make_spec(likely, np.ones(n), low=low, high=high, mode="uniform", draws=draws)


def digest(counts: Any) -> str:
    """Return a fingerprint of every number that was counted."""
    arrays = (counts.leads, counts.ranks, counts.ahead, counts.weights, counts.totals)
    return sha256(b"".join(array.tobytes() for array in arrays)).hexdigest()


def memory(draws: int) -> dict[str, Any]:
    """Count simulations and return the most memory this process ever held, in MiB."""
    from steelyard.analysis.simulations.counts import run_chunks

    spec = spec_of(draws, uncertain=False)
    begin = time.process_time()
    run_chunks(spec, 0, spec.chunks)
    spent = time.process_time() - begin
    return {"peak": peak_memory(), "seconds": spent}


def peak_memory() -> float:
    """Return the most memory this process ever held, in MiB."""
    status = Path("/proc/self/status")
    if status.exists():
        # Unlike `getrusage`, this starts anew with the program and forgets who called it.
        lines = status.read_text(encoding="utf-8").splitlines()
        return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024**2 if sys.platform == "darwin" else 1024)


def bits() -> dict[str, Any]:
    """Count simulations in this process and return their fingerprint."""
    from steelyard.analysis.simulations.counts import run_chunks

    spec = spec_of(BITS_DRAWS, uncertain=True)
    return {"digest": digest(run_chunks(spec, 0, spec.chunks))}


def cluster() -> dict[str, Any]:
    """Count the same simulations with two workers, then again with one of them killed."""
    import os
    import signal

    from distributed import Client, LocalCluster

    from steelyard.commands.cluster import count_with

    spec = spec_of(BITS_DRAWS, uncertain=True)
    with (
        LocalCluster(
            n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None
        ) as workers,
        Client(workers) as client,
    ):
        two = digest(count_with(client, spec))
        victims = list(client.run(os.getpid).values())[:1]

        def kill(done: int, of: int) -> None:
            while victims:
                os.kill(victims.pop(), signal.SIGKILL)

        return {"two": two, "killed": digest(count_with(client, spec, kill))}


def score(file: str) -> dict[str, Any]:
    """Run `steelyard score` and return its CPU seconds, from the start of this process."""
    import io
    from contextlib import redirect_stdout

    from steelyard import cli

    with redirect_stdout(io.StringIO()):
        code = cli.main(["score", file])
    loaded = [name for name in HEAVY if name in sys.modules]
    return {"seconds": time.process_time(), "code": code, "loaded": loaded}


BITS_DRAWS = 1_600_000


def main() -> int:
    """Do what the command line says."""
    match sys.argv[1:]:
        case ["memory", draws]:
            found = memory(int(draws))
        case ["bits"]:
            found = bits()
        case ["cluster"]:
            found = cluster()
        case ["score", file]:
            found = score(file)
        case _:
            return 2
    print(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
