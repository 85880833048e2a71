"""The cells of a table as they are written, and the draft's text with one cell changed.

A table is a place of the file: the base scores with the swings, a reading, a scenario's shifts,
a lens's swings. Cells are read off the tree and not off the model, so that a score which
cannot be used is shown as it is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from steelyard.files.editing.open_text import Keys
from steelyard.files.editing.score_text import parse_number, parse_score, score_text
from steelyard.files.editing.value_edits import put_value, take_out
from steelyard.files.editing.yaml_writing import PlainValue
from steelyard.files.problems import Problem, echo, format_number
from steelyard.files.yaml.yaml_tree import Node, Tree, read_tree

SWINGS = "*"
"""Takes the place of an option's id in the row of swings."""
TablePath = tuple[str, ...]
"""The keys of a table: `readings › r › assessments`, `scenarios › s › shifts` and so on."""
BASE_SCORES: TablePath = ("assessments",)
"""The place of the base scores."""


@dataclass(frozen=True)
class CellText:
    """A cell as written: its text, what is wrong with it, or nothing."""

    text: str
    problem: str = ""


@dataclass(frozen=True)
class ScoreTable:
    """All cells of a draft by option (or `*` for the swings) and criterion, as texts.

    `options` maps ids to short names and `criteria` to names, in the order of the file, faulty
    entries too.
    """

    options: Mapping[str, str] = field(default_factory=dict)
    criteria: Mapping[str, str] = field(default_factory=dict)
    cells: Mapping[tuple[str, str], CellText] = field(default_factory=dict)


@lru_cache(maxsize=16)
def tree_of(text: str) -> Tree:
    """Return the tree of a draft; its root is `None` where the text is no YAML."""
    return read_tree("", text.encode("utf-8", "surrogatepass"))


def read_score_sheet(
    text: str, problems: tuple[Problem, ...] = (), place: TablePath = BASE_SCORES
) -> ScoreTable | None:
    """Return every cell of a table of a draft as written; `None` where the text cannot be read."""
    root = tree_of(text).root
    if root is None or not isinstance(root.content, dict):
        return None
    criteria = names_of(text, "criteria")
    options = names_of(text, "options", is_short=True) if place[0] != "lenses" else {}
    cells = dict(_read_cells(root, place, options, criteria, _by_place(problems)))
    return ScoreTable(options, criteria, cells)


def put_score(
    text: str, option: str, criterion: str, typed: str, place: TablePath = BASE_SCORES
) -> str:
    """Return the text with a cell of a table as typed.

    An emptied score is unknown; an emptied cell of a reading or a scenario is taken out. Of a
    cell in its long form only the score is touched. Raises ValueError with a sentence where
    the entry cannot stand there.
    """
    if typed.strip() == "" and find_node(text, *place, option, criterion) is None:
        return text
    if typed.strip() == "" and place != BASE_SCORES:
        return _without_cell(text, (*place, option), criterion)
    return put_value(text, score_keys(text, option, criterion, place), parse_cell(typed, place))


def _without_cell(text: str, row: TablePath, criterion: str) -> str:
    node = find_node(text, *row)
    is_last = node is not None and len(list(node.entries())) == 1
    return take_out(text, row if is_last else (*row, criterion))


def parse_cell(typed: str, place: TablePath) -> PlainValue:
    """Return a score, or a shift of one, as it is written; raise ValueError with a sentence."""
    if place[0] == "scenarios":
        return parse_typed_number(typed, -1e300, 1e300)
    return parse_typed_score(typed)


def put_swing(text: str, criterion: str, typed: str, place: TablePath = BASE_SCORES) -> str:
    """Return the text with a criterion's swing as typed; an emptied one is taken out.

    A lens needs one for every criterion. Raises ValueError with a sentence where the entry
    is no number from 0 upwards.
    """
    keys = swing_keys(criterion, place)
    if not typed.strip() and place == BASE_SCORES:
        return take_out(text, keys) if find_node(text, *keys) is not None else text
    return put_value(text, keys, parse_typed_swing(typed))


def swing_keys(criterion: str, place: TablePath = BASE_SCORES) -> TablePath:
    """Return the keys of a criterion's swing: that of the file, or of a lens."""
    return ("criteria", criterion, "swing") if place == BASE_SCORES else (*place, criterion)


def parse_typed_score(typed: str) -> PlainValue:
    """Return a typed score as it is written; raise ValueError with a sentence.

    >>> parse_typed_score("20 / 30 / 45"), parse_typed_score("")
    ([20, 30, 45], 'unknown')
    """
    score = parse_score(typed.strip() or "unknown")
    return [*score] if isinstance(score, list) else score


def parse_typed_swing(typed: str) -> int | float:
    """Return a typed swing, a number from 0 upwards; raise ValueError with a sentence."""
    return parse_typed_number(typed, 0, 1e9)


def put_field(text: str, keys: Keys, content: object) -> str:
    """Return the text with one field set, or removed where the content is empty."""
    node = find_node(text, *keys)
    if content in ("", None, [], {}):
        is_empty = node is None or node.plain() in ("", None, [], {})
        return text if is_empty else take_out(text, keys)
    return put_value(text, keys, content)  # type: ignore[arg-type]


def score_keys(text: str, option: str, criterion: str, place: TablePath = BASE_SCORES) -> Keys:
    """Return the keys of a cell's score, which in its long form is one level further down."""
    node = find_node(text, *place, option, criterion)
    is_long = node is not None and isinstance(node.content, dict)
    return (*place, option, criterion, *(("score",) if is_long else ()))


def find_node(text: str, *keys: str | int | float) -> Node | None:
    """Return the node at the end of a path of keys in a draft, or `None`."""
    node = tree_of(text).root
    for key in keys:
        node = node.child(key) if node is not None else None
    return node


def parse_typed_number(typed: str, least: float, most: float) -> int | float:
    """Return a typed number, whole where it is; raise ValueError with a sentence.

    >>> parse_typed_number(" 40 ", 0, 100), parse_typed_number("2.5", 0, 100)
    (40, 2.5)
    """
    number = parse_number(typed.strip())
    if not least <= number <= most:
        ends = f"{format_number(least)} to {format_number(most)}"
        raise ValueError(f"found {echo(typed.strip())}; allowed is a number from {ends}")
    return number


def names_of(text: str, section: str, *, is_short: bool = False) -> dict[str, str]:
    """Return the names of a section's entries by id, in the order of the file.

    `is_short` prefers the short name, where there is one. An entry without a name that can be
    read is called by its id.
    """
    found = find_node(text, section)
    names = {}
    for key, node in found.entries() if found is not None else ():
        written = [
            child.content
            for field in (("short", "name") if is_short else ("name",))
            if (child := node.child(field)) is not None
        ]
        names[key] = next((w for w in written if isinstance(w, str) and w.strip()), key)
    return names


def _read_cells(
    root: Node,
    place: TablePath,
    options: Mapping[str, str],
    criteria: Mapping[str, str],
    problems: Mapping[tuple[str, ...], str],
) -> Iterator[tuple[tuple[str, str], CellText]]:
    for criterion in criteria if place == BASE_SCORES or place[0] == "lenses" else ():
        keys = swing_keys(criterion, place)
        swing = _at(root, *keys)
        text = "" if swing is None else format_number(swing.plain())
        yield (SWINGS, criterion), CellText(text, problems.get(keys, ""))
    for option in options:
        for criterion in criteria:
            where = (*place, option, criterion)
            problem = problems.get((*where, "score")) or problems.get(where, "")
            yield (option, criterion), CellText(cell_text(_at(root, *where)), problem)


def _at(root: Node, *keys: str) -> Node | None:
    node: Node | None = root
    for key in keys:
        node = node.child(key) if node is not None else None
    return node


def cell_text(node: Node | None) -> str:
    """Return a score as one types it, or whatever stands there in its place."""
    if node is not None and isinstance(node.content, dict):
        node = node.child("score")
    if node is None:
        return ""
    written = node.plain()
    try:
        return score_text(written)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return echo(written)


def _by_place(problems: tuple[Problem, ...]) -> dict[tuple[str, ...], str]:
    """Return one sentence for each place that has a problem."""
    return {
        problem.where: f"{problem.title.capitalize()}: {problem.found}. {problem.advice}"
        for problem in reversed(problems)
    }
