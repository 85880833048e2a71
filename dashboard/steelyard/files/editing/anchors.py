"""A criterion's anchors as they are typed, one `number: words` a line, and back into the file."""

from __future__ import annotations

from collections.abc import Mapping

from steelyard.files.editing.score_sheet import find_node
from steelyard.files.editing.value_edits import put_value, take_out
from steelyard.files.problems import format_number
from steelyard.model.criteria_set import is_number_text


def put_anchors(text: str, criterion: str, typed: str) -> str:
    """Return the text with a criterion's anchors as typed, one `number: words` a line.

    Anchors that stay the same are not touched. Raises ValueError with a sentence.
    """
    at = ("criteria", criterion, "anchors")
    wanted = parse_anchors(typed)
    node = find_node(text, *at)
    plain = node.plain() if node is not None else {}
    written = plain if isinstance(plain, dict) else {}
    there = {float(key): key for key in written if is_number_text(key)}
    for number, key in there.items():
        if number not in wanted:
            text = take_out(text, (*at, key))
    for number, words in wanted.items():
        key = there.get(number, format_number(number))
        if written.get(key) != words:
            text = put_value(text, (*at, key), words)
    return text


def parse_anchors(typed: str) -> dict[float, str]:
    """Return anchors by number; ValueError with a sentence for a line that is none.

    >>> parse_anchors("0: calm\\n\\n100: war: everywhere")
    {0.0: 'calm', 100.0: 'war: everywhere'}
    """
    anchors: dict[float, str] = {}
    for line in filter(None, map(str.strip, typed.splitlines())):
        number, colon, words = line.partition(":")
        if not colon or not is_number_text(number.strip()) or not words.strip():
            raise ValueError(
                f"“{line[:60]}” is no anchor; write a number, a colon and what it means, such as "
                "“50: as in an ordinary year”."
            )
        if float(number) in anchors:
            raise ValueError(f"Two anchors stand at {format_number(float(number))}.")
        anchors[float(number)] = words.strip()
    return anchors


def anchors_text(plain: object) -> str:
    """Return anchors as they are typed, lowest first.

    >>> anchors_text({"100": "war", "0": "calm"})
    '0: calm\\n100: war'
    """
    if not isinstance(plain, Mapping):
        return ""
    numbers = sorted((key for key in plain if is_number_text(key)), key=float)
    return "\n".join(f"{key}: {plain[key]}" for key in numbers)
