"""`steelyard check`: every problem of a file or folder, and the evidence behind its cells.

With `--appraise` also the appraisal. It is advice and never affects the exit code, since no file is
beyond doubt.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from steelyard.analysis.evidence.coverage import Coverage
from steelyard.commands.judges.checking import (
    CheckedRound,
    round_as_data,
    round_as_text,
    rounds_at,
    rounds_of,
)
from steelyard.commands.outcome import FINE, PROBLEMS, WrongUseError, complain, print_json
from steelyard.commands.source.listing import (
    check_register,
    register_as_data,
    register_as_text,
)
from steelyard.files.criteria_files import LoadedSet, load_criteria_file
from steelyard.files.editing.open_text import EditError
from steelyard.files.guesses import GUESS, confirm_guesses
from steelyard.files.library import (
    is_recipe,
    list_criteria_files,
    list_unusable_names,
    shipped_criteria,
)
from steelyard.files.problems import Problem, name_as_text, problems_as_text
from steelyard.files.registers import is_register
from steelyard.files.saving.save import SaveError, save_text
from steelyard.results.choice import Choice
from steelyard.results.result import find_result
from steelyard.results.words.numbers import counted

if TYPE_CHECKING:
    from steelyard.results.appraisal import Finding


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command and its arguments."""
    parser = commands.add_parser(
        "check",
        help="list the problems of a criteria file, a register, a round of judges or a folder",
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
    parser.add_argument(
        "--accept",
        action="store_true",
        help="take every guess of FILE as confirmed, as one who has read them, and write that down",
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
    if is_recipe(place.name):
        return _check_recipe(place, as_json=arguments.json)
    if (judged := rounds_at(place)) is not None:
        return _say_rounds(judged, as_json=arguments.json)
    if arguments.accept:
        _accept_guesses(place)
    files, unusable = _list_files(place), list_unusable_names(place)
    if not files and not unusable:
        raise WrongUseError(f"there is no .yaml file in {place}")
    registers = [check_register(file) for file in files if is_register(file)]
    loaded = [load_criteria_file(file) for file in files if not is_register(file)]
    judged = rounds_of(one.path for one in loaded) if place.is_dir() else []
    if arguments.json:
        found = {"files": [_as_dict(one) | _appraised(one, arguments) for one in loaded]}
        if registers:
            found["registers"] = [register_as_data(*one) for one in registers]
        if judged:
            found["rounds"] = [round_as_data(one) for one in judged]
        print_json(found | ({"unusable_names": unusable} if unusable else {}))
    else:
        texts = [_as_text(one) + _appraised_text(one, arguments) for one in loaded]
        texts += [register_as_text(*one) for one in registers]
        texts += [round_as_text(one) for one in judged]
        print("\n".join([*texts, *unusable]))
    is_faulty = any(one.problems for one in loaded)
    is_faulty = is_faulty or any(found for _, found in [*registers, *judged])
    return PROBLEMS if unusable or is_faulty else FINE


def _list_files(place: Path) -> list[Path]:
    """Return the files of a folder; for a project's folder the files of both kinds below it."""
    files = list_criteria_files(place)
    if files or list_unusable_names(place):
        return files
    return [file for name in ("criteria", "seeds") for file in list_criteria_files(place / name)]


def _say_rounds(judged: Sequence[CheckedRound], *, as_json: bool) -> int:
    if as_json:
        print_json({"rounds": [round_as_data(one) for one in judged]})
    else:
        print("\n".join(map(round_as_text, judged)))
    return PROBLEMS if any(problems for _, problems in judged) else FINE


def _check_recipe(place: Path, *, as_json: bool) -> int:
    from steelyard.files.spreadsheet.recipe.recipe_file import load_recipe

    problems = load_recipe(place).problems
    if as_json:
        named = {"file": name_as_text(place), "problems": [p.as_dict() for p in problems]}
        print_json({"files": [named]})
    else:
        said = [problems_as_text(problems)] if problems else []
        print("\n".join([*said, f"{name_as_text(place)}: {_counted(problems)}"]))
    return PROBLEMS if problems else FINE


def _counted(problems: Sequence[Problem]) -> str:
    count = len(problems)
    return "no problems" if count == 0 else f"{count} problem{'s' if count > 1 else ''}"


def _accept_guesses(place: Path) -> None:
    """Save a file with its guesses confirmed, and report which guesses it had."""
    if not place.is_file():
        raise WrongUseError("--accept confirms the guesses of one file; name it")
    loaded = load_criteria_file(place)
    guesses = [problem for problem in loaded.problems if problem.code == GUESS]
    if not guesses:
        return
    try:
        text = confirm_guesses(loaded.text)
        save_text(place, text, loaded.sha256, within=place.resolve().parent)
    except (EditError, SaveError) as error:
        raise WrongUseError(str(error)) from None
    for problem in guesses:
        complain(f"confirmed: {problem.found}")


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
    lines.append(f"{name_as_text(loaded.path)}: {_counted(loaded.problems)}")
    if loaded.criteria_set is not None:
        criteria_set = loaded.criteria_set
        lines.append(
            f"  {counted(len(criteria_set.options), 'option')} × "
            f"{counted(len(criteria_set.criteria), 'criterion', 'criteria')}"
        )
        unsampled = find_result(loaded, Choice()).unsampled
        if unsampled:
            lines.append(f"  No simulations: {unsampled}.")
        lines.append(f"  {describe_coverage(find_result(loaded, Choice()).coverage)}")
    return "\n".join(lines)


def _appraised(loaded: LoadedSet, arguments: argparse.Namespace) -> dict[str, object]:
    if not arguments.appraise:
        return {}
    return {"appraisal": appraisal_as_dict(*appraise_file(loaded, arguments.frame))}


def _appraised_text(loaded: LoadedSet, arguments: argparse.Namespace) -> str:
    if not arguments.appraise:
        return ""
    return "\n" + appraisal_as_text(*appraise_file(loaded, arguments.frame)) + "\n"


def describe_coverage(coverage: Coverage) -> str:
    """Return the counts of the cells by their evidence as one sentence."""
    return (
        f"{coverage.cells} cells: {coverage.direct} rest on direct claims, "
        f"{coverage.indirect} only on indirect ones, {coverage.none} on none, "
        f"{coverage.unknown} unknown"
    )


MOST_DETAILS = 8
"""Maximum number of cases listed; the rest are counted. `--json` has them all."""

_SIGNS = {"failed": "✗", "open": "?", "passed": "✓", "not applicable": "-"}


def appraise_file(loaded: LoadedSet, frame: str | None = None) -> tuple[str, tuple[Finding, ...]]:
    """Return the frame that was appraised and a finding for each rule.

    `frame` is the file's first one by default. Both are empty if the file cannot be used.
    Raises WrongUseError for a frame the file does not have.
    """
    if loaded.criteria_set is None:
        return "", ()
    result = find_result(loaded, Choice(frame=frame))
    try:
        return result.evaluation.frame, result.findings
    except ValueError as error:
        raise WrongUseError(f"{loaded.path}: {error}") from None


def appraisal_as_dict(frame: str, findings: tuple[Finding, ...]) -> dict[str, object]:
    """Return an appraisal as plain data for `--json`."""
    # Findings load numpy, which nothing else here or in `score` needs.
    from steelyard.results.data_parts import findings_data

    return {"frame": frame, "findings": findings_data(findings)}


def appraisal_as_text(frame: str, findings: tuple[Finding, ...]) -> str:
    """Return an appraisal for a terminal: what failed, is open, passed and does not apply."""
    from steelyard.results.words.basis import counted_states

    if not findings:
        return "  nothing to appraise"
    lines = [f"  appraisal of frame {frame}: {counted_states(findings)}"]
    for state in _SIGNS:
        for finding in findings:
            if finding.state == state:
                lines += _as_lines(finding)
    return "\n".join(lines)


def _as_lines(finding: Finding) -> list[str]:
    says = finding.title if finding.state in ("failed", "passed") else finding.question
    lines = ["", f"  {_SIGNS[finding.state]} {finding.state}  {says}  [{finding.rule}]"]
    lines.append(f"      {finding.found}")
    if finding.state == "passed":
        return lines
    lines += [f"      - {detail}" for detail in finding.details[:MOST_DETAILS]]
    if len(finding.details) > MOST_DETAILS:
        lines.append(f"      - and {len(finding.details) - MOST_DETAILS} more")
    if finding.advice:
        lines.append(f"      What to do: {finding.advice}")
    return [*lines, f"      See: {'; '.join(finding.guidance)}"]
