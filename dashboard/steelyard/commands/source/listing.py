"""`steelyard source list` and `check`: list the registers of a folder, and their problems."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from steelyard.commands.outcome import FINE, PROBLEMS, align_columns, print_json
from steelyard.commands.source.places import list_registers, named_register, seeds_given
from steelyard.files.criteria_files import load_criteria_file
from steelyard.files.library import list_criteria_files
from steelyard.files.problems import Problem, name_as_text, problems_as_text
from steelyard.files.registers import LoadedRegister, load_register, looks_like_register
from steelyard.files.sources.claim_drafts import find_unknown_bearings
from steelyard.files.sources.claim_rules import find_copied
from steelyard.files.texts.copied_words import CopyCheck
from steelyard.files.yaml.decoding import read_bounded
from steelyard.files.yaml.yaml_tree import read_tree
from steelyard.model import CriteriaSet
from steelyard.results.claim_results import cover_register
from steelyard.results.words.texts.sources import aim_words, coverage_words

_TEXT_STATES = {"matches": "there", "absent": "not here", "differs": "another than was read"}


def run_list(arguments: argparse.Namespace) -> int:
    """Print a line for each register; return the exit code."""
    folder = seeds_given(arguments)
    rows = [["id", "paragraphs", "claims", "open", "text"]]
    data = []
    for path in list_registers(folder):
        loaded = load_register(path)
        states = cover_register(loaded)
        register = loaded.register
        claims = len(register.standing) if register is not None else 0
        left = sum(not state.is_covered for state in states)
        rows.append(
            [loaded.id, str(len(states)), str(claims), str(left), _TEXT_STATES[loaded.text.state]]
        )
        data.append(
            {
                "id": loaded.id,
                "title": register.title if register is not None else "",
                "paragraphs": len(states),
                "claims": claims,
                "withdrawn": len(register.claims) - claims if register is not None else 0,
                "without_claim": [s.paragraph for s in states if not s.is_covered],
                "text": loaded.text.state,
                "problems": len(loaded.problems),
            }
        )
    if arguments.json:
        print_json({"registers": data})
    else:
        print("\n".join(align_columns(rows, names=0)))
    return FINE


def run_check(arguments: argparse.Namespace) -> int:
    """Print the problems of one register or of all; return the exit code."""
    if arguments.id is not None:
        paths = [named_register(arguments)]
    else:
        paths = list_registers(seeds_given(arguments))
    checked = [check_register(path) for path in paths]
    if arguments.json:
        print_json({"registers": [register_as_data(*one) for one in checked]})
    else:
        print("\n".join(register_as_text(*one) for one in checked))
    return PROBLEMS if any(problems for _, problems in checked) else FINE


def check_register(path: Path) -> tuple[LoadedRegister, tuple[Problem, ...]]:
    """Return a register with its problems, those with other texts and criteria sets included."""
    loaded = load_register(path)
    register = loaded.register
    if register is None:
        return loaded, loaded.problems
    tree = read_tree(name_as_text(f"{path.parent.name}/{path.name}"), read_bounded(path))
    problems = [*loaded.problems, *find_copied(tree, CopyCheck(_other_texts(path)))]
    sets = list(_sets_on(path))
    options = dict.fromkeys(option for one in sets for option in one.options)
    criteria = dict.fromkeys(criterion for one in sets for criterion in one.criteria)
    if sets:
        problems += find_unknown_bearings(tree, register, options, criteria)
    return loaded, tuple(sorted(problems, key=lambda one: (one.line, one.column)))


def _other_texts(path: Path) -> dict[str, tuple[str, ...]]:
    """Return the texts of the other registers of a folder, as far as they are stored."""
    others = (file for file in list_criteria_files(path.parent) if file.stem != path.stem)
    texts = {other.stem: load_register(other).text.paragraphs for other in others}
    return {source: paragraphs for source, paragraphs in texts.items() if paragraphs}


def _sets_on(path: Path) -> Iterable[CriteriaSet]:
    """Yield the criteria sets beside a register that name it among their sources."""
    seeds = path.resolve().parent
    for folder in (seeds.parent / "criteria", seeds.parent, seeds):
        for file in list_criteria_files(folder) if folder.is_dir() else ():
            text = read_bounded(file).decode("utf-8", "replace")
            if looks_like_register(text) or path.stem not in text:
                continue
            criteria_set = load_criteria_file(file).criteria_set
            if criteria_set is not None and path.stem in criteria_set.sources:
                yield criteria_set


def register_as_text(loaded: LoadedRegister, problems: tuple[Problem, ...]) -> str:
    """Return a register for a terminal: its problems, then its contents."""
    lines = [problems_as_text(problems)] if problems else []
    count = len(problems)
    state = "no problems" if count == 0 else f"{count} problem{'s' if count > 1 else ''}"
    lines.append(f"{name_as_text(loaded.path)}: {state}")
    if loaded.register is not None:
        lines.append(f"  {aim_words(loaded.register)}; text {_TEXT_STATES[loaded.text.state]}")
        lines.append(f"  {coverage_words(cover_register(loaded))}")
    return "\n".join(lines)


def register_as_data(loaded: LoadedRegister, problems: tuple[Problem, ...]) -> dict[str, object]:
    """Return a register as plain data for `check --json`."""
    register = loaded.register
    return {
        "file": name_as_text(loaded.path),
        "problems": [problem.as_dict() for problem in problems],
        "paragraphs": len(register.fingerprints) if register is not None else 0,
        "claims": len(register.standing) if register is not None else 0,
        "text": loaded.text.state,
    }
