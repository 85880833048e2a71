"""`steelyard judges adopt`: a group's averaged inputs written into the criteria file."""

from __future__ import annotations

import argparse
import difflib

from steelyard.commands.diff import difference_as_text
from steelyard.commands.judges.places import closed_rounds
from steelyard.commands.outcome import FINE, WrongUseError, print_json
from steelyard.files.editing.open_text import EditError
from steelyard.files.saving.changing import FileChange, change_file
from steelyard.files.saving.save import SaveError
from steelyard.results.judges.adoption import Adoption
from steelyard.results.judges.group_result import GroupResult
from steelyard.results.words.judging.adopting import adoption_lines


def run_adopt(arguments: argparse.Namespace) -> int:
    """Write the inputs, or print what would change; return the exit code."""
    result, rounds = closed_rounds(arguments)
    found = GroupResult(result.criteria_set, rounds[-1])
    adoption = Adoption(found, arguments.ranges, arguments.keep_own)
    try:
        change = _change(arguments, adoption, result.loaded.text)
        lines, comparison = adoption_lines(adoption), adoption.comparison(change.before)
    except (SaveError, EditError) as error:
        raise WrongUseError(str(error)) from None
    except ValueError as error:
        raise WrongUseError(str(error)) from None
    if arguments.json:
        print_json({"file": str(arguments.set), "written": not arguments.dry_run, "says": lines,
                    "difference": comparison.data})  # fmt: skip
        return FINE
    print("\n".join([*lines, "", difference_as_text(comparison)]))
    if arguments.dry_run:
        print("\n" + _changed_lines(change))
    else:
        print(f"\n{arguments.set} is written; its earlier state is kept as a version.")
    return FINE


def _change(arguments: argparse.Namespace, adoption: Adoption, text: str) -> FileChange:
    if arguments.dry_run:
        return FileChange(arguments.set, text, adoption.put_into(text))
    return change_file(arguments.set, adoption.put_into, within=arguments.set.parent)


def _changed_lines(change: FileChange) -> str:
    name = change.path.name
    before, after = change.before.splitlines(), change.after.splitlines()
    found = difflib.unified_diff(before, after, name, f"{name} (not written)", n=0, lineterm="")
    return "\n".join(found)
