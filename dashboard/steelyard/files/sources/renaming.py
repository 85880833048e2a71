"""A claim under another id wherever files name it: in its register, and in the sets that cite it.

A second person's coding has ids of its own and is matched by passages, and the sheets of judges
cite no claims: neither is changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path

from steelyard.files.criteria_files import load_criteria_file
from steelyard.files.editing.entry_edits import find_citations, rename_claim, rename_key
from steelyard.files.editing.open_text import EditError
from steelyard.files.library import find_register
from steelyard.files.problems import echo_id
from steelyard.files.yaml.decoding import decode, read_inside

_Change = Callable[[str], str]


def rename_in_register(text: str, old: str, new: str) -> str:
    """Return a register's text in which a claim has the id `new`; its place stays the same.

    Where the id has a number, sentences and comments that name it name the new one. Raises
    EditError if there is no such claim, or the new id is taken or not well formed.
    """
    return _in_sentences(rename_key(text, ("claims", old), new, "claim"), old, new)


def rename_in_set(text: str, old: str, new: str) -> str:
    """Return a set's text that cites `new` wherever it cited `old`; sentences likewise.

    Raises EditError as `rename_claim` does.
    """
    renamed = rename_claim(text, old, new) if find_citations(text, old) else text
    return _in_sentences(renamed, old, new)


def _in_sentences(text: str, old: str, new: str) -> str:
    """Return a text whose prose names the new id; an id without a number may be a common word."""
    if not re.search(r"-\d", old):
        return text
    return re.sub(rf"(?<![\w-]){re.escape(old)}(?![\w-])", new, text)


def plan_renaming(
    register: Path, sets: Iterable[Path], old: str, new: str
) -> tuple[dict[Path, _Change], dict[Path, int]]:
    """Return what has to be done to which files, and how many lines of each change.

    `sets`: files among which those that name the register as a source are looked through.
    Raises EditError as `rename_in_register` does, and where a set already cites `new`.
    """
    changes: dict[Path, _Change] = {register: partial(rename_in_register, old=old, new=new)}
    for path in sets:
        found = find_register(path, register.stem)
        if found is None or found.resolve() != register.resolve():
            # Another folder has a register of its own by that name.
            continue
        if register.stem in load_criteria_file(path).registers:
            if find_citations(_read(path), new):
                raise EditError(f"{path.name} cites {echo_id(new)} already; choose another id.")
            changes[path] = partial(rename_in_set, old=old, new=new)
    lines = {path: _count_lines(_read(path), change) for path, change in changes.items()}
    return {path: changes[path] for path in lines if lines[path]}, _without_none(lines)


def _read(path: Path) -> str:
    return decode(read_inside(path, path.parent))


def _count_lines(text: str, change: _Change) -> int:
    before, after = text.splitlines(), change(text).splitlines()
    return sum(one != other for one, other in zip(before, after, strict=True))


def _without_none(lines: Mapping[Path, int]) -> dict[Path, int]:
    return {path: count for path, count in lines.items() if count}
