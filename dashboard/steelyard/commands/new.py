"""`steelyard new`: write a short, commented file to fill in."""

from __future__ import annotations

import argparse
from pathlib import Path

from steelyard.commands.outcome import FINE, WrongUseError

STARTER = """\
# yaml-language-server: $schema=criteria.schema.json
format: 1
title: My question
question: What is to be decided?
criteria:            # what matters; each with a scale and a better end
  cost:
    name: Cost
    better: lower    # or higher
    scale: {from: 0, to: 100, unit: points}
    anchors: {0: nothing at all, 100: more than we can pay}   # the ends in words
    swing: 60        # how much going from worst to best matters; any size
    swing_reason: from more than we can pay to nothing at all
  effect:
    name: Effect
    swing: 100
    swing_reason: from no effect to all we hope for
options:
  hold: {name: Change nothing, reference: true}
  act: {name: Do something}
assessments:         # a number, [low, likely, high], or unknown
  hold: {cost: 0, effect: 10}
  act:
    cost: [30, 50, 80]
    effect: {score: [40, 60, 90], confidence: low, reason: Why we think so.}
"""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command and its arguments."""
    parser = commands.add_parser(
        "new",
        help="write a short file to fill in",
        description="Write a commented criteria file of 25 lines; never over an existing file.",
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="where to write it")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the file; return the exit code."""
    file: Path = arguments.file
    if file.suffix not in (".yaml", ".yml"):
        raise WrongUseError(f"the name of a criteria file ends in .yaml; found {file.name}")
    try:
        with file.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(STARTER)
    except FileExistsError:
        raise WrongUseError(f"{file} exists already; choose another name") from None
    except OSError as error:
        raise WrongUseError(f"{file} cannot be written: {error.strerror}") from None
    print(f"{file} is written. Next: steelyard check {file}, then steelyard {file}")
    return FINE
