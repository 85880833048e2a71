"""The words for the two ends of a criterion's scale, in the text of a criteria file."""

from __future__ import annotations

from typing import NamedTuple

from steelyard.files.editing.open_text import EditError, OpenText
from steelyard.files.editing.value_edits import put_value, take_out
from steelyard.files.problems import format_number


class ScaleEnd(NamedTuple):
    """An end of a scale: whether it is the worst or the best, its number, and the words for it."""

    label: str
    number: str
    words: str


def scale_ends(text: str, criterion: str) -> tuple[ScaleEnd, ScaleEnd]:
    """Return the worst end of a criterion's scale, then the best; words empty where there are none.

    >>> scale_ends("criteria: {cost: {better: lower, anchors: {0: free}}}", "cost")[1]
    ScaleEnd(label='Best', number='0', words='free')
    """
    entry = _plain(text, criterion)
    scale = entry.get("scale")
    ends = [
        scale.get(key, usual) if isinstance(scale, dict) else usual
        for key, usual in (("from", 0), ("to", 100))
    ]
    low, high = (
        format_number(float(end)) if _is_number(end) else format_number(float(usual))
        for end, usual in zip(ends, (0, 100), strict=True)
    )
    worst, best = (high, low) if entry.get("better") == "lower" else (low, high)
    anchors = entry.get("anchors")
    words = {
        format_number(float(key)): str(said)
        for key, said in (anchors.items() if isinstance(anchors, dict) else ())
        if _reads_as_number(key)
    }
    return (
        ScaleEnd("Worst", worst, words.get(worst, "")),
        ScaleEnd("Best", best, words.get(best, "")),
    )


def put_end(criterion: str, number: str, text: str, words: object) -> str:
    """Return the text with other words for the end of a scale; empty: with none."""
    entry = _plain(text, criterion)
    anchors = entry.get("anchors")
    there = anchors if isinstance(anchors, dict) else {}
    key = next(
        (one for one in there if _reads_as_number(one) and format_number(float(one)) == number),
        number,
    )
    said = " ".join(str(words or "").split())
    if said:
        return put_value(text, ("criteria", criterion, "anchors", key), said)
    if key not in there:
        return text
    keys = ("criteria", criterion, "anchors")
    return take_out(text, keys if len(there) == 1 else (*keys, key))


def _plain(text: str, criterion: str) -> dict[object, object]:
    spot, rest = OpenText(text).find(("criteria", criterion))
    plain = spot.node.plain() if not rest else None
    if rest:
        raise EditError(f"There is no criterion {criterion} in the file.")
    return plain if isinstance(plain, dict) else {}


def _is_number(found: object) -> bool:
    return isinstance(found, int | float) and not isinstance(found, bool)


def _reads_as_number(key: object) -> bool:
    try:
        float(str(key))
    except ValueError:
        return False
    return True
