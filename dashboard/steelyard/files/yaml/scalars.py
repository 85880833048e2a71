"""A plain scalar becomes text, a number, true, false or nothing: YAML 1.2 and no more.

Older YAML turns `no` into false, 12:30 into 750 and dates into objects; here they stay
the text that was written. Knows nothing of files or places.
"""

from __future__ import annotations

import re

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
