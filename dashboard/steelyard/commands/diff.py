"""`steelyard diff OLD NEW`: which judgements moved, and what that did to the result."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from steelyard import __version__
from steelyard.analysis.difference import (
    Difference,
    Move,
    compare_sets,
    signed,
    tell_margin,
    tell_part,
)
from steelyard.analysis.difference.comparison import TotalChange
from steelyard.commands.outcome import FINE, PROBLEMS, WrongUseError, print_json
from steelyard.commands.viewing import load_criteria_set
from steelyard.files.criteria_files import LoadedSet
from steelyard.model import CriteriaSet
from steelyard.results.words.numbers import integer

MOST_PARTS = 12
"""Smaller parts of a change than these many are summed up in one line."""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command and its arguments."""
    parser = commands.add_parser(
        "diff",
        help="tell two versions of a criteria file apart",
        description="Say which judgements differ between two versions of a criteria file, how "
        "each total changed, and how much of the change in the lead each judgement explains. "
        "Exit code 0: compared, whether or not they differ; 1: problems in a file; 2: wrong use.",
    )
    parser.add_argument("old", type=Path, metavar="OLD", help="a criteria file")
    parser.add_argument("new", type=Path, metavar="NEW", help="a later version of it")
    parser.add_argument("--frame", metavar="F", help="which criteria count; default: the first")
    parser.add_argument("--lens", metavar="L", help="whose weights; default: the file's swings")
    parser.add_argument("--json", action="store_true", help="print JSON instead of text")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Compare and print; return the exit code."""
    old, first = load_criteria_set(arguments.old)
    new, last = load_criteria_set(arguments.new)
    try:
        difference = compare_sets(first, last, arguments.frame, arguments.lens)
    except ValueError as error:
        raise WrongUseError(str(error)) from None
    if arguments.json:
        print_json(as_data(old, new, first, last, difference))
    else:
        print(as_text(first, last, difference))
    return PROBLEMS if old.problems or new.problems else FINE


def as_data(
    old: LoadedSet, new: LoadedSet, first: CriteriaSet, last: CriteriaSet, difference: Difference
) -> dict[str, object]:
    """Return the difference as plain data: what `--json` prints."""
    margin = difference.margin
    return {
        "old": {"file": str(old.path), "sha256": old.sha256},
        "new": {"file": str(new.path), "sha256": new.sha256},
        "version": __version__,
        "frames": list(difference.frames) if difference.frames else None,
        "lens": difference.lens,
        "differs": not difference.is_empty,
        "moves": [
            {
                "what": move.what,
                "where": list(move.where),
                "counts": move.counts,
                "sentence": move.sentence,
            }
            for move in difference.moves
        ],
        "totals": {option: asdict(change) for option, change in difference.totals.items()},
        "leaders": {
            "before": list(difference.leaders_before),
            "after": list(difference.leaders_after),
        },
        "margin": margin
        and {
            "option": margin.option,
            "rival": margin.rival,
            "before": margin.before,
            "after": margin.after,
            "change": margin.change,
            "parts": [
                asdict(part) | {"sentence": tell_part(first, last, difference, part)}
                for part in margin.parts
            ],
            "rest": margin.rest,
        },
        "notes": list(difference.notes),
    }


def as_text(first: CriteriaSet, last: CriteriaSet, difference: Difference) -> str:
    """Return the difference for a terminal: moves, totals, and why the lead changed."""
    if difference.is_empty:
        return "\n".join(["No judgement differs.", *difference.notes])
    lines = [*_move_lines(difference.moves), *difference.notes]
    if difference.frames:
        lines += ["", _heading(difference), *_total_lines(first, last, difference)]
    if difference.margin:
        lines += ["", tell_margin(first, last, difference.margin)]
        lines += _part_lines(first, last, difference)
    return "\n".join(lines)


def _move_lines(moves: tuple[Move, ...]) -> list[str]:
    counting = [move.sentence for move in moves if move.counts]
    other = [move.sentence for move in moves if not move.counts]
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


def _total_lines(first: CriteriaSet, last: CriteriaSet, difference: Difference) -> list[str]:
    totals = difference.totals
    moved = {option: change for option, change in totals.items() if change.before != change.after}
    if not moved:
        return ["  No total changed."]
    options = {**first.options, **last.options}
    width = max(len(options[option].name) for option in moved)
    lines = [
        f"  {options[option].name.ljust(width)}  {_total_change(change)}"
        for option, change in moved.items()
    ]
    same = len(totals) - len(moved)
    return [*lines, f"  {same} unchanged"] if same else lines


def _total_change(change: TotalChange) -> str:
    if change.before is None:
        return f"new, on {integer(change.after or 0.0)}"
    if change.after is None:
        return f"gone, was on {integer(change.before)}"
    moved = signed(change.after - change.before)
    is_same = change.rank_before == change.rank_after
    ranks = "" if is_same else f", rank {change.rank_before} → {change.rank_after}"
    return f"{integer(change.before)} → {integer(change.after)} ({moved}){ranks}"


def _part_lines(first: CriteriaSet, last: CriteriaSet, difference: Difference) -> list[str]:
    margin = difference.margin
    assert margin is not None
    shown, small = margin.parts[:MOST_PARTS], margin.parts[MOST_PARTS:]
    effects = [signed(part.effect) for part in shown]
    width = max((len(effect) for effect in effects), default=0)
    lines = [
        f"  {effect.rjust(width)}  {tell_part(first, last, difference, part)}"
        for effect, part in zip(effects, shown, strict=True)
    ]
    if small:
        together = signed(sum(part.effect for part in small)).rjust(width)
        lines.append(f"  {together}  {len(small)} smaller parts together")
    return lines
