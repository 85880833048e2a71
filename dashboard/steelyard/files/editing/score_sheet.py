"""The cells of a draft as they are written, and the draft's text with one cell changed.

Cells are read off the tree and not off the model, so that a score which cannot be used
is shown as it is written.
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


@dataclass(frozen=True)
class CellText:
    """A cell as written: its text, what is wrong with it, or nothing."""

    text: str
    problem: str = ""


@dataclass(frozen=True)
class ScoreSheet:
    """All cells of a draft by option (or `*` for the swings) and criterion, as texts.

    `options` and `criteria` map ids to names in the order of the file, faulty entries too.
    """

    options: Mapping[str, str] = field(default_factory=dict)
    criteria: Mapping[str, str] = field(default_factory=dict)
    cells: Mapping[tuple[str, str], CellText] = field(default_factory=dict)


@lru_cache(maxsize=16)
def tree_of(text: str) -> Tree:
    """Return the tree of a draft; its root is `None` where the text is no YAML."""
    return read_tree("", text.encode("utf-8", "surrogatepass"))


def read_score_sheet(text: str, problems: tuple[Problem, ...] = ()) -> ScoreSheet | None:
    """Return every cell of a draft as written; `None` where the text cannot be read."""
    root = tree_of(text).root
    if root is None or not isinstance(root.content, dict):
        return None
    options, criteria = _names(root, "options"), _names(root, "criteria")
    cells = dict(_read_cells(root, options, criteria, _by_place(problems)))
    return ScoreSheet(options, criteria, cells)


def put_score(text: str, option: str, criterion: str, typed: str) -> str:
    """Return the text with a cell's score as typed; an emptied cell is unknown.

    Of a cell in its long form only the score is touched. Raises ValueError with a
    sentence where the entry is no score.
    """
    if typed.strip() == "" and not _is_scored(text, option, criterion):
        return text
    return put_value(text, score_keys(text, option, criterion), parse_typed_score(typed))


def put_swing(text: str, criterion: str, typed: str) -> str:
    """Return the text with a criterion's swing as typed; an emptied one is taken out.

    Raises ValueError with a sentence where the entry is no number from 0 upwards.
    """
    if not typed.strip():
        has_one = find_node(text, "criteria", criterion, "swing") is not None
        return take_out(text, ("criteria", criterion, "swing")) if has_one else text
    return put_value(text, ("criteria", criterion, "swing"), parse_typed_swing(typed))


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


def put_cell_field(text: str, option: str, criterion: str, key: str, content: object) -> str:
    """Return the text with a cell's reason, confidence or claims set.

    A cell in its short form takes the long form first.
    """
    place: Keys = ("assessments", option, criterion)
    node = find_node(text, *place)
    if node is None or not isinstance(node.content, dict):
        if content in ("", None, []):
            return text
        score = node.plain() if node is not None else "unknown"
        return put_value(text, place, {"score": score, key: content})  # type: ignore[dict-item]
    return put_field(text, (*place, key), content)


def score_keys(text: str, option: str, criterion: str) -> Keys:
    """Return where a cell's score stands: in its long form one level further down."""
    node = find_node(text, "assessments", option, criterion)
    is_long = node is not None and isinstance(node.content, dict)
    return ("assessments", option, criterion, *(("score",) if is_long else ()))


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


def _names(root: Node, section: str) -> dict[str, str]:
    found = root.child(section)
    names = {}
    for key, node in found.entries() if found is not None else ():
        name = node.child("name")
        written = name.content if name is not None else None
        names[key] = written if isinstance(written, str) and written.strip() else key
    return names


def _read_cells(
    root: Node,
    options: Mapping[str, str],
    criteria: Mapping[str, str],
    problems: Mapping[tuple[str, ...], str],
) -> Iterator[tuple[tuple[str, str], CellText]]:
    for criterion in criteria:
        swing = _at(root, "criteria", criterion, "swing")
        text = "" if swing is None else format_number(swing.plain())
        yield (
            (SWINGS, criterion),
            CellText(text, problems.get(("criteria", criterion, "swing"), "")),
        )
    for option in options:
        for criterion in criteria:
            where = ("assessments", option, criterion)
            problem = problems.get((*where, "score")) or problems.get(where, "")
            yield (option, criterion), CellText(_cell_text(_at(root, *where)), problem)


def _at(root: Node, *keys: str) -> Node | None:
    node: Node | None = root
    for key in keys:
        node = node.child(key) if node is not None else None
    return node


def _cell_text(node: Node | None) -> str:
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


def _is_scored(text: str, option: str, criterion: str) -> bool:
    return find_node(text, "assessments", option, criterion) is not None


def _by_place(problems: tuple[Problem, ...]) -> dict[tuple[str, ...], str]:
    """Return one sentence for each place that has a problem."""
    return {
        problem.where: f"{problem.title.capitalize()}: {problem.found}. {problem.advice}"
        for problem in reversed(problems)
    }
