"""Good files with several independent faults in them, and where each has to be told.

Each mutation changes one line in a known way, so that the line, the entry and the code of the
problem it has to give are known before the file is read.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from files.test_mutations import slip

from steelyard.files.schema import allowed_keys
from steelyard.files.yaml.yaml_tree import Node, Tree, read_tree
from steelyard.model import CriteriaSet

Path = tuple[str, ...]
Fact = tuple[str, ...]
SECTIONS = ("criteria", "groups", "frames", "options", "conditions", "lenses", "readings")
SECTIONS += ("scenarios", "left_out")
CELL_DEPTH = 3


@dataclass(frozen=True)
class Spot:
    """One value of a file with its path, and its key where it has one."""

    path: Path
    node: Node
    key: Node | None

    @property
    def section(self) -> str:
        """The top-level key."""
        return self.path[0]


@dataclass(frozen=True)
class Fault:
    """One change of a file's text, and the problem it has to give.

    `spoils` are facts of the file that cannot be used any more, such as a scale; another
    fault that can only be seen by one of them (`needs`) would not be independent.
    """

    start: int
    end: int
    text: str
    codes: tuple[str, ...]
    path: Path
    kind: str = ""
    spoils: frozenset[Fact] = field(default_factory=frozenset)
    needs: frozenset[Fact] = field(default_factory=frozenset)


def spots_of(node: Node, path: Path = (), key: Node | None = None) -> Iterator[Spot]:
    """Yield every value of a file that is written on one line, and every mapping."""
    if path:
        yield Spot(path, node, key)
    for name, child in node.entries():
        yield from spots_of(child, (*path, name), node.key_node(name))
    for index, child in node.elements():
        yield from spots_of(child, (*path, str(index + 1)))


class GoodFile:
    """A file without a problem, and what the mutations choose from."""

    def __init__(self, name: str, text: str) -> None:
        self.name, self.text = name, text
        self.tree: Tree = read_tree(name, text.encode())
        assert self.tree.root is not None
        self.root = self.tree.root
        self.spots = list(spots_of(self.root))
        self.scalars = [
            spot
            for spot in self.spots
            if not isinstance(spot.node.content, dict | list) and self.is_on_one_line(spot.node)
        ]

    def is_on_one_line(self, node: Node) -> bool:
        """Return whether a change of this value moves no line."""
        piece = self.text[node.start : node.end]
        return bool(piece) and "\n" not in piece and piece[0] not in "|>"

    def pick(
        self, source: random.Random, spots: list[Spot], wanted: Callable[[Spot], bool]
    ) -> Spot | None:
        """Return any spot that fits, or `None`."""
        found = [spot for spot in spots if wanted(spot)]
        return source.choice(found) if found else None

    def child(self, *path: str) -> Node | None:
        """Return the node at a path."""
        node: Node | None = self.root
        for step in path:
            node = node.child(step) if node is not None else None
        return node

    def scale(self, criterion: str) -> tuple[float, float]:
        """Return the ends of a criterion's scale."""
        scale = self.child("criteria", criterion, "scale")
        ends: dict[str, float] = {"from": 0.0, "to": 100.0}
        for key, node in scale.entries() if scale is not None else ():
            if key in ends and isinstance(node.content, int | float):
                ends[key] = float(node.content)
        return ends["from"], ends["to"]


def criterion_of_cell(spot: Spot) -> str:
    """Return the criterion of a cell's path, or nothing for any other path."""
    path = spot.path
    if path[0] == "readings" and len(path) > 3 and path[2] == "assessments":
        path = path[2:]
    return path[2] if path[0] == "assessments" and len(path) >= CELL_DEPTH else ""


def is_score(spot: Spot) -> bool:
    """Return whether a value is the score of a cell: bare, or below `score`."""
    depth = 5 if spot.section == "readings" else CELL_DEPTH
    is_bare = len(spot.path) == depth and not isinstance(spot.node.content, dict)
    is_below = len(spot.path) == depth + 1 and spot.path[-1] == "score"
    return bool(criterion_of_cell(spot)) and (is_bare or is_below)


def put(spot: Spot, text: str, *codes: str, **facts: frozenset[Fact]) -> Fault:
    """Return the fault of writing another value."""
    return Fault(spot.node.start, spot.node.end, text, codes, spot.path, **facts)


def rename(spot: Spot, text: str, *codes: str, **facts: frozenset[Fact]) -> Fault:
    """Return the fault of writing another key."""
    assert spot.key is not None
    return Fault(spot.key.start, spot.key.end, text, codes, spot.path, **facts)


def is_schema_key(spot: Spot) -> bool:
    """Return whether the key of a value is one of the format and not an id of the file."""
    return spot.key is not None and spot.path[-1] in allowed_keys(CriteriaSet, spot.path[:-1])


def misspelt_key(source: random.Random, file: GoodFile) -> Fault | None:
    """Slip in a key of the format."""
    spot = file.pick(source, file.spots, is_schema_key)
    assert spot is not None
    wrong = slip(source, spot.path[-1])
    is_fine = re.fullmatch("[a-z][a-z_]*", wrong) and wrong not in allowed_keys(
        CriteriaSet, spot.path[:-1]
    )
    return rename(spot, wrong, "C001") if is_fine else None


def misspelt_section(source: random.Random, file: GoodFile) -> Fault | None:
    """Slip in the name of a section."""
    spot = file.pick(source, file.spots, lambda spot: len(spot.path) == 1)
    assert spot is not None
    wrong = slip(source, spot.path[0])
    is_fine = re.fullmatch("[a-z][a-z_]*", wrong) and wrong != spot.path[0]
    return rename(spot, wrong, "C001") if is_fine else None


def strange_key(source: random.Random, file: GoodFile) -> Fault | None:
    """Write a key that no one knows in place of a note."""
    notes = ("note", "reason", "summary", "question", "by", "swing_reason")
    spot = file.pick(
        source,
        file.spots,
        lambda spot: is_schema_key(spot) and spot.path[-1] in notes and spot.section != "left_out",
    )
    wrong = f"zzz{source.choice('bcdfg')}{source.choice('qwxy')}"
    return rename(spot, wrong, "C001") if spot is not None else None


def score_off_scale(source: random.Random, file: GoodFile) -> Fault | None:
    """Write a score above or below its scale."""
    spot = file.pick(source, file.spots, lambda s: is_score(s) and file.is_on_one_line(s.node))
    if spot is None:
        return None
    criterion = criterion_of_cell(spot)
    low, high = file.scale(criterion)
    number = source.choice([high + 1, high * 2 + 5, low - 1, low - 1000])
    shown = source.choice([f"{number:g}", f"[{low:g}, {high:g}, {high + 7:g}]"])
    needs = frozenset({("scale", criterion), ("id", "criteria", criterion)})
    return put(spot, shown, "C014", needs=needs)


def bad_score(source: random.Random, file: GoodFile) -> Fault | None:
    """Write a score that is none."""
    spot = file.pick(source, file.spots, lambda s: is_score(s) and file.is_on_one_line(s.node))
    if spot is None:
        return None
    shown = source.choice(["lots", "'40'", "40%", "[1, 2]", "true", "[a, b, c]", "[3, 2, 1]"])
    return put(spot, shown, "C013", "C015")


def bad_anchor(source: random.Random, file: GoodFile) -> Fault | None:
    """Write a word, or a number off the scale, as the key of an anchor."""
    spot = file.pick(source, file.spots, lambda s: s.path[-2:-1] == ("anchors",))
    if spot is None:
        return None
    _, high = file.scale(spot.path[1])
    needs = frozenset({("scale", spot.path[1])})
    if source.random() < 0.5:
        return rename(spot, f"low{source.choice('abcdefgh')}", "C017")
    return rename(spot, f"{high + source.randint(1, 999):g}", "C017", needs=needs)


def is_use(spot: Spot) -> tuple[str, str] | None:
    """Return section and id where a value, or its key, refers to another entry."""
    path, content = spot.path, spot.node.content
    listed = {("frames", "criteria"): "criteria", ("options", "needs"): "conditions"}
    listed[("options", "parts")] = "options"
    if len(path) == 4 and (path[0], path[2]) in listed and isinstance(content, str):
        return listed[path[0], path[2]], content
    if len(path) == 3 and (path[0], path[2]) in (("criteria", "group"), ("scenarios", "opposite")):
        return ("groups" if path[2] == "group" else "scenarios"), str(content)
    if path[:1] == ("lenses",) and path[2:3] == ("swings",) and len(path) == 4:
        return "criteria", path[3]
    if path[0] in ("readings", "scenarios") and path[2:3] in (("assessments",), ("shifts",)):
        path = path[2:]
    if path[0] in ("assessments", "shifts") and len(path) in (2, 3):
        return ("options", "criteria")[len(path) - 2], path[-1]
    return None


def dangling_id(source: random.Random, file: GoodFile) -> Fault | None:
    """Slip in an id where it is used, or write one that does not exist at all."""
    spot = file.pick(source, file.spots, lambda spot: is_use(spot) is not None)
    use = is_use(spot) if spot is not None else None
    if spot is None or use is None:
        return None
    section, written = use
    wrong = slip(source, written)
    known = file.child(section)
    if not re.fullmatch("[a-z][a-z0-9_-]*", wrong) or known is None or known.child(wrong):
        return None
    at_key = spot.key is not None and spot.path[-1] == written
    # With its only other use misspelt, a definition has one use.
    spoils = frozenset({("id", section, written)})
    if not at_key:
        return put(spot, wrong, "C010", spoils=spoils)
    return rename(spot, wrong, "C010", spoils=spoils)


def misspelt_definition(source: random.Random, file: GoodFile) -> Fault | None:
    """Slip in an id where it is defined, while several places use it."""
    spot = file.pick(
        source, file.spots, lambda s: len(s.path) == 2 and s.section in ("criteria", "options")
    )
    assert spot is not None
    section, written = spot.path
    uses = sum(is_use(other) == (section, written) for other in file.spots)
    wrong = slip(source, written)
    known = file.child(section)
    if uses < 4 or not re.fullmatch("[a-z][a-z0-9_-]*", wrong):
        return None
    if known is None or known.child(wrong) is not None:
        return None
    fact = frozenset({("id", section, written)})
    return rename(spot, wrong, "C010", spoils=fact, needs=fact)


def bad_id(source: random.Random, file: GoodFile) -> Fault | None:
    """Write an id with a capital where it is defined."""
    spot = file.pick(source, file.spots, lambda s: len(s.path) == 2 and s.section in SECTIONS)
    assert spot is not None
    fact = frozenset({("id", *spot.path)})
    return rename(spot, spot.path[1].capitalize(), "C005", spoils=fact, needs=fact)


BAD_NUMBERS = ("-1", "1e10", ".nan", ".inf", "'60'", "40%", "1,5", "lots", "true", "[1]")


def bad_number(source: random.Random, file: GoodFile) -> Fault | None:
    """Write a swing, a shift, the end of a scale or a threshold that is no number of its kind."""

    def is_number(spot: Spot) -> bool:
        path = spot.path
        is_swing = path[0] == "criteria" and path[2:] == ("swing",)
        is_lens = path[0] == "lenses" and path[2:3] == ("swings",)
        is_end = path[0] == "criteria" and path[2:3] == ("scale",) and path[-1] in ("from", "to")
        return is_swing or is_lens or is_end

    spot = file.pick(source, file.scalars, is_number)
    if spot is None:
        return None
    is_end = spot.path[2] == "scale"
    number = source.choice(BAD_NUMBERS[2:] if is_end else BAD_NUMBERS)
    spoils = frozenset({("scale", spot.path[1])}) if is_end else frozenset()
    return put(spot, number, "C003", "C007", spoils=spoils)


def wrong_kind(source: random.Random, file: GoodFile) -> Fault | None:
    """Write a number or a list for a text."""
    texts = ("name", "short", "note", "reason", "summary", "question", "title", "by", "seat")
    spot = file.pick(
        source, file.scalars, lambda spot: is_schema_key(spot) and spot.path[-1] in texts
    )
    if spot is None:
        return None
    return put(spot, source.choice(["5", "[a]", "{a: b}", "true", "1e3"]), "C003")


def scalar_for_list(source: random.Random, file: GoodFile) -> Fault | None:
    """Write a single text for a list."""
    lists = ("claims", "needs", "criteria", "inferred_from")
    spot = file.pick(
        source,
        file.spots,
        lambda spot: (
            isinstance(spot.node.content, list)
            and spot.path[-1] in lists
            and file.is_on_one_line(spot.node)
        ),
    )
    if spot is None:
        return None
    uses = {use for other in file.spots if other.path[:-1] == spot.path and (use := is_use(other))}
    return put(spot, "abc", "C003", spoils=frozenset(("id", *use) for use in uses))


def bad_word(source: random.Random, file: GoodFile) -> Fault | None:
    """Slip in a word of a closed list."""
    words = ("better", "confidence", "state", "unit")
    spot = file.pick(source, file.scalars, lambda s: is_schema_key(s) and s.path[-1] in words)
    if spot is None:
        return None
    return put(spot, slip(source, str(spot.node.content)) + "x", "C006")


def bad_date(source: random.Random, file: GoodFile) -> Fault | None:
    """Write a day that does not exist."""
    spot = file.pick(source, file.scalars, lambda s: s.path[-1] == "as_of")
    return put(spot, "2026-02-30", "C009") if spot is not None else None


def unknown_claim(source: random.Random, file: GoodFile) -> Fault | None:
    """Cite a claim that no register holds."""
    spot = file.pick(
        source, file.scalars, lambda s: s.path[-2:-1] in (("claims",), ("inferred_from",))
    )
    return put(spot, "no-such-claim", "C012") if spot is not None else None


def nothing_there(source: random.Random, file: GoodFile) -> Fault | None:
    """Leave a key without its value."""
    spot = file.pick(
        source,
        file.scalars,
        lambda s: is_schema_key(s) and s.path[-1] in ("name", "swing", "better", "reason"),
    )
    return put(spot, "", "C003") if spot is not None else None


Maker = Callable[[random.Random, GoodFile], Fault | None]
MAKERS: tuple[Maker, ...] = (
    misspelt_key,
    misspelt_section,
    strange_key,
    score_off_scale,
    bad_score,
    bad_anchor,
    dangling_id,
    misspelt_definition,
    bad_id,
    bad_number,
    wrong_kind,
    scalar_for_list,
    bad_word,
    bad_date,
    unknown_claim,
    nothing_there,
)


def independent_faults(source: random.Random, file: GoodFile) -> list[Fault]:
    """Return two to six faults, none of which can only be seen without another of them."""
    wanted = source.randint(2, 6)
    faults: list[Fault] = []
    for _ in range(400):
        if len(faults) == wanted:
            break
        maker = source.choice(MAKERS)
        fault = maker(source, file)
        if fault is not None and not any(_is_dependent(fault, other) for other in faults):
            faults.append(Fault(**{**vars(fault), "kind": maker.__name__}))
    return faults


def _is_dependent(one: Fault, other: Fault) -> bool:
    is_over = one.start <= other.end and other.start <= one.end
    is_same = one.path == other.path
    is_spoilt = one.spoils & (other.needs | other.spoils) or other.spoils & one.needs
    return bool(is_over or is_same or is_spoilt)


def with_faults(text: str, faults: list[Fault]) -> str:
    """Return a text with every fault in it; no line moves."""
    for fault in sorted(faults, key=lambda fault: fault.start, reverse=True):
        text = text[: fault.start] + fault.text + text[fault.end :]
    return text
