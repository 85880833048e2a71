"""Reading broken files takes a bounded amount of memory, and gives it back.

The largest are read in a process of its own, so that only what they take is measured. `make
fuzz N=20000 SEED=7` reads more of the small ones.
"""

from __future__ import annotations

import gc
import json
import os
import random
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from files.test_fuzz_reading import SEED, mutated
from files.test_mutations import SHIPPED

from steelyard.files.criteria_files import read_criteria
from steelyard.files.yaml.decoding import MAX_BYTES

COUNT = int(os.environ.get("STEELYARD_FUZZ", "1000"))
TESTS = Path(__file__).resolve().parents[1]
PATH = SHIPPED / "criteria" / "x.yaml"
MIB = 1024 * 1024
MOST = 300
"""MiB that reading a file of the greatest size may take on top of the program itself."""
MOST_SMALL, MOST_KEPT = 40, 15
"""The same for files of the usual size; and what may stay behind after all of them."""
HEAD = "format: 1\ntitle: A\ncriteria: {a: {name: A}}\noptions: {b: {name: B}}\nassessments:\n"


def large_files() -> Iterator[str]:
    """Yield files of nearly the greatest size, each of one piece a great many times."""
    yield from (
        HEAD + start + piece * ((MAX_BYTES - len(HEAD) - 200) // len(piece)) + end
        for start, piece, end in (
            ("", "# nothing but a comment\n", ""),
            ("  b: {a: ", "[", ""),
            ("  b: {a: ", "[1, ", ""),
            ("  b: {a: [", "1,", "1]}\n"),
            ("  b: {a: '", "x", "'}\n"),
            ("  b: {a: '", "é\n\n ", "'}\n"),
            ("  b:\n", "    a: 1\n", ""),
            ("", "  b: {a: 1}\n", ""),
            ("  b: {a: 1}\n", "- \n", ""),
            ("  b: {a: 1}\n", "? ", ""),
            ("  b: {a: 1}\n", "&a *a !a\n", ""),
            ("  b: {a: 1}\n", "\t{}:]\n", ""),
        )
    )
    keys = "".join(f"  b{number}: {{a: {number}}}\n" for number in range(120_000))
    yield (HEAD + keys)[: MAX_BYTES - 10]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell the most a process took")
def test_files_of_the_greatest_size_are_read_within_bounds() -> None:
    """Brackets, keys, comments, complaints by the ten thousand: all within the same memory."""
    paths = [str(TESTS), str(TESTS.parent / "dashboard"), os.environ.get("PYTHONPATH", "")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}
    done = subprocess.run(
        [sys.executable, __file__], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert 0 < json.loads(done.stdout) < MOST


def test_broken_files_are_read_within_bounds_and_leave_nothing() -> None:
    """However many are read: none takes more than its share, and all of it is given back."""
    source = random.Random(f"{SEED} memory")
    mutated(source)
    gc.collect()
    tracemalloc.start()
    try:
        most = max(taken_for(mutated(source)) for _ in range(COUNT // 16))
        gc.collect()
        kept = tracemalloc.get_traced_memory()[0] / MIB
    finally:
        tracemalloc.stop()
    assert most < MOST_SMALL
    assert kept < MOST_KEPT


def taken_for(text: str) -> float:
    """Read a file; return how much memory that took at its height, in MiB."""
    before = tracemalloc.get_traced_memory()[0]
    tracemalloc.reset_peak()
    read_criteria(text.encode(), PATH, PATH.name)
    return (tracemalloc.get_traced_memory()[1] - before) / MIB


def most_taken() -> float:
    """Return the most memory this program has had at once, in MiB."""
    status = Path("/proc/self/status")
    if status.exists():
        # Linux's `ru_maxrss` would begin with that of whoever started this program.
        peak = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(peak.split()[1]) / 1024
    import resource

    # macOS counts bytes, other systems KiB.
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / MIB


if __name__ == "__main__":
    # The first file brings the modules that only reading needs.
    read_criteria(HEAD.encode(), PATH, PATH.name)
    at_first = most_taken()
    for large in large_files():
        read_criteria(large.encode(), PATH, PATH.name)
    print(json.dumps(most_taken() - at_first))
