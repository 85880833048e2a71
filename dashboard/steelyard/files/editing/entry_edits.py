"""Options and criteria: add, rename and remove them with everything that refers to them.

The references are those that the checks of a file follow, so that no edit leaves one behind.
Evidence registers are files of their own and are not changed.
"""

from __future__ import annotations

from steelyard.files.editing.checks import first_right
from steelyard.files.editing.open_text import Change, EditError, Keys, OpenText
from steelyard.files.editing.value_edits import put_value, take_out_all
from steelyard.files.editing.yaml_writing import write_key
from steelyard.files.problems import echo_id
from steelyard.files.references import Reference, list_references
from steelyard.model.entry import is_id

_SAID = {"options": "option", "criteria": "criterion"}


def rename_option(text: str, old: str, new: str) -> str:
    """Return a text in which the option `old` has the id `new`, wherever it is named.

    Raises EditError if there is no such option, or the new id is taken or not well formed.
    """
    return _rename(text, "options", old, new)


def rename_criterion(text: str, old: str, new: str) -> str:
    """Return a text in which the criterion `old` has the id `new`, wherever it is named."""
    return _rename(text, "criteria", old, new)


def add_option(text: str, option: str, name: str) -> str:
    """Return a text with one more option, last in the list; nothing is known of its scores."""
    return _add(text, "options", option, name)


def add_criterion(text: str, criterion: str, name: str) -> str:
    """Return a text with one more criterion, last in the list; no score on it is known.

    A lens must have a swing for every criterion, so each gets 0 for the new one, which
    leaves that stakeholder's ranking as it was.
    """
    text = _add(text, "criteria", criterion, name)
    plain = OpenText(text).root.node.plain()
    lenses = plain.get("lenses") if isinstance(plain, dict) else None
    for lens, entry in lenses.items() if isinstance(lenses, dict) else ():
        if isinstance(entry, dict) and isinstance(entry.get("swings"), dict):
            text = put_value(text, ("lenses", lens, "swings", criterion), 0)
    return text


def remove_option(text: str, option: str) -> str:
    """Return a text without an option, its scores, and its mention in packages and scenarios.

    Raises EditError for the last option, and if there is no such option.
    """
    return _remove(text, "options", option)


def remove_criterion(text: str, criterion: str) -> str:
    """Return a text without a criterion, its scores, its swings, and its place in frames.

    A frame that held nothing else goes too.
    """
    return _remove(text, "criteria", criterion)


def _rename(text: str, section: str, old: str, new: str) -> str:
    if old == new:
        return text
    opened = OpenText(text)
    defined = _defined(opened, section)
    _check_there(defined, section, old)
    _check_new(defined, section, new)
    references = [(section, old), *(r.path for r in _references(opened, section, old))]
    changes: list[Change] = []
    for path in references:
        spot, _ = opened.find(path)
        is_key = path[-1] == old
        node = spot.key if is_key else spot.node
        assert node is not None
        changes.append(Change(node.start, node.end, write_key(new)))
    expected = _renamed(opened.root.node.plain(), (), {*references}, old, new)
    return first_right(opened, [changes], expected, (section, old))


def _renamed(plain: object, keys: Keys, places: set[Keys], old: str, new: str) -> object:
    if isinstance(plain, dict):
        return {
            new if key == old and (*keys, key) in places else key: _renamed(
                value, (*keys, key), places, old, new
            )
            for key, value in plain.items()
        }
    if isinstance(plain, list):
        return [_renamed(value, (*keys, i), places, old, new) for i, value in enumerate(plain)]
    return new if keys in places and plain == old and keys[-1] != old else plain


def _add(text: str, section: str, entry: str, name: str) -> str:
    _check_new(_defined(OpenText(text), section), section, entry)
    return put_value(text, (section, entry), {"name": name})


def _remove(text: str, section: str, entry: str) -> str:
    opened = OpenText(text)
    defined = _defined(opened, section)
    _check_there(defined, section, entry)
    if len(defined) == 1:
        raise EditError(
            f"A criteria set needs one {_SAID[section]} at least; this is the last one."
        )
    paths = {
        _whole_entry(opened, reference.path) for reference in _references(opened, section, entry)
    }
    return take_out_all(text, [*paths, (section, entry)])


def _whole_entry(opened: OpenText, path: Keys) -> Keys:
    """Return the path of one mention, or of the entry that would be left empty without it."""
    spot, _ = opened.find(path)
    above = spot.parent
    assert above is not None
    if len(opened.children(above)) > 1:
        return path
    if path[0] == "frames":
        return path[:2]
    is_in_row = len(path) > 2 and path[-3] in ("assessments", "shifts")
    return path[:-1] if is_in_row else path


def _references(opened: OpenText, section: str, entry: str) -> list[Reference]:
    return [
        reference
        for reference in list_references(opened.root.node)
        if reference.section == section and reference.found == entry
    ]


def _defined(opened: OpenText, section: str) -> list[str]:
    spot, rest = opened.find((section,))
    return [] if rest else [key for key, _ in spot.node.entries()]


def _check_there(defined: list[str], section: str, entry: str) -> None:
    if entry not in defined:
        raise EditError(f"There is no {_SAID[section]} {echo_id(entry)} in the file.")


def _check_new(defined: list[str], section: str, entry: str) -> None:
    if not is_id(entry):
        raise EditError(
            f"{echo_id(entry)} cannot be an id: allowed are lower-case letters, digits, "
            "_ and -, starting with a letter, at most 60."
        )
    if entry in defined:
        raise EditError(f"There is already an entry {entry} under {section}; choose another id.")
