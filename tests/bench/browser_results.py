"""Where the figures of a real browser and of many visitors are kept: one file, a section each.

A program here writes its own section and leaves the other's alone. Figures without the
machine they were taken on mean nothing, so each section starts with it. With `--quick` a program
measures a little, to see whether it runs, and writes nothing.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import time
from datetime import date
from importlib.metadata import version
from pathlib import Path

RESULTS = Path(__file__).parent / "RESULTS-browser.md"
_HEAD = (
    "# Speed in a real browser, and with many visitors\n\n"
    "Written by `make bench-browser`. Times move by a factor of two with what else the machine\n"
    "does: compare figures of one run.\n"
)
_SEEN = ("streamlit", "altair", "numpy", "playwright")


def median(times: list[float]) -> float:
    """Return the median, or NaN where nothing was measured."""
    return statistics.median(times) if times else float("nan")


def p95(times: list[float]) -> float:
    """Return the 95th percentile by the nearest rank, or NaN where nothing was measured."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))] if ordered else float("nan")


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """Return rows as a Markdown table that is also fit to be read in a terminal."""
    widths = [max(len(row[i]) for row in (head, *rows)) for i in range(len(head))]
    lines = [head, tuple("-" * width for width in widths), *rows]
    return "\n".join(
        "| " + " | ".join(cell.ljust(w) for cell, w in zip(line, widths, strict=True)) + " |"
        for line in lines
    )


def cpu_seconds(process: int) -> float | None:
    """Return the seconds of processor time a process has used, where the system tells.

    Unlike waiting times it hardly depends on what else the machine does.
    """
    told = Path(f"/proc/{process}/stat")
    if not told.exists():
        return None
    fields = told.read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def free_share() -> float:
    """Return the share of a core that a busy program gets just now: 1 on a quiet machine."""
    begun, used = time.perf_counter(), time.thread_time()
    while time.perf_counter() - begun < 0.5:
        pass
    return (time.thread_time() - used) / (time.perf_counter() - begun)


def wants_little(description: str | None) -> bool:
    """Return whether the command line requests a short run; ends the program on `--help`."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--quick", action="store_true", help="measure a little, write nothing")
    return bool(parser.parse_args().quick)


def note(title: str, body: str, *, extra: str = "", is_kept: bool = True) -> None:
    """Print a section and, if it is kept, put it in the place of the one with the same title."""
    text = f"## {title}\n\n{_machine(extra)}\n\n{body.strip()}\n"
    print("\n" + text, flush=True)
    if not is_kept:
        return
    kept = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else _HEAD
    head, *sections = kept.split("\n## ")
    others = [section for section in sections if not section.startswith(f"{title}\n")]
    whole = [head.rstrip(), *(f"## {section.rstrip()}" for section in others), text.rstrip()]
    RESULTS.write_text("\n\n".join(whole) + "\n", encoding="utf-8")


def _machine(extra: str) -> str:
    load = f", load {os.getloadavg()[0]:.0f}" if hasattr(os, "getloadavg") else ""
    load += f", {free_share():.0%} of a core free for one more program at the end"
    seen = ", ".join(f"{name} {version(name)}" for name in _SEEN)
    parts = [
        f"{date.today().isoformat()}; {os.cpu_count()} cores, {platform.machine()}",
        f"{platform.system()}{load}; Python {platform.python_version()}, {seen}",
    ]
    return "; ".join(parts) + (f"; {extra}" if extra else "") + "."
