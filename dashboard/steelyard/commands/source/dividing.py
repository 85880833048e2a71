"""Reads and divides a file as the arguments specify, and prints what is still doubtful."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from steelyard.commands.outcome import WrongUseError, complain
from steelyard.files.problems import echo
from steelyard.files.texts.dividing import DividingError, Division, Suggestion, TextPart, divide
from steelyard.files.texts.pieces import TextError
from steelyard.files.texts.reading import OpenedText, open_text_file

_SHOWN = 72


def read_and_divide(arguments: argparse.Namespace, file: Path) -> tuple[OpenedText, Division]:
    """Return a file as read and as divided; raises WrongUseError with a sentence."""
    if arguments.take_all and arguments.as_read:
        raise WrongUseError("--take-all and --as-read say opposite things; give one of them")
    try:
        opened = open_text_file(file)
        division = divide(
            opened.division,
            joins=[_row(text) for text in arguments.join],
            splits=[_split(text) for row in arguments.split for text in row.split(",")],
            left_out=[_part(text) for row in arguments.leave_out for text in row.split(",")],
        )
    except (TextError, DividingError) as error:
        raise WrongUseError(str(error).rstrip(".")) from None
    return opened, division.take_all() if arguments.take_all else division


def _part(text: str) -> TextPart:
    match = re.fullmatch(r"(\d{1,6})(?::(\d{1,7}))?", text.strip())
    if match is None:
        raise WrongUseError(
            f"a piece is named by its number, such as 3 or 8:214; found {echo(text)}"
        )
    return TextPart(int(match[1]), int(match[2] or 0))


def _row(text: str) -> tuple[TextPart, ...]:
    parts = tuple(_part(part) for part in text.split(","))
    if len(parts) < 2:
        raise WrongUseError(f"--join takes two pieces or more, such as 2,4; found {echo(text)}")
    return parts


def _split(text: str) -> tuple[int, int]:
    part = _part(text)
    if not part.start:
        raise WrongUseError(
            f"--split takes a piece and an offset, such as 8:214; found {echo(text)}"
        )
    return part.piece, part.start


def open_suggestions(arguments: argparse.Namespace, division: Division) -> tuple[Suggestion, ...]:
    """Return the suggestions that prevent a text from being written."""
    return () if arguments.as_read else division.open_suggestions


def say_pieces(division: Division) -> None:
    """Print each piece, truncated to a line."""
    for number, piece in enumerate(division.pieces, 1):
        shown = piece.text if len(piece.text) <= _SHOWN else f"{piece.text[:_SHOWN]}…"
        print(f"{number:>5}  {shown}")


def say_suggestions(suggestions: tuple[Suggestion, ...]) -> None:
    """Print doubts to standard error, each with the arguments that would settle it."""
    for suggestion in suggestions:
        complain(f"  {_arguments_of(suggestion)}  {suggestion.why}")


def _arguments_of(suggestion: Suggestion) -> str:
    if suggestion.kind == "join":
        return " ".join(f"--join {step.after},{step.part}" for step in suggestion.steps)
    if suggestion.kind == "split":
        return f"--split {suggestion.steps[0].part}"
    if suggestion.kind == "leave_out":
        return "--leave-out " + ",".join(str(step.part) for step in suggestion.steps)
    return "--take-all"
