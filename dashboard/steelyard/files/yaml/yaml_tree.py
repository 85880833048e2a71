"""YAML text as a tree of nodes with their positions in the text, read safely.

libyaml's event stream is read with a small builder of our own: ready-made loaders hang on merge
bombs, crash on deep brackets, drop repeated keys and turn `no` into False. Only what criteria
files need is accepted: mappings, lists and the scalars of YAML 1.2's core schema. Older YAML
turns 12:30 into 750 and dates into objects; here both stay the text that was written.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final

import yaml

from steelyard.files.problems import Problem, echo
from steelyard.files.yaml.decoding import RefusedError, decode
from steelyard.files.yaml.syntax_advice import advise_on_syntax
from steelyard.model.criteria_set import is_number_text

MAX_DEPTH: Final = 32
MAX_NODES: Final = 200_000

# Only the event stream of the loader is used: nothing is ever constructed.
_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass
class Node:
    """One value of a file: a scalar, a list of nodes, or a mapping of nodes.

    `start` and `end` are character offsets into the text. `keys` holds, for a mapping,
    the node of each key, so that a problem can point at the key itself. `repeats` holds key
    and value of each entry whose key an earlier one has already: it does not count.
    """

    content: object
    start: int
    end: int
    keys: dict[str, Node] = field(default_factory=dict)
    repeats: Sequence[tuple[str, Node]] = ()
    _numbers: dict[float, str] | None = field(default=None, repr=False, compare=False)

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
        """Return the key that means the same as a step: `50` for 50.0."""
        text = str(step)
        if text in self.keys or not is_number_text(text):
            return text
        if self._numbers is None:
            # The first of two keys that mean the same number is the one that counts.
            numeric = [key for key in reversed(self.keys) if is_number_text(key)]
            self._numbers = {float(key): key for key in numeric}
        return self._numbers.get(float(text), text)

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

    U+0085 and U+2028 do not end a line here, since editors do not show them as line ends.
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


def read_tree(file: str, raw: bytes) -> Tree:
    """Read the bytes of a file into a tree and the problems of its syntax.

    At most 2 MiB, 32 levels and 200,000 values; no anchors, aliases, tags, merge keys or
    second documents. Repeated keys are problems; the first one counts. Never raises for
    bad content.
    """
    tree = _read_bytes(raw)
    problems = tuple(replace(problem, file=file) for problem in tree.problems)
    return replace(tree, file=file, problems=problems)


@lru_cache(maxsize=8)
def _read_bytes(raw: bytes) -> Tree:
    """Return the tree of a file without a name; cached, since a file just checked is read next."""
    try:
        text = decode(raw)
    except RefusedError as refusal:
        return _refused_tree("", refusal.text, refusal)
    builder = _Builder("", text)
    try:
        root = builder.build()
    except RefusedError as refusal:
        return _refused_tree("", text, refusal)
    return Tree("", text, builder.places, root, tuple(builder.problems))


def _refused_tree(file: str, text: str, refusal: RefusedError) -> Tree:
    places = Places(text)
    line, column = places.find(refusal.offset)
    problem = Problem(
        refusal.code, file, line, column, (), refusal.found, refusal.allowed, refusal.fix
    )
    return Tree(file, text, places, None, (problem,))


def _choose_stand_ins(text: str) -> dict[str, str]:
    """Return a character that the text does not contain for each of its foreign line ends.

    libyaml implements YAML 1.1 and ends a line at U+0085, U+2028 and U+2029 too, so it would
    find keys and lines that an editor does not show.
    """
    foreign = [character for character in "\x85\u2028\u2029" if character in text]
    if not foreign:
        return {}
    free = (chr(code) for code in range(0xE000, 0xF900) if chr(code) not in text)
    return dict(zip(foreign, free, strict=False))


class _Builder:
    """Builds nodes from one event stream, one event at a time, without recursion in libyaml."""

    def __init__(self, file: str, text: str) -> None:
        self.file, self.text = file, text
        self.places = Places(text)
        self.problems: list[Problem] = []
        self.nodes = 0
        self.stand_ins = _choose_stand_ins(text)
        self.originals = {ord(other): own for own, other in self.stand_ins.items()}

    def build(self) -> Node | None:
        parser = _PARSER(
            self.text.translate({ord(own): other for own, other in self.stand_ins.items()})
        )
        try:
            return self._document(parser)
        except yaml.YAMLError as error:
            raise RefusedError(*advise_on_syntax(self.text, error)) from None
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
                    fix = "keep one document, in one file"
                    raise self._feature(event, "a second document (`---`)", fix)
                if event.version or event.tags:
                    raise self._feature(event, "a line that starts with %", "delete the line")
            elif isinstance(event, yaml.NodeEvent):
                root = self._node(parser, event, 0, ())
        if root is None or root.content is None:
            raise RefusedError(
                "S008",
                0,
                "no keys and values",
                "keys and values, such as `title: Lunch`",
                "start from the file that `steelyard new` writes, or from a shipped one",
            )
        return root

    def _node(
        self, parser: yaml.SafeLoader, event: yaml.NodeEvent, depth: int, path: tuple[str, ...]
    ) -> Node:
        self.nodes += 1
        if depth > MAX_DEPTH or self.nodes > MAX_NODES:
            raise RefusedError(
                "S007",
                event.start_mark.index,
                f"over {MAX_DEPTH} levels" if depth > MAX_DEPTH else f"over {MAX_NODES:,} values",
                f"up to {MAX_DEPTH} levels and {MAX_NODES:,} values",
                "shorten the file, or remove the nesting; a criteria set needs five levels",
            )
        self._refuse_features(event)
        if isinstance(event, yaml.ScalarEvent):
            # A plain scalar has the style `None` or, from libyaml, an empty one.
            text = self._original(event.value)
            content = text if event.style else resolve_plain(text)
            return Node(content, event.start_mark.index, event.end_mark.index)
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
        repeats: list[tuple[str, Node]] = []
        while not isinstance(event := parser.get_event(), yaml.MappingEndEvent):
            self._refuse_features(event)
            if not isinstance(event, yaml.ScalarEvent):
                fix = "put quotes around a text that starts with { or ["
                raise self._feature(event, "a list or mapping in the place of a key", fix)
            key_event, key = event, self._original(event.value)
            key_node = Node(key, event.start_mark.index, event.end_mark.index)
            value = self._node(parser, parser.get_event(), depth + 1, (*path, key))
            if key == "<<" and not key_event.style:
                raise self._feature(key_event, "a merge key `<<`", "write the keys out")
            if key in entries:
                self._report_repeat(key_node, keys[key], (*path, key))
                repeats.append((key, value))
                continue
            entries[key], keys[key] = value, key_node
        return Node(entries, start.start_mark.index, event.end_mark.index, keys, repeats)

    def _original(self, value: str) -> str:
        """Return a value with the original characters in place of their stand-ins."""
        return value.translate(self.originals) if self.originals else value

    def _refuse_features(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.AliasEvent):
            fix = "write the value out; put a text that starts with * in quotes"
            raise self._feature(event, f"an alias `*{echo(event.anchor)}`", fix)
        if getattr(event, "anchor", None):
            fix = "delete it; put a text that starts with & in quotes"
            raise self._feature(event, f"an anchor `&{echo(event.anchor)}`", fix)
        if getattr(event, "tag", None):
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            fix = "delete the tag; put the text in quotes if it is meant to start with !"
            raise self._feature(event, f"a tag `{echo(tag)}`", fix)

    def _feature(self, event: yaml.Event, found: str, fix: str) -> RefusedError:
        allowed = "keys, lists, texts and numbers"
        return RefusedError("S005", event.start_mark.index, found, allowed, fix)

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


_INTEGER = re.compile(r"[-+]?[0-9]+\Z")
_HEX_OR_OCTAL = re.compile(r"0(?:o[0-7]{1,15}|x[0-9a-fA-F]{1,13})\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
_NOT_FINITE = re.compile(r"(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\Z")
_WORDS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
# Longer ones exceed what a double holds exactly, and int() of thousands of digits is slow.
EXACT_DIGITS = 16


def resolve_plain(text: str) -> object:
    """Return what an unquoted scalar means in YAML 1.2's core schema.

    Whole numbers of more than 16 characters become floats; a number too large for a
    float becomes infinite, which every field refuses.

    >>> [resolve_plain(text) for text in ("no", "12:30", "1e3", "0o17", "~")]
    ['no', '12:30', 1000.0, 15, None]
    """
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.match(text):
        return int(text) if len(text) <= EXACT_DIGITS else float(text)
    if _HEX_OR_OCTAL.match(text):
        return int(text, 0)
    if _FLOAT.match(text):
        return float(text)
    if _NOT_FINITE.match(text):
        return float(text.replace(".", "").lower())
    return text
