"""`steelyard diff OLD NEW`: which judgements changed, and how that affected the result."""

from __future__ import annotations

import argparse
from pathlib import Path

from steelyard import __version__
from steelyard.analysis.difference.comparison import Difference
from steelyard.commands.outcome import FINE, PROBLEMS, WrongUseError, complain, print_json
from steelyard.commands.viewing import open_file
from steelyard.files.judgements.sheet_files import (
    File,
    is_in_open_round,
    kind_of_judgements,
    read_judgements,
)
from steelyard.files.problems import problems_as_text
from steelyard.files.registers import is_register, load_register
from steelyard.model import JudgeSheet, Round
from steelyard.results.compared.difference import Comparison
from steelyard.results.compared.register_changes import RegisterComparison
from steelyard.results.compared.sheet_changes import SheetComparison, round_change_data
from steelyard.results.result import Result
from steelyard.results.words.difference import describe_total
from steelyard.results.words.judging.sheet_changes import (
    STILL_OPEN,
    TWO_JUDGES,
    round_changes_words,
    sheet_changes_words,
)
from steelyard.results.words.numbers import signed_tenth_in_words
from steelyard.results.words.texts.sources import register_changes_words

_MOST_PARTS = 12
"""Maximum number of parts of a change listed; the smallest beyond it are summed up in one line."""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command and its arguments."""
    parser = commands.add_parser(
        "diff",
        help="tell two versions of a criteria file apart",
        description="Say which judgements differ between two versions of a criteria file, how "
        "each total changed, and how much of the change in the lead each judgement explains. "
        "Exit code 0: compared, whether or not they differ; 1: problems in a file; 2: wrong use.",
    )
    parser.add_argument(
        "old", type=Path, metavar="OLD", help="a criteria file, register, judge's sheet or round"
    )
    parser.add_argument("new", type=Path, metavar="NEW", help="a later version of it")
    parser.add_argument("--frame", metavar="F", help="which criteria count; default: the first")
    parser.add_argument("--lens", metavar="L", help="whose weights; default: the file's swings")
    parser.add_argument("--json", action="store_true", help="print JSON instead of text")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Compare and print; return the exit code."""
    if is_register(arguments.old) and is_register(arguments.new):
        return _compare_registers(arguments)
    kinds = {kind_of_judgements(path) for path in (arguments.old, arguments.new)}
    if kinds == {JudgeSheet}:
        return _compare_sheets(arguments)
    if kinds == {Round}:
        return _compare_rounds(arguments)
    old, new = open_file(arguments.old), open_file(arguments.new)
    found = Comparison(old.criteria_set, new.criteria_set, arguments.frame, arguments.lens)
    try:
        _ = found.difference
    except ValueError as error:
        raise WrongUseError(str(error)) from None
    if arguments.json:
        print_json(difference_data(old, new, found))
    else:
        print(difference_as_text(found))
    return PROBLEMS if old.loaded.problems or new.loaded.problems else FINE


def _compare_registers(arguments: argparse.Namespace) -> int:
    """Compare two versions of a register and print; return the exit code."""
    loaded = [load_register(path) for path in (arguments.old, arguments.new)]
    for one in loaded:
        if one.problems:
            complain(problems_as_text(one.problems))
    old, new = (one.register for one in loaded)
    if old is None or new is None:
        raise WrongUseError("nothing in one of the registers can be used; mend the problems above")
    found = RegisterComparison(old, new)
    _print(arguments, found.data, register_changes_words(found))
    return PROBLEMS if any(one.problems for one in loaded) else FINE


def _compare_sheets(arguments: argparse.Namespace) -> int:
    """Compare two sheets of one judge and print; return the exit code."""
    if is_in_open_round(arguments.old) or is_in_open_round(arguments.new):
        raise WrongUseError(STILL_OPEN)
    old, new = _read_both(arguments, JudgeSheet)
    if (old.judge, old.set_) != (new.judge, new.set_):
        raise WrongUseError(TWO_JUDGES)
    found = SheetComparison(old, new)
    _print(arguments, found.data, sheet_changes_words(found))
    return FINE


def _compare_rounds(arguments: argparse.Namespace) -> int:
    """Compare two versions of a round's file and print; return the exit code."""
    old, new = _read_both(arguments, Round)
    _print(arguments, round_change_data(old, new), round_changes_words(old, new))
    return FINE


def _read_both(arguments: argparse.Namespace, kind: type[File]) -> tuple[File, File]:
    """Return two files of judgements. Raises WrongUseError if one has faults."""
    (old, first), (new, second) = (
        read_judgements(path, kind) for path in (arguments.old, arguments.new)
    )
    for problems in (first, second):
        if problems:
            complain(problems_as_text(problems))
    if old is None or new is None:
        raise WrongUseError("one of the two files has faults; mend the problems above")
    return old, new


def _print(arguments: argparse.Namespace, data: object, lines: list[str]) -> None:
    if arguments.json:
        print_json(data)
    else:
        print("\n".join(lines))


def difference_data(old: Result, new: Result, found: Comparison) -> dict[str, object]:
    """Return the difference as plain data for `--json`."""
    return {
        "old": {"file": str(old.loaded.path), "sha256": old.loaded.sha256},
        "new": {"file": str(new.loaded.path), "sha256": new.loaded.sha256},
        "version": __version__,
        **found.data,
    }


def difference_as_text(found: Comparison) -> str:
    """Return the difference for a terminal: changes, totals, and why the lead changed."""
    if found.difference.is_empty:
        return "\n".join(["No judgement differs.", *found.notes])
    lines = [*_move_lines(found), *found.notes]
    if found.difference.frames:
        lines += ["", _heading(found.difference), *_total_lines(found)]
    if found.margin:
        lines += ["", found.margin, *_part_lines(found)]
    return "\n".join(lines)


def _move_lines(found: Comparison) -> list[str]:
    counting, other = found.counting, found.wording
    lines = [f"Judgements that count ({len(counting)}):", *(f"  {one}" for one in counting)]
    if not counting:
        lines = ["No score, range, swing or other number differs."]
    if other:
        lines += ["", f"Words, claims and marks ({len(other)}):", *(f"  {one}" for one in other)]
    return lines


def _heading(difference: Difference) -> str:
    assert difference.frames is not None
    frames = " and ".join(dict.fromkeys(difference.frames))
    lens = f", lens {difference.lens}" if difference.lens else ""
    return f"Totals (frame {frames}{lens}):"


def _total_lines(found: Comparison) -> list[str]:
    moved = found.moved_totals
    if not moved:
        return ["  No total changed."]
    options = {**found.old.options, **found.new.options}
    width = max(len(options[option].name) for option in moved)
    # Under the heading "Totals" the word need not be repeated.
    lines = [
        f"  {options[option].name.ljust(width)}  {describe_total(change).removeprefix('total ')}"
        for option, change in moved.items()
    ]
    same = len(found.difference.totals) - len(moved)
    return [*lines, f"  {same} unchanged"] if same else lines


def _part_lines(found: Comparison) -> list[str]:
    shown, small = found.parts[:_MOST_PARTS], found.parts[_MOST_PARTS:]
    effects = [signed_tenth_in_words(effect) for effect, _ in shown]
    width = max((len(effect) for effect in effects), default=0)
    lines = [
        f"  {effect.rjust(width)}  {sentence}"
        for effect, (_, sentence) in zip(effects, shown, strict=True)
    ]
    if small:
        together = signed_tenth_in_words(sum(effect for effect, _ in small)).rjust(width)
        lines.append(f"  {together}  {len(small)} smaller parts together")
    return lines
