"""Arabic and Hebrew texts in drawings read from right to left, to their last full stop.

A drawing takes every text for one that runs from left to right. Letters of these scripts run
the right way all the same, but signs that belong to no script, at the end or the beginning,
land on the wrong side. A mark that nobody sees, on both sides, puts them right (rules N1 and
W2 of Unicode's bidirectional algorithm). Sentences of ours that name such a text stay as they
are: they do run from left to right. Where a text is anchored does not change.
"""

from __future__ import annotations

import html
import re
import unicodedata

_MARK = "\u200f"
_TEXT = re.compile(r"(<text\b[^>]*>)([^<]*)(?=</text>)")


def set_right_to_left(svg: str) -> str:
    """Return a drawing in which texts of nothing but right-to-left letters have their marks.

    >>> set_right_to_left("<text>2026!</text><text>\u05d0!</text>") == (
    ...     "<text>2026!</text><text>\u200f\u05d0!\u200f</text>"
    ... )
    True
    """
    return _TEXT.sub(
        lambda found: (
            found[1] + (f"{_MARK}{found[2]}{_MARK}" if _runs_left(found[2]) else found[2])
        ),
        svg,
    )


def _runs_left(text: str) -> bool:
    """Return whether a text has right-to-left letters and no others."""
    if text.isascii():
        return False
    kinds = {unicodedata.bidirectional(sign) for sign in html.unescape(text)}
    return bool(kinds & {"R", "AL"}) and "L" not in kinds
