"""YAML text becomes a tree of nodes that know where they stand, safely.

libyaml's event stream is read with a small builder of our own: ready-made loaders hang
on merge bombs, crash on deep brackets, drop repeated keys and turn `no` into False.
Only what criteria files need is let through: mappings, lists and YAML 1.2 core scalars.
Knows nothing of what the keys mean.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import yaml

from steelyard.files.problems import Problem, echo
from steelyard.files.syntax_advice import advise_on_syntax

MAX_BYTES: Final = 2 * 1024 * 1024
MAX_DEPTH: Final = 32
MAX_NODES: Final = 200_000

_INTEGER = re.compile(r"[-+]?[0-9]+\Z")
_HEX_OR_OCTAL = re.compile(r"0(?:o[0-7]{1,15}|x[0-9a-fA-F]{1,13})\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
_NOT_FINITE = re.compile(r"(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\Z")
# Only the event stream of the loader is used: nothing is ever constructed.
_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass
class Node:
    """One value of a file: a scalar, a list of nodes, or a mapping of nodes.

    `start` and `end` are character offsets into the text. `keys` holds, for a mapping,
    the node of each key, so that a problem can point at the key itself.
    """

    content: object
    start: int
    end: int
    keys: dict[str, Node] = field(default_factory=dict)

    def child(self, step: object) -> Node | None:
        """Return the node under a key or index, or `None`."""
        if isinstance(self.content, dict):
            return self.content.get(self._key(step))
        if isinstance(self.content, list) and isinstance(step, int):
            return self.content[step] if 0 <= step < len(self.content) else None
        return None

    def key_node(self, step: object) -> Node | None:
        """Return the node of a key itself, or `None`."""
        return self.keys.get(self._key(step))

    def _key(self, step: object) -> str:
        """Return the key that means the same: `50` and `50.0` for 50.0."""
        if isinstance(step, float):
            for key in self.keys:
                if _FLOAT.match(key) and float(key) == step:
                    return key
        return str(step)

    def entries(self) -> Iterator[tuple[str, Node]]:
        """Yield the entries of a mapping; nothing for anything else."""
        if isinstance(self.content, dict):
            yield from self.content.items()

    def elements(self) -> Iterator[tuple[int, Node]]:
        """Yield the numbered elements of a list; nothing for anything else."""
        if isinstance(self.content, list):
            yield from enumerate(self.content)

    def plain(self) -> object:
        """Return the content as dictionaries, lists and scalars."""
        if isinstance(self.content, dict):
            return {key: node.plain() for key, node in self.content.items()}
        if isinstance(self.content, list):
            return [node.plain() for node in self.content]
        return self.content


class Places:
    """Line and column, from 1, of a character offset, as editors count them.

    libyaml also ends lines at U+0085 and U+2028; editors do not.
    """

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", text))]

    def find(self, offset: int) -> tuple[int, int]:
        """Return the line and column of an offset."""
        line = bisect.bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


@dataclass(frozen=True)
class Tree:
    """A file read into nodes; `root` is `None` where the text could not be read."""

    file: str
    text: str
    places: Places
    root: Node | None
    problems: tuple[Problem, ...]


class _RefusedError(Exception):
    """Stops the builder at the first thing it does not take."""

    def __init__(self, code: str, offset: int, found: str, allowed: str, fix: str) -> None:
        super().__init__(code)
        self.code, self.offset, self.found, self.allowed, self.fix = (
            code,
            offset,
            found,
            allowed,
            fix,
        )


def read_tree(file: str, raw: bytes) -> Tree:
    """Read the bytes of a file into a tree and the problems of its syntax.

    At most 2 MiB, 32 levels and 200,000 values; no anchors, aliases, tags, merge keys or
    second documents. Repeated keys are problems; the first one stands. Never raises for
    bad content.
    """
    try:
        text = decode(raw)
    except _RefusedError as refusal:
        return _refused_tree(file, "", refusal)
    builder = _Builder(file, text)
    try:
        root = builder.build()
    except _RefusedError as refusal:
        return _refused_tree(file, text, refusal)
    return Tree(file, text, builder.places, root, tuple(builder.problems))


def decode(raw: bytes) -> str:
    """Return the bytes as text, refusing what is too large or not UTF-8."""
    if len(raw) > MAX_BYTES:
        megabytes = f"{len(raw) / 1024 / 1024:.1f} MiB"
        raise _RefusedError(
            "S003", 0, megabytes, "up to 2 MiB", "split the file, or shorten its texts"
        )
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in raw[:64]:
        raise _RefusedError("S002", 0, "UTF-16 or UTF-32", "UTF-8", "save the file as UTF-8")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        offset = len(raw[: error.start].decode("utf-8-sig", "replace"))
        found = f"the byte {raw[error.start]:#04x}"
        raise _RefusedError(
            "S002", offset, found, "UTF-8", "save the file as UTF-8 in your editor"
        ) from None


def _refused_tree(file: str, text: str, refusal: _RefusedError) -> Tree:
    places = Places(text)
    line, column = places.find(refusal.offset)
    problem = Problem(
        refusal.code, file, line, column, (), refusal.found, refusal.allowed, refusal.fix
    )
    return Tree(file, text, places, None, (problem,))


class _Builder:
    """Turns one event stream into nodes, one event at a time, without recursion in libyaml."""

    def __init__(self, file: str, text: str) -> None:
        self.file, self.text = file, text
        self.places = Places(text)
        self.problems: list[Problem] = []
        self.nodes = 0

    def build(self) -> Node | None:
        # libyaml stops at a NUL with a message about the wrong place.
        if "\x00" in self.text:
            raise _RefusedError(
                "S004", self.text.index("\x00"), "a NUL character", "text", "delete the character"
            )
        parser = _PARSER(self.text)
        try:
            return self._document(parser)
        except yaml.YAMLError as error:
            raise _RefusedError(*advise_on_syntax(self.text, error)) from None
        finally:
            parser.dispose()

    def _document(self, parser: yaml.SafeLoader) -> Node | None:
        root: Node | None = None
        documents = 0
        while True:
            event = parser.get_event()
            if isinstance(event, yaml.StreamEndEvent):
                break
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self._feature(event, "a second document (`---`)", "keep one document")
            elif isinstance(event, yaml.NodeEvent):
                root = self._node(parser, event, 0, ())
        if root is None or root.content is None:
            raise _RefusedError(
                "S008",
                0,
                "no keys and values",
                "a criteria set",
                "start from the file that `steelyard new` writes, or from one in criteria/",
            )
        return root

    def _node(
        self, parser: yaml.SafeLoader, event: yaml.NodeEvent, depth: int, path: tuple[str, ...]
    ) -> Node:
        self.nodes += 1
        if depth > MAX_DEPTH or self.nodes > MAX_NODES:
            raise _RefusedError(
                "S007",
                event.start_mark.index,
                f"more than {MAX_DEPTH} levels" if depth > MAX_DEPTH else f"over {MAX_NODES:,}",
                f"up to {MAX_DEPTH} levels and {MAX_NODES:,} values",
                "remove the nesting; a criteria set needs five levels",
            )
        self._refuse_features(event)
        if isinstance(event, yaml.ScalarEvent):
            return Node(_resolve(event), event.start_mark.index, event.end_mark.index)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(parser, event, depth, path)
        return self._mapping(parser, event, depth, path)

    def _sequence(
        self, parser: yaml.SafeLoader, start: yaml.NodeEvent, depth: int, path: tuple[str, ...]
    ) -> Node:
        elements: list[Node] = []
        while not isinstance(event := parser.get_event(), yaml.SequenceEndEvent):
            elements.append(self._node(parser, event, depth + 1, (*path, str(len(elements) + 1))))
        return Node(elements, start.start_mark.index, event.end_mark.index)

    def _mapping(
        self, parser: yaml.SafeLoader, start: yaml.NodeEvent, depth: int, path: tuple[str, ...]
    ) -> Node:
        entries: dict[str, Node] = {}
        keys: dict[str, Node] = {}
        while not isinstance(event := parser.get_event(), yaml.MappingEndEvent):
            self._refuse_features(event)
            if not isinstance(event, yaml.ScalarEvent):
                raise self._feature(event, "a key that is a list or mapping", "use a plain word")
            key_event, key = event, event.value
            key_node = Node(key, event.start_mark.index, event.end_mark.index)
            value = self._node(parser, parser.get_event(), depth + 1, (*path, key))
            if key == "<<" and not key_event.style:
                raise self._feature(key_event, "a merge key `<<`", "write the keys out")
            if key in entries:
                self._report_repeat(key_node, keys[key], (*path, key))
                continue
            entries[key], keys[key] = value, key_node
        return Node(entries, start.start_mark.index, event.end_mark.index, keys)

    def _refuse_features(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.AliasEvent):
            raise self._feature(event, f"an alias `*{echo(event.anchor)}`", "write the value out")
        if getattr(event, "anchor", None):
            raise self._feature(event, f"an anchor `&{echo(event.anchor)}`", "delete the anchor")
        if getattr(event, "tag", None):
            raise self._feature(
                event, f"a tag `{echo(event.tag)}`", "delete it; put quotes around text"
            )

    def _feature(self, event: yaml.Event, found: str, fix: str) -> _RefusedError:
        allowed = "keys, lists, texts and numbers"
        return _RefusedError("S005", event.start_mark.index, found, allowed, fix)

    def _report_repeat(self, again: Node, first: Node, path: tuple[str, ...]) -> None:
        line, column = self.places.find(again.start)
        first_line, _ = self.places.find(first.start)
        self.problems.append(
            Problem(
                "S006",
                self.file,
                line,
                column,
                tuple(echo(step) for step in path),
                f"{echo(again.content)}, already on line {first_line}",
                "each key once",
                "delete one of the two, or rename it; the first one counts until then",
            )
        )


def _resolve(event: yaml.ScalarEvent) -> object:
    """Return a plain scalar as YAML 1.2's core schema reads it; quoted ones stay text.

    A plain scalar has the style `None` or, from libyaml, an empty one.
    """
    text = event.value
    if event.style:
        return text
    if text in ("", "~", "null", "Null", "NULL"):
        return None
    if text in ("true", "True", "TRUE"):
        return True
    if text in ("false", "False", "FALSE"):
        return False
    if _INTEGER.match(text):
        # Longer ones exceed what a double holds exactly, and int() of thousands of digits is slow.
        return int(text) if len(text) <= 16 else float(text[:400])
    if _HEX_OR_OCTAL.match(text):
        return int(text, 0)
    if _FLOAT.match(text):
        return float(text[:400])
    if _NOT_FINITE.match(text):
        return float(text.replace(".", "").lower())
    return text
