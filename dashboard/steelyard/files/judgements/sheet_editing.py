"""Changes a sheet's text only where its answers change, even if it has been edited by hand.

A sheet laid out as we write it stays so. In any other, remarks, blank lines, order and quotes are
kept: only the lines of the answers that differ are changed.
"""

from __future__ import annotations

from typing import Final

from steelyard.files.editing.open_text import EditError, Keys, OpenText
from steelyard.files.editing.value_edits import put_values, take_out, take_out_all
from steelyard.files.judgements.sheet_writing import sheet_values, write_sheet
from steelyard.files.saving.lines import merge_lines, plain_ends
from steelyard.files.yaml.meant import read_as_meant
from steelyard.model import JudgeSheet

_LEFT_OUT_EMPTY: Final = ("unfinished", "ranks")


def change_sheet_text(text: str, old: JudgeSheet, new: JudgeSheet) -> str:
    """Return the text of the sheet `old` with the answers of `new`; other lines stay as they are.

    Raises EditError with a sentence where that cannot be done without touching other lines.
    """
    was, now = sheet_values(old), sheet_values(new)
    if was == now:
        return text
    ours = write_sheet(old)
    merged = merge_lines(ours, write_sheet(new), plain_ends(text))
    if text == ours or _means(merged, new):
        return merged
    gone = [keys for keys in was if keys not in now]
    changed = {keys: value for keys, value in now.items() if was.get(keys) != value}
    text = put_values(take_out_all(text, gone), changed)
    for keys in gone:
        for end in range(len(keys) - 1, 0, -1):
            text = _without_bare(text, keys[:end])
    return text


def _means(text: str, sheet: JudgeSheet) -> bool:
    """Return whether a text is read as a sheet with these answers, and nothing is wrong with it."""
    try:
        opened = OpenText(text)
    except EditError:
        return False
    found = read_as_meant(opened.tree, JudgeSheet).whole
    return isinstance(found, JudgeSheet) and sheet_values(found) == sheet_values(sheet)


def _without_bare(text: str, keys: Keys) -> str:
    """Return a text without a heading under which nothing is left, unless a remark is beside it."""
    opened = OpenText(text)
    spot, rest = opened.find(keys)
    is_left_out = len(keys) > 1 or keys[0] in _LEFT_OUT_EMPTY
    if rest or spot.node.content != {} or not is_left_out:
        return text
    start = opened.start(spot)
    return text if "#" in text[start : opened.line_end(start)] else take_out(text, keys)
