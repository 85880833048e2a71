"""A text opened for editing: where each value is, and what surrounds it.

Adds to the tree what editing by spans needs: flow or block style, the true end of a block, the
column of its keys, line ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from steelyard.files.problems import echo, format_number
from steelyard.files.yaml.documents import rename_old_keys
from steelyard.files.yaml.yaml_tree import Node, Tree, read_tree

_Step = str | int | float
Keys = tuple[_Step, ...]
"""Keys and list indices that lead to a value; a number finds the key that means the same."""

_LINE_END = re.compile(r"\r\n|\n|\r")


class EditError(ValueError):
    """A change that cannot be made; the message is one sentence for the user."""


@dataclass(frozen=True)
class Change:
    """One change: the characters from `start` to `end` are replaced by `text`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Spot:
    """A value with its key, if it has one, and the spot that contains it."""

    node: Node
    step: _Step | None
    key: Node | None
    parent: Spot | None

    @property
    def keys(self) -> Keys:
        """The keys that lead here, as they are written in the file."""
        if self.parent is None or self.step is None:
            return ()
        return (*self.parent.keys, self.step)


class OpenText:
    """A text and its tree. Raises EditError if the text cannot be read as YAML.

    A byte order mark is dropped: it belongs to the file, and saving puts it back.
    """

    def __init__(self, text: str) -> None:
        text = text.removeprefix("\ufeff")
        try:
            tree = _read(text)
        except UnicodeEncodeError:
            raise EditError(
                "The text holds half a character, which no file can keep; delete it."
            ) from None
        if tree.root is None:
            raise EditError(_cannot_read(tree))
        if not isinstance(tree.root.content, dict):
            raise EditError("The file is not made of keys and values; mend it in the text first.")
        self.text, self.tree, self.root = text, tree, Spot(tree.root, None, None, None)
        match = _LINE_END.search(text)
        self.newline = match[0] if match else "\n"

    def find(self, keys: Keys) -> tuple[Spot, Keys]:
        """Return the deepest spot that keys lead to, and the keys that are not there yet.

        A number finds the key that means the same: 50.0 finds `50`.
        """
        spot = self.root
        for depth, step in enumerate(keys):
            child = self.child(spot, step)
            if child is None:
                return spot, keys[depth:]
            spot = child
        return spot, ()

    def child(self, spot: Spot, step: _Step) -> Spot | None:
        """Return the spot one step down, or `None`."""
        node = spot.node.child(step)
        if node is None:
            return None
        key = spot.node.key_node(step) if isinstance(spot.node.content, dict) else None
        return Spot(node, str(key.content) if key is not None else step, key, spot)

    def children(self, spot: Spot) -> list[Spot]:
        """Return the spots one step down, in the order of the file."""
        return list(self._children(spot))

    def _children(self, spot: Spot) -> Iterator[Spot]:
        for key, node in spot.node.entries():
            yield Spot(node, key, spot.node.keys[key], spot)
        for index, node in spot.node.elements():
            yield Spot(node, index, None, spot)

    def is_flow(self, spot: Spot) -> bool:
        """Return whether a mapping or list is written in brackets."""
        is_collection = isinstance(spot.node.content, dict | list)
        return is_collection and self.text[spot.node.start : spot.node.start + 1] in ("{", "[")

    def in_flow(self, spot: Spot) -> bool:
        """Return whether a value is inside brackets."""
        above = spot.parent
        return above is not None and (self.is_flow(above) or self.in_flow(above))

    def style(self, spot: Spot) -> str:
        """Return how a text is quoted: `"`, `'`, `|`, `>`, or nothing."""
        first = self.text[spot.node.start : spot.node.start + 1]
        is_text = isinstance(spot.node.content, str)
        return first if is_text and first in ("'", '"', "|", ">") else ""

    def start(self, spot: Spot) -> int:
        """Return where an entry begins: at its key, or at its dash."""
        if spot.key is not None:
            return spot.key.start
        if spot.parent is not None and self.is_flow(spot.parent):
            return spot.node.start
        return self.text.rfind("-", 0, spot.node.start)

    def end(self, spot: Spot) -> int:
        """Return where a value really ends: before the blanks and comments after a block."""
        if isinstance(spot.node.content, dict | list) and not self.is_flow(spot):
            return self.end(self.children(spot)[-1])
        if self.style(spot) not in ("|", ">"):
            return spot.node.end
        block = self.text[spot.node.start : spot.node.end]
        header = _LINE_END.split(block, maxsplit=1)[0]
        if "+" in header.split("#")[0]:
            # The blank lines belong to the text; only the last line end does not.
            return spot.node.end - len(block) + len(re.sub(r"(\r\n|\n|\r)[ ]*\Z", "", block))
        return spot.node.start + len(re.sub(r"([ ]*(\r\n|\n|\r))*[ ]*\Z", "", block))

    def indent(self, spot: Spot) -> int:
        """Return the column, from 0, of the key or dash of the block that holds a value."""
        if spot.parent is None:
            return 0
        if self.is_flow(spot.parent):
            return self.indent(spot.parent)
        return self.column(spot.key.start if spot.key is not None else spot.parent.node.start)

    def column(self, offset: int) -> int:
        """Return the column of a character, from 0."""
        return self.tree.places.find(offset)[1] - 1

    def line_start(self, offset: int) -> int:
        """Return where the line of a character begins."""
        return offset - self.column(offset)

    def line_end(self, offset: int) -> int:
        """Return where the line of a character ends, before its line end."""
        match = _LINE_END.search(self.text, offset)
        return match.start() if match else len(self.text)

    def next_line(self, offset: int) -> int:
        """Return where the line after that of a character begins."""
        match = _LINE_END.search(self.text, offset)
        return match.end() if match else len(self.text)

    def after_colon(self, spot: Spot) -> int:
        """Return the offset after the colon of a key, or after the dash of an element."""
        if spot.key is not None:
            match = re.compile(r"[ \t]*:").match(self.text, spot.key.end)
            return match.end() if match else spot.key.end
        return self.text.rfind("-", 0, spot.node.start + 1) + 1

    def lines(self, lines: list[str] | tuple[str, ...]) -> str:
        """Join lines with the line ends of the file."""
        return self.newline.join(lines)

    def with_ends(self, text: str) -> str:
        """Return a text with the line ends of the file."""
        return text.replace("\n", self.newline)


def _read(text: str) -> Tree:
    return rename_old_keys(read_tree("the file", text.encode("utf-8")))[0]


def name_keys(keys: Keys) -> str:
    """Return keys as people read them: `options › hold › name`."""
    return " › ".join(echo(step + 1 if isinstance(step, int) else step) for step in keys)


def key_text(step: object) -> str:
    """Return a step as the text of a key: 50.0 becomes `50`."""
    return format_number(step) if isinstance(step, int | float) else str(step)


def _cannot_read(tree: Tree) -> str:
    problem = tree.problems[0]
    place = f" in line {problem.line}" if problem.line else ""
    return f"The file cannot be read{place}: found {problem.found}. {problem.advice}"
