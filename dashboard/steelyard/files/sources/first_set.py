"""A first criteria set on registers: every option and criterion their claims bear on, no score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from steelyard.files.editing.entry_edits import add_entry, remove_entry, rename_entry
from steelyard.files.editing.score_sheet import names_of
from steelyard.files.editing.value_edits import put_value
from steelyard.files.editing.yaml_writing import Manner, PlainValue, write_entry
from steelyard.files.library import find_register
from steelyard.files.problems import echo
from steelyard.files.registers import load_register
from steelyard.files.spreadsheet.entry_ids import make_id
from steelyard.model import Register

BEGINNINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "options": ("first_option", "second_option"),
    "criteria": ("first_criterion", "second_criterion"),
}
"""Section → the ids of its placeholder entries, which stay until there are others."""


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
    head = f"Derived from {len(sources)} texts. Next: criteria in words, claims, scores, weights."
    entries: dict[str, PlainValue] = {
        "format": 1,
        "title": "My question",
        "question": "What is to be decided?",
        "sources": [*sources],
    }
    return _written(head, entries, options, criteria)


def begin_set(title: str, question: str) -> str:
    """Return the text of a set with its question and placeholder entries.

    It is a valid file: two options and two criteria stand for those still to come.
    """
    entries: dict[str, PlainValue] = {"format": 1, "title": title, "question": question}
    head = "Begun from a question. Next: texts, options, criteria, claims, scores, weights."
    return _written(head, entries, BEGINNINGS["options"], BEGINNINGS["criteria"])


def is_beginning(section: str, entry: str, name: str) -> bool:
    """Return whether an entry is a placeholder until there are others.

    >>> is_beginning("options", "first_option", "First option")
    True
    """
    return entry in BEGINNINGS[section] and name == name_of_id(entry)


def put_names(text: str, section: str, names: Sequence[str]) -> str:
    """Return a set's text with options or criteria of these names, in place of the placeholders.

    Entries that are there already stay; a name that one of them has is not added again. Raises
    EditError as `add_entry` does.
    """
    there = names_of(text, section)
    spare = [entry for entry, name in there.items() if is_beginning(section, entry, name)]
    for name in names:
        if name in names_of(text, section).values():
            continue
        wanted = make_id(name, names_of(text, section), section.removesuffix("s"))
        if spare:
            entry = spare.pop(0)
            text = put_value(text, (section, entry, "name"), name)
            text = rename_entry(text, section, entry, wanted)
        else:
            text = add_entry(text, section, wanted, name)
    for entry in spare if names else ():
        text = remove_entry(text, section, entry)
    return text


def _written(
    head: str, entries: dict[str, PlainValue], options: Sequence[str], criteria: Sequence[str]
) -> str:
    whole = entries | {
        "criteria": {criterion: _criterion(criterion) for criterion in criteria},
        "options": {option: {"name": name_of_id(option)} for option in options},
    }
    lines = [f"# {head}"]
    for key, value in whole.items():
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
    return [*options] or [*BEGINNINGS["options"]], [*criteria] or [*BEGINNINGS["criteria"]]


def _criterion(criterion: str) -> PlainValue:
    return {"name": name_of_id(criterion), "question": "", "swing_reason": ""}


def name_of_id(entry: str) -> str:
    """Return an id as a first name.

    >>> name_of_id("keep_it-dry")
    'Keep it dry'
    """
    return " ".join(entry.replace("-", "_").split("_")).strip().capitalize() or entry
