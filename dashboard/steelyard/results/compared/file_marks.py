"""Short fingerprints of a file's options and criteria, stored in an address.

The file's hash shows only that something has changed. An address also carries a few letters for
the id and the content of every option and criterion, so that another machine with another version
of the file can name the differences. Two letters encode one of 4,096 numbers, so one change in
4,096 goes unnoticed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from steelyard.analysis.cache_key import ByIdentity
from steelyard.model import CriteriaSet, Criterion
from steelyard.results.words.text import listing

VERSION = "1"
_MOST_NAMED = 4
"""If more items than this changed, they are counted instead of named."""

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_MARKS = re.compile(r"1((?:[\w-]{4})*)\.((?:[\w-]{7})*)", re.ASCII)


def marks_of(criteria_set: CriteriaSet) -> str:
    """Return the marks of a file's options and criteria: a version, then 4 and 7 letters each.

    An option has two letters for its id and two for its scores, including those of readings; a
    criterion has two each for its id, its swing, and its scale with better end and value function,
    and one for its worded anchors. They are in the order of the file.

    >>> lunch = CriteriaSet.model_validate({"format": 1, "title": "Lunch",
    ...     "criteria": {"taste": {"name": "Taste"}}, "options": {"soup": {"name": "Soup"}}})
    >>> len(marks_of(lunch))
    13
    """
    return _marks_of(ByIdentity(criteria_set))


def what_changed(criteria_set: CriteriaSet, marks: str) -> str:
    """Return in words what differs from the file that had these marks; "" if nothing is found.

    Raises ValueError for text that is not valid marks. Removed entries cannot be named; if a
    criterion was removed, scores are not compared.
    """
    found = _MARKS.fullmatch(marks)
    if found is None:
        raise ValueError("found letters that mark no file; allowed are those of an address")
    options = _pair(list(criteria_set.options), _cut(found.group(1), 4))
    criteria = _pair(list(criteria_set.criteria), _cut(found.group(2), 7))
    parts = [
        *([] if criteria.lost else [_scores_changed(criteria_set, options, set(criteria.kept))]),
        *_criteria_changed(criteria_set, criteria),
    ]
    changed = [part for part in parts if part]
    changed += _added_and_removed(
        "option", [criteria_set.options[o].label for o in options.new], options
    )
    changed += _added_and_removed(
        "criterion", [criteria_set.criteria[c].label for c in criteria.new], criteria
    )
    return "; ".join(changed)


@dataclass(frozen=True)
class _Pairs:
    """Current ids with their earlier marks, new ids, and the number of marks without an id."""

    kept: dict[str, str]
    new: list[str]
    lost: int


@lru_cache(maxsize=32)
def _marks_of(key: ByIdentity[CriteriaSet]) -> str:
    criteria_set = key.kept
    options = (
        _letters(_number(option)) + _scores(criteria_set, option, criteria_set.criteria)
        for option in criteria_set.options
    )
    criteria = (
        _letters(_number(name)) + "".join(_parts_of(entry))
        for name, entry in criteria_set.criteria.items()
    )
    return f"{VERSION}{''.join(options)}.{''.join(criteria)}"


def _scores(criteria_set: CriteriaSet, option: str, criteria: Iterable[str]) -> str:
    """Return the letters of an option's scores.

    They encode a sum over the criteria, so that added criteria can be left out of a comparison.
    """
    return _letters(sum(_cell(criteria_set, option, criterion) for criterion in criteria))


def _cell(criteria_set: CriteriaSet, option: str, criterion: str) -> int:
    tables = {"": criteria_set.assessments}
    tables |= {name: reading.assessments for name, reading in criteria_set.readings.items()}
    known = [
        (name, tuple(found.score))
        for name, rows in sorted(tables.items())
        if (found := rows.get(option, {}).get(criterion)) is not None
    ]
    return _number(criterion, known) if known else 0


def _parts_of(entry: Criterion) -> tuple[str, str, str]:
    scale = (entry.scale.from_, entry.scale.to, entry.scale.unit, entry.better, entry.value)
    anchors = sorted(entry.anchors.items())
    return _letters(_number(entry.swing)), _letters(_number(scale)), _letters(_number(anchors))[0]


def _scores_changed(criteria_set: CriteriaSet, options: _Pairs, criteria: set[str]) -> str:
    names = [
        criteria_set.options[option].label
        for option, mark in options.kept.items()
        if _scores(criteria_set, option, criteria) != mark[2:]
    ]
    if len(names) > _MOST_NAMED:
        return f"the scores of {len(names)} options"
    return f"the scores of {listing(names)}" if names else ""


def _criteria_changed(criteria_set: CriteriaSet, criteria: _Pairs) -> list[str]:
    """Return which swings, scales and anchors differ, one phrase for each kind."""
    then = {c: (mark[2:4], mark[4:6], mark[6:]) for c, mark in criteria.kept.items()}
    now = {c: _parts_of(criteria_set.criteria[c]) for c in then}
    sentences = []
    for index, what in enumerate(("swing", "scale", "anchors")):
        names = [criteria_set.criteria[c].label for c in then if then[c][index] != now[c][index]]
        several = what if what.endswith("s") or len(names) == 1 else f"{what}s"
        if len(names) > _MOST_NAMED:
            sentences.append(f"the {several} of {len(names)} criteria")
        elif names:
            sentences.append(f"the {several} of {listing(names)}")
    return sentences


def _added_and_removed(what: str, new: list[str], pairs: _Pairs) -> list[str]:
    plural = {"option": "options", "criterion": "criteria"}[what]
    article = "an" if what == "option" else "a"
    sentences = []
    if len(new) > _MOST_NAMED:
        sentences.append(f"{len(new)} {plural} were added")
    elif new:
        were = f"{article} {what} was" if len(new) == 1 else f"{len(new)} {plural} were"
        sentences.append(f"{were} added: {listing(new)}")
    if pairs.lost:
        were = f"{article} {what} was" if pairs.lost == 1 else f"{pairs.lost} {plural} were"
        sentences.append(f"{were} taken out")
    return sentences


def _pair(ids: Sequence[str], marks: list[str]) -> _Pairs:
    """Return ids paired with the marks that begin with their letters, in order if several do."""
    left, kept, new = list(marks), {}, []
    for name in ids:
        own = _letters(_number(name))
        match = next((mark for mark in left if mark.startswith(own)), None)
        if match is None:
            new.append(name)
        else:
            left.remove(match)
            kept[name] = match
    return _Pairs(kept, new, len(left))


def _cut(text: str, size: int) -> list[str]:
    return [text[start : start + size] for start in range(0, len(text), size)]


def _number(*parts: object) -> int:
    digest = hashlib.blake2b(repr(parts).encode(), digest_size=4).digest()
    return int.from_bytes(digest, "big")


def _letters(number: int) -> str:
    return _LETTERS[number >> 6 & 63] + _LETTERS[number & 63]
