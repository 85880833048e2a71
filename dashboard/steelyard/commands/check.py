"""`steelyard check`: every problem of one file or a folder, and what its cells rest on."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from steelyard.analysis.evidence.coverage import Coverage
from steelyard.commands.outcome import FINE, PROBLEMS, WrongUseError, print_json
from steelyard.files.criteria_files import LoadedSet, load_criteria_file
from steelyard.files.library import list_criteria_files, list_unusable_names, shipped_criteria
from steelyard.files.problems import name_as_text, problems_as_text
from steelyard.results.choice import Choice
from steelyard.results.result import find_result


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command and its arguments."""
    parser = commands.add_parser(
        "check",
        help="list the problems of a criteria file or folder",
        description="List every problem with its line and what to do about it. "
        "Exit code 0: no problems; 1: problems found; 2: wrong use.",
    )
    parser.add_argument(
        "place", nargs="?", type=Path, metavar="FILE|FOLDER", help="default: the shipped sets"
    )
    parser.add_argument("--json", action="store_true", help="print JSON instead of text")
    parser.add_argument(
        "--appraise", action="store_true", help="also say what the result cannot show"
    )
    parser.add_argument("--frame", metavar="F", help="with --appraise; default: the first")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Check and print; return the exit code."""
    place: Path = arguments.place or shipped_criteria()
    if not place.exists():
        raise WrongUseError(f"there is no file or folder {place}")
    if arguments.frame is not None and not arguments.appraise:
        raise WrongUseError("--frame says which frame to appraise; give it with --appraise")
    files, unusable = list_criteria_files(place), list_unusable_names(place)
    if not files and not unusable:
        raise WrongUseError(f"there is no .yaml file in {place}")
    loaded = [load_criteria_file(file) for file in files]
    if arguments.json:
        found = {"files": [_as_dict(one) | _appraised(one, arguments) for one in loaded]}
        print_json(found | ({"unusable_names": unusable} if unusable else {}))
    else:
        said = [_as_text(one) + _appraised_text(one, arguments) for one in loaded]
        print("\n".join([*said, *unusable]))
    return PROBLEMS if unusable or any(one.problems for one in loaded) else FINE


def _as_dict(loaded: LoadedSet) -> dict[str, object]:
    criteria_set = loaded.criteria_set
    return {
        "file": name_as_text(loaded.path),
        "sha256": loaded.sha256,
        "problems": [problem.as_dict() for problem in loaded.problems],
        "options": len(criteria_set.options) if criteria_set else 0,
        "criteria": len(criteria_set.criteria) if criteria_set else 0,
        "cells": asdict(find_result(loaded, Choice()).coverage) if criteria_set else None,
    }


def _as_text(loaded: LoadedSet) -> str:
    lines = [problems_as_text(loaded.problems)] if loaded.problems else []
    count = len(loaded.problems)
    state = "no problems" if count == 0 else f"{count} problem{'s' if count > 1 else ''}"
    lines.append(f"{name_as_text(loaded.path)}: {state}")
    if loaded.criteria_set is not None:
        criteria_set = loaded.criteria_set
        lines.append(
            f"  {len(criteria_set.options)} options × {len(criteria_set.criteria)} criteria"
        )
        lines.append(f"  {describe_coverage(find_result(loaded, Choice()).coverage)}")
    return "\n".join(lines)


def _appraised(loaded: LoadedSet, arguments: argparse.Namespace) -> dict[str, object]:
    if not arguments.appraise:
        return {}
    # The appraisal brings numpy along, which nothing else here and in `score` needs.
    from steelyard.commands.appraisal import appraisal_as_dict, appraise_file

    return {"appraisal": appraisal_as_dict(*appraise_file(loaded, arguments.frame))}


def _appraised_text(loaded: LoadedSet, arguments: argparse.Namespace) -> str:
    if not arguments.appraise:
        return ""
    from steelyard.commands.appraisal import appraisal_as_text, appraise_file

    return "\n" + appraisal_as_text(*appraise_file(loaded, arguments.frame)) + "\n"


def describe_coverage(coverage: Coverage) -> str:
    """Return the counts of what cells rest on as one sentence."""
    return (
        f"{coverage.cells} cells: {coverage.direct} rest on direct claims, "
        f"{coverage.indirect} only on indirect ones, {coverage.none} on none, "
        f"{coverage.unknown} unknown"
    )
