"""Finds where two recordings say something else: in which file, at which place, before, after."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import islice
from pathlib import Path

import yaml
from compare.facts import Clean, Facts, read_facts
from compare.recording import NOTE

NOTHING = "(nothing)"
_CONTEXT = 4
"""Words shown on both sides of a difference."""
_MOST_STEPS = 4_000_000
"""Texts longer than this, length times length, are told apart without being aligned."""


@dataclass(frozen=True)
class Difference:
    """One difference; `kind` is value, text, drawn or file."""

    file: str
    place: str
    before: str
    after: str
    kind: str


@dataclass
class Comparison:
    """All differences, and how much was compared."""

    differences: list[Difference] = field(default_factory=list)
    files: int = 0
    values: int = 0
    words: int = 0
    shapes: int = 0


def read_renamings(path: Path) -> dict[str, str]:
    """Return old phrase → new phrase from a YAML mapping."""
    found = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    return {str(old): str(new) for old, new in found.items()}


def cleaner(recording: Path, renamings: Mapping[str, str]) -> Clean:
    """Return the function that takes out of a text what is known to differ.

    Fingerprints and the version become placeholders. Renamed words are put in on both
    sides, since the same word may also stand, rightly, in both. Case is kept.
    """
    note = json.loads((recording / NOTE).read_text(encoding="utf-8"))
    version = re.compile(rf"(?<![\d.]){re.escape(note['version'])}(?![\d.])")
    short = [re.escape(print_[:8]) for print_ in note["fingerprints"]]
    prints = re.compile("|".join([r"\b[0-9a-f]{64}\b", *(rf"\b{s}\b" for s in short)]))
    lower = {" ".join(old.lower().split()): new for old, new in renamings.items()}
    longest = sorted(lower, key=len, reverse=True)
    phrases = "|".join(r"\s+".join(map(re.escape, old.split())) for old in longest)
    # In camelCase a word ends where a capital begins; in snake_case at the underscore.
    words = re.compile(rf"(?<![A-Za-z])(?i:{phrases})(?![a-z])") if longest else None

    def renamed(found: re.Match[str]) -> str:
        new = lower[" ".join(found[0].lower().split())]
        return new[:1].upper() + new[1:] if found[0][:1].isupper() else new

    def clean(text: str) -> str:
        text = prints.sub("<fingerprint>", version.sub("<version>", text))
        return words.sub(renamed, text) if words else text

    return clean


def compare(before: Path, after: Path, renamings: Mapping[str, str]) -> Comparison:
    """Compare two recordings file by file."""
    cleaners = cleaner(before, renamings), cleaner(after, renamings)
    old, new = (
        {clean(str(path.relative_to(top))): path for path in _files(top)}
        for top, clean in zip((before, after), cleaners, strict=True)
    )
    result = Comparison()
    for name in sorted(old.keys() | new.keys()):
        if name not in old or name not in new:
            first, second = (name, NOTHING) if name in old else (NOTHING, name)
            result.differences.append(Difference(name, "the file itself", first, second, "file"))
            continue
        facts = [
            _facts(path, clean)
            for path, clean in zip((old[name], new[name]), cleaners, strict=True)
        ]
        result.files += 1
        result.values += len(facts[0].values)
        result.words += sum(len(text.split()) for text in facts[0].texts.values())
        result.shapes += sum(len(shapes) for shapes in facts[0].drawn.values())
        result.differences += compare_facts(name, *facts)
    return result


def _files(top: Path) -> Iterator[Path]:
    return (path for path in top.rglob("*") if path.is_file() and path.name != NOTE)


def _facts(path: Path, clean: Clean) -> Facts:
    """Return the facts of a file; of one that cannot be read, why."""
    try:
        return read_facts(path, clean)
    except Exception as error:  # noqa: BLE001 - whatever a broken file raises is a finding
        return Facts(values={"cannot be read": f"{type(error).__name__}: {error}"})


def compare_facts(name: str, before: Facts, after: Facts) -> Iterator[Difference]:
    """Yield the differences of one file: values by place, texts by word, shapes in order."""
    for place in [*before.values, *(after.values.keys() - before.values.keys())]:
        old, new = before.values.get(place, NOTHING), after.values.get(place, NOTHING)
        if old != new:
            yield Difference(name, place, old, new, "value")
    for part in sorted(before.texts.keys() | after.texts.keys()):
        words = [facts.texts.get(part, "").split() for facts in (before, after)]
        for number, old, new in _runs(words[0], words[1], _CONTEXT):
            yield Difference(name, f"{part}, word {number}", old, new, "text")
    for part in sorted(before.drawn.keys() | after.drawn.keys()):
        shapes = [facts.drawn.get(part, []) for facts in (before, after)]
        for number, old, new in _runs(shapes[0], shapes[1], 0):
            yield Difference(name, f"{part}, element {number}", old, new, "drawn")


def _runs(before: list[str], after: list[str], context: int) -> Iterator[tuple[int, str, str]]:
    """Yield number, before and after of each run of items that differs; numbers start at 1."""
    if before == after:
        return
    pairs = zip(before, after, strict=False)
    head = next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(before), len(after)))
    shorter = min(len(before), len(after)) - head
    ends = islice(zip(reversed(before), reversed(after), strict=False), shorter)
    tail = next((i for i, (a, b) in enumerate(ends) if a != b), shorter)
    old, new = before[head : len(before) - tail], after[head : len(after) - tail]
    spans = [(0, len(old), 0, len(new))]
    if len(old) * len(new) <= _MOST_STEPS:
        matcher = SequenceMatcher(None, old, new, autojunk=False)
        spans = [span[1:] for span in matcher.get_opcodes() if span[0] != "equal"]
    for a, b, c, d in spans:
        low, high = max(0, head + a - context), head + b + context
        first, last = max(0, head + c - context), head + d + context
        yield head + a + 1, " ".join(before[low:high]), " ".join(after[first:last])
