"""Runs one checkout's command line over the shipped sets and keeps everything it writes.

A recording is a folder: `recorded.json` (version and fingerprints of the files), and below
SET/VIEW the output of every command. A recording can be compared later without its checkout.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

NOTE = "recorded.json"
"""The file that makes a folder a recording."""

DRAWS = "4096"
PATIENCE = 900
"""Seconds after which a command counts as hanging."""

FAULT = "partially initialized module"
"""What 0.1.0 sometimes says instead of a brief, depending on the order of its threads."""
_TRIES = 6

_PLURALS = {"lens": "lenses", "reading": "readings", "scenario": "scenarios"}
_WHOLE = "brief,live,slides,document,markdown,xlsx,numbers-csv,numbers-json"
_TEXTUAL = f"{_WHOLE},svg,vega,csv"
_QUICK = {"opening": f"{_WHOLE},vega,csv", "everything": "live,markdown,numbers-csv,numbers-json"}


@dataclass(frozen=True)
class Step:
    """One command: the folder and name its output is kept under, and its arguments."""

    folder: str
    name: str
    arguments: tuple[str, ...]


@dataclass(frozen=True)
class Look:
    """One view of a set: its name and its parts, as in a view file."""

    name: str
    parts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def flags(self) -> tuple[str, ...] | None:
        """The view as arguments of the command line; `None` where only a view file can say it."""
        if self.parts.keys() & {"disputes", "struck", "rival"}:
            return None
        swings = self.parts.get("swings", {}).items()
        plain = [(f"--{key}", text) for key, text in self.parts.items() if key != "swings"]
        moved = [("--set-swing", f"{criterion}={points:g}") for criterion, points in swings]
        return tuple(text for pair in [*plain, *moved] for text in pair)


def looks_of(criteria_file: Path) -> list[Look]:
    """Return the views of a set, its opening one first, the one that moves everything last.

    Each frame, the first lens, reading and scenario, own swings, disputed scores against
    another rival, and struck claims; what a set does not have is left out.
    """
    text = criteria_file.read_text(encoding="utf-8")
    found = yaml.safe_load(text)
    criteria, options = list(found["criteria"]), list(found["options"])
    looks = [Look("opening"), *(Look(f"frame-{f}", {"frame": f}) for f in found["frames"])]
    chosen = {part: next(iter(found[many])) for part, many in _PLURALS.items() if found.get(many)}
    looks += [Look(part, {part: first}) for part, first in chosen.items()]
    swings = {criteria[0]: 35.0, criteria[1]: 90.0}
    disputes = {f"{options[0]}/{criteria[0]}": 80.0, f"{options[2]}/{criteria[1]}": 12.5}
    moved: dict[str, Any] = {"disputes": disputes, "rival": options[2]}
    looks += [Look("swings", {"swings": swings}), Look("disputes", moved)]
    cited = re.findall(r"claims: \[([a-z]+-\d+)", text.partition("\nassessments:")[2])
    if struck := list(dict.fromkeys(cited))[:2]:
        looks.append(Look("struck", {"struck": struck}))
        moved = {**moved, "struck": struck}
    return [*looks, Look("everything", {**chosen, "swings": swings, **moved})]


def write_later_version(criteria_file: Path) -> Path:
    """Write a copy of a set with two swings and a few scores changed; return its path."""
    head, mark, scores = criteria_file.read_text(encoding="utf-8").partition("\nassessments:\n")
    head = re.sub(r"(?m)^(    swing: )(\d+)$", _halved, head, count=2)
    scores = re.sub(r"(?m)^(    \w+: )(\d+)$", _halved, scores, count=3)
    scores = re.sub(r"(score: \[\d+, )(\d+)(?=, \d+\])", _raised, scores, count=3)
    later = criteria_file.parent / "later" / criteria_file.name
    later.parent.mkdir(exist_ok=True)
    later.write_text(head + mark + scores, encoding="utf-8")
    return later


def _halved(found: re.Match[str]) -> str:
    return f"{found[1]}{int(found[2]) // 2}"


def _raised(found: re.Match[str]) -> str:
    return f"{found[1]}{int(found[2]) + 1}"


def steps_of(criteria_file: str, later: str, looks: list[Look], is_quick: bool) -> Iterator[Step]:
    """Yield every command for one set; quick: the opening view and the one with all moved."""
    name = Path(criteria_file).stem
    frames = [look for look in looks if look.name == "opening" or look.name.startswith("frame-")]
    for look in frames[:1] if is_quick else frames:
        folder, frame = f"{name}/{look.name}", look.flags or ()
        # The text of `check --appraise` is its JSON in words.
        yield Step(folder, "check.txt", ("check", "--appraise", *frame, criteria_file))
        yield Step(folder, "check.json", ("check", "--appraise", "--json", *frame, criteria_file))
        yield Step(folder, "diff.txt", ("diff", *frame, criteria_file, later))
        yield Step(folder, "diff.json", ("diff", "--json", *frame, criteria_file, later))
    folder, brief = f"{name}/opening", f"out/{name}/opening/brief"
    yield Step(folder, "brief-md.txt", ("brief", "--to", f"{brief}.md", criteria_file))
    if not is_quick:
        yield Step(folder, "brief-pdf.txt", ("brief", "--to", f"{brief}.pdf", criteria_file))
    sampled = ("robustness", "--draws", DRAWS)
    for kind in () if is_quick else ("--uniform", "--fixed"):
        ending = f"{kind.strip('-')}.json"
        yield Step(
            f"{name}/opening", f"robustness-{ending}", (*sampled, kind, "--json", criteria_file)
        )
    for look in (looks[0], looks[-1]) if is_quick else looks:
        folder, flags = f"{name}/{look.name}", look.flags
        if flags is not None:
            yield Step(folder, "score.txt", ("score", *flags, criteria_file))
            yield Step(folder, "score.json", ("score", "--json", *flags, criteria_file))
            yield Step(folder, "robustness.txt", (*sampled, *flags, criteria_file))
            yield Step(folder, "robustness.json", (*sampled, "--json", *flags, criteria_file))
        view = (f"views/{name}/{look.name}.json", "--to", f"out/{folder}/export")
        only = ("--only", _forms(look.name, is_quick)) if _forms(look.name, is_quick) else ()
        yield Step(folder, "export.txt", ("export", criteria_file, "--view", *view, *only))


def _forms(look: str, is_quick: bool) -> str:
    """Return what to export of a view; empty for everything.

    Pixels and PDF follow from the SVG: they are taken once, in the full run.
    """
    if is_quick:
        return _QUICK[look]
    return "" if look == "opening" else _TEXTUAL


def record(checkout: Path, out: Path, is_quick: bool) -> None:
    """Run all commands of a checkout into an empty or new folder.

    How many commands had to be repeated for `FAULT` is noted; it is a fault of that version.

    Raises ValueError for a folder that holds something, or where another Steelyard answers.
    """
    if out.exists() and any(out.iterdir()):
        raise ValueError(f"{out} is not empty")
    environment = {**os.environ, "PYTHONPATH": str(checkout / "dashboard")}
    environment |= {"COLUMNS": "100", "NO_COLOR": "1"}
    version = checked_version(checkout, environment)
    began, repeated = time.monotonic(), 0
    with tempfile.TemporaryDirectory() as place:
        work = Path(place)
        for part in ("criteria", "seeds"):
            without = shutil.ignore_patterns("texts")
            shutil.copytree(checkout / part, work / part, ignore=without)
        # A later version lies a folder deeper than its sources.
        shutil.copytree(work / "seeds", work / "criteria" / "seeds")
        files = sorted((work / "criteria").glob("*.yaml"))
        for file in files:
            looks, later = looks_of(file), write_later_version(file)
            for look in looks:
                view = work / "views" / file.stem / f"{look.name}.json"
                view.parent.mkdir(parents=True, exist_ok=True)
                view.write_text(json.dumps({"format": 1, "view": look.parts}), encoding="utf-8")
            names = [str(path.relative_to(work)) for path in (file, later)]
            for step in steps_of(names[0], names[1], looks, is_quick):
                repeated += _run(step, work, environment)
        shutil.copytree(work / "out", out, dirs_exist_ok=True)
    seconds = round(time.monotonic() - began)
    write_note(checkout, out, version, quick=is_quick, repeated=repeated, seconds=seconds)


def write_note(checkout: Path, out: Path, version: str, **more: object) -> None:
    """Write into a recording which version it is of, and the SHA-256 of its criteria files."""
    files = sorted((checkout / "criteria").glob("*.yaml"))
    prints = [hashlib.sha256(path.read_bytes()).hexdigest() for path in files]
    note = {"version": version, "fingerprints": prints, **more}
    (out / NOTE).write_text(json.dumps(note, indent=1) + "\n", encoding="utf-8")


def find_crashes(folder: Path) -> list[str]:
    """Return the commands of a recording that ended with a traceback, by folder and name."""
    return [
        path.relative_to(folder).with_suffix("").as_posix()
        for path in sorted(folder.rglob("*.end"))
        if "Traceback (most recent call last)" in path.read_text(encoding="utf-8")
    ]


def checked_version(checkout: Path, environment: Mapping[str, str]) -> str:
    """Return the version of a checkout; raise ValueError if Python finds another Steelyard."""
    question = "import steelyard; print(steelyard.__version__, steelyard.__file__)"
    answer = subprocess.run(
        [sys.executable, "-c", question], env=environment, capture_output=True, text=True, cwd="/"
    )
    version, _, where = answer.stdout.strip().partition(" ")
    if not Path(where).resolve().is_relative_to(checkout.resolve()):
        raise ValueError(f"{checkout} is no checkout: {where or answer.stderr[-200:]} was found")
    return version


def _run(step: Step, work: Path, environment: Mapping[str, str]) -> int:
    """Run a command and keep what it prints; return how often it was repeated for `FAULT`."""
    folder = work / "out" / step.folder
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "steelyard.cli", *step.arguments]
    for repeats in range(_TRIES):
        if repeats:
            shutil.rmtree(folder / "export", ignore_errors=True)
        done = subprocess.run(
            command, env=environment, cwd=work, capture_output=True, text=True, timeout=PATIENCE
        )
        if FAULT not in done.stderr:
            break
    (folder / step.name).write_text(done.stdout, encoding="utf-8")
    # Lines about progress come and go with the load of the machine.
    said = [line for line in done.stderr.splitlines() if not line.endswith("…")]
    end = "\n".join([f"exit code {done.returncode}", *said])
    (folder / f"{step.name}.end").write_text(end, encoding="utf-8")
    return repeats
