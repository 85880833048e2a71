"""A first criteria set on registers: every option and criterion their claims bear on, no score."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from steelyard.files.editing.yaml_writing import Manner, PlainValue, write_entry
from steelyard.files.library import find_register
from steelyard.files.problems import echo
from steelyard.files.registers import load_register
from steelyard.model import Register


class NoRegisterError(Exception):
    """A source without a register that can be read; the message says what to do."""


def first_set(file: Path, sources: Sequence[str]) -> str:
    """Return the text of a set to be written at `file`, with these sources.

    Options and criteria are those the claims bear on, in the order of the claims; where none
    bears on anything yet, two options and two criteria to be renamed. Nothing is scored. Raises
    NoRegisterError.
    """
    if not sources:
        raise NoRegisterError("--from-texts takes the ids of registers, such as a,b")
    registers: list[Register] = []
    for source in sources:
        path = find_register(file, source)
        register = load_register(path).register if path is not None else None
        if register is None:
            raise NoRegisterError(
                f"there is no register {echo(source)} in seeds/ beside {file.parent or '.'}; make "
                f"one first: steelyard source add FILE --id {echo(source)}"
            )
        registers.append(register)
    options, criteria = _borne(registers)
    entries: dict[str, PlainValue] = {
        "format": 1,
        "title": "My question",
        "question": "What is to be decided?",
        "sources": [*sources],
        "criteria": {criterion: _criterion(criterion) for criterion in criteria},
        "options": {option: {"name": _name(option)} for option in options},
    }
    lines = [
        f"# Derived from {len(sources)} texts. Next: criteria in words, claims, scores, weights."
    ]
    for key, value in entries.items():
        lines += write_entry(key, value, Manner(indent=0, is_block=isinstance(value, dict)))
    return "\n".join(lines) + "\n"


def _borne(registers: Sequence[Register]) -> tuple[list[str], list[str]]:
    options: dict[str, None] = {}
    criteria: dict[str, None] = {}
    for register in registers:
        for claim in register.standing.values():
            for criterion, bearing in claim.bears_on.items():
                criteria[criterion] = None
                options |= dict.fromkeys((*bearing.for_, *bearing.against))
    return (
        [*options] or ["first_option", "second_option"],
        [*criteria] or ["first_criterion", "second_criterion"],
    )


def _criterion(criterion: str) -> PlainValue:
    return {"name": _name(criterion), "question": "", "swing_reason": ""}


def _name(entry: str) -> str:
    """Return an id as a first name.

    >>> _name("keep_it-dry")
    'Keep it dry'
    """
    return " ".join(entry.replace("-", "_").split("_")).strip().capitalize() or entry
