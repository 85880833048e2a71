"""`steelyard source add`: read, divide and store a text, with a register without claims yet."""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Iterable
from pathlib import Path

from steelyard.commands.outcome import (
    FINE,
    PROBLEMS,
    WrongUseError,
    complain,
    print_json,
    whole_number,
)
from steelyard.commands.source.dividing import (
    open_suggestions,
    read_and_divide,
    say_pieces,
    say_suggestions,
)
from steelyard.commands.source.places import seeds_given
from steelyard.files.library import list_criteria_files
from steelyard.files.problems import echo
from steelyard.files.registers import LoadedRegister, load_register
from steelyard.files.saving.save import SaveError, save_text
from steelyard.files.sources.register_writing import (
    DESCRIBED,
    propose_prefix,
    text_origin,
    write_register,
)
from steelyard.files.texts.dividing import Division, Suggestion
from steelyard.files.texts.kept_text import save_text_bytes, text_bytes
from steelyard.files.texts.reading import OpenedText
from steelyard.model.entry import is_id


def run(arguments: argparse.Namespace) -> int:
    """Read, divide and write; return the exit code."""
    register_file = _new_file(arguments)
    aim = whole_number("--aim", arguments.aim, 1, 10_000) if arguments.aim else None
    opened, division = read_and_divide(arguments, arguments.file)
    suggestions = open_suggestions(arguments, division)
    _say(arguments, opened, division, suggestions)
    others = [load_register(file) for file in list_criteria_files(register_file.parent)]
    described = {key: getattr(arguments, key) for key in DESCRIBED}
    text = write_register(
        division.texts,
        described | {"title": described["title"] or arguments.id},
        prefix=arguments.prefix or propose_prefix(arguments.id, _prefixes(others)),
        aim=aim,
        origin=text_origin(opened, division.counts),
        with_schema=(register_file.parent / "register.schema.json").exists(),
    )
    for other in others:
        if other.register is not None and other.register.sha256 in text:
            raise WrongUseError(f"this very text is there already, as {other.id}")
    if suggestions:
        complain("These places are doubtful; nothing is written until they are settled:")
        say_suggestions(suggestions)
        complain("Or keep the pieces as they are: --as-read; or take all of these: --take-all")
        return FINE if arguments.dry_run else PROBLEMS
    if not arguments.dry_run:
        _write(register_file, text, division)
        if not arguments.json:
            count = len(division.texts)
            print(f"{register_file} is written, with {count} paragraphs and no claim yet")
    return FINE


def _new_file(arguments: argparse.Namespace) -> Path:
    """Return the path of the new register; raises WrongUseError if it is not usable."""
    if not is_id(arguments.id):
        raise WrongUseError(f"{echo(arguments.id)} is no id: lower-case letters, digits, _ and -")
    if arguments.prefix and not is_id(arguments.prefix):
        raise WrongUseError(f"{echo(arguments.prefix)} is no prefix; it is a short id, such as fm")
    file = seeds_given(arguments) / f"{arguments.id}.yaml"
    if file.exists():
        raise WrongUseError(
            f"{file} exists already; for a new version of its text: steelyard source update "
            f"{arguments.id} {shlex.quote(str(arguments.file))}"
        )
    return file


def _prefixes(registers: Iterable[LoadedRegister]) -> list[str]:
    return [one.register.prefix or "" for one in registers if one.register is not None]


def _say(
    arguments: argparse.Namespace,
    opened: OpenedText,
    division: Division,
    suggestions: tuple[Suggestion, ...],
) -> None:
    if arguments.json:
        listed = [
            {"id": one.id, "kind": one.kind, "pieces": list(one.pieces), "why": one.why}
            for one in suggestions
        ]
        print_json(
            {
                "file": opened.name,
                "sha256": opened.sha256,
                "pieces": [piece.text for piece in division.pieces],
                "paragraphs": list(division.texts),
                "suggestions": listed,
                "notices": list(opened.notices),
            }
        )
    elif arguments.dry_run or suggestions:
        say_pieces(division)
    for notice in opened.notices:
        complain(notice)


def _write(register_file: Path, text: str, division: Division) -> None:
    try:
        kept = register_file.parent / "texts" / f"{register_file.stem}.txt"
        save_text_bytes(kept, text_bytes(division.texts))
        save_text(register_file, text, "", within=register_file.parent)
    except SaveError as error:
        raise WrongUseError(str(error)) from None
