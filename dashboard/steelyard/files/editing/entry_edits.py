"""Entries of a section: add, rename, move and remove them with everything that refers to them.

The references are those that the checks of a file follow, so that no edit leaves one behind.
Evidence registers are files of their own and are not changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from steelyard.files.editing.checks import first_right
from steelyard.files.editing.open_text import Change, EditError, Keys, OpenText
from steelyard.files.editing.score_text import shortest_number
from steelyard.files.editing.value_edits import put_value, take_out_all
from steelyard.files.editing.yaml_writing import Manner, PlainValue, write_key, write_value
from steelyard.files.problems import echo_id
from steelyard.files.references import IdReference, list_references
from steelyard.model.entry import is_id

NOUNS: Final[Mapping[str, str]] = {
    "criteria": "criterion",
    "groups": "group",
    "frames": "frame",
    "options": "option",
    "conditions": "condition",
    "lenses": "lens",
    "readings": "reading",
    "scenarios": "scenario",
    "left_out": "left-out objective",
}
"""Section of a file → what one of its entries is called."""

_NEEDED: Final = ("options", "criteria")
"""Sections that must not become empty."""
_CITING: Final = ("claims", "inferred_from")
"""Lists of claims."""


def rename_entry(text: str, section: str, old: str, new: str) -> str:
    """Return a text in which an entry of a section has the id `new`, wherever it is named.

    Raises EditError if there is no such entry, or the new id is taken or not well formed.
    """
    if old == new:
        return text
    opened = OpenText(text)
    defined = _defined(opened, section)
    _check_there(defined, section, old)
    _check_new(defined, section, new)
    references = [(section, old), *(r.path for r in _references(opened, section, old))]
    return _write_id(opened, references, old, new)


def rename_claim(text: str, old: str, new: str) -> str:
    """Return a text that cites the claim `new` wherever it cited `old`.

    Where both are cited in one list, `old` is taken out. The register itself is not changed.
    Raises EditError if the file cites no such claim.
    """
    opened = OpenText(text)
    places = find_citations(text, old)
    if not places:
        raise EditError(f"The file cites no claim {echo_id(old)}.")
    if not is_id(new):
        raise EditError(_no_id(new))
    doubled = [path for path in places if _is_in_list(opened, path[:-1], new)]
    renamed = _write_id(opened, [path for path in places if path not in doubled], old, new)
    return take_out_all(renamed, doubled) if doubled else renamed


def rename_key(text: str, keys: Keys, new: str, noun: str) -> str:
    """Return a text in which one entry has another key; whatever refers to it is not changed.

    `noun` says what the entry is. Raises EditError if there is no such entry, or the new key is
    taken or not well formed.
    """
    opened = OpenText(text)
    spot, rest = opened.find(keys)
    if rest or spot.parent is None:
        raise EditError(f"There is no {noun} {echo_id(str(keys[-1]))} in the file.")
    if not is_id(new):
        raise EditError(_no_id(new))
    if any(one.step == new for one in opened.children(spot.parent)):
        raise EditError(f"There is a {noun} {new} already; choose another id.")
    return _write_id(opened, [keys], str(keys[-1]), new)


def find_citations(text: str, claim: str) -> list[Keys]:
    """Return every place of a file that cites a claim."""
    return list_citations(text).get(claim, [])


def list_citations(text: str) -> dict[str, list[Keys]]:
    """Return every claim that a file cites, whether a register has it or not, and where."""
    opened = OpenText(text)
    waiting = [opened.root]
    found: dict[str, list[Keys]] = {}
    while waiting:
        spot = waiting.pop()
        children = opened.children(spot)
        waiting += children
        if spot.step in _CITING and isinstance(spot.node.content, list):
            for child in children:
                if isinstance(child.node.content, str):
                    found.setdefault(child.node.content, []).append(child.keys)
    return found


def add_entry(text: str, section: str, entry: str, name: str) -> str:
    """Return a text with one more entry of a section, last in it.

    Its first values keep the file valid and commit the ranking to little: an option is unknown on
    every criterion; a criterion has the mean swing of those that are there, and none in the
    lenses, whose ranking stays as it was; a frame counts every criterion; a lens weighs as the
    file does; a reading and a scenario change nothing yet.
    """
    opened = OpenText(text)
    _check_new(_defined(opened, section), section, entry)
    criteria = _defined(opened, "criteria")
    text = put_value(text, (section, entry), _beginning(opened, section, name))
    if section == "options" and criteria:
        unknown: PlainValue = dict.fromkeys(criteria, "unknown")
        text = put_value(text, ("assessments", entry), unknown)
    elif section == "criteria":
        for lens in _defined(opened, "lenses"):
            if not opened.find(("lenses", lens, "swings"))[1]:
                text = put_value(text, ("lenses", lens, "swings", entry), 0)
    return text


def _beginning(opened: OpenText, section: str, name: str) -> PlainValue:
    swings = _swings(opened)
    further: dict[str, dict[str, PlainValue]] = {
        "criteria": {"swing": shortest_number(round(sum(swings.values()) / len(swings), 1))}
        if swings
        else {"swing": 100},
        "frames": {"criteria": [*swings]},
        "conditions": {"state": "open"},
        "lenses": {"swings": {**swings}},
        "readings": {"assessments": {}},
        "left_out": {"reason": ""},
    }
    return {"name": name, **further.get(section, {})}


def _swings(opened: OpenText) -> dict[str, float | int]:
    """Return the swing of every criterion, 100 where the file says nothing that can be used."""
    swings: dict[str, float | int] = {}
    for criterion in _defined(opened, "criteria"):
        spot, rest = opened.find(("criteria", criterion, "swing"))
        found = spot.node.plain() if not rest else None
        is_number = isinstance(found, int | float) and not isinstance(found, bool) and found >= 0
        swings[criterion] = found if is_number else 100  # type: ignore[assignment]
    return swings


def remove_entry(text: str, section: str, entry: str) -> str:
    """Return a text without an entry, and without whatever names it.

    What would be left empty or without meaning goes too: a frame whose only criterion it was,
    a comparison of it with another criterion. A section whose last entry it was goes as a whole;
    the last option and the last criterion cannot. Raises EditError for these.
    """
    opened = OpenText(text)
    defined = _defined(opened, section)
    _check_there(defined, section, entry)
    if len(defined) == 1 and section in _NEEDED:
        raise EditError(
            f"A criteria set needs one {NOUNS[section]} at least; this is the last one."
        )
    paths = {_whole_entry(opened, reference) for reference in _references(opened, section, entry)}
    own: Keys = (section, entry) if len(defined) > 1 else (section,)
    return take_out_all(text, [*paths, own])


def find_mentions(text: str, section: str, entry: str) -> list[Keys]:
    """Return what `remove_entry` takes out besides the entry itself, in the order of the file."""
    opened = OpenText(text)
    references = _references(opened, section, entry)
    return list(dict.fromkeys(_whole_entry(opened, one) for one in references))


def move_entry(text: str, keys: Keys, by: int) -> str:
    """Return a text in which an entry is moved `by` places down among its neighbours.

    A negative number moves it up; it stops at either end. Comments directly above an entry
    and beside its lines go with it. Only the lines of the entries that change places move.
    """
    for _ in range(abs(by)):
        opened = OpenText(text)
        spot, rest = opened.find(keys)
        if rest or spot.parent is None:
            raise EditError("There is no such entry in the file.")
        siblings = opened.children(spot.parent)
        index = next(i for i, one in enumerate(siblings) if one.step == spot.step)
        first = index if by > 0 else index - 1
        if not 0 <= first < len(siblings) - 1:
            return text
        text = _swap(opened, spot.parent.keys, first)
    return text


def _swap(opened: OpenText, parent: Keys, first: int) -> str:
    """Return a text in which the entries numbered `first` and `first` + 1 have changed places."""
    above, _ = opened.find(parent)
    one, other = opened.children(above)[first : first + 2]
    plain = list(above.node.plain().items())  # type: ignore[attr-defined]
    plain[first : first + 2] = [plain[first + 1], plain[first]]
    expected = _with_order(opened.root.node.plain(), parent, dict(plain))
    spans = [(opened.start(spot), opened.end(spot)) for spot in (one, other)]
    if not opened.is_flow(above):
        top = _head(opened, spans[0][0], 0), opened.next_line(spans[0][1])
        bottom = _head(opened, spans[1][0], top[1]), opened.next_line(spans[1][1])
        spans = [top, bottom]
    pieces = [opened.text[start:end] for start, end in spans]
    if not pieces[1].endswith(("\n", "\r")) and not opened.is_flow(above):
        # The last line of the file has no line end, and none is added.
        pieces = [pieces[0].removesuffix(opened.newline), pieces[1] + opened.newline]
    changes = [Change(*span, piece) for span, piece in zip(spans, reversed(pieces), strict=True)]
    return first_right(opened, [changes], expected, (*parent, str(one.step)))


def _head(opened: OpenText, start: int, least: int) -> int:
    """Return where the comments directly above a key begin, or its own line; not above `least`."""
    line = opened.line_start(start)
    column = opened.column(start)
    while line > least:
        before = opened.line_start(line - len(opened.newline))
        above = opened.text[before:line]
        if before < least or not above.startswith(f"{' ' * column}#"):
            break
        line = before
    return line


def _with_order(plain: object, keys: Keys, ordered: dict[str, object]) -> object:
    if not keys:
        return ordered
    assert isinstance(plain, dict)
    return {
        key: _with_order(value, keys[1:], ordered) if key == keys[0] else value
        for key, value in plain.items()
    }


def _write_id(opened: OpenText, paths: list[Keys], old: str, new: str) -> str:
    changes: list[Change] = []
    for path in paths:
        spot, _ = opened.find(path)
        node = spot.key if path[-1] == old else spot.node
        assert node is not None
        in_list = write_value(new, Manner(0, in_flow=True)).inline
        written = write_key(new) if path[-1] == old else in_list
        changes.append(Change(node.start, node.end, written))
    expected = _renamed(opened.root.node.plain(), (), {*paths}, old, new)
    return first_right(opened, [changes], expected, (paths or [(old,)])[0])


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


def _whole_entry(opened: OpenText, reference: IdReference) -> Keys:
    """Return the path of one mention, or of what would be empty or mean nothing without it."""
    path = reference.path
    if path[0] in ("elicitation", "independence"):
        return reference.leave_out
    spot, _ = opened.find(path)
    above = spot.parent
    assert above is not None
    if len(opened.children(above)) > 1:
        return path
    if path[0] == "frames":
        return path[:2]
    is_in_row = len(path) > 2 and path[-3] in ("assessments", "shifts")
    return path[:-1] if is_in_row or isinstance(path[-1], int) else path


def _references(opened: OpenText, section: str, entry: str) -> list[IdReference]:
    return [
        reference
        for reference in list_references(opened.root.node)
        if reference.section == section and reference.found == entry
    ]


def _is_in_list(opened: OpenText, keys: Keys, claim: str) -> bool:
    spot, rest = opened.find(keys)
    return not rest and any(child.node.content == claim for child in opened.children(spot))


def _defined(opened: OpenText, section: str) -> list[str]:
    spot, rest = opened.find((section,))
    return [] if rest else [key for key, _ in spot.node.entries()]


def _check_there(defined: list[str], section: str, entry: str) -> None:
    if entry not in defined:
        raise EditError(f"There is no {NOUNS[section]} {echo_id(entry)} in the file.")


def _check_new(defined: list[str], section: str, entry: str) -> None:
    if not is_id(entry):
        raise EditError(_no_id(entry))
    if entry in defined:
        raise EditError(f"There is already an entry {entry} under {section}; choose another id.")


def _no_id(entry: str) -> str:
    return (
        f"{echo_id(entry)} cannot be an id: allowed are lower-case letters, digits, "
        "_ and -, starting with a letter, at most 60."
    )
