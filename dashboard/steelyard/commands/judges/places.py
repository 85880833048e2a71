"""Finds the set and the round that a command refers to."""

from __future__ import annotations

import argparse
from pathlib import Path

from steelyard.commands.outcome import WrongUseError, whole_number
from steelyard.commands.viewing import open_file
from steelyard.files.judgements.rounds import LoadedRound, load_rounds
from steelyard.files.problems import echo, echo_many
from steelyard.results.result import Result


def open_rounds(file: Path) -> tuple[Result, tuple[LoadedRound, ...]]:
    """Return a set and its rounds. Raises WrongUseError like `open_file`."""
    result = open_file(file)
    return result, load_rounds(file, result.criteria_set)


def open_round_of(file: Path) -> tuple[Result, LoadedRound]:
    """Return a set and its open round; raises WrongUseError if no round is open."""
    result, rounds = open_rounds(file)
    if not rounds:
        raise WrongUseError(f"no round of {file.stem} is open; see steelyard judges open --help")
    if not rounds[-1].is_open:
        raise WrongUseError(
            f"no round of {file.stem} is open: round {rounds[-1].number} is closed, and a sheet "
            "that comes late does not count; its judge can answer the next round"
        )
    return result, rounds[-1]


def last_round(file: Path) -> tuple[Result, LoadedRound]:
    """Return a set and its last round, whatever its state."""
    result, rounds = open_rounds(file)
    if not rounds:
        raise WrongUseError(f"no round of {file.stem} was ever opened")
    if rounds[-1].round is None:
        raise WrongUseError(f"round.yaml of round {rounds[-1].number} cannot be used; check it")
    return result, rounds[-1]


def closed_rounds(arguments: argparse.Namespace) -> tuple[Result, tuple[LoadedRound, ...]]:
    """Return a set and its closed rounds up to the requested one.

    Raises WrongUseError if that one is open, or if none is closed.
    """
    result, rounds = open_rounds(arguments.set)
    if arguments.round is not None:
        number = whole_number("--round", arguments.round, 1, 99)
        known = {found.number: place for place, found in enumerate(rounds)}
        if number not in known:
            there = echo_many(map(str, known)) or "none"
            raise WrongUseError(f"there is no round {echo(number)}; there are: {there}")
        rounds = rounds[: known[number] + 1]
        if rounds[-1].is_open:
            raise WrongUseError(f"round {number} is open: close it before its answers are shown")
    closed = tuple(found for found in rounds if found.round is not None and not found.is_open)
    if not closed:
        raise WrongUseError(
            f"no round of {arguments.set.stem} is closed: nobody sees an answer before that"
        )
    return result, closed
